"""Which names are one: a deterministic sieve over the names of all articles, every join with its reason (``via``).

First each article by itself (``sieve_article``), then across articles: one name, one person with and without a middle name,
a surname that only one person of the folder bears. Roles are labels and never join. Near-linear in the number of mentions;
``Resolver`` keeps what it found out about each article, so that one more article costs only the pass across.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefing.analysis import sieve_article, sieve_names
from briefing.analysis.sieve_article import Cluster
from briefing.model import Alias, Entity, EntityType, Mention
from briefing.text import fold


def resolve(mentions: Mapping[str, Sequence[Mention]], documents: Mapping[str, str]) -> tuple[Entity, ...]:
    """Entities of all articles: ``mentions`` and ``documents`` map article ids to mentions and to text.

    Every mention is in exactly one entity, with ``via`` filled in. Order: mention count descending, then name. Ids are
    ``"e" + 11 hex`` of SHA-256 of kind and folded name, so that they survive a re-run. Deterministic, never raises.
    """
    resolver = Resolver()
    for article in mentions:
        resolver.add(article, mentions[article], documents.get(article, ""))
    return resolver.entities()


class Resolver:
    """The incremental form of :func:`resolve`: articles come and go, ``entities()`` answers for all of them."""

    def __init__(self) -> None:
        self._local: dict[str, list[Cluster]] = {}

    def add(self, article: str, mentions: Sequence[Mention], text: str) -> None:
        """Takes in (or replaces) one article."""
        self._local[article] = sieve_article.resolve(mentions, text)

    def remove(self, article: str) -> None:
        """Forgets one article; unknown ids are no error."""
        self._local.pop(article, None)

    def entities(self) -> tuple[Entity, ...]:
        """All entities of the articles taken in so far."""
        return _across(self._local)


class _Group:
    """Clusters of many articles that are one entity."""

    __slots__ = ("clusters", "kind", "known", "name", "person")

    def __init__(self, name: str, kind: EntityType, known: bool) -> None:
        self.name, self.kind, self.known = name, kind, known
        self.person: sieve_names.Person | None = None
        self.clusters: list[tuple[str, Cluster, str]] = []
        """Article, cluster and the reason that joined the cluster ("" if by its own name)."""

    @property
    def size(self) -> int:
        return sum(len(cluster.items) for _, cluster, _ in self.clusters)


def _across(local: Mapping[str, list[Cluster]]) -> tuple[Entity, ...]:
    groups: dict[tuple[str, tuple[str, ...]], _Group] = {}
    bare: list[tuple[str, Cluster]] = []
    acronyms: dict[tuple[str, str], list[_Group]] = defaultdict(list)
    short: list[tuple[str, Cluster]] = []
    for article in sorted(local):
        for cluster in local[article]:
            if cluster.type == "person" and cluster.person is not None and not cluster.person.full:
                bare.append((article, cluster))
                continue
            if cluster.type == "organisation" and not cluster.known and sieve_names.is_acronym(cluster.name):
                short.append((article, cluster))
                continue
            key = _key(cluster)
            group = groups.get(key)
            if group is None:
                group = groups[key] = _Group(cluster.name, cluster.type, cluster.known)
                group.person = cluster.person
            group.clusters.append((article, cluster, ""))
            if cluster.acronym and group not in acronyms[cluster.type, cluster.acronym]:
                acronyms[cluster.type, cluster.acronym].append(group)
    _middle_names(groups)
    for article, cluster in short:
        letters = cluster.name.replace(".", "").upper()
        options = acronyms.get((cluster.type, letters), [])
        if len(options) == 1:
            options[0].clusters.append((article, cluster, "acronym"))
        else:
            _own(groups, article, cluster)
    _surnames(groups, bare)
    return _finish(groups)


def _own(groups: dict[tuple[str, tuple[str, ...]], _Group], article: str, cluster: Cluster) -> None:
    key = _key(cluster)
    if key not in groups:
        groups[key] = _Group(cluster.name, cluster.type, cluster.known)
        groups[key].person = cluster.person
    groups[key].clusters.append((article, cluster, ""))


def _key(cluster: Cluster) -> tuple[str, tuple[str, ...]]:
    if cluster.type == "person" and cluster.person is not None:
        name = cluster.person
        return "person", (name.given, *name.middle, name.surname, name.suffix)
    if cluster.known:
        return cluster.type, (fold(cluster.name),)
    if cluster.type == "organisation":
        return cluster.type, (" ".join(sieve_names.organisation_key(cluster.name)),)
    return cluster.type, (fold(cluster.name),)


def _middle_names(groups: dict[tuple[str, tuple[str, ...]], _Group]) -> None:
    """ "Brian Nelson" joins "Brian E. Nelson" if no other middle name contradicts it."""
    families: dict[tuple[str, str, str], list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for key, group in groups.items():
        if group.kind == "person" and group.person is not None:
            families[group.person.given, group.person.surname, group.person.suffix].append(key)
    for keys in families.values():
        if len(keys) < 2:
            continue
        people = [groups[key].person for key in keys]
        if all(sieve_names.same_middle(a.middle, b.middle) for a in people for b in people if a and b):
            keys.sort(key=lambda key: (-groups[key].size, groups[key].name))
            target = groups[keys[0]]
            for key in keys[1:]:
                target.clusters += [
                    (article, cluster, why or "initials") for article, cluster, why in groups[key].clusters
                ]
                del groups[key]


def _surnames(groups: dict[tuple[str, tuple[str, ...]], _Group], bare: list[tuple[str, Cluster]]) -> None:
    """A bare surname joins the only person of the folder who bears it."""
    bearers: dict[str, list[_Group]] = defaultdict(list)
    for group in groups.values():
        if group.kind == "person" and group.person is not None:
            for key in sieve_names.surname_keys(group.person):
                bearers[key].append(group)
    for article, cluster in bare:
        assert cluster.person is not None
        options = bearers.get(cluster.person.surname, [])
        if len(options) == 1 and (
            not cluster.person.suffix or options[0].person is None or options[0].person.suffix == cluster.person.suffix
        ):
            options[0].clusters.append((article, cluster, "surname-across"))
        else:
            _own(groups, article, cluster)


def _finish(groups: dict[tuple[str, tuple[str, ...]], _Group]) -> tuple[Entity, ...]:
    entities = [_entity(group) for group in groups.values()]
    entities.sort(key=lambda entity: (-len(entity.mentions), fold(entity.name), entity.name, entity.type))
    return tuple(entities)


def _entity(group: _Group) -> Entity:
    mentions: list[Mention] = []
    counts: Counter[tuple[str, str]] = Counter()
    roles: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for _, cluster, why in group.clusters:
        if not why:
            names[cluster.name] += len(cluster.items)
        for role in cluster.roles:
            roles[role] += 1
        for mention, via in cluster.items:
            reason = why if why and via in ("exact", "case") else via
            mentions.append(replace(mention, via=reason))
            counts[mention.text, reason] += 1
    mentions.sort(key=lambda mention: (mention.article, mention.span))
    name = group.name if group.known or not names else max(names, key=lambda n: (names[n], len(n), n))
    first: dict[str, tuple[int, str]] = {}
    for (surface, via), count in counts.items():
        total, reason = first.get(surface, (0, via))
        first[surface] = (total + count, reason if total >= count else via)
    aliases = tuple(
        Alias(surface, count, via) for surface, (count, via) in sorted(first.items(), key=lambda i: (-i[1][0], i[0]))
    )
    return Entity(
        id=identifier(group.kind, name), name=name, type=group.kind, aliases=aliases,
        articles=len({mention.article for mention in mentions}), mentions=tuple(mentions),
        roles=tuple(role for role, _ in sorted(roles.items(), key=lambda item: (-item[1], item[0]))),
    )  # fmt: skip


def identifier(kind: EntityType, name: str) -> str:
    """The id of an entity: ``"e"`` and 11 hex digits of SHA-256 of kind and folded name."""
    return "e" + hashlib.sha256(f"{kind}\0{fold(name)}".encode()).hexdigest()[:11]
