"""Small facts as they stand in sentences: a figure with its noun, the day of an act, what is given in exchange, whether a deal is done.

Each pattern is narrow on purpose: what is not certain is not reported. Nothing here compares; see ``differences``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from briefing.analysis.statements import normalise
from briefing.lexicon import background, tables
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
_BOUNDS = {
    "over": ">",
    "under": "<",
    "nearly": "<",
    "almost": "<",
    "about": "~",
    "around": "~",
    "roughly": "~",
    "approximately": "~",
    "some": "~",
}
_PAIRS: dict[tuple[str, ...], str] = {
    ("more", "than"): ">",
    ("less", "than"): "<",
    ("fewer", "than"): "<",
    ("at", "least"): ">",
    ("at", "most"): "<",
    ("up", "to"): "<",
}
"""Two words that bound a figure, and the sign of the bound."""
SIGNS = "<>~"
"""What stands before a value that is not exact: less, more, about."""
_REACH = {"<": (0.9, 1.0), ">": (1.0, 1.5), "~": (0.9, 1.1)}
"""How far an inexact figure of each sign reaches, as shares of its number."""
HUNDREDTHS = "per cent"
_HUNDREDTHS = re.compile(r"\s?%|\sper\s?cent\b", re.IGNORECASE)
BOUNDING = frozenset([*_BOUNDS, *(word for pair in _PAIRS for word in pair)])
"""Words that say of a figure that it is not exact."""

_EXCHANGE = re.compile(r"\bin (?:exchange|return) for\s+", re.IGNORECASE)
_GIVEN_FOR = ("exchange for", "return for")
"""What a text without any exchange does not hold."""
_END = re.compile(r"[.;:!?”\"“()\n]|, (?:an?|the) |,? (?:which|who|that|to be|said|he|she|they)\b")


def words(text: str, start: int, end: int) -> list[_Word]:
    found = []
    for match in WORD.finditer(text, start, end):
        found.append(_Word(fold(match.group()), *match.span()))
        if len(found) == LONGEST:
            break
    return found


def figures(text: str, start: int = 0, end: int | None = None) -> Iterator[Fact]:
    """Yield figures with the noun that they count: key the noun's stem, value ``>9000``; the span holds bound, figure and noun."""
    stop = len(text) if end is None else end
    for fact in _figures(text[start : stop + _BEHIND], stop - start):
        yield fact._replace(span=(fact.span[0] + start, fact.span[1] + start))


_BEHIND = 12
"""Code points behind the words in which the sign of a percentage may stand."""


@lru_cache(maxsize=256)
def _figures(text: str, end: int) -> tuple[Fact, ...]:
    """Return the figures of the first ``end`` code points. Most printings of a statement are worded alike."""
    return tuple(_each_figure(text, end))


def _each_figure(text: str, end: int) -> Iterator[Fact]:
    own = words(text, 0, end)
    index = 0
    while index < len(own):
        value, stop = _number(own, index)
        if value is None:
            index += 1
            continue
        first, bound = _bound(own, index)
        if _is_place(own, first, stop):
            first, bound = index, ""
        counted = _counted(text, own, stop, own[first - 1].plain if first else "")
        if counted is not None:
            yield Fact(counted[0], f"{bound}{value:.15g}", (own[first].start, counted[1]))
        index = max(stop, index + 1)


def _bound(own: list[_Word], index: int) -> tuple[int, str]:
    """Return where a figure with its bound ("over", "more than") begins, and the sign of the bound."""
    before = tuple(word.plain for word in own[max(0, index - 2) : index])
    pair, single = _PAIRS.get(before), _BOUNDS.get(before[-1] if before else "")
    if pair is not None:
        return index - 2, pair
    return (index, "") if single is None else (index - 1, single)


def _is_place(own: list[_Word], first: int, stop: int) -> bool:
    """Tell whether "under" or "over" before a figure says where something is: behind a verb of position, or before a depth of something
    ("lying under two metres", "under two metres of silt")."""
    if own[first].plain not in _OVER_AND_UNDER:
        return False
    lists = tables.keyed("facts")
    verbs = {word.plain for word in own[max(0, first - _NEAR_VERB) : first]}
    depth = [word.plain for word in own[stop : stop + 2]]
    return not verbs.isdisjoint(lists["position"]) or depth in [[length, "of"] for length in lists["length"]]


