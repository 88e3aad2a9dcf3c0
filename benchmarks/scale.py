"""How cost grows with the folder: 2,000, 6,000 and 20,000 articles from nothing, and one article more in a new process.

    python benchmarks/scale.py --maker make_corpus.py                      made articles, which repeat paragraphs far more than life does
    python benchmarks/scale.py --texts texts.jsonl --texts pages/          real texts, each used once
    python benchmarks/scale.py --maker make_corpus.py --sizes 2000,6000 --bad

``--maker`` is a program that is called with a number and a folder and fills the folder with so many articles. ``--texts`` is a file
``.jsonl`` with one JSON object a line (``title``, ``text``, and ``date`` where one is known), or a folder of files, such ones too (``.gz``
is opened); from all together each text is taken once, first every fourth of them, then all. ``--bad`` adds folders that nobody would
wish for: copies of one text, the same with a title and a line of their own, one quotation in all articles, the same in many wordings,
an article of thousands of quotations, two that share them, and a folder that changes while it is read (at every step of a run:
``tests/end_to_end/test_changing_folder.py``).

Every figure is of a process of its own: CPU of it and of those that it started, most memory that one of them held. An exponent of 1
means that cost grows as the folder does; it is taken between a size and the one before. Beside each figure stands its goal. On a busy
machine CPU, too, comes out higher: compare figures of one run only.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import math
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
# A machine that keeps no byte code compiles the program at every start, which is not what is measured here.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
SIZES = "2000,6000,20000"
LARGE = 20_000
"""Articles for which the goals are set."""
GROWN = 1.1
"""CPU may grow by so many times what the folder grows by."""
CPU, MEMORY = 400.0, 500.0
"""Seconds of CPU and megabytes from nothing at :data:`LARGE` articles; smaller folders take their part of the CPU."""
MORE_CPU, MORE_MEMORY = 2.0, 150.0
"""The same for one article more in a new process."""
MORE = """Weir keeper counts herons at Brackwater

Published: 3 May 2026

The weir keeper of Brackwater, Odile Marrash, counted forty herons on Sunday, and the harbour office wrote them down.

