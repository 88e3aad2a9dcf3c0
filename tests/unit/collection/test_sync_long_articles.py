"""Very long articles and an analysis that is stopped: the others never wait, and no article is looked at twice."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest

from briefing import Collection, ingest
from briefing.analysis import limits, pipeline
from briefing.cli.main import run
from briefing.collection.stages import work
from briefing.model import Document

SAID = "The {0} stays\n\n“The {0} stays where it is,” said Mara Lindqvist on Thursday.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    for name in ("ferry", "mill", "weir"):
        (made / f"{name}.txt").write_text(SAID.format(name))
    (made / "a-flood.txt").write_text(SAID.format("flood") + "\n" + "Water rose and fell again. " * 16_000)
    past = time.time() - 100
    for file in made.iterdir():
        os.utime(file, (past, past))  # old enough that nobody looks at it twice
    return made


@pytest.fixture
def analysed(monkeypatch: pytest.MonkeyPatch, in_this_process: None) -> list[str]:
    """The paths of the articles that were analysed, in order."""
    seen: list[str] = []
    real = pipeline.analyse

    def noted(document: Document) -> pipeline.Analysed:
        seen.append(document.article.path)
        return real(document)

    monkeypatch.setattr(pipeline, "analyse", noted)
    return seen


def test_the_longest_article_comes_last_and_is_listed_under_problems(
    folder: Path, analysed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["-C", str(folder), "index", "--json"]) == 0
    assert analysed[-1] == "a-flood.txt"
    out, err = capsys.readouterr()
    (problem,) = json.loads(out)["problems"]
    assert problem == {"path": "a-flood.txt", "reason": limits.reason()}
    assert f"a-flood.txt: {problem['reason']}\n" in err


def test_the_rest_of_a_long_article_is_found_by_search(folder: Path) -> None:
    with (folder / "a-flood.txt").open("a") as file:
        file.write("\n\nBehind it all stood a heron.\n")
    with Collection.open(folder) as collection:
        assert [hit.path for hit in collection.search("heron").hits] == ["a-flood.txt"]


def test_who_is_stopped_keeps_what_was_found_and_goes_on_there(
    folder: Path, analysed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped_after(count: int) -> Any:
        return lambda: len(analysed) >= count

    for count in (1, 2, 3):
        with Collection.open(folder, sync=False) as collection:
            collection.sync(cancelled=stopped_after(count))
        assert len(analysed) == count
    with Collection.open(folder) as collection:
        assert len(collection.quotations()) == 4
    assert sorted(analysed) == ["a-flood.txt", "ferry.txt", "mill.txt", "weir.txt"]


def test_what_takes_long_is_stored_at_once(folder: Path, analysed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "DEAR", 0.0)
    real = pipeline.analyse

    def killed_at_the_third(document: Document) -> pipeline.Analysed:
        if len(analysed) == 2:
            raise KeyboardInterrupt
        return real(document)

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "analyse", killed_at_the_third)
        with Collection.open(folder, sync=False) as collection, pytest.raises(KeyboardInterrupt):
            collection.sync()
    with Collection.open(folder):
        pass
    assert len(analysed) == len(set(analysed)) == 4


def test_who_is_stopped_while_files_are_read_keeps_what_was_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch, in_this_process: None
) -> None:
    read: list[str] = []
    real = ingest.read

    def noted(root: Path, path: str) -> ingest.Reading:
        read.append(path)
        return real(root, path)

    monkeypatch.setattr(ingest, "read", noted)
    for count in (1, 2, 3):
        with Collection.open(folder, sync=False) as collection:
            assert collection.sync(cancelled=lambda count=count: len(read) >= count).articles == count
    with Collection.open(folder) as collection:
        assert len(collection.articles()) == 4
    assert sorted(read) == ["a-flood.txt", "ferry.txt", "mill.txt", "weir.txt"]
