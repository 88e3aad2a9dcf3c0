"""Five processes on one folder, some of them killed: no error shown, both readers right in the end, no process or lock left.

Five seconds here; ``python benchmarks/concurrency.py`` takes ten minutes and bounds the time of a search too.
"""

from __future__ import annotations

from pathlib import Path

import pytest

together = pytest.importorskip("together")
pytestmark = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc")


def test_five_processes_on_one_folder(tmp_path: Path, home: Path) -> None:
    five = together.Together(tmp_path / "articles", home, 5)
    five.run()
    assert five.faults == []
    assert five.searches
