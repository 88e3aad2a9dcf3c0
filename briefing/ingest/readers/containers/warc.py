"""Web archives, WARC and WACZ: each page that was visited is an article. Needs the extra ``warc``. Runs in the sandbox.

A crawl keeps pictures, scripts and frames beside the pages; only pages count, and what a page's address answered with is its
text. The record's address is where the article stands, its date is when it was retrieved and never the article's own.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urldefrag, urlsplit

from briefing.errors import BriefingError, ExtraMissingError, IngestError
from briefing.ingest import detect_format
from briefing.ingest.draft import Draft, without_places
from briefing.ingest.readers.containers import zip_members
from briefing.ingest.readers.registry import Step

_TIMES = 4
"""All pages of an archive together may expand to so many times what one file may."""
_NAMED = 20
"""Pages without an article that are named one by one; the others are counted."""
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_TEXTS = frozenset({"text/plain", "text/markdown", "text/x-markdown"})
_TEXTS_IF_LISTED = _TEXTS | {""}
_TEXT_FILE = re.compile(r"\.(?:txt|text|md)$", re.IGNORECASE)
_DOCUMENTS = frozenset({"application/pdf"})
_FOR_MACHINES = re.compile(
    r"/(?:robots|(?:app-)?ads|humans|security|llms(?:-full)?|sellers|carbon)\.txt$", re.IGNORECASE
)
_UNKNOWN_TO_WARCIO = frozenset({"br", "zstd", "dcb", "dcz", "compress", "x-compress"})
"""Ways to pack a page. (warcio knows brotli, but not the package of today, and not how to stop it.)"""
_FRAMES = frozenset({"iframe", "frame", "embed", "object", "empty", "script", "style", "image", "font", "report"})
"""What a browser says of a request that is for a part of a page (``Sec-Fetch-Dest``, W3C Fetch Metadata)."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a page's record lies: which file of the archive, the offset of the record in it."""

    file: int
    offset: int
    url: str


def steps(data: bytes, name: str, expanded: int, articles: int, start: int, skip: bool) -> Iterator[Step]:
    """Yield the pages of a WARC file, in its order. Raises IngestError and ExtraMissingError."""
    yield from _read([data], None, expanded, articles, start, skip)


def steps_of_wacz(archive: zipfile.ZipFile, expanded: int, articles: int, start: int, skip: bool) -> Iterator[Step]:
    """Yield the pages of a WACZ file: those that its list of pages names, else all."""
    names = [name for name in archive.namelist() if is_part(name)]
    files = []
    left = _TIMES * expanded
    for name in sorted(names):
        files.append(zip_members.member(archive, name, left))
        left -= len(files[-1])
    listed: set[str] = set()
    if "pages/pages.jsonl" in archive.namelist():
        listed = _listed(zip_members.member(archive, "pages/pages.jsonl", expanded))
    yield from _read(files, listed or None, expanded, articles, start, skip)


def is_part(name: str) -> bool:
    """Return whether ``name`` is a WARC file of a WACZ."""
    return name.startswith("archive/") and name.lower().endswith((".warc", ".warc.gz"))


def _listed(data: bytes) -> set[str]:
    """Return the addresses in ``pages.jsonl``: a line of header, then a JSON object a page."""
    found = set()
    for line in data.decode("utf-8", "replace").splitlines():
        try:
            page = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(page, dict) and isinstance(page.get("url"), str):
            found.add(_plain(page["url"]))
    return found


def _plain(url: str) -> str:
    """Return an address as two records of one page share it: without the fragment, and with a path."""
    url = urldefrag(url.strip())[0]
    return url + "/" if re.fullmatch(r"https?://[^/?]+", url) else url


