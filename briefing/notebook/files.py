"""Where a page is written: whole or not at all, for its owner only."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from briefing.errors import BriefingError
from briefing.text import one_line

_ENDINGS = {".html": "html", ".htm": "html", ".docx": "docx", ".json": "json"}


def format_of(path: str, given: str = "") -> str:
    """Return the format ``given``, else the one that a file name asks for; Markdown where it says nothing."""
    return next(filter(None, (given, _ENDINGS.get(Path(path).suffix.lower()), "markdown")))


def check(kind: str, path: str) -> None:
    """Raise BriefingError if the format needs a file and there is none."""
    if kind == "docx" and not path:
        raise BriefingError("a document of Word needs a file: add -o FILE.docx")


def write(path: str, content: str | bytes) -> None:
    """Put ``content`` at ``path`` in one step, readable by its owner only. Raises BriefingError."""
    target = Path(path).expanduser()
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(prefix=".briefing-", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(target)
    except (OSError, ValueError) as error:
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink(missing_ok=True)
        why = getattr(error, "strerror", None) or str(error)
        raise BriefingError(f"cannot write {one_line(path)}: {why}; choose another place with -o") from error
