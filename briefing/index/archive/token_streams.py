"""The terms of our own analyzer as text that any server splits again at white space, every term at the position that it has in our index.

A field is one stream of terms. The joined form of a compound stands in our index at the place of its first part, which a server cannot be told
without configuring it. So the first part bears a mark that says of how many parts the joined form is (``co~~ operation``, ``up~= to date``): a
phrase may then take either at that place, as the parts that follow tell which joined form it is. The joined forms themselves, with the bare
first parts, are a second field, a set without positions. Fillers part title, standfirst, body and furniture (and quotes from one another), as far as they are apart in our index.
Linear in the length of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefing.index.analyzer import TOKEN, joined_of, parts_of, plain
from briefing.index.stemming import stem

FILLER = "_"
"""No term: the analyzer never gives one that is not letters and figures. The same holds for the marks."""
MARKS = {2: "~~", 3: "~="}
"""What a first part bears, by the number of parts of its joined form. Two characters, so that no typo makes a term of it."""
GAP = 16
"""Positions between passages, those of the index (:mod:`briefing.index.segment.inverter`)."""
_PART = " ".join(["", *[FILLER] * GAP, ""])
_MAX_PIECES = 200_000
_LONG_PIECE = 48


@dataclass(frozen=True, slots=True)
class TokenStreams:
    """``words`` are the terms in sequence, first parts marked; ``joined`` is the set of joined forms and bare first parts, ``stems`` that of the stems of
    any term that are not the term itself. Sets are in the order of the alphabet."""

    words: str
    joined: str
    stems: str


class _Piece(NamedTuple):
    """What a piece of text without white space gives."""

    words: str
    joined: tuple[str, ...]
    stems: tuple[str, ...]


class _Pieces(dict[str, _Piece]):
    """Every piece is analysed once."""

    def __missing__(self, piece: str) -> _Piece:
        made = _analysed(piece)
        if len(piece) < _LONG_PIECE:
            if len(self) > _MAX_PIECES:
                self.clear()
            self[piece] = made
        return made


def _analysed(piece: str) -> _Piece:
    word = plain(piece)
    if word:
        return _Piece(word, (), _stems([word]))
    terms: list[str] = []
    marked: list[str] = []
    joined: list[str] = []
    for raw in TOKEN.findall(piece):
        parts = parts_of(raw)
        wholes = dict(joined_of(raw, parts)) if len(parts) > 1 else {}
        for number, part in enumerate(parts):
            terms.append(part.term)
            if number in wholes:
                joined += (wholes[number], part.term)
            marked.append(part.term + MARKS[len(parts) - number] if number in wholes else part.term)
    return _Piece(" ".join(marked), tuple(joined), _stems([*terms, *joined]))


def _stems(terms: Iterable[str]) -> tuple[str, ...]:
    return tuple(root for term in terms if (root := stem(term)) != term)


class TokenStreamer:
    """Keeps what it has analysed: use one for many articles. Not for several threads at once."""

    def __init__(self) -> None:
        self._pieces = _Pieces()

    def streams(self, passages: Sequence[str], *, stems: bool = False) -> TokenStreams:
        """Return the streams of a field that is made of ``passages``; ``stems``: with their stems."""
        known = self._pieces
        made = [[known[piece] for piece in passage.split()] for passage in passages]
        words = _PART.join([" ".join([piece.words for piece in passage if piece.words]) for passage in made])
        every = {piece for passage in made for piece in passage}
        joined = {term for piece in every for term in piece.joined}
        roots = {root for piece in every for root in piece.stems} if stems else ()
        return TokenStreams(words.rstrip(" " + FILLER), " ".join(sorted(joined)), " ".join(sorted(roots)))
