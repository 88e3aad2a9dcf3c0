"""What has been found so far while one article is read: its paragraphs, its fields, dates that wait for a year.

Knows no order of lines: ``head``, ``tail`` and ``labels`` say which line is what; here a line's facts become fields with the
words they rest on. A field that is known is not overruled by a later line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from briefing.ingest.draft import Block
from briefing.ingest.plain_text import bylines, datelines, line_facts, line_types, repeated_passages
from briefing.ingest.plain_text.dating import dates
from briefing.lexicon import head_words
from briefing.lexicon.agencies import agency
from briefing.model import ParagraphKind, Stated

_EVIDENCE = 200
_SENT_BY = re.compile(
    rf"(?:{'|'.join(label for label, field in head_words.MAIL_LABELS.items() if field == 'from')})\s?: ", re.IGNORECASE
)
"""What the evidence of a byline begins with that is no more than who sent a mail."""


@dataclass(slots=True)
class Work:
    blocks: list[Block]
    repeated: dict[int, repeated_passages.Repeat]
    fields: dict[str, Stated[Any]]
    extra: dict[str, Any]
    given: frozenset[str]
    marked: bool
    partial: tuple[str, str] | None = None
    lone: bool = False
    either: tuple[tuple[str, ...], str] | None = None
    """A date in figures that can be read in two ways."""
    posted: tuple[str, str] | None = None
    """The place from which the reporter writes, by the byline."""
    opened: tuple[str, ...] = ()
    """The names of a line that began with "By": a second such line in the head adds to them."""
    recorded: bool = False
    """The byline is from a field of a record, so that another such field adds to it."""
    rank: int = -1
    updated: tuple[str, str] | None = None
    bare: list[tuple[bylines.Byline, str]] = field(default_factory=list)
    beside: list[tuple[bylines.Byline, str]] = field(default_factory=list)
    """``bare``: names on lines of their own in the head; ``beside``: names on a line with a date."""
    signed: tuple[tuple[str, ...], str] | None = None
    """An agency that signs on a line of its own: the byline where nobody else signs."""

    def put(self, name: str, value: Stated[Any], *, weaker: bool = False) -> None:
        """Set a field unless it is known already (a format's own word always stands)."""
        old = self.fields.get(name)
        status = old.status if old is not None else "unknown"
        stronger = (status, value.status) == ("inferred", "stated") and name not in self.given
        if status == "unknown" or (stronger and not weaker):
            self.fields[name] = value

    def state(self, name: str, value: Any, evidence: str) -> None:
        """Set a field to the ``value`` that ``evidence`` states, if it states one."""
        if value:
            self.put(name, Stated.stated(value, evidence))

    def post(self, place: str | None, evidence: str) -> None:
        """Keep the first place from which the reporter writes."""
        if place and self.posted is None:
            self.posted = (place, evidence)

    def wait(self, date: dates.Date, evidence: str) -> None:
        """Keep the first day without a year."""
        if date.value:
            self.partial = self.partial or (date.value, evidence)


@dataclass(slots=True)
class Item:
    index: int
    type: line_types.LineType
    facts: line_facts.Facts | None = None
    dateline: datelines.Dateline | None = None
    person: bylines.Byline | None = None
    timed: bool = False
    """The line says how long the article takes to read."""


def take_facts(work: Work, facts: line_facts.Facts, block: Block, *, rank: int = 2) -> None:
    """Take what a line of metadata says. ``rank``: how plainly its date is that of publication (see :func:`take_dates`)."""
    evidence = short(block.text)
    kinds: tuple[tuple[ParagraphKind, object], ...] = (
        ("byline", facts.byline),
        ("date", facts.dates),
        ("byline", facts.agencies),
    )
    block.kind = next((kind for kind, said in kinds if said), "furniture")
    take_dates(work, facts.dates, evidence, rank=rank)
    if facts.byline is not None:
        _take_byline(work, facts.byline, facts.agencies, evidence)
    elif facts.agencies and not (facts.outlet or facts.dates or facts.labelled):
        work.signed = work.signed or (facts.agencies, evidence)
    work.state("agency", "".join(facts.agencies[:1]), evidence)
    work.state("outlet", facts.outlet, evidence)
    work.state("dateline", facts.place, evidence)
    work.post(facts.posted, evidence)


def _take_byline(work: Work, person: bylines.Byline, agencies: tuple[str, ...], evidence: str) -> None:
    """Take who signs: at once if "By" or an agency beside the names says so, else among those to choose from."""
    work.post(person.place, evidence)
    if not person.names:
        return
    if all(map(agency, person.names)):
        work.signed = (person.names, evidence)  # "By Reuters Staff": persons named elsewhere come first
    elif person.marked:
        _take_marked(work, person.names, evidence)
    elif agencies:
        work.state("byline", person.names, evidence)
    else:
        work.beside.append((person, evidence))


def _take_marked(work: Work, names: tuple[str, ...], evidence: str) -> None:
    """Take the names of a line that begins with "By"; a second such line adds to them."""
    old = work.fields.get("byline")
    if old is not None and _SENT_BY.match(str(old.evidence)):
        work.fields.pop("byline")  # who sent the mail did not write what it quotes
        old = None
    if old is None:
        work.opened = names
    elif work.opened == old.value:
        work.opened = tuple(dict.fromkeys((*work.opened, *names)))
        work.fields["byline"] = Stated.stated(work.opened, f"{old.evidence} / {evidence}")
        return
    work.state("byline", names, evidence)


def take_dates(work: Work, found: Sequence[tuple[dates.Date, bool]], evidence: str, *, rank: int = 2) -> None:
    """Take the dates of a line.

    ``rank``: 2 where a label or a byline stands with it, 1 below the title, 0 above it, where printers and browsers put the
    day of printing. A date of a higher rank replaces one of a lower.
    """
    days = [date for date, updated in found if not updated]
    if rank > work.rank and "published" not in work.given and any(date.full for date in days):
        work.fields.pop("published", None)
        work.rank = rank
    for date, updated in found:
        if date.full and updated:
            work.updated = work.updated or (date.value, evidence)
        elif date.full:
            work.put("published", dated(date, evidence))
        elif not updated:
            _take_partial(work, date, evidence)


def dated(date: dates.Date, evidence: str) -> Stated[str]:
    """Return a day as ``evidence`` states it, or as it is inferred where something speaks against it."""
    return (
        Stated.inferred(date.value, f"{evidence} ({date.doubt})") if date.doubt else Stated.stated(date.value, evidence)
    )


def _take_partial(work: Work, date: dates.Date, evidence: str) -> None:
    """Keep a day without a year, or one of two readings, until something settles it."""
    if date.either:
        work.either = work.either or (date.either, evidence)
    work.lone |= date.value != "" and work.partial is None
    work.wait(date, evidence)


def take_dateline(work: Work, found: datelines.Dateline) -> None:
    """Take the place, agency, outlet and day of a dateline."""
    evidence = found.text
    put_place(work, found.place, evidence)
    work.state("agency", found.agency, evidence)
    work.state("outlet", found.outlet, evidence)
    take_day(work, found, evidence)


def take_day(work: Work, dateline: datelines.Dateline, evidence: str) -> None:
    """Take the day of a dateline; one without a year waits."""
    date = dateline.date
    if date is None:
        return
    if date.full:
        take_dates(work, [(date, False)], evidence)
    else:
        work.wait(date, evidence)


def put_place(work: Work, place: str | None, evidence: str) -> None:
    """Set the dateline: the place that ``evidence`` names, or that this line names none."""
    work.put("dateline", Stated.stated(place, evidence) if place else Stated.unknown(evidence))


def length(text: str) -> int:
    return text.count(" ") + 1


def short(text: str) -> str:
    return text if len(text) <= _EVIDENCE else text[: _EVIDENCE - 1] + "…"
