"""Tell a file's format by its content; the name only breaks ties, and tells programs and tables from articles."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from briefing.ingest import front_matter, non_articles, prose

_SNIFF = 4096
_MAGIC = (
    (b"%PDF-", "pdf"), (b"PK\x03\x04", "archive"), (b"PK\x05\x06", "archive"), (b"{\\rtf", "rtf"),
    (b"\x89PNG", "a PNG image"), (b"\xff\xd8\xff", "a JPEG image"), (b"GIF8", "a GIF image"), (b"RIFF", "a media file"),
    (b"\x1f\x8b", "a gzip archive"), (b"BZh", "a bzip2 archive"), (b"\xfd7zXZ", "an xz archive"), (b"7z\xbc\xaf", "a 7-zip archive"), (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"), (b"MZ\x90", "a program"), (b"SQLite format 3\0", "a database"), (b"\xd0\xcf\x11\xe0", "an old Office file (save it as docx or text)"),
    (b"OggS", "a media file"), (b"ID3", "a media file"), (b"wOF", "a font"), (b"\0\0\0\x18ftyp", "a media file"), (b"\0\0\0 ftyp", "a media file"), (b"II*\0", "a TIFF image"), (b"MM\0*", "a TIFF image"),
)  # fmt: skip
_MAIL_START = re.compile(
    rb"(?:From |(?:Return-Path|Received|Delivered-To|MIME-Version|Message-ID|X-[\w-]+|From|To|Subject|Date|Reply-To|DKIM-Signature|Authentication-Results|Content-Type|ARC-[\w-]+|List-[\w-]+|Sender|Snapshot-Content-Location):)",
    re.IGNORECASE,
)
_MAIL_LINE = re.compile(
    rb"^(From|To|Subject|Date|Message-ID|MIME-Version|Received|Content-Type|Return-Path|Snapshot-Content-Location):",
    re.IGNORECASE | re.MULTILINE,
)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|meta|title|div|p|h1|table)\b", re.IGNORECASE)
_BODY = re.compile(rb"<(?:body|article|p|h1)\b", re.IGNORECASE)
_LEAST_PROSE = 0.2
"""Share of prose in the beginning of an article that comes in tags of its own."""
_PAGE = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_ELEMENTS = frozenset(
    b"html head body article meta title link script style base div p span section main header footer aside nav figure h1 h2 h3 h4 h5 h6 table ul ol li dl a b i u em strong "
    b"small font center br hr img pre blockquote time form iframe noscript template details picture video svg".split()
)
"""What a page, or a piece of one, begins with."""
_ROOT = re.compile(rb"<(?![?!])(?:[\w-]+:)?([\w-]+)")
_JSON = re.compile(rb"[\[{]\s*(?:\{\s*)?\"")
_ROOTS = {
    **dict.fromkeys((b"rss", b"feed", b"rdf"), "feed"),
    **dict.fromkeys((b"nitf", b"newsitem", b"newsmessage", b"packageitem", b"newsml"), "newsxml"),
    b"svg": "not: is a drawing, not an article",
}
"""Root element -> format."""
_PAGE_SUFFIXES = frozenset(("html", "htm", "xhtml"))
_MAIL_SUFFIXES = frozenset(("eml", "mht", "mhtml", "msg", "mbox"))
_SAVED_PAGE = re.compile(
    rb"^(?:Snapshot-Content-Location:|From:\s*<Saved by|Content-Type:\s*multipart/related)",
    re.IGNORECASE | re.MULTILINE,
)
_FIELD = re.compile(rb"^(?:title|date|byline|author|outlet|url|accessed)\s*[:=]", re.IGNORECASE | re.MULTILINE)


def sniff(data: bytes, path: str) -> str:
    """Return the format of a file: a name of ``readers.registry.FORMATS``, ``markdown``, ``plain``, or ``not: …`` for what no reader reads."""
    found = _sniff(data, path)
    if found in ("plain", "markdown") or (found == "html" and not _PAGE.search(data[:_SNIFF])):
        other = non_articles.kind(path, data[: prose.LOOKED_AT], marked_up=found == "html")
        if other:
            return f"not: is {other}" + ("" if other.startswith("a note") else ", not an article")
    return found


def _sniff(data: bytes, path: str) -> str:
    if _is_warc(data):
        return "warc"
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name if " " not in name else f"not: is {name}, not an article"
    head = data[:_SNIFF]
    file = _File(data, head, _beginning(head), path.rsplit("/", 1)[-1].rpartition(".")[2].lower())
    return next((name for look in _LOOKS if (name := look(file))), "plain")


@dataclass(frozen=True, slots=True)
class _File:
    """A file as far as its format shows: ``head`` are its first bytes, ``start`` the same without what may stand before the text."""

    data: bytes
    head: bytes
    start: bytes
    suffix: str


def _beginning(head: bytes) -> bytes:
    """Return the first bytes behind a byte order mark and blanks, of UTF-16 without the zeros."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or head[:200].count(0) > 40:
        return head.translate(None, b"\0").lstrip(b"\xff\xfe\xef\xbb\xbf \t\r\n")
    return head.lstrip(b"\xef\xbb\xbf \t\r\n")


