"""The reader on two folders beside each other: whether typing, scrolling and opening can be told apart. Run by :mod:`reader`.

Both readers are open at once and each key is pressed in the one and then in the other, so that a busy machine slows both. A key counts by
the CPU of all threads of its reader until its picture stands; the clock is printed beside it. Both begin at a quotation that as many
sources carry, so that what is opened has the same size and only the folder differs.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from reader_press import READER, Pressed, Terminal, high, press, reading, settle, start

from briefing import Collection

SIZE = (120, 40)
"""Columns and rows of a terminal."""
MOST = 1.3
"""Times the CPU of the smaller folder that the larger one may take."""
FRAME = 16.0
"""Milliseconds that nobody feels at a key that is pressed again and again: one picture of sixty in a second."""
OPENED = 50.0
"""Milliseconds that nobody notices at what is opened now and then: less than a person can tell of two waits."""
SCROLLED = frozenset("j k J K ] [ n N r space b } { pagedown pageup".split())
"""Keys that are held down or pressed again and again; letters that are typed are, too."""
SOURCES = 4
"""Sources of the quotation at which both begin."""
STORY = 8
"""Articles of the story in which that stands, or as near to that as there are: coverage and differences are about the story."""
HELD = 200
"""Presses of a key that is held down."""
LOOKED_AT = 100
"""Statements among which that is looked for."""
MEMORY = 150.0
"""Megabytes that the reader may take."""

Keys = Sequence[str]


class Beside:
    """What was measured in both readers, by name."""

    def __init__(self, terminals: Sequence[Terminal]) -> None:
        self.terminals = terminals
        self.values: dict[str, tuple[list[Pressed], list[Pressed]]] = {}

    def press(self, name: str, *keys: str, times: int = 1, quiet: float = 0.12) -> None:
        """Press keys in the one reader and in the other, and keep what the last of them took; ``quiet`` as of :func:`settle`."""
        both = self.values.setdefault(name, ([], []))
        for _ in range(times):
            for terminal, kept in zip(self.terminals, both, strict=True):
                for key in keys[:-1]:
                    press(terminal, key)
                kept.append(press(terminal, keys[-1]))
                if quiet > 0.12:
                    settle(terminal, quiet)

    def held(self, name: str, key: str, times: int = HELD) -> None:
        """Hold a key down in the one reader and in the other, and keep what all its presses took."""
        both = self.values.setdefault(name, ([], []))
        for terminal, kept in zip(self.terminals, both, strict=True):
            kept.append(press(terminal, key, times))

    def unmeasured(self, *keys: str, quiet: float = 0.12) -> None:
        """Press keys in both."""
        for terminal in self.terminals:
            for key in keys:
                press(terminal, key)
            settle(terminal, quiet)

    def table(self) -> bool:
        """Print what was measured; return whether the readers can be told apart."""
        print(
            f"\n{'milliseconds':<34}{'CPU of a key':>16}{'ratio':>7}{'first byte':>16}{'quiet, half':>16}{'quiet, 95 %':>16}"
        )
        apart = False
        for name, (few, many) in self.values.items():
            cpu = [statistics.median(each.cpu for each in side) for side in (few, many)]
            first = [statistics.median(each.first for each in side) for side in (few, many)]
            quiet = [statistics.median(each.quiet for each in side) for side in (few, many)]
            worst = [high(each.quiet for each in side) for side in (few, many)]
            told = told_apart(cpu[0], cpu[1], FRAME if is_repeated(name) else OPENED)
            apart |= told
            columns = "".join(f"{one:>8.1f}{two:>8.1f}" for one, two in (first, quiet, worst))
            ratio = cpu[1] / max(cpu[0], 0.1)
            print(f"{name:<34}{cpu[0]:>8.1f}{cpu[1]:>8.1f}{ratio:>7.2f}{columns}{'  apart' if told else ''}")
        return apart


def is_repeated(name: str) -> bool:
    """Return whether what was measured is pressed again and again: a letter that is typed, a step."""
    return name.startswith(("a letter", "moving")) or (name.split()[0] in SCROLLED and "held" not in name)


def told_apart(few: float, many: float, unnoticed: float) -> bool:
    """Return whether somebody could tell the larger folder by what a key costs (milliseconds)."""
    return many > MOST * few and many - few > unnoticed


def memory(terminal: Terminal) -> tuple[float, float]:
    """Return the megabytes that a reader takes now, and at most so far."""
    lines = Path(f"/proc/{terminal.pid}/status").read_text("utf-8").splitlines()
    fields = dict(line.split(":", 1) for line in lines)
    return int(fields["VmRSS"].split()[0]) / 1024, int(fields["VmHWM"].split()[0]) / 1024


def begin_at_a_quotation(folder: str) -> None:
    """Have the next reader begin at a quotation that :data:`SOURCES` articles carry, or as near to that as there are."""
    with Collection.open(folder, sync=False) as collection:
        statements = collection.statements(2)
        low, high = 0, len(statements) - 1
        while low < high:  # most widely carried first
            middle = (low + high) // 2
            low, high = (low, middle) if statements[middle].articles <= SOURCES else (middle + 1, high)
        as_many = (each.instances[0] for each in statements[low : low + LOOKED_AT] if each.articles == SOURCES)
        sizes = {first: _story_size(collection, first.article) for first in (*as_many, statements[low].instances[0])}
        first = min(sizes, key=lambda each: abs(sizes[each] - STORY))
        place = {"article": first.article, "offset": first.span[0], "pane": "article"}
        collection.state.save_session(place)


def _story_size(collection: Collection, article: str) -> int:
    story = collection.story_of(article)
    return 1 if story is None else story.files


def starts(folders: Sequence[str], runs: int) -> bool:
    """Print the CPU of the first picture of both; return whether they can be told apart."""
    seconds: list[list[float]] = [[], []]
    for _ in range(runs + 1):
        for folder, kept in zip(folders, seconds, strict=True):
            kept.append(start(READER.format(folder=folder)))
    few, many = (statistics.median(side[1:]) * 1e3 for side in seconds)
    told = told_apart(few, many, OPENED)
    print(f"{'start, to the first picture':<34}{few:>8.1f}{many:>8.1f}{many / few:>7.2f}{'  apart' if told else ''}")
    return told


@contextmanager
def both(folders: Sequence[str], idle: float, size: tuple[int, int], *options: str) -> Iterator[Beside]:
    """Open both readers, and wait until what they do after their start is done."""
    with reading(folders[0], *options, size=size) as few, reading(folders[1], *options, size=size) as many:
        beside = Beside((few, many))
        beside.unmeasured(quiet=idle)
        yield beside


@dataclass(frozen=True, slots=True)
class Way:
    """How the readers are compared: the parts, presses of each key, seconds before the first, starts, the terminals' size."""

    parts: Sequence[str]
    times: int
    idle: float
    runs: int
    size: tuple[int, int] = SIZE


