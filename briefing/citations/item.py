"""What a citation can say of an article: its fields, cleaned of everything that could act on a terminal or a parser."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from briefing.citations import titles
from briefing.citations.dates import Date, parse_date
from briefing.citations.names import Name, name_from_mapping, parse_name
from briefing.model import Article, Quotation
from briefing.text import fold, safe_text, visible

OUTLET_UNKNOWN = "[outlet unknown]"
WHOLE_PAGES = 9
UNTITLED = "[untitled article]"
UNTITLED_WORDS = 25
"""Most words of an untitled article's opening that describe it."""
_LEAST_WORDS = 4
LEAD_WORDS = 5
"""First words of a quotation by which a link finds it."""

TYPES = {
    "article-newspaper": "article-newspaper",
    "article": "article-newspaper",
    "article-magazine": "article-magazine",
    "webpage": "webpage",
    "post-weblog": "post-weblog",
    "post": "post",
    "broadcast": "broadcast",
    "report": "webpage",
    "interview": "interview",
}
"""The types of CSL that news comes in, and the one whose layout each has ("article" is a preprint to CSL, and none to a newsroom)."""
ONLINE = frozenset({"webpage", "post-weblog", "post"})


@dataclass(frozen=True, slots=True)
class Words:
    """A quotation as a citation prints it. ``text`` is verbatim but for control characters; ``speaker`` may be "".
    ``passage``: words of the article itself, which stand in no quotation marks there. ``further``: the parts that follow where the
    reporter split the quotation; ``text`` is its first one then. ``partly``: only a part of the words stands in marks, which are in
    the text."""

    text: str
    speaker: str
    inferred: bool
    indirect: bool
    partly: bool = False
    before: str = ""
    after: str = ""
    repeated: bool = False
    line: int | None = None
    passage: bool = False
    further: tuple[str, ...] = ()
    """``before`` and ``after`` are the words around it; ``repeated``: the article has these words more than once;
    ``line``: where they begin in its file, from 1."""

    @property
    def enclosed(self) -> bool:
        """Return whether the words stand in marks as a whole."""
        return not (self.indirect or self.partly)


@dataclass(frozen=True, slots=True)
class Item:
    """One article, ready for a style. Empty strings are unknown; ``title`` is "" for an untitled work, ``untitled`` its bracketed words.
    ``type`` is the type in CSL, ``layout`` the type whose layout it has."""

    id: str
    path: str
    type: str
    layout: str
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
    def named(self) -> str:
        """The title, or the description of an untitled work."""
        return self.title or self.untitled

    @property
    def place_in_file(self) -> str:
        """Where a quotation stands, for want of an address: ``mill.txt:12``, or the path alone; "" without a quotation."""
        if self.words is None:
            return ""
        return self.path if self.words.line is None else f"{self.path}:{self.words.line}"

    @property
    def outlet_text(self) -> str:
        """The outlet; in brackets if inferred; "" if it is unknown or says no more than that its agency signs."""
        if not self.outlet_inferred:
            return self.outlet
        signed = {fold(name.literal) for name in self.authors}
        return "" if fold(self.outlet) in signed or not self.outlet else f"[{self.outlet}]"

    @property
    def outlet_stated(self) -> bool:
        return bool(self.outlet) and not self.outlet_inferred

    @property
    def linkable(self) -> bool:
        return self.url.lower().startswith(("http://", "https://"))

    @property
    def pages(self) -> str:
        return re.sub(r"(?<=\w)\s*[-‐‑–—]\s*(?=\w)", "–", self.page)

    def short_pages(self, least: int) -> str:
        """Return ``pages`` with the second figure of a range cut to what differs, to ``least`` figures at least: ``101–09`` of 101–109."""
        if least >= WHOLE_PAGES:
            return self.pages
        return re.sub(r"\b([A-Z]?)(\d+)–\1(\d+)\b", lambda match: _short_range(match, least), self.pages)

    @property
    def many_pages(self) -> bool:
        return any(mark in self.pages for mark in ",–&")


def _short_range(match: re.Match[str], least: int) -> str:
    letter, first, last = match[1], match[2], match[3]
    same = len(first) == len(last)
    cut = next((i for i, pair in enumerate(zip(first, last, strict=False)) if pair[0] != pair[1]), 0) if same else 0
    return f"{letter}{first}–{last[max(0, min(cut, len(last) - least)) :]}"


