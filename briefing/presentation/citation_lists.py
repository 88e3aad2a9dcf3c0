"""Several citations as one text: for the clipboard and for a file. Pure; cites nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePath
from typing import Final

ENDINGS: Final = {
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".ris": "ris",
    ".bib": "biblatex",
    ".json": "csl-json",
}
"""The format of citations that the ending of a file's name asks for; text where it says nothing."""

BETWEEN: Final = {"biblatex": "\n\n", "markdown": "\n\n"}
"""What stands between two citations of a format; a line's end between all others."""


def format_for(name: str) -> str:
    """Return the format of citations that the name of a file asks for."""
    return ENDINGS.get(PurePath(name).suffix.lower(), "text")


def joined(citations: Sequence[str], format: str) -> str:
    """Return several citations of one format as one text: records of CSL-JSON as one list, everything else one below the other."""
    if format == "csl-json":
        records = [record for each in citations for record in json.loads(each)]
        return json.dumps(records, ensure_ascii=False)
    return BETWEEN.get(format, "\n").join(each.strip() for each in citations)


def page(citations: Sequence[str], format: str) -> str:
    """Return several citations as the content of a file."""
    if format == "html":
        paragraphs = "".join(f"<p>{each}</p>\n" for each in citations)
        return f'<!doctype html>\n<meta charset="utf-8">\n<title>Citations</title>\n{paragraphs}'
    return joined(citations, format) + "\n"
