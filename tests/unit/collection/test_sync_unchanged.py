"""A folder in which nothing has changed is opened without what reads, analyses, joins and searches: counted in modules."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing import Collection
from briefing.collection.stages import files, linking, stage_costs

OPENED = """
import sys
from briefing import Collection
with Collection.open(sys.argv[1]) as collection:
    assert [article.path for article in collection.articles()] == ["mill.txt"]
print(*sys.modules)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    path = made / "mill.txt"
    path.write_text("Mill turns\n\nThe mill turned on Tuesday, said Jonas Pell.\n\n“It turned,” he said.\n")
    return made


def test_an_unchanged_folder_loads_no_parser_no_analysis_and_no_index(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "RACY_NS", 0)  # else a file that was written just now is looked at again
    with Collection.open(folder) as collection:
        collection.sync()
    done = subprocess.run([sys.executable, "-c", OPENED, str(folder)], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "briefing.ingest.walk" in loaded
    heavy = {
        "briefing.ingest.read_file", "briefing.ingest.build_document", "briefing.collection.worker_pool", "briefing.analysis.entities.recogniser",
        "briefing.analysis.quotations.extract", "briefing.analysis.statements.grouping", "briefing.index.index", "whoosh", "numpy", "rapidfuzz",
        "yaml", "textual", "rich", "zipfile",
    }  # fmt: skip
    assert loaded.isdisjoint(heavy), loaded & heavy


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The stages that are run."""
    run: list[str] = []
    real = stage_costs.Meter.stage

    def told(meter: stage_costs.Meter, name: str) -> Any:
        run.append(name)
        return real(meter, name)

    monkeypatch.setattr(stage_costs.Meter, "stage", told)
    monkeypatch.setattr(files, "RACY_NS", 0)
    return run


def synced(collection: Collection, asked: list[str]) -> bool:
    """Bring the folder up to date; return whether any stage but the look at the files was run."""
    asked.clear()
    collection.sync()
    return set(asked) != {"files"}


@pytest.mark.usefixtures("in_this_process")
def test_of_an_unchanged_folder_only_the_files_are_listed(folder: Path, asked: list[str]) -> None:
    with Collection.open(folder) as collection:
        assert synced(collection, asked), "the run before has read something"
        assert not synced(collection, asked)
    with Collection.open(folder, sync=False) as collection:
        assert not synced(collection, asked)


def add(folder: Path, collection: Collection) -> None:
    (folder / "weir.txt").write_text("Weir holds\n\nThe weir held on Friday, said Ida Krol.\n")


def change(folder: Path, collection: Collection) -> None:
    (folder / "mill.txt").write_text("Mill halts\n\nThe mill halted on Friday, said Jonas Pell.\n")


def remove(folder: Path, collection: Collection) -> None:
    (folder / "mill.txt").unlink()


def note(folder: Path, collection: Collection) -> None:
    (folder / "mill.txt.source.yaml").write_text("outlet: The Quay\n")


def correct(folder: Path, collection: Collection) -> None:
    collection.edit_entity("rename", collection.entities()[0].id, target="Jon Pell")


def lose_the_index(folder: Path, collection: Collection) -> None:
    collection._session.catalogue.forget_index()


def new_rules(folder: Path, collection: Collection) -> None:
    linking.VERSION += 1


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize(
    "happens", [add, change, remove, note, correct, lose_the_index, new_rules], ids=lambda each: each.__name__
)
def test_whatever_changes_is_looked_at(
    happens: Callable[[Path, Collection], None], folder: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linking, "VERSION", linking.VERSION)
    with Collection.open(folder) as collection:
        collection.sync()
        assert not synced(collection, asked)
        happens(folder, collection)
        assert synced(collection, asked)
        collection.sync()
        assert not synced(collection, asked)
        assert collection.status() == ("complete" if collection.articles() else "empty")


@pytest.mark.usefixtures("in_this_process")
def test_a_file_that_came_and_went_between_two_looks_is_not_kept(folder: Path, asked: list[str]) -> None:
    with Collection.open(folder) as collection:
        collection.sync()
        add(folder, collection)
        collection.sync(named=["weir.txt"])
        (folder / "weir.txt").unlink()
        collection.sync()
        assert [article.path for article in collection.articles()] == ["mill.txt"]


@pytest.mark.usefixtures("in_this_process")
def test_what_was_not_finished_is_gone_on_with(folder: Path, asked: list[str]) -> None:
    with Collection.open(folder, sync=False) as collection:
        collection.sync(analysis=False)
        collection.sync(analysis=False)
        assert synced(collection, asked)
        assert collection.status() == "complete"
