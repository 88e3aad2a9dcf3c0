"""The facade on a small folder of invented articles: in step with its files, and every answer in the shape of the contract."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import briefing
from briefing import BriefingError, Collection, FolderError, NotFoundError, QueryError
from briefing import ingest as ingest_room
from briefing.collection.facade import last_folder

MILL = """Mill wheel turns again

Published: 6 May 2031

By Ada Vane

The old tide mill at Brackwater turned on Tuesday for the first time in sixty years.

“The wheel has turned more than nine hundred times since the gates were opened this morning,” said Jonas Pell, the engineer.

“We will keep it turning,” Pell said.
"""
COUNCIL = """Council praises mill

Published: 7 May 2031

The Brackwater Council praised the tide mill on Wednesday.

“The wheel has turned over nine hundred times since the gates were opened this morning,” engineer Jonas Pell said.
"""


def write(folder: Path, name: str, text: str | bytes) -> None:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    past = time.time() - 100  # old enough that the clock's grain cannot hide a change
    os.utime(path, (past, past))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    write(made, "mill.txt", MILL)
    write(made, "council.txt", COUNCIL)
    return made


@pytest.fixture
def collection(folder: Path) -> Iterator[Collection]:
    with Collection.open(folder) as opened:
        yield opened


def test_articles_are_listed_newest_first(collection: Collection) -> None:
    assert [a.path for a in collection.articles()] == ["council.txt", "mill.txt"]
    assert [a.published.value for a in collection.articles()] == ["2031-05-07", "2031-05-06"]
    assert collection.status() == "complete"


def test_an_article_is_found_by_id_prefix_and_path(collection: Collection) -> None:
    article = collection.article("mill.txt")
    assert collection.article(article.id) == article
    assert collection.article(article.id[:8]) == article
    for absent in ("nothing.txt", "", "zz", "\x1b[31m"):
        with pytest.raises(NotFoundError) as caught:
            collection.article(absent)
        assert "\x1b" not in str(caught.value)


def test_every_span_is_verbatim(collection: Collection, folder: Path) -> None:
    for article in collection.articles():
        document = collection.document(article.id)
        source = (folder / article.path).read_text()
        assert document.paragraphs
        for paragraph in document.paragraphs:
            assert paragraph.source_span is not None
            printed = source[slice(*paragraph.source_span)]
            assert printed == document.text[slice(*paragraph.span)]
        for quotation in collection.quotations(article.id):
            assert document.text[slice(*quotation.span)] == quotation.text
            assert quotation.source_span is not None
            assert source[slice(*quotation.source_span)] == quotation.text


def test_search_gives_hits_with_snippets(collection: Collection) -> None:
    result = collection.search("wheel")
    assert result.total == 2
    for hit in result.hits:
        assert hit.snippets
        for snippet in hit.snippets:
            assert {snippet.text[a:b].lower() for a, b in snippet.highlights} == {"wheel"}
    spans = collection.hits_in("wheel", "mill.txt")
    text = collection.document("mill.txt").text
    assert [text[a:b].lower() for a, b in spans] == ["wheel", "wheel"]


def test_fields_that_analysis_fills_are_searchable(collection: Collection) -> None:
    assert {h.path for h in collection.search("speaker:pell").hits} == {"mill.txt", "council.txt"}
    assert {h.path for h in collection.search('entity:"jonas pell"').hits} == {"mill.txt", "council.txt"}
    assert [h.path for h in collection.search('quote:"keep it turning"').hits] == ["mill.txt"]


def test_a_bad_query_says_where(collection: Collection) -> None:
    with pytest.raises(QueryError) as caught:
        collection.search("x" * 1001)
    assert "\n" not in str(caught.value)
    with pytest.raises(QueryError):
        collection.search("m*")


def test_the_same_words_are_found_across_sources(collection: Collection) -> None:
    (statement,) = collection.statements(2)
    assert (statement.articles, statement.distinct_texts) == (2, 2)
    assert statement.speaker == "Jonas Pell"
    comparison = collection.compare(statement.id)
    assert len(comparison.witnesses) == 2
    assert comparison.witnesses[1].label == "≈"
    assert collection.statement("nine hundred times").id == statement.id
    for instance in statement.instances:
        assert statement in collection.who_else(instance.quotation)
        assert collection.quotation(instance.quotation).statements == (statement.id,)
    with pytest.raises(NotFoundError):
        collection.compare("no such words anywhere")


TWO_IN_ONE = """Voices from the mill

