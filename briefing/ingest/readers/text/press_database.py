"""Exports of press databases: many documents in one file, with labelled lines.

Two layouts, in text and in word processors' files: the older one puts ``3 of 12 DOCUMENTS`` above each (outlet, date, headline, labels,
body, labels); the newer one ``End of Document`` below each (headline, outlet, date, copyright, labels, ``Body``, body, labels), and
before the first a page on who exported what, and on every page its number and the headline again.
"""

from __future__ import annotations

import re

from briefing.ingest.draft import Block, Draft
from briefing.ingest.plain_text import boilerplate, bylines, datelines, line_types, paragraphs
from briefing.lexicon.agencies import agency
from briefing.model import Span, Stated

_COUNTER = re.compile(r"^[ \t\ufeff]{0,80}(?:Document )?[0-9]{1,5} of [0-9]{1,5}(?: DOCUMENTS?)?[ \t]*$", re.MULTILINE)

_TOTAL = re.compile(r"\b1 of ([0-9]{1,5}) DOCUMENTS?\b")


def split(source: str) -> list[Span]:
    """The stretches of the documents in ``source`` (behind their counters); empty if it is no such export."""
    if " of " not in source[:4000]:
        return []
    counters = list(_COUNTER.finditer(source))
    if not counters or "DOCUMENT" not in counters[0].group().upper() or not _is_cover(source[: counters[0].start()]):
        return []
    ends = [match.start() for match in counters[1:]] + [len(source)]
    return [(match.end(), end) for match, end in zip(counters, ends, strict=True)]


_END = "End of Document"
_PAGE = re.compile(r"Page [0-9]{1,5} of [0-9]{1,5}$")
_LABEL = re.compile(
    r"(Section|Length|Byline|Dateline|Highlight|Series|Edition|Website|Load-Date|Language|Publication-Type|Subject|Journal Code|Correction(?:-Date)?|Acc-No|"
    r"Company|Organization|Person|Geographic|City|State|Country|Region|Industry|Ticker|Document-Type|Copyright)\s*:\s*",
    re.IGNORECASE,
)
_BELOW_LABEL = re.compile(r"(?:JOURNAL[- ]CODE|ACC-NO|DOCUMENT-TYPE|PUBLICATION-TYPE|LOAD-DATE|CORRECTION-DATE):")
_BELOW = frozenset({"graphic", "graphics", "classification", "notes", "load-date"})
"""Words alone on a line below the text."""


def ended(blocks: list[Block]) -> list[Draft]:
    """The documents of a layout that says where each ends: Factiva's, or Nexis's newer one; empty if ``blocks`` are no such export."""
    from briefing.ingest.readers.text import factiva

    return factiva.documents(blocks) or _newer(blocks)


def _newer(blocks: list[Block]) -> list[Draft]:
    """The documents of the newer layout, each down to its ``End of Document``."""
    if not any(block.text == _END for block in blocks) or not any(
        block.text == "Body" or block.text.startswith("Load-Date:") for block in blocks
    ):
        return []
    found: list[Draft] = []
    current: list[Block] = []
    for block in blocks:
        if block.text == _END:
            if current:
                found.append(_ended(current))
            current = []
        else:
            current.append(block)
    if current and (not found or any(block.text == "Body" for block in current)):
        found.append(_ended(current))  # the file breaks off
    return found


def _ended(blocks: list[Block]) -> Draft:
    """One document of the newer layout. What its head and its end say is stated; a head without a date is left to the rules."""
    body = next((number for number, block in enumerate(blocks) if block.text == "Body"), None)
    limit = len(blocks) if body is None else body
    dated = next((number for number, block in enumerate(blocks[:limit]) if _is_date(blocks, number)), None)
    if dated is None or dated < 1:
        return Draft(blocks)
    draft = Draft(blocks, marked=True)
    for block in blocks:
        block.kind = None
    for block in blocks[: dated - 1]:
        block.kind = "furniture"
    title = next((b for b in reversed(blocks[: dated - 1]) if not _PAGE.match(b.text)), None)
    outlet: Block | None = blocks[dated - 1]
    if title is None:
        title, outlet = blocks[dated - 1], None
    title.kind = "title"
    draft.fields["title"] = Stated.stated(title.text, title.text)
    if outlet is not None:
        outlet.kind = "furniture"
        _put_source(draft, outlet)
    facts = line_types.read(blocks[dated].text)
    blocks[dated].kind = "date"
    if facts is not None and facts.dates[0][0].full:
        draft.fields["published"] = Stated.stated(facts.dates[0][0].value, blocks[dated].text)
    number = dated + 1
    while number < len(blocks) and number != body and _take_label(draft, blocks[number]):
        number += 1
    if body is not None:
        for block in blocks[number : body + 1]:
            block.kind = "furniture"
            _take_label(draft, block)
        number = body + 1
    below = False
    for block in blocks[number:]:
        label = _LABEL.match(block.text)
        below = below or block.text.casefold() in _BELOW or (label is not None and label[1].casefold() == "load-date")
        again = block.text == title.text or _PAGE.match(block.text) is not None
        if below or again:
            block.kind = "furniture"
            _take_label(draft, block)
    return draft


