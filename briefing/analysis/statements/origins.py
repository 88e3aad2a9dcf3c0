"""Where the words of a statement come from, and who is said to have said them: counted and voted, never guessed.

Looks only at the words that the articles print around the quotation, outside other quotations.

The rule for origins: a press release, written statement, briefing, speech, interview, post, letter or testimony that an article
names for a quotation is one origin, however many print it. Texts that print the same words without naming one belong to the
one that others name. If nobody names one, nothing says that the texts share an origin, and each text that is no copy counts.

An article names it beside the quotation; in the paragraph before, in a sentence that names the same speaker; beside other words
of that speaker, if it names only one ("Roe said in a statement", then "Roe said"); or at its head, if it is a press release itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache

from briefing.lexicon import tables
from briefing.model import Quotation
from briefing.text import fold, sentences

REACH = 200
"""Code points before and after the quotation that are looked at, within its paragraph."""

EVIDENCE = 3
"""Quotations of one origin's words that are kept."""

_WITH = r"(?:the )?(?P<{}>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){{0,3}})"
_KINDS = (
    (
        "interview",
        (
            rf"interview(?:ed)?\b(?: with {_WITH.format('with')})?"
            rf"|told {_WITH.format('told')}(?= (?:by (?:tele)?phone|by e-?mail|in an interview)\b)"
        ),
    ),
    ("statement", r"(?:press|news|media) release|(?:press |written |joint |prepared )?statement\b(?! of\b)"),
    (
        "briefing",
        (
            r"(?:press|news|media) (?:conference|briefing|call)|(?:virtual |daily |regular |telephone )?briefing"
            r"|(?:told|informed) (?:the )?(?:reporters|journalists|press|media)\b|conference call"
        ),
    ),
    ("speech", r"(?:a|an|the|his|her|their|televised|keynote|campaign) (?:[a-z-]+ )?(?:speech|address|rally|sermon)"),
    (
        "post",
        (
            r"tweet(?:ed|s)?\b|(?:wrote|said|posted|writing) on (?:X|Twitter|Facebook|Instagram|Telegram|Truth Social)\b"
            r"|(?:Facebook|Instagram|Telegram|Truth Social|social media|blog) (?:post|message)"
        ),
    ),
    ("letter", r"(?:a|an|the|his|her|their|open|joint) (?:[a-z]+ )?(?:letter|memo|e-?mail)\b"),
    (
        "testimony",
        r"testimony\b|testified\b|told (?:a |the )?(?:[A-Z]\w+ |[a-z]+ ){0,3}(?:committee|hearing|court|inquiry|jury)\b",
    ),
)
_SOURCE = re.compile("|".join(rf"(?P<{kind}>\b(?:{pattern}))" for kind, pattern in _KINDS))
_HINTS = (
    "interview", "told ", "informed ", "release", "statement", "conference", "briefing", "press call", "news call", "media call",
    "speech", "address", "rally", "sermon", "tweet", " on X", " on T", " on F", " on I", "post", "message", "letter", "memo",
    "e-mail", "email", "testimony", "testified",
)  # fmt: skip
"""One of these is in every match of :data:`_SOURCE`: far from these words nothing is looked for."""
_HEAD = re.compile(
    r"(?:press|news|media) release\b|for immediate release\b|notice to (?:the )?(?:press|media|editors)\b|press notice\b",
    re.IGNORECASE,
)
HEAD = 400
"""Code points at the head of an article in which it may say that it is a press release: in a line of its own."""

_MARKS = '“”"„«»'

Source = tuple[str, str, str]
"""The kind of origin, the interviewer (folded, or ""), and the words that say so."""


def count(
    quotations: Sequence[Quotation],
    heads: Mapping[str, str],
    texts: Mapping[str, str],
    named: Mapping[str, Source] | None = None,
) -> tuple[int, tuple[str, ...]]:
    """Return how many origins the words have, and the words that say so.

    ``heads`` maps the articles to representatives of their copy groups, ``texts`` to what they print; ``named`` is what
    :func:`sources` found in their articles (if not given, only what stands beside the quotations counts).
    """
    origins: dict[tuple[str, str], list[str]] = {}
    for quotation in quotations:
        found = named.get(quotation.id) if named is not None else None
        if found is None:
            found = source(quotation, texts.get(quotation.article, ""))
        if found is not None:
            kind, who, words = found
            origins.setdefault((kind, who), []).append(words)
    if not origins:
        return len(set(heads.values())), ()
    # An interview whose interviewer nobody names is the one that others name.
    kinds = {kind for kind, who in origins if who}
    kept = [key for key in origins if key[1] or key[0] not in kinds]
    evidence = dict.fromkeys(words for found in origins.values() for words in dict.fromkeys(found[:EVIDENCE]))
    return min(len(kept), len(set(heads.values()))), tuple(evidence)


