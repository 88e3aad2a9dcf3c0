"""Lines that say what they are: ``Headline: …``, ``Author: …``, ``Source: …``, ``Published: …``, also with the value on the next line.

Takes a label only where what stands behind it can be its value.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from briefing.ingest.draft import Block
from briefing.ingest.plain_text import (
    bylines,
    datelines,
    dates,
    line_facts,
    line_types,
    outlet_names,
    repeated_passages,
    source_lines,
)
from briefing.ingest.plain_text.metadata_builder import Work, put_place, short, take_dates, take_facts
from briefing.lexicon import byline_words
from briefing.lexicon.agencies import agencies, agency
from briefing.lexicon.person_names import is_name
from briefing.lexicon.place_names import is_given
from briefing.model import Stated

HEAD = 18
"""Paragraphs looked at for the head of an article; what comes later is body or end."""
_LABELLED: dict[str, Any] = {
    "title": "title",
    "standfirst": "standfirst",
    "dateline": "dateline",
    "outlet": "furniture",
    "agency": "furniture",
    "url": "furniture",
    "language": "furniture",
    "section": "furniture",
    "page": "furniture",
    "edition": "furniture",
}


def cut(blocks: list[Block]) -> list[Block]:
    """Cut ``Headline: X`` in label and value, so that the value is a paragraph of its own (on the same line)."""
    result: list[Block] = []
    for number, block in enumerate(blocks):
        found = line_types.label(block.text) if number < HEAD and block.kind is None and not block.label else None
        if (
            found is None
            or found[1] >= len(block.text)
            or found[0] in ("", "published", "updated", "byline")
            or (found[0] == "body" and bylines.bare(block.text[found[1] :].strip()) is not None)
            or _combined(block, *found)
        ):
            result.append(block)
            continue
        end = len(block.text[: found[1]].rstrip())
        left, right = repeated_passages.split(block, end, found[1])
        left.kind = "furniture"
        result += [left, right]
        right.kind = _LABELLED.get(found[0])
        right.label = found[0]
    return result


def _combined(block: Block, name: str, at: int) -> bool:
    """Return whether more than a name stands behind ``Source:`` (``Source: Xinhua | 2023-03-31``)."""
    if name not in ("outlet", "agency"):
        return False
    facts = line_facts.read(block.text[at:]) or source_lines.read(block.text[at:])
    return facts is not None and bool(facts.dates or facts.byline)


_BEHIND_PAPER = re.compile(r"\s*(?:\(|;|\[|\.\s+[0-9]).*$")


def paper_of(value: str) -> str:
    """Return the name of the paper in the field of a record, without town, day and page behind it, its article in front ("Gannet Times, The")."""
    name = _BEHIND_PAPER.sub("", value).strip(" .,") or value
    head, comma, article = name.rpartition(", ")
    return (
        f"{article} {head}"
        if comma and article.casefold() in ("the", "le", "la", "el", "die", "der", "das", "il", "de")
        else name
    )


def take_value(work: Work, block: Block) -> None:
    """Take the value of a labelled line that was cut in label and value."""
    name, value = block.label, block.text
    if value.strip(" .-–—()[]").casefold() in byline_words.NOTHING:
        block.kind = "furniture"
        return
    if name in ("title", "standfirst", "url"):
        work.put(name, Stated.stated(value, value))
        block.kind = "title" if name == "title" else "standfirst" if name == "standfirst" else "furniture"
    elif name in ("published", "updated"):
        block.kind = "date"
        found_dates = [date for date in dates.field(value) if date.full]
        take_dates(work, [(date, name == "updated") for date in found_dates[:1]], short(value))
    elif name == "byline":
        _take_names(work, block)
    elif name == "language" and 2 <= len(value) <= 12:
        work.put("language", Stated.stated(value, value))
    elif name == "agency":
        work.put("agency", Stated.stated(agency(value, bracketed=True) or value, value))
    elif name == "outlet":
        wires = agencies(value)
        if wires:
            work.put("agency", Stated.stated(wires[0], value))
        elif not outlet_names.is_issuer(value):
            work.put("outlet", Stated.stated(paper_of(value), value))
    elif name == "dateline":
        found = datelines.parse(value, alone=True)
        put_place(work, datelines.place_named(value), value)
        if found is not None and found.agency:
            work.put("agency", Stated.stated(found.agency, value))
        if found is not None and found.date is not None:
            if found.date.full:
                take_dates(work, [(found.date, False)], value)
            elif found.date.value:
                work.partial = work.partial or (found.date.value, value)
    elif name in ("section", "page", "edition"):
        work.extra.setdefault(name, value)


_INVERTED = re.compile(r"([^\W\d_][\w'’ -]{1,30}), ([^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,2})$")


def turned(text: str) -> str | None:
    """Return ``Ada Krol`` for ``Krol, Ada``, how catalogues print it; ``None`` for "Ada Krol, Jon Aske" and all else.

    General fact: a family name before a comma is one word (with particles), or else no given name stands in front of it.
    """
    match = _INVERTED.match(text)
    if match is None or " and " in text:
        return None
    family, given = match[1].split(), match[2].split()
    if len(family) > 1 and (is_given(family[0]) or not is_given(given[0])):
        return None
    if len(family) > 1 and len(given) > 1 and family[0][0].isupper() and len(given[-1].rstrip(".")) > 1:
        return None  # two full names
    return f"{match[2]} {match[1]}" if len(given) == 1 or not is_name(match[2], least=2) or is_given(given[0]) else None


def names_in_field(text: str) -> tuple[tuple[str, ...], str | None]:
    """Return the names in a field of a record, and the agency among them. ``Krol, Ada; Aske, Jon`` is how catalogues print them.

    One list is turned one way: all of its names are "family, given", or none is.
    """
    parts = [part.strip() for part in text.split(";") if part.strip()]
    in_order = [turned(part) for part in parts]
    names: list[str] = []
    wire: str | None = None
    if parts and all(in_order):
        return tuple(dict.fromkeys(name for name in in_order if name)), None
    for part in parts:
        found = bylines.parse(part) if bylines.is_opened(part) else bylines.parse(f"By {part}")
        names.extend(found.names if found is not None else ())
        wire = wire or (found.agency if found is not None else None)
    return tuple(dict.fromkeys(names)), wire or next((known for known in map(agency, names) if known), None)


def _take_names(work: Work, block: Block) -> None:
    """Take the names in a field of a record; several such fields name several."""
    block.kind = "byline"
    names, wire = names_in_field(block.text)
    if wire:
        work.put("agency", Stated.stated(wire, short(block.text)))
    if names:
        old = work.fields.get("byline") if work.recorded else None
        work.recorded = True
        if old is not None and old.value:
            names = (*old.value, *names)
            work.fields.pop("byline")
        work.put("byline", Stated.stated(tuple(dict.fromkeys(names)), short(block.text)))


def take_below(work: Work, block: Block, name: str) -> bool:
    """Take the line below ``Author:`` as its value."""
    if len(block.text) > 200:
        return False
    if name in ("title", "outlet", "agency"):
        if name == "outlet" and line_types.is_sentence(block.text):
            return False
        block.kind = "title" if name == "title" else "furniture"
        block.label = name
        take_value(work, block)
        return True
    return take_line(work, block, name, 0)


def take_line(work: Work, block: Block, name: str, at: int) -> bool:
    """Take ``Published: …`` and ``Author: …``; ``False`` if what stands there is no date or name."""
    value, evidence = block.text[at:].strip(), short(block.text)
    if name == "":
        if len(block.text) > 120:
            return False
        block.kind = "furniture"
        return True
    if name == "byline" and all(turned(part.strip()) for part in value.split(";")):
        _take_names(work, replace(block, text=value))
        block.kind = "byline"
        return True
    if name == "byline":
        value = re.sub(r"(?<=[a-z]{3})\.$", "", value)
        found = bylines.parse(f"By {value}") or (
            bylines.Byline((value,)) if 0 < len(value) <= 60 and is_name(value) else None
        )
        if found is None:
            return False
        block.kind = "byline"
        if found.names:
            work.put("byline", Stated.stated(found.names, evidence))
        if found.agency:
            work.put("agency", Stated.stated(found.agency, evidence))
        return True
    facts = line_facts.read(block.text) or line_facts.read(value) or source_lines.read(value)
    if facts is None or not facts.dates:
        return False
    take_facts(work, replace(facts, labelled=True), block)
    block.kind = "date" if not facts.byline else "byline"
    return True
