"""Whether two articles tell one story: by the rare words and names that their texts share. Never reads a date or a title."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Sequence

from briefing.lexicon import background
from briefing.text import fold

SHARED = 0.15
"""Share of the shorter text's rare words that the other must hold. Of pairs on one event 98% pass .15, 95% pass .18; of strangers
3% and 1% (300 news articles on 100 events)."""

RARE = 3.5
FLOOR = 20

HELD = 1 << 12
"""Articles whose rare words are kept at hand (some 8 kB each), those that were asked for last."""

_WORD = re.compile(r"[^\W\d_]{4,}")


class Stories:
    """The rare words of articles, once somebody asked for them. ``text`` gives the text of an article, "" if there is none."""

    def __init__(self, text: Callable[[str], str]) -> None:
        self._text = text
        self._rare: OrderedDict[str, frozenset[str] | None] = OrderedDict()
        self._known: dict[str, str] = {}
        """Each printed word that was met: folded, if it is a rare one, else ""."""

    def remove(self, article: str) -> None:
        """The text of the article may be another one from now on."""
        self._rare.pop(article, None)

    def any_same(self, ones: Sequence[str], others: Sequence[str]) -> bool:
        """Return whether any of some articles and any of some others tell one story."""
        return not set(ones).isdisjoint(others) or any(self.same(one, other) for one in ones for other in others)

    def same(self, a: str, b: str) -> bool:
        """Return whether the articles tell one story; articles without text pass, as nothing speaks against it."""
        if a == b:
            return True
        one, two = self._words(a), self._words(b)
        if one is None or two is None:
            return True
        return len(one & two) >= SHARED * max(FLOOR, min(len(one), len(two)))

    def _words(self, article: str) -> frozenset[str] | None:
        if article in self._rare:
            self._rare.move_to_end(article)
        else:
            if len(self._rare) >= HELD:
                self._rare.popitem(last=False)
            text = self._text(article)
            rare = frozenset(map(self._read, set(_WORD.findall(text))))
            self._rare[article] = rare - {""} if text else None
        return self._rare[article]

    def _read(self, printed: str) -> str:
        """Return a word, folded, if it is a rare one, else ""."""
        known = self._known.get(printed)
        if known is None:
            word = fold(printed)
            known = self._known[printed] = word if background.weight_of(word) >= RARE else ""
        return known
