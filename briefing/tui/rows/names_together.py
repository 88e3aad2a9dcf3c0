"""The names of several articles as one list: of each its mentions in all of them. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefing.model import Alias, Entity


def names_together(lists: Iterable[Sequence[Entity]]) -> list[Entity]:
    """Return each name once, with the mentions and the counts of its spellings in all lists, in the order in which they are met."""
    parts: dict[str, list[Entity]] = {}
    for names in lists:
        for name in names:
            parts.setdefault(name.id, []).append(name)
    return [_joined(each) if len(each) > 1 else each[0] for each in parts.values()]


def _joined(parts: Sequence[Entity]) -> Entity:
    counts: Counter[tuple[str, str]] = Counter()
    for part in parts:
        for alias in part.aliases:
            counts[alias.text, alias.via] += alias.count
    return replace(
        parts[0],
        aliases=tuple(Alias(text, count, via) for (text, via), count in counts.items()),
        mentions=tuple(mention for part in parts for mention in part.mentions),
        roles=tuple(dict.fromkeys(role for part in parts for role in part.roles)),
    )
