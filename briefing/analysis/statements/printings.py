"""What an article prints, and what links two wordings, as values that can be stored and read again without the article."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Mapping
from typing import NamedTuple

from briefing.analysis.statements.matching import Link
from briefing.analysis.statements.normalise import WEAK, Pattern, Unit
from briefing.analysis.statements.origins import Source
from briefing.store.catalogue import serialise

_write: Callable[[object], str] = json.JSONEncoder(separators=(",", ":")).encode
"""One encoder for all: making one takes as long as what it writes of a pair."""


class Pair(NamedTuple):
    """What links two wordings, from the one with the lower key to the other. ``same``: whether articles of both tell one story,
    without which words that may be a common phrase link nothing."""

    links: tuple[Link, ...]
    same: bool

    @property
    def holding(self) -> list[Link]:
        return [one for one in self.links if self.same or one.mass >= WEAK]

    @property
    def doubtful(self) -> bool:
        """Whether anything depends on ``same``."""
        return any(one.mass < WEAK for one in self.links)


def dump_unit(unit: Unit, sources: Mapping[str, Source], written: Mapping[str, str]) -> bytes:
    """Return a unit, but for its pattern, and the origins that its article names for its quotations; ``written``: these as they are stored,
    by their ids, as far as that is known."""
    first = unit.parts[0]
    named = {part.id: sources[part.id] for part in unit.parts if part.id in sources}
    told = _write([first.path, named])
    places = [unit.starts.tobytes(), unit.ends.tobytes(), array("i", unit.firsts).tobytes()]
    rows = [written[part.id] if part.id in written else serialise.dump_quotation(part) for part in unit.parts]
    return serialise.pack(f"[{','.join(rows)}]".encode("ascii"), told.encode("ascii"), *places)


@serialise.whole
def load_unit(article: str, value: bytes, pattern: Pattern) -> tuple[Unit, dict[str, Source]]:
    """Return what :func:`dump_unit` wrote of a unit of ``article`` that prints the words of ``pattern``."""
    parts, told, starts, ends, firsts = serialise.unpack(value, 5)
    path, named = json.loads(told)
    quotations = serialise.load_quotations(parts.decode("ascii"), article, path)
    unit = Unit(tuple(quotations), pattern, array("i", starts), array("i", ends), tuple(array("i", firsts)))
    return unit, {id: (kind, who, words) for id, (kind, who, words) in named.items()}


def dump_pair(pair: Pair) -> str:
    """Return what links two wordings as JSON text."""
    return _write(pair)


@serialise.whole
def load_pair(value: str) -> Pair:
    """Return what :func:`dump_pair` wrote."""
    links, same = json.loads(value)
    return Pair(tuple(Link._make([*one[:-1], tuple((a, b) for a, b in one[-1])]) for one in links), same)
