"""What release 0.1 left behind opens in this version: what a person made is all there, and what was derived is made anew.

``tests/data/release_0_1`` holds two articles and the home that the release wrote for them; in its state file the folder is
called ``/articles``.
"""

from __future__ import annotations

import os
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from briefing import Collection
from briefing.cli.main import run
from briefing.model import SavedSearch
from briefing.paths import Places

RELEASE = Path(__file__).resolve().parents[2] / "data" / "release_0_1"
REBUILT = "the cache was written by another version of briefing; it is rebuilt from your files"


@pytest.fixture
def folder(tmp_path: Path, home: Path) -> Path:
    """A copy of the articles, with the home that the release wrote put in this test's place."""
    made = tmp_path / "articles"
    made.mkdir()
    for file in (RELEASE / "articles").iterdir():
        (made / file.name).write_bytes(file.read_bytes())
    cache = Places.find(home).for_folder(made)
    with zipfile.ZipFile(RELEASE / "home.zip") as packed:
        for name in packed.namelist():
            inside, _, rest = name.partition("/")
            target = (cache if inside == "cache" else home / inside) / rest
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            target.write_bytes(packed.read(name))
    with closing(sqlite3.connect(home / "data" / "state.db")) as state, state:
        state.execute("UPDATE folder SET path = ?", (os.fsencode(os.path.realpath(made)),))
    return made


def test_the_state_opens_with_everything_in_it(folder: Path) -> None:
    with Collection.open(folder) as collection:
        mill, ferry = collection.article("mill.txt"), collection.article("ferry.txt")
        state = collection.state
        assert state.read_ids() == {ferry.id}
        assert state.starred_ids() == {mill.id}
        assert state.marks() == {"a": (ferry.id, 40)}
        assert state.saved_searches() == [SavedSearch("gates", '"oak gates"')]
        assert state.history() == ["ferry", "oak"]
        assert state.session() == {"article": mill.id, "panes": ["list", "article"]}
        (clipping,) = state.clippings()
        assert (clipping.article, clipping.path, clipping.note) == (mill.id, "mill.txt", "ask about the gates")
        assert clipping.text == "The oak gates held, and they will hold for another century,"
        assert clipping.citation
        assert collection.document(mill.id).text[slice(*clipping.span)] == clipping.text
        assert collection.quotation(clipping.quotation or "").text == clipping.text


def test_corrections_of_names_hold(folder: Path) -> None:
    with Collection.open(folder) as collection:
        assert [edit.action for edit in collection.entity_edits()] == ["rename", "merge", "hide"]
        names = {entity.name: [alias.text for alias in entity.aliases] for entity in collection.entities()}
        assert "Jonas Pell" in names["Jonas B. Pell"]
        assert "Harbour Council" in names["Brackwater Water Board"]
        assert not {"Harbour Council", "Jonas Pell", "SKARVIK", "Skarvik"} & names.keys()
        assert collection.search('entity:"Jonas B. Pell"').total == 2


def test_the_cache_is_rebuilt_with_one_notice(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(folder), "list"]) == 0
    shown = capsys.readouterr()
    assert shown.err.count(REBUILT) == 1
    assert shown.err.count("'names' is no longer a setting") == 1
    assert len(shown.err.splitlines()) == 2
    assert "Ferry stays where it is" in shown.out
    with Collection.open(folder) as collection:
        assert REBUILT not in collection.notices
        assert collection.status() == "complete"
        assert collection.search("gates").total == 2
