"""Dates as the index compares them: days since 0001-01-01 and minutes since 1970 (UTC). Never guesses: what is no full date is ``None``."""

from __future__ import annotations

import calendar
import datetime
import re

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def day_of(date: str) -> int | None:
    """The proleptic ordinal of the calendar day that an ISO date prints, ``None`` for ``--03-31``, ``2023-03`` or ""."""
    try:
        return datetime.date.fromisoformat(date[:10]).toordinal() if len(date) >= 10 and date[4:5] == "-" else None
    except ValueError:
        return None


def minute_of(date: str) -> int | None:
    """Minutes since 1970-01-01T00:00Z, for ordering; a time without zone counts as UTC, a date without time as midnight."""
    if day_of(date) is None:
        return None
    try:
        moment = datetime.datetime.fromisoformat(date)
    except ValueError:
        moment = datetime.datetime.fromisoformat(date[:10])
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.UTC)
    return int((moment - _EPOCH) // datetime.timedelta(minutes=1))


def period(text: str) -> tuple[int, int] | None:
    """First and last day (ordinals) of ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; ``None`` if it is none of these.

    >>> period("2023-02") == (day_of("2023-02-01"), day_of("2023-02-28"))
    True
    """
    match = _ISO.fullmatch(text)
    if match is None or not match.group().isascii():
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        if day:
            only = datetime.date(year, month, day).toordinal()
            return only, only
        if month:
            first = datetime.date(year, month, 1)
            return first.toordinal(), first.replace(day=calendar.monthrange(year, month)[1]).toordinal()
        if match.group(2) or match.group(3):
            return None
        return datetime.date(year, 1, 1).toordinal(), datetime.date(year, 12, 31).toordinal()
    except ValueError:
        return None
