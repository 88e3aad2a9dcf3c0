"""The body of a web page: trafilatura's text, with the subheadings, lists and quotations that it left out within the article.

Runs in the sandbox. Never adds anything before the first paragraph that trafilatura found, and behind the last only a list that belongs to it.
"""

from __future__ import annotations

import copy
import re
from typing import Any

from briefing.ingest.plain_text import boilerplate
from briefing.ingest.readers.web import line_types
from briefing.ingest.readers.web.line_types import Line

_BLOCKS = frozenset("p li h2 h3 h4 h5 h6 blockquote pre dt dd".split())
_HEADINGS = frozenset("h2 h3 h4 h5 h6".split())
_OUTSIDE = frozenset(
    "nav aside footer form figure figcaption button header select script style noscript iframe svg menu template table".split()
)
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:related|share|sharing|social|promo\w*|newsletter|sign-?up|subscri\w+|paywall|comments?|caption|credit|teaser|recommend\w*|read-?more|more-?on|also|outbrain|taboola|advert\w*|ads?|sponsor\w*|"
    r"cookies?|consent|banner|widget|sidebar|breadcrumbs?|tags?|topics?|byline|author|bio|meta|hidden|hide|popup|modal|toolbar|nav|navigation|menu|footer|most-?(?:read|viewed|popular)|trending|gallery|carousel|poll|quiz|"
    r"correction|disclaimer|toc|pagination|rating|login|register|donat\w+|embed|video|audio|player|print|links?-block|links)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SPACE = re.compile(r"\s+")
_LONG_CELL = 200
_MOST_PARAGRAPHS = 15_000
_MOST_HEADINGS = 5_000
_MOST_SPARE = 300
_MOST_NODES = 5_000
_MOST_TEXT = 1_000_000
"""Code points of all blocks together (nested ones count again), and of the article: larger pages stay as trafilatura has them."""


def paragraphs(tree: Any, extract: Any) -> list[Line]:
    """The paragraphs of the article in ``tree``; ``extract`` is ``trafilatura.bare_extraction``.

    Empty where nothing is found, and for a page of more paragraphs than any article has: trafilatura's time grows with their square.
    """
    if (
        sum(1 for _ in tree.iter("p")) > _MOST_PARAGRAPHS
        or sum(1 for _ in tree.iter(*_HEADINGS, "h1")) > _MOST_HEADINGS
    ):
        return []
    _clear(tree)
    _unframe(tree)
    whole = copy.deepcopy(tree)
    found = extract(
        tree, include_comments=False, include_tables=True, with_metadata=False, favor_recall=False, deduplicate=False
    )
    text = found.text if found is not None else None
    lines = [Line(_plain(line)) for line in (text or "").split("\n") if _plain(line)]
    return _filled(whole, lines) if lines else []


def _plain(line: str) -> str:
    """A line without the marks that trafilatura puts before list items and around cells."""
    line = _SPACE.sub(" ", line).strip()
    if line.startswith("- "):
        return line[2:].strip()
    if line.startswith("|"):
        return " | ".join(cell.strip() for cell in line.strip("|").split("|") if cell.strip(" -"))
    return line


def _clear(tree: Any) -> None:
    """Removes what archives put into the pages that they keep, and what stands in a page only for readers without scripts.

    A page that holds its text in nothing but ``noscript`` keeps it.
    """
    boxes = [node for node in tree.iter("div") if node.get("id") in ("wm-ipp-base", "wm-ipp", "wm-ipp-print", "donato")]
    spare = list(tree.iter("noscript"))
    if len(spare) <= _MOST_SPARE and sum(_size(node) for node in spare) < 0.5 * max(1, _size(tree)):
        boxes += spare
    for node in boxes:
        if node.getparent() is not None:
            node.drop_tree()


def _size(tree: Any) -> int:
    return sum(len("".join(node.itertext())) for node in tree.iter("p"))


def _unframe(tree: Any) -> None:
    """Turns tables that lay out the page into plain divisions: those of one cell, and those with paragraphs or tables in their cells.

    General fact: a cell of data is short and holds no paragraphs.
    """
    for table in list(tree.iter("table")):
        cells = list(table.iter("td", "th"))
        if len(cells) > 1 and not any(_lays_out(cell) for cell in cells[:400]):
            continue
        for node in [table, *table.iter("tbody", "thead", "tr", "td", "th")]:
            node.tag = "div"


