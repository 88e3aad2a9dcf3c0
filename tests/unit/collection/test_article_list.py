"""The list of articles: ids in order, each article built when its row is looked at."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from briefing import Collection
from briefing.collection.queries.article_list import COPIES_HELD, HELD, Copies, CopiesOf, StoredArticles
from briefing.model import Article
from briefing.store.catalogue.catalogue import Catalogue

TEXT = "{title}\n\nBy Ada Krol\nPublished: {day} May 2031\n\nThe ferry at Ostrand was late again, and nobody was told why.\n"


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    folder = tmp_path / "articles"
    folder.mkdir()
    for day, title in ((3, "Ferry late"), (5, "Ferry early"), (4, "Ferry on time")):
        (folder / f"{day}.txt").write_text(TEXT.format(title=title, day=day), encoding="utf-8")
    with Collection.open(folder, home=tmp_path / "home", sync=False) as opened:
        opened.sync(analysis=False)
        yield opened


def test_only_rows_that_are_looked_at_are_built() -> None:
    built: list[str] = []

    def load(id: str) -> Article:
        built.append(id)
        return Article(id, f"{id}.txt")

    listed = StoredArticles([str(number) for number in range(20_000)], load)
    assert len(listed) == 20_000
    assert listed[19_999].path == "19999.txt"
    assert [each.id for each in listed[5:7]] == ["5", "6"]
    assert listed[5] is listed[5]
    assert built == ["19999", "5", "6"]


def test_no_more_articles_are_held_than_a_few_screens() -> None:
    listed = StoredArticles([str(number) for number in range(3 * HELD)], lambda id: Article(id, id))
    first = listed[0]
    assert [each.id for each in listed] == list(listed.ids)
    assert listed[0] is first  # going through all keeps none of them
    for place in range(1, HELD + 1):
        assert listed[place].id == str(place)
    assert listed[0] is not first


def test_an_article_that_has_left_has_its_id_alone(collection: Collection) -> None:
    before = collection.articles()
    gone = before.ids[0]
    (collection.folder / "5.txt").unlink()
    collection.sync(analysis=False)
    assert [before[place].path for place in range(3)] == ["", "4.txt", "3.txt"]
    assert before[0].id == gone
    assert [each.path for each in collection.articles()] == ["4.txt", "3.txt"]


def test_a_corrected_day_has_its_place(collection: Collection) -> None:
    collection.correct_metadata("3.txt", "published", "2031-06-01")
    assert [each.path for each in collection.articles()] == ["3.txt", "5.txt", "4.txt"]


def test_what_is_held_is_there_when_the_folder_is_closed(tmp_path: Path, collection: Collection) -> None:
    with Collection.open(collection.folder, home=tmp_path / "home", sync=False) as again:
        listed = again.articles()
    assert [each.path for each in listed] == ["5.txt", "4.txt", "3.txt"]


def test_the_order_comes_from_an_index_alone(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path / "catalogue.db")
    run = sqlite3.connect(catalogue.path)
    query = "EXPLAIN QUERY PLAN SELECT id FROM article ORDER BY sort_date = '', sort_date DESC, sort_path"
    assert [row[3] for row in run.execute(query)] == ["SCAN article USING COVERING INDEX article_order"]
    run.close()
    catalogue.close()


def test_a_file_from_before_is_given_what_was_added_to_its_format(tmp_path: Path) -> None:
    Catalogue(tmp_path / "catalogue.db").close()
    run = sqlite3.connect(tmp_path / "catalogue.db")
    run.execute("DROP INDEX article_order")
    run.close()
    catalogue = Catalogue(tmp_path / "catalogue.db")
    assert not catalogue.replaced
    catalogue.close()
    run = sqlite3.connect(tmp_path / "catalogue.db")
    assert run.execute("SELECT count(*) FROM sqlite_master WHERE name = 'article_order'").fetchone() == (1,)
    run.close()


def test_outlines_say_what_the_list_shows(collection: Collection) -> None:
    collection.correct_metadata("3.txt", "outlet", "Ostrand Post")
    shown = ("id", "path", "title", "standfirst", "outlet", "agency", "published", "language", "opening")
    outlines = list(collection.outlines())
    assert [[getattr(each, name) for name in shown] for each in outlines] == [
        [getattr(each, name) for name in shown] for each in collection.articles()
    ]
    assert list(collection.outlines([outlines[1].id, "nobody"])) == [outlines[1]]


def test_copies_of_several_groups_and_pages_are_put_together() -> None:
    groups = {"a": ["one", "two"], "b": ["one"], "c": []}
    members = {"one": ["a", "b"], "two": ["a", "d"]}

    def count(some: Sequence[str], beyond: str) -> int:
        return len({each for group in some for each in members[group]} - {*members.get(beyond, ())})

    copies = CopiesOf(groups.__getitem__, members.__getitem__, {"b": ["b", "c"], "c": ["b", "c"]}, count)
    assert [copies.number(id) for id in "abc"] == [2, 2, 1]
    assert [tuple(copies(id)) for id in "abc"] == [("b", "d"), ("a", "c"), ("b",)]


def test_copies_are_counted_without_being_read(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path / "catalogue.db")
    with catalogue.transaction():
        catalogue.copied.put_groups([], {"one": ["a", "b"], "two": ["a", "d"]})
    asked = ((["one"], ""), (["one", "two"], ""), (["two"], "one"))
    assert [catalogue.copied.count_in(*each) for each in asked] == [2, 3, 1]
    catalogue.close()

    def members(group: str) -> list[str]:
        raise AssertionError("they are read")

    copies = CopiesOf(lambda article: ["one", "two"], members, {}, lambda groups, beyond: 1 if beyond else 2)
    assert [
        len(Copies(lambda: copies("a"), lambda: copies.number("a"), lambda other: copies.hold("a", other), tuple))
        for _ in range(2)
    ] == [2, 2]


def test_whether_one_is_a_copy_is_known_without_reading_them() -> None:
    def members(group: str) -> list[str]:
        raise AssertionError("they are read")

    groups = {"a": ["one", "two"], "b": ["one"], "c": [], "d": ["two"], "e": []}
    copies = CopiesOf(groups.__getitem__, members, {"c": ["c", "e"], "e": ["c", "e"]}, lambda groups, beyond: 2)
    of = {
        id: Copies(tuple, lambda: 2, lambda other, id=id: copies.hold(id, other), tuple)  # type: ignore[misc]
        for id in groups
    }
    assert {id: "".join(other for other in groups if other in of[id]) for id in groups} == {
        "a": "bd", "b": "a", "c": "e", "d": "a", "e": "c",
    }  # fmt: skip


def test_no_more_copies_are_held_than_are_looked_at() -> None:
    read: list[str] = []

    def members(group: str) -> list[str]:
        read.append(group)
        return [f"{number:05}" for number in range(COPIES_HELD // 2)]

    copies = CopiesOf(lambda article: [article], members, {}, lambda groups, beyond: COPIES_HELD // 2)
    of = [
        Copies(
            lambda id=id: copies(id),
            lambda id=id: copies.number(id),
            lambda other, id=id: copies.hold(id, other),
            tuple,
        )
        for id in "abc"
    ]
    assert all("00001" in tuple(each) for each in of)
    assert [len(each) for each in of] == [COPIES_HELD // 2 - 1] * 3
    assert read == ["a", "b", "c"]
    assert "00001" in tuple(of[2])
    assert read == ["a", "b", "c"]
    assert "00001" in tuple(of[0])  # those of "a" were let go for those of "c"
    assert read == ["a", "b", "c", "a"]


def test_one_id_of_an_article_serves_all(collection: Collection) -> None:
    ids = collection.articles().ids
    assert all(one is other for one, other in zip(ids, collection._queries.session.catalogue.listed(), strict=True))


def test_copies_are_read_when_somebody_looks_at_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        TEXT.format(title="Ferry late", day=3)
        + "\nThe harbour master blamed the fog, the tide and the old engine.\n" * 9
    )
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    asked: list[str] = []
    real = CopiesOf.__call__

    def called(self: CopiesOf, article: str) -> object:
        asked.append(article)
        return real(self, article)

    monkeypatch.setattr(CopiesOf, "__call__", called)
    with Collection.open(tmp_path) as collection:
        listed = collection.articles()
        one, two = listed
        assert (one.title.value, asked) == ("Ferry late", [])
        assert (list(one.copies), asked) == ([two.id], [one.id])
        held = collection.article(two.id)
    assert list(held.copies) == [one.id]
    assert [len(each.copies) for each in listed] == [1, 1]
    assert pickle.loads(pickle.dumps(held)).copies == (one.id,)
