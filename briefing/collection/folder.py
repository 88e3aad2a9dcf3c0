"""The folder of articles: whether it can be read, and which one was open last."""

from __future__ import annotations

import os
from pathlib import Path

from briefing.errors import FolderError
from briefing.paths import Places
from briefing.store.state.state import State
from briefing.store.state.state_file import StateFile
from briefing.text import one_line


def check_folder(path: str | os.PathLike[str]) -> Path:
    """Return ``path`` as an absolute folder that can be read. Raises FolderError with what to do."""
    if not isinstance(path, (str, bytes, os.PathLike)):
        raise FolderError(f"a folder is named by text or a path, not by {type(path).__name__}")
    shown = one_line(os.fsdecode(path))
    try:
        folder = Path(os.fsdecode(path)).expanduser().absolute()
        if not folder.exists():
            raise FolderError(f"there is no folder {shown}; give the folder that holds the articles")
        if not folder.is_dir():
            raise FolderError(f"{shown} is not a folder; give the folder that holds the articles")
        with os.scandir(folder):
            pass
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FolderError(f"cannot read the folder {shown}: {reason}; check its rights") from error
    return folder


def last_folder(home: str | os.PathLike[str] | None = None) -> Path | None:
    """Return the folder that was open last, if it is still there. Raises StateError."""
    path = Places.find(home).data / "state.db"
    if not path.exists():
        return None
    file = StateFile(path)
    try:
        return State.last_folder(file)
    finally:
        file.close()


def quoted(ref: str, most: int = 80) -> str:
    """Return ``ref`` in quotes for a message, however long it is."""
    return repr(one_line(ref if len(ref) <= most else ref[: most - 1] + "…"))
