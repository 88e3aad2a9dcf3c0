"""What holds for any bytes at all: no exception, verbatim spans, safe text, the same answer twice."""

from __future__ import annotations

import datetime
import re
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from briefing import ingest
from briefing.errors import IngestError
from briefing.ingest import build_document
from briefing.ingest.decode import decode
from briefing.ingest.plain_text import datelines, line_types
from briefing.ingest.plain_text.dating import dates
from briefing.ingest.readers.feeds import html_fragments
from briefing.ingest.readers.text import markdown, plain
from briefing.model import Document
from briefing.text import STAND_IN, safe_text

QUICK = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)

PIECES = st.sampled_from(
    [
        "By Ada Krol", "By Ada Krol, Reuters", "AFP", "Friday, Mar 31, 2023", "Published: 4 April 2023", "PORT ELM (AP) — ", "March 31 (UPI) — ",
        "Harbour council backs bridge plan", "The council said on Thursday that work would begin in May.", "“We listened,” she said.", "\n", "\n\n", "\r\n", "\r", "\x0c",
        "\u2028", "  ", "\t", "BACK", "More news", "(Photo: Pat Example)", "Read more: x", "---", "# ", "**", "[a](b)", "[sic]", "\x1b[31m", "\u202e", "\u200b", "\ufeff", "\x00",
        "Headline: x", "NOTE – ", "x" * 90, "Source: Xinhua | 2023-03-31", "Reporting by Ada Krol; Editing by Jon Aske", "é", "😀", "31.02.2023", "1/2/2023",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(PIECES, max_size=25).map("".join), st.lists(PIECES, max_size=12).map("\n".join), st.text(max_size=300)
)


def documents(source: str, *, marked_down: bool = False) -> list[Document]:
    drafts = markdown.read_text(source) if marked_down else plain.read_text(source)
    return [build_document.document(draft, "story.txt") for draft in drafts]


def squeezed(text: str) -> str:
    # With the pictures of controls that Python counts as white space, and what is invisible at the ends of lines.
    return re.sub(f"[\\s\u2400-\u241f\u200b\u2060\ufeff{STAND_IN}]+", "", text)


@QUICK
@given(TEXTS)
@example("0 0 0\r(AA)")
def test_every_paragraph_of_plain_text_is_verbatim_at_its_place(source: str) -> None:
    for document in documents(source):
        assert safe_text(document.text) == document.text
        for paragraph in document.paragraphs:
            start, end = paragraph.span
            assert 0 <= start < end <= len(document.text)
            assert paragraph.source_span is not None
            printed = source[slice(*paragraph.source_span)]
            if paragraph.kind != "repeat":
                assert squeezed(safe_text(squeezed(printed))) == squeezed(document.text[start:end])


@QUICK
@given(TEXTS)
@example("Friday, Mar 31, 2023Source: Xinhua | 2023-03-31")
@example('Title: "Harbour council backs plan"\nAuthor: [Ada Krol]\nDate: {2023-03-31}\n\nIt said so.')
@example("Title: Harbour council backs plan; Author: Ada Krol; Date: 2023-03-31\n\nIt said so.")
@example("| Title | Harbour council backs plan |\n| Author | Ada Krol |\n| Date | 2023-03-31 |\n\nIt said so.")
@example("Harbour council backs plan | Ada Krol | 31 March 2023\n\nIt said so.")
def test_nothing_of_the_text_is_lost(source: str) -> None:
    (document,) = documents(source)
    kept = [p for p in document.paragraphs if p.kind != "repeat"]
    assert squeezed(document.text) == squeezed("".join(document.text[slice(*p.span)] for p in kept))
    again = "".join(source[slice(*p.source_span)] for p in document.paragraphs if p.source_span)
    invisible = "\ufeff\u200b\u2060"  # stripped at the ends of lines
    assert {c for c in squeezed(source) if c not in invisible and not 0x1C <= ord(c) <= 0x1F} <= set(again)


@QUICK
@given(TEXTS)
def test_markdown_never_fails_and_its_spans_hold(source: str) -> None:
    for document in documents(source, marked_down=True):
        for paragraph in document.paragraphs:
            start, end = paragraph.span
            assert 0 <= start <= end <= len(document.text)
            for place in (start, end - 1):
                found = document.source_span((place, place + 1))
                if paragraph.kind != "repeat" and found is not None and not document.text[place].isspace():
                    assert safe_text(source[slice(*found)]) == document.text[place]


@QUICK
@given(st.binary(max_size=400))
def test_any_bytes_decode_or_give_a_reason(data: bytes) -> None:
    try:
        found = decode(data)
    except IngestError as error:
        found = str(error)
    assert found


@QUICK
@given(st.text(min_size=1, max_size=200), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_unicode_encodings_come_back_as_they_were(source: str, encoding: str) -> None:
    if source.isspace() or "\0" in source or source[0] == "\ufeff" or source.count("\ufffd"):
        return
    if sum((c < " " or c == "\x7f") and c not in "\t\n\r\x0b\x0c\x1b" for c in source) * 20 >= len(source):
        return
    assert decode(source.encode(encoding)) == source


@QUICK
@given(TEXTS)
def test_the_same_text_gives_the_same_fingerprint(source: str) -> None:
    first, second = documents(source), documents(source)
    assert [d.fingerprint for d in first] == [d.fingerprint for d in second]


@QUICK
@given(st.text(max_size=200))
def test_no_line_breaks_the_rules_for_lines(line: str) -> None:
    line = " ".join(line.split()) or "x"
    line_types.kind(line, first=True)
    datelines.parse(line)
    for date in dates.find(line):
        assert 0 <= date.span[0] < date.span[1] <= len(line)


@QUICK
@given(st.text(alphabet="<>!-/ab pdiv[CDATA&;=\"' ", max_size=200))
def test_any_markup_becomes_paragraphs(source: str) -> None:
    assert all(block.text.strip() for block in html_fragments.blocks(source))


@QUICK
@given(
    st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2199, 12, 31)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%A, %b %d, %Y", "%d-%b-%Y", "%d.%m.%Y"]),
)
def test_dates_are_read_back_as_printed(date: datetime.date, form: str) -> None:
    (found,) = dates.find(date.strftime(form))
    assert (found.value, found.doubt) == (date.isoformat(), None)


@pytest.mark.parametrize(
    "flood",
    [
        '"',
        "- ",
        "A — ",
        "By Ada Krol\n",
        "Title: ",
        "(",
        "<!--",
        "*_",
        "[a](",
        "March 31 2023 ",
        "1/",
        "\\*",
        "e\u0301",
    ],
)
def test_floods_take_no_more_work_than_their_length(flood: str) -> None:
    """Counted, not timed: twice the text makes at most about twice the calls."""

    def calls(size: int) -> int:
        count = 0

        def tracer(*_: object) -> None:
            nonlocal count
            count += 1

        sys.setprofile(tracer)
        try:
            documents(flood * size, marked_down=True)
            documents(flood * size)
        finally:
            sys.setprofile(None)
        return count

    calls(10)  # what is loaded and compiled the first time is no work on the text
    assert calls(1200) <= 2.6 * calls(600) + 200


def test_reading_a_folder_that_vanished_is_a_problem(tmp_path: Path) -> None:
    reading = ingest.read(tmp_path / "nowhere", "story.txt")
    assert reading.documents == ()
    assert [p.path for p in reading.problems] == ["story.txt"]
