"""The stage that keeps which statements the same articles carry: the table of coverage opens from it."""

from __future__ import annotations

from typing import Final

from briefing.collection.stages.work import Work

FEW: Final = 50
"""After so few articles whoever opens the table next makes it anew: a second with 20,000 articles, while nobody waits."""


def run(work: Work) -> None:
    """Make the blocks anew if statements changed: no statement is read for that."""
    from briefing.collection import coverage

    catalogue = work.catalogue
    made_before = catalogue.derived(coverage.NAME)
    if work.added + work.changed + work.removed <= FEW and made_before is not None:
        return
    if not coverage.is_current(catalogue):
        with catalogue.transaction():
            coverage.fill(catalogue, catalogue.coverage)
            coverage.sign(catalogue)
