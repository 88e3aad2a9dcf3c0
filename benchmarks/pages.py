"""Scores of web pages on a corpus with known bodies, titles, authors and days, beside trafilatura in the same run.

    python benchmarks/pages.py [--show titles|authors|dates|bodies] [--half learn|held-out] [--limit N]

Reads ``../shared/corpora/pages`` (``ID.html.gz`` and ``gold.jsonl``) where it stands beside the checkout, and says so where it does
not. Half of the pages, told by a digest of their ids, are held out: rules are mended by the other half only. The gold was made by language
models and reviewed by people; it holds errors of its own, so that no column can reach 1.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, os.fspath(Path(__file__).resolve().parents[1]))

from briefing.errors import IngestError
from briefing.ingest import build_document
from briefing.ingest.readers.web import html as reader
from briefing.text import fold

PAGES = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "pages"
EXPANDED = 50 * 1024 * 1024
HALVES = ("learn", "held-out")
FIELDS = ("titles", "authors", "dates")
GOALS = {
    "body": "not below trafilatura's",
    "titles": "right in .880 or more",
    "authors": "right in .820 or more, wrong in .098 or fewer",
    "dates": "wrong in .012 of all pages or fewer, missed in .058 or fewer",
}
_CREDENTIAL = re.compile(r"[A-Z][A-Za-z]{0,2}(?:\.?[A-Z][A-Za-z]*)*\.?(?:\s?\([^)]*\))?$")
"""Letters behind a name, as `PhD`, `DVM` or `M.Ed.`."""


@dataclass
class Score:
    """Sums over one half of the pages."""

    pages: int = 0
    ours: float = 0.0
    theirs: float = 0.0
    our_seconds: float = 0.0
    their_seconds: float = 0.0
    fields: Counter[str] = field(default_factory=Counter)


def main() -> None:
    """Print the table, or say why there is none."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--show", choices=("bodies", *FIELDS), action="append", default=[], help="print what is not right"
    )
    parser.add_argument("--half", choices=HALVES, help="only this half")
    parser.add_argument("--limit", type=int, default=10_000, help="only so many pages")
    args = parser.parse_args()
    if not (PAGES / "gold.jsonl").is_file():
        print("pages: skipped, the corpus of pages is not beside the checkout (../shared/corpora/pages)")
        return
    try:
        import trafilatura
    except ImportError:
        print("pages: skipped, the extra html is not installed")
        return
    scores = {half: Score() for half in HALVES}
    with (PAGES / "gold.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines][: args.limit]
    for row in rows:
        half = half_of(row["id"])
        if args.half in (None, half):
            measure(row, scores[half], trafilatura.extract, args.show)
    report(scores)


def half_of(page: str) -> str:
    """Return the half to which the page of this id belongs."""
    return HALVES[hashlib.sha256(page.encode()).digest()[0] % 2]


def measure(row: dict[str, Any], score: Score, extract: Any, show: list[str]) -> None:
    """Read one page by both readers and add what was found to ``score``."""
    data = gzip.decompress((PAGES / f"{row['id']}.html.gz").read_bytes())
    score.pages += 1
    start = time.process_time()
    try:
        drafts, _ = reader.read(data, "page.html", EXPANDED, 1)
        document = build_document.document(drafts[0], "page.html")
        text = "\n".join(document.text[slice(*p.span)] for p in document.paragraphs if p.kind in ("body", "standfirst"))
        found: dict[str, Any] = {
            "titles": document.article.title.value,
            "authors": document.article.byline.value,
            "dates": document.article.published.value,
        }
    except IngestError:
        text, found = "", {}
    score.our_seconds += time.process_time() - start
    start = time.process_time()
    theirs = extract(reader.characters(data)) or ""
    score.their_seconds += time.process_time() - start
    ours, other = overlap(text, row["body"] or ""), overlap(theirs, row["body"] or "")
    score.ours += ours
    score.theirs += other
    if "bodies" in show and abs(ours - other) > 0.02:
        print(f"{row['id']} bodies: ours {ours:.3f}, trafilatura {other:.3f}")
    wanted = {"titles": row["title"], "authors": row["author"], "dates": row["date"]}
    for name in FIELDS:
        result = judge(name, found.get(name), wanted[name])
        score.fields[f"{name} {result}"] += 1
        if name in show and result in ("wrong", "missed", "unasked"):
            print(f"{row['id']} {name} {result}: {found.get(name)!r}, the gold has {wanted[name]!r}  {row['url']}")


def judge(name: str, found: Any, wanted: str | None) -> str:
    """Return `right`, `wrong`, `missed`, `unasked` (found, and the gold has none) or `none`."""
    if not wanted:
        return "unasked" if found else "none"
    if not found:
        return "missed"
    if name == "dates":
        return "right" if str(found)[:10] == wanted[:10] else "wrong"
    if name == "titles":
        return "right" if " ".join(found.split()).casefold() == " ".join(wanted.split()).casefold() else "wrong"
    return "right" if people(", ".join(found)) == people(wanted) else "wrong"


def people(line: str) -> set[str]:
    """Return the names in a line of authors, folded, without the letters that stand behind names."""
    parts = [part.strip() for part in re.split(r"[,;&|]|\band\b", line)]
    return {words(part) for part in parts if part and not (_CREDENTIAL.match(part) and part.upper()[:3] == part[:3])}


def words(text: str) -> str:
    """Return the words of ``text`` alone, folded, for comparing."""
    return " ".join(re.findall(r"\w+", fold(text)))


def overlap(found: str, wanted: str) -> float:
    """Return the F1 of the words of two texts, counted as often as they stand there."""
    a, b = Counter(re.findall(r"\w+", found.casefold())), Counter(re.findall(r"\w+", wanted.casefold()))
    shared = sum((a & b).values())
    return 2 * shared / (a.total() + b.total()) if shared else 0.0


def report(scores: dict[str, Score]) -> None:
    """Print one block a half, then the goals."""
    for half, score in scores.items():
        if not score.pages:
            continue
        print(f"{half}: {score.pages} pages")
        print(
            f"  body     word F1 {score.ours / score.pages:.4f}, trafilatura as it comes {score.theirs / score.pages:.4f};"
            f" {1000 * score.our_seconds / score.pages:.1f} ms a page, trafilatura {1000 * score.their_seconds / score.pages:.1f} (CPU)"
        )
        for name in FIELDS:
            right, wrong, missed, unasked = (
                score.fields[f"{name} {result}"] for result in ("right", "wrong", "missed", "unasked")
            )
            print(
                f"  {name:8} right {right} of {right + wrong + missed} ({right / max(1, right + wrong + missed):.3f}),"
                f" wrong {wrong} ({wrong / max(1, right + wrong + missed):.3f}), missed {missed}, found where the gold has none {unasked}"
            )
    print("goals: " + "; ".join(f"{name} {goal}" for name, goal in GOALS.items()))


if __name__ == "__main__":
    main()
