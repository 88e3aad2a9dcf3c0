"""Versions of a page, asked of a folder: their order, what each changed, how they count, and the command."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing import Collection
from briefing.analysis.near_duplicates import page_versions
from briefing.cli.main import run
from briefing.store.catalogue import serialise

PAGE = """---
url: https://coast.example/mill{more}
outlet: Coast & Quay
date: 2024-03-{day}
---
# Mill turns again

“The stones had waited for ninety years and began to turn at noon,” the keeper, Ada Marrin, said at Ossel on Monday.

{text}
"""
OTHERS = {
    12: "Three hundred people came to see it, and the bread was given away before the evening by children of the town.",
    14: "A beam has cracked since. The council closed the yard, and engineers from Karmouth are to look at the wheel next week.",
    16: "The wheel is sound. Boats that carry grain will come up the creek from April on, said the harbour office, which has dredged it.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for day, text in OTHERS.items():
        (tmp_path / f"v{day}.md").write_text(
            PAGE.format(day=day, text=text, more="?utm_source=x" * (day > 12)), "utf-8"
        )
    (tmp_path / "other.txt").write_text(
        "Mill\n\n“The stones had waited for ninety years and began to turn at noon,” Ada Marrin told the Harbour Post.\n",
        "utf-8",
    )
    return tmp_path


@pytest.fixture
def collection(folder: Path) -> Iterator[Collection]:
    with Collection.open(folder) as opened:
        yield opened


def test_in_order_with_what_each_changed(collection: Collection) -> None:
    (page,) = collection.versions("v14.md")
    assert collection.versions() == (page,)
    assert [(version.path, version.place) for version in page.versions] == [("v12.md", 1), ("v14.md", 2), ("v16.md", 3)]
    assert page.latest == collection.article("v16.md").id
    changes = collection.version_changes(page)
    assert [(each.path, collection.article(each.base).path) for each in changes] == [
        ("v14.md", "v12.md"),
        ("v16.md", "v14.md"),
    ]
    assert all(each.passages for each in changes)
    assert collection.versions("other.txt") == ()


def test_one_page_is_one_text_and_one_origin(collection: Collection) -> None:
    statement = next(each for each in collection.statements(2) if "stones" in each.text)
    assert (statement.articles, statement.distinct_texts) == (4, 2)
    assert statement.origins <= 2
    assert collection.statement(statement.id) == statement
    assert len(collection.article("v12.md").copies) == 2


def test_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(folder), "versions", "v12.md"]) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[0].startswith("3 versions of one page")
    assert [line.split()[0] for line in out.splitlines()[1:4]] == ["1", "2", "3"]
    assert "16 March 2024" in out.splitlines()[-1]
    assert run(["-C", str(folder), "versions", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [each["place"] for each in answer["pages"][0]["versions"]] == [1, 2, 3]


def test_nothing_to_tell(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(folder), "versions", "other.txt"]) == 1
    assert "no other version" in capsys.readouterr().err


def test_citing_an_earlier_version_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(folder), "cite", "v12.md"]) == 0
    captured = capsys.readouterr()
    assert "12 March 2024" in captured.out
    assert "a later version of this page is here (2024-03-16): v16.md" in captured.err
    assert run(["-C", str(folder), "cite", "v16.md"]) == 0
    assert "later version" not in capsys.readouterr().err


def test_articles_of_one_outlet_or_address_with_each_other_may_be_one_page() -> None:
    printed = [
        ("a", "Quay Post", ""),
        ("b", "quay post", "https://quay.example/ferry"),
        ("c", "", "https://www.quay.example/ferry/"),
        ("d", "Harbour Gazette", "https://gazette.example/ferry"),
        ("e", "", ""),
    ]
    near = {id: "".join(page_versions.around(id, printed)) for id in "abcdef"}
    assert near == {"a": "abc", "b": "abc", "c": "abc", "d": "d", "e": "e", "f": "f"}


def test_of_thousands_of_copies_only_those_are_read_that_may_be_one_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = (
        "The ferry will sail from the old quay on Sunday, the harbour master said, and the toll stays as it was.\n\n"
    )
    for number, outlet in enumerate(("Quay Post", "Quay Post", "Harbour Gazette", "Tide Herald", "Sluice Review")):
        head = f"---\ntitle: Ferry sails\noutlet: {outlet}\ndate: 2031-05-{number + 3:02}\n---\n\n"
        (tmp_path / f"{number}.md").write_text(head + words * 6, encoding="utf-8")
    with Collection.open(tmp_path) as collection:
        wanted = [page for page in collection.versions() if "0.md" in {each.path for each in page.versions}]
        read: list[str] = []
        real = serialise.load_article
        monkeypatch.setattr(serialise, "load_article", lambda *it: read.append("one") or real(*it))  # type: ignore[func-returns-value]
        found = collection.versions("0.md")
        assert len(read) <= 2
        assert list(found) == wanted
        assert [[each.path for each in page.versions] for page in found] == [["0.md", "1.md"]]
