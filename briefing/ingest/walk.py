"""Lists what a folder of articles holds. Never opens a file and never follows a link."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from briefing.ingest import sidecar
from briefing.text import natural_key

ARTICLE_SUFFIXES = frozenset(
    ".txt .md .markdown .htm .html .xhtml .mht .mhtml .eml .pdf .rss .atom .xml .json .docx .rtf .zip .text .warc .wacz".split()
)

UNKNOWN: Final = -1
"""Size of what stands in a folder and could not be looked at, or listed."""


class FileEntry(NamedTuple):
    """A file of the folder (a tuple: a folder has tens of thousands, all of which are looked at whenever it opens). ``path`` is relative and POSIX, decoded with ``os.fsdecode`` (it may hold surrogates).

    ``changed_ns``: when it last changed at all, as far as the system knows: the latest of its time of modification, which any
    program can set back, of its time of change, which none can, and of those of the note beside it.
    """

    path: str
    size: int
    mtime_ns: int
    changed_ns: int = 0


_made = tuple.__new__
"""Makes a file entry in half the time."""


def scan(root: Path) -> Iterator[FileEntry]:
    """Return the files under ``root`` as the system lists them (for an order: :func:`in_order`); no hidden files or folders.

    Links inside the folder to something inside it are passed over (their target is listed itself). What bears the place of
    an article and can never be one (a pipe, a device, a link that leads out or nowhere, a folder named ``x.txt``) is
    listed too, so that :func:`briefing.ingest.read` can say why in one line. So is a subfolder that cannot be listed, and what cannot be
    looked at, of :data:`UNKNOWN` size.
    Raises OSError if ``root`` itself cannot be listed.
    """
    real_root = os.path.realpath(root)
    found: list[FileEntry] = []
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(root / folder if folder else root) as entries:
                listed = [entry for entry in entries if not entry.name.startswith(".")]
        except OSError:
            if not folder:
                raise
            found.append(FileEntry(folder, UNKNOWN, 0))
            continue
        names = {entry.name for entry in listed}
        notes = {name: sidecar.file_of(name, names) for name in names if name.endswith(sidecar.SUFFIX)}
        noted = frozenset(notes.values())
        before = f"{folder}/" if folder else ""
        for entry in listed:
            name = entry.name
            if notes.get(name):
                continue
            try:
                if entry.is_file(follow_symlinks=False):
                    status = entry.stat(follow_symlinks=False)
                    changed = _changed(status, entry.path if name in noted else "")
                    found.append(_made(FileEntry, (before + name, status.st_size, status.st_mtime_ns, changed)))
                elif entry.is_dir(follow_symlinks=False):
                    found += _folder(entry, before + name, names, waiting)
                else:
                    found += _other(entry, before + name, real_root)
            except FileNotFoundError:  # vanished between listing and looking
                continue
            except OSError:
                found.append(FileEntry(before + name, UNKNOWN, 0))
    return iter(found)


def _folder(entry: os.DirEntry[str], path: str, names: set[str], waiting: list[str]) -> Iterator[FileEntry]:
    """Have a folder be looked into, unless it is part of a saved page; give it where it bears the name of an article."""
    if not _page_assets(entry.name, names):
        waiting.append(path)
        if ("." + entry.name.rpartition(".")[2].lower()) in ARTICLE_SUFFIXES:
            changed = entry.stat(follow_symlinks=False).st_mtime_ns
            yield FileEntry(path, 0, changed, changed)


def _other(entry: os.DirEntry[str], path: str, real_root: str) -> Iterator[FileEntry]:
    """Give a pipe or a device, and a link that leads out or nowhere."""
    if not entry.is_symlink():
        status = entry.stat(follow_symlinks=False)
        yield FileEntry(path, status.st_size, status.st_mtime_ns, _changed(status, ""))
    elif _leads_out(entry.path, real_root):
        yield FileEntry(path, 0, 0)


def in_order(entries: Iterable[FileEntry]) -> list[FileEntry]:
    """Return files in natural order of the relative path."""
    return sorted(entries, key=lambda entry: (natural_key(entry.path), entry.path))


def look_at(root: Path, paths: Iterable[str]) -> dict[str, FileEntry] | None:
    """Return what stands under these relative paths, without listing a folder: what :func:`scan` would list of them, those that are gone
    left out. None where only the whole folder tells: one of them bears on others (a note, a saved page with its pictures, a link, a folder)."""
    found: dict[str, FileEntry] = {}
    if not root.is_dir():
        return None
    for path in paths:
        if _bears_on_others(root, path):
            return None
        try:
            status = os.lstat(root / path)
        except OSError:
            continue
        if stat.S_IFMT(status.st_mode) in (stat.S_IFLNK, stat.S_IFDIR):
            return None
        noted = os.fspath(root / path) if os.path.lexists(root / (path + sidecar.SUFFIX)) else ""
        found[path] = FileEntry(path, status.st_size, status.st_mtime_ns, _changed(status, noted))
    return found


def _bears_on_others(root: Path, path: str) -> bool:
    """Return whether a file has to do with what is listed of other files, or its folders with whether it is listed."""
    parts = path.split("/")
    above = ["/".join(parts[:depth]) for depth in range(1, len(parts))]
    return any(
        (
            path.endswith(sidecar.SUFFIX),
            namesake(path),
            any(part.startswith(".") for part in parts),
            any(part.endswith(_ASSETS) for part in parts),
            any(os.path.lexists(root / folder) for folder in asset_folders(path)),
            any((root / folder).is_symlink() for folder in above),
        )
    )


def namesake(path: str) -> str:
    """Return the file whose second (third …) article would bear the path ``path``: ``mail.eml`` for ``mail.eml#2``, else ""."""
    if "#" not in path:
        return ""
    stem, _, number = path.rpartition("#")
    return stem if stem and not stem.endswith("/") and number.isascii() and number.isdigit() else ""


