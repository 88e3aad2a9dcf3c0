"""How well articles are grouped into stories: B-cubed beside tf-idf with average linkage at its best threshold, and time and memory.

    python benchmarks/stories.py [--shared ../shared] [--folder DIR ...]

Three tasks: real articles on a hundred events (in halves: thresholds were chosen on ``tuned``; with days and without), look-alike events of a
corpus made for telling them apart, and invented look-alike pairs of forty words (:mod:`lookalikes`; seeds from 100 on were never looked
at while tuning). The baseline takes for each task the threshold that is best on that very task; ours is one for all. ``--whole``: the same from files, with statements and copies. ``--folder``: text
files to be grouped from nothing, and then with one more.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import resource
import sqlite3
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "benchmarks"))

import lookalikes  # noqa: E402

from briefing import Collection  # noqa: E402
from briefing.analysis.stories import profile  # noqa: E402
from briefing.analysis.stories.grouping import StoryIndex  # noqa: E402
from briefing.store.catalogue.story_groups import StoryGroups  # noqa: E402


class Told(NamedTuple):
    """One article of a task: the event it tells, its headline, text and day."""

    event: str
    title: str
    text: str
    date: str = ""


def hundred_events(shared: Path) -> list[Told]:
    path = shared / "gold" / "statements" / "basil_docs.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [Told(row["cluster"], row["title"], row["text"], row["date"]) for row in rows]


def look_alike_corpus(shared: Path) -> list[Told]:
    documents: dict[str, dict[str, list[str]]] = {}
    for line in (shared / "gold" / "entities" / "ecb_test_corpus.txt").read_text("utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) > 3:
            documents.setdefault(cells[0], {}).setdefault(cells[1], []).append(cells[3])
    return [
        Told(name.split("_")[0] + name[-4:].strip("0123456789"), "", "\n".join(map(" ".join, sentences.values())))
        for name, sentences in documents.items()
    ]


def invented(seed: int) -> list[Told]:
    return [Told(one.event, one.title, one.text) for one in lookalikes.tell(25, seed=seed)]


def b_cubed(found: Sequence[Any], gold: Sequence[str]) -> tuple[float, float, float]:
    """Return precision, recall and F."""
    sets: tuple[dict[Any, set[int]], dict[Any, set[int]]] = (defaultdict(set), defaultdict(set))
    for number, pair in enumerate(zip(found, gold, strict=True)):
        for side in (0, 1):
            sets[side][pair[side]].add(number)
    both = [(len(sets[0][a] & sets[1][b]), len(sets[0][a]), len(sets[1][b])) for a, b in zip(found, gold, strict=True)]
    precision = sum(n / a for n, a, _ in both) / len(both)
    recall = sum(n / b for n, _, b in both) / len(both)
    return precision, recall, 2 * precision * recall / (precision + recall)


def ours(told: Sequence[Told]) -> list[tuple[str, ...]]:
    index = StoryIndex()
    for number, one in enumerate(told):
        index.add(f"{number:06}", read(one))
    index.regroup()
    of = {article: story for story in index.grouped().stories for article in story}
    return [of.get(f"{number:06}", (f"{number:06}",)) for number in range(len(told))]


def read(one: Told) -> profile.Profile:
    parts = [(one.text, 1.0), (one.title, profile.TITLE)]
    return profile.Profile(profile.weigh(parts), profile.day_of(one.date), "")


def baseline(told: Sequence[Told]) -> tuple[float, tuple[float, float, float]]:
    """Return the best threshold of tf-idf with average linkage, and what it gives."""
    words = [Counter(re.findall(r"[a-z]{2,}|\d+", f"{one.title} {one.text}".lower())) for one in told]
    frequency = Counter(word for counts in words for word in counts)
    columns = {word: number for number, word in enumerate(frequency)}
    matrix = np.zeros((len(told), len(columns)), np.float32)
    for row, counts in enumerate(words):
        for word, count in counts.items():
            weight = math.log((1 + len(told)) / (1 + frequency[word])) + 1
            matrix[row, columns[word]] = (1 + math.log(count)) * weight
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    alike, gold = matrix @ matrix.T, [one.event for one in told]
    scored = [(least, b_cubed(linked(alike, least), gold)) for least in (x / 100 for x in range(6, 60, 2))]
    return max(scored, key=lambda pair: pair[1][2])


def linked(alike: Any, least: float) -> list[int]:
    """Return the group of each row by plain average linkage."""
    alike = alike.copy()
    np.fill_diagonal(alike, -9)
    size, members = np.ones(len(alike)), {number: [number] for number in range(len(alike))}
    while True:
        a, b = divmod(int(alike.argmax()), len(alike))
        if alike[a, b] < least:
            break
        alike[a] = (alike[a] * size[a] + alike[b] * size[b]) / (size[a] + size[b])
        alike[a, a] = -9
        alike[:, a] = alike[a]
        alike[b] = alike[:, b] = -9
        size[a] += size[b]
        members[a] += members.pop(b)
    groups = [0] * len(alike)
    for group, numbers in members.items():
        for number in numbers:
            groups[number] = group
    return groups


def score(name: str, told: Sequence[Told]) -> None:
    gold = [one.event for one in told]
    figures = " ".join(f"{x:.3f}" for x in b_cubed(ours(told), gold))
    least, best = baseline([one._replace(date="") for one in told])
    print(f"{name:28} {len(told):5}   ours {figures}   tf-idf at {least:.2f} {' '.join(f'{x:.3f}' for x in best)}")


def whole(name: str, told: Sequence[Told]) -> None:
    """Print how well the program does it as a person uses it: one file for each article, read, analysed and grouped."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "articles"
        folder.mkdir()
        for number, one in enumerate(told):
            head = f"{one.title}\n\n" if one.title else ""
            day = f"Published: {date.fromisoformat(one.date):%d %B %Y}\n\n" if one.date else ""
            (folder / f"{number:06}.txt").write_text(head + day + one.text.replace("\n", "\n\n") + "\n", "utf-8")
        with Collection.open(folder, home=home) as collection:
            of = {collection.article(id).path: story.id for story in collection.stories() for id in story.articles}
    found = [of.get(f"{number:06}.txt", number) for number in range(len(told))]
    figures = " ".join(f"{x:.3f}" for x in b_cubed(found, [one.event for one in told]))
    print(f"{name:28} {len(told):5}   ours, from files {figures}", flush=True)


