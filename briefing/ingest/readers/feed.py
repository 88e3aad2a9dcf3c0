"""RSS and Atom files: one article an item. Runs in the sandbox; fetches nothing."""

from __future__ import annotations

import email.utils
import re
import xml.etree.ElementTree as ET

from briefing.errors import IngestError
from briefing.ingest import bylines, dates
from briefing.ingest.agencies import agency
from briefing.ingest.draft import Draft
from briefing.ingest.readers import markup, xmltree
from briefing.model import Stated

_SECTION = re.compile(
    r"\s*(?:\s[-–—|:»›>]+\s+(?:(?:the )?latest |all |top |breaking |rss )?(?:news|articles|stories|headlines|posts|feed|rss(?: feed)?|home(?:page)?|front page|atom)|\s(?:rss(?: feed)?|feed))\s*$",
    re.IGNORECASE,
)
"""What programs add to a site's name to make the name of its feed."""


def read(data: bytes, name: str, expanded: int, articles: int) -> tuple[list[Draft], list[str]]:
    """The items of a feed, in its order. Raises IngestError."""
    root = xmltree.parse(data)
    channel = xmltree.child(root, "channel")
    head = channel if channel is not None else root
    outlet = _SECTION.sub("", markup.text(xmltree.words(xmltree.child(head, "title"))))
    language = (
        xmltree.words(xmltree.child(head, "language")) or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    )
    drafts: list[Draft] = []
    notes: list[str] = []
    for number, item in enumerate(xmltree.every(root, "item", "entry"), 1):
        if len(drafts) >= articles:
            notes.append(f"holds more than {articles:,} items; the rest is left out")
            break
        draft = _item(item, outlet, language)
        if draft.blocks or "title" in draft.fields:
            drafts.append(draft)
        else:
            notes.append(f"item {number} holds no text")
    if not drafts:
        raise IngestError("is a feed without items")
    return drafts, notes


def _item(item: ET.Element, outlet: str, language: str) -> Draft:
    body = ""
    for wanted in ("encoded", "content", "description", "summary"):
        node = xmltree.child(item, wanted)
        if node is not None:
            text = xmltree.markup(node) if len(node) else "".join(node.itertext())
            if len(text) > len(body):
                body = text
    draft = Draft(markup.blocks(body))
    title = markup.text(xmltree.words(xmltree.child(item, "title")))
    if title:
        draft.fields["title"] = Stated.stated(title, f"title: {title}")
    if outlet:
        draft.fields["outlet"] = Stated.stated(outlet, f"feed: {outlet}")
    link = xmltree.child(item, "link")
    address = (link.get("href") or xmltree.words(link)) if link is not None else ""
    if address.startswith(("http://", "https://")):
        draft.fields["url"] = Stated.stated(address, address)
    for wanted in ("pubdate", "published", "date", "issued", "created", "updated", "modified"):
        stamp = xmltree.words(xmltree.child(item, wanted))
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
    names = [_author(node) for node in item if xmltree.name(node) in ("creator", "author")]
    names = [name for name in names if name]
    if names:
        put_byline(draft, names, "author")
    if language:
        draft.fields["language"] = Stated.stated(language.split("-")[0].lower(), f"language: {language}")
    return draft


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
    name = xmltree.words(xmltree.child(node, "name")) or xmltree.words(node)
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
