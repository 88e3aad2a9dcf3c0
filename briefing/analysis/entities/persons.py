"""People whose surname is a word for a place or a body (``Tamsyn Park, 61,``): told by what stands beside the name, not by its words.

Looks at the words around one candidate. Any given name will do; none has to be in a table.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from briefing.analysis.entities.candidates import Candidate
from briefing.analysis.entities.tokens import Word, word_at
from briefing.lexicon.gazetteer import Tables
from briefing.lexicon.name_words import LEGAL
from briefing.lexicon.neighbours import BEFORE_NOUNS, KIN, OFFICES, PERSONAL, PERSONAL_VERBS, TRADES
from briefing.model import EntityType


def is_person(candidate: Candidate, tables: Tables) -> bool:
    """Tell whether two or three words that look like a place or a body are shown to be somebody's name."""
    return _can_be_a_name(candidate, tables) and any(sign(candidate) for sign in _SIGNS)


def with_surnames(
    paragraphs: Iterable[list[Word]],
    decided: Sequence[tuple[Candidate, EntityType]],
    lower: Collection[str],
    tables: Tables,
) -> list[tuple[Candidate, EntityType]]:
    """Return ``decided`` with the later mentions by surname of such people (``Park left``, but ``the Park``), which are no names elsewhere."""
    surnames = {candidate.forms[-1] for candidate, _ in decided if candidate.personal}
    if not surnames:
        return list(decided)
    taken = {at for candidate, _ in decided for at in range(candidate.start, candidate.end)}
    again: list[tuple[Candidate, EntityType]] = [
        (Candidate(words, index, index + 1, "person", True), "person")
        for words in paragraphs
        for index, word in enumerate(words)
        if word.form in surnames and word.start not in taken and _stands_alone(words, index, lower, tables)
    ]
    return sorted([*decided, *again], key=lambda pair: pair[0].start)


def _stands_alone(words: list[Word], index: int, lower: Collection[str], tables: Tables) -> bool:
    """Tell whether a surname that is a common noun stands without an article and beside no other capital that would make it a name."""
    word, before, after = words[index], word_at(words, index - 1), word_at(words, index + 1)
    if word.initial and word.form.lower() in lower:
        return False
    if after.capital or after.form == "of" or before.form.lower() in BEFORE_NOUNS:
        return False
    return before.initial or not before.capital or before.form in tables.calendar


def _can_be_a_name(candidate: Candidate, tables: Tables) -> bool:
    """Tell whether a surname that is a common noun stands behind words that name nothing else and are no common nouns."""
    forms = candidate.forms
    if len(forms) not in (2, 3) or candidate.known is not None or candidate.heading:
        return False
    if forms[-1] in LEGAL or forms[-1] not in tables.heads:
        return False
    return all(_is_proper(form, tables) for form in forms[:-1])


def _is_proper(form: str, tables: Tables) -> bool:
    if form.isupper() or not form[0].isupper():
        return False
    return not (form in tables.heads or form in tables.names or form.lower() in tables.common)


def _has_an_age(candidate: Candidate) -> bool:
    """Return ``, 43,``, ``(43)``, ``, aged 9,``, ``, then 9,``."""
    mark, age, behind = (candidate.behind(step) for step in range(3))
    if age in ("aged", "age", "then", "now"):
        return mark == "," and behind.isdigit()
    if not age.isdecimal() or len(age) > 3 or candidate.before() in ("in", "of", "at", "near"):
        return False
    return 0 < int(age) < 115 and (mark, behind) in _AROUND_AGE


_AROUND_AGE = frozenset({("(", ")"), *((",", behind) for behind in (",", ".", ";", "who", "from", "and"))})
"""What stands before and behind an age."""


def _is_who(candidate: Candidate) -> bool:
    """Return ``, who``."""
    return candidate.behind() == "," and candidate.behind(1) in ("who", "whose")


def _has_kin(candidate: Candidate) -> bool:
    """Return ``Krol's mother``."""
    return candidate.behind() == "'s" and candidate.behind(1) in KIN


def _bears_an_office(candidate: Candidate) -> bool:
    """Return ``the actor Krol``, ``her lawyer, Krol,``."""
    before = candidate.before(2) if candidate.before() == "," else candidate.before()
    return before in OFFICES


def _is_something(candidate: Candidate) -> bool:
    """Return ``, a nurse``, ``, a retired docker``."""
    if candidate.behind() != "," or candidate.behind(1) not in ("a", "an"):
        return False
    return candidate.behind(2) in TRADES or (candidate.behind(2).islower() and candidate.behind(3) in TRADES)


def _is_meant_by_a_pronoun(candidate: Candidate) -> bool:
    """Return ``said she``, ``told her lawyer``, ``is survived by``."""
    verb, behind = candidate.behind(), candidate.behind(1)
    if verb in ("is", "was") and behind in ("survived", "born", "married", "stabbed"):
        return True
    behind = candidate.behind(2) if behind == "that" else behind
    return verb in PERSONAL_VERBS and behind in PERSONAL


_SIGNS: tuple[Callable[[Candidate], bool], ...] = (
    _has_an_age, _is_who, _has_kin, _bears_an_office, _is_something, _is_meant_by_a_pronoun,
)  # fmt: skip
