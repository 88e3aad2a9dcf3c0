"""Terminals of every kind: states told without colours, signs that common fonts have, columns that hold."""

from __future__ import annotations

import ast
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from reader_fake import FakeCollection
from reader_pilot import Reader, reading
from rich.style import Style
from textual.geometry import Region
from widget_stage import on_stage

from briefing.text import display_width, truncate
from briefing.tui import themes
from briefing.tui.drawing import strips
from briefing.tui.drawing.large_letters import BLOCKS
from briefing.tui.drawing.text_layout import folded
from briefing.tui.widgets.choice_list import Choice, Menu

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "tests" / "data" / "fonts"
PATTERNS = {"text_layout.py", "text_units.py", "large_letters.py", "links.py"}
"""Modules whose strings tell characters of articles apart, and are not drawn."""


# --- signs ---


def drawn_signs() -> dict[str, str]:
    """Every sign beyond ASCII in what the reader says and draws, with a module that has it."""
    signs = dict.fromkeys(BLOCKS.strip(), "large_letters.py")
    for room in ("tui", "presentation"):
        for path in (ROOT / "briefing" / room).rglob("*.py"):
            if path.name in PATTERNS:
                continue
            tree = ast.parse(path.read_text("utf-8"))
            told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
                    signs.update({sign: path.name for sign in node.value if ord(sign) > 126})
    return {sign: where for sign, where in signs.items() if unicodedata.category(sign)[0] in "PSL"}


def covered(font: str) -> set[int]:
    """Return the code points beyond ASCII that a font has a glyph for."""
    points: set[int] = set()
    for line in (FONTS / f"{font}.txt").read_text("utf-8").splitlines():
        for part in [] if line.startswith("#") else line.split():
            first, _, last = part.partition("-")
            points.update(range(int(first, 16), int(last or first, 16) + 1))
    return points


def test_common_fonts_have_every_sign_that_is_drawn() -> None:
    signs, known = drawn_signs(), covered("dejavu_sans_mono")
    assert len(signs) > 20
    # A control character of an article is shown as its picture; terminals take that from another font.
    missing = {sign: where for sign, where in signs.items() if ord(sign) not in known and not "␀" <= sign <= "␦"}
    assert missing == {}


IN_CASCADIA = "●○◐✓▲▸▾←→↕≈≠♦"
"""Signs of which the sources of Cascadia Code have a glyph (leftHalfBlackCircle, checkmark, upDownArrow, diamondBlackSuit …), beside those of its list."""

FROM_ANOTHER_FONT = "⟨⟩"
"""Signs that Cascadia Code may lack: one cell each, and plain enough for every terminal to take them from another font."""


def test_few_signs_come_from_another_font_than_cascadia() -> None:
    signs, known = drawn_signs(), covered("cascadia_code") | set(map(ord, IN_CASCADIA))
    missing = {sign for sign in signs if ord(sign) not in known and not "␀" <= sign <= "␦"}
    assert missing <= set(FROM_ANOTHER_FONT)


def test_every_sign_takes_one_cell() -> None:
    assert {sign: where for sign, where in drawn_signs().items() if display_width(sign) != 1} == {}


# --- without colours ---


def styles(reader: Reader) -> list[tuple[str, Style]]:
    """Every stretch of the screen as it goes to the terminal."""
    filters = reader.app.get_line_filters()
    stretches: list[tuple[str, Style]] = []
    for strip in reader.screen._compositor.render_strips(reader.app.size):
        segments: Any = list(strip)
        for each in filters:
            segments = each.apply(segments, reader.app.background_colors[0])
        stretches += [(segment.text, segment.style or Style()) for segment in segments]
    return stretches


def is_coloured(style: Style) -> bool:
    return any(color is not None and not color.is_default for color in (style.color, style.bgcolor))


@pytest.mark.parametrize(
    "keys", [(), ("enter", "]"), ("enter", "]", "w"), ("j", "enter", "]", "c"), ("t",), ("e",), ("Y",), ("?",), ("P",)]
)
@pytest.mark.parametrize("theme", ["dark", "ansi-light"])
async def test_no_color_means_none_whatever_the_theme(
    home: Path, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...], theme: str
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading(home) as reader:
        reader.screen.take_preferences(theme=theme)
        await reader.press(*keys)
        assert [text for text, style in styles(reader) if is_coloured(style)] == []


@pytest.mark.parametrize("no_color", [True, False])
async def test_selected_words_and_hits_stand_out_without_colours(
    home: Path, monkeypatch: pytest.MonkeyPatch, no_color: bool
) -> None:
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    async with reading(home) as reader:
        if not no_color:
            reader.screen.take_preferences(theme="ansi-dark")
        await reader.press("/", *"bridge", "enter", "N", "n")
        hits = [style for text, style in styles(reader) if text.strip(" ,.").lower() == "bridge"]
        assert any(style.underline or style.reverse for style in hits)
        await reader.press("v", "l", "l")
        selected = reader.screen.view.selected_text
        assert any(style.reverse for text, style in styles(reader) if text and text in selected and " " not in text)


