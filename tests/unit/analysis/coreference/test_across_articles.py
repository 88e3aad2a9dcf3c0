"""Which names are one, why, and which are never joined."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from briefing.analysis.coreference import across_articles
from briefing.model import Entity, EntityType, Mention

Marked = tuple[str, EntityType]


def resolve(articles: Mapping[str, str], marked: Mapping[str, list[Marked]]) -> tuple[Entity, ...]:
    """Resolves the marked names of each article; a name marked twice stands for its next occurrence."""
    mentions: dict[str, list[Mention]] = {}
    for article, names in marked.items():
        text, position = articles[article], 0
        for name, kind in names:
            start = text.index(name, position)
            position = start + len(name)
            label = "demonym" if kind == "place" and name.rstrip("s").endswith(("ian", "ish", "ese", "ian")) else ""
            mentions.setdefault(article, []).append(
                Mention(article, f"{article}.txt", (start, position), None, name, type=kind, label=label)
            )
    return across_articles.resolve(mentions, articles)


def rows(text: str, *names: Marked) -> dict[str, dict[str, str]]:
    """Entity name -> surface -> reason, for one article."""
    found = resolve({"a": text}, {"a": list(names)})
    return {entity.name: {alias.text: alias.via for alias in entity.aliases} for entity in found}


def test_country_names_codes_and_demonyms_are_one_row() -> None:
    text = "The United States spoke. The U.S. and the US agreed; American ships sailed, and America paid."
    assert rows(
        text,
        ("United States", "place"),
        ("U.S.", "place"),
        ("US", "place"),
        ("American", "place"),
        ("America", "place"),
    ) == {
        "United States": {
            "United States": "exact",
            "U.S.": "country-code",
            "US": "country-code",
            "American": "demonym",
            "America": "country-name",
        }
    }


@pytest.mark.parametrize(
    "text",
    [
        "Moscow denied it.",
        "Moscow has denied it.",
        "Critics accused Moscow of delay.",
        "It limits Moscow’s access to ships.",
        "There was talk of Moscow selling ships.",
    ],
)
def test_a_seat_of_government_stands_for_its_country_where_it_governs(text: str) -> None:
    assert rows(text, ("Moscow", "place")) == {"Russia": {"Moscow": "seat-of-government"}}


@pytest.mark.parametrize(
    "text",
    [
        "The train to Moscow was late.",
        "They met in Moscow on Friday.",
        "A suburb of Moscow has flooded.",
        "MOSCOW: The rain went on.",
        "It was a Moscow street.",
    ],
)
def test_a_seat_of_government_is_a_city_where_nothing_governs(text: str) -> None:
    name = "MOSCOW" if "MOSCOW" in text else "Moscow"
    assert list(rows(text, (name, "place"))) == ["Moscow"]


def test_a_locative_keeps_the_city_apart_even_where_the_seat_governs_elsewhere() -> None:
    text = "Moscow denied it. Crowds met in Moscow."
    assert rows(text, ("Moscow", "place"), ("Moscow", "place")) == {
        "Russia": {"Moscow": "seat-of-government"},
        "Moscow": {"Moscow": "exact"},
    }


def test_a_surname_and_initials_join_the_full_name() -> None:
    text = "Ada M. Krol arrived. Ada Krol spoke. Krol left."
    assert rows(text, ("Ada M. Krol", "person"), ("Ada Krol", "person"), ("Krol", "person")) == {
        "Ada M. Krol": {"Ada M. Krol": "exact", "Ada Krol": "initials", "Krol": "surname"}
    }


def test_family_names_that_stand_first_are_surnames_too() -> None:
    found = rows("Kim Sae Byeol came. Kim left.", ("Kim Sae Byeol", "person"), ("Kim", "person"))
    assert found == {"Kim Sae Byeol": {"Kim Sae Byeol": "exact", "Kim": "surname"}}


def test_two_people_of_one_surname_stay_two() -> None:
    found = rows("Ada Krol met Jonas Krol.", ("Ada Krol", "person"), ("Jonas Krol", "person"))
    assert sorted(found) == ["Ada Krol", "Jonas Krol"]


def test_a_son_is_not_the_father() -> None:
    found = rows("Jonas Krol and Jonas Krol Jr. came.", ("Jonas Krol", "person"), ("Jonas Krol Jr.", "person"))
    assert len(found) == 2


def test_middle_names_that_contradict_each_other_stay_apart() -> None:
    articles = {"a": "George W. Tarn.", "b": "George H. Tarn.", "c": "George Tarn."}
    marked: dict[str, list[Marked]] = {k: [(v.rstrip("."), "person")] for k, v in articles.items()}
    assert len(resolve(articles, marked)) == 3


def test_a_company_is_not_the_place_that_it_is_named_after() -> None:
    text = "Bergen Lines Inc. left Bergen."
    found = resolve({"a": text}, {"a": [("Bergen Lines Inc.", "organisation"), ("Bergen", "place")]})
    assert {(e.name, e.type) for e in found} == {("Bergen Lines Inc.", "organisation"), ("Bergen", "place")}


def test_an_acronym_that_the_text_defines_joins_here_and_elsewhere() -> None:
    articles = {"a": "The Toll Harbour Board (THB) met. THB agreed.", "b": "THB met again."}
    found = resolve(
        articles,
        {"a": [("Toll Harbour Board", "organisation"), ("THB", "organisation")], "b": [("THB", "organisation")]},
    )
    assert [(e.name, e.articles, {a.text: a.via for a in e.aliases}) for e in found] == [
        ("Toll Harbour Board", 2, {"Toll Harbour Board": "exact", "THB": "acronym"})
    ]


def test_departments_and_legal_forms() -> None:
    text = "The Harbour Department and the Department of Harbour met Morrow Lines Inc., that is Morrow Lines."
    assert rows(
        text,
        ("Harbour Department", "organisation"),
        ("Department of Harbour", "organisation"),
        ("Morrow Lines Inc.", "organisation"),
        ("Morrow Lines", "organisation"),
    ) == {
        "Department of Harbour": {"Department of Harbour": "exact", "Harbour Department": "department"},
        "Morrow Lines Inc.": {"Morrow Lines Inc.": "exact", "Morrow Lines": "suffix"},
    }


def test_the_treasury_is_the_department_that_the_article_names() -> None:
    text = "The U.S. Treasury Department paid. The Treasury said so."
    assert list(rows(text, ("U.S. Treasury Department", "organisation"), ("Treasury", "organisation"))) == [
        "US Department of the Treasury"
    ]


def test_a_surname_before_a_full_name_in_one_sentence_is_somebody_elses() -> None:
    text = "Ada Krol vanished in May. Krol was convicted on Nov. 12 of the murder of Ada Krol, his wife."
    names: list[Marked] = [("Ada Krol", "person"), ("Krol", "person"), ("Ada Krol", "person")]
    found = resolve({"a": text, "b": "Piet Krol spoke."}, {"a": names, "b": [("Piet Krol", "person")]})
    assert {e.name: [m.text for m in e.mentions] for e in found} == {
        "Ada Krol": ["Ada Krol", "Ada Krol"],
        "Piet Krol": ["Krol", "Piet Krol"],
    }


def test_a_surname_in_another_sentence_before_the_full_name_is_the_persons() -> None:
    text = "Krol resigned. It was said that Ada Krol had lied."
    assert rows(text, ("Krol", "person"), ("Ada Krol", "person")) == {
        "Ada Krol": {"Ada Krol": "exact", "Krol": "surname"}
    }


def test_an_office_in_place_of_a_name_stays_in_its_article() -> None:
    texts = {"a": "The Doctor left.", "b": "The Doctor came."}
    found = resolve(texts, {"a": [("Doctor", "person")], "b": [("Doctor", "person")]})
    assert [e.articles for e in found] == [1, 1]


def test_the_office_inside_a_stretch_is_no_given_name() -> None:
    texts = {"a": "Pelagia CEO Tor Wiik resigned.", "b": "Pelagia fell; Wiik is gone."}
    marked: dict[str, list[Marked]] = {
        "a": [("Pelagia CEO Tor Wiik", "person")],
        "b": [("Pelagia", "person"), ("Wiik", "person")],
    }
    assert sorted(sorted(m.text for m in e.mentions) for e in resolve(texts, marked)) == [
        ["Pelagia"],
        ["Pelagia CEO Tor Wiik", "Wiik"],
    ]


def test_a_bare_surname_joins_the_only_bearer_of_the_folder() -> None:
    articles = {"a": "Ada Krol came.", "b": "Krol left."}
    (entity,) = resolve(articles, {"a": [("Ada Krol", "person")], "b": [("Krol", "person")]})
    assert {a.text: a.via for a in entity.aliases} == {"Ada Krol": "exact", "Krol": "surname-across"}


def test_a_bare_surname_with_two_bearers_in_the_folder_stays_alone() -> None:
    articles = {"a": "Ada Krol came.", "b": "Krol left.", "c": "Jonas Krol."}
    marked: dict[str, list[Marked]] = {
        "a": [("Ada Krol", "person")],
        "b": [("Krol", "person")],
        "c": [("Jonas Krol", "person")],
    }
    assert sorted(e.name for e in resolve(articles, marked)) == ["Ada Krol", "Jonas Krol", "Krol"]


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Kyiv", "Kiev", "place"),
        ("Oleh Zelenskyy", "Oleh Zelenskiy", "person"),
        ("Sergei Tarn", "Sergey Tarn", "person"),
    ],
)
def test_transliterations_of_one_name(one: str, other: str, kind: EntityType) -> None:
    (entity,) = resolve({"a": f"In {one}.", "b": f"In {other}."}, {"a": [(one, kind)], "b": [(other, kind)]})
    assert {a.text for a in entity.aliases} == {one, other}


def test_capitals_join_by_case() -> None:
    assert rows("ADA KROL spoke. Ada Krol left.", ("ADA KROL", "person"), ("Ada Krol", "person"))["Ada Krol"][
        "ADA KROL"
    ] in (
        "case",
        "exact",
    )


def test_roles_are_labels_and_join_nothing() -> None:
    text = (
        "Harbour Board spokesman Ada Krol and national security adviser Jonas Wold came; 67-year-old Tilda Maren left."
    )
    found = resolve({"a": text}, {"a": [("Ada Krol", "person"), ("Jonas Wold", "person"), ("Tilda Maren", "person")]})
    assert {e.name: e.roles for e in found} == {
        "Ada Krol": ("Harbour Board spokesman",),
        "Jonas Wold": ("national security adviser",),
        "Tilda Maren": ("67-year-old",),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Later Ada Krol, 55, left.", ("aged 55",)),
        ("They left the Pact. Harbour minister Ada Krol stayed.", ("Harbour minister",)),
        ("I saw Ada Krol, Night Star and Old Road, all of them.", ()),
        ("Later Ada Krol, a retired judge, left.", ("retired judge",)),
    ],
)
def test_a_role_ends_where_its_sentence_begins_and_an_age_says_what_it_is(text: str, expected: tuple[str, ...]) -> None:
    (found,) = resolve({"a": text}, {"a": [("Ada Krol", "person")]})
    assert found.roles == expected


def test_entities_come_by_count_then_name_with_ids_that_survive_a_rerun() -> None:
    text = "Oslo, Bergen and Oslo."
    found = resolve({"a": text}, {"a": [("Oslo", "place"), ("Bergen", "place"), ("Oslo", "place")]})
    assert [e.name for e in found] == ["Oslo", "Bergen"]
    assert [e.id for e in found] == [
        across_articles.identifier("place", "Oslo"),
        across_articles.identifier("place", "Bergen"),
    ]
    assert all(len(e.id) == 12 and e.id.startswith("e") for e in found)


def test_the_incremental_resolver_agrees_with_a_fresh_run() -> None:
    articles = {"a": "Ada Krol came to Oslo.", "b": "Krol left.", "c": "Jonas Krol came."}
    marked: dict[str, list[Mention]] = {
        "a": [Mention("a", "a", (0, 8), None, "Ada Krol"), Mention("a", "a", (17, 21), None, "Oslo", type="place")],
        "b": [Mention("b", "b", (0, 4), None, "Krol")],
        "c": [Mention("c", "c", (0, 10), None, "Jonas Krol")],
    }
    resolver = across_articles.Resolver()
    for article in ("c", "b", "a"):
        resolver.add(article, marked[article], articles[article])
    assert resolver.entities() == across_articles.resolve(marked, articles)
    resolver.remove("c")
    del marked["c"]
    assert resolver.entities() == across_articles.resolve(marked, articles)


def test_the_pass_across_articles_grows_with_their_number_alone() -> None:
    import sys

    def calls(count: int) -> int:
        resolver = across_articles.Resolver()
        for number in range(count):
            text = f"Ada Krol{number} met Krol and Ada B{number}. Krol."
            names = [(0, 8 + len(str(number))), (13 + len(str(number)), 17 + len(str(number)))]
            resolver.add(f"a{number}", [Mention(f"a{number}", "a", s, None, text[s[0] : s[1]]) for s in names], text)
        total = 0

        def profile(*_: object) -> None:
            nonlocal total
            total += 1

        sys.setprofile(profile)
        try:
            resolver.entities()
        finally:
            sys.setprofile(None)
        return total

    calls(400)  # the caches of single names are warm from here on
    assert calls(400) < 2.6 * calls(200)


def test_of_two_of_one_surname_a_bare_one_is_who_was_named_before() -> None:
    text = "Gareth Wold was jailed. Wold wept. His brother, Darren Wold, was cleared. Darren Wold left."
    found = rows(
        text, ("Gareth Wold", "person"), ("Wold", "person"), ("Darren Wold", "person"), ("Darren Wold", "person")
    )
    assert found == {
        "Gareth Wold": {"Gareth Wold": "exact", "Wold": "surname"},
        "Darren Wold": {"Darren Wold": "exact"},
    }


@pytest.mark.parametrize(
    ("full", "short", "via"),
    [
        ("Luis Inacio Tolo da Silva", "Tolo", "middle-name"),
        ("Ulla van der Wold-Jansen", "Van der Wold-Jansen", "surname"),
        ("Maria Ines dela Rosa", "Dela Rosa", "surname"),
        ("Xi Mingde", "Xi", "surname"),
    ],
)
def test_surnames_with_particles_between_names_and_first(full: str, short: str, via: str) -> None:
    assert rows(f"{full} spoke. {short} left.", (full, "person"), (short, "person")) == {
        full: {full: "exact", short: via}
    }


def test_lyons_is_not_lyon() -> None:
    assert set(rows("From Lyons to Lyon.", ("Lyons", "place"), ("Lyon", "place"))) == {"Lyons", "Lyon"}


@pytest.mark.parametrize(
    ("country", "row"),
    [
        ("Philippines", "Department of Justice"),
        ("U.S.", "US Department of Justice"),
        ("Ohio", "US Department of Justice"),
    ],
)
def test_a_department_without_its_country_is_american_only_where_nothing_says_another(country: str, row: str) -> None:
    text = f"The Department of Justice spoke in the {country}."
    assert row in rows(text, ("Department of Justice", "organisation"), (country, "place"))
