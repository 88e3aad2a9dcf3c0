"""Which folder a command works on: the one named, ``./articles``, the current one if it holds articles, or the one open last."""

from __future__ import annotations

import os
from pathlib import Path

from briefing.errors import FolderError

ARTICLES = "articles"
_ENDINGS = frozenset(
    ".txt .text .md .markdown .html .htm .xhtml .mhtml .mht .pdf .eml .rss .atom .docx .rtf .nitf .zip .warc .wacz".split()
)
# A file that explains a folder is no sign that the folder holds articles.
_NOT_ARTICLES = frozenset(
    "readme license licence changelog contributing notice authors copying todo requirements constraints".split()
)


def sample_folder() -> Path:
    """Return the articles that ship with the package; beside it in a source checkout. Raises FolderError."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "sample", package.parent / ARTICLES):
        if folder.is_dir():
            return folder
    raise FolderError("the sample articles are not installed; install the package again, or name a folder of your own")


def default_folder() -> Path:
    """Return ``./articles``, else the current folder if it holds readable articles, else the folder that was open last.

    Raises FolderError with what to do.
    """
    if Path(ARTICLES).is_dir():
        return Path(ARTICLES)
    if _holds_articles("."):
        return Path()
    from briefing.collection.facade import last_folder

    found = last_folder()
    if found is None:
        raise FolderError(
            "no articles here; name their folder (briefing DIR, briefing -C DIR COMMAND), or try briefing --sample"
        )
    return found


def _holds_articles(folder: str) -> bool:
    """Return whether a file at the top of ``folder`` looks like an article by its name; nothing is opened."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                stem, dot, ending = entry.name.lower().rpartition(".")
                likely = stem and dot + ending in _ENDINGS and stem not in _NOT_ARTICLES and not stem.startswith(".")
                if likely and entry.is_file(follow_symlinks=False):
                    return True
    except OSError:
        return False
    return False