def _lays_out(cell: Any) -> bool:
    inside = {node.tag for node in cell.iter() if node is not cell and isinstance(node.tag, str)}
    paragraphs = sum(1 for _ in cell.iter("p"))
    return (
        paragraphs > 1
        or "table" in inside
        or "h1" in inside
        or (paragraphs > 0 and len("".join(cell.itertext())) > _LONG_CELL)
    )


def _key(text: str) -> str:
    return line_types.bare(text).casefold()


def _filled(tree: Any, lines: list[Line]) -> list[Line]:
    """``lines`` with what the page holds between them."""
    nodes = [node for node in tree.iter() if isinstance(node.tag, str) and (node.tag in _BLOCKS or _is_leaf(node))]
    if len(nodes) > _MOST_NODES:
        return lines
    keys: list[str] = []
    total = 100 * sum(len(line.text) for line in lines)
    for node in nodes:
        keys.append(_key("".join(node.itertext())))
        total += len(keys[-1])
        if total > 50 * _MOST_TEXT:
            return lines
    places: dict[str, list[int]] = {}
    for position, key in enumerate(keys):
        if key:
            places.setdefault(key, []).append(position)
    where: list[int] = []
    last = -1
    for line in lines:
        position = next((p for p in places.get(_key(line.text), ()) if p > last), -1)
        where.append(position)
        if position >= 0:
            last = position
            line.heading = nodes[position].tag in _HEADINGS
            line.linked = not line.heading and nodes[position].tag != "li" and _wholly_linked(nodes[position])
    matched = [position for position in where if position >= 0]
    if len(matched) < 3 or sum(len(lines[n].text) for n, p in enumerate(where) if p >= 0) < 0.6 * sum(
        len(line.text) for line in lines
    ):
        return lines
    container = _container(nodes, matched)
    if container is None:
        return lines
    _caption(lines, [nodes[p] if p >= 0 else None for p in where], container)
    boxed = {n for n, p in enumerate(where) if p >= 0 and _boxed(nodes[p], container)}
    if sum(len(lines[n].text) for n in boxed) > 0.15 * sum(len(line.text) for line in lines):
        boxed = set()
    known = set(filter(None, (_key(line.text) for line in lines)))
    everything = "".join(_key(line.text) for line in lines)
    result: list[Line] = []
    before = -1
    for number, (line, position) in enumerate(zip(lines, where, strict=True)):
        if number in boxed:
            continue
        if position >= 0:
            if before >= 0:
                result += _between(nodes, keys, before + 1, position, container, known, everything)
            before = position
        result.append(line)
    if before >= 0 and lines[-1].text and where[-1] == before:
        result += _behind(nodes[before], container, known)
    return result


def _is_leaf(node: Any) -> bool:
    """Whether a division holds text and no block: some systems print their paragraphs so."""
    return node.tag == "div" and not any(
        child.tag in _BLOCKS or child.tag in ("div", "section", "table")
        for child in node.iterdescendants()
        if isinstance(child.tag, str)
    )


def _container(nodes: list[Any], matched: list[int]) -> Any:
    """The smallest element that holds two thirds or more of the paragraphs found."""
    counts: dict[Any, int] = {}
    for position in matched:
        for parent in nodes[position].iterancestors():
            counts[parent] = counts.get(parent, 0) + 1
    least = len(matched) * 2 / 3
    fitting = [
        (count, sum(1 for _ in parent.iterancestors()), parent) for parent, count in counts.items() if count >= least
    ]
    return max(fitting, key=lambda one: one[1])[2] if fitting else None


def _between(
    nodes: list[Any], keys: list[str], start: int, end: int, container: Any, known: set[str], everything: str
) -> list[Line]:
    found: list[Line] = []
    lists: dict[Any, bool] = {}
    inside: Any = None
    for position in range(start, end):
        node, key = nodes[position], keys[position]
        if (
            len(key) < 3
            or key in known
            or (len(key) > 20 and key in everything)
            or (inside is not None and inside in node.iterancestors())
        ):
            continue
        if node.tag == "div" or any(
            child.tag in _BLOCKS for child in node.iterdescendants() if isinstance(child.tag, str)
        ):
            continue  # its parts come by themselves; a bare division may be anything
        text = _SPACE.sub(" ", "".join(node.itertext())).strip()
        if (
            len(text) > 5000
            or not _belongs(node, container)
            or _linked(node, len(text))
            or boilerplate.kind(text) is not None
        ):
            continue
        if node.tag == "li" and _in_list_of_links(node, lists):
            continue
        inside = node
        known.add(key)
        found.append(Line(text, node.tag in _HEADINGS))
    while found and found[-1].heading and end < len(nodes) and nodes[end].tag in _HEADINGS:
        found.pop()  # a heading with nothing below it
    return found


