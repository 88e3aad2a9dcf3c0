"""Ctrl-c while a command reads the folder: what was found is stored, and the end comes in time."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing import Collection
from briefing.cli import stopping
from briefing.cli.main import INTERRUPTED, run
from briefing.cli.stopping import Stopping
from briefing.collection.stages import files
from briefing.collection.stages.work import Work


@pytest.fixture(autouse=True)
def pythons_own() -> Iterator[None]:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    for number in range(6):
        (made / f"{number}.txt").write_text(
            f"Barge {number} is late\n\nIt was late, said Odile Marrash of quay {number}.\n"
        )
    return made


def interrupt() -> None:
    os.kill(os.getpid(), signal.SIGINT)


@pytest.mark.usefixtures("in_this_process")
def test_what_was_read_is_stored_before_the_end(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told, asked = Work.told, list[int]()

    def tell(work: Work, stage: str, done: int, total: int) -> None:
        told(work, stage, done, total)
        if (stage, done, asked) == ("ingest", 3, []):
            asked.append(done)
            interrupt()

    monkeypatch.setattr(Work, "told", tell)
    assert files.BATCH > 3, "nothing is stored so soon by itself"
    assert run(["-C", str(folder), "list"]) == INTERRUPTED
    with Collection.open(folder, sync=False) as collection:
        assert len(collection.articles()) == 3
        assert collection.sync().added == 3


def test_work_that_does_not_look_up_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stopping, "PATIENCE", 0.01)
    asked = Stopping()
    with pytest.raises(KeyboardInterrupt), asked.heard():
        interrupt()
        assert asked.is_asked()
        while True:
            time.sleep(0.001)


def test_the_second_time_is_heard_at_once() -> None:
    with pytest.raises(KeyboardInterrupt), Stopping().heard():
        interrupt()
        interrupt()
        while True:
            time.sleep(0.001)


def test_what_was_there_before_comes_back() -> None:
    with Stopping().heard():
        assert signal.getsignal(signal.SIGINT) is not signal.default_int_handler
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_where_ctrl_c_is_ignored_it_stays_so() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with Stopping().heard():
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
