"""Publication dates as a citation may print them: the day if it is known, "n.d." if not, an inferred year in brackets.

Never completes a date: a month and day without a year say so.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefing.partial_date import PartialDate

NO_DATE = "n.d."
YEAR_UNKNOWN = "[year unknown]"

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
MONTHS_MLA = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
MONTHS_IEEE = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "Jun.", "Jul.", "Aug.", "Sep.", "Oct.", "Nov.", "Dec.")


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
        """Return ``31 March 2023``; ``31 March [year unknown]``; ``n.d.``"""
        if self.month is None:
            return self.year_text
        year = YEAR_UNKNOWN if self.year is None else self.year_text
        return " ".join(filter(None, (str(self.day) if self.day else "", months[self.month - 1], year)))

    def month_first(self, months: Sequence[str] = MONTHS, *, pad: bool = False) -> str:
        """Return ``March 31, 2023``; ``March 31 [year unknown]``; ``n.d.`` (``pad``: the day in two digits)."""
        if self.month is None:
            return self.year_text
        if self.year is None:
            return f"{self.month_day(months, pad=pad)}"
        return f"{self.month_day(months, pad=pad)}{',' if self.day else ''} {self.year_text}"

    def month_day(self, months: Sequence[str] = MONTHS, *, pad: bool = False) -> str:
        """Return ``March 31``, for styles that print the year elsewhere; "" without a month."""
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
    return _printed(PartialDate.parse(value.strip()), inferred)


def _from_parts(value: Mapping[str, Any], inferred: bool) -> Date:
    parts = value.get("date-parts")
    if not (isinstance(parts, Sequence) and parts and isinstance(parts[0], Sequence) and not isinstance(parts[0], str)):
        return Date()
    numbers: list[int] = []
    for part in parts[0][:3]:
        text = str(part)
        if not (text.isascii() and text.isdecimal() and len(text) <= 4):
            return Date()
        numbers.append(int(text))
    return _printed(PartialDate.of(*numbers), inferred)


def _printed(known: PartialDate | None, inferred: bool) -> Date:
    return Date() if known is None else Date(known.year, known.month, known.day, inferred)