def sources(quotations: Sequence[Quotation], text: str) -> dict[str, Source]:
    """For the quotations of one article (their ids) the origin that the article names for them."""
    hints = _hints(text)
    found = {q.id: named for q in quotations if (named := _beside_or_before(q, text, hints)) is not None}
    whole = _release(text)
    by_speaker: dict[str, dict[tuple[str, str], Source]] = {}
    for quotation in quotations:
        name = quotation.speaker.name
        if name and quotation.id in found:
            one = found[quotation.id]
            by_speaker.setdefault(fold(name), {}).setdefault(one[:2], one)
    for quotation in quotations:
        if quotation.id in found:
            continue
        own = by_speaker.get(fold(quotation.speaker.name or ""), {})
        if len(own) == 1:
            found[quotation.id] = next(iter(own.values()))
        elif whole is not None and not own:
            found[quotation.id] = whole
    return found


def _hints(text: str) -> list[int]:
    """Return where in a text words of origins begin, in order. (Words by themselves are found ten times as fast as by a pattern of all.)"""
    places: list[int] = []
    for word in _HINTS:
        at = text.find(word)
        while at >= 0:
            places.append(at)
            at = text.find(word, at + 1)
    places.sort()
    return places


def _beside_or_before(quotation: Quotation, text: str, hints: Sequence[int]) -> Source | None:
    """Return the origin that is named beside a quotation or in the paragraph before it; ``hints``: where in ``text`` words of origins begin."""
    start, end = quotation.span
    beside = source(quotation, text) if _any_between(hints, start - REACH, end + REACH) else None
    return beside or _before(quotation, text, hints)


def _any_between(places: Sequence[int], low: int, high: int) -> bool:
    """Return whether one of ``places``, which are in order, lies from ``low`` up to before ``high``."""
    at = bisect_left(places, low)
    return at < len(places) and places[at] < high


def _before(quotation: Quotation, text: str, hints: Sequence[int]) -> Source | None:
    """Return the origin that the paragraph before names in a sentence with the speaker's name."""
    name = quotation.speaker.name
    start = text.rfind("\n", 0, quotation.span[0]) + 1
    if not name or not start or quotation.span[1] > len(text):
        return None
    end = start
    while end and text[end - 1].isspace():
        end -= 1
    begin = max(text.rfind("\n", 0, end) + 1, end - 1_000)
    return _in_paragraph(text[begin:end], _words(name)[-1]) if _any_between(hints, begin, end) else None


@lru_cache(maxsize=1 << 13)
def _in_paragraph(text: str, last: str) -> Source | None:
    """Return the origin that a paragraph names in a sentence with a speaker's ``last`` name."""
    if last not in fold(text):
        return None
    for low, high in reversed(sentences(text)):
        if last not in _words(text[low:high]):
            continue
        for found in reversed(list(_SOURCE.finditer(_unquoted(text[low:high])))):
            named = low + fold(text[low:high]).find(last)
            start = named if low <= named < low + found.start() else low + found.start()
            return _named(found, text[max(start, low + found.end() - REACH) : low + found.end()])
    return None


def _unquoted(text: str) -> str:
    """Return ``text`` with what stands in marks blotted out; same length."""
    return _QUOTED.sub(lambda match: " " * len(match.group()), text)


_QUOTED = re.compile(r"[“\"„«][^“”\"„«»\n]*[”\"»]?")


def _release(text: str) -> Source | None:
    """Return the origin of everything in a text that calls itself a press release in one of its first lines."""
    for line in text[:HEAD].split("\n")[:8]:
        found = _HEAD.search(line)
        if found and len(line) <= 60 and not line.rstrip().endswith((".", ",")):
            return "statement", "", found.group()
    return None


