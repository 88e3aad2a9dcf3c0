"""What each stage costs: every second is counted to one stage only, and every article that a stage worked on."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import Collection
from briefing.collection.stages import stage_costs
from briefing.collection.stages.stage_costs import Meter


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr(stage_costs.time, "process_time", lambda: now[0])
    monkeypatch.setattr(stage_costs.time, "perf_counter", lambda: 2 * now[0])
    return now


def test_a_stage_inside_another_is_not_counted_to_that(clock: list[float]) -> None:
    meter = Meter()
    with meter.stage("outer"):
        clock[0] += 1
        with meter.stage("inner"):
            clock[0] += 10
            meter.spent(5)
        clock[0] += 2
    clock[0] += 100
    assert [(one.name, one.cpu, one.wall) for one in meter.costs()] == [("outer", 3, 6), ("inner", 15, 20)]


def test_a_stage_that_runs_again_is_one_row(clock: list[float]) -> None:
    meter = Meter()
    for count in (2, 3):
        with meter.stage("index"):
            clock[0] += 1
            meter.articles(count)
    meter.articles(1)
    meter.spent(1)
    assert [(one.name, one.cpu, one.articles) for one in meter.costs()] == [("index", 2, 5)]


def test_a_sync_tells_every_stage_and_its_articles(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(3):
        said = "“Nobody has ever seen a heron wait for the ferry,” said Odile Marrash."
        (folder / f"{number}.txt").write_text(f"Herons {number}\n\n{said}\n", encoding="utf-8")
    with Collection.open(folder, home=tmp_path / "home", sync=False) as collection:
        report = collection.sync()
        again = collection.sync()
    counts = {one.name: one.articles for one in report.costs}
    assert {
        name: counts[name] for name in ("files", "index", "analysis", "entities", "statements", "facts")
    } == dict.fromkeys(("files", "index", "analysis", "entities", "statements", "facts"), 3)
    assert sum(one.articles for one in again.costs) == 0
