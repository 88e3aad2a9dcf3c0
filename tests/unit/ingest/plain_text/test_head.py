"""The head of a text in the forms in which wires, papers and databases print it: who wrote it, where, when, under which title."""

from __future__ import annotations

import pytest

from briefing.ingest import build_document
from briefing.ingest.readers.text import plain
from briefing.model import Article, Document

TITLE = "Harbour council backs new bridge plan"
BODY = (
    "The council said on Thursday that work on the old bridge would begin in May and last a year.\n\n"
    "Opponents said the plan had been changed without a hearing. It was first shown in 2011, they said."
)


def read(text: str) -> Document:
    (draft,) = plain.read(text.encode())
    return build_document.document(draft, "story.txt")


def article(text: str) -> Article:
    return read(text).article


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Krol in Oslo and Jon Aske in Bonn", ("Ada Krol", "Jon Aske")),
        ("By Ada Krol, Jon Aske, and Mira Varga", ("Ada Krol", "Jon Aske", "Mira Varga")),
        ("By Ada Krol, Associated Press Writer", ("Ada Krol",)),
        ("By Ada Krol, Elm Courier Staff Writer", ("Ada Krol",)),
        ("By Ada M. Krol Courier Staff Writer", ("Ada M. Krol",)),
        ("By Ada van der Berg AP Writer", ("Ada van der Berg",)),
        ("By Ada Krol, Political Editor, and Jon Aske", ("Ada Krol", "Jon Aske")),
        ("By Ada Krol; photographs by Jon Aske", ("Ada Krol",)),
        ("By our correspondent Ada Krol", ("Ada Krol",)),
        ("An AP News Analysis By ADA KROL", ("ADA KROL",)),
        ("By Ada Krol/Oslo", ("Ada Krol",)),
        ("By Ada Krol, Cedar Vale", ("Ada Krol",)),
        ("By Ada Krol\nand Jon Aske", ("Ada Krol", "Jon Aske")),
        ("By Ada Krol\nBy Jon Aske", ("Ada Krol", "Jon Aske")),
        ("Posted by Ada Krol on May 3, 2019 at 3:01 pm", ("Ada Krol",)),
        ("Author(s): Ada Krol, Jon Aske", ("Ada Krol", "Jon Aske")),
        ("Author: Krol, Ada", ("Ada Krol",)),
        ("Author: Krol, Ada; Aske, Jon", ("Ada Krol", "Jon Aske")),
        ("Text: Ada Krol", ("Ada Krol",)),
        ("*By Ada Krol*", ("Ada Krol",)),
    ],
)
def test_a_line_that_says_who_wrote_states_it(line: str, names: tuple[str, ...]) -> None:
    found = article(f"{TITLE}\n\n{line}\n\n{BODY}")
    assert (found.byline.value, found.byline.status) == (names, "stated")
    assert found.title.value == TITLE


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ada Krol", ("Ada Krol",)),
        ("Ada Krol in Oslo", ("Ada Krol",)),
        ("Ada Krol / Oslo", ("Ada Krol",)),
        ("Ada Krol and agencies", ("Ada Krol",)),
        ("Ada Krol, The Elm Courier", ("Ada Krol",)),
        ("Ada Krol Staff Writer", ("Ada Krol",)),
        ("Ada Krol\nStaff Reporter", ("Ada Krol",)),
        ("Ada Krol\n@adak", ("Ada Krol",)),
        ("ADA KROL and JON ASKE", ("ADA KROL", "JON ASKE")),
        ("Ada Krol\nJon Aske", ("Ada Krol", "Jon Aske")),
        ("Ada Krol • May 3, 2019 • 4 min read", ("Ada Krol",)),
    ],
)
def test_names_in_the_head_without_a_word_that_says_so_are_inferred(line: str, names: tuple[str, ...]) -> None:
    found = article(f"{TITLE}\n\n{line}\n\n{BODY}").byline
    assert found.value == names
    assert found.status in ("inferred", "stated")
    assert "Ada" in (found.evidence or "") or "ADA" in (found.evidence or "")