def clean(value: object) -> str:
    """One line of safe text; "" for anything that is no text or number."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return " ".join(visible(safe_text(str(value))).split())


def build(
    article: Article,
    quotation: Quotation | None = None,
    text: str = "",
    line: int | None = None,
    *,
    passage: bool = False,
    further: Sequence[str] = (),
) -> Item:
    """Return the item for ``article``, with the words of ``quotation`` if given. Nothing is guessed: unknown fields stay empty.

    Args:
        passage: ``quotation`` stands for words of the article itself.
        further: the parts of a quotation that follow the first, which ``quotation`` is, where the reporter split it.
        text: the article's text, in which the quotation's span lies; without it no context is known.
        line: where the quotation begins in the article's file, from 1.
    """
    words = None if quotation is None else _words(quotation, text, line)
    extra: Mapping[str, Any] = article.extra if isinstance(article.extra, Mapping) else {}
    outlet, agency = clean(article.outlet.value), clean(article.agency.value)
    kind = clean(extra.get("type"))
    kind = kind if kind in TYPES else "article-newspaper"
    title = titles.curly(titles.without_markup(clean(article.title.value)).strip())
    return Item(
        id=clean(article.id) or "article",
        path=clean(article.path),
        type=kind,
        layout=TYPES[kind],
        authors=_authors(article, extra, outlet, agency),
        agency=agency,
        title=title,
        untitled="" if title else _description(article, text),
        outlet=outlet,
        outlet_inferred=article.outlet.status == "inferred",
        date=parse_date(article.published.value, inferred=article.published.status == "inferred"),
        url=_url(article.url.value),
        language=clean(article.language.value),
        accessed=parse_date(extra.get("accessed")),
        place=clean(extra.get("publisher-place")),
        words=None if words is None else replace(words, passage=passage, further=tuple(map(_said, further))),
        **{field: clean(extra.get(field)) for field in ("section", "page", "edition", "volume", "issue")},
    )


def _authors(article: Article, extra: Mapping[str, Any], outlet: str, agency: str) -> tuple[Name, ...]:
    """Return the names in the byline, as structured as they are known; else the agency; else none."""
    bodies = frozenset(map(fold, filter(None, (outlet, agency))))
    read = [_structured(entry, bodies) for entry in _entries(extra.get("author"))]
    names = [name for name in read if name is not None]
    if not names:
        names = [parse_name(text, bodies) for text in map(clean, article.byline.value or ()) if text]
    signed_by_agency = [Name(literal=agency)] if agency else []
    return tuple(names or signed_by_agency)


def _entries(authors: object) -> list[Mapping[str, Any]]:
    listed = authors if isinstance(authors, Sequence) else [authors]
    return [entry for entry in listed if isinstance(entry, Mapping)]


def _structured(entry: Mapping[str, Any], bodies: frozenset[str]) -> Name | None:
    written = clean(entry.get("name"))
    return parse_name(written, bodies) if written else name_from_mapping(entry, clean)


_CLAUSE_END = re.compile(
    r"(?P<sentence>(?<!\b[A-Z])[.?!…]+[”’\"')]*(?=\s|$))|[;:](?=\s)|,(?=\s)|\s(?=[–—-]\s)|(?=—)|\s(?=(?:after|amid|as|because|while|when|where|which|who)\s)"
)


def _description(article: Article, text: str) -> str:
    """Return ``[untitled article, beginning: …]`` with the opening up to the end of its sentence or of a clause; never cut within one."""
    opening = clean(article.standfirst.value) or _opening(clean(article.opening), text)
    best = ""
    for match in _CLAUSE_END.finditer(opening):
        count = len(opening[: match.start()].split())
        if count > UNTITLED_WORDS:
            break
        if count >= _LEAST_WORDS or match["sentence"]:
            best = opening[: match.start()]
        if match["sentence"] and count >= _LEAST_WORDS:
            break
    return f"{UNTITLED[:-1]}, beginning: {best}]" if best else UNTITLED


def _opening(opening: str, text: str) -> str:
    """Return the first 400 characters from ``opening`` on, which the article may have cut; so much of ``text`` as is known."""
    start = text.find(opening[:60]) if opening else -1
    return opening if start < 0 else clean(text[start : start + 400].split("\n\n")[0])


def _said(words: str) -> str:
    """Return words of an article, safe to print."""
    return visible(safe_text(words)).replace("\t", " ").strip()


def _words(quotation: Quotation, text: str, line: int | None) -> Words:
    speaker = quotation.speaker
    said = _said(quotation.text)
    # An indirect quotation and a wrong speaker are the two ways to put words into a mouth: both are said openly.
    name = clean(speaker.name) if speaker.status != "unknown" else ""
    start, end = quotation.span
    return Words(
        said, name, speaker.status == "inferred", quotation.mode == "indirect", bool(quotation.quoted),
        before=safe_text(text[max(0, start - 120) : start]), after=safe_text(text[end : end + 120]),
        repeated=_stands_twice(said, text), line=line,
    )  # fmt: skip


def _stands_twice(said: str, text: str) -> bool:
    """Return True if the first words of ``said`` stand in ``text`` more than once, as a browser compares them: without case."""
    lead = " ".join(said.split("\n")[0].split()[:LEAD_WORDS]).casefold()
    return bool(lead) and " ".join(text.split()).casefold().count(lead) > 1


def _url(value: object) -> str:
    text = "".join(clean(value).split(" "))
    # everything that ends an address, opens markup or is not ASCII goes percent-encoded; what is encoded stays
    return quote(text, safe="%:/?#@!$&()*+,;=~-._'[]") if text else ""
