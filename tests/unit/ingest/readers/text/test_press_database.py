"""Exports of press databases in the newer layout: headline first, ``Body`` above the text, ``End of Document`` below."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from briefing import ingest
from briefing.model import Document

FIRST = "The kiln at Osmund Yard was lit on Saturday for the first time since the flood, and burned for three days."
SECOND = "“We had forgotten how loud it is,” said Petra Lunde, whose family has fired bricks here since 1871."
COVER = "User Name: A. Reader\nDate and Time: Friday, January 5, 2024 10:21:00 AM EST\nJob Number: 1\n\nDocuments (2)\n\n 1. Kiln 1 is lit\n\nClient/Matter: -None-\nSearch Terms: kiln\n\n"


def one(number: int, *, paged: bool = False) -> str:
    title = f"Kiln {number} is lit again at Osmund Yard"
    top = f"Page 1 of 1\n{title}\n\n" if paged else ""
    return (
        f"{top}{title}\n\nThe Brick Lane Mercury\n\nMarch {number + 3}, 2021 Monday\n\nCopyright 2021 Mercury Papers Ltd. All Rights Reserved\n\n"
        f"Section: NEWS; Pg. 7\n\nLength: 61 words\n\nByline: Noor Haaland and Tom Brisk\n\nDateline: OSMUND\n\nBody\n\n{FIRST}\n\n{SECOND}\n\n"
        "Graphic\n\nThe kiln on 1 May 1999\n\nLoad-Date: December 30, 2023\n\nEnd of Document\n\n\n"
    )  # fmt: skip


def word(text: str) -> bytes:
    runs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n") if line.strip())
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="urn:w"><w:body>{runs}</w:body></w:document>')
    return buffer.getvalue()


def rtf(text: str) -> bytes:
    escaped = "".join(c if c < "\x80" else f"\\u{ord(c)}?" for c in text)
    return ("{\\rtf1\\ansi " + escaped.replace("\n", "\\par\n") + "}").encode()


def read(tmp_path: Path, name: str, data: bytes) -> list[Document]:
    (tmp_path / name).write_bytes(data)
    reading = ingest.read(tmp_path, name)
    assert reading.problems == ()
    return list(reading.documents)


def body(document: Document) -> list[str]:
    return [document.text[slice(*p.span)] for p in document.paragraphs if p.kind == "body"]


@pytest.mark.parametrize("kind", ["txt", "docx", "rtf"])
@pytest.mark.parametrize("cover", ["", COVER])
def test_each_document_of_an_export_is_an_article(tmp_path: Path, kind: str, cover: str) -> None:
    text = cover + one(1, paged=bool(cover)) + one(2, paged=bool(cover))
    data = {"txt": str.encode, "docx": word, "rtf": rtf}[kind](text)
    first, second = read(tmp_path, f"export.{kind}", data)
    assert second.article.title.value == "Kiln 2 is lit again at Osmund Yard"
    for document, day in ((first, "2021-03-04"), (second, "2021-03-05")):
        article = document.article
        assert (article.published.value, article.published.status) == (day, "stated")
        assert (article.outlet.value, article.byline.value) == ("The Brick Lane Mercury", ("Noor Haaland", "Tom Brisk"))
        assert (article.dateline.value, article.extra["section"], article.extra["page"]) == ("OSMUND", "NEWS", "7")
        assert body(document) == [FIRST, SECOND]


OLDER = "".join(
    f"                    {n} of 2 DOCUMENTS\n\n          The Brick Lane Mercury (Osmund)\n\n            March {n}, 2021 Monday 5:10 PM GMT\n\nKiln {n} is lit again\n\n"
    f"BYLINE: Noor Haaland\n\nLENGTH: 61 words\n\nABSTRACT\n\nA kiln burns.\n\nFULL TEXT\n\n{FIRST}\n\n{SECOND}\n\nLOAD-DATE: March 9, 2021\n\nJOURNAL-CODE: BLM\n\n\n"
    for n in (1, 2)
)  # fmt: skip


@pytest.mark.parametrize(
    "cover", ["", "Nexis UK\n\n\n", "Print Request: All Documents\nTime of Request: March 9, 2021\n\n"]
)
def test_the_older_layout_with_or_without_a_cover(tmp_path: Path, cover: str) -> None:
    documents = read(tmp_path, "export.txt", (cover + OLDER).encode())
    assert [d.article.title.value for d in documents] == ["Kiln 1 is lit again", "Kiln 2 is lit again"]
    assert [d.article.outlet.value for d in documents] == ["The Brick Lane Mercury"] * 2
    assert [body(d) for d in documents] == [[FIRST, SECOND]] * 2


def test_a_story_that_quotes_the_counter_of_an_export_is_one_story(tmp_path: Path) -> None:
    (document,) = read(tmp_path, "story.txt", f"Kiln is lit\n\n{FIRST}\n\n1 of 2 DOCUMENTS\n\n{SECOND}\n".encode())
    assert document.article.title.value == "Kiln is lit"


def test_the_last_document_of_an_export_that_breaks_off_is_kept(tmp_path: Path) -> None:
    text = one(1) + one(2).partition("Graphic")[0]
    assert [body(d) for d in read(tmp_path, "export.txt", text.encode())] == [[FIRST, SECOND]] * 2


def test_spans_lead_back_to_the_export(tmp_path: Path) -> None:
    text = COVER + one(1, paged=True) + one(2, paged=True)
    for document in read(tmp_path, "export.txt", text.encode()):
        for paragraph in document.paragraphs:
            assert paragraph.source_span is not None
            if paragraph.kind in ("body", "title"):
                assert text[slice(*paragraph.source_span)] == document.text[slice(*paragraph.span)]


def test_a_story_that_only_speaks_of_the_end_of_a_document_is_one_story(tmp_path: Path) -> None:
    assert len(read(tmp_path, "story.txt", f"Kiln is lit\n\n{FIRST}\n\nEnd of Document\n\n{SECOND}\n".encode())) == 1
