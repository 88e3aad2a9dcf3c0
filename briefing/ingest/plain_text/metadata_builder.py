"""What has been found so far while one article is read: its paragraphs, its fields, dates that wait for a year.

Knows no order of lines: ``head``, ``tail`` and ``labels`` say which line is what; here a line's facts become fields with the
words they rest on. A field that is known is not overruled by a later line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from briefing.ingest.draft import Block
from briefing.ingest.plain_text import bylines, datelines, dates, line_types, repeated_passages
from briefing.lexicon import head_words
from briefing.lexicon.agencies import agency
from briefing.model import Stated

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
        if (
            old is None
            or old.status == "unknown"
            or (name not in self.given and old.status == "inferred" and value.status == "stated" and not weaker)
        ):
            self.fields[name] = value


@dataclass(slots=True)
class Item:
    index: int
    type: line_types.LineType
    facts: line_types.Facts | None = None
    dateline: datelines.Dateline | None = None
    person: bylines.Byline | None = None
    timed: bool = False
    """The line says how long the article takes to read."""


def take_facts(work: Work, facts: line_types.Facts, block: Block, *, rank: int = 2) -> None:
    """Take what a line of metadata says. ``rank``: how plainly its date is that of publication (see :func:`take_dates`)."""
    evidence = short(block.text)
    block.kind = "byline" if facts.byline else "date" if facts.dates else "byline" if facts.agencies else "furniture"
    take_dates(work, facts.dates, evidence, rank=rank)
    if facts.byline is not None:
        if facts.byline.place and work.posted is None:
            work.posted = (facts.byline.place, evidence)
        if facts.byline.names and all(agency(name) for name in facts.byline.names):
            work.signed = (facts.byline.names, evidence)  # "By Reuters Staff": persons named elsewhere come first
        elif facts.byline.names:
            if facts.byline.marked and (sender := work.fields.get("byline")) and _SENT_BY.match(str(sender.evidence)):
                work.fields.pop("byline")  # who sent the mail did not write what it quotes
            if facts.byline.marked and work.opened and work.opened == _value(work, "byline"):
                work.opened += tuple(name for name in facts.byline.names if name not in work.opened)
                work.fields["byline"] = Stated.stated(work.opened, f"{work.fields['byline'].evidence} / {evidence}")
            elif facts.byline.marked and "byline" not in work.fields:
                work.opened = facts.byline.names
                work.put("byline", Stated.stated(facts.byline.names, evidence))
            elif facts.byline.marked or facts.agencies:
                work.put("byline", Stated.stated(facts.byline.names, evidence))
            else:
                work.beside.append((facts.byline, evidence))
    elif facts.agencies and not facts.outlet and not facts.dates and not facts.labelled:
        work.signed = work.signed or (tuple(facts.agencies), evidence)
    if facts.agencies:
        work.put("agency", Stated.stated(facts.agencies[0], evidence))
    if facts.outlet:
        work.put("outlet", Stated.stated(facts.outlet, evidence))
    if facts.place:
        work.put("dateline", Stated.stated(facts.place, evidence))
    if facts.posted and work.posted is None:
        work.posted = (facts.posted, evidence)


def _value(work: Work, name: str) -> Any:
    found = work.fields.get(name)
    return found.value if found is not None else None


def take_dates(work: Work, found: list[tuple[dates.Date, bool]], evidence: str, *, rank: int = 2) -> None:
    """Take the dates of a line.

    ``rank``: 2 where a label or a byline stands with it, 1 below the title, 0 above it, where printers and browsers put the
    day of printing. A date of a higher rank replaces one of a lower.
    """
    if (
        found
        and rank > work.rank
        and "published" not in work.given
        and any(date.full and not updated for date, updated in found)
    ):
        work.fields.pop("published", None)
        work.rank = rank
    for date, updated in found:
        if not date.full:
            if date.either and work.either is None and not updated:
                work.either = (date.either, evidence)
            if date.value and work.partial is None and not updated:
                work.partial = (date.value, evidence)
                work.lone = True
            continue
        if updated:
            work.updated = work.updated or (date.value, evidence)
        elif date.doubt:
            work.put("published", Stated.inferred(date.value, f"{evidence} ({date.doubt})"))
        else:
            work.put("published", Stated.stated(date.value, evidence))


def take_dateline(work: Work, found: datelines.Dateline) -> None:
    evidence = found.text
    put_place(work, found.place, evidence)
    if found.agency:
        work.put("agency", Stated.stated(found.agency, evidence))
    if found.outlet:
        work.put("outlet", Stated.stated(found.outlet, evidence))
    if found.date is not None and found.date.full:
        take_dates(work, [(found.date, False)], evidence)
    elif found.date is not None and found.date.value:
        work.partial = work.partial or (found.date.value, evidence)


def put_place(work: Work, place: str | None, evidence: str) -> None:
    """Set the dateline: the place that ``evidence`` names, or that this line names none."""
    work.put("dateline", Stated.stated(place, evidence) if place else Stated.unknown(evidence))


def length(text: str) -> int:
    return text.count(" ") + 1


def short(text: str) -> str:
    return text if len(text) <= _EVIDENCE else text[: _EVIDENCE - 1] + "…"
