"""One article's analysis as one pure call, so that it can run in a process of its own; a part of it that fails leaves the others."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from briefing.analysis import limits
from briefing.analysis.entities import recogniser
from briefing.analysis.quotations import extract as quotations
from briefing.analysis.results import Analysed
from briefing.errors import reason
from briefing.model import Document

PARTS: Mapping[str, Callable[[Document], tuple[Any, ...]]] = {
    "quotations": lambda document: quotations.extract(document),
    "names": lambda document: recogniser.recognise(document),
}
"""What is looked for in an article, each by itself."""


def analyse(document: Document, parts: Iterable[str] = tuple(PARTS)) -> Analysed:
    """Return the quotations with their speakers, and the names, of as much of the article as is analysed (``ceiling``)."""
    results: dict[str, tuple[Any, ...]] = {}
    failures: dict[str, str] = {}
    seconds: dict[str, float] = {}
    head = limits.head(document)
    for part in parts:
        start = time.perf_counter()
        try:
            results[part] = PARTS[part](head)
        except Exception as error:
            failures[part] = reason(error)
        seconds[part] = time.perf_counter() - start
    return Analysed(results.get("quotations", ()), results.get("names", ()), failures, seconds)
