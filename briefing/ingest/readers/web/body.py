"""The body of a web page: trafilatura's text, with the subheadings, lists and quotations that it left out within the article.

Runs in the sandbox. Adds nothing before the first paragraph that trafilatura found and nothing behind the last. What each addition
brings was measured: docs/decisions/0035-pages.md.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from typing import Any

from briefing.ingest.plain_text import boilerplate
from briefing.model import ParagraphKind

_BLOCKS = ("p", "li", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "dt", "dd")
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_OUTSIDE = frozenset(
    "nav aside footer form figure figcaption button header select script style noscript iframe svg menu template table".split()
)
_APART = re.compile(
    r"(?:^|[\s_-])(?:promo\w*|newsletter|sign-?up|subscri\w+|related|recommend\w*|read-?more|teaser|advert\w*|sponsor\w*|comments?|share|sharing|caption|credit|poll|quiz)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""What pages call the boxes within an article that are no part of it."""
_NO_WORD = re.compile(r"[\W_]+")
_SENTENCE = re.compile(r"[.!?…؟][\"'”’»)\]]*(?:\s|$)|[。！？।။]")
_LONG_CELL = 200
_LONGEST = 5_000
_MOST_PARAGRAPHS = 15_000
_MOST_HEADINGS = 5_000
_MOST_BLOCKS = 5_000
_MOST_TEXT = 50_000_000
"""Code points of all blocks together (nested ones count again): larger pages stay as trafilatura has them."""
_LEAST_MATCHED = 0.6


@dataclass(slots=True)
class Line:
    """A paragraph of the page. ``heading``: the page marks it as one; ``kind``: told by the page."""

    text: str
    heading: bool = False
    kind: ParagraphKind | None = None


@dataclass(slots=True)
class _Block:
    """An element that holds a paragraph, its words on one line, and its letters alone for comparing."""

    node: Any
    text: str
    key: str


def paragraphs(tree: Any, extract: Any) -> list[Line]:
    """Return the paragraphs of the article in ``tree``; ``extract`` is ``trafilatura.bare_extraction``.

    Empty where nothing is found, and for a page of more paragraphs than any article has: trafilatura's time grows with their square.
    """
    if _count(tree, "p") > _MOST_PARAGRAPHS or _count(tree, *_HEADINGS) > _MOST_HEADINGS:
        return []
    _unframe(tree)
    whole = copy.deepcopy(tree)
    found = extract(
        tree, include_comments=False, include_tables=True, with_metadata=False, favor_recall=False, deduplicate=False
    )
    text = (found.text if found is not None else None) or ""
    lines = [Line(plain) for plain in map(_plain, text.split("\n")) if plain]
    return _filled(whole, lines) if lines else []


def _count(tree: Any, *tags: str) -> int:
    return sum(1 for _ in tree.iter(*tags))


def _plain(line: str) -> str:
    """Return a line without the marks that trafilatura puts before list items and around cells."""
    line = " ".join(line.split())
    if line.startswith("- "):
        return line[2:].strip()
    if line.startswith("|"):
        return " | ".join(cell.strip() for cell in line.strip("|").split("|") if cell.strip(" -"))
    return line


def _unframe(tree: Any) -> None:
    """Turn tables that lay out the page into plain divisions: those of one cell, and those with paragraphs or tables in their cells.

    General fact: a cell of data is short and holds no paragraphs.
    """
    for table in list(tree.iter("table")):
        cells = list(table.iter("td", "th"))
        if len(cells) > 1 and not any(_lays_out(cell) for cell in cells[:400]):
            continue
        for node in [table, *table.iter("tbody", "thead", "tr", "td", "th")]:
            node.tag = "div"


def _lays_out(cell: Any) -> bool:
    """Return whether a cell holds a table, a heading, several paragraphs or one of more than a few words."""
    if next(cell.iterdescendants("table", "h1"), None) is not None:
        return True
    count = _count(cell, "p")
    return count > 1 or (count == 1 and len("".join(cell.itertext())) > _LONG_CELL)


def _key(text: str) -> str:
    return _NO_WORD.sub("", text).casefold()


