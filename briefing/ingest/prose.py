"""How much of a text is running prose, and what its other lines are made of: tells settings, data and programs from articles."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from briefing.ingest.plain_text import line_types

LOOKED_AT: Final = 1 << 16
"""Characters of a text that are looked at."""

_FEW_LINES: Final = 4
"""Lines of a structure that make one: a short article may have three lines of any kind."""
_MOST_PROSE: Final = 0.35
"""Share of the characters that may be prose in a text that is none: remarks and values, in settings and programs."""
_LEAST_STRUCTURE: Final = 0.6
"""Share of the lines that have the form of a structure."""

_WORDS: Final = re.compile(r"(?:[^\W\d_]+(?:['’-][^\W\d_]+)*[,;:.!?]?[\"”’)]? [\"“‘(]?){4}[^\W\d_]+")
"""Five words of letters in a row, as sentences have and names of settings have not."""
_TAG: Final = re.compile(r"<[/!?]?[A-Za-z][^<>]{0,2000}>")
_LINES: Final = {
    "a file of subtitles": re.compile(r"[\d:.,]{5,16} --> [\d:.,]{5,16}"),
    "a log": re.compile(r"\[?(?:\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d|[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d)|\S+ \S+ \S+ \[\d\d/[A-Z][a-z]{2}/\d{4}:"),
    "a file of settings": re.compile(
        r"\[{1,2}[\w .:\"/@-]+\]{1,2}$|\s*(?:export )?[A-Za-z_][\w.\[\]-]*\s?=[^=]|[ ]*(?:- )?[\"']?[a-z_$][\w.$/-]*[\"']?:(?:$| [^ ])|[#;] ?\S"
    ),
    "a list of packages": re.compile(r"[\w@./\[\]-]+ ?(?:[=~<>!]=|@\^?~?v?\d|\(v?\d+\.|v?\d+\.\d)|-[re] \S+$|--[a-z]"),
    "a table": re.compile(r"[^\s,]+,[^\s,]*,\S+$"),
    "data": re.compile(r"\s*(?:[\"'\[{][^\n]*[,:{}\[\]\"']|[\]})]+[,;]?)$|\s*<[/!?]?[A-Za-z]|\S+;\S+;|[0-9A-Fa-f]{16,}\b"),
    "a program": re.compile(
        r"\s*(?:def |import |from \S+ import|class \w+[:({]|function\b|const |let |var |return\b|public |private |static |#include|//|/\*|\*/|\* |@\w+|if \(|for \(|while \(|end$)|[^\n]*[;{}]$"
    ),
}  # fmt: skip
"""What a line of each kind looks like; the first that fits counts."""
_FRONT: Final = re.compile(r"\A\ufeff?(---|\+\+\+)\r?\n(?s:.{0,8000}?)\n\1\r?\n")
"""What stands above an article in Markdown has the form of settings."""
_CUES: Final = 3
"""Times of display that make subtitles, whose words are prose."""


def share(text: str) -> float:
    """Return the share of the characters of ``text`` (0 to 1, space and markup apart) that stand in running prose."""
    size = sum(map(len, text.split()))
    words = sum(len(found[0].replace(" ", "")) for found in _WORDS.finditer(_TAG.sub("\n", text)))
    return words / size if size else 0.0


def structure(text: str) -> str:
    """Return what ``text`` is made of if it is no prose (``a file of settings``), "" if it may be an article."""
    rows = [line for line in _FRONT.sub("", text[:LOOKED_AT], count=1).splitlines() if line.strip()]
    kinds = Counter(map(_kind, rows))
    if kinds["a file of subtitles"] >= _CUES:
        return "a file of subtitles"
    del kinds[""]
    formed = kinds.total()
    if formed < _FEW_LINES or formed < _LEAST_STRUCTURE * len(rows) or share(text[:LOOKED_AT]) > _MOST_PROSE:
        return ""
    return kinds.most_common(1)[0][0]


def _kind(row: str) -> str:
    if line_types.label(row.strip()) is not None:
        return ""  # "title: Ferry to run": an article says what it is
    return next((kind for kind, form in _LINES.items() if form.match(row)), "")
