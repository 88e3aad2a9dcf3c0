"""The JSON of every command has the promised keys, and stdout holds nothing else."""

from __future__ import annotations

from typing import Any

import pytest

ARTICLE = "id path title standfirst outlet agency byline published dateline words repeated copies problems".split()
QUOTATION = "id article path span source_span text mode kind speaker cue statements".split()
STATEMENT = "id text speaker articles distinct_texts origins instances".split()


def keys(found: dict[str, Any], expected: list[str]) -> None:
    assert set(expected) <= set(found)


def test_list(briefing: Any) -> None:
    found = briefing("list", "--json").json
    keys(found["articles"][0], ARTICLE)
    assert found["articles"][0]["published"] == {
        "value": "2024-03-16",
        "status": "inferred",
        "evidence": "Saturday; 2024",
    }
    assert found["articles"][0]["byline"]["value"] == ["Alun Prys-Harding"]
    assert found["articles"][1]["title"] == {"value": None, "status": "unknown", "evidence": None}
    assert found["articles"][0]["copies"] == ["b1b2c3d4e5f6"]


def test_show(briefing: Any) -> None:
    found = briefing("show", "a1b2", "--json").json
    keys(found["article"], ARTICLE)
    start, end = found["paragraphs"][2]["span"]
    assert found["text"][start:end] == "“The wheel is still,” Dorothea Quill said."
    assert [p["kind"] for p in found["paragraphs"]] == ["furniture", "title", "body", "caption"]
    keys(found["paragraphs"][0], ["span", "source_span", "kind"])


def test_search(briefing: Any) -> None:
    found = briefing("search", "wheel", "--json").json
    assert (found["query"], found["total"], found["ms"]) == ("wheel", 3, 0.5)
    hit = found["hits"][0]
    keys(hit, ["article", "path", "title", "score", "snippets"])
    snippet = hit["snippets"][0]
    start, end = snippet["highlights"][0]
    assert snippet["text"][start:end] == "wheel"


def test_quotes(briefing: Any) -> None:
    first, second = briefing("quotes", "--json").json["quotations"]
    keys(first, QUOTATION)
    assert first["span"] == [21, 40]
    assert first["speaker"] == {
        "name": "Dorothea Quill",
        "mention": "Dorothea Quill",
        "mention_span": [42, 56],
        "status": "stated",
    }
    assert second["source_span"] is None


def test_statements(briefing: Any) -> None:
    (found,) = briefing("statements", "--json").json["statements"]
    keys(found, STATEMENT)
    keys(found["instances"][0], ["quotation", "article", "path", "span", "source_span", "text", "mode"])


def test_compare(briefing: Any) -> None:
    found = briefing("compare", "s0123456789a", "--json").json
    keys(found["statement"], STATEMENT)
    keys(found["witnesses"][1], ["quotation", "path", "tokens"])
    assert found["witnesses"][1]["tokens"][0] == {"text": "its ", "op": "changed", "strong": False, "pivot": "The"}


def test_entities(briefing: Any) -> None:
    (found,) = briefing("entities", "--json").json["entities"]
    keys(found, "id name type aliases articles mentions".split())
    assert found["aliases"][1] == {"text": "Quill", "count": 2, "via": "surname"}
    keys(found["mentions"][0], "article path span source_span text via".split())


def test_cite(briefing: Any) -> None:
    found = briefing("cite", "a1b2", "--style", "apa", "--json").json
    assert found == {
        "text": "Prys-Harding, A. ([2024], March 16). Mill to turn. Coast & Quay.", "style": "apa", "format": "text",
    }  # fmt: skip


def test_index(briefing: Any) -> None:
    found = briefing("index", "--json").json
    keys(found, "articles added changed removed seconds timings problems".split())
    assert set(found["timings"]) == {"ingest", "index", "quotations", "statements", "entities"}
    assert found["problems"] == [{"path": "scan\x1b[2J.pdf", "reason": "holds pictures only"}]


def test_index_tells_what_each_stage_cost(briefing: Any) -> None:
    costs = [
        {"stage": "files", "cpu": 0.5, "wall": 2.0, "memory": 30_000_000, "articles": 2},
        {"stage": "index", "cpu": 0.25, "wall": 1.0, "memory": 0, "articles": 0},
    ]
    assert briefing("index", "--profile", "--json").json["profile"] == costs
    rows = [line.split() for line in briefing("index", "--profile").out.splitlines()[1:]]
    assert rows[1:] == [
        ["files", "0.50", "2.00", "30", "2", "1"],
        ["index", "0.25", "1.00", "–", "0", "–"],
        ["all", "0.75", "3.00", "30", "2", "1"],
    ]


def test_doctor(briefing: Any) -> None:
    found = briefing("doctor", "--json").json
    keys(found, ["versions", "paths", "clipboard", "terminal"])


@pytest.mark.parametrize(
    "command",
    ["list", "show a1", "search x", "quotes", "statements", "compare wheel", "entities", "differences", "copies"],
)
def test_problems_stand_in_every_answer_and_on_stderr(briefing: Any, command: str) -> None:
    result = briefing(*command.split(), "--json")
    assert result.json["problems"] == [{"path": "scan\x1b[2J.pdf", "reason": "holds pictures only"}]
    assert "scan␛[2J.pdf: holds pictures only" in result.err
    assert result.status == 0


def test_file_names_are_exact_in_json_and_harmless_on_a_terminal(briefing: Any) -> None:
    result = briefing("list", "--json")
    assert "\x1b" not in result.out
    result.out.encode("utf-8")
    assert result.json["articles"][1]["path"] == "pond \x1b[31m\udcff.txt"


@pytest.mark.parametrize(
    ("command", "status", "kind"),
    [
        ("show zz", 1, "NotFoundError"),
        ("compare zz", 1, "NotFoundError"),
        ("cite zz", 1, "NotFoundError"),
        ("search (", 2, "QueryError"),
    ],
)
def test_errors_are_one_object_and_one_line(briefing: Any, command: str, status: int, kind: str) -> None:
    result = briefing(*command.split(), "--json")
    assert result.status == status
    assert result.json["kind"] == kind
    assert result.json["error"] in result.err
    if kind == "QueryError":
        assert result.json["position"] == 1


def test_a_search_that_finds_nothing_still_answers(briefing: Any) -> None:
    result = briefing("search", "nothing", "--json")
    assert result.status == 1
    assert (result.json["total"], result.json["hits"], result.json["suggestion"]) == (0, [], "anything")
