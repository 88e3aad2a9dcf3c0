"""What a person made follows its article: through another name, another folder, a changed text. Another text under the old name
inherits nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.ingest.walk import UNKNOWN, namesake
from briefing.store.catalogue import serialise
from briefing.store.state.identity import ALIKE, Identity, place

if TYPE_CHECKING:
    from briefing.ingest.walk import FileEntry
    from briefing.store.catalogue.catalogue import Catalogue
    from briefing.store.state.state import State


LOOKED_AT: Final = 20
"""Articles of another folder by which it is known again."""


def identity_of(catalogue: Catalogue, article: str) -> Identity | None:
    """Return the identity of an article of the folder, or None if it is not there."""
    found = catalogue.traits(article)
    body = catalogue.body(article)
    return Identity.of(*found, body[0]) if found is not None and body is not None else None


def note(state: State, catalogue: Catalogue, article: str) -> None:
    """Keep by what the article is known again, if that is not known yet."""
    known = state.identities([article]).get(article)
    now = catalogue.traits(article)
    if now is None or (known is not None and (known.path, known.mark) == now):
        return
    identity = identity_of(catalogue, article)
    if identity is not None:
        state.put_identity(article, identity)


class Held:
    """What stands in a folder without being known: files that could not be read, or not yet. ``entries`` lists the folder, once, when that
    is first asked."""

    def __init__(self, catalogue: Catalogue, entries: Callable[[], Iterable[FileEntry]]) -> None:
        self._catalogue = catalogue
        self._entries = entries
        self._sizes: dict[str, int] | None = None

    def has(self, path: str) -> bool:
        """Return whether an article that is not known may stand under ``path``: its file has something in it and gave no article, or a
        folder above it could not be listed."""
        try:
            sizes = self._listed()
        except OSError:  # of a folder that cannot be listed at all, nothing has gone
            return True
        folders = (path[:end] for end, sign in enumerate(path) if sign == "/")
        if any(sizes.get(folder) == UNKNOWN for folder in folders):
            return True
        files = (file for file in (path, namesake(path)) if sizes.get(file))
        return any(not self._catalogue.find(file) for file in files)

    def _listed(self) -> dict[str, int]:
        if self._sizes is None:
            self._sizes = {entry.path: entry.size for entry in self._entries()}
        return self._sizes


def follow(state: State, catalogue: Catalogue, new: Collection[str], held: Held, *, all_read: bool = True) -> None:
    """Let everything that was made stand with its article.

    Args:
        new: ids of articles that the folder did not have before: only one of these can be a text that was renamed and changed.
        held: what stands there unread; it has not gone, and what was made for it stays.
        all_read: whether all else was read. Until then a text that is new may be the one that was renamed, and a copy of it is none.
    """
    follower = Follower(catalogue, new, held, all_read)
    made = set(state.articles_made_for())
    identities = state.identities(made)
    for article in sorted(made):
        known, now = identities.get(article), catalogue.traits(article)
        if known is not None and now is not None and known.mark == now[1]:
            continue
        here = identity_of(catalogue, article) if now is not None else None
        if known is None:
            if here is not None:
                _settle(state, catalogue, article, here)
        elif here is not None and _same(known, here):
            _settle(state, catalogue, article, here)
        elif target := follower.target(article, known, made):
            made.add(target[0])
            state.move_article(article, *target)
            _settle(state, catalogue, *target)
        elif here is not None:
            state.move_article(article, f"gone-{known.digest[:16]}", known)


class Follower(NamedTuple):
    """What tells where an article went; the fields as :func:`follow` takes them."""

    catalogue: Catalogue
    new: Collection[str]
    held: Held
    all_read: bool

    def target(self, article: str, known: Identity, made: Collection[str]) -> tuple[str, Identity] | None:
        """Return the article that has the text now, or None where there is none, or the text may still be where it was."""
        target = _found(self.catalogue, article, known, self.new, made)
        if target is None:
            return None
        certain = True if self.all_read else target[0] in self.new
        if not certain:
            return None
        return None if self.held.has(known.path) else target


def _same(known: Identity, now: Identity) -> bool:
    return known.digest == now.digest or known.likeness(now) >= ALIKE


def _settle(state: State, catalogue: Catalogue, article: str, now: Identity) -> None:
    """Keep the identity as it is now, and find clipped words again."""
    state.put_identity(article, now)
    body = catalogue.body(article)
    if body is None:
        return
    quoted = {
        quotation.span: quotation.id
        for _, _, stored in catalogue.quotations(article)
        for quotation in serialise.load_quotations(stored, article, now.path)
    }
    for clipping in state.clippings_from(article):
        span, words = place(clipping, body[0])
        state.place_clipping(clipping.id, span, words, quoted.get(span, clipping.quotation))


def _found(
    catalogue: Catalogue, article: str, known: Identity, new: Collection[str], made: Collection[str] = ()
) -> tuple[str, Identity] | None:
    """Return the article that has the text now: exactly this text, or else the most alike among those that are new. Of several copies it is
    one for which nothing is ``made``, that came now, under the name that the file had."""
    same = []
    for other in catalogue.of_size(known.size):
        identity = identity_of(catalogue, other) if other != article else None
        if identity is not None and identity.digest == known.digest:
            same.append((other, identity))
    if same:
        return min(
            same, key=lambda each: (each[0] in made, each[0] not in new, _name(each[1].path) != _name(known.path))
        )
    best: tuple[float, str, Identity] | None = None
    for other in sorted(new):
        identity = identity_of(catalogue, other) if other != article else None
        likeness = known.likeness(identity) if identity is not None else 0.0
        if identity is not None and likeness >= max(ALIKE, best[0] if best else 0.0):
            best = (likeness, other, identity)
    return best[1:] if best is not None else None


def _name(path: str) -> str:
    """Return the name of a file without its folders."""
    return path.rpartition("/")[2]


def here(catalogue: Catalogue, known: Identity, article: str, held: Held) -> str:
    """Return the id under which an article of another folder or machine is kept here, whether it is there or not."""
    if catalogue.traits(article) is not None:
        now = identity_of(catalogue, article)
        if now is not None and _same(known, now):
            return article
    elif held.has(known.path):
        return article
    found = _found(catalogue, "", known, ())
    return found[0] if found is not None else f"gone-{known.digest[:16]}"


def moved_from(state: State, catalogue: Catalogue) -> str:
    """Return the path of another folder most of whose articles, as far as something was made for them, stand here now; else ""."""
    for folder, known in state.made_elsewhere(LOOKED_AT).items():
        here_now = sum(_found(catalogue, "", each, ()) is not None for each in known)
        if known and here_now * 2 > len(known):
            return folder
    return ""
