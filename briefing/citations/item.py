"""What a citation can say of an article: its fields, cleaned of everything that could act on a terminal or a parser."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from briefing.citations import titles
from briefing.citations.dates import Date, parse_date
from briefing.citations.names import Name, name_from_mapping, parse_name
from briefing.model import Article, Quotation
from briefing.text import fold, safe_text

OUTLET_UNKNOWN = "[outlet unknown]"
UNTITLED_WORDS = 8
"""How many first words stand for the title of an article that has none (as styles do for untitled works)."""

TYPES = frozenset(
    {
        "article-newspaper",
        "article-magazine",
        "article",
        "webpage",
        "post-weblog",
        "post",
        "broadcast",
        "report",
        "interview",
    }
)


@dataclass(frozen=True, slots=True)
class Words:
    """A quotation as a citation prints it. ``text`` is verbatim but for control characters; ``speaker`` may be ""."""

    text: str
    speaker: str
    inferred: bool
    indirect: bool


@dataclass(frozen=True, slots=True)
class Item:
    """One article, ready for a style. Empty strings are unknown; ``title`` is "" for an untitled work, ``untitled`` its bracketed words."""

    id: str
    type: str
    authors: tuple[Name, ...]
    agency: str
    title: str
    untitled: str
    outlet: str
    outlet_inferred: bool
    date: Date
    url: str
    language: str
    section: str
    page: str
    edition: str
    volume: str
    issue: str
    place: str
    accessed: Date
    words: Words | None

    @property
    def outlet_text(self) -> str:
        """The outlet; in brackets if inferred (as from the agency); ``[outlet unknown]``."""
        if not self.outlet:
            return OUTLET_UNKNOWN
        return f"[{self.outlet}]" if self.outlet_inferred else self.outlet

    @property
    def outlet_stated(self) -> bool:
        return bool(self.outlet) and not self.outlet_inferred

    @property
    def headline(self) -> str:
        """The title in headline style (English titles only)."""
        return titles.headline(self.title) if titles.is_english(self.language) else self.title

    @property
    def linkable(self) -> bool:
        return self.url.lower().startswith(("http://", "https://"))

    @property
    def pages(self) -> str:
        return re.sub(r"(?<=\w)\s*[-‐‑–—]\s*(?=\w)", "–", self.page)

    @property
    def many_pages(self) -> bool:
        return any(mark in self.pages for mark in ",–&")


def clean(value: object) -> str:
    """One line of safe text; "" for anything that is no text or number."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return " ".join(safe_text(str(value)).split())


def build(article: Article, quotation: Quotation | None = None) -> Item:
    """The item for ``article``, with the words of ``quotation`` if given. Nothing is guessed: unknown fields stay empty."""
    extra: Mapping[str, Any] = article.extra if isinstance(article.extra, Mapping) else {}
    outlet, agency = clean(article.outlet.value), clean(article.agency.value)
    title = titles.curly(clean(article.title.value))
    kind = clean(extra.get("type"))
    return Item(
        id=clean(article.id) or "article",
        type=kind if kind in TYPES else "article-newspaper",
        authors=_authors(article, extra, outlet, agency),
        agency=agency,
        title=title,
        untitled="" if title else _first_words(clean(article.standfirst.value) or clean(article.opening)),
        outlet=outlet,
        outlet_inferred=article.outlet.status == "inferred",
        date=parse_date(article.published.value, inferred=article.published.status == "inferred"),
        url=_url(article.url.value),
        language=clean(article.language.value),
        section=clean(extra.get("section")),
        page=clean(extra.get("page")),
        edition=clean(extra.get("edition")),
        volume=clean(extra.get("volume")),
        issue=clean(extra.get("issue")),
        place=clean(extra.get("publisher-place")),
        accessed=parse_date(extra.get("accessed")),
        words=None if quotation is None else _words(quotation),
    )


def _authors(article: Article, extra: Mapping[str, Any], outlet: str, agency: str) -> tuple[Name, ...]:
    structured = extra.get("author")
    if isinstance(structured, Mapping):
        structured = [structured]
    bodies = frozenset(fold(body) for body in (outlet, agency) if body)
    names: list[Name] = []
    if isinstance(structured, Sequence) and not isinstance(structured, str):
        found = (name_from_mapping(entry, clean) for entry in structured if isinstance(entry, Mapping))
        names = [name for name in found if name is not None]
    if not names:
        names = [parse_name(text, bodies) for text in map(clean, article.byline.value or ()) if text]
    if not names and agency:
        names = [Name(literal=agency)]
    return tuple(names)


def _first_words(text: str) -> str:
    words = text.split()
    if not words:
        return "[untitled]"
    cut = " ".join(words[:UNTITLED_WORDS])
    return f"[{cut} …]" if len(words) > UNTITLED_WORDS else f"[{cut}]"


def _words(quotation: Quotation) -> Words:
    speaker = quotation.speaker
    text = safe_text(quotation.text).replace("\t", " ").strip()
    # An indirect quotation and a wrong speaker are the two ways to put words into a mouth: both are said openly.
    name = clean(speaker.name) if speaker.status != "unknown" else ""
    return Words(text, name, speaker.status == "inferred", quotation.mode == "indirect")


def _url(value: object) -> str:
    text = "".join(clean(value).split(" "))
    # everything that ends an address, opens markup or is not ASCII goes percent-encoded; what is encoded stays
    return quote(text, safe="%:/?#@!$&()*+,;=~-._'[]") if text else ""


def with_fragment(item: Item) -> str:
    """The item's address with a text fragment (``#:~:text=``) that leads a browser to the quotation.

    Long quotations are given by their first and last words, as the Text Fragments draft allows.
    """
    if item.words is None or not item.linkable:
        return item.url
    words = item.words.text.split()
    if not words:
        return item.url
    pieces = (
        [" ".join(words)]
        if len(words) <= 10 and "\n" not in item.words.text
        else [" ".join(words[:5]), " ".join(words[-5:])]
    )
    encoded = ",".join(
        quote(piece.replace("\N{REPLACEMENT CHARACTER}", ""), safe="").replace("-", "%2D") for piece in pieces
    )
    return f"{item.url}{'' if '#' in item.url else '#'}:~:text={encoded}"