def compared(folders: Sequence[str], way: Way, *options: str) -> bool:
    """Measure both readers and print them; return whether they can be told apart, or take too much memory."""
    for folder in folders:
        with Collection.open(folder, sync="--no-sync" not in options):
            pass
    apart = starts(folders, way.runs) if way.runs else False
    for folder in folders:
        begin_at_a_quotation(folder)
    with both(folders, way.idle, way.size, *options) as beside:
        weighed(beside, "memory after the start")
        for part in way.parts:
            PARTS[part](beside, way.times)
        told = beside.table()
        heavy = weighed(beside, "memory after use")
    return any((apart, told, heavy))


def weighed(beside: Beside, name: str) -> bool:
    """Print the memory of both; return whether the larger folder takes too much."""
    (few, few_peak), (many, many_peak) = map(memory, beside.terminals)
    print(f"{name:<34}{few:>8.0f}{many:>8.0f} MB, at most {few_peak:.0f} and {many_peak:.0f}", flush=True)
    return many > MEMORY


def again(name: str, key: str, beside: Beside, times: int, quiet: float = 0.12, back: str = "q") -> None:
    """Open something for the first time, and again; ``back`` closes it."""
    beside.press(f"{name}  the first time", key, quiet=max(quiet, 0.5))
    beside.unmeasured(back)
    for _ in range(min(times, 4)):
        beside.press(f"{name}  again", key)
        beside.unmeasured(back)


