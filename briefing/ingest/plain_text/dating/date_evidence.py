"""Tells days in the head that are no day of publication: of a match, a hearing, an anniversary, of a part of the story."""

from __future__ import annotations

import re

from briefing.ingest.draft import Block
from briefing.ingest.plain_text import titles
from briefing.ingest.plain_text.dating import dates
from briefing.ingest.plain_text.line_facts import Facts
from briefing.ingest.plain_text.metadata_builder import Item, Work
from briefing.lexicon import head_words

_CLOCK = re.compile(
    r"(?:[01]?[0-9]|2[0-3])[:.]?[0-5][0-9]\s*(?:gmt|bst|utc|cet|cest|e[ds]?t|p[ds]?t|ist|hrs|hours|local time|kick-?off)?$",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"(?:kick-?off|tip-?off|venue|referee|coverage|first leg|second leg|starts?|doors|when|where)\b\s*:?", re.IGNORECASE
)
_SCORE = re.compile(r"[A-Z][\w.'’& -]{1,30}? [0-9]{1,3}\s?[-–:]\s?[0-9]{1,3} [A-Z][\w.'’& -]{1,30}$")
_LOOKS_BACK = re.compile(
    r"on this day|this day in|from (?:the|our) archives?|years ago|flashback|throwback|anniversary", re.IGNORECASE
)


def is_labelled(text: str) -> bool:
    """Return whether a line says that its day is that of publication or of an update."""
    return head_words.PUBLISHED.search(text) is not None or head_words.UPDATED.search(text) is not None


def is_fixture(work: Work, items: list[Item]) -> bool:
    """Return whether the head lists an event: a day, and an hour or a venue on a line of its own, and nobody who signs.

    General fact: previews print the day and hour of the match above the text; a page prints its own hour behind its date.
    """
    if any(map(signs, items)):
        return False
    blocks = [work.blocks[item.index] for item in items]
    if not any(only_day(item, block) for item, block in zip(items, blocks, strict=True) if item.type == "meta"):
        return False
    below = [block.text for block in blocks[1:]]
    return any(map(_is_score, below)) or any(_is_of_event(block.text) for block in blocks)


def _is_score(text: str) -> bool:
    return len(text) <= 80 and _SCORE.match(text) is not None


def _is_of_event(text: str) -> bool:
    """Return whether a line is an hour, a venue or the like, or pairs two sides."""
    return len(text) <= 40 and any((_CLOCK.match(text), _EVENT.match(text), titles.is_pairing(text)))


def signs(item: Item) -> bool:
    """Return whether a line says who wrote or published, or a label stands before it."""
    facts = item.facts or Facts()
    return item.type == "label" or any((facts.byline, facts.agencies, facts.outlet, facts.labelled))


def only_day(item: Item, block: Block) -> bool:
    """Return whether a line is nothing but a day (and hour), with no word that says what happened then."""
    if item.facts is None or not item.facts.dates or item.facts.place:
        return False
    return not signs(item) and not is_labelled(block.text)


def is_doubtful(work: Work, items: list[Item], position: int, after: list[int]) -> bool:
    """Return whether a day on a line of its own may be another day than that of publication.

    A day without a year counts only beside a byline, an agency or an outlet; a day that is one of several such lines in the
    text (a chronology, a list of events) does not count.
    """
    facts = items[position].facts
    if facts is None:
        return False
    days = [date for date, _ in facts.dates]
    if not any(date.is_day for date in days) and not _is_beside_signature(items, position):
        return True
    if any(_LOOKS_BACK.search(work.blocks[item.index].text[:160]) for item in items[:position]):
        return True
    return any(_is_other_day(work.blocks[index].text, days) for index in after)


def _is_beside_signature(items: list[Item], position: int) -> bool:
    beside = items[max(0, position - 1) : position] + items[position + 1 : position + 2]
    return any(signs(item) or item.type == "dateline" for item in beside)


def _is_other_day(text: str, days: list[dates.Date]) -> bool:
    """Return whether a line of the text is nothing but a day, another one than ``days`` and known as well."""
    if len(text) > 40 or text[-1:] in '.”"' or is_labelled(text):
        return False
    found = [date for date, _ in dates.whole(text) or ()]
    if {date.value[:10] for date in found} in (set(), {date.value[:10] for date in days}):
        return False
    return any(date.full for date in found) >= any(date.full for date in days)
