"""What each line above the story is, by ordered rules: the first that takes a line settles it.

A rule is asked about one line that nothing has settled yet; it sees the lines around it, which of them is the title, and
whether prose has begun.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from briefing.ingest.draft import Block
from briefing.ingest.plain_text import bylines, line_facts, titles
from briefing.ingest.plain_text.dating import date_evidence
from briefing.ingest.plain_text.metadata_builder import Item, Work, short, take_dateline, take_facts
from briefing.lexicon.place_names import is_known
from briefing.model import Stated


@dataclass(slots=True)
class Head:
    """The lines above the body (``items``), all that were looked at (``every``), and the paragraphs behind them (``after``).

    ``fixture``: the head lists an event; ``title``: the paragraph that is the title; ``seen_prose``: a sentence or standfirst was met.
    """

    work: Work
    every: list[Item]
    items: list[Item]
    after: list[int]
    fixture: bool
    title: int | None
    seen_prose: bool = False

    def below_title(self, item: Item) -> bool:
        """Return whether the line stands below the title."""
        return self.title is not None and item.index > self.title


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the head that no rule has settled; ``position`` is its place among the lines."""

    position: int
    item: Item
    block: Block


def take(work: Work, every: list[Item], body: int, after: list[int]) -> None:
    """Take what the lines of ``every`` before ``body`` say; ``after`` are the paragraphs behind them."""
    items = every[:body]
    fixture = not work.marked and date_evidence.is_fixture(work, items)
    titled = any(work.blocks[item.index].kind == "title" for item in items)
    title = titles.choose(work, items) if titled or not fixture else None
    head = Head(work, every, items, after, fixture, title)
    for position, item in enumerate(items):
        block = work.blocks[item.index]
        if item.index != head.title and block.kind is None:
            line = Line(position, item, block)
            next(rule for rule in _RULES if rule(head, line))


def _of_fixture(head: Head, line: Line) -> bool:
    """Return True for the lines of a list of events: the pairing on top is the title."""
    if not head.fixture or line.item.type not in ("line", "meta", "name"):
        return False
    if date_evidence.signs(line.item):
        return False
    opens = head.title is None and line.position == 0
    line.block.kind = "title" if opens and titles.is_pairing(line.block.text) else "body"
    if line.block.kind == "title":
        head.title = line.item.index
        head.work.put("title", Stated.stated(line.block.text, line.block.text))
    return True


def _doubtful_day(head: Head, line: Line) -> bool:
    """Return True for the day of an event, or the heading of a part of the story."""
    if line.item.type != "meta" or head.work.marked:
        return False
    if not date_evidence.only_day(line.item, line.block):
        return False
    if not date_evidence.is_doubtful(head.work, head.every, line.position, head.after):
        return False
    line.block.kind = "body"
    return True


def _metadata(head: Head, line: Line) -> bool:
    if line.item.type != "meta":
        return False
    above = head.title is not None and not head.below_title(line.item)
    said = date_evidence.is_labelled(line.block.text) or date_evidence.signs(line.item)
    rank = 2 if said else 0 if above else 1
    take_facts(head.work, line.item.facts or line_facts.Facts(), line.block, rank=rank)
    return True


def _told_by_wording(head: Head, line: Line) -> bool:
    """Captions, furniture, roles, and the text of a format that tells body from furniture."""
    if head.work.marked and line.item.type in ("sentence", "line"):
        line.block.kind = "body"
    elif line.item.type == "caption":
        line.block.kind = "caption"
    elif line.item.type == "furniture":
        line.block.kind = "furniture"
    elif line.item.type == "role":
        line.block.kind = "byline"
    else:
        return False
    return True


def _person(head: Head, line: Line) -> bool:
    """Names on a line of their own below the title."""
    person = line.item.person
    if person is None or not head.below_title(line.item):
        return False
    near = near_meta(head.every, line.position)
    if not near and (head.seen_prose or not bylines.is_sure(person)):
        return False
    line.block.kind = "byline"
    head.work.bare.append((person, line.block.text))
    if person.place and head.work.posted is None:
        head.work.posted = (person.place, line.block.text)
    return True


def _sentence(head: Head, line: Line) -> bool:
    """Return True for a sentence above the byline or date: a title behind which a full stop was put, else the standfirst, else body."""
    if line.item.type != "sentence":
        return False
    if not head.seen_prose:
        untitled = head.title is None and "title" not in head.work.fields
        if untitled and titles.stopped(head.work, line.block):
            head.title = line.item.index
            return True
        _standfirst(head, line, "a sentence above the byline or date")
    else:
        line.block.kind = "body"
    return True


