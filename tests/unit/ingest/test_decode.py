"""Text in any encoding that can be told, whatever the file says of itself; what cannot be told is one line, not a wrong article."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefing import ingest

ENGLISH = ("Ferry to run on Sundays", "The café owners of Lintwick said – “at last” – that they were glad of it.", "Nobody had expected it.")  # fmt: skip
RUSSIAN = ("Паром пойдёт по воскресеньям", "Совет гавани Линтвика сообщил, что паром будет ходить с мая - наконец-то.", "Никто этого не ожидал.")  # fmt: skip


def text(parts: tuple[str, ...], declared: str) -> str:
    return "\n\n".join(parts) + "\n"


def page(parts: tuple[str, ...], declared: str) -> str:
    inner = "".join(f"<p>{part}</p>" for part in parts[1:])
    return f"<!doctype html><html><head><meta charset='{declared}'><title>{parts[0]}</title></head><body><article><h1>{parts[0]}</h1>{inner}</article></body></html>"


def feed(parts: tuple[str, ...], declared: str) -> str:
    return f"<?xml version='1.0' encoding='{declared}'?><rss version='2.0'><channel><title>X</title><item><title>{parts[0]}</title><description>{' '.join(parts[1:])}</description></item></channel></rss>"


def ninjs(parts: tuple[str, ...], declared: str) -> str:
    return json.dumps({"headline": parts[0], "body_text": "\n\n".join(parts[1:])}, ensure_ascii=False)


KINDS = {"story.txt": text, "page.html": page, "feed.xml": feed, "story.json": ninjs}


@pytest.mark.parametrize("parts", [ENGLISH, RUSSIAN], ids=["English", "Russian"])
@pytest.mark.parametrize("declared", ["utf-8", "utf-16"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("name", sorted(KINDS))
def test_unicode_with_or_without_a_mark_and_whatever_is_declared(
    tmp_path: Path, name: str, encoding: str, declared: str, parts: tuple[str, ...]
) -> None:
    if name == "page.html":
        pytest.importorskip("trafilatura")
    (tmp_path / name).write_bytes(KINDS[name](parts, declared).encode(encoding))
    reading = ingest.read(tmp_path, name)
    assert reading.problems == ()
    (document,) = reading.documents
    assert document.article.title.value == parts[0]
    assert all(part in document.text for part in parts[1:])


@pytest.mark.parametrize(
    ("parts", "encoding"),
    [(ENGLISH, "cp1252"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r")],
    ids=["cp1252", "cp1251", "koi8-r"],
)
@pytest.mark.parametrize("name", sorted(KINDS))
def test_older_encodings_that_nobody_declares(tmp_path: Path, name: str, parts: tuple[str, ...], encoding: str) -> None:
    pytest.importorskip("charset_normalizer")
    if name == "page.html":
        pytest.importorskip("trafilatura")
    long = (*parts, " ".join(parts[1:] * 3))
    (tmp_path / name).write_bytes(KINDS[name](long, "utf-8").encode(encoding))
    (document,) = ingest.read(tmp_path, name).documents
    assert document.article.title.value == parts[0]
    assert parts[2] in document.text


def test_an_encoding_that_cannot_be_told_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "charset_normalizer", None)
    (tmp_path / "story.txt").write_bytes(text(RUSSIAN, "").encode("cp1251"))
    reading = ingest.read(tmp_path, "story.txt")
    assert reading.documents == ()
    assert reading.problems[0].reason == "is text in an encoding that it does not name; save it as UTF-8"


def test_two_encodings_in_one_file(tmp_path: Path) -> None:
    data = text(ENGLISH, "").encode() + "\n\nThe résumé – “in Windows” – of the clerk was lost.\n".encode("cp1252")
    (tmp_path / "story.txt").write_bytes(data)
    reading = ingest.read(tmp_path, "story.txt")
    assert [problem.reason for problem in reading.problems] == [
        "mixes encodings: 1 line is not UTF-8 and read as another"
    ]
    (document,) = reading.documents
    assert "The résumé – “in Windows” – of the clerk was lost." in document.text
    assert ENGLISH[1] in document.text


def test_three_encodings_in_one_file(tmp_path: Path) -> None:
    pytest.importorskip("charset_normalizer")
    data = b"T\n\n\xe2\x80\x9cGood words\xe2\x80\x9d here.\n\nCaf\xe9.\n\n" + (RUSSIAN[1] * 2).encode("cp1251")
    (tmp_path / "story.txt").write_bytes(data)
    (document,) = ingest.read(tmp_path, "story.txt").documents
    assert all(words in document.text for words in ("“Good words” here.", "Café.", RUSSIAN[1]))


def test_windows_text_that_looks_like_utf_8_once_stays_windows_text(tmp_path: Path) -> None:
    text = "THE CAFÉ’S LAST DAY\n\nThe café on the quay – “ours” – is closed.\n\nIts résumé is short.\n"
    (tmp_path / "story.txt").write_bytes(text.encode("cp1252"))
    reading = ingest.read(tmp_path, "story.txt")
    assert reading.problems == ()
    assert "THE CAFÉ’S LAST DAY" in reading.documents[0].text


def test_bytes_that_are_no_text_among_text_are_one_line(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_bytes(text(ENGLISH, "").encode() + b"\0\0\0" + bytes(range(32)) * 9)
    reading = ingest.read(tmp_path, "story.txt")
    assert (reading.documents, reading.problems[0].reason) == ((), "is not text")


def test_entities_are_refused_in_every_encoding(tmp_path: Path) -> None:
    bomb = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>'
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        (tmp_path / "feed.xml").write_bytes(bomb.encode(encoding))
        (problem,) = ingest.read(tmp_path, "feed.xml").problems
        assert problem.reason == "defines XML entities, which are not followed"
