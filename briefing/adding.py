"""Brings articles into the folder: copies files, saves pages and documents with where and when they were found. Analyses nothing.

The only module that writes into a folder of articles, and only when a person asks for it. What is there already is never
written over; a file appears whole, under its final name, or not at all.
"""

from __future__ import annotations

import contextlib
import html
import os
import re
import secrets
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from briefing.errors import BriefingError, FolderError, IngestError
from briefing.ingest.source_notes import SUFFIX
from briefing.model import Problem
from briefing.text import one_line, safe_text

if TYPE_CHECKING:
    from briefing.fetching import FetchLimits, Page

MOST_BYTES: Final = 64 * 1024 * 1024
"""Size of a file that is copied: what the reader takes at most."""
NAME_LENGTH: Final = 60
"""Characters of a name made from a page's title."""
_NAME_BYTES: Final = 200
_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
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
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
"""Names that one of our platforms keeps for devices."""


@dataclass(frozen=True, slots=True)
class AddReport:
    """``added``: paths inside the folder, in the order of the sources; ``problems``: sources that could not be added, and why."""

    added: tuple[str, ...]
    problems: tuple[Problem, ...]


def add(
    folder: Path,
    sources: Iterable[str | os.PathLike[str]],
    *,
    allow_private: bool = False,
    limits: FetchLimits | None = None,
) -> AddReport:
    """Copy the files and save the pages among ``sources`` into ``folder``. One bad source never stops the others.

    ``allow_private``: also fetch from loopback and private addresses. Raises FolderError if nothing can be written there.
    """
    if not os.access(folder, os.W_OK | os.X_OK):
        raise FolderError(f"cannot write to the folder {one_line(str(folder))}; check its rights")
    added: list[str] = []
    problems: list[Problem] = []
    for source in sources:
        name = os.fspath(source)
        try:
            if _ADDRESS.match(name):
                added.append(_add_page(folder, name, allow_private, limits))
            else:
                added.append(_add_file(folder, name))
        except BriefingError as error:
            problems.append(_problem(name, str(error)))
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
            problems.append(_problem(name, f"cannot be added: {reason}"))
    return AddReport(tuple(added), tuple(problems))


def _problem(source: str, reason: str) -> Problem:
    from briefing.fetching import without_credentials

    return Problem(without_credentials(source), one_line(reason)[:300])


# --- files --------------------------------------------------------------------------------------------------------------


def _add_file(folder: Path, name: str) -> str:
    path = Path(name).expanduser()
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags)
    except FileNotFoundError:
        raise BriefingError(_absent(name)) from None
    except PermissionError:
        raise BriefingError("cannot be read: permission denied") from None
    try:
        status = os.fstat(descriptor)
        if stat.S_ISDIR(status.st_mode):
            raise BriefingError("is a folder; name the files in it")
        if not stat.S_ISREG(status.st_mode):
            raise BriefingError("is not a regular file")
        if status.st_size > MOST_BYTES:
            raise BriefingError(_too_large())
        if _inside(path, folder):
            raise BriefingError("is in the folder already")
        return save(folder, file_name(path.name), _pieces(descriptor))
    finally:
        os.close(descriptor)


def _pieces(descriptor: int) -> Iterator[bytes]:
    """The bytes of a file, which may grow while it is read."""
    total = 0
    while piece := os.read(descriptor, 1 << 20):
        total += len(piece)
        if total > MOST_BYTES:
            raise BriefingError(_too_large())
        yield piece


def _absent(name: str) -> str:
    if re.match(r"(?:file|ftp|data|javascript|mailto|about|blob|view-source):", name, re.IGNORECASE):
        return "is not fetched: only http and https are"
    if re.match(r"(?:www\.|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|eu|uk|de|fr|no|us)/)", name, re.IGNORECASE):
        return "is no file; an address begins with https://"
    return "is not there"


