"""Scores of ingest: metadata by layout (wrong counted apart from missed), body and furniture, copies, throughput.

    python benchmarks/ingest.py [--items 150] [--seed 7] [--show]

Reads ``../shared/corpora`` for real titles and bodies where it stands beside the checkout, else works on invented ones.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, os.fspath(Path(__file__).resolve().parents[1]))
sys.path.insert(0, os.fspath(Path(__file__).resolve().parent))

from ingest_layouts import KNOWN, UNSEEN, Printed, items

from briefing.ingest import Limits, assemble, formats
from briefing.model import Document
from briefing.text import fold

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "bbc2k.jsonl"
FIELDS = ("title", "byline", "city", "date")


def read(text: str) -> Document:
    drafts, _ = formats.read(text.encode(), "story.txt", Limits())
    return assemble.document(drafts[0], "story.txt")


def values(document: Document) -> dict[str, object]:
    article = document.article
    dateline = article.dateline.value
    date = article.published.value
    return {
        "title": article.title.value,
        "byline": tuple(fold(name) for name in article.byline.value) if article.byline.value else None,
        "city": fold(dateline) if dateline and dateline[-1] != ")" else None,
        "date": date[:10] if date and date[0] != "-" else None,
    }


def expected(printed: Printed) -> dict[str, object]:
    return {
        "title": printed.title,
        "byline": tuple(fold(name) for name in printed.byline) if printed.byline else None,
        "city": fold(printed.city) if printed.city else None,
        "date": printed.date,
    }


def same(name: str, found: object, wanted: object) -> bool:
    if name == "city":
        return str(found).split(",")[0] == wanted
    return found == wanted


def metadata(layouts: list, made: list, seed: int, show: bool) -> tuple[Counter[str], Counter[str]]:
    total: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for layout in layouts:
        own: Counter[str] = Counter()
        shown = 0
        for number, item in enumerate(made):
            printed = layout(item, random.Random(seed + number))
            document = read(printed.text)
            found, wanted = values(document), expected(printed)
            for name in FIELDS:
                f, w = found[name], wanted[name]
                key = "right" if w is not None and f is not None and same(name, f, w) else "wrong" if f is not None and w is not None else "invented" if f is not None else "missed" if w is not None else "rightly unknown"
                own[f"{name} {key}"] += 1
                if show and key in ("wrong", "missed", "invented") and shown < 6:
                    shown += 1
                    print(f"   {layout.__name__}: {name} {key}: found {f!r}, wanted {w!r}\n{chr(10).join('      | ' + line[:100] for line in printed.text.split(chr(10))[:7])}")
            body = " ".join(document.text[slice(*p.span)] for p in document.paragraphs if p.kind == "body")
            kept = [p for p in printed.body if " ".join(p.split()) in body]
            words["body"] += len(printed.body)
            words["body kept"] += len(kept)
            words["furniture"] += len(printed.furniture)
            shown_body = {document.text[slice(*p.span)] for p in document.paragraphs if p.kind == "body"}
            left = [f for f in printed.furniture if f in shown_body]
            words["furniture left"] += len(left)
            if show and left and shown < 6:
                shown += 1
                print(f"   {layout.__name__}: furniture left: {left}")
            if show and len(kept) < len(printed.body) and shown < 6:
                shown += 1
                print(f"   {layout.__name__}: body lost: {[p[:80] for p in printed.body if p not in kept]}")
        print(f"  {layout.__name__:10}" + "".join(f"  {name} {_f(own, name):.3f}" for name in FIELDS) + f"  dates wrong {own['date wrong']} invented {own['date invented']}")
        total += own
    return total, words


def _f(counts: Counter[str], name: str) -> float:
    right, wrong = counts[f"{name} right"], counts[f"{name} wrong"] + counts[f"{name} invented"]
    missed = counts[f"{name} missed"] + counts[f"{name} wrong"]
    return 1.0 if not right + wrong + missed else 2 * right / (2 * right + wrong + missed)


def report(title: str, total: Counter[str], words: Counter[str]) -> None:
    print(f"{title}")
    for name in FIELDS:
        c = {key: total[f"{name} {key}"] for key in ("right", "wrong", "invented", "missed", "rightly unknown")}
        print(f"  {name:7} F {_f(total, name):.4f}   " + ", ".join(f"{key} {value}" for key, value in c.items()))
    print(f"  body paragraphs kept {words['body kept']}/{words['body']}, furniture left in the body {words['furniture left']}/{words['furniture']}")


def throughput(made: list, seed: int) -> None:
    texts = [KNOWN[n % len(KNOWN)](item, random.Random(seed)).text.encode() for n, item in enumerate(made)]
    start = time.process_time()
    for text in texts:
        drafts, _ = formats.read(text, "story.txt", Limits())
        assemble.document(drafts[0], "story.txt")
    spent = time.process_time() - start
    size = sum(map(len, texts)) / len(texts)
    print(f"throughput: {1000 * spent / len(texts):.2f} ms CPU per plain-text article of {size:,.0f} bytes")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=150)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--show", action="store_true", help="print the first errors of each layout")
    args = parser.parse_args()
    made = items(args.items, args.seed, CORPUS)
    for title, layouts in (("known layouts", KNOWN), ("layouts not written for", UNSEEN)):
        report(title, *metadata(layouts, made, args.seed, args.show))
    throughput(made, args.seed)


if __name__ == "__main__":
    main()
