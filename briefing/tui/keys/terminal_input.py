"""What comes from the terminal: a paste is text to its end, whatever control characters it holds.

Textual's parser goes on looking for keys within a paste; an ESC in it would end the paste for the keys that follow.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from time import monotonic
from typing import Final

from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.message import Message

ESC: Final = "\x1b"
LOST_END_SECONDS: Final = 2.0
"""Seconds of silence after which a paste is over although its end never came: the keys are the person's again."""


class PasteParser(XTermParser):
    """Textual's parser, to which no ESC of a pasted text is shown."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._before = ""
        self._pasting = False
        self._held = ""
        self._heard = 0.0

    def feed(self, data: str) -> Iterable[Message]:
        """Yield what ``data`` means; "" is the end of all input."""
        if not data:
            yield from super().feed("")
            return
        shown = []
        while data:
            take = self._within if self._pasting else self._outside
            piece, data = take(data)
            shown.append(piece)
        self._heard = monotonic()
        if any(shown):
            yield from super().feed("".join(shown))

    def tick(self) -> Iterable[Message]:
        """Yield what the passing of time means."""
        lost_at = self._heard + LOST_END_SECONDS if self._pasting else math.inf
        if monotonic() > lost_at:
            self._pasting, self._held = False, ""
            yield from super().feed(BRACKETED_PASTE_END)
        yield from super().tick()

    def _outside(self, data: str) -> tuple[str, str]:
        """Return what is typed before the next paste, with the sign that begins it, and the rest."""
        joined = self._before + data
        start = joined.find(BRACKETED_PASTE_START)
        if start < 0:
            self._before = joined[-(len(BRACKETED_PASTE_START) - 1) :]
            return data, ""
        end = start + len(BRACKETED_PASTE_START) - len(self._before)
        self._before, self._pasting = "", True
        return data[:end], data[end:]

    def _within(self, data: str) -> tuple[str, str]:
        """Return what is pasted up to the sign that ends it, with that sign, and the rest."""
        data, self._held = self._held + data, ""
        end = data.find(BRACKETED_PASTE_END)
        if end >= 0:
            self._pasting = False
            return _text(data[:end]) + BRACKETED_PASTE_END, data[end + len(BRACKETED_PASTE_END) :]
        before, escape, after = data.rpartition(ESC)
        if BRACKETED_PASTE_END.startswith(escape + after if escape else " "):
            data, self._held = before, escape + after
        return _text(data), ""


def _text(pasted: str) -> str:
    """Return a paste with the picture of ESC in its place."""
    return pasted.replace(ESC, "\N{SYMBOL FOR ESCAPE}")
