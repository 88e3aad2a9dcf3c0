"""RSS and Atom files: one article an item. Runs in the sandbox; fetches nothing."""

from __future__ import annotations

import contextlib
import email.utils
import html
import re
import xml.etree.ElementTree as ET
from urllib.parse import urljoin

from briefing.errors import IngestError
from briefing.ingest.draft import Draft
from briefing.ingest.plain_text import bylines, dates
from briefing.ingest.readers.feeds import html_fragments, malformed_feed, safe_xml
from briefing.lexicon.agencies import agency
from briefing.model import Stated

_SECTION = re.compile(
    r"\s*(?:\s[-–—|:»›>]+\s+(?:(?:the )?latest |all |top |breaking |rss )?(?:news|articles|stories|headlines|posts|feed|rss(?: feed)?|home(?:page)?|front page|atom)|\s(?:rss(?: feed)?|feed))\s*$",
    re.IGNORECASE,
)
"""What programs add to a site's name to make the name of its feed."""

_ASIDE = re.compile(r"search\.yahoo\.com/mrss|itunes|media|googleplay|podcast|georss|slash|thread", re.IGNORECASE)
"""Namespaces whose elements speak of something else than the item's text: pictures, sound, places, comments."""


def read(data: bytes, name: str, expanded: int, articles: int) -> tuple[list[Draft], list[str]]:
    """The items of a feed, in its order; of one that is no XML what can be told of it. Raises IngestError."""
    notes: list[str] = []
    try:
        root = safe_xml.parse(data)
    except safe_xml.IllFormedError as error:
        root = malformed_feed.parse(data)
        notes.append(f"{error}; its items are read as far as they can be told")
    channel = safe_xml.child(root, "channel")
    head = channel if channel is not None else root
    outlet = _SECTION.sub("", _shown(_child(head, "title")))
    base = _base(root, head)
    language = safe_xml.words(_child(head, "language")) or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    drafts: list[Draft] = []
    for number, item in enumerate(safe_xml.every(root, "item", "entry"), 1):
        if len(drafts) >= articles:
            notes.append(f"holds more than {articles:,} items; the rest is left out")
            break
        draft = _item(item, outlet, language, base)
        if draft.blocks or "title" in draft.fields:
            drafts.append(draft)
        else:
            notes.append(f"item {number} holds no text")
    if not drafts:
        raise IngestError("is a feed without items")
    return drafts, notes


def _child(node: ET.Element, name: str) -> ET.Element | None:
    """The child that the feed's own format calls ``name``: not a picture's title nor a podcast's summary."""
    for one in node:
        if safe_xml.name(one) == name and not _ASIDE.search(one.tag.partition("}")[0]):
            return one
    return None


def _base(root: ET.Element, head: ET.Element) -> str:
    """What relative addresses rest on: ``xml:base``, else the site's own address."""
    return root.get("{http://www.w3.org/XML/1998/namespace}base") or _address(head, "")


def _address(item: ET.Element, base: str) -> str:
    """The address of the page: the link that is not to something else (Atom), else a guid that is a permanent link (RSS 2)."""
    links = [one for one in item if safe_xml.name(one) == "link" and not _ASIDE.search(one.tag.partition("}")[0])]
    links.sort(key=lambda one: (one.get("rel") or "alternate") != "alternate")
    found = ""
    if links and (links[0].get("rel") or "alternate") == "alternate":
        found = links[0].get("href") or safe_xml.words(links[0])
    if not found:
        guid = _child(item, "guid")
        if guid is not None and (guid.get("isPermaLink") or "true").lower() == "true":
            found = safe_xml.words(guid)
    if not found.startswith(("http://", "https://")) and base.startswith(("http://", "https://")) and found:
        with contextlib.suppress(ValueError):
            found = urljoin(base, found)
    return found if found.startswith(("http://", "https://")) else ""


