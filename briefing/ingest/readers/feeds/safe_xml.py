"""XML without external entities, entity definitions or namespaces in the way. Standard library only; runs in the sandbox."""

from __future__ import annotations

import contextlib
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator

from briefing.errors import IngestError
from briefing.ingest.decode import decode

_ENTITY = re.compile(rb"<!ENTITY\b", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!DOCTYPE[^<>\[]{0,2000}>", re.IGNORECASE)
_DECLARED = re.compile(rb"\s*<\?xml[^>]{0,100}encoding=[\"']([\w.:-]{2,30})", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,300}\?>", re.IGNORECASE)
_NAMED = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)(?:[A-Za-z][A-Za-z0-9]{1,30};)?")


class IllFormedError(IngestError):
    """What should be XML is none."""


def characters(data: bytes) -> str:
    """Return ``data`` as text, without its declaration. Raises IngestError for entity definitions."""
    text = _as_utf8(data)
    if _ENTITY.search(text):
        raise IngestError("defines XML entities, which are not followed")
    return text.decode("utf-8", "replace")


def parse(data: bytes) -> ET.Element:
    """Return the root of ``data``. Raises IngestError for entity definitions and for XML that cannot be read even when mended."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:200]:
        data = _as_utf8(data)  # before looking for what is refused
    if _ENTITY.search(data):
        raise IngestError("defines XML entities, which are not followed")
    data = _DOCTYPE.sub(b"", data.lstrip(b"\xef\xbb\xbf \t\r\n"), count=1)
    line = 1
    steps: tuple[Callable[[bytes], bytes], ...] = (bytes, _mended, lambda found: _mended(_as_utf8(found)))
    for step in steps:
        try:
            return ET.fromstring(step(data))  # noqa: S314 - entity definitions were refused above, and this process is limited
        except ET.ParseError as error:
            line = max(line, error.position[0])
        except (ValueError, LookupError):  # an encoding of several bytes, or none at all
            continue
    raise IllFormedError(f"is XML that cannot be read (line {line})")


def _mended(data: bytes) -> bytes:
    """Return ``data`` without control characters, with references of HTML and lone ``&`` as the characters they mean."""
    return _NAMED.sub(_mend, re.sub(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", b" ", data))


def _as_utf8(data: bytes) -> bytes:
    """Return ``data`` in UTF-8, without its declaration: by the encoding that it declares where its bytes are of that, else by its bytes."""
    declared = _DECLARED.match(data[:200])
    text = None
    wide = declared is not None and declared[1].lower().startswith((b"utf-16", b"utf-32", b"ucs", b"iso-10646"))
    if declared is not None and not wide:
        with contextlib.suppress(LookupError, ValueError):
            text = data.decode(declared[1].decode("ascii"))
    if text is None:
        text = decode(data)
    return _DECLARATION.sub("", text, count=1).encode("utf-8", "replace")


def _mend(match: re.Match[bytes]) -> bytes:
    """Return a reference of HTML in XML as the characters it means; a lone ``&`` as one."""
    import html

    name = match.group()
    if name == b"&":
        return b"&amp;"
    text = html.unescape(name.decode("ascii"))
    return "".join(f"&#{ord(c)};" for c in text).encode() if text != name.decode("ascii") else b"&amp;" + name[1:]


def name(node: ET.Element) -> str:
    """Return the tag without its namespace, in small letters."""
    return node.tag.rpartition("}")[2].lower() if isinstance(node.tag, str) else ""


def every(node: ET.Element, *names: str) -> Iterator[ET.Element]:
    """Yield the descendants of ``node`` that bear one of ``names``, in order."""
    for one in node.iter():
        if name(one) in names:
            yield one


def child(node: ET.Element, *names: str) -> ET.Element | None:
    """Return the first child of ``node`` with one of ``names``, tried in their order."""
    for wanted in names:
        for one in node:
            if name(one) == wanted:
                return one
    return None


def words(node: ET.Element | None) -> str:
    """Return all text within ``node`` on one line ("" for ``None``)."""
    return " ".join("".join(node.itertext()).split()) if node is not None else ""


def markup(node: ET.Element) -> str:
    """Return ``node`` as markup again, for the tokeniser of ``markup``."""
    text = ET.tostring(node, encoding="unicode")
    return re.sub(r"<(/?)[\w.-]{1,60}:", r"<\1", text)
