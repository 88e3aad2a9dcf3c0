"""Who appears with whom, ranked; who said what, by the name that stands at the quotation."""

from __future__ import annotations

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
