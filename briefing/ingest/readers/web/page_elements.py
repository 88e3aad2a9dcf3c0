"""Elements of a web page: their words on one line, the words of their classes, and whether they stand within the article's own head."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

_ASIDE = re.compile(
    r"comment|reply|replies|respond|related|recommend|most-?(?:read|viewed|popular)|sidebar|teaser|trending|promo|newsletter|more-?(?:on|from|stories)|latest|carousel|read-?next|wm-ipp",
    re.IGNORECASE,
)
_ASIDE_OR_MEDIA = re.compile(
    _ASIDE.pattern + r"|video|media|caption|image|photo|picture|gallery|player|lede|carousel|slide", re.IGNORECASE
)
_DEEPEST, _LARGE = 31, 8
_OUTSIDE = dict.fromkeys("footer nav figure figcaption".split(), _DEEPEST) | dict.fromkeys(("aside", "form"), _LARGE)
"""Elements that hold no part of the head -> how many levels down; some pages put all they have into one form."""
_ARTICLE = frozenset("body html article main".split())
_PARTS = re.compile(r"[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]+")
_JOINED = re.compile(r"authors?(?!i)|bylines?|(?<![a-z])date(?=[a-z])|modified|published", re.IGNORECASE)
"""Words that classes join with others into one ("authorname", "datemodified")."""
MOST_INSIDE = 300
"""Elements that are looked at within one of the head."""
_LONGEST = 1000
_BLOCKS = frozenset("br p div li".split())
_SILENT = frozenset("script style noscript svg title desc template".split())
_MARKING = ("class", "id", "data-testid", "data-qa", "data-component", "data-gu-name", "data-test")
_TELLING = re.compile(
    r"author|byline|contribut|writ|report|signature|submit|date|time|publi|post|creat|stand|dek|deck|strap|sub|summary|excerpt|lead|intro|abstract|chapeau|teaser|desc|modif|lastmod|edit|read|durat|event",
    re.IGNORECASE,
)
"""A cheap look for any of the words above, before marks are taken apart."""
_SUB = re.compile(r"\b(sub|stand)[-_]?([Tt]itle|[Hh]ead|[Hh]ed|[Ff]irst)")


@dataclass(frozen=True, slots=True)
class Element:
    """An element, the ``number``-th of the page; ``item``: its property in microdata, ``marks``: the words of its classes."""

    node: Any
    tag: str
    number: int
    item: str
    marks: frozenset[str]

    @property
    def is_of_author(self) -> bool:
        """Whether the page says by its relation that it names the author."""
        return str(self.node.get("rel", "")).lower() == "author"


def marks(node: Any) -> frozenset[str]:
    """Return the words within an element's class, id and test attributes, in lower case."""
    printed = " ".join(filter(None, map(node.get, _MARKING)))[:500]
    if _TELLING.search(printed) is None:
        return frozenset()
    printed = _SUB.sub(lambda match: match[1] + match[2].lower(), printed)
    printed = _JOINED.sub(r"-\g<0>-", printed)
    return frozenset(part.lower() for part in _PARTS.findall(printed))


def own_words(node: Any) -> str:
    """Return what an element says itself, without what stands in the elements within it."""
    return "".join(filter(None, (node.text, *(child.tail for child in node))))


def before(node: Any) -> str:
    """Return the words right before an element within the one above it."""
    previous, above = node.getprevious(), node.getparent()
    if previous is None:
        return _said(above.text if above is not None else None)
    words = _said(previous.tail)
    return words if words.strip() or not isinstance(previous.tag, str) else text(previous)


def text(node: Any, between: str = " ") -> str:
    """Return the words of an element on one line, ``between`` its blocks, without scripts and styles, 1,000 code points at most."""
    pieces: list[str] = []
    size = 0
    for inner in islice(node.iter(), MOST_INSIDE):
        words = _said(inner.text) if isinstance(inner.tag, str) and inner.tag not in _SILENT else ""
        pieces.append(words)
        size += len(words)
        if inner is not node:
            tail = _said(inner.tail)
            pieces += [between, tail] if inner.tag in _BLOCKS else [tail]
            size += len(tail)
        if size > _LONGEST:
            break
    return " ".join("".join(pieces).split())[:_LONGEST]


def _said(words: str | None) -> str:
    return words or ""


def in_header(node: Any) -> bool:
    """Return whether one of the four elements above is a header."""
    return any(above.tag == "header" for above in islice(node.iterancestors(), 4))


def is_outside(node: Any, *, media: bool = False) -> bool:
    """Return whether an element stands in what is no part of the article's own head; ``media``: nor beside pictures."""
    apart = _ASIDE_OR_MEDIA if media else _ASIDE
    for depth, above in enumerate(islice(chain((node,), node.iterancestors()), _DEEPEST + 1)):
        if depth <= _OUTSIDE.get(above.tag, -1):
            return True
        if above.tag in _ARTICLE:
            return False
        if apart.search(f"{above.get('class', '')} {above.get('id', '')}"):
            return True
    return False
