"""PDF articles: pieces of text with their places become lines, ``pdf_layout`` makes paragraphs of them. Runs in the sandbox. Needs the extra ``pdf``.

Only the text layer is read; a scan says that it is one. What the file says of itself (its title) counts only where the page says it too.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from briefing.errors import ExtraMissingError, IngestError
from briefing.ingest.draft import Draft
from briefing.ingest.readers.office import pdf_layout
from briefing.ingest.readers.office.pdf_layout import Line
from briefing.ingest.readers.text import press_database
from briefing.model import Stated
from briefing.text import fold

_MOST_PAGES = 200
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_HYPHEN = str.maketrans({"\ufffe": "-", "\x02": "-"})
_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")


def read(data: bytes, name: str, expanded: int, articles: int) -> tuple[list[Draft], list[str]]:
    """Return the article of a PDF. Raises IngestError (a scan, encrypted, damaged) and ExtraMissingError."""
    try:
        import pypdfium2
    except ImportError:
        raise ExtraMissingError('is a PDF; reading it needs an extra: pip install "briefing[pdf]"') from None
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise IngestError(
            "is encrypted; it needs its password" if "password" in str(error).lower() else "is a damaged PDF"
        ) from None
    notes: list[str] = []
    pages: list[list[Line]] = []
    heights: list[float] = []
    pictures: list[int] = []
    characters = 0
    try:
        count = len(document)
        if count > _MOST_PAGES:
            notes.append(f"has {count:,} pages; only the first {_MOST_PAGES} are read")
        for number in range(min(count, _MOST_PAGES)):
            height, lines, picture = _lines(document, number)
            characters += sum(len(line.text) for line in lines)
            if characters > expanded // 4:
                raise IngestError("expands to more than the limit allows")
            pages.append(lines)
            heights.append(height)
            if picture:
                pictures.append(number + 1)
        told = _told(document)
    except pypdfium2.PdfiumError:
        raise IngestError("is a damaged PDF") from None
    finally:
        document.close()
    if characters == 0:
        raise IngestError("is a PDF without text, most likely a scan; it needs text recognition first")
    if sum(len(_UNREADABLE.findall(line.text)) for lines in pages for line in lines) > 0.3 * characters:
        raise IngestError("is a PDF that does not say which letters it shows; it needs text recognition first")
    if pictures:
        listed = ", ".join(map(str, pictures[:20])) + ("…" if len(pictures) > 20 else "")
        notes.append(f"holds pages without text, most likely scans, which are left out: {listed}")
    blocks = pdf_layout.blocks(pages, heights)
    drafts = press_database.ended(blocks) or [_titled(Draft(blocks), told)]
    return drafts[:articles], notes


def _told(document: Any) -> str:
    """Return the title that the file gives itself."""
    try:
        return " ".join(str(document.get_metadata_value("Title")).split())
    except Exception:  # a damaged dictionary of a file that is readable otherwise
        return ""


def _titled(draft: Draft, told: str) -> Draft:
    """Return the file's own title is believed if a paragraph near the top says the same: programs leave names of files and templates there."""
    wanted = fold(told)
    if len(wanted.split()) >= 3:
        for block in draft.blocks[:8]:
            if fold(block.text) == wanted and block.kind is None:
                block.kind = "title"
                draft.fields["title"] = Stated.stated(block.text, block.text)
                break
    return draft


def _lines(document: Any, number: int) -> tuple[float, list[Line], bool]:
    """(height, lines, whether the page shows a picture and no text)."""
    page = document[number]
    height = page.get_height()
    text_page = page.get_textpage()
    picture = False
    try:
        pieces: list[Line] = []
        for index in range(min(text_page.count_rects(), 20_000)):
            left, bottom, right, top = text_page.get_rect(index)
            raw = text_page.get_text_bounded(left, bottom, right, top).translate(_HYPHEN)
            text = " ".join(_LIGATURE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), raw).split())
            if text:
                left, upper, lower = _font_box(text_page, left, bottom, right, top)
                pieces.append(Line(text, number, left, right, height - upper, upper - lower))
        if not pieces:
            picture = any(one.type == _IMAGE for one in page.get_objects(max_depth=2))
    finally:
        text_page.close()
        page.close()
    return height, _joined(pieces), picture


_IMAGE = 3
"""``FPDF_PAGEOBJ_IMAGE``."""


def _font_box(text_page: Any, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float]:
    """Left edge of the first letter of a piece of text, upper and lower edge of its font.

    Unlike the edges of the letters the font's are the same for every line of a text; blanks have edges of their own.
    """
    height = max(1.0, top - bottom)
    for step in range(12):
        at = text_page.get_index(min(left + 0.5 + 0.4 * step * height, right), (top + bottom) / 2, 2, height / 2)
        if at is None or not text_page.get_text_range(at, 1).strip():
            continue
        begin, lower, _, upper = text_page.get_charbox(at, loose=True)
        if lower <= top and upper >= bottom and 0.8 * height <= upper - lower < 4 * height:
            return (begin if left <= begin < right else left), upper, lower
    return left, top, bottom


def _joined(pieces: list[Line]) -> list[Line]:
    """Pieces of one line (fonts change within it) put together, in the order of the page's own stream."""
    lines: list[Line] = []
    for piece in pieces:
        if lines:
            last = lines[-1]
            gap = piece.left - last.right
            size = max(last.size, piece.size)
            if abs(piece.top + piece.size - last.top - last.size) < 0.3 * size and -2 < gap < 0.9 * size:
                last.text += ("" if gap < 0.12 * size else " ") + piece.text
                last.right, last.size = piece.right, size
                last.top = min(last.top, piece.top)
                continue
        lines.append(piece)
    return lines
