"""XML without external entities, entity definitions or namespaces in the way. Standard library only; runs in the sandbox."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from briefing.errors import IngestError

_ENTITY = re.compile(rb"<!ENTITY\b", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!DOCTYPE[^<>\[]{0,2000}>", re.IGNORECASE)
_NAMED = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)(?:[A-Za-z][A-Za-z0-9]{1,30};)?")


def parse(data: bytes) -> ET.Element:
    """The root of ``data``. Raises IngestError for entity definitions and for XML that cannot be read even when mended."""
    if _ENTITY.search(data):
        raise IngestError("defines XML entities, which are not followed")
    data = _DOCTYPE.sub(b"", data.lstrip(b"\xef\xbb\xbf \t\r\n"), count=1)
    try:
        return ET.fromstring(data)  # noqa: S314 - entity definitions were refused above, and this process is limited
    except ET.ParseError as error:
        first = error
    try:
        mended = _NAMED.sub(_mend, re.sub(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", b" ", data))
        return ET.fromstring(mended)  # noqa: S314 - as above
    except ET.ParseError:
        raise IngestError(f"is XML that cannot be read (line {first.position[0]})") from None


def _mend(match: re.Match[bytes]) -> bytes:
    """A reference of HTML in XML as the characters it means; a lone ``&`` as one."""
    import html

    name = match.group()
    if name == b"&":
        return b"&amp;"
    text = html.unescape(name.decode("ascii"))
    return "".join(f"&#{ord(c)};" for c in text).encode() if text != name.decode("ascii") else b"&amp;" + name[1:]


def name(node: ET.Element) -> str:
    """The tag without its namespace, in small letters."""
    return node.tag.rpartition("}")[2].lower() if isinstance(node.tag, str) else ""


def every(node: ET.Element, *names: str) -> Iterator[ET.Element]:
    """The descendants of ``node`` that bear one of ``names``, in order."""
    for one in node.iter():
        if name(one) in names:
            yield one


def child(node: ET.Element, *names: str) -> ET.Element | None:
    """The first child of ``node`` with one of ``names``, tried in their order."""
    for wanted in names:
        for one in node:
            if name(one) == wanted:
                return one
    return None


def words(node: ET.Element | None) -> str:
    """All text within ``node`` on one line ("" for ``None``)."""
    return " ".join("".join(node.itertext()).split()) if node is not None else ""


def markup(node: ET.Element) -> str:
    """``node`` as markup again, for the tokeniser of ``markup``."""
    text = ET.tostring(node, encoding="unicode")
    return re.sub(r"<(/?)[\w.-]{1,60}:", r"<\1", text)
