"""Copies through the whole house: found, marked, compared, and never counted as further texts."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing import Collection
from briefing.presentation.labels import copies_label, counts_line

QUOTE = "The wheel has turned more than nine hundred times since the gates were opened this morning"
WIRE = f"""Tide mill turns again

BRACKWATER, May 6 (Boreal Wire) — The old tide mill at Brackwater turned on Tuesday for the first time in sixty years.

Two hundred people watched from the quay as engineers opened the oak gates that had been rebuilt during the winter by four carpenters.

“{QUOTE},” said Jonas Pell, the engineer who led the work from its first day.

The work cost 40,000 crowns, which the council raised by selling the old harbour crane to a museum in the next county.
"""
COPY = (
    WIRE.replace("Tide mill turns again", "Old mill is back at work")
    .replace("40,000", "45,000")
    .replace("Two hundred people", "Some two hundred people")
)
OWN = f"""Council praises its mill

Published: 7 May 2031

Nobody on the Brackwater council had expected a crowd. When it came, the mayor fetched tea for everyone and gave no speech at all.

“{QUOTE},” Pell told this newspaper over his second cup, before he went back to count again.

Schools may book a visit from April of next year, and the ferry will stop at the mill on Sundays.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    for name, text in (("wire.txt", WIRE), ("copy.txt", COPY), ("own.txt", OWN)):
        (made / name).write_text(text, encoding="utf-8")
        past = time.time() - 100
        os.utime(made / name, (past, past))
    return made


@pytest.fixture
def collection(folder: Path) -> Iterator[Collection]:
    with Collection.open(folder) as opened:
        yield opened


def test_the_copy_is_found_and_marked_and_the_other_report_is_no_copy(collection: Collection) -> None:
    (group,) = collection.copies()
    assert {collection.article(id).path for id in group.articles} == {"wire.txt", "copy.txt"}
    assert group.agency == collection.article("wire.txt").agency.value
    assert copies_label(collection.article("wire.txt")) == "+1 copy"
    assert [copies_label(article) for article in collection.articles() if article.path == "own.txt"] == [""]


def test_statements_count_the_copy_as_a_file_and_not_as_a_text(collection: Collection) -> None:
    statement = collection.statement("nine hundred times")
    assert (statement.articles, statement.distinct_texts) == (3, 2)
    assert counts_line(statement).startswith("3 files · 2 texts")


def test_what_the_copy_changed(collection: Collection) -> None:
    (changes,) = collection.copy_changes("wire.txt")
    assert (changes.path, changes.base) == ("copy.txt", collection.article("wire.txt").id)
    assert changes.kept > 0.9
    title, first, second = changes.passages
    assert title.kind == "title"
    assert [t.text for t in first.tokens if t.op in ("added", "changed")] == ["Some"]
    assert [(t.text, t.pivot, t.strong) for t in second.tokens if t.op == "changed"] == [("45,000", "40,000", True)]
    text = collection.document("copy.txt").text
    assert "45,000 crowns" in text[slice(*second.span)]
    assert collection.copy_changes("own.txt") == ()


def test_a_copy_is_compared_when_it_is_looked_at_and_at_the_end_at_the_latest(folder: Path) -> None:
    (folder / "more.txt").write_text(WIRE.replace("40,000", "41,000"), encoding="utf-8")
    compared: list[str] = []
    with Collection.open(folder) as collection:
        changes = collection.copy_changes("wire.txt")
        compare = changes._compare  # type: ignore[attr-defined]
        changes._compare = lambda id: compared.append(id) or compare(id)  # type: ignore[attr-defined,func-returns-value]
        assert (len(changes), compared) == (2, [])
        assert (changes[1].path, changes[1:][0].path, len(compared)) == ("more.txt", "more.txt", 1)
    assert [each.path for each in changes] == ["copy.txt", "more.txt"]
    assert len(compared) == 2


def test_a_copy_that_leaves_the_folder_leaves_the_counts(collection: Collection, folder: Path) -> None:
    (folder / "copy.txt").unlink()
    collection.sync()
    assert collection.copies() == ()
    assert collection.article("wire.txt").copies == ()
    assert collection.statement("nine hundred times").articles == 2


def test_the_command_says_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from briefing.cli.main import run

    assert run(["-C", str(folder), "copies", "wire.txt", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    (group,) = found["groups"]
    assert len(group["articles"]) == 2
    assert all(len(row) == 3 and 0 < row[2] <= 1 for row in group["containment"])
    assert [passage["op"] for passage in found["changes"][0]["passages"]] == ["changed"] * 3
