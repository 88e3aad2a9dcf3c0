"""One published state of the index on disk: what the manifest names, checked, then Whoosh's tables of contents and our segments.

Two Whoosh indexes share the folder: ``text`` (what the articles say) and ``facts`` (what analysis found in them), joined by article
id, so that analysis never causes a text to be indexed again. A table of contents is unpickled only from the very bytes whose
hash was checked. Imports Whoosh and numpy: import this module only when an index is opened.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from whoosh import fields
from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.index import TOC

from briefing.index import manifest as integrity
from briefing.index.segment.schema import SCHEMAS
from briefing.index.segment.segment_file import Columns, SegmentFile, write
from briefing.index.segment.whoosh_codec import ColumnSegment
from briefing.private_files import narrow

PartName = Literal["text", "facts"]
PARTS: tuple[PartName, PartName] = ("text", "facts")
_RETRIES = 20
_PAUSE = 0.05


@dataclass(frozen=True)
class Segment:
    """A segment and its open file."""

    entry: ColumnSegment
    file: SegmentFile

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Document number by article id, removed documents left out."""
        removed = self.entry.removed
        return {id_: number for number, id_ in enumerate(self.file.ids) if number not in removed}

    def without(self, numbers: frozenset[int]) -> Segment:
        return Segment(self.entry.without(numbers), self.file)


@dataclass(frozen=True)
class Generation:
    """A state of the index: its manifest and the segments of both parts."""

    manifest: integrity.Manifest
    parts: dict[PartName, tuple[Segment, ...]] = field(default_factory=lambda: {"text": (), "facts": ()})


def load(folder: Path, last: Generation | None = None) -> Generation | None:
    """Return the state that the manifest names, every file checked before it is opened; ``None`` if anything is off.

    A writer may replace the state between our looks at manifest and files; then the manifest has changed, and we look again.
    Files that ``last`` holds open were checked when it was loaded; they never change.
    """
    for _ in range(_RETRIES):
        manifest = integrity.read(folder)
        if manifest is None:
            return None
        known = last.manifest.files if last is not None else {}
        if integrity.verify(folder, manifest, known):
            try:
                return _open(folder, manifest, last)
            except FileNotFoundError:
                pass  # a writer was faster
            except Exception:  # Whoosh raises fourteen kinds of exceptions for damage; each means: build it again
                return None
        if integrity.read(folder) == manifest:
            return None
        time.sleep(_PAUSE)
    return None


def _open(folder: Path, manifest: integrity.Manifest, last: Generation | None) -> Generation:
    opened = {segment.entry.filename: segment.file for part in last.parts.values() for segment in part} if last else {}
    parts: dict[PartName, tuple[Segment, ...]] = {}
    for name in PARTS:
        entries = _contents(folder, name, manifest)
        for entry in entries:
            if entry.filename not in manifest.files:
                raise ValueError(f"{entry.filename} is not in the manifest")
        parts[name] = tuple(
            Segment(entry, opened.get(entry.filename) or SegmentFile(folder / entry.filename)) for entry in entries
        )
    return Generation(manifest, parts)


def _contents(folder: Path, name: PartName, manifest: integrity.Manifest) -> Sequence[ColumnSegment]:
    """Whoosh's table of contents, read from bytes that were just checked."""
    filename = TOC._filename(name, manifest.generation)
    raw = (folder / filename).read_bytes()
    if manifest.files[filename] != (len(raw), hashlib.sha256(raw).hexdigest()):
        raise ValueError(f"{filename} does not match the manifest")
    storage = RamStorage()
    storage.files[filename] = raw
    contents: Any = TOC.read(storage, name, gen=manifest.generation, schema=SCHEMAS[name]())
    return list(contents.segments)


def add(folder: Path, part: PartName, columns: Columns) -> Segment:
    """Write a new segment and bring it to the disk; nobody sees it before :func:`publish`."""
    entry = ColumnSegment(part, int(columns["days"].size))
    path = folder / entry.filename
    write(path, columns)
    return Segment(entry, SegmentFile(path))


def publish(folder: Path, last: Generation | None, parts: dict[PartName, tuple[Segment, ...]]) -> Generation:
    """Make ``parts`` the state of the index: tables of contents, then the manifest, each brought to the disk before the next."""
    generation = last.manifest.generation + 1 if last is not None else 1
    known = last.manifest.files if last is not None else {}
    storage = FileStorage(os.fspath(folder), supports_mmap=False)
    files: dict[str, tuple[int, str]] = {}
    for name, segments in parts.items():
        contents = TOC._filename(name, generation)
        (folder / contents).unlink(missing_ok=True)
        schema: fields.Schema = SCHEMAS[name]()
        TOC(schema, [segment.entry for segment in segments], generation).write(storage, name)
        narrow(folder / contents)
        integrity.sync(folder / contents)
        files[contents] = integrity.digest(folder / contents)
        for segment in segments:
            filename = segment.entry.filename
            files[filename] = known.get(filename) or integrity.digest(folder / filename)
    integrity.sync_folder(folder)  # the names of the new files before the manifest that relies on them
    manifest = integrity.Manifest(generation, files)
    integrity.publish(folder, manifest)
    integrity.sweep(folder, files)
    return Generation(manifest, parts)
