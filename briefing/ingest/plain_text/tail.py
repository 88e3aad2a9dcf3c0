"""Reads the end of an article: sign-offs, credits, "first published" lines, lists of other headlines.

Works upwards from the last line and stops at the first paragraph of prose.
"""

from __future__ import annotations

import re
from typing import Literal

from briefing.ingest.draft import Block
from briefing.ingest.plain_text import boilerplate, bylines, line_facts, line_types
from briefing.ingest.plain_text.metadata_builder import Work, short, take_dates
from briefing.lexicon import standing_text
from briefing.lexicon.agencies import agencies
from briefing.model import Stated


def read(work: Work, kept: list[int], body_at: int) -> None:
    """Read the end: sign-offs, credits, "first published" lines, lists of other headlines."""
    blocks = work.blocks
    end = len(kept)
    headlines: list[int] = []
    day: tuple[line_facts.Facts, Block] | None = (
        None  # a day on a line of its own, which counts beside a line that signs
    )
    while end > body_at + 1 and len(kept) - end < 60:
        block = blocks[kept[end - 1]]
        if block.kind is not None:
            break
        person = _signature(block.text, last=end == len(kept) or day is not None) if not work.marked else None
        if person is not None:
            block.kind = "byline"
            marked = person.marked or block.text[0] in "(—–-"
            reason = f"{short(block.text)} (names on a line of their own below the text)"
            stated = Stated.stated(person.names, short(block.text))
            work.put("byline", stated if marked else Stated.inferred(person.names, reason))
            if day is not None:
                day[1].kind = "date"
                take_dates(work, [(date, later) for date, later in day[0].dates if date.full], short(day[1].text))
            end -= 1
            continue
        by_wording = boilerplate.kind(block.text) or _closing_label(block.text) or _standing(block.text)
        facts = line_facts.read(block.text) if by_wording is None else None
        facts = None if facts is not None and facts.loose else facts
        if by_wording is not None:
            block.kind = by_wording
            for index in headlines:
                blocks[index].kind = "furniture"
            headlines.clear()
            _credit(work, block)
        elif facts is not None and (facts.byline or facts.agencies or facts.dates):
            if _below_headline(work, kept, end - 1):
                block.kind = "furniture"  # who wrote another story, and when
            else:
                day = _take_tail(work, facts, block, day)
        elif (
            not work.marked
            and not line_types.is_sentence(block.text)
            and len(block.text.split()) <= 25
            and not block.text.endswith(("”", '"'))
        ):
            headlines.append(kept[end - 1])
        else:
            break
        end -= 1
    if len(headlines) >= 3 and all(
        len(blocks[i].text.split()) >= 4 and blocks[i].text[:1].isupper() for i in headlines
    ):
        for index in headlines:
            blocks[index].kind = "furniture"
    elif headlines:
        for index in headlines:
            text = blocks[index].text
            if _SIGN_OFF.match(text) or (len(text.split()) <= 2 and not blocks[index].heading):
                blocks[index].kind = "furniture"
    _last_words(work, kept, body_at)


_SIGNATURE = re.compile(r"(?:[—–-]{1,2}\s*|\()(?=[^\W\d_a-z])(.{4,60}?)\)?$")


def _signature(text: str, *, last: bool) -> bylines.Byline | None:
    """Return who signs below the text: behind a dash or in brackets ("— Ada Krol", "(By Ada Krol, AP)"), or alone on the last line."""
    if len(text) > 70:
        return None
    match = _SIGNATURE.match(text)
    if match is None:
        found = bylines.bare(text) if last else None
    elif bylines.is_marked(match[1]):
        found = bylines.parse(match[1])
    else:
        found = bylines.signing(match[1]) if "/" not in match[1] else None
    return found if found is not None and bylines.is_signature(found) else None


def _below_headline(work: Work, kept: list[int], position: int) -> bool:
    """Return whether a line that signs stands below a headline and not below prose: so it signs another story."""
    above = work.blocks[kept[position - 1]]
    text = above.text
    return (
        above.kind is None and 4 <= len(text.split()) <= 20 and sum(c.isdigit() for c in text) * 4 < len(text) and not line_types.is_sentence(text) and text[-1] not in "”\".!?:’'"
        and boilerplate.kind(text) is None and line_facts.read(text) is None
    )  # fmt: skip


