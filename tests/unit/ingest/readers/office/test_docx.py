"""Word and RTF documents: what the program shows is the text, in order; what it hides is not."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from briefing import ingest
from briefing.model import Document

FIRST = "The mill pond froze on Sunday for the first time in nine winters, and half the village walked across it."
SECOND = "“My grandmother skated here with a lantern,” said Ansel Roy, who keeps the mill."
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="urn:mc" xmlns:wps="urn:wps"'


def docx(body: str, *, part: str = "word/document.xml", **others: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "_rels/.rels",
            f'<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="{part}"/></Relationships>',
        )
        archive.writestr(part, f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, text in others.items():
            archive.writestr(f"word/{name}.xml", text)
    return buffer.getvalue()


def p(text: str, style: str = "", run: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>'


def read(tmp_path: Path, name: str, data: bytes) -> Document:
    (tmp_path / name).write_bytes(data)
    reading = ingest.read(tmp_path, name)
    assert reading.problems == ()
    (document,) = reading.documents
    return document


def body(document: Document) -> list[str]:
    return [document.text[slice(*q.span)] for q in document.paragraphs if q.kind == "body"]


def test_hidden_words_are_not_shown(tmp_path: Path) -> None:
    data = docx(p("Pond freezes", "Title") + p(FIRST) + p("SECRET", run="<w:vanish/>") + p(SECOND, run='<w:vanish w:val="0"/>'))  # fmt: skip
    assert body(read(tmp_path, "a.docx", data)) == [FIRST, SECOND]


def test_a_document_whose_main_part_has_another_name(tmp_path: Path) -> None:
    data = docx(p("Pond freezes", "Title") + p(FIRST), part="word/document2.xml")
    assert body(read(tmp_path, "a.docx", data)) == [FIRST]


def test_styles_are_known_in_every_language(tmp_path: Path) -> None:
    styles = f'<w:styles {W}><w:style w:styleId="Titel"><w:name w:val="Title"/></w:style></w:styles>'
    data = docx(p("The pond. It froze.", "Titel") + p(FIRST) + p(SECOND), styles=styles)
    assert read(tmp_path, "a.docx", data).article.title.value == "The pond. It froze."


def test_a_text_box_is_read_once_and_behind_its_paragraph(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('The pond in figures: nine winters.')}</w:txbxContent>"
    anchor = f"<w:p><w:r><w:t>{FIRST}</w:t></w:r><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    document = read(tmp_path, "a.docx", docx(p("Pond freezes", "Title") + anchor + p(SECOND)))
    assert body(document) == [FIRST, "The pond in figures: nine winters.", SECOND]


def table(*rows: list[str]) -> str:
    cells = ["".join(f"<w:tc>{''.join(p(text) for text in cell.split('#'))}</w:tc>" for cell in row) for row in rows]
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def test_a_row_of_figures_is_a_line_and_a_page_laid_out_as_a_table_is_not(tmp_path: Path) -> None:
    data = docx(p("Pond freezes", "Title") + p(FIRST) + table(["Winter", "Ice"], ["2012", "9 cm"]) + table([f"{SECOND}#{FIRST[:-1]} again."]))  # fmt: skip
    assert body(read(tmp_path, "a.docx", data)) == [
        FIRST,
        "Winter | Ice",
        "2012 | 9 cm",
        SECOND,
        f"{FIRST[:-1]} again.",
    ]


@pytest.mark.parametrize(
    ("rtf", "shown"),
    [
        (rb"{\rtf1\ansi Ice {\v secret} and {\deleted gone }snow\v hidden \v0 too.\par}", "Ice  and snowtoo."),
        (rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}\f0 caf\'e9 \f1\'ef\'f0\'f3\'e4 \f0 caf\'e9\par}", "café пруд café"),
        (rb"{\rtf1\ansi\ansicpg932{\fonttbl{\f0\fcharset128 A;}}\f0\'92\'72\par}", "池"),
        (b"{\\rtf1\\ansi One\\\nTwo\\\r\nThree}", "One\nTwo\nThree"),
        (rb"{\rtf1\mac caf\'8e\par}", "café"),
        (rb"{\rtf1\ansi{\listtext\'b7\tab}One\par {\pntext 1.\tab}Two\par}", "One\nTwo"),
        (rb"{\rtf1\ansi{\upr{caf?}{\*\ud{caf\u233?}}} end\par}", "café end"),
        (rb"{\rtf1\ansi\uc2 \u8364\'80\'80\uc1 \u8364? x\par}", "€€ x"),
        (rb"{\rtf1\ansi Before\par{\shp{\*\shpinst\shpleft1{\sp{\sn x}{\sv 1}}{\shptxt Box\par}}{\shprslt Box}}After\par}", "Before\nBox\nAfter"),
        (rb"{\rtf1\ansi{\field{\*\fldinst HYPERLINK x}{\fldrslt the pond}} froze\par}", "the pond froze"),
    ],
)  # fmt: skip
def test_the_words_of_an_rtf_file(rtf: bytes, shown: str) -> None:
    from briefing.ingest.readers.office.rtf import characters

    assert characters(rtf).strip() == shown
