"""The page of a story as it is handed out, of invented articles: it says what the screens say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from briefing import Collection
from briefing.presentation.coverage_blocks import versions_line, wording_signs

HEAD = """Weir at Ostholm breaks

Published: {day} May 2031

The weir at Ostholm broke on Monday, and the harbour of Ostholm was flooded. {more}

"""
MORE = ("Nets drifted to sea.", "The mill stands under water.", "A ferry was lost.")
"""What each article tells alone: none is a copy of another one."""


@pytest.fixture
def opened(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Collection]:
    """Yield a folder of articles that say these words."""
    for number, words in enumerate(request.param):
        text = HEAD.format(day=6 + number, more=MORE[number]) + words
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
    with Collection.open(tmp_path) as collection:
        yield collection


def shown(collection: Collection) -> str:
    return str(collection.brief_text(collection.stories()[0].id))


FUND = "“{}” said Hugo Ulmham."
ALIKE = (
    "The fund [of Ostholm] has paid every family on the quay, and it will go on paying,",
    "The fund has paid every family on the quay and it will go on paying,",
)
OTHERWISE = (
    "The fund has paid every family on the quay, and it will go on paying,",
    "The fund has paid each household on the quay, and it will go on paying,",
)


@pytest.mark.parametrize(
    ("opened", "reworded"),
    [(tuple(map(FUND.format, ALIKE)), False), (tuple(map(FUND.format, OTHERWISE)), True)],
    indirect=["opened"],
    ids=["a-bracket-and-a-comma", "other-words"],
)
def test_what_is_said_is_reworded_where_compare_says_so(opened: Collection, reworded: bool) -> None:
    (statement,) = opened.brief(opened.stories()[0].id).statements
    signs: Mapping[str, str] = wording_signs(statement, opened.compare)
    line = next(line for line in shown(opened).splitlines() if "has paid" in line)
    assert ("reworded" in line, "reworded" in versions_line(statement, signs)) == (reworded, reworded)
    assert "worded differently" not in line


HERRING = (
    "“The harbour has lost over 9,000 barrels of salted herring since the start of the flood,” said Elena Brinwick.",
    "“The harbour has lost more than 9,000 barrels of salted herring since the start of the flood,” said Elena Brinwick.",
    "“The harbour has lost more than 9,000 barrels of salted herring since the flood began,” said Elena Brinwick.",
)


@pytest.mark.parametrize("opened", [HERRING], indirect=True)
def test_each_source_has_its_own_words_under_what_is_not_agreed(opened: Collection) -> None:
    page = shown(opened)
    rows = [row.split("|")[1:-1] for row in page.splitlines() if row.startswith("  |") and "9,000" in row]
    texts = {
        number: opened.document(each.id).text
        for number, each in enumerate(opened.brief(opened.stories()[0].id).sources, 1)
    }
    assert len(rows) == 3
    for _, sources, words in rows:
        for number in re.findall(r"\((\d+)\)", sources):
            assert words.strip() in " ".join(texts[int(number)].split())


TENSE = (
    "“The whole fleet of the bay has become desperate to sail out again before the winter storms arrive,” said Elena Brinwick.",
    "“The whole fleet of the bay is desperate to sail out again before the winter storms arrive,” said Elena Brinwick.",
    "Nobody was hurt. “The whole fleet of the bay has become desperate to sail out again before the winter storms arrive,” said Elena Brinwick.",
)


@pytest.mark.parametrize("opened", [TENSE], indirect=True)
def test_who_agrees_in_a_tense_has_the_words_that_say_so(opened: Collection) -> None:
    rows = [row for row in shown(opened).splitlines() if row.startswith("  | has become")]
    assert {"has become desperate" in row for row in rows} == {True}
    assert set(re.findall(r"\((\d)\)", "".join(rows))) == {"1", "3"}


WITHIN = (
    "The council closed the quay on Tuesday. The council closed the quay on Wednesday. “Nobody may sail,” said Hugo Ulmham.",
    "“The quay stays closed,” said Elena Brinwick.",
)


@pytest.mark.parametrize("opened", [WITHIN], indirect=True)
def test_who_speaks_is_named_with_words_and_sources_with_their_files(opened: Collection) -> None:
    page = shown(opened)
    for line in (
        "- “Nobody may sail” — Hugo Ulmham · 1 statement (1)",
        "- “The quay stays closed” — Elena Brinwick · 1 statement (2)",
    ):
        assert line.replace("” —", ",” —") in page or line in page
    for number in ("0", "1"):
        assert f"file: {number}.txt" in page.partition("## Sources")[2]


@pytest.mark.parametrize("opened", [HERRING], indirect=True)
def test_each_day_stands_once_with_all_who_name_it(opened: Collection) -> None:
    days = shown(opened).partition("## Days")[2].partition("##")[0]
    assert days.count("2031-05-05") == 1
    assert "(1, 2, 3)" in days


def test_who_has_an_inferred_date_is_a_source_of_a_day_that_another_one_names(tmp_path: Path) -> None:
    for number, line in enumerate(
        ("Published: 6 May 2031", "OSTHOLM, May 6 (UPI) -- Nets drifted in early 2031 as they had in 2030.")
    ):
        text = HEAD.replace("Published: {day} May 2031", line).format(more=MORE[number])
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
    with Collection.open(tmp_path) as collection:
        articles = {each.path: each for each in collection.articles()}
        told = collection.brief(collection.stories()[0].id).days
        assert articles["1.txt"].published.status == "inferred"
        assert {(day.date.value, day.article) for day in told} == {
            ("2031-05-05", each.id) for each in articles.values()
        }
