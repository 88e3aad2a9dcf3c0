"""People whose surname is a word for a place or a body (``Tamsyn Park, 61,``): told by what stands beside the name, not by its words.

Looks at the words around one candidate. Any given name will do; none has to be in a table.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from briefing.analysis.entities.boundaries import LEGAL
from briefing.analysis.entities.candidates import Candidate
from briefing.analysis.entities.tokens import Word
from briefing.lexicon.gazetteer import Tables
from briefing.lexicon.personal_signs import KIN, OFFICES, PERSONAL, PERSONAL_VERBS, TRADES
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
    before = words[index - 1] if index else None
    after = words[index + 1] if index + 1 < len(words) else None
    if words[index].initial and words[index].form.lower() in lower:
        return False
    capital = before is not None and before.capital and not before.initial and before.form not in tables.calendar
    joined = capital or (before is not None and before.form.lower() in _ARTICLES)
    return not joined and not (after is not None and (after.capital or after.form == "of"))


_ARTICLES = frozenset(("the", "a", "an", "this", "that", "every", "any", "no"))


def _can_be_a_name(candidate: Candidate, tables: Tables) -> bool:
    """Tell whether a surname that is a common noun stands behind words that name nothing else and are no common nouns."""
    forms = candidate.forms
    tail = forms[-1]
    nouns = (tail in tables.place_last or tail in tables.organisation_last) and tail not in LEGAL
    if not nouns or len(forms) not in (2, 3) or candidate.known is not None or candidate.heading:
        return False
    return all(_is_proper(form, tables) for form in forms[:-1])


def _is_proper(form: str, tables: Tables) -> bool:
    ordinary = (
        form.lower() in tables.common
        or form in tables.names
        or form in tables.organisation_last
        or form in tables.place_last
    )
    return form[0].isupper() and not form.isupper() and not ordinary


def _form(candidate: Candidate, offset: int) -> str:
    """Return the word ``offset`` places behind the name (from 0), or before it (from -1), empty outside the paragraph."""
    index = candidate.last + offset if offset >= 0 else candidate.first + offset
    return candidate.words[index].form if 0 <= index < len(candidate.words) else ""


def _has_an_age(candidate: Candidate) -> bool:
    """Return ``, 43,``, ``(43)``, ``, aged 9,``, ``, then 9,``."""
    mark, age = _form(candidate, 0), _form(candidate, 1)
    if age in ("aged", "age", "then", "now"):
        return mark == "," and _form(candidate, 2).isdigit()
    behind = _form(candidate, 2)
    years = age.isdecimal() and 0 < int(age[:3]) < 115 and len(age) < 4
    placed = _form(candidate, -1) in ("in", "of", "at", "near")
    return (
        years
        and not placed
        and (mark + behind in ("()", ",,", ",.", ",;") or (mark == "," and behind in ("who", "from", "and")))
    )


def _is_who(candidate: Candidate) -> bool:
    """Return ``, who``."""
    return _form(candidate, 0) == "," and _form(candidate, 1) in ("who", "whose")


def _has_kin(candidate: Candidate) -> bool:
    """Return ``Krol's mother``."""
    return _form(candidate, 0) == "'s" and _form(candidate, 1) in KIN


def _bears_an_office(candidate: Candidate) -> bool:
    """Return ``the actor Krol``, ``her lawyer, Krol,``."""
    before = _form(candidate, -1)
    if before in ("of", "the", "The"):
        return False
    return before in OFFICES or (before == "," and _form(candidate, -2) in OFFICES)


def _is_something(candidate: Candidate) -> bool:
    """Return ``, a nurse``, ``, a retired docker``."""
    if _form(candidate, 0) != "," or _form(candidate, 1) not in ("a", "an"):
        return False
    return _form(candidate, 2) in TRADES or (_form(candidate, 2).islower() and _form(candidate, 3) in TRADES)


def _is_meant_by_a_pronoun(candidate: Candidate) -> bool:
    """Return ``said she``, ``told her lawyer``, ``is survived by``."""
    verb, behind = _form(candidate, 0), _form(candidate, 1)
    if verb in ("is", "was") and behind in ("survived", "born", "married", "stabbed"):
        return True
    behind = _form(candidate, 2) if behind == "that" else behind
    return verb in PERSONAL_VERBS and behind in PERSONAL


_SIGNS: tuple[Callable[[Candidate], bool], ...] = (
    _has_an_age, _is_who, _has_kin, _bears_an_office, _is_something, _is_meant_by_a_pronoun,
)  # fmt: skip
