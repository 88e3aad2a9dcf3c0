"""Names in one article: what counts as a name, where it begins and ends, and of which kind it is."""

from __future__ import annotations

import pytest

from briefing.analysis.entities import recogniser
from briefing.model import Article, Document, EntityType, Paragraph, ParagraphKind


def document(*paragraphs: str, kinds: tuple[ParagraphKind, ...] = ()) -> Document:
    spans: list[Paragraph] = []
    position = 0
    for index, text in enumerate(paragraphs):
        kind: ParagraphKind = kinds[index] if index < len(kinds) else "body"
        spans.append(Paragraph((position, position + len(text)), None, kind))
        position += len(text) + 2
    return Document(Article("a1", "a.txt"), "\n\n".join(paragraphs), tuple(spans))


def names(*paragraphs: str) -> list[tuple[str, str]]:
    return [(m.text, m.type) for m in recogniser.recognise(document(*paragraphs))]


def test_a_mention_is_verbatim_and_says_where_it_stands() -> None:
    article = document("The harbour of Oslo was closed, said Ada Krol.")
    for mention in recogniser.recognise(article):
        assert article.text[mention.span[0] : mention.span[1]] == mention.text
        assert (mention.article, mention.path) == ("a1", "a.txt")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The ferry left for Norway on Monday.", [("Norway", "place")]),
        ("It sailed to New Zealand.", [("New Zealand", "place")]),
        ("The U.S. sent a note to the UK.", [("U.S.", "place"), ("UK", "place")]),
        ("Talks at the United Nations went on.", [("United Nations", "organisation")]),
        ("A walk around Lake Morrow took hours.", [("Lake Morrow", "place")]),
        ("They met near Tolland Airport.", [("Tolland Airport", "place")]),
    ],
)
def test_places_and_bodies_of_the_tables_and_by_their_head_words(
    sentence: str, expected: list[tuple[str, str]]
) -> None:
    assert names(sentence) == expected


def test_a_demonym_is_a_place_with_a_label() -> None:
    (mention,) = recogniser.recognise(document("A Norwegian ferry was late."))
    assert (mention.text, mention.type, mention.label) == ("Norwegian", "place", "demonym")


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Later, Prime Minister Ada Krol spoke.", "Ada Krol"),
        ("Later, Mrs Krol spoke.", "Krol"),
        ("Later, Deputy Harbour Minister Jonas Wold spoke.", "Jonas Wold"),
        ("Later, Gen. Ole Brandvik spoke.", "Ole Brandvik"),
        ("Later, harbour spokesman Ruben T. Falk spoke.", "Ruben T. Falk"),
        ("Later, Mowaffak al-Hadidi spoke.", "Mowaffak al-Hadidi"),
        ("Later, Anna van der Velde spoke.", "Anna van der Velde"),
    ],
)
def test_titles_and_forms_of_address_lie_outside_the_span(sentence: str, name: str) -> None:
    assert (name, "person") in names(sentence)


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_a_possessive_lies_outside_the_span(apostrophe: str) -> None:
    assert names(f"It was Norway{apostrophe}s plan.") == [("Norway", "place")]


def test_an_office_does_not_swallow_the_body_before_it() -> None:
    assert names("The Treasury Secretary Ada Krol left.") == [("Treasury", "organisation"), ("Ada Krol", "person")]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("She chairs the Ministry of Fisheries and Harbours in town.", "Ministry of Fisheries and Harbours"),
        ("She chairs the Mine Safety and Health Administration now.", "Mine Safety and Health Administration"),
        ("He sold Morrow Lines Inc. last year.", "Morrow Lines Inc."),
        ("He sold Limited Liability Company Tollwater last year.", "Limited Liability Company Tollwater"),
        ("She studied at the University of Bergen for years.", "University of Bergen"),
    ],
)
def test_organisations_are_told_by_their_head_words(sentence: str, name: str) -> None:
    assert (name, "organisation") in names(sentence)


def test_names_joined_by_a_hyphen_are_two() -> None:
    assert [name for name, _ in names("The new Norway-Iceland ferry sails.")] == ["Norway", "Iceland"]
    assert names("An Oslo-based firm.") == [("Oslo", "place")]


