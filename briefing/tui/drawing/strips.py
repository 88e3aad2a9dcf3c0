"""From strings to strips: the one door through which text of the reader's own widgets reaches the screen.

Every string passes :func:`clean` here and every style is a Rich style made from component classes; markup is never parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from rich.cells import get_character_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip

from briefing.text import display_width, drawn, is_spacing_mark, one_line, truncate

Piece = tuple[str, Style]
"""A stretch of text and its style."""

PLAIN = Style()
BOLD = Style(bold=True)
ITALIC = Style(italic=True)
TOLD = Style(bold=True, underline=True)
"""Words that tell what the others around them are shown for."""

_OPEN_ENDED = re.compile(r"(?:,| of| for| at| in| to| on| and| with| from)(?= )")
"""What follows the word that tells a post, and leads on to whose post it is."""

_VARIATION = str.maketrans({"\ufe0f": "\ufe0e"})
"""Terminals disagree on the width of characters asked to show as pictures; asked to show as text they keep their columns."""


def clean(text: str) -> str:
    """Return ``text`` as it may be printed in one row: safe, without newline or tab, of certain width; same length."""
    text = one_line(text)
    return text if text.isascii() else text.translate(_VARIATION)


def width_of(text: str) -> int:
    """Terminal cells that ``text`` takes when printed by this module."""
    return display_width(clean(text))


@lru_cache(maxsize=4096)
def cell_width(character: str) -> int:
    """Cells of one (cleaned) character: 0, 1 or 2."""
    return 0 if character == "\u00ad" else get_character_cell_size(character) + is_spacing_mark(character)


def clings(character: str) -> bool:
    """Return whether a (cleaned) character is drawn with the one before."""
    return cell_width(character) == is_spacing_mark(character)


def in_lines(parts: Iterable[str], width: int, between: str = "   ") -> list[str]:
    """Return ``parts`` on as few lines of ``width`` cells as hold them whole."""
    lines: list[str] = []
    for part in parts:
        joined = f"{lines[-1]}{between}{part}" if lines else part
        if lines and width_of(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(part)
    return lines


def heading(words: str, width: int, muted: Style) -> list[Piece]:
    """Return the heading of a section: its words with a rule around them, ``width`` cells in all."""
    return [(" ── ", muted), (words, BOLD), (f" {'─' * max(0, width - width_of(words) - 5)}", muted)]


def fit(text: str, width: int) -> str:
    """Return ``text`` cleaned and cut to ``width`` cells with an ellipsis; a quotation that is cut still ends with its mark."""
    if width <= 0:
        return ""
    if len(text) > width * 4 + 64:  # never measure a megabyte to print a row
        text = text[: width * 4 + 64] + "…"
    text = clean(text)
    cut = truncate(text, width)
    open_marks = cut.count("“") - cut.count("”") if cut != text else 0
    return cut if open_marks <= 0 else truncate(text, width - 1) + "”"


def fit_ends(text: str, width: int) -> str:
    """Like :func:`fit`, but a name keeps its last word, by which long names differ: ``US Department … Treasury``."""
    text = clean(text[: 4 * max(0, width) + 400])
    *words, last = text.split(" ")
    if display_width(text) <= width:
        return text
    while words and display_width(" ".join([*words, "…", last])) > width:
        words.pop()
    shown = " ".join([*words, "…", last])
    return shown if words and display_width(shown) >= width // 2 else fit(text, width)


def fit_person(name: str, width: int) -> str:
    """Like :func:`fit_ends`, but a person's first names give way to their letters before a word is cut: ``C. Kennedy``."""
    *first, last = clean(name[: 4 * max(0, width) + 400]).split(" ")
    short = " ".join([*(f"{word[0]}." for word in first if word[:1].isalpha()), last])
    fits = display_width(name) > width >= display_width(short)
    return short if fits else fit_ends(name, width)


def whole_words(text: str, width: int) -> str:
    """Return as much of ``text`` as ends with a word that nothing more belongs to, and that it goes on, "" where that is nothing:
    ``director …`` of ``director of the harbour``."""
    text = clean(text[: 4 * max(0, width) + 400])
    if display_width(text) <= width:
        return text
    text = f"{_OPEN_ENDED.split(text, maxsplit=1)[0]} …"
    return text if display_width(text) <= width else ""


def surname_or_cut(name: str, width: int) -> str:
    """Return who speaks in ``width`` cells: by the last name where it is first and last name, else cut between words."""
    words = [word for word in name.split() if not word.endswith(".")]
    is_name = display_width(name) > width and len(words) == 2 and all(word[0].isupper() for word in words)
    short = words[-1] if is_name else ""
    return short if 0 < display_width(short) <= width else fit_ends(name, width)


def pad(text: str, width: int, *, right: bool = False) -> str:
    """Return ``text`` cut or padded to exactly ``width`` cells; ``right`` aligns it to the right."""
    text = fit(text, width)
    spaces = " " * max(0, width - display_width(text))
    return spaces + text if right else text + spaces


def strip(pieces: Iterable[Piece], width: int, base: Style, *, over: Style = PLAIN) -> Strip:
    """One row of exactly ``width`` cells: the pieces on ``base``, ``over`` laid over everything, the rest blank."""
    segments: list[Segment] = []
    used = 0
    fill = base + over
    for text, style in pieces:
        if used >= width:
            break
        text = fit(text, width - used)
        if text:
            segments.append(Segment(drawn(text), base + style + over))
            used += display_width(text)
    if used < width:
        segments.append(Segment(" " * (width - used), fill))
    return Strip(segments, width)


def row(left: Sequence[Piece], right: Sequence[Piece], width: int, base: Style, *, over: Style = PLAIN) -> Strip:
    """Return a row with pieces on the left, which give way, and pieces on the right, which stay while at least half the row is left."""
    room = sum(width_of(text) for text, _ in right)
    if not room:
        return strip(left, width, base, over=over)
    if room > width // 2:
        return strip([*left, *right], width, base, over=over)
    free = width - room - 1
    kept: list[Piece] = []
    for text, style in left:
        if free <= 0:
            break
        text = fit(text, free)
        kept.append((text, style))
        free -= display_width(text)
    kept.append((" " * (free + 1), PLAIN))
    return strip([*kept, *right], width, base, over=over)


@lru_cache(maxsize=256)
def blank(width: int, style: Style) -> Strip:
    """Return an empty row."""
    return Strip([Segment(" " * max(0, width), style)], max(0, width))


class Title(Content):
    """A border title that is cut between words."""

    def truncate(self, max_width: int, *, ellipsis: bool = False, pad: bool = False) -> Content:
        text = self.plain
        if display_width(text) <= max_width:
            return super().truncate(max_width, ellipsis=ellipsis, pad=pad)
        cut = fit(text, max_width)
        return Title(cut, self._trim_spans(cut, list(self.spans)))


def title(text: str, detail: str = "") -> Any:
    """Return a border title that is never read as markup. (Typed ``Any``: Textual's titles take Content but say ``str``.)"""
    name = drawn(clean(text))
    return Title.assemble(name, (f" {drawn(clean(detail))}", "not bold dim") if detail else "")


def as_printed(line: Strip) -> Strip:
    """Return a line that Textual has drawn without what would stand behind its last cell: it counts some marks shorter than they are printed."""
    more = display_width(line.text) - line.cell_length
    return line if more <= 0 else Strip(line.crop(0, line.cell_length - more), line.cell_length)


def at(line: Strip, x: int, y: int) -> Strip:
    """Return ``line`` with the offsets that Textual's text selection asks for."""
    return line.apply_offsets(x, y)
