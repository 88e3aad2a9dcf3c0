"""The reader's Textual application: starts, takes keys in the order they were typed, shows notices, ends. Wiring only.

Keys are dispatched here, one after the other, from the table in ``actions``: an action has finished before the next key is
looked at, so that whatever types fast (a person, a script) gets what it typed. Imports no index, parser or clipboard.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import App
from textual.binding import BindingType
from textual.message import Message

from briefing.errors import BriefingError
from briefing.text import drawn, one_line
from briefing.tui import themes
from briefing.tui.failures import words_for
from briefing.tui.keys import keymap
from briefing.tui.steady_stylesheet import SteadyStylesheet

if TYPE_CHECKING:
    from textual.screen import Screen

    from briefing.collection.facade import Collection
    from briefing.tui.screens.reader_screen import ReaderScreen
    from briefing.tui.widgets.bars.hint_bar import HintBar

MOST_SAID = 50
"""Notices that are remembered."""
LAST_WAIT = 0.3
"""Seconds for which leaving waits for what is still being computed."""
ENDING_SECONDS = 4.0
"""How long a process that was asked to end may take for that."""
ENDING_SIGNALS = ("SIGTERM", "SIGHUP")


class BriefingApp(App[int]):
    """The reader on one collection.

    ``collection`` or a function that opens one. ``sync``: bring the folder up to date while reading. ``restore``: go on where
    the last session ended. ``guide``: tell a first session the first steps. ``home`` is where the program keeps what it writes (see :mod:`briefing.paths`).
    """

    TITLE = "briefing"
    CSS_PATH = "styles/app.tcss"
    # All keys come from the one table; Textual's own would bypass it.
    BINDINGS: ClassVar[list[BindingType]] = []
    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False

    def __init__(
        self,
        collection: Collection | Callable[[], Collection],
        *,
        home: str | os.PathLike[str] | None = None,
        sync: bool = True,
        restore: bool = True,
        guide: bool = True,
    ) -> None:
        # Without colours states are told as on a terminal with its own colours: reverse, bold, underlined; shades of grey are colours, too.
        super().__init__(ansi_color=True if os.environ.get("NO_COLOR") else None)
        from briefing.paths import Places
        from briefing.settings import load
        from briefing.tui.session_state import Preferences

        places = Places.find(home)
        self.collection: Collection = collection() if callable(collection) else collection
        self.sync_wanted = sync
        self.restore_wanted = restore
        self.guide_wanted = all((guide, restore))
        self.last_resort: threading.Timer | None = None
        """Ends the process that was asked to end and does not."""
        self.ended_by = 0
        """The signal that asked the reader to end, or 0."""
        self.faults: list[BaseException] = []
        """Exceptions that were turned into notices: tests look at them."""
        self.unsaved: list[Exception] = []
        """What failed while the reader was left and could not be told there."""
        self.said: list[str] = []
        """What notices said, the newest last: they go at the next key, and the palette lists them."""
        self.settings, faults = load(places.config)
        self.settings_notices = [*faults, *self._take_keys()]
        self.preferences_folder = places.data
        self.preferences = Preferences.load(places.data, self.settings)
        self.animation_level = "none"
        for theme in themes.THEMES:
            self.register_theme(theme)
        if self.preferences.theme not in themes.NAMES:
            named = one_line(self.preferences.theme)[:40]
            self.settings_notices.append(f"theme: there is no {named!r}; one of {', '.join(themes.NAMES)}")
            self.preferences = self.preferences.given_instead(theme=next(iter(themes.NAMES)))
        self.theme = themes.NAMES[self.preferences.theme]
        self.stylesheet = SteadyStylesheet(variables=self.get_css_variables())
        self._reader: ReaderScreen | None = None
        self._work: asyncio.Future[None] | None = None
        """What the key that came last asked for, while that is being done."""

    def _take_keys(self) -> list[str]:
        """Have the keys of the settings in force; return what cannot be taken, a line each."""
        if not self.settings.keys:
            keymap.use(keymap.ACTIONS)
            return []
        from briefing.tui.keys.own_keys import resolve

        actions, notices = resolve(self.settings.keys)
        keymap.use(actions)
        return notices

    def get_default_screen(self) -> Screen[Any]:
        from briefing.tui.screens.reader_screen import ReaderScreen

        self._reader = ReaderScreen(self.collection, self.preferences)
        return self._reader

    @property
    def reader(self) -> ReaderScreen:
        """The one screen."""
        if self._reader is None:
            raise RuntimeError("the reader has not started")
        return self._reader

    # --- keys ---

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and not event.is_forwarded and self._reader is not None:
            if event.key == "ctrl+z":
                self._stop_for_now()
                return
            if not self._reader.ready or self.screen is self._reader:
                await self._at_work(self._reader.key(event))
                return
            if event.key in ("ctrl+q", "ctrl+c"):
                await self._reader.perform("quit")
                return
        if (
            isinstance(event, events.Paste)
            and not event.is_forwarded
            and self._reader is not None
            and self.screen is self._reader
        ):
            await self._reader.paste(event.text)
            return
        if isinstance(event, events.MouseDown):
            self.clear_notices()
        await super().on_event(event)

    def _stop_for_now(self) -> None:
        """Give the terminal to the shell, whose ``fg`` comes back; where no shell waits, say so."""
        from briefing.tui.keys.drivers import shell_waits

        if getattr(self._driver, "can_suspend", False) and shell_waits():
            self.action_suspend_process()
        else:
            self.notice("ctrl+z needs a shell to come back from, and none waits for this reader")

    async def _at_work(self, work: Coroutine[Any, Any, None]) -> None:
        """Do what a key asks for, to its end or until the reader is left."""
        self._work = asyncio.ensure_future(work)
        try:
            await self._work
        except asyncio.CancelledError:
            if not self._exit:
                raise
        finally:
            self._work = None

    def post_message(self, message: Message) -> bool:
        # Leaving does not wait for its turn: what a key before it asked for may take seconds.
        if isinstance(message, events.Key) and message.key == "ctrl+q" and self._work is not None:
            self.exit(0)
            self._work.cancel()
            return True
        return super().post_message(message)

    # --- ends that others ask for ---

    def on_mount(self) -> None:
        self.listen(asyncio.get_running_loop())
        # The screen that one comes back to is empty, of the same size as before or not.
        self.app_resume_signal.subscribe(self, lambda app: app.refresh(layout=True))

    def listen(self, loop: asyncio.AbstractEventLoop) -> None:
        """Have the signals that end a program leave the reader, from before it takes the terminal."""
        for name in ENDING_SIGNALS:
            number = getattr(signal, name, None)
            if number is not None:
                # Not the main thread, or Windows: there the system ends the program.
                with contextlib.suppress(ValueError, RuntimeError, NotImplementedError):
                    loop.add_signal_handler(number, self._asked_to_end, number)
                    # Nobody takes what is drawn on a terminal that is gone, and whoever draws waits for that for ever: such a loop hears nothing.
                    signal.signal(number, self._end_anyway)

    def _end_anyway(self, number: int, frame: object) -> None:
        """End the process when it was not left in time."""
        if self.last_resort is None:
            self.last_resort = threading.Timer(ENDING_SECONDS, os._exit, (128 + number,))
            self.last_resort.daemon = True
            self.last_resort.start()

    def _asked_to_end(self, number: int) -> None:
        """Leave as by a key: the place is kept, the screen, the cursor and the mouse are given back."""
        self.ended_by = number
        self.exit(0)
        if self._work is not None:
            self._work.cancel()

    def hang_up(self, loop: asyncio.AbstractEventLoop) -> None:
        """Leave a terminal that is gone, in ``loop``, or without it where that waits for the terminal. For any thread."""
        self._end_anyway(signal.SIGHUP, None)
        loop.call_soon_threadsafe(self._asked_to_end, signal.SIGHUP)

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        # Once the terminal is given back nobody takes what is drawn, and whoever draws waits for that for ever.
        if not self.leaving:
            super()._display(screen, renderable)

    @property
    def leaving(self) -> bool:
        """The reader is being left: what it consists of goes away piece by piece."""
        return self._exit

    async def action_quit(self) -> None:
        await self.reader.perform("quit")

    def write_terminal(self, text: str) -> None:
        """Send a control sequence of our own making (OSC 52) to the terminal; safe to call from a thread."""
        if self._driver is not None:
            self._driver.write(text)
            self._driver.flush()

    # --- words to the person ---

    def notice(self, text: str, *, kind: str = "information") -> None:
        """One line for the person in the footer, until the next key. ``text`` may quote anything: it is made safe here and is never markup."""
        bar = self._footer
        words = drawn(one_line(text))
        if bar is not None and words in bar.notices:
            return  # said again: once on the screen is enough
        self.said = [*self.said, words][-MOST_SAID:]
        if bar is not None:
            bar.tell(words, kind)

    def clear_notices(self) -> None:
        """Take away what stands in the footer: it was read, or the screen shows something else now."""
        if self._footer is not None:
            self._footer.forget()

    @property
    def _footer(self) -> HintBar | None:
        """The line that notices stand in, once it is there."""
        return getattr(self._reader, "hints", None)

    def fault(self, error: BaseException) -> None:
        """Something failed: one line, and the reader goes on. What fails because the reader ends is nobody's concern."""
        if self.leaving:
            return
        if isinstance(error, BriefingError):
            self.notice(words_for(error), kind="warning")
            return
        self.faults.append(error)
        self.log.error(repr(error))
        words = str(error).strip().splitlines()
        self.notice(f"that did not work: {words[0] if words else type(error).__name__}", kind="error")


