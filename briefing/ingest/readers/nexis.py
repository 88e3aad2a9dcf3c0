"""Exports of press databases: many documents in one file, each under ``3 of 12 DOCUMENTS``, with labelled lines.

Built from the layout that such exports share, in text and in docx: counter, outlet, date, headline, labels, body, labels.
"""

from __future__ import annotations

import re

from briefing.ingest import layout, lines
from briefing.ingest.draft import Block, Draft
from briefing.model import Span, Stated

_COUNTER = re.compile(r"^[ \t\ufeff]{0,80}(?:Document )?[0-9]{1,5} of [0-9]{1,5}(?: DOCUMENTS?)?[ \t]*$", re.MULTILINE)


def split(source: str) -> list[Span]:
    """The stretches of the documents in ``source`` (behind their counters); empty if it is no such export."""
    if " of " not in source[:4000]:
        return []
    counters = list(_COUNTER.finditer(source))
    if (
        not counters
        or "DOCUMENT" not in counters[0].group().upper()
        or source[: counters[0].start()].strip("\ufeff \t\r\n")
    ):
        return []
    ends = [match.start() for match in counters[1:]] + [len(source)]
    return [(match.end(), end) for match, end in zip(counters, ends, strict=True)]


def drafts(source: str, spans: list[Span]) -> list[Draft]:
    """A draft for each document; offsets count in ``source``."""
    found = []
    for start, end in spans:
        blocks = layout.blocks(source[start:end])
        for block in blocks:
            block.segments = tuple((a, b + start, c) for a, b, c in block.segments)
        if blocks:
            found.append(draft(blocks))
    return found


def draft(blocks: list[Block]) -> Draft:
    """One document: the line above its date is the outlet."""
    result = Draft(blocks)
    for number, block in enumerate(blocks[:6]):
        facts = lines.read(block.text)
        if facts is not None and facts.dates:
            names = [
                b
                for b in blocks[:number]
                if not lines.is_sentence(b.text) and not b.text.upper().startswith("COPYRIGHT")
            ]
            if names:
                names[0].kind = "furniture"
                outlet = re.sub(r"\s*\([^()]{2,40}\)$", "", names[0].text)
                result.fields["outlet"] = Stated.stated(outlet, names[0].text)
            break
    return result
