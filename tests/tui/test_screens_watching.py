"""A real folder changes while it is read: what is new appears by itself, whole, and the place that is read does not move."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
from reader_pilot import reading

from briefing import Collection
from briefing.collection import watcher

STORY = """Old bridge at Vellmar to stay open

Published: {day} March 2031

The stone bridge at Vellmar stays open through the spring, the road office said on Tuesday.

“The bridge carries nine hundred carts a day and has not moved,” engineer Lena Ost told the council.

Traders on the east bank had feared a long way round.
"""


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    past = time.time() - 100
    os.utime(path, (past, past))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(watcher, "APART", 0.05)
    monkeypatch.setattr(watcher, "SECOND_LOOK", 0.05)
    monkeypatch.setattr(watcher, "SHARE", 0)
    made = tmp_path / "articles"
    made.mkdir()
    for day in (4, 5):
        write(made, f"{day}.txt", STORY.format(day=day))
    return made


@pytest.fixture
def collection(folder: Path, home: Path) -> Any:
    return Collection.open(folder, home=home, sync=True)


async def test_new_changed_and_removed_files_appear_by_themselves(home: Path, folder: Path, collection: Any) -> None:
    async with reading(home, collection, sync=True) as reader:
        await reader.press("enter", "]")
        place = (reader.screen.state.shown, reader.screen.view.cursor, reader.screen.view.top_offset)
        assert place[1] > 0
        for day in (6, 7):
            write(folder, f"{day}.txt", STORY.format(day=day))
        await reader.until(lambda: len(reader.screen.ids()) == 4)
        await reader.until(lambda: "2 new articles" in reader.notices or reader.notices.count("1 new article") == 2)
        await reader.settle()
        assert (reader.screen.state.shown, reader.screen.view.cursor, reader.screen.view.top_offset) == place
        assert reader.screen.list.current.id == place[0]  # type: ignore[union-attr]

        write(folder, "6.txt", STORY.format(day=6).replace("Old bridge", "New bridge"))
        await reader.until(lambda: "1 changed article" in reader.notices)
        assert any(
            article.title.value == "New bridge at Vellmar to stay open" for article in reader.screen.state.articles
        )

        (folder / "7.txt").unlink()
        await reader.until(lambda: "1 article gone" in reader.notices)
        await reader.settle()
        assert len(reader.screen.ids()) == 3
        assert (reader.screen.state.shown, reader.screen.view.cursor, reader.screen.view.top_offset) == place
    assert reader.screen.stopped
    collection.close()


@pytest.mark.parametrize("change", ["another file", "this file"])
async def test_the_line_that_is_read_stays_where_it_is_on_the_screen(
    home: Path, folder: Path, collection: Any, change: str
) -> None:
    more = "\n\n".join(f"Stone number {n} was looked at by two people, and both had a lantern." for n in range(60))
    write(folder, "9.txt", STORY.format(day=9) + "\n" + more)
    collection.sync()
    async with reading(home, collection, sync=True) as reader:
        await reader.press("enter", "space", "j", "j", "j")
        view = reader.screen.view
        assert 0 < view.scroll_offset.y < view.virtual_size.height - 2 * view.size.height, (
            "neither at the top nor at the end"
        )
        words = reader.screen.state.document.text[view.cursor :][:40]
        row = next(number for number, line in enumerate(reader.lines()) if "›" in line)
        if change == "another file":
            # The quotation that both carry is carried by one less: what is known of this article is new, its text is not.
            (folder / "4.txt").unlink()
            await reader.until(lambda: "1 article gone" in reader.notices)
        else:
            write(folder, "9.txt", STORY.format(day=9) + "\nA paragraph that came later.\n\n" + more)
            await reader.until(lambda: "1 changed article" in reader.notices)
            assert "came later" in reader.screen.state.document.text
        await reader.settle()
        assert "›" in reader.lines()[row]
        assert reader.screen.state.document.text[view.cursor :].startswith(words)
    collection.close()


async def test_a_file_that_is_still_being_written_is_taken_when_it_is_whole(
    home: Path, folder: Path, collection: Any
) -> None:
    text = STORY.format(day=8)
    watch = collection.watch()
    looks, syncs = 0, []
    look, sync = watch.look, collection.sync

    def growing(*asked: Any) -> bool:
        """The file grows between any two looks, until it is whole."""
        nonlocal looks
        looks += 1
        if 1 < looks <= 7:
            write(folder, "8.txt", text[: len(text) * looks // 7])
        return look(*asked)

    def synced(**options: Any) -> Any:
        report = sync(**options)
        syncs.append((looks, report.added + report.changed))
        return report

    watch.look, collection.watch, collection.sync = growing, lambda: watch, synced
    async with reading(home, collection, sync=True) as reader:
        await reader.until(lambda: len(reader.screen.ids()) == 3)
        await reader.until(lambda: looks >= 12)
        assert [changes for _, changes in syncs if changes] == [1]
        assert next(count for count, changes in syncs if changes) == 8
        article = collection.article("8.txt")
        assert collection.document(article.id).text.endswith("had feared a long way round.")
    collection.close()
