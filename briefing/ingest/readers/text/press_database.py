"""Exports of press databases: many documents in one file, with labelled lines.

Two layouts, in text and in word processors' files: the older one puts ``3 of 12 DOCUMENTS`` above each (outlet, date, headline, labels,
body, labels); the newer one ``End of Document`` below each (headline, outlet, date, copyright, labels, ``Body``, body, labels), and
before the first a page on who exported what, and on every page its number and the headline again.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable

from briefing.ingest.draft import Block, Draft
from briefing.ingest.plain_text import boilerplate, bylines, datelines, line_facts, line_types, paragraphs
from briefing.ingest.plain_text.dating import dates
from briefing.lexicon.agencies import agency
from briefing.model import Span, Stated

_COUNTER = re.compile(r"^[ \t\ufeff]{0,80}(?:Document )?[0-9]{1,5} of [0-9]{1,5}(?: DOCUMENTS?)?[ \t]*$", re.MULTILINE)

_TOTAL = re.compile(r"\b1 of ([0-9]{1,5}) DOCUMENTS?\b")


def split(source: str) -> list[Span]:
    """Return the stretches of the documents in ``source`` (behind their counters); empty if it is no such export."""
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
_HEADINGS = frozenset(("ABSTRACT", "FULL TEXT", "BODY"))
_BELOW = re.compile(r"(?:graphics?|classification|notes|load-date)$|load-date\s*:", re.IGNORECASE)
"""Words alone on a line below the text, and the label that opens what stands there."""


def ended(blocks: list[Block]) -> list[Draft]:
    """Return the documents of a layout that says where each ends: Factiva's, or Nexis's newer one; empty if ``blocks`` are no such export."""
    from briefing.ingest.readers.text import factiva

    return factiva.documents(blocks) or _newer(blocks)


def _newer(blocks: list[Block]) -> list[Draft]:
    """Return the documents of the newer layout, each down to its ``End of Document``."""
    if all(block.text != _END for block in blocks) or not any(
        map(_SHOWS_LAYOUT.match, (block.text for block in blocks))
    ):
        return []
    documents: list[list[Block]] = [[]]
    for block in blocks:
        if block.text == _END:
            documents.append([])
        else:
            documents[-1].append(block)
    *whole, rest = documents
    drafts = [_ended(document) for document in whole if document]
    if rest and (not drafts or any(block.text == "Body" for block in rest)):
        drafts.append(_ended(rest))  # the file breaks off
    return drafts


_SHOWS_LAYOUT = re.compile(r"Body$|Load-Date:")


def _ended(blocks: list[Block]) -> Draft:
    """Return one document of the newer layout. What its head and its end say is stated; a head without a date is left to the rules."""
    body = next((number for number, block in enumerate(blocks) if block.text == "Body"), None)
    limit = len(blocks) if body is None else body
    dated = next((number for number in range(limit) if _is_date(blocks, number)), None)
    if not dated:
        return Draft(blocks)
    draft = Draft(blocks, marked=True)
    for number, block in enumerate(blocks):
        block.kind = "furniture" if number < dated - 1 else None
    title = _take_title(draft, blocks[:dated])
    _take_date(draft, blocks[dated])
    labelled = itertools.takewhile(lambda block: _take_label(draft, block), blocks[dated + 1 : limit])
    number = dated + 1 + sum(1 for _ in labelled)
    if body is not None:
        for block in blocks[number : body + 1]:
            _take_furniture(draft, block)
        number = body + 1
    below = False
    for block in blocks[number:]:
        below |= _BELOW.match(block.text) is not None
        if below or block.text == title.text or _PAGE.match(block.text):
            _take_furniture(draft, block)
    return draft


def _take_title(draft: Draft, head: list[Block]) -> Block:
    """Take the outlet, right above the date, and the headline above that; return the headline."""
    title = next((block for block in reversed(head[:-1]) if not _PAGE.match(block.text)), None)
    if title is not None:
        head[-1].kind = "furniture"
        _put_source(draft, head[-1])
    title = title or head[-1]
    title.kind = "title"
    draft.fields["title"] = Stated.stated(title.text, title.text)
    return title


def _take_date(draft: Draft, block: Block) -> None:
    block.kind = "date"
    day, *_ = _days(block.text)
    draft.state("published", day.value if day.full else "", block.text)


def _days(line: str) -> list[dates.Date]:
    """Return the days of a line of metadata."""
    facts = line_facts.read(line)
    return [] if facts is None else [day for day, _ in facts.dates]


def _take_furniture(draft: Draft, block: Block) -> None:
    block.kind = "furniture"
    _take_label(draft, block)


def _put_source(draft: Draft, block: Block) -> None:
    """Take the name of the source above the date: an agency, or else the outlet."""
    wire = agency(block.text)
    name = wire or re.sub(r"\s*\([^()]{2,40}\)$", "", block.text)
    draft.fields["agency" if wire else "outlet"] = Stated.stated(name, block.text)


def _is_date(blocks: list[Block], number: int) -> bool:
    """Return True if the date of a document stands here: a line that is a date, with its copyright or its first label below."""
    line, *below = (block.text for block in blocks[number : number + 3])
    if not below or len(line) > 80:
        return False
    if not _BELOW_DATE.match(below[-1] if boilerplate.is_edition(below[0]) else below[0]):
        return False
    return _days(line) != []


_BELOW_DATE = re.compile(rf"copyright|©|\(c\)|(?-i:Body$)|{_LABEL.pattern}", re.IGNORECASE)


def _take_label(draft: Draft, block: Block) -> bool:
    """Take a labelled line, an edition or a copyright; return False if ``block`` is none."""
    match = _LABEL.match(block.text)
    if match is not None:
        block.kind = "furniture"
        name, value = match[1].casefold(), block.text[match.end() :].strip()
        if value and name in _TAKEN:
            _TAKEN[name](draft, block, value)
    elif boilerplate.is_edition(block.text):
        block.kind = "furniture"
        draft.extra.setdefault("edition", block.text)
    elif _is_copyright(block.text) and len(block.text) < 300:
        block.kind = "furniture"
    else:
        return False
    return True


def _is_copyright(line: str) -> bool:
    return line.lower().startswith(("copyright", "©", "(c)"))


def _take_byline(draft: Draft, block: Block, value: str) -> None:
    if "byline" in draft.fields:
        return
    byline = bylines.parse(value if value[:3].lower() == "by " else f"By {value}")
    if byline is None:
        return
    if byline.names:
        block.kind = "byline"
        draft.state("byline", tuple(byline.names), block.text)
    draft.state("agency", byline.agency, block.text)


def _take_dateline(draft: Draft, block: Block, value: str) -> None:
    if "dateline" not in draft.fields:
        place = datelines.place_named(value)
        draft.fields["dateline"] = Stated.stated(place, block.text) if place else Stated.unknown(block.text)


def _take_section(draft: Draft, block: Block, value: str) -> None:
    section, _, rest = value.partition("; ")
    draft.extra.setdefault("section", section)
    if page := re.match(r"Pg\.\s*(\S+)", rest):
        draft.extra.setdefault("page", page[1])


def _take_highlight(draft: Draft, block: Block, value: str) -> None:
    draft.fields.setdefault("standfirst", Stated.stated(value, block.text))


def _take_edition(draft: Draft, block: Block, value: str) -> None:
    draft.extra.setdefault("edition", value)


_TAKEN: dict[str, Callable[[Draft, Block, str], None]] = {
    "byline": _take_byline,
    "dateline": _take_dateline,
    "section": _take_section,
    "highlight": _take_highlight,
    "edition": _take_edition,
}
"""Label -> what takes its value."""


def _is_cover(before: str) -> bool:
    """Return whether what stands above the first document is no text: a database's name, who printed it and when."""
    return len(before) < 1500 and all(map(_COVER_LINE.fullmatch, map(str.strip, before.splitlines())))


