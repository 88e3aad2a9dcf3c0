"""The news industry's XML: NITF and NewsML-G2 (one item or a message of many). Runs in the sandbox."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import islice

from briefing.errors import IngestError
from briefing.ingest.draft import Block, Draft
from briefing.ingest.plain_text import datelines
from briefing.ingest.plain_text.dating import dates
from briefing.ingest.readers.feeds import html_fragments, safe_xml
from briefing.ingest.readers.feeds.feed import moment, put_byline, put_language
from briefing.lexicon.agencies import agency
from briefing.model import Stated


def read(data: bytes, name: str, expanded: int, articles: int) -> tuple[list[Draft], list[str]]:
    """Return the articles of the file. Raises IngestError for XML that is neither NITF nor NewsML-G2."""
    root = safe_xml.parse(data)
    if safe_xml.name(root) == "html":
        from briefing.ingest.readers.web import html

        return html.read(data, name, expanded, articles)
    items = list(safe_xml.every(root, "newsitem"))
    drafts = (
        [_newsml(item) for item in items[:articles]]
        if items
        else [_nitf(node) for node in safe_xml.every(root, "nitf")]
    )
    kept = [draft for draft in drafts if draft.blocks]
    if not kept:
        raise IngestError("is XML, but of no news format that is known" if not drafts else "holds no text")
    notes = [f"{len(drafts) - len(kept)} of its items hold no text"] if len(kept) < len(drafts) else []
    return kept, notes


def _nitf(root: ET.Element, given: Draft | None = None) -> Draft:
    draft = Draft([]) if given is None else given
    for body in safe_xml.every(root, "body.content", "block"):
        if safe_xml.name(body) == "body.content" or not draft.blocks:
            draft.blocks += _paragraphs(body)
    head = next(safe_xml.every(root, "body.head"), root)
    _state(draft, "title", _first(head, "hl1") or _first(root, "title"), "hl1")
    _state(draft, "standfirst", _first(head, "hl2", "abstract"), "hl2")
    names = [name for node in safe_xml.every(head, "byline") for name in _signed(node) if name]
    if names and "byline" not in draft.fields:
        put_byline(draft, names, "byline")
    line = next(safe_xml.every(head, "dateline"), None)
    if line is not None:
        place = _first(line, "location") or datelines.place_named(safe_xml.words(line))
        _state(draft, "dateline", place, "dateline")
    _put_issue(draft, root)
    _source(draft, _first(head, "distributor"), "distributor")
    outlet = "".join(node.get("name", "") for node in islice(safe_xml.every(root, "pubdata"), 1))
    if outlet:
        _state(draft, "outlet", outlet, "pubdata")
    else:
        holder = "".join(node.get("holder", "") for node in islice(safe_xml.every(root, "doc.copyright"), 1))
        _source(draft, holder, "doc.copyright")
    return draft


def _first(node: ET.Element, *names: str) -> str:
    """Return the words of the first descendant called by the first of ``names`` that has any, or ``""``."""
    found = (safe_xml.words(next(safe_xml.every(node, name), None)) for name in names)
    return next(filter(None, found), "")


def _put_issue(draft: Draft, root: ET.Element) -> None:
    """State the day of issue of a NITF document."""
    for name in ("date.issue", "date.release", "story.date"):
        node = next(safe_xml.every(root, name), None)
        stamp = "" if node is None else node.get("norm") or safe_xml.words(node)
        value = dates.iso(stamp) if stamp else None
        if value:
            draft.fields.setdefault("published", Stated.stated(value, f"{name}: {stamp}"))
            return


def _signed(node: ET.Element) -> list[str]:
    """Return the names in a byline: the persons that it marks as such, else its words without the role and the agency."""
    people = [safe_xml.words(one) for one in safe_xml.every(node, "person")]
    if any(people):
        return [one for one in people if one]
    pieces = [node.text or ""]
    for one in node:
        if safe_xml.name(one) not in ("byttl", "org", "location", "chron"):
            pieces.append(f" {safe_xml.words(one)} ")
        pieces.append(one.tail or " ")
    return [" ".join("".join(pieces).split())]


def _newsml(item: ET.Element) -> Draft:
    draft = Draft([])
    meta = next(safe_xml.every(item, "contentmeta"), item)
    item_meta = next(safe_xml.every(item, "itemmeta"), item)
    _state(draft, "title", _child(meta, "headline"), "headline")
    _put_creators(draft, meta)
    if _child(meta, "dateline"):
        _state(draft, "dateline", _place(meta), "dateline")
    for where, node in (("contentCreated", meta), ("firstCreated", item_meta), ("versionCreated", item_meta)):
        stamp = _child(node, where.lower())
        if value := moment(stamp):
            draft.state("published", value, f"{where}: {stamp}")
            break
    provider = safe_xml.child(item_meta, "provider")
    if provider is not None:
        coded = provider.get("literal") or provider.get("qcode", "").rpartition(":")[2]
        _source(draft, _child(provider, "name") or coded, "provider")
    language = safe_xml.child(meta, "language")
    if language is not None:
        put_language(draft, language.get("tag", ""))
    for content in safe_xml.every(item, "inlinexml", "inlinedata"):
        _put_content(draft, content)
        if draft.blocks:
            break
    return draft


def _child(node: ET.Element, name: str) -> str:
    """Return the words of the child called ``name``, or ``""``."""
    return safe_xml.words(safe_xml.child(node, name))


def _put_creators(draft: Draft, meta: ET.Element) -> None:
    for where, names in (
        ("by", [safe_xml.words(node) for node in meta if safe_xml.name(node) == "by"]),
        ("creator", [_child(node, "name") for node in meta if safe_xml.name(node) == "creator"]),
    ):
        if names:
            if any(names):
                put_byline(draft, [name for name in names if name], where)
            return


def _put_content(draft: Draft, content: ET.Element) -> None:
    """Take the text of one content element: a NITF document, elements, or text."""
    inner = next(safe_xml.every(content, "nitf"), None)
    if inner is not None:
        _nitf(inner, draft)
    elif len(content):
        draft.blocks += _paragraphs(content)
    else:
        draft.blocks += html_fragments.paragraphs("".join(content.itertext()), "\n\n")


def _place(meta: ET.Element) -> str | None:
    """Return the place of a NewsML dateline: the located element if there is one, else the words before a comma or bracket."""
    located = safe_xml.child(meta, "located")
    name = _child(located, "name") if located is not None else ""
    return name or datelines.place_named(_child(meta, "dateline"))


def _paragraphs(node: ET.Element) -> list[Block]:
    return html_fragments.blocks(safe_xml.markup(node))


def _state(draft: Draft, field: str, value: str | None, where: str) -> None:
    if value and field not in draft.fields:
        draft.fields[field] = Stated.stated(value, f"{where}: {value}"[:300])


def _source(draft: Draft, name: str, where: str) -> None:
    """An agency that supplied the item, or else its outlet."""
    if not name:
        return
    wire = agency(name, bracketed=True)
    _state(draft, "agency" if wire else "outlet", wire or name, where)
