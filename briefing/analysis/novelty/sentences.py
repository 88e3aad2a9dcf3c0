"""Sentences by their words: known is what another sentence carries; a figure, negation, name, day or modal that it lacks makes it new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from briefing.analysis.statements import normalise
from briefing.lexicon import background, tables
from briefing.model import Carried, Document, SentenceNews, Span
from briefing.text import sentences

HELD = 0.72
"""Share of what a sentence tells (by the weights of its words) that the other one must hold."""
LEAST = 3
"""Words below which a sentence says nothing that could be compared; only the very same words carry it."""

How = Literal["copied", "quoted", "reworded"]

_TOLD = frozenset(["body", "standfirst"])
_MARKS = '“"«„'


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it is compared: its words in order, what each tells, and the words that must not differ."""

    span: Span
    words: tuple[int, ...]
    weights: dict[int, float]
    strict: Counter[int]
    marked: bool


@lru_cache(maxsize=4)
def _sense(*kinds: str) -> frozenset[int]:
    """Return the words that turn the sense: ``turning`` (negations and modals), ``days`` (and months)."""
    listed = [word for kind in kinds for word in tables.keyed("sense_strict")[kind]]
    return frozenset(normalise.number(each) for word in listed for each in normalise.normalise(word))


def read(document: Document) -> Iterator[Sentence]:
    """Give the sentences of an article, in order."""
    for paragraph in document.paragraphs:
        if paragraph.kind in _TOLD:
            for span in sentences(document.text, *paragraph.span):
                yield sentence(document.text, span)


def sentence(text: str, span: Span) -> Sentence:
    """Read the sentence at ``span`` of ``text``."""
    printed = text[slice(*span)]
    numbers: list[int] = []
    weights: dict[int, float] = {}
    strict: Counter[int] = Counter()
    for word, start, _ in normalise.words(printed):
        number = normalise.number(word)
        name = bool(numbers) and printed[start].isupper() and word != "i"
        numbers.append(number)
        weights[number] = background.weight_of(word)
        if name or word[0].isdigit() or number in _sense("turning", "days"):
            strict[number] += 1
    return Sentence(span, tuple(numbers), weights, strict, any(mark in printed for mark in _MARKS))


class Known:
    """What has been said already, by its telling words."""

    def __init__(self) -> None:
        self._sentences: list[tuple[str, Sentence]] = []
        self._by_word: dict[int, list[int]] = {}

    def add(self, article: str, told: Iterable[Sentence]) -> None:
        """Put in the sentences of an article."""
        for each in told:
            for word in each.weights:
                self._by_word.setdefault(word, []).append(len(self._sentences))
            self._sentences.append((article, each))

    def news(
        self, told: Iterable[Sentence], *, without: str = "", order: Callable[[str], object] = str
    ) -> tuple[SentenceNews, ...]:
        """Return for each sentence whether it is new, and who carries it, articles sorted by ``order``; the article ``without`` does
        not count."""
        return tuple(self._one(each, without, order) for each in told)

    def _one(self, asked: Sentence, without: str, order: Any) -> SentenceNews:
        rarest = sorted(asked.weights, key=lambda word: len(self._by_word.get(word, ())))
        near = sorted({place for word in rarest[: max(2, len(rarest) // 2)] for place in self._by_word.get(word, ())})
        carried = [
            Carried(article, other.span, how)
            for article, other in map(self._sentences.__getitem__, near)
            if article != without
            if (how := carries(asked, other)) is not None
        ]
        carried.sort(key=lambda each: (order(each.article), each.span))
        return SentenceNews(asked.span, not carried, tuple(carried))


def carries(asked: Sentence, other: Sentence) -> How | None:
    """Return how ``other`` says what ``asked`` says, or None if it does not."""
    if not asked.words:
        return None
    if _within(asked.words, other.words):
        # What turns the sense may stand just outside of the same words ("denied that").
        return None if _turned(asked, other, "turning") else "copied"
    if (
        len(asked.weights) < LEAST
        or asked.strict.keys() - other.weights.keys()
        or _turned(asked, other, "turning", "days")
    ):
        return None
    shared = sum(weight for word, weight in asked.weights.items() if word in other.weights)
    if shared < HELD * sum(asked.weights.values()):
        return None
    return "quoted" if other.marked and not asked.marked else "reworded"


def _turned(asked: Sentence, other: Sentence, *kinds: str) -> bool:
    """Return whether a word that turns the sense stands in the one and not in the other."""
    sense = _sense(*kinds)
    return sense & asked.strict.keys() != sense & other.strict.keys()


def _within(words: Sequence[int], other: Sequence[int]) -> bool:
    """Return whether the words stand in the other in a row."""
    size = len(words)
    return any(tuple(other[start : start + size]) == tuple(words) for start in range(len(other) - size + 1))
