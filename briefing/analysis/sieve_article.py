"""Names of one article joined to local clusters, each join with its reason. Never looks at another article.

The passes run from sure to less sure: tables (countries, codes, demonyms, agencies), definitions in the text, departments and
legal forms, full names of one person, then surnames to the nearest full name before them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.analysis import sieve_names, sieve_seats
from briefing.analysis.names_tables import Known, straight, tables
from briefing.analysis.sieve_roles import roles
from briefing.model import EntityType, Mention
from briefing.text import fold


@dataclass(slots=True)
class Cluster:
    """Mentions of one article that name one thing. ``known`` says that the name comes from the tables (and is final);
    ``definition`` is an acronym that this article defines for it."""

    name: str
    type: EntityType
    known: bool = False
    items: list[tuple[Mention, str]] = field(default_factory=list)
    person: sieve_names.Person | None = None
    roles: list[str] = field(default_factory=list)
    acronym: str = ""


def known_name(surface: str, kind: EntityType, label: str = "") -> Known | None:
    """What the tables say of a cleaned surface, if that agrees with its kind."""
    table = tables()
    if label == "demonym" or (kind != "organisation" and surface in table.demonyms):
        country = table.demonyms.get(surface)
        if country:
            return Known(country, "place", "demonym", country)
    known = table.names.get(surface)
    if known is None and surface.isupper() and len(surface) > 3:
        known = table.names.get(surface.title())
    if known is None and " " in surface:
        known = table.names.get(surface.replace(" the ", " ").replace("U.N.", "UN"))
    if known is None:
        return None
    if kind == "person":
        return None
    if known.type != kind and not known.country:
        return None
    return known


def resolve(mentions: Sequence[Mention], text: str) -> list[Cluster]:
    """The clusters of one article. ``mentions`` in order of span; every mention is in exactly one cluster."""
    clusters: list[Cluster] = []
    by_key: dict[tuple[str, str], Cluster] = {}
    people: list[tuple[Mention, str]] = []
    others: dict[tuple[str, EntityType], list[Mention]] = defaultdict(list)
    seats: dict[str, list[Mention]] = defaultdict(list)
    table = tables()

    def cluster(name: str, kind: EntityType, known: bool) -> Cluster:
        key = (kind, fold(name))
        if key not in by_key:
            by_key[key] = Cluster(name, kind, known)
            clusters.append(by_key[key])
        return by_key[key]

    for mention in mentions:
        surface = sieve_names.clean(mention.text)
        if surface in table.seats and mention.label != "demonym" and mention.type != "person":
            seats[surface].append(mention)
            continue
        if mention.type == "person":
            people.append((mention, surface))
            continue
        known = known_name(surface, mention.type, mention.label)
        if known:
            via = known.via if known.via != "exact" or surface == known.name else "case"
            kind: EntityType = known.type
            cluster(known.name, kind, True).items.append((mention, via))
            continue
        others[surface, mention.type].append(mention)
    _seats(seats, text, cluster)
    _people(people, text, clusters)
    _organisations(others, text, clusters, by_key)
    return clusters


def _seats(seats: dict[str, list[Mention]], text: str, cluster: object) -> None:
    table = tables()
    make = cluster
    for surface, group in seats.items():
        country = table.seats[surface]
        signs = [sieve_seats.evidence(text, mention.span) for mention in group]
        acting = any(sign > 0 for sign in signs)
        for mention, sign in zip(group, signs, strict=True):
            known = table.names.get(surface)
            if sign > 0 or (acting and sign == 0) or (surface == "Kremlin" and sign >= 0):
                make(country, "place", True).items.append((mention, "seat-of-government"))  # type: ignore[operator]
            elif known:
                make(known.name, known.type, True).items.append((mention, known.via))  # type: ignore[operator]
            else:
                make(surface, mention.type, True).items.append((mention, "exact"))  # type: ignore[operator]


def _people(people: list[tuple[Mention, str]], text: str, clusters: list[Cluster]) -> None:
    """Full names that can be one person, then bare surnames and given names to the nearest of them."""
    full: list[Cluster] = []
    by_surname: dict[str, list[Cluster]] = defaultdict(list)
    by_given: dict[str, list[Cluster]] = defaultdict(list)
    seen: dict[str, Cluster] = {}
    alone: list[tuple[Mention, str]] = []
    # Longest first, so that "Brian E. Nelson" is there before "Brian Nelson" looks for it.
    order = sorted({surface for _, surface in people}, key=lambda s: (-len(s.split()), -len(s), s))
    surface_vias: dict[str, str] = {}
    for surface in order:
        name = sieve_names.person(surface)
        if not name.full:
            continue
        target: Cluster | None = None
        via = "exact"
        matches = [c for c in by_surname.get(name.surname, ()) if c.person and _compatible(c.person, name)]
        if len(matches) == 1:
            target = matches[0]
            assert target.person is not None
            if target.person.given != name.given:
                via = (
                    "initials"
                    if min(len(target.person.given.replace(".", "")), len(name.given.replace(".", ""))) <= 1
                    else "short-name"
                )
            elif target.person.middle != name.middle:
                via = "initials"
            else:
                via = "case" if surface != target.name else "exact"
        if target is None:
            target = Cluster(surface, "person", False, person=name)
            full.append(target)
            clusters.append(target)
            for key in sieve_names.surname_keys(name):
                by_surname[key].append(target)
            by_given[name.given].append(target)
        seen[surface] = target
        surface_vias[surface] = via
    places: dict[int, list[int]] = {}
    for mention, surface in people:
        if surface in seen:
            target = seen[surface]
            target.items.append((mention, surface_vias[surface]))
            places.setdefault(id(target), []).append(mention.span[0])
            for role in roles(text, mention.span):
                if role not in target.roles:
                    target.roles.append(role)
        else:
            alone.append((mention, surface))
    bare: dict[str, Cluster] = {}
    for mention, surface in alone:
        name = sieve_names.person(surface)
        keys = [name.surname, *([name.parts[-1]] if name.parts else [])]
        options: list[Cluster] = []
        via = "surname"
        for key in keys:
            options = [
                c for c in by_surname.get(key, ()) if not name.suffix or (c.person and c.person.suffix == name.suffix)
            ]
            if options:
                break
        if not options and name.parts and len(name.parts) == 1:
            options = by_given.get(name.surname, [])
            via = "given-name"
        target_: Cluster | None = None
        if len(options) == 1:
            target_ = options[0]
        elif options:
            target_ = _nearest(options, places, mention.span[0])
        if target_ is None:
            key_ = fold(surface)
            if key_ not in bare:
                bare[key_] = Cluster(surface, "person", False, person=name)
                clusters.append(bare[key_])
            target_, via = bare[key_], "exact"
        target_.items.append((mention, via))
        for role in roles(text, mention.span):
            if role not in target_.roles:
                target_.roles.append(role)


def _nearest(options: list[Cluster], places: dict[int, list[int]], at: int) -> Cluster:
    """The person whose full name stands last before ``at``, or else first after it."""

    def distance(option: Cluster) -> tuple[int, int]:
        spots = places.get(id(option), [])
        index = bisect_right(spots, at)
        return (0, at - spots[index - 1]) if index else (1, spots[0] - at if spots else 1 << 40)

    return min(options, key=distance)


def _compatible(one: sieve_names.Person, other: sieve_names.Person) -> bool:
    return (
        one.suffix == other.suffix
        and one.surname == other.surname
        and sieve_names.same_given(one.given, other.given)
        and sieve_names.same_middle(one.middle, other.middle)
    )


_DEFINITION = re.compile(r"\s?[(\[][\"“]?(?:the\s)?([^\W_][^()\[\]]{1,60}?)[\"”]?[)\]]")


def _organisations(
    others: dict[tuple[str, EntityType], list[Mention]],
    text: str,
    clusters: list[Cluster],
    by_key: dict[tuple[str, str], Cluster],
) -> None:
    """Organisations and places that no table knows: definitions, legal forms, departments, acronyms, then equal names."""
    made: dict[tuple[EntityType, tuple[str, ...]], Cluster] = {}
    named: dict[str, Cluster] = {}
    order = sorted(others, key=lambda item: (-len(item[0].split()), -len(item[0]), item))
    waiting: list[tuple[str, EntityType]] = []
    for surface, kind in order:
        if sieve_names.is_acronym(surface):
            waiting.append((surface, kind))
            continue
        key = (kind, sieve_names.organisation_key(surface) if kind == "organisation" else (fold(surface),))
        if key not in made:
            made[key] = Cluster(surface, kind)
            clusters.append(made[key])
        target = made[key]
        via = "exact"
        if target.name != surface:
            via = "case" if fold(target.name) == fold(surface) else _form_reason(target.name, surface)
        target.items += [(mention, via) for mention in others[surface, kind]]
        named[surface] = target
    definitions = _definitions(others, text)
    every = [*clusters]
    for surface, kind in waiting:
        letters = surface.replace(".", "").upper()
        target_: Cluster | None = None
        long_form = definitions.get(surface)
        if long_form and long_form in named:
            target_ = named[long_form]
        if target_ is None:
            options = [c for c in every if c.type == kind and " " in c.name and letters in sieve_names.initials(c.name)]
            target_ = options[0] if len(options) == 1 else None
        via = "acronym"
        if target_ is None:
            target_ = by_key.get((kind, fold(surface)))
            if target_ is None:
                target_ = Cluster(surface, kind)
                clusters.append(target_)
                by_key[kind, fold(surface)] = target_
            via = "exact" if target_.name == surface else "case"
        else:
            target_.acronym = letters
        target_.items += [(mention, via) for mention in others[surface, kind]]


def _form_reason(one: str, other: str) -> str:
    words = {word.strip(".").lower() for word in (*one.split(), *other.split())}
    return "department" if words & {"department", "ministry"} else "suffix"


def _definitions(others: dict[tuple[str, EntityType], list[Mention]], text: str) -> dict[str, str]:
    """Acronym -> long form, where the article itself says so: "Long Form (ABC)"."""
    found: dict[str, str] = {}
    for (surface, _), mentions in others.items():
        for mention in mentions:
            match = _DEFINITION.match(text, mention.span[1])
            if match:
                found.setdefault(sieve_names.clean(match.group(1)), surface)
    return found


def counted(items: Sequence[tuple[Mention, str]]) -> Counter[tuple[str, str]]:
    """How often each surface with its reason occurs."""
    return Counter((straight(mention.text), via) for mention, via in items)
