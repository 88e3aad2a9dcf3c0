"""Dates as the index compares them: days since 0001-01-01 and minutes since 1970 (UTC). Never guesses: what is no full date is ``None``."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

from briefing.index.query.nodes import OPEN_END, OPEN_START
from briefing.partial_date import PartialDate

_LONGEST = len("2023-03-31")
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def day_of(date: str) -> int | None:
    """Return the proleptic ordinal of the calendar day that an ISO date prints, ``None`` for ``--03-31``, ``2023-03`` or ""."""
    stated = PartialDate.parse(date[:_LONGEST])
    days = stated.days() if stated is not None and stated.is_full else None
    return None if days is None else days[0].toordinal()


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
    date = PartialDate.parse(text) if len(text) <= _LONGEST else None
    days = None if date is None else date.days()
    return None if days is None else (days[0].toordinal(), days[1].toordinal())


_HOW = "write 2023, 2023-03 or 2023-03-31"
_SHAPE = re.compile(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?", re.ASCII)
_OTHER_ORDER = re.compile(r"\d{1,4}([./])\d{1,2}(?:\1\d{1,4})?|\d{1,2}-\d{1,2}-\d{2,4}", re.ASCII)
_LONGEST_SHOWN = 24


def fault(text: str) -> str:
    """Return what is wrong with ``text``, which :func:`period` cannot read as a date, and what to write instead.

    >>> fault("2023-13"), fault("2023-02-30")
    ('there is no month 13: write 2023, 2023-03 or 2023-03-31', '2023-02 has no day 30: write 2023, 2023-03 or 2023-03-31')
    """
    shown = text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"
    shape = _SHAPE.fullmatch(text)
    if shape is None:
        reason = f"“{shown}” is in another order" if _OTHER_ORDER.fullmatch(text) else f"“{shown}” is no date"
        return f"{reason}: {_HOW}"
    year, month, day = shape.groups()
    if year == "0000":
        reason = "there is no year 0000"
    elif month is not None and not 1 <= int(month) <= 12:
        reason = f"there is no month {month}"
    elif len(month or "00") < 2 or len(day or "00") < 2:
        reason = f"“{shown}” lacks a nought: months and days have two figures"
    else:
        reason = f"{year}-{month} has no day {day}"
    return f"{reason}: {_HOW}"


def typed(text: str) -> tuple[int, int] | None:
    """Return the days of a date that is still being typed (``2024-1``, ``2024.``), as far as it goes; ``None`` where nothing can be made of it."""
    half = _HALF_DATE.fullmatch(text)
    if half is not None:
        whole = half.group(1)
        if not whole:
            return OPEN_START, OPEN_END
        days = period(whole) or period(whole[:4])
        if days is not None:
            return days
    started = period(text[:-1]) if text.endswith(".") else None  # the first dot of a range
    return None if started is None else (started[0], OPEN_END)


_HALF_DATE = re.compile(r"(\d{4}(?:-\d{2})?)?[-\d]*", re.ASCII)
_COMPARED: dict[str, Callable[[int, int], tuple[int, int]]] = {
    ">": lambda first, last: (last + 1, OPEN_END),
    ">=": lambda first, last: (first, OPEN_END),
    "<": lambda first, last: (OPEN_START, first - 1),
    "<=": lambda first, last: (OPEN_START, last),
    "": lambda first, last: (first, last),
}


def compared(sign: str, first: int, last: int) -> tuple[int, int]:
    """Return the days that ``sign`` (``>``, ``<=``, ...) asks for, beside those of a period."""
    return _COMPARED[sign](first, last)
