"""What a person waits for in the reader, measured in a pseudo-terminal, beside an empty Textual app and toolong in the same run.

    python benchmarks/reader.py FOLDER [--small articles] [--large FOLDER] [--runs 5] [--idle 20]

FOLDER holds some 2,000 articles, ``--small`` a handful, ``--large`` 100,000 (left out if not given). Each is read first, if it is new,
into a cache of this run unless BRIEFING_HOME names one. Every line stands beside its goal: CPU of a start, times from a key to the first byte that the
program writes and to the last one before it is quiet, the panes, a long article on another width, the reader at rest, its memory.
A busy machine lengthens the times, not so much the CPU: the programs take turns, so that ratios hold.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from startup import EMPTY, ROOT, cpu_seconds, start
from terminal import Terminal

from briefing import Collection

QUIET = 0.12
"""Seconds without a byte after which the program is taken for done with a key."""
PATIENCE = 1.0
"""Seconds for which the first byte is waited for: a key at the end of a list draws nothing."""
PAGE = 4096
WORDS = "The harbour office counted the boats again and found that none was missing on the morning after the storm. "


def read(folder: str) -> None:
    """Bring the cache of a folder up to date."""
    with Collection.open(folder) as collection:
        collection.sync()


def command(folder: str) -> list[str]:
    """Return the command that opens the reader."""
    return [sys.executable, "-m", "briefing", folder]


@contextmanager
def reading(folder: str) -> Iterator[Terminal]:
    """Open the reader, at rest."""
    with Terminal(command(folder)) as terminal:
        terminal.wait_for(r"Articles [\d,]+", seconds=60)
        settle(terminal, 1.5)
        yield terminal


def settle(terminal: Terminal, quiet: float = QUIET, patience: float = 0.0) -> tuple[float, float]:
    """Read until nothing has come for ``quiet`` seconds, or at first for ``patience``; return the times of the first and the last byte,
    0 if none came."""
    first = last = 0.0
    deadline = time.perf_counter() + 20
    while time.perf_counter() < deadline:
        before = len(terminal.raw)
        terminal.pump(quiet if last else max(quiet, patience))
        if len(terminal.raw) == before:
            break
        last = time.perf_counter()
        first = first or last
    return first, last


def press(terminal: Terminal, key: str) -> tuple[float, float]:
    """Return the milliseconds from a key to the first and to the last byte of what it draws."""
    began = time.perf_counter()
    terminal.press(key)
    first, last = settle(terminal, patience=PATIENCE)
    return max(0.0, first - began) * 1e3, max(0.0, last - began) * 1e3


def high(values: list[float]) -> float:
    """Return what 95 of 100 values do not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]


def line(name: str, value: float, goal: float, unit: str = "ms") -> None:
    """Print one measure beside its goal."""
    print(f"{name:<44}{value:>9.1f} {unit:<4} goal {goal:>7.1f}  {'' if value <= goal else 'over'}", flush=True)


def starts(small: str, folder: str, runs: int) -> None:
    """Measure the CPU of a first picture, as a multiple of the empty application's; toolong opens the longest article."""
    longest = max((path for path in Path(folder).rglob("*.txt")), key=lambda path: path.stat().st_size)
    programs = {
        "empty": ([sys.executable, "-c", EMPTY], "Articles ready"),
        "small": (command(small), r"Articles \d"),
        "folder": (command(folder), r"Articles \d"),
    }
    if tool := shutil.which("tl"):
        programs["toolong"] = ([tool, str(longest)], r"\S.*\n.*\S")
    seconds: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(runs + 1):
        for name, (each, awaited) in programs.items():
            seconds[name].append(start(each, awaited)[0])
    medians = {name: statistics.median(values[1:]) for name, values in seconds.items()}
    print(f"an empty Textual app starts with {medians['empty'] * 1e3:.0f} ms of CPU")
    line("start, few articles", medians["small"] / medians["empty"], 1.4, "x")
    line("start, 2,000 articles", medians["folder"] / medians["empty"], 1.6, "x")
    if "toolong" in medians:
        print(f"{'start, toolong on one article':<44}{medians['toolong'] / medians['empty']:>9.1f} x")
    else:
        print("toolong is not installed (pip install toolong)")


def keys(folder: str, times: int) -> None:
    """Measure the keys of reading."""
    with reading(folder) as terminal:
        measured: dict[str, list[tuple[float, float]]] = {}

        def some(key: str, count: int = times) -> None:
            measured.setdefault(key, []).extend(press(terminal, key) for _ in range(count))

        for key in "jkJKG":
            some(key)
        press(terminal, "g")
        for key in ("enter", "/", "t", "h", "e", "enter"):
            press(terminal, key)
        for key in ("n", "]", "space"):
            some(key)
    for key, values in measured.items():
        line(f"{key}  to the first byte, 95 of 100", high([first for first, _ in values]), 16)
        line(f"{key}  until quiet, 95 of 100", high([last for _, last in values]), 50)


