"""Watching a folder: changes are told once, and only when they are whole."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from briefing.collection import watcher
from briefing.collection.watcher import Watch
from briefing.ingest.walk import FileEntry, scan


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    for name in ("a.txt", "b.txt"):
        write(made, name, "text")
    return made


def write(folder: Path, name: str, text: str, at: int = 1_000) -> None:
    path = folder / name
    path.write_text(text)
    os.utime(path, ns=(at * 10**9, at * 10**9))


def watch(folder: Path) -> Watch:
    made = Watch(folder, clock=lambda: 2_000 * 10**9)
    assert made.look() is False
    return made


def settled(made: Watch, folder: Path) -> dict[str, bool]:
    return {entry.path: made.settled(entry) for entry in scan(folder)}


def test_a_quiet_folder_says_nothing(folder: Path) -> None:
    made = watch(folder)
    assert [made.look() for _ in range(3)] == [False] * 3
    assert settled(made, folder) == {"a.txt": True, "b.txt": True}


def test_a_new_file_is_told_once_when_two_looks_agree(folder: Path) -> None:
    made = watch(folder)
    write(folder, "c.txt", "new")
    assert made.look() is False
    assert settled(made, folder)["c.txt"] is False
    assert made.pause <= watcher.SECOND_LOOK + 0.2
    assert made.look() is True
    assert settled(made, folder)["c.txt"] is True
    assert made.look() is False


def test_a_file_that_grows_is_taken_when_it_has_stopped(folder: Path) -> None:
    made = watch(folder)
    for size in range(1, 5):
        write(folder, "c.txt", "x" * size)
        assert made.look() is False
        assert settled(made, folder)["c.txt"] is False
    assert made.look() is True


def test_one_file_being_written_does_not_hold_up_the_others(folder: Path) -> None:
    made = watch(folder)
    write(folder, "c.txt", "done")
    write(folder, "d.txt", "x")
    made.look()
    write(folder, "d.txt", "xx")
    assert made.look() is True
    assert settled(made, folder) == {"a.txt": True, "b.txt": True, "c.txt": True, "d.txt": False}
    assert made.look() is True


def test_a_changed_file_is_told_and_its_half_written_state_is_not_taken(folder: Path) -> None:
    made = watch(folder)
    write(folder, "a.txt", "half")
    os.utime(folder / "a.txt", ns=(1_500 * 10**9, 1_500 * 10**9))
    made.look()
    assert settled(made, folder)["a.txt"] is False
    assert made.look() is True
    write(folder, "a.txt", "changed after the look", at=1_600)
    assert settled(made, folder)["a.txt"] is False


def test_a_file_that_is_gone_is_told_unless_it_comes_back_at_once(folder: Path) -> None:
    made = watch(folder)
    (folder / "a.txt").unlink()
    assert made.look() is False
    write(folder, "a.txt", "text")
    assert made.look() is False
    assert made.look() is False
    (folder / "a.txt").unlink()
    assert [made.look(), made.look(), made.look()] == [False, True, False]


def test_at_the_first_look_only_what_was_just_touched_waits(folder: Path) -> None:
    write(folder, "c.txt", "now", at=1_999)
    made = Watch(folder, clock=lambda: 2_000 * 10**9)
    assert made.look() is False
    assert settled(made, folder) == {"a.txt": True, "b.txt": True, "c.txt": False}
    assert made.look() is True


def test_a_clock_that_is_ahead_holds_nothing_up(folder: Path) -> None:
    made = watch(folder)
    write(folder, "c.txt", "from tomorrow", at=100_000)
    assert [made.look(), made.look()] == [False, True]


def test_before_the_first_look_everything_is_taken(folder: Path) -> None:
    assert Watch(folder).settled(FileEntry("a.txt", 1, 1))


def test_subfolders_hidden_names_links_and_odd_names(folder: Path) -> None:
    made = watch(folder)
    (folder / "inner").mkdir()
    write(folder / "inner", "c.txt", "new")
    write(folder, ".hidden.part", "x")
    os.symlink("/dev/null", folder / "link.txt")
    (folder / "x.txt").mkdir()
    name = os.fsdecode(b"caf\xe9.txt")
    write(folder, name, "x")
    made.look()
    assert made.look() is True
    assert all(settled(made, folder).values())
    assert {"inner/c.txt", "x.txt", name, "link.txt"} <= set(settled(made, folder))
    write(folder, ".hidden.part", "xx")
    assert [made.look(), made.look()] == [False, False]


def test_a_folder_that_cannot_be_listed_counts_as_a_change(folder: Path) -> None:
    made = watch(folder)
    shutil.rmtree(folder)
    assert made.look() is True


def test_a_look_can_be_stopped_and_its_cost_is_bounded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watcher, "STEP", 1)
    made = watch(folder)
    assert made.look(lambda: True) is False
    times = iter([0.0, 0.4])
    monkeypatch.setattr(watcher.time, "thread_time", lambda: next(times))
    made.look()
    assert (made.pause, made.rest) == (watcher.APART, pytest.approx(8.0))
    times = iter([0.0, 400.0])
    made.look()
    assert made.rest == watcher.MOST_APART


def test_what_changed_and_what_went_is_named_once(folder: Path) -> None:
    made = watch(folder)
    assert made.named() == frozenset()
    write(folder, "c.txt", "new")
    write(folder, "a.txt", "another text")
    (folder / "b.txt").unlink()
    made.look()
    assert made.named() == frozenset()  # nothing is whole yet
    made.look()
    assert made.named() == {"a.txt", "b.txt", "c.txt"}
    assert made.named() == frozenset()


def test_a_folder_that_is_gone_names_nothing(folder: Path) -> None:
    made = watch(folder)
    shutil.rmtree(folder)
    assert made.look() is True
    assert made.named() is None
    folder.mkdir()
    made.look()
    made.look()
    assert made.named() == {"a.txt", "b.txt"}


def test_whoever_reads_is_told_that_something_may_come(folder: Path) -> None:
    told: list[int] = []
    made = Watch(folder, clock=lambda: 2_000 * 10**9, expecting=lambda: told.append(1))
    made.look()
    made.look()
    assert not told
    write(folder, "c.txt", "new")
    made.look()
    assert told


def test_a_glance_at_a_quiet_folder_asks_for_no_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = watch(folder)
    looks: list[int] = []
    look = made.look
    monkeypatch.setattr(made, "look", lambda *given: looks.append(1) or look(*given))
    assert [made.glance() for _ in range(watcher.GLANCES - 1)] == [False] * (watcher.GLANCES - 1)
    assert looks == []
    assert made.glance() is False
    assert len(looks) == 1


def test_a_folder_that_stays_quiet_is_looked_at_half_as_often(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watcher, "QUIET_LOOKS", 2)
    made = watch(folder)
    looks: list[int] = []
    look = made.look
    monkeypatch.setattr(made, "look", lambda *given: looks.append(1) or look(*given))
    made.look()
    made.look()
    assert [made.glance() for _ in range(2 * watcher.GLANCES - 1)] == [False] * (2 * watcher.GLANCES - 1)
    assert len(looks) == 2
    write(folder, "a.txt", "other text", at=2_000)
    assert made.glance() is False
    assert made.glance() is True  # it is not whole before the second look
    for _ in range(watcher.GLANCES):
        made.glance()
    assert len(looks) == 5


def test_a_glance_sees_what_came_and_within_some_what_was_written_in_place(folder: Path) -> None:
    made = watch(folder)
    write(folder, "c.txt", "new")
    os.utime(folder, ns=(3_000 * 10**9, 3_000 * 10**9))
    assert [made.glance(), made.glance()] == [False, True]
    write(folder, "a.txt", "other text", at=2_000)
    assert any(made.glance() for _ in range(watcher.GLANCES + 1))


def test_a_new_file_is_looked_for_in_its_own_folder_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("north", "south"):
        (folder / name).mkdir()
        write(folder / name, "old.txt", "text")
    made = watch(folder)
    made.look()
    made.look()
    made.named()
    listed: list[str] = []
    scandir = os.scandir
    monkeypatch.setattr(os, "scandir", lambda place: listed.append(os.path.relpath(place, folder)) or scandir(place))
    assert made.glance() is False
    assert listed == []
    write(folder / "north", "new.txt", "text")
    assert [made.glance(), made.glance(), made.glance()] == [False, True, False]
    assert listed == ["north", "north"]
    assert made.named() == {"north/new.txt"}
    (folder / "south" / "old.txt").unlink()
    (folder / "north" / "deep").mkdir()
    write(folder / "north" / "deep", "new.txt", "text")
    assert [made.glance(), made.glance()] == [False, True]
    assert made.named() == {"south/old.txt", "north/deep/new.txt"}
    assert made.files == 5


def test_a_folder_that_went_is_told(folder: Path) -> None:
    (folder / "north").mkdir()
    write(folder / "north", "old.txt", "text")
    made = watch(folder)
    made.look()
    made.look()
    made.named()
    shutil.rmtree(folder / "north")
    assert True in [made.glance() for _ in range(4)]
    assert made.named() == {"north/old.txt"}