_COVER_LINE = re.compile(r"(?:.{0,78}[^.!?”])?", re.DOTALL)


def drafts(source: str, spans: list[Span]) -> list[Draft]:
    """Return a draft for each document; offsets count in ``source``."""
    found = []
    for start, end in spans:
        blocks = paragraphs.blocks(source[start:end])
        for block in blocks:
            block.segments = tuple((a, b + start, c) for a, b, c in block.segments)
        if blocks:
            found.append(draft(blocks))
    counter = _TOTAL.search(source[:8000])
    if counter is not None and 0 < len(found) < int(counter[1]):
        found[0].problems.append(f"says that it holds {int(counter[1]):,} documents; {len(found):,} are there")
    return found


def draft(blocks: list[Block]) -> Draft:
    """Return one document of the older layout: the line above its date is the outlet."""
    result = Draft(blocks)
    for above, block in itertools.pairwise([Block(""), *blocks]):
        if block.text in _HEADINGS or _BELOW_LABEL.match(block.text):
            block.kind = "furniture"
        if above.text == "ABSTRACT" and block.text not in _HEADINGS:
            block.kind = "standfirst"
    for number, block in enumerate(blocks[:6]):
        if _days(block.text):
            outlet = next((above for above in blocks[:number] if _may_be_outlet(above.text)), None)
            if outlet is not None:
                outlet.kind = "furniture"
                _put_source(result, outlet)
            break
    return result


def _may_be_outlet(line: str) -> bool:
    return not line_types.is_sentence(line) and not line.upper().startswith("COPYRIGHT")
