"""More forms of heads: where and when a text was filed, several who sign, headlines that begin as bylines do, other days."""

from __future__ import annotations

import pytest

from briefing.ingest import Limits, build_document, dispatch
from briefing.ingest.readers.text import plain
from briefing.model import Article

TITLE = "Harbour council backs new bridge plan"
BODY = (
    "The council said on Thursday that work on the old bridge would begin in May and last a year.\n\n"
    "Opponents said the plan had been changed without a hearing. It was first shown in 2011, they said."
)


def article(text: str) -> Article:
    (draft,) = plain.read(text.encode())
    return build_document.document(draft, "story.txt").article


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("by Xinhua writers Ada Krol and Jon Aske", ("Ada Krol", "Jon Aske")),
        ("Nodirova Tesfa; Jon Aske", ("Nodirova Tesfa", "Jon Aske")),
        ("Nodirova Tesfa / Jon Aske", ("Nodirova Tesfa", "Jon Aske")),
        ("Ada Krol Diplomatic editor", ("Ada Krol",)),
        ("Nodirova Tesfa Columnist", ("Nodirova Tesfa",)),
        ("Nodirova Tesfa (@nodirova)", ("Nodirova Tesfa",)),
        ("The Elm Courier's Ada Krol reports from Kilvarn", ("Ada Krol",)),
        ("Words by Ada Krol. Photos by Jon Aske", ("Ada Krol",)),
        ("Words Ada Krol Photographs Jon Aske", ("Ada Krol",)),
        ("By Ada T. Krol and Jon Aske, KYODO NEWS", ("Ada T. Krol", "Jon Aske")),
    ],
)
def test_who_signs(line: str, names: tuple[str, ...]) -> None:
    assert article(f"{TITLE}\n\n{line}\n3 May 2019\n\n{BODY}").byline.value == names


def test_names_above_the_time_of_reading_sign() -> None:
    head = f"The Elm Courier\n3 May 2019\n\n{TITLE}\nThe plan has divided the town for years.\n\nNodirova Tesfa\n8 min read"
    found = article(f"{head}\n\n{BODY}")
    assert (found.title.value, found.byline.value) == (TITLE, ("Nodirova Tesfa",))


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("[Filed 3 May 2019 from Kilvarn, Norway by Ada Krol]", "Kilvarn, Norway"),
        ("[Reuters, Kilvarn, Norway, 3 May 2019]", "Kilvarn, Norway"),
        ("By Ada Krol\nReporting from Kilvarn\n3 May 2019", "Kilvarn"),
        ("Ada Krol reports from Kilvarn, Norway\n3 May 2019", "Kilvarn, Norway"),
        ("Kilvarn, 3 May 2019 | By Ada Krol", "Kilvarn"),
        ("3 May 2019\nAda Krol\nOSLO", "OSLO"),
    ],
)
def test_where_it_was_filed(line: str, place: str) -> None:
    found = article(f"{TITLE}\n{line}\n\n{BODY}")
    assert (found.dateline.value, found.published.value) == (place, "2019-05-03")


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Kilvarn, 3 May. UNIAN. ", "Kilvarn"),
        ("PORT ELM. May 3. KAZINFORM ", "PORT ELM"),
        ("PORT ELM and KILVARN VALE — ", "PORT ELM and KILVARN VALE"),
    ],
)
def test_datelines_with_points_and_of_two_places(line: str, place: str) -> None:
    assert article(f"{TITLE}\n\n{line}{BODY}").dateline.value == place


@pytest.mark.parametrize(
    "head",
    ["By Design", "By Popular Demand", "By Ada's Side", "By Ada, for Ada: a cook's story", "BY LAND AND SEA, PORT ELM REBUILDS", "From Port Elm, With Love", "Interview with Ada Krol"],
)  # fmt: skip
def test_headlines_that_begin_as_bylines_do(head: str) -> None:
    found = article(f"{head}\n3 May 2019\n\n{BODY}")
    assert (found.title.value, found.byline.status) == (head, "unknown")


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("26 Feb 87", "1987-02-26"),
        ("5/5/15", "2015-05-05"),
        ("031501Z MAY 19", "2019-05-03T15:01+00:00"),
        ("20190503T150100Z", "2019-05-03T15:01+00:00"),
        ("Vol. 12, No. 4, May 3, 2019", "2019-05-03"),
        ("Good morning. It's Friday, May 3, 2019.", "2019-05-03"),
        ("Filed 2 May 2019, published 3 May 2019", "2019-05-03"),
        ("Downloaded 4 June 2019\n3 May 2019", "2019-05-03"),
        ("Corrected 5 June 2019\n3 May 2019", "2019-05-03"),
        ("Viewed 4 June 2019", None),
        ("Event date: 4 June 2019", None),
    ],
)
def test_days(line: str, date: str | None) -> None:
    assert article(f"{TITLE}\n{line}\n\n{BODY}").published.value == date