def _changed(status: os.stat_result, noted: str) -> int:
    """Return when a file last changed, or the note beside ``noted``; an odd number if there is a note, so that its end shows too. Of a file
    whose time of modification lies ahead, a number close to that, which its time of change alters."""
    times = [status.st_mtime_ns, status.st_ctime_ns]
    if noted:
        with contextlib.suppress(OSError):
            note = os.lstat(noted + sidecar.SUFFIX)
            times += [note.st_mtime_ns, note.st_ctime_ns]
    ahead = status.st_ctime_ns % _BELOW_A_SECOND if max(times) > status.st_ctime_ns else 0
    return (max(times) + ahead) // 2 * 2 + (len(times) > 2)


_BELOW_A_SECOND = 999_999_937
"""Nanoseconds; a prime, as some systems know times in whole seconds only."""


def _leads_out(path: str, real_root: str) -> bool:
    """Return whether a link leads out of the root, nowhere, or round in a loop."""
    try:
        target = os.path.realpath(path, strict=True)
    except (OSError, ValueError):
        return True
    return target != real_root and not target.startswith(real_root.rstrip(os.sep) + os.sep)


_ASSETS = ("_files", ".files", "-Dateien", "_fichiers")
_PAGES = (".html", ".htm", ".xhtml")


def _page_assets(name: str, beside: set[str]) -> bool:
    """Return whether a folder holds the pictures and scripts of a saved page (``story.html`` beside ``story_files/``)."""
    for ending in _ASSETS:
        if name.endswith(ending):
            return any(name[: -len(ending)] + suffix in beside for suffix in _PAGES)
    return False


def asset_folders(page: str) -> tuple[str, ...]:
    """Return the folders in which browsers keep the pictures and scripts of the saved page ``page``; none for another file."""
    for suffix in _PAGES:
        if page.endswith(suffix):
            return tuple(page[: -len(suffix)] + ending for ending in _ASSETS)
    return ()
