"""Documents as press databases print them, with weekday, edition and cycle beside the day. All texts are invented."""

from __future__ import annotations

import pytest

from briefing.ingest import build_document
from briefing.ingest.plain_text.dating import dates
from briefing.ingest.readers.text import plain
from briefing.model import Article

STORY = "A storm tore the roof off the grain store of Ashmouth on Wednesday, and three walkers were treated, the parish said.\n\nThe museum closes an hour earlier on Thursdays, because the lamps of the upper gallery are being replaced."


def articles(text: str) -> list[Article]:
    return [build_document.document(draft, "a.txt").article for draft in plain.read(text.encode())]


@pytest.mark.parametrize(
    "line",
    [
        "March 9, 1987, Monday, AM cycle", "March 9, 1987, Monday, PM cycle", "Monday, BC cycle, March 9, 1987", "March 9, 1987 Monday",
        "March 9, 1987, Monday, Late Edition - Final", "March 9, 1987, Monday, Late City Final Edition", "Monday, March 9, 1987 FINAL EDITION",
        "March 9, 1987, Monday, Correction Appended Edition", "9. März 1987 Montag, Hamburg Ausgabe", "lundi 9 mars 1987, Édition du soir", "9 marzo 1987, Edizione nazionale",
    ],
)  # fmt: skip
def test_edition_and_cycle_beside_the_day(line: str) -> None:
    assert [date.value for date, _ in dates.whole(line) or ()] == ["1987-03-09"]


@pytest.mark.parametrize(
    "title", ["First edition of the fair opens", "Life cycle of eels", "Ausgabe steigt", "Why this edition sells"]
)
def test_headlines_that_speak_of_editions(title: str) -> None:
    assert articles(f"{title}\n\n9 March 1987\n\n{STORY}")[0].title.value == title


LAYOUTS = {
    "nexis": f"1 of 2 DOCUMENTS\n\nThe Gannet Times\n\nMarch 10, 1987, Tuesday, Late City Final Edition\n\nFire Destroys Rope Works\n\nBYLINE: By NED CARROW\n\nSECTION: Section A; Page 1\n\nLENGTH: 300 words\n\n{STORY}\n\nLOAD-DATE: March 13, 1987\n",
    "nexis newer": f"Fire Destroys Rope Works\nThe Gannet Times\nMarch 10, 1987 Tuesday\nLate Edition - Final\nCopyright 1987 The Gannet Times Company\nSection: Section A; Pg. 1\nByline: By NED CARROW\nBody\n\n{STORY}\n\nLoad-Date: March 12, 1987\n\nEnd of Document\n",
    "town": f"The Gannet Times (Quill)\n\nMarch 10, 1987 Tuesday\nFINAL EDITION\n\nFire destroys rope works\n\nBYLINE: NED CARROW, Staff\n\n{STORY}\n\nLOAD-DATE: March 12, 1987\n",
    "proquest": f"Title: Fire destroys rope works\nAuthor: Carrow, Ned\nPublication title: The Gannet Times; Grey Port, Maine\nPublication date: Mar 10, 1987\nPublisher: Gannet Trust\nLast updated: 2010-06-12\nFull text:\n\n{STORY}\n",
    "newsbank": f"Fire destroys rope works\n\nThe Gannet Times (Grey Port, ME) - Tuesday, March 10, 1987\n\nAuthor: NED CARROW, Staff Writer\n\nEdition: Late\nSection: News\nPage: A1\n\n{STORY}\n\nRecord Number: 8703100012\n",
}  # fmt: skip


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_the_day_is_that_of_the_paper_and_not_that_of_the_database(text: str) -> None:
    article = articles(text)[0]
    assert str(article.title.value).casefold() == "fire destroys rope works"
    assert (article.published.value, article.published.status) == ("1987-03-10", "stated")
    assert (article.outlet.value, str(article.byline.value[0] if article.byline.value else None).title()) == (
        "The Gannet Times",
        "Ned Carrow",
    )


def test_an_agency_above_the_date_is_no_outlet() -> None:
    article = articles(
        f"1 of 1 DOCUMENTS\n\nThe Associated Press\n\nMarch 9, 1987, Monday, AM cycle\n\nHEADLINE: Fire\n\nDATELINE: GREY PORT, Maine\n\nBODY:\n\n{STORY}\n\nLOAD-DATE: March 12, 1987\n"
    )[0]
    assert (article.published.value, article.outlet.value, article.agency.value) == (
        "1987-03-09",
        None,
        "The Associated Press",
    )
    assert article.dateline.value == "GREY PORT, Maine"


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Carrow, Ned", ("Ned Carrow",)), ("Carrow, Ned; Aske, Jon", ("Ned Carrow", "Jon Aske")), ("Ned Carrow; Jon Aske", ("Ned Carrow", "Jon Aske")),
        ("Carrow, Ned; Van Dijk, Anna", ("Ned Carrow", "Anna Van Dijk")),
    ],
)  # fmt: skip
def test_one_list_of_names_is_turned_one_way(printed: str, names: tuple[str, ...]) -> None:
    assert articles(f"Title: Fire\nAuthor: {printed}\nDate: 10 March 1987\nText:\n\n{STORY}")[0].byline.value == names


@pytest.mark.parametrize(
    "first",
    [".nbsp", "&nbsp;", "Wheat ............ 5.41", "Gold . . . . . . . 1,934.20", "NYSE Composite....... 712.30"],
)
def test_leftovers_of_markup_and_rows_of_prices_are_no_titles(first: str) -> None:
    assert articles(f"{first}\n\nCorn ............. 3.20\n\n{STORY}")[0].title.value is None
    assert articles(f"Grain prices in Quill\n\n{first}\n\n{STORY}")[0].title.value == "Grain prices in Quill"
