"""How well quotations are grouped into statements: figures on the gold pairs beside plain baselines and peers, and the time it takes.

    python benchmarks/statements.py [--shared ../shared] [--errors N]

Pairs of quotations from different articles on one event, judged yes / no (neutral pairs count neither way). A pair is
predicted when both stand in one statement. ``unjudged`` are predicted pairs across articles of one event that nobody judged;
``strangers`` are pairs across events. The events are cut into two halves: rules and thresholds were chosen on ``tuned``.
"Without the articles" knows the quotations only, not the texts by which the program tells whether two articles are on one event.
Peers (``pip install Quid textacy``) are left out where they are not installed; like the baselines they compare within one event only.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from hashlib import sha256
from itertools import combinations
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from briefing.analysis.statements import grouping  # noqa: E402
from briefing.model import UNKNOWN_SPEAKER, Quotation  # noqa: E402
from briefing.text import WORD, fold  # noqa: E402

Pair = tuple[str, str]


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def quotation(item: dict[str, object]) -> Quotation:
    span = (int(str(item["start"])), int(str(item["end"])))
    document = str(item["doc_id"])
    return Quotation(
        str(item["id"]), document, f"{document}.txt", span, span, str(item["text"]), "direct", "speech", UNKNOWN_SPEAKER
    )


def ours(quotations: list[Quotation], context: Mapping[str, str] = {}) -> set[Pair]:
    pairs: set[Pair] = set()
    for statement in grouping.group(quotations, context=context):
        pairs.update(across((i.quotation, i.article) for i in statement.instances))
    return pairs


def across(members: Iterable[tuple[str, str]]) -> set[Pair]:
    found = {(min(a, b), max(a, b)) for (a, at_a), (b, at_b) in combinations(sorted(set(members)), 2) if at_a != at_b}
    return {pair for pair in found if pair[0] != pair[1]}


def baseline(quotations: list[Quotation], same: Callable[[str, str], bool]) -> set[Pair]:
    """Union-find over every pair of quotations of one event that ``same`` accepts."""
    parent = {q.id: q.id for q in quotations}

    def find(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    texts = {q.id: " ".join(WORD.findall(fold(q.text))) for q in quotations}
    events: dict[str, list[Quotation]] = {}
    for one in quotations:
        if len(texts[one.id].split()) >= 3:
            events.setdefault(one.article.rsplit("_", 1)[0], []).append(one)
    for event in events.values():
        for a, b in combinations(event, 2):
            if same(texts[a.id], texts[b.id]):
                parent[find(b.id)] = find(a.id)
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in quotations:
        groups.setdefault(find(one.id), []).append((one.id, one.article))
    return {pair for group in groups.values() for pair in across(group)}


def quid() -> Callable[[list[Quotation]], set[Pair]] | None:
    """Quid as it comes, asked for every two articles of an event: two quotations are a pair where a passage that it finds covers
    half of the shorter one's letters; ``None`` where it is not installed."""
    try:
        from quid.core.Quid import Quid
    except ImportError:
        return None

    def run(quotations: list[Quotation]) -> set[Pair]:
        pairs: set[Pair] = set()
        for one, other in articles_of_events(quotations):
            (text, places), (other_text, other_places) = (joined(own) for own in (one, other))
            for match in Quid().compare(text, other_text):
                for a, size_a in covered(places, match.source_span.start, match.source_span.end):
                    for b, size_b in covered(other_places, match.target_span.start, match.target_span.end):
                        if 2 * min(size_a, size_b) >= min(len(a.text), len(b.text)):
                            pairs.add((min(a.id, b.id), max(a.id, b.id)))
        return pairs

    return run


Places = list[tuple[int, int, Quotation]]


def articles_of_events(quotations: list[Quotation]) -> Iterable[tuple[list[Quotation], list[Quotation]]]:
    events: dict[str, dict[str, list[Quotation]]] = {}
    for one in quotations:
        events.setdefault(one.article.rsplit("_", 1)[0], {}).setdefault(one.article, []).append(one)
    for articles in events.values():
        yield from combinations(articles.values(), 2)


def joined(quotations: list[Quotation]) -> tuple[str, Places]:
    """The quotations of an article one below the other, and where each stands."""
    places: Places = []
    at = 0
    for one in quotations:
        places.append((at, at + len(one.text), one))
        at += len(one.text) + 2
    return "\n\n".join(one.text for one in quotations), places


def covered(places: Places, start: int, end: int) -> list[tuple[Quotation, int]]:
    """The quotations that a passage touches, with how many letters of each."""
    sizes = [(one, min(end, high) - max(start, low)) for low, high, one in places]
    return [(one, size) for one, size in sizes if size > 0]


def textacy() -> Callable[[list[Quotation]], set[Pair]] | None:
    """textacy's likeness of sorted words, .9 and more; ``None`` where it is not installed."""
    try:
        from textacy.similarity import token_sort_ratio
    except ImportError:
        return None
    return lambda quotations: baseline(quotations, lambda a, b: bool(token_sort_ratio(a, b) >= 0.9))


