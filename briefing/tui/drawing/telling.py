"""The words that a fact rests on, on a few lines: where they are too many, the window of them around those that tell it. Pure."""

from __future__ import annotations

from typing import Final, NamedTuple

from rich.style import Style

from briefing.model import FactValue, Span
from briefing.presentation.labels import squeeze
from briefing.tui.drawing import strips
from briefing.tui.drawing.text_layout import wrap

LEFT_OUT: Final = "…"
"""Stands where words before or behind the window are left out."""

LEAST: Final = 8
"""Characters of the narrowest window."""

LEAD: Final = 3
"""The telling words stand so that one part of the window in so many lies before them."""


class Evidence(NamedTuple):
    """Words on one line, and where among them those stand that tell something (None: they stand nowhere, or on nobody knows which)."""

    text: str
    telling: Span | None = None


class Line(NamedTuple):
    """A line of them, and the part of it that is marked."""

    text: str
    marked: Span | None = None

    def pieces(self, style: Style, marked: Style) -> list[strips.Piece]:
        """Return the line in ``style``, what tells in ``marked``."""
        if self.marked is None:
            return [(self.text, style)]
        start, end = self.marked
        parts = ((self.text[:start], style), (self.text[start:end], marked), (self.text[end:], style))
        return [part for part in parts if part[0]]


def evidence(words: str, telling: Span | None = None) -> Evidence:
    """Return ``words`` as one safe line; ``telling`` are the characters of them that tell something."""
    start, end = (0, 0) if telling is None else telling
    if not 0 <= start < end <= len(words):
        return Evidence(squeeze(words))
    before, inside, after = (squeeze(words[slice(*part)]) for part in ((0, start), (start, end), (end, len(words))))
    if not inside:
        return Evidence(squeeze(words))
    head = before + " " * _apart(words, start, before)
    tail = " " * _apart(words, end, after) + after
    return Evidence(head + inside + tail, (len(head), len(head) + len(inside)))


def within(value: FactValue) -> Span | None:
    """Return where in the words that a version rests on those stand that tell it."""
    if value.at is None:
        return None
    return value.at[0] - value.span[0], value.at[1] - value.span[0]


def _apart(words: str, at: int, neighbour: str) -> bool:
    """Return whether white space stands at a character of ``words`` or before it, and something beyond that."""
    return any(map(str.isspace, words[max(0, at - 1) : at + 1] * bool(neighbour)))


def laid(shown: Evidence, room: int, most: int) -> list[Line]:
    """Return the evidence on at most ``most`` lines of ``room`` cells: whole, or what stands around the telling words."""
    text = strips.clean(shown.text)
    lines = _lines(text, shown.telling, room)
    if len(lines) <= most:
        return lines
    start, end = (0, 1) if shown.telling is None else shown.telling
    length = room * most
    while True:
        length = max(LEAST, length - max(1, room // 4))
        window, telling = _cut(text, (start, end), length)
        lines = _lines(window, telling if shown.telling else None, room)[: most + (length > LEAST)]
        if len(lines) <= most:
            return lines


def laid_with_name(name: str, shown: Evidence, room: int, most: int) -> list[Line]:
    """Return the evidence as :func:`laid` does, with the ``name`` of the source whose words these are directly before them, however they are
    cut; without one where that is ""."""
    if not name:
        return laid(shown, room, most)
    before = strips.clean(f"{name}: ")
    whole = laid(Evidence(before + shown.text, _behind(before, shown.telling)), room, most)
    if whole[0].text.startswith(before):
        return whole
    first, *others = laid(shown, max(LEAST, room - strips.width_of(before)), most)
    return [Line(before + first.text, _behind(before, first.marked)), *others]


def _behind(before: str, place: Span | None) -> Span | None:
    """Return where a place lies once other characters stand before all."""
    return None if place is None else (len(before) + place[0], len(before) + place[1])


def on_one_line(shown: Evidence, room: int) -> Line:
    """Return the evidence on one line of ``room`` cells: whole, or what stands around the telling words."""
    text, telling = strips.clean(shown.text), shown.telling
    length = room - 2 * len(f"{LEFT_OUT} ")
    window, marked = text, telling
    while strips.width_of(window) > room > LEAST:
        window, at = _cut(text, (0, 1) if telling is None else telling, max(LEAST, length), full=True)
        marked = None if telling is None else at
        if length <= LEAST:
            break
        length -= max(1, room // 16)
    return Line(window, marked)


def _cut(text: str, telling: Span, length: int, *, full: bool = False) -> tuple[str, Span]:
    """Return ``length`` characters of ``text`` around ``telling``, cut between words, and where that stands in them; ``full``: what is
    lost at the beginning is gained at the end."""
    first = max(0, min(telling[0] - max(0, length - (telling[1] - telling[0])) // LEAD, len(text) - length))
    last = min(len(text), first + length)
    if first:
        first = min(max(first, text.find(" ", first) + 1), telling[0])
    if full:
        last = min(len(text), first + length)
    if last < len(text):
        last = max(text.rfind(" ", first, last), first + 1)
    ahead = f"{LEFT_OUT} " if first else ""
    behind = f" {LEFT_OUT}" if last < len(text) else ""
    shift = len(ahead) - first
    return ahead + text[first:last] + behind, (telling[0] + shift, min(telling[1], last) + shift)


def _lines(text: str, telling: Span | None, room: int) -> list[Line]:
    starts = wrap(text, 0, len(text), room)
    return [_line(text, start, end, telling) for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def _line(text: str, start: int, end: int, telling: Span | None) -> Line:
    shown = text[start:end].rstrip()
    first, last = (max(0, telling[0] - start), min(len(shown), telling[1] - start)) if telling else (0, 0)
    return Line(shown, (first, last) if first < last else None)
