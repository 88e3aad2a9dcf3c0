"""Names of one article joined to local clusters, each join with its reason. Never looks at another article.

The passes run from sure to less sure: tables (countries, codes, demonyms, agencies), definitions in the text, departments and
legal forms, full names of one person, shortened names, then surnames to a person that the article names in full.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from briefing.analysis.coreference import metonymy
from briefing.analysis.coreference.roles import roles
from briefing.lexicon import name_forms
from briefing.lexicon.gazetteer import Known, tables
from briefing.lexicon.possessives import AGENTIVE, BEING, CLOSING, FINITE, NOUNS_TOO, TRADE
from briefing.model import EntityType, Mention
from briefing.text import fold

FAMILY = 32
"""Bearers of one surname in one article that are compared with each other: bounds the work on lists of names."""


@dataclass(slots=True, eq=False)
class Cluster:
    """Mentions of one article that name one thing, each with the reason that joined it.

    ``known`` says that the name comes from the tables (and is final); ``acronym`` is one that this article uses for it.
    """

    name: str
    type: EntityType
    known: bool = False
    items: list[tuple[Mention, str]] = field(default_factory=list)
    person: name_forms.Person | None = None
    roles: list[str] = field(default_factory=list)
    acronym: str = ""
    others: tuple[str, ...] = ()
    """Names of persons who bear this bare surname in this article and are somebody else."""
    within: str = ""
    """The article that this name must not leave: an office or a relation in place of a name ("Doctor")."""
    mentions: Sequence[Mention] = field(default_factory=list)
    """The items with their reasons written into them, once the article is done."""

    def finish(self) -> Cluster:
        self.mentions = [mention if mention.via == via else replace(mention, via=via) for mention, via in self.items]
        self.items = []
        return self


def known_name(surface: str, kind: EntityType, label: str = "") -> Known | None:
    """Return what the tables say of a cleaned surface, if that agrees with its kind."""
    table = tables()
    if label == "demonym" or (kind != "organisation" and surface in table.demonyms):
        country = table.demonyms.get(surface)
        if country:
            return Known(country, "place", "demonym", country)
    if kind == "person":
        return None
    known = table.names.get(surface) or table.names.get(surface + ".")
    if known is None and surface.isupper() and len(surface) > 3:
        known = table.names.get(surface.title())
    if known is None and kind == "organisation":
        known = _known_by_key(surface)
    if known is None or (known.type != kind and not known.country):
        return None
    return known


def _known_by_key(surface: str) -> Known | None:
    """Return an organisation of the tables under another legal form or country prefix ("Hewlett-Packard Co.")."""
    key = name_forms.organisation_key(surface)
    known = name_forms.known_organisations().get(key)
    if known is None or len("".join(key)) < 4:
        return None
    return Known(known.name, "organisation", "suffix")


class Article:
    """The clusters of one article while they grow."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.clusters: list[Cluster] = []
        self._by_key: dict[tuple[EntityType, str], Cluster] = {}

    def cluster(self, name: str, kind: EntityType, *, known: bool = False) -> Cluster:
        """Return the cluster of this kind and (folded) name, made if it is not there."""
        key = (kind, fold(name))
        if key not in self._by_key:
            self._by_key[key] = Cluster(name, kind, known)
            self.clusters.append(self._by_key[key])
        return self._by_key[key]

    def add(self, cluster: Cluster) -> Cluster:
        self.clusters.append(cluster)
        return cluster


def resolve(mentions: Sequence[Mention], text: str) -> list[Cluster]:
    """Return the clusters of one article. ``mentions`` in order of span; every mention is in exactly one cluster."""
    article = Article(text)
    people: list[tuple[Mention, str]] = []
    others: dict[tuple[str, EntityType], list[Mention]] = defaultdict(list)
    seats: dict[str, list[Mention]] = defaultdict(list)
    table = tables()
    abroad = _is_abroad(mentions)
    endings = _own_endings(mentions, text)
    for mention in mentions:
        surface = name_forms.clean(mention.text, possessive=mention.text not in endings)
        kind = name_forms.kind(surface, mention.type)
        if kind == "person":
            people.append((mention, surface))
            continue
        if surface in table.seats and mention.label != "demonym":
            seats[surface].append(mention)
            continue
        if kind == "place":
            surface = name_forms.place(surface)
        known = known_name(surface, kind, mention.label)
        if known and abroad and known.name.startswith("US ") and not surface.startswith(("U", "the U")):
            known = None  # another country's department of justice
        if known:
            via = "case" if known.via == "exact" and surface != known.name else known.via
            article.cluster(known.name, known.type, known=True).items.append((mention, via))
            continue
        others[surface, kind].append(mention)
    _seats(seats, article)
    _people(people, article)
    _organisations(others, article)
    _shortened(article)
    return [cluster.finish() for cluster in article.clusters if cluster.items]


