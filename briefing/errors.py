"""Every error that leaves the public face. Each message is one line for people: what, where, what to do."""

from __future__ import annotations

from briefing.text import one_line

_LONGEST = 160
"""Characters of a reason."""


class BriefingError(Exception):
    """Base of all errors of this package; ``str(error)`` is one line that can be shown as it is."""


class QueryError(BriefingError):
    """A query that cannot be read or passes a limit.

    ``position`` is the offset (code points, from 0) at which reading stopped; ``None`` if the whole query is at fault.
    ``readable`` is the part that could be read ("" if none).
    """

    def __init__(self, message: str, *, position: int | None = None, readable: str = "") -> None:
        super().__init__(message)
        self.position = position
        self.readable = readable


class FolderError(BriefingError):
    """A folder of articles that is not there, is no folder, or cannot be read."""


class NotFoundError(BriefingError):
    """An article, quotation or statement that is not in the collection."""


class StateError(BriefingError):
    """What the reader made (stars, clippings, edits) cannot be read or written."""


class BusyError(StateError):
    """Another process is still bringing the folder up to date."""

    def __init__(self) -> None:
        super().__init__("another briefing is still bringing this folder up to date; try again when it is done")


class ExtraMissingError(BriefingError):
    """A format needs an optional package; the message names the extra that installs it."""


class IngestError(BriefingError):
    """A file cannot be read as an article. The message is the reason that stands under ``problems``."""


def reason(error: BaseException) -> str:
    """Return why ``error`` made the work on one article fail, in a few words for people."""
    if isinstance(error, MemoryError):
        return "it needs more memory than the limit allows"
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    return one_line(f"{type(error).__name__}: {error}")[:_LONGEST].rstrip(": ")
