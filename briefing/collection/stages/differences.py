"""The stage that finds out on what sources disagree: of statements and articles of which that is not known, never of all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from briefing.collection.stages.work import Work

if TYPE_CHECKING:
    from briefing.analysis.comparison.tally import Disagreement
    from briefing.collection.disagreements import Story

    Rows = list[tuple[str, str, str]]

R = TypeVar("R")
T = TypeVar("T")

LOT: Final = 100
"""Statements or articles that are stored at once."""


def run(work: Work) -> None:
    """Bring what is stored of disagreements in step with statements and articles."""
    from briefing.analysis.comparison import discrepancies
    from briefing.collection import disagreements

    catalogue = work.catalogue
    joined = catalogue.derived("basis")
    basis = f"{discrepancies.VERSION} {joined[0] if joined else ''}"
    if catalogue.derived_from("differences", basis) is not None:
        if not disagreements.is_listed(catalogue):  # it was found out before there was a list
            with catalogue.transaction():
                disagreements.bring_up_to_date(catalogue)
        return
    before = catalogue.derived("differences")
    stored, known = catalogue.differing, disagreements.Disagreements(catalogue)
    if (before[0] if before else "").partition(" ")[0] != str(discrepancies.VERSION):
        with catalogue.transaction():
            stored.clear()
    _each_lot(work, stored.missing_statements(), known.of_statements, stored.put_statements, stored.carriers)
    _each_lot(work, stored.missing_articles(), known.of_articles, stored.put_articles, lambda id: [id])
    spoken, facts = stored.spoken(), stored.facts()
    told = f"{discrepancies.VERSION} {_digest(spoken, facts)}"
    same = catalogue.derived_from(disagreements.STORIES, told) is not None
    found, failures = ([], {}) if same else _of_stories(work, disagreements.stories(spoken, facts))
    with catalogue.transaction():
        if not same:
            work.put_failed("differences", failures)
            catalogue.put_derived(disagreements.STORIES, "" if failures else told, disagreements.dump(found))
        catalogue.put_derived("differences", basis, "")
        disagreements.bring_up_to_date(catalogue)
    work.committed()


def _each_lot(
    work: Work,
    ids: Sequence[str],
    find: Callable[[Sequence[str]], Rows],
    put: Callable[[Rows], None],
    concerned: Callable[[str], Iterable[str]],
) -> None:
    """Find out and store lot by lot; what fails is listed under the articles that are concerned, and passed over."""
    for start in range(0, len(ids), LOT):
        work.tell("differences", start, len(ids))
        rows: Rows = []
        failures = work.each(ids[start : start + LOT], partial(_extend, rows, find))
        with work.catalogue.transaction():
            put(rows)
            put([(id, "", "") for id, _ in failures])
            for id, why in failures:
                work.put_failed("differences", dict.fromkeys(concerned(id), why))
        work.meter.articles(len(rows))


def _extend(found: list[R], find: Callable[[Sequence[T]], Iterable[R]], some: Sequence[T]) -> None:
    found.extend(list(find(some)))


def _digest(spoken: Iterable[str], facts: Mapping[str, str]) -> str:
    """Return a digest of what the stories disagree by: which articles print a statement together, and the facts of each."""
    lines = (*spoken, *(article + facts[article] for article in sorted(facts)))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _of_stories(work: Work, stories: Sequence[Story]) -> tuple[list[Disagreement], dict[str, str]]:
    """Return on what the articles of stories disagree, and why that fails, by article."""
    from briefing.analysis.comparison import discrepancies

    def find(stories: Sequence[Story]) -> Iterator[Disagreement]:
        for _, told in stories:
            yield from discrepancies.of_story(told)

    found: list[Disagreement] = []
    failures = work.each(stories, partial(_extend, found, find))
    return found, {article: why for (articles, _), why in failures for article in articles}
