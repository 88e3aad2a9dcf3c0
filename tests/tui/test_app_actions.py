"""The one table of actions: no key means two things, everything it promises is done, and its words fit the places they stand in."""

from __future__ import annotations

import pytest
from reader_fake import FakeCollection

from briefing.tui.app import BriefingApp
from briefing.tui.keys import keymap
from briefing.tui.screens.reader_screen import ReaderScreen

DESIGNED = "j k h l Tab Space b / f y Y w c a B e i m ' s u U S t o ? J K n N g G Enter q [ ] :".split()


def test_every_key_of_the_design_is_there() -> None:
    shown = {key for action in keymap.ACTIONS for key in action.shown.split(" ")}
    assert set(DESIGNED) <= shown


@pytest.mark.parametrize("pane", keymap.PANES)
def test_no_key_means_two_things_in_a_pane(pane: str) -> None:
    for key in {key for action in keymap.ACTIONS for key in action.keys}:
        rows = [action for action in keymap.ACTIONS if key in action.keys and pane in action.where]
        narrowest = min((len(action.where) for action in rows), default=0)
        assert len([action for action in rows if len(action.where) == narrowest]) <= 1, (pane, key, rows)


def test_a_key_of_one_pane_wins_over_a_key_of_all() -> None:
    assert keymap.find("p", "compare").id == "compare_pivot"  # type: ignore[union-attr]
    assert keymap.find("p", "list") is None
    assert keymap.find("R", "entities").id == "entity_rename"  # type: ignore[union-attr]
    assert keymap.find("R", "notebook").id == "clipping_note"  # type: ignore[union-attr]


def test_arrows_and_page_keys_work_beside_the_letters() -> None:
    for letter, other in (
        ("j", "down"),
        ("k", "up"),
        ("h", "left"),
        ("l", "right"),
        ("g", "home"),
        ("G", "end"),
        ("b", "pageup"),
        ("space", "pagedown"),
    ):
        assert keymap.find(letter, "article") is keymap.find(other, "article")


def test_no_chords_but_those_for_palette_and_quitting() -> None:
    chords = {key for action in keymap.ACTIONS for key in action.keys if key.startswith(("ctrl+", "alt+"))}
    assert chords == {"ctrl+p", "ctrl+q", "ctrl+c", "ctrl+r"}


def test_everything_in_the_table_is_done_by_somebody(tmp_path) -> None:
    app = BriefingApp(FakeCollection(), home=tmp_path)  # type: ignore[arg-type]
    screen = ReaderScreen(app.collection, app.preferences)
    screen.complete()
    for action in keymap.ACTIONS:
        assert any(hasattr(place, f"do_{action.id}") for place in (screen, *screen.controllers)), action.id


def test_ids_are_unique() -> None:
    assert len(keymap.BY_ID) == len(keymap.ACTIONS)


@pytest.mark.parametrize("pane", sorted(keymap.MAIN))
def test_the_footer_of_every_pane_fits_five_hints_in_eighty_columns_with_the_help_among_them(pane: str) -> None:
    hints = keymap.hints(pane)
    first = hints[:5]
    assert sum(len(key) + 1 + len(label) + 3 for key, label in first) <= 80
    assert any(key == "?" for key, _ in first)


def test_help_sentences_are_short_and_calm() -> None:
    for action in keymap.ACTIONS:
        assert action.help.endswith(".")
        assert "!" not in action.help + action.label
        assert len(action.help) <= 90


@pytest.mark.parametrize(
    ("pane", "action"),
    [
        ("entities", "entity_merge"),
        ("compare", "compare_pivot"),
        ("notebook", "clipping_note"),
        ("article", "who_else"),
    ],
)
def test_the_help_begins_with_what_the_pane_is_for(pane: str, action: str) -> None:
    heading, rows = keymap.groups(pane)[0]
    assert heading == "Here"
    assert keymap.BY_ID[action] in rows
    assert all(pane in row.where for row in rows)
    every = [row.id for _, group in keymap.groups(pane) for row in group]
    assert sorted(every) == sorted(row.id for _, group in keymap.groups() for row in group)


@pytest.mark.parametrize("word", ["problems", "theme", "unread", "folder", "corrections"])
def test_the_words_that_notices_send_people_to_the_palette_with_are_found_there(word: str) -> None:
    assert any(word in f"{action.label} {action.help}".lower() for action in keymap.ACTIONS if action.palette)
