"""Words of a run that are no name by themselves: offices, words that open the names of bodies, capitals of sentences and headlines."""

from __future__ import annotations

from briefing.analysis.entities.boundaries import (
    OFFICE_FIELDS,
    OFFICES_OF,
    organisation_end,
)
from briefing.analysis.entities.tokens import Word
from briefing.lexicon.gazetteer import Known, Tables
from briefing.lexicon.name_words import BODIES, BOTH, OPENING


def named_body(words: list[Word], at: int, stop: int, end: int, tables: Tables) -> int:
    """Return the end of a body whose name begins with a faith, a people or a word that opens many names ("Islamic Welfare Party",
    "Central Bank of Tolland"), or ``at``: by themselves such words are no names."""
    form = words[at].form
    if form not in OPENING and form not in tables.peoples:
        return at
    if stop - at < 2 or stop - at > 5 or words[at].loud:
        return at
    last = organisation_end(words, at, stop, end, tables, 0, None)
    if last - at < 2 or words[at + 1].form in tables.titles or words[last - 1].form not in BODIES:
        return last if last - at > 3 and words[at + 1].form in BODIES else at
    return last


def office_end(words: list[Word], at: int, stop: int, end: int, tables: Tables) -> int:
    """Return the end of the words of office that begin at ``at`` ("Deputy Prime Minister", "Secretary of State"), or ``at``."""
    index = at
    while index < stop and words[index].form in OFFICE_FIELDS and words[index].form not in tables.calendar:
        index += 1
    if index > at and words[index - 1].form in BOTH and (index >= stop or words[index].form not in tables.titles):
        index -= 1  # "Fire Chief Ada Krol": the last word of the office is both
    if index >= stop or words[at].form == "Saint":
        return at
    form = words[index].form
    lowered = form.lower()
    if form not in tables.titles and not (words[index].initial and lowered in tables.roles and index + 1 < stop):
        return at
    if index > at and index - at > 3:
        return at
    if index + 1 < stop and words[index + 1].form in tables.organisation_last and words[index + 1].form != "General":
        return at  # General Motors Corp., Justice Department
    index += 1
    if index + 1 < end and words[index].form == "of":
        after = index + 1 + (words[index + 1].form == "the")
        if after < end and words[after].form in OFFICES_OF:
            return after + 1
    if index < stop and words[index].form in ("General", "Minister", "Secretary", "Designate"):
        index += 1
    return index


def is_no_name(
    word: Word, known: tuple[Known, int] | None, tables: Tables, heading: bool, *, last: bool, shouted: bool
) -> bool:
    form = word.form
    if form in tables.acronyms or form in tables.peoples:
        return not (known and known[0].via in ("demonym", "exact", "acronym", "alias"))
    if len(form) == 1:
        return True
    lowered = form.lower()
    if form in ("I", "The", "A", "An", "I'm", "I've", "I'll", "I'd", "New") and not known:
        return True
    if last and not known and (form in tables.organisation_last or form in tables.place_last or form in tables.works):
        return True
    if lowered in tables.common and (word.initial or heading):
        if lowered in ("us", "who", "may", "it", "ice"):
            return not (form.isupper() and not shouted)
        return known is None or (heading and not known[0].country)
    return False


def is_shouted(words: list[Word], at: int) -> bool:
    """Return whether the words beside ``at`` are in capitals too, so that capitals make no acronym."""
    beside = [words[i].form for i in (at - 1, at + 1) if 0 <= i < len(words) and words[i].form[0].isalpha()]
    return any(form.isupper() and len(form) > 3 for form in beside)
