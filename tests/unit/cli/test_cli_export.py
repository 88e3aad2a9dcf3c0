"""The notebook as a file: words, notes, sources; an article that has left the folder keeps its citation."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefing import Collection
from briefing.cli.main import run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mill.txt").write_text(
        "The mill turns\n\nThe old mill at Brackwater turned again on Tuesday.\n", "utf-8"
    )
    with Collection.open(tmp_path) as collection:
        article = collection.article("mill.txt")
        clipping = collection.state.add_clipping(article, "turned again", (40, 52), citation="The mill turns, 2031")
        collection.state.set_note(clipping.id, "ask Pell")
    return tmp_path


def test_markdown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(folder), "export"]) == 0
    out = capsys.readouterr().out
    assert "turned again — ask Pell (1)" in out
    assert "1. The mill turns, 2031" in out


def test_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(folder), "export", "--json"]) == 0
    (clipping,) = json.loads(capsys.readouterr().out)["clippings"]
    assert set(clipping) == {"id", "article", "path", "text", "span", "note", "tags", "citation", "added"}


def test_article_gone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "mill.txt").unlink()
    assert run(["-C", str(folder), "export", "--style", "apa"]) == 0
    assert "The mill turns, 2031" in capsys.readouterr().out


def test_file(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    target = tmp_path_factory.mktemp("out") / "notebook.html"
    assert run(["-C", str(folder), "export", "-o", str(target), "--style", "apa"]) == 0
    assert "turned again" in target.read_text("utf-8")


def test_no_place(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(folder), "export", "-o", str(folder / "absent" / "x.md")]) == 2
    assert "cannot write" in capsys.readouterr().err
