"""Zip files: a Word document, a web archive (WACZ), or a folder of articles packed together. Runs in the sandbox.

Nothing is written to disk; names inside decide nothing but the format; of archives in archives only the first level is opened.
"""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.errors import BriefingError, IngestError
from briefing.ingest import detect_format, walk
from briefing.ingest.draft import Draft, without_places
from briefing.ingest.readers.containers import warc, zip_members
from briefing.ingest.readers.office import docx
from briefing.ingest.readers.registry import Step
from briefing.text import natural_key

_MOST_MEMBERS = 2000
_OTHERS = (
    ("xl/workbook.xml", "a spreadsheet"), ("ppt/presentation.xml", "a presentation"), ("META-INF/MANIFEST.MF", "a program"),
    ("META-INF/container.xml", "an e-book"), ("mimetype", "an office document of another kind"),
)  # fmt: skip


def steps(data: bytes, name: str, expanded: int, articles: int, start: int, skip: bool) -> Iterator[Step]:
    """Yield the articles of an archive, in natural order of their names. Raises IngestError."""
    with zip_members.opened(data) as archive:
        names = set(archive.namelist())
        if docx.is_document(names):
            drafts, notes = docx.read_archive(archive, expanded, articles)
            yield Step(drafts, notes)
            return
        if any(map(warc.is_part, names)):
            yield from warc.steps_of_wacz(archive, expanded, articles, start, skip)
            return
        for marker, what in _OTHERS:
            if marker in names:
                raise IngestError(f"is {what}, not an article")
        if "[Content_Types].xml" in names:
            raise IngestError("is an office document without a text, not an article")
        yield from _folder(archive, _Room(expanded), articles, start, skip)


@dataclass(slots=True)
class _Room:
    """How many bytes the files of an archive, and of the archives in it, may still expand to together."""

    left: int


def _folder(
    archive: zipfile.ZipFile, room: _Room, articles: int, start: int, skip: bool, depth: int = 0
) -> Iterator[Step]:
    infos = [info for info in archive.infolist() if _is_file(info.filename)]
    if len(infos) > _MOST_MEMBERS:
        raise IngestError(f"holds more than {_MOST_MEMBERS:,} files")
    if sum(info.file_size for info in infos) > room.left:
        raise IngestError("expands to more than the limit allows")
    if not infos:
        raise IngestError("is an empty archive")
    infos = _without_assets(infos)
    step = Step()
    count = 0
    for number, info in enumerate(sorted(infos, key=lambda info: natural_key(info.filename))):
        if number < start or (number == start and skip):
            continue
        if count >= articles:
            step.notes.append(f"holds more than {articles:,} articles; the rest is left out")
            break
        step.at, step.label = number, info.filename
        yield step
        step = Step()
        try:
            if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG):
                raise IngestError("is a link or a device, not a file")
            data = zip_members.member(archive, info, room.left)
            room.left -= len(data)
            step.drafts, more = _member(data, info.filename, room, articles, depth)
            step.notes = [f"{info.filename} in it: {note}" for note in more]
        except BriefingError as error:
            step.notes.append(f"{info.filename} in it {error}")
        except RecursionError:
            step.notes.append(f"{info.filename} in it is nested too deeply")
        count += len(step.drafts)
    yield Step(step.drafts, step.notes)


def _member(data: bytes, name: str, room: _Room, articles: int, depth: int) -> tuple[list[Draft], list[str]]:
    from briefing.ingest.readers import registry

    kind = detect_format.sniff(data, name) if data else "plain"
    if kind.startswith("not: "):
        raise IngestError(kind[5:])
    if kind == "archive":
        with zip_members.opened(data) as inner:
            if docx.is_document(set(inner.namelist())):
                return docx.read_archive(inner, room.left, articles)
            if depth or any(map(warc.is_part, inner.namelist())):
                raise IngestError("is an archive in an archive, which is not opened")
            found = list(_folder(inner, room, articles, 0, False, depth + 1))
            return [one for step in found for one in step.drafts], [note for step in found for note in step.notes]
    if kind in ("plain", "markdown"):
        drafts = registry.read_text(kind, data)
        for draft in drafts:
            without_places(draft.blocks)
        return drafts, []
    return registry.read(kind, data, name, room.left, articles)


def _is_file(name: str) -> bool:
    """Return whether a member is a file with a name, and none that is hidden."""
    return not any(part.startswith((".", "__MACOSX")) for part in name.split("/")) and name[-1:] not in ("", "/")


def _without_assets(infos: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """Return ``infos`` without the pictures and scripts that lie beside saved pages."""
    names = {info.filename for info in infos}
    folders = {folder + "/" for name in names for folder in walk.asset_folders(name)}
    return [
        info
        for info in infos
        if not any(info.filename[: at + 1] in folders for at, c in enumerate(info.filename) if c == "/")
    ]
