"""``briefing push``: a folder into an archive, again, and what cannot be asked of it."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from archive_server import ArchiveServer

from briefing.cli.main import run

ARTICLES = {
    "lamp.txt": "Lighthouse keeps its lamp\nBy Ida Holm\n3 May 2023\n\n“The lamp stays where it is,” said Ida Holm, the keeper of the light at Sandvar.\n",
    "ferry.txt": "Ferry to Sandvar runs at night\n4 May 2023\n\nThe night-ferry carries mail and forty people.\n",
}


def briefing(*words: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    return run(words, out, err), out.getvalue(), err.getvalue()


def told(*words: str) -> Any:
    status, out, err = briefing(*words, "--json")
    assert status in (0, 1), err
    return json.loads(out)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in ARTICLES.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_a_second_push_changes_nothing(folder: Path, archive_server: ArchiveServer, archive_name: str) -> None:
    where = ("-C", str(folder), "--archive", archive_server.url, "--name", archive_name)
    assert told("push", *where) == {"added": 2, "changed": 0, "unchanged": 0, "problems": []}
    assert told("push", *where) == {"added": 0, "changed": 0, "unchanged": 2, "problems": []}
    (folder / "ferry.txt").rename(folder / "boat.txt")
    assert told("push", *where)["unchanged"] == 2
    assert briefing("push", *where)[:2] == (0, "0 added, 0 changed, 2 there already\n")


def test_what_was_pushed_is_found(folder: Path, archive_server: ArchiveServer, archive_name: str) -> None:
    at = ("--archive", archive_server.url, "--name", archive_name)
    told("push", "-C", str(folder), *at)
    for query in ("lamp", "speaker:holm", 'quote:"lamp stays"', "nightferry", "date:2023-05-04", "forty -mail"):
        here, there = told("search", query, "-C", str(folder)), told("search", query, *at)
        assert there["total"] == here["total"], query
        for mine, theirs in zip(here["hits"], there["hits"], strict=True):
            assert (mine["path"], mine["title"], mine["snippets"]) == (
                theirs["path"],
                theirs["title"],
                theirs["snippets"],
            )


def test_a_changed_article_is_another_one(folder: Path, archive_server: ArchiveServer, archive_name: str) -> None:
    where = ("-C", str(folder), "--archive", archive_server.url, "--name", archive_name)
    told("push", *where)
    (folder / "ferry.txt").write_text(ARTICLES["ferry.txt"].replace("forty", "fifty"), "utf-8")
    assert told("push", *where) == {"added": 1, "changed": 0, "unchanged": 1, "problems": []}


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ((), "push needs to know where to: briefing push --archive https://host:9200"),
        (("--archive", "http://127.0.0.1:1", "--fields", "datashare"), "nothing is pushed there"),
        (("--archive", "http://127.0.0.1:1", "--query", "lamp"), "leave --query out"),
        (("--archive", "http://127.0.0.1:1", "--name", "Not Possible"), "cannot be the name of an archive"),
        (("--archive", "ftp://127.0.0.1"), "begins with https:// or http://"),
    ],
)
def test_what_cannot_be_asked_is_one_line(folder: Path, options: tuple[str, ...], says: str) -> None:
    status, out, err = briefing("push", "-C", str(folder), *options)
    assert (status, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1
