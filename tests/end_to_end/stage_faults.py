"""The work on one article, with a fault in every article that asks for one: a line ``FAULT stage kind`` in its text.

Runs in the processes that work on articles, too: it stands in place of the real tasks there.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from briefing import ingest
from briefing.analysis import pipeline as articles
from briefing.model import Document

LINE = "Clerks wrote FAULT {stage} {kind} on the page."
_LINE = re.compile(r"FAULT (\w+) (\w+)")


def fault(stage: str, text: str) -> None:
    """Do what ``text`` asks for in this stage."""
    for asked, kind in _LINE.findall(text):
        if asked == stage:
            _FAULTS[kind]()


def _raise() -> None:
    raise IndexError("list index out of range")


def _memory() -> None:
    raise MemoryError


def _deep() -> None:
    _deep()


def _hang() -> None:
    while True:
        time.sleep(0.005)


_FAULTS = {"raise": _raise, "memory": _memory, "deep": _deep, "hang": _hang, "exit": lambda: os._exit(3)}


def read(root: Path, path: str) -> ingest.Reading:
    """Read a file, in place of ``ingest.read``."""
    fault("files", (root / path).read_text("utf-8", "replace"))
    return ingest.read(root, path)


def analyse(document: Document, parts: Iterable[str] = tuple(articles.PARTS)) -> Any:
    """Analyse an article, in place of ``analysis.pipeline.analyse``."""
    real = dict(articles.PARTS)

    def faulty(part: str) -> Any:
        def run(document: Document) -> Any:
            fault(part, document.text)
            return real[part](document)

        return run

    articles.PARTS = {part: faulty(part) for part in real}  # type: ignore[misc]
    try:
        return articles.analyse(document, parts)
    finally:
        articles.PARTS = real  # type: ignore[misc]
