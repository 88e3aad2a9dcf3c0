"""The table of coverage, made from who carries what without reading a statement, and kept until that changes."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from sys import intern
from typing import TYPE_CHECKING

from briefing.presentation.coverage_blocks import in_blocks
from briefing.store.catalogue import serialise
from briefing.store.catalogue.catalogue import Catalogue

if TYPE_CHECKING:
    from briefing.collection.session import Session

NAME, VERSION = "coverage", 1
"""What is derived is kept by this name; the version is raised when other blocks can come out."""

FEW = 100
"""Articles whose statements are looked up one by one; for more, all are gone through."""

Blocks = Sequence[tuple[Sequence[str], Sequence[str]]]
"""Ids of statements by rank, and the articles that carry them."""


def blocks(session: Session, within: Collection[str] | None = None) -> Blocks:
    """Return the blocks of the folder, or those of the statements that an article of ``within`` carries."""
    catalogue = session.catalogue
    if within is not None:
        asked = frozenset(within)
        if len(asked) <= FEW:
            return in_blocks(catalogue.carriers_within(asked))  # type: ignore[return-value]
        return in_blocks(row for row in catalogue.carriers_by_rank() if not asked.isdisjoint(row[1]))  # type: ignore[return-value]
    basis = basis_of(catalogue)
    kept = catalogue.derived_from(NAME, basis)
    if kept is not None:
        return _load(kept)
    new = made(catalogue)
    session.keep_derived(NAME, basis, dump(new))
    return new


def basis_of(catalogue: Catalogue) -> str:
    """Return what the blocks rest on, "" while the statements of the folder are not joined."""
    joined = catalogue.derived("basis")
    return f"{VERSION} {joined[0]}" if joined is not None else ""


def made(catalogue: Catalogue) -> Blocks:
    """Return the blocks made anew."""
    return [(ids, sorted(articles)) for ids, articles in in_blocks(catalogue.carriers_by_rank())]


def dump(blocks: Blocks) -> str:
    """Return blocks as JSON text."""
    return json.dumps(blocks, separators=(",", ":"))


@serialise.whole
def _load(text: str) -> Blocks:
    return [(ids, list(map(intern, articles))) for ids, articles in json.loads(text)]
