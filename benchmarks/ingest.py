"""Scores of ingest: metadata by layout (wrong counted apart from missed), real texts, web pages, throughput.

    python benchmarks/ingest.py [--items 150] [--seed 7] [--show]

Reads ``../shared`` for real titles and texts where it stands beside the checkout, else works on invented ones. Copies are
measured by ``copies.py``.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, os.fspath(Path(__file__).resolve().parents[1]))
sys.path.insert(0, os.fspath(Path(__file__).resolve().parent))

from ingest_heads import RECORDS, WEB, WIRES
from ingest_layouts import KNOWN, UNSEEN, Printed, items
from ingest_pages import PAGES, Page
from ingest_pages_outlets import OUTLETS

from briefing import ingest
from briefing.ingest import Limits, build_document, dispatch
from briefing.model import Document
from briefing.text import fold

SHARED = Path(__file__).resolve().parents[2] / "shared"
CORPUS = SHARED / "corpora" / "bbc2k.jsonl"
REAL = (
    "corpora/bbc2k.jsonl",
    "gold/quotations/polnear_train.jsonl",
    "gold/quotations/polnear_dev.jsonl",
    "gold/statements/basil_docs.jsonl",
)
FIELDS = ("title", "byline", "city", "date")


def read(text: str) -> Document:
    drafts, _ = dispatch.read(text.encode(), "story.txt", Limits())
    return build_document.document(drafts[0], "story.txt")


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
                if name in printed.open:
                    continue
                f, w = found[name], wanted[name]
                key = (
                    "right"
                    if w is not None and f is not None and same(name, f, w)
                    else "wrong"
                    if f is not None and w is not None
                    else "invented"
                    if f is not None
                    else "missed"
                    if w is not None
                    else "rightly unknown"
                )
                own[f"{name} {key}"] += 1
                if show and key in ("wrong", "missed", "invented") and shown < 6:
                    shown += 1
                    print(
                        f"   {layout.__name__}: {name} {key}: found {f!r}, wanted {w!r}\n{chr(10).join('      | ' + line[:100] for line in printed.text.split(chr(10))[:7])}"
                    )
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
        print(
            f"  {layout.__name__:10}"
            + "".join(f"  {name} {_f(own, name):.3f}" for name in FIELDS)
            + f"  dates wrong {own['date wrong']} invented {own['date invented']}"
        )
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
    if words["body"]:
        print(
            f"  body paragraphs kept {words['body kept']}/{words['body']}, furniture left in the body {words['furniture left']}/{words['furniture']}"
        )


def real(show: bool) -> None:
    """Texts as corpora hold them, mostly without a head: what is claimed of them, and what of it is not so."""
    for name in REAL:
        if not (SHARED / name).is_file():
            print(f"real texts: {name} is not beside the checkout, skipped")
            continue
        counts: Counter[str] = Counter()
        rows = [json.loads(line) for line in (SHARED / name).read_text("utf-8").splitlines()]
        for row in rows:
            article = read(row["text"]).article
            found = {
                "title": (article.title.value, _bare(str(article.title.value)) == _bare(row["title"])),
                "date": (article.published.value, str(article.published.value)[:10] == row["date"][:10]),
                "outlet": (
                    article.outlet.value,
                    article.outlet.status == "inferred" and article.outlet.value == article.agency.value,
                ),
                "byline": (
                    article.byline.value,
                    bool(article.byline.value)
                    and all(n in row["text"] and len(n.split()) < 5 for n in article.byline.value),
                ),
            }
            for field, (value, right) in found.items():
                if value is None:
                    continue
                counts[f"{field} {'found' if right else 'wrong'}"] += 1
                if show and not right:
                    print(f"   {row.get('doc_id', row.get('id'))}: {field} {value!r}")
            counts["standfirst"] += article.standfirst.value is not None
        print(
            f"real texts: {Path(name).stem}, {len(rows)}: "
            + ", ".join(
                f"{field} found {counts[f'{field} found']} wrong {counts[f'{field} wrong']}"
                for field in ("title", "date", "outlet", "byline")
            )
            + f", standfirst claimed {counts['standfirst']}"
        )
    print(
        "  (found: the corpus's own title or day; for an outlet, that of the agency, marked inferred; for a byline, names built like names that stand in the text)"
    )


def _bare(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _overlap(found: str, wanted: str) -> float:
    a, b = Counter(re.findall(r"\w+", found.casefold())), Counter(re.findall(r"\w+", wanted.casefold()))
    shared = sum((a & b).values())
    return 2 * shared / (sum(a.values()) + sum(b.values())) if shared else 0.0


def pages(made: list, seed: int) -> None:
    """Generated pages: words of the body against those of the article, beside trafilatura's own output in the same run."""
    try:
        import trafilatura
    except ImportError:
        print("pages: skipped, the extra html is not installed")
        return
    print("pages: word F1 of the body (ours, trafilatura as it comes, with precision, with recall), fields exact")
    total: Counter[str] = Counter()
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "warm.html").write_text(PAGES[0](made[0], random.Random(1)).source, "utf-8")
        ingest.read(root, "warm.html")  # starts the worker
        spent = 0.0
        for layout in (*PAGES, *OUTLETS):
            own: Counter[str] = Counter()
            for number, item in enumerate(made):
                page: Page = layout(item, random.Random(seed + number))
                (root / "page.html").write_text(page.source, "utf-8")
                start = time.perf_counter()
                document = ingest.read(root, "page.html").documents[0]
                spent += time.perf_counter() - start
                wanted = "\n".join(page.blocks)
                own["ours"] += _overlap(
                    "\n".join(
                        document.text[slice(*p.span)] for p in document.paragraphs if p.kind in ("body", "standfirst")
                    ),
                    wanted,
                )
                own["as it comes"] += _overlap(trafilatura.extract(page.source) or "", wanted)
                own["precision"] += _overlap(
                    trafilatura.extract(page.source, include_comments=False, favor_precision=True) or "", wanted
                )
                own["recall"] += _overlap(
                    trafilatura.extract(page.source, include_comments=False, favor_recall=True) or "", wanted
                )
                article = document.article
                own["title"] += article.title.value == page.title
                own["author"] += tuple(article.byline.value or ()) == page.authors
                own["date"] += (article.published.value or "")[:10] == (page.date or "")
                own["outlet"] += article.outlet.value == page.outlet
            print(
                f"  {layout.__name__:10}"
                + "".join(
                    f"  {name} {own[name] / len(made):.3f}"
                    for name in ("ours", "as it comes", "precision", "recall", "title", "author", "date", "outlet")
                )
            )
            total += own
            count += len(made)
    print(
        "  all       "
        + "".join(
            f"  {name} {total[name] / count:.3f}"
            for name in ("ours", "as it comes", "precision", "recall", "title", "author", "date", "outlet")
        )
    )
    print(
        f"  {count / spent:.0f} pages per second by the clock through the limited process (one process for all of them)"
    )


