"""What opens outside the reader: an editor that is found, an address that is shown first, links by number."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from reader_fake import FakeCollection
from reader_pilot import reading

from briefing.model import SourceMap, Stated
from briefing.tui.controllers import editor
from briefing.tui.links import host_of, links_of

ADDRESS = "https://vellmar-courier.example/bridge"


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Commands of browsers that were started."""
    commands: list[list[str]] = []
    monkeypatch.setattr(editor, "start_browser", lambda command, address: commands.append([*command, address]) or "")
    monkeypatch.setenv("BROWSER", "tidebrowser --new")
    return commands


def with_links() -> FakeCollection:
    """A collection whose second article has an address and prints two."""
    collection = FakeCollection()
    id = f"{0:012x}"
    document = collection.documents[id]
    text = (
        f"{document.text}\n\nSee (https://road-office.example/report_(2024)), or http://b.example/x?y=1. See {ADDRESS}."
    )
    last = document.paragraphs[-1]
    end = (last.span[1] + 2, len(text))
    collection.documents[id] = replace(
        document,
        article=replace(document.article, url=Stated.stated(ADDRESS, ADDRESS)),
        text=text,
        paragraphs=(*document.paragraphs, replace(last, span=end, source_span=end)),
    )
    return collection


async def test_an_address_is_shown_before_it_is_opened(home: Path, started: list[list[str]]) -> None:
    async with reading(home, with_links()) as reader:
        await reader.press("j", "O")
        assert ADDRESS in reader.text
        assert "vellmar-courier.example" in reader.text
        assert started == []
        await reader.press("enter")
        assert started == [["tidebrowser", "--new", ADDRESS]]
        assert reader.screen.active == "list"


async def test_links_are_opened_by_number(home: Path, started: list[list[str]]) -> None:
    async with reading(home, with_links()) as reader:
        await reader.press("j", "enter", "#")
        assert [line for line in reader.lines() if "b.example" in line]
        await reader.press("2")
        assert started == [["tidebrowser", "--new", "https://road-office.example/report_(2024)"]]
        await reader.press("#", "3")
        assert started[-1][-1] == "http://b.example/x?y=1"


async def test_where_there_is_no_browser_the_address_is_copied(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing.clipboard import CopyResult

    for name in ("BROWSER", *editor.DISPLAYS):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(editor.sys, "platform", "linux")
    copied: list[str] = []
    monkeypatch.setattr(
        "briefing.clipboard.copy", lambda text, **_: copied.append(text) or CopyResult("tmux", True, "copied via tmux")
    )
    async with reading(home, with_links()) as reader:
        await reader.press("j", "O", "enter")
        await reader.until(lambda: bool(copied))
        assert copied == [ADDRESS]
        assert "no browser found here; the address was copied via tmux" in reader.notices


async def test_an_article_without_address_says_so(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("O")
        assert "no address is known for this article" in reader.notices
        await reader.press("#")
        assert "no address in this article" in reader.notices


async def test_only_addresses_of_the_web_are_opened(home: Path, started: list[list[str]]) -> None:
    collection = with_links()
    id = f"{0:012x}"
    document = collection.documents[id]
    evil = Stated.stated("file:///etc/passwd", None)
    collection.documents[id] = replace(document, article=replace(document.article, url=evil))
    async with reading(home, collection) as reader:
        await reader.press("j", "O", "enter")
        assert started == []
        assert "only http and https addresses are opened" in reader.notices


def test_a_host_with_look_alike_letters_shows_what_it_is() -> None:
    assert host_of("https://exаmple.org/") == "xn--exmple-4nf.org"
    assert host_of("https://[bad/") == ""


def test_addresses_come_once_and_lose_the_sentence_around_them() -> None:
    collection = with_links()
    assert links_of(collection.documents[f"{0:012x}"], 10) == [
        ADDRESS,
        "https://road-office.example/report_(2024)",
        "http://b.example/x?y=1",
    ]
    assert len(links_of(collection.documents[f"{0:012x}"], 2)) == 2


# --- the editor ---


def test_an_editor_is_found_where_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editor.shutil, "which", lambda name: f"/bin/{name}" if name in ("nano", "vi") else None)
    monkeypatch.setenv("VISUAL", "")
    monkeypatch.setenv("EDITOR", "code --wait")
    assert editor.find_editor() == ["code", "--wait"]
    monkeypatch.setenv("VISUAL", "kak")
    assert editor.find_editor() == ["kak"]
    monkeypatch.delenv("VISUAL")
    monkeypatch.setenv("EDITOR", "'unbalanced")
    assert editor.find_editor() == ["nano"]


async def test_one_clear_line_where_there_is_none(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editor.shutil, "which", lambda name: None)
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    async with reading(home) as reader:
        await reader.press("o")
        assert reader.notices == ["no editor found; set EDITOR to the name of yours"]


async def test_an_editor_that_is_not_there_costs_one_line(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from contextlib import nullcontext

    from briefing.tui.screens.reader_screen import ReaderScreen

    def missing(command: Any, **_: Any) -> None:
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setenv("VISUAL", "nowhere-to-be-found")
    monkeypatch.setattr(ReaderScreen, "suspend", lambda self: nullcontext())
    monkeypatch.setattr(subprocess, "run", missing)
    async with reading(home) as reader:
        await reader.press("o")
        assert reader.notices == [
            "cannot run nowhere-to-be-found: No such file or directory; set EDITOR to another editor"
        ]


@pytest.mark.parametrize(
    ("keys", "line"), [(("j", "enter", "]"), 5), (("j", "enter", "]", "c", "k"), 5), (("j", "enter", "]", "c", "j"), 5), (("j", "enter", "]", "a", "k", "k", "B"), 5), (("j",), 1)],
    ids=["article", "compare", "another", "notebook", "list"],
)  # fmt: skip
async def test_the_editor_opens_at_the_words_under_the_cursor(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...], line: int
) -> None:
    from contextlib import nullcontext

    from briefing.tui.screens.reader_screen import ReaderScreen

    collection, opened = FakeCollection(tmp_path), []
    for id, document in collection.documents.items():
        (tmp_path / document.article.path).write_text(document.text, encoding="utf-8")
        whole = SourceMap(((0, 0, len(document.text)),))
        collection.documents[id] = replace(document, source_map=whole)
    monkeypatch.setenv("VISUAL", "vim")
    monkeypatch.setattr(ReaderScreen, "suspend", lambda self: nullcontext())
    monkeypatch.setattr(subprocess, "run", lambda command, **_: opened.append(command))
    async with reading(home, collection) as reader:
        await reader.press(*keys, "o")
        assert opened[-1][1] == f"+{line}"
