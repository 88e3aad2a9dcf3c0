"""The names of the catalogue: entities, their spellings, and their mentions in each article."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefing.model import Entity, Mention
from briefing.store import serialise
from briefing.store.catalogue_file import CatalogueFile, storable
from briefing.text import fold


class StoredEntities(CatalogueFile):
    """Who and what is named, the most mentioned first."""

    def entity_bases(self) -> dict[str, str]:
        """Entity id -> what it rests on."""
        return dict(self._connection.execute("SELECT id, basis FROM entity").fetchall())

    def named_bases(self, id: str) -> dict[str, str]:
        """Article id -> what an entity's mentions in it rest on."""
        return dict(self._connection.execute("SELECT article, basis FROM named WHERE entity = ?", (id,)).fetchall())

    def drop_entities(self, ids: Iterable[str]) -> None:
        """Call inside a transaction."""
        gone = [(id,) for id in ids]
        for table, column in (("entity", "id"), ("named", "entity"), ("spelling", "entity")):
            self._connection.executemany(f"DELETE FROM {table} WHERE {column} = ?", gone)

    def put_entity(self, entity: Entity, mentions: int, basis: str) -> None:
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
        run.execute("INSERT OR REPLACE INTO entity VALUES (?, ?, ?, ?, ?, ?, ?)", (*row, basis))
        forms = {fold(alias.text) for alias in entity.aliases}
        known = {form for (form,) in run.execute("SELECT folded FROM spelling WHERE entity = ?", (entity.id,))}
        if forms != known:
            run.execute("DELETE FROM spelling WHERE entity = ?", (entity.id,))
            run.executemany("INSERT INTO spelling VALUES (?, ?, ?)", [(entity.id, entity.type, form) for form in forms])

    def put_named(
        self, id: str, mentions: Iterable[Mention], bases: Mapping[str, str], gone: Iterable[str] = ()
    ) -> None:
        """The mentions of an entity in some articles (``bases``: article id -> what they rest on), in order of span; those in
        ``gone`` are no more. Call inside a transaction."""
        run = self._connection
        by_article: dict[str, list[Mention]] = {}
        for mention in mentions:
            by_article.setdefault(mention.article, []).append(mention)
        rows = [(article, id, serialise.dump_mentions(own), bases[article]) for article, own in by_article.items()]
        run.executemany("INSERT OR REPLACE INTO named VALUES (?, ?, ?, ?)", rows)
        run.executemany("DELETE FROM named WHERE entity = ? AND article = ?", [(id, article) for article in gone])

    def entities(self, article: str | None = None) -> list[Entity]:
        """Most mentioned first. With ``article``, only those named there, with only its mentions (aliases and count of
        articles are the folder's)."""
        if article is not None:
            return self._entities("WHERE named.article = ?", (article,))
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
            "SELECT entity.id, entity.value, named.mentions, article.id, article.sort_path FROM entity"
            " JOIN named ON named.entity = entity.id JOIN article ON article.id = named.article"
            f" {condition} ORDER BY entity.mentions DESC, entity.folded, entity.id, article.sort_path"
        )
        found: list[Entity] = []
        pending: tuple[str, str, list[Mention]] | None = None
        for id, value, mentions, article, path in self._connection.execute(query, values):
            if pending is None or pending[0] != id:
                if pending is not None:
                    found.append(serialise.load_entity(pending[1], pending[2]))
                pending = (id, value, [])
            pending[2].extend(serialise.load_mentions(mentions, article, os.fsdecode(path)))
        if pending is not None:
            found.append(serialise.load_entity(pending[1], pending[2]))
        return found

    def entity_totals(self) -> dict[str, tuple[int, int]]:
        """Entity id -> (mentions, articles), of the whole folder."""
        query = "SELECT id, mentions, articles FROM entity"
        return {id: (mentions, articles) for id, mentions, articles in self._connection.execute(query)}

    def spelt(self, kind: str, folded: str) -> list[str]:
        """Ids of the entities of a kind that have a spelling which folds to ``folded``."""
        query = "SELECT entity FROM spelling WHERE folded = ? AND kind = ? ORDER BY entity"
        return [id for (id,) in self._connection.execute(query, (folded, kind))]

    def named(self) -> Iterator[tuple[str, str, str]]:
        """(article id, entity id, digest of the entity's names) of every entity named in every article, in order of these."""
        query = (
            "SELECT article, entity, names FROM named JOIN entity ON entity.id = named.entity ORDER BY article, entity"
        )
        return iter(self._connection.execute(query))
