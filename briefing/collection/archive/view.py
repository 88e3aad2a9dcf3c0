"""What a reader is to know of the archive behind its collection, beyond what every collection answers."""

from __future__ import annotations

from typing import Protocol


class ArchiveView(Protocol):
    """An archive as the screen shows it. Nothing here waits for the archive."""

    @property
    def name(self) -> str:
        """What the archive is called on the screen."""

    @property
    def standing(self) -> str:
        """``archive not reachable, showing what is cached``, ``partial results``, or "" while it answers in full."""

    @property
    def total(self) -> int | None:
        """How many articles the archive holds; None while that is not known."""

    @property
    def listed(self) -> frozenset[str] | None:
        """The articles that the list shows where nothing is searched for; None for all that are here."""

    @property
    def version(self) -> int:
        """Rises whenever a search would be answered with more than before, or :attr:`standing` has changed."""

    def more(self) -> bool:
        """Have what follows in the list fetched, of the search or of all; whether there may be more."""

    @property
    def fetching(self) -> bool:
        """Whether what follows in the list is still being fetched, so that :meth:`more` begins nothing."""

    def leave_search(self) -> None:
        """Nothing is searched for any more."""

    def look_for_carriers(self, quotation: str) -> bool:
        """Have the archive asked who else carries a quotation; False if it was asked before."""
