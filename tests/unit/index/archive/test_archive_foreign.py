"""Archives of other programs: found by their own words, read field by field, whatever their records hold; never written to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from archive_articles import entries
from archive_server import ArchiveServer

from briefing.errors import ArchiveError, QueryError
from briefing.index.archive.address import parse_address
from briefing.index.archive.engine import ArchiveEngine
from briefing.index.archive.fields import PRESETS, ArchiveFields, parse_fields
from briefing.index.query.parser import parse

FIELDS = "title=headline,text=body,date=meta.day,outlet=paper,language=tongue,byline=by"
MAPPING = {
    "headline": {"type": "text"},
    "body": {"type": "text"},
    "meta": {"properties": {"day": {"type": "date"}}},
    "paper": {"type": "text"},
    "tongue": {"type": "keyword"},
    "by": {"type": "keyword"},
}
RECORDS: dict[str, dict[str, Any]] = {
    "1": {
        "headline": "Lighthouse keeps its lamp",
        "body": "The lamp at Sandvar stays.\r\n\r\nCafé owners cheer, and the night-ferry waits.",
        "meta": {"day": "2023-05-03"},
        "paper": "The Sandvar Post",
        "tongue": "ENGLISH",
        "by": ["Ida Holm", "Per Lund"],
    },
    "2": {
        "headline": ["Ferry at night", "second"],
        "body": ["First part.", "Second part, by the ferry."],
        "meta": [{"day": 1683158400000}],
    },
    "3": {"headline": 17, "body": None, "meta": {"day": "2023"}, "tongue": "deu"},
    "4": {"body": "A ferry \x1b[31mred\x07 and a lamp."},
}


@pytest.fixture
def engine(archive_server: ArchiveServer, archive_name: str, tmp_path: Path) -> ArchiveEngine:
    archive_server.ask("PUT", f"/{archive_name}", {"mappings": {"properties": MAPPING}})
    for id, record in RECORDS.items():
        archive_server.ask("PUT", f"/{archive_name}/_doc/{id}?refresh=true", record)
    address = parse_address(archive_server.url, archive_name, foreign=True)
    return ArchiveEngine.open(address, tmp_path, fields=parse_fields(FIELDS))


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("ferry", "1 2 4"),
        ("lamp -ferry", ""),
        ('"lamp at sandvar"', "1"),
        ('"the night fer*"', "1"),
        ("title:ferry", "2"),
        ("café", "1"),
        ("lamb~", "1 4"),
        ("cheer NEAR/3 ferry", ""),
        ("cheer NEAR/4 ferry", "1"),
        ("ferr* (lamp OR second)", "1 2 4"),
        ("date:2023-05", "1 2"),
        ("date:2023-05-03", "1"),
        ("outlet:post", "1"),
        ("lang:english", "1"),
        ("lang:de", "3"),
    ],
)
def test_it_is_found_by_its_own_words(engine: ArchiveEngine, query: str, ids: str) -> None:
    page = engine.search(parse(query))
    assert {hit.id for hit in page.hits} == set(ids.split())
    assert engine.count(parse(query)) == page.total == len(ids.split())


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("speaker:holm", "speaker:"),
        ("path:lamp", "path:"),
        ("quote:lamp", "quote:"),
        ("story:lamp", "story:"),
        ("lamb~ NEAR/3 ferry", "~"),
    ],
)
def test_what_it_has_no_field_for_is_refused_by_name(engine: ArchiveEngine, query: str, names: str) -> None:
    with pytest.raises(QueryError, match=names):
        engine.search(parse(query))


def test_forms_and_whole_values_are_refused(engine: ArchiveEngine, archive_name: str, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="stemming"):
        engine.search(parse("lamps", stemming=True))
    other = ArchiveEngine.open(engine.address, tmp_path, fields=parse_fields("text=body,outlet=by"))
    with pytest.raises(QueryError, match="whole values"):
        other.search(parse("outlet:holm"))


def test_articles_are_read_field_by_field(engine: ArchiveEngine) -> None:
    found = engine.fetch(list(RECORDS))
    lamp = found["1"]
    assert lamp.text.split("\n\n") == [
        "Lighthouse keeps its lamp",
        "The lamp at Sandvar stays.",
        "Café owners cheer, and the night-ferry waits.",
    ]
    assert next((p.kind, lamp.text[slice(*p.span)]) for p in lamp.paragraphs) == ("title", "Lighthouse keeps its lamp")
    article = lamp.article
    assert (article.title.value, article.published.value) == ("Lighthouse keeps its lamp", "2023-05-03")
    assert (article.outlet.value, article.language.value) == ("The Sandvar Post", "en")
    assert article.byline.value == ("Ida Holm", "Per Lund")
    assert article.published.evidence == "meta.day: 2023-05-03"
    assert found["2"].article.published.value == "2023-05-04T00:00+00:00"
    assert found["2"].text == "Ferry at night\n\nFirst part.\n\nSecond part, by the ferry."
    assert (found["3"].article.title.value, found["3"].article.published.value) == ("17", "2023")
    assert (found["3"].text, found["3"].article.language.value) == ("17", "de")
    assert "no text" in found["3"].article.problems[0]
    assert found["4"].article.title.status == "unknown"
    assert "\x1b" not in found["4"].text
    assert "␛" in found["4"].text


def test_the_newest_come_first(engine: ArchiveEngine) -> None:
    page = engine.search(parse("ferry"), sort="date", limit=2, paged=True)
    assert page.cursor is not None
    last = engine.search(parse("ferry"), sort="date", limit=2, after=page.cursor)
    assert [hit.id for hit in (*page.hits, *last.hits)] == ["2", "1", "4"]
    assert last.cursor is None
    engine.release(page.cursor)


def test_nothing_is_written_to_it(engine: ArchiveEngine) -> None:
    assert not engine.writable
    with pytest.raises(ArchiveError, match="nothing is pushed") as caught:
        engine.bring_up_to_date(entries(1))
    assert caught.value.kind == "read-only"


def test_a_field_that_is_not_there_is_said(engine: ArchiveEngine, tmp_path: Path) -> None:
    other = ArchiveEngine.open(engine.address, tmp_path, fields=parse_fields("text=content"))
    with pytest.raises(ArchiveError, match="no field named content"):
        other.search(parse("lamp"))


def test_without_fields_it_is_no_archive_of_ours(engine: ArchiveEngine, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="--fields") as caught:
        ArchiveEngine.open(engine.address, tmp_path).search(parse("lamp"))
    assert caught.value.kind == "version"


def test_an_archive_of_no_articles_answers(archive_server: ArchiveServer, archive_name: str, tmp_path: Path) -> None:
    archive_server.ask("PUT", f"/{archive_name}", {"mappings": {"properties": MAPPING}})
    engine = ArchiveEngine.open(parse_address(archive_server.url, archive_name), tmp_path, fields=parse_fields(FIELDS))
    assert engine.search(parse("lamp")).hits == ()
    assert engine.search(parse("-lamp"), sort="date").total == 0
    assert engine.count(parse("")) == 0
    assert engine.fetch(["1"]) == {}


@pytest.mark.parametrize("name", PRESETS)
def test_a_known_program_is_read(archive_server: ArchiveServer, archive_name: str, tmp_path: Path, name: str) -> None:
    fields = parse_fields(name)
    kind, _, value = fields.kind.partition(":")
    text = {"type": "text"}
    properties = {fields.text: text, fields.title.partition(".")[0]: text, kind: {"type": "keyword"}}
    if name == "datashare":
        properties["metadata"] = {"properties": {fields.title.partition(".")[2]: text}}  # type: ignore[dict-item]
    archive_server.ask("PUT", f"/{archive_name}", {"mappings": {"properties": properties}})
    record = {
        fields.text: "The lamp stays.",
        fields.shown_text: "The lamp stays.",
        fields.shown_title: "Lamp",
        kind: value,
    }
    archive_server.ask("PUT", f"/{archive_name}/_doc/1?refresh=true", record)
    archive_server.ask("PUT", f"/{archive_name}/_doc/2?refresh=true", record | {kind: "Other"})
    engine = ArchiveEngine.open(parse_address(archive_server.url, archive_name, foreign=True), tmp_path, fields=fields)
    assert [hit.id for hit in engine.search(parse("lamp")).hits] == ["1"]
    assert engine.count(parse("")) == 1
    assert engine.fetch(["1"])["1"].text == "Lamp\n\nThe lamp stays."


def test_fields_are_given_one_by_one_or_by_a_known_name() -> None:
    assert parse_fields(" title = headline , text=body ") == ArchiveFields(
        "body", "headline", shown_text="body", shown_title="headline"
    )
    assert parse_fields("datashare,date=day").date == "day"
    assert parse_fields("openaleph").shown_text == "properties.bodyText"


@pytest.mark.parametrize("text", ["", "title=headline", "words=body", "datashrae", "text=", "=", "text"])
def test_fields_that_cannot_be_are_one_line(text: str) -> None:
    with pytest.raises(ArchiveError) as caught:
        parse_fields(text)
    assert caught.value.kind == "address"
    assert "\n" not in str(caught.value)
