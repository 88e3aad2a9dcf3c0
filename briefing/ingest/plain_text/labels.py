"""Lines that say what they are: ``Headline: …``, ``Author: …``, ``Source: …``, ``Published: …``, also with the value on the next line.

Takes a label only where what stands behind it can be its value.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from briefing.ingest.draft import Block
from briefing.ingest.plain_text import (
    bylines,
    datelines,
    line_facts,
    line_types,
    outlet_names,
    repeated_passages,
    source_lines,
)
from briefing.ingest.plain_text.dating import dates
from briefing.ingest.plain_text.metadata_builder import Work, put_place, short, take_dates, take_day, take_facts
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
        if found is None or not _is_cut(block, *found):
            result.append(block)
            continue
        end = len(block.text[: found[1]].rstrip())
        left, right = repeated_passages.split(block, end, found[1])
        left.kind = "furniture"
        result += [left, right]
        right.kind = _LABELLED.get(found[0])
        right.label = found[0]
    return result


_LEFT_WHOLE = frozenset(("", "published", "updated", "byline"))


def _is_cut(block: Block, name: str, at: int) -> bool:
    """Return whether a labelled line becomes label and value: not where dates or names stand in it, which are read together."""
    if at >= len(block.text) or name in _LEFT_WHOLE or _combined(block, name, at):
        return False
    return name != "body" or bylines.bare(block.text[at:].strip()) is None


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
    return f"{article} {head}" if comma and article.casefold() in _ARTICLES else name


_ARTICLES = frozenset("the le la el die der das il de".split())


def take_value(work: Work, block: Block) -> None:
    """Take the value of a labelled line that was cut in label and value."""
    name, value = block.label, block.text
    if value.strip(" .-–—()[]").casefold() in byline_words.NOTHING:
        block.kind = "furniture"
    elif name in _TAKERS:
        _TAKERS[name](work, block, value)


def _take_title(work: Work, block: Block, value: str) -> None:
    work.state("title", value, value)
    block.kind = "title"


def _take_standfirst(work: Work, block: Block, value: str) -> None:
    work.state("standfirst", value, value)
    block.kind = "standfirst"


def _take_address(work: Work, block: Block, value: str) -> None:
    work.state("url", value, value)
    block.kind = "furniture"


def _take_day(work: Work, block: Block, value: str) -> None:
    block.kind = "date"
    days = [date for date in dates.field(value) if date.full]
    take_dates(work, [(date, block.label == "updated") for date in days[:1]], short(value))


def _take_language(work: Work, block: Block, value: str) -> None:
    work.state("language", value if 2 <= len(value) <= 12 else "", value)


def _take_agency(work: Work, block: Block, value: str) -> None:
    work.state("agency", agency(value, bracketed=True) or value, value)


def _take_outlet(work: Work, block: Block, value: str) -> None:
    wires = agencies(value)
    work.state("agency", "".join(wires[:1]), value)
    if not wires and not outlet_names.is_issuer(value):
        work.state("outlet", paper_of(value), value)


def _take_place(work: Work, block: Block, value: str) -> None:
    put_place(work, datelines.place_named(value), value)
    found = datelines.parse(value, alone=True)
    if found is not None:
        work.state("agency", found.agency, value)
        take_day(work, found, value)


def _take_extra(work: Work, block: Block, value: str) -> None:
    work.extra.setdefault(block.label, value)


_INVERTED = re.compile(r"([^\W\d_][\w'’ -]{1,30}), ([^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,2})$")


def turned(text: str) -> str | None:
    """Return ``Ada Krol`` for ``Krol, Ada``, how catalogues print it; ``None`` for "Ada Krol, Jon Aske" and all else.

    General fact: a family name before a comma is one word (with particles), or else no given name stands in front of it.
    """
    match = _INVERTED.match(text)
    if match is None or " and " in text:
        return None
    family, given = match[1].split(), match[2].split()
    named = is_given(given[0])
    if len(family) > 1 and (is_given(family[0]) or not named or _are_full_names(family, given)):
        return None
    return f"{match[2]} {match[1]}" if named or len(given) == 1 or not is_name(match[2], least=2) else None


def _are_full_names(first: list[str], second: list[str]) -> bool:
    """Return whether both sides of a comma are a person: two words or more each, the last no initial."""
    return len(second) > 1 and first[0][0].isupper() and len(second[-1].rstrip(".")) > 1


def names_in_field(text: str) -> tuple[tuple[str, ...], str | None]:
    """Return the names in a field of a record, and the agency among them. ``Krol, Ada; Aske, Jon`` is how catalogues print them.

    One list is turned one way: all of its names are "family, given", or none is.
    """
    parts = [part.strip() for part in text.split(";") if part.strip()]
    in_order = [turned(part) for part in parts]
    if parts and all(in_order):
        return tuple(dict.fromkeys(name for name in in_order if name)), None
    lines = [bylines.parse(part if bylines.is_opened(part) else f"By {part}") for part in parts]
    named = [line for line in lines if line is not None]
    names = tuple(dict.fromkeys(name for line in named for name in line.names))
    wires = (*(line.agency for line in named), *map(agency, names))
    return names, next(filter(None, wires), None)


def _take_names(work: Work, block: Block) -> None:
    """Take the names in a field of a record; several such fields name several."""
    block.kind = "byline"
    names, wire = names_in_field(block.text)
    work.state("agency", wire, short(block.text))
    if names:
        old = work.fields.get("byline") if work.recorded else None
        work.recorded = True
        if old is not None and old.value:
            names = (*old.value, *names)
            work.fields.pop("byline")
        work.put("byline", Stated.stated(tuple(dict.fromkeys(names)), short(block.text)))


_TAKERS: dict[str, Callable[[Work, Block, str], None]] = {
    "title": _take_title, "standfirst": _take_standfirst, "url": _take_address, "published": _take_day, "updated": _take_day,
    "byline": lambda work, block, value: _take_names(work, block), "language": _take_language, "agency": _take_agency,
    "outlet": _take_outlet, "dateline": _take_place, "section": _take_extra, "page": _take_extra, "edition": _take_extra,
}  # fmt: skip
"""Field -> what takes its value."""


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
    value = block.text[at:].strip()
    if name == "":
        block.kind = "furniture" if len(block.text) <= 120 else block.kind
        return len(block.text) <= 120
    if name == "byline":
        return _take_byline(work, block, value)
    facts = line_facts.read(block.text) or line_facts.read(value) or source_lines.read(value)
    if facts is None or not facts.dates:
        return False
    take_facts(work, replace(facts, labelled=True), block)
    block.kind = "byline" if facts.byline else "date"
    return True


def _take_byline(work: Work, block: Block, value: str) -> bool:
    """Take the names behind ``Author:``, printed in order or turned; ``False`` if there are none."""
    if all(turned(part.strip()) for part in value.split(";")):
        _take_names(work, replace(block, text=value))
        block.kind = "byline"
        return True
    value = re.sub(r"(?<=[a-z]{3})\.$", "", value)
    found = bylines.parse(f"By {value}")
    if found is None and 0 < len(value) <= 60 and is_name(value):
        found = bylines.Byline((value,))
    if found is None:
        return False
    block.kind = "byline"
    work.state("byline", found.names, short(block.text))
    work.state("agency", found.agency, short(block.text))
    return True
