"""The language model runs in a process of its own; without it the rules serve, and say so."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from briefing import Collection
from briefing.errors import ExtraMissingError
from briefing.model import Article, Document, Paragraph, SourceMap
from briefing.workers import Workers

TEXT = "Mary Brown of the Brackwater Trust flew to Norway."


def document() -> Document:
    return Document(
        Article("a", "a.txt"),
        TEXT,
        (Paragraph((0, len(TEXT)), (7, 7 + len(TEXT)), "body"),),
        SourceMap(((0, 7, len(TEXT)),)),
    )


@pytest.fixture
def model() -> None:
    if importlib.util.find_spec("spacy") is None:
        pytest.skip("the extra `entities` is not installed")


@pytest.mark.usefixtures("model")
def test_names_come_back_at_their_place() -> None:
    with Workers("briefing.analysis.names_model:recognise", count=1) as workers:
        (found,) = workers.map([(document(), "small")])
    by_text = {m.text: m for m in found}
    assert by_text["Mary Brown"].type == "person"
    assert by_text["Norway"].type == "place"
    for mention in found:
        assert TEXT[slice(*mention.span)] == mention.text
        assert mention.source_span == (mention.span[0] + 7, mention.span[1] + 7)


@pytest.mark.usefixtures("model")
def test_a_model_that_is_not_the_pinned_one_is_one_clear_line(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise ExtraMissingError("names by rules only: the language model is damaged; install briefing[entities] again")

    monkeypatch.setattr(Workers, "map", refused)
    with Collection.open(folder, home=tmp_path / "other") as collection:
        assert "Norway" in {e.name for e in collection.entities()}
        assert any("rules only" in notice for notice in collection.notices)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    (made / "a.txt").write_text(f"Brown flies to Norway\n\n{TEXT}\n")
    return made


def test_without_the_extra_the_rules_serve_and_say_so(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, package=None: None if name == "spacy" else real(name, package)
    )
    with Collection.open(folder, home=tmp_path / "other") as collection:
        assert "Norway" in {e.name for e in collection.entities()}
        assert any("briefing[entities]" in notice for notice in collection.notices)


@pytest.mark.usefixtures("model")
def test_the_model_is_asked_once_for_each_text(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[int] = []
    original = Workers.map
    monkeypatch.setattr(Workers, "map", lambda self, items: started.append(1) or original(self, items))
    with Collection.open(folder, home=tmp_path / "other") as collection:
        assert collection.notices == []
        assert started == [1]
        collection.sync()
        assert started == [1]
        assert "Mary Brown" in {e.name for e in collection.entities()}
