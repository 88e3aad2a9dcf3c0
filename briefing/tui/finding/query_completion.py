"""What Tab puts into a query: the name of a field, or a value that the folder has for one. Pure functions on a line and a table of values."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from briefing.collection.queries.query_fields import FIELDS, nearest
from briefing.text import QUERY_MARKS, fold, one_line

LOOKED_AT: Final = 200
"""Characters before the cursor that are looked at: a query that was pasted may be of any length."""

MOST: Final = 40
"""Values that are offered."""

MOST_WORDS: Final = 24
"""Words of a value that are put in."""

_MARKS = re.compile(f'["{QUERY_MARKS}]')
"""What a query reads as a quotation mark."""

_NAME = re.compile(r"(?:^|[\s(\-])([A-Za-z]{2,20})$")
_BARE = re.compile(r'(?:^|[\s(\-])([A-Za-z]{2,20}):([^\s"()]*)$')
_QUOTED = re.compile(r'(?:^|[\s(\-])([A-Za-z]{2,20}):"([^"]*)$')


class Completion(NamedTuple):
    """``words`` take the place of the line's characters from ``start`` to the cursor; ``shown`` is how a person is told of it."""

    start: int
    words: str
    shown: str


Values = Callable[[str], Sequence[str]]
"""Gives what the folder has for a field, the most frequent first."""


def completions(line: str, cursor: int, values: Values) -> list[Completion]:
    """Return what could stand before the cursor, the likeliest first: values of a field, or names of fields.

    >>> completions("storm out", 9, lambda field: ())
    [Completion(start=6, words='outlet:', shown='outlet:')]
    >>> completions("outlet:cou", 10, {"outlet": ["Vellmar Courier", "Hill Paper"]}.__getitem__)
    [Completion(start=0, words='outlet:"Vellmar Courier"', shown='Vellmar Courier')]
    """
    first = max(0, cursor - LOOKED_AT)
    before = line[first:cursor]
    named = _field_before(before)
    if named is not None:
        return _values(named, first, values)
    name = _NAME.search(before)
    if name is None:
        return []
    typed = name.group(1).lower()
    return [Completion(first + name.start(1), f"{field}:", f"{field}:") for field in FIELDS if field.startswith(typed)]


def field_at(line: str, cursor: int) -> str:
    """Return the field whose value is being typed, or "" ."""
    before = line[max(0, cursor - LOOKED_AT) : cursor]
    named = _field_before(before)
    name = named.group(1).lower() if named is not None else ""
    return name if name in FIELDS else ""


def _field_before(before: str) -> re.Match[str] | None:
    """Return the field and what of its value was typed, where a line ends in one."""
    return _QUOTED.search(before) or _BARE.search(before)


def _values(named: re.Match[str], first: int, values: Values) -> list[Completion]:
    field, typed = named.group(1).lower(), fold(named.group(2))
    start = first + named.start(1)
    if field not in FIELDS:
        meant = nearest(field)
        return [Completion(start, f"{meant}:{named.group(2)}", f"{meant}:")]
    ranked = sorted(values(field), key=lambda value: not fold(value).startswith(typed))
    fitting = [value for value in ranked if any(word.startswith(typed) for word in _beginnings(value))]
    return [Completion(start, f"{field}:{_written(value)}", one_line(value)) for value in fitting[:MOST]]


def _beginnings(value: str) -> list[str]:
    """Return what a person may begin a value with: the whole of it, or any of its words with what follows."""
    folded = fold(value)
    places = [0, *(match.end() for match in re.finditer(r"[\s\-/]", folded))]
    return [folded[place:] for place in places]


def _written(value: str) -> str:
    """Return a value as a query holds it: in quotation marks where it has more than letters and figures, without its own, and
    of a long one as many words as a query may well hold."""
    plain = " ".join(_MARKS.sub(" ", one_line(value)).split()[:MOST_WORDS])
    return plain if re.fullmatch(r"[\w\-.]+", plain) else f'"{plain}"'
