"""How cost grows with the folder: 2,000, 6,000 and 20,000 articles from nothing, and one article more in a new process.

    python benchmarks/scale.py --maker make_corpus.py                      made articles, which repeat paragraphs far more than life does
    python benchmarks/scale.py --texts texts.jsonl --texts pages/          real texts, each used once
    python benchmarks/scale.py --maker make_corpus.py --sizes 2000,6000 --bad

``--maker`` is a program that is called with a number and a folder and fills the folder with so many articles. ``--texts`` is a file
with one JSON object a line (``title``, ``date``, ``text``) or a folder of files; from all together each text is taken once. ``--bad``
adds folders that nobody would wish for: copies of one text, one quotation in all articles, an article of thousands of quotations.

Every figure is of a process of its own: CPU of it and of those that it started, most memory that one of them held. An exponent of 1
means that cost grows as the folder does; it is taken between a size and the one before.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SIZES = "2000,6000,20000"
MORE = """Weir keeper counts herons at Brackwater

Published: 3 May 2026

The weir keeper of Brackwater, Odile Marrash, counted forty herons on Sunday, and the harbour office wrote them down.

“Not one of the herons has ever paid for the ferry,” Marrash said. “We counted every one of them after the flood.”
"""
"""The article that comes last."""


class Cost(NamedTuple):
    """What one process cost: seconds of CPU, seconds by the clock, most megabytes; and what it printed."""

    cpu: float
    wall: float
    memory: float
    told: dict[str, Any]


def run(folder: Path, home: Path) -> Cost:
    """Bring a folder up to date in a new process."""
    command = [sys.executable, "-m", "briefing", "-C", str(folder), "--json", "index", "--profile"]
    environment = {**os.environ, "BRIEFING_HOME": str(home), "PYTHONPATH": str(ROOT)}
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL, env=environment)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = status
        out.seek(0)
        told = json.loads(out.read())
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - begun, used.ru_maxrss / 1000, told)


def measure(name: str, folder: Path) -> tuple[Cost, Cost]:
    """Return what a folder costs from nothing, and what one article more costs then."""
    with tempfile.TemporaryDirectory() as home:
        whole = run(folder, Path(home))
        (folder / "one-more.txt").write_text(MORE, encoding="utf-8")
        more = run(folder, Path(home))
        (folder / "one-more.txt").unlink()
    count = whole.told["articles"]
    print(f"\n{name}: {count:,} articles")
    print(f"  {'stage':12} {'CPU s':>8} {'wall s':>8} {'memory MB':>10} {'articles/s':>11}   one more: CPU s")
    later = {one["stage"]: one["cpu"] for one in more.told["profile"]}
    for one in whole.told["profile"]:
        rate = one["articles"] / one["wall"] if one["wall"] else 0
        print(f"  {one['stage']:12} {one['cpu']:8.2f} {one['wall']:8.2f} {one['memory'] / 1e6:10.0f} {rate:11,.0f}"
              f"   {later.get(one['stage'], 0):15.2f}")  # fmt: skip
    print(f"  {'all':12} {whole.cpu:8.2f} {whole.wall:8.2f} {whole.memory:10.0f} {count / whole.wall:11,.0f}"
          f"   {more.cpu:15.2f}, {more.memory:.0f} MB", flush=True)  # fmt: skip
    return whole, more


def exponents(sizes: Sequence[int], costs: Sequence[tuple[Cost, Cost]]) -> None:
    """Print by which power of the size cost grows."""
    print("\nexponents of the size")
    for (small, (a, x)), (large, (b, y)) in zip(
        zip(sizes, costs, strict=True), list(zip(sizes, costs, strict=True))[1:], strict=False
    ):
        grown = math.log(large / small)
        stages = {one["stage"]: one["cpu"] for one in a.told["profile"]}
        print(f"  {small:,} to {large:,}: CPU {math.log(b.cpu / a.cpu) / grown:.2f}, memory {math.log(b.memory / a.memory) / grown:.2f},"
              f" one more {math.log(y.cpu / x.cpu) / grown:.2f}")  # fmt: skip
        for one in b.told["profile"]:
            before = stages.get(one["stage"], 0.0)
            if min(before, one["cpu"]) > 0.05:
                print(f"    {one['stage']:12} {math.log(one['cpu'] / before) / grown:.2f}")
    first, last = costs[0][0], costs[-1][0]
    print(f"  from {sizes[0]:,} to {sizes[-1]:,}: CPU {last.cpu / first.cpu:.1f} times")


def texts(sources: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    """Yield a name and the bytes of every text of the sources, each text once."""
    seen: set[bytes] = set()
    for source in sources:
        if source.is_dir():
            for path in sorted(source.rglob("*")):
                if path.is_file() and (data := path.read_bytes()) not in seen:
                    seen.add(data)
                    yield f"{len(seen):06d}{path.suffix}", data
            continue
        for line in source.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            data = f"{row['title']}\n\nPublished: {row['date'][:10]}\n\n{row['text']}\n".encode()
            if data not in seen:
                seen.add(data)
                yield f"{len(seen):06d}.txt", data


def copies(count: int) -> Iterator[str]:
    """Yield one text again and again."""
    for _ in range(count):
        yield MORE + "\n" + " ".join(f"The {word} was counted beside the old weir." for word in _WORDS) + "\n"


def one_quotation(count: int) -> Iterator[str]:
    """Yield articles that share one quotation and nothing else."""
    for number in range(count):
        own = " ".join(f"{word}{number} stood by the {word}." for word in _WORDS)
        yield f"Paper {number}\n\n“Not one of the herons has ever paid for the ferry,” Odile Marrash said.\n\n{own}\n"


def many_quotations(count: int) -> Iterator[str]:
    """Yield one article of ``count`` quotations."""
    said = [
        f"“We counted {n} herons and {n * 7} eels at weir number {n * 3},” Odile Marrash said." for n in range(count)
    ]
    yield "Herons of the year\n\n" + "\n\n".join(said) + "\n"


_WORDS = "lamp heron oar quay crane orchard badger chapel cello marmot culvert clover velodrome ferry lifeboat museum".split()
BAD: dict[str, tuple[Callable[[int], Iterator[str]], int]] = {
    "copies of one text": (copies, 5_000),
    "one quotation in all articles": (one_quotation, 5_000),
    "an article of many quotations": (many_quotations, 3_000),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--maker", type=Path, help="a program that fills a folder with so many articles")
    parser.add_argument("--texts", type=Path, action="append", default=[], help="real texts, each used once")
    parser.add_argument("--sizes", default=SIZES, help=f"numbers of made articles ({SIZES}); 100000 takes an hour")
    parser.add_argument("--bad", action="store_true", help="folders that nobody would wish for, too")
    args = parser.parse_args()
    sizes = sorted(int(size) for size in args.sizes.split(","))
    with tempfile.TemporaryDirectory() as place:
        if args.maker is None or not args.maker.is_file():
            print("skipped: made articles (--maker names no program)")
        else:
            costs = []
            for size in sizes:
                folder = Path(place) / "made"
                subprocess.run([sys.executable, str(args.maker), str(size), str(folder)], check=True)
                costs.append(measure("made", folder))
                shutil.rmtree(folder)
            if len(costs) > 1:
                exponents(sizes, costs)
        there = [source for source in args.texts if source.exists()]
        if not there:
            print("skipped: real texts (--texts names nothing that is there)")
        else:
            folder = Path(place) / "real"
            folder.mkdir()
            for name, data in texts(there):
                (folder / name).write_bytes(data)
            measure("real texts, each once", folder)
        for name, (make, count) in BAD.items() if args.bad else ():
            folder = Path(place) / "bad"
            folder.mkdir()
            for number, text in enumerate(make(count)):
                (folder / f"{number:05d}.txt").write_text(text, encoding="utf-8")
            measure(name, folder)
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
