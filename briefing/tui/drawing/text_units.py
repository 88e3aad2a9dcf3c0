"""Words, characters and sentences of a text, one after the other, for selecting by keyboard. Pure, and as quick in a giant text as in a small one."""

from __future__ import annotations

from typing import Final, Literal

from briefing.late import pattern
from briefing.model import Span
from briefing.text import sentences
from briefing.tui.drawing.strips import clings

Unit = Literal["word", "character", "sentence"]

WINDOW: Final = 4_096
"""Code points before and behind a place that are looked at for its neighbours."""

_SINGLE = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff"
_MARKS = r"\s!-/:-@\[-`{-~\u00a1-\u00bf\u2010-\u205e\u3000-\u303f\uff01-\uff0f"
_WORD: Final = pattern(
    rf"[{_SINGLE}]|[^{_MARKS}{_SINGLE}]{{1,200}}(?:[-'’.,][^{_MARKS}{_SINGLE}]{{1,200}}){{0,20}}|(?:(?!\s)[{_MARKS}]){{1,20}}"
)
"""A word, with what stands within it (``9,000``, ``trust’s``); a character of a script that writes no spaces; punctuation."""


def word_at(text: str, offset: int) -> Span:
    """Return the word that holds ``offset``, else the next one, else the last."""
    start = max(0, offset - WINDOW)
    for match in _WORD.finditer(text, start, min(len(text), offset + WINDOW)):
        if match.end() > offset:
            return match.span()
    return _last_word(text, offset) or (offset, offset)


def _last_word(text: str, before: int) -> Span | None:
    spans = [match.span() for match in _WORD.finditer(text, max(0, before - WINDOW), before)]
    return spans[-1] if spans else None


def _cluster(text: str, start: int) -> Span:
    """Return the character at ``start`` with the marks that stand over it and what is joined to it."""
    end = start + 1
    while end < min(len(text), start + WINDOW) and clings(text[end]):
        end += 1 + (text[end] == "\u200d")
    return start, min(end, len(text))


def following(text: str, span: Span, unit: Unit) -> Span:
    """Return the unit behind ``span``, or ``span`` at the end of the text."""
    if span[1] >= len(text):
        return span
    if unit == "character":
        return _cluster(text, span[1])
    if unit == "word":
        found = _WORD.search(text, span[1], span[1] + WINDOW)
        return found.span() if found is not None else span
    ends = [end for _, end in sentences(text, span[0], min(len(text), span[0] + WINDOW)) if end > span[1]]
    return word_at(text, max(0, ends[0] - 1)) if ends else span


def before(text: str, span: Span, unit: Unit) -> Span:
    """Return the unit before ``span``, or ``span`` at the beginning of the text."""
    if span[0] <= 0:
        return span
    if unit == "character":
        start = span[0] - 1
        while start > max(0, span[0] - WINDOW) and clings(text[start]):
            start -= 1
        return _cluster(text, start)
    if unit == "word":
        return _last_word(text, span[0]) or span
    starts = [start for start, _ in sentences(text, max(0, span[0] - WINDOW), span[0]) if start < span[0]]
    return word_at(text, starts[-1]) if starts else span
