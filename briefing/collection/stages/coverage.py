"""The stage that keeps which statements the same articles carry: the table of coverage opens from it."""

from __future__ import annotations

from briefing.collection.stages.work import Work


def run(work: Work) -> None:
    """Make the blocks anew if statements changed: no statement is read for that."""
    from briefing.collection import coverage

    basis = coverage.basis_of(work.catalogue)
    if work.catalogue.derived_from(coverage.NAME, basis) is None:
        kept = coverage.dump(coverage.made(work.catalogue))
        with work.catalogue.transaction():
            work.catalogue.put_derived(coverage.NAME, basis, kept)