def _inside(path: Path, folder: Path) -> bool:
    """Whether ``path`` is one of the folder's own articles already."""
    with contextlib.suppress(OSError, ValueError, RuntimeError):
        inner = path.resolve().relative_to(folder.resolve())
        return not any(part.startswith(".") for part in inner.parts)
    return False


def _too_large() -> str:
    return f"is larger than {MOST_BYTES // (1024 * 1024)} MB"


def file_name(name: str) -> str:
    """``name`` as one that is safe to print, not hidden and not too long; every other character stays."""
    kept = "".join("_" if a != b or a in "/\\" else a for a, b in zip(name, one_line(name), strict=True))
    kept = kept.strip().lstrip(".") or "article"
    if _RESERVED.match(kept):
        kept = f"_{kept}"
    stem, suffix = _parts(kept)
    return _cut(stem, _NAME_BYTES - len(suffix.encode())) + suffix


def _parts(name: str) -> tuple[str, str]:
    """(stem, ending); what is longer than any ending belongs to the stem."""
    stem, dot, ending = name.rpartition(".")
    return (stem, dot + ending) if stem and 0 < len(ending) <= 10 else (name, "")


def _cut(text: str, most: int) -> str:
    """``text`` cut to ``most`` bytes of UTF-8, never inside a character."""
    return text.encode()[:most].decode("utf-8", "ignore")


