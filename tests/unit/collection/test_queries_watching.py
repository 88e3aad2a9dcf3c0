"""What is watched, asked of a folder: the set of what was seen, not a count; by story, copies once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing import Collection
from briefing.errors import NotFoundError, QueryError
from briefing.model import Subject, SubjectNews

TEXTS = {
    "one.txt": "Ferry service resumes\n\nThe ferry to Karmouth sails again, Elena Brinwick said on Monday. The new boat has room for forty carts.\n",
    "two.txt": "Market moves\n\nThe market of Selstad moves to the east bank, said Jory Pell, its warden.\n",
}
QUERY = Subject("search", "ferry", "ferry")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def collection(folder: Path) -> Iterator[Collection]:
    with Collection.open(folder) as opened:
        yield opened


def add(
    collection: Collection, name: str, text: str = "Ferry late\n\nThe ferry was an hour late, a clerk said.\n"
) -> None:
    (collection.folder / name).write_text(text, "utf-8")
    collection.sync()


def news(collection: Collection, subject: Subject = QUERY) -> SubjectNews:
    (found,) = collection.subject_news([subject])
    return found


def paths(collection: Collection, ids: tuple[str, ...]) -> list[str]:
    return [collection.article(id).path for id in ids]


def test_the_first_look_tells_what_there_is(collection: Collection) -> None:
    found = news(collection)
    assert (found.first, paths(collection, found.articles), paths(collection, found.new)) == (
        True,
        ["one.txt"],
        ["one.txt"],
    )
    collection.look([found])
    again = news(collection)
    assert (again.first, again.new) == (False, ())


def test_what_goes_and_what_comes_do_not_cancel_out(collection: Collection) -> None:
    collection.look([news(collection)])
    (collection.folder / "one.txt").unlink()
    add(collection, "three.txt")
    assert paths(collection, news(collection).new) == ["three.txt"]


def test_what_came_while_somebody_looked_is_still_new(collection: Collection) -> None:
    found = news(collection)
    add(collection, "three.txt")
    collection.look([found])
    assert paths(collection, news(collection).new) == ["three.txt"]


def test_two_looks_at_once_lose_nothing(collection: Collection) -> None:
    before = news(collection)
    add(collection, "three.txt")
    after = news(collection)
    collection.look([after])
    collection.look([before])  # by another program, which looked earlier and is done later
    assert news(collection).new == ()


def test_a_renamed_file_is_not_new(collection: Collection) -> None:
    collection.look([news(collection)])
    (collection.folder / "one.txt").rename(collection.folder / "moved.txt")
    collection.sync()
    assert news(collection).new == ()


def test_a_text_that_holds_the_words_now_is_new(collection: Collection) -> None:
    collection.look([news(collection)])
    add(collection, "two.txt", TEXTS["two.txt"] + "\nThe ferry stops there, too.\n")
    assert paths(collection, news(collection).new) == ["two.txt"]


def test_what_is_watched_is_undone_and_handed_on(
    collection: Collection, tmp_path_factory: pytest.TempPathFactory
) -> None:
    collection.state.save_search("boats", "ferry")
    subject = collection.subject("search", "boats")
    assert subject == Subject("search", "ferry", "boats")
    collection.state.watch(subject)
    collection.state.watch(collection.subject("name", "Elena Brinwick"))
    assert [each.label for each in collection.state.subjects()] == ["Elena Brinwick", "boats"]
    text = collection.keep_export()
    collection.undo()
    assert collection.state.subjects() == [subject]
    collection.redo()
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    with Collection.open(elsewhere) as other:
        counts, _ = other.keep_import(text)
        assert counts["watch"] == 2
        assert [each.label for each in other.state.subjects()] == ["Elena Brinwick", "boats"]


def test_looks_go_with_a_folder_that_was_moved(
    collection: Collection, tmp_path_factory: pytest.TempPathFactory
) -> None:
    collection.state.watch(QUERY)
    collection.look([news(collection)])
    moved = tmp_path_factory.mktemp("moved")
    for name, text in TEXTS.items():
        (moved / name).write_text(text, "utf-8")
    with Collection.open(moved) as other:
        other.keep_adopt(collection.folder)
        (found,) = other.subject_news()
        assert (found.first, found.new) == (False, ())


def test_a_name_that_was_merged_away_leads_to_the_other_one(collection: Collection) -> None:
    subject = collection.subject("name", "Jory Pell")
    other = collection.subject("name", "Elena Brinwick")
    collection.edit_entity(
        "merge", collection.find_entity("Jory Pell").id, target=collection.find_entity("Elena Brinwick").id
    )
    assert (
        paths(collection, news(collection, subject).articles)
        == paths(collection, news(collection, other).articles)
        == ["one.txt", "two.txt"]
    )


def test_what_cannot_be_looked_up_says_so_and_stops_no_other(collection: Collection) -> None:
    listed = [Subject("search", "no*such(", "broken"), Subject("name", "person:nobody", "Nobody"), QUERY]
    broken, gone, whole = collection.subject_news(listed)
    assert "Nobody" in gone.problem
    assert broken.problem
    assert whole.articles
    collection.look([broken, gone, whole])
    assert [each.first for each in collection.subject_news(listed)] == [True, True, False]


def test_what_cannot_be_watched(collection: Collection) -> None:
    with pytest.raises(QueryError):
        collection.subject("search", "no*such(")
    with pytest.raises(NotFoundError):
        collection.subject("name", "Nobody")


def test_a_thousand_subjects(collection: Collection) -> None:
    with collection.state.changing("many") as put:
        for number in range(1_000):
            put("watch", f"search:ferry OR word{number}", {"label": f"search {number}"})
    found = collection.subject_news()
    collection.look(found)
    assert sum(len(each.new) for each in found) == 1_000
    assert not any(each.new for each in collection.subject_news())


def test_an_empty_folder_has_a_look_too(tmp_path_factory: pytest.TempPathFactory) -> None:
    with Collection.open(tmp_path_factory.mktemp("empty")) as collection:
        collection.look([news(collection)])
        add(collection, "one.txt")
        found = news(collection)
        assert (found.first, paths(collection, found.new)) == (False, ["one.txt"])


def test_new_articles_by_story_each_text_once(collection: Collection) -> None:
    add(collection, "copy.txt", TEXTS["one.txt"])
    add(collection, "alone.txt", "Bells\n\nThe bells of Ostholm rang at noon.\n")
    ids = [collection.article(name).id for name in ("one.txt", "copy.txt", "alone.txt")]
    told, alone = collection.by_story(ids)
    assert told.story == collection.story("ferry").id
    assert told.articles == ((ids[0], (ids[1],)),)
    assert (alone.story, alone.title, alone.articles) == ("", "Bells", ((ids[2], ()),))
