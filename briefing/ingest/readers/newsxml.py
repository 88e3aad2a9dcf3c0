"""The news industry's XML: NITF and NewsML-G2 (one item or a message of many). Runs in the sandbox."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from briefing.errors import IngestError
from briefing.ingest.draft import Block, Draft
from briefing.ingest.plain_text import dates
from briefing.ingest.readers import markup, xmltree
from briefing.ingest.readers.feed import moment, put_byline
from briefing.lexicon.agencies import agency
from briefing.model import Stated


def read(data: bytes, name: str, expanded: int, articles: int) -> tuple[list[Draft], list[str]]:
    """The articles of the file. Raises IngestError for XML that is neither NITF nor NewsML-G2."""
    root = xmltree.parse(data)
    if xmltree.name(root) == "html":
        from briefing.ingest.readers import html

        return html.read(data, name, expanded, articles)
    items = list(xmltree.every(root, "newsitem"))
    drafts = (
        [_newsml(item) for item in items[:articles]] if items else [_nitf(node) for node in xmltree.every(root, "nitf")]
    )
    kept = [draft for draft in drafts if draft.blocks]
    if not kept:
        raise IngestError("is XML, but of no news format that is known" if not drafts else "holds no text")
    notes = [f"{len(drafts) - len(kept)} of its items hold no text"] if len(kept) < len(drafts) else []
    return kept, notes


def _nitf(root: ET.Element, given: Draft | None = None) -> Draft:
    draft = given or Draft([])
    for body in xmltree.every(root, "body.content", "block"):
        if xmltree.name(body) == "body.content" or not draft.blocks:
            draft.blocks += _paragraphs(body)
    head = next(xmltree.every(root, "body.head"), root)
    title = next(xmltree.every(head, "hl1"), None)
    _state(draft, "title", xmltree.words(title) or xmltree.words(next(xmltree.every(root, "title"), None)), "hl1")
    _state(
        draft,
        "standfirst",
        xmltree.words(next(xmltree.every(head, "hl2"), None))
        or xmltree.words(next(xmltree.every(head, "abstract"), None)),
        "hl2",
    )
    by = [name for node in xmltree.every(head, "byline") for name in _signed(node)]
    if any(by) and "byline" not in draft.fields:
        put_byline(draft, [one for one in by if one], "byline")
    line = next(xmltree.every(head, "dateline"), None)
    if line is not None:
        place = xmltree.words(next(xmltree.every(line, "location"), None)) or xmltree.words(line)
        _state(draft, "dateline", place, "dateline")
    for wanted in ("date.issue", "date.release", "story.date"):
        node = next(xmltree.every(root, wanted), None)
        stamp = (node.get("norm") or xmltree.words(node)) if node is not None else ""
        value = dates.iso(stamp) if stamp else None
        if value:
            draft.fields.setdefault("published", Stated.stated(value, f"{wanted}: {stamp}"))
            break
    source = xmltree.words(next(xmltree.every(head, "distributor"), None))
    holder = next(xmltree.every(root, "doc.copyright"), None)
    _source(draft, source, "distributor")
    publication = next(xmltree.every(root, "pubdata"), None)
    if publication is not None and publication.get("name"):
        _state(draft, "outlet", publication.get("name") or "", "pubdata")
    elif holder is not None:
        _source(draft, holder.get("holder") or "", "doc.copyright")
    return draft


def _signed(node: ET.Element) -> list[str]:
    """The names in a byline: the persons that it marks as such, else its words without the role and the agency."""
    people = [xmltree.words(one) for one in xmltree.every(node, "person")]
    if any(people):
        return [one for one in people if one]
    pieces = [node.text or ""]
    for one in node:
        if xmltree.name(one) not in ("byttl", "org", "location", "chron"):
            pieces.append(f" {xmltree.words(one)} ")
        pieces.append(one.tail or " ")
    return [" ".join("".join(pieces).split())]


def _newsml(item: ET.Element) -> Draft:
    draft = Draft([])
    meta = next(xmltree.every(item, "contentmeta"), item)
    _state(draft, "title", xmltree.words(xmltree.child(meta, "headline")), "headline")
    by = [xmltree.words(node) for node in meta if xmltree.name(node) == "by"]
    creators = [xmltree.words(xmltree.child(node, "name")) for node in meta if xmltree.name(node) == "creator"]
    names = [one for one in by or creators if one]
    if names:
        put_byline(draft, names, "by" if by else "creator")
    _state(draft, "dateline", xmltree.words(xmltree.child(meta, "dateline")) and _place(meta), "dateline")
    item_meta = next(xmltree.every(item, "itemmeta"), item)
    for where, node in (
        ("contentCreated", xmltree.child(meta, "contentcreated")),
        ("firstCreated", xmltree.child(item_meta, "firstcreated")),
        ("versionCreated", xmltree.child(item_meta, "versioncreated")),
    ):
        value = moment(xmltree.words(node))
        if value:
            draft.fields["published"] = Stated.stated(value, f"{where}: {xmltree.words(node)}")
            break
    provider = xmltree.child(item_meta, "provider")
    if provider is not None:
        _source(
            draft,
            xmltree.words(xmltree.child(provider, "name"))
            or provider.get("literal")
            or (provider.get("qcode") or "").rpartition(":")[2],
            "provider",
        )
    language = xmltree.child(meta, "language")
    if language is not None and language.get("tag"):
        draft.fields["language"] = Stated.stated(
            (language.get("tag") or "").split("-")[0].lower(), f"language: {language.get('tag')}"
        )
    for content in xmltree.every(item, "inlinexml", "inlinedata"):
        inner = next(xmltree.every(content, "nitf"), None)
        if inner is not None:
            _nitf(inner, draft)
        elif len(content):
            draft.blocks += _paragraphs(content)
        else:
            text = "".join(content.itertext())
            draft.blocks += (
                markup.blocks(text)
                if "<" in text
                else [Block(" ".join(p.split())) for p in text.split("\n\n") if p.strip()]
            )
        if draft.blocks:
            break
    return draft


def _place(meta: ET.Element) -> str:
    """The place of a NewsML dateline: the located element if there is one, else the words before a comma or bracket."""
    located = xmltree.child(meta, "located")
    name = xmltree.words(xmltree.child(located, "name")) if located is not None else ""
    from briefing.ingest.plain_text import datelines

    shown = xmltree.words(xmltree.child(meta, "dateline"))
    found = datelines.parse(shown, alone=True)
    return name or (found.place if found is not None and found.place else shown)


def _paragraphs(node: ET.Element) -> list[Block]:
    return markup.blocks(xmltree.markup(node))


def _state(draft: Draft, field: str, value: str, where: str) -> None:
    if value and field not in draft.fields:
        draft.fields[field] = Stated.stated(value, f"{where}: {value}"[:300])


def _source(draft: Draft, name: str, where: str) -> None:
    """An agency that supplied the item, or else its outlet."""
    if not name:
        return
    wire = agency(name, bracketed=True)
    _state(draft, "agency" if wire else "outlet", wire or name, where)
