"""Which names can have to do with each other, as numbers by which they are looked up.

A *form* is a name as it is voted on (:func:`briefing.lexicon.name_forms.organisation_key`). Two forms can only meet in one entity,
or decide about each other's, over a chain of *edges* that they share; so whoever follows the edges from the names of one article
has all that this article can touch.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from hashlib import blake2b

from briefing.analysis.coreference import across_articles
from briefing.analysis.coreference.clusters import Cluster
from briefing.lexicon import name_forms
from briefing.text import fold

Edges = Mapping[int, bool]
"""Edge -> whether a form asks by it. Forms that share an edge have to do with each other if at least one of them asks."""


def form(cluster: Cluster) -> int:
    """Return the number of a cluster's form."""
    return _number("form", *name_forms.organisation_key(cluster.name))


def edges(clusters: Collection[Cluster]) -> Edges:
    """Return the edges of a form, all clusters of which are given."""
    found: dict[int, bool] = {}
    alike = {_traits(cluster): cluster for cluster in across_articles.voted(clusters)}
    for cluster in alike.values():
        for parts, asks in _edges(cluster):
            number = _number(*parts)
            found[number] = found.get(number, False) or asks
    return found


def _traits(cluster: Cluster) -> tuple[object, ...]:
    """Return all that the edges of a cluster are made of: most clusters of a form are alike."""
    return cluster.name, cluster.type, cluster.known, cluster.acronym, cluster.within, cluster.person


def _edges(cluster: Cluster) -> Iterable[tuple[tuple[str, ...], bool]]:
    """Yield what the edges of a cluster are made of, and whether it asks by them."""
    yield ("name", cluster.type, fold(cluster.name)), True
    kind, words = across_articles.key(cluster)
    yield ("own", kind, *words), True
    if across_articles.is_short(cluster):
        yield ("acronym", cluster.type, cluster.name.replace(".", "").upper()), True
    elif cluster.acronym:
        yield ("acronym", cluster.type, cluster.acronym), False
    if cluster.type == "person" and cluster.person is not None:
        yield from _of_a_person(cluster.person)


def _of_a_person(name: name_forms.Person) -> Iterable[tuple[tuple[str, ...], bool]]:
    if name.full:
        yield ("family", name.given, name.surname, name.suffix), True
        yield from ((("surname", key), False) for key in name_forms.surname_keys(name))
        if across_articles.names_alone(name.given):
            yield ("given", name.given), False
    else:
        yield from ((("surname", key), True) for key in name_forms.bare_keys(name))
        yield ("given", name.surname), True


@lru_cache(maxsize=65536)
def _number(*parts: str) -> int:
    """Return 63 bits of a hash."""
    digest = blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
