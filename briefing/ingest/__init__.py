"""Files become articles: reads a folder and each of its files, tells body from furniture, and dates nothing that is not dated.

The door of this room: :func:`read`, :class:`Limits`, :class:`Reading`, :func:`article_id`, and ``walk.scan``. Loaded when first
used, as a folder in which nothing has changed needs none of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefing.ingest.build_document import article_id
    from briefing.ingest.read_file import read, warm
    from briefing.ingest.results import Limits, Reading

VERSION = 26
"""Raised whenever a file can give another document than before, so that caches refill."""

_ROOMS = {
    "Limits": "briefing.ingest.results",
    "Reading": "briefing.ingest.results",
    "article_id": "briefing.ingest.build_document",
    "read": "briefing.ingest.read_file",
    "warm": "briefing.ingest.read_file",
}
__all__ = ["VERSION", "Limits", "Reading", "article_id", "read", "warm"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from importlib import import_module

        return getattr(import_module(_ROOMS[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
