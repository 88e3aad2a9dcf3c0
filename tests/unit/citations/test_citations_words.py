"""Names, dates and headlines: the small rules under every style."""

from __future__ import annotations

import datetime

import pytest

from briefing.citations.dates import Date, parse_date
from briefing.citations.names import Name, parse_name
from briefing.citations.titles import (
    AMERICAN,
    BRITISH,
    CHICAGO_SMALL,
    closing_marks,
    curly,
    headline,
    nested,
    without_markup,
)


@pytest.mark.parametrize(
    ("byline", "name"),
    [
        ("Maren Oakes", Name("Oakes", "Maren")),
        ("Jan van der Berg", Name("van der Berg", "Jan")),
        ("Martin Luther King Jr.", Name("King", "Martin Luther", suffix="Jr.")),
        ("Berg, Jan", Name("Berg", "Jan")),
        ("Lorenzo de’ Marini", Name("de’ Marini", "Lorenzo")),
        ("Femke ’t Zand", Name("’t Zand", "Femke")),
        ("Yusra al-Tamimi", Name("al-Tamimi", "Yusra")),
        ("Anne-Lise Le Goff", Name("Le Goff", "Anne-Lise")),
        ("Ruth De Vries", Name("De Vries", "Ruth")),
        ("Nordkai Reederei AG", Name(literal="Nordkai Reederei AG")),
        ("Société du Quai, S.A.", Name(literal="Société du Quai, S.A.")),
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
        ("Orlo de la Peña Vidal", Name("de la Peña Vidal", "Orlo")),
        ("Josep Ferrer y Montal", Name("Ferrer y Montal", "Josep")),
        ("Luc d’Aubry", Name("d’Aubry", "Luc")),
        ("Osei Quaynor-Botwe", Name("Quaynor-Botwe", "Osei")),
        ("Mara Ellwood, PhD", Name("Ellwood", "Mara", suffix="PhD")),
        ("Ellwood, Mara, Jr., PhD", Name("Ellwood", "Mara", suffix="Jr., PhD")),
        ("Marlow Freight Co., Ltd.", Name(literal="Marlow Freight Co., Ltd.")),
        ("Hallin & Daughters, Inc.", Name(literal="Hallin & Daughters, Inc.")),
        ("Nordwind GmbH", Name(literal="Nordwind GmbH")),
        ("Australian Associated Press", Name(literal="Australian Associated Press")),
        ("Marlow News Service", Name(literal="Marlow News Service")),
        ("BBC Monitoring", Name(literal="BBC Monitoring")),
        ("PA Media", Name(literal="PA Media")),
        ("KIM Yong-ho", Name(literal="KIM Yong-ho")),
        ("Amy Service", Name("Service", "Amy")),
        ("J.K. Tamm", Name("Tamm", "J. K.")),
    ],
)
def test_bylines_are_split_only_where_they_are_plainly_people(byline: str, name: Name) -> None:
    assert parse_name(byline) == name


def test_a_known_agency_is_never_split() -> None:
    assert parse_name("Boreal Wire Nord", frozenset({"boreal wire nord"})).literal == "Boreal Wire Nord"


@pytest.mark.parametrize(
    ("given", "initials"),
    [
        ("John A.", "J. A."),
        ("Jean-Paul", "J.-P."),
        ("J.K.", "J. K."),
        ("Ann-Marie", "A.-M."),
        ("A.", "A."),
        ("Simone de", "S. de"),
        ("", ""),
    ],
)
def test_initials(given: str, initials: str) -> None:
    assert Name("X", given).initials() == initials