“Not one of the herons has ever paid for the ferry,” Marrash said. “We counted every one of them after the flood.”
"""
"""An article that has nothing to do with the others."""
ROWS = ".jsonl"
"""How a file of articles ends, one JSON object a line."""


class Cost(NamedTuple):
    """What one process cost: seconds of CPU, seconds by the clock, most megabytes; and what it printed."""

    cpu: float
    wall: float
    memory: float
    told: dict[str, Any]


class Measured(NamedTuple):
    """What a folder costs from nothing, and what an article more costs then: one that is like no other, and half a copy of one."""

    articles: int
    whole: Cost
    more: Cost
    copy: Cost


def start(folder: Path, home: Path, out: Any, *words: str) -> subprocess.Popen[bytes]:
    """Start the program in a process of its own."""
    command = [sys.executable, "-m", "briefing", "-C", str(folder), "--json", *words]
    environment = {**os.environ, "BRIEFING_HOME": str(home), "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL, env=environment)


def run(folder: Path, home: Path) -> Cost:
    """Bring a folder up to date in a new process."""
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        process = start(folder, home, out, "index", "--profile")
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        told = json.loads(out.read())
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - begun, used.ru_maxrss / 1000, told)


def beside(figure: float, goal: float, unit: str) -> str:
    """Return a figure with its goal, and a sign where it is missed."""
    return f"{figure:,.1f} {unit} (goal {goal:,.1f}{'' if figure <= goal else ' MISSED'})"


def measure(name: str, folder: Path, goal: float | None = None) -> Measured:
    """Return what a folder costs, and print it; ``goal``: seconds of CPU from nothing, if not those of a usual folder of the size."""
    sample = next(path for path in sorted(folder.rglob("*")) if path.is_file())
    with tempfile.TemporaryDirectory() as home:
        whole = run(folder, Path(home))
        more = []
        for text in (MORE, half(sample) + "\n\nThe mayor of Brackwater did not answer on Sunday.\n"):
            new = folder / "one-more.txt"
            new.write_text(text, encoding="utf-8")
            more.append(run(folder, Path(home)))
            new.unlink()
            run(folder, Path(home))
    found = Measured(whole.told["articles"], whole, *more)
    tell(name, found, CPU * found.articles / LARGE if goal is None else goal)
    return found


def half(path: Path) -> str:
    """Return the first half of a text."""
    data = path.read_bytes()
    lines = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8", "replace").split("\n")
    return "\n".join(lines[: len(lines) // 2 + 2])


def tell(name: str, found: Measured, goal: float) -> None:
    """Print what a folder costs, stage by stage, and beside the goals."""
    whole, count = found.whole, found.articles
    print(f"\n{name}: {count:,} articles")
    print(
        f"  {'stage':12} {'CPU s':>8} {'wall s':>8} {'memory MB':>10} {'articles/s':>11}   one more, a copy more: CPU s"
    )
    later = [{one["stage"]: one["cpu"] for one in each.told["profile"]} for each in (found.more, found.copy)]
    for one in whole.told["profile"]:
        rate = one["articles"] / one["wall"] if one["wall"] else 0
        print(f"  {one['stage']:12} {one['cpu']:8.2f} {one['wall']:8.2f} {one['memory'] / 1e6:10.0f} {rate:11,.0f}"
              f"   {later[0].get(one['stage'], 0):8.2f} {later[1].get(one['stage'], 0):8.2f}")  # fmt: skip
    print(f"  from nothing: {beside(whole.cpu, goal, 's of CPU')},"
          f" {beside(whole.memory, MEMORY, 'MB')}, {whole.wall:,.0f} s by the clock")  # fmt: skip
    for label, cost in (("one more", found.more), ("a copy more", found.copy)):
        print(
            f"  {label}: {beside(cost.cpu, MORE_CPU, 's of CPU')}, {beside(cost.memory, MORE_MEMORY, 'MB')}", flush=True
        )


def exponents(costs: Sequence[Measured]) -> None:
    """Print by which power of the size cost grows."""
    print("\nexponents of the size")
    for small, large in itertools.pairwise(costs):
        grown = math.log(large.articles / small.articles)
        a, b = small.whole, large.whole
        print(f"  {small.articles:,} to {large.articles:,}: CPU {math.log(b.cpu / a.cpu) / grown:.2f},"
              f" memory {math.log(b.memory / a.memory) / grown:.2f}, one more {math.log(large.more.cpu / small.more.cpu) / grown:.2f},"
              f" a copy more {math.log(large.copy.cpu / small.copy.cpu) / grown:.2f}")  # fmt: skip
        stages = {one["stage"]: one["cpu"] for one in a.told["profile"]}
        for one in b.told["profile"]:
            before = stages.get(one["stage"], 0.0)
            if min(before, one["cpu"]) > 0.05:
                print(f"    {one['stage']:12} {math.log(one['cpu'] / before) / grown:.2f}")
    first, last = costs[0], costs[-1]
    goal = GROWN * last.articles / first.articles
    print(
        f"  from {first.articles:,} to {last.articles:,}: CPU {beside(last.whole.cpu / first.whole.cpu, goal, 'times')}"
    )


# --- real texts ---------------------------------------------------------------------------------------------------------


def texts(sources: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    """Yield a name and the bytes of every text of the sources, each text once."""
    seen: set[bytes] = set()
    for suffix, data in itertools.chain.from_iterable(map(_texts_of, sources)):
        if data not in seen:
            seen.add(data)
            yield f"{len(seen):06d}{suffix}", data


def _texts_of(source: Path) -> Iterator[tuple[str, bytes]]:
    if source.is_file() and source.suffix == ROWS:
        yield from _rows(source)
    elif source.is_file():
        packed = source.suffix == ".gz"
        yield (
            (Path(source.stem).suffix if packed else source.suffix),
            (gzip.decompress(source.read_bytes()) if packed else source.read_bytes()),
        )
    else:
        yield from itertools.chain.from_iterable(map(_texts_of, filter(Path.is_file, sorted(source.rglob("*")))))


def _rows(source: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the articles of a file of rows. A row without a text of its own tells about other rows, or about pages that lie beside it."""
    for line in source.read_bytes().split(b"\n"):  # what else ends lines may stand in a text
        row = json.loads(line or b"{}")
        if {"title", "text"} <= row.keys():
            title, day, text = (str(row.get(name) or "") for name in ("title", "date", "text"))
            above = [title] * (not text.startswith(title)) + [f"Published: {day[:10]}"] * bool(day)
            yield ".txt", ("\n\n".join([*above, text]) + "\n").encode()


