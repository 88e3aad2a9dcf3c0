"""Small facts as they stand in sentences: a figure with its noun, the day of an act, what is given in exchange, whether a deal is done.

Each pattern is narrow on purpose: what is not certain is not reported. Nothing here compares; see ``differences``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefing.analysis import wording, wordlists
from briefing.model import Span
from briefing.text import WORD, fold, sentences


class Fact(NamedTuple):
    """``key`` says what it is about, ``value`` what it says (normalised), ``span`` where the words stand in the text."""

    key: str
    value: str
    span: Span


class _Word(NamedTuple):
    plain: str
    start: int
    end: int


LONGEST = 1_000
"""Words of a sentence that are looked at."""

_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
    "m": 10**6,
    "bn": 10**9,
}
_BOUNDS = {"over": ">", "under": "<", "nearly": "<", "almost": "<"}
_THAN = {"more": ">", "less": "<", "fewer": "<"}
_EXCHANGE = re.compile(r"\bin (?:exchange|return) for\s+", re.IGNORECASE)
_END = re.compile(r"[.;:!?”\"“()\n]|, (?:an?|the) |,? (?:which|who|that|to be|said|he|she|they)\b")


def words(text: str, start: int, end: int) -> list[_Word]:
    found = []
    for match in WORD.finditer(text, start, end):
        found.append(_Word(fold(match.group()), *match.span()))
        if len(found) == LONGEST:
            break
    return found


def figures(text: str, start: int = 0, end: int | None = None) -> Iterator[Fact]:
    """Figures with the noun that they count: key the noun's stem, value ``>9000``; the span holds bound, figure and noun."""
    own = words(text, start, len(text) if end is None else end)
    index = 0
    while index < len(own):
        value, stop = _number(own, index)
        if value is None or stop >= len(own):
            index += 1
            continue
        first, bound = index, ""
        if index and own[index - 1].plain in _BOUNDS:
            first, bound = index - 1, _BOUNDS[own[index - 1].plain]
        elif index > 1 and own[index - 1].plain == "than" and own[index - 2].plain in _THAN:
            first, bound = index - 2, _THAN[own[index - 2].plain]
        noun = own[stop]
        between = text[own[stop - 1].end : noun.start]
        if between.isspace() and noun.plain.isalpha() and len(noun.plain) > 3 and wording.weight_of(noun.plain) >= 2.0:
            yield Fact(wording.stem(noun.plain), f"{bound}{value:g}", (own[first].start, noun.end))
        index = max(stop, index + 1)


def _number(own: list[_Word], index: int) -> tuple[float | None, int]:
    """The number that begins at ``index`` and the index behind it."""
    plain = own[index].plain
    if plain[0].isdigit():
        digits = plain.replace(",", "")
        if (
            not digits.replace(".", "", 1).isdigit()
            or len(digits) > 15
            or (len(digits) == 4 and digits[:2] in ("19", "20"))
        ):
            return None, index
        value = float(digits)
    else:
        named = wording.normalise(plain)[0] if wording.normalise(plain) else ""
        if not named.isdigit() or plain == "one":
            return None, index
        value = float(named)
    stop = index + 1
    while stop < len(own) and own[stop].plain in _SCALES:
        value *= _SCALES[own[stop].plain]
        stop += 1
    return value, stop


def acts(text: str) -> Iterator[Fact]:
    """The weekday of an act: "the sanctions announced Wednesday", "on Wednesday sanctioned"; key the stem of the act."""
    lists = wordlists.load("facts")
    for start, end in sentences(text):
        own = words(text, start, end)
        for index, word in enumerate(own):
            if word.plain not in lists["weekday"]:
                continue
            back = index - 1 - (index > 0 and own[index - 1].plain == "on")
            if back >= 2 and own[back].plain in lists["enacted"] and own[back - 2].plain in ("the", "these", "those"):
                yield Fact(wording.stem(own[back - 1].plain), word.plain, (own[back - 1].start, word.end))
            elif (
                index + 1 < len(own)
                and own[index + 1].plain.endswith("ed")
                and text[word.end : own[index + 1].start] == " "
            ):
                act = own[index + 1]
                if act.plain in lists["enacted"] and index + 2 < len(own):
                    act = own[index + 2]
                yield Fact(wording.stem(act.plain), word.plain, (word.start, act.end))


def exchanges(text: str) -> Iterator[tuple[Fact, frozenset[str]]]:
    """What is given in exchange, with the telling words of its sentence; the value is the stems of what is given."""
    for start, end in sentences(text):
        for match in _EXCHANGE.finditer(text, start, end):
            stop = _END.search(text, match.end(), end)
            until = min(stop.start() if stop else end, match.end() + 120)
            given = [
                w for w in words(text, match.end(), until) if len(w.plain) > 1 and wording.weight_of(w.plain) >= 2.0
            ]
            if not given:
                continue
            context = {
                wording.stem(w.plain) for w in words(text, start, match.start()) if wording.weight_of(w.plain) >= 3.0
            }
            value = " ".join(dict.fromkeys(wording.stem(w.plain) for w in given))
            yield Fact("exchange", value, (match.start(), given[-1].end)), frozenset(context)


def stages(text: str) -> Iterator[Fact]:
    """Whether a deal is done: key its noun, value ``done`` or ``not done``; "has yet to be signed", "have been completed"."""
    lists = wordlists.load("facts")
    for start, end in sentences(text):
        own = words(text, start, end)
        nouns = [i for i, w in enumerate(own) if w.plain in lists["deal"]]
        if not nouns:
            continue
        for index, word in enumerate(own):
            if word.plain not in lists["settled"]:
                continue
            before = [w.plain for w in own[max(0, index - 5) : index]]
            noun = max((i for i in nouns if i < index), default=-1)
            if (
                noun < 0
                or index - noun > 8
                or not lists["auxiliary"].intersection(before[-2:]) | {"be"} & set(before[-1:])
            ):
                continue
            if "yet" in before or "not" in before or "never" in before:
                yield Fact("deal", "not done", (own[noun].start, word.end))
            elif before[-1] == "be" or "if" in before or "would" in before:
                continue
            else:
                yield Fact("deal", "done", (own[noun].start, word.end))