@pytest.mark.parametrize(
    "line", ["By Our Foreign Staff", "By News Desk", "By Elm Courier Staff", "By Northgate Gazette"]
)
def test_a_desk_or_a_paper_is_no_person(line: str) -> None:
    assert article(f"{TITLE}\n\n{line}\n\nMay 3, 2019\n\n{BODY}").byline.status == "unknown"


def test_a_person_signs_before_an_agency_does() -> None:
    for lines in ("Reuters\nMay 3, 2019\nBy Ada Krol", "Ada Krol\nMay 3, 2019\nReuters"):
        found = article(f"{TITLE}\n\n{lines}\n\n{BODY}")
        assert found.byline.value == ("Ada Krol",), lines
        assert found.agency.value == "Reuters", lines
    text = f"{TITLE}\n\nBy Reuters Staff\n\nMay 3, 2019\n\nOSLO (Reuters) - {BODY}\n\nReporting by Ada Krol; editing by Pat Example"
    assert article(text).byline.value == ("Ada Krol",)
    assert article(text.rpartition("\n\n")[0]).byline.value == ("Reuters Staff",)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("(Reporting by Ada Krol in Oslo, editing by Pat Example)", ("Ada Krol",)),
        ("Reporting by Ada Krol. Editing by Pat Example.", ("Ada Krol",)),
        ("Reporting By Ada Krol, Editing By Pat Example", ("Ada Krol",)),
        ("Written by Ada Krol; edited by Pat Example", ("Ada Krol",)),
        ("— Ada Krol", ("Ada Krol",)),
        ("(By Ada Krol, AP)", ("Ada Krol",)),
        ("Ada Krol", ("Ada Krol",)),
        ("Additional reporting by Jon Aske", None),
        ("Editing by Pat Example", None),
        ("Photos by Pat Example", None),
    ],
)
def test_who_signs_below_the_text(line: str, names: tuple[str, ...] | None) -> None:
    assert article(f"{TITLE}\n\nOSLO (Reuters) - {BODY}\n\nNobody was hurt in the end.\n\n{line}").byline.value == names


def test_a_byline_and_a_day_below_the_text_belong_together() -> None:
    found = article(f"{TITLE}\n\nOSLO, May 3 - {BODY}\n\nBy Ada Krol, Reuters\n3 May 2019")
    assert (found.byline.value, found.published.value) == (("Ada Krol",), "2019-05-03")


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Oak Brook, Ill., May 3, 2019", "Oak Brook, Ill"),
        ("Oslo | May 3, 2019", "Oslo"),
        ("(Cedar Falls, 3 May 2019)", "Cedar Falls"),
        ("KESSELRING, May 3, 2019", "KESSELRING"),
    ],
)
def test_a_place_beside_a_day_is_no_person(line: str, place: str) -> None:
    found = article(f"{TITLE}\n\n{line}\n\n{BODY}")
    assert (found.dateline.value, found.published.value, found.byline.status) == (place, "2019-05-03", "unknown")


def test_a_name_of_which_nothing_tells_whether_it_is_a_place_is_neither() -> None:
    found = article(f"{TITLE}\n\nVesterholm Quay, May 3, 2019\n\n{BODY}")
    assert (found.dateline.status, found.byline.status, found.published.value) == ("unknown", "unknown", "2019-05-03")


def test_the_one_place_that_a_byline_names_is_inferred_and_two_are_unknown() -> None:
    one = article(f"{TITLE}\n\nBy Ada Krol in Oslo\n\n{BODY}").dateline
    assert (one.value, one.status) == ("Oslo", "inferred")
    assert "By Ada Krol in Oslo" in (one.evidence or "")
    assert article(f"{TITLE}\n\nBy Ada Krol in Oslo and Jon Aske in Bonn\n\n{BODY}").dateline.status == "unknown"


