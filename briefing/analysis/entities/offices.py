"""Words of a run that are no name by themselves: offices, words that open the names of bodies, capitals of sentences and headlines."""

from __future__ import annotations

from briefing.analysis.entities.boundaries import organisation_end
from briefing.analysis.entities.tokens import Word
from briefing.lexicon.gazetteer import Known, Tables
from briefing.lexicon.name_words import (
    ACRONYMS_TOO,
    BEHIND_TITLES,
    BODIES,
    BOTH,
    NO_NAMES,
    OFFICE_FIELDS,
    OFFICES_OF,
    OPENING,
)


def named_body(words: list[Word], at: int, stop: int, end: int, tables: Tables) -> int:
    """Return the end of a body whose name begins with a faith, a people or a word that opens many names ("Islamic Welfare Party",
    "Central Bank of Tolland"), or ``at``: by themselves such words are no names."""
    form = words[at].form
    if form not in OPENING and form not in tables.peoples:
        return at
    if not 2 <= stop - at <= 5 or words[at].loud:
        return at
    last = organisation_end(words, at, stop, end, tables, 0, None)
    second = words[at + 1].form
    if second in BODIES and last - at > 3:
        return last
    whole = last - at >= 2 and second not in tables.titles and words[last - 1].form in BODIES
    return last if whole else at


def office_end(words: list[Word], at: int, stop: int, end: int, tables: Tables) -> int:
    """Return the end of the words of office that begin at ``at`` ("Deputy Prime Minister", "Secretary of State"), or ``at``."""
    index = _title_at(words, at, stop, tables)
    if index is None or not _is_title(words, index, stop, tables):
        return at
    if index + 1 < stop and words[index + 1].form != "General" and words[index + 1].form in tables.organisation_last:
        return at  # General Motors Corp., Justice Department
    index += 1
    if index + 1 < end and words[index].form == "of":
        after = index + 1 + (words[index + 1].form == "the")
        if after < end and words[after].form in OFFICES_OF:
            return after + 1
    return index + (index < stop and words[index].form in BEHIND_TITLES)


_LONGEST_FIELD = 3
"""Words of an office before its title."""


def _title_at(words: list[Word], at: int, stop: int, tables: Tables) -> int | None:
    """Return where the title of an office that begins at ``at`` must stand: behind the words of its field (``Deputy Foreign``)."""
    index = at
    while index < stop and words[index].form in OFFICE_FIELDS and words[index].form not in tables.calendar:
        index += 1
    followed = index < stop and words[index].form in tables.titles
    if index > at and not followed and words[index - 1].form in BOTH:
        index -= 1  # "Fire Chief Ada Krol": the last word of the office is both
    return None if index >= stop or index - at > _LONGEST_FIELD or words[at].form == "Saint" else index


def _is_title(words: list[Word], index: int, stop: int, tables: Tables) -> bool:
    word = words[index]
    if word.form in tables.titles:
        return True
    return word.initial and index + 1 < stop and word.form.lower() in tables.roles


def is_no_name(
    words: list[Word], at: int, known: tuple[Known, int] | None, tables: Tables, heading: bool, *, last: bool
) -> bool:
    """Tell whether the capitalised word ``at`` names nothing by itself; ``known`` is the name of the tables that begins with it."""
    word = words[at]
    form = word.form
    entry = None if known is None else known[0]
    if form in tables.acronyms or form in tables.peoples:
        return entry is None or entry.via not in ("demonym", "exact", "acronym", "alias")
    if len(form) == 1:
        return True
    if entry is None and (form in NO_NAMES or (last and _is_head(form, tables))):
        return True
    if not (word.initial or heading) or form.lower() not in tables.common:
        return False
    if form.lower() in ACRONYMS_TOO:
        return _is_shouted(words, at) or not form.isupper()
    return entry is None or (heading and not entry.country)


def _is_head(form: str, tables: Tables) -> bool:
    """Tell whether a word ends the names of bodies, places or works."""
    return form in tables.heads or form in tables.works


def _is_shouted(words: list[Word], at: int) -> bool:
    """Return whether the words beside ``at`` are in capitals too, so that capitals make no acronym."""
    beside = [words[i].form for i in (at - 1, at + 1) if 0 <= i < len(words) and words[i].form[0].isalpha()]
    return any(form.isupper() and len(form) > 3 for form in beside)
