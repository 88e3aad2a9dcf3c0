"""What a list is made of: capitalised stretches, the numbers behind them, and what the tables know of them.

Works on words, not on line ends. Decides about no name (see ``list_layouts``). Linear.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefing.analysis.entities.boundaries import is_initial
from briefing.analysis.entities.candidates import whole
from briefing.analysis.entities.tokens import Word, word_at
from briefing.lexicon.gazetteer import Tables
from briefing.lexicon.name_words import JUNIORS, PARTICLES
from briefing.lexicon.sport_words import COLUMNS
from briefing.model import EntityType

_LONGEST = 6
Stretch = tuple[int, int]
"""First and last word (exclusive)."""
_GIVEN_MONTHS = frozenset({"Jan", "Sun", "April", "May", "June"})
_JOINS_FIGURES = frozenset(".,:/")
_ENDS_SCORE = frozenset((*".;,()", ""))


def runs(words: list[Word], tables: Tables) -> Iterator[Stretch]:
    """Yield the capitalised stretches (at most six words; particles and initials inside), without days and heads of columns."""
    index = 0
    while index < len(words):
        if not words[index].capital or _idle(words, index, tables):
            index += 1
            continue
        last, size = index + 1, 1
        while size and last < min(len(words), index + _LONGEST):
            size = _further(words, last, tables)
            last += size
        yield index, last
        index = last


def _further(words: list[Word], at: int, tables: Tables) -> int:
    """Return how many words from ``at`` on belong to the stretch before: a name, ``&``, a particle with its name, or none."""
    word, before = words[at], words[at - 1]
    if word.start - before.end > 1 or _idle(words, at, tables) or _changes_case(before.form, word.form):
        return 0
    if word.capital or word.form == "&":
        return 1
    return 2 if word.form in PARTICLES and word_at(words, at + 1).capital else 0


def _changes_case(form: str, following: str) -> bool:
    """Tell whether one of two words of some length is in capitals and the other is not."""
    if form.isupper() == following.isupper() or min(len(form), len(following)) <= 3:
        return False
    return not any(map(is_initial, (form, following)))


def _idle(words: list[Word], index: int, tables: Tables) -> bool:
    """Return True if a day, a month or the head of a column; ``Jan Sher`` and ``Sun Jing`` are people."""
    form, following = words[index].form, word_at(words, index + 1)
    if following.capital and form in _GIVEN_MONTHS:
        return False
    if following.capital and len(form) == 1 and not following.form.isupper():
        return False  # the initial of a player, no head of a column
    return form in tables.calendar or form in COLUMNS


def form(words: list[Word], index: int) -> str:
    return words[index].form if 0 <= index < len(words) else ""


def numbers(words: list[Word], at: int) -> tuple[int, int, bool]:
    """Return how many numbers follow one another from ``at`` on, where they end, and whether one is a price (``4.50``) beside a change."""
    count, index, decimals, signs = 0, at, 0, 0
    while index < len(words):
        if _is_change(words, index):
            signs += 1
            index += 1
            continue
        if not words[index].form.replace("-", "").isdigit():
            break
        index += 1
        count += 1
        while _has_part(words, index):
            decimals += words[index].form == "."
            index += 2
    return count + (signs and count == 1), index, bool(decimals and decimals + signs > 1)


def _is_change(words: list[Word], at: int) -> bool:
    """Tell whether a sign before a number, or ``unch`` for none, stands at ``at``."""
    return words[at].form == "unch" or (words[at].form in ("+", "-") and form(words, at + 1)[:1].isdigit())


def _has_part(words: list[Word], at: int) -> bool:
    """Tell whether the mark at ``at`` joins figures without spaces (``4.50``, ``2:41``)."""
    mark, part = word_at(words, at), word_at(words, at + 1)
    if mark.form not in _JOINS_FIGURES or not part.form[:1].isdigit():
        return False
    return (words[at - 1].end, mark.end) == (mark.start, part.start)


def settled(words: list[Word], at: int) -> bool:
    """Return whether a score ends at ``at``: with the line, a stop, a bracket or the next name."""
    return form(words, at) in _ENDS_SCORE or words[at].capital


def closing(words: list[Word], at: int) -> int:
    """Return the index behind the bracket that opens at ``at`` (at most 80 words on)."""
    for index in range(at, min(len(words), at + 80)):
        if words[index].form == ")":
            return index + 1
    return at


def known(words: list[Word], first: int, last: int, tables: Tables) -> tuple[str, str]:
    """Kind and country of a stretch that the tables know as a whole ("" if they do not)."""
    entry = whole(words, first, last, tables)
    if entry is None:
        return "", ""
    return entry.type, "" if entry.via == "demonym" else entry.country


def is_country(words: list[Word], first: int, last: int, tables: Tables) -> bool:
    return bool(known(words, first, last, tables)[1])


def side(words: list[Word], first: int, last: int, tables: Tables) -> EntityType:
    """Return a side of a game or a row of a table: a country is a place, anything else a club or a company."""
    return "place" if is_country(words, first, last, tables) else "organisation"


def is_person(words: list[Word], first: int, last: int, tables: Tables) -> bool:
    """Two words and more that begin with a given name or an initial, or end in Jr."""
    if last - first < 2 or known(words, first, last, tables)[0]:
        return False
    head, tail = words[first].form, words[last - 1].form
    if is_initial(head) or tail in JUNIORS:
        return True
    return head in tables.first_names and tail not in tables.heads
