"""The one door to stdout and stderr: every piece of text passes ``safe_text`` here; colour only on a terminal that wants it.

Knows nothing of articles. A reader that goes away (a closed pipe) ends the program quietly; a terminal that cannot show a
character gets a plain one instead.
"""

from __future__ import annotations

import codecs
import json
import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any

from briefing.text import display_width, drawn, one_line, safe_text, visible

Piece = str | tuple[str, str]
"""Text, or text with the name of a style."""

_SGR = {
    "bold": "1", "dim": "2", "italic": "3", "hit": "1;33", "name": "36", "good": "32", "bad": "31", "warn": "33",
    "changed": "33", "added": "32", "omitted": "31", "inserted": "35", "strong": "1;4",
}  # fmt: skip

_CHUNK = 1 << 16
_SPACES = re.compile(r"( +)")

MEASURE = 88
"""Cells at which running text is wrapped on a wider terminal."""

_PLAIN = str.maketrans({
    "“": '"', "”": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "·": "|", "●": "*", "◐": "+", "○": "o",
    "≈": "~", "⟨": "<", "⟩": ">", "¦": "//", "→": "->", "≠": "!=", "▸": ">", "┊": "|", "♦": "*", "↕": ">", "█": "#", "░": ".",
})  # fmt: skip


def _plainer(error: UnicodeError) -> tuple[str, int]:
    """Encoding error handler: marks as their ASCII likeness, everything else as ``?``."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end].translate(_PLAIN)
    return lost.encode("ascii", "replace").decode("ascii"), error.end


codecs.register_error("briefing.plainer", _plainer)


class Output:
    """Where a command prints. ``width`` is the terminal's, or 0 where nothing may be cut or wrapped (a pipe, a file)."""

    def __init__(self, stdout: IO[str] | None = None, stderr: IO[str] | None = None, *, as_json: bool = False) -> None:
        self.stdout = stdout if stdout is not None else sys.stdout
        self.stderr = stderr if stderr is not None else sys.stderr
        self.as_json = as_json
        for stream in (self.stdout, self.stderr):
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure is not None:
                reconfigure(errors="briefing.plainer")
        self.terminal = _is_terminal(self.stdout)
        self.stderr_terminal = _is_terminal(self.stderr)
        self.color = self.terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM", "dumb") != "dumb"
        self.width = max(20, shutil.get_terminal_size((80, 24)).columns) if self.terminal else 0

    # --- stdout ---

    def hint(self, *parts: str) -> None:
        """A closing line that explains marks or names the next command; only on a terminal, where a person reads it."""
        if self.width:
            self.wrapped(("   ".join(parts), "dim"))

    def line(self, *pieces: Piece) -> None:
        """One line of ``pieces``."""
        self.stdout.write("".join(map(self._drawn, pieces)) + "\n")

    def block(self, text: str) -> None:
        """Text that brings its own line breaks (a citation, a whole article)."""
        self.stdout.write(self._seen(safe_text(text)) + "\n")

    def wrapped(self, *pieces: Piece, first: str = "", rest: str = "", measure: int = MEASURE) -> None:
        """Running text, wrapped at the measure on a terminal; ``first`` and ``rest`` are the indents."""
        if not self.width:
            self.line(first, *pieces)
            return
        for row in wrap(
            [_pair(piece) for piece in pieces], min(self.width, measure), display_width(first), display_width(rest)
        ):
            self.line(first, *row)
            first = rest

    def json(self, value: Any) -> None:
        """One JSON object, spread over lines only on a terminal (the encoder is ten times faster without that).

        Whatever could act on a terminal, and lone surrogates of file names, stand as ``\\uXXXX``.
        """
        text = json.dumps(
            value, ensure_ascii=not _is_unicode(self.stdout), indent=2 if self.terminal else None, default=str
        )
        for start in range(0, len(text), _CHUNK):
            chunk = text[start : start + _CHUNK]
            safe = safe_text(chunk)
            if safe != chunk:
                chunk = "".join(a if a == b else _escaped(a) for a, b in zip(chunk, safe, strict=True))
            self.stdout.write(chunk)
        self.stdout.write("\n")

    def flush(self) -> None:
        self.stdout.flush()

    # --- stderr ---

    def message(self, text: str) -> None:
        """One line for the person, never on stdout."""
        self.stderr.write(f"briefing: {one_line(text)}\n")

    # --- drawing ---

    def _drawn(self, piece: Piece) -> str:
        text, style = _pair(piece)
        text = self._seen(one_line(text))
        if not (style and self.color and text):
            return text
        codes = ";".join(_SGR[name] for name in style.split() if name in _SGR)
        return f"\x1b[{codes}m{text}\x1b[0m" if codes else text

    def _seen(self, text: str) -> str:
        """Safe text without characters that have no ink; on a terminal also without those on whose width terminals disagree."""
        return drawn(text) if self.terminal else visible(text)


