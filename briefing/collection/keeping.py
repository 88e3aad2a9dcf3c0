"""What a person made in a folder as one text, and back from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from briefing.collection.following import Held, follow, here
from briefing.errors import StateError
from briefing.store.state import keep_file
from briefing.store.state.state import State

if TYPE_CHECKING:
    from briefing.collection.session import Session


def dump(session: Session, folder: Path | None = None) -> str:
    """Return everything that was made in the session's folder, or in another one, as a text. Raises StateError."""
    state = session.state if folder is None else State.of_known(session.state_file, folder)
    return keep_file.dump(keep_file.records(state))


def adopt(session: Session, folder: Path) -> tuple[dict[str, int], list[str]]:
    """Take over what was made while the folder had another path, and what had been looked at there; there it stays. Raises StateError."""
    taken = take(session, dump(session, folder))
    session.state.take_looks(State.of_known(session.state_file, folder))
    return taken


def take(session: Session, text: str) -> tuple[dict[str, int], list[str]]:
    """Add what such a text holds, after a backup; return how many of each kind, and what was left and why."""
    listed, problems = keep_file.load(text)
    if not session.state_file.kept:
        raise StateError(session.state_file.notices[-1])
    session.state_file.backup()
    identities = keep_file.identities(listed)
    held = Held(session.catalogue, session.sync_run().listed)
    articles = {article: here(session.catalogue, known, article, held) for article, known in identities.items()}
    session.state.put_identities({articles[article]: known for article, known in identities.items()})
    counts, left = keep_file.take(session.state, listed, articles)
    follow(session.state, session.catalogue, (), held)
    session.edited += 1
    return counts, [*problems, *left]
