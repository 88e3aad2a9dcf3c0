"""How much a word, or a word in its phrase, tells in English news: the background that a folder's own counts stand against.

Two tables, both made by ``benchmarks/learn_word_weights.py``: natural logarithms of inverse document frequency for common words,
and, for phrases of two and three words, minus the logarithm of the share of articles with the first words that go on like this.
"""

from __future__ import annotations

from array import array
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
def _phrases() -> dict[int, float]:
    """Weights of the phrases by their keys, 32 bits each."""
    packed = (files("briefing.lexicon") / "data" / "phrase_weights.bin").read_bytes()
    count = len(packed) // 5
    keys = array("I" if array("I").itemsize == 4 else "L")
    keys.frombytes(packed[: 4 * count])
    if (1).to_bytes(4, "little") != array(keys.typecode, [1]).tobytes():
        keys.byteswap()
    return dict(zip(keys, [step / STEPS for step in packed[4 * count :]], strict=True))


def phrase_key(*words: str) -> int:
    """Return what a phrase is looked up by: 32 bits. That two phrases share a key is rare and costs a weight, nothing else."""
    return crc32(" ".join(words).encode("utf-8", "surrogatepass"))


class Phrases:
    """Tells of each word of a text, one after the other, what it tells at most behind the one or two words before it."""

    def __init__(self) -> None:
        self._weights = _phrases()
        self._before = self._earlier = 0
        """Keys of the word before, and of the two words before; 0: there is none."""
        self._last = 0
        """Key of the word before the word before."""

    def weight(self, spaced: bytes) -> float:
        """Return what the next word tells at most: 5 where no phrase is known. ``spaced``: the word behind a space, in UTF-8."""
        two = crc32(spaced, self._before) if self._before else 0
        weight = self._weights.get(two, RARE) if two else RARE
        if self._earlier:
            weight = min(weight, self._weights.get(crc32(spaced, self._earlier), RARE))
        self._last, self._before, self._earlier = self._before, crc32(spaced[1:]), two
        return weight

    def instead(self, word: str) -> None:
        """Go on as if ``word`` had stood where the last word did."""
        spaced = f" {word}".encode("utf-8", "surrogatepass")
        self._before = crc32(spaced[1:])
        self._earlier = crc32(spaced, self._last) if self._last else 0