_OVER_AND_UNDER = frozenset(("over", "under"))
_NEAR_VERB = 3
"""Words before "under" among which a verb of position is looked for."""


def _counted(text: str, own: list[_Word], stop: int, before: str) -> tuple[str, int] | None:
    """Return what the figure that ends before ``stop`` counts, and where that ends; ``None`` if no noun follows.

    Hundredths, and nouns that anything may be said of ("people", "years"), are one thing only behind the same word (``before``).
    """
    percent = _HUNDREDTHS.match(text, own[stop - 1].end)
    if percent is not None:
        return (f"percent {normalise.stem(before)}", percent.end()) if before else None
    if stop >= len(own) or not text[own[stop - 1].end : own[stop].start].isspace():
        return None
    noun = _noun(text, own, stop)
    if len(noun.plain) < 4 or not noun.plain.isalpha():
        return None
    if background.weight_of(noun.plain) >= 2.0:
        return normalise.stem(noun.plain), noun.end
    if not before or noun.plain not in tables.keyed("facts")["counted"]:
        return None
    return f"{normalise.stem(noun.plain)} {normalise.stem(before)}", noun.end


def _noun(text: str, own: list[_Word], stop: int) -> _Word:
    """Return the noun behind a figure, one adjective of number passed over ("two dozen different kinds")."""
    if own[stop].plain not in tables.keyed("facts")["sorting"]:
        return own[stop]
    behind = own[stop + 1 : stop + 2]
    return next((word for word in behind if text[own[stop].end : word.start].isspace()), own[stop])


def disagree(a: str, b: str) -> bool:
    """Return True if two figures contradict each other: an exact one beyond the reach of the other, one above and one below the same."""
    if a.lstrip(SIGNS) == b.lstrip(SIGNS):
        return {a[:1], b[:1]} == {"<", ">"}
    (low, high), (least, most) = _reach(a), _reach(b)
    return high < least or most < low


def _reach(value: str) -> tuple[float, float]:
    """Return the least and the greatest number that a figure may stand for."""
    low, high = _REACH.get(value[:1], (1.0, 1.0))
    number = float(value.lstrip(SIGNS))
    return low * number, high * number


def _number(own: list[_Word], index: int) -> tuple[float | None, int]:
    """Return the number that begins at ``index`` and the index behind it."""
    value, stop = _value(own[index].plain), index + 1
    if value is None:
        words = tuple(word.plain for word in own[index : index + 3])
        value, stop = next(((share, index + len(lead)) for lead, share in _LEADS if _leads(words, lead)), (None, index))
    if value is None:
        return None, index
    while stop < len(own) and own[stop].plain in _SCALES:
        value *= _SCALES[own[stop].plain]
        stop += 1
    return value, stop


_LEADS = ((("half", "a"), 0.5), (("a",), 1.0))
"""Words that begin a number before a scale, and for how much they stand ("half a dozen", "a hundred")."""


def _leads(words: tuple[str, ...], lead: tuple[str, ...]) -> bool:
    return words[: len(lead)] == lead if not _WHOLE_SCALES.isdisjoint(words[len(lead) : len(lead) + 1]) else False


_WHOLE_SCALES = frozenset(("dozen", "hundred", "thousand", "million", "billion", "trillion"))


def _value(plain: str) -> float | None:
    """Return the number that a word says; ``None`` for others, for years and for "one"."""
    if plain[0].isdigit():
        digits = plain.replace(",", "")
        if len(digits) > 15 or not digits.replace(".", "", 1).isdigit():
            return None
        return None if len(digits) == 4 and digits[:2] in ("19", "20") else float(digits)
    named = next(iter(normalise.normalise(plain)), "")
    return None if plain == "one" or not named.isdigit() else float(named)


def _naming(text: str, kinds: Sequence[str]) -> Iterator[Span]:
    """Yield the sentences in which a word of each of these kinds may stand: most have none and need not be taken apart."""
    lists, lowered = tables.keyed("facts"), _lowered(text)
    places = []
    for kind in kinds:
        places.append(sorted(_places(lowered, lists[kind])))
        if not places[-1]:
            return
    for start, end in _sentences(text):
        if all(bisect_left(starts, start) < bisect_left(starts, end) for starts in places):
            yield start, end


