"""Which articles carry other statements, or have another representative of their copies, since the stories were last grouped: noted with
what is joined, in one transaction, so that the stories need not look through all articles."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from briefing.store.catalogue.catalogue import Catalogue

_NAME: Final = "joined anew"
_ALL: Final = "all"
MOST: Final = 2_000
"""Articles that are noted; of more, all are looked through."""


def note(catalogue: Catalogue, articles: Collection[str] | None) -> None:
    """Note more articles, or all (None). Call inside a transaction."""
    before = noted(catalogue)
    every = None if before is None or articles is None else before.union(articles)
    put = _ALL if every is None or len(every) > MOST else " ".join(sorted(every))
    catalogue.put_derived(_NAME, put, "")


def noted(catalogue: Catalogue) -> frozenset[str] | None:
    """Return the articles noted since :func:`forget`; None for all of them."""
    row = catalogue.derived(_NAME)
    return None if row is None or row[0] == _ALL else frozenset(row[0].split())


def forget(catalogue: Catalogue) -> None:
    """Begin anew. Call inside a transaction."""
    if noted(catalogue) != frozenset():
        catalogue.put_derived(_NAME, "", "")
