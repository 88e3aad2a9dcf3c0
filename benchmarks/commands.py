"""What a command costs in a small folder and in a large one: whatever has a limit or names one thing is to cost the same in both.

    python benchmarks/commands.py FEW MANY [--runs 3] [--only search,show] [--no-sync]

FEW and MANY are folders, of 2,000 and of 20,000 articles, say. Each is read first if it is new, into a cache of this run unless
BRIEFING_HOME names one. Every command then runs in a process of its own, in the one folder and in the other by turns, and counts by the CPU
of that process and of those that it started; the middle of the runs is printed beside the goal: 1.3 times the small folder's, and a tenth
of a second more for a look at ten times as many files. What is named is of the same size in both: a quotation that four articles carry,
in a story of about eight, a name in some twenty. ``--no-sync`` leaves the look out. It ends with 1 if a goal is missed.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from briefing import Collection
from briefing.model import Article, Story

ROOT = Path(__file__).resolve().parents[1]
# A machine that keeps no byte code compiles the program at every start, which is not what is measured here.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
MOST, MORE = 1.3, 100.0
"""Times what a command costs in the small folder, and milliseconds more, that it may cost in the large one."""
CARRIED, STORY, NAMED, WORDS = 4, 8, 20, 400
"""Articles of the quotation, the story and the name that commands are asked for, and words of the article."""
LOOKED_AT = 100
"""Statements among which one with such a story is looked for."""


class Named(NamedTuple):
    """What commands are asked for in a folder, by ids."""

    article: str
    quotation: str
    statement: str
    story: str
    name: str


COMMANDS = {
    "search": ("search", "minister", "report"),
    "search by date": ("search", "minister", "--sort", "date"),
    "search, nothing found": ("search", "zzyzxq"),
    "show": ("show", "{article}"),
    "quotes of an article": ("quotes", "{article}"),
    "quotes by a name": ("quotes", "--by", "{name}"),
    "statements --limit 20": ("statements", "--limit", "20"),
    "compare": ("compare", "{statement}"),
    "entities of an article": ("entities", "{article}"),
    "entities --limit 50": ("entities", "--limit", "50"),
    "entities --with a name": ("entities", "--with", "{name}"),
    "copies of an article": ("copies", "{article}"),
    "versions of an article": ("versions", "{article}"),
    "differences --limit 20": ("differences", "--limit", "20"),
    "stories --limit 20": ("stories", "--limit", "20"),
    "list --limit 20": ("list", "--limit", "20"),
    "brief": ("brief", "{story}"),
    "new": ("new", "{article}"),
    "cite an article": ("cite", "{article}"),
    "cite a quotation": ("cite", "{quotation}"),
    "export": ("export",),
    "watch --list": ("watch", "--list"),
    "keep export": ("keep", "export", "-"),
    "index": ("index",),
}
"""Commands that name one thing or have a limit."""


def named(folder: str) -> Named:
    """Return what is asked for: each of a size that does not depend on the folder's, or as near to that as there is."""
    with contextlib.closing(Collection.open(folder)) as collection:  # nobody looks at the rest of its answers
        statements = collection.statements(2)
        start = first_at(len(statements), lambda place: statements[place].articles <= CARRIED)
        near = [each for each in statements[start : start + LOOKED_AT] if each.articles == CARRIED] or statements[:1]
        told = {each.id: collection.story_of(each.instances[0].article) for each in near}
        first = {each.id: collection.article(each.instances[0].article) for each in near}
        chosen = min(near, key=lambda each: _far(told[each.id], first[each.id]))
        story = told[chosen.id] or collection.stories()[0]
        people = collection.entities(type="person")
        place = first_at(len(people), lambda place: len(people[place].mentions) <= NAMED)
        return Named(
            first[chosen.id].id,
            chosen.instances[0].quotation,
            chosen.id,
            story.id,
            people[min(place, len(people) - 1)].id,
        )


def _far(story: Story | None, article: Article) -> float:
    """Return how far from what is wanted a story and its article are: by their articles, by words, by copies."""
    files = 1 if story is None else story.files
    return abs(files / STORY - 1) + abs(article.words / WORDS - 1) + len(article.copies)


def first_at(count: int, holds: Callable[[int], bool]) -> int:
    """Return the first of ``count`` places at which something holds that holds at all after it; the last if it holds nowhere."""
    low, high = 0, count - 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low


def cost(folder: str, words: Sequence[str]) -> float:
    """Return the milliseconds of CPU of one command."""
    command = [sys.executable, "-m", "briefing", "-C", folder, *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
    said = process.stderr.read() if process.stderr else b""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(words)} ended with {process.returncode}: {said.decode()}")
    return (used.ru_utime + used.ru_stime) * 1e3


def main() -> None:
    """Measure every command in both folders and print it beside its goal."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs=2, metavar=("FEW", "MANY"))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default="", help="commands whose lines begin so, separated by commas (all)")
    parser.add_argument("--no-sync", action="store_true", help="without looking whether the folder is up to date")
    args = parser.parse_args()
    only = tuple(args.only.split(","))
    missed = 0
    with tempfile.TemporaryDirectory() as home:
        os.environ.setdefault("BRIEFING_HOME", home)
        asked = [named(folder) for folder in args.folders]
        print(f"{'milliseconds of CPU':<26}{'few':>8}{'many':>8}{'ratio':>7}")
        for name, words in COMMANDS.items():
            if not name.startswith(only):
                continue
            options = ("--no-sync",) if args.no_sync and name != "index" else ()
            costs: list[list[float]] = [[], []]
            for _ in range(args.runs + 1):  # the first loads what the system keeps in memory
                for folder, what, measured in zip(args.folders, asked, costs, strict=True):
                    measured.append(cost(folder, [*(word.format(**what._asdict()) for word in words), *options]))
            few, many = (statistics.median(each[1:]) for each in costs)
            over = many > MOST * few + MORE
            missed += over
            print(f"{name:<26}{few:>8.0f}{many:>8.0f}{many / few:>7.2f}{'  MISSED' if over else ''}", flush=True)
    print(f"{missed} over the goal of {MOST} times and {MORE:.0f} ms" if missed else "all within the goal")
    sys.exit(missed > 0)


if __name__ == "__main__":
    main()
