"""``briefing copies``: which files carry one text, and what each copy changed."""

from __future__ import annotations

from typing import Any

from conftest import CHANGES, COPIES, MILL, POND  # type: ignore[import-not-found]


def test_groups_with_shares_and_the_agency_that_they_have_in_common(briefing: Any) -> None:
    lines = briefing("copies").out.splitlines()
    assert lines == [
        "2 files carry one text · Boreal␛[31m Wire",
        "  a1b2c3  ~2024-03-16  Coast & Quay  11  50%  Mill to turn",
        "  b1b2c3  —            —              6  92%  The pond is full of silt.",
    ]


def test_with_an_article_what_each_copy_changed(briefing: Any) -> None:
    out = briefing("copies", "mill.txt").out.splitlines()
    assert out[4] == "pond ␛[31m�  pond ␛[31m�.txt  keeps 92%, 4 passages differ"
    assert out[5:] == [
        "  ~ title: [-Mill-] {+Pond+} to turn",
        "  - [-The wheel is still.-]",
        "  + {+It␛[2J rains.+}",
        "  ↕ A caption",
    ]


def test_json(briefing: Any) -> None:
    found = briefing("copies", "--json").json
    assert found["groups"] == [
        {
            "articles": [MILL.id, POND.id],
            "containment": [[MILL.id, POND.id, 0.5], [POND.id, MILL.id, 0.917]],
            "agency": COPIES.agency,
            "paths": [MILL.path, POND.path],
        }
    ]
    assert "changes" not in found
    assert found["problems"]


def test_json_of_the_changes(briefing: Any) -> None:
    (changes,) = briefing("copies", "mill.txt", "--json").json["changes"]
    assert (changes["article"], changes["base"], changes["kept"]) == (POND.id, MILL.id, CHANGES.kept)
    first, _, added, _ = changes["passages"]
    assert first["tokens"][0] == {"text": "Pond ", "op": "changed", "strong": True, "pivot": "Mill "}
    assert (added["op"], added["span"], added["base_span"]) == ("added", [12, 20], None)


def test_without_copies_it_says_so_on_stderr(briefing: Any, collection: Any) -> None:
    collection.copied = False
    result = briefing("copies")
    assert (result.status, result.out) == (0, "")
    assert "no article here is a copy of another" in result.err
    assert "no other file carries this text" in briefing("copies", "mill.txt").err
    assert briefing("copies", "zz").status == 1
    assert briefing("copies", "--json").json["groups"] == []
