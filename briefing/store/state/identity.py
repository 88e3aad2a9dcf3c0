"""How an article is known again when its file has another name: by its text, exactly or by what most of it says.

And how clipped words are found again in a text that was changed: by the words and by what stood around them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Final

from briefing.late import dataclass
from briefing.model import Clipping, Span

ALIKE: Final = 0.3
"""Share of the sampled passages that a changed text has in common with what it was; two reports of one event have next to none."""
_SAMPLES: Final = 64
_WORDS: Final = 4
"""Words of a passage."""
_MOST: Final = 60_000
"""Words of a text that are looked at."""
_ANCHORS: Final = (60, 30, 15)
"""Characters before changed words that must still stand there, once; the most telling first."""
_ANCHOR: Final = 15
"""Characters after them that must still stand there."""
_GAP: Final = 3
"""So many times as long may words have become."""


@dataclass(frozen=True, slots=True)
class Identity:
    """An article as it was last seen. ``mark`` is the catalogue's digest of it, ``digest`` that of its text, ``sketch`` its samples."""

    path: str
    mark: str
    digest: str
    size: int
    sketch: tuple[int, ...]

    @classmethod
    def of(cls, path: str, mark: str, text: str) -> Identity:
        """Return the identity of an article with this text."""
        words = text.split()[:_MOST]
        passages = {" ".join(words[start : start + _WORDS]) for start in range(max(1, len(words) - _WORDS + 1))}
        hashes = sorted(
            int.from_bytes(hashlib.blake2b(each.encode("utf-8", "replace"), digest_size=6).digest())
            for each in passages
        )
        digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
        return cls(path, mark, digest, len(text), tuple(hashes[:_SAMPLES]))

    def dump(self) -> str:
        """Return what :meth:`load` reads, without path and digest."""
        return json.dumps([self.mark, self.size, self.sketch])

    @classmethod
    def load(cls, path: str, digest: str, text: str) -> Identity:
        """Return the identity that was kept. Raises ValueError."""
        mark, size, sketch = json.loads(text)
        return cls(path, mark, digest, size, tuple(sketch))

    def likeness(self, other: Identity) -> float:
        """Return about which share of the passages of both texts is common, 0 to 1."""
        both = sorted({*self.sketch, *other.sketch})[:_SAMPLES]
        common = set(self.sketch) & set(other.sketch)
        return sum(each in common for each in both) / len(both) if both else 0.0


def place(clipping: Clipping, text: str) -> tuple[Span, str]:
    """Return where the words of ``clipping`` stand in ``text`` now, and "", "changed" or "gone" (see :class:`Clipping`)."""
    words = clipping.text
    starts = list(_occurrences(text, words))
    if not starts:
        return _between(clipping, text)
    ranked = sorted(
        ((_around(clipping, text, start), start == clipping.span[0], start) for start in starts), reverse=True
    )
    best = ranked[0]
    undecided = len(ranked) > 1 and ranked[1][:2] == best[:2]
    return (clipping.span, "gone") if undecided else ((best[2], best[2] + len(words)), "")


def _occurrences(text: str, words: str) -> Iterator[int]:
    start = text.find(words) if words else -1
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def _around(clipping: Clipping, text: str, start: int) -> int:
    """Return how many characters before and after are as they were."""
    before = _common(clipping.before[::-1], text[max(0, start - len(clipping.before)) : start][::-1])
    end = start + len(clipping.text)
    return before + _common(clipping.after, text[end : end + len(clipping.after)])


def _common(one: str, other: str) -> int:
    return next(
        (number for number, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _between(clipping: Clipping, text: str) -> tuple[Span, str]:
    """Find changed words by what stood before and after them, if that stands there once."""
    after = clipping.after[:_ANCHOR]
    for size in _ANCHORS:
        before = clipping.before[-size:]
        if before and after and text.count(before) == 1:
            start = text.index(before) + len(before)
            end = text.find(after, start, start + _GAP * len(clipping.text) + len(after))
            if end > start:
                return (start, end), "changed"
    return clipping.span, "gone"
