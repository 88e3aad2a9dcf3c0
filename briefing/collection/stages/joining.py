"""The stage that joins all articles: names to people, places and organisations, quotations to statements, texts to copies."""

from __future__ import annotations

import time
from collections.abc import Collection
from functools import partial

from briefing.collection.stages.work import Work
from briefing.errors import reason

DERIVED_VERSION = "1"


def run(work: Work) -> None:
    """Statements, entities and copies, if anything that they rest on has changed."""
    from briefing.collection.stages import linking

    version = f"{DERIVED_VERSION}.{linking.VERSION}"
    basis = f"{version} {work.catalogue.basis()}"
    before = work.catalogue.derived("basis")
    if before is not None and before[0] == basis:
        return
    for stage in ("entities", "statements"):
        start = time.perf_counter()
        work.tell(stage, 0, 1)
        with work.meter.stage(stage):
            join(work, stage)
        work.timings[stage] += time.perf_counter() - start
    with work.catalogue.transaction():
        work.catalogue.put_derived("basis", basis, "")
    work.committed()
    work.tell("statements", 1, 1)


def join(work: Work, stage: str) -> None:
    """Join all articles, or all but those over which that fails."""
    from briefing.collection.isolation import is_fault_of_item
    from briefing.collection.stages import linking

    apart = set(work.catalogue.failed.of(stage))
    anew = False
    while True:
        joined = linking.Joining(work.catalogue, work.tell)
        try:
            work.in_time(partial(joined.bring, stage, apart))
            work.meter.articles(joined.changed)
            return
        except Exception as error:
            if not is_fault_of_item(error):
                raise
            bad = {joined.at: reason(error)} if joined.at else _culprits(work, stage, apart)
            if not bad and anew:
                raise
            anew = not bad
            apart |= bad.keys()
            with work.catalogue.transaction():
                work.put_failed(stage, bad)
                linking.forget(work.catalogue, stage)


def _culprits(work: Work, stage: str, apart: Collection[str]) -> dict[str, str]:
    """Return the articles over which joining fails though each could be put in, and why."""
    from briefing.collection.isolation import culprits
    from briefing.collection.stages import linking

    joined = linking.Joining(work.catalogue, work.tell)
    rest = [id for id in work.catalogue.analysed() if id not in apart]
    bad = culprits(rest, lambda some: work.in_time(lambda: joined.attempt(stage, some)))
    return {id: reason(error) for id, error in bad.items()}
