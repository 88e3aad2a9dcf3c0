"""The pages on the screens, the key card and the tutorial: current, complete, and every key on them exists."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pilot_idle
import pytest

from briefing.tui.keys import keymap
from briefing.tui.keys.own_keys import key_name

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted((DOCS / "screens").glob("*.md"))
SIGNS = set("● ◐ ○ ≈ · ≠ ▌ ┊ ♦ ~ — ↕ … ¦ here".split())
"""What pages set as code and is no key."""


def made() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_pages", DOCS / "make_pages.py")
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)  # type: ignore[union-attr]
    return module


def test_tables_of_keys_and_the_key_card_are_current() -> None:
    pages = made()
    stale = [path.name for path in pages.pages() if pages.with_tables(path.read_text("utf-8")) != path.read_text("utf-8")]  # fmt: skip
    assert stale == [], "python docs/make_pages.py"
    assert (DOCS / "keys.md").read_text("utf-8") == pages.key_card(), "python docs/make_pages.py"


@pytest.mark.parametrize("pane", [pane for pane in keymap.PANES if pane != "story"])
def test_every_screen_has_a_page_with_its_picture(pane: str) -> None:
    text = (DOCS / "screens" / f"{pane}.md").read_text("utf-8")
    assert f"(../pictures/{pane}.svg)" in text
    assert f"({pane}.md)" in (DOCS / "screens" / "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    "picture", sorted([*(DOCS / "pictures").glob("*.svg"), DOCS / "reader.svg"]), ids=lambda p: p.stem
)
def test_pictures_are_whole_and_fetch_nothing(picture: Path) -> None:
    text = picture.read_text("utf-8")
    ElementTree.fromstring(text)
    assert not re.search(r"(?:src|href|url\()\s*=?\s*[\"']?https?:", text)
    assert "/home/" not in text
    assert "/root/" not in text


@pytest.mark.parametrize("page", [*PAGES, DOCS / "tutorial.md"], ids=lambda page: page.stem)
def test_every_key_on_a_page_exists_and_every_link_leads_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    known = {key for action in keymap.ACTIONS for key in (*action.keys, *action.shown.split(" "))}
    for code in re.findall(r"(?<!`)`([^`\n]+)`(?!`)", re.sub(r"```.*?```", "", text, flags=re.DOTALL)):
        key = code.replace("\\|", "|")
        if len(key) <= 2 or key in ("Enter", "Tab", "Esc"):
            assert key in known or key_name(key) in known or key in SIGNS, (page.name, key)
    for link in re.findall(r"\]\(([^)#]+)", text):
        assert (page.parent / link).exists(), link


async def test_the_tutorial_does_what_it_says(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pilot_idle.install(monkeypatch)
    from briefing import Collection
    from briefing.tui.app import BriefingApp

    with Collection.open(ROOT / "articles", home=home) as collection:
        app = BriefingApp(collection, home=home, sync=False, restore=False)
        async with app.run_test(size=(120, 40)) as pilot:
            while app._reader is None or not app.reader.ready:
                await pilot.pause(0.01)
            for keys, pane in (
                (("slash", *"oak", "enter", "n", "N", "right_square_bracket"), "article"),
                (("w",), "sources"),
                (("q", "c"), "compare"),
                (("d", "2"), "article"),
                (("H",), "compare"),
                (("q", "Y"), "cite"),
                (("q", "a", "B"), "notebook"),
                (("q", "v", "l", "v", "t"), "coverage"),
                (("q", "e"), "entities"),
                (("h", "P"), "presentation"),
            ):
                await pilot.press(*keys)
                for _ in range(3000):
                    if app.reader.active == pane:
                        break
                    await pilot.pause(0.02)
                assert app.reader.active == pane, keys