def score(predicted: set[Pair], judged: dict[Pair, str], reasons: dict[Pair, str], event: dict[str, str]) -> str:
    yes = {p for p, label in judged.items() if label == "yes"}
    no = {p for p, label in judged.items() if label == "no"}
    right, wrong = len(predicted & yes), len(predicted & no)
    variants = {p for p in yes if reasons[p] == "variant"}
    precision, recall = right / max(1, right + wrong), right / max(1, len(yes))
    f = 2 * precision * recall / max(1e-9, precision + recall)
    unjudged = sum(p not in judged and event[p[0]] == event[p[1]] for p in predicted)
    strangers = sum(event[p[0]] != event[p[1]] for p in predicted)
    strict = right / max(1, right + wrong + unjudged)
    worded = len(predicted & variants) / max(1, len(variants))
    return (
        f"P {precision:.3f}  R {recall:.3f}  F {f:.3f}  worded variants {worded:.3f}  "
        f"unjudged {unjudged:3d} (P with them {strict:.3f})  strangers {strangers:3d}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--errors", type=int, default=0, help="print so many errors of each kind (tuned half)")
    arguments = parser.parse_args()
    gold = arguments.shared / "gold" / "statements"
    items = lines(gold / "basil_items.jsonl")
    quotations = [quotation(item) for item in items]
    event = {q.id: q.article.rsplit("_", 1)[0] for q in quotations}
    text = {q.id: q.text for q in quotations}
    half = {e: ("tuned", "held out")[sha256(e.encode()).digest()[0] % 2] for e in set(event.values())}

    texts = {str(item["doc_id"]): str(item["text"]) for item in lines(gold / "basil_docs.jsonl")}

    from rapidfuzz import fuzz

    systems: dict[str, Callable[[list[Quotation]], set[Pair]]] = {
        "exact text": lambda qs: baseline(qs, lambda a, b: a == b),
        "plain regex (verbatim part)": lambda qs: baseline(
            qs, lambda a, b: f" {a} " in f" {b} " or f" {b} " in f" {a} "
        ),
        "token_set_ratio >= 90": lambda qs: baseline(qs, lambda a, b: fuzz.token_set_ratio(a, b) >= 90),
        "briefing, without the articles": ours,
        "briefing": lambda qs: ours(qs, texts),
    }
    for name, peer in (("Quid", quid()), ("textacy", textacy())):
        if peer is None:
            print(f"{name}: not installed")
        else:
            systems[name] = peer
    judged: dict[Pair, str] = {}
    reasons: dict[Pair, str] = {}
    for row in lines(gold / "basil_pairs.jsonl"):
        pair = (min(str(row["a"]), str(row["b"])), max(str(row["a"]), str(row["b"])))
        judged[pair], reasons[pair] = str(row["label"]), str(row["why"])
    for name in ("tuned", "held out", "all"):
        part = [q for q in quotations if name in ("all", half[event[q.id]])]
        ids = {q.id for q in part}
        own = {p: label for p, label in judged.items() if p[0] in ids}
        print(f"{name}: {len(part)} quotations, {len(own)} judged pairs")
        for system, run in systems.items():
            print(f"  {system:32s}{score(run(part), own, reasons, event)}")
    if arguments.errors:
        errors(arguments.errors, quotations, judged, event, half, text)
    speed(quotations)


def errors(
    count: int,
    quotations: list[Quotation],
    judged: dict[Pair, str],
    event: dict[str, str],
    half: dict[str, str],
    text: dict[str, str],
) -> None:
    predicted = ours([q for q in quotations if half[event[q.id]] == "tuned"])
    tuned = {p for p in judged if half[event[p[0]]] == "tuned"}
    kinds = {
        "missed": [p for p in sorted(tuned) if judged[p] == "yes" and p not in predicted],
        "wrong": [p for p in sorted(tuned) if judged[p] == "no" and p in predicted],
        "unjudged": [p for p in sorted(predicted) if p not in judged and event[p[0]] == event[p[1]]],
        "strangers": [p for p in sorted(predicted) if event[p[0]] != event[p[1]]],
    }
    for kind, pairs in kinds.items():
        print(f"\n{kind}: {len(pairs)}")
        for a, b in pairs[:count]:
            print(f"  {a} {text[a][:400]}\n  {b} {text[b][:400]}\n")


def replaced(q: Quotation, number: int) -> Quotation:
    """``q`` in another story: half of its words (by their hash) in other words, so that runs break where they would."""
    made = [
        w if not number or sha256(f"{number}{w}".encode()).digest()[0] < 128 else f"{w}{'xyz'[number - 1]}"
        for w in q.text.split()
    ]
    text = " ".join(made)
    span = (q.span[0], q.span[0] + len(text))
    return replace(q, id=f"{number}{q.id}", article=f"{number}{q.article}", span=span, source_span=span, text=text)


def speed(quotations: list[Quotation]) -> None:
    """CPU seconds for all quotations, and for one new article among ten thousand."""
    start = time.process_time()
    grouping.group(quotations)
    print(f"grouping {len(quotations)} quotations: {time.process_time() - start:.2f} s CPU")
    grouper = grouping.Grouper()
    by_article: dict[str, list[Quotation]] = {}
    for q in quotations:
        by_article.setdefault(q.article, []).append(q)
    # Three more collections of other stories: the same quotations with their rare words replaced, each the same way throughout.
    for number in range(4):
        for article, own in by_article.items():
            grouper.add(f"{number}{article}", [replaced(q, number) for q in own])
    total = 4 * len(quotations)
    grouper.statements()
    article, own = next((f"0{a}", [replaced(q, 0) for q in own]) for a, own in by_article.items() if len(own) >= 8)
    grouper.remove(article)
    grouper.statements()
    start = time.process_time()
    grouper.add(article, own)
    added = time.process_time() - start
    grouper.statements()
    whole = time.process_time() - start
    print(
        f"one article more among {total} quotations: {added * 1000:.0f} ms linking, {whole * 1000:.0f} ms with all statements"
    )


if __name__ == "__main__":
    main()
