"""Word documents: the paragraphs of ``word/document.xml``. Standard library only; runs in the sandbox.

Deleted words of tracked changes, hidden text and field codes are left out; footnotes, headers and comments are not read.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
import zipfile

from briefing.errors import IngestError
from briefing.ingest.draft import Block, Draft
from briefing.ingest.readers.containers import zip_members
from briefing.ingest.readers.feeds import safe_xml
from briefing.ingest.readers.text import press_database
from briefing.model import ParagraphKind, Stated

_USUAL = "word/document.xml"
_GONE = frozenset({"del", "movefrom", "fallback"})
_LEFT_OUT = _GONE | {"instrtext", "deltext", "txbxcontent", "pict", "drawing", "rt", "p"}
_SHOWN = {"tab": " ", "br": " ", "cr": " ", "nobreakhyphen": "‑"}


def read(data: bytes, name: str, expanded: int, articles: int) -> tuple[list[Draft], list[str]]:
    """Return the article of a document, or the documents of a press database's export. Raises IngestError."""
    with zip_members.opened(data) as archive:
        return read_archive(archive, expanded, articles)


def read_archive(archive: zipfile.ZipFile, expanded: int, articles: int) -> tuple[list[Draft], list[str]]:
    """Return the same for an archive that is open already."""
    root = safe_xml.parse(zip_members.member(archive, _main(archive), expanded))
    blocks = _blocks(root, _styles(archive, expanded))
    if not blocks:
        raise IngestError("holds no text")
    text = "\n\n".join(block.text for block in blocks)
    if press_database.split(text):
        return _export(blocks)[:articles], []
    return (press_database.ended(blocks) or [_titled(Draft(blocks))])[:articles], []


def _titled(draft: Draft) -> Draft:
    """Return a paragraph in the style ``Title`` near the top is the title, whatever it looks like."""
    title = next((block for block in draft.blocks[:5] if block.kind == "title"), None)
    for block in draft.blocks:
        if block.kind == "title" and block is not title:
            block.kind = None
    if title is not None:
        draft.fields["title"] = Stated.stated(title.text, title.text)
    return draft


def _main(archive: zipfile.ZipFile) -> str:
    """Return the part that holds the text; some programs give it another name and say which."""
    try:
        told = archive.read("_rels/.rels")[:65_536]
    except zip_members.DAMAGED:
        return _USUAL
    for link in re.findall(rb"<Relationship\b[^>]{0,1000}>", told):
        target = re.search(rb"Target=[\"']/?([\w./-]{1,200})[\"']", link)
        if re.search(rb"Type=[\"'][^\"']{0,200}/officeDocument[\"']", link) and target is not None:
            name = target[1].decode()
            return name if name in archive.namelist() else _USUAL
    return _USUAL


def _styles(archive: zipfile.ZipFile, expanded: int) -> dict[str, str]:
    """Style id -> its name in small letters. The names of Word's own styles are English in every language, their ids are not."""
    try:
        root = safe_xml.parse(zip_members.member(archive, "word/styles.xml", expanded))
    except IngestError:
        return {}
    found = {}
    for style in safe_xml.every(root, "style"):
        id, named = _value(style, "styleid"), safe_xml.child(style, "name")
        if id and named is not None:
            found[id.lower()] = _value(named, "val").lower()
    return found


def _value(node: ET.Element, name: str) -> str:
    return next((value for key, value in node.attrib.items() if key.rpartition("}")[2].lower() == name), "")


def _blocks(root: ET.Element, styles: dict[str, str]) -> list[Block]:
    """Return the paragraphs in order; a row of a table of figures is one; the paragraphs of a text box stand behind the one that holds it."""
    found: list[Block] = []
    waiting = [root]
    while waiting:
        node = waiting.pop()
        tag = safe_xml.name(node)
        if tag in _GONE:
            continue
        if tag == "tr" and (row := _row(node, styles)):
            found.append(Block(row))
            continue
        if tag == "p":
            block = _paragraph(node, styles)
            if block.text:
                found.append(block)
        waiting.extend(reversed(list(node)))
    return found


def _row(node: ET.Element, styles: dict[str, str]) -> str:
    """Return the cells of a row on one line; "" for a row that lays out a page: its cells hold sentences or several paragraphs."""
    cells = []
    for cell in safe_xml.every(node, "tc"):
        texts = [text for text in (_paragraph(p, styles).text for p in safe_xml.every(cell, "p")) if text]
        if len(texts) > 1 or not all(map(_CELL.match, texts)):
            return ""
        cells += texts
    return " | ".join(cells) if len(cells) > 1 else ""


_CELL = re.compile(r".{0,59}[^.!?”\"]$", re.DOTALL)
"""What a cell of figures holds: a few words, no sentence."""


def is_document(names: set[str]) -> bool:
    """Return whether an archive with these names in it is a Word document."""
    if "[Content_Types].xml" in names and any(name.startswith("word/document") for name in names):
        return True
    return _USUAL in names


def _paragraph(node: ET.Element, styles: dict[str, str]) -> Block:
    pieces: list[str] = []
    style = ""
    waiting = list(reversed(list(node)))
    while waiting:
        one = waiting.pop()
        tag = safe_xml.name(one)
        if tag in _LEFT_OUT or (tag == "r" and _is_hidden(one)):
            continue
        if tag == "t":
            pieces += [one.text] if one.text else []
        elif tag in _SHOWN:
            pieces.append(_SHOWN[tag])
        elif tag == "pstyle":
            id = _value(one, "val").lower()
            style = styles.get(id, id).replace(" ", "")
        waiting.extend(reversed(list(one)))
    kind: ParagraphKind | None = "title" if style == "title" else None
    return Block(" ".join("".join(pieces).split()), (), kind, True, style.startswith(("title", "heading1", "headline")))


def _is_hidden(run: ET.Element) -> bool:
    """Return whether the program hides these words."""
    properties = safe_xml.child(run, "rpr")
    hidden = safe_xml.child(properties, "vanish", "webhidden") if properties is not None else None
    return hidden is not None and _value(hidden, "val").lower() not in ("0", "false", "off")


def _export(blocks: list[Block]) -> list[Draft]:
    drafts: list[Draft] = []
    current: list[Block] = []
    for block in blocks:
        if press_database._COUNTER.match(block.text):
            if current:
                drafts.append(press_database.draft(current))
            current = []
        else:
            current.append(block)
    if current:
        drafts.append(press_database.draft(current))
    return drafts
