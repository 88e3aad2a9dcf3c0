"""Pages saved by ``briefing add``: where and when they were found stands in front matter, before the page as it was sent."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import ingest
from briefing.ingest.detect_format import sniff
from briefing.model import Document

MATTER = 'url: "https://harbour.example/ferry"\naccessed: "2031-03-05T09:00:00+01:00"\n'
PAGE = (
    '<!doctype html><html lang="en"><head><title>Ferry runs aground</title>'
    '<meta property="article:published_time" content="2031-03-04T10:00:00Z">'
    '<link rel="canonical" href="https://other.example/ferry"></head><body><h1>Ferry runs aground</h1>'
    "<p>The ferry Osel ran aground on Tuesday morning in calm weather, the harbour master said.</p>"
    "<p>“Nobody was hurt and the tide will lift her,” said Mira Kánt, the harbour master.</p></body></html>"
)


def read(folder: Path, name: str, data: bytes) -> Document:
    (folder / name).write_bytes(data)
    reading = ingest.read(folder, name)
    assert reading.problems == ()
    return reading.documents[0]


@pytest.mark.parametrize("name", ["page.html", "page", "page.txt"])
def test_a_page_behind_front_matter_is_a_page_by_its_content(tmp_path: Path, name: str) -> None:
    pytest.importorskip("trafilatura")
    document = read(tmp_path, name, f"---\n{MATTER}---\n{PAGE}".encode())
    article = document.article
    assert article.title.value == "Ferry runs aground"
    assert article.published.value == "2031-03-04T10:00+00:00"
    assert (article.url.value, article.url.status) == ("https://harbour.example/ferry", "stated")
    assert article.url.evidence == 'url: "https://harbour.example/ferry"'
    assert article.extra["accessed"] == "2031-03-05T09:00:00+01:00"
    assert "accessed" not in document.text
    assert "Mira Kánt" in document.text


def test_the_character_set_that_the_server_named_counts(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    page = PAGE.replace("Kánt", "Кант").encode("cp1251", "replace")
    document = read(tmp_path, "page.html", f'---\n{MATTER}charset: "windows-1251"\n---\n'.encode() + page)
    assert "Mira Кант" in document.text
    assert "charset" not in document.article.extra


def test_front_matter_that_cannot_be_read_costs_nothing_of_the_page(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    (tmp_path / "page.html").write_bytes(f"---\nurl: [\n---\n{PAGE}".encode())
    reading = ingest.read(tmp_path, "page.html")
    assert reading.documents[0].article.title.value == "Ferry runs aground"
    assert reading.documents[0].article.problems == ("front matter cannot be read at line 3",)
    assert [problem.reason for problem in reading.problems] == ["front matter cannot be read at line 3"]


def test_text_behind_front_matter(tmp_path: Path) -> None:
    document = read(
        tmp_path, "note.txt", f"---\n{MATTER}---\nFerry runs aground\n\nThe ferry ran aground on Tuesday.\n".encode()
    )
    assert document.article.url.value == "https://harbour.example/ferry"
    assert document.text.startswith("Ferry runs aground")


def test_a_rule_above_a_text_is_no_front_matter() -> None:
    assert sniff(b"---\nA line of text.\n---\nMore of it.\n", "a.txt") == "plain"
    assert sniff(b"---\nThe text goes on and no line closes it: <p>", "a.txt") == "plain"
    assert sniff(b"---\ntitle: A\n---\n<p>Markdown may hold markup.</p>\n", "a.md") == "markdown"
