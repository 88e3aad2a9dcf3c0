"""Makes the pictures of docs/screens and the README's moving picture, from the running reader on the sample articles.

python docs/make_picture.py            all of them
python docs/make_picture.py compare    those named
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from pathlib import Path

from briefing import Collection
from briefing.tui.app import BriefingApp

HERE = Path(__file__).resolve().parent
FOLDER = HERE / "pictures"
QUOTATION = ("slash", *"oak", "enter", "right_square_bracket")
"""Keys to a quotation that several sources carry."""

SCREENS: dict[str, tuple[tuple[int, int], tuple[str, ...]]] = {
    "list": ((120, 34), ("j", "j")),
    "article": ((120, 34), ("j", "enter", "right_square_bracket")),
    "search": ((120, 34), ("slash", *"oak")),
    "hits": ((120, 34), ("slash", *"oak", "enter", "A", "j", "j")),
    "sources": ((120, 34), (*QUOTATION, "w")),
    "compare": ((120, 34), (*QUOTATION, "c")),
    "coverage": ((120, 34), ("enter", "right_square_bracket", "t")),
    "differences": ((120, 34), ("d",)),
    "story": ((120, 34), ("comma", "k", "k", "k", "enter", "g")),
    "entities": ((150, 34), ("j", "enter", "e", "j", "enter")),
    "said": ((120, 34), ("j", "enter", "e", "Q")),
    "notebook": ((120, 34), (*QUOTATION, "a", "right_square_bracket", "a", "B")),
    "cite": ((120, 34), (*QUOTATION, "Y", "j", "j", "j")),
    "presentation": ((120, 34), (*QUOTATION, "P")),
    "details": ((120, 34), ("j", "j", "i")),
    "copies": ((120, 34), ("slash", *"packet", "enter", "C")),
    "menu": ((120, 34), ("question_mark",)),
}
"""Pane -> size in cells and the keys that lead there."""

MOVING = ((), ("w",), ("q", "c"))
"""What is pressed before each scene of the moving picture, from a quotation on."""
SCENE_SECONDS = 4
MOST_WAITS = 20
UNFINISHED = ("put&#160;together", "being&#160;compared", "still&#160;being")
"""Words of a screen that is not ready to be taken."""


async def pictures(size: tuple[int, int], scenes: tuple[tuple[str, ...], ...], home: str) -> list[str]:
    """Return a picture after each of ``scenes``."""
    made: list[str] = []
    with Collection.open(HERE.parent / "articles", home=home) as collection:
        app = BriefingApp(collection, home=home, sync=False, restore=False)
        async with app.run_test(size=size, notifications=False) as pilot:
            await pilot.pause(1.0)
            for keys in scenes:
                for key in keys:
                    await pilot.press(key)
                    await pilot.pause(0.3)
                app.clear_notices()
                await pilot.pause(1.5)
                for _ in range(MOST_WAITS):
                    svg = app.export_screenshot(title="briefing articles")
                    if not any(words in svg for words in UNFINISHED):
                        break
                    await pilot.pause(0.5)
                made.append(still(svg))
    return made


def still(svg: str) -> str:
    """Return a picture that fetches nothing: a viewer's own monospaced font serves."""
    svg = re.sub(r"@font-face\s*{[^}]*}", "", svg)
    svg = svg.replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas")
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def moving(scenes: list[str]) -> str:
    """Return one picture that shows ``scenes`` one after the other; where nothing moves, the last one stays."""
    box = re.search(r'viewBox="([^"]*)"', scenes[0])
    whole, share = SCENE_SECONDS * len(scenes), 100 / len(scenes)
    style = [
        f"@keyframes scene {{ 0%, {share - 0.1:.1f}% {{ visibility: visible }} {share:.1f}%, 100% {{ visibility: hidden }} }}",
        f".scene {{ animation: scene {whole}s infinite step-end }}",
        *(f".scene-{n} {{ animation-delay: {n * SCENE_SECONDS - whole}s }}" for n in range(len(scenes))),
        "@media (prefers-reduced-motion: reduce) { .scene { animation: none } }",
    ]
    inside = "".join(f'<g class="scene scene-{n}">{scene}</g>' for n, scene in enumerate(scenes))
    size = box[1] if box else "0 0 100 100"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}"><style>{" ".join(style)}</style>{inside}</svg>\n'


def main(names: list[str]) -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, (size, keys) in SCREENS.items():
        if name in names or not names:
            with tempfile.TemporaryDirectory() as home:
                (made,) = asyncio.run(pictures(size, (keys,), home))
            (FOLDER / f"{name}.svg").write_text(made, "utf-8")
    if "reader" in names or not names:
        with tempfile.TemporaryDirectory() as home:
            scenes = asyncio.run(pictures((120, 34), ((*QUOTATION, *MOVING[0]), *MOVING[1:]), home))
        (HERE / "reader.svg").write_text(moving(scenes), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