@lru_cache(maxsize=1)
def _sentences(text: str) -> list[Span]:
    """Return the sentences of a text, which is looked through for several kinds of facts."""
    return sentences(text)


@lru_cache(maxsize=1)
def _lowered(text: str) -> str:
    """Return ``text`` in small letters, of the same length."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join([small if len(small := letter.lower()) == 1 else letter for letter in text])


def _places(text: str, wanted: Iterable[str]) -> Iterator[int]:
    """Yield where any of these words, or a longer one that holds it, stands."""
    for word in wanted:
        place = text.find(word)
        while place >= 0:
            yield place
            place = text.find(word, place + 1)


_DAYS, _DEALS = ("weekday",), ("deal", "settled")


def acts(text: str) -> Iterator[Fact]:
    """Yield the weekday of an act: "the sanctions announced Wednesday", "on Wednesday sanctioned"; key the stem of the act
    or of what was done (also with the verb: "contract sign")."""
    weekdays = tables.keyed("facts")["weekday"]
    for start, end in _naming(text, _DAYS):
        own = words(text, start, end)
        for index, word in enumerate(own):
            if word.plain in weekdays:
                yield from _act_before(text, own, index) or _act_behind(text, own, index)


def _act_before(text: str, own: list[_Word], day: int) -> list[Fact]:
    """Return the act whose words stand before its weekday."""
    enacted, word = tables.keyed("facts")["enacted"], own[day]
    back = day - 1 - (_before(own, day) == "on")
    if back >= 2 and own[back].plain in enacted and own[back - 2].plain in _DETERMINERS:
        noun, span = normalise.stem(own[back - 1].plain), (own[back - 1].start, word.end)
        verb = normalise.stem(own[back].plain)
        return [Fact(noun, word.plain, span), Fact(f"{noun} {verb}", word.plain, span)]
    subject = _subject(text, own, day)
    if subject is None:
        return []
    verb = normalise.stem(own[day - 1 - (_before(own, day) in _ON)].plain)
    return [Fact(f"{normalise.stem(own[subject].plain)} {verb}", word.plain, (own[subject].start, word.end))]


_DETERMINERS = frozenset(("the", "these", "those"))


def _before(own: list[_Word], index: int) -> str:
    """Return the word before ``index``, empty at the head of the sentence."""
    return own[index - 1].plain if index else ""


def _act_behind(text: str, own: list[_Word], day: int) -> list[Fact]:
    """Return the act right behind its weekday."""
    if day + 1 >= len(own):
        return []
    word, act = own[day], own[day + 1]
    if not act.plain.endswith("ed") or text[word.end : act.start] != " ":
        return []
    if act.plain in tables.keyed("facts")["enacted"] and day + 2 < len(own):
        act = own[day + 2]
    return [Fact(normalise.stem(act.plain), word.plain, (word.start, act.end))]


_ON = frozenset(["on", "last", "this"])
_WAS = frozenset(["was", "were"])


def _subject(text: str, own: list[_Word], day: int) -> int | None:
    """Return what was done on the weekday at ``day``: "the contract, signed on Tuesday", "the contract with X was signed last Friday"."""
    act = day - 1 - (_before(own, day) in _ON)
    if act < 2 or own[act].plain not in tables.keyed("facts")["enacted"]:
        return None
    before = own[act - 1]
    if "," in text[before.end : own[act].start]:
        return act - 1 if own[act - 2].plain in _DETERMINERS else None
    if before.plain not in _WAS:
        return None
    first = None
    for index in range(act - 2, max(-1, act - 12), -1):
        if index < act - 2 and "," in text[own[index].end : own[index + 1].start]:
            break
        if own[index].plain == "the":
            first = index + 1
    return first if first is not None and first < act - 1 else None


_TIME = (
    r"(?:the )?(?:(?P<part{0}>end|start|beginning|middle|early|late|mid)[ -]?(?:of )?)?(?:the )?"
    r"(?:(?P<month{0}>january|february|march|april|may|june|july|august|september|october|november|december) )?"
    r"(?P<year{0}>(?:19|20)\d\d)"
)
_FROM_TO = rf"\b(?:(?:from {_TIME.format(1)} (?:to|until|through))|(?:between {_TIME.format(2)} and)) {_TIME.format(3)}"
_PERIOD = re.compile(rf"{_FROM_TO}\b", re.IGNORECASE)
_CUT_PERIOD = re.compile(_FROM_TO, re.IGNORECASE)
"""One that ends where a stretch of the text does, too."""
_PARTS = {"beginning": "start", "early": "start", "late": "end", "mid": "middle"}


@lru_cache(maxsize=256)
def may_hold_periods(text: str) -> bool:
    """Return whether a time that begins or ends in a year may stand in a text, or in a stretch of it: most have not even its middle."""
    return all(pattern.search(text) for pattern in (_YEAR, _CUT_PERIOD))


_YEAR = re.compile(r"(?:19|20)\d\d (?:to|until|through|and) ", re.IGNORECASE)


def periods(text: str, start: int, end: int) -> Iterator[Fact]:
    """Stretches of time with their years: "from late 2031 to the middle of 2032"; the value is both ends, normalised."""
    for match in _PERIOD.finditer(text, start, end):
        first = "1" if match.group("year1") else "2"
        ends = []
        for place in (first, "3"):
            part = (match.group(f"part{place}") or "").lower()
            month = (match.group(f"month{place}") or "").lower()
            ends.append(" ".join(filter(None, (_PARTS.get(part, part), month, match.group(f"year{place}")))))
        yield Fact("period", " – ".join(ends), match.span())


def exchanges(text: str) -> Iterator[tuple[Fact, frozenset[str]]]:
    """Yield what is given in exchange, with the telling words of its sentence; the value is the phrase, folded."""
    lowered = _lowered(text)
    for start, end in _sentences(text) if any(words in lowered for words in _GIVEN_FOR) else ():
        for match in _EXCHANGE.finditer(text, start, end):
            stop = _END.search(text, match.end(), end)
            until = min(stop.start() if stop else end, match.end() + 120)
            given = [word for word in _telling(text, match.end(), until, 2.0) if len(word.plain) > 1]
            if not given:
                continue
            context = {normalise.stem(word.plain) for word in _telling(text, start, match.start(), 3.0)}
            value = " ".join(fold(text[match.end() : given[-1].end]).split())
            yield Fact("exchange", value, (match.start(), given[-1].end)), frozenset(context)


def _telling(text: str, start: int, end: int, least: float) -> list[_Word]:
    """Return the words of ``text[start:end]`` that weigh so much at least."""
    return [word for word in words(text, start, end) if background.weight_of(word.plain) >= least]


def stages(text: str) -> Iterator[Fact]:
    """Yield whether a deal is done: key its noun, value ``done`` or ``not done``; "has yet to be signed", "have been completed"."""
    lists = tables.keyed("facts")
    for start, end in _naming(text, _DEALS):
        own = words(text, start, end)
        nouns = [i for i, w in enumerate(own) if w.plain in lists["deal"]]
        settled = [i for i, w in enumerate(own) if w.plain in lists["settled"]] if nouns else []
        for index in settled:
            noun = max((i for i in nouns if index - _FARTHEST_VERB <= i < index), default=None)
            if noun is None:
                continue
            before = [w.plain for w in own[max(0, index - 5) : index]]
            value = _settled(before, own, noun)
            if value:
                yield Fact("deal", value, (own[noun].start, own[index].end))


_FARTHEST_VERB = 8
"""Words from the noun of a deal to the verb that says whether it is done."""


def _settled(before: list[str], own: list[_Word], noun: int) -> str:
    """Return what the words ``before`` a verb say of the deal ``noun``; "" if they leave it open."""
    if before[-1] != "be" and tables.keyed("facts")["auxiliary"].isdisjoint(before[-2:]):
        return ""
    if not _NOT_YET.isdisjoint(before):
        return "not done"
    return "" if before[-1] == "be" or not _POSSIBLE.isdisjoint(before) else _done(own, noun)


_NOT_YET = frozenset(("yet", "not", "never"))
_POSSIBLE = frozenset(("if", "would"))


_OF = frozenset(["for", "of", "on", "about", "towards"])


def _done(own: list[_Word], noun: int) -> str:
    """Return what is done: the deal, or what stands before it ("preparations for a deal")."""
    for index in range(noun - 1, max(0, noun - 4), -1):
        if own[index].plain in _OF:
            return f"{own[index - 1].plain} done"
    return "done"
