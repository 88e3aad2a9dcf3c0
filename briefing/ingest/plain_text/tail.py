"""Reads the end of an article: sign-offs, credits, "first published" lines, lists of other headlines.

Works upwards from the last line and stops at the first paragraph of prose.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Literal

from briefing.ingest.draft import Block
from briefing.ingest.plain_text import boilerplate, bylines, line_facts, line_types
from briefing.ingest.plain_text.dating import dates
from briefing.ingest.plain_text.metadata_builder import Work, short, take_dates
from briefing.lexicon import standing_text
from briefing.lexicon.agencies import agencies
from briefing.model import ParagraphKind, Stated


@dataclass(slots=True)
class _Tail:
    """What was met on the way up: ``headlines`` that may be of other stories, and a ``day`` on a line of its own, which counts beside a
    line that signs."""

    work: Work
    kept: list[int]
    headlines: list[int] = field(default_factory=list)
    day: tuple[line_facts.Facts, Block] | None = None

    def take_day(self) -> None:
        """Take the day that waits, as a line signs beside it."""
        if self.day is not None:
            facts, block = self.day
            block.kind = "date"
            take_dates(self.work, _full(facts), short(block.text))


def _full(facts: line_facts.Facts) -> list[tuple[dates.Date, bool]]:
    return [(date, later) for date, later in facts.dates if date.full]


def read(work: Work, kept: list[int], body_at: int) -> None:
    """Read the end: sign-offs, credits, "first published" lines, lists of other headlines."""
    tail = _Tail(work, kept)
    for position in range(len(kept) - 1, max(body_at, len(kept) - 61), -1):
        block = work.blocks[kept[position]]
        if block.kind is not None or not any(take(tail, position, block) for take in _TAKERS):
            break
    _settle_headlines([work.blocks[index] for index in tail.headlines])
    _last_words(work, kept, body_at)


def _take_signature(tail: _Tail, position: int, block: Block) -> bool:
    """Take names on a line of their own below the text."""
    last = tail.day is not None or position == len(tail.kept) - 1
    person = None if tail.work.marked else _signature(block.text, last=last)
    if person is None:
        return False
    block.kind = "byline"
    evidence = short(block.text)
    if person.marked or block.text[0] in "(—–-":
        tail.work.state("byline", person.names, evidence)
    else:
        reason = f"{evidence} (names on a line of their own below the text)"
        tail.work.put("byline", Stated.inferred(person.names, reason))
    tail.take_day()
    return True


def _take_wording(tail: _Tail, position: int, block: Block) -> bool:
    """Take furniture, captions and credits; what was met below them is of other stories."""
    kinds = (tell(block.text) for tell in _BY_WORDING)
    kind: ParagraphKind | None = next((kind for kind in kinds if kind is not None), None)
    if kind is None:
        return False
    block.kind = kind
    for index in tail.headlines:
        tail.work.blocks[index].kind = "furniture"
    tail.headlines.clear()
    _credit(tail.work, block)
    return True


def _take_metadata(tail: _Tail, position: int, block: Block) -> bool:
    facts = line_facts.read(block.text)
    if facts is None or facts.loose or not (facts.byline or facts.agencies or facts.dates):
        return False
    if _below_headline(tail.work, tail.kept, position):
        block.kind = "furniture"  # who wrote another story, and when
    else:
        _take_facts(tail, facts, block)
    return True


def _take_headline(tail: _Tail, position: int, block: Block) -> bool:
    if len(block.text.split()) > 25 or not _may_be_headline(tail.work, block.text):
        return False
    tail.headlines.append(tail.kept[position])
    return True


def _may_be_headline(work: Work, text: str) -> bool:
    """Return whether a line is no sentence and nobody's words, in a text whose format says nothing of its parts."""
    return not work.marked and not text.endswith(("”", '"')) and not line_types.is_sentence(text)


def _settle_headlines(blocks: list[Block]) -> None:
    """Tell a list of other headlines, and sign-offs, from a last line of the text."""
    if len(blocks) >= 3 and all(len(block.text.split()) >= 4 and block.text[:1].isupper() for block in blocks):
        others = blocks
    else:
        others = [block for block in blocks if _signs_off(block)]
    for block in others:
        block.kind = "furniture"


def _signs_off(block: Block) -> bool:
    return _SIGN_OFF.match(block.text) is not None or (len(block.text.split()) <= 2 and not block.heading)


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
    if above.kind is not None or not 4 <= len(text.split()) <= 20 or text[-1] in "”\".!?:’'":
        return False
    if sum(map(str.isdigit, text)) * 4 >= len(text) or line_types.is_sentence(text):
        return False
    return boilerplate.kind(text) is None and line_facts.read(text) is None


def _closing_label(text: str) -> Literal["furniture"] | None:
    """Return ``LOAD-DATE: …``, ``LANGUAGE: …``: what databases print below a document."""
    field, _ = (line_types.label(text) if len(text) <= 160 else None) or ("body", 0)
    return "furniture" if field in _CLOSING else None


_CLOSING = frozenset(("", "language", "section", "page", "edition"))


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


_SAYS_WHEN = re.compile(r"publi|post|issued|dated|first|updat", re.IGNORECASE)


def _take_facts(tail: _Tail, facts: line_facts.Facts, block: Block) -> None:
    """Take what a line below the text says; a day that stands alone belongs to a list, unless the line above it signs."""
    evidence = short(block.text)
    signed = facts.byline is not None
    if not signed and not facts.agencies and not _SAYS_WHEN.search(block.text):
        tail.day = (facts, block)
        return
    block.kind = "byline" if signed or facts.agencies else "date"
    if facts.byline is not None:
        tail.work.state("byline", facts.byline.names, evidence)
    tail.work.state("agency", "".join(facts.agencies[:1]), evidence)
    if signed or _SAYS_WHEN.search(block.text):
        take_dates(tail.work, _full(facts), evidence)
    if signed:
        tail.take_day()
    tail.day = None


_BY_WORDING: Final[tuple[Callable[[str], Literal["furniture", "caption"] | None], ...]] = (
    boilerplate.kind,
    _closing_label,
    _standing,
)
_TAKERS: Final = (_take_signature, _take_wording, _take_metadata, _take_headline)


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
            listing = listing and len(block.text) <= 160 and _may_be_headline(work, block.text)
            block.kind = "furniture" if listing else "body"
