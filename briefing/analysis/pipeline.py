"""One article's analysis as one pure call, so that it can run in a process of its own."""

from __future__ import annotations

import time
from dataclasses import dataclass

from briefing.analysis import limits
from briefing.analysis.entities import recogniser
from briefing.analysis.quotations import extract as quotations
from briefing.model import Document, Mention, Quotation


@dataclass(frozen=True, slots=True)
class Analysed:
    """What was found in an article, and the seconds that each part took."""

    quotations: tuple[Quotation, ...]
    mentions: tuple[Mention, ...]
    quotation_seconds: float
    name_seconds: float


def analyse(document: Document) -> Analysed:
    """Quotations with their speakers, and names, of as much of the article as is analysed (``ceiling``)."""
    document = limits.head(document)
    start = time.perf_counter()
    quoted = quotations.extract(document)
    middle = time.perf_counter()
    mentions = recogniser.recognise(document)
    return Analysed(quoted, mentions, middle - start, time.perf_counter() - middle)
