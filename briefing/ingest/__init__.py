"""Files become articles: reads a folder and each of its files, tells body from furniture, and dates nothing that is not dated.

The door of this room: :func:`read`, :class:`Limits`, :class:`Reading`, :func:`article_id`, and ``walk.scan``. Loaded when first
used, as a folder in which nothing has changed needs none of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefing.ingest.build_document import article_id
    from briefing.ingest.read_file import Limits, Reading, read

VERSION = 17
"""Raised whenever a file can give another document than before, so that caches refill."""

__all__ = ["VERSION", "Limits", "Reading", "article_id", "read"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from briefing.ingest import build_document, read_file

        return getattr(build_document if name == "article_id" else read_file, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
