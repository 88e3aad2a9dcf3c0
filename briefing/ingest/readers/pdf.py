"""PDF articles: lines with their places become columns, paragraphs and a title. Runs in the sandbox. Needs the extra ``pdf``.

Only the text layer is read; a scan says that it is one. Lines that stand at the same place of most pages are furniture.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from briefing.errors import ExtraMissingError, IngestError
from briefing.ingest.draft import Block, Draft

_MOST_PAGES = 200


@dataclass(slots=True)
class Line:
    """A line of a page in points: ``left`` and ``right``, ``top`` from the upper edge, the height of its letters."""

    text: str
    page: int
    left: float
    right: float
    top: float
    size: float


def read(data: bytes, name: str, expanded: int, articles: int) -> tuple[list[Draft], list[str]]:
    """The article of a PDF. Raises IngestError (a scan, encrypted, damaged) and ExtraMissingError."""
    try:
        import pypdfium2
    except ImportError:
        raise ExtraMissingError('is a PDF; reading it needs an extra: pip install "briefing[pdf]"') from None
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise IngestError("is encrypted" if "password" in str(error).lower() else "is a damaged PDF") from None
    notes: list[str] = []
    pages: list[list[Line]] = []
    characters = 0
    try:
        count = len(document)
        if count > _MOST_PAGES:
            notes.append(f"has {count:,} pages; only the first {_MOST_PAGES} are read")
        for number in range(min(count, _MOST_PAGES)):
            lines = _lines(document, number)
            characters += sum(len(line.text) for line in lines)
            if characters > expanded // 4:
                raise IngestError("expands to more than the limit allows")
            pages.append(lines)
    finally:
        document.close()
    if characters == 0:
        raise IngestError("is a PDF without text, most likely a scan; it needs text recognition first")
    repeated = _running(pages)
    ordered = [line for lines in pages for line in _reading_order([one for one in lines if _key(one) not in repeated])]
    draft = Draft(_paragraphs(ordered))
    for text in dict.fromkeys(line.text for lines in pages for line in lines if _key(line) in repeated):
        draft.blocks.append(Block(text, (), "furniture"))
    return [draft], notes


def _lines(document: Any, number: int) -> list[Line]:
    page = document[number]
    height = page.get_height()
    text_page = page.get_textpage()
    try:
        pieces: list[Line] = []
        for index in range(min(text_page.count_rects(), 20_000)):
            left, bottom, right, top = text_page.get_rect(index)
            text = " ".join(
                text_page.get_text_bounded(left, bottom, right, top).replace("\ufffe", "-").replace("\x02", "-").split()
            )
            if text:
                pieces.append(Line(text, number, left, right, height - top, top - bottom))
    finally:
        text_page.close()
        page.close()
    return _joined(pieces)


def _joined(pieces: list[Line]) -> list[Line]:
    """Pieces of one line (fonts change within it) put together, in the order of the page's own stream."""
    lines: list[Line] = []
    for piece in pieces:
        if lines:
            last = lines[-1]
            gap = piece.left - last.right
            size = max(last.size, piece.size)
            if abs(piece.top + piece.size - last.top - last.size) < 0.5 * size and -2 < gap < 1.5 * size:
                last.text += ("" if gap < 0.12 * size else " ") + piece.text
                last.right, last.size = piece.right, size
                last.top = min(last.top, piece.top)
                continue
        lines.append(piece)
    return lines


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"[0-9]+", "0", line.text), round(line.top / 6)


def _running(pages: list[list[Line]]) -> set[tuple[str, int]]:
    """Heads and feet: lines (figures aside) at the same height of at least three pages or of all of two."""
    if len(pages) < 2:
        return set()
    counts = Counter(key for lines in pages for key in {_key(line) for line in lines})
    return {key for key, count in counts.items() if count >= max(2, min(3, len(pages))) and count * 2 >= len(pages)}


def _reading_order(lines: list[Line]) -> list[Line]:
    """Columns from left to right below what spans them; one column stays as it is from top to bottom."""
    if len(lines) < 6:
        return lines
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    middle = (left + right) / 2
    slack = 0.02 * (right - left)
    crossing = [line for line in lines if line.left < middle - slack and line.right > middle + slack]
    if len(crossing) > 0.3 * len(lines):
        return sorted(lines, key=lambda line: (round(line.top / 2), line.left))
    ordered: list[Line] = []
    band: list[Line] = []
    for line in sorted(lines, key=lambda one: one.top):
        if line in crossing:
            ordered += _columns(band, middle)
            band = []
            ordered.append(line)
        else:
            band.append(line)
    return ordered + _columns(band, middle)


def _columns(band: list[Line], middle: float) -> list[Line]:
    return [line for line in band if line.left < middle] + [line for line in band if line.left >= middle]


def _paragraphs(lines: list[Line]) -> list[Block]:
    sizes = Counter(round(line.size) for line in lines for _ in range(max(1, len(line.text) // 20)))
    usual = sizes.most_common(1)[0][0] if sizes else 10
    gaps = sorted(
        b.top - a.top for a, b in itertools.pairwise(lines) if a.page == b.page and 0 < b.top - a.top < 6 * a.size
    )
    spacing = gaps[len(gaps) // 3] if gaps else 1.2 * usual
    blocks: list[Block] = []
    run: list[Line] = []
    for line in lines:
        if run and not _goes_on(run, line, spacing):
            blocks.append(_block(run, usual))
            run = []
        run.append(line)
    if run:
        blocks.append(_block(run, usual))
    return blocks


def _goes_on(run: list[Line], line: Line, spacing: float) -> bool:
    before = run[-1]
    ends = before.text.rstrip("\"'”’)")[-1:] in (".", "!", "?", ":", "…")
    if abs(line.size - before.size) > 0.25 * max(line.size, before.size) + 1:
        return False
    if line.page != before.page or line.top < before.top:  # next page or column
        return not ends or line.text[:1].islower()
    if line.top - before.top > 1.45 * spacing:
        return False
    indented = line.left > before.left + 0.7 * line.size and line.left > min(one.left for one in run) + 0.7 * line.size
    width = max(one.right for one in run) - min(one.left for one in run)
    short = before.right < max(one.right for one in run) - 0.15 * width
    return not (ends and (indented or short))


def _block(run: list[Line], usual: int) -> Block:
    text = run[0].text
    for line in run[1:]:
        if text.endswith(("-", "\u00ad", "‐")) and text[-2:-1].isalpha() and line.text[:1].islower():
            text = text[:-1] + line.text  # a word broken at the end of a line
        else:
            text += " " + line.text
    return Block(text, (), None, True, max(line.size for line in run) > 1.3 * usual)
