"""Every error that leaves the public face. Each message is one line for people: what, where, what to do."""

from __future__ import annotations

from typing import Literal

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


ArchiveFault = Literal[
    "address", "credentials", "extra", "unreachable", "slow", "tls", "unauthorised", "forbidden", "busy", "missing", "version", "answer",
    "read-only", "cancelled",
]  # fmt: skip
"""What can be wrong with an archive. ``address``, ``credentials`` and ``extra`` (not installed) are found before it is asked; ``unreachable``:
nobody answers or the connection broke; ``slow``: no whole answer in time; ``tls``: its certificate is not to be trusted; ``unauthorised`` (401),
``forbidden`` (403), ``busy`` (429, 503); ``missing``: there is no such index; ``version``: its mapping is of another version; ``answer``: what
came back is no answer of OpenSearch (HTML, half a JSON, too large), or an error of its own; ``read-only``: it is not one of ours;
``cancelled``: a newer question superseded this one."""


class ArchiveError(BriefingError):
    """An archive cannot be used, or did not answer. ``kind`` says why; the message is one line and never holds credentials."""

    def __init__(self, message: str, kind: ArchiveFault) -> None:
        super().__init__(message)
        self.kind: ArchiveFault = kind

    @property
    def passing(self) -> bool:
        """Whether asking again later may help."""
        return self.kind in ("unreachable", "slow", "busy")


def reason(error: BaseException) -> str:
    """Return why ``error`` made the work on one article fail, in a few words for people."""
    if isinstance(error, MemoryError):
        return "it needs more memory than the limit allows"
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    return one_line(f"{type(error).__name__}: {error}")[:_LONGEST].rstrip(": ")