def _item(item: ET.Element, outlet: str, language: str, base: str) -> Draft:
    body = ""
    for wanted in ("encoded", "content", "description", "summary"):
        node = _child(item, wanted)
        if node is not None:
            # Atom says what its text is; elsewhere, and by habit there too, tags are escaped.
            plain = (node.get("type") or "").lower() in ("text", "text/plain")
            text = safe_xml.markup(node) if len(node) else "".join(node.itertext())
            text = html.escape(text, quote=False) if plain and not len(node) else text
            if len(text) > len(body):
                body = text
    draft = Draft(html_fragments.blocks(body))
    title = _shown(_child(item, "title"))
    if title:
        draft.fields["title"] = Stated.stated(title, f"title: {title}"[:1000])
    source = _child(item, "source")
    own = _shown(_child(source, "title")) or _shown(source) if source is not None else ""
    if own:
        draft.fields["outlet"] = Stated.stated(own, f"source: {own}"[:300])  # a feed of other feeds' items
    elif outlet:
        draft.fields["outlet"] = Stated.stated(outlet, f"feed: {outlet}")
    address = _address(item, base)
    if address:
        draft.fields["url"] = Stated.stated(address, address)
    for wanted in ("pubdate", "published", "date", "issued", "created", "updated", "modified"):
        stamp = safe_xml.words(_child(item, wanted))
        value = moment(stamp)
        if value:
            evidence = f"{wanted}: {stamp}"
            later = wanted in ("updated", "modified")
            draft.fields["published"] = (
                Stated.inferred(value, f"{evidence} (no other date is given)")
                if later
                else Stated.stated(value, evidence)
            )
            break
    names = [_author(node) for node in item if safe_xml.name(node) in ("creator", "author")]
    names = list(dict.fromkeys(name for name in names if name))
    if names:
        put_byline(draft, names, "author")
    if language:
        draft.fields["language"] = Stated.stated(language.split("-")[0].lower(), f"language: {language}")
    return draft


_ATOM = "{http://www.w3.org/2005/Atom}"
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,9})(?:\s[^<>]{0,500})?/?>")
_ALONE = frozenset("br img wbr hr".split())
_INLINE = frozenset(
    "a abbr b big cite code del em font i ins mark nobr p q s small span strong strike sub sup tt u h1 h2 h3 div".split()
)


def _shown(node: ET.Element | None) -> str:
    """A title as a reader shows it. Atom says what its text is: plain (also without a type), HTML or elements; in RSS nobody says,
    and what stands in angle brackets is markup if it is closed as markup is ("Why the <b> tag will not die" is none)."""
    text = safe_xml.words(node)
    if node is None or len(node):
        return text
    kind = (node.get("type") or "").lower()
    plain = kind in ("text", "text/plain") or (not kind and node.tag.startswith(_ATOM))
    if plain and node.get("mode") != "escaped":
        return text
    if "html" in kind or _is_markup(text):
        return html_fragments.text(text)
    return " ".join(html.unescape(text).split())


def _is_markup(text: str) -> bool:
    """Whether all tags in ``text`` are of HTML and each that opens is closed."""
    waiting: list[str] = []
    for closing, name in _TAG.findall(text):
        tag = name.lower()
        if tag in _ALONE:
            continue
        if tag not in _INLINE or (closing and (not waiting or waiting.pop() != tag)):
            return False
        if not closing:
            waiting.append(tag)
    return not waiting


def moment(stamp: str) -> str | None:
    """The date of a mail header or in ISO as ISO, or ``None``."""
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
    """States the byline that ``values`` name, and the agency among them."""
    names: list[str] = []
    evidence = f"{where}: {'; '.join(values)}"[:300]
    for value in values:
        found = bylines.parse(value if value[:3].lower() == "by " else f"By {value}")
        if found is not None and found.names:
            names += found.names
            if found.agency:
                draft.fields.setdefault("agency", Stated.stated(found.agency, evidence))
        elif len(value) <= 100:
            names.append(value[3:].strip() if value[:3].lower() == "by " else value)
    if names:
        draft.fields["byline"] = Stated.stated(tuple(dict.fromkeys(names)), evidence)
        wire = next((name for name in names if agency(name)), None)
        if wire:
            draft.fields.setdefault("agency", Stated.stated(wire, evidence))
