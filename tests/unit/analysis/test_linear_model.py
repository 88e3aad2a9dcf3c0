"""Learned weights are read as they were written, and features score by them."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.analysis import linear_model
from briefing.analysis.linear_model import BUCKETS, HASHED_SCALE, Hashed, bucket


def test_a_named_model_is_read_as_it_was_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(linear_model, "path", lambda name: tmp_path / name)
    tables = {"": {"bias": -1.25, "cue=said": 0.5, "cue=told": 0.5}, "A1": {"bias": 0.01}}
    written = linear_model.dump({**tables, "A2": {"nothing": 0.001}}, "Learned from nothing")
    (tmp_path / "toy.txt").write_text(written, encoding="utf-8")
    assert linear_model.load("toy") == {**tables, "A2": {}}


def test_hashed_features_score_each_class() -> None:
    weights = [(0, 1)] * BUCKETS
    weights[bucket("tide")] = (32, -8)
    model = Hashed(("place", "none"), weights)
    assert bucket("tide") != bucket("mill")
    assert model.scores(["tide", "mill"]) == (32 / HASHED_SCALE, -7 / HASHED_SCALE)


def test_a_hashed_model_for_other_classes_is_refused() -> None:
    with pytest.raises(ValueError, match="name_weights"):
        linear_model.load_hashed("name_weights", ("person", "none"))
