"""Lists what a folder of articles holds. Never opens a file and never follows a link."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefing.text import natural_key

ARTICLE_SUFFIXES = frozenset(
    ".txt .md .markdown .htm .html .xhtml .mht .mhtml .eml .pdf .rss .atom .xml .json .docx .rtf .zip .text".split()
)


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file of the folder. ``path`` is relative and POSIX, decoded with ``os.fsdecode`` (it may hold surrogates)."""

    path: str
    size: int
    mtime_ns: int


def scan(root: Path) -> Iterator[FileEntry]:
    """The files under ``root`` in natural order of the relative path; no hidden files or folders.

    Links inside the folder to something inside it are passed over (their target is listed itself). What bears the place of
    an article and can never be one (a pipe, a device, a link that leads out or nowhere, a folder named ``x.txt``) is
    listed too, so that :func:`briefing.ingest.read` can say why in one line. An unreadable subfolder is listed the same way.
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
            found.append(FileEntry(folder, 0, 0))
            continue
        names = {entry.name for entry in listed}
        for entry in listed:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if entry.is_symlink():
                if _leads_out(entry.path, real_root):
                    found.append(FileEntry(path, 0, 0))
                continue
            try:
                status = entry.stat(follow_symlinks=False)
                is_folder = entry.is_dir(follow_symlinks=False)
            except OSError:  # vanished between listing and looking
                continue
            if not is_folder:
                found.append(FileEntry(path, status.st_size, status.st_mtime_ns))
            elif not _page_assets(entry.name, names):
                waiting.append(path)
                if ("." + entry.name.rpartition(".")[2].lower()) in ARTICLE_SUFFIXES:
                    found.append(FileEntry(path, 0, status.st_mtime_ns))
    found.sort(key=lambda entry: (natural_key(entry.path), entry.path))
    return iter(found)


def _leads_out(path: str, real_root: str) -> bool:
    """Whether a link leads out of the root, nowhere, or round in a loop."""
    try:
        target = os.path.realpath(path, strict=True)
    except (OSError, ValueError):
        return True
    return target != real_root and not target.startswith(real_root.rstrip(os.sep) + os.sep)


_ASSETS = ("_files", ".files", "-Dateien", "_fichiers")
_PAGES = (".html", ".htm", ".xhtml")


def _page_assets(name: str, beside: set[str]) -> bool:
    """Whether a folder holds the pictures and scripts of a saved page (``story.html`` beside ``story_files``)."""
    for ending in _ASSETS:
        if name.endswith(ending):
            return any(name[: -len(ending)] + suffix in beside for suffix in _PAGES)
    return False


def asset_folders(page: str) -> tuple[str, ...]:
    """The folders in which browsers keep the pictures and scripts of the saved page ``page``; none for another file."""
    for suffix in _PAGES:
        if page.endswith(suffix):
            return tuple(page[: -len(suffix)] + ending for ending in _ASSETS)
    return ()
