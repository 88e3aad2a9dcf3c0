"""Tell a file's format by its content; the name only breaks ties, and tells programs and tables from articles."""

from __future__ import annotations

import re
import zlib

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
_FEEDS = frozenset({b"rss", b"feed", b"rdf"})
_NEWS_XML = frozenset({b"nitf", b"newsitem", b"newsmessage", b"packageitem", b"newsml"})


def sniff(data: bytes, path: str) -> str:
    """The format of a file: a name of ``readers.registry.FORMATS``, ``markdown``, ``plain``, or ``not: …`` for what no reader reads."""
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
    suffix = path.rsplit("/", 1)[-1].rpartition(".")[2].lower()
    head = data[:_SNIFF]
    wide = head[:2] in (b"\xff\xfe", b"\xfe\xff") or head[:200].count(0) > 40
    start = (
        head.translate(None, b"\0").lstrip(b"\xff\xfe\xef\xbb\xbf \t\r\n")
        if wide
        else head.lstrip(b"\xef\xbb\xbf \t\r\n")
    )
    if b"%PDF-" in head[:1024] and suffix == "pdf":
        return "pdf"
    if start[:1] == b"<":
        return _marked_up(start, suffix)
    if start[:1] in (b"{", b"[") and (suffix in ("json", "jsonl") or _JSON.match(start) or _is_json(data)):
        return "data"
    if _MAIL_START.match(start) and len(
        {m.lower() for m in _MAIL_LINE.findall(head.split(b"\n\n", 1)[0].split(b"\r\n\r\n", 1)[0])}
    ) >= (2 if suffix in ("eml", "mht", "mhtml", "msg", "mbox") else 3):
        return (
            "mhtml"
            if re.search(
                rb"^(?:Snapshot-Content-Location:|From:\s*<Saved by|Content-Type:\s*multipart/related)",
                head,
                re.IGNORECASE | re.MULTILINE,
            )
            and suffix != "eml"
            else "mail"
        )
    if suffix in ("md", "markdown", "mdown", "mkd"):
        return "markdown"
    if start.startswith((b"---\n", b"---\r\n", b"+++\n", b"+++\r\n")):
        _, behind = front_matter.split_bytes(data)
        page = behind[:_SNIFF].lstrip(b"\xef\xbb\xbf \t\r\n")
        if page[:1] == b"<" and _marked_up(page, suffix) == "html":
            return "html"
        if re.search(rb"^(?:title|date|byline|author|outlet|url|accessed)\s*[:=]", head, re.IGNORECASE | re.MULTILINE):
            return "markdown"
    if suffix in ("html", "htm", "xhtml") and _HTML.search(head):
        return "html"
    return "plain"


def _is_json(data: bytes) -> bool:
    """Whether all of a short text is one value of JSON."""
    if len(data) > prose.LOOKED_AT or data.rstrip()[-1:] not in (b"}", b"]"):
        return False
    import json

    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def _is_warc(data: bytes) -> bool:
    """Whether a file is a web archive, packed or not."""
    if data.startswith(b"\x1f\x8b"):
        try:
            data = zlib.decompressobj(31).decompress(data[:_SNIFF], 16)
        except zlib.error:
            return False
    return data.startswith((b"WARC/0.", b"WARC/1."))


def _marked_up(start: bytes, suffix: str) -> str:
    body = re.sub(rb"<!--.{0,2000}?-->", b"", start, count=4, flags=re.DOTALL)
    root = _ROOT.search(body)
    name = root[1].lower() if root else b""
    if name in _FEEDS:
        return "feed"
    if name in _NEWS_XML:
        return "newsxml"
    if name == b"svg":
        return "not: is a drawing, not an article"
    if start.startswith(b"<?xml") and name not in (b"", b"html") and not _PAGE.search(start):
        return "newsxml"
    if suffix in ("html", "htm", "xhtml") or _PAGE.search(start) or (name in _ELEMENTS and _HTML.search(start)):
        return "html"
    if start.startswith(b"<?xml") or (name not in _ELEMENTS | {b""} and _is_data(start)):
        return "newsxml"
    return "html" if _BODY.search(start) else "plain"


def _is_data(start: bytes) -> bool:
    """Whether a text that begins with a tag is made of tags, and what stands between them is hardly ever prose."""
    text = start.decode("utf-8", "replace")
    return ("</" in text or "/>" in text) and prose.share(text) < _LEAST_PROSE
