"""Cities that are clubs: in an article about sport "Leicester are third" and "Leicester striker" name the team, "in Leicester" the city.

The evidence is the layout of results (``list_layouts``), the player's position or a plural verb behind the name, and a transfer
before it; national teams keep the name of their country and stay places. Looks at one article, decides about nothing but
clubs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from briefing.analysis.entities.candidates import Candidate
from briefing.lexicon.sport_words import AGAINST, AT_PLACES, GAMES, GAMES_TOO, MOVING, PLAYING, POSITIONS, TRANSFERS

LEAST = 4
"""Words of sport from which on an article is about it; those that no other article needs count twice."""


def is_sport(lower: Collection[str]) -> bool:
    """Return whether an article with these words in lower case is about sport."""
    return 2 * sum(word in lower for word in GAMES) + sum(word in lower for word in GAMES_TOO) >= LEAST


def clubs(found: Iterable[Candidate], lower: Collection[str]) -> Mapping[str, int]:
    """Return how often each name (in lower case) is shown to be a club's. Empty if the article is not about sport."""
    if not is_sport(lower):
        return {}
    return Counter(key(candidate) for candidate in found if _is_shown(candidate))


def _is_shown(candidate: Candidate) -> bool:
    if candidate.is_country or candidate.label == "demonym" or candidate.type == "person":
        return False
    return (candidate.listed and candidate.type == "organisation") or _shows(candidate)


def key(candidate: Candidate) -> str:
    return " ".join(candidate.forms).lower()


def is_club_here(candidate: Candidate) -> bool:
    """Return whether this occurrence of a club's name is the club: everywhere but behind a preposition of place."""
    if _shows(candidate):
        return True
    return not candidate.is_known_place or candidate.before().lower() not in AT_PLACES


def _shows(candidate: Candidate) -> bool:
    """Return True for a position or a plural verb behind the name, a transfer before it."""
    if candidate.heading:
        return False
    before, after = candidate.before().lower(), candidate.behind().lower()
    if after in ("'s", "'"):
        after = candidate.behind(1).lower()
    if before in MOVING and candidate.before(2).lower() in TRANSFERS:
        return True
    if before in AT_PLACES or candidate.type == "person":
        return False
    if after in POSITIONS:
        return True
    if before == "(" and after in (")", ",") and _named(candidate, candidate.first - 2):
        return True  # a player and his club
    if not candidate.is_known_place:
        return False
    return before in AGAINST or after in ("v", "vs") or (after in PLAYING and before != "and")


def _named(candidate: Candidate, index: int) -> bool:
    return index > 0 and candidate.words[index].capital and candidate.words[index - 1].capital
