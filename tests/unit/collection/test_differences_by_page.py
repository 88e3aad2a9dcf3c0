"""Differences are listed in the store: a first screen builds as many whatever the size, and a page is what the whole says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefing import Collection
from briefing.collection import disagreements

pytestmark = pytest.mark.usefixtures("in_this_process")


SYLLABLES = (
    "bar",
    "con",
    "del",
    "fin",
    "gor",
    "hal",
    "jun",
    "kel",
    "lom",
    "mer",
    "nav",
    "pol",
    "quin",
    "ros",
    "sil",
    "tam",
)


def word(number: int) -> str:
    """Return a word that no other number has."""
    return "".join(SYLLABLES[number // 16**place % 16] for place in range(3))


def tell(folder: Path, name: str, outlet: str, counts: range) -> None:
    """Write an article in which a spokeswoman tells of places, of each in words of its own, and counts boats."""
    said = "\n\n".join(
        f"“The {word(9 * place)} {word(9 * place + 1)} of {word(9 * place + 2)} {word(9 * place + 3)} carried {number} boats past "
        f"{word(9 * place + 4)} {word(9 * place + 5)} {word(9 * place + 6)},” Mira Holt said."
        for place, number in enumerate(counts)
    )
    (folder / f"{name}.md").write_text(f"---\ntitle: Boats of {name}\noutlet: {outlet}\n---\n\n{said}\n", "utf-8")


PLACES = 30
"""Of each of them two sources give different numbers."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    tell(made, "one", "Harbour Post", range(40, 40 + PLACES))
    tell(made, "two", "Coast Mail", range(80, 80 + PLACES))
    tell(made, "three", "Pier Gazette", range(140, 144))
    tell(made, "four", "Reef Times", range(170, 174))
    return made


def test_a_first_screen_builds_only_its_page(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Collection.open(folder) as collection:
        assert len(collection.differences()) >= PLACES
    built: list[int] = []
    real = disagreements.Disagreements.words

    def words(self: disagreements.Disagreements, found: Any) -> Any:
        built.append(1)
        return real(self, found)

    monkeypatch.setattr(disagreements.Disagreements, "words", words)
    with Collection.open(folder, sync=False) as collection:
        found = collection.differences()
        assert (len(found.sizes), built) == (len(found), [])  # type: ignore[attr-defined]
        first = found[:10]
        assert len(built) < len(found)
        assert list(found)[:10] == list(first)
        assert [found[place] for place in range(len(found))] == list(found)
        sizes = [(each.scope, len(each.values)) for each in found]
        assert sizes == list(found.sizes)  # type: ignore[attr-defined]


def test_those_of_some_articles_are_found_without_the_others(folder: Path) -> None:
    with Collection.open(folder) as collection:
        whole = list(collection.differences())
        one, two, three = (collection.article(f"{name}.md").id for name in ("one", "two", "three"))

        def carriers(difference: object) -> set[str]:
            return {id for value in difference.values for id in (value.article, *value.agreeing)}  # type: ignore[attr-defined]

        assert list(collection.differences([three])) == [each for each in whole if three in carriers(each)] != []
        both = [each for each in whole if {one, two} <= carriers(each)]
        assert list(collection.differences([one, two], least=2)) == both != []
        assert collection.differences(["nobody's"]) == ()
        found = collection.differences()
        places = [place for place, each in enumerate(whole) if three in carriers(each)]
        assert list(found.places_of([three])) == places  # type: ignore[attr-defined]


def test_whose_an_article_is_by_hand_moves_its_differences(folder: Path) -> None:
    with Collection.open(folder) as collection:
        assert {each.scope for each in collection.differences()} == {"sources"}
        for name in ("one", "two"):
            collection.correct_metadata(f"{name}.md", "outlet", "Tide Courier")
        moved = collection.differences()
        scopes = [each.scope for each in moved]
        assert set(scopes) == {"sources", "source"}
        assert scopes == [scope for scope, _ in moved.sizes] == sorted(scopes, key=disagreements.SCOPES.index)  # type: ignore[attr-defined]
        three = collection.article("three.md").id
        assert [moved[place] for place in moved.places_of([three])] == list(collection.differences([three]))  # type: ignore[attr-defined]
        for name in ("one", "two"):
            collection.correct_metadata(f"{name}.md", "outlet", "")
        assert {each.scope for each in collection.differences()} == {"sources"}


def test_a_folder_that_was_read_before_there_was_a_list_gets_one(folder: Path) -> None:
    with Collection.open(folder) as collection:
        whole = list(collection.differences())
        catalogue = collection._session.catalogue
        with catalogue.transaction():
            catalogue.differences.clear()
            catalogue.put_derived(disagreements.LIST, "", "")
    with Collection.open(folder, sync=False) as collection:
        assert collection.differences() == whole
        assert collection._session.catalogue.differences.count() == len(whole)


def test_the_list_is_made_beside_the_store_while_another_writes(folder: Path) -> None:
    with Collection.open(folder) as collection:
        whole = list(collection.differences())
        catalogue = collection._session.catalogue
        with catalogue.transaction():
            catalogue.differences.clear()
            catalogue.put_derived(disagreements.LIST, "", "")
        collection._session.bump()
        with Collection.open(folder, sync=False) as other, other._session.writing():
            assert collection.differences() == whole
            assert list(collection.differences(within=[whole[0].values[0].article]))
        assert catalogue.differences.count() == 0