def _behind(last: Any, container: Any, known: set[str]) -> list[Line]:
    """A list without any link that stands right behind the last paragraph, as lists end articles."""
    following = last.getnext()
    if (
        following is None
        or following.tag not in ("ul", "ol")
        or next(following.iter("a"), None) is not None
        or not _belongs(following, container)
    ):
        return []
    texts = [_SPACE.sub(" ", "".join(item.itertext())).strip() for item in following if item.tag == "li"]
    if not all(len(text) >= 20 for text in texts):
        return []
    return [Line(text) for text in texts if _key(text) not in known and boilerplate.kind(text) is None]


def _belongs(node: Any, container: Any) -> bool:
    """Whether nothing between the node and the body of the article says that it is something else."""
    for one in [node, *node.iterancestors()]:
        if one is container:
            return True
        if one.tag == "header" and node.tag in _HEADINGS:
            continue  # the heading of one of the parts
        if (
            one.tag in _OUTSIDE
            or one.get("hidden") is not None
            or one.get("aria-hidden") == "true"
            or one.get("role") in ("navigation", "complementary", "dialog")
        ):
            return False
        if _FURNITURE.search(f"{one.get('class') or ''} {one.get('id') or ''}") or "display:none" in (
            one.get("style") or ""
        ).replace(" ", ""):
            return False
    return False


def _in_list_of_links(item: Any, lists: dict[Any, bool]) -> bool:
    parent = item.getparent()
    if parent is None:
        return True
    if parent not in lists:
        lists[parent] = _linked(parent, len("".join(parent.itertext())))
    return lists[parent]


_CAPTION = re.compile(r"caption|(?:photo|image|picture)-?(?:credit|copyright)", re.IGNORECASE)
_MOST_CAPTIONS = 0.3


def _caption(lines: list[Line], nodes: list[Any], container: Any) -> None:
    """Marks the captions among ``lines`` by where they stand, unless captions are what the article consists of (a gallery)."""
    found = [line for line, node in zip(lines, nodes, strict=True) if node is not None and _captions(node, container)]
    if sum(len(line.text) for line in found) <= _MOST_CAPTIONS * sum(len(line.text) for line in lines):
        for line in found:
            line.kind = "caption"


def _captions(node: Any, container: Any) -> bool:
    for one in [node, *node.iterancestors()]:
        if one is container:
            return False
        if one.tag in ("figcaption", "figure") or _CAPTION.search(one.get("class") or ""):
            return True
    return False


def _wholly_linked(node: Any) -> bool:
    """Whether an element is nothing but a link."""
    links = list(node.iter("a"))
    return (
        len(links) == 1
        and len(line_types.bare("".join(node.itertext()))) == len(line_types.bare("".join(links[0].itertext()))) > 0
    )


_BOX = re.compile(
    r"(?:^|[\s_-])(?:promo\w*|newsletter|sign-?up|related|read-?more|recommend\w*|advert\w*|sponsor\w*|outbrain|taboola|comments?|author-?(?:bio|box|info|card|description)|about-?(?:the-?)?author|bio)(?:$|[\s_-])",
    re.IGNORECASE,
)


def _boxed(node: Any, container: Any) -> bool:
    """Whether a paragraph stands in a box within the article that the page itself calls a promotion, a letter, other stories."""
    box = False
    for one in [node, *node.iterancestors()]:
        if one is container:
            return box
        box = (
            box
            or one.tag in ("aside", "nav", "form")
            or _BOX.search(f"{one.get('class') or ''} {one.get('id') or ''}") is not None
        )
    return False


def _linked(node: Any, length: int) -> bool:
    """Whether half of the text or more is links."""
    return sum(len("".join(link.itertext())) for link in node.iter("a")) * 2 >= max(length, 1)