# --- folders that nobody would wish for -----------------------------------------------------------------------------------


_WORDS = "lamp heron oar quay crane orchard badger chapel cello marmot culvert clover velodrome ferry lifeboat museum".split()


def copies(count: int) -> Iterator[str]:
    """Yield one text again and again."""
    for _ in range(count):
        yield MORE + "\n" + " ".join(f"The {word} was counted beside the old weir." for word in _WORDS) + "\n"


def near_copies(count: int) -> Iterator[str]:
    """Yield one text again and again, each time under another title and with a line of its own."""
    for number, text in enumerate(copies(count)):
        title, _, rest = text.partition("\n")
        yield f"{title} {number}\n{rest}\nThe desk of paper {number} added a line of its own.\n"


def one_quotation(count: int) -> Iterator[str]:
    """Yield articles that share one quotation and nothing else."""
    for number in range(count):
        own = " ".join(f"{word}{number} stood by the {word}." for word in _WORDS)
        yield f"Paper {number}\n\n“Not one of the herons has ever paid for the ferry,” Odile Marrash said.\n\n{own}\n"


_SPEAKERS = ("Odile Marrash", "Ada Krol", "the keeper", "Lena Ost of the Harbour Office")


def many_wordings(count: int) -> Iterator[str]:
    """Yield articles that share one quotation, in a hundred wordings and given to several people, and nothing else."""
    for number, text in enumerate(one_quotation(count)):
        said = text.replace("Odile Marrash", _SPEAKERS[number % len(_SPEAKERS)])
        if number % 3:
            said = said.replace("herons", f"{_WORDS[number % len(_WORDS)]} herons of {number % 7 + 2} weirs")
        yield said


def many_quotations(count: int) -> Iterator[str]:
    """Yield one article of ``count`` quotations."""
    said = [
        f"“We counted {n} herons and {n * 7} eels at weir number {n * 3},” Odile Marrash said." for n in range(count)
    ]
    yield "Herons of the year\n\n" + "\n\n".join(said) + "\n"


def shared_quotations(count: int) -> Iterator[str]:
    """Yield two articles that share ``count`` quotations, some in other words."""
    whole = next(many_quotations(count))
    title, *said = whole.split("\n\n")
    yield whole
    worded = [each if number % 7 else each.replace("eels", "young eels") for number, each in enumerate(said)]
    yield "\n\n".join([f"{title} once more", "The office published its book on Monday.", *worded])


class Bad(NamedTuple):
    """A folder that nobody would wish for: what makes it, of how many, and what it may cost from nothing in seconds of CPU."""

    make: Callable[[int], Iterator[str]]
    count: int
    cpu: float


