"""Our entries beside those of a processor of CSL on the styles' own files, for the invented items of the benchmark."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parents[3] / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))

import citation_judges as judges  # noqa: E402
from citation_items import items  # noqa: E402
from citations import compare  # noqa: E402


@pytest.mark.parametrize("style", judges.STYLES)
def test_nearly_every_entry_equals_a_processors(style: str) -> None:
    if judges.missing():
        pytest.skip(judges.missing())
    cases = items()
    second = judges.stored(cases)
    assert second, "benchmarks/citation_answers.json is for other items"
    wrong = compare(cases, style, second[style])
    assert len(wrong) <= 0.06 * len(cases), [(ours, answers) for _, ours, answers in wrong]
