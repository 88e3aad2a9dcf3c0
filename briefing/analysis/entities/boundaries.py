"""Where a name ends, told by its own words: given names, head words (Ministry, River), legal forms (Inc.).

Pure functions over the words of a paragraph; each returns an index, or the index it was given if it finds nothing.
"""

from __future__ import annotations

from briefing.analysis.entities.tokens import Word, word_at
from briefing.lexicon.gazetteer import Known, Tables
from briefing.lexicon.name_words import (
    BODIES_WITH_AND,
    GENERATIONS,
    LEGAL,
    LEGAL_AFTER,
    LEGAL_FIRST,
    PARTICLES,
    SINGLE_OF,
    TAKES_OF,
    TAKES_ON,
)


def with_legal_form(words: list[Word], last: int) -> int:
    """Return ``last`` moved behind a legal form ("Co.", ", Inc.") that follows."""
    size = 1
    while size:
        size = _legal_form(words, last)
        last += size
    return last


def _legal_form(words: list[Word], at: int) -> int:
    """Return the number of words of the legal form at ``at``, its mark included."""
    if word_at(words, at).form in LEGAL and words[at].start - words[at - 1].end == 1:
        return 1
    return 2 if word_at(words, at + 1).form in LEGAL_AFTER.get(word_at(words, at).form, ()) else 0


def organisation_end(
    words: list[Word], at: int, stop: int, end: int, tables: Tables, size: int, known: Known | None
) -> int:
    """Return the end of an organisation told by a head word that begins at ``at`` (``size`` known words stand there), or ``at``."""
    if at + 3 < stop and tuple(word.form for word in words[at : at + 3]) in LEGAL_FIRST:
        return stop
    if stop > at and words[stop - 1].form in tables.places_only:
        return at
    head = next((i for i in range(stop - 1, at, -1) if words[i].form in tables.organisation_last), at)
    if head == at:
        return _headless_end(words, at, stop, end, tables, known)
    if head + 1 < stop or stop >= end:
        return head + 1
    of_end = _of_phrase(words, head, stop, end, tables)
    if of_end > head + 1:
        return of_end
    return _joined_body(words, at, stop, end, tables, known) or head + 1


def _headless_end(words: list[Word], at: int, stop: int, end: int, tables: Tables, known: Known | None) -> int:
    """Return the end of a body told by its first word ("Embassy of Tolland"), or by two that "and" joins; else ``at``."""
    if stop < end and stop == at + 1 and words[at].form in tables.organisation_first:
        return _of_phrase(words, at, stop, end, tables)
    return _joined_body(words, at, stop, end, tables, known) or at


def _of_phrase(words: list[Word], head: int, stop: int, end: int, tables: Tables) -> int:
    """ "Ministry of Defence", "Institute for Strategic Studies", "Department of Health and Human Services"."""
    form, link = words[head].form, words[stop].form
    if form not in TAKES_OF or link not in ("of", "for", "on"):
        return stop if stop > head + 1 else head
    if link == "on" and form not in TAKES_ON:
        return head + 1 if head else head
    following = next((i for i in range(stop + 1, end) if words[i].capital), end)
    if following >= end or words[following].form in tables.calendar:
        return head
    last = capital_run(words, following, end)
    if form in SINGLE_OF:
        return last
    while last + 1 < end and words[last].form in ("and", "of", "&", "for") and _goes_on(words[last + 1], tables):
        last = capital_run(words, last + 1, end)
    return last


def _goes_on(word: Word, tables: Tables) -> bool:
    """Tell whether a capitalised word can be part of a body's name: no person's and no other known name begins with it."""
    return word.capital and word.form not in tables.first_names and word.form not in tables.starts


def capital_run(words: list[Word], at: int, end: int) -> int:
    """Return the end of the capitalised words from ``at`` on, at most ``end``."""
    return next((i for i in range(at, end) if not words[i].capital), max(at, end))


