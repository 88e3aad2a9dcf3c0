"""What a person waits for in the reader, measured in a pseudo-terminal, beside an empty Textual app and toolong in the same run.

    python benchmarks/reader.py FOLDER [--only start,keys,search,panes,long,rest,large,hour] [--small articles] [--large FOLDER]
    python benchmarks/reader.py FOLDER --beside LARGER [--size 80x24] [--only PARTS]

FOLDER holds some 2,000 articles, ``--small`` a handful, ``--large`` 100,000: if it is not there, so many short invented ones are written
there. Each is read first, if it is new, into a cache of this run unless BRIEFING_HOME names one; the large one up to its index. Every line
stands beside its goal: CPU of a start, times from a key to the first byte that the program writes and to the last one before it is quiet,
the panes, a long article on another width, the reader at rest, its memory; ``hour``, only where it is named, presses an hour's keys as
fast as they are answered (some minutes). Keys are pressed where they have something to do, whatever the last session left. Goals are by the clock; CPU, of all
threads of the reader, is what a busy machine hardly lengthens. On one, ``chrt -f 10 taskset -c 1`` before it lets the reader go first on
one core, and the measurement watch it from the others.

With ``--beside`` both folders are opened at once and every key is pressed in both (:mod:`reader_beside`): whether the larger one can be
told by its reader. It ends with 1 if so.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import reader_beside
from reader_press import (
    READER,
    ROOT,
    TOOLONG,
    Pressed,
    Terminal,
    cpu_seconds,
    high,
    line,
    measured,
    press,
    reading,
    settle,
    start,
)
from startup import EMPTY

from briefing import Collection

PAGE = 4096
ROWS = 100_000
WORDS = "The harbour office counted the boats again and found that none was missing on the morning after the storm. "


def read(folder: str, *, analysis: bool = True) -> None:
    """Bring the cache of a folder up to date."""
    with Collection.open(folder, sync=False) as collection:
        collection.sync(analysis=analysis)


def written(folder: str) -> None:
    """Write short invented articles, unless the folder is there."""
    if Path(folder).exists():
        return
    chance, words = random.Random(1), WORDS.lower().replace(".", "").split()
    for number in range(ROWS):
        place = Path(folder, f"{number // 1000:03}")
        place.mkdir(parents=True, exist_ok=True)
        title, *rest = (" ".join(chance.sample(words, 6)).capitalize() for _ in range(6))
        day = f"{chance.randrange(1, 29)} May {chance.randrange(1990, 2024)}"
        (place / f"{number:06}.txt").write_text(
            f"{title}\n\nPublished: {day}\n\n{'. '.join(rest)}.\n", encoding="utf-8"
        )


def starts(small: str, folder: str, runs: int, toolong: str) -> None:
    """Measure the CPU of a first picture, as a multiple of the empty application's; toolong opens the longest article."""
    programs = {
        "empty": (EMPTY, "Articles", sys.executable),
        "small": (READER.format(folder=small), "Articles", sys.executable),
        "folder": (READER.format(folder=folder), "Articles", sys.executable),
    }
    if toolong:
        longest = max((path for path in Path(folder).rglob("*.txt")), key=lambda path: path.stat().st_size)
        programs["toolong"] = (TOOLONG.format(file=str(longest)), "Tail", toolong)
    seconds: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(runs + 1):
        for name, program in programs.items():
            seconds[name].append(start(*program))
    medians = {name: statistics.median(values[1:]) for name, values in seconds.items()}
    print(f"an empty Textual app starts with {medians['empty'] * 1e3:.0f} ms of CPU")
    line("start, few articles", medians["small"] / medians["empty"], 1.4, "x")
    line("start, 2,000 articles", medians["folder"] / medians["empty"], 1.6, "x")
    if toolong:
        print(f"{'start, toolong on one article':<44}{medians['toolong'] / medians['empty']:>9.1f} x")


def keys(folder: str, times: int, *options: str) -> None:
    """Measure the keys of reading, each where it has something to do."""
    with reading(folder, *options) as terminal:
        to_the_top(terminal)
        values = {key: [press(terminal, key) for _ in range(times)] for key in "jkJK"}
        values["G"] = [press_behind(terminal, ("g",), "G") for _ in range(times)]
        for key in ("g", "/", "t", "h", "e", "enter"):
            press(terminal, key)
        values["n"] = [press(terminal, key) for key in "n" * times]
        # Articles hold a few quotations, and a page or two: behind their end a key draws nothing, or a notice.
        values["]"] = [press_behind(terminal, ("J",) * (number % 3 == 0), "]") for number in range(times)]
        values["space"] = [press_behind(terminal, ("J", "g"), "space") for _ in range(times)]
    for key, pressed in values.items():
        line(f"{key}  to the first byte, 95 of 100", high(each.first for each in pressed), 16)
        line(
            f"{key}  until quiet, 95 of 100",
            high(each.quiet for each in pressed),
            50,
            cpu=[each.cpu for each in pressed],
        )
        if nothing := sum(not each.quiet for each in pressed):
            print(f"   ({nothing} of {len(pressed)} drew nothing)")