def throughput(made: list, seed: int) -> None:
    """The whole of ``ingest.read`` from a file to documents, beside reading the bytes alone."""
    sets = {
        "generated wires": [KNOWN[n % len(KNOWN)](item, random.Random(seed)).text for n, item in enumerate(made * 4)]
    }
    if CORPUS.is_file():
        rows = [json.loads(line) for line in CORPUS.read_text("utf-8").splitlines()[:2000]]
        sets["real news texts"] = [f"{row['title']}\n\n{row['text']}" for row in rows]
    for name, texts in sets.items():
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for number, text in enumerate(texts):
                (root / f"{number}.txt").write_text(text, "utf-8")
            ingest.read(root, "0.txt")
            start = time.process_time()
            for number in range(len(texts)):
                (root / f"{number}.txt").read_bytes()
            bytes_alone = time.process_time() - start
            start = time.process_time()
            for number in range(len(texts)):
                ingest.read(root, f"{number}.txt")
            spent = time.process_time() - start
        print(
            f"throughput, {name}: {1000 * (spent - bytes_alone) / len(texts):.2f} ms CPU per article beyond reading it ({len(texts)} articles of {sum(map(len, texts)) / len(texts):,.0f} characters)"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=150)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--pages", type=int, default=20, help="pages of each layout")
    parser.add_argument("--show", action="store_true", help="print the first errors of each layout")
    args = parser.parse_args()
    made = items(args.items, args.seed, CORPUS)
    totals: Counter[str] = Counter()
    layouts_counted = 0
    for title, layouts in (
        ("known layouts", KNOWN),
        ("layouts added after the rules, which were mended by them since", UNSEEN),
        ("agency wires of the 1980s, with tickers and tables", WIRES),
        ("newsrooms, sites and archives", WEB),
        ("database records", RECORDS),
    ):
        total, words = metadata(layouts, made, args.seed, args.show)
        report(title, total, words)
        totals += total
        layouts_counted += len(layouts)
    report(f"all {layouts_counted} layouts, {layouts_counted * len(made):,} texts", totals, Counter())
    print(
        "  These layouts are known: rules were mended by them. What a first run over layouts that the rules had never seen gave\n"
        "  stands in docs/decisions/0033-heads-of-texts.md."
    )
    real(args.show)
    if args.pages:
        pages(made[: args.pages], args.seed)
    throughput(made, args.seed)


if __name__ == "__main__":
    main()
