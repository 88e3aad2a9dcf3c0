"""``briefing watch``: what it prints, its exit status, and what it leaves behind. Made for cron."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing.cli.commands import watch
from briefing.cli.main import run
from briefing.file_lock import locked
from briefing.paths import Places

Ask = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text(
        "Ferry\n\nThe ferry to Karmouth sails again, Elena Brinwick said on Monday.\n", "utf-8"
    )
    return tmp_path


@pytest.fixture
def ask(folder: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    def asked(*words: str) -> tuple[int, str, str]:
        status = run(["-C", str(folder), "watch", *words])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return asked


def new_article(folder: Path, name: str = "two.txt") -> None:
    (folder / name).write_text("Ferry late\n\nThe ferry was an hour late, a clerk said.\n", "utf-8")


def test_nothing_is_watched(ask: Ask) -> None:
    status, out, err = ask()
    assert (status, out) == (1, "")
    assert "--search" in err


def test_from_the_first_look_to_nothing_new(folder: Path, ask: Ask) -> None:
    assert ask("--search", "ferry")[0] == 0
    status, out, err = ask()
    assert (status, err) == (0, "")
    assert out.splitlines()[0] == "ferry  1 article so far"
    assert ask() == (1, "", "")
    new_article(folder)
    status, out, err = ask("--peek")
    assert (status, err) == (0, "")
    assert out.startswith("ferry  1 new of 2 articles since ")
    assert ask("--peek")[1] == out
    assert ask()[1] == out
    assert ask() == (1, "", "")


def test_json_has_the_same_shape_whether_something_is_new_or_not(folder: Path, ask: Ask) -> None:
    ask("--search", "ferry", "--entity", "Elena Brinwick")
    answers: list[tuple[int, Any]] = [(status, json.loads(out)) for status, out, _ in (ask("--json"), ask("--json"))]
    assert [(status, answer["new"]) for status, answer in answers] == [(0, 1), (1, 0)]
    first, second = (answer["watched"] for _, answer in answers)
    assert [each["label"] for each in first] == ["Elena Brinwick", "ferry"]
    assert [each.keys() for each in first] == [each.keys() for each in second]
    assert (first[1]["first"], first[1]["since"], second[1]["first"]) == (True, None, False)
    assert first[1]["stories"][0]["articles"][0]["path"] == "one.txt"


def test_only_some_subjects_are_looked_at(folder: Path, ask: Ask) -> None:
    ask("--search", "ferry", "--search", "clerk")
    ask()
    new_article(folder)
    assert ask("clerk")[0] == 0
    status, out, _ = ask()
    assert (status, out.splitlines()[0].split("  ")[0]) == (0, "ferry")
    assert ask("harbour")[0] == 2


def test_list_and_stop(ask: Ask) -> None:
    ask("--search", "ferry", "--entity", "Elena Brinwick")
    assert ask("--list")[1].splitlines() == ["Elena Brinwick  name", "ferry"]
    assert ask("--stop", "ferry")[0] == 0
    assert ask("--list")[1].splitlines() == ["Elena Brinwick  name"]
    assert ask("--stop", "ferry")[0] == 2


def test_a_look_under_way_is_waited_for(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    ask("--search", "ferry")
    monkeypatch.setattr(watch, "WAIT", 0.0)
    with locked(Places.find(None).data / "watch.lock", wait=0.0):
        status, out, err = ask()
    assert (status, out) == (2, "")
    assert "still at work" in err
    assert ask()[0] == 0


def test_what_could_not_be_printed_was_not_seen(folder: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    ask("--search", "ferry")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("briefing.cli.output.Output.flush", full)
        assert ask()[0] == 2
    assert ask()[1].startswith("ferry  1 article so far")


def test_what_cannot_be_read_any_more_is_one_line(ask: Ask, folder: Path) -> None:
    from briefing import Collection
    from briefing.model import Subject

    with Collection.open(folder) as collection:
        collection.state.watch(Subject("search", "bridge(", "bridges"))
        collection.state.watch(Subject("search", "ferry", "ferry"))
    status, out, err = ask()
    assert (status, out.splitlines()[0]) == (0, "ferry  1 article so far")
    assert err.count("\n") == 1
    assert "bridges: " in err


def test_a_state_that_takes_nothing_says_so(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing.store.state.state_file import StateFile

    ask("--search", "ferry")

    def refuse(self: StateFile) -> Any:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(StateFile, "_private", refuse)
    for _ in range(2):
        status, out, err = ask()
        assert (status, out.splitlines()[0]) == (0, "ferry  1 article so far")
        assert "the last look is not kept" in err
        assert "Traceback" not in err


def test_an_empty_folder(tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path_factory.mktemp("empty")
    assert run(["-C", str(folder), "watch", "--search", "ferry"]) == 0
    capsys.readouterr()
    assert run(["-C", str(folder), "watch"]) == 1
    assert capsys.readouterr() == ("", "")