def sources(beside: Beside, times: int) -> None:
    """Press what lays sources beside each other, from a quotation."""
    for key in "wctdeB":
        again(key, key, beside, times)
    beside.unmeasured("t")
    for key in "jlkh":
        beside.press("moving in the coverage", key, times=min(times, 4))
    beside.press("A  all articles", "A", quiet=0.5)
    beside.press("G  end of the coverage", "G")
    beside.press("A  the story again", "A", quiet=0.5)
    beside.unmeasured("q", "d")
    beside.press("A  all differences", "A", quiet=0.5)
    beside.press("G  end of the differences", "G")
    beside.unmeasured("q", "e")
    beside.press("A  names of all", "A", quiet=0.5)
    beside.press("G  end of the names", "G")
    beside.unmeasured("A", "q")
    beside.press("]", "]", times=times)
    beside.press("space", "space", times=min(times, 4))


def the_list(beside: Beside, times: int) -> None:
    """Walk through the list, to its end and back."""
    beside.unmeasured("h", "g")
    for key in "jkJK":
        beside.press(key, key, times=times)
    for _ in range(min(times, 4)):
        beside.press("G", "G")
        beside.press("g", "g")
    beside.press("space in the list", "space", times=min(times, 4))
    beside.press("r", "r", times=min(times, 4))
    beside.unmeasured("h", "g")


def reading_on(beside: Beside, times: int) -> None:
    """Open articles from the list, and what stands behind them; go back by the way one came. Copies are left out: how many an article has
    is no matter of the folder's size."""
    beside.unmeasured("h", "g", quiet=0.5)
    for _ in range(min(times, 4)):
        beside.press("Enter  an article", "enter")
        beside.press("space in the article", "space")
        beside.press("G in the article", "G")
        beside.press("H  back", "H")
        beside.unmeasured("h", "j")
    for name, key in (
        ("i  details", "i"),
        ("C  copies", "C"),
        ("?  help", "?"),
        (":  what can be done", ":"),
        ("W  watched", "W"),
    ):
        again(name, key, beside, times, back="esc")
    beside.unmeasured("l")
    for name, keys in (("s  star", "s"), ("u  unread", "u"), ("a  clip", "]a"), ("U  undo", "U")):
        beside.press(name, *keys, times=min(times, 2))
    beside.unmeasured("h", "g", quiet=0.5)


def searching(beside: Beside, times: int) -> None:
    """Search, and walk through the hits."""
    beside.unmeasured("/", quiet=1.5)
    for word in ("minister", "yes", "report"):
        for letter in word:
            beside.press("a letter", letter)
        for _ in word:
            beside.press("a letter taken back", "backspace")
    beside.unmeasured(*"minister")
    beside.press("Enter", "enter", quiet=1.0)
    beside.press("n", "n", times=times)
    beside.press("S", "S")
    beside.unmeasured("q", "q", "h", "g", quiet=0.5)


def arranging(beside: Beside, times: int) -> None:
    """Group the list in each way."""
    for name, keys in (("story", "g"), ("outlet", "gj"), ("day", "gjj"), ("flat", "gjjj")):
        beside.press(f", {name}  the first time", ",", *keys, "enter", quiet=3.0)
        beside.press(f"j  by {name}", "j", times=min(times, 4))
    for name, keys in (("story", "g"), ("outlet", "gj"), ("day", "gjj")):
        beside.press(f", {name}  again", ",", *keys, "enter", quiet=0.5)
        beside.press(f"G  by {name}", "G")
        beside.unmeasured("g")
    beside.unmeasured(",", *"gjjj", "enter", quiet=0.5)


def palette(beside: Beside, times: int) -> None:
    """Find something in the palette."""
    ctrl_p = "\x10"
    beside.press("ctrl+p  the first time", ctrl_p, quiet=3.0)
    beside.unmeasured("esc", quiet=0.5)
    beside.press("ctrl+p  again", ctrl_p, quiet=0.5)
    for letter in "minister":
        beside.press("a letter of the palette", letter)
    beside.unmeasured("esc", quiet=0.5)


def stories(beside: Beside, times: int) -> None:
    """Open the page of a story from its article."""
    beside.unmeasured("l")
    beside.press("z  the first time", "z", quiet=1.5)
    beside.unmeasured("h", "j", "l")
    beside.press("z  of another", "z", quiet=1.5)
    beside.unmeasured("h")