def _put_source(draft: Draft, block: Block) -> None:
    """Takes the name of the source above the date: an agency, or else the outlet."""
    wire = agency(block.text)
    name = wire or re.sub(r"\s*\([^()]{2,40}\)$", "", block.text)
    draft.fields["agency" if wire else "outlet"] = Stated.stated(name, block.text)


def _is_date(blocks: list[Block], number: int) -> bool:
    """Whether the date of a document stands here: a line that is a date, with its copyright or its first label below."""
    if number + 1 >= len(blocks) or len(blocks[number].text) > 80:
        return False
    below = blocks[number + 1].text
    if boilerplate.is_edition(below) and number + 2 < len(blocks):
        below = blocks[number + 2].text
    if not (below.lower().startswith(("copyright", "©", "(c)")) or _LABEL.match(below) or below == "Body"):
        return False
    facts = line_types.read(blocks[number].text)
    return facts is not None and bool(facts.dates)


def _take_label(draft: Draft, block: Block) -> bool:
    """Takes a labelled line or a copyright; False if ``block`` is neither."""
    match = _LABEL.match(block.text)
    if match is None and boilerplate.is_edition(block.text):
        block.kind = "furniture"
        draft.extra.setdefault("edition", block.text)
        return True
    if match is None:
        if block.text.lower().startswith(("copyright", "©", "(c)")) and len(block.text) < 300:
            block.kind = "furniture"
            return True
        return False
    block.kind = "furniture"
    name, value = match[1].casefold(), block.text[match.end() :].strip()
    if not value:
        return True
    if name == "byline" and "byline" not in draft.fields:
        found = bylines.parse(value if value[:3].lower() == "by " else f"By {value}")
        if found is not None and found.names:
            block.kind = "byline"
            draft.fields["byline"] = Stated.stated(tuple(found.names), block.text)
        if found is not None and found.agency:
            draft.fields["agency"] = Stated.stated(found.agency, block.text)
    elif name == "dateline" and "dateline" not in draft.fields:
        place = datelines.place_named(value)
        draft.fields["dateline"] = Stated.stated(place, block.text) if place else Stated.unknown(block.text)
    elif name == "section":
        section, _, page = value.partition("; ")
        draft.extra.setdefault("section", section)
        if found_page := re.match(r"Pg\.\s*(\S+)", page):
            draft.extra.setdefault("page", found_page[1])
    elif name == "highlight" and "standfirst" not in draft.fields:
        draft.fields["standfirst"] = Stated.stated(value, block.text)
    elif name == "edition":
        draft.extra.setdefault("edition", value)
    return True


def _is_cover(before: str) -> bool:
    """Whether what stands above the first document is no text: a database's name, who printed it and when."""
    return len(before) < 1500 and all(
        len(line.strip()) < 80 and not line.strip().endswith((".", "!", "?", "”")) for line in before.splitlines()
    )


def drafts(source: str, spans: list[Span]) -> list[Draft]:
    """A draft for each document; offsets count in ``source``."""
    found = []
    for start, end in spans:
        blocks = paragraphs.blocks(source[start:end])
        for block in blocks:
            block.segments = tuple((a, b + start, c) for a, b, c in block.segments)
        if blocks:
            found.append(draft(blocks))
    counter = _TOTAL.search(source[:8000])
    if counter is not None and found and int(counter[1]) > len(found):
        found[0].problems.append(f"says that it holds {int(counter[1]):,} documents; {len(found):,} are there")
    return found


def draft(blocks: list[Block]) -> Draft:
    """One document: the line above its date is the outlet."""
    result = Draft(blocks)
    for above, block in zip([None, *blocks], blocks, strict=False):
        if block.text in ("ABSTRACT", "FULL TEXT", "BODY"):
            block.kind = "furniture"
        elif above is not None and above.text == "ABSTRACT":
            block.kind = "standfirst"
        elif _BELOW_LABEL.match(block.text):
            block.kind = "furniture"
    for number, block in enumerate(blocks[:6]):
        facts = line_types.read(block.text)
        if facts is not None and facts.dates:
            names = [
                b
                for b in blocks[:number]
                if not line_types.is_sentence(b.text) and not b.text.upper().startswith("COPYRIGHT")
            ]
            if names:
                names[0].kind = "furniture"
                _put_source(result, names[0])
            break
    return result
