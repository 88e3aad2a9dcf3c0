"""A date or a part of one: read, written, never completed."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.partial_date import PartialDate


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2024-05-03", (2024, 5, 3)),
        ("2024-05-03T10:15+02:00", (2024, 5, 3)),
        ("2024-05", (2024, 5, None)),
        ("2024", (2024, None, None)),
        ("--05-03", (None, 5, 3)),
        ("--02-29", (None, 2, 29)),
    ],
)
def test_what_is_written_is_read(text: str, parts: tuple[int | None, ...]) -> None:
    date = PartialDate.parse(text)
    assert date is not None
    assert (date.year, date.month, date.day) == parts
    assert date.iso == text[:10]
    assert date.is_full == (None not in parts)


@pytest.mark.parametrize(
    "text", ["", "2024-13", "2024-02-30", "0000", "--13-01", "--02-30", "--05", "3 May", "20240503", "2024-5-3", "٢٠٢٤"]
)
def test_what_no_calendar_has_is_no_date(text: str) -> None:
    assert PartialDate.parse(text) is None


@given(st.dates())
def test_a_full_date_is_its_own_first_and_last_day(day: datetime.date) -> None:
    date = PartialDate.parse(day.isoformat())
    assert date is not None
    assert date.days() == (day, day)


@given(st.dates())
def test_a_month_and_a_year_hold_their_days(day: datetime.date) -> None:
    for text in (day.isoformat()[:7], day.isoformat()[:4]):
        date = PartialDate.parse(text)
        assert date is not None
        days = date.days()
        assert days is not None
        first, last = days
        assert first <= day <= last
        assert first.isoformat().startswith(text)
        assert last == datetime.date.max or not (last + datetime.timedelta(days=1)).isoformat().startswith(text)


def test_without_a_year_no_day_is_known() -> None:
    date = PartialDate.of(None, 5, 3)
    assert date is not None
    assert date.days() is None
    assert PartialDate.of() is PartialDate.of(None, 5) is PartialDate.of(2024, None, 3) is None
