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
_FURNITURE = frozenset("nav footer form button aside".split())
_CAPTIONS = frozenset("figcaption media-caption media-producer media-reference".split())
_HEADINGS = frozenset("h1 h2 h3".split())
_TAG = re.compile(r"/?([A-Za-z][A-Za-z0-9:-]{0,40})")
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0", re.IGNORECASE)


def tokens(source: str) -> Iterator[tuple[str, str]]:
    """``("text", …)``, ``("open", tag)``, ``("close", tag)``, ``("hidden", tag)`` in order. One pass, no backtracking."""
    position, length = 0, len(source)
    while position < length:
        start = source.find("<", position)
        if start < 0:
            yield "text", source[position:]
            return
        if start > position:
            yield "text", source[position:start]
        if source.startswith("<!--", start):
            end = source.find("-->", start + 4)
            if end < 0:
                return  # a comment that is never closed hides the rest, as it does in a browser
            position = end + 3
            continue
        if source.startswith("<![CDATA[", start):
            end = source.find("]]>", start + 9)
            end = length if end < 0 else end
            yield "text", html.escape(source[start + 9 : end])
            position = end + 3
            continue
        match = _TAG.match(source, start + 1)
        if match is None:
            if source[start + 1 : start + 2] in ("!", "?"):
                end = source.find(">", start)
                if end < 0:
                    return
                position = end + 1
            else:
                yield "text", "<"
                position = start + 1
            continue
        end = source.find(">", match.end())
        if end < 0:
            return
        tag = match[1].lower()
        if source[start + 1] == "/":
            yield "close", tag
        elif _HIDDEN.search(source, match.end(), min(end, match.end() + 2000)):
            yield "hidden", tag
        else:
            yield "open", tag
            if source[end - 1] == "/" or tag in ("br", "hr", "img", "input", "meta", "link"):
                yield "close", tag
        position = end + 1
        if tag in ("script", "style") and source[start + 1] != "/":
            closing = re.compile(rf"</{tag}", re.IGNORECASE).search(source, position)
            if closing is None:
                return
            position = closing.start()


def blocks(source: str) -> list[Block]:
    """The paragraphs that ``source`` shows, in order, with headings marked and navigation as furniture."""
    found: list[Block] = []
    pieces: list[str] = []
    hidden = furniture = heading = caption = 0
    hiding: list[str] = []
    rows: list[list[int]] = []  # of the open rows of tables: where its blocks begin, how many links it holds

    def flush() -> None:
        text = _SPACE.sub(" ", html.unescape("".join(pieces))).strip(" \u00a0\u200b\u200c\u200d\ufeff\u034f\u00ad")
        pieces.clear()
        if text:
            kind: ParagraphKind | None = "furniture" if furniture else "caption" if caption else None
            found.append(Block(text, (), kind, True, heading > 0))

    for kind, value in tokens(source):
        if hiding:
            if kind in ("open", "hidden") and value == hiding[0]:
                hidden += 1
            elif kind == "close" and value == hiding[0]:
                hidden -= 1
                if hidden == 0:
                    hiding.clear()
            continue
        if kind == "text":
            pieces.append(value)
            continue
        if value in _BREAKING:
            flush()
        if kind == "hidden" or (kind == "open" and value in _HIDING):
            if value not in ("br", "hr", "img", "input", "meta", "link"):
                hiding.append(value)
                hidden = 1
        elif kind == "open":
            if value == "tr":
                rows.append([len(found), 0])
            elif value == "a" and rows:
                rows[-1][1] += 1
            furniture += value in _FURNITURE
            heading += value in _HEADINGS
            caption += value in _CAPTIONS
        else:
            if value == "tr" and rows:
                start, links = rows.pop()
                if not links:
                    _join_cells(found, start)
            furniture -= value in _FURNITURE and furniture > 0
            heading -= value in _HEADINGS and heading > 0
            caption -= value in _CAPTIONS and caption > 0
    flush()
    return found


def _join_cells(found: list[Block], start: int) -> None:
    """Makes one line of a row of figures. A row with a sentence or a heading in it lays out a page and stays as it is."""
    cells = found[start:]
    if 2 <= len(cells) <= 20 and all(
        one.kind is None and not one.heading and len(one.text) <= 60 and one.text[-1:] not in '.!?”"' for one in cells
    ):
        found[start:] = [Block(" | ".join(one.text for one in cells))]


def text(source: str) -> str:
    """``source`` without tags, on one line (for titles and summaries that may hold markup)."""
    return (
        " ".join(block.text for block in blocks(source)) if "<" in source else " ".join(html.unescape(source).split())
    )
