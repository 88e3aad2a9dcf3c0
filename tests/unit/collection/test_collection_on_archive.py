"""A collection on an archive: what is asked of it, what is kept of it, and what is said when it does not answer."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from archive_memory import MemoryEngine

from briefing import Collection, NotFoundError, QueryError
from briefing.collection.archive import arrivals, remote
from briefing.collection.archive.archive import Archive
from briefing.collection.archive.carriers import query_for
from briefing.errors import ArchiveError
from briefing.model import Document
from briefing.paths import Places

NOT_REACHABLE = "archive not reachable, showing what is cached"
AWAY = ArchiveError("nobody answers at http://localhost:9200", "unreachable")


def until(true: Callable[[], object]) -> None:
    """Wait for a state, generously."""
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end, "never came"
        time.sleep(0.005)


def paths(archive: Collection, ids: tuple[str, ...]) -> list[str]:
    return sorted(archive.article(id).path for id in ids)


def test_opening_asks_nothing(archive: Archive, engine: MemoryEngine) -> None:
    assert archive.status() == "empty"
    assert (len(archive.articles()), archive.total, engine.asked) == (0, None, [])


def test_a_sync_brings_the_newest_and_analyses_them(
    archive: Archive, sample_folder: Path, tmp_path: Path, engine: MemoryEngine
) -> None:
    archive.sync()
    assert (archive.total, archive.status(), archive.standing) == (16, "complete", "")
    assert archive.listed == set(engine.documents)
    with Collection.open(sample_folder, home=tmp_path / "folder") as folder:
        assert [s.text for s in archive.statements(2)] == [s.text for s in folder.statements(2)]
        assert [e.name for e in archive.entities()] == [e.name for e in folder.entities()]
        assert [a.title for a in archive.articles()] == [a.title for a in folder.articles()]


def test_a_search_is_answered_before_anything_is_analysed(archive: Archive) -> None:
    ids, result = archive.matching("oak", limit=2000)
    assert (len(ids), result.total, archive.status()) == (8, 8, "text")
    assert all(archive.hits_in("oak", id) for id in ids)
    assert {article.id for article in archive.articles()} == set(ids)


def test_what_is_here_is_fetched_once(archive: Archive, engine: MemoryEngine) -> None:
    archive.matching("oak")
    archive.sync()
    engine.asked.clear()
    archive.matching("oak gates")
    assert [what for what in engine.asked if what.startswith("fetch")] == []


def test_a_long_result_comes_in_pieces(archive: Archive, engine: MemoryEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("SCREENFUL", 2), ("FIRST", 4), ("LOT", 1)):
        monkeypatch.setattr(remote, name, value)
    ids, result = archive.matching("oak")
    assert (len(ids) >= 2, result.total) == (True, 8)
    until(lambda: len(archive.matching("oak")[0]) == 4)
    before = archive.version
    until(archive.more)
    until(lambda: len(archive.matching("oak", limit=2000)[0]) == 8)
    assert archive.version > before
    until(lambda: not archive.more())  # nothing follows
    assert engine.asked.count("search oak") == 2


def test_a_point_in_time_is_let_go_when_the_search_is_left(
    archive: Archive, engine: MemoryEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "FIRST", 2)
    archive.matching("oak")
    assert engine.moments == 1
    archive.leave_search()
    until(lambda: engine.moments == 0)


def test_while_typing_no_state_is_kept(archive: Archive, engine: MemoryEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "FIRST", 2)
    archive.matching("oa", live=True)
    assert engine.moments == 0


def test_a_superseded_question_is_given_up(archive: Archive, engine: MemoryEngine) -> None:
    engine.hold = threading.Event()
    asked = threading.Event()
    caught: list[ArchiveError] = []

    def ask() -> None:
        try:
            archive.matching("oak", live=True, cancelled=asked.is_set)
        except ArchiveError as error:
            caught.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    until(lambda: engine.asked)
    asked.set()
    thread.join(30)
    until(lambda: engine.given_up)
    assert [error.kind for error in caught] == ["cancelled"]
    assert archive.standing == ""


def test_letters_typed_at_once_are_one_question(archive: Archive, engine: MemoryEngine) -> None:
    with pytest.raises(ArchiveError, match="newer"):
        archive.matching("o", live=True, cancelled=lambda: True)
    assert engine.asked == []


def test_an_archive_that_is_away_is_read_from_what_is_here(archive: Archive, engine: MemoryEngine) -> None:
    archive.sync()
    engine.error = AWAY
    ids, result = archive.matching("silt")
    assert (bool(ids), result.partial, result.note) == (True, True, NOT_REACHABLE)
    assert archive.standing == NOT_REACHABLE
    assert archive.notices == [f"{NOT_REACHABLE}: {AWAY}"]
    engine.error = None
    ids, result = archive.matching("granite")
    assert (result.partial, result.note, archive.standing) == (False, "", "")


def test_an_archive_that_was_never_reached_opens_empty(archive: Archive, engine: MemoryEngine) -> None:
    engine.error = AWAY
    report = archive.sync()
    assert (report.articles, archive.listed, archive.standing) == (0, None, NOT_REACHABLE)
    with pytest.raises(ArchiveError, match="nobody answers"):
        archive.search("oak")
    with pytest.raises(ArchiveError, match="nobody answers"):
        archive.document("0123456789ab")


def test_a_slow_archive_is_not_waited_for_and_its_answer_is_not_lost(
    archive: Archive, engine: MemoryEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.sync()
    monkeypatch.setattr(remote, "PATIENCE", 0.02)
    engine.hold = threading.Event()
    _, result = archive.matching("oak")
    assert result.note.startswith("partial results")
    before = archive.version
    engine.hold.set()
    until(lambda: archive.version > before)
    until(lambda: archive.matching("oak")[1].note == "")
    assert archive.matching("oak")[1].total == 8


def test_shards_that_did_not_answer_are_told(archive: Archive, engine: MemoryEngine) -> None:
    engine.partial = "1 of 3 shards did not answer"
    _, result = archive.matching("oak")
    assert (result.partial, result.note) == (True, "partial results: 1 of 3 shards did not answer")
    assert archive.notices == ["partial results: 1 of 3 shards did not answer"]
    assert archive.search("oak").partial


def test_a_query_that_cannot_be_read_never_reaches_the_archive(archive: Archive, engine: MemoryEngine) -> None:
    for query in ("datum:2024", "story:oak", "oak -note:elm"):
        with pytest.raises(QueryError):
            archive.matching(query)
    assert engine.asked == []


def test_hits_have_snippets_of_the_fetched_text(archive: Archive) -> None:
    result = archive.search("oak", limit=3)
    assert (result.total, len(result.hits)) == (8, 3)
    assert all("oak" in hit.snippets[0].text.lower() for hit in result.hits)


def test_an_article_is_found_by_its_id_and_by_its_path(archive: Archive, engine: MemoryEngine) -> None:
    wanted = next(iter(engine.documents.values())).article
    assert archive.document(wanted.id).text == engine.documents[wanted.id].text
    assert archive.document(wanted.path).article.id == wanted.id
    with pytest.raises(NotFoundError):
        archive.document("no-such-article.txt")


def test_who_else_carries_a_quotation_is_asked_by_its_rare_words(archive: Archive, engine: MemoryEngine) -> None:
    archive.matching("wheel pit", limit=2000)
    alone = archive.matching("path:05")[0]
    archive.sync()
    quotation = next(q for id in alone for q in archive.quotations(id) if "silt" in q.text)
    assert archive.look_for_carriers(quotation.id)
    until(lambda: not [t for t in threading.enumerate() if t.name == "briefing-archive-carriers"])
    archive.sync()
    assert max(statement.articles for statement in archive.who_else(quotation.id)) == 8
    assert not archive.look_for_carriers(quotation.id)


def test_the_rarest_runs_of_a_quotation_make_the_query() -> None:
    query = query_for("And so the “oak gates” were lying under two metres of silt, and that is that.")
    assert all(run in query for run in ('"oak gates were"', '"metres of silt"'))
    assert '"and that is"' not in query.lower() or query.count("OR") >= 3
    assert query_for("Yes.") == '"Yes"'
    assert query_for("… !") == ""


def test_a_result_by_itself_is_the_same_whatever_was_fetched_before(archive: Archive) -> None:
    def statements() -> list[tuple[str, int]]:
        with archive.result("oak") as result:
            result.sync()
            assert (result.total, result.count, len(result.articles())) == (8, 8, 8)
            return [(statement.text, statement.articles) for statement in result.statements(2)]

    before = statements()
    archive.sync()
    assert statements() == before


def test_the_newest_articles_are_a_result_too(archive: Archive) -> None:
    with archive.result("", limit=3) as result:
        assert (result.total, len(result.articles())) == (16, 3)
        newest = [article.published.value for article in result.articles()]
        assert newest == sorted(newest, key=str, reverse=True)


def test_new_articles_of_the_archive_appear(archive: Archive, engine: MemoryEngine) -> None:
    archive.sync()
    some = next(iter(engine.documents.values()))
    other = replace(some, article=replace(some.article, id="0" * 12, path="new.txt"))
    engine.add([other])
    assert archive.sync().added == 1
    assert archive.sync().added == 0
    assert "0" * 12 in (archive.listed or ())


def test_what_was_made_is_kept_while_the_archive_is_away(
    engine: MemoryEngine, home: Path, in_this_process: None
) -> None:
    places = Places.find(home)
    with Archive(engine, "http://localhost:9200", "samples", places) as archive:
        archive.sync()
        starred = archive.articles()[0].id
        archive.state.set_star(starred, True)
    engine.error = AWAY
    with Archive(engine, "http://localhost:9200", "samples", places) as again:
        again.sync()
        assert again.state.starred_ids() == {starred}
        assert again.cite(starred).text
    with Archive(engine, "http://localhost:9200", "another", places) as other:
        assert other.state.starred_ids() == set()


def test_the_cache_is_bounded_and_keeps_what_something_was_made_for(
    archive: Archive, engine: MemoryEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.sync()
    kept = archive.articles()[-1].id
    archive.state.set_star(kept, True)
    monkeypatch.setattr(arrivals, "MOST_ARTICLES", 5)
    archive.matching("oak")
    archive.sync()
    left = {article.id for article in archive.articles()}
    assert (len(left) <= 5, kept in left) == (True, True)
    gone = next(id for id in engine.documents if id not in left)
    assert archive.document(gone).article.id == gone  # fetched again


def test_two_readers_share_what_was_fetched(engine: MemoryEngine, home: Path, in_this_process: None) -> None:
    places = Places.find(home)
    with (
        Archive(engine, "http://localhost:9200", "samples", places) as one,
        Archive(engine, "http://localhost:9200", "samples", places) as other,
    ):
        one.matching("oak")
        other.matching("comet")
        one.sync()
        other.sync()
        one.sync()
        assert [a.id for a in one.articles()] == [a.id for a in other.articles()]
        assert [s.text for s in one.statements(2)] == [s.text for s in other.statements(2)]


def test_the_cache_is_private(archive: Archive) -> None:
    archive.sync()
    assert archive.cache.stat().st_mode & 0o077 == 0
    assert (archive.cache / "catalogue.db").stat().st_mode & 0o077 == 0


def test_documents_are_the_archives_own(archive: Archive, sample_documents: tuple[Document, ...]) -> None:
    archive.sync()
    assert {archive.document(d.article.id).text for d in sample_documents} == {d.text for d in sample_documents}


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing.collection.archive import opening

    monkeypatch.setattr(opening, "find_spec", lambda name: None)
    with pytest.raises(ArchiveError, match="briefing\\[archive\\]"):
        Archive.at("http://localhost:9200")


def test_a_record_of_another_program_that_changed_is_fetched_anew(
    engine: MemoryEngine, home: Path, in_this_process: None
) -> None:
    engine.writable = False  # type: ignore[attr-defined]
    places = Places.find(home)
    with Archive(engine, "http://localhost:9200", "theirs", places) as archive:
        archive.sync()
        asked = len(engine.asked)
        archive.matching("oak")
        assert not [what for what in engine.asked[asked:] if what.startswith("fetch")]
    id, document = next(iter(engine.documents.items()))
    engine.add([replace(document, text=document.text + "\n\nCorrected on Sunday.")])
    with Archive(engine, "http://localhost:9200", "theirs", places) as again:
        assert "Corrected" not in again.document(id).text
        again.sync()
        assert "Corrected" in again.document(id).text


def test_whatever_looks_at_a_folder_looks_at_what_was_fetched(archive: Archive) -> None:
    from briefing.collection.watcher import Watch

    watch = archive.watch()
    theirs = {name for name, value in vars(Watch).items() if callable(value) and not name.startswith("_")}
    assert theirs <= vars(type(watch)).keys()
    assert not any((watch.look(), watch.glance(), watch.named()))
    archive.matching("oak")
    assert all((watch.look(), watch.glance()))
