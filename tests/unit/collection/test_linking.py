"""What joining keeps between processes: all or nothing, by version, damage noticed, and no more recomputed than is touched."""

from __future__ import annotations

import os
import sqlite3
import time
from dataclasses import replace
from pathlib import Path

import pytest

from briefing import Collection
from briefing.analysis.coreference import within_article
from briefing.analysis.near_duplicates.detection import CopyIndex
from briefing.analysis.statements import build, grouping, phrase_index, printings
from briefing.analysis.statements.grouping import Grouper, Regrouped
from briefing.analysis.statements.matching import links
from briefing.collection.stages import index_input, linking
from briefing.model import UNKNOWN_SPEAKER, Article, Document, Instance, Paragraph, Quotation, Statement
from briefing.store.catalogue.catalogue import Catalogue
from briefing.store.catalogue.wordings import Wordings

SAID = "The wheel has turned more than nine hundred times since the gates were opened this morning"
OTHER = "Herons have never yet paid for the ferry, and the mate counts them twice before every crossing"


def article(number: int, words: str = SAID) -> str:
    """Article ``number``: what all of them print, and words of its own."""
    own = f"Ledger number {number} of the toll house shows {number + 3} carts, {2 * number} geese and a piano."
    return (
        f"Ledger {number} is closed\n\nBRACKWATER, May 6 — {own}\n\n“{words},” said Jonas Pell, engineer {number}.\n\n"
        f"Clerk Ines Maro{number} signed page {number} at noon and went home by way of the mill.\n"
    )


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    past = time.time() - 100
    os.utime(path, (past, past))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    for number in range(12):
        write(made, f"{number:02}.txt", article(number, SAID if number % 2 else OTHER))
    with Collection.open(made):
        pass
    return made


def stored(collection: Collection) -> tuple[object, ...]:
    found = (
        collection.statements(),
        collection.entities(),
        collection.copies(),
        collection.quotations(),
        collection.differences(),
    )
    return tuple(tuple(one) for one in found)


def from_nothing(folder: Path, tmp_path: Path) -> tuple[object, ...]:
    with Collection.open(folder, home=tmp_path / "another home") as collection:
        return stored(collection)


