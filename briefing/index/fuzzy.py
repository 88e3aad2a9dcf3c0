"""Words at most one typo apart. Pure functions on folded terms."""

from __future__ import annotations

from collections.abc import Iterable


def within_one_edit(a: str, b: str) -> bool:
    """Whether ``a`` becomes ``b`` by at most one insertion, removal, change or swap of neighbours; the first letter stays.

    >>> within_one_edit("munitons", "munitions"), within_one_edit("kirby", "irby")
    (True, False)
    """
    if a == b:
        return True
    if abs(len(a) - len(b)) > 1 or a[:1] != b[:1]:
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


def near(word: str, lexicon: Iterable[str]) -> list[str]:
    """The terms of ``lexicon`` within one edit of ``word``."""
    return [term for term in lexicon if within_one_edit(word, term)]
