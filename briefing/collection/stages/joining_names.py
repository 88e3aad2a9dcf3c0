"""The names of all articles become people, places and organisations; an article more or less costs what its names can touch.

Names are stored by form; the edges between forms lead from the names of one article to all that these can have to do with. Only
that is loaded, resolved and written. From nothing the forms are taken in lots in the same way, so that memory does not grow with
the folder.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import starmap
from operator import itemgetter
from typing import TYPE_CHECKING

from briefing.model import Mention
from briefing.store.catalogue import serialise
from briefing.store.catalogue.catalogue import Catalogue
from briefing.store.catalogue.name_clusters import ClusterRow

if TYPE_CHECKING:
    from briefing.analysis.coreference.across_articles import Resolved
    from briefing.analysis.coreference.clusters import Cluster

FORMS = 2_000
"""Forms that are resolved at once, if not more have to do with each other."""
STEP = 100
"""Forms after which whoever waits is told, and may stop the work."""
HELD = 30_000
"""Names that are at hand once they have been read."""
_LOT = 20_000
"""Rows of edges that are written or read between two looks at whoever waits."""
WRITTEN = 200
"""Articles whose names are written at once."""

_Row = tuple[int, str, int, str, str, str]
"""A name as :class:`ClusterRow` has it. (A plain tuple takes a fifth of the time, and there are hundreds of thousands.)"""
Place = tuple[str, int]
"""A name: its article, and its number there."""


class NameJoining:
    """For one sync, inside one transaction: :meth:`remove`, :meth:`add`, then :meth:`resolve`.

    ``mentions`` gives the mentions of an article, and its text.
    """

    def __init__(self, catalogue: Catalogue, mentions: Callable[[str], tuple[Sequence[Mention], str]]) -> None:
        self._catalogue = catalogue
        self._stored = catalogue.names
        self._mentions = mentions
        self._fresh: set[int] = set()
        """Forms of the articles that change, as they are and as they were."""
        self._changed: set[str] = set()
        self._read: dict[tuple[object, ...], Cluster] = {}
        self._before: dict[int, list[ClusterRow]] = {}
        """What was stored of the articles that change."""
        self._whole = False
        """Whether nothing is stored that was not put in this run."""

    def clear(self) -> None:
        """Forget everything that is stored."""
        self._whole = True
        self._stored.clear()
        self._stored.drop_indices()
        self._catalogue.age_facts()
        self._catalogue.drop_entities(self._catalogue.entity_ids())

    def remove(self, article: str) -> None:
        """Take the names of an article out."""
        self._changed.add(article)
        self._catalogue.age_facts([article])
        for row in self._stored.of_article(article):
            self._before.setdefault(row.form, []).append(row)
        self._stored.drop_article(article)

    def add(self, articles: Iterable[str]) -> Iterator[str]:
        """Put the names of articles in that have none stored; yield each article before its turn comes."""
        from briefing.analysis.coreference.across_articles import Resolver

        resolver = Resolver()
        pending: list[tuple[_Row, str]] = []
        for done, article in enumerate(articles, 1):
            yield article
            self._changed.add(article)
            resolver.add(article, *self._mentions(article))
            pending += self._rows(article, resolver.take(article))
            if done % WRITTEN == 0:
                self._stored.put(pending)
                pending.clear()
        self._stored.put(pending)

    def _rows(self, article: str, clusters: Sequence[Cluster]) -> Iterator[tuple[_Row, str]]:
        from briefing.analysis.coreference import name_edges
        from briefing.analysis.coreference import serialise as names

        for number, cluster in enumerate(clusters):
            form = name_edges.form(cluster)
            self._fresh.add(form)
            yield (form, article, number, "", "", names.dump_one(cluster)), serialise.dump_mentions(cluster.mentions)

    def resolve(self, step: Callable[[int, int], None]) -> None:
        """Bring the entities in step with the names that were put in and taken out; ``step`` is told (done, total)."""
        if self._whole:
            self._resolve_all(step)
            return
        fresh = sorted(self._fresh | self._before.keys())
        settled = []
        for number, form in enumerate(fresh):
            if number % STEP == 0:
                step(0, len(fresh))
            settled.append(self._put_edges(form))
        done: set[int] = set()
        lot: list[int] = []
        for number, form in enumerate(fresh):
            if number % STEP == 0:
                step(number, len(fresh))
            if form not in done:
                around = self._around(form)
                done |= around
                lot += sorted(around)
                if len(lot) >= FORMS:
                    self._settle(lot)
                    lot = []
        self._settle(lot)
        for gone, changed in settled:
            self._stored.drop_edges(gone)
            self._stored.put_edges(changed)

    # --- from nothing: everything in a few passes, with no look at what was there before ---

    def _resolve_all(self, step: Callable[[int, int], None]) -> None:
        total = len(self._fresh)
        self._put_all_edges(lambda: step(0, total))
        groups = _Groups()
        for number, (_, forms) in enumerate(self._stored.all_edges()):
            if number % _LOT == 0:
                step(0, total)
            if any(asks for _, asks in forms):
                groups.join([form for form, _ in forms])
        lot: list[int] = []
        done = 0
        for around in groups.members(sorted(self._fresh)):
            lot += around
            if len(lot) >= FORMS:
                step(done, total)
                done += len(lot)
                self._settle_new(lot)
                lot = []
        self._settle_new(lot)
        self._stored.make_indices()

    def _put_all_edges(self, step: Callable[[], None]) -> None:
        from briefing.analysis.coreference import name_edges

        rows: list[tuple[int, int, bool]] = []
        for number, (form, names) in enumerate(self._stored.by_form()):
            if number % STEP == 0:
                step()
            clusters = [*starmap(_cluster, names)]
            rows += [(edge, form, asks) for edge, asks in name_edges.edges(clusters).items()]
            if len(rows) >= _LOT:
                self._stored.put_edges(sorted(rows))  # in the order in which they lie
                rows.clear()
        self._stored.put_edges(sorted(rows))

    def _settle_new(self, forms: Sequence[int]) -> None:
        """Store the entities of forms that have to do with no others, and of which nothing is stored."""
        from briefing.analysis.coreference.across_articles import Resolver

        resolver = Resolver()
        places: dict[Place, int] = {}
        for form, names in self._stored.of_forms(forms):
            for article, number, value in names:
                places[article, number] = form
                resolver.put(article, _cluster(article, number, value))
        resolved = resolver.resolved()
        self._catalogue.put_new_entities([(one.entity(mentions=False), one.size) for one in resolved])
        moved = [
            (one.id, why, places[article, number], article, number)
            for one in resolved
            for article, number, why in one.members()
        ]
        self._stored.join(sorted(moved, key=itemgetter(2, 3, 4)))  # in the order in which they lie

    # --- what the names of an article can touch ---

    def _put_edges(self, form: int) -> tuple[list[tuple[int, int]], list[tuple[int, int, bool]]]:
        """Store the edges of a form as it is beside those as it was; return which are to be dropped in the end, and which to be changed."""
        from briefing.analysis.coreference import name_edges

        now = name_edges.edges(self._clusters(rows := self._stored.of_form(form)).values())
        before = name_edges.edges(self._clusters(self._as_before(form, rows)).values())
        both = {edge: any(each.get(edge) for each in (now, before)) for edge in {*now, *before}}
        self._stored.put_edges((edge, form, asks) for edge, asks in both.items() if before.get(edge) != asks)
        gone = [(edge, form) for edge in before if edge not in now]
        return gone, [(edge, form, asks) for edge, asks in now.items() if both[edge] != asks]

    def _as_before(self, form: int, rows: Iterable[ClusterRow]) -> list[ClusterRow]:
        """Return the rows of a form as they were before articles changed."""
        return [row for row in rows if row.article not in self._changed] + self._before.get(form, [])

    def _around(self, form: int) -> set[int]:
        """Return all forms that have to do with one, as they are or as they were."""
        met, queue, known = {form}, [form], set[int]()
        while queue:
            for edge in self._stored.edges_of(queue.pop()):
                if edge not in known:
                    known.add(edge)
                    forms = list(self._stored.by_edge(edge))
                    if any(asks for _, asks in forms):
                        queue += [other for other, _ in forms if other not in met]
                        met.update(queue)
        return met

    def _clusters(self, rows: Iterable[ClusterRow]) -> dict[Place, Cluster]:
        """Return the names that are stored in ``rows``; what has been read is at hand for a while."""
        if len(self._read) > HELD:
            self._read.clear()
        found: dict[Place, Cluster] = {}
        for row in rows:
            cluster = self._read.get(row[:3] + row[5:])
            if cluster is None:
                cluster = self._read[row[:3] + row[5:]] = _cluster(row.article, row.number, row.value)
            found[row.article, row.number] = cluster
        return found

    # --- entities ---

    def _settle(self, forms: Collection[int]) -> None:
        """Store the entities of forms that have to do with no others."""
        from briefing.analysis.coreference.across_articles import Resolver

        now = {form: self._stored.of_form(form) for form in forms}
        rows = {(row.article, row.number): row for own in now.values() for row in own}
        resolver = Resolver()
        for place, cluster in self._clusters(rows.values()).items():
            resolver.put(place[0], cluster)
        resolved = resolver.resolved()
        before = {row.entity for form, own in now.items() for row in self._as_before(form, own)}
        self._catalogue.drop_entities(before - {one.id for one in resolved} - {""})
        moved = []
        for one in resolved:
            self._put_entity(one)
            for article, number, why in one.members():
                row = rows[article, number]
                if (row.entity, row.why) != (one.id, why):
                    moved.append((one.id, why, row.form, article, number))
        self._stored.join(moved)
        self._catalogue.age_facts({article for _, _, _, article, _ in moved})

    def _put_entity(self, one: Resolved) -> None:
        entity = one.entity(mentions=False)
        if self._catalogue.entity_value(one.id) != (serialise.dump_entity(entity), one.size):
            spelt = self._catalogue.spelt_as(one.id)
            self._catalogue.put_entity(entity, one.size)
            if self._catalogue.spelt_as(one.id) != spelt:
                self._catalogue.age_facts({article for article, _, _ in one.members()})


class _Groups:
    """Forms that have to do with each other, over however many others."""

    def __init__(self) -> None:
        self._nearer: dict[int, int] = {}
        """Form -> one of its group that leads to the group's first."""

    def join(self, forms: Sequence[int]) -> None:
        """Make the groups of some forms one."""
        first, *others = sorted({self._first(form) for form in forms})
        for other in others:
            self._nearer[other] = first

    def _first(self, form: int) -> int:
        while (nearer := self._nearer.get(form, form)) != form:
            further = self._nearer.get(nearer, nearer)
            self._nearer[form] = further  # the way is shorter the next time
            form = nearer
        return form

    def members(self, forms: Iterable[int]) -> Iterator[list[int]]:
        """Return the groups of all ``forms``, each in their order."""
        groups: dict[int, list[int]] = {}
        for form in forms:
            groups.setdefault(self._first(form), []).append(form)
        return iter(groups.values())


@serialise.whole
def _cluster(article: str, number: int, value: str) -> Cluster:
    """Return the name of an article that is stored as ``value``; ``sqlite3.DatabaseError`` if it cannot be read back."""
    from briefing.analysis.coreference import serialise as names

    return names.load_one(article, number, value)
