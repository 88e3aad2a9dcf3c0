"""The stage that keeps which statements the same articles carry: the table of coverage opens from it."""

from __future__ import annotations

from typing import Final

from briefing.collection.stages.work import Work

FEW: Final = 50
"""After so few articles whoever opens the table next makes it anew: a second with 20,000 articles, while nobody waits."""


def run(work: Work) -> None:
    """Make the blocks anew if statements changed: no statement is read for that."""
    from briefing.collection import coverage

    if all((work.added + work.changed + work.removed <= FEW, work.catalogue.derived(coverage.NAME) is not None)):
        return
    basis = coverage.basis_of(work.catalogue)
    if work.catalogue.derived_from(coverage.NAME, basis) is None:
        kept = coverage.dump(coverage.made(work.catalogue))
        with work.catalogue.transaction():
            work.catalogue.put_derived(coverage.NAME, basis, kept)
