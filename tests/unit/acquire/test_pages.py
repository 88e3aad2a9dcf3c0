"""Pages saved into the folder: from a server of our own, which does all that a bad one would do."""

from __future__ import annotations

import contextlib
import gzip
import ipaddress
import socket
import threading
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefing import Collection
from briefing.acquire import add as adding
from briefing.acquire import http
from briefing.acquire.add import AddReport
from briefing.acquire.http import FetchError, FetchLimits, check_url, is_public

PAGE = (
    "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Ferry “Ösel” runs aground | Harbour Post</title></head><body>"
    "<h1>Ferry “Ösel” runs aground</h1><p>The ferry ran aground on Tuesday morning in calm weather.</p>"
    "<p>“Nobody was hurt and the tide will lift her,” said Mira Kant, the harbour master.</p></body></html>"
)
Answer = Callable[[BaseHTTPRequestHandler], None]
LIMITS = FetchLimits(bytes=200_000, expanded_bytes=400_000, seconds=5.0, redirects=3)


class Site:
    """A server on this machine: ``answers`` maps paths to what is done there."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.closing = threading.Event()
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, dict(self.headers.items())))
                with contextlib.suppress(OSError):  # whoever asked went away
                    site.answers.get(self.path, not_there)(self)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        self.root = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def page(self, path: str, body: bytes | str, kind: str = "text/html; charset=utf-8", **headers: str) -> str:
        data = body.encode() if isinstance(body, str) else body
        self.answers[path] = answering(
            200, data, {"Content-Type": kind, **{k.replace("_", "-"): v for k, v in headers.items()}}
        )
        return self.root + path

    def redirect(self, path: str, target: str, status: int = 302) -> str:
        self.answers[path] = answering(status, b"", {"Location": target})
        return self.root + path

    def close(self) -> None:
        self.closing.set()
        self.server.shutdown()
        self.server.server_close()


def answering(status: int, body: bytes, headers: dict[str, str]) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


not_there = answering(404, b"", {})


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    return made


def add(folder: Path, *sources: str, allow_private: bool = True, limits: FetchLimits = LIMITS) -> AddReport:
    return adding.add(folder, sources, allow_private=allow_private, limits=limits)


def reason(report: AddReport) -> str:
    assert report.added == ()
    assert len(report.problems) == 1
    return report.problems[0].reason


def saved(folder: Path, name: str) -> tuple[dict[str, str], bytes]:
    _, matter, body = (folder / name).read_bytes().split(b"---\n", 2)
    return yaml.safe_load(matter), body


# --- a page that is as it should be -------------------------------------------------------------------------------------


def test_a_page_is_saved_as_it_was_sent_with_where_and_when(folder: Path, site: Site) -> None:
    url = site.page("/news/1?a=b", PAGE)
    assert add(folder, url) == AddReport(("ferry-ösel-runs-aground.html",), ())
    matter, body = saved(folder, "ferry-ösel-runs-aground.html")
    assert body == PAGE.encode()
    assert matter["url"] == url
    assert "retrieved_from" not in matter
    from datetime import datetime

    assert datetime.fromisoformat(matter["accessed"]).tzinfo is not None


def test_nothing_private_is_sent(folder: Path, site: Site) -> None:
    add(folder, site.page("/a", PAGE, Set_Cookie="id=1"), site.page("/b", PAGE))
    for _, headers in site.asked:
        assert set(headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
        assert headers["Host"] == f"127.0.0.1:{site.port}"


def test_the_collection_reads_what_was_added(folder: Path, site: Site) -> None:
    pytest.importorskip("trafilatura")
    url = site.page("/ferry", PAGE)
    with Collection.open(folder) as collection:
        report = collection.add([url], allow_private=True)
        collection.sync()
        article = collection.article(report.added[0])
        assert (article.url.value, article.url.status) == (url, "stated")
        assert article.title.value == "Ferry “Ösel” runs aground"
        assert any(q.text.startswith("Nobody was hurt") for q in collection.quotations())
        assert "Accessed" in collection.cite(article.id, style="mla").text


def test_redirects_are_followed_and_noted(folder: Path, site: Site) -> None:
    site.page("/final", PAGE)
    site.redirect("/two", "final", 308)
    url = site.redirect("/one", f"{site.root}/two#part")
    report = add(folder, url)
    matter, _ = saved(folder, report.added[0])
    assert (matter["url"], matter["retrieved_from"]) == (url, f"{site.root}/final")


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [("gzip", gzip.compress), ("deflate", zlib.compress), ("deflate", lambda d: zlib.compress(d)[2:-4])],
)
def test_a_packed_page_is_unpacked(folder: Path, site: Site, encoding: str, pack: Callable[[bytes], bytes]) -> None:
    report = add(folder, site.page("/a", pack(PAGE.encode()), Content_Encoding=encoding))
    assert saved(folder, report.added[0])[1] == PAGE.encode()


def test_a_page_sent_in_pieces(folder: Path, site: Site) -> None:
    def chunked(handler: BaseHTTPRequestHandler) -> None:
        handler.protocol_version = "HTTP/1.1"
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        data = PAGE.encode()
        for start in range(0, len(data), 50):
            piece = data[start : start + 50]
            handler.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        handler.wfile.write(b"0\r\n\r\n")

    site.answers["/a"] = chunked
    assert saved(folder, add(folder, site.root + "/a").added[0])[1] == PAGE.encode()


def test_the_character_set_of_the_server_is_kept(folder: Path, site: Site) -> None:
    page = PAGE.replace("<meta charset='utf-8'>", "").replace("“Ösel”", "Онега").replace("“", '"').replace("”", '"')
    report = add(folder, site.page("/a", page.encode("cp1251"), "text/html; charset=windows-1251"))
    matter, body = saved(folder, report.added[0])
    assert (report.added[0], matter["charset"]) == ("ferry-онега-runs-aground.html", "windows-1251")
    assert body == page.encode("cp1251")


def test_a_page_in_utf_16_is_kept_as_utf_8(folder: Path, site: Site) -> None:
    report = add(folder, site.page("/a", PAGE.encode("utf-16"), "text/html"))
    assert saved(folder, report.added[0])[1] == PAGE.encode()


@pytest.mark.parametrize(
    ("kind", "body", "name"),
    [
        pytest.param("application/octet-stream", PAGE, "ferry-ösel-runs-aground.html", id="a page called data"),
        pytest.param("text/plain", PAGE, "ferry-ösel-runs-aground.html", id="a page called text"),
        ("text/plain; charset=utf-8", "The ferry ran aground – again.\n", "story.txt"),
        ("text/markdown", "# Ferry\n\nIt ran aground.\n", "story.md"),
    ],
)
def test_what_is_a_page_or_a_text_is_saved_whatever_the_server_calls_it(
    folder: Path, site: Site, kind: str, body: str, name: str
) -> None:
    report = add(folder, site.page("/news/story.php", body, kind))
    assert report.added == (name,)
    assert saved(folder, name)[1] == body.encode()


def test_a_text_in_another_character_set_becomes_utf_8(folder: Path, site: Site) -> None:
    report = add(folder, site.page("/story", "Ónega\n".encode("latin-1"), "text/plain; charset=iso-8859-1"))
    matter, body = saved(folder, report.added[0])
    assert (body, set(matter)) == ("Ónega\n".encode(), {"url", "accessed"})


@pytest.mark.parametrize(
    ("kind", "body", "words"),
    [
        ("image/png", b"\x89PNG\r\n\0", "is image/png, not a page"),
        ("application/zip", b"PK\x05\x06" + bytes(18), "is an empty archive; it is not saved"),
        (
            "application/json",
            b'{"name": "ferry", "version": 3}',
            "is JSON, but of no article format that is known; it is not saved",
        ),
        ("text/csv", b"place,people\nElm,3\n", "is text/csv, not a page"),
        ("text/html", b"\x00\x01binary", "not a page"),
        ("application/octet-stream", b"just words", "not a page"),
        ("text/html", b"  ", "is empty"),
    ],
)
def test_what_is_neither_is_a_problem(folder: Path, site: Site, kind: str, body: bytes, words: str) -> None:
    assert words in reason(add(folder, site.page("/a", body, kind)))
    assert list(folder.iterdir()) == []


FEED = b"<rss version='2.0'><channel><title>Post</title><item><title>Ferry</title><description>The ferry ran aground on Tuesday.</description></item></channel></rss>"
RTF = rb"{\rtf1\ansi Ferry runs aground\par The ferry ran aground on Tuesday morning in calm weather, the harbour master said.\par}"


@pytest.mark.parametrize(
    ("path", "kind", "body", "name"),
    [
        ("/files/Ferry%20report.pdf", "application/pdf", b"%PDF-1.4 and so on", "ferry-report.pdf"),
        ("/download?id=3", "application/octet-stream", b"%PDF-1.4 and so on", "download.pdf"),
        ("/a/ferry.rtf", "text/plain", RTF, "ferry.rtf"),
        ("/news/feed", "application/rss+xml", FEED, "feed.xml"),
        ("/news.rss", "text/xml", FEED, "news.rss"),
        ("/x/item.json", "application/json", b'{"headline": "Ferry", "body_text": "The ferry ran aground."}', "item.json"),
    ],
)  # fmt: skip
def test_a_document_is_saved_as_it_is_with_a_note_beside_it(
    folder: Path, site: Site, path: str, kind: str, body: bytes, name: str
) -> None:
    url = site.page(path, body, kind)
    assert add(folder, url) == AddReport((name,), ())
    assert (folder / name).read_bytes() == body
    note = yaml.safe_load((folder / f"{name}.source.yaml").read_text())
    assert note["url"] == url
    assert set(note) == {"url", "accessed"}


def test_the_reader_shows_where_a_document_came_from(folder: Path, site: Site) -> None:
    url = site.page("/a/ferry.rtf", RTF, "application/rtf")
    with Collection.open(folder) as collection:
        collection.add([url], allow_private=True)
        collection.sync()
        (article,) = collection.articles()
        assert (article.path, article.url.value, article.url.status) == ("ferry.rtf", url, "stated")
        assert article.extra["accessed"]
        assert article.published.status == "unknown"
        assert collection.problems() == ()


def test_a_document_whose_extra_is_missing_is_kept(folder: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing.errors import ExtraMissingError
    from briefing.ingest import dispatch

    def missing(*_: Any) -> Any:
        raise ExtraMissingError('is a web archive; reading it needs an extra: pip install "briefing[warc]"')

    monkeypatch.setattr(dispatch, "read", missing)
    url = site.page("/crawl.wacz", b"PK\x03\x04" + bytes(99), "application/wacz")
    assert add(folder, url).added == ("crawl.wacz",)


def test_a_document_never_takes_the_note_of_another(folder: Path, site: Site) -> None:
    (folder / "ferry.rtf.source.yaml").write_text("url: https://elsewhere.example/\n")
    url = site.page("/a/ferry.rtf", RTF, "application/rtf")
    assert add(folder, url, url).added == ("ferry-2.rtf", "ferry-3.rtf")
    assert yaml.safe_load((folder / "ferry-3.rtf.source.yaml").read_text())["url"] == url
    assert "elsewhere" in (folder / "ferry.rtf.source.yaml").read_text()


def test_a_document_without_room_for_its_note_is_not_left_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle = adding._settle

    def refuse(hidden: Path, final: Path) -> bool:
        if final.name.endswith(".source.yaml"):
            raise OSError(28, "No space left on device")
        return settle(hidden, final)

    monkeypatch.setattr(adding, "_settle", refuse)
    with pytest.raises(OSError, match="No space"):
        adding.save(folder, "ferry.pdf", (b"%PDF-",), b"url: x\n")
    assert list(folder.iterdir()) == []


# --- names --------------------------------------------------------------------------------------------------------------


def test_names_are_safe_whatever_the_title_holds(folder: Path, site: Site) -> None:
    evil = PAGE.replace("Ferry “Ösel” runs aground | Harbour Post", "../../\x1b]0;x\x07etc/pass&#x202e;wd")
    assert add(folder, site.page("/a", evil)).added == ("0-x-etc-pass-wd.html",)


def test_two_pages_of_one_title_are_two_files(folder: Path, site: Site) -> None:
    url = site.page("/a", PAGE)
    assert add(folder, url, url).added == ("ferry-ösel-runs-aground.html", "ferry-ösel-runs-aground-2.html")


def test_without_a_title_the_address_gives_the_name(folder: Path, site: Site) -> None:
    bare = "<p>The ferry ran aground on Tuesday.</p>"
    assert add(folder, site.page("/2031/%46erry-aground.html/", bare), site.page("/", bare)).added == (
        "ferry-aground.html",
        "127-0-0-1.html",
    )


def test_front_matter_cannot_be_broken_out_of() -> None:
    matter = adding.front_matter('https://h.example/"\\x', "https://h.example/b", "2031-03-05T09:00:00+01:00", "utf-8")
    assert matter.startswith(b"---\n")
    assert matter.endswith(b"\n---\n")
    assert yaml.safe_load(matter[4:-4])["url"] == 'https://h.example/"\\x'


# --- limits -------------------------------------------------------------------------------------------------------------


def test_redirects_in_a_circle(folder: Path, site: Site) -> None:
    site.redirect("/b", "/a")
    assert reason(add(folder, site.redirect("/a", "/b"))) == "redirects in a circle"
    assert len(site.asked) == 2


def test_redirects_without_end(folder: Path, site: Site) -> None:
    for number in range(9):
        site.redirect(f"/{number}", f"/{number + 1}")
    assert reason(add(folder, site.root + "/0")) == "redirects more than 3 times"
    assert len(site.asked) == 4


def test_an_endless_body(folder: Path, site: Site) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        while not site.closing.is_set():
            handler.wfile.write(b"<p>more</p>" * 1000)

    site.answers["/a"] = endless
    assert "is larger than" in reason(add(folder, site.root + "/a"))
    assert list(folder.iterdir()) == []


def test_a_body_that_says_it_is_too_large_is_not_read(folder: Path, site: Site) -> None:
    assert "is larger than" in reason(add(folder, site.page("/a", b"<p>" + b"x" * 200_001)))


def test_a_packed_bomb(folder: Path, site: Site) -> None:
    bomb = gzip.compress(b"<p>" + b"x" * 30_000_000)
    assert len(bomb) < LIMITS.bytes
    assert "is larger than" in reason(add(folder, site.page("/a", bomb, Content_Encoding="gzip")))
    many = gzip.compress(b"<p>" + b"x" * 100_000) * 6  # packed pages one behind the other
    assert "is larger than" in reason(add(folder, site.page("/b", many, Content_Encoding="gzip")))


@pytest.mark.parametrize("where", ["body", "headers", "silence"])
def test_a_server_that_drips(folder: Path, site: Site, where: str) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        if where == "body":
            handler.send_response(200)
            handler.send_header("Content-Type", "text/html")
            handler.end_headers()
        while not site.closing.wait(0.05):
            if where != "silence":
                handler.wfile.write(b"x")

    site.answers["/a"] = drip
    assert reason(add(folder, site.root + "/a", limits=FetchLimits(seconds=0.3))) == "takes longer than 0.3 seconds"


def test_time_counts_over_all_redirects(folder: Path, site: Site) -> None:
    def slow(handler: BaseHTTPRequestHandler) -> None:
        site.closing.wait(0.2)
        answering(302, b"", {"Location": f"{handler.path}1"})(handler)

    for number in range(9):
        site.answers["/" + "1" * number] = slow
    assert (
        reason(add(folder, site.root + "/", limits=FetchLimits(seconds=0.5, redirects=8)))
        == "takes longer than 0.5 seconds"
    )


def test_a_name_that_takes_too_long_to_look_up(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: gate.wait(5))
    assert (
        reason(add(folder, "http://slow.example/", limits=FetchLimits(seconds=0.1))) == "takes longer than 0.1 seconds"
    )
    gate.set()


@pytest.mark.parametrize(
    ("body", "headers", "words"),
    [
        (PAGE.encode(), {"Content-Length": "9999"}, "broke off"),
        (gzip.compress(PAGE.encode())[:-20], {"Content-Encoding": "gzip"}, "broke off"),
        (b"not packed at all", {"Content-Encoding": "gzip"}, "damaged"),
        (b"x", {"Content-Encoding": "br"}, "not asked for"),
    ],
    ids=["too short", "packed and cut", "not packed", "packed in another way"],
)
def test_a_page_that_is_not_whole_is_not_saved(
    folder: Path, site: Site, body: bytes, headers: dict[str, str], words: str
) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        for name, value in {"Content-Type": "text/html", **headers}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    site.answers["/a"] = answer
    assert words in reason(add(folder, site.root + "/a"))
    assert list(folder.iterdir()) == []


def test_an_answer_that_is_no_http(folder: Path, site: Site) -> None:
    site.answers["/a"] = lambda handler: handler.wfile.write(b"\xff\x00 hello\r\n\r\n")  # type: ignore[assignment,return-value]
    assert "cannot be read" in reason(add(folder, site.root + "/a"))


def test_a_page_that_is_not_there_and_a_server_that_is_not(folder: Path, site: Site) -> None:
    assert reason(add(folder, site.root + "/none")) == "is not there: the server answered 404 Not Found"
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        assert "refused" in reason(add(folder, f"http://127.0.0.1:{unused.getsockname()[1]}/"))


def test_a_certificate_of_nobody_is_not_trusted(folder: Path, site: Site) -> None:
    assert "safe" in reason(add(folder, site.root.replace("http:", "https:") + "/"))


# --- addresses ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    ["file:///etc/hostname", "ftp://h.example/a", "http://user:pass@h.example/", "http://h.example\\@evil.example/", "http:///a", "http://h.example/a b",
     "http://h.example/\x1b[31m", "http://h.example:0/", "http://h.example:99999/", "http://[::1/", "gopher://h.example/"],
)  # fmt: skip
def test_addresses_that_are_never_asked(folder: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: pytest.fail("was looked up"))
    report = add(folder, url)
    assert report.added == ()
    assert "pass" not in report.problems[0].path


def test_private_addresses_are_refused_unless_allowed(folder: Path, site: Site) -> None:
    url = site.page("/a", PAGE)
    assert "--allow-private" in reason(add(folder, url, allow_private=False))
    # Every way to write the same address.
    for host in ("2130706433", "127.1", "0x7f.0.0.1", "localhost", "[::ffff:127.0.0.1]"):
        assert add(folder, url.replace("127.0.0.1", host), allow_private=False).added == ()
    assert site.asked == []
    assert add(folder, url).added


def test_a_redirect_to_a_private_address_is_refused(folder: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    # The first host counts as public, whatever it is; the second is the machine's own network.
    monkeypatch.setattr(http, "is_public", lambda address: str(address) == "127.0.0.1")
    for number, target in enumerate(
        (
            "http://10.0.0.1/",
            "http://[::1]/",
            "http://169.254.169.254/latest",
            "file:///etc/hostname",
            "//u:p@h.example/",
        )
    ):
        report = add(folder, site.redirect(f"/{number}", target), allow_private=False)
        assert "not fetched" in reason(report)
        assert "u:p" not in reason(report)


def test_the_address_that_was_checked_is_the_one_that_is_reached(
    folder: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that gives another address when asked again (DNS rebinding) gains nothing: it is asked once."""
    answers = iter(["93.184.216.34", "127.0.0.1", "127.0.0.1"])
    asked: list[str] = []
    reached: list[Any] = []

    def lookup(host: str, port: int, **_: Any) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    class Sock(socket.socket):
        def connect(self, address: Any) -> None:
            reached.append(address)
            raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    monkeypatch.setattr(socket, "socket", Sock)
    add(folder, f"http://rebind.example:{site.port}/", allow_private=False)
    assert asked == ["rebind.example"]
    assert reached == [("93.184.216.34", site.port)]
    assert site.asked == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1::1", True), ("::ffff:93.184.216.34", True), ("64:ff9b::5db8:d822", True),
        ("127.0.0.1", False), ("10.1.2.3", False), ("172.16.0.1", False), ("192.168.1.1", False), ("169.254.169.254", False),
        ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False), ("240.0.0.1", False), ("255.255.255.255", False),
        ("198.18.0.1", False), ("192.0.2.1", False), ("::1", False), ("::", False), ("fe80::1", False), ("fc00::1", False), ("fec0::1", False),
        ("ff02::1", False), ("::ffff:127.0.0.1", False), ("::ffff:10.0.0.1", False), ("::127.0.0.1", False), ("64:ff9b::7f00:1", False),
        ("64:ff9b:1::a00:1", False), ("2002:7f00:1::", False), ("2002:a00:1::", False), ("2001:db8::1", False), ("2001:0:0:0:0:0:80ff:fffe", False),
    ],
)  # fmt: skip
def test_which_addresses_are_of_the_open_internet(address: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is public


def test_an_address_is_never_shown_with_its_password() -> None:
    assert http.without_credentials("http://me:secret@h.example/a@b") == "http://…@h.example/a@b"
    with pytest.raises(FetchError, match="name or a password"):
        check_url("https://me@h.example/")


def test_hostile_addresses_are_read_in_linear_steps() -> None:
    for url in (
        "http://" + "a" * 100_000,
        "http://h.example/" + "@" * 100_000,
        "http://" + "[" * 10_000,
        "http://" + "%" * 50_000 + "@",
    ):
        with contextlib.suppress(FetchError):
            check_url(url)
        assert http.without_credentials(url)
