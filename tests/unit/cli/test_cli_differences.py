"""``briefing differences``: each topic with what every source says, in its own words."""

from __future__ import annotations

from typing import Any

from conftest import MILL, POND, TEXT  # type: ignore[import-not-found]


def test_each_topic_with_the_words_and_who_has_them(briefing: Any) -> None:
    result = briefing("differences")
    assert result.status == 0
    assert result.out.splitlines() == [
        "tense: “the wheel”  (within one article)",
        "  is still         Coast & Quay; pond ␛[31m� agrees",
        "  Dorothea Quill   Coast & Quay",
        "",
        "who said it",
        "  Dorothea Quill   pond ␛[31m�",
        "  Mill             Coast & Quay",
    ]


def test_json(briefing: Any) -> None:
    first, second = briefing("differences", "--json").json["differences"]
    assert first["topic"] == "tense: “the wheel”"
    assert (first["scope"], second["scope"]) == ("article", "sources")
    assert [(value["article"], value["texts"], value["agreeing"]) for value in first["values"]] == [
        (MILL.id, 2, [POND.id]),
        (MILL.id, 1, []),
    ]
    value = second["values"][0]
    assert value == {
        "value": "Quill\x1b[2J", "article": POND.id, "path": POND.path, "span": [42, 56], "words": TEXT[42:56], "texts": 1,
        "agreeing": [],
    }  # fmt: skip


def test_without_differences_it_says_so_on_stderr(briefing: Any, collection: Any) -> None:
    collection.differ = False
    result = briefing("differences")
    assert (result.status, result.out) == (0, "")
    assert "the sources agree on every fact that could be compared" in result.err
    assert briefing("differences", "--json").json["differences"] == []


def test_as_many_as_are_asked_for(briefing: Any) -> None:
    assert len(briefing("differences", "--limit", "1", "--json").json["differences"]) == 1
    assert briefing("differences", "--limit", "1").out == briefing("differences").out.partition("\n\n")[0] + "\n"
    for command, listed in (("statements", "statements"), ("entities", "entities")):
        whole = briefing(command, "--json").json[listed]
        assert briefing(command, "--limit", "1", "--json").json[listed] == whole[:1] != []
        text = briefing(command).out
        assert text.startswith(briefing(command, "--limit", "1").out.splitlines()[0])
    assert briefing("statements", "--limit", "none").status == 2
