"""A date, or as much of one as a source states. Never completed: a month and day without a year stay so.

Written as ISO: ``2024-05-03``, ``2024-05``, ``2024``, and ``--05-03`` where no year is known.
"""

from __future__ import annotations

import datetime
import re
from typing import Self

from briefing.late import dataclass, pattern

_ISO = pattern(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?(?:[T ].*)?", re.DOTALL)
_WITHOUT_YEAR = pattern(r"--(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_LEAP_YEAR = 2000
"""Has every day that any year has."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """What is known of a date: a year, a year and month, a full date, or a month and day without a year."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, year: int | None = None, month: int | None = None, day: int | None = None) -> Self | None:
        """Return the date with these parts, or None if nothing is known or no calendar has it."""
        if (year is None and (month is None or day is None)) or (month is None and day is not None):
            return None
        try:
            datetime.date(
                _LEAP_YEAR if year is None else year, 1 if month is None else month, 1 if day is None else day
            )
        except (ValueError, OverflowError):
            return None
        return cls(year, month, day)

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Return the date that ``text`` writes as ISO (a time may stand behind it), or None if it is none."""
        match = _ISO.fullmatch(text) or _WITHOUT_YEAR.fullmatch(text)
        if match is None:
            return None
        parts = {name: int(value) for name, value in match.groupdict().items() if value is not None}
        return cls.of(**parts)

    @property
    def iso(self) -> str:
        """The date as it is stored; a month and day without a year as ``--05-03``."""
        parts = [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(["-" if self.year is None else f"{self.year:04}", *parts])

    @property
    def is_full(self) -> bool:
        """Whether year, month and day are known."""
        return self.year is not None and self.day is not None

    def days(self) -> tuple[datetime.date, datetime.date] | None:
        """Return the first and the last day that it can be, or None without a year."""
        if self.year is None:
            return None
        first = datetime.date(self.year, self.month or 1, self.day or 1)
        if self.day is not None:
            return first, first
        if self.month is None or self.month == 12:
            return first, datetime.date(self.year, 12, 31)
        return first, datetime.date(self.year, self.month + 1, 1) - datetime.timedelta(days=1)
