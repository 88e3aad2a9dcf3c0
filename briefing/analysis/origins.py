"""Where the words of a statement come from, and who is said to have said them: counted and voted, never guessed.

Looks only at the words that the articles print around the quotation, outside other quotations.

The rule for origins: a press release, written statement, briefing, speech, interview, post, letter or testimony that an article
names beside the quotation is one origin, however many print it. Texts that print the same words without naming one belong to the
one that others name. If nobody names one, nothing says that the texts share an origin, and each text that is no copy counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from briefing.analysis import wordlists
from briefing.model import Quotation
from briefing.text import fold

REACH = 200
"""Code points before and after the quotation that are looked at, within its paragraph."""

EVIDENCE = 3
"""Quotations of one origin's words that are kept."""

_KINDS = (
    ("interview", r"interview(?:ed)?\b(?: with (?:the )?(?P<with>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}))?"),
    ("statement", r"(?:press|news|media) release|(?:press |written |joint |prepared )?statement(?! of\b)"),
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
_MARKS = '“”"„«»'


def count(
    quotations: Sequence[Quotation], heads: Mapping[str, str], texts: Mapping[str, str]
) -> tuple[int, tuple[str, ...]]:
    """How many origins the words have, and the words that say so.

    ``heads`` maps the articles to representatives of their copy groups, ``texts`` to what they print.
    """
    named: dict[tuple[str, str], list[str]] = {}
    for quotation in quotations:
        found = source(quotation, texts.get(quotation.article, ""))
        if found is not None:
            kind, who, words = found
            named.setdefault((kind, who), []).append(words)
    if not named:
        return len(set(heads.values())), ()
    # An interview whose interviewer nobody names is the one that others name.
    kinds = {kind for kind, who in named if who}
    origins = [key for key in named if key[1] or key[0] not in kinds]
    evidence = dict.fromkeys(words for found in named.values() for words in found[:EVIDENCE])
    return min(len(origins), len(set(heads.values()))), tuple(evidence)


def source(quotation: Quotation, text: str) -> tuple[str, str, str] | None:
    """The kind of origin named beside ``quotation``, the interviewer (folded, or ""), and the words that say so."""
    start, end = quotation.span
    if not text or end > len(text):
        return None
    after = _outside(text[end : end + REACH].lstrip(_MARKS), forward=True)
    found = _SOURCE.search(after)
    if found:
        words = after[: found.end()].strip(" ,.;:—–-'’" + _MARKS)
        return _named(found, words)
    before = _outside(text[max(0, start - REACH) : start].rstrip(_MARKS), forward=False)
    every = list(_SOURCE.finditer(before))
    if not every:
        return None
    last = every[-1]
    return _named(last, before[last.start() :].strip(" ,.;:—–-'’" + _MARKS))


def _named(found: re.Match[str], words: str) -> tuple[str, str, str]:
    kind = found.lastgroup or ""
    if kind == "with":
        kind = "interview"
    who = found.group("with") if found.group("interview") else None
    return kind, fold(who or ""), words[-REACH:]


def _outside(text: str, *, forward: bool) -> str:
    """The sentence next to the quotation: up to the next mark, the end of the sentence or of the paragraph."""
    if forward:
        stop = min((i for i in (text.find(mark) for mark in (*_MARKS, "\n")) if i >= 0), default=len(text))
        ended = re.search(r"[a-z)\d][.!?](?=\s+[A-Z]|\s*$)", text[:stop])
        return text[: ended.end() if ended else stop]
    start = max(text.rfind(mark) for mark in (*_MARKS, "\n")) + 1
    for ended in re.finditer(r"[a-z)\d][.!?]\s+(?=[A-Z])", text):
        start = max(start, ended.end())
    return text[start:]


def speaker(quotations: Sequence[Quotation]) -> str | None:
    """Who most articles say it was: persons before institutions before roles, the fullest form of the name.

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


def _words(name: str) -> list[str]:
    return [word.strip(".,'’") for word in fold(name).split()] or [""]


def kind(name: str) -> int:
    """0 a person's name, 1 an institution, 2 a role or thing ("the statement", "a spokesman")."""
    lists = wordlists.load("sense")
    words = _words(name)
    if (
        words[0] in ("the", "a", "an", "one", "some")
        or name[:1].islower()
        or words[-1] in lists["role"] - lists["institution"]
    ):
        return 2
    return 1 if not lists["institution"].isdisjoint(words) else 0