def _closing_label(text: str) -> Literal["furniture"] | None:
    """Return ``LOAD-DATE: …``, ``LANGUAGE: …``: what databases print below a document."""
    found = line_types.label(text) if len(text) <= 160 else None
    return "furniture" if found is not None and found[0] in ("", "language", "section", "page", "edition") else None


def _standing(text: str) -> Literal["furniture"] | None:
    """Return what a paper prints under every item: no part of this one, and no sign that two items are copies."""
    return "furniture" if standing_text.is_standing(text) else None


_SIGN_OFF = re.compile(
    r"\W{0,2}(?:[a-z]{2,5}[-/][a-z]{1,5}(?:[-/][a-z]{1,5}){0,3}|[A-Z]{2,4}/[A-Z]{2,4}(?:/[A-Z]{2,4})?|[-—–]{1,2}\s?30\s?[-—–]{1,2})\W{0,2}$"
)


_LAST_CREDIT = re.compile(r"[.!?”\"’]\s*(?:[—–-]{1,2}\s*|\(\s*)([A-Z][\w /-]{1,24}?)\s*\)?\.?$")


def _last_words(work: Work, kept: list[int], body_at: int) -> None:
    """An agency that signs at the end of the last sentence: ``… he said. (AFP)``, ``… he said. — Reuters``."""
    for index in reversed(kept[body_at:]):
        block = work.blocks[index]
        if block.kind is not None:
            continue
        match = _LAST_CREDIT.search(block.text[-40:])
        if match is not None:
            wires = agencies(match[1])
            if wires:
                work.put("agency", Stated.stated(wires[0], match[0].lstrip('.!?”"’ ')))
        return


def _credit(work: Work, block: Block) -> None:
    credit = bylines.credit(block.text)
    if credit is not None:
        block.kind = "furniture"
        work.put("byline", Stated.stated(credit.names, short(block.text)))


def _take_tail(
    work: Work, facts: line_facts.Facts, block: Block, day: tuple[line_facts.Facts, Block] | None
) -> tuple[line_facts.Facts, Block] | None:
    """Take what a line below the text says; returns it if it is a day that waits for the line above it."""
    evidence = short(block.text)
    block.kind = "byline" if facts.byline or facts.agencies else "date"
    if facts.byline is not None and facts.byline.names:
        work.put("byline", Stated.stated(facts.byline.names, evidence))
    if facts.agencies:
        work.put("agency", Stated.stated(facts.agencies[0], evidence))
    if facts.byline is not None or re.search(r"publi|post|issued|dated|first|updat", block.text, re.IGNORECASE):
        take_dates(work, [(date, later) for date, later in facts.dates if date.full], evidence)
    elif block.kind == "date":
        block.kind = None  # a day that stands alone below the text belongs to a list, not to the article
        return (facts, block)
    if facts.byline is not None and day is not None:
        day[1].kind = "date"
        take_dates(work, [(date, later) for date, later in day[0].dates if date.full], short(day[1].text))
    return None


_LIST_HEADING = re.compile(
    r"\W*(?:more|related|recommended|also read|read (?:more|next|also)|trending|popular|most (?:read|popular|viewed)|latest|top stories|you (?:may|might)|up next|in this|don['’]t miss|see also|editors?['’]? picks|from the web|around the web)\b",
    re.IGNORECASE,
)


def after_headings(work: Work, kept: list[int]) -> None:
    """Headlines that follow "Related" or "Read more" are furniture until a sentence comes."""
    listing = False
    for index in kept:
        block = work.blocks[index]
        if block.kind == "furniture" and _LIST_HEADING.match(block.text) and len(block.text) <= 60:
            listing = True
        elif block.kind == "body":
            if (
                listing
                and not work.marked
                and not line_types.is_sentence(block.text)
                and len(block.text) <= 160
                and not block.text.endswith(("”", '"'))
            ):
                block.kind = "furniture"
            else:
                listing = False
