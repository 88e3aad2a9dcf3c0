"""What a person marks in the reader stays: read, stars, marks, notebook, undo, filters, session, theme."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from reader_fake import SHARED, FakeCollection
from reader_pilot import SIZES, reading

from briefing.model import Problem
from briefing.settings import Settings
from briefing.text import fold
from briefing.tui.controllers import editor, marks
from briefing.tui.controllers.editor import editor_arguments
from briefing.tui.keys import signs
from briefing.tui.session_state import Preferences, Session


async def test_star_and_unread_are_undone_in_reverse(home: Path) -> None:
    async with reading(home) as reader:
        state = reader.app.collection.state
        await reader.press("s", "u")
        assert state.starred_ids() == state.read_ids() == {"000000000001"}
        assert "♦" in reader.text
        assert "4 unread" in reader.header
        await reader.press("U")
        assert state.read_ids() == set()
        await reader.press("U")
        assert state.starred_ids() == set()
        await reader.press("U")
        assert reader.notices[-1] == "nothing to undo"


async def test_an_article_counts_as_read_when_it_was_open_for_a_moment(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marks, "READ_AFTER", 0.01)
    async with reading(home) as reader:
        await reader.press("enter")
        await reader.until(lambda: reader.app.collection.state.read_ids() == {"000000000001"})
        await reader.settle()
        assert "4 unread" in reader.header


async def test_marks_are_set_jumped_to_and_come_back(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("enter", "]", "m", "a")
        place = (reader.screen.state.shown, reader.screen.view.cursor)
        await reader.press("J", "J", "'", "a")
        assert (reader.screen.state.shown, reader.screen.view.cursor) == place
        await reader.press("'", "'")
        assert reader.screen.state.shown != place[0]
        await reader.press("'", "z")
        assert reader.notices[-1] == "there is no mark z"


async def test_the_notebook_keeps_quotations_notes_and_undoes_a_removal(home: Path) -> None:
    async with reading(home) as reader:
        state = reader.app.collection.state
        await reader.press("enter", "]", "a")
        assert reader.notices[-1] == "added to the notebook, 1 in it; B opens it"
        assert state.clippings()[0].citation.startswith(f"“{SHARED}”")
        await reader.press("B")
        assert "Notebook 1" in reader.text
        await reader.press("R", *"check this", "enter")
        assert state.clippings()[0].note == "check this"
        assert "check this" in reader.text
        await reader.press("X")
        assert state.clippings() == []
        await reader.press("U")
        assert [clip.note for clip in state.clippings()] == ["check this"]
        await reader.press("enter")
        assert reader.screen.active == "article"


async def test_a_clipping_of_an_article_that_is_gone_stays(home: Path) -> None:
    collection = FakeCollection()
    async with reading(home, collection) as reader:
        await reader.press("enter", "]", "a")
        collection.remove(1)
        await reader.press("B", "enter")
        assert "has left the folder" in reader.notices[-1]
        assert reader.screen.active == "notebook"


async def test_filters_by_reading_and_star(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("s", "j", "u")
        await reader.screen.perform("filter_starred")
        await reader.settle()
        assert "Articles 1" in reader.text
        assert "starred only" in reader.header
        await reader.press("q")
        assert "Articles 5" in reader.text
        await reader.screen.perform("filter_unread")
        await reader.settle()
        assert "Articles 4" in reader.text


async def test_the_session_goes_on_where_it_was_left(home: Path) -> None:
    collection = FakeCollection()
    async with reading(home, collection) as reader:
        await reader.press("/", *"bridge", "enter", "n", "n", "n")
        place = (reader.screen.state.shown, reader.screen.view.cursor)
    async with reading(home, collection) as reader:
        assert (reader.screen.state.shown, reader.screen.view.cursor) == place
        assert reader.screen.state.query == "bridge"
        assert reader.screen.active == "article"
        assert "4/7 hits · 3 articles" in reader.header
    async with reading(home, collection, restore=False) as reader:
        assert reader.screen.active == "list"
        assert reader.screen.state.query == ""


async def test_a_session_of_another_hand_does_no_harm(home: Path) -> None:
    collection = FakeCollection()
    collection.state.save_session(
        {
            "article": 7,
            "offset": "x",
            "query": "(((",
            "pane": "kitchen",
            "entities": [1],
            "more": {},
        }
    )
    async with reading(home, collection) as reader:
        assert "Articles 5" in reader.text
        assert reader.screen.active == "list"


def test_a_session_survives_its_json() -> None:
    session = Session("a", 7, "bridge", "article", True, False, ["e1"], "folder")
    assert Session.from_json(session.to_json()) == session
    assert Session.from_json(None) == Session()


def test_preferences_come_from_the_file_else_from_the_settings(tmp_path: Path) -> None:
    settings = Settings(theme="light", citation_style="mla")
    assert Preferences.load(tmp_path, settings).style == "mla"
    Preferences.load(tmp_path, settings).changed(style="apa").remember()
    assert Preferences.load(tmp_path, settings) == Preferences("light", "apa", "text")
    (tmp_path / "reader.json").write_text("[")
    assert Preferences.load(tmp_path, settings).style == "mla"


def test_what_nobody_chose_in_the_reader_follows_the_settings(tmp_path: Path) -> None:
    Preferences.load(tmp_path, Settings()).changed(list_width=30).remember()
    later = Preferences.load(tmp_path, Settings(theme="light", citation_style="mla"))
    assert (later.list_width, later.theme, later.style) == (30, "light", "mla")
    later.changed(style="plain").remember()
    assert Preferences.load(tmp_path, Settings(citation_style="mla")).style == "plain"


async def test_a_theme_style_or_format_that_does_not_exist_costs_a_line(home: Path) -> None:
    settings = home / "config" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('theme = "mauve"\ncitation_style = "apb"\ncitation_format = "doc"\n', "utf-8")
    async with reading(home) as reader:
        told = " ".join(reader.notices)
        for words in (
            "theme: there is no 'mauve'",
            "citation_style: there is no 'apb'",
            "citation_format: there is no 'doc'",
        ):
            assert words in told
        preferences = reader.screen.state.preferences
        assert (preferences.theme, preferences.style, preferences.format) == ("dark", "plain", "text")
        await reader.press("|")
    settings.write_text('citation_style = "apa"\n', "utf-8")
    async with reading(home) as reader:
        assert (reader.notices, reader.screen.state.preferences.style) == ([], "apa")


async def test_the_theme_is_chosen_and_remembered(home: Path) -> None:
    async with reading(home) as reader:
        reader.screen.take_preferences(theme="light")
        assert reader.app.theme == "briefing-light"
    async with reading(home) as reader:
        assert reader.app.theme == "briefing-light"


@pytest.mark.parametrize("theme", ["dark", "light", "ansi-dark", "ansi-light", "high contrast"])
async def test_every_theme_draws_the_same_characters(home: Path, theme: str) -> None:
    async with reading(home) as reader:
        before = reader.text
        reader.screen.take_preferences(theme=theme)
        await reader.settle()
        assert reader.text == before


async def test_details_show_what_is_known_and_from_which_words(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("i")
        assert "Vellmar" in reader.text or "Ost Valley News" in reader.text
        assert "stated" in reader.text
        await reader.press("q")
        assert reader.screen.active == "list"


async def test_help_is_filtered_by_typing_and_does_what_is_chosen(home: Path) -> None:
    async with reading(home, size=SIZES["one"]) as reader:
        await reader.press("?")
        assert "Help" in reader.text
        assert "Search all articles while you type" in reader.text
        await reader.press("/", *"notebook", "enter")
        assert "Search all articles" not in reader.text
        assert "Open the notebook" in reader.text
        await reader.press("j", "enter")
        assert reader.screen.active in ("notebook", "list")


@pytest.mark.parametrize(
    "typed", ["5″", "≠", "≈", "◐", "○", "●", "▸", "▾", "~", "margin", "minutes", "origin", "texts", "pivot", "here"]
)
def test_every_sign_of_the_screens_is_explained(typed: str) -> None:
    found = [(sign, says) for sign, says, words in signs.SIGNS if fold(typed) in fold(f"{sign} {says} {words}")]
    assert found


async def test_a_sign_is_found_in_the_help(home: Path) -> None:
    async with reading(home, size=SIZES["one"]) as reader:
        await reader.press("?", "/", "≠", "enter")
        assert "differs in sense from what most print" in reader.text
        await reader.press("enter")
        assert reader.app.faults == []


async def test_files_that_could_not_be_read_are_listed(home: Path) -> None:
    collection = FakeCollection()
    collection.unreadable = (Problem("broken[b].pdf", "no text in it"),)
    async with reading(home, collection) as reader:
        await reader.screen.perform("problems")
        await reader.settle()
        assert "broken[b].pdf" in reader.text
        assert "no text in it" in reader.text


@pytest.mark.parametrize(
    ("editor", "words"),
    [("vim", ["+7", "/a b.txt"]), ("/usr/bin/nano", ["+7", "/a b.txt"]), ("code", ["--goto", "/a b.txt:7"]), ("hx", ["/a b.txt:7"]), ("odd", ["/a b.txt"])],
)  # fmt: skip
def test_editors_are_told_the_line_in_their_own_way(editor: str, words: list[str]) -> None:
    assert editor_arguments(editor, Path("/a b.txt"), 7) == words


async def test_the_editor_opens_at_the_line_of_the_cursor(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    collection = FakeCollection(tmp_path)
    for document in collection.documents.values():
        (tmp_path / document.article.path).write_text(document.text)
    calls: list[Any] = []
    monkeypatch.setenv("EDITOR", "vim -X")
    monkeypatch.setattr(editor.subprocess, "run", lambda words, **_: calls.append(words))
    async with reading(home, collection) as reader:
        import contextlib

        monkeypatch.setattr(reader.app, "suspend", contextlib.nullcontext)
        monkeypatch.setattr(type(collection.documents["000000000001"]), "source_span", lambda self, span: span)
        await reader.press("enter", "]", "o")
        text = collection.documents["000000000001"].text
        line = text[: reader.screen.view.cursor].count("\n") + 1
        assert calls == [["vim", "-X", f"+{line}", str(tmp_path / "001.txt")]]


async def test_the_theme_is_taken_back_and_chosen_again(home: Path) -> None:
    async with reading(home) as reader:
        reader.screen.take_preferences(theme="light")
        await reader.press("U")
        assert (reader.app.theme, reader.screen.state.preferences.theme) == ("briefing-dark", "dark")
        await reader.press("ctrl+r")
        assert reader.app.theme == "briefing-light"
        assert reader.notices[-2:] == ["undone: the theme", "done again: the theme"]


async def test_the_width_of_a_pane_is_taken_back(home: Path) -> None:
    async with reading(home) as reader:
        before = reader.screen.shape.list_width
        await reader.press("|")
        assert reader.screen.shape.list_width == before + 4
        await reader.press("U")
        assert reader.screen.shape.list_width == before
        await reader.press("ctrl+r")
        assert reader.screen.shape.list_width == before + 4


async def test_grouping_and_dimming_are_taken_back(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press(".", ",", "g", "j", "enter")
        await reader.until(lambda: reader.screen.list.grouped)
        await reader.press("U")
        assert not reader.screen.list.grouped
        await reader.press("U")
        assert not reader.screen.state.preferences.dim_known


async def test_what_was_chosen_anew_elsewhere_is_not_taken_back(home: Path) -> None:
    async with reading(home) as reader:
        reader.screen.take_preferences(theme="light")
        reader.screen.wear_preferences(theme="high contrast")
        await reader.press("U")
        assert reader.screen.state.preferences.theme == "high contrast"
        assert reader.notices[-1] == "the theme was chosen anew since; left as it is"
