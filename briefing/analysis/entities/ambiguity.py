"""Cities that are clubs: in an article about sport "Leicester are third" and "Leicester striker" name the team, "in Leicester" the city.

The evidence is the layout of results (``list_layouts``), the player's position or a plural verb behind the name, and a transfer
before it; national teams keep the name of their country and stay places. Looks at one article, decides about nothing but
clubs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from briefing.analysis.entities.candidates import Candidate

_GAMES = frozenset(
    "striker midfielder defender goalkeeper wicket wickets innings overs halftime quarter-final quarter-finals semifinal semifinals "
    "semi-final semi-finals playoff playoffs play-off qualifier fixture homers touchdown touchdowns rebounds halfback flanker "
    "fly-half scrum-half catcher pitcher quarterback relegation equaliser scoreless goalless postponed midfield penalties "
    "cricket rugby football basketball baseball tennis soccer".split()
)
_SOME = frozenset(
    "match matches goal goals coach league season cup penalty standings tournament team teams player players champion champions "
    "championship club clubs game games scored draw referee title kick header squad striker win beat victory injury fans".split()
)
LEAST = 4
"""Words of sport from which on an article is about it; those that no other article needs count twice."""

_POSITIONS = frozenset(
    "striker midfielder defender goalkeeper keeper winger forward playmaker captain skipper flanker prop hooker lock scrum-half "
    "fly-half centre fullback full-back fans supporters players side team squad defence defense midfield substitute sweeper "
    "fast-bowler quarterback linebacker pitcher shortstop outfielder guard goalie netminder coach manager boss".split()
)
_PLURAL = frozenset(
    "are were have play meet face host beat won lost drew defeated take need lead led trail remain scored equalised "
    "finished clinched drop dropped slipped moved climbed stayed top travel visit thrashed crushed edged hammered knocked "
    "have".split()
)
_LOCATIVE = frozenset(
    "in at near around outside inside to from of into through via across visiting towards toward".split()
)
_TRANSFER = frozenset(
    "joined signed moved transferred loan bought sold traded loaned arrived transfer switched move".split()
)
_AGAINST = frozenset(
    "against versus v vs beat beating over thrashed defeated overcame edged hammered held face facing host hosting".split()
)


def is_sport(lower: Collection[str]) -> bool:
    """Return whether an article with these words in lower case is about sport."""
    return 2 * sum(word in lower for word in _GAMES) + sum(word in lower for word in _SOME) >= LEAST


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
    return not candidate.is_known_place or candidate.before().lower() not in _LOCATIVE


def _shows(candidate: Candidate) -> bool:
    """Return True for a position or a plural verb behind the name, a transfer before it."""
    if candidate.heading:
        return False
    before, after = candidate.before().lower(), candidate.behind().lower()
    if after in ("'s", "'"):
        after = candidate.behind(1).lower()
    if before in _MOVING and candidate.before(2).lower() in _TRANSFER:
        return True
    if before in _LOCATIVE or candidate.type == "person":
        return False
    if after in _POSITIONS:
        return True
    if before == "(" and after in (")", ",") and _named(candidate, candidate.first - 2):
        return True  # a player and his club
    if not candidate.is_known_place:
        return False
    return before in _AGAINST or after in ("v", "vs") or (after in _PLURAL and before != "and")


_MOVING = frozenset(("from", "to", "with", "for", "by", "on"))


def _named(candidate: Candidate, index: int) -> bool:
    return index > 0 and candidate.words[index].capital and candidate.words[index - 1].capital
