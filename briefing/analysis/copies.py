"""Articles that carry one text: syndicated, cut, retitled or lightly edited copies.

Looks at runs of words only: the same event told twice is not a copy, and titles are never compared.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefing.model import CopyGroup, Document
from briefing.text import WORD, fold

RUN = 5
CONTAINED = 0.5


class CopyIndex:
    """Word runs of every article; one article more or less touches only what shares runs with it."""

    def __init__(self) -> None:
        self._shingles: dict[str, frozenset[int]] = {}
        self._postings: dict[int, list[str]] = {}
        self._agency: dict[str, str | None] = {}
        self._pairs: dict[str, dict[str, int]] = {}

    def add(self, article: str, document: Document) -> None:
        if article in self._shingles:
            self.remove(article)
        shingles = frozenset(_shingles(document))
        self._shingles[article] = shingles
        self._agency[article] = document.article.agency.value
        shared: dict[str, int] = {}
        for shingle in shingles:
            posting = self._postings.setdefault(shingle, [])
            for other in posting:
                shared[other] = shared.get(other, 0) + 1
            posting.append(article)
        own = self._pairs.setdefault(article, {})
        for other, count in shared.items():
            if count / max(1, min(len(shingles), len(self._shingles[other]))) >= CONTAINED:
                own[other] = count
                self._pairs[other][article] = count

    def remove(self, article: str) -> None:
        for shingle in self._shingles.pop(article, ()):
            self._postings[shingle].remove(article)
        for other in self._pairs.pop(article, {}):
            self._pairs[other].pop(article, None)
        self._agency.pop(article, None)

    def groups(self) -> tuple[CopyGroup, ...]:
        seen: set[str] = set()
        result: list[CopyGroup] = []
        for article in sorted(self._pairs):
            if article in seen or not self._pairs[article]:
                continue
            members, queue = {article}, [article]
            while queue:
                for other in self._pairs[queue.pop()]:
                    if other not in members:
                        members.add(other)
                        queue.append(other)
            seen |= members
            ordered = sorted(members)
            containment = tuple(
                (a, b, round(self._pairs[a][b] / max(1, len(self._shingles[a])), 3))
                for a in ordered
                for b in ordered
                if b in self._pairs[a]
            )
            agencies = {self._agency[a] for a in ordered} - {None}
            agency = next(iter(agencies)) if len(agencies) == 1 else None
            result.append(CopyGroup(tuple(ordered), containment, agency))
        return tuple(result)


def find(texts: Mapping[str, Document]) -> tuple[CopyGroup, ...]:
    """The copy groups among ``texts`` (article id to document)."""
    index = CopyIndex()
    for article, document in texts.items():
        index.add(article, document)
    return index.groups()


def _shingles(document: Document) -> set[int]:
    result: set[int] = set()
    for paragraph in document.paragraphs:
        if paragraph.kind not in ("body", "standfirst"):
            continue
        words = [fold(w) for w in WORD.findall(document.text[paragraph.span[0] : paragraph.span[1]])]
        result.update(hash(tuple(words[i : i + RUN])) for i in range(len(words) - RUN + 1))
    return result
