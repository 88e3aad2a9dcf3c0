"""Pairs of articles that share text become groups.

There are two kinds: texts that hang together, with the texts around them that are made of several; and made texts that share what no
group of the first kind holds. An article more or less makes those groups anew that it touches; the others are not looked at.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from heapq import heappop, heappush
from itertools import filterfalse

from briefing.analysis.near_duplicates.groups import Change, Group, Groups, key_of
from briefing.analysis.statements.ranges import Union
from briefing.store.catalogue.copied_texts import Key


class Regrouping:
    """Brings the stored groups in step with the stored pairs. For one change."""

    def __init__(self, groups: Groups, change: Change) -> None:
        self._groups = groups
        self._change = change
        self._homes_now: dict[str, set[str]] = {}
        self._alone_now: dict[str, Set[str]] = {}

    def run(self) -> set[str]:
        """Store the groups; return the articles whose representative may be another one now."""
        change, groups = self._change, self._groups
        flipped = {article for article, was in change.was_made.items() if groups.is_made(article) != was}
        ends = change.ends() | flipped
        (self._grow if self._only_grows(flipped) else self._make_anew)(ends)
        return ends | self._moved(*groups.store())

    def _moved(self, gone: Iterable[Group], come: Iterable[Group]) -> set[str]:
        """Return who may be at home in another group after some went and others came: all in these, unless one that came has the first article
        of one that went. Then it takes its place in the order, by which that is a home where two groups hold as much of a text; so only such
        may be as share text with what is in one of both alone."""
        went, moved = _by_first(gone), set[str]()
        for place, groups in _by_first(come).items():
            both = went.pop(place, []) + groups
            moved |= self._between(*both) if (len(both), len(groups)) == (2, 1) else _articles(both)
        return moved.union(*map(_articles, went.values()))

    def _between(self, one: Group, other: Group) -> set[str]:
        groups, first = self._groups, one.articles[0]
        changed = one.inside ^ other.inside
        near = set(changed).union(*map(groups.beside, changed))
        rivals = [group for group in map(groups.group, groups.ever_with(first)) if group.articles[0] == first]
        near |= _articles(group for group in rivals if group.articles not in (one.articles, other.articles))
        return near & (one.inside | other.inside)

    # --- texts that hang together, with those around them ---

    def _make_anew(self, ends: set[str]) -> None:
        """Make the groups anew of all texts that hang together with any of ``ends``."""
        groups = self._groups
        around = ends.union(*map(groups.beside, ends))
        for article in ends | self._hanging(around):
            groups.over.update(groups.stored_with(article))
        touched = map(groups.group, groups.over | groups.new.keys())
        self._sharing_alone(around | _articles(group for group in touched if not group.alone))

    def _hanging(self, articles: Iterable[str]) -> set[str]:
        """Make the groups anew of the texts that hang together with any of these; return these texts."""
        is_made, beside = self._groups.is_made, self._groups.beside
        done: set[str] = set()
        for article in sorted(filterfalse(is_made, articles)):
            if article in done:
                continue
            members, made = {article}, set[str]()
            queue = [article]
            while queue:
                for other in beside(queue.pop()):
                    if is_made(other):
                        made.add(other)
                    elif other not in members:
                        members.add(other)
                        queue.append(other)
            done |= members
            if len(members) + len(made) > 1:
                self._groups.add(members | made, alone=False)
        return done

    # --- the same where pairs came and none went: what hung together still does ---

    def _only_grows(self, flipped: Iterable[str]) -> bool:
        """Return whether groups gain members and lose none: no pair went, and only texts that had no pair are now made of several, or no
        more."""
        change = self._change
        if change.whole or change.gone:
            return False
        return all(key_of(one, other) in change.come for one in flipped for other in self._groups.beside(one))

    def _grow(self, ends: set[str]) -> None:
        """Make those groups one that pairs which came bring together, with what these bring in."""
        groups, near = self._groups, set(ends)
        for ids, articles in self._brought_together():
            stored = sorted(map(groups.group, ids), key=lambda group: len(group.articles))
            members = articles | _articles(stored)
            if [members] != [group.inside for group in stored]:
                groups.over |= ids
                groups.add(members, alone=False)
                near |= _articles(stored[:-1])
        self._sharing_alone(near)

    def _brought_together(self) -> Iterable[tuple[set[str], set[str]]]:
        """Return for each group that there will be the ids of those that are made one by it, and the articles of the pairs that do so."""
        union: Union[str] = Union()
        ids: set[str] = set()
        brought: list[tuple[str, Key]] = []
        for key in self._change.come:
            # A text that is made of several makes nothing one: it stands in the group of each.
            plain = [*filterfalse(self._groups.is_made, key)]
            stored = [self._groups.stored_with(article) for article in plain]
            ids.update(*stored)
            places = [own[0] if own else article for article, own in zip(plain, stored, strict=True)]
            if places:
                union.join(places[0], places[-1])
                brought.append((places[0], key))
        found: dict[str, tuple[set[str], set[str]]] = {}
        for place, key in brought:
            found.setdefault(union.find(place), (set(), set()))[1].update(key)
        for id in ids:
            found[union.find(id)][0].add(id)
        return found.values()

    # --- made texts by themselves ---

    def _sharing_alone(self, near: set[str]) -> None:
        """Make the groups anew of made texts that share what no other group holds. ``near``: one at least of any two of which that is true
        now and was not, or was and is not."""
        near = {*filter(self._groups.is_made, near), *filter(self._groups.was_made, near)}
        now = {key_of(article, other) for article in near for other in self._alone(article)}
        before = set[Key]() if self._change.whole else {link for article in near for link in self._was_alone(article)}
        ends = {article for link in now ^ before for article in link}
        # Which of these groups were to be made anew for other reasons says nothing.
        self._groups.over -= {id for id in self._groups.over if self._groups.group(id).alone}
        over = {id for article in ends for id in self._groups.stored_with(article) if self._groups.group(id).alone}
        self._groups.over |= over
        together = [self._groups.group(id).articles for id in over]
        if before <= now:
            # Links came only: what hung together still does.
            found = _united([*together, *now - before])
        else:
            members = filter(self._groups.is_made, ends.union(*together))
            found = parted(filter(self._groups.is_made, ends), members, self._alone)
        for articles in found:
            self._groups.add(articles, alone=True)

    def _alone(self, article: str) -> Set[str]:
        """Return with which others a made text shares what no group of the first kind holds."""
        known = self._alone_now.get(article)
        if known is None:
            known = self._alone_now[article] = (
                frozenset(self._sharing(article)) if self._groups.is_made(article) else frozenset()
            )
        return known

    def _sharing(self, article: str) -> Iterator[str]:
        own = self._homes(article)
        return (
            other
            for other in filter(self._groups.is_made, self._groups.beside(article))
            if own.isdisjoint(self._homes(other))
        )

    def _homes(self, article: str) -> set[str]:
        """Return the groups of the first kind that an article is in; not to be asked before these are made."""
        known = self._homes_now.get(article)
        if known is None:
            known = {id for id in self._groups.of(article) if not self._groups.group(id).alone}
            self._homes_now[article] = known
        return known

    def _was_alone(self, article: str) -> Iterator[Key]:
        """Yield the pairs of a text that shared what no group of the first kind held before the change."""
        if not self._groups.was_made(article):
            return
        change = self._change
        gone = {other for key in change.gone if article in key for other in key if other != article}
        own = self._old_homes(article)
        for other in filter(self._groups.was_made, self._groups.beside(article).keys() | gone):
            key = key_of(article, other)
            if key not in change.come and own.isdisjoint(self._old_homes(other)):
                yield key

    def _old_homes(self, article: str) -> set[str]:
        return {id for id in self._groups.stored_with(article) if not self._groups.group(id).alone}


def _articles(groups: Iterable[Group]) -> set[str]:
    return {article for group in groups for article in group.articles}


def _by_first(groups: Iterable[Group]) -> dict[tuple[bool, str], list[Group]]:
    """Return groups by their kind and their first article."""
    found: dict[tuple[bool, str], list[Group]] = {}
    for group in groups:
        found.setdefault((group.alone, group.articles[0]), []).append(group)
    return found


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


def parted(starts: Iterable[str], articles: Iterable[str], linked: Callable[[str], Set[str]]) -> list[set[str]]:
    """Return the sets of several articles that hang together. In each of all sets, also of those of a single one, is one of ``starts``.

    Searches begin at all of these at once; that which has met the fewest goes on, and those that meet are one. When none but one can go on,
    whatever no other has met is its: of a large set from which little falls off, little is looked at.
    """
    union: Union[str] = Union()
    met = {start: [start] for start in starts}
    waiting = {start: deque([start]) for start in met}
    known = set(met)
    order = [(1, start) for start in sorted(met)]
    while len(waiting) > 1:
        size, search = heappop(order)
        if size != len(met.get(search, ())):
            continue  # it is one with another now
        for other in linked(waiting[search].popleft()):
            if other not in known:
                known.add(other)
                union.join(search, other)
                met[search].append(other)
                waiting[search].append(other)
            elif (also := union.find(other)) != search:
                union.join(search, also)
                met[search] += met.pop(also)
                waiting[search].extend(waiting.pop(also, ()))
        if waiting[search]:
            heappush(order, (len(met[search]), search))
        else:
            del waiting[search]
    whole = [set(found) for search, found in met.items() if search not in waiting]
    rest = set(articles).difference(*whole)
    return [found for found in (*whole, rest) if len(found) > 1]
