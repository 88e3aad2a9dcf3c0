"""Programs outside: the editor on an article's file, at the line that is being read, and the browser on an address."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from typing import Final

from briefing.tui.controllers.base import IN_ARTICLE, Controller
from briefing.tui.messages import FolderSyncWanted

_AT_LINE: Final[Mapping[str, tuple[str, ...]]] = {
    "--goto {file}:{line}": ("code", "codium", "vscodium", "cursor"),
    "{file}:{line}": ("hx", "helix", "subl", "zed"),
    "+{line} {file}": (
        "vi", "vim", "nvim", "view", "nano", "emacs", "emacsclient", "kak", "micro", "joe", "ne", "mg", "jed", "less",
    ),
}  # fmt: skip
"""How editors are told a file and a line; those not named get the file only."""

EDITORS: Final = ("editor", "nvim", "vim", "nano", "micro", "hx", "kak", "emacs", "vi")
"""Editors that are looked for where neither VISUAL nor EDITOR names one."""

BROWSERS: Final = (("xdg-open",), ("gio", "open"), ("wslview",), ("termux-open-url",))
"""Programs that hand an address to the browser of a desktop."""

DISPLAYS: Final = ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "TERMUX_VERSION")
"""Variables of which one is set where there is a desktop to open a browser on."""

MOST_LINKS: Final = 300
"""Addresses of an article that are listed."""


class EditorController(Controller):
    """The keys that open something outside the reader."""

    # --- the editor ---

    def do_open_in_editor(self) -> None:
        port = self.port
        article = self.target_article()
        if article is None:
            self.say("no article under the cursor")
            return
        if self.collection.archive is not None:
            self.say("an article of an archive has no file here; O opens its address")
            return
        words = find_editor()
        if not words:
            self.say("no editor found; set EDITOR to the name of yours")
            return
        path = Path(self.collection.folder) / article.path
        stem, _, number = article.path.rpartition("#")
        container = Path(self.collection.folder) / stem
        if number.isdigit() and container.is_file():
            path = container  # one of several articles in a file
        line = self._line(path, article.id)
        try:
            with port.suspend():
                subprocess.run([*words, *editor_arguments(words[0], path, line)], check=False)
        except OSError as error:
            self.say(f"cannot run {words[0]}: {error.strerror}; set EDITOR to another editor", kind="warning")
        port.publish(FolderSyncWanted())

    def _line(self, path: Path, article: str) -> int:
        """Return the line of the file, from 1, of what is under the cursor; 1 where the format has no such place."""
        beside = self.port.active in IN_ARTICLE
        if beside and article != self.state.shown:
            return 1
        place = self.offset_of(self.port.target())
        span = self.collection.document(article).source_span((place, place + 1))
        if span is None:
            return 1
        try:
            text = path.read_bytes().decode("utf-8", "replace")
        except OSError:
            return 1
        return max(1, len(f"{text[: span[0]]}|".splitlines()))

    # --- the browser ---

    async def do_open_address(self) -> None:
        """Show the article's address; Enter opens it."""
        article = self.target_article()
        address = None if article is None else article.url.value
        if address is None:
            self.say("no address is known for this article" if article is not None else "no article under the cursor")
            return
        await self._offer([address], "Address")

    async def do_links(self) -> None:
        """List the addresses that the article prints, and its own, by number."""
        from briefing.tui.links import links_of

        article = self.target_article()
        if article is None:
            self.say("no article under the cursor")
            return
        addresses = links_of(self.collection.document(article.id), MOST_LINKS)
        if not addresses:
            self.say("no address in this article")
            return
        await self._offer(addresses, "Links")

    async def _offer(self, addresses: list[str], title: str) -> None:
        from briefing.tui.links import host_of
        from briefing.tui.widgets.choice_list import Choice

        choices = [Choice(each, each, key=str(number), note=host_of(each)) for number, each in enumerate(addresses, 1)]
        await self.port.choose(f"{title}: Enter opens it in the browser", choices, self._open)

    async def _open(self, address: str) -> None:
        command = find_browser()
        if not address.startswith(("http://", "https://")):
            self.say("only http and https addresses are opened")
        elif not command:
            await self.port.copy(address, "no browser found here; the address was")
        elif reason := start_browser(command, address):
            self.say(f"cannot run {command[0]}: {reason}", kind="warning")
        else:
            self.say(f"sent to the browser: {address}")

    async def do_menu_number(self, key: str) -> None:
        """In a list of choices: go to the row with this number, and choose it if no longer number begins so."""
        menu = self.port.existing("menu")
        if menu.go_to_number(key):
            await self.port.perform("activate")
        elif not menu.number:
            self.say(f"no row here has the number {key}")


def find_editor() -> list[str]:
    """Return the command of the person's editor, else of one that is installed; nothing if there is none."""
    for name in ("VISUAL", "EDITOR"):
        words = _command(os.environ.get(name, ""))
        if words:
            return words
    return next(([name] for name in EDITORS if shutil.which(name)), [])


def find_browser() -> list[str]:
    """Return the command that opens an address, nothing where there is no desktop."""
    named = _command(os.environ.get("BROWSER", ""))
    if named:
        return named
    if sys.platform == "darwin":
        return ["open"]
    if not any(map(os.environ.get, DISPLAYS)):
        return []
    return next((list(command) for command in BROWSERS if shutil.which(command[0])), [])


def start_browser(command: Sequence[str], address: str) -> str:
    """Start a browser that outlives the reader; return why it could not be started, "" if it could."""
    quiet = subprocess.DEVNULL
    try:
        subprocess.Popen([*command, address], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    except OSError as error:
        return str(error.strerror)
    return ""


def _command(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:
        return []


def editor_arguments(editor: str, path: Path, line: int) -> list[str]:
    """Return how ``editor`` is told a file and a line; editors not known get the file only."""
    name, file = PurePath(editor).stem.lower(), os.fspath(path)
    form = next((form for form, names in _AT_LINE.items() if name in names), "{file}")
    return [part.format(file=file, line=line) for part in form.split(" ")]