def _filled(tree: Any, lines: list[Line]) -> list[Line]:
    """Return ``lines`` with what the page holds between them, and with what its elements say of them."""
    blocks = _blocks(tree)
    keys = [_key(line.text) for line in lines]
    where = _places(blocks, keys)
    matched = sum(len(line.text) for line, place in zip(lines, where, strict=True) if place >= 0)
    if matched < _LEAST_MATCHED * sum(len(line.text) for line in lines):
        return lines
    container = _container([blocks[place].node for place in where if place >= 0])
    known, everything = set(keys), "".join(keys)
    result: list[Line] = []
    before = -1
    for line, place in zip(lines, where, strict=True):
        if place >= 0:
            _mark(line, blocks[place].node)
            if before >= 0 and container is not None:
                result += _between(blocks[before + 1 : place], blocks[place].node, container, known, everything)
            before = place
        result.append(line)
    return result


def _blocks(tree: Any) -> list[_Block]:
    """Return the elements that hold paragraphs; ``[]`` for a page of too many."""
    blocks: list[_Block] = []
    total = 0
    for node in tree.iter(*_BLOCKS):
        text = " ".join("".join(node.itertext()).split())
        total += len(text)
        if len(blocks) >= _MOST_BLOCKS or total > _MOST_TEXT:
            return []
        blocks.append(_Block(node, text, _key(text)))
    return blocks


def _holds_block(node: Any) -> bool:
    return next(node.iterdescendants(*_BLOCKS), None) is not None


def _places(blocks: list[_Block], keys: list[str]) -> list[int]:
    """For each line the block that holds the same words behind that of the line before, or -1."""
    at: dict[str, list[int]] = {}
    for place, block in enumerate(blocks):
        at.setdefault(block.key, []).append(place)
    where: list[int] = []
    last = -1
    for key in keys:
        place = next((place for place in at.get(key, ()) if place > last), -1) if key else -1
        where.append(place)
        last = max(last, place)
    return where


def _container(nodes: list[Any]) -> Any:
    """Return the smallest element that holds two thirds or more of the paragraphs found; ``None`` for fewer than three."""
    counts: dict[Any, int] = {}
    for node in nodes:
        for above in node.iterancestors():
            counts[above] = counts.get(above, 0) + 1
    fitting = [above for above, count in counts.items() if count >= len(nodes) * 2 / 3]
    return max(fitting, key=lambda above: sum(1 for _ in above.iterancestors())) if len(nodes) > 2 and fitting else None


def _mark(line: Line, node: Any) -> None:
    """Say what the element of a line says of it: a heading, or a paragraph that is nothing but a link to another story."""
    line.heading = node.tag in _HEADINGS
    if line.heading or node.tag == "li":
        return
    links = list(node.iter("a")) if len(line.text.split()) >= 3 and not _SENTENCE.search(line.text) else []
    if [_key("".join(link.itertext())) for link in links] == [_key(line.text)]:
        line.kind = "furniture"


def _between(blocks: list[_Block], end: Any, container: Any, known: set[str], everything: str) -> list[Line]:
    """Return the paragraphs of ``blocks`` that trafilatura left out; ``known`` are those that stand in the text already."""
    found: list[Line] = []
    for block in blocks:
        if len(block.key) < 3 or block.key in known or len(block.text) > _LONGEST:
            continue
        if _is_within(block.key, everything) or not _is_paragraph(block, container):
            continue
        known.add(block.key)
        found.append(Line(block.text, block.node.tag in _HEADINGS))
    while found and found[-1].heading and end.tag in _HEADINGS:
        found.pop()  # a heading with nothing below it
    return found


def _is_within(key: str, everything: str) -> bool:
    return len(key) > 20 and key in everything


def _is_paragraph(block: _Block, container: Any) -> bool:
    """Return whether an element is a paragraph of the article: the parts of a larger one come by themselves, links and buttons do not count."""
    if _holds_block(block.node) or not _belongs(block.node, container):
        return False
    return boilerplate.kind(block.text) is None and not _is_linked(block.node, len(block.text))


def _belongs(node: Any, container: Any) -> bool:
    """Return whether nothing between the node and the body of the article says that it is something else."""
    apart = _OUTSIDE - {"header"} if node.tag in _HEADINGS else _OUTSIDE
    for above in [node, *node.iterancestors()]:
        if above is container:
            return True
        marks = f"{above.get('class', '')} {above.get('id', '')}"
        if above.tag in apart or above.get("hidden") is not None or _APART.search(marks):
            return False
    return False


def _is_linked(node: Any, length: int) -> bool:
    """Return whether half of the text or more is links."""
    return sum(len("".join(link.itertext())) for link in node.iter("a")) * 2 >= max(length, 1)
