"""Average linkage of a sparse graph, gone on with where the graph has changed. What is not linked at all counts as nothing alike.

The two groups that are most alike on average are joined, again and again, down to a threshold; of pairs that are equally alike, the one whose
groups have the lesser first texts comes first. So a joining hangs on nothing but the two groups and what they are alike to: what happens
elsewhere never brings a group nearer to another than the nearer of its parts was, and never forward in that order. The tree of joinings is
therefore one for a graph, and where the graph has changed, the old tree is walked again in its order: a joining of two groups that are as they were
is taken as it stands. Only groups that are *open*, others than they were at this point, look at what their texts are alike to.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

from briefing.analysis.stories.alike import Alike
from briefing.store.catalogue.story_groups import JoinRow

Key = tuple[float, str, str]
"""The order of joinings: how alike the groups are on average (negative), and the ids of their first texts."""
_START: Key = (float("-inf"), "", "")
_OLD = 0
"""Stands for the sizes of two groups whose joining is looked up in the old tree."""

_Entry = tuple[float, str, str, int, int, int, int]


class Tree(Protocol):
    """The joinings of the graph as it was."""

    def join_of(self, number: int) -> JoinRow | None:
        """Return how the group of which a text was the first was joined to another; None where it was not."""

    def joined_to(self, number: int) -> Sequence[JoinRow]:
        """Return what was joined to groups of which a text was the first."""


def _key(join: JoinRow) -> Key:
    return -join.total / (join.size * join.joined_size), join.joined_id, join.id


class Linkage:
    """One walk through the joinings, once: :meth:`run`, then what it found.

    Args:
        graph: as it is.
        tree: of the graph as it was.
        least: likeness, on average, down to which groups are joined.
    """

    def __init__(self, graph: Alike, tree: Tree, least: int) -> None:
        self._graph = graph
        self._tree = tree
        self._least = least
        self.joined: dict[int, JoinRow] = {}
        """The joinings that are new, by the first text of the group that was joined."""
        self.parted: set[int] = set()
        """The old joinings that hold no more, in the same way."""
        self.groups: dict[int, list[int]] = {}
        """The texts of the open groups, by the first of them."""
        self._other: set[int] = set()
        """First texts of groups that are others than they were, from here on."""
        self._group: dict[int, int] = {}
        self._sizes: dict[int, int] = {}
        self._between: dict[int, dict[int, int]] = {}
        """Of open groups what their texts are alike to those of all others, in sum; of others the same for open groups alone."""
        self._heap: list[_Entry] = []
        self._watched: set[int] = set()
        self._done: set[int] = set()

    def run(self, changed: Iterable[int], gone: Iterable[int] = ()) -> None:
        """Join what is to be joined.

        Args:
            changed: texts that are new, and one end at least of each pair that is more or less alike than before.
            gone: texts that are no more.
        """
        for number in gone:
            self._turn(number, _START)
        for number in changed:
            self._open(number, _START)
        for number in changed:
            self._offer(number)
        while self._heap:
            self._take(heapq.heappop(self._heap))

    def run_from_nothing(self, pairs: Iterable[tuple[int, int, int]]) -> None:
        """Join what is to be joined where there is no tree; ``pairs``: all that are at least as much alike as the threshold, most alike
        first, in the order of the ids of their lesser and their greater end."""
        left = iter(pairs)
        first = self._next(left)
        while self._heap:
            entry = heapq.heappop(self._heap)
            self._take(entry)
            if entry is first:
                first = self._next(left)

    def _next(self, left: Iterator[tuple[int, int, int]]) -> _Entry | None:
        """Put the next pair of two texts that are still alone in, and return it."""
        for a, b, share in left:
            if self._group.keys().isdisjoint((a, b)):
                self._know(a, _START)
                self._know(b, _START)
                entry = (-float(share), self._graph.id_of(a), self._graph.id_of(b), a, b, 1, 1)
                heapq.heappush(self._heap, entry)
                return entry
        return None

    def _take(self, entry: _Entry) -> None:
        """Join two groups, if they are still what they were when this was put in."""
        key, (a, b), sizes = entry[:3], entry[3:5], entry[5:]
        if sizes == (_OLD, _OLD):
            self._again(key, a, b)
        elif (self._sizes.get(a), self._sizes.get(b)) == sizes:
            for number in (a, b):
                if number not in self.groups:
                    self._open(number, key)
            self.joined[b] = JoinRow(b, key[2], a, key[1], self._between[a][b], sizes[1], sizes[0])
            self._unite(a, b)

    def _again(self, key: Key, a: int, b: int) -> None:
        """Come to an old joining: it holds where both groups are as they were."""
        others = self._other & {a, b}
        if not others:
            self._know(a, key)
            self._know(b, key)
            self._unite(a, b)
            return
        self.parted.add(b)
        for number in {a, b} - others:
            self._open(number, key)
            self._offer(number)

    def _unite(self, a: int, b: int) -> None:
        """Put the second group into the first."""
        self._sizes[a] += self._sizes.pop(b)
        if b in self.groups:
            texts = self.groups.pop(b)
            self.groups[a] += texts
            self._group.update(dict.fromkeys(texts, a))
        mine = self._between[a]
        for other, total in self._between.pop(b).items():
            theirs = self._between[other]
            del theirs[b]
            if other != a:
                mine[other] = theirs[a] = mine.get(other, 0) + total
        self._offer(a)

    def _offer(self, number: int) -> None:
        """Put in what a group may be joined to. An open one that may be joined to nothing never will be."""
        size, near = self._sizes[number], self._between[number]
        offered = False
        for other, total in near.items():
            mean = total / (size * self._sizes[other])
            if mean >= self._least:
                offered = True
                self._put(-mean, number, other)
        if not offered:
            self._finish(number)

    def _finish(self, number: int) -> None:
        """Note of an open group that it is joined to nothing more."""
        if number in self.groups:
            self._done.add(number)
            for other in self._between.pop(number):
                del self._between[other][number]

    def _put(self, likeness: float, one: int, other: int) -> None:
        ids = self._graph.id_of(one), self._graph.id_of(other)
        a, b = (one, other) if ids[0] < ids[1] else (other, one)
        heapq.heappush(self._heap, (likeness, min(ids), max(ids), a, b, self._sizes[a], self._sizes[b]))

    # --- what was ---

    def _open(self, number: int, key: Key) -> None:
        """Look at all that a group is alike to, as it is another from here on."""
        self._turn(number, key)
        texts = self._texts(number, key)
        self._group.update(dict.fromkeys(texts, number))
        sums: dict[int, int] = {}
        for text in texts:
            for other, share in self._graph.near(text).items():
                at = self._at(other, key)
                sums[at] = sums.get(at, 0) + share
        sums.pop(number, None)
        self.groups[number], self._sizes[number] = texts, len(texts)
        self._between[number] = {at: total for at, total in sums.items() if at not in self._done}
        for at, total in self._between[number].items():
            self._know(at, key)
            self._between[at][number] = total

    def _turn(self, number: int, key: Key) -> None:
        """Note that a group is another than it was from here on."""
        self._other.add(number)
        self._watch(number, key)

    def _know(self, number: int, key: Key) -> None:
        """Follow a group that is as it was."""
        if number not in self._sizes:
            self._sizes[number] = 1 + sum(join.size for join in self._tree.joined_to(number) if _key(join) < key)
            self._between[number] = {}
            self._watch(number, key)

    def _watch(self, number: int, key: Key) -> None:
        """Put in the old joinings of a group that lie ahead."""
        joins = {join.number: join for join in (*self._tree.joined_to(number), self._tree.join_of(number)) if join}
        for join in (joins[each] for each in joins.keys() - self._watched):
            if _key(join) > key:
                self._watched.add(join.number)
                heapq.heappush(self._heap, (*_key(join), join.joined, join.number, _OLD, _OLD))

    def _texts(self, number: int, key: Key) -> list[int]:
        """Return the texts of a group as it was when joining had come so far."""
        texts = [number]
        for text in texts:
            texts += [join.number for join in self._tree.joined_to(text) if _key(join) < key]
        return texts

    def _at(self, text: int, key: Key) -> int:
        """Return the first text of the group in which a text is when joining has come so far."""
        group = self._group.get(text)
        if group is not None:
            return group
        join = self._tree.join_of(text)
        while join is not None and _key(join) <= key:
            text = join.joined
            join = self._tree.join_of(text)
        return text


class HeldTree:
    """A tree that is held in memory, by the first text of what was joined."""

    def __init__(self, joins: Mapping[int, JoinRow] = MappingProxyType({})) -> None:
        self._joins = joins
        self._joined: dict[int, list[JoinRow]] = {}
        for join in joins.values():
            self._joined.setdefault(join.joined, []).append(join)

    def join_of(self, number: int) -> JoinRow | None:
        """Return how the group of which a text was the first was joined to another; None where it was not."""
        return self._joins.get(number)

    def joined_to(self, number: int) -> Sequence[JoinRow]:
        """Return what was joined to groups of which a text was the first."""
        return self._joined.get(number, ())


def groups(alike: Alike, texts: Iterable[int], least: int) -> list[list[int]]:
    """Return the groups of several among some texts, as if there were no others."""
    some = _Some(alike, texts)
    linkage = Linkage(some, HeldTree(), least)
    linkage.run_from_nothing(some.most_alike_first(least))
    return list(linkage.groups.values())


class _Some:
    """Some texts, as if there were no others."""

    def __init__(self, alike: Alike, texts: Iterable[int]) -> None:
        self._ids = {text: alike.id_of(text) for text in texts}
        self._near = {
            text: {other: share for other, share in alike.near(text).items() if other in self._ids}
            for text in self._ids
        }

    def near(self, number: int) -> Mapping[int, int]:
        return self._near[number]

    def id_of(self, number: int) -> str:
        return self._ids[number]

    def most_alike_first(self, least: int) -> list[tuple[int, int, int]]:
        """Return the pairs that are at least so much alike, in the order in which they are joined."""
        ids = self._ids
        pairs = sorted(
            (-share, ids[a], ids[b], a, b)
            for a, near in self._near.items()
            for b, share in near.items()
            if share >= least
            if ids[a] < ids[b]
        )
        return [(a, b, -share) for share, _, _, a, b in pairs]
