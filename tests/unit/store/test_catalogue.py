"""The catalogue gives back what was put in, forgets what is gone, and makes itself anew when it is damaged."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefing.model import (
    UNKNOWN_SPEAKER,
    Alias,
    Article,
    CopyGroup,
    Document,
    Entity,
    Instance,
    Mention,
    Paragraph,
    Problem,
    Quotation,
    SourceMap,
    Speaker,
    Stated,
    Statement,
)
from briefing.store.catalogue import serialise
from briefing.store.catalogue.catalogue import Catalogue, FileRow
from briefing.store.catalogue.name_clusters import ClusterRow
from briefing.store.catalogue.serialise import dump_document

ODD = os.fsdecode(b"od\xffd.txt")


def document(
    id: str, path: str, *, date: str | None = None, text: str = "The tide turns.", mark: str = "1"
) -> Document:
    published: Stated[str] = Stated.stated(date, date) if date else Stated.unknown("only “Tuesday”")
    article = Article(
        id,
        path,
        title=Stated.stated("Tide", "Tide"),
        byline=Stated.inferred(("A. Vane", "B. Orr"), "By"),
        published=published,
        words=3,
        repeated=True,
        problems=("odd",),
        opening="The tide",
        extra={"section": "News"},
    )
    layout = (Paragraph((0, len(text)), (4, 4 + len(text)), "body"), Paragraph((0, 3), None, "repeat"))
    return Document(article, text, layout, SourceMap(((0, 4, len(text)),)), f"{id}{mark}")


def row(*problems: Problem) -> FileRow:
    return FileRow(10, 20, "ab", 1, problems)


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    made = Catalogue(tmp_path / "catalogue.db")
    yield made
    made.close()


def put(catalogue: Catalogue, path: str, *documents: Document) -> tuple[int, int, int]:
    with catalogue.transaction():
        return catalogue.put_file(path, row(), map(dump_document, documents))


def test_documents_come_back_as_they_were(catalogue: Catalogue) -> None:
    original = document("a1", ODD, date="2031-05-06")
    put(catalogue, ODD, original)
    (stored,) = catalogue.documents(["a1"])
    assert stored.article == original.article
    assert (stored.text, stored.paragraphs, stored.source_map) == (
        original.text,
        original.paragraphs,
        original.source_map,
    )
    assert catalogue.files() == {ODD: row()}
    assert catalogue.find(ODD) == ["a1"]


def test_newest_first_unknown_last_then_by_path(catalogue: Catalogue) -> None:
    put(catalogue, "x.txt", document("a1", "x.txt"))
    put(catalogue, "b.txt", document("a2", "b.txt", date="2031-01-01"))
    put(catalogue, "c.txt", document("a3", "c.txt", date="2031-05-06"))
    put(catalogue, "d.txt", document("a4", "d.txt", date="--05-06"))
    assert catalogue.listed() == ["a3", "a2", "a4", "a1"]


def test_what_changed_is_counted_and_must_be_indexed_again(catalogue: Catalogue) -> None:
    assert put(catalogue, "f", document("a1", "f"), document("a2", "f#2")) == (2, 0, 0)
    catalogue.mark_indexed(["a1", "a2"], [])
    assert put(catalogue, "f", document("a1", "f"), document("a2", "f#2", mark="2")) == (0, 1, 0)
    assert catalogue.unindexed() == ["a2"]
    assert put(catalogue, "f", document("a1", "f")) == (0, 0, 1)
    assert catalogue.gone() == ["a2"]
    with catalogue.transaction():
        assert catalogue.remove_file("f") == 1
    assert catalogue.count() == 0
    assert sorted(catalogue.gone()) == ["a1", "a2"]


def test_a_transaction_is_all_or_nothing(catalogue: Catalogue) -> None:
    with pytest.raises(RuntimeError), catalogue.transaction():
        catalogue.put_file("f", row(), [dump_document(document("a1", "f"))])
        raise RuntimeError
    assert catalogue.count() == 0


def test_threads_that_have_ended_leave_no_files_open(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def counting(*given: Any, **named: Any) -> sqlite3.Connection:
        opened.append(connect(*given, **named))
        return opened[-1]

    monkeypatch.setattr(sqlite3, "connect", counting)
    answers: list[int] = []
    for _ in range(20):
        thread = threading.Thread(target=lambda: answers.append(catalogue.count()))
        thread.start()
        thread.join()
    assert answers == [catalogue.count()] * 20
    assert len(opened) <= 1


def test_a_thread_that_ended_within_a_change_leaves_nothing_of_it(catalogue: Catalogue) -> None:
    def breaking_off() -> None:
        catalogue._connection.execute("BEGIN IMMEDIATE")
        catalogue._connection.execute("DELETE FROM article")

    put(catalogue, "f", document("a1", "f"))
    for target in (breaking_off, catalogue.count):
        thread = threading.Thread(target=target)
        thread.start()
        thread.join()
    put(catalogue, "g", document("a2", "g"))
    assert catalogue.count() == 2


def test_problems_are_listed_with_their_file(catalogue: Catalogue) -> None:
    with catalogue.transaction():
        catalogue.put_file(ODD, row(Problem(ODD, "is empty")), [])
    assert catalogue.problems() == [Problem(ODD, "is empty")]


def quotation(id: str, article: str = "a1") -> Quotation:
    speaker = Speaker("Ada Vane", "she", (5, 8), "inferred")
    return Quotation(id, article, "f", (0, 5), None, "tides", "direct", "speech", speaker, "said", "s1")


def test_analysis_rests_on_text_and_version(catalogue: Catalogue) -> None:
    put(catalogue, "f", document("a1", "f"))
    assert list(catalogue.unanalysed("1.rules.")) == ["a1"]
    mention = Mention("a1", "f", (0, 4), (2, 6), "Tide", "exact", "place", "")
    with catalogue.transaction():
        found = serialise.dump_quotations([quotation("q1")]), serialise.dump_mentions([mention])
        catalogue.put_analysis("a1", "1.rules.", *found, ["q1"])
    assert list(catalogue.unanalysed("1.rules.")) == []
    assert list(catalogue.unanalysed("2.rules.")) == ["a1"]
    ((_, _, text),) = catalogue.quotations()
    assert serialise.load_quotations(text, "a1", "f") == [quotation("q1")]
    ((_, _, text),) = catalogue.mentions()
    assert serialise.load_mentions(text, "a1", "f") == [mention]
    assert catalogue.find_quotations("q") == [("q1", "a1")]
    put(catalogue, "f", document("a1", "f", mark="2"))
    assert list(catalogue.unanalysed("1.rules.")) == ["a1"]


def test_a_book_is_analysed_after_all_others_and_its_size_is_known(catalogue: Catalogue) -> None:
    book = document("a1", "book.txt", date="2031-05-06", text="tide " * 100_000)
    put(catalogue, "book.txt", book)
    put(catalogue, "new.txt", document("a2", "new.txt", date="2031-05-05"))
    put(catalogue, "old.txt", document("a3", "old.txt", date="2031-01-01"))
    assert list(catalogue.unanalysed("1.rules.")) == ["a2", "a3", "a1"]
    assert catalogue.longer_than(1000) == ["book.txt"]
    assert catalogue.longer_than(500_000) == []


def test_statements_by_quotation_article_id_and_words(catalogue: Catalogue) -> None:
    def statement(id: str, text: str, articles: int, *instances: tuple[str, str]) -> Statement:
        parts = tuple(Instance(q, a, "f", (0, 5), (1, 6), text, "mixed") for q, a in instances)
        return Statement(id, text, None, articles, articles, 1, parts, ("press release",))

    one = statement("s1aa", "The tide has turned", 2, ("q1", "a1"), ("q2", "a2"))
    two = statement("s1bb", "Café “tide”", 1, ("q2", "a2"))
    with catalogue.transaction():
        catalogue.put_statements([("s1aa", one), ("s1aa", two)])
    assert catalogue.statements() == [one, two]
    assert catalogue.statements(2) == [one]
    assert catalogue.statements_of("q2") == [one, two]
    assert catalogue.bases(["s1aa"]) == {"s1aa": ("s1aa", one), "s1bb": ("s1aa", two)}
    assert catalogue.carried_by([], ["q1"]) == catalogue.carried_by(["a1"], []) == {"s1aa": ("s1aa", one)}
    assert catalogue.carried_by(["a2"], ["nobody's"]).keys() == {"s1aa", "s1bb"}
    assert catalogue.carried() == {"q1": ["s1aa"], "q2": ["s1aa", "s1bb"]}
    assert catalogue.carried("a1") == {"q1": ["s1aa"]}
    assert catalogue.find_statements("s1b") == [two]
    assert catalogue.find_statements("turned TIDE") == [one]
    assert catalogue.find_statements("cafe") == [two]
    assert catalogue.find_statements("nothing") == []
    longer = statement("s1bb", "Café “tide” and more", 3, ("q3", "a3"))
    with catalogue.transaction():
        catalogue.put_statements([("s1bb", longer)], ["s1aa", "s1bb"])
    assert catalogue.statements() == [longer]
    assert catalogue.carried() == {"q3": ["s1bb"]}
    with catalogue.transaction():
        catalogue.clear_statements()
        catalogue.put_statements([("s1aa", one)])
    assert catalogue.statements() == [one]


def test_entities_keep_their_mentions_by_article(catalogue: Catalogue) -> None:
    put(catalogue, "f", document("a1", "f"))
    put(catalogue, "g", document("a2", "g"))
    mentions = (
        Mention("a1", "f", (0, 4), None, "Tide", "exact", "place"),
        Mention("a2", "g", (0, 4), None, "Tide", "exact", "place"),
    )
    entity = Entity("e1", "Tide", "place", (Alias("Tide", 2, "exact"),), 2, mentions, ("river",))
    rows = [ClusterRow(7, mention.article, 0, "e1", "", "value") for mention in mentions]
    with catalogue.transaction():
        catalogue.put_entity(entity, 2)
        catalogue.names.put(
            (row, serialise.dump_mentions([mention])) for row, mention in zip(rows, mentions, strict=True)
        )
    assert catalogue.entities() == [entity]
    (only,) = catalogue.entities("a2")
    assert (only.articles, only.mentions) == (2, mentions[1:])
    assert catalogue.names.of_form(7) == rows
    with catalogue.transaction():
        catalogue.names.drop_article("a1")
    assert catalogue.entities() == [replace(entity, mentions=mentions[1:])]
    with catalogue.transaction():
        catalogue.drop_entities(["e1"])
    assert (catalogue.entities(), catalogue.entity_ids(), catalogue.spelt("place", "tide")) == ([], [], [])


def test_what_is_kept_tells_what_came_changed_and_went_by_kind(catalogue: Catalogue) -> None:
    kept = catalogue.kept
    for id, path in (("a1", "z.txt"), ("a2", "b.txt"), ("a3", "c.txt")):
        put(catalogue, path, document(id, path))
        with catalogue.transaction():
            catalogue.put_analysis(id, "1.", "[]", "[]", [])
    assert kept.changed("one") == (["a2", "a3", "a1"], [])
    with catalogue.transaction():
        kept.put("one", ["a1", "a2", "a3"])
        kept.put("other", ["a1"])
    assert (kept.changed("one"), kept.changed("other")) == (([], []), (["a2", "a3"], []))
    put(catalogue, "b.txt", document("a2", "b.txt", mark="2"))
    with catalogue.transaction():
        catalogue.put_analysis("a2", "1.", "[]", "[]", [])
        catalogue.remove_file("c.txt")
    assert kept.changed("one") == (["a2"], ["a3"])
    assert kept.known("one", ["a2", "a3", "never there"]) == {"a2", "a3"}
    with catalogue.transaction():
        kept.put("one", ["a2"])
        kept.drop("one", ["a3"])
    assert (kept.changed("one"), kept.count("one"), kept.count("other")) == (([], []), 2, 1)
    with catalogue.transaction():
        kept.clear("one")
    assert (kept.changed("one")[0], kept.changed("other")) == (["a2", "a1"], (["a2"], []))


def test_groups_of_copies_are_made_of_members_and_pairs(catalogue: Catalogue) -> None:
    copied = catalogue.copied
    with catalogue.transaction():
        for article, agency in (("a1", "NPA"), ("a2", None), ("a3", None)):
            copied.put(article, 40, agency, b"", b"")
        copied.put_pairs({("a1", "a2"): (0.9, 0.12345)})
        copied.put_groups([], {"g": ["a1", "a2"]})
        copied.put_heads({"a2": "a1"})
    group = CopyGroup(("a1", "a2"), (("a1", "a2", 0.9), ("a2", "a1", 0.123)), "NPA")
    assert (copied.groups(), copied.members()) == ((group,), [["a1", "a2"]])
    assert [copied.head(article) for article in ("a1", "a2", "a3", "nobody")] == ["a1", "a1", "a3", "nobody"]
    assert (copied.groups_of("a2"), copied.group_members("g"), copied.stood_for_by("a1")) == (
        ["g"],
        ["a1", "a2"],
        ["a2"],
    )
    with catalogue.transaction():
        copied.drop_pairs([("a1", "a2")])
        copied.put_groups(["g"], {})
    assert (copied.groups(), copied.beside("a1"), copied.pairs_of("a2")) == ((), {}, {})


def test_packed_parts_come_back_and_damage_is_noticed() -> None:
    value = serialise.pack(b"one", b"", b"three")
    assert serialise.unpack(value, 3) == (b"one", b"", b"three")
    for place in range(len(value)):
        damaged = bytearray(value)
        damaged[place] ^= 1
        with pytest.raises(sqlite3.DatabaseError):
            serialise.unpack(bytes(damaged), 3)
    for other in (b"", value[:-1], value + b"x"):
        with pytest.raises(sqlite3.DatabaseError):
            serialise.unpack(other, 3)
    with pytest.raises(sqlite3.DatabaseError):
        serialise.unpack(value, 2)


def test_unknown_speakers_survive_the_codec() -> None:
    plain = Quotation("q", "a1", "f", (0, 5), None, "tides", "direct", "speech", UNKNOWN_SPEAKER)
    assert serialise.load_quotations(serialise.dump_quotations([plain]), "a1", "f") == [plain]


def test_a_damaged_or_foreign_file_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.db"
    for content, why in ((b"", ""), (b"no database at all" * 99, "was damaged")):
        path.write_bytes(content)
        catalogue = Catalogue(path)
        assert catalogue.replaced == why
        put(catalogue, "f", document("a1", "f"))
        catalogue.close()
    again = Catalogue(path)
    assert (again.replaced, again.count()) == ("", 1)
    with again.transaction():
        again._connection.execute("UPDATE meta SET value = '999' WHERE key = 'format'")
    again.close()
    other = Catalogue(path)
    assert (other.replaced, other.count()) == ("was written by another version of briefing", 0)
    other.close()