def test_a_surname_takes_the_kind_of_its_person() -> None:
    assert names("Ada Quillmark left early.", "The crowd cheered Quillmark loudly.")[-1] == ("Quillmark", "person")


def test_one_surface_has_one_kind_in_a_document() -> None:
    found = names("Bruno Wexcombe, 43, arrived.", "Near Wexcombe stood a guard.", "He thanked Wexcombe.")
    assert {kind for name, kind in found if name == "Wexcombe"} == {"person"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The CEO met the press on Tuesday in May.",
        "However, nobody came.",
        "Officials said little. Critics said more.",
        "I bought a DVD.",
        "Write to @TollHarbour or see #FerryDay.",
    ],
)
def test_capitals_alone_make_no_name(sentence: str) -> None:
    assert names(sentence) == []


def test_furniture_bylines_and_repetitions_have_no_names() -> None:
    kinds: tuple[ParagraphKind, ...] = ("furniture", "byline", "repeat", "caption", "dateline")
    text = ["More from Norway", "By Ada Krol", "Ada Krol left Norway.", "The quay in Oslo.", "BERGEN"]
    found = recogniser.recognise(document(*text, kinds=kinds))
    assert [m.text for m in found] == ["Oslo", "BERGEN"]


def test_a_headline_in_capitals_gives_the_names_that_are_known() -> None:
    assert names("NORWAY CLOSES HARBOUR AFTER LONG STORM NIGHT", "The storm hit.") == [("NORWAY", "place")]


def test_a_headline_with_capital_initials_is_no_single_name() -> None:
    found = names("Talks Fail Between Norway and Iceland Over Ferry Line", "The ferry stays.")
    assert found == [("Norway", "place"), ("Iceland", "place")]


def test_a_script_that_the_rules_do_not_know_gives_no_names() -> None:
    assert names("МОСКВА — Правительство сообщило. В Осло прошла встреча.") == []


def test_the_city_that_opens_a_report_is_a_place() -> None:
    assert names("TOLLAND (AFP) — The ferry sank.")[0] == ("TOLLAND", "place")


def test_short_forms_of_an_organisation_keep_its_kind() -> None:
    assert ("Tollwater", "organisation") in names("The firm Tollwater S.R.O. (Tollwater) paid. It owns Tollwater now.")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "МОСКВА — Правительство сообщило.",
        "東京で会議が開かれた。",
        "كانت المدينة هادئة",
        "A" * 5000,
        "Mr " * 3000,
        "Ada Krol " * 3000,
        "U.S." * 2000,
        "of the and for " * 2000,
        "Ministry of " * 2000,
        "'s’s" * 2000,
        "-".join(["Oslo"] * 2000),
        "(((" * 2000 + "A.B.C." * 500,
    ],
)
def test_hostile_text_is_read_without_complaint(text: str) -> None:
    article = document(text)
    last = 0
    for mention in recogniser.recognise(article):
        assert last <= mention.span[0] < mention.span[1]
        last = mention.span[1]


