"""Web archives: every page that was visited is an article with its address; what came with the page is not."""

from __future__ import annotations

import gzip
import io
import json
import sys
import zipfile
import zlib
from pathlib import Path

import pytest

from briefing import ingest
from briefing.ingest import Limits, detect_format
from briefing.model import Document

WHEN = "2024-02-03T04:05:06Z"
FIRST = "The harbour board said on Thursday that the old crane would be taken down before the end of the summer."
SECOND = "“It has lifted its last crate, and nobody is sorry,” said Tilda Marsh, who has run the yard since 2011."


def page(title: str, *paragraphs: str, head: str = "") -> bytes:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs or (FIRST, SECOND))
    return (
        f"<!doctype html><html><head><title>{title}</title>{head}"
        f'<meta property="og:title" content="{title}"></head><body><article><h1>{title}</h1>{text}</article></body></html>'
    ).encode()


def record(kind: str, url: str, block: bytes, content_type: str, when: str = WHEN) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{abs(hash((kind, url, block)))}>\r\nWARC-Date: {when}\r\n"
    head += (
        f"WARC-Target-URI: {url}\r\n" if url else ""
    ) + f"Content-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


def answer(
    url: str,
    body: bytes,
    kind: str = "text/html; charset=utf-8",
    status: str = "200 OK",
    extra: str = "",
    when: str = WHEN,
) -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nDate: Mon, 01 Jan 2029 00:00:00 GMT\r\n{extra}\r\n"
    return record("response", url, head.encode() + body, "application/http; msgtype=response", when)


def question(url: str, extra: str = "") -> bytes:
    return record(
        "request", url, f"GET / HTTP/1.1\r\nHost: x\r\n{extra}\r\n".encode(), "application/http; msgtype=request"
    )


INFO = record("warcinfo", "", b"software: by hand\r\n", "application/warc-fields")
CRANE = "https://harbour.example/crane"
CRAWL = [
    INFO,
    answer("https://harbour.example/", b"", status="301 Moved", extra="Location: /crane\r\n"),
    question(CRANE, "Sec-Fetch-Dest: document\r\n"),
    answer(CRANE, page("The last crane")),
    answer("https://harbour.example/logo.png", b"\x89PNG\r\n\x1a\n" + bytes(300), "image/png"),
    answer("https://harbour.example/app.js", b"let a = 1;", "text/javascript"),
    answer("https://harbour.example/robots.txt", b"User-agent: *\nDisallow: /x\n", "text/plain"),
    question("https://ads.example/frame", "Sec-Fetch-Dest: iframe\r\n"),
    answer("https://ads.example/frame", page("Buy a boat")),
    answer("https://harbour.example/gone", page("Not found"), status="404 Not Found"),
    record("revisit", CRANE, b"HTTP/1.1 200 OK\r\n\r\n", "application/http; msgtype=response"),
    record("metadata", CRANE, b"fetchTimeMs: 3\r\n", "application/warc-fields"),
    answer("https://harbour.example/tide", page("The tide table is wrong")),
]  # fmt: skip


def read(tmp_path: Path, name: str, data: bytes, limits: Limits | None = None) -> tuple[list[Document], list[str]]:
    pytest.importorskip("warcio")
    pytest.importorskip("trafilatura")
    (tmp_path / name).write_bytes(data)
    reading = ingest.read(tmp_path, name, limits=limits or Limits())
    return list(reading.documents), [problem.reason for problem in reading.problems]


def titles(documents: list[Document]) -> list[str | None]:
    return [document.article.title.value for document in documents]


def body(document: Document) -> list[str]:
    return [document.text[slice(*p.span)] for p in document.paragraphs if p.kind == "body"]


def packed(records: list[bytes]) -> bytes:
    return b"".join(gzip.compress(one) for one in records)


def wacz(records: list[bytes], pages: list[str] | None) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("datapackage.json", json.dumps({"profile": "data-package"}))
        archive.writestr("archive/data.warc.gz", packed(records))
        if pages is not None:
            lines = [json.dumps({"format": "json-pages-1.0", "id": "pages"})]
            lines += [json.dumps({"url": url, "title": "x", "ts": WHEN}) for url in pages]
            archive.writestr("pages/pages.jsonl", "\n".join(lines))
    return buffer.getvalue()


