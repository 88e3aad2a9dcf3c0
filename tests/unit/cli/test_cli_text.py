"""What a person reads: the commands' text, on a terminal and in a pipe."""

from __future__ import annotations

from typing import Any

import pytest

from briefing.cli.output import wrap
from briefing.text import display_width


def test_list_has_a_row_for_each_article(briefing: Any) -> None:
    first, second = briefing("list").out.splitlines()
    assert first == "a1b2c3  ~2024-03-16  Coast & Quay  11  Mill to turn  +1 copy"
    assert second == "b1b2c3  —            —              6  The pond is full of silt.  no title"


def test_show_prints_what_is_known_and_how(briefing: Any) -> None:
    out = briefing("show", "mill.txt").out
    assert "Published: 2024-03-16 (inferred: “Saturday; 2024”)" in out
    assert "Outlet:    Coast & Quay (stated: “Coast & Quay”)" in out
    assert "┊ BACK" in out
    assert "▸ A caption" in out
    assert out.count("Mill to turn") == 1


def test_show_plain_is_bare_text_without_furniture(briefing: Any) -> None:
    lines = briefing("show", "mill.txt", "--plain", terminal=True).out.splitlines()
    assert lines[0] == "Title: Mill to turn"
    assert "Agency: unknown" in lines
    assert "“The wheel is still,” Dorothea Quill said." in lines
    assert "Caption: A caption" in lines
    assert "BACK" not in lines
    assert lines[-1] == "Left out: 1 line of page furniture."
    assert "\x1b" not in "".join(lines)


def test_search_marks_the_words_in_characters(briefing: Any) -> None:
    out = briefing("search", "wheel").out
    assert out.splitlines()[0] == "3 articles, the first 1 of them"
    assert "The «wheel» is still" in out
    assert "~2024-03-16 · Coast & Quay · mill.txt" in out


def test_search_that_finds_nothing_says_so_on_stderr(briefing: Any) -> None:
    result = briefing("search", "nothing")
    assert (result.status, result.out) == (1, "")
    assert "briefing: nothing found for nothing; did you mean anything" in result.err


def test_search_passes_the_query_on_whole(briefing: Any, collection: Any) -> None:
    briefing("search", "two", "words", "--limit", "7", "--sort", "date")
    assert ("search", ("two words", {"limit": 7, "sort": "date"})) in collection.calls


def test_quotes_tell_mode_and_speaker_in_characters(briefing: Any) -> None:
    out = briefing("quotes").out
    assert "q01234 ● “The wheel is still,” — Dorothea Quill" in out
    assert "q11234 ○ its wheel stood still — ~Quill" in out


def test_statements_give_three_counts(briefing: Any) -> None:
    out = briefing("statements").out
    assert "2 files · 2 texts · 1 origin" in out
    assert "● Coast & Quay   ○ pond" in out
    assert briefing("statements", "--min-articles", "3").out == ""


def test_compare_prints_one_row_a_source_with_marks_in_characters(briefing: Any) -> None:
    lines = briefing("compare", "the", "wheel").out.splitlines()
    assert lines[0] == "Dorothea Quill · 2 files · 2 texts · 1 origin"
    assert lines[2].split("   ") == ["= Coast & Quay", "The wheel is still,"]
    assert lines[3].startswith("○ pond")
    assert lines[3].endswith("~The→its~ wheel [-is-] {+9+} still")


def test_entities_by_kind(briefing: Any) -> None:
    assert briefing("entities").out.splitlines() == ["People", "  Dorothea Quill  1  2 articles  Quill"]
    assert briefing("entities", "--type", "place").out == ""


def test_cite_prints_the_citation_and_a_newline(briefing: Any) -> None:
    assert (
        briefing("cite", "mill.txt", "--style", "mla").out
        == "Prys-Harding, Alun. “Mill to Turn.” Coast & Quay, 16 Mar. [2024].\n"
    )
    assert briefing("cite", "q0123456789a").out.startswith("“The wheel is still,” — Dorothea Quill, ")


def test_index_reports_in_a_line(briefing: Any) -> None:
    assert briefing("index").out == "2 articles (1 added, 1 changed) in 1.2 s\n"


def test_doctor_prints_sections(briefing: Any) -> None:
    out = briefing("doctor").out
    for heading in ("Versions", "Paths", "Clipboard", "Terminal"):
        assert heading in out.splitlines()
    assert "  trafilatura" in out


