"""Files copied into the folder: whole or not at all, under a safe name, never over anything."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefing.acquire import add as adding
from briefing.acquire.add import AddReport, add, file_name, slug
from briefing.errors import FolderError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    return made


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    made = tmp_path / "outside"
    made.mkdir()
    return made


def reasons(report: AddReport) -> list[str]:
    return [problem.reason for problem in report.problems]


def test_a_file_is_copied_byte_for_byte(folder: Path, outside: Path) -> None:
    (outside / "mill.txt").write_bytes(b"Mill\r\n\xff")
    report = add(folder, [outside / "mill.txt"])
    assert report == AddReport(("mill.txt",), ())
    assert (folder / "mill.txt").read_bytes() == b"Mill\r\n\xff"
    assert (outside / "mill.txt").exists()
    assert os.listdir(folder) == ["mill.txt"]


def test_what_is_there_is_never_written_over(folder: Path, outside: Path) -> None:
    (folder / "mill.txt").write_text("mine")
    (folder / "mill-2.txt").mkdir()
    (outside / "mill.txt").write_text("theirs")
    assert add(folder, [outside / "mill.txt"]).added == ("mill-3.txt",)
    assert (folder / "mill.txt").read_text() == "mine"
    assert (folder / "mill-3.txt").read_text() == "theirs"


def test_a_dangling_link_in_the_folder_is_not_written_through(folder: Path, outside: Path) -> None:
    (folder / "mill.txt").symlink_to(outside / "secret.txt")
    (outside / "mill.txt").write_text("theirs")
    assert add(folder, [outside / "mill.txt"]).added == ("mill-2.txt",)
    assert not (outside / "secret.txt").exists()


def test_a_file_system_without_links_is_served_too(
    folder: Path, outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    (outside / "mill.txt").write_text("theirs")
    assert add(folder, [outside / "mill.txt"] * 2).added == ("mill.txt", "mill-2.txt")
    assert (folder / "mill-2.txt").read_text() == "theirs"


def test_one_bad_source_never_stops_the_others(folder: Path, outside: Path) -> None:
    (outside / "a.txt").write_text("a")
    (outside / "inner").mkdir()
    os.mkfifo(outside / "pipe")
    sources = [
        outside / "absent.txt",
        outside / "inner",
        outside / "pipe",
        "/dev/null",
        "file:///etc/hostname",
        "file:x",
        outside / "a.txt",
        "a\0b",
    ]
    report = add(folder, sources)
    assert report.added == ("a.txt",)
    assert reasons(report)[:6] == [
        "is not there",
        "is a folder; name the files in it",
        "is not a regular file",
        "is not a regular file",
        "is not fetched: only http and https are",
        "is not fetched: only http and https are",
    ]
    assert len(report.problems) == 7
    assert os.listdir(folder) == ["a.txt"]


def test_an_address_without_a_scheme_is_explained(folder: Path) -> None:
    assert reasons(add(folder, ["www.news.example/story"])) == ["is no file; an address begins with https://"]


def test_a_file_that_is_too_large_leaves_nothing_behind(
    folder: Path, outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "MOST_BYTES", 1000)
    (outside / "big.txt").write_bytes(b"x" * 1001)
    assert "is larger than" in reasons(add(folder, [outside / "big.txt"]))[0]
    assert os.listdir(folder) == []


def test_an_article_of_the_folder_is_not_added_to_it_again(folder: Path) -> None:
    (folder / "a.txt").write_text("a")
    assert reasons(add(folder, [folder / "a.txt"])) == ["is in the folder already"]


def test_a_folder_that_cannot_be_written_to_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(FolderError, match="cannot write"):
        add(folder, ["a.txt"])


def test_a_full_disk_is_a_problem_and_leaves_nothing_behind(
    folder: Path, outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    (outside / "a.txt").write_text("a")
    assert reasons(add(folder, [outside / "a.txt"])) == ["cannot be added: No space left on device"]
    assert os.listdir(folder) == []


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("story.txt", "story.txt"),
        ("Łódź “mill”.html", "Łódź “mill”.html"),
        ("a\x1b[31mb\n.txt", "a_[31mb_.txt"),
        ("evil\u202etxt.exe", "evil_txt.exe"),
        (".hidden", "hidden"),
        ("..", "article"),
        ("a\udcffb.txt", "a_b.txt"),
        ("con.txt", "_con.txt"),
        ("  ", "article"),
    ],
)
def test_names_are_safe_and_otherwise_kept(name: str, safe: str) -> None:
    assert file_name(name) == safe


def test_a_long_name_keeps_its_ending() -> None:
    name = file_name("ł" * 300 + ".html")
    assert len(name.encode()) <= 200
    assert name.endswith("ł.html")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Ferry “Ösel” runs aground – again!", "ferry-ösel-runs-aground-again"),
        ("../../etc/passwd", "etc-passwd"),
        ("The harbour master’s \x1b[31m report", "the-harbour-masters-31m-report"),
        ("NUL", "page-nul"),
        ("one two " * 40, "one-two-one-two-one-two-one-two-one-two-one-two-one-two-one"),
        ("???", ""),
    ],
)
def test_a_title_becomes_a_short_readable_name(title: str, name: str) -> None:
    assert slug(title) == name


def test_the_note_beside_a_file_comes_with_it(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.4 and so on")
    (tmp_path / "report.pdf.source.yaml").write_text("url: https://post.example/report\n")
    assert add(folder, [tmp_path / "report.pdf"]).added == ("report.pdf",)
    assert (folder / "report.pdf.source.yaml").read_text() == "url: https://post.example/report\n"
