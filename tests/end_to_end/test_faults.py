"""One article never stops a folder: whatever a stage does over one article, the others are right, and one line says what is missing."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import stage_faults

from briefing import Collection
from briefing.analysis.coreference.across_articles import Resolver
from briefing.analysis.statements.grouping import Grouper
from briefing.analysis.stories import profile
from briefing.collection import sync as syncing
from briefing.collection import worker_pool as workers
from briefing.collection.stages import analysis, files, joining, work
from briefing.collection.stages import index_input as indexing
from briefing.index.segment.inverter import Inverter

SAID = "The old wheel has turned more than nine hundred times since the gates were opened this morning"
TEXT = "Wheel turns at {name}\n\nLINTWICK, May 6 — The mill at {name} turned on Tuesday.\n\n“{said},” said Jonas Pell of {name}.\n"
GOOD = ("alder", "birch", "cedar", "dogwood")
STAGES = {
    "files": "cannot be read",
    "index": "without search (",
    "quotations": "without its quotations (",
    "names": "without its names (",
    "entities": "without its names beside those of other articles (",
    "statements": "without its quotations beside those of other articles (",
    "facts": "without search by its quotations, speakers and names (",
    "stories": "without its story (",
}
WHY = {
    "raise": "IndexError: list index out of range",
    "memory": "it needs more memory than the limit allows",
    "deep": "it is nested too deeply",
    "hang": "longer than",
    "exit": "the process that worked on it was ended by it or by the system",
}
EVERYTHING = bool(os.environ.get("BRIEFING_TEST_EVERYTHING"))
HANGING = ("files", "names", "statements")
IN_PROCESSES = ("files", "quotations", "names")


def write(folder: Path, name: str, more: str = "") -> None:
    (folder / f"{name}.txt").write_text(TEXT.format(name=name.title(), said=SAID) + more, encoding="utf-8")
    past = time.time() - 100
    os.utime(folder / f"{name}.txt", (past, past))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    for name in GOOD:
        write(made, name)
    return made


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every stage does what an article asks for."""
    with workers.Workers(2) as pool:
        monkeypatch.setattr(workers, "SHARED", pool)
        monkeypatch.setattr(workers, "WAITING", 1.0)
        monkeypatch.setattr(files, "READ", "stage_faults:read")
        monkeypatch.setattr(analysis, "ANALYSE", "stage_faults:analyse")
        put_in(monkeypatch, Grouper, "add", "statements")
        put_in(monkeypatch, Resolver, "add", "entities")
        document, facts, told = Inverter.add_document, indexing.facts, profile.read
        monkeypatch.setattr(profile, "read", lambda d: stage_faults.fault("stories", d.text) or told(d))
        monkeypatch.setattr(
            Inverter, "add_document", lambda self, d: stage_faults.fault("index", d.body) or document(self, d)
        )
        monkeypatch.setattr(
            indexing, "facts", lambda c, n, id: stage_faults.fault("facts", (c.body(id) or ("",))[0]) or facts(c, n, id)
        )
        yield


def put_in(monkeypatch: pytest.MonkeyPatch, kind: Any, method: str, stage: str) -> None:
    real = getattr(kind, method)

    def put(self: Any, id: str, found: Any, text: str = "", *more: Any) -> Any:
        return stage_faults.fault(stage, text) or real(self, id, found, text, *more)

    monkeypatch.setattr(kind, method, put)


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """What hangs is ended soon."""
    for module, name in ((files, "READ_SECONDS"), (analysis, "ANALYSE_SECONDS"), (work, "STILL_SECONDS")):
        monkeypatch.setattr(module, name, 3.0)


def lines(collection: Collection) -> dict[str, str]:
    problems = [(problem.path, problem.reason) for problem in collection.problems()]
    assert len(problems) == len(dict(problems)), problems
    return dict(problems)


def good_is_right(collection: Collection) -> None:
    """The articles without a fault, as if there were no other."""
    names = {f"{name}.txt" for name in GOOD}
    assert {article.path for article in collection.articles()} >= names
    assert {hit.path for hit in collection.search("turned", limit=99).hits} >= names
    assert {hit.path for hit in collection.search("speaker:pell", limit=99).hits} >= names
    assert {quotation.path for quotation in collection.quotations() if quotation.text.startswith(SAID)} >= names
    assert {instance.path for instance in collection.statement("nine hundred times").instances} >= names
    (pell,) = [entity for entity in collection.entities() if entity.name == "Jonas Pell"]
    assert {mention.path for mention in pell.mentions} >= names


