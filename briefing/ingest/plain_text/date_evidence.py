"""Tells days in the head that are no day of publication: of a match, a hearing, an anniversary, of a part of the story."""

from __future__ import annotations

import re

from briefing.ingest.draft import Block
from briefing.ingest.plain_text import dates, titles
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
    if any(signs(item) for item in items):
        return False
    texts = [work.blocks[item.index].text for item in items]
    days = any(
        item.type == "meta" and only_day(item, text)
        for item, text in zip(items, (work.blocks[i.index] for i in items), strict=True)
    )
    if days and sum(len(text) <= 80 and _SCORE.match(text) is not None for text in texts[1:]) > 0:
        return True
    return days and any(
        len(text) <= 40 and (_CLOCK.match(text) or _EVENT.match(text) or titles.is_pairing(text)) for text in texts
    )


def signs(item: Item) -> bool:
    facts = item.facts
    return item.type == "label" or (
        facts is not None and bool(facts.byline or facts.agencies or facts.outlet or facts.labelled)
    )


def only_day(item: Item, block: Block) -> bool:
    """Return whether a line is nothing but a day (and hour), with no word that says what happened then."""
    facts = item.facts
    return (
        facts is not None and bool(facts.dates) and not signs(item) and not facts.place and not is_labelled(block.text)
    )


def is_doubtful(work: Work, items: list[Item], position: int, after: list[int]) -> bool:
    """Return whether a day on a line of its own may be another day than that of publication.

    A day without a year counts only beside a byline, an agency or an outlet; a day that is one of several such lines in the
    text (a chronology, a list of events) does not count.
    """
    facts = items[position].facts
    if facts is None:
        return False
    if not any(date.full or date.either for date, _ in facts.dates):
        beside = items[max(0, position - 1) : position] + items[position + 1 : position + 2]
        if not any(signs(item) or item.type == "dateline" for item in beside):
            return True
    if any(_LOOKS_BACK.search(work.blocks[item.index].text[:160]) for item in items[:position]):
        return True
    own = {date.value[:10] for date, _ in facts.dates}
    for index in after:
        block = work.blocks[index]
        if len(block.text) <= 40 and block.text[-1:] not in '.”"':
            found = dates.whole(block.text)
            if (
                found
                and not is_labelled(block.text)
                and {date.value[:10] for date, _ in found} != own
                and any(date.full for date, _ in found) >= any(date.full for date, _ in facts.dates)
            ):
                return True
    return False
