"""Reads the head of an article: what stands above the first paragraph of the story, by the order of its lines.

Dates come from date lines, bylines and datelines only: never from captions, alternative texts, furniture, running text, or
the day of a fixture.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from briefing.ingest.draft import Block
from briefing.ingest.plain_text import (
    boilerplate,
    bylines,
    datelines,
    head_rules,
    labels,
    line_facts,
    line_types,
    outlet_names,
    source_lines,
    titles,
)
from briefing.ingest.plain_text.metadata_builder import Item, Work, length, take_dateline
from briefing.lexicon import standing_text
from briefing.lexicon.place_names import beside_date, is_known

LONG = 70
"""Words: a longer paragraph is body, whatever stands behind it."""


@dataclass(slots=True)
class _Scan:
    """What has been met on the way down: the lines told so far, whether a line "Contact:" stands above, and a label (``waiting``)
    whose value stands on the next line."""

    work: Work
    kept: list[int]
    items: list[Item] = field(default_factory=list)
    contact: bool = False
    waiting: str = ""


def read(work: Work, kept: list[int]) -> int:
    """Read the head; returns how many of ``kept`` belong to it."""
    scan = _Scan(work, kept)
    for index in _at_head(work, kept):
        block = work.blocks[index]
        item = next(item for step in _STEPS if (item := step(scan, index, block)) is not None)
        scan.items.append(item)
        if item.type == "sentence" and block.kind is None and length(block.text) > LONG:
            break
    items = scan.items
    _places(work, items)
    body = _body_at(work, items)
    head_rules.take(work, items, body, kept[body:])
    if body == len(items):
        return body
    first = items[body]
    if first.dateline is not None and not _is_transcript(work, kept, first):
        take_dateline(work, first.dateline)
        work.blocks[first.index].dateline = (first.dateline.end, first.dateline.next)
    elif not work.marked:
        titles.opening(work, kept, body)
    return body


def _announced(scan: _Scan, index: int, block: Block) -> Item | None:
    """Return what press releases print above their title, whom to ask, and what a paper prints with every item."""
    if block.kind is not None or block.label or scan.work.marked:
        return None
    goes_on = scan.contact and not block.gap and _beside_contact(block.text)
    scan.contact = goes_on or titles.is_contact_label(block.text)
    if not scan.contact and not any(tell(block.text) for tell in (titles.announces, standing_text.is_standing)):
        return None
    scan.waiting = ""
    block.kind = "furniture"
    return Item(index, "furniture")


def _below_label(scan: _Scan, index: int, block: Block) -> Item | None:
    """Return the value of a label that stands alone on the line above."""
    label, scan.waiting = scan.waiting, ""
    if not label or block.kind is not None or block.label:
        return None
    if not labels.take_below(scan.work, block, label):
        return None
    return Item(index, "label" if block.kind == "title" else "meta", line_facts.Facts())


def _settled(scan: _Scan, index: int, block: Block) -> Item | None:
    """Return the value of a field of a record, a row of a table of prices, and what the format says."""
    if block.label:
        labels.take_value(scan.work, block)
        named = block.kind in ("title", "byline", "date")
        return Item(index, "label" if named else "furniture", line_facts.Facts())
    if block.kind is None and boilerplate.is_leader(block.text):
        block.kind = "body"
    return None if block.kind is None else Item(index, "sentence" if block.kind == "body" else "furniture")


_LABELS_ALONE = frozenset({"title", "byline", "published", "updated", "outlet", "agency"})
_LABELS_TAKEN = _LABELS_ALONE - {"title"} | {""}


def _labelled(scan: _Scan, index: int, block: Block) -> Item | None:
    """Return ``Published: …`` with its value, or a label alone, whose value stands on the next line."""
    found = line_types.label(block.text)
    if found is None:
        return None
    name, at = found
    if name == "body" and bylines.bare(block.text[at:].strip()) is not None:
        name = "byline"  # "Text: Ada Krol"
    if at >= len(block.text) and name in _LABELS_ALONE:
        scan.waiting = name
        block.kind = "furniture"
        return Item(index, "furniture")
    if name not in _LABELS_TAKEN or not labels.take_line(scan.work, block, name, at):
        return None
    return Item(index, "meta" if name else "furniture", line_facts.Facts())


def _by_form(scan: _Scan, index: int, block: Block) -> Item:
    """Any other line, by its form and by what stands above it."""
    work, items = scan.work, scan.items
    first = not any(_heads(work.blocks[item.index].text) for item in items if item.type in ("line", "name"))
    type_, facts, dateline = line_types.kind(block.text, first=first)
    source = None if work.marked or not _may_be_source(type_, dateline) else source_lines.read(block.text)
    if source is not None:
        type_, facts, dateline = "meta", source, None
    if first and _opens_headline(items, dateline):
        type_, dateline = "sentence", None
    if type_ == "meta" and len(items) > 2 and _ends_wire(scan, index, facts):
        type_ = "furniture"
    item = Item(index, type_, facts, dateline)
    if type_ == "line" and not block.heading and not work.marked:
        _tell_name(scan, item, block)
    item.timed = item.type == "furniture" and _READING_TIME.match(block.text) is not None
    return item


def _may_be_source(type_: line_types.LineType, dateline: datelines.Dateline | None) -> bool:
    """Return whether a line may cite where an article was printed: nothing else was told of it, or a dateline without a day."""
    return type_ in ("line", "sentence") if dateline is None else not dateline.date


def _heads(text: str) -> bool:
    """Return whether a line above may have been the headline: three words or more that name no paper."""
    return len(text.split()) > 2 and not outlet_names.outlet_name(text)


def _opens_headline(items: list[Item], dateline: datelines.Dateline | None) -> bool:
    """Return whether what looks like a dateline opens a headline ("REVEALED: …"): a place before a colon stands below one."""
    if dateline is None or dateline.sure or not dateline.text.endswith(":"):
        return False
    return not any(item.type in ("meta", "label", "sentence") for item in items)


def _ends_wire(scan: _Scan, index: int, facts: line_facts.Facts | None) -> bool:
    """Return whether an agency on the last line ends the wire ("Reuter")."""
    return facts is not None and _only_agency(facts) and _is_last(scan.work, scan.kept, index)


def _tell_name(scan: _Scan, item: Item, block: Block) -> None:
    """Tell names, roles and ways to reach somebody from other lines."""
    text = line_facts.unmarked(block.text)
    item.person = bylines.signing(text)
    if item.person is not None:
        item.type = "name"
    elif scan.items and scan.items[-1].type in ("meta", "name") and bylines.is_role(text):
        item.type = "role"
    elif boilerplate.is_contact(text) or _HANDLE.match(text):
        item.type, block.kind = "furniture", "furniture"


_STEPS: Final[tuple[Callable[[_Scan, int, Block], Item | None], ...]] = (
    _announced, _below_label, _settled, _labelled, _by_form,
)  # fmt: skip


def _at_head(work: Work, kept: list[int]) -> list[int]:
    """Return the paragraphs in which the head is looked for; names and signs of fields, set apart before, do not count."""
    left, position = labels.HEAD, 0
    while position < len(kept) and left and position < 4 * labels.HEAD:
        left -= work.blocks[kept[position]].kind != "furniture"
        position += 1
    return kept[:position]


_HANDLE = re.compile(r"@\w{2,30}$")
_READING_TIME = re.compile(
    r"[0-9]{1,3}[\s-]min(?:ute)?s?\.?(?:\s+read(?:ing time)?)?$|[0-9]{1,3}(?:,?[0-9]{3})? words$", re.IGNORECASE
)
"""Pages print beside who wrote it how long it takes to read."""


def _places(work: Work, items: list[Item]) -> None:
    """Take a place on a line of its own below who signs, with the story right below it, as the dateline."""
    for before, item, after in zip(items, items[1:], items[2:], strict=False):
        block = work.blocks[item.index]
        if block.kind is not None or item.type not in ("line", "name") or after.type not in ("sentence", "dateline"):
            continue
        if _signs(before) and _is_place(block.text):
            item.type, item.person, item.facts = "meta", None, line_facts.Facts(place=block.text)


def _signs(item: Item) -> bool:
    return item.type == "name" or (item.facts is not None and item.facts.byline is not None)


def _is_place(text: str) -> bool:
    """Return whether a line may be the place of who signs above it: a listed one, few words in capitals, or by its form."""
    if len(text) > 50:
        return False
    shouted = text.isupper() and text.count(" ") <= 2
    return shouted or is_known(text.split(",")[0]) or beside_date(text, comma=True)


def _is_last(work: Work, kept: list[int], index: int) -> bool:
    """Return whether nothing with a letter or figure stands below."""
    return (
        not any(any(c.isalpha() for c in work.blocks[i].text) for i in kept[kept.index(index) + 1 :][:4])
        and kept[-1] - index < 5
    )


def _only_agency(facts: line_facts.Facts) -> bool:
    return bool(facts.agencies) and not (facts.dates or facts.byline or facts.outlet)


def _beside_contact(text: str) -> bool:
    """Return whether a line right below "Contact:" belongs to it: a name, a number, an address, a body; not a headline."""
    return len(text) <= 60 and any(tell(text) for tell in _CONTACTS)


_CONTACTS: Final[tuple[Callable[[str], object], ...]] = (
    boilerplate.is_contact, bylines.bare, outlet_names.is_issuer, re.compile(r".*://").match,
)  # fmt: skip


_SPEAKER = re.compile(r"[A-Z][A-Z .'’-]{1,30}:\s")


def _is_transcript(work: Work, kept: list[int], item: Item) -> bool:
    """Return whether ``KIRBY:`` names a speaker: other paragraphs begin with capitals and a colon too."""
    found = item.dateline
    if found is None or not found.text.endswith(":") or (found.date, found.agency) != (None, None):
        return False
    return any(_SPEAKER.match(work.blocks[index].text) for index in kept if index != item.index)


_STORY = frozenset(("line", "sentence", "dateline"))
_PROSE = frozenset(("sentence", "dateline"))
_HEAD = frozenset(("meta", "label", "name", "role"))


def _body_at(work: Work, items: list[Item]) -> int:
    """Return where the body begins: at the dateline, else at the first prose behind the last line of metadata."""
    alone = next((position for position, item in enumerate(items) if _is_alone(item)), None)
    if alone is not None:  # what follows a dateline is the story, be it a table
        story = _first(items, _STORY, alone + 1)
        if story is not None:
            return story
    last_meta = _last_meta(work, items)
    prose = _first(items, _PROSE, last_meta + 1)
    if prose is None:
        # No prose behind the last metadata: what was met on the way is the body, and the last metadata above it closes the head.
        prose = _first(items, _PROSE, 0)
        above = items if prose is None else items[:prose]
        last_meta = max((position for position, item in enumerate(above) if item.type in _HEAD), default=-1)
    if prose is not None:
        return prose
    heading = _first(items, frozenset(("line", "name")), 0)
    return len(items) if heading is None else max(last_meta, heading) + 1


def _is_alone(item: Item) -> bool:
    return item.dateline is not None and item.dateline.alone


def _first(items: list[Item], types: frozenset[str], start: int) -> int | None:
    """Return the first position from ``start`` on of an item of one of ``types``."""
    return next((position for position in range(start, len(items)) if items[position].type in types), None)


def _last_meta(work: Work, items: list[Item]) -> int:
    """Return the position of the last line of metadata above the story, or -1; one sentence may stand above it, as standfirst."""
    last_meta, sentences = -1, 0
    for position, item in enumerate(items):
        if item.type == "dateline" and not _is_alone(item):
            break
        if item.type in ("dateline", "meta", "label") or _is_signature(items, position):
            last_meta = position
        elif item.type == "sentence":
            sentences += 1
            if sentences > 1 or length(work.blocks[item.index].text) > LONG:
                break
    return last_meta


def _is_signature(items: list[Item], position: int) -> bool:
    """Return whether names stand here that sign beyond doubt, or above the time that it takes to read the article."""
    person = items[position].person
    if person is None:
        return False
    return bylines.is_sure(person) or any(below.timed for below in items[position + 1 : position + 2])
