"""What a person wrote into an article's fields is what ``outlet:``, ``date:``, ``title:`` and ``lang:`` find: as the list shows it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing import Collection

FILES = {
    "mill.txt": "The tide mill turns again\n\nThe Grey Port Post\n6 May 2031\n\nThe wheel of the tide mill turned on Monday before a crowd from the town.\n",
    "comet.txt": "A comet comes back\n\nAn observatory saw the comet on Monday, and its director said that it would come nearer.\n",
}


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    with Collection.open(folder, home=tmp_path / "home") as opened:
        yield opened


def found(collection: Collection, query: str) -> set[str]:
    ids, result = collection.matching(query)
    assert result.total == len(ids) == collection.search(query).total
    return {collection.article(id).path.removesuffix(".txt") for id in ids}


@pytest.mark.parametrize(
    ("field", "value", "query"),
    [
        ("outlet", "Ostrand Courier", "outlet:courier"),
        ("outlet", "Ostrand Courier", 'outlet:"ostrand courier"'),
        ("outlet", "Ostrand Courier", "outlet:cour*"),
        ("agency", "Tidewire", "outlet:tidewire"),
        ("published", "2029-11-02", "date:2029"),
        ("published", "2029-11", "date:2029-11"),
        ("published", "2029-11-02", "date:<2030"),
        ("published", "2029-11-02", "comet date:2029-11-02"),
        ("title", "Visitor from afar", "title:visitor"),
        ("title", "Visitor from afar", "visitor"),
        ("language", "nl", "lang:dutch"),
    ],
)
def test_a_field_written_by_hand_is_found(collection: Collection, field: str, value: str, query: str) -> None:
    assert found(collection, query) == set()
    collection.correct_metadata("comet.txt", field, value)
    assert found(collection, query) == {"comet"}
    collection.undo()
    assert found(collection, query) == set()


@pytest.mark.parametrize(
    ("field", "value", "query"),
    [
        ("outlet", "Ostrand Courier", "outlet:post"),
        ("published", "2029-11-02", "date:2031"),
        ("title", "Wheel", "title:tide"),
    ],
)
def test_what_the_file_says_is_found_no_longer(collection: Collection, field: str, value: str, query: str) -> None:
    assert found(collection, query) == {"mill"}
    collection.correct_metadata("mill.txt", field, value)
    assert found(collection, query) == set()
    assert found(collection, f"wheel -{query}") == {"mill"}


def test_a_day_that_a_person_wrote_leaves_the_others_alone(collection: Collection) -> None:
    collection.correct_metadata("comet.txt", "published", "2031-05-07")
    assert found(collection, "date:2031-05") == {"mill", "comet"}
    assert found(collection, "date:2031-05-06 OR outlet:nobody") == {"mill"}


def test_a_word_of_the_text_is_found_behind_a_title_of_ones_own(collection: Collection) -> None:
    collection.correct_metadata("mill.txt", "title", "Harbour news")
    assert found(collection, "wheel") == {"mill"}
    assert found(collection, "harbour") == {"mill"}


def test_the_outlet_of_the_file_stands_beside_an_agency_of_ones_own(collection: Collection) -> None:
    collection.correct_metadata("mill.txt", "agency", "Tidewire")
    assert found(collection, "outlet:post outlet:tidewire") == {"mill"}
