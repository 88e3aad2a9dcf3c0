"""By what articles are known again when their files are renamed or their texts change."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from contextlib import suppress

from briefing.store.state.folder_state import FolderState
from briefing.store.state.identity import Identity
from briefing.store.state.rows import Run


class KnownArticles(FolderState):
    """The articles of one folder for which something was made."""

    def articles_made_for(self) -> set[str]:
        """Return the ids of the articles for which something was made."""
        tables = ("star", "read_mark", "mark", "clipping", "entity_edit", "metadata")
        every = " UNION ".join(f"SELECT article FROM {table} WHERE folder = ?1" for table in tables)
        every += " UNION SELECT article FROM story_edit WHERE folder = ?1 UNION SELECT target FROM story_edit WHERE folder = ?1"
        return {article for (article,) in self.file.query(every, self._folder) if article}

    def identities(self, articles: Collection[str] | None = None) -> dict[str, Identity]:
        """Return by what articles (all, or these) are known again, as far as that was kept."""
        one = len(articles) == 1 if articles is not None else False
        where, values = ("AND article = ?", tuple(articles or ())) if one else ("", ())
        kept: dict[str, Identity] = {}
        for article, path, digest, text in self.file.query(
            f"SELECT article, path, digest, sketch FROM identity WHERE folder = ? {where}", self._folder, *values
        ):
            with suppress(ValueError, TypeError):
                kept[article] = Identity.load(os.fsdecode(path), digest, text)
        return kept

    def made_elsewhere(self, most: int) -> dict[str, list[Identity]]:
        """Return by what articles of other folders are known again, ``most`` of each folder at most, by the folders' paths."""
        sql = (
            "SELECT folder.path, identity.path, digest, sketch FROM identity JOIN folder ON folder.id = identity.folder"
            " WHERE folder != ? ORDER BY folder.opened DESC"
        )
        known: dict[str, list[Identity]] = {}
        for folder, path, digest, text in self.file.query(sql, self._folder):
            listed = known.setdefault(os.fsdecode(folder), [])
            if len(listed) < most:
                with suppress(ValueError, TypeError):
                    listed.append(Identity.load(os.fsdecode(path), digest, text))
        return known

    def put_identity(self, article: str, identity: Identity) -> None:
        """Keep by what an article is known again."""
        self.put_identities({article: identity})

    def put_identities(self, identities: Mapping[str, Identity]) -> None:
        """Keep by what many articles are known again, by their ids; all or nothing."""
        with self.file.transaction() as run:
            for article, identity in identities.items():
                self._put_identity(run, article, identity)

    def _put_identity(self, run: Run, article: str, identity: Identity) -> None:
        row = (self._folder, article, os.fsencode(identity.path), identity.digest, identity.dump())
        run("INSERT OR REPLACE INTO identity VALUES (?, ?, ?, ?, ?)", row)

    def move_article(self, old: str, new: str, identity: Identity) -> None:
        """Let everything that was made for the article ``old`` belong to ``new``."""
        with self.file.transaction() as run:
            for table in ("star", "read_mark", "metadata"):
                run(
                    f"UPDATE OR IGNORE {table} SET article = ? WHERE folder = ? AND article = ?",
                    (new, self._folder, old),
                )
                run(f"DELETE FROM {table} WHERE folder = ? AND article = ?", (self._folder, old))
            moved = (
                ("mark", "article"),
                ("entity_edit", "article"),
                ("story_edit", "article"),
                ("story_edit", "target"),
            )
            for table, column in moved:
                run(f"UPDATE {table} SET {column} = ? WHERE folder = ? AND {column} = ?", (new, self._folder, old))
            run(
                "UPDATE clipping SET article = ?, path = ?, quotation = NULL WHERE folder = ? AND article = ?",
                (new, os.fsencode(identity.path), self._folder, old),
            )
            run("DELETE FROM identity WHERE folder = ? AND article = ?", (self._folder, old))
            self._put_identity(run, new, identity)
            self._journal.move_article(run, old, new, identity.path)
