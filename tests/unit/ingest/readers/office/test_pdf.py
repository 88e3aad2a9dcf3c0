"""PDF articles: what is printed, in the order in which people read it, without what stands on every page."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdf_pages import pdf

from briefing import ingest
from briefing.model import Document

Piece = tuple[int, int, int, str]
LEFT = ["The council said on Thursday that", "work on the old bridge would be-", "gin in May and last for a year."]
SECOND = ["Nobody was hurt when a beam fell", "in the night, a spokeswoman said."]
RIGHT = [
    "Opponents said the plan had been",
    "changed without a hearing in the",
    "town hall, where some three hun-",
    "dred people met on Monday night.",
]


def column(x: int, y: int, lines: list[str], size: int = 10) -> list[Piece]:
    return [(x, y - 12 * number, size, text) for number, text in enumerate(lines)]


def read(tmp_path: Path, pages: list[list[Piece]]) -> Document:
    pytest.importorskip("pypdfium2")
    (tmp_path / "story.pdf").write_bytes(pdf(pages))
    reading = ingest.read(tmp_path, "story.pdf")
    assert reading.problems == ()
    (document,) = reading.documents
    return document


def body(document: Document) -> list[str]:
    return [document.text[slice(*p.span)] for p in document.paragraphs if p.kind == "body"]


HEAD = [(72, 740, 24, "Bridge plan backed"), (72, 712, 10, "By Ada Krol"), (72, 698, 10, "31 March 2023")]
STORY = ["The council said on Thursday that work on the old bridge would begin in May and last for a year.", "Nobody was hurt when a beam fell in the night, a spokeswoman said.",
         "Opponents said the plan had been changed without a hearing in the town hall, where some three hundred people met on Monday night."]  # fmt: skip


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    document = read(tmp_path, [[*HEAD, *column(72, 660, LEFT), *column(72, 618, SECOND), *column(250, 660, RIGHT)]])
    assert document.article.title.value == "Bridge plan backed"
    assert document.article.byline.value == ("Ada Krol",)
    assert document.article.published.value == "2023-03-31"
    assert body(document) == STORY


def test_columns_are_columns_even_if_the_file_draws_row_by_row(tmp_path: Path) -> None:
    rows = [piece for pair in zip(column(72, 660, LEFT), column(250, 660, RIGHT), strict=False) for piece in pair]
    document = read(tmp_path, [[*HEAD, *rows, *column(72, 618, SECOND), column(250, 660, RIGHT)[3]]])
    assert body(document) == STORY


def test_three_columns_under_a_headline_of_two_lines(tmp_path: Path) -> None:
    head = [
        (72, 740, 24, "Bridge plan backed after a year"),
        (72, 712, 24, "of quarrel in the town hall"),
        (72, 690, 10, "By Ada Krol"),
    ]
    third = ["Work is to end next year, the coun-", "cil said, if the river lets it."]
    page = [
        *head,
        *column(60, 650, [*LEFT, *SECOND]),
        *column(230, 650, RIGHT),
        *column(400, 650, [*third, "More rain is on its way, it added."]),
    ]
    document = read(tmp_path, [page])
    assert document.article.title.value == "Bridge plan backed after a year of quarrel in the town hall"
    joined = " ".join(body(document))
    assert joined.startswith(" ".join(STORY))
    assert joined.endswith(
        "Work is to end next year, the council said, if the river lets it. More rain is on its way, it added."
    )


def test_a_headline_across_the_columns_parts_two_stories(tmp_path: Path) -> None:
    page = [*HEAD, *column(72, 660, [*LEFT, *SECOND]), *column(250, 660, [*RIGHT, "They want a second opinion, too."])]
    page += [
        (72, 560, 14, "What happened when the beam of the bridge fell down"),
        *column(
            72,
            530,
            ["The beam was laid in 1911 and", "nobody had looked at it since.", "It was of oak, the report says."],
        ),
    ]
    page += column(
        250,
        530,
        ["Divers found the rest of it in the", "mud on Friday, the report says."] + ["It will be shown in the museum."],
    )
    joined = " ".join(body(read(tmp_path, [page])))
    assert joined.index("second opinion, too.") < joined.index("The beam was laid") < joined.index("Divers found")


def test_running_heads_and_page_numbers_are_furniture(tmp_path: Path) -> None:
    pages = []
    words = ["first", "second", "third", "last"]
    for number in range(1, 5):
        head = (72, 770, 8, "The Elm Courier") if number % 2 else (420, 770, 8, "Town and country")
        page = [head, (540 if number % 2 else 40, 770, 8, str(number)), (250, 20, 8, f"Page {number} of 4")]
        pages.append(
            [
                *page,
                *(HEAD if number == 1 else []),
                *column(
                    72,
                    660,
                    [
                        f"The {words[number - 1]} part of the story is here",
                        f"and it ends on page {words[number - 1]}, quietly.",
                    ],
                ),
            ]
        )
    document = read(tmp_path, pages)
    joined = " ".join(body(document))
    assert all(words not in joined for words in ("Courier", "Town and", "Page "))
    assert joined.count("quietly.") == 4


def test_a_paragraph_goes_on_over_the_page(tmp_path: Path) -> None:
    pages = [
        [*HEAD, *column(72, 100, ["The council said on Thursday that work"])],
        [*column(72, 740, ["on the bridge would begin in May."])],
    ]
    assert body(read(tmp_path, pages)) == ["The council said on Thursday that work on the bridge would begin in May."]


def test_a_hyphen_at_the_end_of_a_line_stays_where_it_belongs(tmp_path: Path) -> None:
    lines = [
        "The well-known bridge has a well-",
        "known name, and its self-",
        "made keeper, a co-",
        "operative man, spoke of engi-",
        "neering and of re-",
        "opening it. He would re-open it.",
    ]
    assert body(read(tmp_path, [[*HEAD, *column(72, 600, lines)]])) == [
        "The well-known bridge has a well-known name, and its self-made keeper, a co-operative man, spoke of engineering and of re-opening it. He would re-open it."
    ]


def test_a_large_first_letter_belongs_to_its_word(tmp_path: Path) -> None:
    page = [
        *HEAD,
        (72, 638, 30, "T"),
        *column(98, 650, ["he council said on Thursday that work"]),
        *column(98, 638, ["on the bridge would begin in May and"]),
        *column(72, 626, ["last for a year, if it does not rain."]),
    ]
    assert body(read(tmp_path, [page])) == [
        "The council said on Thursday that work on the bridge would begin in May and last for a year, if it does not rain."
    ]


def test_a_line_that_was_broken_by_hand_ends_a_paragraph(tmp_path: Path) -> None:
    lines = [
        "The ferry will run on Sundays from May, if the board says so and",
        "nobody minds the noise.",
        "Related stories",
        "The board has not met since the winter began",
        "Noise keeps the harbour awake",
    ]
    assert body(read(tmp_path, [[*HEAD, *column(72, 600, lines)]]))[0] == " ".join(lines[:2])
    assert all(
        "Related stories" not in text or text == "Related stories"
        for text in body(read(tmp_path, [[*HEAD, *column(72, 600, lines)]]))
    )


def test_footnotes_do_not_break_a_sentence(tmp_path: Path) -> None:
    first = [
        *HEAD,
        *column(72, 150, ["The council said on Thursday that work", "on the old bridge would begin in the"]),
        (72, 90, 7, "1 The bridge was built in 1911."),
    ]
    document = read(tmp_path, [first, column(72, 740, ["month of May and last for a year."])])
    assert body(document) == [
        "The council said on Thursday that work on the old bridge would begin in the month of May and last for a year.",
        "1 The bridge was built in 1911.",
    ]


def test_a_scan_says_so(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    (tmp_path / "scan.pdf").write_bytes(pdf([[]]))
    (problem,) = ingest.read(tmp_path, "scan.pdf").problems
    assert problem.reason == "is a PDF without text, most likely a scan; it needs text recognition first"


def test_what_the_file_says_of_itself_dates_and_names_nothing(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    data = pdf([[(72, 740, 24, "Bridge plan backed"), *column(72, 660, [*LEFT, *SECOND])]])
    start = data.rindex(b"xref")
    info = b"99 0 obj\n<< /Title (Microsoft Word - untitled3.doc) /Author (jdoe) /CreationDate (D:20200101000000Z) >>\nendobj\n"
    data = data[:start] + info + data[start:].replace(b"/Root 1 0 R", b"/Root 1 0 R /Info 99 0 R")
    (tmp_path / "story.pdf").write_bytes(data)
    article = ingest.read(tmp_path, "story.pdf").documents[0].article
    assert article.title.value == "Bridge plan backed"
    assert (article.published.status, article.byline.status) == ("unknown", "unknown")
