"""A person's own keys: checked line by line, in force in every place that names keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader_pilot import reading

from briefing.settings import load
from briefing.tui.keys import keymap
from briefing.tui.keys.own_keys import key_name, resolve


@pytest.fixture(autouse=True)
def _keys_as_they_come() -> Iterator[None]:
    yield
    keymap.use(keymap.ACTIONS)


def rows(chosen: dict[str, list[str]]) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    actions, notices = resolve([(action, tuple(keys)) for action, keys in chosen.items()])
    return {action.id: action.keys for action in actions}, notices


def settings(home: Path, text: str) -> None:
    (home / "config").mkdir(parents=True, exist_ok=True)
    (home / "config" / "settings.toml").write_text(text)


def test_nothing_chosen_is_the_table_as_it_comes() -> None:
    assert resolve([]) == (keymap.ACTIONS, [])


def test_a_free_key_is_taken_and_the_others_stay() -> None:
    keys, notices = rows({"next_hit": ["n", "F3"], "page_down": ["Space", "ctrl+f"]})
    assert notices == []
    assert keys["next_hit"] == ("n", "f3")
    assert keys["page_down"] == ("space", "ctrl+f")
    assert keys["previous_hit"] == ("N",)


def test_two_keys_can_change_places() -> None:
    keys, notices = rows({"cite": ["C"], "copies": ["y"]})
    assert (keys["cite"], keys["copies"], notices) == (("C",), ("y",), [])


@pytest.mark.parametrize(
    ("action", "key", "words"),
    [
        ("cite", "w", "keys: cite: w is the key of who_else already"),
        ("entity_merge", "j", "keys: entity_merge: j is the key of down already"),
        ("select_right", "y", "keys: select_right: y is the key of cite already"),
        ("cit", "y", "keys: cit: is no action; did you mean cite"),
        ("zzzz", "y", "keys: zzzz: is no action; briefing keys lists them"),
        ("cite", "hyper+q", "keys: cite: 'hyper+q' is no key"),
        ("cite", "", "keys: cite: '' is no key"),
        ("cite", "7", "keys: cite: a figure repeats a move"),
        ("cite", "ctrl+c", "keys: cite: ctrl+c is needed"),
        ("quit", "x", "keys: quit: cannot have other keys"),
        ("compare_open", "x", "keys: compare_open: cannot have other keys"),
    ],
)
def test_what_cannot_be_taken_is_one_line_and_changes_nothing(action: str, key: str, words: str) -> None:
    keys, notices = rows({action: [key]})
    assert len(notices) == 1
    assert notices[0].startswith(words)
    assert "\n" not in notices[0]
    assert keys == rows({})[0]


def test_a_clash_costs_its_own_line_only() -> None:
    keys, notices = rows({"cite": ["w"], "next_hit": ["f3"]})
    assert len(notices) == 1
    assert (keys["cite"], keys["next_hit"]) == (("y",), ("f3",))


def test_an_action_may_be_left_without_a_key_and_back_keeps_esc() -> None:
    keys, notices = rows({"star": [], "back": ["ö"]})
    assert notices == []
    assert (keys["star"], keys["back"]) == ((), ("ö", "escape"))


@given(st.lists(st.tuples(st.sampled_from([a.id for a in keymap.ACTIONS]), st.tuples(st.characters())), max_size=12))
def test_whatever_is_chosen_no_key_means_two_things(chosen: list[tuple[str, tuple[str, ...]]]) -> None:
    actions, _ = resolve(chosen)
    for pane in keymap.PANES:
        here = [action for action in actions if pane in action.where]
        for key in {key for action in here for key in action.keys}:
            holders = sorted((action for action in here if key in action.keys), key=lambda action: len(action.where))
            usual = {action.id for action in keymap.ACTIONS if pane in action.where and key in action.keys}
            assert len(holders) == 1 or {action.id for action in holders} <= usual


@given(st.text(max_size=12))
def test_any_text_is_a_key_or_none(written: str) -> None:
    assert isinstance(key_name(written), str)


# --- in the reader ---


async def test_own_keys_act_and_stand_in_footer_and_help(home: Path) -> None:
    settings(home, '[keys]\nnext_quotation = "ö"\ndown = ["e", "down"]\nentities = "j"\n')
    async with reading(home) as reader:
        assert "e/k move" in reader.lines()[-1]
        await reader.press("e", "enter", "ö")
        assert reader.screen.view.quotation is not None
        assert "ö quotation" in reader.lines()[-1]
        await reader.press("?", "/", *"next quotation", "enter")
        assert "ö" in reader.text
        await reader.press("q", "q", "j")
        assert reader.screen.active == "entities"


async def test_what_is_wrong_with_them_is_told_at_the_start(home: Path) -> None:
    settings(home, '[keys]\ncit = "y"\ncite = "w"\nstar = 3\n')
    async with reading(home) as reader:
        told = " / ".join(reader.notices)
        assert "cit: is no action; did you mean cite" in told
        assert "cite: w is the key of who_else already" in told
        await reader.press("w")
        assert reader.screen.active in ("article", "sources")


async def test_another_key_for_back_leaves_the_reader_too(home: Path) -> None:
    settings(home, '[keys]\nback = "ä"\n')
    async with reading(home) as reader:
        await reader.press("q")
        assert reader.app.return_value is None
        assert reader.app.is_running
        await reader.press("enter", "ä")
        assert reader.screen.active == "list"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("keys = 3", "keys must be a table"),
        ("[keys]\ncite = 3", "keys: cite: a key stands in quotation marks"),
        ('[keys]\ncite = ["y", 3]', "keys: cite: a key stands in quotation marks"),
        ('[keys.cite]\nx = "y"', "keys: cite: a key stands in quotation marks"),
    ],
)
def test_a_table_of_nonsense_costs_a_line(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "settings.toml").write_text(f"{text}\n")
    read, notices = load(tmp_path)
    assert read.keys == ()
    assert len(notices) == 1
    assert words in notices[0]


def test_other_settings_beside_them_count(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('mouse = false\n[keys]\ncite = "C"\n')
    read, notices = load(tmp_path)
    assert (read.mouse, read.keys, notices) == (False, (("cite", ("C",)),), [])
