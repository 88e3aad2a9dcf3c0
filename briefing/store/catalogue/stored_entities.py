"""The names of the catalogue: entities, their spellings, and their mentions in each article."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, groupby
from operator import attrgetter, itemgetter
from typing import Final, get_args

from briefing.late import dataclass
from briefing.model import Entity, EntityOrder, EntityType, Mention
from briefing.store.catalogue import serialise
from briefing.store.catalogue.catalogue_file import CatalogueFile, storable
from briefing.text import fold

ORDERS: Final[Mapping[EntityOrder, str]] = {
    "count": "mentions DESC, articles DESC, folded, id",
    "name": "folded, id",
    "rarity": "articles, mentions DESC, folded, id",
}
"""How entities are listed: the most mentioned first, A-Z, or those in the fewest articles first. Indices of the table go that way."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Which entities are listed (of one kind, or all; those in so many articles) and in which order."""

    kind: str | None = None
    min_articles: int = 1
    order: EntityOrder = "count"

    @property
    def by(self) -> str:
        """The order as SQL has it."""
        return ORDERS[self.order]

    def condition(self) -> tuple[str, tuple[str | int, ...]]:
        """Return the condition as SQL has it, and its values. What leaves nothing out is no condition: the index alone answers then."""
        parts = {"kind = ?": self.kind, "articles >= ?": self.min_articles if self.min_articles > 1 else None}
        asked = {part: value for part, value in parts.items() if value is not None}
        return f"WHERE {' AND '.join(asked)}" if asked else "", tuple(asked.values())

    def takes(self, entity: Entity) -> bool:
        """Return whether an entity is listed."""
        return entity.articles >= self.min_articles if self.kind in (None, entity.type) else False

    def key(self, mentions: int, articles: int, folded: str, id: str) -> tuple[int | str, ...]:
        """Return by what an entity is sorted."""
        keys: dict[EntityOrder, tuple[int | str, ...]] = {
            "count": (-mentions, -articles, folded, id),
            "name": (folded, id),
            "rarity": (articles, -mentions, folded, id),
        }
        return keys[self.order]


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

    def put_new_entities(self, entities: Sequence[tuple[Entity, int]]) -> None:
        """Store entities as :meth:`put_entity` does, none of which is stored. Call inside a transaction."""
        run = self._connection
        run.executemany(_PUT, [_row(entity, mentions) for entity, mentions in entities])
        run.executemany(
            "INSERT OR IGNORE INTO spelling VALUES (?, ?, ?)",
            [(entity.id, entity.type, form) for entity, _ in entities for form in _spellings(entity)],
        )

    def put_entity(self, entity: Entity, mentions: int) -> None:
        """Store an entity, but for its mentions; ``mentions`` is their number. Call inside a transaction."""
        run = self._connection
        run.execute(_PUT, _row(entity, mentions))
        forms = _spellings(entity)
        known = {form for (form,) in run.execute("SELECT folded FROM spelling WHERE entity = ?", (entity.id,))}
        if forms != known:
            run.execute("DELETE FROM spelling WHERE entity = ?", (entity.id,))
            run.executemany("INSERT INTO spelling VALUES (?, ?, ?)", [(entity.id, entity.type, form) for form in forms])

    def entities(self, article: str | None = None) -> list[Entity]:
        """Most mentioned first. With ``article``, only those named there, with only its mentions (aliases and count of
        articles are the folder's)."""
        return self._entities("", ()) if article is None else self._of_article(article)

    def _of_article(self, article: str) -> list[Entity]:
        """Return those named in an article with its mentions alone, of which the path is looked up once."""
        query = (
            "SELECT entity.value, name_cluster.mentions, name_cluster.why FROM name_cluster JOIN entity ON entity.id = name_cluster.entity"
            " WHERE name_cluster.article = ?"
            " ORDER BY entity.mentions DESC, entity.articles DESC, entity.folded, entity.id, name_cluster.number"
        )
        path = self._connection.execute("SELECT sort_path FROM article WHERE id = ?", (article,)).fetchone()
        if path is None:
            return []
        rows = self._connection.execute(query, (article,)).fetchall()
        mentions = serialise.load_mentions_of_each([text for _, text, _ in rows], article, os.fsdecode(path[0]))
        named = zip([value for value, _, _ in rows], map(_joined, mentions, [why for _, _, why in rows]), strict=True)
        return [
            serialise.load_entity(value, _in_order(chain.from_iterable(here for _, here in own)))
            for value, own in groupby(named, itemgetter(0))
        ]

    def named_among(self, articles: Iterable[str], ids: Iterable[str]) -> list[Entity]:
        """Return those of ``ids`` that some articles name, with their mentions in these articles alone."""
        wanted, found = set(ids), dict[str, Entity]()
        for entity in (each for article in sorted(articles) for each in self._of_article(article)):
            if entity.id in wanted:
                before = found[entity.id].mentions if entity.id in found else ()
                found[entity.id] = replace(entity, mentions=(*before, *entity.mentions))
        return [found[id] for id in sorted(found)]

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
            f" {condition} ORDER BY entity.mentions DESC, entity.articles DESC, entity.folded, entity.id, article.sort_path, name_cluster.number"
        )
        found: list[Entity] = []
        for (_, value), rows in groupby(self._connection.execute(query, values), itemgetter(0, 1)):
            mentions: list[Mention] = []
            for (article, path), own in groupby(rows, itemgetter(4, 5)):
                mentions += _mentions([row[1:4] for row in own], article, os.fsdecode(path))
            found.append(serialise.load_entity(value, tuple(mentions)))
        return found

    # --- in an order, by page ---

    def entity_count(self, listed: Listed) -> int:
        """Return how many entities are listed."""
        where, values = listed.condition()
        return int(self._connection.execute(f"SELECT count(*) FROM entity {where}", values).fetchone()[0])

    def entity_page(self, listed: Listed, start: int, size: int) -> list[tuple[str, str, int]]:
        """Return (id, value without mentions, number of mentions) of ``size`` entities from place ``start`` on."""
        where, values = listed.condition()
        query = (
            "SELECT entity.id, value, entity.mentions FROM entity JOIN"
            f" (SELECT rowid AS place FROM entity {where} ORDER BY {listed.by} LIMIT ? OFFSET ?) ON entity.rowid = place"
            f" ORDER BY {listed.by}"
        )
        return self._connection.execute(query, (*values, size, start)).fetchall()

    def entity_ranks(self, listed: Listed) -> Iterator[tuple[str, int, int, str]]:
        """Yield (id, mentions, articles, folded name) of all that are listed, in their order."""
        where, values = listed.condition()
        query = f"SELECT id, mentions, articles, folded FROM entity {where} ORDER BY {listed.by}"
        return iter(self._connection.execute(query, values))

    def entity_values(self, ids: Iterable[str]) -> Iterator[tuple[str, str, int]]:
        """Yield (id, value without mentions, number of mentions) of those of ``ids`` that there are, in the order of ``ids``."""
        for id in ids:
            row = self._connection.execute("SELECT id, value, mentions FROM entity WHERE id = ?", (id,)).fetchone()
            if row is not None:
                yield row

    def entity_totals(self) -> dict[str, tuple[int, int]]:
        """Entity id -> (mentions, articles), of the whole folder."""
        query = "SELECT id, mentions, articles FROM entity"
        return {id: (mentions, articles) for id, mentions, articles in self._connection.execute(query)}

    def spelt(self, kind: str, folded: str) -> list[str]:
        """Ids of the entities of a kind that have a spelling which folds to ``folded``."""
        query = "SELECT entity FROM spelling WHERE folded = ? AND kind = ? ORDER BY entity"
        return [id for (id,) in self._connection.execute(query, (folded, kind))]

    def called(self, folded: str) -> list[str]:
        """Return the ids of the entities whose name, or one of whose spellings, folds to ``folded``, in order."""
        kinds = ", ".join(f"'{kind}'" for kind in get_args(EntityType))
        query = f"SELECT id FROM entity WHERE kind IN ({kinds}) AND folded = :it UNION SELECT entity FROM spelling WHERE folded = :it"
        return [id for (id,) in self._connection.execute(query, {"it": storable(folded)})]

    def named_in(self, article: str) -> list[tuple[str, str]]:
        """(entity id, digest of the entity's names) of every entity named in an article."""
        query = (
            "SELECT entity, names FROM name_cluster JOIN entity ON entity.id = name_cluster.entity WHERE article = ?"
        )
        return sorted(set(self._connection.execute(query, (article,))))

    def articles_naming(self, id: str) -> list[str]:
        """Return the ids of the articles that name an entity, without reading where they do."""
        query = "SELECT DISTINCT article FROM name_cluster WHERE entity = ?"
        return [article for (article,) in self._connection.execute(query, (storable(id),))]

    def kind_and_articles(self, id: str) -> tuple[EntityType, int] | None:
        """Return the kind of an entity and how many articles name it, or None if there is no such entity."""
        row = self._connection.execute("SELECT kind, articles FROM entity WHERE id = ?", (storable(id),)).fetchone()
        return None if row is None else (row[0], row[1])

    def first_mentions(self, id: str, articles: int) -> list[Mention]:
        """Return the mentions of an entity in the first articles that name it, by path."""
        run, found = self._connection.execute, list[Mention]()
        (naming,) = run("SELECT coalesce(max(articles), 0) FROM entity WHERE id = ?", (storable(id),)).fetchone()
        # Of a name that very many have, the first ones are met soon when articles are gone through by path.
        first = run(_BY_PATH if naming >= FREQUENT else _BY_NAME, (storable(id), articles)).fetchall()
        for article, path in first:
            rows = run(_OF_ONE, (article, storable(id)))
            found += _mentions(rows, article, os.fsdecode(path))
        return found

    def named_beside(self, articles: Iterable[str]) -> Counter[str]:
        """Return the ids of all entities that any of these articles names, and how many of the articles do."""
        query = "SELECT DISTINCT entity FROM name_cluster WHERE article = ?"
        run = self._connection.execute
        return Counter(id for article in articles for (id,) in run(query, (article,)))

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


