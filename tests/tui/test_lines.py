"""Many short lines in one value: each comes back as it was, and is found by what it holds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.tui.finding.lines import Lines

LINES = st.lists(st.text(alphabet="ab é\n“\udce9\U0001f6a2", max_size=6), max_size=12)


def lines_of(texts: list[str]) -> Lines:
    lines = Lines()
    for text in texts:
        lines.add(text)
    return lines


@given(LINES)
def test_each_line_comes_back(texts: list[str]) -> None:
    lines = lines_of(texts)
    assert [lines[place] for place in range(len(lines))] == texts


@given(LINES, st.text(alphabet="ab é“\udce9", min_size=1, max_size=3))
def test_a_line_is_found_by_what_it_holds(texts: list[str], words: str) -> None:
    assert list(lines_of(texts).holding(words)) == [place for place, text in enumerate(texts) if words in text]


def test_what_ends_a_line_stands_in_none() -> None:
    lines = lines_of(["one\0two", "three"])
    assert [lines[0], lines[1]] == ["one two", "three"]
