"""Markup becomes paragraphs with a tokeniser of our own: linear on any input, no other package. For mail, feeds and news XML.

Knows which elements break a paragraph and which hide text; knows nothing of scripts or styles. Pages from the web go to
``html``, which tells article from page; here everything that shows is kept.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from briefing.ingest.draft import Block
from briefing.model import ParagraphKind

_BREAKING = frozenset(
    "address article aside blockquote body br center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "head header hr html li main nav ol p pre section summary table tbody td tfoot th thead title tr ul hl1 hl2 hedline byline byttl dateline media media-caption media-producer para".split()
)
_HIDING = frozenset(
    "script style head title template noscript svg math select textarea object iframe canvas audio video".split()
)
_MEANING = {
    **dict.fromkeys("nav footer form button aside".split(), "furniture"),
    **dict.fromkeys("figcaption media-caption media-producer media-reference".split(), "caption"),
    **dict.fromkeys("h1 h2 h3".split(), "heading"),
}
"""Element -> what the text in it is."""
_EMPTY = frozenset("br hr img input meta link".split())
"""Elements that hold nothing."""
_RAW = {tag: re.compile(rf"</{tag}", re.IGNORECASE) for tag in ("script", "style")}
"""Elements in which nothing is a tag, with what ends them."""
_TAG = re.compile(r"/?([A-Za-z][A-Za-z0-9:-]{0,40})")
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0", re.IGNORECASE)


def tokens(source: str) -> Iterator[tuple[str, str]]:
    """Yield ``("text", …)``, ``("open", tag)``, ``("close", tag)``, ``("hidden", tag)`` in order. One pass, no backtracking."""
    position = 0
    while position < len(source):
        start = source.find("<", position)
        if start < 0:
            yield "text", source[position:]
            return
        if start > position:
            yield "text", source[position:start]
        match = _TAG.match(source, start + 1)
        if match is None:
            shown, position = _no_tag(source, start)
            if shown:
                yield "text", shown
            continue
        end = source.find(">", match.end())
        if end < 0:
            return
        tag = match[1].lower()
        position = end + 1
        if source[start + 1] == "/":
            yield "close", tag
            continue
        hidden = _HIDDEN.search(source, match.end(), min(end, match.end() + 2000)) is not None
        yield "hidden" if hidden else "open", tag
        if not hidden and (source[end - 1] == "/" or tag in _EMPTY):
            yield "close", tag
        if tag in _RAW:
            closing = _RAW[tag].search(source, position)
            position = closing.start() if closing else len(source)


def _no_tag(source: str, start: int) -> tuple[str, int]:
    """Return what a ``<`` that begins no tag shows, and where reading goes on. What is never closed hides the rest, as in a browser."""
    for opening, ending in (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<!", ">"), ("<?", ">")):
        if source.startswith(opening, start):
            inside = start + (1 if ending == ">" else len(opening))
            end = source.find(ending, inside)
            behind = end + len(ending) if end >= 0 else len(source)
            if opening != "<![CDATA[":
                return "", behind
            return html.escape(source[inside : end if end >= 0 else len(source)]), behind
    return "<", start + 1


def blocks(source: str) -> list[Block]:
    """Return the paragraphs that ``source`` shows, in order, with headings marked and navigation as furniture."""
    page = _Page()
    for kind, value in tokens(source):
        page.take(kind, value)
    page.flush()
    return page.blocks


class _Page:
    """Gathers text into paragraphs; knows inside which elements it stands."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._pieces: list[str] = []
        self._inside = {"furniture": 0, "heading": 0, "caption": 0}
        self._hiding = ""
        """The outermost element that hides what is in it, if any, and how many of its name are open in each other."""
        self._hidden = 0
        self._rows: list[list[int]] = []  # of the open rows of tables: where its blocks begin, how many links it holds

    def take(self, kind: str, value: str) -> None:
        """Take one of :func:`tokens`."""
        if self._hiding:
            self._pass_over(kind, value)
            return
        if kind == "text":
            self._pieces.append(value)
            return
        if value in _BREAKING:
            self.flush()
        if kind == "close":
            self._close(value)
        elif kind == "hidden" or value in _HIDING:
            self._hiding, self._hidden = ("", 0) if value in _EMPTY else (value, 1)
        else:
            self._open(value)

    def flush(self) -> None:
        """End the paragraph."""
        text = _SPACE.sub(" ", html.unescape("".join(self._pieces))).strip(
            " \u00a0\u200b\u200c\u200d\ufeff\u034f\u00ad"
        )
        self._pieces.clear()
        if text:
            kind: ParagraphKind | None = (
                "furniture" if self._inside["furniture"] else "caption" if self._inside["caption"] else None
            )
            self.blocks.append(Block(text, (), kind, True, self._inside["heading"] > 0))

    def _pass_over(self, kind: str, value: str) -> None:
        if value == self._hiding and kind != "text":
            self._hidden += -1 if kind == "close" else 1
            if self._hidden == 0:
                self._hiding = ""

    def _open(self, tag: str) -> None:
        if tag == "tr":
            self._rows.append([len(self.blocks), 0])
        elif tag == "a" and self._rows:
            self._rows[-1][1] += 1
        if tag in _MEANING:
            self._inside[_MEANING[tag]] += 1

    def _close(self, tag: str) -> None:
        if tag == "tr" and self._rows:
            start, links = self._rows.pop()
            if not links:
                _join_cells(self.blocks, start)
        meaning = _MEANING.get(tag)
        if meaning and self._inside[meaning]:
            self._inside[meaning] -= 1


def _join_cells(found: list[Block], start: int) -> None:
    """Make one line of a row of figures. A row with a sentence or a heading in it lays out a page and stays as it is."""
    cells = found[start:]
    if 2 <= len(cells) <= 20 and all(map(_is_cell, cells)):
        found[start:] = [Block(" | ".join(cell.text for cell in cells))]


def _is_cell(block: Block) -> bool:
    return block.kind is None and not block.heading and _CELL.match(block.text) is not None


_CELL = re.compile(r".{0,59}[^.!?”\"]$", re.DOTALL)


def text(source: str) -> str:
    """Return ``source`` without tags, on one line (for titles and summaries that may hold markup)."""
    return (
        " ".join(block.text for block in blocks(source)) if "<" in source else " ".join(html.unescape(source).split())
    )


def paragraphs(source: str, between: str) -> list[Block]:
    """Return the paragraphs of ``source``: of markup as it shows them, of plain text those that ``between`` parts."""
    return blocks(source) if "<" in source else plain_paragraphs(source, between)


def plain_paragraphs(source: str, between: str = "\n") -> list[Block]:
    """Return what ``between`` parts, each on one line."""
    return [Block(" ".join(part.split())) for part in source.split(between) if part.strip()]
