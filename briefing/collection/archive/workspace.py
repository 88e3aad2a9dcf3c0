"""The articles of an archive that were fetched, as an open folder without files: the same catalogue, index and stages as everywhere.

What is derived of them is shared by all readers of the archive; what a person makes is kept under the archive's own name.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Collection as AnyCollection
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from briefing.collection.archive.arrivals import Arrivals
from briefing.collection.session import Progress, Session
from briefing.collection.sync import Sync
from briefing.paths import Places

if TYPE_CHECKING:
    from briefing.collection.stages.work import Work
    from briefing.ingest.walk import FileEntry


def place_of(address: str, name: str, places: Places) -> Path:
    """Return the path under which an archive is known: of a folder that does not exist, one for each address and name."""
    return places.data / "archives" / quote(address, safe="") / quote(name, safe="")


class Workspace(Session):
    """One open archive: what was fetched of it."""

    files_move = False

    def __init__(self, place: Path, places: Places, *, lasting: bool = True) -> None:
        """``lasting`` is that of :class:`briefing.collection.archive.arrivals.Arrivals`."""
        self.arrivals = Arrivals(self._kept, self.bump, lasting=lasting)
        super().__init__(place, places)

    def _kept(self) -> set[str]:
        """Return the articles for which a person made something: they stay here, so that they can be cited while the archive is away."""
        state = self.state
        marked = {article for article, _ in state.marks().values()}
        clipped = {clipping.article for clipping in state.clippings()}
        return state.starred_ids() | marked | clipped | state.metadata().keys()

    def check_place(self) -> None:
        """An archive that cannot be reached is read from what was fetched."""

    def sync_run(
        self,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
        settled: Callable[[FileEntry], bool] | None = None,
        named: AnyCollection[str] | None = None,
    ) -> Sync:
        return _TakingIn(
            self.arrivals,
            self.folder,
            self.catalogue,
            self.open_index,
            self.names,
            progress=progress,
            cancelled=cancelled,
            committed=self.bump,
        )


class _TakingIn(Sync):
    """A sync whose first stage takes in what was fetched, in place of files."""

    def __init__(self, arrivals: Arrivals, *parts: Any, **more: Any) -> None:
        super().__init__(*parts, **more)

        def take_in(work: Work) -> None:
            arrivals.take_in(work)

        files, *rest = Sync.stages
        self.stages = (replace(files, run=take_in), *rest)
