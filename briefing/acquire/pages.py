"""What a fetched page is, what it is called and what is noted of it. Writes nothing and fetches nothing."""

from __future__ import annotations

import contextlib
import html
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from briefing.errors import BriefingError, ExtraMissingError, IngestError
from briefing.text import one_line, safe_text

if TYPE_CHECKING:
    from briefing.acquire.http import Page

NAME_LENGTH: Final = 60
"""Characters of a name made from a page's title."""
NAME_BYTES: Final = 200
"""Of a name, its ending included."""
_PAGE_TYPES: Final = frozenset({"text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/x-markdown"})
_VAGUE_TYPES: Final = frozenset(
    {"", "application/octet-stream", "binary/octet-stream", "application/xml", "text/xml", "unknown/unknown"}
)
_ENDINGS: Final = {
    "pdf": ("pdf",), "rtf": ("rtf",), "archive": ("zip", "docx", "wacz"), "warc": ("warc",), "feed": ("xml", "rss", "atom", "rdf"),
    "newsxml": ("xml", "nitf", "newsml"), "data": ("json", "jsonl"), "mail": ("eml", "mbox"), "mhtml": ("mhtml", "mht"),
}  # fmt: skip
"""Formats of documents, with the endings they may have; the first is given where the address has none."""
_MIXED: Final = frozenset({"archive", "newsxml", "data"})
"""Formats that much else than articles comes in."""
_NAMED: Final = {
    "data": re.compile(r"\.jsonl?$", re.IGNORECASE), "mail": re.compile(r"\.(?:eml|mbox)$", re.IGNORECASE), "mhtml": re.compile(r"\.mht(?:ml)?$", re.IGNORECASE),
}  # fmt: skip
_MARKUP: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|meta|title|div|p|h1)\b", re.IGNORECASE)
_TITLE: Final = re.compile(r"<title[^>]{0,200}>([^<]{1,1000})", re.IGNORECASE)
_CODECS: Final = re.compile(r"(?:utf|windows|cp|iso|latin|koi8|euc|gb|big5|shift|us|ascii|mac)[\w.-]*", re.IGNORECASE)
"""Character sets of pages; Python knows codecs beside them that are none."""
_ENDING: Final = re.compile(
    r"\.(?:html?|php|aspx?|jsp|txt|md|pdf|docx|rtf|zip|wacz|warc(?:\.gz)?|xml|rss|atom|rdf|jsonl?|eml|mbox|mht(?:ml)?)$", re.IGNORECASE
)  # fmt: skip
_SITE: Final = re.compile(r"\s+(?:[|»–—·•]|::|-)\s+[^|»–—·•]{1,60}$")
RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
"""Names that one of our platforms keeps for devices."""


def document_ending(page: Page) -> str:
    """Return the ending for what is an article in a format without room for front matter, "" for a page or a text.

    Raises BriefingError for what is no article. A document that cannot be read today (a scan) is kept: it is what was asked for.
    """
    from briefing.ingest import detect_format

    name = unquote(urlsplit(page.url).path).rpartition("/")[2]
    kind = detect_format.sniff(page.body, name)
    if page.content_type in _PAGE_TYPES and kind in ("data", "mail", "mhtml") and not _NAMED[kind].search(name):
        return ""  # a text that only looks so
    if kind not in _ENDINGS:
        return ""
    if kind in _MIXED:
        _check_holds_article(page, name)
    ending = split_name(name.lower())[1].removeprefix(".")
    packed = name.lower().endswith(".warc.gz") or (ending not in _ENDINGS[kind] and page.body.startswith(b"\x1f\x8b"))
    if kind == "warc" and packed:
        return "warc.gz"
    if ending in _ENDINGS[kind]:
        return ending
    return "docx" if kind == "archive" and b"word/document.xml" in page.body else _ENDINGS[kind][0]


def _check_holds_article(page: Page, name: str) -> None:
    """Raise BriefingError if a document of a format that much else comes in holds no article."""
    from briefing.ingest import Limits, dispatch

    try:
        drafts, notes = dispatch.read(page.body, name, Limits())
    except ExtraMissingError:
        return  # it is read once the extra is there
    except IngestError as error:
        if re.search(r"not an article$|of no (?:article|news) format|empty archive$", str(error)):
            raise BriefingError(f"{error}; it is not saved") from None
        return
    if not drafts and not any("briefing[" in note for note in notes):
        raise BriefingError("holds no article; it is not saved")


_DOCUMENTS: Final = (b"%PDF-", b"PK\x03\x04", b"{\\rtf")


def _wide(body: bytes, charset: str | None) -> str | None:
    """Return the character set of characters of two or four bytes: by the mark in front, else as the server says."""
    marked = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(body[:2])
    said = str(charset).lower()
    return marked or (said if said.startswith(("utf-16", "utf-32")) else None)


