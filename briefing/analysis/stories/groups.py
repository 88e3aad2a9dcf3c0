"""Which texts are one story, and which are digests that tell several: gone on with where likenesses have changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from briefing.analysis.stories import digests, linkage
from briefing.analysis.stories.alike import Alike, AllAlike
from briefing.analysis.stories.kept import Kept, Pair, weights
from briefing.analysis.stories.likeness import JOIN
from briefing.analysis.stories.linkage import HeldTree, Linkage
from briefing.store.catalogue.story_groups import StoryGroups

Parts = Callable[[str], Sequence[Mapping[str, float]]]
"""Gives the parts of a text that may be a digest, by its id."""


class Moved(NamedTuple):
    """Texts that are new or others, pairs that are more or less alike than before, and texts that are no more."""

    fresh: Collection[int]
    pairs: Collection[Pair]
    gone: Collection[int]

    def ends(self) -> set[int]:
        """Return the texts that are new or others, and one end at least of each of the pairs: of the texts in most of them first."""
        ends = {*self.fresh, *self.gone}
        left = [pair for pair in self.pairs if ends.isdisjoint(pair)]
        counts = Counter(number for pair in left for number in pair)
        for a, b in left:
            if ends.isdisjoint((a, b)):
                ends.add(max(a, b, key=lambda number: (counts[number], number)))
        return ends.difference(self.gone)


class Groups:
    """``alike``: as it is now."""

    def __init__(self, store: StoryGroups, kept: Kept, alike: Alike, parts: Parts) -> None:
        self._store = store
        self._kept = kept
        self._alike = alike
        self._parts = parts

    def from_nothing(self, alike: AllAlike, told: Collection[int]) -> Iterator[tuple[int, str, str]]:
        """Yield the numbers of texts with their stories and of which stories they tell (``told`` of a node), but for those that stand alone
        and tell one; ``told``: texts that may be digests."""
        now = {number: self._told(number) for number in told}
        out = {number for number, stories in now.items() if _is_digest(stories)}
        joining = Linkage(_Without(alike, out), HeldTree(), JOIN)
        joining.run_from_nothing(pair for pair in alike.most_alike_first(JOIN) if out.isdisjoint(pair[:2]))
        self._store.put_joins(joining.joined.values())
        stories = {number: first for first, texts in joining.groups.items() for number in texts}
        for number in sorted({*stories, *now}):
            yield number, alike.id_of(stories.get(number, number)), now.get(number, "")

    def go_on(self, moved: Moved) -> None:
        """Bring stories and digests in step with what has moved."""
        before = self._store.may_be_digests()
        now = {number: self._told(number) for number in sorted(self._around(moved, before.keys()))}
        turned = {number for number, told in now.items() if told != before[number]}
        self._store.put_told((now[number], number) for number in turned)
        out = {number for number, told in (before | now).items() if _is_digest(told)}
        new = out & {*turned, *moved.fresh}
        joining = Linkage(_Without(self._alike, out), self._store, JOIN)
        joining.run((moved.ends() | turned) - out, {*moved.gone, *new})
        self._store.drop_joins(joining.parted - joining.joined.keys())
        self._store.put_joins(joining.joined.values())
        self._put_stories({**joining.groups, **{number: [number] for number in new}})

    def _put_stories(self, groups: Mapping[int, Iterable[int]]) -> None:
        for first, texts in groups.items():
            story = self._alike.id_of(first)
            there = self._store.numbers_of(story)
            self._store.put_stories((story, number) for number in texts if number not in there)

    def _around(self, moved: Moved, told: Set[int]) -> set[int]:
        """Return the texts among ``told`` whose neighbours are others than before, or are more or less alike to the text or to each other."""
        near = self._alike.near
        around = {*told} & {*moved.fresh}.union(*moved.pairs, *map(near, moved.fresh))
        ends = moved.ends()
        others: dict[int, set[int]] = {}
        for a, b in moved.pairs:
            if not {a, b} & {*moved.gone}:
                others.setdefault(*((a, set()) if a in ends else (b, set()))).add(b if a in ends else a)
        for number, changed in others.items():
            asked = told & near(number).keys() - around
            if len(asked) < len(changed):
                around |= {each for each in asked if not changed.isdisjoint(near(each))}
            else:
                around |= asked & {each for other in changed for each in near(other)}
        return around

    def _told(self, number: int) -> str:
        """Return ``?`` and, if the text is a digest, the stories that it tells by their first ids."""
        near = self._alike.near(number)
        if len(near) < 2 * digests.MANY:
            return "?"
        groups = linkage.groups(self._alike, near, JOIN)
        if len(groups) < digests.MANY:
            return "?"
        id_of = self._alike.id_of
        weighed = {id_of(text): weights(self._kept.known(text)) for group in groups for text in group}
        named = [tuple(sorted(map(id_of, group))) for group in groups]
        return " ".join(["?", *digests.told(self._parts(id_of(number)), named, weighed)])


def _is_digest(told: str) -> bool:
    return " " in told


class _Without:
    """All texts but some."""

    def __init__(self, alike: Alike, out: Set[int]) -> None:
        self._alike = alike
        self._out = out
        self.id_of = alike.id_of

    def near(self, number: int) -> Mapping[int, int]:
        near = self._alike.near(number)
        return near if self._out.isdisjoint(near) else {o: share for o, share in near.items() if o not in self._out}