@pytest.mark.parametrize("how", ["plain", "packed record by record", "packed whole"])
def test_each_page_of_a_web_archive_is_an_article(tmp_path: Path, how: str) -> None:
    data = {"plain": b"".join(CRAWL), "packed record by record": packed(CRAWL), "packed whole": gzip.compress(b"".join(CRAWL))}[how]  # fmt: skip
    documents, problems = read(tmp_path, "crawl.bin", data)
    assert problems == []
    assert titles(documents) == ["The last crane", "The tide table is wrong"]
    first, second = documents
    assert (first.article.path, second.article.path) == ("crawl.bin", "crawl.bin#2")
    assert body(first) == [FIRST, SECOND]
    assert (first.article.url.value, first.article.url.status) == (CRANE, "stated")


def test_the_time_of_retrieval_is_never_the_articles_date(tmp_path: Path) -> None:
    documents, _ = read(tmp_path, "crawl.warc", b"".join(CRAWL))
    assert [d.article.extra["accessed"] for d in documents] == [WHEN, WHEN]
    assert {d.article.published.status for d in documents} == {"unknown"}


def test_a_wacz_gives_the_pages_that_it_lists(tmp_path: Path) -> None:
    documents, problems = read(tmp_path, "crawl.wacz", wacz(CRAWL, [CRANE + "#top"]))
    assert (titles(documents), problems) == (["The last crane"], [])
    documents, _ = read(tmp_path, "crawl.zip", wacz(CRAWL, None))
    assert titles(documents) == ["The last crane", "The tide table is wrong"]
    documents, _ = read(tmp_path, "crawl.wacz", wacz(CRAWL, ["https://elsewhere.example/"]))
    assert titles(documents) == ["The last crane", "The tide table is wrong"]


def test_a_listed_page_that_was_not_there_is_named(tmp_path: Path) -> None:
    documents, problems = read(tmp_path, "crawl.wacz", wacz(CRAWL, [CRANE, "https://harbour.example/gone"]))
    assert titles(documents) == ["The last crane"]
    assert problems == ["https://harbour.example/gone in it answered 404"]


def chunked(data: bytes) -> bytes:
    pieces = [data[at : at + 100] for at in range(0, len(data), 100)]
    return b"".join(f"{len(piece):x}\r\n".encode() + piece + b"\r\n" for piece in pieces) + b"0\r\n\r\n"


