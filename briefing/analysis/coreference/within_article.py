"""Names of one article joined to local clusters, each join with its reason. Never looks at another article.

The passes run from sure to less sure: tables (countries, codes, demonyms, agencies), definitions in the text, departments and
legal forms, full names of one person, shortened names, then surnames to a person that the article names in full.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from briefing.analysis.coreference import bodies, metonymy, people
from briefing.analysis.coreference.clusters import Article, Cluster
from briefing.lexicon import name_forms
from briefing.lexicon.gazetteer import Known, tables
from briefing.lexicon.name_forms import AMERICAN
from briefing.lexicon.neighbours import AGENTIVE, BEING, CLOSING, FINITE, NOUNS_TOO, TRADE
from briefing.model import EntityType, Mention


@lru_cache(maxsize=1 << 15)
def known_name(surface: str, kind: EntityType, label: str = "") -> Known | None:
    """Return what the tables say of a cleaned surface, if that agrees with its kind."""
    table = tables()
    country = table.demonyms.get(surface)
    if country and (label == "demonym" or kind != "organisation"):
        return Known(country, "place", "demonym", country)
    if kind == "person":
        return None
    shouted = (surface.title(),) if surface.isupper() and len(surface) > 3 else ()
    known = next((table.names[form] for form in (surface, surface + ".", *shouted) if form in table.names), None)
    if known is None:
        return _known_by_key(surface) if kind == "organisation" else None
    return known if known.country or known.type == kind else None


def _known_by_key(surface: str) -> Known | None:
    """Return an organisation of the tables under another legal form or country prefix ("Hewlett-Packard Co.")."""
    key = name_forms.organisation_key(surface)
    known = name_forms.known_organisations().get(key)
    if known is None or len("".join(key)) < 4:
        return None
    return Known(known.name, "organisation", "suffix")


def resolve(mentions: Sequence[Mention], text: str) -> list[Cluster]:
    """Return the clusters of one article. ``mentions`` in order of span; every mention is in exactly one cluster."""
    article = Article(text)
    persons: list[tuple[Mention, str]] = []
    others: dict[tuple[str, EntityType], list[Mention]] = defaultdict(list)
    seats: dict[str, list[Mention]] = defaultdict(list)
    table = tables()
    abroad = _is_abroad(mentions)
    endings = _own_endings(mentions, text)
    for mention in mentions:
        surface = name_forms.clean(mention.text, possessive=mention.text not in endings)
        kind = name_forms.kind(surface, mention.type)
        if kind == "person":
            persons.append((mention, surface))
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
    people.join(persons, article)
    bodies.join(others, article)
    bodies.join_shortened(article)
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
        if surface in AMERICAN:
            return False
        if mention.label == "demonym" or surface in table.demonyms:
            countries.add(table.demonyms.get(surface, ""))
        elif known and known.name in table.countries:
            countries.add(known.name)
        elif surface in name_forms.AMERICAN_STATES or _is_american(surface, known):
            return False
    countries.discard("")
    return bool(countries) and "United States" not in countries


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
