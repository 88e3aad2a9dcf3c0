"""Which article stands for all copies of a text: of the group that holds most of the text, the first one that is at home there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from itertools import filterfalse

from briefing.analysis.near_duplicates.groups import Groups
from briefing.store.catalogue.copied_texts import CopiedTexts


class Representatives:
    """Brings the stored representatives in step with the groups. ``whole``: none is stored yet."""

    def __init__(self, texts: CopiedTexts, groups: Groups, *, whole: bool) -> None:
        self._texts = texts
        self._groups = groups
        self._whole = whole

    def run(self, articles: Set[str]) -> frozenset[str]:
        """Store who stands for these, all that may be at home elsewhere now, and for those that this concerns; return whose representative
        is another one than before."""
        homes = {article: self._home(article) for article in articles}
        behind = {} if self._whole else self._behind(homes)
        at_home: dict[str, list[str]] = {}
        for article in sorted(homes):
            at_home.setdefault(homes[article], []).append(article)
        now = {article: article for article in at_home.pop("", ())}
        for id, own in at_home.items():
            others = self._stood(id, own, homes, behind)
            first = min((own[0], *others[:1]))
            now.update(dict.fromkeys(own, first))
            if others[:1] != [first]:
                now.update(dict.fromkeys(others, first))
        moved = {article: head for article, head in now.items() if self._texts.head(article) != head}
        self._texts.put_heads({article: "" if head == article else head for article, head in moved.items()})
        return frozenset(moved)

    def _behind(self, homes: dict[str, str]) -> dict[str, list[str]]:
        """Return for whom each of these stood that are none of them and at home where it still is. Others that one of these stood for, which
        is at home elsewhere now, are put beside them into ``homes``."""
        behind: dict[str, list[str]] = {}
        for article, home in [*homes.items()]:
            others = sorted(filterfalse(homes.__contains__, self._texts.stood_for_by(article)))
            if [*map(self._home, others[:1])] == [home]:
                behind[article] = others
            else:
                homes.update((other, self._home(other)) for other in others)
        return behind

    def _stood(
        self, id: str, own: Sequence[str], homes: Mapping[str, str], behind: Mapping[str, list[str]]
    ) -> list[str]:
        """Return who stood for those that are at home in a group as before, and these, but for those in ``homes``."""
        for article in own:
            if article in behind:
                return [article, *behind[article]]
        if not self._whole:
            likely = (*map(self._texts.head, own), *self._groups.group(id).articles)
            for article in filterfalse(homes.__contains__, likely):
                if self._home(article) == id:
                    return [article, *filterfalse(homes.__contains__, self._texts.stood_for_by(article))]
        return []

    def _home(self, article: str) -> str:
        """Return the group that holds most of an article, "" if it is in none."""
        groups = self._groups.of(article)
        if len(groups) < 2:
            return groups[0] if groups else ""
        beside = self._groups.beside(article)

        def rank(id: str) -> tuple[float, tuple[str, ...]]:
            group = self._groups.group(id)
            most = max((share for other, share in beside.items() if other in group.inside), default=0.0)
            return -round(most, 3), group.articles

        return min(groups, key=rank)