def test_pages_are_unpacked_as_the_server_packed_them(tmp_path: Path) -> None:
    whole = page("The last crane")
    crawl = [
        answer("https://a.example/1", gzip.compress(whole), extra="Content-Encoding: gzip\r\n"),
        answer("https://a.example/2", zlib.compress(whole), extra="Content-Encoding: deflate\r\n"),
        answer("https://a.example/3", chunked(whole), extra="Transfer-Encoding: chunked\r\n"),
        answer("https://a.example/4", chunked(gzip.compress(whole)), extra="Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
    ]  # fmt: skip
    documents, problems = read(tmp_path, "crawl.warc", b"".join(crawl))
    assert problems == []
    assert [body(document) for document in documents] == [[FIRST, SECOND]] * 4


def test_pages_packed_with_brotli(tmp_path: Path) -> None:
    brotli = pytest.importorskip("brotli")
    crawl = answer(CRANE, brotli.compress(page("The last crane")), extra="Content-Encoding: br\r\n")
    documents, problems = read(tmp_path, "crawl.warc", crawl)
    assert (titles(documents), problems) == (["The last crane"], [])


def test_a_page_packed_in_a_way_that_nobody_here_knows_is_named(tmp_path: Path) -> None:
    crawl = answer(CRANE, b"\x28\xb5\x2f\xfd\0" * 99, extra="Content-Encoding: zstd\r\n")
    documents, problems = read(tmp_path, "crawl.warc", b"".join(CRAWL[-1:]) + crawl)
    assert titles(documents) == ["The tide table is wrong"]
    assert problems == [f"{CRANE} in it is packed as zstd, which cannot be read here"]


def test_the_servers_character_set_is_heard(tmp_path: Path) -> None:
    text = "Судостроители сообщили, что старый кран на набережной разберут до конца лета этого года."
    crawl = answer(CRANE, page("Кран", text, text[::-1]).decode().encode("koi8-r"), "text/html; charset=KOI8-R")
    (document,), _ = read(tmp_path, "crawl.warc", crawl)
    assert text in document.text


def test_documents_and_texts_of_a_crawl_are_articles_too(tmp_path: Path) -> None:
    text = f"The last crane\n\n{FIRST}\n\n{SECOND}\n"
    crawl = [
        answer("https://harbour.example/crane.txt", text.encode(), "text/plain"),
        answer("https://harbour.example/beacon", b"ok", "text/plain"),
        record("resource", "https://harbour.example/kept", page("Kept by hand"), "text/html"),
        record("resource", "urn:screenshot:https://harbour.example/", b"\x89PNG" + bytes(99), "image/png"),
    ]
    documents, problems = read(tmp_path, "crawl.warc", b"".join(crawl))
    assert (titles(documents), problems) == (["The last crane", "Kept by hand"], [])
    assert documents[0].article.url.value == "https://harbour.example/crane.txt"
    assert all(p.source_span is None for p in documents[0].paragraphs)


def test_a_page_that_was_kept_twice_unchanged_is_one_article(tmp_path: Path) -> None:
    crawl = [answer(CRANE, page("The last crane"), when=f"2024-02-0{day}T04:05:06Z") for day in (1, 2)]
    crawl.append(answer(CRANE, page("The last crane stays"), when="2024-02-03T04:05:06Z"))
    documents, _ = read(tmp_path, "crawl.warc", b"".join(crawl))
    assert titles(documents) == ["The last crane", "The last crane stays"]
    assert [d.article.extra["accessed"][:10] for d in documents] == ["2024-02-01", "2024-02-03"]


def test_pages_without_an_article_are_named(tmp_path: Path) -> None:
    crawl = [*CRAWL, answer("https://harbour.example/login", b"<!doctype html><html><body><form></form></body></html>")]
    documents, problems = read(tmp_path, "crawl.warc", b"".join(crawl))
    assert len(documents) == 2
    (problem,) = problems
    assert problem.startswith("https://harbour.example/login in it holds no article text")


def test_what_is_called_a_page_and_is_none_is_named(tmp_path: Path) -> None:
    crawl = [*CRAWL, answer("https://harbour.example/beacon", b"ffffffffffffffff")]
    documents, problems = read(tmp_path, "crawl.warc", b"".join(crawl))
    assert (len(documents), problems) == (2, ["https://harbour.example/beacon in it is no page"])


def test_what_does_not_fit_is_named_and_not_dropped_in_silence(tmp_path: Path) -> None:
    long = page("Long", *[f"Line {n}. {FIRST}" for n in range(250)])
    crawl = [answer(f"https://a.example/{n}", long + b" " * n) for n in range(5)]
    crawl.insert(0, answer("https://a.example/huge", long * 2))
    documents, problems = read(tmp_path, "crawl.warc", b"".join(crawl), Limits(expanded_bytes=len(long) + 100))
    assert len(documents) == 4
    assert problems[0] == "https://a.example/huge in it expands to more than the limit allows"
    assert "the last 1 of them are left out, from https://a.example/4 on" in problems[1]


def test_a_damaged_archive_keeps_the_pages_before_the_damage(tmp_path: Path) -> None:
    whole = packed(CRAWL)
    documents, problems = read(tmp_path, "crawl.warc.gz", whole[: -len(gzip.compress(CRAWL[-1])) + 40])
    assert titles(documents) == ["The last crane"]
    assert len(problems) == 1 or problems == []
    documents, problems = read(tmp_path, "crawl.warc", b"WARC/1.0\r\nnothing of the kind")
    assert documents == []
    assert len(problems) == 1


def test_an_archive_without_pages_says_so(tmp_path: Path) -> None:
    assert read(tmp_path, "crawl.warc", INFO)[1] == ["holds no web page"]


def test_a_page_that_expands_without_end_is_left_out(tmp_path: Path) -> None:
    bomb = gzip.compress(b"<html>" + b" " * 60_000_000)
    crawl = [answer("https://a.example/bomb", bomb, extra="Content-Encoding: gzip\r\n"), *CRAWL[-1:]]
    documents, problems = read(tmp_path, "crawl.warc", b"".join(crawl))
    assert titles(documents) == ["The tide table is wrong"]
    assert problems == ["https://a.example/bomb in it expands to more than the limit allows"]


def test_a_web_archive_is_told_by_content() -> None:
    assert detect_format.sniff(b"".join(CRAWL), "story.txt") == "warc"
    assert detect_format.sniff(packed(CRAWL), "story.txt") == "warc"
    assert detect_format.sniff(gzip.compress(b"only a text"), "story.warc.gz").startswith("not: is a gzip archive")


def test_without_the_extra_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing.errors import ExtraMissingError
    from briefing.ingest.readers import registry

    monkeypatch.setitem(sys.modules, "warcio.archiveiterator", None)
    with pytest.raises(ExtraMissingError, match=r"^is a web archive; .* pip install \"briefing\[warc\]\"$"):
        registry.read("warc", b"".join(CRAWL), "crawl.warc", 1 << 20, 10)
