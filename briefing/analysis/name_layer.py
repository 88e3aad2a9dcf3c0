"""Where the rules meet a model of names: one list of candidates from both, each stretch of text once.

Agreement makes a candidate sure; what the tables know and what a form of address says outweighs the model; a model's name
that no rule proposed is kept, one that the rules know to be none (a month, "CEO") is not. Runs no model itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from briefing.analysis.candidates import Candidate
from briefing.analysis.name_parts import OFFICES_OF
from briefing.analysis.names_tables import Tables
from briefing.analysis.names_tokens import Word
from briefing.model import EntityType


def with_model(
    candidates: list[Candidate],
    spans: Sequence[tuple[int, int, EntityType, str]],
    words: list[Word],
    tables: Tables,
    *,
    heading: bool,
) -> list[Candidate]:
    """``candidates`` of one paragraph with the model's ``spans`` (in order) worked in; in order, not overlapping."""
    starts = [word.start for word in words]
    proposed: list[Candidate] = []
    for start, end, kind, label in spans:
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        first, last = _trim(words, first, last, tables)
        if first >= last or _no_name(words, first, last, tables):
            continue
        if label == "demonym" and words[last - 1].form in _PARTIES:
            kind, label = "organisation", ""  # for a model a party's people are a people
        proposed.append(Candidate(words, first, last, None, False, None, label, heading))
        proposed[-1].model = kind
    return _merge(candidates, proposed, tables)


def _trim(words: list[Word], first: int, last: int, tables: Tables) -> tuple[int, int]:
    """Without article, form of address, office before a person's name, possessive and marks at the edges."""
    while first < last and (
        not words[first].form[0].isalnum()
        or words[first].form in ("the", "The", "a", "an", "A", "An", "'s")
        or words[first].form in tables.address
        or (words[first].initial and last - first > 1 and words[first].form in _OPENERS)
        or (last - first > 1 and words[first].form in _CLOCK)
    ):
        first += 1
    while last > first and (
        words[last - 1].form == "'s"
        or (not words[last - 1].form[-1].isalnum() and words[last - 1].form[-1] not in ".!+")
    ):
        last -= 1
    return first, last


_OPENERS = frozenset(
    "Rivals Champions Leaders Hosts Holders Visitors Neighbours Neighbors Strugglers Shares Lawmakers After Before Beyond Behind "
    "Despite Like Unlike With Without For From In On At But And While When If As Since Because Although Though However Meanwhile "
    "Then Now Yesterday Today Former Under By Of To How Why What Who Where Besides Among Amid Around During Until Through "
    "Throughout Within Against Along Toward Towards Between Whether Even Only Both Neither Either Instead Here There According "
    "Asked Called Except Inside Outside Once Earlier Later Nobody Everyone Everybody".split()
)
"""Words at the start of a sentence that a model takes into the name behind them."""
_PARTIES = frozenset("Greens Liberals Tories Socialists Nationalists Conservatives".split())
_CLOCK = frozenset("GMT BST EST EDT CET CEST PST PDT AM PM a.m. p.m.".split())


def _no_name(words: list[Word], first: int, last: int, tables: Tables) -> bool:
    forms = [word.form for word in words[first:last]]
    if not any(word.capital or any(c.isupper() for c in word.form) for word in words[first:last]):
        return True
    if all(form in tables.calendar or form in tables.acronyms for form in forms):
        return True
    if all(form in tables.address or form in tables.titles for form in forms):
        return True
    before = words[first - 1].form if first else ""
    if (
        forms == ["Press"]
        and last < len(words)
        and words[last].form in ("secretary", "officer", "freedom", "conference")
    ):
        return True
    if len(forms) == 1 and forms[0] in OFFICES_OF and forms[0] not in tables.names and before in ("of", "the"):
        return True  # Secretary of State
    return len(forms) == 1 and (
        (forms[0] in tables.peoples and forms[0] not in tables.names) or forms[0] in ("I", "The")
    )


def _merge(rules: list[Candidate], model: list[Candidate], tables: Tables) -> list[Candidate]:
    merged: list[Candidate] = []
    queue = sorted([*rules, *model], key=lambda c: (c.first, c.last))
    index = 0
    while index < len(queue):
        # A knot of candidates that overlap each other.
        knot = [queue[index]]
        reach = queue[index].last
        index += 1
        while index < len(queue) and queue[index].first < reach:
            knot.append(queue[index])
            reach = max(reach, queue[index].last)
            index += 1
        merged += _untie(knot)
    return merged


def _untie(knot: list[Candidate]) -> list[Candidate]:
    models = [c for c in knot if c.model]
    rules = [c for c in knot if not c.model]
    if rules:
        # A model's name across a dash or comma is two things run together if the rules see names in it.
        models = [c for c in models if not any(form in _APART for form in c.forms)]
    # In a headline, where every word has a capital, a model runs names and verbs together: what the tables know there stays.
    known = [c for c in rules if c.heading and c.strong and c.known is not None]
    models = [
        c for c in models if not any(c.first <= k.first and k.last <= c.last and c.forms != k.forms for k in known)
    ]
    if not models:
        for candidate in rules:
            candidate.unseen = len(knot) == len(rules)
        return rules
    if not rules:
        return models
    if len(models) == 1 and len(rules) == 1:
        one, other = rules[0], models[0]
        if (one.first, one.last) == (other.first, other.last):
            one.model = other.model
            return [one]
        return [one] if _outweighs(one) else [other]
    # Several on one side: the rules' cut if it is sure in every part, else the model's.
    if all(_outweighs(candidate) for candidate in rules):
        return rules
    taken = list(models)
    for candidate in rules:
        if _outweighs(candidate) and not any(c.first < candidate.last and candidate.first < c.last for c in taken):
            taken.append(candidate)
    return sorted(taken, key=lambda c: c.first)


_APART = frozenset({",", ";", ":", "-", "–", "—", "(", ")", "/", "|", "•", "..."})


def _outweighs(candidate: Candidate) -> bool:
    return candidate.strong or candidate.titled