async def test_kinds_of_names_are_told_apart_without_colours(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading(home) as reader:
        await reader.press("j", "enter", "e", "L")
        seen = {(text, bool(style.italic)) for text, style in styles(reader) if style.underline}
        assert ("Vellmar", True) in seen
        assert ("Lena Ost", False) in seen


@pytest.mark.parametrize("theme", sorted(themes.NAMES))
async def test_selected_words_can_be_read_in_every_theme(home: Path, theme: str) -> None:
    async with reading(home) as reader:
        reader.screen.take_preferences(theme=theme)
        await reader.press("j", "enter", "]", "v", "l", "l")
        looks = [style for text, style in styles(reader) if text == "The bridge carries"]
        assert looks
        assert all(style.reverse or style.color != style.bgcolor for style in looks)


@pytest.mark.parametrize("theme", sorted(themes.NAMES))
async def test_every_theme_draws_the_same_characters(home: Path, theme: str) -> None:
    async with reading(home) as reader:
        await reader.press("j", "enter", "]")
        before = reader.text
        reader.screen.take_preferences(theme=theme)
        await reader.settle()
        assert reader.text == before


# --- columns ---

MIXED = (
    "港の橋は春まで開いたままだ",
    "The café\u0301s of Z\u0301eta re\u0301open",
    "می\u200cروند خانه\u200cها",
    "क्\u200dया पर्\u200dवत राज्\u200cय",
    "👩\u200d🚀 lands ❤\ufe0f safely",
    "한국의 다리",
)


@pytest.mark.parametrize("title", MIXED)
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_lines_with_wide_and_combining_characters_keep_their_columns(
    home: Path, title: str, size: tuple[int, int]
) -> None:
    from dataclasses import replace

    from briefing.model import Stated

    collection = FakeCollection()
    for id, document in list(collection.documents.items()):
        text = f"{title} {document.text}"
        first = document.paragraphs[0]
        collection.documents[id] = replace(
            document,
            article=replace(document.article, title=Stated.stated(title, title)),
            text=text,
            paragraphs=(replace(first, span=(0, len(text))),),
        )
    async with reading(home, collection, size=size) as reader:
        for keys in ((), ("enter",), ("v", "l", "l")):
            await reader.press(*keys)
            for strip in reader.screen._compositor.render_strips(reader.app.size):
                assert strip.cell_length == size[0], strip.text


async def test_joiners_stay_in_what_is_copied(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from briefing.tui.controllers.citing import CiteController

    copied: list[str] = []

    async def remember(self: CiteController, text: str, what: str) -> None:
        copied.append(text)

    monkeypatch.setattr(CiteController, "copy", remember)
    collection = FakeCollection()
    id = f"{1:012x}"
    document = collection.documents[id]
    collection.documents[id] = replace(document, text=f"{MIXED[2]} {document.text}")
    async with reading(home, collection) as reader:
        await reader.press("enter", "g", "v", "l", '"')
        assert copied == [MIXED[2]]


INDIC = "यह पुल रोज़ नौ सौ गाड़ियों का भार उठाता है और हिला तक नहीं है, லேனா ஓஸ்ட் கூறினார்"
"""Words with vowel signs that stand beside their letters."""


def cells(text: str) -> int:
    """Return the cells of a text in a terminal that gives such signs a cell, as the C library does."""
    return sum(
        2 if unicodedata.east_asian_width(c) in "WF" else unicodedata.category(c) not in ("Mn", "Me", "Cf")
        for c in text
    )


@pytest.mark.parametrize("width", [20, 33, 40, 57, 80])
def test_vowel_signs_beside_letters_have_their_cells(width: int) -> None:
    assert display_width(INDIC) == cells(INDIC)
    assert cells(truncate(INDIC, width)) <= width
    assert all(cells(line) <= width for line in folded(INDIC, width, 9))


@pytest.mark.parametrize("width", [24, 40, 80])
async def test_no_line_of_an_indic_text_reaches_into_the_next_pane(width: int) -> None:
    panel = Menu()
    async with on_stage(panel, (width, 8)) as (_, pilot):
        panel.show(INDIC, [Choice(INDIC, "a", note=INDIC)], lambda value: None)
        panel.border_title = strips.title(INDIC)
        await pilot.pause()
        lines = panel.render_lines(Region(0, 0, width, 8))
        assert all(cells(line.text) <= width for line in lines)
        assert all(cells(line.text) == width for line in lines if "─" in line.text or "━" in line.text)
