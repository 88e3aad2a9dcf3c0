"""Hands that press anything: seeded keys, pastes and sizes for the reader in a pseudo-terminal, and what must never come of them."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import sys
import time
from collections import Counter
from pathlib import Path

from terminal import NAMED, Terminal

KEYS = (
    *"jkhlgGbJKHL+|-/nNfS][wctdyY\"asuUm'eFE}{WQDMVXRTZOAxICz,r.<>PvO#Bi:?!)(oCp1234567890",
    "enter", "esc", "tab", "space", "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "backspace",
)  # fmt: skip
OFTEN = ("j", "k", "enter", "esc", "]", "w", "c", "t", "d", "e", "/", "n", "J", "q")
CHORDS = (
    "\x10",
    "\x12",
    "\x1b[200~the tide\nmill\x1b[201~",
    "\x1b[15~",
    "\x1b[<0;20;9M\x1b[<0;20;9m",
    "\x1b[<65;60;9M",
)
SIZES = ((80, 24), (120, 40), (200, 60), (60, 20), (39, 9), (100, 30), (300, 80))
BAD = (b"Traceback", b"that did not work", b"Fatal", b"is closed")


class Hands:
    """Presses seeded keys; ``with Hands(folder, home, seed) as hands: hands.press(300)``."""

    def __init__(self, folder: Path, place: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.folder, self.place, self.seed = folder, place, seed
        self.pressed: list[str] = []
        self.ends: Counter[str] = Counter()
        self.terminal = self._open()

    def _open(self) -> Terminal:
        # Nothing that a key starts may leave the place: no editor, no browser, no clipboard of a desktop.
        env = {"BRIEFING_HOME": os.fspath(self.place / "home"), "EDITOR": "true", "VISUAL": "true", "BROWSER": "true"}
        env["PATH"] = os.fspath(self.place)
        command = [sys.executable, "-m", "briefing", os.fspath(self.folder)]
        columns, rows = self.chance.choice(SIZES)
        return Terminal(command, columns=columns, rows=rows, env=env, cwd=self.place)

    def press(self, count: int) -> None:
        """Press ``count`` keys in bursts, give the terminal other sizes between them, and open the reader again where one leaves it."""
        left = count
        while left > 0:
            burst = [self._key() for _ in range(min(left, self.chance.choice((1, 1, 2, 5, 20))))]
            left -= len(burst)
            self.pressed += burst
            if self.chance.random() < 0.08:
                self.terminal.resize(*self.chance.choice(SIZES))
            for key in burst:
                try:
                    self.terminal.press(key)
                except OSError:  # it has just been left
                    break
            self._look(self.chance.choice((0.0, 0.01, 0.05, 0.2)))

    def _key(self) -> str:
        return self.chance.choice(self.chance.choice((KEYS, KEYS, OFTEN, OFTEN, CHORDS)))

    def _look(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while self.terminal.pump(max(0.0, end - time.monotonic())):
            if time.monotonic() >= end:
                break
        else:
            self.end("a key")
            self.terminal = self._open()
            return
        self._check()

    def _check(self) -> None:
        for sign in BAD:
            assert sign not in self.terminal.raw, self.story()

    def end(self, how: str) -> None:
        """The reader has been left, or is to end now: status 0, and nothing that looks like a fault."""
        status = self.terminal.wait_for_exit(seconds=60)
        assert status == 0, f"{status}: {self.story()}"
        self._check()
        self.terminal.__exit__(None, None, None)
        self.ends[how] += 1

    def story(self) -> str:
        """What was pressed last and what is seen, for whoever looks into a failure."""
        return f"seed {self.seed}, key {len(self.pressed)}: {self.pressed[-60:]!r}\n{self.terminal.text}"

    def quit(self) -> None:
        """Leave at once, whatever is open."""
        self._await_start()
        with contextlib.suppress(OSError):
            self.terminal.press("\x11")
        self.end("ctrl+q")

    def _await_start(self) -> None:
        """Until the reader has the terminal: before, ctrl+q goes to the system, and a signal ends Python itself."""
        while b"\x1b[?2004h" not in self.terminal.raw and self.terminal.pump(1):
            pass

    def hang_up(self) -> None:
        """The terminal goes away: the reader ends by itself."""
        self._await_start()
        os.kill(self.terminal.pid, signal.SIGHUP)
        assert self.terminal.wait_for_exit(seconds=60) in (128 + signal.SIGHUP, 0), self.story()
        self._check()
        self.terminal.__exit__(None, None, None)
        self.ends["SIGHUP"] += 1

    def reopen(self) -> None:
        """Open the reader again after an end."""
        self.terminal = self._open()

    def answers(self) -> None:
        """The reader still does what a key says."""
        # One that is just starting may draw for the new size before the terminal here has it.
        self._await_start()
        self.terminal.settle(0.15, seconds=5)
        self.terminal.resize(120, 40)
        for _ in range(8):
            self.terminal.press("esc")
            self.terminal.settle(0.15, seconds=5)
            if self.terminal.status is not None or not self.terminal.pump(0):
                return  # Esc does not leave; a fault would show in the status
        self.terminal.press("?")
        self.terminal.wait_for("Help", seconds=60)


assert set(NAMED) >= {key for key in KEYS if len(key) > 1}