def to_the_top(terminal: Terminal) -> None:
    """Go to the first article of the list, wherever the last session ended."""
    for key in (*["esc"] * 5, "g"):
        press(terminal, key)


def press_behind(terminal: Terminal, before: Iterable[str], key: str) -> Pressed:
    """Press the keys ``before``, and measure ``key``."""
    for each in before:
        press(terminal, each)
    return press(terminal, key)


def letters(folder: str) -> None:
    """Measure letters of a search."""
    with reading(folder) as terminal:
        to_the_top(terminal)
        press(terminal, "/")
        values = []
        for word in ("minister", "y", "the"):
            values += [press(terminal, letter) for letter in word]
            for _ in word:
                press(terminal, "backspace")
    cpu = [each.cpu for each in values]
    line("a letter  to the first byte, median", statistics.median(each.first for each in values), 40)
    line("a letter  until quiet, 95 of 100", high(each.quiet for each in values), 150, cpu=cpu)
    line("a letter  until quiet, worst", max(each.quiet for each in values), 400, cpu=[max(cpu)])


def panes(folder: str, idle: float) -> None:
    """Measure the panes that lay sources beside each other, the first time and again."""
    goals = {"w": 50, "c": 100, "t": 200, "d": 150}
    with reading(folder) as terminal:
        to_the_top(terminal)
        quoted(terminal)
        settle(terminal, idle)
        values: dict[str, list[Pressed]] = {key: [] for key in goals}
        moves = []
        for _ in range(4):
            for key, pressed in values.items():
                pressed.append(press(terminal, key))
                if key == "t":
                    moves += [press(terminal, move) for move in "jlkh"]
                press(terminal, "q")
    for key, goal in goals.items():
        first, again = values[key][0], values[key][1:]
        line(f"{key}  the first time", first.quiet, goal, cpu=[first.cpu])
        line(
            f"{key}  again, median",
            statistics.median(each.quiet for each in again),
            goal,
            cpu=[each.cpu for each in again],
        )
    line(
        "moving in the coverage, median",
        statistics.median(each.quiet for each in moves),
        20,
        cpu=[each.cpu for each in moves],
    )


def quoted(terminal: Terminal) -> None:
    """Go to words that several sources carry: those of the first cell of the coverage."""
    press(terminal, "t")
    terminal.wait_for("●", seconds=60)
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
            values = [measured(terminal, size=(columns, 40)) for columns in (100, 140, 90, 120)]
    times = [each.quiet for each in values]
    line("an article of 200 KB on another width", statistics.median(times), 100, cpu=[each.cpu for each in values])


USE = ("enter", *"]w" * 3, "q", *"J" * 30, "/", *"the", "enter", *"n" * 20, "t", *"jl" * 10, "q", "d", "q", "e", "q")  # fmt: skip


def rest(folder: str, seconds: float) -> None:
    """Measure the reader at rest, and its memory after it was used."""
    with reading(folder) as terminal:
        to_the_top(terminal)  # a search of the last session would still be counted
        settle(terminal, 6.0)
        before, began = cpu_seconds(terminal.pid), time.perf_counter()
        while (left := began + seconds - time.perf_counter()) > 0:
            terminal.pump(left)
        share = 100 * (cpu_seconds(terminal.pid) - before) / (time.perf_counter() - began)
        line("at rest, of one core", share, 0.3, "%")
        for key in USE:
            press(terminal, key)
        line("memory after use", memory(terminal), 120, "MB")


def memory(terminal: Terminal) -> float:
    """Return the megabytes that the reader holds."""
    return int(Path(f"/proc/{terminal.pid}/statm").read_text().split()[1]) * PAGE / 2**20


