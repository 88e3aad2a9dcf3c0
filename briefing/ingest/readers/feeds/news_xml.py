"""The news industry's XML: NITF and NewsML-G2 (one item or a message of many). Runs in the sandbox."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from briefing.errors import IngestError
from briefing.ingest.draft import Block, Draft
from briefing.ingest.plain_text import datelines, dates
from briefing.ingest.readers.feeds import html_fragments, safe_xml
from briefing.ingest.readers.feeds.feed import moment, put_byline
from briefing.lexicon.agencies import agency
from briefing.model import Stated


def read(data: bytes, name: str, expanded: int, articles: int) -> tuple[list[Draft], list[str]]:
    """The articles of the file. Raises IngestError for XML that is neither NITF nor NewsML-G2."""
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
    draft = given or Draft([])
    for body in safe_xml.every(root, "body.content", "block"):
        if safe_xml.name(body) == "body.content" or not draft.blocks:
            draft.blocks += _paragraphs(body)
    head = next(safe_xml.every(root, "body.head"), root)
    title = next(safe_xml.every(head, "hl1"), None)
    _state(draft, "title", safe_xml.words(title) or safe_xml.words(next(safe_xml.every(root, "title"), None)), "hl1")
    _state(
        draft,
        "standfirst",
        safe_xml.words(next(safe_xml.every(head, "hl2"), None))
        or safe_xml.words(next(safe_xml.every(head, "abstract"), None)),
        "hl2",
    )
    by = [name for node in safe_xml.every(head, "byline") for name in _signed(node)]
    if any(by) and "byline" not in draft.fields:
        put_byline(draft, [one for one in by if one], "byline")
    line = next(safe_xml.every(head, "dateline"), None)
    if line is not None:
        place = (
            safe_xml.words(next(safe_xml.every(line, "location"), None))
            or datelines.place_named(safe_xml.words(line))
            or ""
        )
        _state(draft, "dateline", place, "dateline")
    for wanted in ("date.issue", "date.release", "story.date"):
        node = next(safe_xml.every(root, wanted), None)
        stamp = (node.get("norm") or safe_xml.words(node)) if node is not None else ""
        value = dates.iso(stamp) if stamp else None
        if value:
            draft.fields.setdefault("published", Stated.stated(value, f"{wanted}: {stamp}"))
            break
    source = safe_xml.words(next(safe_xml.every(head, "distributor"), None))
    holder = next(safe_xml.every(root, "doc.copyright"), None)
    _source(draft, source, "distributor")
    publication = next(safe_xml.every(root, "pubdata"), None)
    if publication is not None and publication.get("name"):
        _state(draft, "outlet", publication.get("name") or "", "pubdata")
    elif holder is not None:
        _source(draft, holder.get("holder") or "", "doc.copyright")
    return draft


def _signed(node: ET.Element) -> list[str]:
    """The names in a byline: the persons that it marks as such, else its words without the role and the agency."""
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
    _state(draft, "title", safe_xml.words(safe_xml.child(meta, "headline")), "headline")
    by = [safe_xml.words(node) for node in meta if safe_xml.name(node) == "by"]
    creators = [safe_xml.words(safe_xml.child(node, "name")) for node in meta if safe_xml.name(node) == "creator"]
    names = [one for one in by or creators if one]
    if names:
        put_byline(draft, names, "by" if by else "creator")
    _state(draft, "dateline", safe_xml.words(safe_xml.child(meta, "dateline")) and _place(meta), "dateline")
    item_meta = next(safe_xml.every(item, "itemmeta"), item)
    for where, node in (
        ("contentCreated", safe_xml.child(meta, "contentcreated")),
        ("firstCreated", safe_xml.child(item_meta, "firstcreated")),
        ("versionCreated", safe_xml.child(item_meta, "versioncreated")),
    ):
        value = moment(safe_xml.words(node))
        if value:
            draft.fields["published"] = Stated.stated(value, f"{where}: {safe_xml.words(node)}")
            break
    provider = safe_xml.child(item_meta, "provider")
    if provider is not None:
        _source(
            draft,
            safe_xml.words(safe_xml.child(provider, "name"))
            or provider.get("literal")
            or (provider.get("qcode") or "").rpartition(":")[2],
            "provider",
        )
    language = safe_xml.child(meta, "language")
    if language is not None and language.get("tag"):
        draft.fields["language"] = Stated.stated(
            (language.get("tag") or "").split("-")[0].lower(), f"language: {language.get('tag')}"
        )
    for content in safe_xml.every(item, "inlinexml", "inlinedata"):
        inner = next(safe_xml.every(content, "nitf"), None)
        if inner is not None:
            _nitf(inner, draft)
        elif len(content):
            draft.blocks += _paragraphs(content)
        else:
            text = "".join(content.itertext())
            draft.blocks += (
                html_fragments.blocks(text)
                if "<" in text
                else [Block(" ".join(p.split())) for p in text.split("\n\n") if p.strip()]
            )
        if draft.blocks:
            break
    return draft


def _place(meta: ET.Element) -> str:
    """The place of a NewsML dateline: the located element if there is one, else the words before a comma or bracket."""
    located = safe_xml.child(meta, "located")
    name = safe_xml.words(safe_xml.child(located, "name")) if located is not None else ""
    shown = safe_xml.words(safe_xml.child(meta, "dateline"))
    return name or datelines.place_named(shown) or ""


def _paragraphs(node: ET.Element) -> list[Block]:
    return html_fragments.blocks(safe_xml.markup(node))


def _state(draft: Draft, field: str, value: str, where: str) -> None:
    if value and field not in draft.fields:
        draft.fields[field] = Stated.stated(value, f"{where}: {value}"[:300])


def _source(draft: Draft, name: str, where: str) -> None:
    """An agency that supplied the item, or else its outlet."""
    if not name:
        return
    wire = agency(name, bracketed=True)
    _state(draft, "agency" if wire else "outlet", wire or name, where)
