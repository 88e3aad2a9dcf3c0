"""Cities that are clubs: in an article about sport "Leicester are third" and "Leicester striker" name the team, "in Leicester" the city.

The evidence is the layout of results (``list_layouts``), the player's position or a plural verb behind the name, and a transfer
before it; national teams keep the name of their country and stay places. Looks at one article, decides about nothing but
clubs.
"""

from __future__ import annotations

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
    counts: dict[str, int] = {}
    for candidate in found:
        if _country(candidate) or candidate.type == "person":
            continue
        if (candidate.listed and candidate.type == "organisation") or _shows(candidate):
            name = key(candidate)
            counts[name] = counts.get(name, 0) + 1
    return counts


def key(candidate: Candidate) -> str:
    return " ".join(candidate.forms).lower()


def is_club_here(candidate: Candidate) -> bool:
    """Return whether this occurrence of a club's name is the club: everywhere but behind a preposition of place."""
    if _shows(candidate):
        return True
    before = _form(candidate, candidate.first - 1)
    known_place = candidate.known is not None and candidate.known.type == "place"
    return not (known_place and before in _LOCATIVE)


def _country(candidate: Candidate) -> bool:
    return bool(candidate.known and candidate.known.country) or candidate.label == "demonym"


def _shows(candidate: Candidate) -> bool:
    """Return True for a position or a plural verb behind the name, a transfer before it."""
    if candidate.heading:
        return False
    before, before2 = _form(candidate, candidate.first - 1), _form(candidate, candidate.first - 2)
    after = _form(candidate, candidate.last)
    if after in ("'s", "'"):
        after = _form(candidate, candidate.last + 1)
    if before in ("from", "to", "with", "for", "by", "on") and before2 in _TRANSFER:
        return True
    if before in _LOCATIVE or candidate.type == "person":
        return False
    if after in _POSITIONS:
        return True
    if before == "(" and after in (")", ",") and _named(candidate, candidate.first - 2):
        return True  # a player and his club
    if before in _AGAINST or after in ("v", "vs"):
        return candidate.known is not None and candidate.known.type == "place"
    return candidate.known is not None and candidate.known.type == "place" and after in _PLURAL and before != "and"


def _named(candidate: Candidate, index: int) -> bool:
    return index > 0 and candidate.words[index].capital and candidate.words[index - 1].capital


def _form(candidate: Candidate, index: int) -> str:
    return candidate.words[index].form.lower() if 0 <= index < len(candidate.words) else ""
