"""Several citations as one text."""

from __future__ import annotations

import json

import pytest

from briefing.presentation.citation_lists import format_for, joined, page


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.txt", "text"), ("a", "text"), ("A.RIS", "ris"), ("a.bib", "biblatex"), ("a.b.json", "csl-json"), ("a.html", "html")],
)  # fmt: skip
def test_the_ending_says_the_format(name: str, form: str) -> None:
    assert format_for(name) == form


def test_records_become_one_list() -> None:
    both = joined(['[{"id": "a"}]', '[{"id": "b", "title": "Größe"}]'], "csl-json")
    assert [each["id"] for each in json.loads(both)] == ["a", "b"]
    assert "Größe" in both


def test_a_file_ends_with_a_line_end_and_a_page_holds_a_paragraph_each() -> None:
    assert page(["a", "b"], "text") == "a\nb\n"
    assert page(["@a{}\n", "@b{}\n"], "biblatex") == "@a{}\n\n@b{}\n"
    assert page(["<i>a</i>", "b"], "html").count("<p>") == 2
