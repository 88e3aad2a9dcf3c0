"""Which names are one: a deterministic sieve over the names of all articles, every join with its reason (``via``).

First each article by itself (``within_article``), then across articles: one name, one person with and without a middle name,
an acronym that one article explains, a surname that only one person of the folder bears. Roles are labels and never join.
Near-linear in the number of mentions. What an article more or less can touch is found by ``name_edges``.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from briefing.analysis.coreference import serialise, within_article
from briefing.analysis.coreference.clusters import Cluster
from briefing.lexicon import name_forms
from briefing.lexicon.gazetteer import tables
from briefing.model import OWN_NAME, Alias, Entity, EntityType, Mention
from briefing.text import fold

DOMINANT = 20
"""A bare surname joins one of several bearers only if that one is named so many times as often as the next."""

SURE = 20
"""Votes of a legal form ("Inc.") that a name is an organisation's."""

_Key = tuple[str, tuple[str, ...]]


def resolve(mentions: Mapping[str, Sequence[Mention]], documents: Mapping[str, str]) -> tuple[Entity, ...]:
    """Entities of all articles: ``mentions`` and ``documents`` map article ids to mentions and to text.

    Every mention is in exactly one entity, with ``via`` filled in. Order: mention count descending, then name. Ids are
    ``"e"`` and 11 hex digits of SHA-256 of kind and folded name, so that they survive a re-run. Deterministic, never raises.
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
        """Take in (or replaces) one article."""
        found = within_article.resolve(mentions, text)
        for number, cluster in enumerate(found):
            cluster.mentions = serialise.Occurrences.of(article, number, cluster.mentions)
        self._local[article] = found

    def put(self, article: str, cluster: Cluster) -> None:
        """Take in one more cluster of an article, in order of its number there."""
        self._local.setdefault(article, []).append(cluster)

    def take(self, article: str) -> list[Cluster]:
        """Return the clusters of an article that was added, and forget it. They rest on this article alone."""
        return self._local.pop(article)

    def remove(self, article: str) -> None:
        """Forget one article; unknown ids are no error."""
        self._local.pop(article, None)

    def entities(self) -> tuple[Entity, ...]:
        """Return all entities of the articles taken in so far. Linear in their number."""
        return tuple(one.entity() for one in self.resolved())

    def resolved(self) -> tuple[Resolved, ...]:
        """Return what :meth:`entities` are made of: who is named where, without looking at a mention."""
        found = [Resolved(group) for group in _across(self._local)]
        keys = [(-one.size, fold(one.name), one.name, one.kind) for one in found]
        return _distinct(found[place] for place in sorted(range(len(found)), key=keys.__getitem__))


class _Group:
    """Clusters of many articles that are one entity."""

    __slots__ = ("clusters", "kind", "known", "name", "person", "size")

    def __init__(self, cluster: Cluster) -> None:
        self.name, self.kind, self.known, self.person = cluster.name, cluster.type, cluster.known, cluster.person
        self.clusters: list[tuple[Cluster, str]] = []
        """Cluster and the reason that joined it ("" if its own name did)."""
        self.size = 0

    def add(self, cluster: Cluster, why: str = "") -> None:
        self.clusters.append((cluster, why))
        self.size += len(cluster.mentions)


def _across(local: Mapping[str, list[Cluster]]) -> list[_Group]:
    groups: dict[_Key, _Group] = {}
    bare: list[Cluster] = []
    short: list[Cluster] = []
    acronyms: dict[tuple[str, str], dict[_Key, None]] = defaultdict(dict)
    majority = _kinds(local.values())
    for article in sorted(local):
        for own in local[article]:
            cluster = _voted(own, majority)
            if cluster.person is not None and not cluster.person.full:
                bare.append(cluster)
            elif is_short(cluster):
                short.append(cluster)
            else:
                own_key = _own(groups, cluster)
                if cluster.acronym:
                    acronyms[cluster.type, cluster.acronym][own_key] = None
    _middle_names(groups)
    for cluster in short:
        keys = [key for key in acronyms.get((cluster.type, cluster.name.replace(".", "").upper()), ()) if key in groups]
        if len(keys) == 1:
            groups[keys[0]].add(cluster, "acronym")
        else:
            _own(groups, cluster)
    _surnames(groups, bare)
    return list(groups.values())


def voted(clusters: Collection[Cluster]) -> list[Cluster]:
    """Return all clusters of some names, each of the kind that most mentions give to its name."""
    majority = _kinds([clusters])
    return [_voted(cluster, majority) for cluster in clusters]


def _voted(own: Cluster, majority: Mapping[tuple[str, ...], EntityType]) -> Cluster:
    kind = own.type if own.known else majority.get(name_forms.organisation_key(own.name), own.type)
    return own if kind == own.type else replace(own, type=kind, person=_as_person(own.name, kind))


def is_short(cluster: Cluster) -> bool:
    """Return whether a cluster is an acronym that no table knows: it may join the organisation that an article explains by it."""
    return cluster.type == "organisation" and not cluster.known and name_forms.is_acronym(cluster.name)


def _kinds(local: Iterable[Iterable[Cluster]]) -> dict[tuple[str, ...], EntityType]:
    """Return the kind that most mentions give to a name that no table knows: one name, one kind, as recognisers waver."""
    votes: dict[tuple[str, ...], dict[EntityType, int]] = {}
    for clusters in local:
        for cluster in clusters:
            if not cluster.known:
                counts = votes.setdefault(name_forms.organisation_key(cluster.name), {})
                counts[cluster.type] = counts.get(cluster.type, 0) + len(cluster.mentions)
                if name_forms.has_legal_form(cluster.name):
                    counts["organisation"] = counts.get("organisation", 0) + SURE
    return {
        name: max(counts, key=lambda kind: (counts[kind], kind)) for name, counts in votes.items() if len(counts) > 1
    }


def _as_person(name: str, kind: EntityType) -> name_forms.Person | None:
    return name_forms.person(name) if kind == "person" else None


def _own(groups: dict[_Key, _Group], cluster: Cluster) -> _Key:
    """Add ``cluster`` to the group of its own name."""
    own = key(cluster)
    if own not in groups:
        groups[own] = _Group(cluster)
    groups[own].add(cluster)
    return own


def key(cluster: Cluster) -> _Key:
    """Return what clusters share that are one by their own names."""
    if cluster.type == "person" and cluster.person is not None:
        name = cluster.person
        return "person", (name.given, *name.middle, name.surname, name.suffix, cluster.within)
    if cluster.type == "organisation" and not cluster.known:
        words = name_forms.organisation_key(cluster.name)
        known = name_forms.known_organisations().get(words)
        return cluster.type, (fold(known.name) if known and len(words) > 1 else " ".join(words),)
    return cluster.type, (fold(cluster.name),)


def _middle_names(groups: dict[_Key, _Group]) -> None:
    """ "Brian Nelson" joins "Brian E. Nelson" if no third name of that family contradicts it."""
    families: dict[tuple[str, str, str], list[_Key]] = defaultdict(list)
    for key, group in groups.items():
        if group.kind == "person" and group.person is not None:
            families[group.person.given, group.person.surname, group.person.suffix].append(key)
    for keys in families.values():
        if len(keys) < 2:
            continue
        middles = {group.person.middle for group in map(groups.__getitem__, keys) if group.person is not None}
        if not _one_middle(middles):
            continue
        keys.sort(key=lambda key: (-groups[key].size, groups[key].name))
        target = groups[keys[0]]
        for key in keys[1:]:
            for cluster, why in groups.pop(key).clusters:
                target.add(cluster, why or "initials")


def _one_middle(middles: set[tuple[str, ...]]) -> bool:
    """Return whether all middle names can be of one person: compared with the longest, so that many names cost no more than one each."""
    longest = max(middles, key=lambda middle: (sum(map(len, middle)), middle))
    return all(name_forms.same_middle(longest, middle) for middle in middles)


def _surnames(groups: dict[_Key, _Group], bare: list[Cluster]) -> None:
    """A bare surname joins the only person of the folder who bears it (or by far the most named one)."""
    bearers, givens = _bearers(groups.values())
    sole = {surname: _sole(options) for surname, options in bearers.items()}
    for cluster in bare:
        name = cluster.person
        if name is None:
            continue
        keys = name_forms.bare_keys(name)
        if cluster.others:
            target = _sole([g for key in keys for g in bearers.get(key, ()) if g.name not in cluster.others])
        else:
            target = next((found for key in keys if (found := sole.get(key))), None)
        given = [] if cluster.within or name.surname in bearers else givens.get(name.surname, [])
        if target is not None and name.suffix in ("", _suffix(target)):
            target.add(cluster, "surname-across")
        elif len(given) == 1:
            given[0].add(cluster, "given-name-across")
        else:
            _own(groups, cluster)


def _bearers(groups: Iterable[_Group]) -> tuple[dict[str, list[_Group]], dict[str, list[_Group]]]:
    """Return the persons named in full, by the surnames that they may be called by and by their given names, common ones left out."""
    bearers: dict[str, list[_Group]] = defaultdict(list)
    givens: dict[str, list[_Group]] = defaultdict(list)
    for group in groups:
        name = group.person if group.kind == "person" else None
        if name is None or not name.full:
            continue
        for key in name_forms.surname_keys(name):
            bearers[key].append(group)
        if names_alone(name.given):
            givens[name.given].append(group)
    return bearers, givens


def _suffix(group: _Group) -> str | None:
    return None if group.person is None else group.person.suffix


def _sole(options: list[_Group]) -> _Group | None:
    """Return the only one of some bearers of a name, or the one that is by far the most named."""
    if len(options) < 2:
        return options[0] if options else None
    first, second = sorted(options, key=lambda group: -group.size)[:2]
    return first if first.size >= DOMINANT * second.size else None


def names_alone(given: str) -> bool:
    """Return whether a given name can be all by which a person is named."""
    return len(given) > 2 and given not in _common_given()


@lru_cache(maxsize=1)
def _common_given() -> frozenset[str]:
    """Given names that say nothing by themselves: many people bear them."""
    return frozenset(fold(name) for name in tables().first_names)


class Resolved:
    """One entity: its ``kind``, ``name``, ``id``, the number of its mentions (``size``) and where they are."""

    __slots__ = ("_group", "id", "kind", "name", "size")

    def __init__(self, group: _Group) -> None:
        names: dict[str, int] = {}
        for cluster, why in group.clusters:
            if not why:
                names[cluster.name] = names.get(cluster.name, 0) + len(cluster.mentions)
        self._group, self.kind, self.size = group, group.kind, group.size
        self.name = group.name if group.known or not names else max(names, key=lambda n: (names[n], len(n), n))
        self.id = identifier(self.kind, self.name)

    def members(self) -> Iterator[tuple[str, int, str]]:
        """Yield the article of each cluster, its number there, and the reason that joined it to others' ("" if its own name did)."""
        for cluster, why in self._group.clusters:
            yield *serialise.place(cluster), why

    def mentions(self) -> list[Mention]:
        """Return all mentions, in order of article and span."""
        found: list[Mention] = []
        for cluster, why in self._group.clusters:
            found += [mention.joined(why) for mention in cluster.mentions] if why else cluster.mentions
        found.sort(key=lambda mention: (mention.article, mention.span))
        return found

    def entity(self, *, mentions: bool = True) -> Entity:
        """Return the entity; without ``mentions``, no mention is looked at."""
        counts: dict[str, dict[str, int]] = {}
        roles: dict[str, tuple[int, str]] = {}
        articles: set[str] = set()
        for cluster, why in self._group.clusters:
            for role in cluster.roles:
                key = fold(role)  # "Harbour Minister" and "harbour minister" are one role, as first printed
                roles[key] = (roles.get(key, (0, role))[0] + 1, roles.get(key, (0, role))[1])
            articles.add(serialise.place(cluster)[0])
            for text, via, count in serialise.spellings(cluster):
                vias = counts.setdefault(text, {})
                reason = why if why and via in OWN_NAME else via
                vias[reason] = vias.get(reason, 0) + count
        aliases = [
            Alias(text, sum(vias.values()), max(vias, key=lambda v: (vias[v], v))) for text, vias in counts.items()
        ]
        aliases.sort(key=lambda alias: (-alias.count, alias.text))
        return Entity(
            id=self.id,
            name=self.name,
            type=self.kind,
            aliases=tuple(aliases),
            articles=len(articles),
            mentions=tuple(self.mentions()) if mentions else (),
            roles=tuple(role for _, role in sorted(roles.values(), key=lambda item: (-item[0], item[1]))),
        )


def _distinct(entities: Iterable[Resolved]) -> tuple[Resolved, ...]:
    """Entities with ids that differ: a second one of the same kind and name (two who are told apart) gets its own."""
    seen: dict[str, int] = {}
    out: list[Resolved] = []
    for entity in entities:
        number = seen[entity.id] = seen.get(entity.id, 0) + 1
        if number > 1:
            entity.id = identifier(entity.kind, entity.name, number)
        out.append(entity)
    return tuple(out)


def identifier(kind: EntityType, name: str, number: int = 1) -> str:
    """Return the id of an entity: ``"e"`` and 11 hex digits of SHA-256 of kind and folded name; ``number`` tells those of one name apart."""
    own = name if number == 1 else f"{name}\0{number}"
    return "e" + hashlib.sha256(f"{kind}\0{fold(own)}".encode("utf-8", "replace")).hexdigest()[:11]
