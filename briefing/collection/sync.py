"""Brings the catalogue and the index of one folder in step with its files, stage by stage: :data:`STAGES`.

Every stage works from what is missing, so it may be interrupted anywhere and goes on where it stopped. A stage that fails on one
article lists that article under the problems and goes on with the others. It answers no questions and holds no results;
:mod:`briefing.collection.facade` does that.
"""

from __future__ import annotations

import importlib
import itertools
import time
from collections.abc import Callable, Iterable, Mapping, Sequence

from briefing.collection.stages.unchanged import Unchanged
from briefing.collection.stages.work import Cancelled, TheirsError, Work
from briefing.late import dataclass
from briefing.model import Problem, SyncReport
from briefing.store.catalogue.catalogue import Catalogue
from briefing.version import __version__

FIRST_BATCH, LARGEST_BATCH = 2_000, 4_000
"""Articles that are read before their text is made searchable, at first and at most."""


class Sync(Work):
    """One run; for its arguments see :class:`briefing.collection.stages.work.Work`."""

    stages: Sequence[Stage]
    """What is run, in order: :data:`STAGES`."""
    _searchable = 0
    """Articles of this run that were put into the index while files were read."""
    _batch = FIRST_BATCH

    def run(self, *, analysis: bool = True) -> SyncReport:
        """Run all stages, or those of the text alone, and return what changed and what is wrong."""
        start = time.perf_counter()
        try:
            with self.catalogue.much_at_hand():
                self._run([stage for stage in self.stages if analysis or not stage.analysis])
        except Cancelled:
            pass
        except TheirsError as stopped:
            raise stopped.error from None
        return SyncReport(
            articles=self.catalogue.count(),
            added=self.added,
            changed=self.changed,
            removed=self.removed,
            seconds=round(time.perf_counter() - start, 6),
            timings={stage: round(seconds, 6) for stage, seconds in self.timings.items()},
            problems=problems(self.catalogue),
            costs=self.meter.costs(),
        )

    def _run(self, stages: Sequence[Stage]) -> None:
        """Run these stages, unless nothing has changed since all of them had nothing left to do."""
        unchanged = Unchanged(self, lambda: (f"{stage.name} {stage.signed()}" for stage in STAGES))
        with self.meter.stage(stages[0].name):
            nothing_to_do = unchanged.holds()
        if nothing_to_do:
            self.through = True
            self.tell("ingest", 0, 0)
            return
        unchanged.forget()
        self._try_again()
        self._each_stage(stages)
        if len(stages) == len(self.stages):
            unchanged.note()

    def _each_stage(self, stages: Iterable[Stage]) -> None:
        for stage in stages:
            with self.meter.stage(stage.name):
                stage.run(self)

    def articles_stored(self) -> None:
        """Make a large folder searchable by batches while it is read; each is twice the last, as the index grows with them."""
        stored = self.added + self.changed
        if stored - self._searchable >= self._batch:
            self.stage("index")
            self._searchable, self._batch = stored, min(2 * self._batch, LARGEST_BATCH)

    def stage(self, name: str) -> None:
        """Run one stage alone."""
        with self.meter.stage(name):
            next(stage for stage in self.stages if stage.name == name).run(self)

    def signed(self, part: str) -> str:
        """Return the version by which a part of a stage works now."""
        return next(stage.signed() for stage in STAGES if part in stage.parts)

    def _try_again(self) -> None:
        """What failed by another version of its stage, or of the program, is done again."""
        failed = self.catalogue.failed
        if failed.there():
            old = failed.of_other_versions({name: stage.signed() for stage in STAGES for name in stage.parts})
            with self.catalogue.transaction():
                for name, key in old:
                    failed.try_again(name, key)


def _version_of(module: str, name: str) -> Callable[[], object]:
    """Return what gives a version, loading nothing before it is asked."""
    return lambda: getattr(importlib.import_module(module), name)


def _of(module: str, name: str) -> Callable[[Work], None]:
    """Return a function of a stage, whose module is loaded when the stage runs."""
    return lambda work: getattr(importlib.import_module(f"briefing.collection.stages.{module}"), name)(work)


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the work: what it needs, by which rules it works, and what an article lacks on which it fails.

    ``analysis``: it is left out where only the text is wanted. ``parts``: what can fail in it by itself, with what is missing then.
    """

    name: str
    needs: tuple[str, ...]
    version: Callable[[], object]
    run: Callable[[Work], None]
    parts: Mapping[str, str]
    analysis: bool = True

    def signed(self) -> str:
        """Return the version of the stage and of the program: with another one, what failed is tried again."""
        return f"{__version__} {self.version()}"


_ANALYSIS = _version_of("briefing.analysis", "VERSION")
_JOINING = _version_of("briefing.collection.stages.linking", "VERSION")
STAGES = (
    Stage("files", (), _version_of("briefing.ingest", "VERSION"), _of("files", "run"), {"files": ""}, analysis=False),
    Stage("index", ("files",), lambda: "", _of("index", "put_texts"), {"index": "search"}, analysis=False),
    Stage("analysis", ("files",), _ANALYSIS, _of("analysis", "run"), {"quotations": "its quotations", "names": "its names"}),
    Stage("joining", ("analysis",), _JOINING, _of("joining", "run"), {
        "entities": "its names beside those of other articles", "statements": "its quotations beside those of other articles",
    }),
    Stage("facts", ("index", "joining"), _version_of("briefing.collection.stages.index_input", "FACTS_VERSION"), _of("index", "put_facts"), {
        "facts": "search by its quotations, speakers and names",
    }),
    Stage("differences", ("joining",), _version_of("briefing.analysis.comparison.discrepancies", "VERSION"), _of("differences", "run"), {
        "differences": "what it disagrees on with others",
    }),
    Stage("coverage", ("joining",), _version_of("briefing.collection.coverage", "VERSION"), _of("coverage", "run"), {}),
    Stage("stories", ("files", "joining"), _version_of("briefing.analysis.stories", "VERSION"), _of("stories", "run"), {"stories": "its story"}),
)  # fmt: skip

Sync.stages = STAGES


AGAIN = "it is tried again when the file or the program changes, or by: briefing index --rebuild"


def problems(catalogue: Catalogue) -> tuple[Problem, ...]:
    """Return what could not be read of the files, what of very long articles is not analysed, and where a stage failed; by path."""
    from briefing.analysis import limits

    listed = catalogue.problems()
    listed += [Problem(path, limits.reason()) for path in catalogue.longer_than(limits.ANALYSED)]
    listed += [Problem(path, line) for path, line in failures(catalogue).items()]
    return tuple(sorted(listed, key=lambda problem: problem.path))


def failures(catalogue: Catalogue) -> dict[str, str]:
    """Return one line on each article on which a stage failed, by path: what is missing of it, and why."""
    missing = {part: words for stage in STAGES for part, words in stage.parts.items()}
    lines: dict[str, str] = {}
    for path, failed in itertools.groupby(catalogue.failed.listed(), key=lambda row: row[0]):
        whys: dict[str, list[str]] = {}
        for _, part, why in failed:
            whys.setdefault(why, []).append(missing.get(part, part))
        lines[path] = _line(whys)
    return lines


def _line(whys: Mapping[str, Sequence[str]]) -> str:
    """Return what is missing of an article, by why."""
    if any("" in parts for parts in whys.values()):
        return f"cannot be read ({next(iter(whys))}); {AGAIN}"
    said = "; ".join(f"{', '.join(parts)} ({why})" for why, parts in whys.items())
    return f"could not be worked through: without {said}; all else is there; {AGAIN}"
