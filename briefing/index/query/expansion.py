"""Words a typo apart: one insertion, removal, change, or swap of neighbours. Pure functions on folded terms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence


def within_one_edit(a: str, b: str) -> bool:
    """Return whether ``a`` becomes ``b`` by at most one edit.

    >>> within_one_edit("munitons", "munitions"), within_one_edit("krol", "karol"), within_one_edit("krol", "koral")
    (True, True, False)
    """
    if a == b:
        return True
    if abs(len(a) - len(b)) > 1:
        return False
    if len(a) > len(b):
        a, b = b, a
    at = 0
    while at < len(a) and a[at] == b[at]:
        at += 1
    if len(a) < len(b):
        return a[at:] == b[at + 1 :]
    if a[at + 1 :] == b[at + 1 :]:
        return True
    return a[at : at + 2] == b[at : at + 2][::-1] and a[at + 2 :] == b[at + 2 :]


def near(word: str, lexicon: Sequence[str]) -> list[str]:
    """Return the terms of ``lexicon`` within one edit of ``word``."""
    return [term for term, _ in _distances(word, lexicon, 1)]


def correction(word: str, lexicon: Sequence[str], frequency: Callable[[str], int]) -> str | None:
    """Return the likeliest word of ``lexicon`` that was meant by ``word``: the nearest, then the most frequent; ``None`` if none is near.

    Words of up to four letters may differ by one edit, longer ones by two; the first letter counts as right if one edit suffices otherwise.
    """
    found = _distances(word, lexicon, 1 if len(word) <= 4 else 2)
    candidates = [(distance, term[:1] != word[:1], -frequency(term), term) for term, distance in found if term != word]
    return min(candidates)[3] if candidates else None


def _distances(word: str, lexicon: Sequence[str], most: int) -> Iterable[tuple[str, int]]:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extract(word, lexicon, scorer=OSA.distance, score_cutoff=most, limit=None)
    return [(term, int(distance)) for term, distance, _ in found]
