"""Learn ``briefing/analysis/data/word_weights.txt``: how little each common English news word tells.

    python benchmarks/learn_word_weights.py SHARED_DIR

Counts in how many articles of the development corpora each word occurs and writes the 2,600 commonest, by rounded
inverse document frequency (natural logarithm, halves). Names are left out: which names are common depends on the year
of the corpus, not on English. Only single words and a number leave the corpora, never a phrase.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections import Counter
from pathlib import Path

TABLE = Path(__file__).resolve().parent.parent / "briefing" / "analysis" / "data" / "word_weights.txt"
SOURCES = (
    "corpora/bbc2k.jsonl",
    "gold/quotations/polnear_train.jsonl",
    "gold/quotations/polnear_dev.jsonl",
    "gold/statements/basil_docs.jsonl",
)
WORD = re.compile(r"[^\W\d_]+")
SIZE = 2600


def main(shared: Path) -> None:
    documents: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    total: Counter[str] = Counter()
    count = 0
    for source in SOURCES:
        for line in (shared / source).read_text(encoding="utf-8").splitlines():
            text = json.loads(line)["text"].replace("’", "'").replace("'", " ")
            found = WORD.findall(text)
            documents.update({w.lower() for w in found})
            total.update(w.lower() for w in found)
            lower.update(w for w in found if w.islower())
            count += 1
    rows: dict[float, list[str]] = {}
    kept = 0
    for word, frequency in documents.most_common():
        if word != "i" and lower[word] < 0.4 * total[word]:
            continue
        weight = round(2 * math.log(count / frequency)) / 2
        rows.setdefault(weight, []).append(word)
        kept += 1
        if kept == SIZE:
            break
    lines = [
        "# weight: words (natural log of articles over articles that have the word, in halves); words not listed weigh more"
    ]
    lines += [f"{weight}: {' '.join(sorted(words))}" for weight, words in sorted(rows.items())]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
