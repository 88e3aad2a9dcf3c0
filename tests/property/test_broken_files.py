"""Whatever bytes a file of a risky format holds, cut or changed anywhere, it gives documents or a line, never an end of the program."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.ingest import read

WORDS = "The tide mill opened again in the spring for all who asked. " * 4


def _zip(**members: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_txt", ".txt"), text)
    return stream.getvalue()


def _docx() -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p></w:body></w:document>'
    return _zip(word__document_xml=body, **{"[Content_Types]_xml": "<Types/>"})


def _warc() -> bytes:
    page = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><p>{WORDS}</p></body></html>"
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://paper.example/mill\r\n"
    head += "WARC-Date: 2031-05-01T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
    return f"{head}Content-Length: {len(page)}\r\n\r\n{page}\r\n\r\n".encode()


WHOLE = {
    "a.docx": _docx(),
    "a.rtf": ("{\\rtf1\\ansi " + WORDS + "\\par {\\b " + WORDS + "}}").encode(),
    "a.zip": _zip(one_txt=WORDS, two_txt=WORDS),
    "a.warc": _warc(),
    "a.pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
}


@pytest.mark.parametrize("name", WHOLE)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_file_that_is_cut_or_changed_is_one_line_or_an_article(
    name: str, tmp_path: Path, data: st.DataObject
) -> None:
    whole = WHOLE[name]
    content = bytearray(whole[: data.draw(st.integers(0, len(whole)))] if data.draw(st.booleans()) else whole)
    for _ in range(data.draw(st.integers(0, 4))):
        if content:
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    (tmp_path / name).write_bytes(content)
    reading = read(tmp_path, name)
    for problem in reading.problems:
        assert problem.reason
        assert "\n" not in problem.reason
    for document in reading.documents:
        assert "\x1b" not in document.text