def test_the_work_grows_with_the_length_alone() -> None:
    import sys

    def calls(text: str) -> int:
        count = 0

        def profile(*_: object) -> None:
            nonlocal count
            count += 1

        article = document(text)
        recogniser.recognise(article)
        sys.setprofile(profile)
        try:
            recogniser.recognise(article)
        finally:
            sys.setprofile(None)
        return count

    for unit in ("Ada Krol met Jonas Wold of the Harbour Board in Oslo. ", "Ministry of Toll and ", "Krol "):
        assert calls(unit * 400) < 2.6 * calls(unit * 200)


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        ("They fled the border town of Kellmund on foot.", "Kellmund", "place"),
        ("It rained in the Ostwen area all week.", "Ostwen", "place"),
        ("The Tollhaven Democratic Forum (TDF) agreed.", "Tollhaven Democratic Forum", "organisation"),
        ("On Friday the Islamic Welfare Party agreed.", "Islamic Welfare Party", "organisation"),
        ("Central Bank of Norway governor Ada Krol spoke.", "Central Bank of Norway", "organisation"),
        ("Later, Morgan Tollund said it would close two plants.", "Morgan Tollund", "organisation"),
        ("They told the newspaper Kveldsnytt that all was well.", "Kveldsnytt", "organisation"),
        ("The Harbour Transport District, or HTD, agreed.", "Harbour Transport District", "organisation"),
        ("The Harbour Transport District, or HTD, agreed.", "HTD", "organisation"),
        ("A judge of the 6th Circuit Court ruled.", "6th Circuit Court", "organisation"),
        ("He died at his home in Wexbourne Rell.", "Wexbourne Rell", "place"),
        ("She flew to Marsolund on Monday.", "Marsolund", "place"),
        ("They met Piet van der Hoolt there.", "Piet van der Hoolt", "person"),
        ("Their lawyer Wexa Quillmark spoke.", "Wexa Quillmark", "person"),
        ("Later Wexa Quillmark, 28, left.", "Wexa Quillmark", "person"),
        ("Chancellor Ola Krol (TDF) agreed.", "TDF", "organisation"),
        ("They fined Harbour Rigging Limited (Harbour Rigging) too.", "Harbour Rigging", "organisation"),
        ('They seek Terry "T.J." Quillmark today.', 'Terry "T.J." Quillmark', "person"),
        ("Later, Fire Chief Bob Quillmark came.", "Bob Quillmark", "person"),
        ("Later, Justice Carl Quillmark came.", "Carl Quillmark", "person"),
        ("They beat PSV Eindhoven at home.", "PSV Eindhoven", "organisation"),
        ("He worked for Brattvik & Co. for years.", "Brattvik & Co.", "organisation"),
        ("It is Saint Ostwin Hospital that closes.", "Saint Ostwin Hospital", "organisation"),
    ],
)
def test_the_words_beside_a_name_tell_its_kind(sentence: str, name: str, kind: EntityType) -> None:
    assert (name, kind) in names(sentence)


def test_the_title_of_a_work_holds_no_names() -> None:
    assert names('She wrote "The Long Lane of Norway" and left.') == []
    assert names('"Norway is right," she said.') == [("Norway", "place")]


def test_laws_and_contests_are_no_names() -> None:
    assert names("The Norway Mail and Solicitation Act was passed.") == [("Norway", "place")]
    assert names("A former Miss Universe spoke.") == []


def test_a_body_of_the_united_nations_is_one_name() -> None:
    name = "United Nations Economic Commission for Europe"
    assert names(f"It was the {name} that said so.") == [(name, "organisation")]


def test_a_list_of_names_is_no_headline() -> None:
    found = names("Coach Jim Rellow named his squad.", "Ada Krol, Jon Wold, Anna Berg, Piet Holt, Eva Strand.")
    assert ("Anna Berg", "person") in found


def test_an_event_named_after_a_city_is_not_the_city() -> None:
    assert names("She won the Bangkok Open on Sunday.") == []


def test_a_hyphenated_place_in_capitals_is_one_name() -> None:
    assert names("AL-TOLLA, Norway, 6 June — The ferry sank.")[0][0] == "AL-TOLLA"


def test_a_headline_in_capitals_does_not_hide_a_country() -> None:
    title = "Trader Who Brokered Ferry Deal Between Norway and Iceland Is Fined"
    found = names(title, "The trader from Norway was fined.")
    assert [text for text, _ in found] == ["Norway", "Iceland", "Norway"]


def test_a_town_with_its_state_is_a_place_where_a_person_bears_its_name_too() -> None:
    found = names("Premier Tim Houston spoke. In Houston, Texas, a crew waited. Houston thanked it.")
    assert [kind for text, kind in found if text == "Houston"] == ["place", "person"]
    assert ("Cruz", "person") in names("Senator Ada Cruz spoke of Cruz, Texas Republican and lawyer.")


def test_a_firm_before_its_founder_is_named_is_the_firm() -> None:
    found = names("Wold is calling back cars. Wold Motor Co. knew of no injuries, said Bill Wold. Wold apologised.")
    assert [kind for text, kind in found if text == "Wold"] == ["organisation", "person"]


def test_letters_in_brackets_behind_a_body_are_its_name_in_another_language() -> None:
    found = names("Ada Krol of the Republican People's Party (CHP) left. The Workers' Party (PT) stayed.")
    assert [pair for pair in found if pair[1] == "organisation"] == [
        ("Republican People's Party", "organisation"),
        ("CHP", "organisation"),
        ("Workers' Party", "organisation"),
        ("PT", "organisation"),
    ]