def _mentions(rows: Iterable[tuple[str, str, str]], article: str, path: str) -> tuple[Mention, ...]:
    """Return the mentions of an entity in an article, in order: of rows with these, as stored, in the second place, and why they were joined."""
    return _in_order(
        chain.from_iterable(_joined(serialise.load_mentions(text, article, path), why) for _, text, why in rows)
    )


def _joined(mentions: Sequence[Mention], why: str) -> Sequence[Mention]:
    """Return mentions with why their name was joined to the entity, "" if by itself."""
    return [mention.joined(why) for mention in mentions] if why else mentions


def _in_order(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted(mentions, key=attrgetter("span")))


FREQUENT: Final = 500
"""Articles that name an entity, from which on the first of them are looked for among all."""

_NAMED: Final = "SELECT 1 FROM name_cluster WHERE entity = ?1 AND name_cluster.article = article.id"
_BY_PATH: Final = f"SELECT id, sort_path FROM article WHERE EXISTS ({_NAMED}) ORDER BY sort_path LIMIT ?2"
_BY_NAME: Final = (
    "SELECT id, sort_path FROM (SELECT DISTINCT article FROM name_cluster WHERE entity = ?1) CROSS JOIN article ON id = article"
    " ORDER BY sort_path LIMIT ?2"
)
_OF_ONE: Final = "SELECT entity, mentions, why FROM name_cluster WHERE article = ? AND entity = ? ORDER BY number"

_PUT: Final = "INSERT OR REPLACE INTO entity VALUES (?, ?, ?, ?, ?, ?, ?)"


def _row(entity: Entity, mentions: int) -> tuple[str, str, int, int, str, str, str]:
    """Return an entity as it is stored; ``mentions`` is their number."""
    names = repr((entity.name, sorted(alias.text for alias in entity.aliases))).encode("utf-8", "replace")
    digest = hashlib.sha256(names).hexdigest()[:16]
    value = serialise.dump_entity(entity)
    return entity.id, entity.type, mentions, entity.articles, fold(entity.name), digest, value


def _spellings(entity: Entity) -> set[str]:
    return {fold(alias.text) for alias in entity.aliases}
