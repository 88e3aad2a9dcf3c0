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
    if body < len(items) and items[body].type == "dateline" and not _transcript(work, kept, items[body]):
        _take_dateline(work, items[body])
    elif body < len(items) and not work.marked:
        titles.opening(work, kept, body)
    return body


def _announced(scan: _Scan, index: int, block: Block) -> Item | None:
    """Return what press releases print above their title, whom to ask, and what a paper prints with every item."""
    if block.kind is not None or block.label or scan.work.marked:
        return None
    goes_on = scan.contact and not block.gap and _beside_contact(block.text)
    scan.contact = goes_on or titles.is_contact_label(block.text)
    if not (scan.contact or titles.announces(block.text) or standing_text.is_standing(block.text)):
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
    undated = dateline is not None and not dateline.date
    if (undated or type_ in ("line", "sentence")) and not work.marked:
        source = source_lines.read(block.text)
        if source is not None:
            type_, facts, dateline = "meta", source, None
    if dateline is not None and first and _opens_headline(items, dateline):
        type_, dateline = "sentence", None
    if type_ == "meta" and len(items) > 2 and _ends_wire(scan, index, facts):
        type_ = "furniture"
    item = Item(index, type_, facts, dateline)
    if type_ == "line" and not block.heading and not work.marked:
        _tell_name(scan, item, block)
    item.timed = item.type == "furniture" and _READING_TIME.match(block.text) is not None
    return item


def _heads(text: str) -> bool:
    """Return whether a line above may have been the headline: three words or more that name no paper."""
    return len(text.split()) > 2 and not outlet_names.outlet_name(text)


def _opens_headline(items: list[Item], dateline: datelines.Dateline) -> bool:
    """Return whether what looks like a dateline opens a headline ("REVEALED: …"): a place before a colon stands below one."""
    if dateline.sure or not dateline.text.endswith(":"):
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
        text = work.blocks[item.index].text
        if (
            item.type in ("line", "name")
            and work.blocks[item.index].kind is None
            and len(text) <= 50
            and (before.type == "name" or (before.facts is not None and before.facts.byline is not None))
            and after.type in ("sentence", "dateline")
            and (
                is_known(text.split(",")[0])
                or (text.isupper() and text.count(" ") <= 2)
                or beside_date(text, comma=True)
            )
        ):
            item.type, item.person, item.facts = "meta", None, line_facts.Facts(place=text)


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
    return len(text) <= 60 and (
        boilerplate.is_contact(text) or bylines.bare(text) is not None or outlet_names.is_issuer(text) or "://" in text
    )


_SPEAKER = re.compile(r"[A-Z][A-Z .'’-]{1,30}:\s")


def _transcript(work: Work, kept: list[int], item: Item) -> bool:
    """Return whether ``KIRBY:`` names a speaker: other paragraphs begin with capitals and a colon too."""
    found = item.dateline
    if found is None or not found.text.endswith(":") or found.date is not None or found.agency is not None:
        return False
    return any(_SPEAKER.match(work.blocks[index].text) for index in kept if index != item.index)


def _body_at(work: Work, items: list[Item]) -> int:
    """Return where the body begins: at the dateline, else at the first prose behind the last line of metadata."""
    last_meta, sentences = -1, 0
    for position, item in enumerate(items):
        if item.type == "dateline":
            if item.dateline is not None and item.dateline.alone:
                last_meta = position
                continue
            break
        if item.type in ("meta", "label") or (
            item.person is not None and (bylines.is_sure(item.person) or _is_timed(items, position + 1))
        ):
            last_meta = position
        elif item.type == "sentence":
            sentences += 1
            if sentences > 1 or length(work.blocks[item.index].text) > LONG:
                break
    alone = next((p for p, i in enumerate(items) if i.dateline is not None and i.dateline.alone), None)
    if alone is not None:  # what follows a dateline is the story, be it a table
        for position in range(alone + 1, len(items)):
            if items[position].type in ("line", "sentence", "dateline"):
                return position
    if not any(item.type in ("sentence", "dateline") for item in items[last_meta + 1 :]):
        # No prose behind the last metadata: what was met on the way is the body, and that line closes it.
        last_meta = -1
        for position, item in enumerate(items):
            if item.type in ("sentence", "dateline"):
                break
            if item.type in ("meta", "label", "name", "role"):
                last_meta = position
    for position in range(last_meta + 1, len(items)):
        if items[position].type in ("sentence", "dateline"):
            return position
    heading = next((p for p, item in enumerate(items) if item.type in ("line", "name")), None)
    return len(items) if heading is None else max(last_meta, heading) + 1


def _is_timed(items: list[Item], position: int) -> bool:
    return position < len(items) and items[position].timed


def _take_dateline(work: Work, item: Item) -> None:
    """Take a dateline's facts and cuts its paragraph in dateline and body, which stay on one line."""
    found = item.dateline
    if found is None:
        return
    take_dateline(work, found)
    work.blocks[item.index].dateline = (found.end, found.next)
