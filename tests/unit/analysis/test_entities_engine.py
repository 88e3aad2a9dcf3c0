"""The spaCy tier: pinned by hash, loaded late, and never silently worse."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from briefing.analysis import entities, spacy_engine
from briefing.errors import ExtraMissingError
from briefing.model import Article, Document, Paragraph


def document(text: str) -> Document:
    return Document(Article("a1", "a.txt"), text, (Paragraph((0, len(text)), None, "body"),))


@pytest.fixture
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spacy_engine, "find_spec", lambda name: None)


@pytest.mark.usefixtures("no_model")
def test_without_the_extra_auto_serves_the_rules_and_says_so() -> None:
    engine = entities.engine("auto")
    assert engine.name == "rules"
    assert "install briefing[entities]" in engine.notice
    assert "\n" not in engine.notice
    assert [m.text for m in engine.recognise(document("Ada Krol left."))] == ["Ada Krol"]


@pytest.mark.usefixtures("no_model")
def test_without_the_extra_spacy_by_name_is_an_error_that_says_what_to_install() -> None:
    with pytest.raises(ExtraMissingError, match=r"install briefing\[entities\]"):
        entities.engine("spacy")


def test_a_damaged_or_replaced_model_is_refused_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / spacy_engine.MODEL_FOLDER
    for name in spacy_engine.PINNED:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"something else")

    class Spec:
        submodule_search_locations = (str(tmp_path),)

    monkeypatch.setattr(spacy_engine, "find_spec", lambda name: Spec())
    engine = entities.engine("auto")
    assert engine.name == "rules"
    assert "damaged" in engine.notice


def test_choosing_an_engine_imports_no_spacy() -> None:
    code = (
        "import sys; from briefing.analysis import entities; entities.engine('auto'); sys.exit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def _installed() -> bool:
    try:
        spacy_engine.model_folder()
    except ExtraMissingError:
        return False
    return True


@pytest.mark.skipif(not _installed(), reason="the extra briefing[entities] is not installed")
class TestWithTheModel:
    @pytest.fixture(scope="class")
    @staticmethod
    def engine() -> entities.Engine:
        return entities.engine("spacy")

    def test_the_version_names_rules_and_model(self, engine: entities.Engine) -> None:
        assert engine.name == "spacy"
        assert entities.RULES_VERSION in engine.version
        assert spacy_engine.PINNED["ner/model"][:8] in engine.version

    def test_it_finds_what_the_rules_find(self, engine: entities.Engine) -> None:
        found = engine.recognise(document("Prime Minister Ada Krol said Norway’s harbours were safe."))
        assert [(m.text, m.type) for m in found] == [("Ada Krol", "person"), ("Norway", "place")]

    def test_many_documents_come_back_in_order(self, engine: entities.Engine) -> None:
        articles = [document(f"{name} was quiet.") for name in ("Oslo", "Norway", "")]
        assert [[m.text for m in found] for found in engine.recognise_many(articles)] == [["Oslo"], ["Norway"], []]

    def test_a_very_long_paragraph_is_cut_and_keeps_its_offsets(self, engine: entities.Engine) -> None:
        text = "It rained again. " * 1500 + "Ada Krol left Norway."
        article = document(text)
        found = engine.recognise(article)
        assert [m.text for m in found][-2:] == ["Ada Krol", "Norway"]
        assert all(text[m.span[0] : m.span[1]] == m.text for m in found)
