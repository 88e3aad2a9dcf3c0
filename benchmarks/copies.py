"""How well copies are found: syndicated variants made from real articles, and strangers, and the time it takes.

    python benchmarks/copies.py [--shared ../shared] [--articles 600] [--large 20000]

Every variant is made from another article of the corpus: cut from the bottom, a new headline and lead, 5% of the words put in
other words, paragraphs reordered, half of the paragraphs put into another article. Recall is the share of variants grouped with
their source; precision the share of grouped pairs that are a source and its variant (or one text in the corpus itself).
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from briefing.analysis.near_duplicates.detection import CopyIndex  # noqa: E402
from briefing.model import Article, Document, Paragraph  # noqa: E402

Paragraphs = list[str]


def document(id: str, paragraphs: Paragraphs) -> Document:
    spans, at = [], 0
    for text in paragraphs:
        spans.append(Paragraph((at, at + len(text)), None, "body"))
        at += len(text) + 2
    return Document(Article(id, id), "\n\n".join(paragraphs), tuple(spans))


def cut(own: Paragraphs, other: Paragraphs, rng: random.Random) -> Paragraphs:
    return own[: max(2, len(own) * 2 // 5)]


def retitled(own: Paragraphs, other: Paragraphs, rng: random.Random) -> Paragraphs:
    return [other[0], *own[1:]]


def reworded(own: Paragraphs, other: Paragraphs, rng: random.Random) -> Paragraphs:
    pool = " ".join(other).split()
    return [" ".join(rng.choice(pool) if rng.random() < 0.05 else w for w in text.split()) for text in own]


def reordered(own: Paragraphs, other: Paragraphs, rng: random.Random) -> Paragraphs:
    result = list(own)
    rng.shuffle(result)
    return result


def half(own: Paragraphs, other: Paragraphs, rng: random.Random) -> Paragraphs:
    """Half of the source's paragraphs, then as many words of another article as that took."""
    kept = own[: (len(own) + 1) // 2]
    room, rest = sum(map(len, kept)), []
    for text in other:
        if sum(map(len, rest)) >= room:
            break
        rest.append(text)
    return kept + rest


VARIANTS: dict[str, Callable[[Paragraphs, Paragraphs, random.Random], Paragraphs]] = {
    "cut from the bottom": cut,
    "new lead": retitled,
    "5% reworded": reworded,
    "reordered": reordered,
    "half copied": half,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--large", type=int, default=0, help="also time so many articles made by the corpus's own rule")
    arguments = parser.parse_args()
    rows = (arguments.shared / "corpora" / "bbc2k.jsonl").read_text(encoding="utf-8").splitlines()
    real = [json.loads(row)["text"].split("\n\n") for row in rows]
    rng = random.Random(11)
    order = list(range(len(real)))
    rng.shuffle(order)
    sources = [n for n in order if len(real[n]) >= 4][: arguments.articles]
    others = [n for n in order if n not in set(sources)]
    index = CopyIndex()
    start = time.process_time()
    texts: dict[str, str] = {}
    made_of = {f"{n}": own for n, own in enumerate(real)}
    kin: dict[str, tuple[str, ...]] = {}

    def add(id: str, paragraphs: Paragraphs) -> None:
        index.add(id, document(id, paragraphs))
        texts[id] = " ".join(paragraphs)

    for n in sources:
        add(f"{n}", real[n])
        kin[f"{n}"] = (f"{n}",)
    found: dict[str, tuple[int, int]] = {}
    made: set[tuple[str, str]] = set()
    for name, variant in VARIANTS.items():
        for place, n in enumerate(sources):
            other = others[(place * 7 + len(made)) % len(others)]
            add(f"{n}/{name}", variant(real[n], real[other], rng))
            kin[f"{n}/{name}"] = (f"{n}", f"{other}") if name == "half copied" else (f"{n}",)
            made.add((f"{n}", f"{n}/{name}"))
    groups = index.groups()
    seconds = time.process_time() - start
    pairs = {(a, b) for group in groups for a, b, _ in group.containment}
    for name in VARIANTS:
        right = sum((f"{n}", f"{n}/{name}") in pairs for n in sources)
        found[name] = (right, len(sources))
        print(f"recall, {name:22s}{right / len(sources):.3f}")
    # The corpus itself holds texts twice, and half-copied variants hold two sources: not strangers if a paragraph is the same.
    holds = {id: {text for text in own if len(text) >= 80} for id, own in made_of.items()}
    strangers = [
        (a, b)
        for a, b in pairs
        if a < b and a.split("/")[0] != b.split("/")[0] and not any(holds[x] & holds[y] for x in kin[a] for y in kin[b])
    ]
    total = sum(a < b for a, b in pairs)
    print(
        f"precision {1 - len(strangers) / max(1, total):.4f} ({len(strangers)} of {total} pairs join different sources)"
    )
    for a, b in strangers[:5]:
        print(f"  {a} {texts[a][:90]}\n  {b} {texts[b][:90]}")
    print(f"{len(texts)} articles in {seconds:.1f} s CPU")
    if arguments.large:
        large(real, arguments.large, rng)


def large(real: list[Paragraphs], size: int, rng: random.Random) -> None:
    """Time for many articles; texts beyond the real ones are paragraphs drawn at random."""
    pool = [text for own in real for text in own]
    made = [*real]
    while len(made) < size:
        made.append(rng.sample(pool, rng.randrange(5, 20)))
    documents = [document(f"{n}", own) for n, own in enumerate(made[:size])]
    index = CopyIndex()
    start = time.process_time()
    for each in documents:
        index.add(each.article.id, each)
    groups = index.groups()
    print(f"{size} articles in {time.process_time() - start:.1f} s CPU, {len(groups)} groups")
    start = time.process_time()
    index.add("0", documents[0])
    index.recount()
    print(f"one article more: {1000 * (time.process_time() - start):.1f} ms")


if __name__ == "__main__":
    main()
