"""The commands in a real terminal: colours, widths, the progress bar, an interrupt."""

from __future__ import annotations

import os
import re
import signal
import sys
from pathlib import Path

import pytest
from terminal import Terminal

from briefing import Collection

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "articles"
BRIEFING = [sys.executable, "-m", "briefing", "-C", os.fspath(SAMPLES)]
# The same with a bar from the first moment, and a sync that takes its time however fast the machine is.
SLOW = """
import sys, time
from briefing.cli.progress import Bar
draw, Bar.DELAY, Bar.PAUSE = Bar.__call__, 0.0, 0.0
Bar.__call__ = lambda self, *news: (draw(self, *news), time.sleep(PAUSE))
from briefing.__main__ import main
sys.exit(main())
"""


def slow(pause: float) -> list[str]:
    return [sys.executable, "-c", SLOW.replace("PAUSE)", f"{pause})"), "-C", os.fspath(SAMPLES)]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of all tests here: one home with the samples read."""
    folder = tmp_path_factory.mktemp("kept")
    with Collection.open(SAMPLES, home=folder):
        pass
    return {"BRIEFING_HOME": os.fspath(folder), "PYTHONPATH": os.fspath(ROOT)}


def test_a_bar_comes_and_goes_while_a_folder_is_read(kept: dict[str, str]) -> None:
    with Terminal([*slow(0.001), "index", "--rebuild"], columns=80, rows=24, env=kept) as terminal:
        assert terminal.wait_for_exit(seconds=60) == 0
        assert re.search(r"█|░".encode(), terminal.raw)
        rows = [row.rstrip() for row in terminal.text.splitlines() if row.strip()]
        assert len(rows) == 1
        assert re.fullmatch(r"16 articles \(16 added\) in \d+\.\d s", rows[0])


def test_a_list_keeps_to_the_width_and_has_colour(kept: dict[str, str]) -> None:
    with Terminal([*BRIEFING, "list", "--no-sync"], columns=80, rows=40, env=kept) as terminal:
        assert terminal.wait_for_exit(seconds=60) == 0
        rows = [row.rstrip() for row in terminal.text.splitlines() if row.strip()]
        assert len(rows) == 16 + 1  # a row each, none wrapped, and a hint
        assert b"\x1b[1m" in terminal.raw


def test_no_colour_where_it_is_not_wanted(kept: dict[str, str]) -> None:
    with Terminal(
        [*BRIEFING, "compare", "--no-sync", "smudge on four plates"], env=kept | {"NO_COLOR": "1"}
    ) as terminal:
        assert terminal.wait_for_exit(seconds=60) == 0
        assert b"\x1b" not in terminal.raw
        assert "= identical   ≈ reworded" in terminal.text


def test_an_interrupt_leaves_no_traceback(kept: dict[str, str]) -> None:
    with Terminal([*slow(0.5), "index", "--rebuild"], columns=80, rows=24, env=kept) as terminal:
        terminal.wait_for("█|░", seconds=60)
        os.kill(terminal.pid, signal.SIGINT)
        assert terminal.wait_for_exit(seconds=60) == 130, terminal.raw
        assert "Traceback" not in terminal.text
    with Terminal([*BRIEFING, "index"], columns=80, rows=24, env=kept) as again:
        assert again.wait_for_exit(seconds=60) == 0
        assert "16 articles" in again.text


def test_a_dumb_terminal_is_told_what_to_type_instead(kept: dict[str, str]) -> None:
    with Terminal(
        [sys.executable, "-m", "briefing", os.fspath(SAMPLES)], columns=200, env=kept | {"TERM": "dumb"}
    ) as terminal:
        assert terminal.wait_for_exit(seconds=60) == 2
        assert "briefing show ARTICLE --plain" in terminal.text
        assert b"\x1b" not in terminal.raw
