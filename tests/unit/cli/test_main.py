"""Calling the program: folders, options, exit statuses, and ends without a traceback."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from briefing.cli.commands import SUMMARIES
from briefing.cli.main import run, split
from briefing.errors import FolderError

ROOT = Path(__file__).resolve().parents[3]


def opened(collection: Any) -> str:
    return next(path for name, (path, _) in [c for c in collection.calls if c[0] == "open"])


# --- which folder -------------------------------------------------------------------------------------------------------


def test_a_named_folder(briefing: Any, collection: Any) -> None:
    briefing("list", "-C", "/somewhere", folder=False)
    assert opened(collection) == "/somewhere"


def test_the_folder_may_stand_before_or_after_the_command(briefing: Any, collection: Any) -> None:
    briefing("-C", "/somewhere", "list", folder=False)
    assert opened(collection) == "/somewhere"


def test_articles_below_the_current_folder_come_first(briefing: Any, collection: Any, tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "a.txt").write_text("x")
    briefing("list", folder=False)
    assert opened(collection) == "articles"


def test_then_the_current_folder_if_it_holds_articles(briefing: Any, collection: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    briefing("list", folder=False)
    assert opened(collection) == "."


def test_a_readme_is_no_article(briefing: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.collection.facade.last_folder", lambda: None)
    (tmp_path / "README.md").write_text("x")
    result = briefing("list", folder=False)
    assert result.status == 2
    assert "briefing --sample" in result.err


def test_then_the_folder_that_was_open_last(briefing: Any, collection: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.collection.facade.last_folder", lambda: Path("/last"))
    briefing("list", folder=False)
    assert opened(collection) == "/last"


def test_the_sample_articles(briefing: Any, collection: Any) -> None:
    briefing("list", "--sample", folder=False)
    assert Path(opened(collection), "01-npa-tide-mill.txt").exists()


def test_the_doctor_needs_no_folder_unless_one_is_named(
    briefing: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("briefing.collection.facade.last_folder", lambda: None)
    found = briefing("doctor", "--json", folder=False)
    assert found.status == 0
    assert found.json["paths"]["folder"] is None
    assert any("no articles here" in notice for notice in found.json["notices"])
    monkeypatch.undo()
    err = io.StringIO()
    assert run(["doctor", "-C", str(tmp_path / "absent")], io.StringIO(), err) == 2


# --- options ------------------------------------------------------------------------------------------------------------


def test_every_command_syncs_unless_told_not_to(briefing: Any, collection: Any) -> None:
    briefing("list")
    assert ("sync", {"analysis": True, "rebuild": False}) in collection.calls
    collection.calls.clear()
    briefing("list", "--no-sync")
    assert not [c for c in collection.calls if c[0] == "sync"]


def test_index_options(briefing: Any, collection: Any) -> None:
    briefing("index", "--text-only")
    assert ("sync", {"analysis": False, "rebuild": False}) in collection.calls
    briefing("index", "--rebuild")
    assert ("sync", {"analysis": True, "rebuild": True}) in collection.calls
    assert briefing("index", "--no-sync").status == 2


def test_compare_takes_a_pivot(briefing: Any, collection: Any) -> None:
    briefing("compare", "wheel", "--pivot", "q1")
    assert ("compare", ("wheel", "q1")) in collection.calls


def test_the_collection_is_always_closed(briefing: Any, collection: Any) -> None:
    briefing("show", "zz")
    assert collection.calls[-1][0] == "close"


@pytest.mark.parametrize(
    ("words", "command"),
    [
        (["list"], "list"),
        (["-C", "list", "show", "x"], "show"),
        (["--json", "list"], "list"),
        (["./list"], None),
        (["--", "list"], None),
        (["folder", "list"], None),
        ([], None),
        (["-C", "list"], None),
    ],
)
def test_the_first_word_that_is_no_option_decides(words: list[str], command: str | None) -> None:
    assert split(words)[0] == command


@pytest.mark.parametrize(
    "words",
    [
        ["list", "--nonsense"],
        ["list", "--js"],
        ["search"],
        ["search", "x", "--limit", "0"],
        ["search", "x", "--sort", "size"],
        ["statements", "--min-articles", "x"],
        ["entities", "--type", "dog"],
        ["cite"],
        ["cite", "a1", "--style", "har\x1b[31mvard"],
        ["index", "--rebuild", "--text-only"],
        ["--json"],
        ["one", "two"],
    ],
)
def test_a_bad_call_is_one_line_and_status_2(briefing: Any, words: list[str]) -> None:
    result = briefing(*words, folder=False)
    assert result.status == 2
    assert result.out == ""
    assert len(result.err.splitlines()) == 1
    assert "\x1b" not in result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize(
    "words", [["show", "zz"], ["cite", "zz"], ["compare", "zz"], ["quotes", "zz"], ["entities", "zz"]]
)
def test_something_absent_is_status_1(briefing: Any, words: list[str]) -> None:
    result = briefing(*words)
    assert (result.status, result.out) == (1, "")
    assert "briefing: no " in result.err


def test_a_folder_that_is_not_there_is_status_2(tmp_path: Path) -> None:
    err = io.StringIO()
    assert run(["list", "-C", str(tmp_path / "no\x1b[31mne")], io.StringIO(), err) == 2
    assert "there is no folder" in err.getvalue()
    assert "\x1b" not in err.getvalue()


@pytest.mark.parametrize(
    ("word", "hint"),
    [("lst", "briefing list"), ("entites", "briefing entities"), ("help", "briefing --help"), ("press", "")],
)
def test_a_mistyped_command_is_recognised(
    word: str, hint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    err = io.StringIO()
    assert run([word], io.StringIO(), err) == 2
    assert f"there is no folder {word}" in err.getvalue()
    assert err.getvalue().rstrip().endswith(f"did you mean {hint}") if hint else "did you mean" not in err.getvalue()


# --- ends ---------------------------------------------------------------------------------------------------------------


def test_an_unforeseen_error_is_one_line(briefing: Any, collection: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(collection), "articles", lambda self: 1 / 0)
    result = briefing("list")
    assert result.status == 2
    assert result.err.splitlines()[-1].startswith("briefing: cannot go on: division by zero (ZeroDivisionError;")
    assert "Traceback" not in result.err


def test_an_interrupt_is_quiet(briefing: Any, collection: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(self: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(type(collection), "articles", interrupted)
    assert briefing("list").status == 130


def test_a_full_disk_is_one_line(collection: Any) -> None:
    class Full(io.StringIO):
        def write(self, _: str) -> int:
            raise OSError(28, "No space left on device")

    err = io.StringIO()
    assert run(["list", "-C", "."], Full(), err) == 2
    assert err.getvalue().splitlines()[-1] == "briefing: cannot go on: No space left on device"


def test_a_closed_pipe_is_quiet(collection: Any) -> None:
    class Closed(io.StringIO):
        def write(self, _: str) -> int:
            raise BrokenPipeError

    err = io.StringIO()
    assert run(["list", "-C", "."], Closed(), err) == 0
    assert "Traceback" not in err.getvalue()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_terminal_without_unicode_gets_plain_marks(collection: Any, encoding: str) -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding=encoding)
    assert run(["compare", "-C", ".", "wheel"], out, io.StringIO()) == 0
    out.flush()
    text = raw.getvalue().decode(encoding)
    assert "= Coast & Quay" in text
    assert "[-is-] {+9+} still" in text
    assert text.splitlines()[3].startswith("o pond")
    raw.truncate(0)
    assert run(["statements", "-C", ".", "--json"], out, io.StringIO()) == 0


# --- the reader ---------------------------------------------------------------------------------------------------------


def test_without_a_terminal_the_reader_names_the_commands(briefing: Any) -> None:
    result = briefing()
    assert result.status == 2
    for equivalent in ("briefing list", "briefing search", "briefing show", "--plain"):
        assert equivalent in result.err


def test_on_a_terminal_the_reader_opens_the_folder(
    briefing: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import types

    calls: list[Any] = []
    module = types.ModuleType("briefing.tui.app")
    module.run = lambda folder, **options: calls.append((str(folder), options)) or 0  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "briefing.tui.app", module)
    monkeypatch.setattr("briefing.cli.main._can_draw", lambda: True)
    (tmp_path / "press").mkdir()
    assert briefing("press", folder=False).status == 0
    assert briefing("--no-sync").status == 0
    assert calls == [("press", {"sync": True}), (".", {"sync": False})]
    assert briefing("absent", folder=False).status == 2


def test_errors_of_the_reader_are_one_line(briefing: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import types

    def broken(folder: Any, **_: Any) -> int:
        raise FolderError("the folder went away")

    module = types.ModuleType("briefing.tui.app")
    module.run = broken  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "briefing.tui.app", module)
    monkeypatch.setattr("briefing.cli.main._can_draw", lambda: True)
    result = briefing()
    assert (result.status, result.err) == (2, "briefing: the folder went away\n")


# --- help ---------------------------------------------------------------------------------------------------------------


def test_help_names_every_command_and_nothing_that_does_not_work_yet(briefing: Any) -> None:
    result = briefing("--help", folder=False)
    assert result.status == 0
    for name in SUMMARIES:
        assert f"\n  {name} " in result.out
    modules = {path.stem for path in (ROOT / "briefing" / "cli" / "commands").rglob("*.py")} - {"__init__"}
    assert modules == set(SUMMARIES)


@pytest.mark.parametrize("name", sorted(SUMMARIES))
def test_every_command_has_help(briefing: Any, name: str) -> None:
    result = briefing(name, "--help", folder=False)
    assert result.status == 0
    assert "--json" in result.out


def test_the_version(briefing: Any) -> None:
    from briefing.version import __version__

    assert briefing("--version", folder=False).out == f"briefing {__version__}\n"


def test_styles_and_formats_of_cite_are_those_of_the_citations() -> None:
    from briefing import citations
    from briefing.cli.commands import cite

    assert (cite.STYLES, cite.FORMATS) == (citations.STYLES, citations.FORMATS)


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["search", "--help"]])
def test_help_loads_nothing_heavy(words: list[str], tmp_path: Path) -> None:
    code = (
        "import sys; from briefing.cli.main import run; status = run(sys.argv[1:]); "
        "heavy = {'textual', 'whoosh', 'numpy', 'rich', 'pyperclip', 'yaml', 'rapidfuzz', 'sqlite3'} & set(sys.modules); "
        "print(sorted(heavy), file=sys.stderr); sys.exit(status)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        capture_output=True,
        text=True,
        env=environment,
        cwd=tmp_path,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr.strip()) == (0, "[]")
