"""Who printed articles, and when: kept beside them, so that those of one source or day are found without reading any."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing import Collection
from briefing.model import Article
from briefing.presentation.labels import outlet_label
from briefing.store.catalogue.imprints import TABLES
from briefing.store.catalogue.seal import SUFFIX as SEAL

STORY = (
    "---\ntitle: {title}\n{field}: {source}\ndate: {day}\n---\n\nThe lamp on Gull Rock burns again, the keeper said.\n"
)
PRINTED = (
    ("a", "outlet", "Rock Gazette", "2031-05-03"),
    ("b", "outlet", "Rock Gazette", "2031-05-04"),
    ("c", "outlet", "Tern Post", "2031-05-03"),
)


def write(folder: Path, name: str, field: str, source: str, day: str) -> None:
    text = STORY.format(title=f"Lamp {name}", field=field, source=source, day=day)
    (folder / f"{name}.md").write_text(text, encoding="utf-8")


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    folder = tmp_path / "articles"
    folder.mkdir()
    for each in PRINTED:
        write(folder, *each)
    (folder / "d.txt").write_text(
        "Lamp out\n\nThe lamp on Gull Rock is out, and nobody knows why it is.\n", encoding="utf-8"
    )
    with Collection.open(folder, home=tmp_path / "home", sync=False) as opened:
        opened.sync(analysis=False)
        yield opened


def by_source(collection: Collection) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for said, ids in collection.imprints("source"):
        found[outlet_label(said)] = sorted([*found.get(outlet_label(said), []), *named(collection, ids)])
    return {label: articles for label, articles in found.items() if articles}


def by_day(collection: Collection) -> dict[str | None, list[str]]:
    found: dict[str | None, list[str]] = {}
    for said, ids in collection.imprints("day"):
        day = said.published.value
        found[day] = sorted([*found.get(day, []), *named(collection, ids)])
    return {day: articles for day, articles in found.items() if articles}


def named(collection: Collection, ids: object) -> list[str]:
    return sorted(collection.article(id).path[:1] for id in ids)  # type: ignore[attr-defined]


def read_one_by_one(collection: Collection) -> tuple[dict[str, list[str]], dict[str | None, list[str]]]:
    """What the articles themselves say."""
    sources: dict[str, list[str]] = {}
    days: dict[str | None, list[str]] = {}
    for article in sorted(collection.articles(), key=lambda each: each.path):
        sources.setdefault(outlet_label(article), []).append(article.path[:1])
        days.setdefault(article.published.value, []).append(article.path[:1])
    return sources, days


def test_articles_of_one_source_or_day_stand_together(collection: Collection) -> None:
    assert by_source(collection) == {"Rock Gazette": ["a", "b"], "Tern Post": ["c"], "—": ["d"]}
    assert by_day(collection) == {"2031-05-03": ["a", "c"], "2031-05-04": ["b"], None: ["d"]}


def test_they_follow_what_changes_and_goes(collection: Collection) -> None:
    write(collection.folder, "a", "outlet", "Tern Post", "2031-06-01")
    (collection.folder / "b.md").unlink()
    write(collection.folder, "e", "outlet", "Skua Times", "2031-05-03")
    collection.sync(analysis=False)
    assert (by_source(collection), by_day(collection)) == read_one_by_one(collection)
    assert by_source(collection)["Tern Post"] == ["a", "c"]


def test_what_a_person_wrote_stands_in_place_of_what_the_file_says(collection: Collection) -> None:
    collection.correct_metadata("a.md", "outlet", "Skua Times")
    collection.correct_metadata("d.txt", "published", "2031-05-04")
    assert (by_source(collection), by_day(collection)) == read_one_by_one(collection)
    collection.correct_metadata("a.md", "outlet", "")
    assert by_source(collection)["Rock Gazette"] == ["a", "b"]


def test_a_catalogue_without_the_table_is_given_it(collection: Collection, tmp_path: Path) -> None:
    before, path = (by_source(collection), by_day(collection)), collection._session.catalogue.path
    collection.close()
    drop(path)
    with Collection.open(collection.folder, home=tmp_path / "home", sync=False) as opened:
        assert (by_source(opened), by_day(opened)) == before
        assert not opened.notices


def test_one_that_cannot_be_given_it_is_read_article_by_article(collection: Collection) -> None:
    before = by_source(collection), by_day(collection)
    stored = collection._session.catalogue.imprints
    drop(collection._session.catalogue.path)
    stored._follows = False
    assert (by_source(collection), by_day(collection)) == before
    assert [stored.source_of(article.id) for article in sorted(collection.articles(), key=path_of)] == [
        "Rock Gazette", "Rock Gazette", "Tern Post", None,
    ]  # fmt: skip


def test_no_article_is_read_for_them(collection: Collection) -> None:
    asked: list[str] = []
    collection._session.catalogue._connection.set_trace_callback(asked.append)
    assert len(collection.imprints("source")) == 3
    assert len(collection.imprints("day")) == 3
    assert sum("FROM imprint" in query for query in asked) == 2
    assert not any("meta" in query for query in asked if "sqlite_master" not in query)


def path_of(article: Article) -> str:
    return article.path


def drop(path: Path) -> None:
    """Take the table away, as in a file that an earlier version wrote."""
    path.with_name(path.name + SEAL).unlink(missing_ok=True)
    with sqlite3.connect(path) as file:
        for name, made in reversed(TABLES.items()):
            file.execute(f"DROP {made.split()[1]} IF EXISTS {name}")