def scrolling(beside: Beside, times: int) -> None:
    """Hold keys down in the list, the article, the coverage, and go from end to end."""
    beside.unmeasured("h", "g", quiet=0.5)
    for name, key in (("j held down", "j"), ("k held down", "k"), ("J held down", "J"), ("K held down", "K")):
        beside.held(name, key)
        beside.unmeasured(quiet=0.5)
    for _ in range(min(times, 4)):
        for key in ("pagedown", "pageup", "end", "home"):
            beside.press(f"{key} in the list", key)
    beside.unmeasured("t", "A", quiet=1.0)
    beside.held("j held down in the coverage", "j", 50)
    beside.press("end in the coverage", "end")
    beside.press("home in the coverage", "home")
    beside.unmeasured("q", "h", "g", quiet=0.5)


def going_back(beside: Beside, times: int) -> None:
    """Leave places and go back to them, by the list of places and by a mark."""
    beside.unmeasured("h", "g", "l", "]", quiet=0.5)
    beside.press("m  a mark", "m", "a")
    for keys in ("t", "J", "J", "e", "c"):
        beside.unmeasured(keys, quiet=0.5)
    for _ in range(4):
        beside.press("H  back", "H")
    for _ in range(4):
        beside.press("L  forward", "L")
    beside.unmeasured("q", "q", "h", "G", "l", quiet=0.5)
    beside.press("'  to the mark", "'", "a")
    beside.unmeasured("h", "g", quiet=0.5)


def the_names(beside: Beside, times: int) -> None:
    """Look through the names of the folder."""
    beside.unmeasured("h", "g", "l", "]", "e", quiet=0.5)
    for key in "jk":
        beside.press(f"{key} in the names", key, times=min(times, 4))
    beside.press("}  the next mention", "}", times=min(times, 4))
    beside.unmeasured("e", quiet=0.5)
    beside.press("A  names of all, first", "A", quiet=0.5)
    beside.held("j held down in the names", "j", 50)
    beside.press("end in the names", "end")
    beside.press("home in the names", "home")
    for order in ("A-Z", "rarity", "count"):
        beside.press(f"O  names by {order}", "O", quiet=0.5)
    beside.unmeasured("f", quiet=0.5)
    for letter in "mar":
        beside.press("a letter of a name", letter)
    beside.unmeasured("esc", "A", "q", "h", "g", quiet=0.5)


def hits(beside: Beside, times: int) -> None:
    """List every hit of a search, in quotations only, and show statements large."""
    beside.unmeasured("/", *"minister", "enter", quiet=2.0)
    again("A  all hits", "A", beside, times, quiet=1.0)
    beside.unmeasured("A", quiet=0.5)
    beside.press("j in the hits", "j", times=min(times, 4))
    beside.press("end in the hits", "end")
    beside.press("Q  in quotations only", "Q", quiet=1.0)
    beside.press("Q  all again", "Q", quiet=1.0)
    beside.unmeasured("q", "q", "q", "h", "g", "l", "]", quiet=0.5)
    again("P  a statement large", "P", beside, times)
    beside.unmeasured("h", "g", quiet=0.5)


def sorting(beside: Beside, times: int) -> None:
    """Sort the list in each way, the first time and again."""
    for turn in ("first", "again"):
        for name, steps in (("unread", 6), ("new", 7), ("newest", 4), ("relevance", 5)):
            beside.press(f", {name}  {turn}", ",", "g", *"j" * steps, "enter", quiet=2.0)
            beside.press(f"j  by {name}", "j", times=min(times, 2))
    beside.unmeasured("h", "g", quiet=0.5)


PARTS: dict[str, Callable[[Beside, int], None]] = {
    each.__name__: each
    for each in (
        sources, the_list, reading_on, searching, arranging, palette, stories,
        scrolling, going_back, the_names, hits, sorting,
    )
}  # fmt: skip


def main(folders: Sequence[str], way: Way, *options: str) -> None:
    """Print the comparison; exit with 1 if the readers can be told apart. ``options`` are those of the reader."""
    if compared(folders, way, *options):
        print("the larger folder can be told by its reader")
        sys.exit(1)
    print("typing, scrolling and opening cannot be told apart")
