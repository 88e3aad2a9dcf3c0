"""A folder of articles may hold other texts: each is one line under the problems, and no article is taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import ingest
from briefing.ingest import detect_format

STORY = (
    "Ferry to run on Sundays\n\nThe ferry will run on Sundays from May, the harbour board of Lintwick said on Monday.\n"
)
CODE = 'import os\n\n\ndef main() -> None:\n    """Say how many there are."""\n    print(len(os.listdir(".")))\n'


def reason(tmp_path: Path, name: str, data: str | bytes) -> str:
    (tmp_path / name).write_bytes(data.encode() if isinstance(data, str) else data)
    reading = ingest.read(tmp_path, name)
    assert reading.documents == ()
    (problem,) = reading.problems
    return problem.reason


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("count.py", CODE, "is a program, not an article"),
        ("app.js", "const a = 1;\n", "is a program, not an article"),
        ("page.jsx", "<div>\n  <p>{title}</p>\n</div>\n", "is a program, not an article"),
        ("index.php", "<?php echo 'x'; ?>\n<p>x</p>", "is a program, not an article"),
        ("run", "#!/bin/sh\necho The ferry will run on Sundays from May\n", "is a program, not an article"),
        ("style.css", "p { color: red }\n", "is a style sheet, not an article"),
        ("settings.toml", 'title = "Ferry"\n', "is a file of settings, not an article"),
        ("site.yaml", "---\ntitle: Ferry\ndate: 2023-03-31\n---\n", "is a file of settings, not an article"),
        ("table.csv", "place,people\nLintwick,312\n", "is a table, not an article"),
        ("server.log", "2023-03-31 10:15 started the ferry of the day\n", "is a log, not an article"),
        ("Makefile", "all:\n\tmake ferry\n", "is a program, not an article"),
        ("LICENSE", "Permission is hereby granted to whoever asks for it.\n", "is a licence, not an article"),
        ("figures", "12 14 88 1 0 4\n" * 20, "is data, not an article"),
        ("map.svg", "<svg xmlns='http://www.w3.org/2000/svg'><title>A map</title></svg>", "is a drawing, not an article"),
        ("feeds.opml", "<?xml version='1.0'?><opml><head><title>Mine</title></head><body/></opml>", "is XML, but of no news format that is known"),
        ("package-lock.json", '{"name": "ferry", "lockfileVersion": 3, "packages": {}}', "is JSON, but of no article format that is known"),
        ("notes.json", "// no JSON at all", "is data, not an article"),
        ("film.srt", "1\n00:00:01,000 --> 00:00:02,000\nHello there\n", "is a file of subtitles, not an article"),
        ("board.ics", "BEGIN:VCALENDAR\nSUMMARY:The board meets\n", "is a calendar, not an article"),
        ("id.pub", "ssh-ed25519 AAAA ferry\n", "is a key or a signature, not an article"),
    ],
)  # fmt: skip
def test_other_texts_are_named_for_what_they_are(tmp_path: Path, name: str, data: str, what: str) -> None:
    assert reason(tmp_path, name, data) == what


@pytest.mark.parametrize(
    "name",
    [
        "story.txt", "STORY.TXT", "story.md", "story", "Makefile.txt", "license.md", "server.log.txt", "2023-03-31", "Statement by J. R",
        "story.final", "story.old", "table.csv.txt", "www.lintwick.example", "README", "news.text", "a story about Dockerfile", "story.asc.md",
    ],
)  # fmt: skip
def test_no_article_is_lost_to_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(STORY)
    reading = ingest.read(tmp_path, name)
    assert reading.problems == ()
    assert reading.documents[0].article.title.value == "Ferry to run on Sundays"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "cp1251", "cp1252"])
def test_an_article_without_an_ending_in_any_encoding_stays_one(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "story").write_bytes(STORY.encode(encoding))
    assert ingest.read(tmp_path, "story").problems == ()


@pytest.mark.parametrize("name", ["index.php", "story.jsp", "page.py", "news.pl", "story.log"])
def test_a_page_is_a_page_whatever_its_name(name: str) -> None:
    page = b"<!doctype html><html><body><p>The ferry will run.</p></body></html>"
    assert detect_format.sniff(page, name) == "html"


def test_a_mail_and_an_article_in_json_are_articles_whatever_their_names() -> None:
    assert detect_format.sniff(b"From: a@b.example\nSubject: x\nDate: y\n\nText", "mail.log") == "mail"
    assert detect_format.sniff(b'{"headline": "x"}', "story.log") == "data"
