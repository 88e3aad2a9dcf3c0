"""What comes from articles, names or errors is never markup and never acts; starting loads nothing that it does not need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from reader_fake import FakeCollection
from reader_pilot import reading

from briefing.errors import NotFoundError

EVIL = "[red]a[/] [@click=app.quit]b[/] \x1b]52;c;UFdORUQ=\x07 \x9b31m \u202e [/] [link=x"


async def test_notices_show_markup_as_it_is_and_controls_as_pictures(home: Path) -> None:
    async with reading(home) as reader:
        reader.app.notice(EVIL)
        await reader.until(lambda: "[red]a[/]" in reader.text)
        assert not set("\x1b\x07\x9b\u202e") & set(reader.text)


async def test_a_notice_that_comes_again_stands_there_once(home: Path) -> None:
    async with reading(home) as reader:
        for words in ("lamp lit", "lamp lit"):
            reader.app.notice(words)
        await reader.until(lambda: "lamp lit" in reader.text)
        await reader.settle()
        reader.app.notice("lamp lit")
        await reader.settle()
        reader.app.notice("lock open")
        await reader.until(lambda: "lock open" in reader.text)
        assert reader.text.count("lamp lit") == 1


@pytest.mark.parametrize("place", ["search", "name", "problem"])
async def test_no_place_for_words_reads_markup_or_lets_controls_through(home: Path, place: str) -> None:
    collection = FakeCollection()
    async with reading(home, collection) as reader:
        if place == "search":
            await reader.press("/")
            await reader.screen.paste(EVIL)
        elif place == "name":
            collection.state.save_search(EVIL, EVIL)
            await reader.press("S", ":", *"search")
        else:
            reader.app.fault(RuntimeError(EVIL))
        await reader.settle()
        assert not set("\x1b\x07\x9b\u202e") & set(reader.text)
        assert reader.app.is_running


def test_starting_loads_no_index_no_parser_and_no_clipboard() -> None:
    code = (
        "import sys, briefing.tui.app, briefing.tui.screens.reader_screen\n"
        "heavy = ('whoosh', 'numpy', 'pyperclip', 'yaml', 'rapidfuzz', 'trafilatura', 'sqlite3', 'markdown_it.main')\n"
        "from briefing.tui.controllers import search, palette, notebook\n"
        "ours = ('briefing.index', 'briefing.tui.finding.palette_entries', 'briefing.tui.finding.query_completion', 'briefing.tui.finding.notes_found')\n"
        "archive = ('opensearchpy', 'urllib3', 'briefing.collection.archive', 'briefing.tui.controllers.archive', 'briefing.tui.rows.archive_words')\n"
        "print([name for name in (*heavy, *ours, *archive) if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, cwd=Path(__file__).parents[2]
    )
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


async def test_what_is_not_found_has_left_the_folder_and_no_id_or_command_is_shown(home: Path) -> None:
    async with reading(home) as reader:

        def gone(*_: object, **__: object) -> object:
            raise NotFoundError("no article or quotation 'q501196c90ce'; `briefing list` shows them all")

        reader.app.collection.cite = gone  # type: ignore[method-assign]
        await reader.press("y")
        await reader.until(lambda: "that is no longer in the folder" in reader.text)
        assert "q501196c90ce" not in reader.text