def _joined_body(words: list[Word], at: int, stop: int, end: int, tables: Tables, known: Known | None) -> int:
    """ "Mine Safety and Health Administration": both sides of "and" belong to one body if neither is a name by itself."""
    if known is not None or stop + 1 >= end or words[at].form in tables.first_names:
        return 0
    ends_before = words[stop - 1].form in tables.organisation_last
    if words[stop].form not in (("&",) if ends_before else ("and", "&")):
        return 0
    last = capital_run(words, stop + 1, end)
    if last - stop <= 2 or words[last - 1].form not in BODIES_WITH_AND:
        return 0
    return 0 if words[stop + 1].form in tables.names else last


def person_end(words: list[Word], at: int, end: int, tables: Tables, titled: bool, heading: bool = False) -> int:
    """Return the end of a person's name that begins at ``at``: with a known given name or initial, or behind a form of address."""
    form = words[at].form
    if not (titled or form in tables.first_names or is_initial(form)):
        return at
    last = at + 1
    while last < min(end, at + _LONGEST_PERSON):
        size = _name_part(words, at, last, end, tables)
        if not size:
            break
        last += size
    if last - at == 1 and is_initial(form):
        return at
    # "John Smith, Jr." keeps its generation
    generation = word_at(words, last).form == "," and word_at(words, last + 1).form in GENERATIONS
    return last + 2 if generation else last


_LONGEST_PERSON = 5


def _name_part(words: list[Word], at: int, last: int, end: int, tables: Tables) -> int:
    """Return how many words at ``last`` go on the name of a person that begins at ``at``: a name, ``van`` and a name, or none."""
    if words[last].capital:
        return 0 if _ends_person(words, at, last, end, tables) else 1
    if words[last].form in PARTICLES and last + 1 < end and words[last + 1].capital:
        return 2
    return 3 if is_double_particle(words, last, end) and words[last + 2].capital else 0


def is_double_particle(words: list[Word], at: int, end: int) -> bool:
    """Tell whether ``van der``, ``de la`` and another word stand at ``at``, all before ``end``."""
    if at + 2 >= end or words[at].form not in ("van", "von", "de"):
        return False
    return words[at + 1].form in ("der", "den", "la")


def _ends_person(words: list[Word], at: int, last: int, end: int, tables: Tables) -> bool:
    """Tell whether a capital no longer belongs to a name: a day, a legal form, a demonym, the office of the next person."""
    form = words[last].form
    if any(form in table for table in (tables.calendar, LEGAL, tables.address)):
        return True
    office = form in tables.titles
    if form in tables.first_names:
        return office and _begins_person(words, last + 1, end, tables)
    if last - at >= 2 and (office or form in tables.demonyms):
        return True
    return office and _begins_person(words, last + 1, end, tables)


def _begins_person(words: list[Word], at: int, end: int, tables: Tables) -> bool:
    return at < end and words[at].form in tables.first_names


def is_initial(form: str) -> bool:
    """Return whether ``form`` is an initial or a row of initials: ``J.``, ``J.K.``."""
    return len(form) in (2, 4, 6) and form[0::2].isupper() and set(form[1::2]) == {"."}


def place_end(words: list[Word], at: int, stop: int, tables: Tables, least: int = 0) -> int:
    """Return the end of a place told by its last word (Lake Victoria, Kabul Airport, Harris County), or ``at``."""
    least = max(least, at + 1)
    for index in range(min(stop, least + 4) - 1, least - 1, -1):
        if words[index].form in tables.place_last:
            return index + 1
    return at


def team_end(words: list[Word], last: int, stop: int, tables: Tables, known_follows: bool) -> int:
    """Return the end of a name that a place begins (Boston Globe, Miami Dolphins, Ohio State), or ``last``."""
    if known_follows:
        return last
    for index in range(last, min(stop, last + 2)):
        if _is_no_team(words[index].form, tables):
            return last
    return min(stop, last + 2)


def _is_no_team(form: str, tables: Tables) -> bool:
    """Tell whether a word begins or means something else than a team: a day, an office, a person, a people, a work."""
    common = form != "State" and form.lower() in tables.common
    no_teams = (
        tables.calendar, tables.titles, tables.first_names, tables.peoples, tables.acronyms, tables.address, tables.works,
    )  # fmt: skip
    return common or any(form in table for table in no_teams)