def _late_pdf(file: _File) -> str:
    return "pdf" if file.suffix == "pdf" and b"%PDF-" in file.head[:1024] else ""


def _tagged(file: _File) -> str:
    return _marked_up(file.start, file.suffix) if file.start[:1] == b"<" else ""


def _json(file: _File) -> str:
    if file.start[:1] not in (b"{", b"["):
        return ""
    return "data" if file.suffix in ("json", "jsonl") or _JSON.match(file.start) or _is_json(file.data) else ""


def _mail(file: _File) -> str:
    """Return "mail" or "mhtml" for a file that begins with headers of a mail."""
    if not _MAIL_START.match(file.start):
        return ""
    headers = file.head.split(b"\n\n", 1)[0].split(b"\r\n\r\n", 1)[0]
    least = 2 if file.suffix in _MAIL_SUFFIXES else 3
    if len({name.lower() for name in _MAIL_LINE.findall(headers)}) < least:
        return ""
    return "mhtml" if file.suffix != "eml" and _SAVED_PAGE.search(file.head) else "mail"


def _markdown(file: _File) -> str:
    return "markdown" if file.suffix in ("md", "markdown", "mdown", "mkd") else ""


def _with_front_matter(file: _File) -> str:
    """Return "html" or "markdown" for a file whose fields stand above its text."""
    if not file.start.startswith((b"---\n", b"---\r\n", b"+++\n", b"+++\r\n")):
        return ""
    _, behind = front_matter.split_bytes(file.data)
    page = behind[:_SNIFF].lstrip(b"\xef\xbb\xbf \t\r\n")
    if page[:1] == b"<" and _marked_up(page, file.suffix) == "html":
        return "html"
    return "markdown" if _FIELD.search(file.head) else ""


def _late_page(file: _File) -> str:
    return "html" if file.suffix in _PAGE_SUFFIXES and _HTML.search(file.head) else ""


_LOOKS: tuple[Callable[[_File], str], ...] = (
    _late_pdf, _tagged, _json, _mail, _markdown, _with_front_matter, _late_page,
)  # fmt: skip
"""Each names the format that it sees, or none; tried in this order."""


def _is_json(data: bytes) -> bool:
    """Return whether all of a short text is one value of JSON."""
    if len(data) > prose.LOOKED_AT or data.rstrip()[-1:] not in (b"}", b"]"):
        return False
    import json

    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def _is_warc(data: bytes) -> bool:
    """Return whether a file is a web archive, packed or not."""
    if data.startswith(b"\x1f\x8b"):
        try:
            data = zlib.decompressobj(31).decompress(data[:_SNIFF], 16)
        except zlib.error:
            return False
    return data.startswith((b"WARC/0.", b"WARC/1."))


def _marked_up(start: bytes, suffix: str) -> str:
    """Return the format of a file that begins with a tag."""
    body = re.sub(rb"<!--.{0,2000}?-->", b"", start, count=4, flags=re.DOTALL)
    root = _ROOT.search(body)
    name = root[1].lower() if root else b""
    if name in _ROOTS:
        return _ROOTS[name]
    declared, page = start.startswith(b"<?xml"), _PAGE.search(start) is not None
    if declared and not page and name not in (b"", b"html"):
        return "newsxml"
    if page or suffix in _PAGE_SUFFIXES or (name in _ELEMENTS and _HTML.search(start)):
        return "html"
    if declared or (name and name not in _ELEMENTS and _is_data(start)):
        return "newsxml"
    return "html" if _BODY.search(start) else "plain"


def _is_data(start: bytes) -> bool:
    """Return whether a text that begins with a tag is made of tags, and what stands between them is hardly ever prose."""
    text = start.decode("utf-8", "replace")
    return ("</" in text or "/>" in text) and prose.share(text) < _LEAST_PROSE