def save(folder: Path, name: str, pieces: Iterable[bytes], note: bytes = b"") -> str:
    """Write a new file ``name`` (``name-2`` if that is taken) whole or not at all; the name it got. Raises OSError.

    ``note``: what is written beside it, of where it came from; a file without its note is never left behind.
    """
    hidden = folder / f".{secrets.token_hex(8)}.part"
    flags = (
        os.O_WRONLY
        | os.O_CREAT
        | os.O_EXCL
        | getattr(os, "O_CLOEXEC", 0)
        | getattr(os, "O_BINARY", 0)
        | getattr(os, "O_NOFOLLOW", 0)
    )
    descriptor = os.open(hidden, flags, 0o644)
    try:
        with os.fdopen(descriptor, "wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        for taken in _names(name):
            if note and os.path.lexists(folder / (taken + SUFFIX)):
                continue  # a note on a file that is gone
            if _settle(hidden, folder / taken):
                if note:
                    _annotate(folder, taken, note)
                _sync_folder(folder)
                return taken
        raise BriefingError(f"cannot be added: too many files are called {name}")
    finally:
        with contextlib.suppress(OSError):
            hidden.unlink()


def _annotate(folder: Path, name: str, note: bytes) -> None:
    try:
        save(folder, name + SUFFIX, (note,))
    except OSError:
        with contextlib.suppress(OSError):
            (folder / name).unlink()
        raise


def _names(name: str) -> Iterator[str]:
    stem, suffix = _parts(name)
    yield name
    for number in range(2, 10_000):
        yield f"{stem}-{number}{suffix}"


def _settle(hidden: Path, final: Path) -> bool:
    """Give the finished file its name; False if that is taken. A plain rename would write over what is there."""
    try:
        os.link(hidden, final)
    except FileExistsError:
        return False
    except (OSError, NotImplementedError, AttributeError):
        # A file system without links: take the name first, so that nobody else's file is in its place.
        try:
            os.close(os.open(final, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644))
        except FileExistsError:
            return False
        hidden.replace(final)
    return True


def _sync_folder(folder: Path) -> None:
    """Make the new name last, where the platform knows how."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


# --- pages --------------------------------------------------------------------------------------------------------------


def _add_page(folder: Path, url: str, allow_private: bool, limits: FetchLimits | None) -> str:
    from briefing import fetching

    page = fetching.fetch(url, allow_private=allow_private, limits=limits or fetching.DEFAULT)
    accessed = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
    document = _document(page)
    if document:
        note = front_matter(url, page.url, accessed, None).removeprefix(b"---\n").removesuffix(b"---\n")
        return save(folder, page_name(page.url, b"", None, ending=document), (page.body,), note)
    kind, charset, body = _content(page)
    matter = front_matter(url, page.url, accessed, charset)
    return save(folder, page_name(page.url, body if kind == "html" else b"", charset, ending=kind), (matter, body))


def _document(page: Page) -> str:
    """The ending for what is an article in a format without room for front matter, "" for a page or a text.

    Raises BriefingError for what is no article. A document that cannot be read today (a scan) is kept: it is what was asked for.
    """
    from briefing.ingest import Limits, formats

    name = unquote(urlsplit(page.url).path).rpartition("/")[2]
    kind = formats.sniff(page.body, name)
    if (
        page.content_type in _PAGE_TYPES
        and kind in ("data", "mail", "mhtml")
        and not _NAMED[kind].search(name)
    ):
        return ""  # a text that only looks so
    if kind not in _ENDINGS:
        return ""
    if kind in _MIXED:
        try:
            drafts, notes = formats.read(page.body, name, Limits())
            if not drafts and not any("briefing[" in note for note in notes):
                raise BriefingError("holds no article; it is not saved")
        except IngestError as error:
            if re.search(r"not an article$|of no (?:article|news) format|empty archive$", str(error)):
                raise BriefingError(f"{error}; it is not saved") from None
    ending = _parts(name.lower())[1].removeprefix(".")
    if kind == "warc" and name.lower().endswith(".warc.gz"):
        return "warc.gz"
    if ending in _ENDINGS[kind]:
        return ending
    if kind == "archive" and b"word/document.xml" in page.body:
        return "docx"
    if kind == "warc" and page.body.startswith(b"\x1f\x8b"):
        return "warc.gz"
    return _ENDINGS[kind][0]


def _content(page: Page) -> tuple[str, str | None, bytes]:
    """(ending, character set to note, bytes) of what is a page or a text. Raises BriefingError for everything else.

    The server's word is not enough: what is sent as text must be text, and a page sent as something vague is still a page.
    """
    body, charset = page.body, page.charset
    if not body.strip():
        raise BriefingError("is empty")
    wide = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(body[:2]) or (
        charset.lower() if charset and charset.lower().startswith(("utf-16", "utf-32")) else None
    )
    if wide:
        # Front matter is ASCII: the page behind it must be, too, as far as markup goes. Nothing is lost in UTF-8.
        with contextlib.suppress(LookupError, UnicodeError):
            body, charset = body.decode(wide).removeprefix("\ufeff").encode(), "utf-8"
    markup = bool(_MARKUP.search(body[:4096]))
    named = page.content_type in _PAGE_TYPES
    if (
        b"\0" in body
        or body.startswith((b"%PDF-", b"PK\x03\x04", b"{\\rtf"))
        or not (named or (page.content_type in _VAGUE_TYPES and markup))
    ):
        kind = page.content_type if page.content_type and not named else "data of another kind"
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
    """The block in front of a saved page: where it was asked for, where it came from, when (ISO, with zone)."""
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
    """A YAML scalar in double quotes: no character in it can end it."""
    return '"' + safe_text(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def page_name(url: str, body: bytes, charset: str | None, *, ending: str = "html") -> str:
    """A short readable name for a page: from its title, else its address. Letters, figures and hyphens only."""
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
    """``text`` as letters, figures and hyphens, cut between words at :data:`NAME_LENGTH` characters.

    >>> slug("Ferry “Ösel” runs aground – again")
    'ferry-ösel-runs-aground-again'
    """
    plain = re.sub(r"[’'‘]", "", safe_text(text))
    words = re.findall(r"[^\W_]+", plain.lower())
    name = ""
    for word in words:
        joined = f"{name}-{word}" if name else word[:NAME_LENGTH]
        if len(joined) > NAME_LENGTH or len(joined.encode()) > _NAME_BYTES // 2:
            break
        name = joined
    return f"page-{name}" if _RESERVED.match(name) else name


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


__all__ = ["AddReport", "add", "file_name", "front_matter", "page_name", "save", "slug"]
