"""Values of a fact counted and put in order: each once, with the sources that agree on it, what fewest say first.

Copies of one text count once. Knows nothing of how a value was found.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from briefing.model import Difference, FactValue, Span
from briefing.text import sentences

REACH = 1_000
"""Code points before and after a value in which its sentence is looked for."""

LONG = 160
"""A sentence of so many code points is cut at its commas."""

_EDGE = re.compile(r"[;:—()“”\"«»\n]| [–-] ")
_COMMA = re.compile(r",(?=\s)")

Scope = Literal["sources", "source", "article"]


def sentence(text: str, span: Span) -> Span:
    """Return the sentence in which the words stand, within their paragraph."""
    start, end = text.rfind("\n", 0, span[0]) + 1, text.find("\n", span[1])
    low, high = max(start, span[0] - REACH), len(text) if end < 0 else min(end, span[1] + REACH)
    for first, last in sentences(text, low, high):
        if first <= span[0] < last:
            return first, max(last, span[1])
    return span


def clause(text: str, span: Span) -> Span:
    """Return the whole clause around the words: the sentence between its marks, brackets, dashes, colons and semicolons; of a
    long one what its commas set off."""
    first, last = sentence(text, span)
    for edges in (_EDGE, _COMMA):
        if edges is _COMMA and last - first <= LONG:
            break
        before = [edge.end() for edge in edges.finditer(text, first, max(first, span[0]))]
        after = edges.search(text, min(span[1], last), last)
        first, last = max(before, default=first), after.start() if after else last
    while first < span[0] and text[first].isspace():
        first += 1
    while last > span[1] and (text[last - 1].isspace() or text[last - 1] in ",."):
        last -= 1
    return first, last


@dataclass(frozen=True, slots=True)
class Tally:
    """Makes differences of the values found.

    Args:
        texts: article id -> text.
        heads: article id -> a representative of its copy group (itself, where one is missing).
        outlets: article id -> the name of its source, where one is known.
    """

    texts: Mapping[str, str]
    heads: Mapping[str, str] = field(default_factory=dict)
    outlets: Mapping[str, str] = field(default_factory=dict)

    def difference(self, topic: str, values: Sequence[FactValue], *, whole: bool = True) -> Difference | None:
        """Return the difference that these values are; ``None`` if all say the same. The first of those that say the same stands for
        them. ``whole``: each with the clause that it rests on."""
        said: dict[str, list[FactValue]] = {}
        for value in values:
            said.setdefault(value.value, []).append(value)
        if len(said) < 2:
            return None
        counted = sorted((self._texts(same), len(same), value) for value, same in said.items())
        ordered = tuple(self._counted(said[value], texts, whole) for texts, _, value in counted)
        return Difference(topic, ordered, self._scope(values))

    def _counted(self, same: Sequence[FactValue], texts: int, whole: bool) -> FactValue:
        first = same[0]
        span = clause(self.texts[first.article], first.span) if whole and first.article in self.texts else first.span
        others = tuple(dict.fromkeys(value.article for value in same if value.article != first.article))
        return FactValue(first.value, first.article, span, texts, others)

    def _texts(self, values: Sequence[FactValue]) -> int:
        return len({self.heads.get(value.article, value.article) for value in values})

    def _scope(self, values: Sequence[FactValue]) -> Scope:
        articles = {value.article for value in values}
        if len(articles) == 1:
            return "article"
        outlets = {self.outlets.get(article) for article in articles}
        return "source" if len(outlets) == 1 and None not in outlets else "sources"
