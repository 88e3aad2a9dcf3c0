"""Pairs of articles that share text become groups. A text that holds two others which share nothing with each other (a digest, a
newsletter, an export that was not taken apart) makes no copies of them: it stands in the group of each.

So there are two kinds of groups: texts that hang together, with the made texts around them; and made texts that share what no
group of the first kind holds. An article more or less makes those groups anew that it touches; the others are not looked at.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import filterfalse
from operator import itemgetter
from typing import NamedTuple

from briefing.analysis.statements.ranges import Union
from briefing.store.catalogue.copied_texts import CopiedTexts, Key

Held = Callable[[str, Sequence[str]], Sequence[int]]
"""Which word runs of an article each of some others holds: the bits of a number for each of these."""

TOUCHING = 0.2
"""Two parts of one text are the same part if they have so much of the smaller one in common."""

LOOKED_AT = 100
"""Copies of one text that are looked at when asking whether it is made of several."""

AT_HAND = 1 << 12
"""Articles whose pairs are at hand by name."""

READ = 1 << 15
"""Articles whose pairs are held in little room once they have been read (some 400 bytes each)."""


def made_of_several(article: str, beside: Mapping[str, float], held: Held) -> bool:
    """Return whether the copies of an article (``beside``: how much of it is in each) fall apart into such as have no part of it in
    common; ``held`` is asked only if they may."""
    smallest = sorted(beside, key=lambda other: (beside[other], other))[:LOOKED_AT]
    if len(smallest) < 2 or sum(beside[other] for other in smallest[:2]) > 1 + TOUCHING:
        return False  # two parts that are so large overlap
    # The smallest part first: a text that holds several parts, as this one may, does not make them one.
    rows = held(article, smallest)
    own = sorted(((row.bit_count(), row) for row in rows), key=itemgetter(0))
    size, part = own[0]
    for other_size, other in own[1:]:
        if (part & other).bit_count() < TOUCHING * max(1, min(size, other_size)):
            return True
        part |= other
        size = part.bit_count()
    return False


class Neighbours:
    """What shares text with each article, read once while the stored pairs stay as they are."""

    def __init__(self, texts: CopiedTexts) -> None:
        self._texts = texts
        self._names: list[str] = []
        self._numbers: dict[str, int] = {}
        self._read: dict[str, tuple[array[int], array[float]]] = {}

    def of(self, article: str) -> dict[str, float]:
        """Return the articles that share text with one, and how much of it is in each."""
        known = self._read.get(article)
        if known is not None:
            numbers, shares = known
            return dict(zip(map(self._names.__getitem__, numbers), shares, strict=True))
        beside = self._texts.beside(article)
        if len(self._read) >= READ:
            self._read.clear()
        self._read[article] = array("I", map(self._number, beside)), array("d", beside.values())
        return beside

    def _number(self, article: str) -> int:
        number = self._numbers.setdefault(article, len(self._names))
        if number == len(self._names):
            self._names.append(article)
        return number


class Change(NamedTuple):
    """What is another than when the groups were made.

    Attributes:
        articles: those that came, went or have another text.
        come: pairs that were none.
        gone: pairs that are none any more.
        other: pairs that share more or less than before.
        was_made: of articles whose texts were :func:`made_of_several` then or are now: whether they were then.
        whole: whether there was nothing before.
    """

    articles: set[str]
    come: set[Key]
    gone: set[Key]
    other: set[Key]
    was_made: Mapping[str, bool]
    whole: bool

    def ends(self) -> set[str]:
        """Return the articles that changed, and those of which a pair did."""
        return self.articles.union(*self.come, *self.gone, *self.other)


@dataclass(slots=True)
class _Group:
    """Articles in order, and whether all of them are made texts."""

    articles: tuple[str, ...]
    alone: bool
    inside: frozenset[str]

    @classmethod
    def of(cls, articles: Iterable[str], *, alone: bool) -> _Group:
        ordered = tuple(sorted(articles))
        return cls(ordered, alone, frozenset(ordered))


class Regrouping:
    """Brings the stored groups and representatives in step with the stored pairs. For one change."""

    def __init__(self, texts: CopiedTexts, change: Change, neighbours: Neighbours) -> None:
        self._texts = texts
        self._change = change
        self._neighbours = neighbours
        self._beside: dict[str, dict[str, float]] = {}
        self._stored_of: dict[str, list[str]] = {}
        self._stored: dict[str, _Group] = {}
        self._made: dict[str, bool] = {}
        self._new: dict[str, _Group] = {}
        """The groups that are made anew, by their ids."""
        self._new_of: dict[str, list[str]] = {}
        self._over: set[str] = set()
        """The stored groups that hold no more."""
        self._homes_now: dict[str, set[str]] = {}
        self._alone_now: dict[str, Set[str]] = {}

    def run(self) -> frozenset[str]:
        """Store groups and representatives; return the articles whose representative is another one than before."""
        flipped = {article for article, was in self._change.was_made.items() if self._is_made(article) != was}
        ends = self._change.ends() | flipped
        around = ends.union(*map(self.beside, ends))
        grouped = self._hanging(around)
        for article in ends | grouped:
            self._over.update(self._stored_with(article))
        self._sharing_alone(around)
        kept = self._over & self._new.keys()
        changed = {id: self._group(id) for id in (self._over | self._new.keys()) - kept}
        self._texts.put_groups(self._over - kept, {id: self._new[id].articles for id in self._new.keys() - kept})
        return self._represent(ends.union(*(group.articles for group in changed.values())))

    # --- what is stored ---

    def beside(self, article: str) -> dict[str, float]:
        """Return the articles that share text with one, and how much of it is in each."""
        known = self._beside.get(article)
        if known is None:
            if len(self._beside) >= AT_HAND:
                self._beside.clear()
            known = self._beside[article] = self._neighbours.of(article)
        return known

    def _is_made(self, article: str) -> bool:
        known = self._made.get(article)
        if known is None:
            known = self._made[article] = self._texts.is_made(article)
        return known

    def _was_made(self, article: str) -> bool:
        was = self._change.was_made.get(article)
        return self._is_made(article) if was is None else was

    def _stored_with(self, article: str) -> list[str]:
        """Return the ids of the stored groups that an article is in."""
        if self._change.whole:
            return []
        known = self._stored_of.get(article)
        if known is None:
            known = self._stored_of[article] = self._texts.groups_of(article)
        return known

    def _group(self, id: str) -> _Group:
        found = self._new.get(id, self._stored.get(id))
        if found is None:
            articles = self._texts.group_members(id)
            found = self._stored[id] = _Group.of(articles, alone=all(map(self._was_made, articles)))
        return found

    def _groups_of(self, article: str) -> list[str]:
        """Return the ids of the groups that an article is in now."""
        left = [id for id in self._stored_with(article) if id not in self._over]
        return left + [id for id in self._new_of.get(article, ()) if id not in left]

    # --- groups ---

    def _add(self, articles: Iterable[str], *, alone: bool) -> None:
        group = _Group.of(articles, alone=alone)
        id = _digest(group.articles)
        self._new[id] = group
        for article in group.articles:
            self._new_of.setdefault(article, []).append(id)

    def _hanging(self, articles: Iterable[str]) -> set[str]:
        """Make the groups anew of the texts that hang together with any of these; return these texts."""
        done: set[str] = set()
        for article in sorted(filterfalse(self._is_made, articles)):
            if article in done:
                continue
            members, made = {article}, set[str]()
            queue = [article]
            while queue:
                for other in self.beside(queue.pop()):
                    if self._is_made(other):
                        made.add(other)
                    elif other not in members:
                        members.add(other)
                        queue.append(other)
            done |= members
            if len(members) + len(made) > 1:
                self._add(members | made, alone=False)
        return done

    def _sharing_alone(self, around: set[str]) -> None:
        """Make the groups anew of made texts that share what no other group holds."""
        groups = map(self._group, self._over | self._new.keys())
        near = around.union(*(group.articles for group in groups if not group.alone))
        near = {*filter(self._is_made, near), *filter(self._was_made, near)}
        now = {key_of(article, other) for article in near for other in self._alone(article) & near}
        before = (
            set[Key]() if self._change.whole else {link for article in near for link in self._was_alone(article, near)}
        )
        ends = {article for link in now ^ before for article in link}
        if not ends:
            self._keep_alone()
            return
        over = {id for article in ends for id in self._stored_with(article) if self._group(id).alone}
        over |= {id for id in self._over if self._group(id).alone}
        self._over |= over
        if before <= now:
            # Links came only: what hung together still does.
            found = _united([*(self._group(id).articles for id in over), *now - before])
        else:
            members = ends.union(*(self._group(id).articles for id in over))
            found = _united(self._flooded(members))
        for articles in found:
            self._add(articles, alone=True)

    def _keep_alone(self) -> None:
        """Of the groups that were to be made anew, the made texts' own are as they were."""
        self._over -= {id for id in self._over if self._group(id).alone}

    def _flooded(self, articles: Iterable[str]) -> Iterator[Key]:
        """Yield the pairs of the made texts that share with any of these, or with each other, what no other group holds."""
        met = {article for article in articles if self._is_made(article)}
        queue = list(met)
        while queue:
            article = queue.pop()
            others = self._alone(article)
            fresh = others - met
            met |= fresh
            queue += fresh
            yield from ((article, other) for other in others if article < other)

    def _alone(self, article: str) -> Set[str]:
        """Return with which others a made text shares what no group of the first kind holds."""
        known = self._alone_now.get(article)
        if known is None:
            known = self._alone_now[article] = (
                frozenset(self._sharing(article)) if self._is_made(article) else frozenset()
            )
        return known

    def _sharing(self, article: str) -> Iterator[str]:
        own = self._homes(article)
        return (other for other in filter(self._is_made, self.beside(article)) if own.isdisjoint(self._homes(other)))

    def _homes(self, article: str) -> set[str]:
        """Return the groups of the first kind that an article is in; not to be asked before these are made."""
        known = self._homes_now.get(article)
        if known is None:
            known = {id for id in self._groups_of(article) if not self._group(id).alone}
            self._homes_now[article] = known
        return known

    def _was_alone(self, article: str, near: Set[str]) -> Iterator[Key]:
        """Yield the same as it was before the change, with others of ``near``."""
        if not self._was_made(article):
            return
        change = self._change
        gone = {other for key in change.gone if article in key for other in key if other != article}
        own = self._old_homes(article)
        for other in filter(self._was_made, near & (self.beside(article).keys() | gone)):
            key = key_of(article, other)
            if key not in change.come and own.isdisjoint(self._old_homes(other)):
                yield key

    def _old_homes(self, article: str) -> set[str]:
        return {id for id in self._stored_with(article) if not self._group(id).alone}

    # --- representatives ---

    def _represent(self, articles: Set[str]) -> frozenset[str]:
        """Store who stands for these, and for those whose representative that changes; return the ones that changed."""
        homes = {article: self._home(article) for article in articles}
        for article in () if self._change.whole else articles:
            for other in self._texts.stood_for_by(article):
                if other not in homes:
                    homes[other] = self._home(other)
        over = set(homes.values())
        for id in over - {""}:
            for article in self._group(id).articles:
                if article not in homes:
                    homes[article] = self._home(article)
        first: dict[str, str] = {}
        for article in sorted(homes):
            first.setdefault(homes[article], article)
        now = {article: first[home] if home else article for article, home in homes.items() if home in over}
        moved = {article: head for article, head in now.items() if self._texts.head(article) != head}
        self._texts.put_heads({article: "" if head == article else head for article, head in moved.items()})
        return frozenset(moved)

    def _home(self, article: str) -> str:
        """Return the group that holds most of an article, "" if it is in none."""
        beside = self.beside(article)

        def rank(id: str) -> tuple[float, tuple[str, ...]]:
            group = self._group(id)
            most = max((share for other, share in beside.items() if other in group.inside), default=0.0)
            return -round(most, 3), group.articles

        groups = self._groups_of(article)
        return min(groups, key=rank) if groups else ""


def key_of(a: str, b: str) -> Key:
    """Return the pair of two articles."""
    return (a, b) if a < b else (b, a)


def _united(parts: Iterable[Sequence[str]]) -> list[set[str]]:
    """Return the sets that are left when all that have a member in common are one."""
    union: Union[str] = Union()
    members: set[str] = set()
    for part in parts:
        members.update(part)
        for other in part[1:]:
            union.join(part[0], other)
    found: dict[str, set[str]] = {}
    for article in members:
        found.setdefault(union.find(article), set()).add(article)
    return list(found.values())


def _digest(articles: Iterable[str]) -> str:
    """Return the id of a group."""
    return hashlib.sha256("\0".join(articles).encode("utf-8", "surrogatepass")).hexdigest()[:16]
