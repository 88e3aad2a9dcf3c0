"""On annotated articles beside the checkout (skipped where they are absent): the quotations and speakers that people marked."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from briefing import ingest
from briefing.analysis.quotations.extract import extract
from briefing.model import Quotation

ROOT = Path(__file__).resolve().parents[4]


@pytest.fixture(scope="module")
def seeds_quotations(seeds: Path) -> dict[str, tuple[Quotation, ...]]:
    found: dict[str, tuple[Quotation, ...]] = {}
    for path in sorted(seeds.glob("*.txt")):
        (document,) = ingest.read(seeds, path.name).documents
        found[path.name] = extract(document)
    return found


@pytest.fixture(scope="module")
def instances(shared: Path) -> list[dict[str, str]]:
    gold = json.loads((shared / "gold" / "seeds_statements.json").read_text(encoding="utf-8"))
    return [
        dict(instance, optional=group["id"] in gold["optional"])
        for group in gold["groups"]
        for instance in group["instances"]
    ]


def overlap(one: str, two: str) -> float:
    """Words of the longer common part over the words of the gold text, by containment of either in the other."""
    if one in two or two in one:
        return min(len(one), len(two)) / len(two)
    words = two.split()
    return sum(word in one.split() for word in words) / len(words)


def test_every_quoted_instance_of_the_seeds_is_extracted(
    seeds_quotations: dict[str, tuple[Quotation, ...]], instances: list[dict[str, str]]
) -> None:
    for instance in instances:
        if instance["mode"] != "indirect":
            quotations = seeds_quotations[instance["file"]]
            assert any(
                q.mode == instance["mode"] and (instance["text"] == q.text or instance["text"] in q.text)
                for q in quotations
            ), instance["text"]


def test_nearly_every_reported_core_instance_of_the_seeds_is_within_reach(
    seeds_quotations: dict[str, tuple[Quotation, ...]], instances: list[dict[str, str]]
) -> None:
    core = [i for i in instances if i["mode"] == "indirect" and not i["optional"]]
    missed = [
        i["text"]
        for i in core
        if not any(q.mode == "indirect" and overlap(q.text, i["text"]) >= 0.5 for q in seeds_quotations[i["file"]])
    ]
    assert len(missed) <= 0.25 * len(core), missed


@pytest.fixture(scope="module")
def bench(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("quotations_benchmark", ROOT / "benchmarks" / "quotations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_news_that_the_weights_were_not_learned_from(bench: ModuleType) -> None:
    score = bench.measure("this program", bench.ours, bench.load("dev"))
    assert score.f1 >= 0.96
    assert score.right / score.asked >= 0.93
    assert score.right / score.gold_speakers >= 0.91


@pytest.mark.parametrize("style", ["straight single", "guillemets inwards", "German"])
def test_other_marks_and_lost_marks(bench: ModuleType, style: str) -> None:
    articles = [bench.restyled(article, bench.STYLES[style], 0.05) for article in bench.load("dev")]
    assert bench.measure(style, bench.ours, [article for article in articles if article]).f1 >= 0.95
