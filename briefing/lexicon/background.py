"""How much a word, or a word in its phrase, tells in English news: the background that a folder's own counts stand against.

Two tables, both made by ``benchmarks/learn_word_weights.py``: natural logarithms of inverse document frequency for common words,
and, for phrases of two and three words, minus the logarithm of the share of articles with the first words that go on like this.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from functools import lru_cache
from importlib.resources import files
from zlib import crc32

from briefing.lexicon import tables

RARE = 5.0
"""Weight of a word that the table does not list: names and rare words."""

FIGURE = 4.0
"""Weight of a number in figures."""

LEAST = 0.1
"""Weight of a word that stands in every article."""

STEPS = 50.0
"""Steps of one unit of weight in which the weights of phrases are stored, one byte each."""


@lru_cache(maxsize=1)
def _words() -> dict[str, float]:
    return {word: float(weight) for weight, words in tables.keyed("word_weights").items() for word in words}


def weight_of(word: str) -> float:
    """Return what a normalised word tells: 0.1 (in every article) to 5 (names, rare words; figures 4)."""
    if word[0].isdigit():
        return FIGURE
    return max(LEAST, _words().get(word, RARE))


@lru_cache(maxsize=1)
def _phrases() -> tuple[array[int], bytes]:
    """Keys of the phrases in order, 32 bits each, and their weights in steps."""
    packed = (files("briefing.lexicon") / "data" / "phrase_weights.bin").read_bytes()
    count = len(packed) // 5
    keys = array("I" if array("I").itemsize == 4 else "L")
    keys.frombytes(packed[: 4 * count])
    if (1).to_bytes(4, "little") != array(keys.typecode, [1]).tobytes():
        keys.byteswap()
    return keys, packed[4 * count :]


def phrase_key(*words: str) -> int:
    """Return what a phrase is looked up by: 32 bits. That two phrases share a key is rare and costs a weight, nothing else."""
    return crc32(" ".join(words).encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=1 << 16)
def _following(phrase: str) -> float:
    keys, weights = _phrases()
    key = phrase_key(phrase)
    place = bisect_left(keys, key)
    return weights[place] / STEPS if place < len(keys) and keys[place] == key else RARE


def weight_after(word: str, before: str, earlier: str = "") -> float:
    """Return what ``word`` tells at most right after ``before`` (and ``earlier`` before that); 5 where no phrase is known."""
    if not before:
        return RARE
    weight = _following(f"{before} {word}")
    return min(weight, _following(f"{earlier} {before} {word}")) if earlier else weight
