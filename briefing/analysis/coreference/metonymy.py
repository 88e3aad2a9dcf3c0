"""Whether a capital stands for its government ("Moscow has denied") or for the city ("in Moscow").

The rule: a government says, wants, sends and signs, a city does not; after a preposition of place it is the city. Within one
article a seat that once acts as a government is one wherever nothing says that the city is meant. Never guesses beyond that.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from briefing.lexicon import tables

_WORDS = tables.keyed("seats")
_NEXT_WORDS = re.compile(r"[^\W\d_]+|[,.;:!?()\n—–]")
_TELLS_NOTHING = frozenset({"with", "between", "by"})
_GOVERNMENT, _OPEN, _CITY = 1, 0, -1


@dataclass(frozen=True, slots=True)
class _Seat:
    """A capital where it stands: ``before`` and ``after`` hold words and marks in lower case, ``tail`` the text behind it."""

    name: str
    before: list[str]
    after: list[str]
    tail: str
    possessive: bool

    @property
    def previous(self) -> str:
        return self.before[-1] if self.before else ""

    @property
    def following(self) -> str:
        return self.after[0] if self.after else ""


def evidence(text: str, span: tuple[int, int]) -> int:
    """Return 1 if the words around ``span`` say that a government acts, -1 if they say that the city is meant, 0 if neither."""
    start, end = span
    tail = text[end : end + 80]
    possessive = tail[:2] in ("'s", "’s")
    seat = _Seat(
        text[start:end],
        [match.group().lower() for match in _NEXT_WORDS.finditer(text, max(0, start - 60), start)],
        [match.group().lower() for match in _NEXT_WORDS.finditer(tail, 2 if possessive else 0)],
        tail,
        possessive,
    )
    return next((told for sign in _SIGNS if (told := sign(seat)) is not None), _OPEN)


def _behind_place_word(seat: _Seat) -> int | None:
    """ "in Moscow", "the outskirts of Moscow"."""
    part = seat.previous == "of" and seat.before[-2:-1] and seat.before[-2] in _WORDS["part_of"]
    return _CITY if part or seat.previous in _WORDS["place"] else None


def _in_dateline(seat: _Seat) -> int | None:
    """ "MOSCOW —" """
    return _CITY if seat.name.isupper() and len(seat.name) > 3 and not seat.following.isalpha() else None


def _as_owner(seat: _Seat) -> int | None:
    """ "Moscow's ambassador" is a government's, "Moscow's weather" may be anybody's."""
    if not seat.possessive:
        return None
    return _OPEN if _WORDS["owned"].isdisjoint(seat.after[:3]) else _GOVERNMENT


def _before_region(seat: _Seat) -> int | None:
    """ "Moscow, Idaho" """
    return _CITY if seat.following == "," and seat.tail[2:3].isupper() else None


def _as_object(seat: _Seat) -> int | None:
    """ "urged Moscow to", "against Moscow"; "with Moscow" tells nothing, whatever follows."""
    if not seat.following or seat.previous not in _WORDS["governed"]:
        return None
    if seat.previous in _TELLS_NOTHING:
        return _OPEN
    return _GOVERNMENT if seat.previous == "against" or seat.following in _WORDS["complement"] else None


def _as_subject(seat: _Seat) -> int | None:
    """ "Moscow also denied"; "an envoy from Moscow said" tells nothing."""
    verb = next((word for word in seat.after if word not in _WORDS["adverb"]), "")
    if verb not in _WORDS["acts"]:
        return None
    return _OPEN if seat.previous == "from" else _GOVERNMENT


def _with_its_own(seat: _Seat) -> int | None:
    """ "Moscow and its troops" """
    if "its" not in seat.after[:6]:
        return None
    at = seat.after.index("its") + 1
    return None if _WORDS["owned"].isdisjoint(seat.after[at : at + 4]) else _GOVERNMENT


_SIGNS: tuple[Callable[[_Seat], int | None], ...] = (
    _behind_place_word,
    _in_dateline,
    _as_owner,
    _before_region,
    _as_object,
    _as_subject,
    _with_its_own,
)
"""Tried in this order; the first that tells anything settles it."""
