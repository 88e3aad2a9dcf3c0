"""What sources call a name, looked up once as long as the collection stays the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from briefing.errors import NotFoundError
from briefing.model import Description

if TYPE_CHECKING:
    from briefing.tui.collection_port import ReaderCollection

MOST_KEPT: Final = 500


class Descriptions:
    """Asks the collection, and remembers."""

    def __init__(self, collection: ReaderCollection) -> None:
        self._collection = collection
        self._known: dict[str, Sequence[Description]] = {}
        self._generation = -1

    def of(self, name: str) -> Sequence[Description]:
        """Return what sources call the name (an id), what most say first; nothing for a name that is gone."""
        if (self._generation, len(self._known) > MOST_KEPT) != (self._collection.generation, False):
            self._generation, self._known = self._collection.generation, {}
        if name not in self._known:
            try:
                self._known[name] = self._collection.descriptions(name)
            except NotFoundError:
                return ()
        return self._known[name]
