"""Completes a month and day without a year, only by evidence inside the text. Never by today's date.

Two things must agree: the years that the text mentions as past, and a weekday that the text reports from. News reports from
the day of publication or the day before ("... said Thursday", dated the Friday). If the latest year mentioned and the one
after it would both agree, or neither, the date stays without a year.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from briefing.ingest.dates import MONTHS, WEEKDAYS

_YEAR = re.compile(r"(?<![\w$€£¥,.:/-])(19[4-9][0-9]|20[0-9]{2})(?![\w%]|[,.][0-9]|[-–][0-9])")
_FUTURE = re.compile(r"(?:\b(?:by|until|till|before|through|to|for|next|from|in|of|the year|fiscal|fy|elections?|olympics|world cup|cop\d*)\s*)$", re.IGNORECASE)
_PLAINLY_PAST = re.compile(r"\b(?:early|late|mid|end of|beginning of|start of|since|last|back in|in)[\s-]*$", re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(next |last |this |every |on |by )?(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(s|['’]s)?")
_MONTH_YEAR = re.compile(
    r"\b(Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
    r"(?:\s+([0-3]?[0-9]),?)?\s+((?:19|20)[0-9]{2})\b"
)
_REACH = 20_000


def complete(partial: str, body: Sequence[str]) -> tuple[str, str] | None:
    """``(ISO date, reason)`` for ``--MM-DD`` by the paragraphs of ``body``, or ``None`` where they do not settle it."""
    month, day = int(partial[2:4]), int(partial[5:7])
    text = "\n".join(body)[:_REACH]
    near = _named_near(text, month, day)
    if near is not None:
        return near
    past = _past_years(text)
    if not past:
        return None
    latest = max(past)
    if not _recent(text, latest, month):
        return None
    days = {match[2][:3].lower() for match in _WEEKDAY.finditer(text) if not match[1] or match[1].strip() in ("on", "")}
    numbers = {WEEKDAYS.index(name) for name in days}
    if not numbers:
        return None
    fitting = []
    for year in (latest, latest + 1):
        try:
            date = datetime.date(year, month, day)
        except ValueError:
            continue
        offsets = {(date.weekday() - number) % 7 for number in numbers}
        if offsets & {0, 1}:
            fitting.append((date, min(offsets & {0, 1})))
    if len(fitting) != 1 or fitting[0][0].year != latest:
        return None
    date, back = fitting[0]
    told = date - datetime.timedelta(days=back)
    name = told.strftime("%A")
    when = "is that day" if back == 0 else "is the day before"
    return date.isoformat(), f"the text speaks of {latest} as past and of {name}; {name} {told.day} {told.strftime('%B')} {latest} {when}"


_PART = re.compile(r"\b(early|late|mid|end of|beginning of|start of)[\s-]((?:19|20)[0-9]{2})\b", re.IGNORECASE)
_PARTS = {"early": range(1, 7), "beginning of": range(1, 5), "start of": range(1, 5), "mid": range(5, 10), "late": range(9, 13), "end of": range(11, 13)}


def _recent(text: str, year: int, month: int) -> bool:
    """Whether the text speaks of the part of ``year`` in which ``month`` lies: "early 2023" for a day in March.

    A year alone is not enough, as stories written years later mention it as well; and a month with its year ("March 2011")
    speaks against that year, as news leaves the year off where it is the current one.
    """
    return any(int(match[2]) == year and month in _PARTS[match[1].lower()] for match in _PART.finditer(text))


def _past_years(text: str) -> list[int]:
    years = []
    for match in _YEAR.finditer(text):
        before = text[max(0, match.start() - 16) : match.start()]
        if _FUTURE.search(before) and not _PLAINLY_PAST.search(before):
            continue
        years.append(int(match[1]))
    return years


def _named_near(text: str, month: int, day: int) -> tuple[str, str] | None:
    """A full date in the text at most two days before the day (or on it) carries the year: news names its day in full."""
    found: dict[str, str] = {}
    for match in _MONTH_YEAR.finditer(text):
        if not match[2]:
            continue
        try:
            named = datetime.date(int(match[3]), MONTHS[match[1].rstrip(".").lower()], int(match[2]))
            candidate = datetime.date(named.year, month, day)
        except ValueError:
            continue
        if 0 <= (candidate - named).days <= 2:
            found[candidate.isoformat()] = match[0]
    years = {int(year) for year in _YEAR.findall(text)}
    if len(found) == 1:
        value, words = next(iter(found.items()))
        if max(years, default=0) <= int(value[:4]):
            return value, f"the text names “{words}” in full and no later year"
    return None