def timed(folder: Path) -> None:
    texts = [path.read_text("utf-8", "replace") for path in sorted(folder.rglob("*.txt"))]
    told = [Told("", *(text.partition("\n")[::2]), date=_dated(text)) for text in texts]
    profile.weigh([(texts[0], 1.0)])
    start = time.process_time()
    profiles = [read(one) for one in told]
    read_in = time.process_time() - start
    connection = sqlite3.connect(Path(tempfile.mkdtemp()) / "stories.db", isolation_level=None)
    connection.executescript(StoryGroups.schema)
    store = StoryGroups(lambda: connection)

    def put(rows: Sequence[tuple[int, profile.Profile]]) -> float:
        start = time.process_time()
        connection.execute("BEGIN")
        index = StoryIndex(store)  # as a new process goes on
        for number, one in rows:
            index.add(f"{number:06}", one)
        index.regroup()
        connection.execute("COMMIT")
        return time.process_time() - start

    numbered = list(enumerate(profiles))
    from_nothing = put(numbered[:-20])
    more = sorted(put([one]) for one in numbered[-20:])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pairs = connection.execute("SELECT count(*) FROM story_pair").fetchone()[0]
    print(
        f"{len(told)} articles: {read_in + from_nothing:.1f} s of CPU from nothing ({read_in:.1f} s of it reading), one more"
        f" {more[10] * 1000:.0f} ms (median of 20, worst {more[-1] * 1000:.0f}), {len(StoryIndex(store).grouped().stories)} stories,"
        f" {pairs} pairs, {memory:.0f} MB"
    )


def _dated(text: str) -> str:
    match = re.search(r"\d{4}-\d\d-\d\d", text[:400])
    return match.group() if match else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--whole", action="store_true", help="from files, as a person uses it (minutes)")
    parser.add_argument("--folder", type=Path, action="append", default=[])
    arguments = parser.parse_args()
    if not arguments.folder and not arguments.whole:
        print("B-cubed precision, recall, F")
        for seed in (1, 2, 100, 101, 102):
            score(f"look-alike pairs, seed {seed}", invented(seed))
        if (arguments.shared / "gold").is_dir():
            events = hundred_events(arguments.shared)
            tuned = set(sorted({one.event for one in events})[::2])
            for name, half in (("tuned", tuned), ("held out", {one.event for one in events} - tuned)):
                some = [one for one in events if one.event in half]
                score(f"hundred events, {name}", some)
                score(f"hundred events, {name}, no days", [one._replace(date="") for one in some])
            score("look-alike corpus", look_alike_corpus(arguments.shared))
    if arguments.whole:
        for seed in (100, 101):
            whole(f"look-alike pairs, seed {seed}", invented(seed))
        events = hundred_events(arguments.shared)
        whole("hundred events", events)
        whole("hundred events, no days", [one._replace(date="") for one in events])
        whole("look-alike corpus", look_alike_corpus(arguments.shared))
    for folder in arguments.folder:
        timed(folder)


if __name__ == "__main__":
    main()
