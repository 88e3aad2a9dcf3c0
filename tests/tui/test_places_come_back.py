"""Going back leads to exactly what was on the screen: from every place to every other one, compared as the person sees it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest
import reader_fake
from reader_fake import FakeCollection
from reader_pilot import SIZES, Reader, reading

FILLING = tuple(
    f"On day {day} the carters of Vellmar counted {day * 7} barrels at the east gate, and the ferryman wrote the number down "
    "in the long book that lies under the lamp, as he has done since the flood."
    for day in range(1, 13)
)


@pytest.fixture(autouse=True)
def articles_are_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Articles that are scrolled: what stands at the middle of a short one stands there always."""
    stories = [(*story[:3], (*FILLING[:9], *story[3], *FILLING[9:])) for story in reader_fake.STORIES]
    monkeypatch.setattr(reader_fake, "STORIES", tuple(stories))


def seen(reader: Reader) -> str:
    """Return the screen without its last line, which says what keys do."""
    return "\n".join(line.rstrip() for line in reader.lines()[:-1])


async def to_words(reader: Reader) -> None:
    """Go to the quotation that several sources carry, and some lines on within it, as one does who reads."""
    await reader.press("enter", "]", "j", "k")


async def to_page(reader: Reader) -> None:
    await reader.press("enter", "z")
    page: Any = reader.screen.existing("story")
    await reader.until(lambda: reader.screen.active == "story" and page.row_total() > 3)
    await reader.press("]")


async def keys(reader: Reader, *pressed: str) -> None:
    await reader.press(*pressed)


PLACES: dict[str, tuple[Callable[[Reader], Awaitable[Any]], tuple[str, ...]]] = {
    "list": (lambda reader: keys(reader, "j", "j"), ()),
    "article": (to_words, ()),
    "scrolled": (lambda reader: keys(reader, "j", "enter", "space", "j", "j"), ()),
    "sources": (to_words, ("w",)),
    "beside sources": (to_words, ("w", "h", "j")),
    "compare": (to_words, ("c", "j")),
    "differing": (to_words, ("c", "j", "d")),
    "coverage": (to_words, ("t", "l")),
    "differences": (to_words, ("d", "j")),
    "story": (to_page, ()),
    "compared from the story": (to_page, ("c",)),
    "names": (to_words, ("e", "j")),
    "all names": (to_words, ("e", "A", "j", "D")),
    "mention": (to_words, ("e", "enter", "h")),
    "said": (to_words, ("e", "Q")),
    "notebook": (to_words, ("a", "B")),
    "hit": (lambda reader: keys(reader, "/", *"bridge", "enter", "n"), ()),
    "presentation": (to_words, ("P",)),
    "hits": (lambda reader: keys(reader, "/", *"bridge", "enter", "A", "j"), ()),
}
"""Each place by the keys that lead there from the list."""

WAYS: dict[str, tuple[str, ...]] = {
    "compare": ("c",),
    "source": ("c", "2"),
    "who else": ("w",),
    "coverage": ("t", "enter"),
    "names": ("e", "j", "enter"),
    "all names": ("e", "A", "enter"),
    "another article": ("J",),
    "an article before": ("K",),
    "search": ("/", *"carts", "enter"),
    "notebook": ("B",),
    "presentation": ("P", "j"),
    "story": ("z",),
    "mark": ("'", "z"),
    "said": ("e", "Q", "enter"),
}
"""Ways out of a place, by keys that most panes have."""


STEPPED = {
    ("scrolled", "source"), ("list", "another article"), ("list", "an article before"), ("notebook", "search"), ("notebook", "another article"),
    ("notebook", "an article before"), ("beside sources", "who else"), ("compare", "story"), ("differing", "story"),
    ("compared from the story", "story"), ("compare", "source"), ("differing", "source"), ("compared from the story", "source"), ("names", "all names"), ("names", "names"), ("all names", "names"), ("all names", "all names"),
}  # fmt: skip
"""Ways that are steps within the place."""


IN_TURN = [(place, list(SIZES)[number % len(SIZES)]) for number, place in enumerate(PLACES)]
"""Each place in one size: the sizes in turn."""


@pytest.mark.parametrize(("place", "size"), IN_TURN)
async def test_every_way_out_leads_back_to_what_was_seen(home: Path, place: str, size: str) -> None:
    collection = FakeCollection()
    collection.state.set_mark("z", "000000000003", 40)
    async with reading(home, collection, size=SIZES[size]) as reader:
        await reader.press("M", "g")
        go, further = PLACES[place]
        await go(reader)
        await reader.press(*further)
        await reader.settle()
        start, where = seen(reader), reader.screen.active
        for way, pressed in WAYS.items():
            if (place, way) in STEPPED or all((way == "who else", size == "four")):
                continue
            await reader.press(*pressed)
            for _ in pressed:
                if (seen(reader), reader.screen.active) == (start, where):
                    break
                await reader.press("H")
            now = seen(reader)
            assert now == start, f"{way}\n" + "\n".join(unified_diff(start.split("\n"), now.split("\n"), n=0))
            assert reader.screen.active == where, way
