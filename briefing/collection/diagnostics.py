"""What ``doctor`` tells about a collection: versions, paths, counts, the state of index and catalogue. Changes nothing."""

from __future__ import annotations

import platform
from importlib import metadata
from typing import TYPE_CHECKING, Any

from briefing.version import __version__

if TYPE_CHECKING:
    from briefing.collection.session import Session

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


def health(session: Session, analysis: str, problems: int) -> dict[str, Any]:
    """Return a JSON-able report; all paths as they are, not yet made safe for a terminal.

    Args:
        session: The open folder.
        analysis: How far it is analysed, as ``Collection.status`` says it.
        problems: How many files, or parts of them, could not be read.
    """
    catalogue, index = session.catalogue, session.open_index()
    articles = catalogue.count()
    indexed = articles - len(catalogue.unindexed())
    return {
        "versions": versions(),
        "paths": {
            "folder": str(session.folder),
            "cache": str(session.cache),
            "data": str(session.places.data),
            "config": str(session.places.config),
        },
        "articles": articles,
        "index": {"state": "healthy" if indexed == articles and not index.stale else "incomplete", "articles": indexed},
        "analysis": analysis,
        "problems": problems,
        "notices": list(session.notices),
    }
