"""What sources disagree on is kept by statement and by article: after any change it is what comparing everything anew gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import Collection
from briefing.analysis.comparison import discrepancies
from briefing.model import Difference

pytestmark = pytest.mark.usefixtures("in_this_process")

FERRY = """{title}

{outlet}. The harbour board met on Monday.

“We counted {count} passengers on the ferry before noon and {turned} anybody away,” {speaker} said.

{more}
"""


def write(folder: Path, name: str, **words: str) -> None:
    known = {
        "title": f"Ferry of {name}", "outlet": "The board", "count": "412", "turned": "did not turn", "speaker": "Lena Ost",
        "more": f"Rain fell on the pier of {name} and nobody minded it much.", **words,
    }  # fmt: skip
    (folder / f"{name}.txt").write_text(FERRY.format(**known), "utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    for name in ("anvil", "bellows", "chisel"):
        write(made, name)
    write(made, "drill", count="398", turned="turned")
    return made


def anew(collection: Collection) -> list[Difference]:
    """Return the differences by looking at everything."""
    texts = {article.id: collection.document(article.id).text for article in collection.articles()}
    heads = {id: group.articles[0] for group in collection.copies() for id in group.articles}
    quotations = {each.id: each for each in collection.quotations()}
    return list(discrepancies.find(collection.statements(2), quotations, texts, heads=heads))


DEAL = (
    "The contract has been signed. The sanctions announced Monday were late. The sanctions announced Friday were not."
)


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: write(folder, "easel", count="500"),
        lambda folder: write(folder, "drill"),
        lambda folder: write(folder, "anvil", speaker="Jory Pell", more=DEAL),
        lambda folder: write(folder, "chisel", more="The contract has not been signed.") or write(folder, "anvil", more=DEAL),
        lambda folder: (folder / "drill.txt").unlink(),
        lambda folder: (folder / "drill.txt").rename(folder / "file.txt"),
        lambda folder: [(folder / f"copy{n}.txt").write_bytes((folder / "drill.txt").read_bytes()) for n in range(3)],
    ],
    ids=["come", "agree", "other-speaker", "a-deal", "go", "move", "copies"],
)  # fmt: skip
def test_differences_are_those_of_comparing_everything(folder: Path, change: object) -> None:
    with Collection.open(folder) as collection:
        assert collection.differences() == tuple(anew(collection)) != ()
        change(folder)  # type: ignore[operator]
        collection.sync()
        assert collection.differences() == tuple(anew(collection))
        for difference in collection.differences():
            for value in difference.values:
                assert value.words == collection.document(value.article).text[slice(*value.span)] != ""


def test_only_what_changed_is_compared(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []
    told: list[str] = []
    statement, article = discrepancies.of_statement, discrepancies.of_article
    monkeypatch.setattr(discrepancies, "of_statement", lambda s, *rest: compared.append(s.id) or statement(s, *rest))
    monkeypatch.setattr(discrepancies, "of_article", lambda id, text: told.append(id) or article(id, text))
    with Collection.open(folder) as collection:
        assert (len(compared), len(told)) == (len(collection.statements(2)), 4)
        compared.clear(), told.clear()
        (folder / "other.txt").write_text(
            "Cranes\n\nNobody has said a word about the cranes of the harbour.\n", "utf-8"
        )
        collection.sync()
        assert (compared, told) == ([], [collection.article("other.txt").id])
        told.clear()
    with Collection.open(folder) as collection:
        assert collection.differences()
        assert (compared, told) == ([], [])


def test_reading_what_is_stored_loads_no_statement(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Collection.open(folder) as collection:
        there = len(collection.differences())
    with Collection.open(folder, sync=False) as collection:
        from briefing.store.catalogue import serialise

        monkeypatch.setattr(serialise, "load_statement", lambda *_: pytest.fail("nothing is compared"))
        monkeypatch.setattr(serialise, "load_quotations", lambda *_: pytest.fail("nothing is compared"))
        assert len(collection.differences()) == there


def test_a_statement_that_cannot_be_compared_costs_its_own(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise IndexError("list index out of range")

    monkeypatch.setattr(discrepancies, "_figures", broken)
    with Collection.open(folder) as collection:
        lines = [problem.reason for problem in collection.problems()]
        assert len(lines) == 4
        assert all("what it disagrees on with others" in line for line in lines)
        assert collection.statements(2)
