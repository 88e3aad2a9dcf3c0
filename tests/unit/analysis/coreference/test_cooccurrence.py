"""Who appears with whom, ranked; who said what, by the name that stands at the quotation."""

from __future__ import annotations

import pytest

from briefing.analysis.coreference import cooccurrence
from briefing.analysis.coreference.corrections import entity_of
from briefing.model import Entity, EntityType, Mention, Quotation, Speaker

TEXTS = {
    "a1": "Ada Krol met Ines Maro. Ben Tull stayed at home.\n\nThe Gate Trust paid.",
    "a2": "Ada Krol waited. Ines Maro came late, said Ben Tull. Ada Krol and Ben Tull left.",
    "a3": "Ada Krol and the Gate Trust agreed.",
    "a4": "Ben Tull sang. He said the Gate Trust was deaf.",
}


def entity(name: str, type: EntityType = "person") -> Entity:
    mentions = []
    for article, text in TEXTS.items():
        at = text.find(name)
        while at >= 0:
            mentions.append(Mention(article, article, (at, at + len(name)), None, name, "exact", type))
            at = text.find(name, at + 1)
    return entity_of(name, type, mentions)


KROL, MARO, TULL, TRUST = (
    entity("Ada Krol"),
    entity("Ines Maro"),
    entity("Ben Tull"),
    entity("Gate Trust", "organisation"),
)


def test_common_articles_come_first_then_common_sentences() -> None:
    asked: list[str] = []

    def text(article: str) -> str:
        asked.append(article)
        return TEXTS[article]

    found = cooccurrence.together(KROL, [KROL, TULL, TRUST, MARO], text)
    assert [(c.name, c.articles, c.sentences) for c in found] == [
        ("Ines Maro", 2, 1),
        ("Ben Tull", 2, 1),
        ("Gate Trust", 2, 1),
    ]
    assert sorted(asked) == ["a1", "a2", "a3"]  # each article once, and none without her
    assert [c.name for c in cooccurrence.together(TULL, [KROL, MARO, TRUST], TEXTS.__getitem__)] == [
        "Ines Maro",
        "Ada Krol",
        "Gate Trust",
    ]


def test_a_limit_gives_the_best() -> None:
    whole = cooccurrence.together(KROL, [TULL, TRUST, MARO], TEXTS.__getitem__, limit=0)
    assert cooccurrence.together(KROL, [TULL, TRUST, MARO], TEXTS.__getitem__, limit=1) == whole[:1]
    assert cooccurrence.together(entity("Nobody"), [KROL], TEXTS.__getitem__) == ()


def quotation(article: str, name: str | None, mention: str | None, at: int | None) -> Quotation:
    span = None if at is None else (at, at + len(mention or ""))
    return Quotation(
        f"q{article}{at}",
        article,
        article,
        (0, 1),
        None,
        "x",
        "direct",
        "speech",
        Speaker(name, mention, span, "stated"),
    )


def test_the_name_at_the_quotation_decides() -> None:
    at = TEXTS["a2"].find("Ben Tull")
    said = quotation("a2", "Ben Tull", "Ben Tull", at)
    assert cooccurrence.said_by(TULL, [said]) == [said]
    assert cooccurrence.said_by(KROL, [said]) == []


def test_a_pronoun_leads_to_the_resolved_name_and_never_to_two() -> None:
    he = quotation("a4", "Ben Tull", "He", TEXTS["a4"].find("He"))
    assert cooccurrence.said_by(TULL, [he]) == [he]
    assert cooccurrence.speakers([he], [TULL, TRUST]) == {he.id: (TULL.id,)}
    namesake = entity_of("Ben Tull", "organisation", TULL.mentions)
    assert cooccurrence.speakers([he], [TULL, namesake]) == {}
    nobody = quotation("a4", None, None, None)
    assert cooccurrence.speakers([nobody], [TULL]) == {}


def test_a_name_inside_the_words_of_the_speaker_does_not_take_over() -> None:
    text = "Ben Tull of the Gate Trust"
    tull = entity_of("Ben Tull", "person", [Mention("b", "b", (0, 8), None, "Ben Tull")])
    trust = entity_of("Gate Trust", "organisation", [Mention("b", "b", (16, 26), None, "Gate Trust")])
    said = Quotation(
        "q", "b", "b", (30, 31), None, "x", "direct", "speech", Speaker("Ben Tull", text, (0, 26), "stated")
    )
    assert cooccurrence.speakers([said], [tull, trust]) == {"q": (tull.id,)}


OFFICE_TEXTS = {
    "title before": ("Harbour Secretary Ada Krol", "Ada Krol", "Harbour"),
    "title with of": ("Secretary of the Harbour Ada L. Krol", "Ada L. Krol", "Harbour"),
    "title alone": ("Harbour Secretary", "Harbour Secretary", "Harbour"),
    "of alone": ("Secretary of the Harbour", "Secretary of the Harbour", "Harbour"),
    "officials": ("Harbour officials", "Harbour officials", "Harbour"),
    "itself": ("the Harbour", "Harbour", "Harbour"),
    "in full": ("the Velner Harbour Office", "Velner Harbour Office", "Harbour Office"),
    "with a place": ("the Harbour Office of Veln", "Harbour Office of Veln", "Harbour Office"),
}


@pytest.mark.parametrize("case", OFFICE_TEXTS)
def test_an_office_says_what_is_its_own_and_not_what_bearers_of_its_titles_say(case: str) -> None:
    words, name, office = OFFICE_TEXTS[case]
    at = words.find(office)
    harbour = entity_of(
        office, "organisation", [Mention("c", "c", (at, at + len(office)), None, office, "exact", "organisation")]
    )
    said = quotation("c", name, words, 0)
    assert bool(cooccurrence.said_by(harbour, [said])) == (case in ("itself", "in full", "with a place"))


def test_a_noun_leads_to_the_only_body_before_that_is_one() -> None:
    text = "The Harbour Department and Ada Krol met. The department said so. The Department of Mills came."
    at = text.find("The department")

    def body(name: str, article: str = "d") -> Entity:
        place = text.find(name)
        return entity_of(name, "organisation", [Mention(article, article, (place, place + len(name)), None, name)])

    harbour, mills = body("Harbour Department"), body("Department of Mills")
    said = quotation("d", "the department", "The department", at)
    later = quotation("d", "the department", "The department", len(text))
    assert cooccurrence.speakers([said, later], [harbour, mills]) == {said.id: (harbour.id,)}
    assert cooccurrence.said_by(harbour, [said, later], lambda: [harbour, mills]) == [said]
    assert cooccurrence.said_by(mills, [said, later], lambda: [harbour, mills]) == []
    other = quotation("d", "the ministry", "The ministry", at)
    assert cooccurrence.speakers([other], [harbour, mills]) == {}
