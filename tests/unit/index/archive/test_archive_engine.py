"""An archive that answers in part, too late, or not to such a query: said in a line, never as fewer hits."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from archive_articles import entries, entry_of
from archive_server import ArchiveServer

from briefing.errors import ArchiveError, QueryError
from briefing.index import IndexDocument
from briefing.index.archive.address import parse_address
from briefing.index.archive.client import ArchiveClient, ServerError
from briefing.index.archive.dsl import MOST_NESTED
from briefing.index.archive.engine import ArchiveEngine
from briefing.index.query.nodes import Not, ParsedQuery, Phrase, Term
from briefing.index.query.parser import parse

COMPOUND = entry_of(IndexDocument("", "a.txt", "", "", "the co-operation of a port", "", ""))


@pytest.fixture
def engine(archive_server: ArchiveServer, archive_name: str, tmp_path: Path) -> ArchiveEngine:
    made = ArchiveEngine.open(parse_address(archive_server.url, archive_name), tmp_path)
    made.bring_up_to_date([COMPOUND, *entries(20)])
    return made


def changed(monkeypatch: pytest.MonkeyPatch, change: Callable[[dict[str, Any]], Any]) -> None:
    """Have each answer to a search, or its number, changed on the way."""
    real = ArchiveClient.ask

    def ask(client: ArchiveClient, method: str, path: str, body: Any = None, **options: Any) -> Any:
        answer = real(client, method, path, body, **options)
        return answer | change(answer) if path.endswith(("/_search", "/_count")) else answer

    monkeypatch.setattr(ArchiveClient, "ask", ask)


def limited(monkeypatch: pytest.MonkeyPatch, letters: int) -> None:
    """Have beginnings of fewer than so many letters refused, as a server does for which too many words begin so."""
    real = ArchiveClient.ask

    def ask(client: ArchiveClient, method: str, path: str, body: Any = None, **options: Any) -> Any:
        beginnings = re.findall(r'"prefix": \{"prefix": "(\w+)"', json.dumps(body))
        if any(len(beginning) < letters for beginning in beginnings):
            raise ServerError(
                "refused", "answer", status=400, body="Automaton [x*] expanded to too many terms (limit 128)"
            )
        return real(client, method, path, body, **options)

    monkeypatch.setattr(ArchiveClient, "ask", ask)


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"_shards": {"total": 5, "failed": 2}}, "2 of 5 shards did not answer"),
        ({"timed_out": True}, "the archive ran out of time before it had looked everywhere"),
    ],
)
def test_a_part_that_does_not_answer_is_said(
    engine: ArchiveEngine, monkeypatch: pytest.MonkeyPatch, change: dict[str, Any], line: str
) -> None:
    changed(monkeypatch, lambda answer: change)
    page = engine.search(parse("port"))
    assert page.partial == line
    assert page.hits
    with pytest.raises(ArchiveError, match=line):
        engine.count(parse("port"))


@pytest.mark.parametrize(
    "hits",
    [None, [], {"total": None}, {"total": {"value": "many"}}, {"hits": []}],
)
def test_an_answer_without_a_number_is_not_believed(
    engine: ArchiveEngine, monkeypatch: pytest.MonkeyPatch, hits: Any
) -> None:
    changed(monkeypatch, lambda answer: {"hits": hits})
    with pytest.raises(ArchiveError, match="no OpenSearch"):
        engine.search(parse("port"))


@pytest.mark.parametrize("rows", [None, 7, [None, 3], [{"_id": 5, "sort": "x", "_source": []}] * 30, [{}] * 30])
def test_hits_of_any_shape_are_read(engine: ArchiveEngine, monkeypatch: pytest.MonkeyPatch, rows: Any) -> None:
    changed(monkeypatch, lambda answer: {"hits": {"total": {"value": 30}, "hits": rows}})
    page = engine.search(parse("port"))
    assert page.total == 30
    assert all(hit.article is not None and hit.article.problems for hit in page.hits)


def test_compounds_of_which_too_much_begins_so_are_left_out_and_that_is_said(
    engine: ArchiveEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = engine.search(parse('"the cooper*"'))
    assert COMPOUND.words.id in {hit.id for hit in whole.hits}
    assert not whole.partial
    with monkeypatch.context() as few:
        limited(few, 4)
        page = engine.search(parse('"the cooper*"'))
        assert COMPOUND.words.id in {hit.id for hit in page.hits}  # "oper" is long enough
        assert "left out" in page.partial
    limited(monkeypatch, 5)
    page = engine.search(parse('"the cooper*"'))
    assert COMPOUND.words.id not in {hit.id for hit in page.hits}
    assert "left out" in page.partial
    with pytest.raises(QueryError, match="write more letters"):
        engine.search(parse('"the coop*"'))


@pytest.mark.parametrize("query", ["story:port", "ferry -note:port"])
def test_what_only_a_folder_knows_is_refused(engine: ArchiveEngine, query: str) -> None:
    with pytest.raises(QueryError, match="in a folder of articles only"):
        engine.search(parse(query))


def test_parentheses_go_so_deep(engine: ArchiveEngine) -> None:
    node: Any = Term("", "port")
    for _ in range(MOST_NESTED - 1):
        node = Not(node)
    engine.search(ParsedQuery("", node))
    with pytest.raises(QueryError, match="deep"):
        engine.search(ParsedQuery("", Not(node)))


def test_a_state_that_the_archive_has_let_go_is_taken_anew(engine: ArchiveEngine) -> None:
    query = parse("port OR -port")
    page = engine.search(query, limit=5, paged=True)
    ids = [hit.id for hit in page.hits]
    while page.cursor is not None:
        engine.release(page.cursor)
        page = engine.search(query, limit=5, after=page.cursor)
        ids += [hit.id for hit in page.hits]
    assert len(ids) == len(set(ids)) == 21


def test_a_page_keeps_to_its_moment(engine: ArchiveEngine) -> None:
    query = parse("-nowhere")
    first = engine.search(query, limit=15, sort="date", paged=True)
    engine.bring_up_to_date(entries(40, seed=3))
    assert first.cursor is not None
    last = engine.search(query, limit=15, sort="date", after=first.cursor)
    assert len({hit.id for hit in (*first.hits, *last.hits)}) == last.total == 21
    engine.release(last.cursor or first.cursor)
    assert engine.count(query) == 61


def test_an_archive_of_no_articles_answers(archive_server: ArchiveServer, archive_name: str, tmp_path: Path) -> None:
    empty = ArchiveEngine.open(parse_address(archive_server.url, archive_name), tmp_path)
    empty.bring_up_to_date([])
    assert empty.search(parse("port")).hits == ()
    assert empty.search(parse("-port"), sort="date", paged=True).total == 0
    assert empty.count(parse("")) == 0
    assert empty.fetch(["0" * 32]) == {}
    assert empty.suggest("prot").absent == ("prot",)


def test_an_archive_that_is_not_there_is_missing(archive_server: ArchiveServer, tmp_path: Path) -> None:
    absent = ArchiveEngine.open(parse_address(archive_server.url, "nowhere"), tmp_path)
    with pytest.raises(ArchiveError, match="no archive named nowhere") as caught:
        absent.search(parse("port"))
    assert caught.value.kind == "missing"


def test_runs_of_words_are_asked_for_without_a_text(engine: ArchiveEngine) -> None:
    query = ParsedQuery("", Phrase("", ("the", "co", "operation", "of")))
    assert [hit.id for hit in engine.search(query).hits] == [COMPOUND.words.id]