Published: 8 May 2031

“The wheel has turned more than nine hundred times since the gates were opened this morning. The old stones will grind rye again before the winter comes,” Pell said.
"""
RYE = """Rye for Brackwater

Published: 9 May 2031

“The old stones will grind rye again before the winter comes,” Pell said.
"""


def test_carriers_are_the_others_of_who_else(folder: Path) -> None:
    for name, text in {
        "two.txt": TWO_IN_ONE,
        "rye.txt": RYE,
        "rye-again.txt": RYE.replace("Rye for", "More rye for"),
    }.items():
        write(folder, name, text)
    with Collection.open(folder) as collection:
        most_statements = 0
        for article in collection.articles():
            others = {}
            for quotation in collection.quotations(article.id):
                statements = collection.who_else(quotation.id)
                most_statements = max(most_statements, len(statements))
                carriers = {each.article for statement in statements for each in statement.instances} - {article.id}
                others |= {quotation.id: len(carriers)} if carriers else {}
            assert collection.carriers(article.id) == others
        assert most_statements == 2
        assert collection.carriers("none") == {}


def test_entities_of_the_folder_and_of_one_article(collection: Collection) -> None:
    names = {entity.name: entity for entity in collection.entities()}
    assert names["Jonas Pell"].type == "person"
    assert names["Jonas Pell"].articles == 2
    (in_mill,) = [e for e in collection.entities("mill.txt") if e.name == "Jonas Pell"]
    assert {m.path for m in in_mill.mentions} == {"mill.txt"}
    assert in_mill.articles == 2


def test_a_correction_lasts_and_can_be_undone(collection: Collection, folder: Path) -> None:
    def name(of: Collection) -> set[str]:
        return {e.name for e in of.entities(type="person")}

    (pell,) = [e for e in collection.entities() if e.name == "Jonas Pell"]
    assert "renamed" in collection.edit_entity("rename", pell.id, target="J. Pell")
    assert "J. Pell" in name(collection)
    assert collection.search('entity:"J. Pell"').total == 2
    collection.sync(rebuild=True)
    assert "J. Pell" in name(collection)
    assert [h.path for h in collection.search('entity:"J. Pell"', sort="date").hits] == ["council.txt", "mill.txt"]
    assert collection.undo_entity_edit() is not None
    assert "Jonas Pell" in name(collection)
    assert collection.undo_entity_edit() is None
    with pytest.raises(NotFoundError):
        collection.edit_entity("hide", "e-nobody")


def test_citations_for_articles_and_quotations(collection: Collection) -> None:
    assert "Mill wheel turns again" in collection.cite("mill.txt").text
    quotation = collection.quotations("mill.txt")[0]
    assert quotation.text in collection.cite(quotation.id).text
    for bad in ({"style": "nonsense"}, {"format": "nonsense"}):
        with pytest.raises(BriefingError):
            collection.cite("mill.txt", **bad)
    with pytest.raises(NotFoundError):
        collection.cite("nothing")


def test_nothing_is_read_twice(collection: Collection, monkeypatch: pytest.MonkeyPatch, in_this_process: None) -> None:
    opened: list[str] = []
    original = ingest_room.read
    monkeypatch.setattr(ingest_room, "read", lambda root, path: opened.append(path) or original(root, path))
    report = collection.sync()
    assert (report.added, report.changed, report.removed, opened) == (0, 0, 0, [])


def test_new_changed_and_removed_files_are_seen(collection: Collection, folder: Path) -> None:
    write(folder, "third.txt", "Gulls return to Brackwater\n\nThe gulls came back on Friday.\n")
    assert collection.sync().added == 1
    assert [h.path for h in collection.search("gulls").hits] == ["third.txt"]
    write(folder, "third.txt", "Herons return to Brackwater\n\nThe herons came back on Friday, all of them.\n")
    assert collection.sync().changed == 1
    assert collection.search("gulls").total == 0
    assert collection.search("herons").total == 1
    (folder / "third.txt").unlink()
    assert collection.sync().removed == 1
    assert collection.search("herons").total == 0
    with pytest.raises(NotFoundError):
        collection.article("third.txt")


def test_statements_follow_one_article_more_or_less(collection: Collection, folder: Path) -> None:
    """What is kept between syncs gives what a new start gives."""
    before = collection.statements()
    write(folder, "third.txt", COUNCIL.replace("Council praises mill", "Mill is back"))
    collection.sync()
    (statement,) = collection.statements(2)
    assert (statement.articles, statement.distinct_texts) == (3, 2)
    grown = (collection.statements(), collection.copies())
    collection.sync(rebuild=True)
    assert (collection.statements(), collection.copies()) == grown
    (folder / "third.txt").unlink()
    collection.sync()
    assert collection.statements() == before
    assert collection.copies() == ()


def test_a_file_that_cannot_be_read_is_a_problem_and_the_rest_goes_on(collection: Collection, folder: Path) -> None:
    write(folder, "empty.txt", b"")
    write(folder, "noise.txt", bytes(range(256)) * 20)
    report = collection.sync()
    assert report.articles == 2
    assert {p.path for p in report.problems} == {"empty.txt", "noise.txt"}
    assert all(p.reason and "\n" not in p.reason for p in report.problems)
    assert collection.problems() == report.problems


def test_text_is_searchable_before_analysis(folder: Path) -> None:
    with Collection.open(folder, sync=False) as collection:
        assert collection.status() == "empty"
        collection.sync(analysis=False)
        assert collection.status() == "text"
        assert collection.search("wheel").total == 2
        assert collection.quotations() == ()
        collection.sync()
        assert collection.status() == "complete"
        assert collection.quotations()


def test_an_interrupted_sync_goes_on_where_it_stopped(folder: Path) -> None:
    with Collection.open(folder, sync=False) as collection:
        collection.sync(cancelled=lambda: True)
        assert collection.status() != "complete"
        collection.sync()
        assert collection.status() == "complete"


def test_two_collections_on_one_folder_agree(collection: Collection, folder: Path) -> None:
    with Collection.open(folder) as other:
        assert [a.id for a in other.articles()] == [a.id for a in collection.articles()]
        assert other.search("wheel").total == 2


def test_a_lost_or_damaged_index_comes_back_by_itself(folder: Path) -> None:
    with Collection.open(folder) as collection:
        index = collection.cache / "index"
    assert index.is_dir()
    for path in [p for p in index.rglob("*") if p.is_file()]:
        path.write_bytes(b"damage")
    with Collection.open(folder) as collection:
        assert collection.search("wheel").total == 2
        assert any("rebuilt" in notice for notice in collection.notices)
        assert collection.search("speaker:pell").total == 2


def test_a_damaged_catalogue_comes_back_by_itself(folder: Path) -> None:
    with Collection.open(folder) as collection:
        path = collection.cache / "catalogue.db"
        collection.state.set_star("a", True)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    data = bytearray(path.read_bytes())
    data[100:20000] = b"\xff" * len(data[100:20000])
    path.write_bytes(data)
    with Collection.open(folder) as collection:
        assert len(collection.articles()) == 2
        assert collection.search("wheel").total == 2
        assert collection.state.starred_ids() == {"a"}


def test_the_folder_of_articles_is_never_written_to(folder: Path) -> None:
    before = sorted(p.name for p in folder.iterdir())
    with Collection.open(folder) as collection:
        collection.search("wheel")
        collection.state.set_star("x", True)
    assert sorted(p.name for p in folder.iterdir()) == before


def test_the_cache_is_private(collection: Collection) -> None:
    for place in (collection.cache, collection.places.cache, collection.places.data):
        assert place.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("make", ["missing", "file"])
def test_a_folder_that_is_none_is_one_clear_line(tmp_path: Path, make: str) -> None:
    path = tmp_path / "odd\x1b[31m\nname"
    if make == "file":
        path.write_text("x")
    with pytest.raises(FolderError) as caught:
        Collection.open(path)
    assert "\n" not in str(caught.value)
    assert "\x1b" not in str(caught.value)


def test_an_empty_folder_opens(tmp_path: Path) -> None:
    with Collection.open(tmp_path) as collection:
        assert len(collection.articles()) == 0
        assert collection.search("anything").total == 0
        assert collection.statements() == ()
        assert collection.entities() == ()


def test_health_names_versions_paths_and_state(collection: Collection) -> None:
    health = collection.health()
    assert health["versions"]["briefing"] == briefing.__version__
    assert health["articles"] == 2
    assert health["index"]["state"] == "healthy"


REGATTA = """Regatta on Saturday