WORDS_SOUGHT = ("minister", "the", "budget said", "water", "police", '"last year"')
TURNS = (
    (30, ("J",)), (8, ("K",)), (8, ("enter", "]", "]")), (6, ("]", "w", "j", "esc")), (5, ("]", "c", "j", "]", "esc")),
    (3, ("t", "j", "l", "enter", "H")), (3, ("d", "j", "j", "esc")), (4, ("e", "j", "enter", "n", "esc")), (2, ("B", "esc")),
    (3, ("H", "H", "L")), (6, ("space", "space", "G", "g")), (2, ("i", "esc")), (2, ("?", "esc")), (4, ("esc", "G", "g")),
)  # fmt: skip
"""What is done in reading, and how often: the keys of each turn. Esc goes back and never leaves."""


def hour(folder: str, presses: int) -> None:
    """Press an hour's keys as fast as they are answered, and measure what the reader holds meanwhile."""
    chance, pressed, next_told = random.Random(3), 0, 1000
    with reading(folder) as terminal:
        to_the_top(terminal)
        settle(terminal, 3.0)
        print(f"{'memory at the start':<44}{memory(terminal):>9.1f} MB")
        while pressed < presses:
            turn = chance.choices(TURNS, [weight for weight, _ in TURNS])[0][1]
            if chance.random() < 0.05:
                turn = ("/", *chance.choice(WORDS_SOUGHT), "enter", "n", "n", "n", "esc", "esc")
            for key in turn:
                measured(terminal, key=key, patience=0.05, quiet=0.02)
            terminal.forget()
            pressed += len(turn)
            if pressed >= next_told:
                line(f"memory after {next_told:,} presses", memory(terminal), 120, "MB")
                next_told += 1000
        settle(terminal, 4.0)
        line("memory at rest after them", memory(terminal), 120, "MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--only", default="", metavar="PIECES", help="of the measures, with commas (all)")
    parser.add_argument("--small", default=str(ROOT / "articles"))
    parser.add_argument("--large", default="", help="a folder of 100,000 articles")
    parser.add_argument("--beside", default="", metavar="LARGER", help="a folder to be compared with, key by key")
    parser.add_argument(
        "--size", default="120x40", metavar="COLUMNSxROWS", help="with --beside: of the terminals (120x40)"
    )
    parser.add_argument("--no-sync", action="store_true", help="with --beside: both folders as they were read last")
    parser.add_argument(
        "--toolong", default="", metavar="PYTHON", help="that of an environment where toolong is installed"
    )
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--presses", type=int, default=15, help="of each key (15)")
    parser.add_argument("--idle", type=float, default=6.0, metavar="SECONDS", help="before the panes are asked for (6)")
    parser.add_argument(
        "--rest", type=float, default=20.0, metavar="SECONDS", help="of watching the reader at rest (20)"
    )
    parser.add_argument("--hour", type=int, default=6000, metavar="PRESSES", help="of an hour of use (6,000)")
    given = parser.parse_args()
    measures: dict[str, tuple[str, Callable[[], None]]] = {
        "start": ("Start", partial(starts, given.small, given.folder, given.runs, given.toolong)),
        "keys": ("Keys, 2,000 articles", partial(keys, given.folder, given.presses)),
        "search": ("Search, 2,000 articles", partial(letters, given.folder)),
        "panes": ("Panes, 2,000 articles", partial(panes, given.folder, given.idle)),
        "long": ("A long article", long_article),
        "rest": ("At rest", partial(rest, given.folder, given.rest)),
    }
    if given.large:
        measures["large"] = ("Keys, 100,000 articles", partial(keys, given.large, given.presses, "--no-sync"))
    if given.beside:
        measures = {name: (name, partial(print, name)) for name in reader_beside.PARTS}
    on_request = {"hour": ("An hour of use, 2,000 articles", partial(hour, given.folder, given.hour))}
    wanted = given.only.split(",") if given.only else list(measures)
    measures |= on_request
    if unknown := set(wanted) - set(measures):
        parser.error(f"no such piece: {', '.join(sorted(unknown))}; there are {', '.join(measures)}")
    with tempfile.TemporaryDirectory() as home:
        os.environ.setdefault("BRIEFING_HOME", home)
        if given.beside:
            options = ["--no-sync"] * given.no_sync
            columns, _, rows = given.size.partition("x")
            way = reader_beside.Way(wanted, given.presses, given.idle, given.runs, (int(columns), int(rows)))
            reader_beside.main((given.folder, given.beside), way, *options)
            return
        for folder in (given.small, given.folder):
            read(folder)
        if "large" in wanted:
            written(given.large)
            read(given.large, analysis=False)
        for piece in wanted:
            title, measure = measures[piece]
            began = time.perf_counter()
            print(f"\n{title}")
            measure()
            print(f"({time.perf_counter() - began:.0f} s)")


if __name__ == "__main__":
    main()
