"""Where things are kept. ``BRIEFING_HOME`` puts everything under one folder; otherwise the platform's own folders are used."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from briefing.errors import StateError
from briefing.late import dataclass
from briefing.private_files import make_folder
from briefing.text import one_line


@dataclass(frozen=True, slots=True)
class Places:
    """``cache`` (may be deleted at any time), ``data`` (what a person made), ``config`` (settings)."""

    cache: Path
    data: Path
    config: Path

    @classmethod
    def find(cls, home: str | os.PathLike[str] | None = None) -> Places:
        """Return the three folders; none is created here. ``home`` overrides ``BRIEFING_HOME``."""
        if home is not None and not isinstance(home, (str, bytes, os.PathLike)):
            raise StateError(f"home is named by text or a path, not by {type(home).__name__}")
        base = os.fsdecode(home) if home is not None else os.environ.get("BRIEFING_HOME", "")
        if base:
            try:
                root = Path(base).expanduser().absolute()
            except (OSError, RuntimeError) as error:
                raise StateError(
                    f"cannot use {one_line(base)}: {one_line(str(error))}; set BRIEFING_HOME to a folder"
                ) from error
            return cls(root / "cache", root / "data", root / "config")
        import platformdirs

        return cls(
            Path(platformdirs.user_cache_dir("briefing", appauthor=False)),
            Path(platformdirs.user_data_dir("briefing", appauthor=False)),
            Path(platformdirs.user_config_dir("briefing", appauthor=False)),
        )

    def for_folder(self, folder: Path) -> Path:
        """Return the private cache folder of one folder of articles; not created here."""
        digest = hashlib.sha256(os.fsencode(os.path.realpath(folder))).hexdigest()[:16]
        return self.cache / "folders" / digest


def private_folder(path: Path) -> Path:
    """Create ``path`` (mode 0700) or check it: it must be a real folder of ours that nobody else can write to.

    Raises StateError with what to do. An own folder with wider rights is narrowed to 0700.
    """
    shown = one_line(str(path))
    try:
        make_folder(path)
        path.mkdir(mode=0o700, exist_ok=True)
        info = path.lstat()
        if not stat.S_ISDIR(info.st_mode):
            raise StateError(f"{shown} is not a folder; move it away or set BRIEFING_HOME to another place")
        if hasattr(os, "getuid") and info.st_uid != os.getuid():
            raise StateError(f"{shown} belongs to another user; set BRIEFING_HOME to a folder of your own")
        if info.st_mode & 0o077:
            path.chmod(0o700)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise StateError(
            f"cannot use {shown}: {one_line(reason)}; set BRIEFING_HOME to a folder that you can write to"
        ) from error
    return path
