"""The folder changes while it is read: progress, quiet notices, and a place that does not move."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any

import pytest
from reader_fake import FakeCollection
from reader_pilot import reading

from briefing.collection import watcher
from briefing.model import SyncReport
from briefing.tui.workers import Synchroniser


class Changing(FakeCollection):
    """A collection whose syncs do what a test says, one after the other."""

    def __init__(self, *steps: Any, stories: int = 4) -> None:
        super().__init__(stories=stories)
        self.steps = list(steps)

    def sync(self, *, progress: Any = None, cancelled: Any = None, **_: Any) -> SyncReport:
        self.syncs += 1
        if self.steps:
            answer = self.steps.pop(0)(self, progress, cancelled)
            if isinstance(answer, SyncReport):
                return answer
        return SyncReport(len(self.documents), 0, 0, 0, 0.0, {}, self.unreadable)


def report(**changes: int) -> SyncReport:
    values = {"articles": 5, "added": 0, "changed": 0, "removed": 0} | changes
    return SyncReport(**values, seconds=0.0, timings={}, problems=())  # type: ignore[arg-type]


async def test_new_articles_appear_with_a_quiet_notice_and_the_place_stays(home: Path) -> None:
    gate = threading.Event()

    def grow(collection: FakeCollection, progress: Any, cancelled: Any) -> SyncReport:
        gate.wait(60)
        collection.add(4)
        collection.add(5)
        return report(added=2)

    async with reading(home, Changing(grow), sync=True) as reader:
        await reader.press("j", "enter", "]")
        place = (reader.screen.state.shown, reader.screen.view.cursor)
        gate.set()
        await reader.until(lambda: "2 new articles" in reader.notices)
        await reader.settle()
        assert "Articles 6" in reader.text
        assert (reader.screen.state.shown, reader.screen.view.cursor) == place
        assert reader.screen.list.current.id == place[0]  # type: ignore[union-attr]


async def test_a_file_that_comes_is_found_by_an_open_search_before_it_is_analysed(home: Path) -> None:
    gate, analysed = threading.Event(), threading.Event()

    def grow(collection: FakeCollection, progress: Any, cancelled: Any) -> SyncReport:
        gate.wait(60)
        collection.add(2)
        progress("searchable", 1, 1)
        analysed.wait(60)
        return report(added=1)

    async with reading(home, Changing(grow, stories=2), sync=True) as reader:
        await reader.press("/", *"bridge")
        await reader.until(lambda: reader.screen.state.query == "bridge")
        await reader.press("enter", "n")
        place = (reader.screen.state.shown, reader.screen.view.cursor, reader.screen.active)
        assert "Articles 2" in reader.text
        gate.set()
        await reader.until(lambda: "Articles 3" in reader.text)
        assert (reader.screen.state.shown, reader.screen.view.cursor, reader.screen.active) == place
        assert reader.notices == [], "what is told is told once, at the end"
        analysed.set()
        await reader.until(lambda: "1 new article" in reader.notices)


def test_files_that_come_while_a_folder_is_brought_up_to_date_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("APART", "SECOND_LOOK"):
        monkeypatch.setattr(watcher, name, 0.02)
    (tmp_path / "0.txt").write_text("The lock is shut.")
    os.utime(tmp_path / "0.txt", (1_000, 1_000))
    named: list[str] = []
    came = threading.Event()

    def sync(*, arriving: Any, cancelled: Any, **_: Any) -> SyncReport:
        (tmp_path / "1.txt").write_text("The lock is open.")
        while not any((named, cancelled())):
            named.extend(arriving())
        came.set()
        return report()

    post = lambda function, *values: function(*values)  # noqa: E731
    worker = Synchroniser(sync, post, progress=print, done=print, failed=print, watch=watcher.Watch(tmp_path))
    worker.start()
    assert came.wait(30)
    assert worker.close(10)
    assert named == ["1.txt"]


async def test_the_list_is_usable_while_a_folder_is_read_for_the_first_time(home: Path) -> None:
    gate, read = threading.Event(), threading.Event()

    def first(collection: FakeCollection, progress: Any, cancelled: Any) -> SyncReport:
        collection.add(0)
        collection.add(1)
        progress("quotations", 1, 2)
        read.set()
        gate.wait(60)
        return report(added=2)

    async with reading(home, Changing(first, stories=0), sync=True) as reader:
        await reader.until(lambda: "finding quotations 1/2" in reader.header)
        await reader.settle()
        assert "Articles 2" in reader.text
        await reader.press("enter")
        assert reader.screen.active == "article"
        gate.set()
        await reader.until(lambda: "finding" not in reader.header)
        assert reader.notices == []


async def test_a_sync_that_fails_is_told_once_and_tried_again(home: Path) -> None:
    def fail(*_: Any) -> None:
        raise OSError("the disk is [away]")

    async with reading(home, Changing(fail, fail), sync=True) as reader:
        await reader.until(lambda: any("the disk is [away]" in notice for notice in reader.notices))
        for times in (2, 3):
            reader.screen.folder_sync.now()
            await reader.until(lambda: reader.app.collection.syncs >= times)  # type: ignore[attr-defined]  # noqa: B023
        assert len(reader.notices) == 1
        await reader.press("j")
        assert reader.screen.active == "list"


async def test_an_article_that_leaves_the_folder_while_it_is_read_stays_on_the_screen(home: Path) -> None:
    gate = threading.Event()

    def shrink(collection: FakeCollection, progress: Any, cancelled: Any) -> SyncReport:
        gate.wait(60)
        collection.remove(1)
        return report(removed=1)

    async with reading(home, Changing(shrink), sync=True) as reader:
        await reader.press("enter")
        gate.set()
        await reader.until(lambda: "1 article gone" in reader.notices)
        await reader.settle()
        assert "Articles 3" in reader.text
        assert reader.screen.state.shown == "000000000001"


async def test_leaving_asks_a_running_sync_to_stop(home: Path) -> None:
    stopped = threading.Event()

    def long(collection: FakeCollection, progress: Any, cancelled: Any) -> SyncReport:
        for _ in range(1000):
            if cancelled():
                stopped.set()
                break
            threading.Event().wait(0.01)
        return report()

    collection = Changing(long)
    async with reading(home, collection, sync=True) as reader:
        await reader.until(lambda: collection.syncs == 1)
        await reader.press("j")
    assert stopped.is_set()
    assert reader.screen.stopped


async def test_what_the_collection_has_to_say_is_said_once(home: Path) -> None:
    collection = Changing()
    collection.notices.append("the index was rebuilt")
    async with reading(home, collection, sync=True) as reader:
        await reader.until(lambda: collection.syncs >= 1)
        reader.screen.folder_sync.now()
        await reader.until(lambda: collection.syncs >= 2)
        assert reader.notices == ["the index was rebuilt"]


def test_a_synchroniser_that_never_ends_is_left_after_a_moment() -> None:
    gate = threading.Event()

    def never(**_: Any) -> SyncReport:
        gate.wait(30)
        return report()

    worker = Synchroniser(never, lambda *_: None, progress=print, done=print, failed=print)
    worker.start()
    assert worker.close(0.05) is False
    gate.set()


class Emptied(Changing):
    """A folder whose cache was deleted while the last session lay in its fourth article; ``known`` of its articles are read first."""

    def __init__(self, known: int, gates: tuple[threading.Event, threading.Event]) -> None:
        super().__init__(self.first, stories=0)
        self.known, self.gates = known, gates
        filled = FakeCollection(stories=4)
        self.place = (filled.articles()[3].id, 12)
        self.state.save_session({"article": self.place[0], "offset": self.place[1], "pane": "article"})

    def first(self, _: FakeCollection, progress: Any, cancelled: Any) -> SyncReport:
        self.gates[0].wait(60)
        for number in range(self.known):
            self.add(number)
        progress("ingest", self.known, 4)
        self.gates[1].wait(60)
        for number in range(self.known, 4):
            self.add(number)
        return report(added=4)


@pytest.mark.parametrize("keys", [("?", "escape"), ("s", "u"), ("z", "e"), ("i",)], ids=str)
async def test_keys_pressed_before_the_folder_is_read_do_not_lose_the_way_back(
    home: Path, keys: tuple[str, ...]
) -> None:
    gates = threading.Event(), threading.Event()
    collection = Emptied(2, gates)
    async with reading(home, collection, sync=True) as reader:
        await reader.press("j", "enter")
        gates[0].set()
        await reader.until(lambda: "Articles 2" in reader.text)
        await reader.press("h", *keys)
        gates[1].set()
        await reader.until(lambda: (reader.screen.state.shown, reader.screen.view.cursor) == collection.place)
        if keys == ("i",):
            assert reader.screen.active == "details", "what lies over the panes stays until it is closed"
            await reader.press("q")
        await reader.until(lambda: reader.screen.active == "article")


@pytest.mark.parametrize("keys", [("j",), ("enter",), ("/",), ("J",)], ids=str)
async def test_who_goes_to_another_article_before_the_folder_is_read_stays_there(
    home: Path, keys: tuple[str, ...]
) -> None:
    gates = threading.Event(), threading.Event()
    collection = Emptied(2, gates)
    async with reading(home, collection, sync=True) as reader:
        gates[0].set()
        await reader.until(lambda: "Articles 2" in reader.text)
        await reader.press(*keys)
        shown = reader.screen.state.shown
        gates[1].set()
        await reader.until(lambda: "Articles 4" in reader.text)
        await reader.settle()
        assert reader.screen.state.shown == shown != collection.place[0]


async def test_a_session_that_was_not_found_again_yet_is_not_written_over(home: Path) -> None:
    gates = threading.Event(), threading.Event()
    collection = Emptied(2, gates)
    before = collection.state.session()
    async with reading(home, collection, sync=True) as reader:
        gates[0].set()
        await reader.until(lambda: "Articles 2" in reader.text)
        reader.screen.session.save()
        assert collection.state.session() == before
        gates[1].set()
        await reader.until(lambda: reader.screen.state.shown == collection.place[0])


async def test_nobody_says_that_a_folder_is_empty_while_its_files_are_not_whole_yet(home: Path) -> None:
    class Waiting(Changing):
        """A collection whose files were written a moment ago."""

        def watch(self) -> Any:
            return self.files

    class Files(watcher.Watch):
        """A watch that sees a file which is not whole until a test says so."""

        unwhole, looked = True, False

        @property
        def waiting(self) -> bool:
            return self.unwhole

        def glance(self, stopped: Any = lambda: False) -> bool:
            return not self.unwhole

    collection = Waiting(stories=0)
    collection.files = files = Files(home)  # type: ignore[attr-defined]
    async with reading(home, collection, sync=True) as reader:
        await reader.until(lambda: collection.syncs)
        await reader.settle()
        assert "reading the folder" in reader.text
        assert "no articles in" not in reader.text
        files.unwhole = False
        await reader.until(lambda: "no articles in" in reader.text)
