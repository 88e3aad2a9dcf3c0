"""A part of a statement never stands without what limits it: negation, condition, denial and hedge stay with the words."""

from __future__ import annotations

import pytest

from briefing.analysis.quotations.extract import extract
from briefing.model import Article, Document, Paragraph, ParagraphKind, Quotation


def document(*paragraphs: str, kind: ParagraphKind = "body") -> Document:
    spans, position = [], 0
    for paragraph in paragraphs:
        spans.append(Paragraph((position, position + len(paragraph)), None, kind))
        position += len(paragraph) + 2
    return Document(Article("a1", "a.txt"), "\n\n".join(paragraphs), tuple(spans))


def in_marks(doc: Document, quotation: Quotation) -> list[str]:
    return [doc.text[slice(*span)] for span in quotation.quoted]


@pytest.mark.parametrize(
    ("paragraph", "clause", "quoted", "speaker"),
    [
        (
            "Harbour spokesman Odo Vane said later Thursday that the port has “not so far” come across a single leak in the gates.",
            "the port has “not so far” come across a single leak in the gates.",
            ["not so far"],
            "Odo Vane",
        ),
        (
            "Ada Krol said the mill had no reason to “close its gates to the town” and would go on.",
            "the mill had no reason to “close its gates to the town” and would go on.",
            ["close its gates to the town"],
            "Ada Krol",
        ),
        (
            "Ada Krol said it was not “acceptable to anybody on the coast.”",
            "it was not “acceptable to anybody on the coast.”",
            ["acceptable to anybody on the coast."],
            "Ada Krol",
        ),
        (
            "The port would go on to “guard the gates of the mill” and “mend the wheel of the town,” Ada Krol said.",
            "The port would go on to “guard the gates of the mill” and “mend the wheel of the town,”",
            ["guard the gates of the mill", "mend the wheel of the town,"],
            "Ada Krol",
        ),
        (
            "The plan was never “good for the people of the coast,” said Ada Krol, the mayor of Lund.",
            "The plan was never “good for the people of the coast,”",
            ["good for the people of the coast,"],
            "Ada Krol",
        ),
        (
            "According to Ada Krol, the gates are not “strong enough for the spring tide”.",
            "the gates are not “strong enough for the spring tide”.",
            ["strong enough for the spring tide"],
            "Ada Krol",
        ),
        (
            "Ada Krol said 'broken planks of the old wheel' were not to blame for the flood.",
            "'broken planks of the old wheel' were not to blame for the flood.",
            ["broken planks of the old wheel"],
            "Ada Krol",
        ),
    ],
)
def test_words_in_marks_within_a_reported_clause_are_one_quotation(
    paragraph: str, clause: str, quoted: list[str], speaker: str
) -> None:
    doc = document(paragraph)
    (quotation,) = extract(doc)
    assert (quotation.text, quotation.mode, quotation.speaker.name) == (clause, "mixed", speaker)
    assert in_marks(doc, quotation) == quoted
    assert doc.text[slice(*quotation.span)] == clause


@pytest.mark.parametrize(
    ("paragraph", "clause"),
    [
        (
            "Ada Krol denied that the mill was “a danger to the ships of the coast.”",
            "denied that the mill was “a danger to the ships of the coast.”",
        ),
        (
            "Ada Krol has never called the mill “a danger to the ships of the coast.”",
            "Ada Krol has never called the mill “a danger to the ships of the coast.”",
        ),
        (
            "Ada Krol refused to call the flood “a failure of the harbour board” on Monday.",
            "Ada Krol refused to call the flood “a failure of the harbour board”",
        ),
        (
            "Unless the tide falls, Ada Krol called for “the end of all work on the gates.”",
            "Unless the tide falls, Ada Krol called for “the end of all work on the gates.”",
        ),
        (
            "Ada Krol described the gates as possibly “the oldest on the whole coast” in her letter.",
            "Ada Krol described the gates as possibly “the oldest on the whole coast”",
        ),
        (
            "Ada Krol promised “a feast for all of the coast” provided the tide falls in time.",
            "Ada Krol promised “a feast for all of the coast” provided the tide falls in time.",
        ),
        (
            "Ada Krol didn’t say, “The mill is closed for good.”",
            "Ada Krol didn’t say, “The mill is closed for good.”",
        ),
        (
            "The mill is not ‘a danger to the ships of the coast’, mayor says",
            "The mill is not ‘a danger to the ships of the coast’",
        ),
    ],
)
def test_what_limits_the_words_in_marks_stays_with_them(paragraph: str, clause: str) -> None:
    doc = document(paragraph)
    quotations = extract(doc)
    assert [(q.text, q.mode) for q in quotations] == [(clause, "mixed")]
    assert all(doc.text[slice(*q.span)] == q.text for q in quotations)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Ada Krol praised “the quiet work of the coast guard” in her letter.",
        "Ada Krol called the mill “a gift to the people of the coast.”",
    ],
)
def test_words_in_marks_that_nothing_limits_stand_without_their_marks(paragraph: str) -> None:
    (quotation,) = extract(document(paragraph))
    assert (quotation.mode, quotation.quoted) == ("mixed", ())
    assert quotation.text[0] not in "“‘"


