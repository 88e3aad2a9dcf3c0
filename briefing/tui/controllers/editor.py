"""The panes on the program and the article as a thing: details, help, problems, theme, palette, and the editor outside."""

from __future__ import annotations

import asyncio
import os
import shlex
import subprocess
from pathlib import Path, PurePath
from typing import Any

from briefing.tui import keymap, themes
from briefing.tui.controllers.base import Flow


class Program(Flow):
    """What is about the program itself, or about the file behind an article."""

    # --- copies ---

    async def do_copies(self) -> None:
        reader = self.reader
        if reader.active == "copies":
            await reader.close_over()
            return
        id = reader.keeping.here()
        article = reader.article(id) if id else None
        if article is None:
            return
        if not article.copies:
            self.say("no other file carries this text" if reader.syncing.analysed else "texts are still being compared")
            return
        changes = await asyncio.to_thread(self.collection.copy_changes, id)
        pane = await reader.pane("copies")
        pane.show(changes, reader.quoting.labels({each.article for each in changes}), total=len(article.copies))
        await reader.go_to_pane("copies")

    # --- details, problems, help, theme ---

    async def do_details(self) -> None:
        reader = self.reader
        if reader.active == "details":
            await reader.close_over()
            return
        id = self.reader.keeping.here()
        article = reader.article(id) if id else None
        if article is None:
            return
        pane = await reader.pane("details")
        pane.show(article)
        await reader.go_to_pane("details")

    async def do_problems(self) -> None:
        from briefing.tui.widgets.choice_list import Choice

        choices = [Choice(problem.path, problem.path, note=problem.reason) for problem in self.collection.problems()]
        await self.reader.menu(
            "Files that could not be read", choices, lambda path: None, empty="every file could be read"
        )

    async def do_help(self) -> None:
        from briefing.tui.widgets.choice_list import Choice

        if self.reader.active == "menu":
            await self.reader.close_over()
            return
        choices: list[Choice] = []
        for group, rows in keymap.groups(first=self.reader.active):
            choices.append(Choice(group, heading=True))
            choices += [Choice(row.help.rstrip("."), row.id, key=row.shown, words=row.label) for row in rows]
        await self.reader.menu("Help", choices, self._do)

    async def _do(self, action: str) -> None:
        reader = self.reader
        row = keymap.BY_ID[action]
        if reader.active in row.where and row.palette:
            await reader.perform(action)

    async def do_menu_filter(self) -> None:
        prompt = await self.reader.searching.bottom_prompt()
        menu: Any = self.reader.mover
        prompt.ask("filter", changed=menu.filter, submitted=lambda text: None, cancelled=lambda: menu.filter(""))

    async def do_theme(self) -> None:
        from briefing.tui.widgets.choice_list import Choice

        choices = [Choice(name, name) for name in themes.NAMES]
        await self.reader.menu("Theme", choices, self.set_theme, current=self.reader.preferences.theme)

    def set_theme(self, name: str) -> None:
        """Take a theme by the name that people know it by, and remember it."""
        reader = self.reader
        reader.briefing.theme = themes.NAMES[name]
        reader.preferences = reader.preferences.changed(theme=name)

    async def do_palette(self) -> None:
        from textual.command import CommandPalette

        # Awaited: the keys that follow go into the palette.
        await self.reader.app.push_screen(CommandPalette(placeholder="what to do"))

    # --- the editor ---

    def do_open_in_editor(self) -> None:
        reader = self.reader
        id = self.reader.keeping.here()
        article = reader.article(id) if id else None
        if article is None:
            return
        command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
        try:
            words = shlex.split(command)
        except ValueError:
            words = []
        if not words:
            self.say("set EDITOR to the name of your editor first")
            return
        path = Path(self.collection.folder) / article.path
        stem, _, number = article.path.rpartition("#")
        if number.isdigit() and stem and (Path(self.collection.folder) / stem).is_file():
            path = Path(self.collection.folder) / stem  # one of several articles in a file
        line = self._line(path) if id == reader.shown else 1
        with reader.app.suspend():
            subprocess.run([*words, *editor_arguments(words[0], path, line)], check=False)
        reader.refresh(layout=True)
        reader.syncing.now()

    def _line(self, path: Path) -> int:
        """The line of the file, from 1, that holds the article's cursor; 1 where the format has no such place."""
        document = self.reader.document
        cursor = self.reader.view.cursor
        span = document.source_span((cursor, cursor + 1)) if document is not None else None
        if span is None:
            return 1
        try:
            text = path.read_bytes().decode("utf-8", "replace")
        except OSError:
            return 1
        return len(text[: span[0]].splitlines()) + (1 if text[: span[0]].endswith("\n") or not span[0] else 0) or 1


def editor_arguments(editor: str, path: Path, line: int) -> list[str]:
    """How ``editor`` is told a file and a line; editors not known get the file only."""
    name = PurePath(editor).stem.lower()
    file = os.fspath(path)
    if name in ("code", "codium", "vscodium", "cursor"):
        return ["--goto", f"{file}:{line}"]
    if name in ("hx", "helix", "subl", "zed"):
        return [f"{file}:{line}"]
    if name in (
        "vi",
        "vim",
        "nvim",
        "view",
        "nano",
        "emacs",
        "emacsclient",
        "kak",
        "micro",
        "joe",
        "ne",
        "mg",
        "jed",
        "less",
    ):
        return [f"+{line}", file]
    return [file]
