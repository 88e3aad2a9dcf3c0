"""A folder's articles into an archive: whole, with what analysis found in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.collection.archive.opening import engine_at
from briefing.collection.stages import index_input
from briefing.errors import reason
from briefing.index.engine import Entry
from briefing.model import Intake, Problem

if TYPE_CHECKING:
    from briefing.collection.session import Progress, Session


def push(session: Session, url: str, name: str, progress: Progress | None = None) -> Intake:
    """Push every article of the folder that the archive has not got; return what came of it. Raises ArchiveError."""
    engine, _, _ = engine_at(url, name, "", session.places)
    with session.asked():
        ids = session.catalogue.listed()
    unreadable: list[Problem] = []

    def told(done: int) -> None:
        if progress is not None:
            progress("push", done, len(ids))

    try:
        intake = engine.bring_up_to_date(entries(session, ids, unreadable), progress=told)
    finally:
        engine.close()
    return replace(intake, problems=(*unreadable, *intake.problems))


def entries(session: Session, ids: list[str], unreadable: list[Problem]) -> Iterator[Entry]:
    """Yield articles as an archive takes them; those that cannot be read are put on the list ``unreadable``."""
    for id in ids:
        try:
            with session.asked():
                entry = _entry(session, id)
        except Exception as error:  # one article never stops a folder
            unreadable.append(Problem(id, reason(error)))
            continue
        if entry is not None:
            yield entry


def _entry(session: Session, id: str) -> Entry | None:
    """Return one article, ``None`` if it has left the folder meanwhile."""
    document = next(session.catalogue.documents([id]), None)
    if document is None:
        return None
    facts = index_input.facts(session.catalogue, session.names, id)
    return Entry(index_input.index_document(document), document, facts)
