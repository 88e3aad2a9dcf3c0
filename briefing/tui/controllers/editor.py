"""The editor outside: the file of an article, at the line that is being read."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path, PurePath

from briefing.tui.controllers.base import Controller
from briefing.tui.messages import FolderSyncWanted


class EditorController(Controller):
    """The key that opens the person's own editor."""

    def do_open_in_editor(self) -> None:
        port = self.port
        article = self.target_article()
        if article is None:
            self.say("no article under the cursor")
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
        line = self._line(path) if article.id == self.state.shown else 1
        with port.suspend():
            subprocess.run([*words, *editor_arguments(words[0], path, line)], check=False)
        port.publish(FolderSyncWanted())

    def _line(self, path: Path) -> int:
        """Return the line of the file, from 1, that holds the article's cursor; 1 where the format has no such place."""
        document = self.state.document
        cursor = self.port.view.cursor
        span = document.source_span((cursor, cursor + 1)) if document is not None else None
        if span is None:
            return 1
        try:
            text = path.read_bytes().decode("utf-8", "replace")
        except OSError:
            return 1
        return len(text[: span[0]].splitlines()) + (1 if text[: span[0]].endswith("\n") or not span[0] else 0) or 1


def editor_arguments(editor: str, path: Path, line: int) -> list[str]:
    """Return how ``editor`` is told a file and a line; editors not known get the file only."""
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
