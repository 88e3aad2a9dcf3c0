"""What ``doctor`` tells about a collection: versions, paths, counts, the state of index and catalogue. Changes nothing."""

from __future__ import annotations

import platform
from collections.abc import Callable
from functools import partial
from importlib import metadata
from typing import TYPE_CHECKING, Any, TypeVar

from briefing.errors import StateError
from briefing.store.state import backups, rows
from briefing.version import __version__

if TYPE_CHECKING:
    from briefing.collection.session import Session
    from briefing.store.state.state import State

R = TypeVar("R")

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
        "catalogue": {"integrity": catalogue.integrity()},
        "state": _state(session),
        "analysis": analysis,
        "problems": problems,
        "notices": list(session.notices),
    }


def _unless_damaged(question: Callable[[], R], instead: R | None) -> R | None:
    try:
        return question()
    except StateError:
        return instead


def _count(state: State, kind: str) -> int:
    return len(state.rows_of(kind))


def _state(session: Session) -> dict[str, Any]:
    """Return what is found when the file of what people made is looked through, and what there is to fall back on."""
    file = session.state_file
    copies = backups.listed(file.path)
    newest = backups.made_at(copies[0]) if copies else None
    return {
        "file": str(file.path),
        "integrity": file.integrity(),
        "rows": {kind: _unless_damaged(partial(_count, session.state, kind), None) for kind in rows.TABLES},
        "damaged": _unless_damaged(
            session.state.damaged, ["rows that cannot be read: open briefing again, which takes a backup"]
        ),
        "kept": file.kept,
        "backups": len(copies),
        "newest_backup": newest.isoformat(timespec="seconds") if newest is not None else None,
    }
