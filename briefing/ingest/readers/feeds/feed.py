"""RSS and Atom files: one article an item. Runs in the sandbox; fetches nothing."""

from __future__ import annotations

import contextlib
import email.utils
import html
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from urllib.parse import urljoin

from briefing.errors import IngestError
from briefing.ingest.draft import Draft
from briefing.ingest.plain_text import bylines
from briefing.ingest.plain_text.dating import dates
from briefing.ingest.readers.feeds import html_fragments, malformed_feed, safe_xml
from briefing.lexicon.agencies import agency
from briefing.model import Stated

_WEB = ("http://", "https://")
_XML = "{http://www.w3.org/XML/1998/namespace}"
_PLAIN = frozenset(("text", "text/plain"))
"""Types of an element's text in which nothing is markup."""
_PLAIN_ATOM = _PLAIN | {""}
_BODIES = ("encoded", "content", "description", "summary")
"""Elements that hold text of an item; the longest is its body, the first of equals."""
_SECTION = re.compile(
    r"\s*(?:\s[-–—|:»›>]+\s+(?:(?:the )?latest |all |top |breaking |rss )?(?:news|articles|stories|headlines|posts|feed|rss(?: feed)?|home(?:page)?|front page|atom)|\s(?:rss(?: feed)?|feed))\s*$",
    re.IGNORECASE,
)
"""What programs add to a site's name to make the name of its feed."""

_ASIDE = re.compile(r"search\.yahoo\.com/mrss|itunes|media|googleplay|podcast|georss|slash|thread", re.IGNORECASE)
"""Namespaces whose elements speak of something else than the item's text: pictures, sound, places, comments."""


def read(data: bytes, name: str, expanded: int, articles: int) -> tuple[list[Draft], list[str]]:
    """Return a draft for each item of a feed, in its order; of one that is no XML what can be told of it. Raises IngestError."""
    notes: list[str] = []
    try:
        root = safe_xml.parse(data)
    except safe_xml.IllFormedError as error:
        root = malformed_feed.parse(data)
        notes.append(f"{error}; its items are read as far as they can be told")
    source = _source(root)
    drafts: list[Draft] = []
    for number, item in enumerate(safe_xml.every(root, "item", "entry"), 1):
        if len(drafts) >= articles:
            notes.append(f"holds more than {articles:,} items; the rest is left out")
            break
        draft = _item(item, source)
        if draft.blocks or "title" in draft.fields:
            drafts.append(draft)
        else:
            notes.append(f"item {number} holds no text")
    if not drafts:
        raise IngestError("is a feed without items")
    return drafts, notes


@dataclass(frozen=True, slots=True)
class _Feed:
    """What a feed says of all its items; ``base`` is what relative addresses rest on."""

    outlet: str
    language: str
    base: str


def _source(root: ET.Element) -> _Feed:
    """Return what the head of the feed says."""
    channel = safe_xml.child(root, "channel")
    head = root if channel is None else channel
    language = safe_xml.words(_child(head, "language")) or root.get(f"{_XML}lang", "")
    outlet = _SECTION.sub("", _shown(_child(head, "title")))
    return _Feed(outlet, language, root.get(f"{_XML}base") or _address(head, ""))


def _child(node: ET.Element, name: str) -> ET.Element | None:
    """Return the child that the feed's own format calls ``name``: not a picture's title nor a podcast's summary."""
    return next((child for child in node if _is_own(child, name)), None)


def _is_own(node: ET.Element, name: str) -> bool:
    return safe_xml.name(node) == name and not _ASIDE.search(node.tag.partition("}")[0])


def _address(item: ET.Element, base: str) -> str:
    """Return the address of the page: the link that is not to something else (Atom), else a guid that is a permanent link (RSS 2)."""
    found = _link(item) or _permanent(_child(item, "guid"))
    if found and not found.startswith(_WEB) and base.startswith(_WEB):
        with contextlib.suppress(ValueError):
            found = urljoin(base, found)
    return found if found.startswith(_WEB) else ""


def _link(item: ET.Element) -> str:
    for node in item:
        if _is_own(node, "link") and node.get("rel", "") in ("", "alternate"):
            return node.get("href") or safe_xml.words(node)
    return ""


def _permanent(guid: ET.Element | None) -> str:
    if guid is None or guid.get("isPermaLink", "").lower() not in ("", "true"):
        return ""
    return safe_xml.words(guid)