@pytest.mark.parametrize(
    "dateline",
    [
        "KALAMAZOO, Mich. (Elm Wire) May 3, 2019 –",
        "PORT ELM, Elmland, May 3, 2019 -- (ELM WIRE) --",
        "Truth or Consequences, N.M., May 3, 2019 (AP) -",
    ],
)
def test_a_dateline_may_hold_day_and_agency_in_any_order(dateline: str) -> None:
    document = read(f"{TITLE}\n\n{dateline} {BODY}")
    assert document.article.published.value == "2019-05-03"
    assert document.article.dateline.evidence == dateline
    assert any(p.kind == "body" and document.text[p.span[0] :].startswith("The council") for p in document.paragraphs)


def test_a_dateline_stands_above_a_table_too() -> None:
    table = "Shr 34 cts vs 1.19 dlrs\n    Net 807,000 vs 2,858,000\n    Revs 94.9 mln vs 90.2 mln"
    for line in (f"KUWAIT, Feb 26 - {table}", f"KUWAIT, Feb 26 - \n    {table}"):
        text = f"26-FEB-1987 15:01:01.79\n\nHARBOUR TRUST <HRBR> 4TH QTR NET\n\n    By Ada Krol, Reuters\n    {line}\n Reuter\n"
        document = read(text)
        found = document.article
        assert found.title.value == "HARBOUR TRUST <HRBR> 4TH QTR NET"
        assert (found.byline.value, found.dateline.value) == (("Ada Krol",), "KUWAIT")
        assert found.published.value == "1987-02-26T15:01"
        body = " ".join(document.text[slice(*p.span)] for p in document.paragraphs if p.kind == "body")
        assert body.startswith("Shr 34 cts")
        assert body.endswith("90.2 mln")


def test_a_byline_that_runs_into_the_dateline_is_set_apart() -> None:
    document = read(f"{TITLE}\n\nBy Ada Krol OSLO, May 3 (Reuters) - {BODY}")
    assert document.article.byline.value == ("Ada Krol",)
    assert document.article.dateline.value == "OSLO"
    assert "By Ada Krol OSLO, May 3 (Reuters) - The council" in document.text


@pytest.mark.parametrize(
    "above",
    [
        "WORLD NEWS",
        "THE ELM COURIER",
        "ELM-BRIDGE/COUNCIL (UPDATE 2, PIX)",
        "BC-Elm-Bridge, Bjt,148",
        "UPDATE 2",
        "OSLO",
        "Ada Krol",
    ],
)
def test_what_stands_above_the_headline_is_not_the_headline(above: str) -> None:
    assert article(f"{above}\n\n{TITLE}\n\nMay 3, 2019\n\n{BODY}").title.value == TITLE


def test_the_name_of_the_site_behind_a_headline_is_the_outlet() -> None:
    found = article(f"{TITLE} | The Elm Courier\n\nBy Ada Krol\n\n{BODY}")
    assert (found.title.value, found.outlet.value) == (TITLE, "The Elm Courier")


def test_a_headline_of_two_lines_is_one() -> None:
    for head in (
        "Harbour council of Port Elm backs new\nbridge plan",
        "HARBOUR COUNCIL OF PORT ELM BACKS\nBRIDGE PLAN AND TOLL",
        "Harbour council of Port Elm votes for\nNew Bridge",
    ):
        assert article(f"{head}\n\nBy Ada Krol\n\n{BODY}").title.value == head.replace("\n", " ")


def test_a_headline_in_the_words_of_the_sentence_below_is_no_repeat() -> None:
    title = "Harbour council of Port Elm to spend 255 mln on its bridge"
    assert article(f"{title}\n\nOSLO, May 3 - {title}.").title.value == title


def test_contacts_above_a_press_release_are_no_headline() -> None:
    head = "FOR IMMEDIATE RELEASE\n\nContact:\nPat Example\n+1 555 010 5465\npress@elm.example\n\n"
    found = article(f"{head}{TITLE}\n\nOSLO, May 3, 2019 -- (BUSINESS WIRE) -- {BODY}")
    assert (found.title.value, found.published.value, found.byline.status) == (TITLE, "2019-05-03", "unknown")