@pytest.mark.parametrize("kind", WHY)
@pytest.mark.parametrize("stage", STAGES)
def test_a_fault_costs_its_article_what_the_stage_gives(
    stage: str, kind: str, folder: Path, faulty: None, request: pytest.FixtureRequest
) -> None:
    if kind == "exit" and stage not in IN_PROCESSES:
        pytest.skip("the stage runs in this process")
    if kind == "hang":
        if stage not in HANGING and not EVERYTHING:
            pytest.skip("takes seconds: set BRIEFING_TEST_EVERYTHING")
        request.getfixturevalue("hurried")
    write(folder, "bad", "\n" + stage_faults.LINE.format(stage=stage, kind=kind) + "\n")
    with Collection.open(folder) as collection:
        good_is_right(collection)
        line = lines(collection)
        assert list(line) == ["bad.txt"]
        assert STAGES[stage] in line["bad.txt"]
        assert WHY[kind] in line["bad.txt"]
        assert "briefing index --rebuild" in line["bad.txt"]
        if stage != "files":
            assert "turned on Tuesday" in collection.document("bad.txt").text
            assert bool(collection.quotations("bad.txt")) == (stage != "quotations")
            assert collection.article("bad.txt").problems == (line["bad.txt"],)
            assert [a.path for a in collection.articles() if a.problems] == ["bad.txt"]
        if stage not in ("files", "index"):
            assert "bad.txt" in {hit.path for hit in collection.search("turned", limit=99).hits}


@pytest.mark.parametrize("stage", STAGES)
def test_what_failed_is_tried_again_when_the_file_or_the_program_changes(
    stage: str, folder: Path, faulty: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = "\n" + stage_faults.LINE.format(stage=stage, kind="raise") + "\n"
    write(folder, "bad", more)
    with Collection.open(folder) as collection:
        before = lines(collection)
    with monkeypatch.context() as patch:
        untouched(patch)
        with Collection.open(folder) as collection:
            assert lines(collection) == before
            good_is_right(collection)
    with monkeypatch.context() as patch:
        patch.setattr(syncing, "__version__", "another")
        mended(patch)
        with Collection.open(folder) as collection:
            assert lines(collection) == {}
            good_is_right(collection)
            assert "bad.txt" in {i.path for i in collection.statement("nine hundred times").instances}
            assert "bad.txt" in {hit.path for hit in collection.search("speaker:pell turned", limit=99).hits}
    write(folder, "bad")
    with Collection.open(folder) as collection:
        assert lines(collection) == {}
    write(folder, "bad", more)
    with Collection.open(folder) as collection:
        assert list(lines(collection)) == ["bad.txt"]
    write(folder, "bad")
    with Collection.open(folder) as collection:
        assert lines(collection) == {}
        assert len(collection.quotations("bad.txt")) == 1


def untouched(patch: pytest.MonkeyPatch) -> None:
    """Nobody may look at an article again."""
    patch.setattr(files, "READ", "operator:nothing")
    patch.setattr(analysis, "ANALYSE", "operator:nothing")
    patch.setattr(joining, "join", lambda *_: pytest.fail("nothing has changed"))
    patch.setattr(indexing, "facts", lambda *_: pytest.fail("nothing has changed"))


def mended(patch: pytest.MonkeyPatch) -> None:
    """The next version has no faults."""
    patch.setattr(files, "READ", "briefing.ingest:read")
    patch.setattr(analysis, "ANALYSE", "briefing.analysis.pipeline:analyse")
    patch.setattr(stage_faults, "_FAULTS", {"raise": lambda: None})


@pytest.mark.parametrize("stage", ["entities", "statements"])
def test_articles_that_only_together_cannot_be_joined_are_parted(
    stage: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each can be put in; what is made of all fails over some."""
    write(folder, "bad")
    write(folder, "worse")
    kind, method = (Resolver, "resolved") if stage == "entities" else (Grouper, "regroup")
    real = getattr(kind, method)

    def picky(self: Any, *rest: Any) -> Any:
        there = set(self.articles() if stage == "statements" else self._local)
        if there & unloved:
            raise KeyError("a pair that is not there")
        return real(self, *rest)

    with Collection.open(folder, sync=False) as collection:
        collection.sync(analysis=False)
        unloved = {collection.article(f"{name}.txt").id for name in ("bad", "worse")}
    monkeypatch.setattr(kind, method, picky)
    with Collection.open(folder) as collection:
        good_is_right(collection)
        assert {path: STAGES[stage] in line for path, line in lines(collection).items()} == {
            "bad.txt": True,
            "worse.txt": True,
        }


def test_both_parts_of_an_article_that_fail_are_one_line(folder: Path, faulty: None) -> None:
    write(
        folder,
        "bad",
        "".join(f"\n{stage_faults.LINE.format(stage=part, kind='raise')}\n" for part in ("quotations", "names")),
    )
    with Collection.open(folder) as collection:
        assert lines(collection) == {
            "bad.txt": "could not be worked through: without its names, its quotations (IndexError: list index out of range); "
            f"all else is there; {syncing.AGAIN}"
        }


def test_an_error_of_who_is_told_of_the_progress_is_theirs(folder: Path) -> None:
    def told(stage: str, _done: int, _total: int) -> None:
        if stage == "statements":
            raise KeyError("mill")

    with Collection.open(folder, sync=False) as collection:
        with pytest.raises(KeyError):
            collection.sync(progress=told)
        assert collection.sync().problems == ()


def test_stages_stand_behind_what_they_need() -> None:
    names = [stage.name for stage in syncing.STAGES]
    assert all(names.index(need) < names.index(stage.name) for stage in syncing.STAGES for need in stage.needs)
