"""What a person watches in a folder, and what stood there at the last look. A look only ever grows: two programs that look at once lose nothing."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import field

from briefing.late import dataclass
from briefing.model import Subject
from briefing.store.state.folder_state import FolderState, now

DIGITS = 12
"""Characters of a text's digest that are kept of each article seen."""


@dataclass(frozen=True, slots=True)
class Look:
    """What stood under a subject when it was looked at.

    Attributes:
        looked: When that was, as ISO; "" where the subject has been watched since, and never looked at.
        seen: Article id -> the beginning of the digest of its text.
    """

    looked: str = ""
    seen: Mapping[str, str] = field(default_factory=dict)

    def new(self, there: Mapping[str, str], folder: Iterable[str]) -> set[str]:
        """Return the ids of the articles ``there`` (with the digests of their texts) that were not seen; ``folder``: all that there are.

        An article whose file was renamed is not new: its text was seen under an id that is gone.
        """
        moved = {self.seen[id] for id in self.seen.keys() - set(folder)}
        return {id for id in there.keys() - self.seen.keys() if there[id][:DIGITS] not in moved}


class Watched(FolderState):
    """The subjects that are watched in one folder."""

    def subjects(self) -> list[Subject]:
        """Return what is watched, by kind and label."""
        listed = [Subject.of_key(str(key), row["label"]) for key, row in self.rows_of("watch")]
        return sorted(listed, key=lambda subject: (subject.kind, subject.label.casefold(), subject.key))

    def watch(self, subject: Subject) -> None:
        """Watch a subject from now on; taken back by undo."""
        with self.changing(f"watching {subject.label}") as put:
            put("watch", subject.key, {"label": subject.label})

    def unwatch(self, subject: Subject) -> None:
        """Watch a subject no longer; what was seen of it stays known."""
        with self.changing(f"watching {subject.label} no longer") as put:
            put("watch", subject.key, None)

    def looks(self, subjects: Iterable[Subject]) -> dict[str, Look]:
        """Return the last look at each subject by its key; none for those that nobody looked at."""
        if not self.file.has("look"):
            return {}
        wanted = [subject.key for subject in subjects]
        found = (
            row
            for key in wanted
            for row in self.file.query(
                "SELECT subject, looked, seen FROM look WHERE folder = ? AND subject = ?", self._folder, key
            )
        )
        return {key: Look(looked, _unpacked(seen)) for key, looked, seen in found}

    def put_looks(self, seen: Mapping[str, Mapping[str, str]], *, looked: bool = True) -> None:
        """Add to what was seen under each subject (by its key) the articles that stood there, with the digests of their texts.

        Args:
            seen: Subject's key -> article id -> digest of its text.
            looked: A person, or whoever acts for one, was told; else only what there is from the start is noted.
        """
        time = now() if looked else ""
        with self.file.transaction() as run:
            for key, articles in seen.items():
                where = (self._folder, key)
                row = run("SELECT looked, seen FROM look WHERE folder = ? AND subject = ?", where).fetchone()
                last, before = ("", {}) if row is None else (row[0], _unpacked(row[1]))
                short = {id: digest[:DIGITS] for id, digest in articles.items()}
                run(
                    "INSERT OR REPLACE INTO look VALUES (?, ?, ?, ?)",
                    (*where, max(time, last), _packed(before | short)),
                )

    def take_looks(self, other: FolderState) -> None:
        """Take over the looks of the same folder under its old path, where there are none here."""
        if self.file.has("look"):
            with self.file.transaction() as run:
                run(
                    "INSERT OR IGNORE INTO look SELECT ?, subject, looked, seen FROM look WHERE folder = ?",
                    (self._folder, other.number),
                )


def _packed(seen: Mapping[str, str]) -> bytes:
    return zlib.compress("\n".join(f"{id} {digest}" for id, digest in sorted(seen.items())).encode())


def _unpacked(data: bytes) -> dict[str, str]:
    """Return what was seen; nothing where it was damaged: it is new again, then."""
    with suppress(zlib.error, ValueError, TypeError):
        lines = zlib.decompress(data).decode("utf-8", "replace").splitlines()
        return {id: digest for id, _, digest in (line.partition(" ") for line in lines)}
    return {}
