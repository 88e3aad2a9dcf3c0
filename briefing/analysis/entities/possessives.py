"""Names that themselves end in ``'s`` (``Bellamy's said``, ``at Bellamy's,``): no possessive, whose noun would have to follow.

Looks at how the words of one article go on behind each ``'s``; a list of names decides nothing. Real possessives stay outside the name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise

from briefing.analysis.entities.candidates import Candidate
from briefing.analysis.entities.tokens import word_at
from briefing.lexicon.gazetteer import Tables
from briefing.lexicon.neighbours import (
    ADJUNCTS,
    ADVERBS,
    AFTER_REGULAR,
    AGENTIVE,
    BEGINS_PHRASE,
    BEING,
    CLOSING,
    FINITE,
    HOUSES,
    LOCATING,
    NO_VERB_AFTER_WILL,
    NOUNS_TOO,
    OBJECTS,
    PEOPLE_ENDINGS,
    TRADE,
)

REPEATED = 2
"""Occurrences from which on a word that stands only with ``'s`` is a name in ``'s``, if trade follows once."""
Key = tuple[str, ...]


def with_own_endings(found: Sequence[Candidate], table: Tables) -> list[Candidate]:
    """Extend the candidates whose name ends in ``'s``, throughout the article, and make them organisations or places.

    Returns:
        The candidates without those that now lie within such a name (``London`` in ``Lloyd's of London``).
    """
    endings: dict[Key, list[Candidate]] = defaultdict(list)
    bare: set[str] = set()
    for candidate in found:
        if _owns(candidate):
            endings[_folded(candidate)].append(candidate)
        if not _owns(candidate) or len(candidate.forms) > 1:
            bare.update(_folded(candidate))
    extended: set[int] = set()
    for forms, candidates in endings.items():
        if _is_name(forms, candidates, bare, table):
            for candidate in candidates:
                _extend(candidate)
                extended.add(id(candidate))
    inside = {id(c) for before, c in pairwise(found) if id(before) in extended and _within(c, before)}
    return [candidate for candidate in found if id(candidate) not in inside]


def _folded(candidate: Candidate) -> Key:
    return tuple(form.lower() for form in candidate.forms)


def _within(candidate: Candidate, before: Candidate) -> bool:
    return candidate.words is before.words and candidate.first < before.last


def _owns(candidate: Candidate) -> bool:
    if candidate.behind() not in ("'s", "'S") or candidate.titled or candidate.listed:
        return False
    return candidate.is_single or candidate.type != "person" or not candidate.strong


def _is_name(forms: Key, candidates: Sequence[Candidate], bare: set[str], table: Tables) -> bool:
    """Tell whether the article uses these words with ``'s`` as one name."""
    known = candidates[0].known
    if known is not None and (known.country or known.via == "demonym" or known.type == "organisation"):
        return False
    if _any_shows(_FIRM, candidates):
        return True
    if len(forms) == 1 and forms[0] in bare:
        return False
    if _any_shows((_is_there,), candidates):
        return True
    if known is not None:
        return False
    if _any_shows(_SOFT, candidates):
        return True
    if len(forms) > 1 or _is_ordinary(candidates[0], table):
        return False
    return sum(not c.heading for c in candidates) >= REPEATED and any(map(_has_trade, candidates))


def _any_shows(signs: Sequence[Sign], candidates: Sequence[Candidate]) -> bool:
    return any(sign(candidate) for candidate in candidates for sign in signs)


def _is_ordinary(candidate: Candidate, table: Tables) -> bool:
    return any(form.lower() in table.common or form in table.peoples for form in candidate.forms)


def _acts(candidate: Candidate) -> bool:
    """Tell whether a verb follows: ``Bellamy's said``, ``Bellamy's has sold``, ``Bellamy's paid for``."""
    verb, behind = _following(candidate)
    if candidate.before() == "of":
        return False  # a friend of Krol's said
    if verb in AGENTIVE:
        return True
    if verb == "will":
        return behind.islower() and behind not in NO_VERB_AFTER_WILL
    if behind[:1].isdigit() or behind in _SUMS:
        behind = "the"
    regular = AFTER_REGULAR if verb.islower() and verb.endswith("ed") else frozenset[str]()
    return behind in _BEHIND_VERBS.get(verb, regular)


_SUMS = frozenset("£$€¥")
_BEHIND_VERBS: dict[str, frozenset[str]] = {
    **dict.fromkeys(FINITE, OBJECTS | ADJUNCTS),
    **dict.fromkeys(NOUNS_TOO, OBJECTS),
}


def _following(candidate: Candidate) -> tuple[str, str]:
    """Return the two words behind ``'s``, an adverb passed over."""
    adverb = candidate.behind(1)
    passed = adverb in ADVERBS or (adverb.endswith("ly") and adverb.islower())
    return candidate.behind(1 + passed), candidate.behind(2 + passed)


def _of_a_place(candidate: Candidate) -> bool:
    """Return ``Lloyd's of London``."""
    return candidate.behind(1) == "of" and candidate.behind(2)[:1].isupper()


def _is_a_house(candidate: Candidate) -> bool:
    """Return ``the auction house Bellamy's`` where no noun follows."""
    return candidate.before().lower() in HOUSES and (candidate.behind(1) in ("and", "or") or _ends(candidate))


def _has_an_article(candidate: Candidate) -> bool:
    """Return ``a Bellamy's spokesman``, but ``a Berliner's view``."""
    if candidate.before().lower() not in ("a", "an"):
        return False
    return _has_trade(candidate) or not candidate.forms[-1].endswith(PEOPLE_ENDINGS)


def _has_trade(candidate: Candidate) -> bool:
    return candidate.behind(1) in TRADE


def _is_there(candidate: Candidate) -> bool:
    """``at Bellamy's,``: no noun follows; but ``a friend of Krol's``."""
    if candidate.before().lower() not in LOCATING:
        return False
    if candidate.behind(1) in ("and", "or"):
        return (candidate.behind(2).islower() and candidate.behind(2) not in BEGINS_PHRASE) or _ends(candidate)
    return _ends(candidate)


def _is_something(candidate: Candidate) -> bool:
    """Return ``Bellamy's is``, ``Bellamy's, which``."""
    clause = candidate.behind(1) == "," and candidate.behind(2) in ("which", "where")
    return clause or _following(candidate)[0] in BEING


def _is_joined(candidate: Candidate) -> bool:
    """Return ``Wendy's and Arby's are``."""
    if candidate.behind(1) not in ("and", "or") or candidate.behind(3) != "'s":
        return False
    return candidate.behind(2)[:1].isupper() and candidate.behind(4) in _VERBS


_VERBS = BEING | AGENTIVE


def _is_led(candidate: Candidate) -> bool:
    """``the owner of Bellamy's.``: of people and things that houses of business have."""
    return candidate.before() == "of" and candidate.before(2).lower() in TRADE and _ends(candidate)


def _expects(candidate: Candidate) -> bool:
    """``Bellamy's expects a record``: no noun in the plural stands before "a" or "its"."""
    verb, behind = _following(candidate)
    return behind in ("a", "an", "its") and verb.islower() and verb[3:].endswith("s")


def _ends(candidate: Candidate) -> bool:
    """Tell whether no noun follows ``'s``: a mark, a preposition or a verb does, or nothing."""
    return candidate.behind(1) in _NO_NOUNS or _acts(candidate)


_NO_NOUNS = CLOSING | BEING | {""}


Sign = Callable[[Candidate], bool]
_FIRM: tuple[Sign, ...] = (_acts, _of_a_place, _is_a_house)
"""Signs of a name in ``'s`` whatever else bears the word."""
_SOFT: tuple[Sign, ...] = (_has_an_article, _is_something, _is_joined, _is_led, _expects)
"""Signs where the word stands nowhere without ``'s``."""


def _extend(candidate: Candidate) -> None:
    """Take ``'s`` into the name, and what belongs to it on both sides (``Ben & Jerry's``, ``Lloyd's of London``)."""
    words, before = candidate.words, candidate.before()
    if before == "&" and word_at(words, candidate.first - 2).capital:
        candidate.first -= 2
    candidate.last += 1
    if candidate.behind() == "of" and word_at(words, candidate.last + 1).capital:
        candidate.last += 2
    place = candidate.forms[0] in ("St", "St.", "Saint") and before in ("in", "near", "outside", "around")
    candidate.settle("place" if place else "organisation")
    candidate.label = ""