def test_a_national_society_is_not_the_committee() -> None:
    assert ("Norwegian Red Cross", "organisation") in names("The Norwegian Red Cross sent tents.")


def test_a_town_is_no_short_name_of_a_body_in_it() -> None:
    found = names("Murder of Cardiff man", "He was jailed at Cardiff Crown Court.")
    assert ("Cardiff", "organisation") not in found
    assert ("Cardiff Crown Court", "organisation") in found


def test_a_junior_is_a_person_and_a_particle_belongs_to_the_name() -> None:
    found = names("Wendell Tolland Jr. was charged. Tolland Jr. denied it. Senator Maria dela Cruz spoke.")
    assert found == [
        ("Wendell Tolland Jr.", "person"),
        ("Tolland Jr.", "person"),
        ("Maria dela Cruz", "person"),
    ]


def test_a_capital_that_acts_is_no_person() -> None:
    assert ("Kiev", "place") in names("Moscow accused Kiev of terrorism.")


def test_who_owns_a_picture_is_not_in_the_news() -> None:
    assert names("Troops in Ukraine. (Photo: TOLL NEWS/YouTube, Wikimedia, License)") == [("Ukraine", "place")]
    assert ("Mary Wold", "person") in names("The mill. (Photo: Mary Wold)")


def test_a_town_is_no_short_name_of_its_council() -> None:
    found = names("The Marrowick Town Council met. People in Marrowick waited.")
    assert ("Marrowick Town Council", "organisation") in found
    assert ("Marrowick", "organisation") not in found


@pytest.mark.parametrize("opener", ["Besides", "Among", "Amid"])
def test_the_word_that_opens_a_sentence_is_no_given_name(opener: str) -> None:
    assert all(text == "Tolmarrow" for text, _ in names(f"{opener} Tolmarrow, two towns count."))


def test_an_agency_in_the_brackets_of_a_dateline_is_no_place() -> None:
    article = document("SKARVIK (NPA)", kinds=("dateline",))
    assert [(m.text, m.type) for m in recogniser.recognise(article)] == [("SKARVIK", "place"), ("NPA", "organisation")]


def test_greens_are_a_party_and_press_is_an_office() -> None:
    decided = names("Press secretary Ada Krol met the Greens.")
    assert ("Ada Krol", "person") in decided
    assert ("Greens", "place") not in decided
    assert "Press" not in dict(decided)


def test_a_name_that_no_table_knows_behind_a_preposition_of_place_is_no_person() -> None:
    found = names("The mill in Tolmarrow, which was built in 1782, turns again. Tolmarrow’s pond is full.")
    assert ("Tolmarrow", "person") not in found


@pytest.mark.parametrize(
    "sentence",
    [
        "He lives in London,", "They met in Paris, Ohio", "near Ohio,", "He lives in London, ", "in Lyon , ", "at London,”", "New York,", "from Ohio (", "told the", "in St.",
        "Mr.", "The U.S.,", "c and b", "Real", "People's", "PSV", "Jonas \"", "(R-Ohio", "(Picture", "Jonas Pell of",
    ],
)  # fmt: skip
def test_a_paragraph_may_end_anywhere(sentence: str) -> None:
    """The words behind the last one are not there: whoever looks at them must ask."""
    for text in (sentence, f"Jonas Pell said so. {sentence}", sentence.upper()):
        names(text)
    assert ("Ohio", "place") in names("They met in Wardle, Ohio,")


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        (
            "Under Secretary of the Treasury for Piracy and Harbour Intelligence Brian E. Nelson spoke.",
            ["Treasury", "Brian E. Nelson"],
        ),
        ("Deputy Minister for Harbour Affairs Ada Krol spoke.", ["Ada Krol"]),
        ("The Institute for Harbour Affairs asked Ada Krol.", ["Institute for Harbour Affairs", "Ada Krol"]),
    ],
    ids=["two fields", "one field", "a body"],
)
def test_what_an_office_is_for_is_no_name(sentence: str, wanted: list[str]) -> None:
    assert [text for text, _ in names(sentence)] == wanted
