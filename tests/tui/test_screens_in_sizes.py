"""Every screen in three sizes and two themes, as it looked when somebody looked at it last.

``--snapshot-update`` keeps what is there now; the difference to what was kept is the test's message.
"""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

import pytest
from reader_fake import FakeCollection
from reader_pilot import SIZES, Reader, reading
from screen_record import KEPT, Look, characters, look, record
from test_screens_copies import collection as with_copies
from test_snapshots import Do, clipped, keys, page, typed
from test_snapshots import _the_same_everywhere as _the_same_everywhere

from briefing.tui.keys import keymap

QUOTED = ("j", "enter", "]")

SCREENS: dict[str, Do] = {
    "list": keys(),
    "article": keys(*QUOTED),
    "search": typed("carts", "enter", "n"),
    "hits": typed("carts", "enter", "A"),
    "sources": keys(*QUOTED, "w"),
    "entities": keys("e"),
    "compare": keys(*QUOTED, "c"),
    "coverage": keys(*QUOTED, "t"),
    "differences": keys("d"),
    "said": keys("e", "Q"),
    "copies": keys("j", "C"),
    "details": keys("i"),
    "notebook": clipped,
    "presentation": keys(*QUOTED, "P"),
    "cite": keys(*QUOTED, "Y", "j"),
    "story": page,
    "menu": keys("?"),
}

THEMES = ("dark", "light")


async def recorded(reader: Reader) -> dict[str, str]:
    """Return the screen in every size: size -> its record. To change the theme takes longest: it is changed once."""
    printed: dict[tuple[int, int], list[str]] = {}
    looks: dict[tuple[int, int], dict[str, Look]] = {size: {} for size in SIZES.values()}
    for theme, sizes in zip(THEMES, (list(looks), list(looks)[::-1]), strict=True):
        reader.screen.wear_preferences(theme=theme)
        for size in sizes:
            if reader.app.size != size:
                await reader.pilot.resize_terminal(*size)
            await reader.settle()
            looks[size][theme] = look(reader)
            printed.setdefault(size, characters(reader))
    return {f"{size[0]}x{size[1]}": record(printed[size], looks[size]) for size in printed}


@pytest.mark.parametrize("name", SCREENS)
async def test_the_screen_looks_as_it_did(home: Path, request: pytest.FixtureRequest, name: str) -> None:
    collection = with_copies() if name == "copies" else FakeCollection()
    async with reading(home, collection, size=SIZES["one"]) as reader:
        await SCREENS[name](reader)
        reader.app.clear_notices()
        records = await recorded(reader)
    for size, now in records.items():
        kept = KEPT / f"{name}-{size}.txt"
        if request.config.getoption("--snapshot-update"):
            kept.parent.mkdir(exist_ok=True)
            kept.write_text(now, "utf-8")
        before = kept.read_text("utf-8")
        assert before == now, "\n".join(unified_diff(before.splitlines(), now.splitlines(), "kept", "now", n=1))


def test_every_pane_has_its_picture() -> None:
    assert set(keymap.PANES) <= set(SCREENS)
