"""What an attribution interrupts and cannot stand alone is one quotation; a relative clause about where somebody spoke is none."""

from __future__ import annotations

import pytest

from briefing.analysis.quotations.extract import extract
from briefing.model import Article, Document, Paragraph


def reported(sentence: str) -> list[str]:
    """Return the quotations of a sentence that is an article."""
    quotations = extract(Document(Article("a1", "a.txt"), sentence, (Paragraph((0, len(sentence)), None, "body"),)))
    return [quotation.text for quotation in quotations]


@pytest.mark.parametrize(
    "sentence",
    [
        "To understand how the tide turns the wheel, Krol said, the guild would measure the pond for a year.",
        "To keep the lower gates from rotting, Ada Krol said on Monday, the guild would drain the pond.",
        "When the tide rose over the quay, Krol said, the miller shut the gates by hand.",
        "Because the old timber was rotten, Krol said, the guild had bought oak in Lund.",
        "Although the pond was drained in May, the guild said, the wheel would turn again.",
        "LUND (Wire) — After the gates were closed in March, Krol said, the water rose by a metre.",
    ],
)
def test_a_clause_that_hangs_on_the_rest_never_stands_alone(sentence: str) -> None:
    assert reported(sentence) == [sentence.partition(" — ")[2] or sentence]


@pytest.mark.parametrize("opening", ["The old gates were shut in May", "The guild bought oak for the gates"])
def test_two_whole_clauses_are_two_quotations(opening: str) -> None:
    rest = "the wheel would turn again in the spring."
    assert reported(f"{opening}, Krol said, and {rest}") == [opening, f"and {rest}"]


@pytest.mark.parametrize(
    "occasion",
    [
        "in an interview that is to be broadcast on Monday",
        "in a letter that was sent to the port last week",
        "at a hearing that had been put off twice",
        "in an interview that aired on Sunday",
    ],
)
def test_what_is_said_of_the_occasion_is_no_part_of_what_was_said(occasion: str) -> None:
    clause = "the gates of the mill would be open to all ships."
    assert reported(f"Ada Krol said {occasion} that {clause}") == [clause]
    assert reported(f"Ada Krol said {occasion}.") == []


@pytest.mark.parametrize("lead", ["said", "said on Monday"])
def test_that_may_be_what_somebody_speaks_of(lead: str) -> None:
    assert reported(f"Ada Krol {lead} that was the fault of the old guild.") == ["that was the fault of the old guild."]
