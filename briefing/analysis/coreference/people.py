"""The people of one article: full names that can be one person, then bare surnames and given names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict

from briefing.analysis.coreference.clusters import Article, Cluster
from briefing.analysis.coreference.roles import roles
from briefing.lexicon import name_forms
from briefing.model import Mention
from briefing.text import fold

FAMILY = 32
"""Bearers of one surname in one article that are compared with each other: bounds the work on lists of names."""


def join(people: list[tuple[Mention, str]], article: Article) -> None:
    """Join full names that can be one person, then bare surnames and given names."""
    cast = _Cast(article)
    full = cast.full_names({surface for _, surface in people})
    places: dict[Cluster, list[int]] = defaultdict(list)
    alone: list[tuple[Mention, str]] = []
    for mention, surface in people:
        if surface not in full:
            alone.append((mention, surface))
            continue
        target, via = full[surface]
        target.items.append((mention, via))
        places[target].append(mention.span[0])
        _add_roles(target, article.text, mention)
    apart = _told_apart(alone, places, article.text)
    for mention, surface in alone:
        options, via = cast.bearers(name_forms.person(surface))
        others = [option for option in options if option in apart.get(surface, ())]
        options = [option for option in options if option not in others]
        if options:
            target = options[0] if len(options) == 1 else _salient(options, places, mention.span[0])
        else:
            target, via = cast.unknown(surface, mention.article, others)
        target.items.append((mention, via))
        _add_roles(target, article.text, mention)


class _Cast:
    """The persons of one article by the words by which they may be called."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._by_surname: dict[str, list[Cluster]] = defaultdict(list)
        self._by_given: dict[str, list[Cluster]] = defaultdict(list)
        self._by_inner: dict[str, list[Cluster]] = defaultdict(list)
        """Names between the first and the last: "Luiz Inacio Lula da Silva" is called Lula, "Maria Lopez Garcia" Lopez."""
        self._bare: dict[str, Cluster] = {}
        """Names of one word that nobody is known to bear."""

    def full_names(self, surfaces: set[str]) -> dict[str, tuple[Cluster, str]]:
        """Return surface -> the person of a full name, and why it is that person's."""
        full: dict[str, tuple[Cluster, str]] = {}
        # Longest first, so that "Brian E. Nelson" is there before "Brian Nelson" looks for it.
        for surface in sorted(surfaces, key=lambda s: (-len(s.split()), -len(s), s.isupper(), s)):
            name = name_forms.person(surface)
            if not name.full:
                continue
            bearers = self._by_surname[name.surname][:FAMILY]
            matches = [c for c in bearers if c.person and name_forms.compatible(c.person, name)]
            if len(matches) == 1 and matches[0].person is not None:
                full[surface] = (
                    matches[0],
                    name_forms.join_reason(matches[0].person, name, matches[0].name, surface),
                )
            else:
                full[surface] = self._add(surface, name), "exact"
        return full

    def _add(self, surface: str, name: name_forms.Person) -> Cluster:
        made = self._article.add(Cluster(surface, "person", person=name))
        for key in name_forms.surname_keys(name):
            self._by_surname[key].append(made)
        self._by_given[name.given].append(made)
        for inner in name.middle:
            if len(inner) > 2:
                self._by_inner[inner].append(made)
        return made

    def bearers(self, name: name_forms.Person) -> tuple[list[Cluster], str]:
        """Return whom a bare name can mean, and by which part of their names."""
        for key in name_forms.bare_keys(name):
            # "Smith Jr" is not the father: a generation that the bare name states must be the person's own.
            options = [c for c in self._by_surname.get(key, [])[:FAMILY] if _is_of_generation(c, name.suffix)]
            if options:
                return options, "surname"
        if name.suffix:
            return [], "middle-name"
        options = self._by_given.get(name.surname, [])[:FAMILY]
        if options:  # "Xi" of "Xi Jinping" is no given name
            return options, "surname" if name.surname in name_forms.FAMILY_FIRST else "given-name"
        return list(self._by_inner.get(name.surname, ())), "middle-name"

    def unknown(self, surface: str, article: str, others: list[Cluster]) -> tuple[Cluster, str]:
        """Return the person of a bare name that nobody is known to bear; ``others`` bear it and are somebody else."""
        key = fold(surface)
        if key not in self._bare:
            person = self._article.add(Cluster(surface, "person", person=name_forms.person(surface)))
            person.others = tuple(option.name for option in others)
            person.within = article if name_forms.is_role(surface) else ""
            self._bare[key] = person
        return self._bare[key], "exact" if self._bare[key].name == surface else "case"


def _is_of_generation(cluster: Cluster, suffix: str) -> bool:
    return not suffix or (cluster.person is not None and cluster.person.suffix == suffix)


def _told_apart(
    alone: list[tuple[Mention, str]], places: dict[Cluster, list[int]], text: str
) -> dict[str, set[Cluster]]:
    """Bare surname -> persons of that name whom it does not mean: within a sentence a name goes from full to short, so in
    "Krol was convicted of killing Ada Krol" the first is another one."""
    apart: dict[str, set[Cluster]] = {}
    starts = sorted((spot, cluster.name, cluster) for cluster, spots in places.items() for spot in spots)
    spots = [spot for spot, _, _ in starts]
    for mention, surface in alone:
        key = name_forms.person(surface).surname
        for spot, _, cluster in starts[bisect_right(spots, mention.span[1]) :][:FAMILY]:
            between = text[mention.span[1] : min(spot, mention.span[1] + _SENTENCE)]
            if spot - mention.span[1] > _SENTENCE or _BREAK.search(between):
                break
            if cluster.person and key in name_forms.surname_keys(cluster.person):
                apart.setdefault(surface, set()).add(cluster)
    return apart


_SENTENCE = 200
"""Code points between two names within which they are looked at as in one sentence."""


_BREAK = re.compile(r"[.!?]\s+[^\W\d_a-z]|[:;\n\"“”«»—–(]|[^\w]['‘’]|['‘’][^\w]|\s-")


def _add_roles(cluster: Cluster, text: str, mention: Mention) -> None:
    for role in roles(text, mention.span):
        if role not in cluster.roles:
            cluster.roles.append(role)


def _salient(options: list[Cluster], places: dict[Cluster, list[int]], at: int) -> Cluster:
    """Of several bearers of a surname, one whom the article has already named in full (news gives the full name first), of those
    the one whom it names so most often, then the one named last."""

    def rank(option: Cluster) -> tuple[bool, int, int]:
        spots = places.get(option, [])
        index = bisect_right(spots, at)
        return (not index, -len(spots), at - spots[index - 1] if index else 1 << 40)

    return min(options, key=rank)
