"""The stage that looks for quotations and names in each article by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from briefing.collection.stages.work import Work
from briefing.collection.stages.written import NOTHING, Written

if TYPE_CHECKING:
    from briefing.collection.worker_pool import Answer
    from briefing.store.catalogue.serialise import StoredDocument

WRITE = "briefing.collection.stages.written:analyse"
ANALYSE = "briefing.analysis.pipeline:analyse"
PARTS = ("quotations", "names")
"""What is looked for in one article, each by itself if both together fail."""
LOT = 25
"""Articles whose analysis is stored at once."""
ANALYSE_SECONDS, ANALYSE_CHARACTERS = 20.0, 10_000
"""Computing time that an article may take: so many seconds, and one for each so many characters."""


def run(work: Work) -> None:
    """Find the quotations and names of every article that lacks them."""
    todo = work.catalogue.unanalysed(_analysed_by())
    for found in work.lots("quotations", _found(work, todo), len(todo), LOT):
        for (id, _), why in work.each(found, partial(_put_analysed, work)):
            _put_analysed(work, [(id, _not_analysed(dict.fromkeys(PARTS, why)))])
        work.committed()


def _found(work: Work, todo: Mapping[str, str]) -> Iterator[tuple[str, Written]]:
    """Yield what is found in articles (``todo``: id -> its mark); those that say the same to the letter are looked at once."""
    same: dict[str, list[str]] = {}
    for id, mark in todo.items():
        same.setdefault(mark, []).append(id)
    firsts = [ids[0] for ids in same.values()]
    jobs = ((WRITE, (ANALYSE, stored), _seconds(stored)) for stored in work.catalogue.stored(firsts))
    for ids, answer in zip(same.values(), work.answers(jobs, len(firsts)), strict=False):
        found = _analysed(work, ids[0], answer)
        yield ids[0], found
        yield from found.in_copies(ids[0], work.catalogue.documents(ids[1:]))


def _analysed(work: Work, id: str, answer: Answer) -> Written:
    """Return what was found in an article; each part in a process of its own where the whole ended one."""
    from briefing.collection.worker_pool import Failure

    if not isinstance(answer.value, Failure):
        analysed: Written = answer.value
        return analysed
    (stored,) = work.catalogue.stored([id])
    jobs = ((WRITE, (ANALYSE, stored, (part,)), _seconds(stored)) for part in PARTS)
    parts = [each.value for each in work.answers(jobs, len(PARTS))]
    failures = {part: one.reason for part, one in zip(PARTS, parts, strict=True) if isinstance(one, Failure)}
    good = [one for one in parts if not isinstance(one, Failure)]
    return _not_analysed({**failures, **{part: why for one in good for part, why in one.failures.items()}}, good)


def _put_analysed(work: Work, lot: Sequence[tuple[str, Written]]) -> None:
    with work.catalogue.transaction():
        for id, analysed in lot:
            work.catalogue.put_analysis(id, _analysed_by(), analysed.quotations, analysed.mentions, analysed.ids)
            for part, why in analysed.failures.items():
                work.put_failed(part, {id: why})
    for _, analysed in lot:
        work.timings["quotations"] += analysed.seconds.get("quotations", 0.0)
        work.timings["entities"] += analysed.seconds.get("names", 0.0)


def _analysed_by() -> str:
    from briefing import analysis

    return f"{analysis.VERSION}."


def _seconds(stored: StoredDocument) -> float:
    return ANALYSE_SECONDS + len(stored.text) / ANALYSE_CHARACTERS


def _not_analysed(failures: Mapping[str, str], good: Sequence[Written] = ()) -> Written:
    """Return what was found in an article of which parts failed."""
    quotations, ids = next(((one.quotations, one.ids) for one in good if one.ids), (NOTHING, ()))
    return Written(
        quotations,
        next((one.mentions for one in good if one.mentions != NOTHING), NOTHING),
        ids,
        failures,
        {part: seconds for one in good for part, seconds in one.seconds.items()},
    )
