"""Reads the head of an article: what stands above the first paragraph of the story, by the order of its lines.

Dates come from date lines, bylines and datelines only: never from captions, alternative texts, furniture, running text, or
the day of a fixture.
"""

from __future__ import annotations

import re

from briefing.ingest.plain_text import boilerplate, bylines, head_rules, labels, line_types, source_lines, titles
from briefing.ingest.plain_text.metadata_builder import Item, Work, length, take_dateline
from briefing.lexicon import standing_text
from briefing.lexicon.place_names import beside_date, is_known

LONG = 70
"""Words: a longer paragraph is body, whatever stands behind it."""


def read(work: Work, kept: list[int]) -> int:
    """Reads the head; returns how many of ``kept`` belong to it."""
    items: list[Item] = []
    contact = False  # below "Contact:"
    waiting = ""  # a label whose value stands on the next line
    for index in _at_head(work, kept):
        block = work.blocks[index]
        label, waiting = waiting, ""
        if block.kind is None and not block.label and not work.marked:
            contact = (contact and not block.gap and _beside_contact(block.text)) or titles.is_contact_label(block.text)
            if contact or titles.announces(block.text) or standing_text.is_standing(block.text):
                block.kind = "furniture"
                items.append(Item(index, "furniture"))
                continue
        if label and block.kind is None and not block.label and labels.take_below(work, block, label):
            items.append(Item(index, "label" if block.kind == "title" else "meta", line_types.Facts()))
            continue
        if block.label:
            labels.take_value(work, block)
            items.append(
                Item(index, "label" if block.kind in ("title", "byline", "date") else "furniture", line_types.Facts())
            )
            continue
        if block.kind is None and boilerplate.is_leader(block.text):
            block.kind = "body"  # a table of prices
        if block.kind is not None:
            items.append(Item(index, "sentence" if block.kind == "body" else "furniture"))
            continue
        found = line_types.label(block.text)
        if found is not None and found[0] == "body" and bylines.bare(block.text[found[1] :].strip()) is not None:
            found = ("byline", found[1])  # "Text: Ada Krol"
        if (
            found is not None
            and found[1] >= len(block.text)
            and found[0] in ("title", "byline", "published", "updated", "outlet", "agency")
        ):
            waiting = found[0]
            block.kind = "furniture"
            items.append(Item(index, "furniture"))
            continue
        if (
            found is not None
            and found[0] in ("", "published", "updated", "byline", "outlet", "agency")
            and labels.take_line(work, block, *found)
        ):
            items.append(Item(index, "furniture" if not found[0] else "meta", line_types.Facts()))
            continue
        first = not any(
            i.type in ("line", "name")
            and len(work.blocks[i.index].text.split()) > 2
            and not line_types.outlet_name(work.blocks[i.index].text)
            for i in items
        )
        type_, facts, dateline = line_types.kind(block.text, first=first)
        if (type_ in ("line", "sentence") or (dateline is not None and not dateline.date)) and not work.marked:
            source = source_lines.read(block.text)
            if source is not None:
                type_, facts, dateline = "meta", source, None
        if (
            dateline is not None
            and first
            and dateline.text.endswith(":")
            and not dateline.sure
            and not any(i.type in ("meta", "label", "sentence") for i in items)
        ):
            type_, dateline = "sentence", None  # "REVEALED: …" opens headlines; a place before a colon stands below one
        if (
            type_ == "meta"
            and _is_last(work, kept, index)
            and len(items) > 2
            and facts is not None
            and _only_agency(facts)
        ):
            type_ = "furniture"  # "Reuter": how wires end
        person = None
        if type_ == "line" and not block.heading and not work.marked:
            text = line_types.unmarked(block.text)
            person = bylines.signing(text)
            if person is not None:
                type_ = "name"
            elif bylines.is_role(text) and items and items[-1].type in ("meta", "name"):
                type_ = "role"
            elif boilerplate.is_contact(text) or _HANDLE.match(text):
                type_, block.kind = "furniture", "furniture"
        timed = type_ == "furniture" and _READING_TIME.match(block.text) is not None
        items.append(Item(index, type_, facts, dateline, person, timed))
        if type_ == "sentence" and length(block.text) > LONG:
            break
    _places(work, items)
    body = _body_at(work, items)
    head_rules.take(work, items, body, kept[body:])
    if body < len(items) and items[body].type == "dateline" and not _transcript(work, kept, items[body]):
        _take_dateline(work, items[body])
    elif body < len(items) and not work.marked:
        titles.opening(work, kept, body)
    return body


def _at_head(work: Work, kept: list[int]) -> list[int]:
    """The paragraphs in which the head is looked for; names and signs of fields, set apart before, do not count."""
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
    """Takes a place on a line of its own below who signs, with the story right below it, as the dateline."""
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
            item.type, item.person, item.facts = "meta", None, line_types.Facts(place=text)


def _is_last(work: Work, kept: list[int], index: int) -> bool:
    """Whether nothing with a letter or figure stands below."""
    return (
        not any(any(c.isalpha() for c in work.blocks[i].text) for i in kept[kept.index(index) + 1 :][:4])
        and kept[-1] - index < 5
    )


def _only_agency(facts: line_types.Facts) -> bool:
    return bool(facts.agencies) and not (facts.dates or facts.byline or facts.outlet)


def _beside_contact(text: str) -> bool:
    """Whether a line right below "Contact:" belongs to it: a name, a number, an address, a body; not a headline."""
    return len(text) <= 60 and (
        boilerplate.is_contact(text) or bylines.bare(text) is not None or line_types.is_issuer(text) or "://" in text
    )


_SPEAKER = re.compile(r"[A-Z][A-Z .'’-]{1,30}:\s")


def _transcript(work: Work, kept: list[int], item: Item) -> bool:
    """Whether ``KIRBY:`` names a speaker: other paragraphs begin with capitals and a colon too."""
    found = item.dateline
    if found is None or not found.text.endswith(":") or found.date is not None or found.agency is not None:
        return False
    return any(_SPEAKER.match(work.blocks[index].text) for index in kept if index != item.index)


def _body_at(work: Work, items: list[Item]) -> int:
    """Where the body begins: at the dateline, else at the first prose behind the last line of metadata."""
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
    """Takes a dateline's facts and cuts its paragraph in dateline and body, which stay on one line."""
    found = item.dateline
    if found is None:
        return
    take_dateline(work, found)
    work.blocks[item.index].dateline = (found.end, found.next)