def _pair(piece: Piece) -> tuple[str, str]:
    return (piece, "") if isinstance(piece, str) else piece


def _escaped(character: str) -> str:
    code = ord(character)
    if code > 0xFFFF:
        code -= 0x10000
        return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
    return f"\\u{code:04x}"


def _is_terminal(stream: IO[str]) -> bool:
    try:
        return stream.isatty()
    except (AttributeError, ValueError):
        return False


def _is_unicode(stream: IO[str]) -> bool:
    return "utf" in (getattr(stream, "encoding", None) or "").lower()


def wrap(pieces: Iterable[tuple[str, str]], width: int, first: int = 0, rest: int = 0) -> list[list[tuple[str, str]]]:
    """Return ``pieces`` broken at spaces into rows of at most ``width`` cells (``first`` and ``rest``: cells of indent).

    A word wider than a row is broken where it must be; the spaces within a row stay as they are.
    """
    rows: list[list[tuple[str, str]]] = [[]]
    room = max(8, width - first)
    for gap, word in _words(pieces):
        cells = sum(display_width(text) for text, _ in word)
        if rows[-1] and len(gap[0]) + cells > room:
            rows.append([])
            room = max(8, width - rest)
        elif rows[-1] and gap[0]:
            rows[-1].append(gap)
            room -= len(gap[0])
        for text, style in word:
            while display_width(text) > room:
                head = _fitting(text, room)
                rows[-1].append((head, style))
                rows.append([])
                room, text = max(8, width - rest), text[len(head) :]
            rows[-1].append((text, style))
            room -= display_width(text)
    return rows


def _words(pieces: Iterable[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], list[tuple[str, str]]]]:
    """Yield the words of styled text, each with the spaces before it; a word is a list of styled parts."""
    gap, gap_style = "", ""
    word: list[tuple[str, str]] = []
    for text, style in pieces:
        for part in _SPACES.split(one_line(text)):
            if not part:
                continue
            if part[0] != " ":
                word.append((part, style))
                continue
            if word:
                yield (gap, gap_style), word
                gap, word = "", []
            gap, gap_style = gap + part, style
    if word:
        yield (gap, gap_style), word


def _fitting(text: str, room: int) -> str:
    used = 0
    for index, character in enumerate(text):
        used += display_width(character)
        if used > room:
            return text[: max(1, index)]
    return text


def table(rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> list[list[str]]:
    """Return the cells of ``rows`` padded to the width of their column (the last column is left as it is)."""
    if not rows:
        return []
    cells = [[one_line(cell) for cell in row] for row in rows]
    widths = [max(display_width(row[column]) for row in cells) for column in range(len(cells[0]))]
    out: list[list[str]] = []
    for row in cells:
        padded = []
        for column, cell in enumerate(row):
            space = " " * (widths[column] - display_width(cell))
            last = column == len(row) - 1
            padded.append(space + cell if column in right else cell if last else cell + space)
        out.append(padded)
    return out
