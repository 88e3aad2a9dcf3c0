"""The five real articles of the shared data (skipped where they are absent): which quotations must meet, which must not."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from briefing import ingest
from briefing.analysis.quotations import extract
from briefing.analysis.statements import grouping
from briefing.model import Instance, Statement


@pytest.fixture(scope="module")
def gold(shared: Path) -> Any:
    return json.loads((shared / "gold" / "seeds_statements.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def found(shared: Path) -> tuple[Statement, ...]:
    folder = shared / "seeds"
    documents = [d for file in sorted(folder.glob("*.txt")) for d in ingest.read(folder, file.name).documents]
    every = [q for document in documents for q in extract.extract(document)]
    return grouping.group(every, context={d.article.id: d.text for d in documents})


def prints(instance: Instance, item: Any) -> bool:
    """Whether the instance is a printing of the gold item: most of the shorter of both."""
    if instance.path != item["file"] or instance.source_span is None:
        return False
    start, end = instance.source_span
    size = len(item["text"])
    return any(min(at + size, end) - max(at, start) > 0.5 * min(size, end - start) for at in item["all_offsets"])


def meet(found: tuple[Statement, ...], a: Any, b: Any) -> bool:
    return any(any(prints(i, a) for i in s.instances) and any(prints(i, b) for i in s.instances) for s in found)


def test_all_pairs_in_marks_and_no_other(gold: Any, found: tuple[Statement, ...]) -> None:
    marked = [
        (g["id"], i)
        for g in gold["groups"]
        if g["id"] in gold["core"]
        for i in g["instances"]
        if i["mode"] != "indirect"
    ]
    pairs = [(a, b) for a, b in combinations(marked, 2) if a[1]["file"] != b[1]["file"]]
    wanted = {n for n, (a, b) in enumerate(pairs) if a[0] == b[0]}
    assert len(wanted) == 18
    assert {n for n, (a, b) in enumerate(pairs) if meet(found, a[1], b[1])} == wanted


def test_no_trap_is_merged(gold: Any, found: tuple[Statement, ...]) -> None:
    for a, b in combinations(gold["single_source"], 2):
        if a["file"] != b["file"]:
            one, two = ({**x, "all_offsets": [x["first_offset"]]} for x in (a, b))
            assert not meet(found, one, two), (a["first_offset"], b["first_offset"])


def test_a_run_together_sentence_stands_in_both_statements(gold: Any, found: tuple[Statement, ...]) -> None:
    items = {
        g["id"]: i
        for g in gold["groups"]
        for i in g["instances"]
        if i["file"].startswith("002") and i["mode"] == "direct"
    }
    carried = [
        [i for s in found if s.articles > 1 for i in s.instances if prints(i, items[name])] for name in ("Q03", "Q04")
    ]
    (one,), (two,) = carried
    assert one.quotation == two.quotation
    assert one.span[1] <= two.span[0]


def test_words_reported_without_marks_meet_what_others_quote(gold: Any, found: tuple[Statement, ...]) -> None:
    items = [(g["id"], i) for g in gold["groups"] for i in g["instances"]]
    pairs = [
        (a, b)
        for a, b in combinations(items, 2)
        if a[1]["file"] != b[1]["file"] and (a[0] in gold["core"] or b[0] in gold["core"])
    ]
    met = [(a[0], b[0]) for a, b in pairs if meet(found, a[1], b[1])]
    right = sum(a == b for a, b in met)
    assert sum(a[0] == b[0] for a, b in pairs) == 59
    assert right >= 45
    assert right / len(met) >= 0.8
