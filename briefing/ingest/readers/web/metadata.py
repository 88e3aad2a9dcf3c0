"""What a web page states of itself: JSON-LD, OpenGraph and meta elements, its heading. Extracts no body text.

The order of trust follows measurement on news pages: JSON-LD of the article, OpenGraph and ``article:`` properties, other meta
elements, then what the page shows near its heading. A date found only by a heuristic over the page is never taken; one that
stands in the address alone is inferred.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

from briefing.ingest.draft import Draft
from briefing.ingest.plain_text.dating import dates
from briefing.ingest.readers.web import authors, json_ld, published
from briefing.ingest.readers.web import title as pagetitle
from briefing.ingest.readers.web.page_elements import own_words
from briefing.ingest.readers.web.visible_metadata import Shown
from briefing.lexicon.agencies import agency
from briefing.model import Stated
from briefing.text import fold

_AUTHOR_NAMES = (
    "author", "article:author", "og:article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "dc.contributor", "byl", "byline",
    "citation_author", "article:author_name", "articleauthor", "cxenseparse:author", "cxenseparse:recs:author", "mrf:authors", "dcsext.author", "swiftype:author", "rbauthors", "og:author", "twitter:data1",
)  # fmt: skip
_SURNAME_FIRST = frozenset(("citation_author", "dc.creator", "dcterms.creator"))
_TITLE_NAMES = (
    "og:title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "cxenseparse:title",
    "headline",
    "title",
)
_SITE_NAMES = ("og:site_name", "application-name", "al:ios:app_name", "al:android:app_name", "apple-mobile-web-app-title", "citation_journal_title", "article:publisher", "dc.publisher", "dcterms.publisher", "twitter:app:name:iphone")  # fmt: skip
_COMPANY = re.compile(r"\b(?:ltd|limited|inc|llc|llp|plc|gmbh|ag|kg|s\.?a\.?|s\.?l\.?|corp|corporation|group|holdings?|company|publishing|publishers|publications|blogger|wordpress|conglomerate)\b\.?|& media$", re.IGNORECASE)  # fmt: skip
_MOST_VALUES = 50
_LONGEST_META = 5000
_MOST_JSON = 4_000_000
_SAVED = re.compile(r"<!--\s{0,9}saved from url=\(\d{1,9}\)(https?://[^\s<>]{3,1000})|<!--\s{0,9}Page saved with SingleFile\s{1,9}url:\s{0,9}(https?://[^\s<>]{3,1000})")  # fmt: skip
_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/[0-9]{4,14}[a-z_]{0,4}/(?=https?://)")


class Facts:
    """What was found: ``meta`` (name -> values), ``article`` (the JSON-LD object), ``title``, ``language``, ``url``, and what is ``shown``."""

    def __init__(self) -> None:
        self.meta: dict[str, list[str]] = {}
        self.article: dict[str, Any] = {}
        self.title = ""
        self.language = ""
        self.url = ""
        self.shown = Shown()

    def first(self, *names: str) -> str:
        """Return the first value that one of the meta elements ``names`` holds, on one line, or ``""``."""
        return next((value for name in names for value in self.meta.get(name, ())), "")

    def titles(self) -> list[tuple[str, str]]:
        """Return every title that the page states, with where, in the order of trust."""
        found = [(plain(self.article.get("headline")), "JSON-LD headline")]
        found += [(self.first(name), name) for name in _TITLE_NAMES]
        found.append((self.shown.stated, "itemprop headline"))
        found.append((self.title, "title"))
        if not found[0][0]:
            found.append((plain(self.article.get("name")), "JSON-LD name"))
        return [(text, where) for text, where in found if text]


def collect(tree: Any, source: str) -> Facts:
    """Walk the page once and return what it states."""
    page = _Page()
    for number, node in enumerate(tree.iter()):
        if isinstance(node.tag, str):
            page.see(node, node.tag.rpartition("}")[2].lower(), number)
    facts = page.facts
    titles = [facts.first("og:title"), facts.title, *facts.shown.headings]
    facts.article = json_ld.article(page.objects, [text for text in titles if text])
    saved = _SAVED.search(source[:3000])
    if saved and not re.match("https?://", facts.url):
        (facts.url,) = filter(None, saved.groups())
    facts.url = _ARCHIVED.sub("", facts.url)
    return facts


class _Page:
    """Takes the elements of a page one by one: those that state something by their tag, the rest as what is shown."""

    def __init__(self) -> None:
        self.facts = Facts()
        self.objects: list[Any] = []
        """The objects of its JSON-LD."""
        self._json_size = 0

    def see(self, node: Any, tag: str, number: int) -> None:
        """Take the element ``node``, the ``number``-th of the page."""
        take = _STATING.get(tag)
        if take is None or not take(self, node):
            self.facts.shown.see(node, tag, number)

    def _meta(self, node: Any) -> bool:
        content = node.get("content", "")
        content = plain(content) if len(content) < _LONGEST_META else ""
        names = {node.get(key, "").strip().lower() for key in ("property", "name", "itemprop", "http-equiv")}
        for name in filter(None, names if content else ()):
            values = self.facts.meta.setdefault(name, [])
            if len(values) < _MOST_VALUES:
                values.append(content)
        return True

    def _script(self, node: Any) -> bool:
        if "ld+json" in node.get("type", "").lower():
            text = own_words(node)
            self._json_size += len(text)
            if self._json_size < _MOST_JSON:
                self.objects.extend(json_ld.read(text))
        return True

    def _title(self, node: Any) -> bool:
        if self.facts.title:
            return False
        self.facts.title = plain("".join(node.itertext())[:1000])
        return True

    def _html(self, node: Any) -> bool:
        values = (node.get(key) for key in ("lang", "{http://www.w3.org/XML/1998/namespace}lang", "xml:lang"))
        self.facts.language = next(filter(None, values), "").strip()
        return True

    def _link(self, node: Any) -> bool:
        if node.get("rel", "").lower() != "canonical":
            return False
        self.facts.url = self.facts.url or node.get("href", "").strip()
        return True


_STATING: dict[str, Callable[[_Page, Any], bool]] = {
    "meta": _Page._meta,
    "script": _Page._script,
    "title": _Page._title,
    "html": _Page._html,
    "link": _Page._link,
}
"""Tag -> what takes its element; False if it turns out to state nothing."""


def apply(facts: Facts, draft: Draft, url: str | None) -> None:
    """Put what the page states into ``draft``."""
    address = url or facts.url or facts.first("og:url", "twitter:url")
    address = address if re.match(r"https?://", address) else ""
    publisher = next((plain(name) for name, _ in json_ld.people(facts.article.get("publisher"))), "")[:120]
    stated = [name for name in (publisher, *(facts.first(name) for name in _SITE_NAMES)) if name]
    site = pagetitle.Site(tuple(stated), pagetitle.domain(address))
    title = pagetitle.choose(facts.titles(), facts.shown.headings, site, [text for _, text in facts.shown.lower])
    if title is not None:
        draft.state("title", title[0], f"{title[1]}: {title[0]}")
        facts.shown.settle(title[0])
    _outlet(facts, draft, site, publisher)
    _byline(facts, draft, [*stated, site.domain])
    day = published.published(facts.article, facts.meta, facts.shown, address, facts.language)
    if day is not None:
        draft.fields["published"] = day
    draft.state("url", address, address)
    languages = (facts.language, facts.first(*_LANGUAGES), plain(facts.article.get("inLanguage")))
    language = next(filter(None, languages), "")
    if re.match(r"[A-Za-z]{2,3}(?:[-_]|$)", language):
        draft.state("language", re.split(r"[-_]", language)[0].lower(), f'lang="{language}"')
    draft.state("standfirst", facts.shown.standfirst, facts.shown.standfirst)
    section = facts.article.get("articleSection") or facts.first("article:section", "og:article:section")
    section = plain(json_ld.single(section))
    if section:
        draft.extra["section"] = section[:200]


_LANGUAGES = ("og:locale", "content-language", "language", "dc.language")


def _outlet(facts: Facts, draft: Draft, site: pagetitle.Site, publisher: str) -> None:
    """The outlet: the publisher that JSON-LD names, unless that is the company and the page names its site as its domain does."""
    name, where = publisher, "JSON-LD publisher"
    for other in _SITE_NAMES:
        named = facts.first(other)
        if not named or "://" in named:
            continue
        if not name or (other == "og:site_name" and _is_owner(name, named, site)):
            name, where = named, other
            break
    name = _name(name)
    if agency(name):
        draft.fields.setdefault("agency", Stated.stated(name, f"{where}: {name}"))
    draft.state("outlet", name, f"{where}: {name}")


def _is_owner(publisher: str, name: str, site: pagetitle.Site) -> bool:
    """Return whether a publisher is the company that owns the site called ``name``: by its words, or as the domain names the site only."""
    if fold(name) == fold(publisher):
        return False
    domain = pagetitle.Site((), site.domain)
    named, owned = domain.is_called(_name(name)), domain.is_called(_name(publisher))
    return _COMPANY.search(publisher) is not None or (named and not owned)


def _name(name: str) -> str:
    """Return ``@theplanet`` or ``The Planet - Breaking News`` as the name alone."""
    return re.split(r"\s+[|–—-]\s+|\s*[|｜]\s*", name.strip().lstrip("@"))[0].strip() or name


_SAYS_AUTHOR = re.compile(r"written by|author|by$|verfasst", re.IGNORECASE)


def _byline(facts: Facts, draft: Draft, outlets: list[str]) -> None:
    sources = [authors.Source(json_ld.people(facts.article.get("author")), "JSON-LD author")]
    for name in _AUTHOR_NAMES:
        if name == "twitter:data1" and not _SAYS_AUTHOR.search(facts.first("twitter:label1")):
            continue
        values = facts.meta.get(name, [])
        if name in _SURNAME_FIRST:
            values = [authors.turned(value) for value in values]
        sources.append(authors.Source([(value, False) for value in values], name))
    sources.append(authors.Source([(value, False) for value in facts.shown.bylines()], "byline"))
    found = authors.choose(sources, outlets)
    beside = facts.shown.beside_date() if found is None or authors.of_house(found.names, outlets) else ""
    if beside:
        draft.fields["byline"] = Stated.inferred(
            (beside,), f"{beside} (a name between the heading and the day, without a word that says so)"
        )
        return
    if found is None:
        return
    shown = facts.shown.names()
    names = tuple(dict.fromkeys(authors.spelt(name, shown) for name in found.names))
    draft.fields["byline"] = Stated.stated(names, found.evidence)
    draft.state("agency", found.agency, found.evidence)


def date_in_address(draft: Draft) -> None:
    """Infers the day from the address of the page where neither the page nor a line of its text dates it."""
    address = draft.fields.get("url")
    if address is None or "published" in draft.fields:
        return
    if any(dates.find(block.text) for block in draft.blocks[:12] if len(block.text) <= 120):
        return
    found = published.in_address(str(address.value))
    if found is not None:
        draft.fields["published"] = Stated.inferred(
            found[0], f"{found[1]} (in the address of the page; it states no date)"
        )


def plain(value: Any) -> str:
    """Return ``value`` on one line, character references resolved (also where a page escaped them twice), tags removed; ``""`` if no text."""
    value = json_ld.single(value)
    if not isinstance(value, str):
        return ""
    return " ".join(_INLINE.sub("", html.unescape(html.unescape(value))).split())[:2000]


_INLINE = re.compile(r"</?(?:a|b|i|em|strong|span|q|cite|mark|u|sup|sub|br|p|font)\b[^<>]{0,300}>", re.IGNORECASE)
