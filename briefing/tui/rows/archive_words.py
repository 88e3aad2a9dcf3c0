"""How an archive reads in the header."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.collection.archive.view import ArchiveView


def archive_words(archive: ArchiveView, here: int) -> str:
    """Return ``Archive 1,234,567 · 412 here``: how many articles it holds, as far as that is known, and how many were fetched."""
    whole = "Archive" if archive.total is None else f"Archive {archive.total:,}"
    return f"{whole} · {here:,} here"
