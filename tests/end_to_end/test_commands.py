"""The commands on the sample articles, from files to stdout: shapes, spans, statuses, and the story that the samples tell."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from briefing.cli.main import run

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "articles"


@pytest.fixture(scope="module")
def kept_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One home for the whole module, so that the articles are read once."""
    return tmp_path_factory.mktemp("kept-home")


@pytest.fixture
def call(kept_home: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str, str]]:
    monkeypatch.setenv("BRIEFING_HOME", os.fspath(kept_home))

    def briefing(*words: str) -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        status = run(["-C", os.fspath(SAMPLES), *words], out, err)
        return status, out.getvalue(), err.getvalue()

    return briefing


@pytest.fixture
def ask(call: Callable[..., tuple[int, str, str]]) -> Callable[..., Any]:
    def question(*words: str) -> Any:
        status, out, err = call(*words, "--json")
        assert status == 0, err
        return json.loads(out)

    return question


@cache
def plain_source(path: str) -> str | None:
    """The file as text, for formats whose ``source_span`` is promised."""
    data = (SAMPLES / path).read_bytes()
    if not path.endswith((".txt", ".md")):
        return None
    encoding = "utf-16" if data[:2] == b"\xff\xfe" else "cp1252" if path.startswith("07") else "utf-8"
    return data.decode(encoding)


def spans(shown: dict[str, Any], path: str, things: list[dict[str, Any]]) -> Iterator[None]:
    source = plain_source(path)
    for thing in things:
        start, end = thing["span"]
        assert shown["text"][start:end] == thing["text"]
        if source is not None and thing["source_span"] is not None:
            first, last = thing["source_span"]
            assert source[first:last].split() == thing["text"].split() or len(source[first:last]) > len(thing["text"])
        yield


# --- shapes ---------------------------------------------------------------------------------------------------------------


def test_every_sample_is_read_without_a_problem(ask: Any) -> None:
    found = ask("list")
    assert {a["path"] for a in found["articles"]} == {p.name for p in SAMPLES.iterdir()}
    if find_spec("trafilatura"):  # without the extra, a saved page is named as a problem
        assert found["problems"] == []
    dates = [a["published"]["value"] for a in found["articles"]]
    known = [d for d in dates if d and not d.startswith("--")]
    assert known == sorted(known, reverse=True)
    assert dates[: len(known)] == known


def test_a_second_index_finds_nothing_new(ask: Any) -> None:
    ask("index")
    again = ask("index")
    assert (again["added"], again["changed"], again["removed"]) == (0, 0, 0)
    assert again["articles"] == len(list(SAMPLES.iterdir()))
    assert set(again["timings"]) == {"ingest", "index", "quotations", "statements", "entities"}


def test_all_spans_are_verbatim(ask: Any) -> None:
    shown = {a["id"]: ask("show", a["id"], "--no-sync") for a in ask("list")["articles"]}
    for quotation in ask("quotes")["quotations"]:
        list(spans(shown[quotation["article"]], quotation["path"], [quotation]))
        if quotation["speaker"]["mention_span"]:
            start, end = quotation["speaker"]["mention_span"]
            assert shown[quotation["article"]]["text"][start:end] == quotation["speaker"]["mention"]
    for entity in ask("entities")["entities"]:
        for mention in entity["mentions"]:
            list(spans(shown[mention["article"]], mention["path"], [mention]))
    for statement in ask("statements")["statements"]:
        for instance in statement["instances"]:
            list(spans(shown[instance["article"]], instance["path"], [instance]))
    for document in shown.values():
        previous = 0
        for paragraph in document["paragraphs"]:
            if paragraph["kind"] != "repeat":
                assert paragraph["span"][0] >= previous
                previous = paragraph["span"][1]


def test_search_highlights_the_words(ask: Any) -> None:
    found = ask("search", "silt barrow")
    assert found["total"] == len(found["hits"]) > 2
    for hit in found["hits"]:
        marked = {s["text"][a:b].lower() for s in hit["snippets"] for a, b in s["highlights"]}
        assert marked <= {"silt", "barrow", "barrows"}
        assert marked


def test_a_query_that_cannot_be_read_is_status_2(call: Any) -> None:
    status, out, err = call("search", "(silt", "--json")
    assert status == 2
    assert "position" in json.loads(out)
    assert len([line for line in err.splitlines() if line]) == 1


