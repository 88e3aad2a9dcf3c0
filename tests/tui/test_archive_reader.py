"""The reader on an archive: the six flows on the samples, further pages, and an archive that is slow or away."""

from __future__ import annotations

import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from archive_memory import MemoryEngine
from reader_pilot import reading

from briefing.collection.archive import remote
from briefing.collection.archive.archive import Archive
from briefing.errors import ArchiveError
from briefing.model import Document
from briefing.paths import Places

NOT_REACHABLE = "archive not reachable, showing what is cached"


async def test_the_six_flows_are_walked_on_an_archive(archive: Archive, home: Path, copied: list[str]) -> None:
    async with reading(home, archive, sync=True, size=(160, 45)) as reader:
        await reader.until(lambda: archive.status() == "complete" and not reader.screen.state.syncing)
        assert "Archive 16 · 16 here" in reader.header
        await reader.type("/oak gates")
        await reader.until(lambda: reader.screen.state.answer.total == 8)
        await reader.press("enter")
        await reader.until(lambda: "8 articles" in reader.header)
        first = reader.screen.state.shown
        await reader.type("n")
        assert reader.screen.view.hit_position[0] >= 1
        await reader.type("]w")
        await reader.until(lambda: "files" in reader.text and "origin" in reader.text)
        await reader.type("c")
        await reader.until(lambda: reader.screen.active == "compare")
        assert "~" in reader.text or "=" in reader.text
        await reader.type("y")
        await reader.until(lambda: copied)
        assert "Rostaki" in copied[-1]
        await reader.type("q")
        await reader.type("e")
        await reader.until(lambda: reader.screen.active == "entities")
        assert "Rostaki" in reader.text
        await reader.type("q")
        await reader.type("t")
        await reader.until(lambda: "Coverage" in reader.text and "Rostaki" in reader.text)
        assert first
        assert not reader.app.faults


async def test_what_the_first_search_finds_opens_before_anything_was_listed(archive: Archive, home: Path) -> None:
    async with reading(home, archive) as reader:
        await reader.type("/silt")
        await reader.press("enter")
        await reader.until(lambda: reader.screen.list.count)
        await reader.until(lambda: reader.screen.state.document)


async def test_what_an_archive_cannot_be_asked_for_is_said_and_the_reader_goes_on(
    archive: Archive, engine: MemoryEngine, home: Path
) -> None:
    async with reading(home, archive, sync=True) as reader:
        await reader.until(lambda: archive.status() == "complete")
        engine.error = ArchiveError("nobody answers at http://localhost:9200", "unreachable")
        await reader.type("/silt")
        await reader.until(lambda: NOT_REACHABLE in reader.header)
        assert reader.screen.state.answer.articles
        await reader.press("enter")
        await reader.until(lambda: reader.screen.active == "article")
        assert NOT_REACHABLE in reader.text
        await reader.type("/ferryman")
        await reader.until(lambda: reader.screen.state.query == "ferryman")
        assert "no hits in what is here" in reader.text
        assert "did you mean" not in reader.text
        assert "stands in no article" not in reader.text
        await reader.press("escape")
        engine.error = None
        await reader.type("/timber")
        await reader.press("enter")
        await reader.until(lambda: NOT_REACHABLE not in reader.header)
        assert not reader.app.faults


async def test_an_archive_that_was_never_reached_says_so(archive: Archive, engine: MemoryEngine, home: Path) -> None:
    engine.error = ArchiveError("nobody answers", "unreachable")
    async with reading(home, archive, sync=True) as reader:
        await reader.until(lambda: NOT_REACHABLE in reader.header)
        await reader.until(lambda: "is cached" in "\n".join(reader.lines()[1:]))  # where the list would be


def test_whoever_asks_hears_within_two_seconds() -> None:
    assert max(remote.PATIENCE, remote.IN_TROUBLE) <= 1.5  # with the look of the screen


async def test_a_search_that_hangs_is_said_within_its_patience(
    archive: Archive, engine: MemoryEngine, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "PATIENCE", 0.05)
    async with reading(home, archive, sync=True) as reader:
        await reader.until(lambda: archive.status() == "complete")
        engine.hold = threading.Event()
        await reader.type("/silt")
        await reader.until(lambda: "partial results" in reader.header)
        await reader.press("escape")
        await reader.type("j")  # keys go on
        engine.hold.set()
        await reader.type("/silt")
        await reader.press("enter")
        await reader.until(lambda: not reader.screen.state.answer.partial)