def test_day_and_month_in_figures_are_told_apart_by_the_dateline_or_the_zone_alone() -> None:
    bare = article(f"{TITLE}\n\n03/05/2019\n\n{BODY}")
    assert bare.published.status == "unknown"
    told = article(f"{TITLE}\n\n03/05/2019\n\nOSLO, May 3 (Reuters) - {BODY}").published
    assert (told.value, told.status) == ("2019-05-03", "inferred")
    zone = article(f"{TITLE}\n\n05/03/2019 3:01 PM EDT\n\n{BODY}").published
    assert (zone.value, zone.status) == ("2019-05-03", "inferred")


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Fri May 3 15:01:01 UTC 2019", "2019-05-03T15:01+00:00"),
        ("2019 May 3", "2019-05-03"),
        ("03MAY2019", "2019-05-03"),
        ("31/5/19", "2019-05-31"),
        ("3 May 2019, 15:01 (GMT+2)", "2019-05-03T15:01+02:00"),
        ("May 3, 2019, 3:01 p.m. (EDT)", "2019-05-03T15:01-04:00"),
    ],
)
def test_forms_of_days(line: str, date: str) -> None:
    assert article(f"{TITLE}\n\nBy Ada Krol\n\n{line}\n\n{BODY}").published.value == date


@pytest.mark.parametrize(
    ("head", "title", "outlet"),
    [
        ("Fire\n\nBy Ned Carrow\nThe Marrow Mail\n9 November 2023", "Fire", "The Marrow Mail"),
        ("The Marrow Mail\n\nFire\n\nBy Ned Carrow\n9 November 2023", "Fire", "The Marrow Mail"),
        ("The Marrow Mail\n9 November 2023\n\nStrike over\n\nBy Ned Carrow", "Strike over", "The Marrow Mail"),
        ("Mayor quits\n\nHarbour Weekly\nNed Carrow\n9 November 2023", "Mayor quits", "Harbour Weekly"),
        ("Home > News\nFlood\nNed Carrow\nThe Marrow Courier\nThu 9 Nov 2023", "Flood", "The Marrow Courier"),
        ("News\nTide turns\nBy Ned Carrow\nMarrow Mail\n9 November 2023", "Tide turns", "Marrow Mail"),
        ("Tide turns\n\nBy Ned Carrow\nThe Bay Planet\n9 November 2023", "Tide turns", None),
        ("Olga Brandt\n\nBy Ned Carrow\nThe Gannet Times\n9 November 2023", "Olga Brandt", "The Gannet Times"),
        ("STORM\n\nSource: The Marrow Mail\nDate: 9 November 2023\nAuthor: Ned Carrow", "STORM", "The Marrow Mail"),
        ("Fire!\n\nThe Gannet Times", "Fire!", "The Gannet Times"),
        ("Exclusive\nBy Ned Carrow\nMayor Quits After Vote\n9 November 2023", "Mayor Quits After Vote", None),
        ("Feuer\n\nVon Lena Krohn\nKüstenblatt\n9. November 2023", "Feuer", "Küstenblatt"),
        ("Huelga\n\nPor Ana Lozar\nEl Faro del Sur\n9 de noviembre de 2023", "Huelga", "El Faro del Sur"),
    ],
)
def test_headlines_of_one_and_two_words(head: str, title: str, outlet: str | None) -> None:
    story = "A storm tore the roof off the grain store of Ashmouth on Wednesday, and three walkers were treated, the parish said."
    (draft,) = plain.read(f"{head}\n\n{story}\n\nThe museum closes an hour earlier on Thursdays, it said.\n".encode())
    found = build_document.document(draft, "a.txt").article
    assert (found.title.value, found.outlet.value) == (title, outlet)
