"""Completes a month and day without a year, only by evidence inside the text. Never by today's date.

All of these must agree: the text speaks of a *part* of a year as past ("early 2023") in which the month lies; it reports from
a weekday that is the day of the month or the one before in that year, and from no other weekday; it mentions no later year.
A text that looks back (an anniversary, something from the archive) is never completed, nor one that gives that same year to
the month or a later one: news leaves off the year that is current.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from briefing.ingest.plain_text.dating.dates import WEEKDAYS
from briefing.lexicon.head_words import MONTHS
from briefing.partial_date import PartialDate

_YEAR = re.compile(r"(?<![\w$€£¥,.:/-])(19[4-9][0-9]|20[0-9]{2})(?![\w%]|[,.][0-9]|[-–][0-9])")
_PART = re.compile(r"\b(early|late|mid|end of|beginning of|start of)[\s-]((?:19|20)[0-9]{2})\b", re.IGNORECASE)
_PARTS = {
    "early": range(1, 7),
    "beginning of": range(1, 5),
    "start of": range(1, 5),
    "mid": range(5, 10),
    "late": range(9, 13),
    "end of": range(11, 13),
}
_AHEAD = re.compile(
    r"\b(?:by|until|till|before|through|to|for|from|next|expected|planned|due|scheduled)\s+(?:the\s+)?$", re.IGNORECASE
)
_WEEKDAY = re.compile(
    r"\b(next |last |this |every |by |until |coming )?(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(s\b)?", re.IGNORECASE
)
_MONTH_YEAR = re.compile(
    r"\b(Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
    r"(?:\s+[0-3]?[0-9],?)?\s+((?:19|20)[0-9]{2})\b"
)
_LOOKS_BACK = re.compile(
    r"\banniversar|\bon this day\b|\barchives?\b|\b(?:originally|first) (?:published|appeared|broadcast)|\byears? (?:later|after|on)\b|\byears? ago (?:today|this|on)\b"
    r"|\b(?:decades?|century|centuries) (?:ago|later|since|after|on)\b|\bcommemorat|\bremembered\b|\bin retrospect\b",
    re.IGNORECASE,
)
_REACH = 20_000


def complete(partial: str, body: Sequence[str]) -> tuple[str, str] | None:
    """Return ``(ISO date, reason)`` for ``--MM-DD`` by the paragraphs of ``body``, or ``None`` where they do not settle it."""
    known = PartialDate.parse(partial)
    if known is None or known.month is None or known.day is None:
        return None
    month, day = known.month, known.day
    text = "\n".join(body)[:_REACH]
    year = _latest_part(text, month)
    if year is None or _LOOKS_BACK.search(text) or any(int(other) > year for other in _YEAR.findall(text)):
        return None
    if any(
        int(match[2]) == year and MONTHS[match[1].rstrip(".").lower()] >= month for match in _MONTH_YEAR.finditer(text)
    ):
        return None
    told = _day_told(text, year, month, day)
    if told is None:
        return None
    date, back = told
    name = (date - datetime.timedelta(days=back)).strftime("%A")
    when = "is that day" if back == 0 else "is the day before"
    reported = date - datetime.timedelta(days=back)
    return (
        date.isoformat(),
        f"the text speaks of {year} as past and of {name}; {name} {reported.day} {reported.strftime('%B')} {year} {when}",
    )


def _latest_part(text: str, month: int) -> int | None:
    """Return the year of which the text says, as of the past, that part in which ``month`` lies."""
    years = [
        int(match[2])
        for match in _PART.finditer(text)
        if month in _PARTS[match[1].lower()] and not _AHEAD.search(text[max(0, match.start() - 20) : match.start()])
    ]
    return max(years, default=None)


def _day_told(text: str, year: int, month: int, day: int) -> tuple[datetime.date, int] | None:
    """Return the date, and how many days before it (0 or 1) the one weekday lies that the text reports from.

    News reports from the day of publication or the day before ("... said Thursday", dated the Friday).
    """
    try:
        date = datetime.date(year, month, day)
    except ValueError:
        return None
    named = {WEEKDAYS.index(match[2][:3].lower()) for match in _WEEKDAY.finditer(text) if not match[1] and not match[3]}
    offsets = {(date.weekday() - number) % 7 for number in named}
    return (date, max(offsets)) if offsets and offsets <= {0, 1} else None