def _item(item: ET.Element, feed: _Feed) -> Draft:
    draft = Draft(html_fragments.blocks(max((_text(_child(item, name)) for name in _BODIES), key=len)))
    title = _shown(_child(item, "title"))
    draft.state("title", title, f"title: {title}"[:1000])
    draft.state("outlet", feed.outlet, f"feed: {feed.outlet}")
    source = _child(item, "source")
    if source is not None:  # a feed of other feeds' items
        outlet = _shown(_child(source, "title")) or _shown(source)
        draft.state("outlet", outlet, f"source: {outlet}"[:300])
    put_address(draft, _address(item, feed.base))
    _put_date(draft, item)
    names = [_author(node) for node in item if safe_xml.name(node) in ("creator", "author")]
    if any(names):
        put_byline(draft, list(dict.fromkeys(filter(None, names))), "author")
    put_language(draft, feed.language)
    return draft


def _text(node: ET.Element | None) -> str:
    """Return the text of an element as markup. Atom says what its text is; elsewhere, and by habit there too, tags are escaped."""
    if node is None:
        return ""
    if len(node):
        return safe_xml.markup(node)
    text = "".join(node.itertext())
    return html.escape(text, quote=False) if node.get("type", "").lower() in _PLAIN else text


def _put_date(draft: Draft, item: ET.Element) -> None:
    for name in ("pubdate", "published", "date", "issued", "created"):
        stamp = safe_xml.words(_child(item, name))
        if value := moment(stamp):
            draft.state("published", value, f"{name}: {stamp}")
            return
    for name in ("updated", "modified"):
        stamp = safe_xml.words(_child(item, name))
        if value := moment(stamp):
            draft.fields["published"] = Stated.inferred(value, f"{name}: {stamp} (no other date is given)")
            return


def put_address(draft: Draft, address: str) -> None:
    """State the address of an article if it is one of the web."""
    if address.startswith(_WEB):
        draft.state("url", address, address)


def put_language(draft: Draft, language: str) -> None:
    """State the language that a tag (``en-GB``) names."""
    draft.state("language", language.split("-")[0].lower(), f"language: {language}")


_ATOM = "{http://www.w3.org/2005/Atom}"
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,9})(?:\s[^<>]{0,500})?/?>")
_ALONE = frozenset("br img wbr hr".split())
_INLINE = frozenset(
    "a abbr b big cite code del em font i ins mark nobr p q s small span strong strike sub sup tt u h1 h2 h3 div".split()
)


def _shown(node: ET.Element | None) -> str:
    """Return a title as a reader shows it. Atom says what its text is: plain (also without a type), HTML or elements; in RSS nobody says,
    and what stands in angle brackets is markup if it is closed as markup is ("Why the <b> tag will not die" is none)."""
    text = safe_xml.words(node)
    if node is None or len(node):
        return text
    kind = node.get("type", "").lower()
    plain = kind in (_PLAIN_ATOM if node.tag.startswith(_ATOM) else _PLAIN)
    if plain and node.get("mode") != "escaped":
        return text
    if "html" in kind or _is_markup(text):
        return html_fragments.text(text)
    return " ".join(html.unescape(text).split())


def _is_markup(text: str) -> bool:
    """Return True if all tags in ``text`` are of HTML and each that opens is closed."""
    waiting: list[str] = []
    for closing, name in _TAG.findall(text):
        tag = name.lower()
        if tag in _ALONE:
            continue
        if tag not in _INLINE:
            return False
        if not closing:
            waiting.append(tag)
        elif waiting[-1:] != [tag]:
            return False
        else:
            waiting.pop()
    return not waiting


def moment(stamp: str) -> str | None:
    """Return the date of a mail header or in ISO as ISO, or ``None``."""
    value = dates.iso(stamp) if stamp else None
    if value or not stamp:
        return value
    try:
        found = email.utils.parsedate_to_datetime(stamp)
    except (ValueError, TypeError, OverflowError):
        return None
    return found.isoformat(timespec="minutes")


def _author(node: ET.Element) -> str:
    name = safe_xml.words(safe_xml.child(node, "name")) or safe_xml.words(node)
    if "@" in name:
        _, bracket, rest = name.partition("(")
        name = rest.rstrip(" )") if bracket else ""
    return name


def put_byline(draft: Draft, values: list[str], where: str) -> None:
    """State the byline that ``values`` name, and the agency among them."""
    names: list[str] = []
    evidence = f"{where}: {'; '.join(values)}"[:300]
    for value in values:
        marked = value[:3].lower() == "by "
        byline = bylines.parse(value if marked else f"By {value}")
        if byline is not None and byline.names:
            names += byline.names
            _put_agency(draft, byline.agency, evidence)
        elif len(value) <= 100:
            names.append(value[3:].strip() if marked else value)
    if names:
        draft.fields["byline"] = Stated.stated(tuple(dict.fromkeys(names)), evidence)
        _put_agency(draft, next((name for name in names if agency(name)), None), evidence)


def _put_agency(draft: Draft, name: str | None, evidence: str) -> None:
    if name:
        draft.fields.setdefault("agency", Stated.stated(name, evidence))