Published: 8 May 2031

The rowers of Brackwater meet on Saturday at noon, and the harbour is closed to every ferry for an hour.

Contact: Ivo Prell, press office, 555-0134, ivo@brackwater.example
"""


def test_what_is_set_apart_as_furniture_is_found_and_marked(folder: Path) -> None:
    write(folder, "regatta.txt", REGATTA)
    write(
        folder,
        "prell.txt",
        "Office gets a head\n\nPublished: 9 May 2031\n\nIvo Prell moves to Brackwater in June, he said.\n",
    )
    with Collection.open(folder) as collection:
        assert [hit.path for hit in collection.search("Prell").hits] == ["prell.txt", "regatta.txt"]
        body, aside = collection.search("Prell").hits
        assert [snippet.furniture for snippet in (*body.snippets, *aside.snippets)] == [False, True]
        assert collection.search("0134").total == 1
        text = collection.document("regatta.txt").text
        assert [text[a:b] for a, b in collection.hits_in("Prell", "regatta.txt")] == ["Prell"]
        assert [text[a:b] for a, b in collection.hits_in("brackwater", "regatta.txt")] == ["Brackwater"]


def test_soft_hyphens_stay_in_the_text_and_nowhere_else(folder: Path) -> None:
    hyphenated = "Fähr\u00adbetrieb ruht heute\n\nDer Fähr\u00adbetrieb ruht bis Mai.\n\n„Der Fähr\u00adbetrieb ruht bis zum Ende der Arbeiten“, sagte Käthe Böhm.\n"
    write(folder, "ferry.txt", hyphenated)
    with Collection.open(folder) as collection:
        article = collection.article("ferry.txt")
        assert article.title.value == "Fährbetrieb ruht heute"
        assert "Fähr\u00adbetrieb" in collection.document("ferry.txt").text
        assert [hit.path for hit in collection.search("Fährbetrieb").hits] == ["ferry.txt"]
        for quotation in collection.quotations("ferry.txt"):
            assert collection.document("ferry.txt").text[slice(*quotation.span)] == quotation.text
            assert "\u00ad" not in collection.cite(quotation.id).text
        assert "\u00ad" not in collection.cite("ferry.txt", style="apa").text


def test_the_last_folder_is_the_one_that_was_opened_last(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in "ab"]
    for folder in folders:
        folder.mkdir()
        write(folder, "story.txt", "Gulls return\n\nThe gulls came back on Friday.\n")
    for number in (0, 1, 0, 0):
        Collection.open(folders[number], sync=False).close()
        assert last_folder() == folders[number]
    folders[0].rename(tmp_path / "gone")
    assert last_folder() == folders[1]