async def test_the_list_goes_on_when_its_end_comes_near(
    engine: MemoryEngine, archive: Archive, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("SCREENFUL", 3), ("FIRST", 6), ("LOT", 2)):
        monkeypatch.setattr(remote, name, value)
    async with reading(home, archive, sync=True) as reader:
        await reader.until(lambda: reader.screen.list.count == 6)
        await reader.type("G")
        await reader.until(lambda: reader.screen.list.count == 12)
        await reader.type("G")
        await reader.until(lambda: reader.screen.list.count == 16)
        await reader.type("/oak")
        await reader.press("enter")
        await reader.until(lambda: len(reader.screen.state.answer.articles) == 6)
        assert "partial results: first 6 of 8" in reader.header
        await reader.type("hG")
        await reader.until(lambda: len(reader.screen.state.answer.articles) == 8)


async def test_who_else_carries_a_quotation_is_asked_of_the_archive(
    archive: Archive, engine: MemoryEngine, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "FIRST", 1)
    async with reading(home, archive, sync=True, size=(160, 45)) as reader:
        await reader.type("/path:05 silt")
        await reader.press("enter")
        await reader.until(lambda: reader.screen.active == "article")
        await reader.until(lambda: any("silt" in quotation.text for quotation in reader.screen.state.quotations))
        silt = next(q for q in reader.screen.state.quotations if "silt" in q.text)
        await reader.until(lambda: archive.who_else(silt.id))
        assert archive.who_else(silt.id)[0].articles < 8
        reader.screen.view.go_to(silt.span[0])
        await reader.type("w")
        await reader.until(lambda: "8 files" in reader.text)


async def test_new_articles_of_an_archive_appear_by_themselves(
    archive: Archive, engine: MemoryEngine, home: Path, sample_documents: tuple[Document, ...]
) -> None:
    async with reading(home, archive, sync=True) as reader:
        await reader.until(lambda: reader.screen.list.count == 16)
        article = replace(sample_documents[0].article, id="0" * 12, path="new.txt")
        engine.add([replace(sample_documents[0], article=article)])
        await reader.until(lambda: reader.screen.list.count == 17 or reader.screen.folder_sync.now())


def test_a_folder_is_opened_and_searched_without_loading_anything_of_archives(tmp_path: Path, home: Path) -> None:
    (tmp_path / "a.txt").write_text("A title\n\nThe oak gates of the mill were lifted on Tuesday.\n")
    code = (
        "import sys\n"
        "from briefing import Collection\n"
        "from briefing.settings import load\n"
        "from briefing.tui.app import BriefingApp\n"
        "with Collection.open(sys.argv[1]) as collection:\n"
        "    app = BriefingApp(collection)\n"
        "    app.get_default_screen()\n"
        "    assert collection.matching('oak')[1].total == 1\n"
        "print(sorted(name for name in sys.modules if 'archive' in name.split('.')[1:] or name in ('opensearchpy', 'urllib3')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


async def test_what_needs_a_file_says_that_there_is_none(archive: Archive, home: Path) -> None:
    async with reading(home, archive, sync=True) as reader:
        await reader.until(lambda: reader.screen.list.count == 16)
        await reader.type("o")
        await reader.until(lambda: "has no file here" in reader.text)


async def test_an_empty_archive_says_so(home: Path, tmp_path: Path, in_this_process: None) -> None:
    engine = MemoryEngine(tmp_path / "empty", ())
    with Archive(engine, "http://localhost:9200", "empty", Places.find(home)) as archive:
        async with reading(home, archive, sync=True) as reader:
            await reader.until(lambda: engine.asked and not reader.screen.state.syncing)
            assert "no articles in this archive yet" in reader.text
            await reader.type("/oak")
            await reader.press("enter")
            await reader.until(lambda: "no hits" in reader.text)


async def test_the_list_is_filtered_by_a_name_and_a_search_within_it_is_said_to_be_partial(
    archive: Archive, home: Path
) -> None:
    async with reading(home, archive, sync=True, size=(160, 45)) as reader:
        await reader.until(lambda: archive.status() == "complete")
        await reader.type("e")
        await reader.until(lambda: reader.screen.active == "entities")
        await reader.until(lambda: reader.screen.existing("entities").target is not None)
        await reader.type("F")
        await reader.until(lambda: reader.screen.state.filters.by_name)
        await reader.until(lambda: 1 < reader.screen.list.count < 16)
        left = reader.screen.list.count
        await reader.type("/comet")
        await reader.until(lambda: reader.screen.state.answer.articles)
        assert len(reader.screen.state.answer.articles) <= left
        assert "partial results" in reader.header