def run(
    folder: Path | str, *, home: str | os.PathLike[str] | None = None, sync: bool = True, restore: bool = True
) -> int:
    """Open the reader on ``folder`` and return the exit status when it is left. Raises FolderError, StateError.

    Without a terminal that can be drawn on (``TERM=dumb``, a pipe) one line says so and names the commands; status 2.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM", "") in ("dumb", ""):
        print(
            "briefing: the reader needs a terminal; try `briefing list`, `briefing search WORDS` or `briefing show ARTICLE --plain`",
            file=sys.stderr,
        )
        return 2
    return _run(lambda: _folder(folder, home), home, sync, restore)


def run_on_archive(
    url: str,
    name: str | None = None,
    fields: str = "",
    *,
    home: str | os.PathLike[str] | None = None,
    sync: bool = True,
) -> int:
    """Open the reader on an archive and return the exit status when it is left. Raises ArchiveError, StateError."""

    def opened() -> Collection:
        from briefing.collection.archive.archive import Archive

        named = {} if name is None else {"name": name}
        return Archive.at(url, fields=fields, home=home, **named)

    return _run(opened, home, sync, restore=True)


def _folder(folder: Path | str, home: str | os.PathLike[str] | None) -> Collection:
    from briefing.collection.facade import Collection

    return Collection.open(folder, home=home, sync=False)


def _run(opened: Callable[[], Collection], home: str | os.PathLike[str] | None, sync: bool, restore: bool) -> int:
    # What is made while starting stays for good: collecting garbage among it costs a quarter of the start (see benchmarks/startup.py).
    # The screen switches the collector on again after the first picture.
    gc.disable()
    # Threads that make panes ahead let the keys' thread go on within a millisecond; the usual five are felt at every step of a key.
    sys.setswitchinterval(0.001)
    collection = opened()
    # A loop of our own: one that asyncio closes waits for its threads, and a comparison of thousands of articles takes seconds.
    loop = asyncio.new_event_loop()
    app: BriefingApp | None = None
    threading.excepthook = _unless_the_terminal_is_gone
    try:
        app = BriefingApp(collection, home=home, sync=sync, restore=restore)
        from briefing.tui.keys import drivers

        app.driver_class = drivers.driver_class(app.driver_class)
        app.listen(loop)
        status = app.run(mouse=app.settings.mouse, loop=loop) or 0
        if app.ended_by:
            status = 128 + app.ended_by
    finally:
        gc.enable()
        last_resort = getattr(app, "last_resort", None)
        if last_resort is not None:
            last_resort.cancel()
        for error in getattr(app, "unsaved", ()):
            print(f"briefing: {drawn(one_line(words_for(error)))}", file=sys.stderr)
        stopped = _ended(loop) and (app is None or app._reader is None or app._reader.stopped)
        # Whoever would not stop in time still uses the collection: the process ends, and its next start finds things whole. Closing
        # files under such a thread, or taking the interpreter down around it, can crash.
        if stopped:
            collection.close()
    if not stopped:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
    return status


def _unless_the_terminal_is_gone(failed: threading.ExceptHookArgs) -> None:
    """Print what a thread failed of; not of a terminal that has vanished under the picture that it was writing: nobody is there to read."""
    if (failed.exc_type, getattr(failed.exc_value, "errno", None)) != (OSError, errno.EIO):
        threading.__excepthook__(failed)


def _ended(loop: asyncio.AbstractEventLoop) -> bool:
    """Close ``loop``; return whether every other thread of the process has ended in :data:`LAST_WAIT`, daemons too."""
    tasks = asyncio.all_tasks(loop)
    for task in tasks:
        task.cancel()
    if tasks:
        loop.run_until_complete(asyncio.wait(tasks, timeout=LAST_WAIT))
    loop.close()
    deadline = time.monotonic() + LAST_WAIT
    threads = [thread for thread in threading.enumerate() if thread is not threading.current_thread()]
    for thread in threads:
        thread.join(max(0.0, deadline - time.monotonic()))
    return not any(thread.is_alive() for thread in threads)
