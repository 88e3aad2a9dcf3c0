"""Word documents: the paragraphs of ``word/document.xml``. Standard library only; runs in the sandbox.

Deleted words of tracked changes, hidden text and field codes are left out; footnotes and headers are not read.
"""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
import zipfile

from briefing.errors import IngestError
from briefing.ingest.draft import Block, Draft
from briefing.ingest.readers import nexis, xmltree

_LEFT_OUT = frozenset({"del", "movefrom", "instrtext", "deltext", "txbxcontent", "fallback", "pict", "drawing"})


def read(data: bytes, name: str, expanded: int, articles: int) -> tuple[list[Draft], list[str]]:
    """The article of a document, or the documents of a press database's export. Raises IngestError."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return read_archive(archive, expanded, articles)


def read_archive(archive: zipfile.ZipFile, expanded: int, articles: int) -> tuple[list[Draft], list[str]]:
    """The same for an archive that is open already."""
    root = xmltree.parse(member(archive, "word/document.xml", expanded))
    blocks = [block for block in map(_paragraph, xmltree.every(root, "p")) if block.text]
    if not blocks:
        raise IngestError("holds no text")
    text = "\n\n".join(block.text for block in blocks)
    if nexis.split(text):
        return _export(blocks)[:articles], []
    return [Draft(blocks)], []


def is_document(names: set[str]) -> bool:
    """Whether an archive with these names in it is a Word document."""
    return "word/document.xml" in names


def member(archive: zipfile.ZipFile, name: str, expanded: int) -> bytes:
    """The bytes of a member, never more than ``expanded``. Raises IngestError."""
    try:
        info = archive.getinfo(name)
        if info.flag_bits & 1:
            raise IngestError("is encrypted")
        if info.file_size > expanded:
            raise IngestError("expands to more than the limit allows")
        with archive.open(info) as stream:
            data = stream.read(expanded + 1)
    except KeyError:
        raise IngestError("is an archive without a document") from None
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError) as error:
        raise IngestError(f"is a damaged archive ({type(error).__name__})") from None
    if len(data) > expanded:
        raise IngestError("expands to more than the limit allows")
    return data


def _paragraph(node: ET.Element) -> Block:
    pieces: list[str] = []
    style = ""
    waiting = list(reversed(list(node)))
    while waiting:
        one = waiting.pop()
        tag = xmltree.name(one)
        if tag in _LEFT_OUT or tag == "p":
            continue
        if tag == "t":
            pieces.append(one.text or "")
        elif tag in ("tab", "br", "cr"):
            pieces.append(" ")
        elif tag == "nobreakhyphen":
            pieces.append("‑")
        elif tag == "pstyle":
            style = next((value for key, value in one.attrib.items() if key.endswith("val")), "").lower()
        waiting.extend(reversed(list(one)))
    return Block(" ".join("".join(pieces).split()), (), None, True, style.startswith(("title", "heading1", "headline")))


def _export(blocks: list[Block]) -> list[Draft]:
    drafts: list[Draft] = []
    current: list[Block] = []
    for block in blocks:
        if nexis._COUNTER.match(block.text):
            if current:
                drafts.append(nexis.draft(current))
            current = []
        else:
            current.append(block)
    if current:
        drafts.append(nexis.draft(current))
    return drafts
