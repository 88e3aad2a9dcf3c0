"""The five real articles beside the checkout, against the gold that people made of them. Skipped without ``../shared``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefing import ingest
from briefing.ingest.decode import decode
from briefing.model import Document
from briefing.text import fold

SHARED = Path(__file__).resolve().parents[4] / "shared"
GOLD = SHARED / "gold" / "seeds_metadata.json"

pytestmark = pytest.mark.skipif(not GOLD.is_file(), reason="the shared data is not beside this checkout")

FIELDS = {
    "title": "title",
    "standfirst": "standfirst",
    "source": "outlet",
    "agency": "agency",
    "dateline": "dateline",
    "published": "published",
}


def gold() -> dict[str, dict]:
    return json.loads(GOLD.read_text(encoding="utf-8")) if GOLD.is_file() else {}


def document(name: str) -> Document:
    reading = ingest.read(SHARED / "seeds", name)
    assert reading.problems == ()
    (found,) = reading.documents
    return found


@pytest.mark.parametrize("name", sorted(gold()))
@pytest.mark.parametrize("key", sorted(FIELDS))
def test_each_field_has_the_value_and_status_of_the_gold(name: str, key: str) -> None:
    expected, found = gold()[name][key], getattr(document(name).article, FIELDS[key])
    assert (found.value, found.status) == (expected["value"], expected["status"])
    for words in (expected.get("evidence") or "").split(" … "):
        assert words in (found.evidence or "")


@pytest.mark.parametrize("name", sorted(gold()))
def test_the_byline_is_that_of_the_gold(name: str) -> None:
    expected, found = gold()[name]["byline"], document(name).article.byline
    assert found.status == expected["status"]
    assert found.value == ((expected["value"],) if expected["value"] else None)


@pytest.mark.parametrize("name", sorted(gold()))
def test_body_furniture_captions_and_repeats_are_those_of_the_gold(name: str) -> None:
    expected, found = gold()[name], document(name)
    by_kind: dict[str, list[str]] = {}
    for paragraph in found.paragraphs:
        by_kind.setdefault(paragraph.kind, []).append(found.text[slice(*paragraph.span)])
    assert by_kind["body"][0] == expected["body_first"]
    assert by_kind["body"][-1] == expected["body_last"]
    assert by_kind.get("furniture", []) == expected["junk"]
    assert by_kind.get("caption", []) == expected.get("caption", [])
    assert found.article.repeated is expected["duplicated_body"]
    assert len(by_kind.get("repeat", [])) == expected.get("duplicate_paragraphs", 0)
    prose = len(by_kind["body"]) + len(by_kind.get("standfirst", []))
    assert prose == expected["paragraphs"]


@pytest.mark.parametrize("name", sorted(gold()))
def test_every_span_is_verbatim_in_the_file(name: str) -> None:
    found = document(name)
    source = decode((SHARED / "seeds" / name).read_bytes())
    for paragraph in found.paragraphs:
        assert paragraph.source_span is not None
        assert source[slice(*paragraph.source_span)] == found.text[slice(*paragraph.span)]


def test_the_repeat_points_to_the_kept_passage() -> None:
    found = document("002_3e6d40aa573906a1.txt")
    again = [p for p in found.paragraphs if p.kind == "repeat"]
    assert all(p.source_span is not None and p.source_span[0] > p.span[0] for p in again)
    assert fold(found.text).count(fold("The potential arrangement is being")) == 1
