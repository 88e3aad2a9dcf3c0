"""Brings articles into the folder: copies files, saves pages and documents with where and when they were found. Analyses nothing.

The only module that writes into a folder of articles, and only when a person asks for it. What is there already is never
written over; a file appears whole, under its final name, or not at all.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing.acquire.pages import (
    NAME_BYTES,
    RESERVED,
    content,
    document_ending,
    front_matter,
    page_name,
    slug,
    split_name,
)
from briefing.errors import BriefingError, FolderError
from briefing.ingest import sidecar
from briefing.ingest.sidecar import SUFFIX
from briefing.model import Problem
from briefing.private_files import part_of, sweep
from briefing.text import one_line

if TYPE_CHECKING:
    from briefing.acquire.http import FetchLimits

MOST_BYTES: Final = 64 * 1024 * 1024
"""Size of a file that is copied: what the reader takes at most."""
_HIDDEN: Final = ".briefing-"
"""How the name of a file begins that is not whole yet."""
_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


@dataclass(frozen=True, slots=True)
class AddReport:
    """``added``: paths inside the folder, in the order of the sources; ``problems``: sources that could not be added, and why."""

    added: tuple[str, ...]
    problems: tuple[Problem, ...]


def add(
    folder: Path,
    sources: Iterable[str | os.PathLike[str]],
    *,
    allow_private: bool = False,
    limits: FetchLimits | None = None,
) -> AddReport:
    """Copy the files and save the pages among ``sources`` into ``folder``. One bad source never stops the others.

    ``allow_private``: also fetch from loopback and private addresses. Raises FolderError if nothing can be written there.
    """
    if not os.access(folder, os.W_OK | os.X_OK):
        raise FolderError(f"cannot write to the folder {one_line(str(folder))}; check its rights")
    added: list[str] = []
    problems: list[Problem] = []
    for source in sources:
        name = os.fspath(source)
        try:
            if _ADDRESS.match(name):
                added.append(_add_page(folder, name, allow_private, limits))
            else:
                added.append(_add_file(folder, name))
        except BriefingError as error:
            problems.append(_problem(name, str(error)))
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
            problems.append(_problem(name, f"cannot be added: {reason}"))
    return AddReport(tuple(added), tuple(problems))


def _problem(source: str, reason: str) -> Problem:
    from briefing.acquire.http import without_credentials

    return Problem(without_credentials(source), one_line(reason)[:300])


# --- files --------------------------------------------------------------------------------------------------------------


def _add_file(folder: Path, name: str) -> str:
    path = Path(name).expanduser()
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags)
    except FileNotFoundError:
        raise BriefingError(_absent(name)) from None
    except PermissionError:
        raise BriefingError("cannot be read: permission denied") from None
    try:
        status = os.fstat(descriptor)
        if stat.S_ISDIR(status.st_mode):
            raise BriefingError("is a folder; name the files in it")
        if not stat.S_ISREG(status.st_mode):
            raise BriefingError("is not a regular file")
        if status.st_size > MOST_BYTES:
            raise BriefingError(_too_large())
        if _inside(path, folder):
            raise BriefingError("is in the folder already")
        return save(folder, file_name(path.name), _pieces(descriptor), sidecar.load(path.parent, path.name))
    finally:
        os.close(descriptor)


def _pieces(descriptor: int) -> Iterator[bytes]:
    """Yield the bytes of a file, which may grow while it is read."""
    total = 0
    while piece := os.read(descriptor, 1 << 20):
        total += len(piece)
        if total > MOST_BYTES:
            raise BriefingError(_too_large())
        yield piece


def _absent(name: str) -> str:
    if re.match(r"(?:file|ftp|data|javascript|mailto|about|blob|view-source):", name, re.IGNORECASE):
        return "is not fetched: only http and https are"
    if re.match(r"(?:www\.|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|eu|uk|de|fr|no|us)/)", name, re.IGNORECASE):
        return "is no file; an address begins with https://"
    return "is not there"


def _inside(path: Path, folder: Path) -> bool:
    """Return whether ``path`` is one of the folder's own articles already."""
    with contextlib.suppress(OSError, ValueError, RuntimeError):
        inner = path.resolve().relative_to(folder.resolve())
        return not any(part.startswith(".") for part in inner.parts)
    return False


