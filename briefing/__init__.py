"""A keyboard-driven reader for a folder of news articles. The public face; everything is loaded when first used."""

from __future__ import annotations

import sys

if (
    sys.argv[:1] == ["-m"]
    and not sys.flags.safe_path
    and sys.path[0] + "/briefing" != (__path__[0] if __path__ else "")
):
    # ``python -m briefing`` looks for modules in the current folder first; that may be a folder of articles, or anybody's.
    del sys.path[0]

from typing import TYPE_CHECKING, Any

from briefing.version import __version__

if TYPE_CHECKING:
    from briefing.collection.archive.archive import Archive
    from briefing.collection.facade import Collection
    from briefing.errors import ArchiveError, BriefingError, FolderError, NotFoundError, QueryError, StateError
    from briefing.model import (
        Article,
        Citation,
        Comparison,
        CopyGroup,
        Difference,
        Document,
        Entity,
        Hit,
        Quotation,
        SearchResult,
        Statement,
        SyncReport,
    )

__all__ = [
    "Archive",
    "ArchiveError",
    "Article",
    "BriefingError",
    "Citation",
    "Collection",
    "Comparison",
    "CopyGroup",
    "Difference",
    "Document",
    "Entity",
    "FolderError",
    "Hit",
    "NotFoundError",
    "QueryError",
    "Quotation",
    "SearchResult",
    "StateError",
    "Statement",
    "SyncReport",
    "__version__",
]

_HOMES = {"Archive": "collection.archive.archive", "Collection": "collection"}
_ERRORS = {"ArchiveError", "BriefingError", "FolderError", "NotFoundError", "QueryError", "StateError"}


def __getattr__(name: str) -> Any:
    if name in __all__:
        import importlib

        home = _HOMES.get(name, "errors" if name in _ERRORS else "model")
        value = getattr(importlib.import_module(f"briefing.{home}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'briefing' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
