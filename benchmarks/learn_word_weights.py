"""Learn ``briefing/analysis/data/word_weights.txt`` and ``word_pairs.txt``: how little common English news words tell.

    python benchmarks/learn_word_weights.py SHARED_DIR

The first table holds the commonest words by rounded inverse document frequency (natural logarithm, halves); names are left
out, because which names are common depends on the year of the corpus, not on English. The second holds, for a first word, the
second words that so often follow it that they tell little more ("white house", "executive order"): minus the logarithm of the
share of articles with the first word that have the pair. Only words and numbers leave the corpora, never a sentence.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from briefing.analysis.statements.normalise import words  # noqa: E402

DATA = ROOT / "briefing" / "analysis" / "data"
SOURCES = (
    "corpora/bbc2k.jsonl",
    "gold/quotations/polnear_train.jsonl",
    "gold/quotations/polnear_dev.jsonl",
    "gold/statements/basil_docs.jsonl",
)
SIZE = 2600
PAIR_ARTICLES = 12
PAIR_SHARE = 0.10
PAIR_GAIN = 0.7


def main(shared: Path) -> None:
    documents: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    lower: Counter[str] = Counter()
    total: Counter[str] = Counter()
    count = 0
    for source in SOURCES:
        for line in (shared / source).read_text(encoding="utf-8").splitlines():
            text = json.loads(line)["text"]
            found = list(words(text))
            plain = [word for word, _, _ in found]
            documents.update(set(plain))
            pairs.update(set(pairwise(plain)))
            total.update(plain)
            lower.update(word for word, start, _ in found if not text[start].isupper())
            count += 1
    rows: dict[float, list[str]] = {}
    weights: dict[str, float] = {}
    for word, frequency in documents.most_common():
        if word[0].isdigit() or (word != "i" and lower[word] < 0.12 * total[word]):
            continue
        weights[word] = weight = round(2 * math.log(count / frequency)) / 2
        rows.setdefault(weight, []).append(word)
        if len(weights) == SIZE:
            break
    lines = [
        "# weight: words (natural log of articles over articles that have the word, in halves); words not listed weigh more"
    ]
    lines += [f"{weight}: {' '.join(sorted(row))}" for weight, row in sorted(rows.items())]
    (DATA / "word_weights.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    follow: dict[str, list[tuple[str, float]]] = {}
    for (first, second), frequency in sorted(pairs.items()):
        if second == "s" or second not in weights or first[0].isdigit():
            continue
        share = frequency / documents[first]
        gain = weights[second] + math.log(share)
        if frequency >= PAIR_ARTICLES and share >= PAIR_SHARE and gain >= PAIR_GAIN:
            follow.setdefault(first, []).append((second, -math.log(share)))
    lines = [
        "# first word: second words that often follow it = their weight there (see benchmarks/learn_word_weights.py)"
    ]
    lines += [f"{first}: {' '.join(f'{w}={x:.1f}' for w, x in rest)}" for first, rest in sorted(follow.items())]
    (DATA / "word_pairs.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