@pytest.mark.parametrize(
    ("form", "plain", "particle", "joined"),
    [
        ("inverted", "Tamm, Jo A., Jr.", "van der Velde, Jan", "高橋悠人"),
        ("demoted", "Tamm, Jo A., Jr.", "Velde, Jan van der", "高橋悠人"),
        ("natural", "Jo A. Tamm Jr.", "Jan van der Velde", "高橋悠人"),
        ("initials_last", "Tamm, J. A., Jr.", "van der Velde, J.", "高橋悠人"),
        ("initials_first", "J. A. Tamm Jr.", "J. van der Velde", "高橋悠人"),
        ("bare_initials_last", "Tamm JA Jr", "van der Velde J", "高橋悠人"),
        ("unpointed", "Jo A Tamm Jr", "Jan van der Velde", "高橋悠人"),
        ("sort", "Tamm", "van der Velde", "高橋"),
    ],
)
def test_the_forms_of_a_name(form: str, plain: str, particle: str, joined: str) -> None:
    names = (Name("Tamm", "Jo A.", suffix="Jr."), Name("van der Velde", "Jan"), Name("高橋", "悠人"))
    assert [getattr(name, form) for name in names] == [plain, particle, joined]


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
        ("U.S. firm’s iPlayer at 5pm on example.org", "U.S. Firm’s iPlayer at 5pm on Example.org"),
        ("‘the tide’ and “a wheel” turn", "‘The Tide’ and “a Wheel” Turn"),
        ("TIDE MILL TO TURN IN MAY", "TIDE MILL TO TURN IN MAY"),
        ("a walk – an island - or a dream", "A Walk – an Island - or a Dream"),
        ("is it over? a guide. then what: the end", "Is It over? A Guide. Then What: The End"),
        ("The Keeper Of The Light", "The Keeper Of The Light"),
        ("life after the flood", "Life after the Flood"),
        ("the 3rd tide in the 1980s", "The 3rd Tide in the 1980s"),
        ("…", "…"),
        ("", ""),
    ],
)
def test_headline_style(title: str, expected: str) -> None:
    assert headline(title) == expected


def test_chicago_capitalises_longer_prepositions() -> None:
    assert headline("life after the flood, by a sea", CHICAGO_SMALL) == "Life After the Flood, by a Sea"


@pytest.mark.parametrize(
    ("straight", "expected"),
    [
        ("Mill \"sound\" at 'heart'", "Mill “sound” at ‘heart’"),
        ("It's the trust's '90s plan", "It’s the trust’s ’90s plan"),
        ('"Turn," she said', "“Turn,” she said"),
        ("no marks", "no marks"),
    ],
)
def test_straight_marks_of_titles_become_curly(straight: str, expected: str) -> None:
    assert curly(straight) == expected


@pytest.mark.parametrize(
    ("title", "alone", "in_double", "in_single"),
    [
        ("“We need ‘time’,” it’s said", "“We need ‘time’,” it’s said", "‘We need “time”,’ it’s said", "“We need ‘time’,” it’s said"),
        ("‘The “workers’ pay” rose’", "“The ‘workers’ pay’ rose”", "‘The “workers’ pay” rose’", "“The ‘workers’ pay’ rose”"),
        ("“Never ‘closed” here’", "“Never ‘closed” here’", "‘Never ‘closed’ here’", "“Never ‘closed” here’"),
        ("'Enough' for miller's crew", "“Enough” for miller’s crew", "‘Enough’ for miller’s crew", "“Enough” for miller’s crew"),
        ("Dockers' 'anger' grows", "Dockers’ “anger” grows", "Dockers’ ‘anger’ grows", "Dockers’ “anger” grows"),
        ("Rock 'n' roll of the '90s", "Rock ’n’ roll of the ’90s", "Rock ’n’ roll of the ’90s", "Rock ’n’ roll of the ’90s"),
        ("Mühle „bis Mai“ zu", "Mühle „bis Mai“ zu", "Mühle „bis Mai“ zu", "Mühle „bis Mai“ zu"),
        ('A 12" pipe bursts', "A 12” pipe bursts", "A 12” pipe bursts", "A 12” pipe bursts"),
        ("Never 'closed", "Never ’closed", "Never ’closed", "Never ’closed"),
    ],
    ids=["nested", "apostrophe inside", "crossing", "single", "plural", "elided", "german", "inches", "unclosed"],
)  # fmt: skip
def test_marks_of_a_headline_become_the_styles_own(title: str, alone: str, in_double: str, in_single: str) -> None:
    assert nested(title) == alone
    assert nested(title, AMERICAN, inside=1) == in_double
    assert nested(title, BRITISH, inside=1) == in_single


def test_closing_marks_are_told_from_apostrophes() -> None:
    assert [closing_marks(title) for title in ("“a ‘b’”", "“a”", "the trusts’", "a")] == [2, 1, 0, 0]


def test_html_tags_go_and_what_they_enclose_stays() -> None:
    assert (
        without_markup("The <b>bold</b> H<sub>2</sub>O, if a < b > c <script>") == "The bold H2O, if a < b > c <script>"
    )
