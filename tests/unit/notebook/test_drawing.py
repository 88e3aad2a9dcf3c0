"""A page to be handed out: every line with its sources, nothing that acts, whole or not at all."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from briefing.errors import BriefingError
from briefing.notebook import drawing, files
from briefing.notebook.page import Line, Page, Section, Source, Version

PAGE = Page(
    "Mill <script>turns</script> *again*",
    "2 files",
    (Section("Said", (Line("The gates [held]\x1b[31m", "Pell", (1, 2), quoted=True),)), Section("Days", ())),
    (Source("Coast & Quay, 2031", "https://news.example/mill"), Source("The Tidings", "javascript:alert(1)")),
)


def test_markdown() -> None:
    text = drawing.markdown(PAGE)
    assert "\\*again\\*" in text
    assert "\\<script\\>" in text
    assert "“The gates \\[held\\]" in text
    assert "(1, 2)" in text
    assert "## Days" not in text
    assert "\x1b" not in text


def test_html() -> None:
    text = drawing.html(PAGE)
    assert "<script" not in text
    assert "javascript:" not in text
    assert '<a href="#s2">2</a>' in text
    assert 'href="https://news.example/mill"' in text
    assert "\x1b" not in text


def test_docx() -> None:
    word = pytest.importorskip("docx")
    import io

    document = word.Document(io.BytesIO(drawing.docx(PAGE)))
    assert any("The gates [held]" in paragraph.text for paragraph in document.paragraphs)


def test_a_document_says_what_it_is_and_when_it_was_written() -> None:
    word = pytest.importorskip("docx")
    import io
    from datetime import UTC, datetime, timedelta

    before = datetime.now(UTC).replace(tzinfo=None) - timedelta(seconds=1)
    said = word.Document(io.BytesIO(drawing.docx(PAGE))).core_properties
    assert (said.author, said.comments, said.last_modified_by) == ("", "", "")
    assert said.title == "Mill <script>turns</script> *again*"
    assert said.created.replace(tzinfo=None) >= before
    assert said.modified == said.created
    assert drawing.docx(Page("mill " * 90, "", (), ())), "a long title is no fault"


def test_written_whole_and_private(tmp_path: Path) -> None:
    target = tmp_path / "page.md"
    target.write_text("before")
    files.write(str(target), "after")
    assert target.read_text() == "after"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [target]


def test_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match="cannot write"):
        files.write(str(tmp_path / "absent" / "page.md"), "x")


@pytest.mark.parametrize(
    ("name", "kind"), [("a.HTML", "html"), ("a.docx", "docx"), ("a.json", "json"), ("a", "markdown")]
)
def test_format_by_name(name: str, kind: str) -> None:
    assert files.format_of(name) == kind


def test_docx_needs_a_file() -> None:
    with pytest.raises(BriefingError, match=r"-o FILE\.docx"):
        files.check("docx", "")


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("[council] slept.”", "**\\[council\\] slept.**”"),
        ("“Herons", "“**Herons**"),
        ("“all”", "“**all**”"),
        ("bare", "**bare**"),
    ],
)
def test_bold_stands_within_the_marks(words: str, printed: str) -> None:
    versions = tuple(Version((("Mill Post", number),), (("added", words),)) for number in (1, 2))
    page = Page("Notebook", "", (Section("All", (Line("x", versions=versions),)),), ())
    assert f"| {printed} |" in drawing.markdown(page)
