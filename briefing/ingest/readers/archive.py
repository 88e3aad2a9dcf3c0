"""Zip files: a Word document, or a folder of articles packed together. Runs in the sandbox.

Nothing is written to disk; names inside decide nothing but the format; archives in archives are not opened.
"""

from __future__ import annotations

import io
import zipfile

from briefing.errors import BriefingError, IngestError
from briefing.ingest import formats
from briefing.ingest.draft import Draft
from briefing.ingest.readers import docx
from briefing.text import natural_key

_MOST_MEMBERS = 2000


def read(data: bytes, name: str, expanded: int, articles: int) -> tuple[list[Draft], list[str]]:
    """The articles of an archive, in natural order of their names. Raises IngestError."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError):
        raise IngestError("is a damaged archive") from None
    with archive:
        names = set(archive.namelist())
        if "word/document.xml" in names:
            return docx.read_archive(archive, expanded, articles)
        for marker, what in (
            ("xl/workbook.xml", "a spreadsheet"),
            ("ppt/presentation.xml", "a presentation"),
            ("META-INF/MANIFEST.MF", "a program"),
            ("META-INF/container.xml", "an e-book"),
            ("mimetype", "an office document of another kind"),
        ):
            if marker in names:
                raise IngestError(f"is {what}, not an article")
        return _folder(archive, expanded, articles)


def _folder(archive: zipfile.ZipFile, expanded: int, articles: int) -> tuple[list[Draft], list[str]]:
    infos = [info for info in archive.infolist() if not info.is_dir() and not _hidden(info.filename)]
    if len(infos) > _MOST_MEMBERS:
        raise IngestError(f"holds more than {_MOST_MEMBERS:,} files")
    left = expanded
    if sum(info.file_size for info in infos) > left:
        raise IngestError("expands to more than the limit allows")
    drafts: list[Draft] = []
    notes: list[str] = []
    for info in sorted(infos, key=lambda info: natural_key(info.filename)):
        if len(drafts) >= articles:
            notes.append(f"holds more than {articles:,} articles; the rest is left out")
            break
        try:
            data = docx.member(archive, info.filename, left)
            left -= len(data)
            found, more = _member(data, info.filename, left, articles)
            drafts += found
            notes += [f"{info.filename} in it: {note}" for note in more]
        except BriefingError as error:
            notes.append(f"{info.filename} in it {error}")
    if not drafts and not notes:
        raise IngestError("is an empty archive")
    return drafts[:articles], notes


def _member(data: bytes, name: str, expanded: int, articles: int) -> tuple[list[Draft], list[str]]:
    from briefing.ingest.readers import markdown, plain, risky

    kind = formats.sniff(data, name) if data else "plain"
    if kind.startswith("not: "):
        raise IngestError(kind[5:])
    if kind == "archive":
        with zipfile.ZipFile(io.BytesIO(data)) as inner:
            if "word/document.xml" not in inner.namelist():
                raise IngestError("is an archive in an archive, which is not opened")
            return docx.read_archive(inner, expanded, articles)
    if kind in ("plain", "markdown"):
        drafts = plain.read(data) if kind == "plain" else markdown.read(data)
        for draft in drafts:
            for block in draft.blocks:
                block.segments = ()  # offsets would count in the member, not in the file
        return drafts, []
    return risky.read(kind, data, name, expanded, articles)


def _hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in name.split("/"))