def content(page: Page) -> tuple[str, str | None, bytes]:
    """(ending, character set to note, bytes) of what is a page or a text. Raises BriefingError for everything else.

    The server's word is not enough: what is sent as text must be text, and a page sent as something vague is still a page.
    """
    body, charset = page.body, page.charset
    if not body.strip():
        raise BriefingError("is empty")
    wide = _wide(body, charset)
    if wide:
        # Front matter is ASCII: the page behind it must be, too, as far as markup goes. Nothing is lost in UTF-8.
        with contextlib.suppress(LookupError, UnicodeError):
            body, charset = body.decode(wide).removeprefix("\ufeff").encode(), "utf-8"
    markup = _MARKUP.search(body[:4096]) is not None
    named = page.content_type in (_PAGE_TYPES | _VAGUE_TYPES if markup else _PAGE_TYPES)
    if not named or b"\0" in body or body.startswith(_DOCUMENTS):
        kind = page.content_type if page.content_type not in _PAGE_TYPES | {""} else "data of another kind"
        raise BriefingError(f"is {one_line(kind)[:60]}, not a page; save it yourself and add the file")
    if markup or "html" in page.content_type:
        return "html", charset, body
    ending = "md" if "markdown" in page.content_type else "txt"
    if charset and charset.lower() not in ("utf-8", "utf8") and _CODECS.fullmatch(charset):
        # A text has no place of its own for its character set.
        with contextlib.suppress(LookupError, UnicodeError):
            body = body.decode(charset).encode()
    return ending, None, body


def front_matter(url: str, retrieved_from: str, accessed: str, charset: str | None) -> bytes:
    """Return the block in front of a saved page: where it was asked for, where it came from, when (ISO, with zone)."""
    lines = {"url": _plain(url), "accessed": accessed}
    if retrieved_from != url:
        lines["retrieved_from"] = _plain(retrieved_from)
    if charset:
        lines["charset"] = _plain(charset.lower())
    text = "".join(f"{key}: {_quoted(value)}\n" for key, value in lines.items())
    return f"---\n{text}---\n".encode()


def _plain(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _quoted(value: str) -> str:
    """Return a YAML scalar in double quotes: no character in it can end it."""
    return '"' + safe_text(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def page_name(url: str, body: bytes, charset: str | None, *, ending: str = "html") -> str:
    """Return a short readable name for a page: from its title, else its address. Letters, figures and hyphens only."""
    title = ""
    if body:
        head = _decoded(body[: 256 * 1024], charset)
        if (found := _TITLE.search(head)) is not None:
            title = " ".join(html.unescape(found[1]).split())
            title = _SITE.sub("", title) or title
    parts = urlsplit(url)
    last = unquote(parts.path.rstrip("/").rpartition("/")[2])
    for text in (
        title,
        _ENDING.sub("", last),
        (parts.hostname or "").removeprefix("www."),
    ):
        if name := slug(text):
            return f"{name}.{ending}"
    return f"page.{ending}"


def slug(text: str) -> str:
    """Return ``text`` as letters, figures and hyphens, cut between words at :data:`NAME_LENGTH` characters.

    >>> slug("Ferry “Ösel” runs aground – again")
    'ferry-ösel-runs-aground-again'
    """
    plain = re.sub(r"[’'‘]", "", safe_text(text))
    words = re.findall(r"[^\W_]+", plain.lower())
    name = ""
    for word in words:
        joined = f"{name}-{word}" if name else word[:NAME_LENGTH]
        if len(joined) > NAME_LENGTH or len(joined.encode()) > NAME_BYTES // 2:
            break
        name = joined
    return f"page-{name}" if RESERVED.match(name) else name


def _decoded(head: bytes, charset: str | None) -> str:
    declared = charset
    if declared is None and (
        found := re.search(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", head, re.IGNORECASE)
    ):
        declared = found[1].decode("ascii", "replace")
    for name in (declared, "utf-8"):
        with contextlib.suppress(LookupError, UnicodeError):
            return _text(head, name)
    return head.decode("cp1252", "replace")


def _text(head: bytes, charset: str | None) -> str:
    if charset is None or not _CODECS.fullmatch(charset):
        raise LookupError
    try:
        return head.decode(charset)
    except UnicodeDecodeError as error:
        if error.start < len(head) - 8:  # not merely a character cut in two at the end
            raise
        return head[: error.start].decode(charset)


def split_name(name: str) -> tuple[str, str]:
    """(stem, ending); what is longer than any ending belongs to the stem."""
    stem, dot, ending = name.rpartition(".")
    return (stem, dot + ending) if stem and 0 < len(ending) <= 10 else (name, "")