def _standfirst(head: Head, line: Line, why: str) -> None:
    line.block.kind = "standfirst"
    head.work.put("standfirst", Stated.inferred(line.block.text, f"{short(line.block.text)} ({why})"))
    head.seen_prose = True


def _alternative_text(head: Head, line: Line) -> bool:
    """Return True for the alternative text of the picture whose caption follows."""
    following = next((later for later in head.items[line.position + 1 :] if later.type != "furniture"), None)
    if following is None or following.type != "caption":
        return False
    line.block.kind = "furniture"
    return True


def _dateline(head: Head, line: Line) -> bool:
    if line.item.type != "dateline" or line.item.dateline is None:
        return False
    line.block.kind = "dateline"
    take_dateline(head.work, line.item.dateline)
    return True


def _unread_byline(head: Head, line: Line) -> bool:
    """Return True if a line that is built like a byline, but whom it names cannot be told."""
    if not head.below_title(line.item) or not bylines.is_marked(line.block.text):
        return False
    line.block.kind = "byline"
    return True


def _key_points(head: Head, line: Line) -> bool:
    if line_facts.unmarked(line.block.text)[0] not in "*•▪-–":
        return False
    line.block.kind = "standfirst"
    return True


_SIGNED = re.compile(r"[A-Z]{3,5}$")


def _agency(head: Head, line: Line) -> bool:
    """Capitals on a line of their own, right below the title or right above the dateline or date: where agencies sign."""
    if not head.below_title(line.item) or _SIGNED.match(line.block.text) is None or head.work.bare:
        return False
    if not near_meta(head.items, line.position):
        return False
    above = head.items[line.position - 1].index if line.position else None
    after = next(iter(head.items[line.position + 1 : line.position + 2]), None)
    dated = after is not None and (after.type == "dateline" or _dates_or_names(after))
    if above != head.title and not dated:
        return False
    line.block.kind = "byline"
    reason = f"{line.block.text} (capitals on a line of their own, where agencies sign)"
    head.work.put("agency", Stated.inferred(line.block.text, reason))
    head.work.put("byline", Stated.inferred((line.block.text,), reason))
    return True


_SHORTEST_DECK, _LONGEST_DECK = 5, 14
"""Words of a standfirst without a full stop; a longer line is one only above a byline or date."""


def _deck(head: Head, line: Line) -> bool:
    """Return True for a line below the title, above the text: above a byline or date, or at least shorter than leads are."""
    if not head.below_title(line.item) or head.seen_prose or line.block.heading:
        return False
    count = len(line.block.text.split())
    signed = any(item.type in ("meta", "label") for item in head.items[line.position + 1 :])
    if count < _SHORTEST_DECK or (count > _LONGEST_DECK and not signed):
        return False
    _standfirst(head, line, "a line below the title, above the text")
    return True


def _lead(head: Head, line: Line) -> bool:
    """Return True if a lead whose full stop was lost."""
    if not head.below_title(line.item) or len(line.block.text.split()) <= _LONGEST_DECK:
        return False
    line.block.kind = "body"
    return True


def _place(head: Head, line: Line) -> bool:
    if head.title is None or not near_meta(head.every, line.position) or not is_known(line.block.text):
        return False
    line.block.kind = "dateline"
    head.work.put("dateline", Stated.stated(line.block.text, line.block.text))
    return True


def _left_over(head: Head, line: Line) -> bool:
    line.block.kind = "furniture"
    return True


_RULES: Final[tuple[Callable[[Head, Line], bool], ...]] = (
    _of_fixture, _doubtful_day, _metadata, _told_by_wording, _person, _sentence, _alternative_text, _dateline, _unread_byline,
    _key_points, _agency, _deck, _lead, _place, _left_over,
)  # fmt: skip


def near_meta(items: list[Item], position: int) -> bool:
    """Return whether a line stands beside metadata or right above the dateline, with nothing but names, roles and furniture between."""
    return any(_meets_meta(items, position, step) for step in (-1, 1))


def _meets_meta(items: list[Item], position: int, step: int) -> bool:
    at = position + step
    while 0 <= at < len(items):
        item = items[at]
        if item.type not in ("furniture", "role", "name"):
            return _dates_or_names(item) or (step > 0 and item.type == "dateline")
        if item.type == "role" or item.timed:
            return True
        at += step
    return False


def _dates_or_names(item: Item) -> bool:
    """Return whether a line is metadata beyond doubt; a lone day without a year may be the heading of a list of fixtures."""
    if item.type != "meta" or item.facts is None:
        return item.type == "meta"
    if not item.facts.dates or item.facts.byline or item.facts.agencies:
        return True
    return any(date.full or not date.value for date, _ in item.facts.dates)
