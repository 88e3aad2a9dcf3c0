"""The coverage table over a real folder: a copy is a file, never a further text, and one event told twice is no copy."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from reader_pilot import reading

from briefing import Collection
from briefing.model import Article
from briefing.presentation.labels import counts_line
from briefing.tui.rows.coverage_columns import beside_copies

QUOTE = "The old tide mill has ground more flour this week than in the sixty years before it"
WIRE = f"""{{title}}

{{outlet}}

BRACKWATER, May 6 (Boreal Wire) — The tide mill at Brackwater turned on Tuesday for the first time since its gates were broken by ice.

Two hundred people watched from the quay as engineers opened the oak gates that four carpenters had rebuilt during the winter.

“{QUOTE},” said Jonas Pell, the engineer who led the work from its first day.

The work cost forty thousand crowns, which the council raised by selling the harbour crane to a museum in the next county.
"""
OWN = f"""Flour for the whole quay

Nobody on the council had expected a crowd. When it came, the mayor fetched tea for everyone and gave no speech at all.

“{QUOTE},” Pell told this newspaper over his second cup, before he went back to the wheel.

Schools may book a visit from April, and the ferry will stop beside the mill on Sundays unless the tide is low.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    texts = {
        "a-wire.txt": WIRE.format(title="Tide mill turns again", outlet="Boreal Wire"),
        "b-own.txt": OWN,
        "c-copy.txt": WIRE.format(title="Old mill is back at work", outlet="Ost Valley News"),
    }
    for name, text in texts.items():
        (made / name).write_text(text, encoding="utf-8")
        past = time.time() - 100
        os.utime(made / name, (past, past))
    return made


async def test_copies_stand_side_by_side_and_are_counted_as_one_text(home: Path, folder: Path) -> None:
    with Collection.open(folder) as collection:
        statement = collection.statement(QUOTE)
        assert counts_line(statement).startswith("3 files · 2 texts")
        async with reading(home, collection) as reader:
            await reader.press("t")
            assert "Coverage · all articles · 1 × 3" in reader.text
            assert "1 statement × 3 sources · 2 texts" in reader.text
            assert "3 files · 2 texts" in reader.text
            pane = reader.screen.query_one("#coverage")
            columns = pane._here
            paths = [article.path for article in columns.articles]
            assert abs(paths.index("a-wire.txt") - paths.index("c-copy.txt")) == 1
            assert [collection.article(id).path for id in columns.same] in (["a-wire.txt"], ["c-copy.txt"])
            assert len(columns.articles) - len(columns.same) == statement.distinct_texts
            heads = reader.text.split("\n")
            assert sum(line.count(" =") for line in heads if "Coverage" not in line) == 1
            await reader.press("l", "l", "l")
            while pane.column and pane.current_article.id not in columns.same:
                await reader.press("h")
            assert "the same text as" in reader.text
            assert all(pane._cells_of(statement).get(article.id) for article in columns.articles)


async def test_without_the_copy_two_texts_are_two_columns_and_none_is_marked(home: Path, folder: Path) -> None:
    (folder / "c-copy.txt").unlink()
    with Collection.open(folder) as collection:
        assert counts_line(collection.statement(QUOTE)).startswith("2 files · 2 texts")
        async with reading(home, collection) as reader:
            await reader.press("t")
            assert "1 × 2" in reader.text
            assert "· 2 texts" not in reader.text.split("files")[0]
            assert reader.screen.query_one("#coverage")._here.same == {}


def test_what_is_made_of_several_is_their_copy_and_they_are_none_of_it() -> None:
    def article(id: str, *copies: str) -> Article:
        return Article(id=id, path=f"{id}.txt", copies=copies)

    digest = article("digest", "one", "other", "third")
    rest = [
        article("one", "digest"),
        article("stranger"),
        article("other", "digest", "third"),
        article("third", "digest", "other"),
    ]
    ordered, same = beside_copies([digest, *rest])
    assert [each.id for each in ordered] == ["one", "digest", "stranger", "other", "third"]
    assert same == {"digest": "one", "third": "other"}
    assert beside_copies(rest[:2]) == (rest[:2], {})
