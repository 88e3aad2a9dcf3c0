"""Whether two articles tell one story: by the rare words and names that their texts share. Never reads a date or a title."""

from __future__ import annotations

import re
from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence

from briefing.lexicon import background
from briefing.text import fold

SHARED = 0.15
"""Share of the shorter text's rare words that the other must hold. Of pairs on one event 98% pass .15, 95% pass .18; of strangers
3% and 1% (300 news articles on 100 events)."""

RARE = 3.5
FLOOR = 20

HELD, READ = 1 << 11, 1 << 15
"""Articles whose rare words are at hand as sets (some 8 kB each), those that were asked for last; and as bare numbers (some 600 bytes)."""

_NO_TEXT = -1
"""Stands for the words of an article without text."""

_WORD = re.compile(r"[^\W\d_]{4,}")


class Stories:
    """The rare words of articles, once somebody asked for them. ``text`` gives the text of an article, "" if there is none."""

    def __init__(self, text: Callable[[str], str]) -> None:
        self._text = text
        self._rare: OrderedDict[str, frozenset[int]] = OrderedDict()
        self._numbers: dict[str, array[int]] = {}
        """The rare words of articles by their numbers; none of an article without text."""
        self._known: dict[str, int] = {}
        """Each printed word that was met: a number that is one for all words that fold alike if they are rare, else 0."""

    def remove(self, article: str) -> None:
        """The text of the article may be another one from now on."""
        self._rare.pop(article, None)
        self._numbers.pop(article, None)

    def any_same(self, ones: Sequence[str], others: Sequence[str]) -> bool:
        """Return whether any of some articles and any of some others tell one story."""
        return not set(ones).isdisjoint(others) or any(self.same(one, other) for one in ones for other in others)

    def same(self, a: str, b: str) -> bool:
        """Return whether the articles tell one story; articles without text pass, as nothing speaks against it."""
        if a == b:
            return True
        one, two = self._words(a), self._words(b)
        if _NO_TEXT in one or _NO_TEXT in two:
            return True
        return len(one & two) >= SHARED * max(FLOOR, min(len(one), len(two)))

    def _words(self, article: str) -> frozenset[int]:
        """Return the rare words of an article by their numbers, :data:`_NO_TEXT` where it has no text."""
        known = self._rare.get(article)
        if known is None:
            if len(self._rare) >= HELD:
                self._rare.popitem(last=False)
            known = self._rare[article] = frozenset(self._read(article))
        else:
            self._rare.move_to_end(article)
        return known

    def _read(self, article: str) -> array[int]:
        known = self._numbers.get(article)
        if known is None:
            if len(self._numbers) >= READ:
                self._numbers.clear()
            text = self._text(article)
            rare = {*map(self._number, set(_WORD.findall(text)))} if text else {_NO_TEXT}
            known = self._numbers[article] = array("i", rare - {0})
        return known

    def _number(self, printed: str) -> int:
        """Return the number of a word if it is a rare one, else 0."""
        known = self._known.get(printed)
        if known is None:
            word = fold(printed)
            # Whatever is printed otherwise has the number of the folded word, which is met first or now.
            rare = background.weight_of(word) >= RARE
            number = self._known.setdefault(word, len(self._known) + 1) if rare else 0
            known = self._known[printed] = number
        return known
