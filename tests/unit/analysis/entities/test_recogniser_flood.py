"""Names in floods of signs: every step is linear, so that half a megabyte of anything is read in a moment.

Each flood is so long that a quadratic step would take minutes; who waits here has found one.
"""

from __future__ import annotations

import pytest

from briefing.analysis.entities.recogniser import recognise
from briefing.analysis.entities.tokens import cut
from briefing.lexicon.gazetteer import tables
from briefing.model import Article, Document, Paragraph


@pytest.mark.parametrize("flood", ["\t", " ", "\n", " \n\t", "\n \t"], ids=repr)
def test_a_flood_of_white_space_is_passed_over_once(flood: str) -> None:
    text = "Why? " + flood * (300_000 // len(flood)) + "‘Ada Krol"
    words = cut(text, 0, len(text), tables())
    assert [word.form for word in words] == ["Why", "?", "'", "Ada", "Krol"]


def test_a_blank_line_within_a_stretch_begins_a_sentence_and_other_white_space_does_not() -> None:
    text = "stood\t \there\n \n\tthere"
    assert [word.initial for word in cut(text, 0, len(text), tables())] == [True, False, True]


def test_names_after_a_flood_are_found() -> None:
    text = "Waves rose." + "\t" * 200_000 + "The storm was strong, said Jonas Pell of the harbour."
    found = recognise(Document(Article("a1", "a.txt"), text, (Paragraph((0, len(text)), None, "body"),)))
    assert [mention.text for mention in found] == ["Jonas Pell"]
