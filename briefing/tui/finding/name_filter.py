"""The filter of the list by names and outlet: which articles it leaves, and how it reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from briefing.errors import NotFoundError
from briefing.text import one_line

if TYPE_CHECKING:
    from briefing.tui.collection_port import ReaderCollection
    from briefing.tui.context import Filters


def known_names(collection: ReaderCollection, ids: Iterable[str]) -> dict[str, str]:
    """Return the names of those entity ``ids`` that the collection (still) knows."""
    known: dict[str, str] = {}
    for id in ids:
        with suppress(NotFoundError):
            known[id] = collection.entity(id).name
    return known


def articles_within(collection: ReaderCollection, filters: Filters, ids: Sequence[str]) -> set[str] | None:
    """Return the ids of the articles that names and outlet of the filter leave of ``ids``, or None without such a filter."""
    sets = [each for each in (_within_names(collection, filters, ids), filters.of_outlet) if each is not None]
    return set.intersection(*sets) if sets else None


def _within_names(collection: ReaderCollection, filters: Filters, ids: Sequence[str]) -> set[str] | None:
    if not filters.by_name:
        filters.within = None
    elif filters.within is None:
        naming = [_naming(collection, id) for id in filters.names]
        within = set.intersection(*naming) if naming else set(ids)
        filters.within = within.difference(*(_naming(collection, id) for id in filters.without))
    return filters.within


def _naming(collection: ReaderCollection, id: str) -> set[str]:
    """Return the ids of the articles that name an entity; none if it is gone."""
    try:
        return set(collection.articles_naming(id))
    except NotFoundError:
        return set()


def filter_words(filters: Filters) -> str:
    """Return the filter by names and outlet in words: ``of Bay Dispatch, with Krol and Maro, without Lowmark``; "" if there is none."""
    parts = [f"of {one_line(filters.outlet)}"] if filters.outlet else []
    parts += [f"with {_and(filters.names.values())}"] if filters.names else []
    parts += [f"without {_and(filters.without.values(), 'or')}"] if filters.without else []
    return ", ".join(parts)


def _and(names: Iterable[str], word: str = "and") -> str:
    *first, last = [one_line(name) for name in names]
    return f"{', '.join(first)} {word} {last}" if first else last
