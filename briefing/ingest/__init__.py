"""Files become articles: reads a folder and each of its files, tells body from furniture, and dates nothing that is not dated.

The door of this room: :func:`read`, :class:`Limits`, :class:`Reading`, :func:`article_id`, and ``walk.scan``.
"""

from __future__ import annotations

from briefing.ingest.assemble import article_id
from briefing.ingest.reading import Limits, Reading, read

VERSION = 1
"""Raised whenever a file can give another document than before, so that caches refill."""

__all__ = ["VERSION", "Limits", "Reading", "article_id", "read"]
