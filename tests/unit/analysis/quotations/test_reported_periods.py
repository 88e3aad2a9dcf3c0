"""A period or a place before the attribution belongs to what is said; a day or an occasion of speaking does not."""

from __future__ import annotations

import pytest

from briefing.analysis.quotations.extract import extract
from briefing.model import Article, Document, Paragraph


def reported(sentence: str) -> list[tuple[str, str]]:
    """Return the text and the mode of each quotation of a sentence that is an article."""
    quotations = extract(Document(Article("a1", "a.txt"), sentence, (Paragraph((0, len(sentence)), None, "body"),)))
    return [(quotation.text, quotation.mode) for quotation in quotations]


@pytest.mark.parametrize(
    "sentence",
    [
        "Between the end of May and early July, the Guild said Anton Rell sold two dozen planks to the port.",
        "From 2019 through 2021, Ada Krol said that the mill sold two dozen planks to the port.",
        "Since 2015, Ada Krol said the mill had sold two dozen planks to the port.",
        "By the end of the year, the ministry said the gates would be open to all ships.",
        "During the winter, the ministry said the gates were closed to all ships.",
        "Over the past 5 years, Ada Krol said the mill had sold two dozen planks to the port.",
        "In the next few years, the ministry said the gates would be open to all ships.",
        "Next week, the ministry said the gates would be open to all ships.",
    ],
)
def test_a_period_belongs_to_what_is_said(sentence: str) -> None:
    assert reported(sentence) == [(sentence, "indirect")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Between the end of May and early July, the Guild said, Anton Rell sold two dozen planks to the port.",
        "Between the end of May and early July, Ada Krol said Monday, Anton Rell sold two dozen planks to the port.",
        "Between the end of May and early July, according to the Guild, Anton Rell sold two dozen planks to the port.",
        "Between the end of May and early July, according to Ada Krol, Anton Rell sold two dozen planks to the port.",
        "In the hills east of Lund, officials said, the flood took two bridges and a mill.",
        "During a meeting with the miller, officials said, Anton Rell sold two dozen planks to the port.",
    ],
)
def test_a_phrase_before_an_attribution_between_commas_never_stands_alone(sentence: str) -> None:
    assert reported(sentence) == [(sentence, "indirect")]


def test_words_in_marks_keep_the_period_of_their_clause() -> None:
    sentence = "Within weeks, Ada Krol said that the gates “would be open to all ships” again."
    assert reported(sentence) == [(sentence, "mixed")]


@pytest.mark.parametrize(
    "opening",
    [
        "On Tuesday, the ministry said",
        "In 2019, Ada Krol said",
        "In a statement, the ministry said",
        "In a statement on Tuesday, the ministry said,",
        "At a briefing on the flood, Ada Krol said",
        "During a two-hour interview, Ada Krol said",
        "During last year’s hearing, Ada Krol said",
        "Since the hearing in May, Ada Krol said",
        "By phone on Monday, Ada Krol said",
        "From his office on Monday, Ada Krol said",
        "Since 2015, Ada Krol has said",
        "Since May, Ada Krol has repeatedly said that",
    ],
)
def test_when_somebody_spoke_is_no_part_of_what_was_said(opening: str) -> None:
    clause = "the gates would be open to all ships."
    assert reported(f"{opening} {clause}") == [(clause, "indirect")]


def test_a_dateline_stays_out() -> None:
    clause = "Since 2015, Ada Krol said the mill had sold two dozen planks to the port."
    assert reported(f"LUND (Wire) — {clause}") == [(clause, "indirect")]


def test_what_follows_a_name_behind_according_to_is_still_the_name_s() -> None:
    sentence = "In the north the river floods each spring, according to Ada Krol, the mayor of Lund."
    assert reported(sentence) == [("In the north the river floods each spring", "indirect")]
