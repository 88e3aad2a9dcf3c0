"""What is new in an article, asked of a folder: kept in step with what was read and with the files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing import Collection
from briefing.analysis.novelty import sentences
from briefing.collection.queries import novelty

TIDE = "The tide mill at Ossel will grind flour again after {years} years, the trust said."
MORE = {
    "one.txt": "Visitors came from Karmouth by boat.",
    "two.txt": "Children were given bread from the first sacks.",
    "three.txt": "The gates of the pond had been mended by Dorothea Quill.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, more in MORE.items():
        years = 91 if name == "three.txt" else 90
        (tmp_path / name).write_text(f"Mill turns\n\n{TIDE.format(years=years)} {more}\n", "utf-8")
    return tmp_path


@pytest.fixture
def collection(folder: Path) -> Iterator[Collection]:
    with Collection.open(folder) as opened:
        yield opened


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Paths of the articles whose sentences are read."""
    paths: list[str] = []
    real = sentences.read
    monkeypatch.setattr(sentences, "read", lambda document: paths.append(document.article.path) or real(document))
    return paths


def new(collection: Collection, name: str, **options: str) -> list[bool]:
    return [each.new for each in collection.new(name, **options)]  # type: ignore[arg-type]


def mark(collection: Collection, *names: str, read: bool = True) -> None:
    collection.state.set_read([collection.article(name).id for name in names], read)


def test_another_figure_is_new(collection: Collection) -> None:
    assert new(collection, "one.txt") == [False, True]
    assert new(collection, "three.txt") == [True, True]


def test_one_article_more_that_is_read_is_the_only_one_looked_at(collection: Collection, read: list[str]) -> None:
    mark(collection, "two.txt")
    collection.new("one.txt", against="read")
    read.clear()
    mark(collection, "three.txt")
    collection.new("one.txt", against="read")
    assert sorted(read) == ["one.txt", "three.txt"]


def test_a_file_more_costs_that_file(folder: Path, collection: Collection, read: list[str]) -> None:
    collection.new("one.txt")
    (folder / "four.txt").write_text("Baker\n\nA baker at Ossel has bought the first sack.\n", "utf-8")
    collection.sync()
    read.clear()
    collection.new("one.txt")
    assert sorted(read) == ["four.txt", "one.txt"]


def test_marked_unread_again(collection: Collection, read: list[str]) -> None:
    mark(collection, "two.txt", "three.txt")
    assert new(collection, "one.txt", against="read") == [False, True]
    read.clear()
    mark(collection, "two.txt", read=False)
    assert new(collection, "one.txt", against="read") == [True, True]
    assert read == ["one.txt"]


def test_a_changed_text_says_what_it_says_now(folder: Path, collection: Collection) -> None:
    assert new(collection, "one.txt") == [False, True]
    (folder / "two.txt").write_text(f"Mill turns\n\n{TIDE.format(years=92)}\n", "utf-8")
    collection.sync()
    assert new(collection, "one.txt") == [True, True]


def test_counts_of_a_list(collection: Collection, read: list[str]) -> None:
    ids = {name: collection.article(name).id for name in MORE}
    assert set(collection.new_counts(list(ids.values())).values()) == {(2, 2)}
    read.clear()
    mark(collection, "two.txt")
    counts = collection.new_counts([ids["one.txt"], ids["three.txt"]])
    assert {name: counts.get(id) for name, id in ids.items()} == {
        "one.txt": (1, 2),
        "two.txt": None,
        "three.txt": (2, 2),
    }
    assert read == ["two.txt"]


@pytest.mark.parametrize("most", [1, 2_000])
def test_many_articles_are_found_by_the_index(
    collection: Collection, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(novelty, "MOST_HELD", most)
    assert new(collection, "one.txt") == [False, True]
    (first, _) = collection.new("one.txt")
    assert [(collection.article(each.article).path, each.how) for each in first.carried_by] == [("two.txt", "copied")]
    assert new(collection, "one.txt", against="read") == [True, True]