def _read(
    files: list[bytes], listed: set[str] | None, expanded: int, articles: int, start: int, skip: bool
) -> Iterator[Step]:
    files = [_opened(data, _TIMES * expanded) for data in files]
    places, notes = _places(files, listed)
    if not places:
        raise IngestError("holds no web page" + (f" ({notes[0]})" if notes else ""))
    step = Step(notes=notes if start == 0 else [])
    left = _TIMES * expanded
    seen: set[bytes] = set()
    count = empty = 0
    for number, place in enumerate(places):
        if number < start or (number == start and skip):
            continue
        if count >= articles:
            step.notes.append(f"holds more than {articles:,} pages; from {place.url} on they are left out")
            break
        step.at, step.label = number, place.url
        yield step
        step = Step()
        try:
            content_type, charset, accessed, body = _page(files[place.file], place, min(left, expanded) + 1)
            if len(body) > expanded:
                raise IngestError("expands to more than the limit allows")
            if len(body) > left:
                rest = len(places) - number
                step.notes.append(
                    f"its pages expand to more than {_TIMES * expanded // 2**20} MB; the last {rest:,} of them are left out, from {place.url} on"
                )
                break
            left -= len(body)
            digest = hashlib.sha256(place.url.encode("utf-8", "replace") + b"\0" + body).digest()
            if digest in seen or not body.strip():
                continue
            seen.add(digest)
            drafts = _drafts(content_type, charset, body, place.url, expanded, articles)
        except ExtraMissingError:
            raise
        except (BriefingError, RecursionError) as error:
            empty += 1
            if empty <= _NAMED:
                reason = str(error) if isinstance(error, BriefingError) else "is nested too deeply"
                step.notes.append(f"{place.url} in it {reason}")
            continue
        for draft in drafts:
            if accessed:
                draft.extra["accessed"] = accessed
        step.drafts = drafts
        count += len(drafts)
    if empty > _NAMED:
        step.notes.append(f"{empty - _NAMED:,} more of its pages hold no article that can be read")
    yield Step(step.drafts, step.notes)


def _opened(data: bytes, most: int) -> bytes:
    """Return ``data`` as it is; a WARC file that was packed whole and not record by record, unpacked. Raises IngestError."""
    if data[:2] != b"\x1f\x8b":
        return data
    unpacker = zlib.decompressobj(31)
    try:
        whole = unpacker.decompress(data, most + 1)
    except zlib.error:
        return data
    if unpacker.unused_data:
        return data  # what was unpacked is the first record alone
    if len(whole) > most:
        raise IngestError("expands to more than the limit allows")
    return whole


def _records(data: bytes, offset: int = 0) -> Any:
    try:
        from warcio.archiveiterator import WARCIterator
    except ImportError:
        raise ExtraMissingError('is a web archive; reading it needs an extra: pip install "briefing[warc]"') from None
    stream = io.BytesIO(data)
    stream.seek(offset)
    return WARCIterator(stream)


def _places(files: list[bytes], listed: set[str] | None) -> tuple[list[_Place], list[str]]:
    """Return where the pages lie, and what is to be said of those that cannot be read."""
    from warcio.exceptions import ArchiveLoadFailed

    visits = _Visits(listed or set())
    for number, data in enumerate(files):
        records = _records(data)
        before = len(visits.places)
        try:
            for record in records:
                visits.take(record, number, records.offset)
        except (ArchiveLoadFailed, AttributeError, *zip_members.DAMAGED):
            if len(visits.places) == before == 0 and len(files) == 1:
                raise IngestError("is a damaged web archive") from None
            visits.notes.append("is a damaged web archive; only the pages before the damage are read")
    return visits.pages(), visits.notes


class _Visits:
    """The records of an archive sorted: pages, and requests that were for parts of pages."""

    def __init__(self, listed: set[str]) -> None:
        self.places: list[_Place] = []
        self.notes: list[str] = []
        self._listed = listed
        self._frames: set[str] = set()

    def take(self, record: Any, file: int, offset: int) -> None:
        """Take one record."""
        url = _plain(_value(record.rec_headers, "WARC-Target-URI")).strip("<>")
        if record.rec_type == "request":
            if _value(record.http_headers, "Sec-Fetch-Dest").lower() in _FRAMES:
                self._frames.add(url)
            return
        status = _status(record) if _is_page(record, url, self._listed) else "3"
        if status == "200":
            self.places.append(_Place(file, offset, url))
        elif url in self._listed and not status.startswith("3") and len(self.notes) < _NAMED:
            self.notes.append(f"{url} in it answered {status}")

    def pages(self) -> list[_Place]:
        """Return the pages that the archive lists, else all that are no parts of others."""
        listed = [place for place in self.places if place.url in self._listed]
        return listed or [place for place in self.places if place.url not in self._frames]


