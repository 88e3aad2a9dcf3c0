"""Names in lists: results, standings, line-ups, scorecards, share tables, datelines of wire reports and headlines in capitals."""

from __future__ import annotations

import pytest

from briefing.analysis.entities import recogniser
from briefing.model import Article, Document, Paragraph


def names(*paragraphs: str) -> list[tuple[str, str]]:
    """The names of an article of these paragraphs with their kinds, in order."""
    text = "\n\n".join(paragraphs)
    spans: list[Paragraph] = []
    position = 0
    for paragraph in paragraphs:
        spans.append(Paragraph((position, position + len(paragraph)), None, "body"))
        position += len(paragraph) + 2
    found = recogniser.recognise(Document(Article("a1", "a.txt"), text, tuple(spans)))
    return [(m.text, m.type) for m in found if m.label != "demonym"]


def test_clubs_before_the_numbers_of_a_table_are_organisations_and_countries_places() -> None:
    assert names("Vardheim 15 9 4 2 28 13 31", "Leicester 15 5 3 7 14 19 18", "Norway 3 1 1 1 4 4 4") == [
        ("Vardheim", "organisation"),
        ("Leicester", "organisation"),
        ("Norway", "place"),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("VARDHEIM 2 Leicester 1", [("VARDHEIM", "organisation"), ("Leicester", "organisation")]),
        ("Norway 2 Iceland 1", [("Norway", "place"), ("Iceland", "place")]),
        ("Moldepank 182.00 +4.50", [("Moldepank", "organisation")]),
    ],
)
def test_scores_and_prices(line: str, expected: list[tuple[str, str]]) -> None:
    assert names(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "3. Ylva Strandquist ( Sweden ) 2:41.39",
        "Ylva Strandquist ( Sweden ) beat Nora Bergvik ( Norway ) 6-4 7-6",
        "Wexford - 12 - Ylva Strandquist , 14 - Nora Bergvik .",
        "S. Strandquist c Bergvik b Tollund 44",
        "Bowling ( to date ) : Strandquist 14-5-30-0 .",
        "133 Ylva Strandquist 65 68",
        "214-8 in 50 overs ( A. Strandquist 70 , B. Bergvik 12 )",
    ],
)
def test_competitors_and_players_are_persons(line: str) -> None:
    assert any("Strandquist" in name and kind == "person" for name, kind in names(line))


def test_the_club_behind_a_player_in_brackets_is_an_organisation() -> None:
    found = names("Team : 15 - Nils Prosser ( Swansea ) ; 14 - Ole Tveit ( Norway ) .")
    assert found == [
        ("Nils Prosser", "person"),
        ("Swansea", "organisation"),
        ("Ole Tveit", "person"),
        ("Norway", "place"),
    ]


def test_a_line_up_with_bare_initials_gives_players_and_clubs() -> None:
    found = names("M Blaire (Edinburgh), A Craigh (Glasgow, capt), S Webster (Norway).")
    assert found == [
        ("M Blaire", "person"),
        ("Edinburgh", "organisation"),
        ("A Craigh", "person"),
        ("Glasgow", "organisation"),
        ("S Webster", "person"),
        ("Norway", "place"),
    ]


def test_the_dateline_of_a_wire_report_is_a_place() -> None:
    assert names("TOLLHAVN , Norway 1996-12-06") == [("TOLLHAVN", "place"), ("Norway", "place")]


def test_numbers_in_prose_make_no_list() -> None:
    assert names("She saw 2 boats and 3 nets , and on Monday 4 more .") == []


def test_a_headline_in_capitals_takes_its_names_from_the_article() -> None:
    found = names(
        "FERRY - TOLLWATER LINES SACKS QUILLMARK AFTER STORM .",
        "Tollwater Lines Inc. on Monday dismissed captain Ada Quillmark in Bergen , it said .",
        "The ferry had sailed into a storm that was forecast for days .",
    )
    assert found[:2] == [("TOLLWATER LINES", "organisation"), ("QUILLMARK", "person")]


def test_a_possessive_that_stands_apart_is_no_part_of_the_name() -> None:
    assert names("The storm hit Norway 's coast .") == [("Norway", "place")]


SPORT = "The striker scored two goals in the league match , and the coach praised his players for a season of defence ."


def test_a_city_is_its_club_in_an_article_about_sport_except_behind_a_preposition_of_place() -> None:
    found = names(
        "Leicester striker Ole Tveit scored twice .", SPORT, "Fans danced in Leicester . Leicester are third ."
    )
    assert [kind for name, kind in found if name == "Leicester"] == ["organisation", "place", "organisation"]


def test_a_city_stays_a_city_where_nothing_is_about_sport() -> None:
    found = names("Leicester are expecting rain , said the council .", "The market stays open .")
    assert ("Leicester", "place") in found


def test_a_national_team_keeps_the_name_of_its_country() -> None:
    assert ("Norway", "place") in names("Norway striker Ole Tveit scored twice .", SPORT)


@pytest.mark.parametrize(
    "text",
    [
        "Ada 1 " * 4000,
        "( Ada 1 , " * 3000,
        "1 - " * 5000,
        "A b C c " * 3000,
        "1 " + "( " * 9000,
        '"Ada Krol ' * 3000,
        "Ada Wo / Bo Ek ( Norway ) " * 900,
    ],
    ids=lambda text: text[:12].strip(),
)
def test_hostile_lists_are_read_in_time_that_grows_with_their_length(text: str) -> None:
    import sys

    def calls(part: str) -> int:
        count = 0

        def profile(*_: object) -> None:
            nonlocal count
            count += 1

        names(part[:100])  # what is loaded once
        sys.setprofile(profile)
        try:
            names(part)
        finally:
            sys.setprofile(None)
        return count

    assert calls(text[: len(text) // 2]) < 2.6 * calls(text[: len(text) // 4])
