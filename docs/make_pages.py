"""Writes what the pages have from the table of keys and from the parser: tables of keys, the key card, the manual page.

python docs/make_pages.py
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from briefing.cli.manual import page
from briefing.tui.keys.keymap import ACTIONS, BY_ID, Action

DOCS = Path(__file__).resolve().parent
BEGIN, END = "<!-- keys:begin -->\n", "<!-- keys:end -->"
SOME = re.compile(r"(<!-- keys: ([\w ]+) -->\n).*?(<!-- keys end -->)", re.DOTALL)
CARD_COLUMNS = 3


def shown(action: Action) -> str:
    """Return an action's keys as a page prints them."""
    return " ".join(f"`{key}`" for key in action.shown.split(" ")).replace("|", "\\|")


def whole_table() -> str:
    """Return the README's table: every key."""
    lines = ["| key | action |", "|---|---|"]
    for action in ACTIONS:
        if action.keys and action.table:
            where = "in the names: " if action.where == {"entities"} else ""
            lines.append(f"| {shown(action)} | {where}{action.label} |")
    return "\n".join(lines) + "\n"


def some_table(ids: Iterable[str]) -> str:
    """Return the table of a screen's page: these actions."""
    rows = [f"| {shown(BY_ID[id])} | {BY_ID[id].help} |" for id in ids]
    return "\n".join(["| key | what it does |", "|---|---|", *rows]) + "\n"


def key_card() -> str:
    """Return every key on one page to be printed."""
    parts = ["# Key card", "", "Made from the table of actions; `?` shows the same in the reader, `briefing keys` with your own keys.", ""]  # fmt: skip
    groups: dict[str, list[Action]] = {}
    for action in ACTIONS:
        if action.keys:
            groups.setdefault(action.group, []).append(action)
    for group, rows in groups.items():
        cells = [f"{shown(row)} {row.label}" for row in rows]
        lines = [cells[at : at + CARD_COLUMNS] for at in range(0, len(cells), CARD_COLUMNS)]
        blank = "|" + " |" * CARD_COLUMNS
        parts += [f"## {group}", "", blank, "|" + "---|" * CARD_COLUMNS]
        parts += ["| " + " | ".join(line + [""] * (CARD_COLUMNS - len(line))) + " |" for line in lines] + [""]
    return "\n".join(parts)


def with_tables(text: str) -> str:
    """Return a page with its tables as they are now."""
    text = SOME.sub(lambda found: found[1] + some_table(found[2].split()) + found[3], text)
    if BEGIN in text:
        before, rest = text.split(BEGIN)
        text = before + BEGIN + whole_table() + END + rest.split(END, 1)[1]
    return text


def pages() -> list[Path]:
    """Return the pages that have tables of keys."""
    return [DOCS.parent / "README.md", DOCS / "tutorial.md", *sorted((DOCS / "screens").glob("*.md"))]


def main() -> None:
    for path in pages():
        path.write_text(with_tables(path.read_text("utf-8")), "utf-8")
    (DOCS / "keys.md").write_text(key_card(), "utf-8")
    (DOCS / "briefing.1").write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
