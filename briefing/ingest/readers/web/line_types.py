"""What the single lines of a page's text are, by facts that hold for pages only: who wrote it, links to other stories, captions.

Says nothing of most lines: the rules for any text come afterwards. A line of prose is kept as body against those rules where
only its last words look like a credit, as pages keep their captions apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.ingest.plain_text import boilerplate
from briefing.model import ParagraphKind
from briefing.text import fold

_NO_WORD = re.compile(r"[\W_]+")
_EDGE = 4
"""Lines at either end among which a page says who its author is."""
_ABOUT = re.compile(
    r"\W{0,3}(?:,[^,.]{2,60},)?\s*(?:is|was|has (?:been|covered|written|reported|worked)|covers|writes|reports|joined|works|can be reached|contributed|teaches|lives)\b",
)
_REACH = re.compile(
    r"(?:write to|contact|follow|reach|e-?mail|tweet)\b.{0,80}(?:@|\bat\b|\bon (?:x|twitter|facebook|instagram|threads|bluesky|linkedin)\b)|a version of this (?:article|story|column) (?:appears|appeared|was published|first appeared)\b|"
    r"order reprints\b|after newsletter promotion$|(?:image|photo) (?:source|caption|credit),|do you have (?:a|any) (?:story|tip|information)\b.{0,80}(?:email|contact|@)|get in touch\b.{0,60}(?:@|email|by\b)|"
    r"if you (?:are|were) (?:having trouble|unable to)\b.{0,80}(?:see|view|read|form|video)|this video (?:can ?not|is not)\b|your browser does not support|to (?:see|view|watch|use) this\b.{0,60}javascript|you need to (?:enable|allow) javascript",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?…؟][\"'”’»)\]]*(?:\s|$)|[。！？।။]")
_PICTURE = re.compile(r"photo|image|pictur|file|getty|courtesy|screen|illustration|graphic|handout|pool", re.IGNORECASE)
_LABELLED = re.compile(
    r"(?:file|photo|image|picture|caption)[\w ]{0,20}[:–—-]|file (?:photo|picture|image)", re.IGNORECASE
)
_PROSE = (160, 240)
"""Bytes of UTF-8 (so that scripts count alike): a longer line of several sentences is prose, and a still longer one in any case."""


@dataclass(slots=True)
class Line:
    """A paragraph of the page. ``heading``: the page marks it as one; ``linked``: it is nothing but a link; ``kind``: told by the page."""

    text: str
    heading: bool = False
    linked: bool = False
    kind: ParagraphKind | None = None


def bare(text: str) -> str:
    """The letters and figures of ``text`` alone, for comparing."""
    return _NO_WORD.sub("", text)


def tell(lines: list[Line], names: tuple[str, ...]) -> None:
    """Gives those of ``lines`` a kind that are surely no text of the article, or surely are. ``names``: its authors."""
    known = [fold(name) for name in names if " " in name]
    listing = False
    for number, line in enumerate(lines):
        listing = _lists(line) or (listing and not line.heading and not _is_prose(line.text))
        if line.kind is not None or line.heading:
            continue
        if listing and len(line.text) <= 160:
            line.kind = "furniture"  # another story's headline
            continue
        edge = number < _EDGE or number >= len(lines) - _EDGE
        if len(line.text) <= 300 and _REACH.match(line.text):
            line.kind = "furniture"
        elif line.linked and len(line.text.split()) >= 3 and not _is_prose(line.text):
            line.kind = "furniture"  # a paragraph that is nothing but a link leads to another story
        elif edge and len(line.text) <= 600 and known and _is_about(line.text, known):
            line.kind = "furniture"
        elif boilerplate.kind(line.text) == "caption" and not _is_caption(line.text):
            line.kind = "body"


def _lists(line: Line) -> bool:
    """Whether a heading announces other stories ("Read more", "Related")."""
    return line.heading and len(line.text) <= 60 and boilerplate.kind(line.text) == "furniture"


def _is_about(text: str, names: list[str]) -> bool:
    """Whether a line tells who one of the authors is ("Ada Krol covers the harbour …")."""
    folded = fold(text[:160])
    return any(folded.startswith(name) and _ABOUT.match(folded[len(name) :]) is not None for name in names)


def _is_prose(text: str) -> bool:
    return _SENTENCE.search(text) is not None and not text.isupper()


def _is_caption(text: str) -> bool:
    """Whether a line that ends in a credit is a caption: the credit names a picture, or the line is short."""
    if _PICTURE.search(text[-120:]) is not None or _LABELLED.match(text) is not None:
        return True
    size = len(text.encode("utf-8", "replace"))
    return size < _PROSE[1] and not (size >= _PROSE[0] and len(_SENTENCE.findall(text)) >= 2)
