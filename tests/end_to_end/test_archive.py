"""The samples in an archive on a real server: commands, the reader in a terminal, and every fault that a server and a network have."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from archive_proxy import ArchiveProxy, certificate
from archive_server import ArchiveServer
from terminal import Terminal

import briefing
from briefing import Collection
from briefing.cli.main import run
from briefing.collection.stages.index_input import facts, index_document
from briefing.index.archive.address import parse_address
from briefing.index.archive.engine import ArchiveEngine
from briefing.index.engine import Entry

BRIEFING = [sys.executable, "-m", "briefing"]
NAME = "samples"
NOT_REACHABLE = "archive not reachable, showing what is cached"
USER, PASSWORD = "reader", "tide-and-wheel"
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def folder(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    """The samples as a folder, to compare with."""
    with Collection.open(sample_folder, home=tmp_path_factory.mktemp("folder")) as collection:
        yield collection


@pytest.fixture(scope="module")
def server(
    archive_server: ArchiveServer, folder: Collection, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ArchiveServer]:
    """A server whose archive :data:`NAME` holds the samples."""
    engine = ArchiveEngine.open(parse_address(archive_server.url, NAME), tmp_path_factory.mktemp("config"))
    catalogue, names = folder._session.catalogue, folder._session.names
    entries = []
    for article in folder.articles():
        document = folder.document(article.id)
        entries.append(Entry(index_document(document), document, facts(catalogue, names, article.id)))
    intake = engine.bring_up_to_date(entries)
    assert (intake.added, intake.problems) == (16, ())
    engine.close()
    yield archive_server
    archive_server.check()
    archive_server.remove(NAME)


@pytest.fixture
def proxy(server: ArchiveServer) -> Iterator[ArchiveProxy]:
    made = ArchiveProxy(server.url)
    yield made
    made.close()


@pytest.fixture
def call(in_this_process: None) -> Call:
    def briefing(url: str, *words: str) -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        status = run(["--archive", url, "--name", NAME, *words], out, err)
        return status, out.getvalue(), err.getvalue()

    return briefing


@pytest.fixture
def ask(call: Call, server: ArchiveServer) -> Callable[..., Any]:
    def question(*words: str) -> Any:
        status, out, err = call(server.url, *words, "--json")
        assert status == 0, err
        return json.loads(out)

    return question


# --- commands ---


def test_a_search_finds_what_the_folder_finds(ask: Any, folder: Collection) -> None:
    for query in (
        "oak",
        '"oak gates"',
        "silt -comet",
        "speaker:Rostaki",
        "quote:silt",
        "date:2024-03",
        "comet OR mill",
        "gran*",
    ):
        found, here = ask("search", query), folder.search(query)
        assert found["total"] == here.total, query
        assert {hit["path"] for hit in found["hits"]} == {hit.path for hit in here.hits}, query
        assert not found["partial"]


def test_an_article_is_shown_as_it_was_pushed(ask: Any, folder: Collection) -> None:
    for article in folder.articles():
        shown = ask("show", article.path)
        assert shown["text"] == folder.document(article.id).text
        assert shown["article"]["title"]["value"] == article.title.value
        assert shown["article"]["published"]["status"] == article.published.status


def test_the_result_of_a_query_is_analysed_by_itself(ask: Any, folder: Collection) -> None:
    within = {article.path for article in folder.articles() if folder.hits_in("oak", article.id)}
    listed = ask("--query", "oak", "list")["articles"]
    assert {article["path"] for article in listed} == within
    quotations = ask("--query", "oak", "quotes")["quotations"]
    assert len(quotations) == sum(q.path in within for q in folder.quotations())
    statements = ask("--query", "oak", "statements", "--min-articles", "2")["statements"]
    assert max(statement["articles"] for statement in statements) == 8
    entities = ask("--query", "oak", "entities", "--min-articles", "2")["entities"]
    assert "Hamid Rostaki" in {entity["name"] for entity in entities}
    assert ask("--query", "oak", "differences")["differences"]


def test_without_a_query_it_is_the_newest_articles(ask: Any, folder: Collection) -> None:
    assert [a["path"] for a in ask("list")["articles"]] == [a.path for a in folder.articles()]
    assert len(ask("statements", "--min-articles", "2")["statements"]) == len(folder.statements(2))


def test_words_are_compared_wherever_the_archive_has_them(ask: Any) -> None:
    comparison = ask("compare", "oak", "gates")
    assert comparison["statement"]["articles"] == 8
    assert len({witness["path"] for witness in comparison["witnesses"]}) == 8


def test_an_article_and_a_quotation_are_cited(ask: Any, folder: Collection) -> None:
    path = "05-coast-and-quay-mill.md"
    assert ask("cite", path)["text"] == folder.cite(path).text
    quotation = ask("--query", "oak", "quotes", path)["quotations"][0]
    cited = ask("--query", "oak", "cite", quotation["id"])["text"]
    assert quotation["text"][:20] in cited


@pytest.mark.parametrize("command", ["index", "add x.txt", "doctor"])
def test_what_needs_a_folder_is_refused_in_one_line(call: Call, server: ArchiveServer, command: str) -> None:
    status, out, err = call(server.url, *command.split())
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "folder" in err


@pytest.mark.parametrize(
    "words",
    [("--archive", "ftp://host", "list"), ("--archive", "http://a:b@host", "list"), ("--archive", "", "list"), ("--name", "x", "list"), ("--query", "x", "list"), ("--query", "x"), ("--archive", "http://localhost:1", "--query", "x", "search", "y")],
    ids=["scheme", "password", "empty", "name-alone", "query-alone", "query-reader", "query-search"],
)  # fmt: skip
def test_options_that_cannot_be_used_are_one_line(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    out, err = io.StringIO(), io.StringIO()
    assert run(list(words), out, err) == 2
    said = err.getvalue() + capsys.readouterr().err
    assert said.count("\n") == 1
    assert "Traceback" not in said
    assert "a:b" not in said


def test_the_same_from_python(server: ArchiveServer, folder: Collection, in_this_process: None) -> None:
    with briefing.Archive.at(server.url, name=NAME) as archive:
        assert {hit.path for hit in archive.search("oak gates").hits} == {
            hit.path for hit in folder.search("oak gates").hits
        }
        with archive.result("oak gates") as result:
            result.sync()
            assert result.statements(min_articles=2)[0].articles == 8


# --- faults ---

FAULTS = {
    "drop": "broke", "401": "", "403": "", "429": "", "503": "", "html": "", "half": "", "endless": "",
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_one_line_where_nothing_was_fetched(call: Call, proxy: ArchiveProxy, fault: str) -> None:
    proxy.fault = fault
    status, out, err = call(proxy.url, "search", "oak")
    lines = err.splitlines()
    assert (status, out) == (2, "")
    assert 1 <= len(lines) <= 2, err
    assert "Traceback" not in err
    assert FAULTS[fault] in err


@pytest.mark.parametrize("fault", ["drop", "403", "429", "html", "half"])
def test_after_a_fault_what_was_fetched_is_shown_and_said_to_be_that(
    call: Call, proxy: ArchiveProxy, fault: str
) -> None:
    assert call(proxy.url, "search", "oak")[0] == 0
    with Indexed(proxy.url):
        proxy.fault = fault
        status, out, err = call(proxy.url, "search", "oak", "--json")
    found = json.loads(out)
    assert (status, found["total"], found["partial"]) == (0, 8, True)
    assert NOT_REACHABLE in err


def test_a_part_of_the_archive_that_fails_is_said(call: Call, proxy: ArchiveProxy) -> None:
    proxy.fault, proxy.only = "shards", "_search"
    status, out, err = call(proxy.url, "search", "oak")
    assert status == 0
    assert "partial results" in out + err


def test_an_archive_that_is_not_there_is_said(call: Call, server: ArchiveServer) -> None:
    out, err = io.StringIO(), io.StringIO()
    assert run(["--archive", server.url, "--name", "nobodys", "search", "oak"], out, err) == 2
    assert "nobodys" in err.getvalue()


def test_a_password_goes_to_the_server_and_nowhere_else(
    call: Call, server: ArchiveServer, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guarded = ArchiveProxy(server.url, password=f"{USER}:{PASSWORD}")
    try:
        status, out, err = call(guarded.url, "search", "oak")
        assert (status, out) == (2, "")
        monkeypatch.setenv("BRIEFING_ARCHIVE_USER", USER)
        monkeypatch.setenv("BRIEFING_ARCHIVE_PASSWORD", PASSWORD)
        status, out, err = call(guarded.url, "search", "oak")
        assert status == 0, err
        monkeypatch.setenv("BRIEFING_ARCHIVE_PASSWORD", PASSWORD + "x")
        said = call(guarded.url, "search", "silt")[2]
    finally:
        guarded.close()
    assert PASSWORD not in out + err + said
    written = [path for path in home.rglob("*") if path.is_file()]
    assert written
    assert [path for path in written if PASSWORD.encode() in path.read_bytes()] == []


def test_a_certificate_is_trusted_only_when_that_was_said(
    call: Call, server: ArchiveServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both, alone = certificate(tmp_path)
    secured = ArchiveProxy(server.url, certificate=both)
    try:
        status, _, err = call(secured.url, "search", "oak")
        assert status == 2
        assert "certificate" in err.lower()
        monkeypatch.setenv("BRIEFING_ARCHIVE_CA", os.fspath(alone))
        assert call(secured.url, "search", "oak")[0] == 0
    finally:
        secured.close()


# --- an index of another program ---

FOREIGN = "others"
RECORDS: list[dict[str, Any]] = [
    {"head": "Ferry strike ends", "said": "The ferry crews went back on Monday.\n\n“We have waited long enough,” said Ada Krol, who speaks for them.", "when": "2031-05-06"},
    {"head": "Crews return", "said": "“We have waited long enough,” Ada Krol told reporters on the quay.", "when": "2031-05-07"},
    {"head": "No text here", "when": "2031-05-08"},
    {"head": 12, "said": ["The ferry", "was late"]},
]  # fmt: skip


@pytest.fixture
def foreign(server: ArchiveServer) -> Iterator[str]:
    """An index that another program made, with records of which not all are articles."""
    for number, record in enumerate(RECORDS):
        server.ask("PUT", f"/{FOREIGN}/_doc/{number}?refresh=true", record)
    yield FOREIGN
    server.remove(FOREIGN)


def test_an_index_of_another_program_is_read_by_its_fields(
    foreign: str, server: ArchiveServer, in_this_process: None
) -> None:
    def ask(*words: str) -> Any:
        out, err = io.StringIO(), io.StringIO()
        fields = "title=head,text=said,date=when"
        status = run(["--archive", server.url, "--name", foreign, "--fields", fields, *words, "--json"], out, err)
        assert status == 0, err.getvalue()
        return json.loads(out.getvalue())

    assert len(ask("list")["articles"]) == len(RECORDS)
    assert {hit["title"] for hit in ask("search", "ferry", "crews")["hits"]} == {"Ferry strike ends"}
    statements = ask("--query", "waited", "statements", "--min-articles", "2")["statements"]
    assert [statement["text"].rstrip(",.") for statement in statements] == ["We have waited long enough"]
    assert "Ada Krol" in {entity["name"] for entity in ask("entities")["entities"]}


# --- the reader in a terminal ---


def test_the_flows_are_walked_in_a_terminal_and_a_killed_server_is_said(server: ArchiveServer, tmp_path: Path) -> None:
    proxy = ArchiveProxy(server.url)
    env = {"BRIEFING_HOME": os.fspath(tmp_path / "home"), "PATH": os.fspath(tmp_path)}
    command = [*BRIEFING, "--archive", proxy.url, "--name", NAME]
    with Terminal(command, columns=160, rows=45, env=env) as reader:
        reader.wait_for(r"Archive 16 · 16 here")
        reader.wait_for(r"Ingrid Solvang +\d")
        reader.type("/oak gates")
        reader.wait_for(r"hits · 8 articles")
        reader.press("enter")
        reader.wait_for("━Article")
        reader.type("]")
        reader.type("w")
        reader.wait_for(r"\d files · \d texts · 1 origin")
        reader.type("c")
        reader.wait_for("Compare")
        reader.type("y")
        reader.wait_for("copied|sent by OSC 52|clipboard")
        reader.type("q")
        reader.type("t")
        reader.wait_for("Coverage")
        reader.type("q")
        reader.type("e")
        reader.wait_for("Rostaki")
        reader.type("q")
        # The server is killed in the middle of a search.
        proxy.fault = "hang"
        reader.type("/silt")
        for _ in range(6_000):
            if proxy.going:
                break
            reader.pump(0.005)
        proxy.kill()
        reader.wait_for(NOT_REACHABLE)
        reader.press("enter")
        reader.wait_for(r"hits · \d+ articles?")
        reader.wait_for(NOT_REACHABLE)
        reader.type("s")
        assert reader.leave() == 0
    # The archive is away: what was made and what was fetched are there.
    with Terminal(command, columns=160, rows=45, env=env) as reader:
        reader.wait_for("♦")
        reader.wait_for(NOT_REACHABLE)
        assert reader.leave() == 0


class Indexed:
    """What commands have fetched is taken into the cache, as the reader does."""

    def __init__(self, url: str) -> None:
        self._url = url

    def __enter__(self) -> None:
        from briefing.collection.archive.archive import Archive

        with Archive.at(self._url, name=NAME) as archive:
            archive.sync()

    def __exit__(self, *_: object) -> None:
        """Nothing to undo."""