BAD = {
    "copies of one text": Bad(copies, 5_000, 100.0),
    "copies with a line of their own": Bad(near_copies, 5_000, 100.0),
    "one quotation in all articles": Bad(one_quotation, 5_000, 100.0),
    "one quotation in many wordings": Bad(many_wordings, 5_000, 100.0),
    "an article of many quotations": Bad(many_quotations, 3_000, 20.0),
    "two articles that share them": Bad(shared_quotations, 3_000, 40.0),
}
"""The goals are what as many articles of a usual folder may cost, and of the long article what it may take before somebody gives up."""


def fill(folder: Path, made: Iterator[str]) -> None:
    """Write texts into a new folder."""
    folder.mkdir()
    for number, text in enumerate(made):
        (folder / f"{number:05d}.txt").write_text(text, encoding="utf-8")


def bad(place: Path) -> None:
    """Measure the folders of :data:`BAD`, and one that changes while it is read."""
    for name, (make, count, goal) in BAD.items():
        folder = place / "bad"
        fill(folder, make(count))
        measure(name, folder, goal)
        shutil.rmtree(folder)
    changing(place, 1_000)


def changing(place: Path, count: int) -> None:
    """Change a folder while it is read, read it once more, and compare with a start from nothing."""
    folder = place / "changing"
    fill(folder, one_quotation(count))
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as other, tempfile.TemporaryFile() as out:
        process = start(folder, Path(home), out, "index")
        changes = 0
        while process.poll() is None and changes < count // 2:
            old, new = folder / f"{2 * changes:05d}.txt", folder / f"new-{changes:05d}.txt"
            if changes % 3 == 0:
                old.unlink()
            elif changes % 3 == 1:
                old.write_text(MORE.replace("forty", str(changes)), encoding="utf-8")
            else:
                new.write_text(old.read_text(encoding="utf-8"), encoding="utf-8")
            changes += 1
            time.sleep(0.005)
        status = process.wait()
        again, nothing = run(folder, Path(home)), run(folder, Path(other))
        answers = []
        for place_of in (Path(home), Path(other)):
            for words in (("statements",), ("entities",), ("list",)):
                with tempfile.TemporaryFile() as said:
                    start(folder, place_of, said, *words).wait()
                    said.seek(0)
                    answers.append(said.read())
    same = answers[:3] == answers[3:]
    print(f"\na folder that changes while it is read: {changes} changes among {count:,} articles")
    print(
        f"  exit status while it changed {status} (goal 0), problems after the next run {len(again.told['problems'])} (goal 0)"
    )
    print(f"  articles {again.told['articles']:,} (goal {nothing.told['articles']:,}); statements, names and list"
          f" {'are' if same else 'ARE NOT'} those of a start from nothing (goal: are)", flush=True)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--maker", type=Path, help="a program that fills a folder with so many articles")
    parser.add_argument("--texts", type=Path, action="append", default=[], help="real texts, each used once")
    parser.add_argument("--sizes", default=SIZES, help=f"numbers of made articles ({SIZES}); 100000 takes an hour")
    parser.add_argument("--bad", action="store_true", help="folders that nobody would wish for, too")
    args = parser.parse_args()
    sizes = sorted(int(size) for size in args.sizes.split(","))
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # what is temporary goes, whoever ends this
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        if args.maker is None or not args.maker.is_file():
            print("skipped: made articles (--maker names no program)")
        else:
            costs = []
            for size in sizes:
                folder = place / "made"
                subprocess.run([sys.executable, str(args.maker), str(size), str(folder)], check=True)
                costs.append(measure("made", folder))
                shutil.rmtree(folder)
            if len(costs) > 1:
                exponents(costs)
        there = [source for source in args.texts if source.exists()]
        if not there:
            print("skipped: real texts (--texts names nothing that is there)")
        else:
            every = list(texts(there))
            costs = []
            for number, some in enumerate((every[::4], every)):
                folder = place / f"real{number}"
                folder.mkdir()
                for file, data in some:
                    (folder / file).write_bytes(data)
                costs.append(measure("real texts, each once", folder))
            exponents(costs)
        if args.bad:
            bad(place)


if __name__ == "__main__":
    main()
