"""Long answers are read as they are looked at: a first screen costs as much in a folder of thousands as in one of hundreds."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from briefing import BriefingError, Collection, NotFoundError
from briefing.cli.commands.list import shortest_ids
from briefing.cli.limits import at_most
from briefing.collection import coverage
from briefing.model import Alias, Entity, Instance, Mention, Statement
from briefing.presentation.coverage_blocks import coverage_blocks
from briefing.store.catalogue import serialise
from briefing.store.catalogue.catalogue import Catalogue
from briefing.store.catalogue.name_clusters import ClusterRow

SCREEN = 50
KINDS = ("person", "organisation", "place")


def statement(number: int, article: str) -> Statement:
    """Return a statement that three, two or one article carries."""
    words = f"The sluice keeper counted {number} eels"
    carried = 3 - number % 3
    instances = tuple(
        Instance(f"{number:06x}{n}", article, "a.txt", (0, 9), None, words, "direct") for n in range(carried)
    )
    return Statement(f"{number:012x}", words, None, carried, carried, 1, instances)


def entity(number: int) -> Entity:
    """Return a name; those with a low number are mentioned most."""
    name = f"Keeper {number:05}"
    return Entity(f"{number:012x}", name, KINDS[number % 3], (Alias(name, 1, "exact"),), 1 + number % 2, ())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    (made / "a.txt").write_text("Eels\n\nThe water ran over the sill all night and nobody spoke.\n", "utf-8")
    with Collection.open(made):
        return made


def fill(folder: Path, size: int) -> None:
    """Write so many statements and names into what is stored of a folder."""
    with Collection.open(folder, sync=False) as collection:
        article, path = collection.articles()[0].id, collection.cache / "catalogue.db"
    catalogue = Catalogue(path)
    with catalogue.transaction():
        catalogue.names.clear()
        catalogue.put_derived("coverage", "", "")
        catalogue.put_statements((f"{n:012x}", statement(n, article)) for n in range(size))
        for n in range(size):
            mentions = [
                Mention(article, "a.txt", (at, at + 1), None, "K", "exact", KINDS[n % 3])
                for at in range(size // (n + 1))
            ]
            catalogue.put_entity(entity(n), len(mentions))
            row = ClusterRow(n, article, 0, f"{n:012x}", "", "")
            catalogue.names.put([(row, serialise.dump_mentions(mentions))])
    catalogue.put_seal()
    catalogue.close()


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """What is read back of the stored values, by kind."""
    counted: Counter[str] = Counter()
    for name in ("load_statement", "load_entity", "load_mentions"):
        real = getattr(serialise, name)

        def loaded(*given: Any, name: str = name, real: Any = real) -> Any:
            counted[name] += 1
            return real(*given)

        monkeypatch.setattr(serialise, name, loaded)
    return counted


def first_screens(collection: Collection) -> None:
    assert len(collection.statements(2)[:SCREEN]) == SCREEN
    assert len(collection.statements()[:SCREEN]) == SCREEN
    for order in ("count", "name", "rarity"):
        for kind in KINDS:
            assert len(collection.entities(type=kind, order=order)[:SCREEN]) == SCREEN  # type: ignore[arg-type]
    assert len(collection.entities()[0].mentions) > SCREEN


def test_a_first_screen_reads_as_much_whatever_the_size(folder: Path, read: Counter[str]) -> None:
    costs = []
    for size in (300, 2_400):
        fill(folder, size)
        with Collection.open(folder, sync=False) as collection:
            read.clear()
            first_screens(collection)
            costs.append(dict(read))
    assert costs[0] == costs[1]
    assert costs[0].keys() == {"load_statement", "load_entity"}  # nobody has looked at a mention
    assert max(costs[0].values()) <= 1_000


def test_pages_and_the_whole_say_the_same(folder: Path) -> None:
    fill(folder, 500)
    with Collection.open(folder, sync=False) as collection:
        for least in (0, 1, 2, 3, 4):
            statements = collection.statements(least)
            ranked = sorted(
                (statement(n, collection.articles()[0].id) for n in range(500)),
                key=lambda s: (-s.articles, -len(s.text), s.id),
            )
            assert tuple(statements) == tuple(s for s in ranked if s.articles >= least)
            assert [statements[n] for n in range(len(statements))] == list(statements)
            assert statements[-3:] == tuple(statements)[-3:]
        names = collection.entities()
        assert [names[n] for n in range(len(names))] == list(names)
        assert [len(each.mentions) for each in names] == sorted((500 // (n + 1) for n in range(500)), reverse=True)
        assert all(len(tuple(each.mentions)) == len(each.mentions) for each in names[:10])
        assert collection.entities(min_articles=2, type="place") == [
            e for e in names if e.articles == 2 and e.type == "place"
        ]
        with pytest.raises(IndexError):
            names[500]
        with pytest.raises(BriefingError, match="not by size"):
            collection.entities(order="size")  # type: ignore[arg-type]


def test_what_is_held_may_be_looked_at_behind_the_block(folder: Path) -> None:
    fill(folder, 300)
    with Collection.open(folder, sync=False) as collection:
        statements, names, one = collection.statements(), collection.entities(), collection.entities(type="place")[0]
    assert (len(tuple(statements)), len(tuple(names))) == (300, 300)
    assert {mention.text for mention in one.mentions} == {"K"}
    collection = Collection.open(folder, sync=False)
    left = collection.entities()
    collection.close()
    with pytest.raises(BriefingError, match="closed"):
        tuple(left)


def test_a_corrected_name_stands_where_it_belongs(folder: Path) -> None:
    fill(folder, 300)
    with Collection.open(folder, sync=False) as collection:
        before = [each.name for each in collection.entities(type="person", order="name")]
        collection.edit_entity("rename", collection.find_entity("Keeper 00150").id, target="Aldous Weir")
        after = collection.entities(type="person", order="name")
        assert [each.name for each in after] == ["Aldous Weir", *(name for name in before if name != "Keeper 00150")]
        assert [after[n].name for n in range(len(after))] == [each.name for each in after]
        collection.undo_entity_edit()
        assert [each.name for each in collection.entities(type="person", order="name")] == before


def test_a_name_is_found_without_the_others(folder: Path, read: Counter[str]) -> None:
    fill(folder, 300)
    with Collection.open(folder, sync=False) as collection:
        listed = list(collection.entities())
        read.clear()
        for wanted in ("Keeper 00150", " keeper 00150 ", f"{150:012x}"):
            found = collection.find_entity(wanted)
            assert (found.name, found.id, len(found.mentions)) == ("Keeper 00150", f"{150:012x}", 1)
        assert read["load_entity"] <= 6
        assert [collection.find_entity(each.name) for each in listed[:20]] == listed[:20]
        for nobody in ("", " ", "Keeper", "00150"):
            with pytest.raises(NotFoundError):
                collection.find_entity(nobody)
        collection.edit_entity("rename", f"{150:012x}", target="Keeper 00007")
        assert (
            collection.find_entity("Keeper 00007").id == f"{7:012x}"
        )  # mentioned more often than the one that was renamed
        collection.edit_entity("hide", f"{7:012x}")
        assert {mention.text for mention in collection.find_entity("Keeper 00007").mentions} == {"K"}
        with pytest.raises(NotFoundError):
            collection.find_entity("Keeper 00150 or so")


def test_where_a_name_stands_is_known_without_reading_it(folder: Path, read: Counter[str]) -> None:
    fill(folder, 300)
    with Collection.open(folder, sync=False) as collection:
        names = collection.entities(type="place", order="name")
        read.clear()
        assert names.place_of(f"{251:012x}") == 83  # type: ignore[attr-defined]
        assert names.place_of("nobody") is None  # type: ignore[attr-defined]
        assert not read


def test_a_name_is_found_without_reading_the_others(folder: Path, read: Counter[str]) -> None:
    fill(folder, 300)
    with Collection.open(folder, sync=False) as collection:
        for ref in (f"{251:012x}", "keeper 00251", " Keeper 00251 "):
            read.clear()
            assert collection.find_entity(ref).name == "Keeper 00251"
            assert sum(read.values()) <= 1
        for nobody in ("", " ", "Keeper", "0" * 11):
            with pytest.raises(NotFoundError):
                collection.find_entity(nobody)


def test_coverage_is_made_without_reading_a_statement(folder: Path, read: Counter[str]) -> None:
    fill(folder, 600)
    with Collection.open(folder, sync=False) as collection:
        read.clear()
        blocks = collection.coverage()
        assert sum(len(block.statements) for block in blocks) == len(collection.statements(2)) == 400
        assert not read
        assert len(blocks[0].statements[:SCREEN]) == SCREEN
        assert read["load_statement"] <= 64
        assert [each for block in blocks for each in block.statements] == list(collection.statements(2))
        assert collection.coverage(["nobody's"]) == []


def test_coverage_is_the_table_of_the_statements(tmp_path: Path) -> None:
    for name, said in (("a", "xy"), ("b", "xyz"), ("c", "z"), ("d", "zx"), ("e", "w"), ("f", "w")):
        quotes = {
            "x": "“The sluice was opened eleven times before the flood came,” said Odile Marrash.",
            "y": "“Not one heron has ever paid for the ferry across this river,” said Odile Marrash.",
            "w": "“Nobody had heard the bells of the drowned chapel until that night,” said Jory Pell.",
            "z": "“Every lamp along the towpath burned until the seventh of May,” said Jory Pell.",
        }
        (tmp_path / f"{name}.txt").write_text(
            f"Title {name}\n\n" + "\n\n".join(quotes[each] for each in said) + "\n", "utf-8"
        )
    with Collection.open(tmp_path) as collection:
        places = {article.id: place for place, article in enumerate(collection.articles())}
        expected = coverage_blocks(collection.statements(2), places)
        found = collection.coverage()
        assert [tuple(block.statements) for block in found] == [block.statements for block in expected]
        assert [set(block.articles) for block in found] == [set(block.articles) for block in expected]
        assert len(found) == 2
        some = [collection.article("c.txt").id]
        kept = [each for each in collection.statements(2) if any(i.article in some for i in each.instances)]
        assert [each for block in collection.coverage(some) for each in block.statements] == kept != []
        everywhere = [article.id for article in collection.articles()]
        asked = {
            query: {
                each.text for block in collection.coverage(everywhere, query, live=live) for each in block.statements
            }
            for query, live in (("heron", False), ("fer", True), ("Marrash", False), ("path:a", False), ("", False))
        }
        assert {text.split()[0] for text in asked["heron"]} == {text.split()[0] for text in asked["fer"]} == {"Not"}
        assert asked["Marrash"] == set()  # who says it is none of the words that are said
        assert asked["path:a"] == asked[""] == {each.text for each in collection.statements(2)}
        held = collection.coverage()
        (tmp_path / "b.txt").unlink()
        collection.sync()
        assert [each.id for block in held for each in block.statements]  # an old table is still a table
        assert sum(len(block.statements) for block in collection.coverage()) == len(collection.statements(2))


def test_lines_of_statements_say_what_the_statements_say(folder: Path, read: Counter[str]) -> None:
    fill(folder, 300)
    with Collection.open(folder, sync=False) as collection:
        lines = list(collection.statement_lines(2))
        assert not read  # no statement was read
        assert lines == [
            (each.id, each.text, each.speaker or "", each.articles, each.instances[0].quotation)
            for each in collection.statements(2)
        ]


def test_shared_quotations_are_counted_where_somebody_looks(folder: Path) -> None:
    fill(folder, 300)
    with Collection.open(folder, sync=False) as collection:
        article, counts = collection.articles()[0].id, collection.shared_counts()
        assert counts.get("nobody") is None
        assert {article: counts[article]} == dict(counts)
        assert counts[article] == len({i.quotation for each in collection.statements(2) for i in each.instances})


def test_coverage_of_a_few_articles_is_that_of_all_that_they_carry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(9):
        words = "“The eels went through the sluice at night,” said keeper Odo Vance.\n\n" if number % 2 else ""
        more = "“Nobody counted the eels before the gates were shut,” said warden Ida Lund.\n" if number % 3 else ""
        (tmp_path / f"{number}.txt").write_text(f"Eels {number}\n\n{words}{more}The river rose.\n", "utf-8")
    with Collection.open(tmp_path) as collection:
        for article in collection.articles():
            few = [(list(block.statements), block.articles) for block in collection.coverage([article.id])]
            with monkeypatch.context() as patch:
                patch.setattr(coverage, "FEW", 0)
                assert few == [(list(b.statements), b.articles) for b in collection.coverage([article.id])]


def test_what_is_asked_by_name_is_looked_up(folder: Path, read: Counter[str]) -> None:
    fill(folder, 600)
    with Collection.open(folder, sync=False) as collection:
        wanted = collection.entities()[7]
        read.clear()
        assert collection.find_entity(" keeper 00007 ").id == collection.find_entity(wanted.id).id == wanted.id
        assert read["load_entity"] == 2
        assert {each.name for each in collection.together(wanted.id, limit=0)} == {
            f"Keeper {n:05}" for n in range(600) if n != 7
        }


def test_the_first_few_are_read_and_no_whole_page(folder: Path, read: Counter[str]) -> None:
    fill(folder, 600)
    with Collection.open(folder, sync=False) as collection:
        few = at_most(collection.statements(), 3)
        assert ([each.id for each in few], read["load_statement"]) == (collection.statement_ids()[:3], 3)
        assert at_most(collection.statements(), None) == collection.statements()
        assert len(at_most(collection.statements(), 10_000)) == 600
        ids = collection.statement_ids()
        for id in ids[:5]:
            assert shortest_ids(collection.ids_beside([id])) == shortest_ids(
                sorted(ids)[max(0, sorted(ids).index(id) - 1) :][:3]
            )
