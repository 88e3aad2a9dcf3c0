"""Pairs of articles that share text become groups. A text that holds two others which share nothing with each other (a digest, a
newsletter, an export that was not taken apart) makes no copies of them: it stands in the group of each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from typing import TYPE_CHECKING, Any

from briefing.model import CopyGroup
from briefing.store.catalogue.copied_texts import group

if TYPE_CHECKING:
    import numpy

Shares = Mapping[str, Mapping[str, float]]
"""Article -> the articles that it shares text with, and how much of the first is in the other."""

Held = Callable[[str, str], "numpy.ndarray[Any, Any]"]
"""Which word runs of the one article the other holds."""

TOUCHING = 0.2
"""Two parts of one text are the same part if they have so much of the smaller one in common."""

LOOKED_AT = 100
"""Copies of one text that are looked at when asking whether it is made of several."""


def groups(shares: Shares, made: Set[str], agencies: Mapping[str, str | None]) -> tuple[CopyGroup, ...]:
    """Return the groups, articles in order of their ids. ``made``: those whose texts are :func:`made_of_several`."""
    found = {frozenset(one) for one in _components(shares.keys() - made, shares)}
    whole: set[frozenset[str]] = set()
    for one in found:
        around = {other for article in one for other in shares[article] if other in made}
        if len(one) + len(around) > 1:
            whole.add(one | around)
    alone = {
        article: {other for other in shares[article] if other in made and not any({article, other} <= g for g in whole)}
        for article in made
    }
    whole |= {frozenset(one) for one in _components(alone.keys(), alone) if len(one) > 1}
    return tuple(group(one, shares, agencies) for one in sorted(map(sorted, whole)))


def heads(found: Iterable[CopyGroup]) -> dict[str, str]:
    """Article -> representative of its copy group; of several groups, that which holds most of it."""
    home: dict[str, tuple[float, int]] = {}
    for number, each in enumerate(found):
        shares = dict.fromkeys(each.articles, 0.0)
        for article, _, share in each.containment:
            shares[article] = max(share, shares[article])
        for article, share in shares.items():
            if article not in home or share > home[article][0]:
                home[article] = share, number
    first: dict[int, str] = {}
    for article in sorted(home):
        first.setdefault(home[article][1], article)
    return {article: first[number] for article, (_, number) in home.items()}


def _components(articles: Iterable[str], links: Mapping[str, Iterable[str]]) -> Iterator[set[str]]:
    left = set(articles)
    for article in sorted(left):
        if article not in left:
            continue
        members, queue = {article}, [article]
        while queue:
            for other in links[queue.pop()]:
                if other in left and other not in members:
                    members.add(other)
                    queue.append(other)
        left -= members
        yield members


def made_of_several(article: str, shares: Shares, held: Held) -> bool:
    """Return whether its copies fall apart into such as have no part of it in common; ``held`` is asked only if they may."""
    smallest = sorted(shares[article], key=lambda other: (shares[article][other], other))[:LOOKED_AT]
    if len(smallest) < 2 or sum(shares[article][other] for other in smallest[:2]) > 1 + TOUCHING:
        return False  # two parts that are so large overlap
    # The smallest part first: a text that holds several parts, as this one may, does not make them one.
    own = sorted((held(article, other) for other in smallest), key=lambda one: int(one.sum()))
    parts: list[numpy.ndarray[Any, Any]] = []
    for one in own:
        touched = [number for number, part in enumerate(parts) if _touch(one, part)]
        if not touched:
            parts.append(one)
        elif len(touched) == 1:
            parts[touched[0]] = parts[touched[0]] | one
    return len(parts) > 1


def _touch(a: numpy.ndarray[Any, Any], b: numpy.ndarray[Any, Any]) -> bool:
    return bool((a & b).sum() >= TOUCHING * max(1, min(a.sum(), b.sum())))
