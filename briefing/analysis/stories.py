"""Whether two articles tell one story: by the rare words and names that their texts share. Never reads a date or a title."""

from __future__ import annotations

import re

from briefing.analysis import wording
from briefing.text import fold

SHARED = 0.19
"""Share of the shorter text's rare words that the other must hold. Of pairs on one event 95% pass .18; of strangers 1%
pass .20 (300 news articles on 100 events)."""

RARE = 3.5
FLOOR = 20

_WORD = re.compile(r"[^\W\d_]{4,}")


class Stories:
    """The texts of articles, and their rare words once somebody asked for them."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._rare: dict[str, frozenset[str]] = {}

    def add(self, article: str, text: str) -> None:
        self._texts[article] = text
        self._rare.pop(article, None)

    def remove(self, article: str) -> None:
        self._texts.pop(article, None)
        self._rare.pop(article, None)

    def text(self, article: str) -> str:
        return self._texts.get(article, "")

    def same(self, a: str, b: str) -> bool:
        """Whether the articles tell one story; articles without text pass, as nothing speaks against it."""
        if a == b or not self._texts.get(a) or not self._texts.get(b):
            return True
        one, two = self._words(a), self._words(b)
        return len(one & two) >= SHARED * max(FLOOR, min(len(one), len(two)))

    def _words(self, article: str) -> frozenset[str]:
        known = self._rare.get(article)
        if known is None:
            found = {fold(word) for word in set(_WORD.findall(self._texts[article]))}
            known = self._rare[article] = frozenset(word for word in found if wording.weight_of(word) >= RARE)
        return known
