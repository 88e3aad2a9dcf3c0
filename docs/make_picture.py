"""Makes docs/reader.svg, the README's picture, from the running reader on the sample articles.

python docs/make_picture.py
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path

from briefing import Collection
from briefing.tui.app import BriefingApp

HERE = Path(__file__).resolve().parent
KEYS = ("slash", "o", "a", "k", "enter", "right_square_bracket", "w")
SIZE = (150, 42)


async def picture() -> str:
    with tempfile.TemporaryDirectory() as home, Collection.open(HERE.parent / "articles", home=home) as collection:
        app = BriefingApp(collection, home=home, sync=False, restore=False)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause(1.0)
            for key in KEYS:
                await pilot.press(key)
                await pilot.pause(0.3)
            await pilot.pause(1.0)
            return app.export_screenshot(title="briefing articles")


def main() -> None:
    svg = asyncio.run(picture())
    # The picture must not fetch anything: a viewer's own monospaced font serves.
    svg = re.sub(r"@font-face\s*{[^}]*}", "", svg)
    svg = svg.replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas")
    (HERE / "reader.svg").write_text(svg, "utf-8")


if __name__ == "__main__":
    main()
