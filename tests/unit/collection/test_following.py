"""Stars, marks and clippings follow their article, whatever its file is called; another text under the old name inherits nothing."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from briefing import Collection
from briefing.model import Clipping
from briefing.store.state.identity import place

PARAGRAPHS = [
    f"Paragraph {number} tells how the harbour of Ostrel {word} and who paid the {number * 7} crowns for it that year."
    for number, word in enumerate(["grew", "froze", "was sold", "burned", "opened", "closed", "moved", "was drained"])
]
TEXT = "Harbour of Ostrel\n\n" + "\n\n".join(PARAGRAPHS) + "\n"
OTHER = "Goats on the roof\n\n" + "\n\n".join(
    f"Goat {n} climbed the town hall at dawn and ate {n} flags." for n in range(9)
)
WORDS = "burned and who paid the 21 crowns"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    (made / "Café.txt").write_text(TEXT)
    with Collection.open(made) as collection:
        article = collection.article("Café.txt")
        start = collection.document(article.id).text.index(WORDS)
        span = (start, start + len(WORDS))
        state = collection.state
        clipping = state.add_clipping(article, WORDS, span, around=collection.around(article.id, span))
        state.set_note(clipping.id, "ask the mayor")
        state.set_star(article.id, True)
        state.set_read([article.id], True)
        state.set_mark("a", article.id, 5)
    return made


def check(folder: Path, path: str, place: str = "") -> Clipping:
    with Collection.open(folder) as collection:
        article, state = collection.article(path), collection.state
        assert state.starred_ids() == state.read_ids() == {article.id}
        assert state.marks()["a"][0] == article.id
        (clipping,) = state.clippings()
        assert (clipping.article, clipping.path, clipping.note, clipping.place) == (
            article.id,
            path,
            "ask the mayor",
            place,
        )
        words = collection.document(article.id).text[slice(*clipping.span)]
        assert (words == WORDS) == (not place)
        return clipping


@pytest.mark.parametrize(
    "name", ["harbour.txt", "CAFÉ.txt", unicodedata.normalize("NFD", "Café.txt"), "deep/er/Café.txt"]
)
def test_a_renamed_file(folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / "Café.txt").rename(folder / name)
    check(folder, name)


def test_renamed_and_changed_at_once(folder: Path) -> None:
    (folder / "Café.txt").unlink()
    (folder / "new.txt").write_text(TEXT.replace("Paragraph 0", "A whole new paragraph came first.\n\nParagraph 0"))
    (folder / "Café.txt").write_text(OTHER)
    check(folder, "new.txt")


def test_another_text_under_the_old_name_inherits_nothing(folder: Path) -> None:
    (folder / "Café.txt").write_text(OTHER)
    with Collection.open(folder) as collection:
        article = collection.article("Café.txt")
        assert article.id not in collection.state.starred_ids() | collection.state.read_ids()
        assert collection.state.clippings()[0].article != article.id
    (folder / "back.txt").write_text(TEXT)
    check(folder, "back.txt")


def test_changed_words_are_told(folder: Path) -> None:
    (folder / "Café.txt").write_text(TEXT.replace(WORDS, "was saved, and nobody paid"))
    check(folder, "Café.txt", "changed")


def test_undo_follows_too(folder: Path) -> None:
    with Collection.open(folder) as collection:
        collection.state.remove_clipping(collection.state.clippings()[0].id)
    (folder / "Café.txt").rename(folder / "x.txt")
    with Collection.open(folder) as collection:
        collection.undo()
    check(folder, "x.txt")


def test_equal_words_are_told_apart_by_what_stands_around_them() -> None:
    text = "He said yes. They left. She said yes. They stayed."
    clipping = Clipping(
        1,
        "a",
        "a",
        None,
        (text.rindex("said"), text.rindex("said") + 8),
        "said yes",
        "",
        "",
        "",
        "She ",
        ". They stayed.",
    )
    assert place(clipping, "New. " + text) == ((5 + clipping.span[0], 5 + clipping.span[1]), "")
    assert place(clipping, "He said no.") == (clipping.span, "gone")


@pytest.mark.parametrize("stay", [0, 1])
def test_of_copies_that_move_each_keeps_what_is_its_own(tmp_path: Path, stay: int) -> None:
    names = ("a.txt", "b.txt", "c.txt")
    (tmp_path / "old").mkdir()
    for name in names:
        (tmp_path / "old" / name).write_text(TEXT)
    with Collection.open(tmp_path) as collection:
        for name in names[:2]:
            collection.state.set_star(collection.article(f"old/{name}").id, True)
    (tmp_path / "new").mkdir()
    for name in names[stay:]:
        (tmp_path / "old" / name).rename(tmp_path / "new" / name)
    with Collection.open(tmp_path) as collection:
        starred = collection.state.starred_ids()
        assert {each.path for each in collection.articles() if each.id in starred} == {
            "new/b.txt",
            ("old/a.txt" if stay else "new/a.txt"),
        }


def test_of_copies_in_two_folders_that_move_each_keeps_its_star(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(TEXT)
    with Collection.open(tmp_path) as collection:
        for article in collection.articles():
            collection.state.set_star(article.id, True)
    for name in ("one", "two"):
        (tmp_path / name).rename(tmp_path / f"{name} and more")
    with Collection.open(tmp_path) as collection:
        assert collection.state.starred_ids() == {each.id for each in collection.articles()}
