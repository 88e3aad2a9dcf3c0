"""What the reader says of errors of the program below it."""

from __future__ import annotations

from briefing.errors import BriefingError, NotFoundError


def words_for(error: BriefingError) -> str:
    """Return the words for ``error``: what a pane shows and nobody finds any more has left the folder; ids and commands say nothing here."""
    return "that is no longer in the folder" if isinstance(error, NotFoundError) else str(error)
