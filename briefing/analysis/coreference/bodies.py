"""The organisations and places of one article that no table knows: legal forms, departments, acronyms, shortened names."""

from __future__ import annotations

import re
from collections import defaultdict

from briefing.analysis.coreference.clusters import Article, Cluster
from briefing.lexicon import name_forms
from briefing.lexicon.gazetteer import tables
from briefing.model import EntityType, Mention
from briefing.text import fold

_DEFINITION = re.compile(r"\s?[(\[][\"“]?(?:the\s)?([^\W_][^()\[\]\n]{1,60}?)[\"”]?[)\]]")


def join(others: dict[tuple[str, EntityType], list[Mention]], article: Article) -> None:
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


def join_shortened(article: Article) -> None:
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
