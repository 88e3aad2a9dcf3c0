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
        ("run.txt", "#!/bin/sh\necho The ferry will run on Sundays from May\n", "is a program, not an article"),
        ("git.txt", "[core]\n\tbare = false\n\tfilemode = true\n[remote]\n\turl = x\n", "is a file of settings, not an article"),
        ("prices.txt", "id,name,price\n1,plum,2.30\n2,pear,1.20\n3,fig,4.10\n", "is a table, not an article"),
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


KEYED = "name = {0}\nversion = 1.2\ntheme = dark\nsize = 12\ndepth = 3\n"


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("settings.xml", "<settings><title>Mill</title><theme>dark</theme><table rows='3'/></settings>", "is XML, but of no news format that is known"),
        ("settings.txt", "<settings>\n <theme>dark</theme>\n <size>12</size>\n</settings>\n", "is XML, but of no news format that is known"),
        ("route.kml", "<kml><Document><name>Route</name><Placemark/></Document></kml>", "is XML, but of no news format that is known"),
        ("app.txt", "<!DOCTYPE plist PUBLIC '-//A//DTD'>\n<plist><dict><key>a</key><string>b</string></dict></plist>", "is XML, but of no news format that is known"),
        ("numbers.txt", "[1, 2, 3]", "is JSON, but of no article format that is known"),
        ("manifest.txt", '{"name": "mill", "icons": [], "display": "browser"}', "is JSON, but of no article format that is known"),
        ("conf.txt", "[main]\n" + KEYED, "is a file of settings, not an article"),
        ("env.txt", "export A=1\nB=2\nC_D=x y\nPATH=/usr/bin\n", "is a file of settings, not an article"),
        ("deploy.md", "name: mill\nversion: 1.2\nitems:\n  - one: 1\n  - two: 2\nkeys:\n  a: b\n", "is a file of settings, not an article"),
        ("wanted.txt", "textual==1.0\nrich>=3.2\nnumpy==2.1\nPyYAML~=6.0\n", "is a list of packages, not an article"),
        ("sums", "mill.example/a v1.2.3 h1:abcdef=\nmill.example/b v0.1.2 h1:bcdefa=\n" * 3, "is a list of packages, not an article"),
        ("out.txt", "2024-01-01 10:00:00 INFO the mill was started\n2024-01-01 10:00:01 WARN no wind\n" * 2, "is a log, not an article"),
        ("code.txt", CODE + "\n\nclass Mill:\n    pass\n", "is a program, not an article"),
        ("film.txt", "".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\nGood day to all of you out there\n\n" for n in range(1, 5)), "is a file of subtitles, not an article"),
        ("rows.txt", "name;age;city\na;1;b\nc;2;d\ne;3;f\n", "is data, not an article"),
    ],
)  # fmt: skip
def test_other_texts_are_told_by_their_form_whatever_they_are_called(
    tmp_path: Path, name: str, data: str, what: str
) -> None:
    assert reason(tmp_path, name, data) == what


@pytest.mark.parametrize(
    "text",
    [
        "Fire in mill\n\nNo one was hurt.\n",
        "Council approves budget",
        "Results\n\nLintwick 2 Saltby 1\nMerrow 0 Tolland 0\nOsier 3, Brack 1\nCinder 2 Harrow 2\n",
        "Closing prices\n\nGold....... 1,900\nSilver...... 24\nWheat....... 6.10\nCorn....... 5.00\n",
        "title: Ferry\ndate: 2023-01-01\nauthor: Mara Lindqvist\nurl: https://a.example/a/long/address/of/a/page\nsource: Post\n\nThe ferry will run.\n",
        "---\ntitle: Ferry\ndate: 2023-01-01\noutlet: Post\nsection: x\nlayout: y\nslug: z\n---\nThe ferry will run.\n",
        "Q: Why?\nA: Because.\nQ: When?\nA: Now.\nQ: Who?\nA: Us.\n",
        "# Notes\n\n- One thing was decided by the board\n- Another was not\n- A third\n- Fourth\n",
        "<DOC>\n<DOCNO> X-1 </DOCNO>\n<TEXT>\n" + STORY + "</TEXT></DOC>",
        "<Bridge> is how the piece begins, and the mill is where it ends\n",
        "Brand in der Mühle\n\nBei einem Brand wurde niemand verletzt.\n",
        "渡轮周日运行\n\n渡轮将从五月起在周日运行，港务局周一表示。\n",
        STORY + "\nimport os;\nreturn x;\n",
    ],
)
def test_a_short_article_stays_one_whatever_its_form(tmp_path: Path, text: str) -> None:
    (tmp_path / "story.txt").write_text(text, encoding="utf-8")
    assert len(ingest.read(tmp_path, "story.txt").documents) == 1
