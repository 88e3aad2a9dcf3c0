"""Pushing: what is there is not sent, what fails for now is sent again, what is refused is listed, and a break costs nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from archive_articles import entries, entry_of
from archive_server import ArchiveServer

from briefing.errors import ArchiveError, ArchiveFault
from briefing.index import ArticleFacts, IndexDocument
from briefing.index.archive import push
from briefing.index.archive.address import parse_address
from briefing.index.archive.client import ArchiveClient, ServerError
from briefing.index.archive.engine import ArchiveEngine
from briefing.index.engine import Entry
from briefing.index.query.parser import parse
from briefing.model import Intake

SOME = entries(30)


@pytest.fixture
def engine(archive_server: ArchiveServer, archive_name: str, tmp_path: Path) -> ArchiveEngine:
    return ArchiveEngine.open(parse_address(archive_server.url, archive_name), tmp_path)


class Faulty:
    """Stands before the client's ``ask``: the bulk requests in ``faults`` (by number) fail as they say."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, faults: dict[int, Callable[[], Any]]) -> None:
        self.sent: list[str] = []
        real = ArchiveClient.ask

        def ask(client: ArchiveClient, method: str, path: str, body: Any = None, **options: Any) -> Any:
            if path.endswith("/_bulk"):
                self.sent.append(body)
                fault = faults.get(len(self.sent))
                if fault is not None:
                    answer = fault()
                    if answer is not None:
                        return answer
            return real(client, method, path, body, **options)

        monkeypatch.setattr(ArchiveClient, "ask", ask)

    def articles(self) -> list[int]:
        return [body.count('{"index":') for body in self.sent]


def failing(kind: ArchiveFault, status: int = 0, wait: float = 0.0) -> Callable[[], Any]:
    def fail() -> None:
        if status:
            raise ServerError("no", kind, status=status, wait=wait)
        raise ArchiveError("no", kind)

    return fail