@pytest.mark.parametrize(
    ("paragraph", "clause"),
    [
        (
            "Ada Krol denied that the board had sold the old gates abroad.",
            "denied that the board had sold the old gates abroad.",
        ),
        (
            "Ada Krol feared the board had sold the old gates abroad.",
            "feared the board had sold the old gates abroad.",
        ),
        (
            "Ada Krol reportedly told the board the mill would open before the flood.",
            "reportedly told the board the mill would open before the flood.",
        ),
        ("Ada Krol hopes the mill will open before the flood.", "hopes the mill will open before the flood."),
        (
            "If the tide falls, Ada Krol said the mill would open its gates.",
            "If the tide falls, Ada Krol said the mill would open its gates.",
        ),
        (
            "The mill would open its gates, Ada Krol said, if the tide falls.",
            "The mill would open its gates, Ada Krol said, if the tide falls.",
        ),
        (
            "The mill would open its gates, Ada Krol said in a letter on Monday, unless the tide rises.",
            "The mill would open its gates, Ada Krol said in a letter on Monday, unless the tide rises.",
        ),
        (
            "The mill would open its gates, said Ada Krol, provided the tide falls.",
            "The mill would open its gates, said Ada Krol, provided the tide falls.",
        ),
        (
            "If the tide falls in the night, Ada Krol said, the mill would open its gates.",
            "If the tide falls in the night, Ada Krol said, the mill would open its gates.",
        ),
    ],
)
def test_reported_words_keep_their_denial_and_their_condition(paragraph: str, clause: str) -> None:
    quotations = extract(document(paragraph))
    assert [(q.text, q.mode) for q in quotations] == [(clause, "indirect")]


def test_nobody_is_accused_who_was_never_accused() -> None:
    (quotation,) = extract(document("Odo Vane was accused of selling the old gates of the mill abroad."))
    assert quotation.text == "accused of selling the old gates of the mill abroad."
    assert extract(document("Odo Vane was never accused of selling the old gates of the mill abroad.")) == ()


def test_two_who_are_quoted_in_one_sentence_have_a_quotation_each() -> None:
    quotations = extract(
        document("Ada Krol never called it “a gift to the coast,” and Odo Vane said it was “a waste of money.”")
    )
    assert [(q.text, q.speaker.name) for q in quotations] == [
        ("Ada Krol never called it “a gift to the coast,”", "Ada Krol"),
        ("it was “a waste of money.”", "Odo Vane"),
    ]


def test_whole_sentences_in_marks_stand_apart_from_the_clause_before_them() -> None:
    reported, spoken = extract(document("Ada Krol said that the wheel had turned since May: “It will not stop.”"))
    assert (reported.mode, reported.text) == ("indirect", "the wheel had turned since May")
    assert (spoken.mode, spoken.text, spoken.quoted) == ("direct", "It will not stop.", ())


def test_an_attribution_in_the_middle_parts_no_clause_with_words_in_marks() -> None:
    (quotation,) = extract(document("The gates will not, said Ada Krol, be “a burden on the mills of the coast.”"))
    assert quotation.text == "The gates will not, said Ada Krol, be “a burden on the mills of the coast.”"


def test_a_clause_is_said_by_whoever_reports_it_not_by_somebody_in_it() -> None:
    (quotation,) = extract(
        document(
            "The board said Vane and the guild had exchanged letters in which Vane called for a “friendly settlement”."
        )
    )
    assert quotation.speaker.name == "the board"


@pytest.mark.parametrize(
    ("paragraph", "clause", "speaker"),
    [
        (
            "Ada Krol also noted the harbour council’s recent statements that they will not sell the mill to the port.",
            "they will not sell the mill to the port.",
            "the harbour council",
        ),
        (
            "Ada Krol recalled that the guild’s recent statements were false and that the mill is sold.",
            "the guild’s recent statements were false and that the mill is sold.",
            "Ada Krol",
        ),
        ("Ada Krol noted reports that the mill had been sold.", "the mill had been sold.", None),
    ],
)
def test_what_is_reported_begins_at_the_clause_behind_a_noun_of_saying(
    paragraph: str, clause: str, speaker: str | None
) -> None:
    (quotation,) = extract(document(paragraph))
    assert (quotation.text, quotation.speaker.name) == (clause, speaker)
