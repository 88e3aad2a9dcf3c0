"""Which marked words of a stream may be a joined form: ``cooperation`` is ``co~~ operation``, ``c~~ ooperation`` and so on, as the server cannot be
asked which compounds there are. Most of these stand nowhere, which costs a server a look each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.index.analyzer import MAX_TERM
from briefing.index.archive.token_streams import MARKS
from briefing.index.elisions import ELIDED

_TWO, _THREE = MARKS[2], MARKS[3]


@dataclass(frozen=True, slots=True)
class JoinedForm:
    """``parts`` are the words of a compound as they stand in the stream; with ``beginning``, a further one that begins so. ``first`` is the first of
    them without its mark."""

    first: str
    parts: tuple[str, ...]
    beginning: str = ""


def bare(term: str) -> tuple[str, ...]:
    """Return the forms in which ``term`` stands by itself or as a part of a compound."""
    return term, term + _TWO, term + _THREE


def whole(term: str) -> list[JoinedForm]:
    """Return the compounds whose joined form is ``term``; of one that is cut at its longest, those that begin so."""
    if len(term) >= MAX_TERM:
        return beginning(term)
    forms: list[JoinedForm] = []
    for first, rest in _split(term):
        forms.append(JoinedForm(first, (first + _TWO, rest)))
        forms += [JoinedForm(first, (first + _THREE, *both)) for both in _two_more(first, rest)]
    return forms


def beginning(term: str) -> list[JoinedForm]:
    """Return the compounds whose joined form begins with ``term``, though none of their parts does."""
    forms: list[JoinedForm] = []
    for first, rest in _split(term):
        forms += [JoinedForm(first, (first + mark,), rest) for mark in (_TWO, _THREE)]
        for second, last in _two_more(first, rest):
            forms.append(JoinedForm(first, (first + _THREE, second), last))
    return forms


def _two_more(first: str, rest: str) -> Iterator[tuple[str, str]]:
    """Yield what may stand behind the first part of three: behind an elided article, the second one bears a mark of its own."""
    for second, last in _split(rest):
        yield second, last
        if first in ELIDED:
            yield second + _TWO, last


def _split(term: str) -> Iterator[tuple[str, str]]:
    """Yield ``term`` in two, at every place."""
    for at in range(1, len(term)):
        yield term[:at], term[at:]