def test_a_second_push_sends_nothing(engine: ArchiveEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    assert engine.bring_up_to_date(SOME, progress=told.append) == Intake(added=30)
    assert told == [30]
    faulty = Faulty(monkeypatch, {})
    assert engine.bring_up_to_date(SOME) == Intake(unchanged=30)
    assert faulty.sent == []


def test_what_analysis_found_anew_is_a_change(engine: ArchiveEngine) -> None:
    entry = entry_of(IndexDocument("", "a.txt", "Lamp", "", "The lamp stays.", "", ""))
    engine.bring_up_to_date([entry])
    facts = ArticleFacts("", ("The lamp",), ("Ida Holm",), ())
    assert engine.bring_up_to_date([replace(entry, facts=facts)]) == Intake(changed=1)
    assert engine.count(parse("speaker:holm")) == engine.count(parse("")) == 1


def test_the_same_article_twice_is_one(engine: ArchiveEngine) -> None:
    words = IndexDocument("", "a.txt", "Lamp", "", "The lamp stays.", "", "")
    entry, lot = entry_of(words), push.LOT
    twice = [entry, *entries(lot), replace(entry, words=replace(entry.words, path="b.txt"))]
    assert engine.bring_up_to_date(twice) == Intake(added=lot + 1, unchanged=1)
    assert engine.bring_up_to_date(twice) == Intake(unchanged=lot + 2)


def test_what_has_left_is_taken_out(engine: ArchiveEngine) -> None:
    engine.bring_up_to_date(SOME)
    gone = [entry.words.id for entry in SOME[:4]]
    assert not engine.bring_up_to_date([], removed=[*gone, "0" * 32]).problems
    assert engine.count(parse("")) == 26
    assert engine.fetch(gone) == {}


@pytest.mark.parametrize(
    "fault",
    [
        failing("busy", 429, wait=7.0),
        failing("busy", 503),
        failing("slow"),
        failing("unreachable"),
        failing("slow", 504),
    ],
)
def test_what_fails_for_now_is_sent_again_behind_growing_pauses(
    engine: ArchiveEngine, monkeypatch: pytest.MonkeyPatch, fault: Callable[[], Any]
) -> None:
    pauses: list[float] = []
    engine.pause = pauses.append
    faulty = Faulty(monkeypatch, {1: fault, 2: fault})
    assert engine.bring_up_to_date(SOME) == Intake(added=30)
    assert faulty.articles() == [30, 30, 30]
    assert pauses in ([0.5, 1.0], [7.0, 7.0])


def test_single_articles_that_fail_for_now_are_sent_again(
    engine: ArchiveEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.pause = lambda seconds: None

    def half() -> dict[str, Any]:
        return {"items": [{"index": {"status": 201 if number < 20 else 429}} for number in range(30)]}

    faulty = Faulty(monkeypatch, {1: half})
    assert engine.bring_up_to_date(SOME).added == 30
    assert faulty.articles() == [30, 10]


def test_a_push_that_gives_up_says_what_has_arrived_and_goes_on_later(
    engine: ArchiveEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.pause = lambda seconds: None
    monkeypatch.setattr(push, "LOT", 10)
    with monkeypatch.context() as broken:
        Faulty(broken, {number: failing("unreachable") for number in range(3, 100)})
        with pytest.raises(ArchiveError, match="20 articles have arrived, the same push goes on behind them") as caught:
            engine.bring_up_to_date(SOME)
    assert caught.value.kind == "busy"
    faulty = Faulty(monkeypatch, {})
    assert engine.bring_up_to_date(SOME) == Intake(added=10, unchanged=20)
    assert faulty.articles() == [10]


def test_who_may_not_push_is_told_at_once(engine: ArchiveEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    faulty = Faulty(monkeypatch, {1: failing("forbidden", 403)})
    with pytest.raises(ArchiveError) as caught:
        engine.bring_up_to_date(SOME)
    assert (caught.value.kind, len(faulty.sent)) == ("forbidden", 1)


def test_what_is_too_much_at_once_is_sent_in_halves(engine: ArchiveEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    too_large = failing("answer", 413)
    faulty = Faulty(monkeypatch, {1: too_large, 2: too_large})
    assert engine.bring_up_to_date(SOME).added == 30
    assert faulty.articles() == [30, 15, 7, 8, 15]


def test_an_article_that_is_refused_is_listed_and_the_rest_goes_on(
    engine: ArchiveEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def one() -> dict[str, Any]:
        error = {"type": "mapper_parsing_exception", "reason": "failed to parse", "caused_by": {"reason": "odd day"}}
        refused = {"index": {"status": 400, "error": error}}
        return {"items": [refused, *[{"index": {"status": 201}}] * 29]}

    Faulty(monkeypatch, {1: one})
    intake = engine.bring_up_to_date(SOME)
    assert intake.added == 29
    assert [(each.path, each.reason) for each in intake.problems] == [
        (SOME[0].words.path, "the archive refuses it: failed to parse; odd day")
    ]


def test_an_article_that_no_server_takes_is_listed(engine: ArchiveEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(push, "LARGEST", 20_000)
    large = entry_of(IndexDocument("", "large.txt", "", "", "lamp " * 5_000, "", ""))
    intake = engine.bring_up_to_date([large, *SOME])
    assert intake.added == 30
    assert "larger than an archive takes" in intake.problems[0].reason


def test_an_answer_that_loses_articles_is_not_believed(engine: ArchiveEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    Faulty(monkeypatch, {1: lambda: {"items": []}})
    with pytest.raises(ArchiveError, match="loses articles"):
        engine.bring_up_to_date(SOME)


def test_another_version_is_neither_read_nor_filled(
    engine: ArchiveEngine, archive_server: ArchiveServer, archive_name: str
) -> None:
    archive_server.ask("PUT", f"/{archive_name}", {"mappings": {"_meta": {"briefing": {"version": 99}}}})
    for ask in (lambda: engine.search(parse("lamp")), lambda: engine.bring_up_to_date(SOME)):
        with pytest.raises(ArchiveError, match="another version") as caught:
            ask()
        assert caught.value.kind == "version"


@pytest.mark.parametrize(
    "answer", [{}, {"a": None}, {"a": {"mappings": {"_meta": {"briefing": {"version": [1]}}}}}, {"a": []}]
)
def test_mappings_of_any_shape_are_not_ours(
    engine: ArchiveEngine, monkeypatch: pytest.MonkeyPatch, answer: Any
) -> None:
    monkeypatch.setattr(ArchiveClient, "ask", lambda *_, **__: answer)
    with pytest.raises(ArchiveError, match="not made by briefing push"):
        engine.check()


def test_an_alias_over_several_archives_is_read(
    engine: ArchiveEngine, archive_server: ArchiveServer, archive_name: str, tmp_path: Path
) -> None:
    engine.bring_up_to_date(SOME[:10])
    other = ArchiveEngine.open(parse_address(archive_server.url, f"{archive_name}-old"), tmp_path)
    other.bring_up_to_date(SOME[10:])
    names = (archive_name, f"{archive_name}-old")
    actions = [{"add": {"index": name, "alias": f"{archive_name}-both"}} for name in names]
    archive_server.ask("POST", "/_aliases", {"actions": actions})
    both = ArchiveEngine.open(parse_address(archive_server.url, f"{archive_name}-both"), tmp_path)
    assert both.count(parse("")) == len(both.fetch([entry.words.id for entry in SOME])) == 30
    archive_server.remove(f"{archive_name}-old")


def hostile(entry: Entry) -> Entry:
    """An article whose file has a name that is no text."""
    path = "caf\udce9/\x1b[31m.txt"
    article = replace(entry.document.article, path=path)
    return Entry(replace(entry.words, path=path), replace(entry.document, article=article), entry.facts)


def test_a_name_that_is_no_text_comes_back(engine: ArchiveEngine) -> None:
    entry = hostile(SOME[0])
    assert engine.bring_up_to_date([entry]) == Intake(added=1)
    (document,) = engine.fetch([entry.words.id]).values()
    assert document.text == entry.document.text
    assert "\x1b" not in document.article.path


def test_records_that_others_have_spoilt_are_articles_with_a_problem(
    engine: ArchiveEngine, archive_server: ArchiveServer, archive_name: str
) -> None:
    engine.bring_up_to_date(SOME[:3])
    spoilt: list[Any] = [
        {},
        {"article": 7},
        {"article": "{"},
        {"article": json.dumps({"title": [1, 2]})},
        {"article": json.dumps({"id": "x", "path": "ok.txt"}), "text": "lamp", "layout": "[]"},
        {
            "article": json.dumps({"id": "x", "path": "ok.txt"}),
            "text": "lamp",
            "layout": json.dumps([[[[0, 99], None, "body"]], [[]]]),
        },
    ]
    for number, stored in enumerate(spoilt):
        record = {"id": str(number), "minute": 0, "words": {"text": "spoilt"}, "stored": stored}
        archive_server.ask("PUT", f"/{archive_name}/_doc/{number}?refresh=true", record)
    page = engine.search(parse("spoilt"))
    assert page.total == len(page.hits) == len(spoilt)
    found = engine.fetch([str(number) for number in range(len(spoilt))])
    assert len(found) == len(spoilt)
    for id, document in found.items():
        assert document.article.id == id
        assert document.article.problems or not document.paragraphs