def letters(folder: str) -> None:
    """Measure letters of a search."""
    with reading(folder) as terminal:
        press(terminal, "/")
        values = []
        for word in ("minister", "y", "the"):
            values += [press(terminal, letter) for letter in word]
            for _ in word:
                press(terminal, "backspace")
    line("a letter  to the first byte, median", statistics.median(first for first, _ in values), 40)
    line("a letter  until quiet, 95 of 100", high([last for _, last in values]), 150)
    line("a letter  until quiet, worst", max(last for _, last in values), 400)


def panes(folder: str, idle: float) -> None:
    """Measure the panes that lay sources beside each other, the first time and again."""
    goals = {"w": 50, "c": 100, "t": 200, "d": 150}
    with reading(folder) as terminal:
        quoted(terminal)
        settle(terminal, idle)
        measured: dict[str, list[float]] = {key: [] for key in goals}
        moves: list[float] = []
        for _ in range(4):
            for key, times in measured.items():
                times.append(press(terminal, key)[1])
                if key == "t":
                    moves += [press(terminal, move)[1] for move in "jlkh"]
                press(terminal, "q")
    for key, goal in goals.items():
        line(f"{key}  the first time", measured[key][0], goal)
        line(f"{key}  again, median", statistics.median(measured[key][1:]), goal)
    line("moving in the coverage, median", statistics.median(moves), 20)


def quoted(terminal: Terminal) -> None:
    """Go to words that several sources carry: those of the first cell of the coverage."""
    press(terminal, "t")
    terminal.wait_for("Coverage", seconds=60)
    settle(terminal, 2.0)
    press(terminal, "enter")


def long_article() -> None:
    """Measure an article of 200 KB on another width."""
    with tempfile.TemporaryDirectory() as folder:
        paragraphs = "\n\n".join(WORDS * 6 for _ in range(200_000 // (6 * len(WORDS))))
        Path(folder, "long.txt").write_text(f"All boats counted\n\n{paragraphs}\n", encoding="utf-8")
        read(folder)
        with reading(folder) as terminal:
            press(terminal, "enter")
            times = []
            for columns in (100, 140, 90, 120):
                began = time.perf_counter()
                terminal.resize(columns, 40)
                times.append((settle(terminal)[1] - began) * 1e3)
    line("an article of 200 KB on another width", statistics.median(times), 100)


def rest(folder: str, seconds: float) -> None:
    """Measure the reader at rest, and its memory after it was used."""
    with reading(folder) as terminal:
        settle(terminal, 6.0)
        before, began = cpu_seconds(terminal.pid), time.perf_counter()
        while (left := began + seconds - time.perf_counter()) > 0:
            terminal.pump(left)
        line(
            "at rest, of one core", 100 * (cpu_seconds(terminal.pid) - before) / (time.perf_counter() - began), 0.3, "%"
        )
        for key in (
            "enter",
            *"]w" * 3,
            "q",
            *"J" * 30,
            "/",
            *"the",
            "enter",
            *"n" * 20,
            "t",
            *"jl" * 10,
            "q",
            "d",
            "q",
            "e",
            "q",
        ):
            press(terminal, key)
        pages = int(Path(f"/proc/{terminal.pid}/statm").read_text().split()[1])
    line("memory after use", pages * PAGE / 2**20, 120, "MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--small", default=str(ROOT / "articles"))
    parser.add_argument("--large", default="", help="a folder of 100,000 articles")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--presses", type=int, default=15, help="of each key (15)")
    parser.add_argument("--idle", type=float, default=6.0, metavar="SECONDS", help="before the panes are asked for (6)")
    parser.add_argument(
        "--rest", type=float, default=20.0, metavar="SECONDS", help="for which the reader at rest is watched (20)"
    )
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ.setdefault("BRIEFING_HOME", home)
        folders = [folder for folder in (arguments.small, arguments.folder, arguments.large) if folder]
        for folder in folders:
            read(folder)
        measures: list[tuple[str, Callable[[], None]]] = [
            ("Start", lambda: starts(arguments.small, arguments.folder, arguments.runs)),
            ("Keys, 2,000 articles", lambda: keys(arguments.folder, arguments.presses)),
            ("Search, 2,000 articles", lambda: letters(arguments.folder)),
            ("Panes, 2,000 articles", lambda: panes(arguments.folder, arguments.idle)),
            ("A long article", long_article),
            ("At rest", lambda: rest(arguments.folder, arguments.rest)),
        ]
        if arguments.large:
            measures.append(("Keys, 100,000 articles", lambda: keys(arguments.large, arguments.presses)))
        for title, measure in measures:
            print(f"\n{title}")
            measure()


if __name__ == "__main__":
    main()
