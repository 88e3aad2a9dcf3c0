"""Names, dates and headlines: the small rules under every style."""

from __future__ import annotations

import datetime

import pytest

from briefing.citations.dates import Date, parse_date
from briefing.citations.names import Name, parse_name
from briefing.citations.titles import curly, headline, within_double, within_single


@pytest.mark.parametrize(
    ("byline", "name"),
    [
        ("Maren Oakes", Name("Oakes", "Maren")),
        ("Jan van der Berg", Name("van der Berg", "Jan")),
        ("Martin Luther King Jr.", Name("King", "Martin Luther", suffix="Jr.")),
        ("Berg, Jan", Name("Berg", "Jan")),
        ("Jan Berg, Jr.", Name("Berg", "Jan", suffix="Jr.")),
        ("Berg, Jan, Jr.", Name("Berg", "Jan", suffix="Jr.")),
        ("Berg,", Name(literal="Berg,")),
        ("Siobhán O’Dell", Name("O’Dell", "Siobhán")),
        ("Eyal Press", Name("Press", "Eyal")),
        ("NPA", Name(literal="NPA")),
        ("AMINA O’WEKESA-MCDONALD", Name("O’Wekesa-McDonald", "Amina")),
        ("JP SMIT", Name("Smit", "JP")),
        ("Staff reporter", Name(literal="Staff reporter")),
        ("Ministry of Tides", Name(literal="Ministry of Tides")),
        ("The Tidings", Name(literal="The Tidings")),
        ("Hallin News Agency", Name(literal="Hallin News Agency")),
        ("王伟", Name(literal="王伟")),
        ("Our own correspondent", Name(literal="Our own correspondent")),
        ("Tides, Harbours, Boats and Co", Name(literal="Tides, Harbours, Boats and Co")),
    ],
)
def test_bylines_are_split_only_where_they_are_plainly_people(byline: str, name: Name) -> None:
    assert parse_name(byline) == name


def test_a_known_agency_is_never_split() -> None:
    assert parse_name("Boreal Wire Nord", frozenset({"boreal wire nord"})).literal == "Boreal Wire Nord"


@pytest.mark.parametrize(
    ("given", "initials"),
    [("John A.", "J. A."), ("Jean-Paul", "J.-P."), ("J.K.", "J. K."), ("A.", "A."), ("Simone de", "S. de"), ("", "")],
)
def test_initials(given: str, initials: str) -> None:
    assert Name("X", given).initials() == initials


@pytest.mark.parametrize(
    ("value", "iso", "day_first", "month_first"),
    [
        ("2024-03-16", "2024-03-16", "16 March 2024", "March 16, 2024"),
        ("2024-03-16T07:40:00+00:00", "2024-03-16", "16 March 2024", "March 16, 2024"),
        ("2024-03", "2024-03", "March 2024", "March 2024"),
        ("2024", "2024", "2024", "2024"),
        (2024, "2024", "2024", "2024"),
        ("--03-31", "", "31 March [year unknown]", "March 31 [year unknown]"),
        (datetime.date(2024, 3, 16), "2024-03-16", "16 March 2024", "March 16, 2024"),
        ({"date-parts": [[2024, "3"]]}, "2024-03", "March 2024", "March 2024"),
        ("yesterday", "", "n.d.", "n.d."),
        ("2024-02-30", "", "n.d.", "n.d."),
        ("0000-01-01", "", "n.d.", "n.d."),
        ({"date-parts": []}, "", "n.d.", "n.d."),
        (None, "", "n.d.", "n.d."),
        (True, "", "n.d.", "n.d."),
    ],
)
def test_dates_are_printed_as_far_as_they_are_known(value: object, iso: str, day_first: str, month_first: str) -> None:
    date = parse_date(value)
    assert (date.iso, date.day_first(), date.month_first()) == (iso, day_first, month_first)


def test_an_inferred_year_is_bracketed() -> None:
    assert parse_date("2024-03-16", inferred=True).day_first() == "16 March [2024]"
    assert not Date()


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("town of the tide by a sea", "Town of the Tide by a Sea"),
        ("what the mill is for", "What the Mill Is For"),
        ("Mill reopens: a view from the quay", "Mill Reopens: A View from the Quay"),
        ("North-south row over state-of-the-art mill", "North-South Row over State-of-the-Art Mill"),
        ("U.S. firm’s iPlayer at 5pm on example.org", "U.S. Firm’s iPlayer at 5pm on example.org"),
        ("‘the tide’ and “a wheel” turn", "‘The Tide’ and “a Wheel” Turn"),
        ("TIDE MILL TO TURN IN MAY", "Tide Mill to Turn in May"),
        ("the 3rd tide in the 1980s", "The 3rd Tide in the 1980s"),
        ("…", "…"),
        ("", ""),
    ],
)
def test_headline_style(title: str, expected: str) -> None:
    assert headline(title) == expected


@pytest.mark.parametrize(
    ("straight", "expected"),
    [
        ("Mill \"sound\" at 'heart'", "Mill “sound” at ‘heart’"),
        ("It's the trust's '26 plan", "It’s the trust’s ’26 plan"),
        ('"Turn," she said', "“Turn,” she said"),
        ("no marks", "no marks"),
    ],
)
def test_straight_marks_of_titles_become_curly(straight: str, expected: str) -> None:
    assert curly(straight) == expected


def test_marks_inside_a_title_give_way_to_those_around_it() -> None:
    assert within_double("“We need ‘time’,” it’s said") == "‘We need “time”,’ it’s said"
    assert within_single("‘We need time’: it’s said") == "“We need time”: it’s said"
