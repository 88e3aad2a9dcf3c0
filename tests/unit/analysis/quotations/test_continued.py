"""Reported clauses without a verb of saying of their own: the other half of a bargain, and what somebody is punished for."""

from __future__ import annotations

import pytest

from briefing.analysis.quotations import extract
from briefing.model import Article, Document, Paragraph


def indirect(text: str) -> list[tuple[str, str | None]]:
    """(words, speaker) of what is reported without marks."""
    document = Document(Article("a", "a.txt"), text, (Paragraph((0, len(text)), None, "body"),))
    return [(q.text, q.speaker.name) for q in extract.extract(document) if q.mode == "indirect"]


SAID = "The harbour board said that Krol had promised the ferrymen forty new lifeboats by the spring. "


def test_the_other_half_of_a_bargain_is_reported_too_and_nobody_is_named_for_it() -> None:
    found = indirect(SAID + "In exchange, they were to carry the mail to the islands for nothing.")
    assert found[-1] == ("In exchange, they were to carry the mail to the islands for nothing.", None)


@pytest.mark.parametrize(
    "text",
    [
        "It rained all day. In exchange, he carried the mail to the islands for nothing.",
        SAID + "It rained. In exchange, he carried the mail to the islands for nothing.",
        SAID + "In exchange the mail was carried to the islands for nothing at all.",
    ],
)
def test_without_a_report_before_it_nothing_is_reported(text: str) -> None:
    assert not any(words.startswith("In exchange") for words, _ in indirect(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "The rain came after the board imposed sanctions on a dealer for trying to sell two dozen crates of flares.",
            "sanctions on a dealer for trying to sell two dozen crates of flares.",
        ),
        (
            "He was accused of selling the bells of the old church, his neighbours nodded.",
            "accused of selling the bells of the old church",
        ),
    ],
)
def test_what_somebody_is_punished_for_is_reported(text: str, words: str) -> None:
    assert indirect(text) == [(words, None)]


def test_a_purpose_is_no_accusation() -> None:
    assert indirect("The board thanked a dealer for giving two dozen crates of flares to the islands.") == []
