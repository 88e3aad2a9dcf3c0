"""What a folder may hold beside articles, and what becomes of it: one clear line each, and nothing waits or leads out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefing import ingest
from briefing.ingest import safe_open
from briefing.ingest.walk import in_order, scan

STORY = "Harbour council backs bridge plan\n\nThe council said on Thursday that work would begin in May.\n"


def reasons(root: Path) -> dict[str, str]:
    found = {}
    for entry in scan(root):
        for problem in ingest.read(root, entry.path).problems:
            found[problem.path] = problem.reason
    return found


def test_articles_come_in_natural_order_and_hidden_ones_not_at_all(tmp_path: Path) -> None:
    for name in ("story10.txt", "story9.txt", ".hidden.txt", "b/story1.txt", ".git/story.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(STORY)
    entries = in_order(scan(tmp_path))
    assert [entry.path for entry in entries] == ["b/story1.txt", "story9.txt", "story10.txt"]
    assert all(entry.size == len(STORY) and entry.mtime_ns > 0 for entry in entries)


def test_pictures_of_a_saved_page_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>x</p>")
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "style.css").write_text("p {}")
    (tmp_path / "other_files").mkdir()
    (tmp_path / "other_files" / "story.txt").write_text(STORY)
    assert [entry.path for entry in in_order(scan(tmp_path))] == ["other_files/story.txt", "page.html"]


def test_each_thing_that_is_no_article_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "blank.txt").write_bytes(b" \n\n\t\n")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "nul.txt").write_bytes(b"A headline\0 and more words of a story here.")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (tmp_path / "x.txt").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    os.symlink("loop.txt", tmp_path / "loop.txt")
    os.symlink("/etc/hostname", tmp_path / "out.txt")
    os.symlink("/dev/zero", tmp_path / "zero.txt")
    (tmp_path / "good.txt").write_text(STORY)
    found = reasons(tmp_path)
    assert found["empty.txt"] == found["blank.txt"] == "is empty"
    assert found["binary.txt"] == found["nul.txt"] == "is not text"
    assert found["picture.png"] == "is a PNG image, not an article"
    assert found["x.txt"] == "is a folder, not a file"
    assert found["pipe.txt"] == "is a pipe, not a file"
    assert all("link" in found[name] for name in ("loop.txt", "out.txt", "zero.txt"))
    assert "good.txt" not in found
    assert all("\n" not in reason for reason in found.values())


def test_a_link_to_a_file_inside_the_folder_is_not_read_twice(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY)
    os.symlink("story.txt", tmp_path / "again.txt")
    assert [entry.path for entry in scan(tmp_path)] == ["story.txt"]


def test_a_folder_that_becomes_a_link_leads_nowhere(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "story.txt").write_text(STORY)
    root = tmp_path / "articles"
    root.mkdir()
    os.symlink(secret, root / "sub")
    reading = ingest.read(root, "sub/story.txt")
    assert reading.documents == ()
    assert len(reading.problems) == 1


@pytest.mark.parametrize("path", ["../secret.txt", "/etc/hostname", "a//b.txt", "", "a/./b", "x\0y"])
def test_paths_that_leave_the_folder_are_refused(tmp_path: Path, path: str) -> None:
    (problem,) = ingest.read(tmp_path, path).problems
    assert problem.reason == "is not a path inside the folder"


def test_a_file_that_vanished_says_so(tmp_path: Path) -> None:
    (problem,) = ingest.read(tmp_path, "gone.txt").problems
    assert problem.reason == "is gone: it vanished before it could be read"


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret.txt").write_text(STORY)

    def refuse(*_: object, **__: object) -> int:
        raise PermissionError(13, "no")

    monkeypatch.setattr(safe_open, "_load", refuse)
    (problem,) = ingest.read(tmp_path, "secret.txt").problems
    assert problem.reason == "cannot be read: permission denied"


def test_files_over_the_limits_are_refused_by_size(tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as huge:
        huge.truncate(200 * 1024 * 1024)
    (tmp_path / "long.txt").write_bytes(b"a" * 9_000_000)
    found = reasons(tmp_path)
    assert found["huge.txt"] == "is larger than 64 MB"
    assert found["long.txt"].startswith("is larger than 8 MB")


def test_too_many_lines_are_refused(tmp_path: Path) -> None:
    (tmp_path / "lines.txt").write_bytes(b"a\n" * 100_001)
    assert reasons(tmp_path)["lines.txt"] == "has more than 100,000 lines, too many for an article"


def test_names_that_are_not_utf8_are_read_and_shown(tmp_path: Path) -> None:
    name = b"caf\xe9.txt"
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text(STORY)
    (entry,) = scan(tmp_path)
    assert os.fsencode(entry.path) == name
    reading = ingest.read(tmp_path, entry.path)
    assert reading.problems == ()
    (document,) = reading.documents
    assert document.article.path == entry.path
    assert len(document.article.id) == 12


def test_the_hash_is_of_the_bytes_and_the_id_of_the_path(tmp_path: Path) -> None:
    import hashlib

    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.txt").write_text(STORY)
    first, second = ingest.read(tmp_path, "a.txt"), ingest.read(tmp_path, "b.txt")
    assert first.sha256 == second.sha256 == hashlib.sha256(STORY.encode()).hexdigest()
    assert first.documents[0].article.id == hashlib.sha256(b"a.txt").hexdigest()[:12]
    assert first.documents[0].fingerprint == second.documents[0].fingerprint
