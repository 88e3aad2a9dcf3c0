"""With the watcher's word only what it named is looked at; whatever bears on other files makes the whole folder be looked at."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing import Collection
from briefing.ingest import walk

pytestmark = pytest.mark.usefixtures("in_this_process")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    (made / "deep").mkdir(parents=True)
    for name in ("a.txt", "b.txt", "deep/c.txt"):
        write(made / name, f"The ferry of {name[:-4]} was late")
    return made


@pytest.fixture
def collection(folder: Path) -> Iterator[Collection]:
    with Collection.open(folder) as opened:
        yield opened


@pytest.fixture
def scans(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that are listed."""
    listed: list[Path] = []
    real = walk.scan
    monkeypatch.setattr(walk, "scan", lambda root: listed.append(root) or real(root))
    return listed


def write(path: Path, text: str) -> None:
    path.write_text(f"A title\n\n{text}, said nobody.\n", "utf-8")
    os.utime(path, (1_000, 1_000))


def paths(collection: Collection) -> set[str]:
    return {article.path for article in collection.articles()}


def test_a_named_file_is_read_and_nothing_else_is_looked_at(
    collection: Collection, folder: Path, scans: list[Path]
) -> None:
    write(folder / "deep" / "d.txt", "A cormorant sat on the lamp")
    write(folder / "b.txt", "The text is another one")
    (folder / "a.txt").unlink()
    report = collection.sync(named=["deep/d.txt"])
    assert (report.added, report.changed, report.removed, scans) == (1, 0, 0, [])
    assert [hit.path for hit in collection.search("cormorant").hits] == ["deep/d.txt"]
    assert paths(collection) == {"a.txt", "b.txt", "deep/c.txt", "deep/d.txt"}
    report = collection.sync(named=["a.txt", "b.txt", "never-there.txt"])
    assert (report.added, report.changed, report.removed, scans) == (0, 1, 1, [])
    assert collection.search("another one").total == 1
    assert collection.sync().changed == 0  # all is in step
    assert len(scans) == 1


@pytest.mark.parametrize(
    "name", ["b.txt.source.yaml", "b.txt#2", ".hidden.txt", "page.html", "page_files/x.txt", "link.txt", "deep.txt"]
)
def test_what_bears_on_others_makes_the_whole_folder_be_looked_at(
    collection: Collection, folder: Path, scans: list[Path], name: str
) -> None:
    (folder / "page_files").mkdir()
    (folder / "deep.txt").mkdir()
    (folder / "link.txt").symlink_to("b.txt")
    if not (folder / name).exists():
        (folder / name).write_text("url: https://quay.example/ferry\n")
    collection.sync(named=[name])
    assert len(scans) == 1


def test_further_articles_of_a_known_name_too(folder: Path, scans: list[Path]) -> None:
    write(folder / "mail.txt#2", "The second ferry")
    with Collection.open(folder) as collection:
        scans.clear()
        write(folder / "mail.txt", "The first ferry")
        collection.sync(named=["mail.txt"])
        assert len(scans) == 1


def test_a_flood_of_names_too(collection: Collection, scans: list[Path]) -> None:
    collection.sync(named=[f"{n}.txt" for n in range(1_000)])
    assert len(scans) == 1
    assert len(paths(collection)) == 3


def test_a_folder_that_is_away_loses_nothing(collection: Collection, folder: Path) -> None:
    away = folder.rename(folder.with_name("away"))
    with pytest.raises(Exception, match="articles"):
        collection.sync(named=["a.txt", "b.txt"])
    away.rename(folder)
    assert len(paths(collection)) == 3


def test_rows_that_are_looked_at_do_not_grow_with_the_folder(folder: Path) -> None:
    """What is known of the other files is not even loaded."""
    with Collection.open(folder) as collection:
        known: list[int] = []
        catalogue = type(collection._session.catalogue)
        real = catalogue.files
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(
                catalogue, "files", lambda self, paths=None: known.append(len(rows := real(self, paths))) or rows
            )
            write(folder / "b.txt", "The text is another one")
            collection.sync(named=["b.txt", "new.txt"])
        assert known == [1]