def _own_endings(mentions: Sequence[Mention], text: str) -> set[str]:
    """Return the surfaces of organisations in ``'s`` (``Bellamy's``) whose words stand nowhere without it, and not only before nouns."""
    ending = {m.text for m in mentions if m.type == "organisation" and m.text[-2:] in ("'s", "’s")}
    if not ending:
        return ending
    bare = set(_WITHOUT_ENDING.findall(text))
    free = {m.text for m in mentions if m.text in ending and _is_free(m, text)}
    return {surface for surface in free if surface[:-2].rsplit(None, 1)[-1] not in bare}


def _is_free(mention: Mention, text: str) -> bool:
    """Tell whether what follows a name in ``'s`` is no thing that it owns: a verb, a mark, a preposition, or trade."""
    following = _NEXT.match(text, mention.span[1])
    word = following[1] if following else ""
    return not word or word.endswith("ed") or word in _FREE


_FREE = AGENTIVE | BEING | CLOSING | FINITE | NOUNS_TOO | TRADE | frozenset(("will", "and", "or"))
_NEXT = re.compile(r"\s*(\w+|\S)")
_WITHOUT_ENDING = re.compile(r"\b[^\W\d_]\w*\b(?!['’]s\b)")


def _is_abroad(mentions: Sequence[Mention]) -> bool:
    """Return True if the article names a country, and neither the United States nor one of its offices, states or cities: then
    "the Department of Justice" is not the American one."""
    table = tables()
    countries: set[str] = set()
    for mention in mentions:
        surface = name_forms.clean(mention.text)
        known = table.names.get(surface)
        if surface in _AMERICAN:
            return False
        if mention.label == "demonym" or surface in table.demonyms:
            countries.add(table.demonyms.get(surface, ""))
        elif known and known.name in table.countries:
            countries.add(known.name)
        elif surface in name_forms.AMERICAN_STATES or _is_american(surface, known):
            return False
    countries.discard("")
    return bool(countries) and "United States" not in countries


_AMERICAN = frozenset(("US", "U.S.", "USA", "America", "Washington", "White House", "Pentagon", "Congress", "Capitol"))


def _is_american(surface: str, known: Known | None) -> bool:
    return known is not None and known.name.startswith(("US ", "U.S.")) and surface.startswith("U")


def _seats(seats: dict[str, list[Mention]], article: Article) -> None:
    """A capital stands for its country where it acts as a government; within one article also where nothing is said."""
    table = tables()
    for surface, group in seats.items():
        signs = [metonymy.evidence(article.text, mention.span) for mention in group]
        acting = any(sign > 0 for sign in signs)
        known = table.names.get(surface)
        for mention, sign in zip(group, signs, strict=True):
            if sign > 0 or (sign == 0 and (acting or surface == "Kremlin")):
                article.cluster(table.seats[surface], "place", known=True).items.append((mention, "seat-of-government"))
            elif known:
                article.cluster(known.name, known.type, known=True).items.append((mention, known.via))
            else:
                article.cluster(surface, mention.type, known=True).items.append((mention, "exact"))


def _people(people: list[tuple[Mention, str]], article: Article) -> None:
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


_DEFINITION = re.compile(r"\s?[(\[][\"“]?(?:the\s)?([^\W_][^()\[\]\n]{1,60}?)[\"”]?[)\]]")


