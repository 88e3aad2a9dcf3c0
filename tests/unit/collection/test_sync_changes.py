"""What counts as a changed file: its bytes and the note beside it, however its times were set; and whose name is whose."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from briefing import Collection, ingest
from briefing.collection.stages import files
from briefing.errors import IngestError
from briefing.ingest import optional_dependencies, safe_open

STORY = (
    "Ferry to run on Sundays\n\nThe ferry will run on Sundays from May, the harbour board of Lintwick said on Monday.\n"
)
OTHER = STORY.replace("Sundays", "Mondays")


def mail(*subjects: str) -> str:
    """A digest: a mail that holds nothing but mails."""
    parts = "".join(
        f"--b\n\nFrom: a@b.example\nSubject: {subject}\nDate: Fri, 31 Mar 2023 10:15:00 +0200\n\n{STORY}\n" for subject in subjects
    )  # fmt: skip
    return f'From: x@y.example\nSubject: all\nDate: Fri, 31 Mar 2023 11:15:00 +0200\nMIME-Version: 1.0\nContent-Type: multipart/digest; boundary="b"\n\n{parts}--b--\n'


def titles(collection: Collection) -> dict[str, str | None]:
    return {article.path: article.title.value for article in collection.articles()}


@pytest.mark.parametrize("seconds", [0, 1_600_000_000, 4_000_000_000], ids=["1970", "past", "to come"])
def test_a_change_that_keeps_size_and_time_is_noticed(seconds: int, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(STORY)
    os.utime(story, (seconds, seconds))
    with Collection.open(tmp_path) as collection:
        assert titles(collection) == {"story.txt": "Ferry to run on Sundays"}
        story.write_text(OTHER)
        os.utime(story, (seconds, seconds))
        assert collection.sync().changed == 1
        assert titles(collection) == {"story.txt": "Ferry to run on Mondays"}


def test_a_file_that_could_not_be_opened_is_read_as_soon_as_it_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_this_process: None
) -> None:
    monkeypatch.setattr(files, "RACY_NS", 0)  # else it is looked at again anyway
    load, shut = safe_open.load, {"story.txt"}

    def loaded(root: Path, path: str, most: int) -> bytes:
        if path in shut:
            raise IngestError("cannot be read: input/output error")
        return load(root, path, most)

    monkeypatch.setattr(safe_open, "load", loaded)
    for name in ("story", "other"):
        (tmp_path / f"{name}.txt").write_text(STORY)
    with Collection.open(tmp_path) as collection:
        for _ in range(2):
            assert collection.sync().changed == 0
            assert [problem.path for problem in collection.problems()] == ["story.txt"]
        shut.clear()
        assert (collection.sync().added, collection.problems(), len(titles(collection))) == (1, (), 2)


def test_a_file_that_was_only_touched_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_this_process: None
) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(STORY)
    with Collection.open(tmp_path) as collection:
        read: list[str] = []
        monkeypatch.setattr(ingest, "read", lambda root, path, **_: read.append(path))
        for number in range(3):
            (tmp_path / f"{number}.txt").chmod(0o600)
            os.utime(tmp_path / f"{number}.txt", (1_700_000_000, 1_700_000_000))
        report = collection.sync()
        assert (report.articles, report.changed, read) == (3, 0, [])


def test_a_note_beside_a_file_is_part_of_it(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY)
    note = tmp_path / "story.txt.source.yaml"
    with Collection.open(tmp_path) as collection:
        assert collection.article("story.txt").url.status == "unknown"
        note.write_text("url: https://lintwick.example/ferry\naccessed: 2024-05-06T07:08:09+00:00\n")
        collection.sync()
        article = collection.article("story.txt")
        assert (article.url.value, article.url.status) == ("https://lintwick.example/ferry", "stated")
        assert article.extra["accessed"] == "2024-05-06T07:08:09+00:00"
        assert (article.published.status, len(collection.articles()), collection.problems()) == ("unknown", 1, ())
        note.unlink()
        collection.sync()
        assert collection.article("story.txt").url.status == "unknown"


def test_a_note_without_its_file_and_one_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    (tmp_path / "gone.pdf.source.yaml").write_text("url: https://lintwick.example/\n")
    (tmp_path / "story.txt").write_text(STORY)
    (tmp_path / "story.txt.source.yaml").write_text("url: [\n")
    with Collection.open(tmp_path) as collection:
        assert titles(collection) == {"story.txt": "Ferry to run on Sundays"}
        reasons = {problem.path: problem.reason for problem in collection.problems()}
        assert reasons["gone.pdf.source.yaml"] == "is a note on a file that is not there"
        assert reasons["story.txt"].startswith("the note beside it (.source.yaml) cannot be read")


@pytest.mark.parametrize("order", ["together", "mail first", "story first"])
def test_two_files_never_share_an_article(tmp_path: Path, order: str) -> None:
    """A file called ``mail.eml#2`` beside a ``mail.eml`` that holds two articles."""
    if order != "story first":
        (tmp_path / "mail.eml").write_text(mail("One", "Two"))
    if order != "mail first":
        (tmp_path / "mail.eml#2").write_text(STORY)
    with Collection.open(tmp_path) as collection:
        if order == "story first":
            assert titles(collection) == {"mail.eml#2": "Ferry to run on Sundays"}
        (tmp_path / "mail.eml").write_text(mail("One", "Two"))
        (tmp_path / "mail.eml#2").write_text(STORY)
        collection.sync()
        assert titles(collection) == {"mail.eml": "One", "mail.eml#2": "Two", "mail.eml#2#1": "Ferry to run on Sundays"}
        assert len({article.id for article in collection.articles()}) == 3
        assert collection.search("Lintwick", limit=9).total == 3
        (tmp_path / "mail.eml").unlink()
        collection.sync()
        assert titles(collection) == {"mail.eml#2": "Ferry to run on Sundays"}
        assert collection.search("Lintwick", limit=9).total == 1


def test_a_file_whose_extra_was_installed_since_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_this_process: None
) -> None:
    (tmp_path / "page.html").write_text("<!doctype html><html><body><p>x</p></body></html>")
    reason = 'is a web page; reading it needs an extra: pip install "briefing[html]"'
    there = False
    seen: list[str] = []

    def read(root: Path, path: str, **_: Any) -> ingest.Reading:
        seen.append(path)
        return ingest.Reading((), (ingest.read_file.Problem(path, reason),), "x")

    monkeypatch.setattr(ingest, "read", read)
    monkeypatch.setattr(optional_dependencies, "_installed", lambda module: there and module == "trafilatura")
    os.utime(tmp_path / "page.html", (1_600_000_000, 1_600_000_000))
    with Collection.open(tmp_path) as collection:
        monkeypatch.setattr("briefing.ingest.read_file.digest", lambda *_: "x")
        collection.sync()
        assert seen == ["page.html"]
        there = True
        collection.sync()
        assert seen == ["page.html", "page.html"]


def test_a_large_folder_is_searchable_by_batches_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.collection.sync.Sync._batch", 3)
    monkeypatch.setattr("briefing.collection.stages.files.BATCH", 2)
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number:02}.txt").write_text(
            f"Harbour {number}\n\nThe harbour number {number} opens in the spring.\n"
        )
    totals: list[int] = []
    with Collection.open(folder, sync=False) as collection:

        def told(stage: str, done: int, _total: int) -> None:
            if stage == "ingest" and done < 30:
                totals.append(collection.search("harbour", limit=1).total)

        collection.sync(progress=told)
        assert sorted(totals) == totals
        assert len(set(totals)) >= 3
        assert collection.search("harbour", limit=1).total == 30
