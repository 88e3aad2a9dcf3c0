"""Values of a fact counted and put in order: each once, with the sources that agree on it, what fewest say first.

Copies of one text count once. Knows nothing of how a value was found.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Literal, NamedTuple

from briefing.model import Difference, FactValue, Span
from briefing.text import sentence_at

LONG = 160
"""A sentence of so many code points is cut at its commas."""

_EDGE = re.compile(r"[;:—()“”\"«»\n]| [–-] ")
_COMMA = re.compile(r",(?=\s)")

Scope = Literal["sources", "source", "article"]


def clause(text: str, span: Span) -> Span:
    """Return the whole clause around the words: the sentence between its marks, brackets, dashes, colons and semicolons; of a
    long one what its commas set off."""
    first, last = sentence_at(text, span)
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


class Version(NamedTuple):
    """One value of a fact: who says so first and in which words, how many printings do, and in which other articles; ``at``: where the
    words stand that tell it."""

    value: str
    article: str
    span: Span
    printings: int
    others: tuple[str, ...]
    at: Span | None = None

    @property
    def articles(self) -> tuple[str, ...]:
        """All articles that say so."""
        return (self.article, *self.others)


class Disagreement(NamedTuple):
    """A fact of which there are several versions, not yet counted: which texts are copies, and whose they are, may change. ``strong``:
    they differ in sense, and not in wording alone."""

    topic: str
    versions: tuple[Version, ...]
    strong: bool = True


def gathered(topic: str, values: Iterable[FactValue], words: Callable[[FactValue], Span]) -> Disagreement | None:
    """Return the versions of a fact that these values are; ``None`` if all say the same. The first of those that say the same, before it
    one whose article says nothing else, stands for them; ``words`` gives the words that it rests on."""
    said: dict[str, list[FactValue]] = {}
    for value in values:
        said.setdefault(value.value, []).append(value)
    if len(said) < 2:
        return None
    told = Counter(article for same in said.values() for article in {value.article for value in same})
    return Disagreement(
        topic, tuple(_version(sorted(same, key=lambda v: told[v.article] > 1), words) for same in said.values())
    )


def _version(same: Sequence[FactValue], words: Callable[[FactValue], Span]) -> Version:
    first = same[0]
    others = tuple(dict.fromkeys(value.article for value in same if value.article != first.article))
    return Version(first.value, first.article, words(first), len(same), others, first.span)


def counted(found: Disagreement, head: Callable[[str], str], outlet: Callable[[str], str | None]) -> Difference:
    """Return a disagreement with its texts counted, what fewest say first.

    Args:
        head: Gives a representative of the copy group of an article: copies count once.
        outlet: Gives the name of the source of an article, where one is known: tells a source that differs from itself.
    """
    versions = of_one_mind(found.versions)
    ranked = sorted((len(set(map(head, one.articles))), one.printings, one.value, one) for one in versions)
    values = tuple(
        FactValue(one.value, one.article, one.span, texts, one.others, at=one.at) for texts, _, _, one in ranked
    )
    placed = {article for one in versions for article in one.articles}
    both = dict.fromkeys(id for one in found.versions for id in one.articles if id not in placed)
    return Difference(found.topic, values, scope_of(found, outlet), found.strong, tuple(both))


def of_one_mind(versions: Sequence[Version]) -> Sequence[Version]:
    """Return the versions without the articles that print several of them, which differ from nobody but themselves; all where such an
    article stands for one of them."""
    told = Counter(article for one in versions for article in one.articles)
    if any(told[one.article] > 1 for one in versions):
        return versions
    return [one._replace(others=tuple(other for other in one.others if told[other] == 1)) for one in versions]


def scope_of(found: Disagreement, outlet: Callable[[str], str | None]) -> Scope:
    """Return between whom the disagreement is: between sources only if two of them say two things, and neither of them both; ``outlet`` as of
    :func:`counted`."""
    articles = {article for one in found.versions for article in one.articles}
    source_of = {article: outlet(article) for article in articles}
    sources = [{source_of[article] or article for article in one.articles} for one in found.versions]
    printed = Counter(source for version in sources for source in version)
    of_one_mind = [version for version in sources if any(printed[source] == 1 for source in version)]
    if len(of_one_mind) > 1:
        return "sources"
    told = Counter(article for one in found.versions for article in one.articles)
    within = {source_of[article] or article for article, versions in told.items() if versions > 1}
    return "article" if within.issuperset(source for source, versions in printed.items() if versions > 1) else "source"
