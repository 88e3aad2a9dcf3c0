"""Publication dates as a citation may print them: the day if it is known, "n.d." if not, an inferred year in brackets.

Never completes a date: a month and day without a year say so.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

NO_DATE = "n.d."
YEAR_UNKNOWN = "[year unknown]"

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
MONTHS_MLA = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
MONTHS_IEEE = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "Jun.", "Jul.", "Aug.", "Sep.", "Oct.", "Nov.", "Dec.")

_ISO = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?(?:[T ].*)?", re.DOTALL)
_PARTIAL = re.compile(r"--(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")


@dataclass(frozen=True, slots=True)
class Date:
    """A date or a part of one; ``inferred`` is printed as a year in brackets. All ``None``: unknown."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    inferred: bool = False

    def __bool__(self) -> bool:
        return self.year is not None or self.month is not None

    @property
    def year_text(self) -> str:
        """``2023``, ``[2023]`` if inferred, ``n.d.`` if unknown."""
        if self.year is None:
            return NO_DATE
        return f"[{self.year}]" if self.inferred else str(self.year)

    @property
    def iso(self) -> str:
        """``2023-03-31``, ``2023-03``, ``2023``; "" without a year."""
        if self.year is None:
            return ""
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part is not None)])

    @property
    def parts(self) -> list[int]:
        """As CSL's ``date-parts``; empty without a year."""
        if self.year is None:
            return []
        return [part for part in (self.year, self.month, self.day) if part is not None]

    def day_first(self, months: Sequence[str] = MONTHS) -> str:
        """``31 March 2023``; ``31 March [year unknown]``; ``n.d.``"""
        if self.month is None:
            return self.year_text
        year = YEAR_UNKNOWN if self.year is None else self.year_text
        return " ".join(filter(None, (str(self.day) if self.day else "", months[self.month - 1], year)))

    def month_first(self, months: Sequence[str] = MONTHS, *, pad: bool = False) -> str:
        """``March 31, 2023``; ``March 31 [year unknown]``; ``n.d.`` (``pad``: the day in two digits)."""
        if self.month is None:
            return self.year_text
        if self.year is None:
            return f"{self.month_day(months, pad=pad)}"
        return f"{self.month_day(months, pad=pad)}{',' if self.day else ''} {self.year_text}"

    def month_day(self, months: Sequence[str] = MONTHS, *, pad: bool = False) -> str:
        """``March 31``, for styles that print the year elsewhere; "" without a month."""
        if self.month is None:
            return ""
        day = "" if self.day is None else f" {self.day:02}" if pad else f" {self.day}"
        return f"{months[self.month - 1]}{day}" + (f" {YEAR_UNKNOWN}" if self.year is None else "")


def parse_date(value: object, *, inferred: bool = False) -> Date:
    """From an ISO date (with or without time), ``--MM-DD``, a ``datetime.date`` or CSL's ``date-parts``.

    Anything else, and a day that no calendar has, is unknown.
    """
    if isinstance(value, datetime.date):
        return Date(value.year, value.month, value.day, inferred)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if isinstance(value, Mapping):
        return _from_parts(value, inferred)
    if not isinstance(value, str):
        return Date()
    text = value.strip()
    match = _ISO.fullmatch(text) or _PARTIAL.fullmatch(text)
    if match is None:
        return Date()
    found = match.groupdict()
    year, month, day = (int(found[key]) if found.get(key) else None for key in ("year", "month", "day"))
    return _checked(year, month, day, inferred)


def _from_parts(value: Mapping[str, Any], inferred: bool) -> Date:
    parts = value.get("date-parts")
    if not (isinstance(parts, Sequence) and parts and isinstance(parts[0], Sequence) and not isinstance(parts[0], str)):
        return Date()
    numbers: list[int | None] = []
    for part in parts[0][:3]:
        text = str(part)
        if not (text.isascii() and text.isdecimal() and len(text) <= 4):
            return Date()
        numbers.append(int(text))
    numbers += [None] * (3 - len(numbers))
    return _checked(numbers[0], numbers[1], numbers[2], inferred)


def _checked(year: int | None, month: int | None, day: int | None, inferred: bool) -> Date:
    try:
        # 2000 is a leap year: February 29 without a year is possible.
        datetime.date(2000 if year is None else year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return Date()
    return Date(year, month, day, inferred)
