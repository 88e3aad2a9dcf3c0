"""What one article tells by: its names and rare words, weighed. Rests on this article alone."""

from __future__ import annotations

import datetime
import math
import re
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from briefing.lexicon import background
from briefing.model import Document
from briefing.text import WORD, fold

FLOOR = 2.0
"""Words that tell less than this stand in news on everything."""
NAME = 2.5
"""A name tells one event from its look-alikes: two quakes share all words but the places and the people."""
TITLE = 1.5
"""A word of the headline counts so much as in the text."""
MOST = 160
"""Words kept of one article, those that tell most."""

LEAST_PART = 80
"""Code points of a paragraph that may be a part of its own."""

PARAGRAPHS = 1 << 12
"""Paragraphs whose words are at hand (some 2 kB each), those that were read last."""

_KINDS = frozenset(["body", "standfirst", "title"])
_OPENERS = re.compile('[.!?:\n“"«‘—]')


class Profile(NamedTuple):
    """``weights`` by word; the day of publication (ordinal, 0 where no full date is known), the language ("" unknown); of how many
    parts it is made that share no names (:func:`parts_of`)."""

    weights: dict[str, float]
    day: int
    language: str
    parts: int = 1


def read(document: Document) -> Profile:
    """Return the profile of an article; furniture, captions and bylines tell nothing of the event."""
    told = [
        (document.text[slice(*paragraph.span)], TITLE if paragraph.kind == "title" else 1.0)
        for paragraph in document.paragraphs
        if paragraph.kind in _KINDS
    ]
    pieces = len(_pieces(document))
    return Profile(weigh(told), day_of(document.article.published.value), document.article.language.value or "", pieces)


def parts_of(document: Document) -> list[dict[str, float]]:
    """Return what the parts of a text tell by: paragraphs in a row that share a name are one part.

    A text on one event comes back to its names all the time; a digest has one part for each event.
    """
    return [weigh([(text, 1.0) for text in texts]) for texts in _pieces(document)]


def _pieces(document: Document) -> list[list[str]]:
    """Return the paragraphs of each part of a text."""
    pieces: list[list[str]] = []
    before: set[str] = set()
    for text in (
        document.text[slice(*paragraph.span)] for paragraph in document.paragraphs if paragraph.kind == "body"
    ):
        if len(text) < LEAST_PART:
            continue
        names = _told(text).names
        if before.isdisjoint(names):
            pieces.append([])
            before = set()
        before |= names
        pieces[-1].append(text)
    return pieces


def weigh(parts: list[tuple[str, float]]) -> dict[str, float]:
    """Return what each telling word weighs in texts of which each counts so much."""
    counts: dict[str, float] = {}
    alone: dict[str, float] = {}
    names: set[str] = set()
    for text, share in parts:
        told = _told(text)
        for key, times, weight in told.counts:
            counts[key] = counts.get(key, 0.0) + share * times
            alone[key] = weight
        if share == 1.0:
            names |= told.names
    weights = [(-(alone[key] * _often(count) * (NAME if key in names else 1.0)), key) for key, count in counts.items()]
    return {key: -weight for weight, key in sorted(weights)[:MOST]}


@lru_cache(maxsize=1 << 10)
def _often(count: float) -> float:
    """Return how much more a word tells that stands so often in a text."""
    return 1 + math.log(max(1.0, count))


class _Paragraph(NamedTuple):
    """The telling words of a paragraph, with how often each stands there and what it tells, and its names, telling or not."""

    counts: tuple[tuple[str, int, float], ...]
    names: frozenset[str]


@lru_cache(maxsize=PARAGRAPHS)
def _told(text: str) -> _Paragraph:
    """Return what a paragraph tells by; many stand in several articles, and each is looked at twice. A capitalised word inside a sentence
    is a name."""
    counts: dict[str, int] = {}
    weights: dict[str, float] = {}
    names: set[str] = set()
    end = 0
    for match in WORD.finditer(text):
        printed = match.group()
        key, weight = _key(printed)
        counts[key] = counts.get(key, 0) + 1
        weights[key] = weight
        if printed[0].isupper() and not _opens(text, end, match.start()):
            names.add(key)
        end = match.end()
    telling = tuple([(key, times, weights[key]) for key, times in counts.items() if weights[key] >= FLOOR])
    return _Paragraph(telling, frozenset(names - {""}))


def _opens(text: str, end: int, start: int) -> bool:
    """Return whether a word opens a sentence; between it and the word before stands ``text[end:start]``."""
    between = text[end:start]
    return True if not end else between != " " and _OPENERS.search(between) is not None


@lru_cache(maxsize=1 << 15)
def _key(printed: str) -> tuple[str, float]:
    """Return a word as it is compared, and what it tells."""
    key = _bare(fold(printed))
    return key, background.weight_of(key) if key else 0.0


def _bare(word: str) -> str:
    """Return ``word`` without the ending of the genitive or the plural."""
    word = word.removesuffix("'s")
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "sui" else word


def day_of(published: str | None) -> int:
    """Return the day of an ISO date as an ordinal, 0 where it is no full date."""
    try:
        return datetime.date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return 0


def number(word: str) -> int:
    """Return the 32 bits by which a word is kept."""
    return crc32(word.encode("utf-8", "surrogatepass"))