def _too_large() -> str:
    return f"is larger than {MOST_BYTES // (1024 * 1024)} MB"


def file_name(name: str) -> str:
    """Return ``name`` as one that is safe to print, not hidden and not too long; every other character stays."""
    kept = "".join("_" if a != b or a in "/\\" else a for a, b in zip(name, one_line(name), strict=True))
    kept = kept.strip().lstrip(".") or "article"
    if RESERVED.match(kept):
        kept = f"_{kept}"
    stem, suffix = split_name(kept)
    return _cut(stem, NAME_BYTES - len(suffix.encode())) + suffix


def _cut(text: str, most: int) -> str:
    """Return ``text`` cut to ``most`` bytes of UTF-8, never inside a character."""
    return text.encode()[:most].decode("utf-8", "ignore")


def save(folder: Path, name: str, pieces: Iterable[bytes], note: bytes = b"") -> str:
    """Write a new file ``name`` (``name-2`` if that is taken) whole or not at all; the name it got. Raises OSError.

    ``note``: what is written beside it, of where it came from; a file without its note is never left behind.
    """
    sweep(folder, _HIDDEN)
    hidden = part_of(folder / f"{_HIDDEN}{secrets.token_hex(8)}")
    flags = (
        os.O_WRONLY
        | os.O_CREAT
        | os.O_EXCL
        | getattr(os, "O_CLOEXEC", 0)
        | getattr(os, "O_BINARY", 0)
        | getattr(os, "O_NOFOLLOW", 0)
    )
    descriptor = os.open(hidden, flags, 0o644)
    try:
        with os.fdopen(descriptor, "wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        for taken in _names(name):
            if note and os.path.lexists(folder / (taken + SUFFIX)):
                continue  # a note on a file that is gone
            if _settle(hidden, folder / taken):
                if note:
                    _annotate(folder, taken, note)
                _sync_folder(folder)
                return taken
        raise BriefingError(f"cannot be added: too many files are called {name}")
    finally:
        with contextlib.suppress(OSError):
            hidden.unlink()


def _annotate(folder: Path, name: str, note: bytes) -> None:
    try:
        save(folder, name + SUFFIX, (note,))
    except OSError:
        with contextlib.suppress(OSError):
            (folder / name).unlink()
        raise


def _names(name: str) -> Iterator[str]:
    stem, suffix = split_name(name)
    yield name
    for number in range(2, 10_000):
        yield f"{stem}-{number}{suffix}"


def _settle(hidden: Path, final: Path) -> bool:
    """Give the finished file its name; False if that is taken. A plain rename would write over what is there."""
    try:
        os.link(hidden, final)
    except FileExistsError:
        return False
    except (OSError, NotImplementedError, AttributeError):
        # A file system without links: take the name first, so that nobody else's file is in its place.
        try:
            os.close(os.open(final, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644))
        except FileExistsError:
            return False
        hidden.replace(final)
    return True


def _sync_folder(folder: Path) -> None:
    """Make the new name last, where the platform knows how."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


# --- pages --------------------------------------------------------------------------------------------------------------


def _add_page(folder: Path, url: str, allow_private: bool, limits: FetchLimits | None) -> str:
    from briefing.acquire import http

    page = http.fetch(url, allow_private=allow_private, limits=limits or http.DEFAULT)
    accessed = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
    document = document_ending(page)
    if document:
        note = front_matter(url, page.url, accessed, None).removeprefix(b"---\n").removesuffix(b"---\n")
        return save(folder, page_name(page.url, b"", None, ending=document), (page.body,), note)
    kind, charset, body = content(page)
    matter = front_matter(url, page.url, accessed, charset)
    return save(folder, page_name(page.url, body if kind == "html" else b"", charset, ending=kind), (matter, body))


__all__ = ["AddReport", "add", "file_name", "front_matter", "page_name", "save", "slug"]
