"""Words of ``story:`` and ``note:``, which the collection looks up: no index holds them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing import Collection
from briefing.cli.main import run

QUAKE = """Quake near Ostholm's café-row kills 41

Published: {day} May 2031

An earthquake near Ostholm on Monday left 41 people dead, and Elena Brinwick, the governor, said rescuers were searching the ruins.

{more}
"""
FILES = {
    "one.txt": QUAKE.format(day=6, more="The road from Ostholm to the coast is cut off."),
    "two.txt": QUAKE.format(day=7, more="Tents have reached Ostholm by helicopter."),
    "ale.txt": "Brewers merge\n\nA brewery in Selstad bought its rival Fennrick Ales, and Hugo Ulmham will run both.\n",
}
NOTE = "Ask the Mayor of Östholm"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("articles")
    for name, text in FILES.items():
        (made / name).write_text(text, "utf-8")
    return made


@pytest.fixture
def collection(folder: Path) -> Iterator[Collection]:
    with Collection.open(folder) as opened:
        yield opened


def names(collection: Collection, query: str, *, live: bool = False) -> set[str]:
    ids, result = collection.matching(query, live=live)
    assert result.total == len(ids) == collection.search(query, live=live).total
    return {collection.article(id).path.removesuffix(".txt") for id in ids}


STORY = {"one", "two"}


@pytest.mark.parametrize(
    ("query", "articles"),
    [
        ("story:quake", STORY),
        ("story:OSTHOLM", STORY),
        ("story:cafe", STORY),
        ("story:caferow", STORY),
        ('story:"near ostholm"', STORY),
        ('story:"ostholm near"', set()),
        ("story:(ostholm quake)", STORY),
        ("story:(ostholm brewers)", set()),
        ("story:(quake NEAR/3 ostholm)", STORY),
        ("story:(quake NEAR/1 kills)", set()),
        ("story:qua*", STORY),
        ("story:quaek~", STORY),
        ("story:brewers", set()),
        ("story:tents", set()),
        ("tents story:quake", {"two"}),
        ("story:quake OR selstad", {"one", "two", "ale"}),
        ("-story:quake", {"ale"}),
        ("ostholm -story:quake", set()),
    ],
)
def test_stories(collection: Collection, query: str, articles: set[str]) -> None:
    assert names(collection, query) == articles


def test_story_by_id(collection: Collection) -> None:
    (story,) = collection.stories()
    assert names(collection, f"story:{story.id}") == STORY
    assert names(collection, f"story:{story.id[:6]}") == STORY
    assert names(collection, f"story:{story.id[:5]}") == set()


def test_story_while_it_is_typed(collection: Collection) -> None:
    assert names(collection, "story:ostho", live=True) == STORY
    assert names(collection, 'story:"quake near os', live=True) == STORY
    assert collection.matching("story:", live=True)[1].blank


def test_story_as_corrected(collection: Collection) -> None:
    collection.correct_stories("apart", ["two.txt"])
    assert names(collection, "story:quake") == set()
    collection.undo()
    assert names(collection, "story:quake") == STORY


def test_words_of_titles_of_stories_are_not_lit(collection: Collection) -> None:
    text = collection.document("two.txt").text
    lit = collection.hits_in("tents story:quake", "two.txt")
    assert [text[slice(*span)] for span in lit] == ["Tents"]


def test_word_of_no_story_is_named(collection: Collection) -> None:
    assert collection.search("ostholm story:glacier").absent == ("glacier",)


def test_notes(collection: Collection) -> None:
    article = collection.article("ale.txt")
    clipping = collection.state.add_clipping(article, "brewery", (16, 23))
    assert names(collection, "note:mayor") == set()
    collection.state.set_note(clipping.id, NOTE)
    for query, articles in {
        "note:mayor": {"ale"},
        'note:"mayor of ostholm"': {"ale"},
        "note:(mayor quake)": set(),
        "note:may* OR tents": {"ale", "two"},
        "-note:mayor": STORY,
    }.items():
        assert names(collection, query) == articles
    collection.undo()
    assert names(collection, "note:mayor") == set()


def test_story_as_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(folder), "search", "tents", "story:quake"]) == 0
    shown = capsys.readouterr().out
    assert "1 article" in shown
    assert "two.txt" in shown
    assert run(["-C", str(folder), "search", "story:glacier"]) == 1
    assert run(["-C", str(folder), "search", "stoyr:quake"]) == 2
    assert "the nearest is story:" in capsys.readouterr().err
