"""Average linkage over a sparse graph: what is not linked at all counts as nothing alike. Depends on the graph alone."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping

Likeness = Mapping[str, Mapping[str, int]]
"""Article -> article -> how alike they are, in millionths, both ways; whole numbers, so that sums are the same in every order."""


def components(articles: Iterable[str], alike: Likeness, least: int) -> Iterator[list[str]]:
    """Yield the articles that hang together with each of ``articles`` by likenesses of at least ``least``, each set once, in order.

    Groups whose likeness is that much on average hold a pair that is as much alike: no group crosses such a set.
    """
    seen: set[str] = set()
    for article in sorted(articles):
        if article in seen:
            continue
        seen.add(article)
        todo, component = [article], []
        while todo:
            member = todo.pop()
            component.append(member)
            near = {other for other, share in alike.get(member, {}).items() if share >= least}
            fresh = near - seen
            seen |= fresh
            todo += fresh
        yield sorted(component)


def average_linkage(articles: Iterable[str], alike: Likeness, least: int) -> list[tuple[str, ...]]:
    """Join the two groups that are most alike on average, again and again, while that is at least ``least``.

    Returns:
        The groups, each in order; those of one article too.
    """
    members = {article: [article] for article in articles}
    between = {a: {b: s for b, s in alike.get(a, {}).items() if b in members} for a in members}
    # Two that are less alike are never joined, whatever their groups come to: only sums ask for what they share.
    heap: list[tuple[float, str, str, int, int]] = [
        (-share, a, b, 1, 1) for a, others in between.items() for b, share in others.items() if a < b if share >= least
    ]
    heapq.heapify(heap)
    while heap:
        _, a, b, size_a, size_b = heapq.heappop(heap)
        if (len(members.get(a, ())), len(members.get(b, ()))) != (size_a, size_b):
            continue  # one of them has grown since
        members[a] += members.pop(b)
        for other, share in between.pop(b).items():
            del between[other][b]
            if other != a:
                between[a][other] = between[other][a] = between[a].get(other, 0) + share
        for other, share in between[a].items():
            pair = min(a, other), max(a, other)
            sizes = len(members[pair[0]]), len(members[pair[1]])
            mean = share / (sizes[0] * sizes[1])
            if mean >= least:
                heapq.heappush(heap, (-mean, *pair, *sizes))
    return sorted(tuple(sorted(group)) for group in members.values())