def test_absent_things_are_status_1(call: Any) -> None:
    for words in (["show", "zzz"], ["compare", "zzz qqq"], ["cite", "zzz"], ["search", "zzzqqq"]):
        assert call(*words)[0] == 1, words


# --- the story that the samples tell ---------------------------------------------------------------------------------------


def test_the_text_that_was_pasted_twice_is_counted_once(ask: Any) -> None:
    shown = ask("show", "01-npa-tide-mill.txt")
    assert shown["article"]["repeated"] is True
    assert shown["text"].count("find a third of the money") == 1


def test_a_statement_is_found_across_sources_with_three_counts(ask: Any) -> None:
    compared = ask("compare", "same smudge on four plates")
    statement = compared["statement"]
    paths = {i["path"] for i in statement["instances"] if i["mode"] != "indirect"}
    assert paths == {
        "11-boreal-comet-wire.txt", "12-skarvik-observer.txt", "14-nairobi-lantern.txt", "15-comet-brief.txt", "16-meridian-post-comet.txt",
    }  # fmt: skip
    # 16 is the agency text of 11 under another masthead
    assert statement["distinct_texts"] < statement["articles"]
    assert len(compared["witnesses"]) >= 5
    assert {t["op"] for w in compared["witnesses"] for t in w["tokens"]} <= {
        "same", "changed", "added", "omitted", "inserted-by-editor", "elided", "split",
    }  # fmt: skip


def test_a_quotation_of_the_pasted_text_can_be_cited(ask: Any) -> None:
    quotation = next(
        q for q in ask("quotes", "05-coast-and-quay-mill.md")["quotations"] if "grind for visitors" in q["text"]
    )
    cited = ask("cite", quotation["id"], "--style", "mla")
    assert cited["text"].startswith(f"“{quotation['text']}”")
    assert (
        "Prys-Harding, Alun, and Sefa Malietoa. “The Patience of a Tide Mill.” Coast & Quay, 16 Mar. 2024, pp. 4–5,"
        in cited["text"]
    )


def test_an_article_without_outlet_or_title_is_cited_honestly(ask: Any) -> None:
    cited = ask("cite", "03-untitled-mill.txt")["text"]
    assert cited.startswith(
        "[untitled article, beginning: A small English harbour town has secured the money that it needs"
    )
    assert "…" not in cited
    assert "[outlet unknown]" in cited
    assert "n.d." in cited


def test_names_of_the_story_are_found(ask: Any) -> None:
    people = {e["name"] for e in ask("entities", "--type", "person", "--min-articles", "3")["entities"]}
    assert {"Dorothea Quill", "Hamid Rostaki", "Tobias Wrenfield", "Grace Odanga", "Ingrid Solvang"} <= people


def test_compare_is_readable(call: Any) -> None:
    status, out, _ = call("compare", "same smudge on four plates")
    assert status == 0
    rows = [line for line in out.splitlines() if line[:2] in ("= ", "≈ ", "◐ ", "○ ")]
    assert rows[0].startswith("= ")
    assert "files · " in out.splitlines()[0]


# --- as a program ----------------------------------------------------------------------------------------------------------


def program(*words: str, **options: Any) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": os.fspath(ROOT), **options.pop("env", {})}
    return subprocess.Popen(
        [sys.executable, "-m", "briefing", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        env=environment,
        **options,
    )


def test_a_reader_that_goes_away_ends_the_program_quietly(call: Any) -> None:
    call("index")
    process = program("-C", os.fspath(SAMPLES), "--no-sync", "quotes", "--json")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    told = process.stderr.read()
    process.stderr.close()
    assert process.wait(60) == 0
    assert told == b""


def test_a_pipe_in_another_encoding(call: Any) -> None:
    call("index")
    process = program("-C", os.fspath(SAMPLES), "--no-sync", "quotes", env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    out, told = process.communicate(timeout=60)
    assert (process.returncode, told) == (0, b"")
    assert b"It may grow a hundred times brighter" in out
    assert out.isascii()


def test_the_reader_without_a_terminal_is_status_2() -> None:
    process = program("--sample", env={"TERM": "dumb"})
    out, told = process.communicate(timeout=60)
    assert (process.returncode, out) == (2, b"")
    assert b"briefing search" in told
