"""The names of the catalogue: entities, their spellings, and their mentions in each article."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter, itemgetter

from briefing.model import Entity, Mention
from briefing.store.catalogue import serialise
from briefing.store.catalogue.catalogue_file import CatalogueFile, storable
from briefing.text import fold


class StoredEntities(CatalogueFile):
    """Who and what is named, the most mentioned first."""

    def entity_ids(self) -> list[str]:
        """Return the ids of all entities."""
        return [id for (id,) in self._connection.execute("SELECT id FROM entity")]

    def entity_value(self, id: str) -> tuple[str, int] | None:
        """Return an entity without its mentions as it is stored, and their number, or None if there is no such entity."""
        row = self._connection.execute("SELECT value, mentions FROM entity WHERE id = ?", (id,)).fetchone()
        return None if row is None else (row[0], row[1])

    def drop_entities(self, ids: Iterable[str]) -> None:
        """Forget entities, but not which names were theirs. Call inside a transaction."""
        gone = [(id,) for id in ids]
        for table, column in (("entity", "id"), ("spelling", "entity")):
            self._connection.executemany(f"DELETE FROM {table} WHERE {column} = ?", gone)

    def put_entity(self, entity: Entity, mentions: int) -> None:
        """Store an entity, but for its mentions; ``mentions`` is their number. Call inside a transaction."""
        run = self._connection
        names = hashlib.sha256(
            repr((entity.name, sorted(alias.text for alias in entity.aliases))).encode("utf-8", "replace")
        )
        row = (
            entity.id,
            mentions,
            entity.articles,
            fold(entity.name),
            names.hexdigest()[:16],
            serialise.dump_entity(entity),
        )
        run.execute("INSERT OR REPLACE INTO entity VALUES (?, ?, ?, ?, ?, ?)", row)
        forms = {fold(alias.text) for alias in entity.aliases}
        known = {form for (form,) in run.execute("SELECT folded FROM spelling WHERE entity = ?", (entity.id,))}
        if forms != known:
            run.execute("DELETE FROM spelling WHERE entity = ?", (entity.id,))
            run.executemany("INSERT INTO spelling VALUES (?, ?, ?)", [(entity.id, entity.type, form) for form in forms])

    def entities(self, article: str | None = None) -> list[Entity]:
        """Most mentioned first. With ``article``, only those named there, with only its mentions (aliases and count of
        articles are the folder's)."""
        if article is not None:
            return self._entities("WHERE name_cluster.article = ?", (article,))
        return self._entities("", ())

    def entities_by_id(self, ids: Sequence[str]) -> list[Entity]:
        """Return those of ``ids`` that there are, with all their mentions, most mentioned first."""
        found: list[Entity] = []
        for start in range(0, len(ids), 500):
            some = [storable(id) for id in ids[start : start + 500]]
            found += self._entities(f"WHERE entity.id IN ({','.join('?' * len(some))})", tuple(some))
        return found

    def _entities(self, condition: str, values: tuple[str, ...]) -> list[Entity]:
        query = (
            "SELECT entity.id, entity.value, name_cluster.mentions, name_cluster.why, article.id, article.sort_path FROM entity"
            " JOIN name_cluster ON name_cluster.entity = entity.id JOIN article ON article.id = name_cluster.article"
            f" {condition} ORDER BY entity.mentions DESC, entity.folded, entity.id, article.sort_path, name_cluster.number"
        )
        found: list[Entity] = []
        for (_, value), rows in groupby(self._connection.execute(query, values), itemgetter(0, 1)):
            mentions: list[Mention] = []
            for (article, path), own in groupby(rows, itemgetter(4, 5)):
                here = [
                    mention.joined(why) if why else mention
                    for _, _, text, why, _, _ in own
                    for mention in serialise.load_mentions(text, article, os.fsdecode(path))
                ]
                mentions += sorted(here, key=attrgetter("span"))
            found.append(serialise.load_entity(value, mentions))
        return found

    def entity_totals(self) -> dict[str, tuple[int, int]]:
        """Entity id -> (mentions, articles), of the whole folder."""
        query = "SELECT id, mentions, articles FROM entity"
        return {id: (mentions, articles) for id, mentions, articles in self._connection.execute(query)}

    def spelt(self, kind: str, folded: str) -> list[str]:
        """Ids of the entities of a kind that have a spelling which folds to ``folded``."""
        query = "SELECT entity FROM spelling WHERE folded = ? AND kind = ? ORDER BY entity"
        return [id for (id,) in self._connection.execute(query, (folded, kind))]

    def named_in(self, article: str) -> list[tuple[str, str]]:
        """(entity id, digest of the entity's names) of every entity named in an article."""
        query = (
            "SELECT DISTINCT entity, names FROM name_cluster JOIN entity ON entity.id = name_cluster.entity"
            " WHERE article = ? ORDER BY entity"
        )
        return self._connection.execute(query, (article,)).fetchall()

    def spelt_as(self, id: str) -> str:
        """Return a digest of an entity's names, "" if there is no such entity."""
        row = self._connection.execute("SELECT names FROM entity WHERE id = ?", (id,)).fetchone()
        return "" if row is None else row[0]

    def named(self) -> Iterator[tuple[str, str, str]]:
        """(article id, entity id, digest of the entity's names) of every entity named in every article, in order of these."""
        query = (
            "SELECT DISTINCT article, entity, names FROM name_cluster JOIN entity ON entity.id = name_cluster.entity"
            " ORDER BY article, entity"
        )
        return iter(self._connection.execute(query))
