"""Stories as a person corrected them."""

from __future__ import annotations

import pytest

from briefing.analysis.stories.corrections import apply
from briefing.model import StoryEdit

STORIES = {"a": ("a", "b", "c"), "d": ("d", "e")}
THERE = set("abcdefg")
CASES = {
    "apart": ([("apart", "b", "")], [("a", "c"), ("d", "e")]),
    "what is left of two is none": ([("apart", "d", "")], [("a", "b", "c")]),
    "into another": ([("with", "b", "d")], [("a", "c"), ("b", "d", "e")]),
    "one that stood alone": ([("with", "f", "a")], [("a", "b", "c", "f"), ("d", "e")]),
    "two that stood alone": ([("with", "f", "g")], [("a", "b", "c"), ("d", "e"), ("f", "g")]),
    "merge": ([("merge", "a", "d")], [("a", "b", "c", "d", "e")]),
    "merge and out again": ([("merge", "a", "d"), ("apart", "e", "")], [("a", "b", "c", "d")]),
    "back where it was": ([("apart", "b", ""), ("with", "b", "a")], [("a", "b", "c"), ("d", "e")]),
    "an article that is gone waits": ([("with", "b", "z"), ("merge", "z", "a")], [("a", "b", "c"), ("d", "e")]),
    "with itself": ([("with", "a", "b")], [("a", "b", "c"), ("d", "e")]),
}


@pytest.mark.parametrize("case", CASES)
def test_corrections(case: str) -> None:
    edits, expected = CASES[case]
    found = apply(STORIES, [StoryEdit(*edit) for edit in edits], THERE)
    assert list(found.values()) == expected
    assert all(story == articles[0] for story, articles in found.items())
