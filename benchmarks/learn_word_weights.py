"""Learn the background tables of ``briefing/lexicon/background.py``: how little common words and phrases of English news tell.

    python benchmarks/learn_word_weights.py SHARED_DIR [--half]

``word_weights.txt`` holds the commonest words by rounded inverse document frequency (natural logarithm, halves); names are left
out, because which names are common depends on the year of the corpus, not on English. ``phrase_weights.bin`` holds phrases of two
and three words ("white house", "a lot of"): minus the logarithm of the share of the articles with the first words in which the
last word follows them, where that is clearly less than the last word alone tells. A phrase with a name in it ("United States")
counts only if both kinds of corpora have it. Phrases are stored as hashes of 32 bits in order, then one byte each. Only words,
hashes and counts leave the corpora, never a sentence. ``--half`` leaves half of the political articles out, for trying things.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from array import array
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from briefing.analysis.statements.normalise import words  # noqa: E402
from briefing.lexicon.background import FIGURE, LEAST, RARE, STEPS, phrase_key  # noqa: E402

DATA = ROOT / "briefing" / "lexicon" / "data"
GENERAL = ("corpora/bbc2k.jsonl",)
POLITICAL = ("gold/quotations/polnear_train.jsonl",)
TRIPLETS = ("gold/statements/basil_docs.jsonl",)
SIZE = 2600
PHRASE_ARTICLES = 5
"""Articles that a phrase must stand in."""
NAME_ARTICLES = 4
"""Articles of each kind of corpora that a phrase with a name must stand in."""
GAIN = 0.5
"""How much less the last word of a phrase must tell than by itself."""

Phrase = tuple[str, ...]


class Counts:
    """Document frequencies of words and phrases in some corpora."""

    def __init__(self) -> None:
        self.articles = 0
        self.phrases: Counter[Phrase] = Counter()
        self.lower: Counter[str] = Counter()
        self.total: Counter[str] = Counter()

    def add(self, text: str) -> None:
        found = list(words(text))
        plain = [word for word, _, _ in found]
        self.articles += 1
        self.total.update(plain)
        self.lower.update(word for word, start, _ in found if not text[start].isupper())
        for size in (1, 2, 3):
            self.phrases.update({tuple(plain[i : i + size]) for i in range(len(plain) - size + 1)})

    def __add__(self, other: Counts) -> Counts:
        both = Counts()
        both.articles = self.articles + other.articles
        both.phrases, both.lower, both.total = (
            self.phrases + other.phrases, self.lower + other.lower, self.total + other.total
        )  # fmt: skip
        return both

    def name(self, word: str) -> bool:
        """Whether the word mostly stands with a capital, wherever it stands."""
        return word != "i" and not word[0].isdigit() and self.lower[word] < 0.12 * self.total[word]


def texts(shared: Path, sources: tuple[str, ...], keep: int) -> Iterator[str]:
    """The texts of the corpora; those of which a hash of the event or article is below ``keep`` (of 2)."""
    for source in sources:
        for line in (shared / source).read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            event = str(item.get("cluster") or item.get("doc_id") or "")
            if sha256(event.encode()).digest()[0] % 2 < keep:
                yield item["text"]


def word_weights(counts: Counts) -> dict[str, float]:
    weights: dict[str, float] = {}
    for phrase, frequency in counts.phrases.most_common():
        word = phrase[0]
        if len(phrase) > 1 or word[0].isdigit() or counts.name(word):
            continue
        weights[word] = round(2 * math.log(counts.articles / frequency)) / 2
        if len(weights) == SIZE:
            break
    return weights


def phrase_weights(counts: Counts, parts: tuple[Counts, Counts], weights: dict[str, float]) -> dict[int, float]:
    """Keys of the telling phrases with what their last words tell there."""
    found: dict[Phrase, float] = {}
    for phrase, frequency in sorted(counts.phrases.items(), key=lambda known: (len(known[0]), known[0])):
        last = phrase[-1]
        if len(phrase) == 1 or frequency < PHRASE_ARTICLES or last == "s":
            continue
        named = any(counts.name(word) for word in phrase)
        if named and min(part.phrases[phrase] for part in parts) < NAME_ARTICLES:
            continue
        alone = FIGURE if last[0].isdigit() else max(LEAST, weights.get(last, RARE))
        known = min(alone, found.get(phrase[1:], RARE))
        weight = max(LEAST, -math.log(frequency / counts.phrases[phrase[:-1]]))
        if known - weight >= GAIN:
            found[phrase] = weight
    return {phrase_key(*phrase): weight for phrase, weight in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--half", action="store_true")
    arguments = parser.parse_args()
    general, political = Counts(), Counts()
    for text in texts(arguments.shared, GENERAL, 2):
        general.add(text)
    for text in texts(arguments.shared, POLITICAL, 1 if arguments.half else 2):
        political.add(text)
    for text in texts(arguments.shared, TRIPLETS, 1):
        political.add(text)
    counts = general + political
    weights = word_weights(counts)
    rows: dict[float, list[str]] = {}
    for word, weight in weights.items():
        rows.setdefault(weight, []).append(word)
    lines = [
        "# weight: words (natural log of articles over articles that have the word, in halves); words not listed weigh more"
    ]
    lines += [f"{weight}: {' '.join(sorted(row))}" for weight, row in sorted(rows.items())]
    (DATA / "word_weights.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    phrases = sorted(phrase_weights(counts, (general, political), weights).items())
    keys = array("I", [key for key, _ in phrases])
    if sys.byteorder == "big":
        keys.byteswap()
    (DATA / "phrase_weights.bin").write_bytes(keys.tobytes() + bytes([round(STEPS * w) for _, w in phrases]))
    print(f"{counts.articles} articles, {len(weights)} words, {len(phrases)} phrases")


if __name__ == "__main__":
    main()
