"""Forms of a word (``strike``, ``strikes``, ``striking``), found when a query runs: the index holds words as printed, so the setting
that turns this on costs no rebuild. English only, by Whoosh's Porter2 stemmer, which is imported when first needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache


@lru_cache(maxsize=50_000)
def stem(term: str) -> str:
    """Return the stem of a folded term; terms that are not plain letters are their own stem.

    >>> stem("striking"), stem("strikes"), stem("g20")
    ('strike', 'strike', 'g20')
    """
    if len(term) < 3 or not (term.isascii() and term.isalpha()):
        return term
    from whoosh.lang.porter2 import stem as porter2

    return str(porter2(term))


def beginning(term: str) -> str:
    """With what every term of the same stem begins: stems differ from their words in the last letter at most."""
    root = stem(term)
    return root[: max(2, len(root) - 1)]


def forms(term: str, candidates: Sequence[str]) -> list[str]:
    """Return those of ``candidates`` that have the stem of ``term``."""
    root = stem(term)
    return [other for other in candidates if other == term or stem(other) == root]
