"""Sentences by their words: known is what another sentence carries; a figure, negation, name, day or modal that it lacks makes it new."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from briefing.analysis.statements import normalise
from briefing.lexicon import background, tables
from briefing.model import Document, Span
from briefing.text import WORD, sentences

VERSION = 2
"""Rises when a sentence that was known may be new, or the other way round."""

HELD = 0.72
"""Share of what a sentence tells (by the weights of its words) that the other one must hold."""
HELD_OF_BOTH = 0.6
"""Share that is enough where the other sentence tells hardly anything else: one word stands for another."""
LEAST = 3
"""Telling words that two sentences must share; what shares fewer is carried by the very same words only."""
UNIT = 2
"""Words behind a figure among which what it counts is looked for."""

How = Literal["copied", "quoted", "reworded"]

_TOLD = frozenset(["body", "standfirst"])
_MARKS = '“"«„'
_OPENS = re.compile(r"(?:^|[“\"«„:(\[‘–—-])\s*$")
"""What stands before a word whose capital is no sign of a name."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it is compared.

    Attributes:
        span: Where it stands in the article's text.
        words: Its words in order, each as a number.
        plain: The same words, normalised, as they are written.
        weights: What each word tells, words that say the same made one.
        facts: Names, figures and days in order: another sentence that lacks one does not carry this one.
        turning: Its negations and modals.
        marked: Words of it stand in quotation marks.
    """

    span: Span
    words: tuple[int, ...]
    plain: tuple[str, ...]
    weights: dict[int, float]
    facts: tuple[int, ...]
    turning: frozenset[int]
    marked: bool


@lru_cache(maxsize=8)
def _listed(kind: str) -> frozenset[int]:
    """Return the words of the kind ``turning`` (negations and modals), ``days`` (and months) or ``sizes`` (of figures)."""
    return frozenset(
        normalise.number(each) for word in tables.keyed("sense_strict")[kind] for each in normalise.normalise(word)
    )


@lru_cache(maxsize=1)
def _groups() -> dict[int, int]:
    """Return word -> the word that stands for all that say the same."""
    groups = tables.keyed("near_words").items()
    return {normalise.number(word): normalise.number(key) for key, words in groups for word in words}


@lru_cache(maxsize=1)
def _opposites() -> dict[str, frozenset[str]]:
    """Return word -> the words that say its contrary, in both directions."""
    pairs: dict[str, set[str]] = {}
    for key, words in tables.keyed("opposites").items():
        for word in words if key != "prefixes" else ():
            pairs.setdefault(key, set()).add(word)
            pairs.setdefault(word, set()).add(key)
    return {word: frozenset(contrary) for word, contrary in pairs.items()}


@lru_cache(maxsize=1 << 14)
def contraries(word: str) -> frozenset[int]:
    """Return the words that say the contrary of a normalised word: those listed, and the word with or without a prefix that denies."""
    prefixes = tables.keyed("opposites")["prefixes"]
    denied = {prefix + word for prefix in prefixes}
    bare = {word[len(prefix) :] for prefix in prefixes if word.startswith(prefix)}
    long_enough = {each for each in denied | bare if len(each) > 4}
    return frozenset(map(normalise.number, long_enough | _opposites().get(word, frozenset())))


def read(document: Document) -> Iterator[Sentence]:
    """Give the sentences of an article, in order."""
    text = document.text
    told = [p.span for p in document.paragraphs if p.kind in _TOLD]
    small = _small(document)
    for paragraph in told:
        for span in sentences(text, *paragraph):
            yield sentence(text, span, small)


def _small(document: Document) -> frozenset[str]:
    """Return the words that an article writes without a capital."""
    told = (document.text[slice(*p.span)] for p in document.paragraphs if p.kind in _TOLD)
    return frozenset(word for text in told for word in WORD.findall(text) if word.islower())


def spoken(document: Document, within: Sequence[Span], quotations: Sequence[Span]) -> Iterator[tuple[int, Sentence]]:
    """Give what of some sentences is quoted, with the place of its sentence: stretches that tell enough to be known by themselves, and are
    no whole sentence."""
    small = _small(document)
    for place, (start, end) in enumerate(within):
        for first, last in quotations:
            span = max(start, first), min(end, last)
            if (span[0] < span[1]) > (span == (start, end)):
                told = sentence(document.text, span, small)
                if sum(weight >= normalise.CONTENT for weight in told.weights.values()) >= LEAST:
                    yield place, told


def sentence(text: str, span: Span, small: AbstractSet[str] = frozenset()) -> Sentence:
    """Read the sentence at ``span`` of ``text``; ``small``: words that the article writes without a capital, too."""
    printed = text[slice(*span)]
    numbers: list[int] = []
    plain: list[str] = []
    weights: dict[int, float] = {}
    facts: list[int] = []
    turning: set[int] = set()
    for word, start, end in _words(printed):
        number = normalise.number(word)
        numbers.append(number)
        plain.append(word)
        weights[_groups().get(number, number)] = background.weight_of(word)
        if number in _listed("turning"):
            turning.add(number)
        elif _is_fact(word, number, printed[start:end], printed[:start], small):
            facts.append(number)
    marked = any(mark in printed for mark in _MARKS)
    return Sentence(span, tuple(numbers), tuple(plain), weights, tuple(facts), frozenset(turning), marked)


def _words(printed: str) -> Iterator[tuple[str, int, int]]:
    """Give the words, "per cent" as one."""
    held: tuple[str, int, int] | None = None
    for word, start, end in normalise.words(printed):
        if held is not None:
            if word == "cent":
                word, start = "percent", held[1]
            else:
                yield held
        held = (word, start, end) if word == "per" else None
        if held is None:
            yield word, start, end
    if held is not None:
        yield held


def _is_fact(word: str, number: int, printed: str, before: str, small: AbstractSet[str]) -> bool:
    """Return whether a word is a figure, the size of one, a day or a name: a capital inside the sentence, or a rare word that begins it
    and is never written small."""
    if word[0].isdigit() or number in _listed("sizes") or number in _listed("days"):
        return True
    if not (printed[0].isupper() and word != "i"):
        return False
    if _OPENS.search(before[-4:]) is None:
        return True
    return background.weight_of(word) >= background.RARE and printed.lower() not in small


def carries(asked: Sentence, other: Sentence) -> How | None:
    """Return how ``other`` says what ``asked`` says, or None if it does not."""
    if asked.turning != other.turning:
        # What turns the sense may stand just outside of the same words, too ("denied that").
        return None
    if _within(asked.words, other.words):
        return "copied"
    if not _holds(asked, other):
        return None
    if _differs(asked, other):
        return None
    return "quoted" if other.marked and not asked.marked else "reworded"


def sought(asked: Sentence, how_many: Callable[[int], int]) -> list[int]:
    """Return words of which every sentence that carries ``asked`` has at least one, few sentences of all: ``how_many`` have a word.

    One fact is enough, as all of them must be there; else the rarest words that tell more than may be missing.
    """
    facts = [_groups().get(fact, fact) for fact in asked.facts]
    if facts:
        return [min(facts, key=how_many)]
    missing = (1 - HELD_OF_BOTH) * sum(asked.weights.values())
    words: list[int] = []
    for word in sorted(asked.weights, key=how_many):
        words.append(word)
        missing -= asked.weights[word]
        if missing < 0:
            break
    return words


def rarest(asked: Sentence, most: int) -> list[str]:
    """Return the words that tell most, by which an index can be asked for sentences like this one."""
    words = [word for word in dict.fromkeys(asked.plain) if word[1:].isalnum()]
    return sorted(words, key=background.weight_of, reverse=True)[:most]


def _differs(asked: Sentence, other: Sentence) -> bool:
    """Return whether a fact of ``asked`` is not in ``other``, or belongs to something else there, or a word of it is denied there."""
    there = frozenset(other.words)
    if not there.issuperset(asked.facts):
        return True
    missing = (word for word, number in zip(asked.plain, asked.words, strict=True) if number not in there)
    if any(not there.isdisjoint(contraries(word)) for word in missing):
        return True
    return _crossed(asked, other)


def _crossed(asked: Sentence, other: Sentence) -> bool:
    """Return whether facts have changed places: all other words stand as they stood, or a figure counts what another one counts there."""
    facts = frozenset(asked.facts)
    there = tuple(number for number in other.facts if number in facts)
    frame, other_frame = ([n for n in each.words if n not in facts] for each in (asked, other))
    if frame == other_frame:
        return not _in_order(asked.facts, there)
    units, other_units = _units(asked), _units(other)
    if not _in_order(tuple(units), tuple(other_units)):
        return any(counted.isdisjoint(other_units.get(figure, ())) for figure, counted in units.items())
    return any(_of_another(figure, counted, other_units) for figure, counted in units.items())


def _of_another(figure: int, counted: frozenset[int], other_units: Mapping[int, frozenset[int]]) -> bool:
    """Return whether what ``figure`` counts is counted by another figure in the other sentence."""
    others = (words for each, words in other_units.items() if each != figure)
    if counted <= other_units.get(figure, counted):
        return False
    return any(not counted.isdisjoint(words) for words in others)


def _in_order(few: Sequence[int], many: Sequence[int]) -> bool:
    """Return whether ``few`` stand in ``many`` in this order, others perhaps between them."""
    rest = iter(many)
    return all(number in rest for number in few)


def _units(asked: Sentence) -> dict[int, frozenset[int]]:
    """Return for each figure what it may count: the telling words right behind it."""
    units: dict[int, frozenset[int]] = {}
    for place, (word, number) in enumerate(zip(asked.plain, asked.words, strict=True)):
        if word[0].isdigit():
            behind = slice(place + 1, place + 1 + UNIT)
            telling = zip(asked.plain[behind], asked.words[behind], strict=True)
            units[number] = frozenset(n for w, n in telling if background.weight_of(w) >= normalise.CONTENT)
    return units


def _holds(asked: Sentence, other: Sentence) -> bool:
    """Return whether ``other`` holds enough of what ``asked`` tells; what any sentence may hold by chance is not enough."""
    shared = [asked.weights[word] for word in asked.weights.keys() & other.weights.keys()]
    held, tells = sum(shared), sum(asked.weights.values())
    if sum(weight >= normalise.CONTENT for weight in shared) < LEAST:
        return False
    return held >= normalise.WEAK and held >= min(HELD * tells, HELD_OF_BOTH * max(tells, sum(other.weights.values())))


def _within(words: Sequence[int], other: Sequence[int]) -> bool:
    """Return whether the words stand in the other in a row."""
    size = len(words)
    starts = (start for start, word in enumerate(other) if word == words[0])
    return any(tuple(other[start : start + size]) == tuple(words) for start in starts)