def test_a_new_process_looks_at_what_an_article_touches_only(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    resolved: list[int] = []
    drafted: list[int] = []
    put, resolves, draft = Wordings.put, within_article.resolve, build.draft
    monkeypatch.setattr(Wordings, "put", lambda self, one, *rest: opened.append(one) or put(self, one, *rest))
    monkeypatch.setattr(within_article, "resolve", lambda *a: resolved.append(1) or resolves(*a))
    monkeypatch.setattr(build, "draft", lambda *a: drafted.append(1) or draft(*a))
    write(folder, "new.txt", article(99, "Nobody has ever weighed the piano in the toll house, nor will anybody try"))
    with Collection.open(folder) as collection:
        assert (set(opened), len(resolved), len(drafted)) == ({collection.article("new.txt").id}, 1, 1)
        assert stored(collection) == from_nothing(folder, tmp_path)


def test_facts_of_one_article_more_are_those_from_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another spelling of a name makes all who print it be found by it; nobody else is looked at."""

    def facts(collection: Collection) -> dict[str, tuple[str, str]]:
        catalogue = Catalogue(collection.cache / "catalogue.db")
        try:
            return catalogue.facts()
        finally:
            catalogue.close()

    looked: list[str] = []
    real = index_input.facts
    monkeypatch.setattr(index_input, "facts", lambda c, n, id: looked.append(id) or real(c, n, id))
    own = "Ines Maro3 and Dr. Ines B. Maro3 are one clerk, said Otto Brandl. Maro3 nodded."
    write(folder, "new.txt", f"Clerks\n\nBRACKWATER, May 6 — {own}\n")
    for change in ("come", "go"):
        if change == "go":
            (folder / "new.txt").unlink()
        looked.clear()
        with Collection.open(folder) as collection:
            assert 0 < len(looked) < 8 if change == "come" else len(looked) < 8
            with Collection.open(folder, home=tmp_path / change) as fresh:
                assert facts(collection) == facts(fresh)


def test_nothing_changed_costs_no_joining(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linking.Joining, "__init__", lambda *_: pytest.fail("nothing has changed"))
    with Collection.open(folder) as collection:
        assert len(collection.statements(2)) == 2


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE name_cluster SET value = '[1'",
        "UPDATE copy_text SET value = x'00'",
        "DELETE FROM shingle WHERE article = (SELECT min(article) FROM shingle)",
        "UPDATE wording_link SET value = '[1'",
        "UPDATE wording SET pattern = substr(pattern, 1, 30)",
        "DELETE FROM printed WHERE rowid = (SELECT min(rowid) FROM printed)",
        "DELETE FROM kept WHERE kind = 'texts' AND article = (SELECT min(article) FROM kept)",
        "DELETE FROM copy_pair",
        "DELETE FROM copied",
        "DELETE FROM name_edge",
        "DELETE FROM wording_link",
        "DELETE FROM kept WHERE kind = 'names'",
        "UPDATE derived SET basis = 'of another version' WHERE name LIKE 'kept %'",
    ],
)
def test_what_is_kept_and_damaged_is_made_anew(folder: Path, tmp_path: Path, damage: str) -> None:
    with Collection.open(folder, sync=False) as collection:
        path = collection.cache / "catalogue.db"
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(damage)
    connection.close()
    write(folder, "new.txt", article(3))
    (folder / "04.txt").unlink()
    with Collection.open(folder) as collection:
        assert stored(collection) == from_nothing(folder, tmp_path)
        assert "new.txt" in {instance.path for instance in collection.statement("nine hundred times").instances}


@pytest.mark.parametrize("place", ["put_statements", "put_derived", "put_entity", "entity_value"])
def test_an_interruption_leaves_what_was_there_and_the_next_process_goes_on(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    class Killed(BaseException):
        pass

    def killed(*_: object, **__: object) -> None:
        raise Killed

    write(folder, "new.txt", article(3))
    with monkeypatch.context() as patch:
        patch.setattr(Catalogue, place, killed)
        with pytest.raises(Killed):
            Collection.open(folder)
    with Collection.open(folder, sync=False) as collection:
        assert collection.statement("nine hundred times").articles == 6
    with Collection.open(folder) as collection:
        assert collection.statement("nine hundred times").articles == 7
        assert stored(collection) == from_nothing(folder, tmp_path)


def test_stopping_in_the_midst_stores_nothing_of_it(folder: Path, tmp_path: Path) -> None:
    write(folder, "new.txt", article(3))
    asked: list[str] = []

    def stage(name: str, _done: int, _total: int) -> None:
        asked.append(name)

    with Collection.open(folder, sync=False) as collection:
        collection.sync(progress=stage, cancelled=lambda: asked[-1:] == ["statements"])
        assert collection.statement("nine hundred times").articles == 6
        collection.sync()
        assert stored(collection) == from_nothing(folder, tmp_path)


# --- the parts: what one article changes for others that it does not touch itself ---


def quoted(article: str, text: str, at: int = 0, path: str = "") -> Quotation:
    span = (at, at + len(text))
    return Quotation(
        f"q{article}{at}", article, path or f"{article}.txt", span, span, text, "direct", "speech", UNKNOWN_SPEAKER
    )


PHRASE = "it was one way or the other"
FERRY = "Harbourmaster Ilse Brandt inspected ferry lifeboats moored alongside Kestrel quay amid icy squalls. " * 2
OPERA = "Soprano Mirela Dusa cancelled matinee rehearsals because plaster crumbled above orchestra seats. " * 2
STRONG = f"The harbour board has counted 400 rivets in the bridge, {PHRASE}, before the winter storms of the year"


def test_a_pair_of_words_that_becomes_a_crowds_links_nobody_and_links_again_when_the_crowd_has_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(phrase_index, "CROWD", 3)
    grouper = Grouper()
    for number in range(3):
        grouper.add(f"a{number}", [quoted(f"a{number}", "Purple herons wait")], FERRY)
    assert [s.articles for s in grouper.statements()] == [3]
    grouper.add(
        "b", [quoted("b", "Purple herons wait, thought the mate of the Kestrel, who had never before seen any")], OPERA
    )
    assert [s.articles for s in grouper.statements()] == [1, 1, 1, 1]
    grouper.remove("b")
    assert [s.articles for s in grouper.statements()] == [3]


def test_words_that_go_leave_those_alone_that_were_linked_with_them() -> None:
    grouper = Grouper()
    grouper.add("a", [quoted("a", SAID)])
    grouper.add("b", [quoted("b", f"{SAID}, and the gates have held")])
    assert [s.articles for s in grouper.statements()] == [2]
    grouper.remove("b")
    assert [(s.articles, s.text) for s in grouper.statements()] == [(1, SAID)]


def test_who_prints_the_words_decides_anew_whether_two_stories_are_one() -> None:
    grouper = Grouper()
    grouper.add("a", [quoted("a", STRONG)], FERRY)
    grouper.add("b", [quoted("b", PHRASE)], OPERA)
    assert [s.articles for s in grouper.statements()] == [1, 1]
    grouper.add("c", [quoted("c", STRONG)], OPERA)
    assert max(s.articles for s in grouper.statements()) == 3
    grouper.remove("c")
    assert [s.articles for s in grouper.statements()] == [1, 1]


def test_a_new_representative_of_the_copies_counts_anew_in_statements_that_are_not_touched() -> None:
    own = {name: [quoted(name, SAID)] for name in "abc"}
    grouper = Grouper()
    for name, quotations in own.items():
        grouper.add(name, quotations)
    assert [s.distinct_texts for s in grouper.statements()] == [3]
    assert [s.distinct_texts for s in grouper.statements(copies={"a": "a", "b": "a"})] == [2]
    assert [s.distinct_texts for s in grouper.statements(copies={"b": "b", "c": "b"})] == [2]
    assert [s.distinct_texts for s in grouper.statements()] == [3]


def test_two_statements_that_would_have_one_id_get_their_own_and_give_it_back(tmp_path: Path) -> None:
    lengthy = Statement("s1", SAID, None, 1, 1, 1, (instance("a"),))
    twin = replace(lengthy, instances=(instance("b"),))
    first, second = build.unique([twin, lengthy])
    assert (first.id, first.instances[0].article) == ("s1", "a")
    assert second.id not in ("s1", "")
    assert build.unique([twin]) == (twin,)
    catalogue = Catalogue(tmp_path / "one.db")
    joined = linking.Joining(catalogue, lambda *_: None)
    for statements_, articles in (([lengthy], []), ([twin], []), ([], ["a"])):
        with catalogue.transaction():
            joined._put_statements(regrouped(statements_, articles), whole=False)
        expected = {"a", "b"} if statements_ == [twin] else {"a"} if statements_ else {"b"}
        found = catalogue.statements()
        assert {one.instances[0].article for one in found} == expected
        assert "s1" in {one.id for one in found}
    catalogue.close()


def instance(article: str) -> Instance:
    return Instance(f"q{article}", article, f"{article}.txt", (0, len(SAID)), None, SAID, "direct")


def regrouped(made: list[Statement], articles: list[str]) -> Regrouped:
    return Regrouped(frozenset(articles), frozenset(), tuple(made))


PROSE = [
    f"Paragraph {n} tells of warden {n} who walked {n + 7} miles past orchard {n} with wax, clover and frames numbered {n * 13}."
    for n in range(9)
]


def document(id: str, paragraphs: list[str]) -> Document:
    text = "\n\n".join(paragraphs)
    spans, at = [], 0
    for paragraph in paragraphs:
        spans.append(Paragraph((at, at + len(paragraph)), None, "body"))
        at += len(paragraph) + 2
    return Document(Article(id=id, path=f"{id}.txt"), text, tuple(spans))


def test_who_is_looked_at_among_many_copies_depends_on_the_articles_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.analysis.near_duplicates.detection.CROWD", 2)
    texts = {f"{n}": document(f"{n}", PROSE) for n in range(6)}
    grown = CopyIndex()
    for id in ("5", "4", "3", "2", "1", "0"):  # every one of them displaces another from the first two
        grown.add(id, texts[id])
        grown.groups()
    fresh = CopyIndex()
    for id, each in texts.items():
        fresh.add(id, each)
    assert grown.groups() == fresh.groups()
    for id in ("0", "1"):
        for index in (grown, fresh):
            index.remove(id)
        grown.groups()
    assert grown.groups() == fresh.groups()
    assert all("2" in pair[:2] or "3" in pair[:2] for pair in grown.groups()[0].containment)


def test_a_row_gives_back_what_it_was_made_of() -> None:
    quotations = [quoted("a", STRONG), quoted("a", PHRASE, 300), quoted("a", OTHER, 600)]
    units = grouping._units(quotations, "")
    for unit in units:
        stored = phrase_index.dump(unit.pattern)
        known = phrase_index.load(stored)
        assert known == unit.pattern
        assert links(known, unit.pattern) == links(unit.pattern, unit.pattern)
        assert printings.load_unit("a", printings.dump_unit(unit, {}, {}), known) == (unit, {})
        with pytest.raises(sqlite3.DatabaseError):
            phrase_index.load(stored[:-1])


def test_what_may_say_the_same_is_found_alone_as_among_all() -> None:
    said = [SAID, f"{SAID}, and herons know", OTHER, STRONG, PHRASE, "Herons have never yet paid"]
    units = grouping._units([quoted("a", words, 300 * place) for place, words in enumerate(said)], "")
    patterns = {phrase_index.key(unit): unit.pattern for unit in units}
    index = phrase_index.PhraseIndex(sorted(patterns.items()))
    by_pair: dict[int, list[tuple[int, bool]]] = {}
    for pair, key, short in index.telling(patterns):
        by_pair.setdefault(pair, []).append((key, short))
    for key, pattern in patterns.items():
        assert [pair for pair in sorted(by_pair) if key in dict(by_pair[pair])] == phrase_index.telling(pattern)
        alone = phrase_index.near(key, pattern, lambda pair: by_pair[pair])
        assert sorted(alone) == sorted(index.candidates([key]))
    assert len(set(index.candidates(list(patterns)))) > 2
