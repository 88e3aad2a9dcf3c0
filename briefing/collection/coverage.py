"""The table of coverage, made from who carries what without reading a statement, and kept until that changes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from briefing.presentation.coverage_blocks import in_blocks
from briefing.store.catalogue.catalogue import Catalogue
from briefing.store.catalogue.coverage_table import CoverageTable

if TYPE_CHECKING:
    from briefing.collection.session import Session
    from briefing.store.catalogue.coverage_table import Block

NAME, VERSION = "coverage", 2
"""What is derived is kept by this name; the version is raised when other blocks can come out."""

FEW = 100
"""Articles whose statements are looked up one by one; for more, all are gone through."""


def within(session: Session, articles: Collection[str]) -> Sequence[Block]:
    """Return the blocks of the statements that any of these articles carries."""
    asked = frozenset(articles)
    carried = session.catalogue.carriers_within(asked) if len(asked) <= FEW else _rows_of(session.catalogue, asked)
    return in_blocks(carried)  # type: ignore[return-value]


def _rows_of(catalogue: Catalogue, asked: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    return (row for row in catalogue.carriers_by_rank() if not asked.isdisjoint(row[1]))


def table(session: Session) -> CoverageTable:
    """Return the table of the folder; one that rests on other statements is made anew."""
    catalogue = session.catalogue
    if is_current(catalogue):
        return catalogue.coverage
    return session.made_now(NAME, catalogue.coverage, lambda made: fill(catalogue, made), lambda: sign(catalogue))


def is_current(catalogue: Catalogue) -> bool:
    """Return whether the stored table rests on the statements that there are."""
    return catalogue.derived_from(NAME, basis_of(catalogue)) is not None


def fill(catalogue: Catalogue, made: CoverageTable) -> None:
    """Make the table. Call inside a transaction."""
    made.put((ids, sorted(articles)) for ids, articles in in_blocks(catalogue.carriers_by_rank()))


def sign(catalogue: Catalogue) -> None:
    """Note what the stored table rests on. Call inside a transaction."""
    if basis := basis_of(catalogue):
        catalogue.put_derived(NAME, basis, "")


def basis_of(catalogue: Catalogue) -> str:
    """Return what the blocks rest on, "" while the statements of the folder are not joined."""
    joined = catalogue.derived("basis")
    return f"{VERSION} {joined[0]}" if joined is not None else ""