def test_lines_of_keywords_and_programs_above_the_headline_are_none() -> None:
    assert article(f"TOPICS: grain, wheat\nPLACES: uk, japan\n{TITLE}\n\nOSLO, May 3 - {BODY}").title.value == TITLE
    assert article(f"Printed 4 June 2019\n{TITLE}\nMay 3, 2018\n\n{BODY}").title.value == TITLE


def test_a_headline_in_two_lines_of_capitals_is_one() -> None:
    head = "HARBOUR COUNCIL OF PORT ELM RAISES BRIDGE STAKE\nTO 36 PCT"
    assert article(f"3 May 2019\n{head}\nOSLO, May 3 - {BODY}").title.value == head.replace("\n", " ")


def test_the_sender_of_a_mail_did_not_write_what_it_quotes() -> None:
    mail = f"From: Mira Varga <mira@elm.example>\nSubject: FW: {TITLE}\nDate: Sat, 4 May 2019 10:00:00 +0000\n\n{TITLE}\nBy Ada Krol\n\n{BODY}"
    drafts, _ = dispatch.read(mail.encode(), "story.eml", Limits())
    assert build_document.document(drafts[0], "story.eml").article.byline.value == ("Ada Krol",)


def test_a_paper_named_with_a_foreign_article_is_no_person() -> None:
    found = article(f"{TITLE}\nBy Ada Krol\nEl Faro del Sur, 3 May 2019\n\n{BODY}")
    assert (found.byline.value, found.outlet.value, found.published.value) == (
        ("Ada Krol",),
        "El Faro del Sur",
        "2019-05-03",
    )


def test_a_day_is_cited_with_its_page() -> None:
    head = f"Title: {TITLE}\nAuthor: Ada Krol\nPublication info: The Elm Courier ; Port Elm [Port Elm] 03 May 2019: 12."
    assert article(f"{head}\n\nFull text: {BODY}").published.value == "2019-05-03"


PROSE = (
    "The harbour board said on Wednesday that the lock would stay closed until March 18 while engineers look at it.\n"
)


def test_the_last_line_of_what_somebody_said_is_no_date() -> None:
    found = article(
        "What the ruling on the lock means\n\nThe harbour board said on Wednesday that the lock would stay closed\n"
        "until March 18 while engineers look at it.\n\n“We will not open it before it is safe,” said Ines Varga, who leads\n"
        "the works department. “People remember what happened here on\nDecember 28, 1982.”\n\nThe lock was built in 1926.\n"
    )
    assert found.published.status == "unknown"


@pytest.mark.parametrize("slug", ["BC-ELM", "port-elm-vote"])
def test_a_line_of_agency_slug_and_day_states_the_day(slug: str) -> None:
    found = article(f"AP | {slug} | June 21, 1992\n\nLock stays closed\n\nOSLO, June 21 (AP) - {PROSE}")
    assert (found.title.value, found.published.value) == ("Lock stays closed", "1992-06-21")


@pytest.mark.parametrize("opening", ["SALTCOTE, Norway (3 May 2019) -- ", "[SALTCOTE, Norway, May 3, 2019] "])
def test_datelines_with_the_day_in_brackets(opening: str) -> None:
    found = article(f"Lock stays closed\nBy Ines Varga\n\n{opening}{PROSE}")
    assert (found.dateline.value, found.published.value) == ("SALTCOTE, Norway", "2019-05-03")


@pytest.mark.parametrize("nothing", ["Unknown", "N/A", "none", "-"])
def test_a_field_that_says_that_it_has_no_value(nothing: str) -> None:
    found = article(f"Title: Lock stays closed\nAuthor: {nothing}\nLocation: {nothing}\n\n{PROSE}")
    assert (found.byline.value, found.dateline.value) == (None, None)


def test_two_full_names_in_a_field_are_two_authors() -> None:
    found = article(f"Title: Lock stays closed\nAuthor: Håkan Castellan, Sydney Kamaru\n\n{PROSE}")
    assert found.byline.value == ("Håkan Castellan", "Sydney Kamaru")


def test_an_agency_with_its_service_is_no_headline() -> None:
    found = article(f"EFE NEWS WIRE\nSlug: LOCK-CLOSED\n14 March 2024\n\nLock stays closed\n\n{PROSE}")
    assert found.title.value == "Lock stays closed"
