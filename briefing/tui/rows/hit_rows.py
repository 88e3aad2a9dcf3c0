"""The hits of a search as rows: which hit stands in which row, and what its row says. An article is looked at when one of its rows is drawn."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Final, NamedTuple

from briefing.model import Quotation, Span
from briefing.text import sentences
from briefing.tui.drawing.telling import Evidence, evidence
from briefing.tui.target import Target

BEFORE: Final = 400
"""Characters of the line before a hit that are looked at: no row is as wide."""
BEHIND: Final = 800

WIDEST: Final = 80
"""Cells of a name that is not known before its row is drawn, at most."""

LOOKED_AT: Final = 128
"""Articles that are kept while their rows are drawn."""


class FoundIn(NamedTuple):
    """An article in which hits stand.

    Attributes:
        source: What the article is called as a source.
        day: Its day of publication.
        title: Its headline, or what stands for one.
        text: Its text.
        hits: Where the words that were searched for stand in the text.
        quotations: Its quotations.
    """

    source: str
    day: str
    title: str
    text: str
    hits: Sequence[Span]
    quotations: Sequence[Quotation]


class HitRow(NamedTuple):
    """One hit: its article (``found``), its number there from 0, and the line in which it stands."""

    found: FoundIn
    number: int
    words: Evidence


class HitRows:
    """The rows.

    Args:
        order: Ids of the articles found, in the order of the search.
        counts: How many hits each has, as far as they are counted.
        look: Gives what is to be shown of an article.
        widest: Cells of the longest name of a source, as far as that is known.
    """

    def __init__(
        self,
        order: Sequence[str],
        counts: Mapping[str, int],
        look: Callable[[str], FoundIn | None],
        widest: int = WIDEST,
    ) -> None:
        self.widest = widest
        self._ids = [id for id in order if counts.get(id)]
        self._starts = list(accumulate((counts[id] for id in self._ids), initial=0))
        self._look = lru_cache(LOOKED_AT)(look)

    def __len__(self) -> int:
        return self._starts[-1]

    @property
    def articles(self) -> int:
        """Articles that have a hit."""
        return len(self._ids)

    def place(self, row: int) -> tuple[str, int]:
        """Return the article of a row, and the number of the hit there, from 0; "" where there is no such row."""
        if not 0 <= row < len(self):
            return "", 0
        article = bisect_right(self._starts, row) - 1
        return self._ids[article], row - self._starts[article]

    def row_of(self, article: str, number: int) -> int | None:
        """Return the row of a hit, None where the article has none."""
        if article not in self._ids:
            return None
        place = self._ids.index(article)
        return min(self._starts[place] + max(0, number), self._starts[place + 1] - 1)

    def at(self, row: int) -> HitRow | None:
        """Return what a row shows, None where its article has changed and holds no hit any more."""
        id, number = self.place(row)
        found = self._look(id)
        if found is None:
            return None
        number = min(number, len(found.hits) - 1)
        start, end = found.hits[number]
        first, last = _line(found.text, (start, end))
        return HitRow(found, number, evidence(found.text[first:last], (start - first, end - first)))

    def target(self, row: int) -> Target | None:
        """Return what every action on a row acts on: the quotation in which the hit stands, else its sentence."""
        shown = self.at(row) if 0 <= row < len(self) else None
        if shown is None:
            return None
        id, found = self.place(row)[0], shown.found
        start, end = found.hits[shown.number]
        for quotation in found.quotations:
            if quotation.span[0] <= start < quotation.span[1]:
                return Target(id, quotation.span, quotation.text, quotation.id, at=start)
        first, last = _sentence(found.text, (start, end))
        return Target(id, (first, last), found.text[first:last], at=start)


def _line(text: str, hit: Span) -> Span:
    """Return the line of the text in which a hit begins, or the part around the hit of one that is long."""
    start = max(0, hit[0] - BEFORE)
    end = min(len(text), max(hit[1], hit[0] + BEHIND))
    first = text.rfind("\n", start, hit[0]) + 1 or start
    last = text.find("\n", hit[1], end)
    return first, end if last < 0 else last


def _sentence(text: str, hit: Span) -> Span:
    """Return the sentence in which a hit begins."""
    first, last = _line(text, hit)
    for start, end in sentences(text, first, last):
        if end > hit[0]:
            return start, max(end, hit[1])
    return first, last
