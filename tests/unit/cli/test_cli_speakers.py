"""Whoever was renamed or merged is called so wherever a command prints a speaker for people; JSON keeps the attribution."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import REPORTED, SAID  # type: ignore[import-not-found]


@pytest.fixture(autouse=True)
def _corrected(collection: Any) -> None:
    collection.corrected = {SAID.id: "Dora Quill", REPORTED.id: "Dora Quill"}


@pytest.mark.parametrize("command", ["quotes", "statements", "compare wheel"])
def test_people_read_the_corrected_name(briefing: Any, command: str) -> None:
    out = briefing(*command.split()).out
    assert "Dora Quill" in out
    assert "Dorothea Quill" not in out


def test_an_inferred_speaker_stays_marked(briefing: Any) -> None:
    assert "~Dora Quill" in briefing("quotes").out


def test_half_of_the_quotations_speak_for_the_statement(briefing: Any, collection: Any) -> None:
    collection.corrected = {SAID.id: "Dora Quill"}
    assert "Dora Quill" in briefing("statements").out
    collection.corrected = {}
    assert "Dorothea Quill" in briefing("statements").out


def test_json_gives_the_attribution_as_the_contract_has_it(briefing: Any) -> None:
    first, second = briefing("quotes", "--json").json["quotations"]
    assert first["speaker"] == {
        "name": "Dorothea Quill", "mention": "Dorothea Quill", "mention_span": [42, 56], "status": "stated",
    }  # fmt: skip
    assert second["speaker"]["name"] == "Quill"
    assert briefing("statements", "--json").json["statements"][0]["speaker"] == "Dorothea Quill"
