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
    together: set[str] = set()
    for some in (before, articles):
        if some is None:
            catalogue.put_derived(_NAME, _ALL, "")
            return
        together.update(some)
    catalogue.put_derived(_NAME, " ".join(sorted(together)) if len(together) <= MOST else _ALL, "")


def noted(catalogue: Catalogue) -> frozenset[str] | None:
    """Return the articles noted since :func:`forget`; None for all of them."""
    row = catalogue.derived(_NAME)
    said = _ALL if row is None else row[0]
    return None if said == _ALL else frozenset(said.split())


def forget(catalogue: Catalogue) -> None:
    """Begin anew. Call inside a transaction."""
    if noted(catalogue) != frozenset():
        catalogue.put_derived(_NAME, "", "")
