"""What ``doctor`` tells about a collection: versions, paths, counts, the state of index and catalogue. Changes nothing."""

from __future__ import annotations

import platform
from importlib import metadata
from typing import TYPE_CHECKING, Any

from briefing.version import __version__

if TYPE_CHECKING:
    from briefing.collection.facade import Collection
    from briefing.index import Index
    from briefing.store.catalogue import Catalogue

_PACKAGES = (
    "textual",
    "whoosh-reloaded",
    "rich",
    "pyperclip",
    "numpy",
    "rapidfuzz",
    "PyYAML",
    "trafilatura",
    "pypdfium2",
)


def versions() -> dict[str, str | None]:
    """Installed versions of what the program builds on; None where an (optional) package is missing."""
    found: dict[str, str | None] = {"briefing": __version__, "python": platform.python_version()}
    for name in _PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = None
    return found


def health(collection: Collection, catalogue: Catalogue, index: Index) -> dict[str, Any]:
    """A JSON-able report; all paths as they are, not yet made safe for a terminal."""
    articles = catalogue.count()
    indexed = articles - len(catalogue.unindexed())
    return {
        "versions": versions(),
        "paths": {
            "folder": str(collection.folder),
            "cache": str(collection.cache),
            "data": str(collection.places.data),
            "config": str(collection.places.config),
        },
        "articles": articles,
        "index": {"state": "healthy" if indexed == articles and not index.stale else "incomplete", "articles": indexed},
        "analysis": collection.status(),
        "problems": len(collection.problems()),
        "notices": list(collection.notices),
    }