def test_notices_and_problems_go_to_stderr(briefing: Any, collection: Any) -> None:
    collection.notices.append("the index was rebuilt")
    collection.problems_ = collection.problems_ * 25
    result = briefing("list")
    assert "briefing: the index was rebuilt" in result.err
    assert result.err.count("holds pictures only") == 20
    assert "5 more files could not be read" in result.err
    assert "pictures" not in result.out


def test_an_empty_folder_says_so(briefing: Any, collection: Any) -> None:
    collection.articles_ = []
    assert briefing("list").status == 0
    assert "briefing: articles: no article in this folder" in briefing("list").err
    assert "leave --no-sync out" in briefing("list", "--no-sync").err


@pytest.mark.parametrize(
    "command", ["list", "search nothing", "quotes", "statements --min-articles 3", "entities --type place", "copies", "stories", "versions", "differences"]
)  # fmt: skip
@pytest.mark.parametrize("terminal", [False, True], ids=["pipe", "terminal"])
def test_of_an_empty_folder_nothing_else_is_claimed(
    briefing: Any, collection: Any, monkeypatch: pytest.MonkeyPatch, command: str, terminal: bool
) -> None:
    collection.articles_, collection.problems_ = [], ()
    collection.copied = collection.differ = False
    monkeypatch.setattr(collection, "quotations", lambda article=None: [])
    result = briefing(*command.split(), terminal=terminal)
    assert result.out == ""
    assert result.err == "briefing: articles: no article in this folder\n"


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("search nothing", "nothing found for nothing; did you mean anything"),
        ("copies", "no article here is a copy of another"),
        ("stories", "no two articles here tell the same event"),
        ("versions", "no page is here in more than one version"),
        ("differences", "the sources agree on every fact that could be compared"),
    ],
)
def test_what_is_not_found_among_articles_is_said(briefing: Any, collection: Any, command: str, words: str) -> None:
    collection.copied = collection.differ = False
    collection.problems_ = ()
    assert briefing(*command.split()).err == f"briefing: {words}\n"


# --- colour, width, safety ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    ["list", "show a1", "search x", "quotes", "statements", "compare wheel", "entities", "cite a1", "doctor", "index"],
)
def test_a_pipe_gets_no_colour_and_no_control_character(briefing: Any, command: str) -> None:
    result = briefing(*command.split())
    assert not [c for c in result.out + result.err if ord(c) < 32 and c != "\n"]


def test_a_terminal_gets_colour_unless_it_does_not_want_it(briefing: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[1m" in briefing("list", terminal=True).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in briefing("list", terminal=True).out
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b" not in briefing("list", terminal=True).out


def test_a_narrow_terminal_cuts_titles_and_wraps_text(briefing: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("NO_COLOR", "1")
    for command in ("list", "show mill.txt", "search x", "quotes", "statements", "compare wheel", "entities"):
        out = briefing(*command.split(), terminal=True).out
        assert max(map(display_width, out.splitlines())) <= 61, command


def test_wrapping_keeps_every_word_and_the_width() -> None:
    pieces = [("The tide mill at ", ""), ("Marrowick ", "bold"), ("海の水車は長い言葉です" * 4, ""), (" turns.", "")]
    rows = wrap(pieces, 20, 2, 4)
    assert "".join("".join(text for text, _ in row) for row in rows).replace(" ", "") == "".join(
        t for t, _ in pieces
    ).replace(" ", "")
    assert all(sum(display_width(text) for text, _ in row) <= 18 for row in rows)


def test_a_dateline_stands_at_the_head_of_its_paragraph_and_repeats_stay_out() -> None:
    from briefing.cli.commands.show import _paragraphs
    from briefing.model import Article, Document, Paragraph

    text = "MARROWICK:\n\nThe mill turns.\n\nThe end."
    kinds = (((0, 10), "dateline"), ((12, 27), "body"), ((29, 37), "body"), ((12, 27), "repeat"))
    document = Document(Article("a", "a"), text, tuple(Paragraph(span, None, kind) for span, kind in kinds))  # type: ignore[arg-type]
    assert list(_paragraphs(document)) == [("body", "MARROWICK: The mill turns."), ("body", "The end.")]
