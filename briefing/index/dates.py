"""Dates as the index compares them: days since 0001-01-01 and minutes since 1970 (UTC). Never guesses: what is no full date is ``None``."""

from __future__ import annotations

import datetime

from briefing.partial_date import PartialDate

_LONGEST = len("2023-03-31")
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def day_of(date: str) -> int | None:
    """The proleptic ordinal of the calendar day that an ISO date prints, ``None`` for ``--03-31``, ``2023-03`` or ""."""
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
