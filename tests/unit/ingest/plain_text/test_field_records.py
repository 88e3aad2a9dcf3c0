"""Heads of database records in plain text: fields by name, by code, quoted, stacked, several a line; lines of source."""

from __future__ import annotations

import pytest

from briefing.ingest import build_document
from briefing.ingest.plain_text import source_lines
from briefing.ingest.readers.text import plain
from briefing.model import Article

TITLE = "Harbour council backs new bridge plan"
BODY = "The council said on Thursday that work on the old bridge would begin in May.\n\nNobody was hurt, it said."


def article(text: str) -> Article:
    (draft,) = plain.read(text.encode())
    return build_document.document(draft, "story.txt").article


@pytest.mark.parametrize(
    "head",
    [
        "TI  - {T}\nAU  - Krol, Ada\nAU  - Aske, Jon\nDA  - 2019/05/03\nAB  - {P}\nER  -",
        "HD   {T}\nBY   By Ada Krol and Jon Aske\nWC   312 words\nPD   3 May 2019\nSN   Elm Courier\nTD   {P}",
        "HD\n{T}\n\nBY\nBy Ada Krol and Jon Aske\n\nPD\n3 May 2019\n\nLP\n{P}",
        "%T {T}\n%A Ada Krol\n%A Jon Aske\n%D 2019-05-03\n%X {P}",
        "[TITLE] {T}\n[AUTHOR] Ada Krol and Jon Aske\n[DATE] 3 May 2019\n[TEXT] {P}",
        "article_title: {T}\narticle_author: Ada Krol and Jon Aske\npub_date: 20190503\ntext: {P}",
        'title: "{T}"\nauthor: "Ada Krol and Jon Aske"\ndate: "2019-05-03"\n\n{P}',
        "Title\t{T}\nByline\tAda Krol and Jon Aske\nDate\t3 May 2019\nBody\t{P}",
        "Title - {T}\nAuthor - Ada Krol and Jon Aske\nDate - 3 May 2019\n\n{P}",
        "| Title | {T} |\n| Author | Ada Krol and Jon Aske |\n| Date | 3 May 2019 |\n\n{P}",
        "Title:\n{T}\nAuthors:\nAda Krol\nJon Aske\nDate:\n3 May 2019\n\n{P}",
        "HEADLINE\n{T}\n\nBYLINE\nAda Krol and Jon Aske\n\nDATE\n3 May 2019\n\nBODY\n{P}",
        "Title: {T}; Author: Ada Krol and Jon Aske; Date: 3 May 2019\n\n{P}",
        "1. Title: {T}\n2. Author: Ada Krol and Jon Aske\n3. Date: 3 May 2019\n\n{P}",
        "@title {T}\n@author Ada Krol and Jon Aske\n@date 2019-05-03\n\n{P}",
        "{T} | Ada Krol and Jon Aske | 2019-05-03 | The Elm Courier\n\n{P}",
    ],
)
def test_the_fields_of_a_record_are_read_however_they_are_named(head: str) -> None:
    found = article(head.format(T=TITLE, P=BODY))
    assert (found.title.value, found.title.status) == (TITLE, "stated")
    assert found.byline.value == ("Ada Krol", "Jon Aske")
    assert (found.published.value or "")[:10] == "2019-05-03"
    assert found.opening.startswith("The council said")


def test_prose_and_headlines_are_no_records() -> None:
    for text in (
        f"Title - fight over the bridge\n\n{BODY}",
        f"IT IS TI TIME\n\n{BODY}",
        f"{TITLE}\n\nHD\n\n{BODY}",
        f"Date night in Port Elm\n\n{BODY}",
    ):
        assert article(text).title.value == text.split("\n", 1)[0]


@pytest.mark.parametrize(
    ("line", "outlet", "names"),
    [
        ("Ada Krol. The Elm Courier. Port Elm: May 3, 2019. pg. A.4", "The Elm Courier", ("Ada Krol",)),
        ("The Elm Courier, 3 May 2019, p. 4", "The Elm Courier", None),
        ("Elm Courier, The (Port Elm) - May 3, 2019", "Elm Courier", None),
        ("The Elm Courier; Port Elm [Port Elm]. 03 May 2019: A.4.", "The Elm Courier", None),
    ],
)
def test_a_line_of_source_gives_paper_day_and_author(line: str, outlet: str, names: tuple[str, ...] | None) -> None:
    facts = source_lines.read(line)
    assert facts is not None
    assert outlet in (facts.outlet or "")
    assert facts.dates[0][0].value == "2019-05-03"
    assert (facts.byline.names if facts.byline else None) == names


@pytest.mark.parametrize(
    "line", ["Council to meet on May 3, 2019, at Elm Hall", "The bridge opened on May 3, 2019.", TITLE]
)
def test_other_lines_with_a_day_are_no_source(line: str) -> None:
    assert source_lines.read(line) is None