def source(quotation: Quotation, text: str) -> Source | None:
    """Return the kind of origin named beside ``quotation``, the interviewer (folded, or ""), and the words that say so."""
    start, end = quotation.span
    if not text or end > len(text):
        return None
    before, after = text[max(0, start - REACH) : start], text[end : end + REACH]
    return _beside(before.rpartition("\n")[2], after.partition("\n")[0])


@lru_cache(maxsize=1 << 14)
def _beside(before: str, after: str) -> Source | None:
    """Return the origin that is named in the words of its paragraph on both sides of a quotation."""
    after = _outside(after.lstrip(_MARKS), forward=True)
    found = _SOURCE.search(after)
    if found:
        words = after[: found.end()].strip(" ,.;:—–-'’" + _MARKS)
        return _named(found, words)
    before = _outside(before.rstrip(_MARKS), forward=False)
    every = list(_SOURCE.finditer(before))
    if not every:
        return None
    last = every[-1]
    return _named(last, before[last.start() :].strip(" ,.;:—–-'’" + _MARKS))


def _named(found: re.Match[str], words: str) -> Source:
    kind = found.lastgroup or ""
    who = None
    if found.group("interview"):
        kind, who = "interview", found.group("with") or found.group("told")
    return kind, fold(who or ""), words[-REACH:]


def _outside(text: str, *, forward: bool) -> str:
    """Return the sentence next to the quotation: up to the next mark, the end of the sentence or of the paragraph."""
    if forward:
        stop = min((i for i in (text.find(mark) for mark in (*_MARKS, "\n")) if i >= 0), default=len(text))
        ended = re.search(r"[a-z)\d][.!?](?=\s+[A-Z]|\s*$)", text[:stop])
        return text[: ended.end() if ended else stop]
    start = max(text.rfind(mark) for mark in (*_MARKS, "\n")) + 1
    for ended in re.finditer(r"[a-z)\d][.!?]\s+(?=[A-Z])", text):
        start = max(start, ended.end())
    return text[start:]


def let_go() -> None:
    """Forget what is at hand for further articles: what comes next needs the memory, and reads no more."""
    for at_hand in (_beside, _in_paragraph):
        at_hand.cache_clear()


def speaker(quotations: Sequence[Quotation]) -> str | None:
    """Return who most articles say it was: persons before institutions before roles, the fullest form of the name.

    Each article has one vote, counted double if its text attaches the name itself. Forms of a name that share their last word
    are one candidate ("Yellen", "Janet L. Yellen"). ``None`` if no article names anybody.
    """
    votes: dict[str, dict[str, float]] = {}
    for quotation in quotations:
        name = quotation.speaker.name
        if name and name.strip():
            weight = 2.0 if quotation.speaker.status == "stated" else 1.0
            own = votes.setdefault(quotation.article, {})
            own[name] = max(own.get(name, 0.0), weight)
    names: dict[str, float] = {}
    for own in votes.values():
        for name, weight in own.items():
            names[name] = names.get(name, 0.0) + weight
    if not names:
        return None
    families: dict[str, list[str]] = {}
    for name in names:
        families.setdefault(_words(name)[-1], []).append(name)

    def rank(family: str) -> tuple[int, float, str]:
        members = families[family]
        return min(kind(name) for name in members), -sum(names[name] for name in members), family

    def fullness(name: str) -> tuple[int, int, float, str]:
        return kind(name), -sum(len(word) > 1 for word in _words(name)), -names[name], name

    return min(families[min(families, key=rank)], key=fullness)


@lru_cache(maxsize=1 << 12)
def _words(name: str) -> tuple[str, ...]:
    return tuple([word.strip(".,'’") for word in fold(name).split()]) or ("",)


PERSON = 0
"""The kind of a person's name."""

ROLE = 2
"""The kind of a name that names nobody: "the statement", "a spokesman"."""


@lru_cache(maxsize=1 << 12)
def kind(name: str) -> int:
    """0 a person's name, 1 an institution, 2 a role or thing ("the statement", "a spokesman")."""
    lists = tables.keyed("sense")
    words = _words(name)
    if (
        words[0] in ("the", "a", "an", "one", "some")
        or name[:1].islower()
        or words[-1] in lists["role"] - lists["institution"]
    ):
        return 2
    return 1 if not lists["institution"].isdisjoint(words) else 0
