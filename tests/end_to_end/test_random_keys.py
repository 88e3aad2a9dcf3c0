"""Anything is pressed, at any time, on any size of screen: nothing fails, the reader goes on, and it can be left at every moment.

``python benchmarks/random_keys.py`` presses 10,000.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from random_keys_hands import Hands


@pytest.fixture
def unread(tmp_path: Path) -> Path:
    """A folder that is read for the first time while keys are pressed."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(120):
        said = f"“The gates of lock {number % 40} are sound and barges will pass again in May,” said Lena Ost of the harbour council."
        text = f"Lock {number % 40} to open\n\nBy Jory Pell\n\n{said}\n\nEngineers looked at {number} gates near Ostmere on Tuesday.\n"
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("seed", [1, 2])
def test_any_keys_in_any_order_during_the_first_indexing_and_after(unread: Path, tmp_path: Path, seed: int) -> None:
    hands = Hands(unread, tmp_path, seed)
    hands.press(150)
    hands.answers()
    hands.quit()


def test_leaving_at_any_moment(unread: Path, tmp_path: Path) -> None:
    hands = Hands(unread, tmp_path, 3)
    for leave in (hands.quit, hands.hang_up, hands.quit, hands.quit):
        hands.press(hands.chance.randrange(12))
        leave()
        hands.reopen()
    hands.quit()
    assert hands.ends["ctrl+q"] >= 4
