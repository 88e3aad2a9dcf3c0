"""What must hold before a file of the index is opened: a private folder, and a manifest that matches every file.

Whoosh unpickles what it reads, and none of its files bears a checksum; therefore nothing in the folder is opened unless its
size and SHA-256 stand in the manifest, which is written last, after every file has reached the disk. Anything off means that
the folder's content is thrown away and built again from the articles. Never follows a link and never reads a foreign folder.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from briefing.errors import StateError
from briefing.private_files import make_folder, opener
from briefing.version import __version__

FORMAT = 2
"""Raised whenever an index of an earlier version would give other answers."""
MANIFEST = "manifest.json"
LOCK = "lock"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files of one published generation: name -> (size in bytes, SHA-256 hex)."""

    generation: int
    files: Mapping[str, tuple[int, str]] = field(default_factory=dict)


def private_folder(folder: Path) -> None:
    """Make ``folder`` (mode 0700), or check that it is a real folder of ours and close it to others. Raises StateError."""
    try:
        make_folder(folder)
        folder.mkdir(mode=0o700, exist_ok=True)
        info = folder.lstat()
        if not stat.S_ISDIR(info.st_mode):
            raise StateError(f"{folder} is not a folder; move it away so that the search index can be kept there")
        if info.st_uid != os.getuid():
            raise StateError(f"{folder} belongs to another user; set BRIEFING_HOME to a folder of your own")
        if info.st_mode & 0o077:
            folder.chmod(0o700)
    except OSError as error:
        raise StateError(f"cannot keep the search index in {folder}: {error.strerror or error}") from error


def digest(path: Path) -> tuple[int, str]:
    """Size and SHA-256 of a regular file, read without following a link. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(f"{path} is not a regular file")
        hasher, size = hashlib.sha256(), 0
        while block := file.read(_CHUNK):
            hasher.update(block)
            size += len(block)
    return size, hasher.hexdigest()


def read(folder: Path) -> Manifest | None:
    """Return the manifest if it is whole, ours, and of this program and format; ``None`` otherwise. The files are not looked at."""
    try:
        descriptor = os.open(folder / MANIFEST, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            if os.fstat(descriptor).st_uid != os.getuid():
                return None
            raw = file.read(1 << 24)
        content = json.loads(raw)
        body = content["body"]
        if content["sha256"] != _checksum(body):
            return None
        if (body["format"], body["program"], body["owner"]) != (FORMAT, __version__, os.getuid()):
            return None
        files = {str(name): (int(size), str(sha)) for name, (size, sha) in body["files"].items()}
        if any("/" in name or name in (MANIFEST, LOCK) for name in files):
            return None
        return Manifest(int(body["generation"]), files)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def exists(folder: Path) -> bool:
    """Return whether there is a manifest, whatever it says."""
    return (folder / MANIFEST).is_symlink() or (folder / MANIFEST).exists()


def stamp(folder: Path) -> tuple[int, int, int] | None:
    """Return what changes whenever a manifest is published; ``None`` if there is none."""
    try:
        info = os.lstat(folder / MANIFEST)
    except OSError:
        return None
    return info.st_ino, info.st_mtime_ns, info.st_size


def verify(folder: Path, manifest: Manifest, known: Mapping[str, tuple[int, str]] = {}) -> bool:
    """Return whether every file is there with its size and hash. Files in ``known`` with equal entries were checked before."""
    try:
        for name, expected in manifest.files.items():
            if known.get(name) == expected:
                continue
            if os.lstat(folder / name).st_size != expected[0] or digest(folder / name) != expected:
                return False
    except OSError:
        return False
    return True


def publish(folder: Path, manifest: Manifest) -> None:
    """Write the manifest in place of the last one, durably. Everything that it names must have been synced before."""
    body = {
        "format": FORMAT,
        "program": __version__,
        "owner": os.getuid(),
        "generation": manifest.generation,
        "files": {name: list(entry) for name, entry in sorted(manifest.files.items())},
    }
    temporary = folder / (MANIFEST + ".new")
    with open(temporary, "wb", opener=opener) as file:
        file.write(json.dumps({"body": body, "sha256": _checksum(body)}).encode())
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(folder / MANIFEST)
    sync_folder(folder)


def sync(path: Path) -> None:
    """Bring a file's bytes to the disk."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Bring a folder's names to the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sweep(folder: Path, keep: Mapping[str, object]) -> None:
    """Remove every file that ``keep`` does not name, except the manifest and the lock. Folders and their content stay."""
    for entry in os.scandir(folder):
        if entry.name in keep or entry.name in (MANIFEST, LOCK) or entry.is_dir(follow_symlinks=False):
            continue
        Path(entry.path).unlink(missing_ok=True)


def discard(folder: Path) -> None:
    """Empty the folder of index files, the manifest first, so that a fall in between leaves nothing that looks whole."""
    (folder / MANIFEST).unlink(missing_ok=True)
    sync_folder(folder)
    sweep(folder, {})


def _checksum(body: object) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