def _is_page(record: Any, url: str, listed: set[str]) -> bool:
    if record.rec_type not in ("response", "resource") or not url.startswith(("http://", "https://")):
        return False
    kind = _kind(record)[0]
    if kind in _PAGES | _DOCUMENTS | (_TEXTS_IF_LISTED if url in listed else frozenset()):
        return True
    path = urlsplit(url).path
    return kind in _TEXTS and _TEXT_FILE.search(path) is not None and not _FOR_MACHINES.search(path)


def _value(headers: Any, name: str) -> str:
    """Return the value of a header, ``""`` where there is none."""
    return (headers.get_header(name) if headers is not None else None) or ""


def _status(record: Any) -> str:
    return str(record.http_headers.get_statuscode()) if record.http_headers is not None else "200"


def _kind(record: Any) -> tuple[str, str | None]:
    """(content type, character set) of what a record holds."""
    headers = record.rec_headers if record.http_headers is None else record.http_headers
    value = _value(headers, "Content-Type")
    kind, _, rest = value.partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,30})", rest, re.IGNORECASE)
    return kind.strip().lower(), charset[1] if charset else None


def _page(data: bytes, place: _Place, most: int) -> tuple[str, str | None, str, bytes]:
    """(content type, character set, time of retrieval, bytes) of one page; not many more than ``most`` bytes."""
    from warcio.exceptions import ArchiveLoadFailed

    try:
        record = next(_records(data, place.offset))
        encoding = _value(record.http_headers, "Content-Encoding").lower()
        if encoding in _UNKNOWN_TO_WARCIO:
            record.http_headers.replace_header("Content-Encoding", "identity")
        stream = record.content_stream()
        pieces = []
        size = 0
        while size < most and (piece := stream.read(min(most - size, 1 << 16))):
            pieces.append(piece)
            size += len(piece)
    except (ArchiveLoadFailed, AttributeError, StopIteration, *zip_members.DAMAGED):
        raise IngestError("is damaged") from None
    body = b"".join(pieces)
    if encoding in _UNKNOWN_TO_WARCIO:
        body = _unpacked(body, encoding, most)
    kind, charset = _kind(record)
    return kind, charset, record.rec_headers.get_header("WARC-Date") or "", body


def _unpacked(body: bytes, encoding: str, most: int) -> bytes:
    """Return ``body`` unpacked. Some crawlers unpack what they keep and leave the header as it was: then it is text already."""
    sample = body[:4096]
    if len(sample.translate(None, bytes(range(9)))) > 0.99 * len(sample):
        return body
    if encoding == "br":
        try:
            import brotli

            return bytes(brotli.Decompressor().process(body, output_buffer_limit=most))
        except (ImportError, TypeError):
            pass
        except brotli.error:
            raise IngestError("is damaged") from None
    raise IngestError(f"is packed as {encoding}, which cannot be read here")


def _drafts(content_type: str, charset: str | None, body: bytes, url: str, expanded: int, articles: int) -> list[Draft]:
    """Return the article of one page, read by what it is."""
    from briefing.ingest.readers import registry
    from briefing.ingest.readers.web import html

    is_page = content_type in _PAGES
    kind = detect_format.sniff(body, "page.html" if is_page else "page.txt")
    if kind.startswith("not: "):
        raise IngestError(kind[5:])
    if is_page and kind in _PLAIN and b"<" not in body[:2000]:
        raise IngestError("is no page")
    if kind == "html" or (is_page and kind in ("newsxml", *_PLAIN)):
        return [html.page(html.characters(body, charset), expanded, url)]
    if kind in _PLAIN:
        drafts = _text(html.characters(body, charset))
    elif kind == "pdf":
        drafts = registry.read(kind, body, url, expanded, articles)[0]
    else:
        raise IngestError("is no page")
    for draft in drafts:
        draft.state("url", url, url)
    return drafts


_PLAIN = ("plain", "markdown")


def _text(text: str) -> list[Draft]:
    """Return the article of a text, without offsets, which would count in the page and not in the file."""
    from briefing.ingest.readers.text import plain

    drafts = plain.read_text(text)
    for draft in drafts:
        without_places(draft.blocks)
    return drafts