def _organisations(others: dict[tuple[str, EntityType], list[Mention]], article: Article) -> None:
    """Join organisations and places that no table knows: legal forms, departments, then acronyms."""
    made: dict[tuple[EntityType, str], Cluster] = {}
    named: dict[str, Cluster] = {}
    acronyms: list[tuple[str, EntityType]] = []
    for surface, kind in sorted(others, key=lambda item: (-len(item[0].split()), -len(item[0]), item)):
        if name_forms.is_acronym(surface):
            acronyms.append((surface, kind))
            continue
        key = kind, _key(surface, kind)
        if key not in made:
            made[key] = article.add(Cluster(surface, kind))
        target = named[surface] = made[key]
        via = "exact" if target.name == surface else _form_reason(target.name, surface)
        target.items += [(mention, via) for mention in others[surface, kind]]
    definitions = _definitions(others, article.text)
    by_initials = _by_initials(article) if acronyms else {}
    for surface, kind in acronyms:
        letters = surface.replace(".", "").upper()
        options = by_initials.get((kind, letters), [])
        defined = named.get(definitions.get(surface, ""))
        if defined is not None or len(options) == 1:
            target = defined or options[0]
            target.acronym = letters
            via = "acronym"
        else:
            target = article.cluster(letters if "." in surface else surface, kind)
            via = "exact" if target.name == surface else "case"
        target.items += [(mention, via) for mention in others[surface, kind]]


def _key(name: str, kind: EntityType) -> str:
    """Return what two spellings of one name share."""
    return " ".join(name_forms.organisation_key(name)) if kind == "organisation" else fold(name)


def _by_initials(article: Article) -> dict[tuple[EntityType, str], list[Cluster]]:
    """Return the clusters of several words by the acronyms that they can give."""
    clusters: dict[tuple[EntityType, str], list[Cluster]] = defaultdict(list)
    for cluster in article.clusters:
        if " " in cluster.name and cluster.type != "person":
            for letters in name_forms.initials(cluster.name):
                clusters[cluster.type, letters].append(cluster)
    return clusters


def _form_reason(one: str, other: str) -> str:
    if fold(one) == fold(other):
        return "case"
    words = {word.strip(".").lower() for word in (*one.split(), *other.split())}
    return "department" if words & {"department", "ministry"} else "suffix"


def _definitions(others: dict[tuple[str, EntityType], list[Mention]], text: str) -> dict[str, str]:
    """Acronym -> long form, where the article itself says so: "Long Form (ABC)"."""
    found: dict[str, str] = {}
    for (surface, _), mentions in others.items():
        for mention in mentions:
            match = _DEFINITION.match(text, mention.span[1])
            if match:
                found.setdefault(name_forms.clean(match.group(1)), surface)
    return found


def _shortened(article: Article) -> None:
    """Join "Lakers" to "Los Angeles Lakers", "Treasury" to "US Treasury Department": the first or last words of exactly one
    longer name of the same kind. A place never joins the company that is named after it."""
    longer = _longer_names(article)
    for cluster in article.clusters:
        if not _may_be_short(cluster):
            continue
        names = longer.get((cluster.type, _key(cluster.name, cluster.type)), ())
        options = [c for c in names if c is not cluster and c.items]
        if len(options) != 1 or (cluster.type == "place" and not _same_place(cluster.name, options[0].name)):
            continue
        options[0].items += [
            (mention, "short-name" if via in ("exact", "case") else via) for mention, via in cluster.items
        ]
        cluster.items = []


def _longer_names(article: Article) -> dict[tuple[EntityType, str], set[Cluster]]:
    """Return first words, of organisations last words too -> the clusters whose names begin or end with them."""
    longer: dict[tuple[EntityType, str], set[Cluster]] = defaultdict(set)
    for cluster in article.clusters:
        if cluster.type == "person" or " " not in cluster.name:
            continue
        words = _key(cluster.name, cluster.type).split()
        for size in range(1, len(words)):
            longer[cluster.type, " ".join(words[:size])].add(cluster)
            if cluster.type == "organisation":
                longer[cluster.type, " ".join(words[-size:])].add(cluster)
    return longer


def _may_be_short(cluster: Cluster) -> bool:
    """Return True unless a name is a person's, is settled by the tables, or is a word that any body or place may bear ("Court")."""
    if cluster.type == "person":
        return False
    if cluster.name == "Treasury":
        return True
    table, name = tables(), cluster.name
    general = name in table.organisation_last or name in table.place_last or name in table.organisation_first
    return not cluster.known and not general


def _same_place(short: str, long: str) -> bool:
    """ "Heathrow" is "Heathrow Airport"; "Sudan" is not "Sudan Town"."""
    return long.split()[-1] in ("Airport", "River", "Island", "Islands", "Peninsula", "Palace", "Stadium", "Mountains")
