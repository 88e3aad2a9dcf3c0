"""What a letter of a search costs: one letter, which many words begin with, is no dearer than three. Work is counted, not timed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest

from briefing import Collection

ENDINGS = ("arrow", "elm", "onder", "oke", "ule", "acht", "ield", "east")


@pytest.fixture
def harbour(tmp_path: Path, in_this_process: None) -> Iterator[Collection]:
    """A folder in which every article has many words that begin with y, and one that begins with yon."""
    folder = tmp_path / "harbour"
    folder.mkdir()
    for number in range(60):
        words = " ".join(f"y{ending}{number}x{place}" for place in range(5) for ending in ENDINGS)
        (folder / f"{number:03}.txt").write_text(
            f"The quay, part {number}\n\nThe boats lie yonder. Words: {words}.\n", "utf-8"
        )
    with Collection.open(folder, home=tmp_path / "home", sync=False) as collection:
        collection.sync(analysis=False)
        yield collection


def calls(collection: Collection, query: str) -> tuple[int, int]:
    """Return how many calls of functions a search costs, and how many articles it finds."""
    count = 0

    def counting(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counting)
    try:
        found, _ = collection.matching(query, live=True, limit=1000)
    finally:
        sys.setprofile(None)
    return count, len(found)


def test_one_letter_costs_no_more_than_three(harbour: Collection) -> None:
    calls(harbour, "quay")  # what is loaded once is loaded
    one, found_by_one = calls(harbour, "y")
    three, found_by_three = calls(harbour, "yon")
    assert found_by_one == found_by_three == 60
    assert one <= 1.2 * three
