"""Where a name ends, told by its own words: given names, head words (Ministry, River), legal forms (Inc.).

Pure functions over the words of a paragraph; each returns an index, or the index it was given if it finds nothing.
"""

from __future__ import annotations

from briefing.analysis.entities.tokens import Word
from briefing.lexicon.gazetteer import Known, Tables

JUNIORS = frozenset("Jr Jr. Junior Sr Sr. Senior II III IV".split())
PARTICLES = frozenset(
    "de del dela delos della da di dos du van von der den ten ter bin ibn bint al el la le los ben abu zu".split()
)
OFFICE_FIELDS = frozenset(
    "Prime Foreign Finance Defence Defense Interior Home Education Health Trade Environment Transport Culture Justice Energy "
    "Agriculture Labour Labor Oil Vice Deputy Acting Former Chief Special Press Assistant Associate Executive Managing Senior "
    "Junior Homeland Security National Commerce Transportation Attorney Lord Crown Chief Shadow First Second State District "
    "Commercial Financial Operating Technology Intelligence Information Economy Economic Development Housing Police Fire Lead "
    "Campaign Communications Co Under Major Lieutenant Rear Field Staff Veteran Team".split()
)
"""Words that stand before a title in an office ("Deputy Foreign Minister") and are no name there."""
OFFICES_OF = frozenset(
    "State Defense Defence Treasury Interior Homeland Transportation Labor Labour Commerce Energy Education Agriculture "
    "Health Veterans Housing War Staff Police Operations".split()
)
LEGAL = frozenset(
    "Inc Inc. Corp Corp. Corporation Co Co. Ltd Ltd. Limited LLC L.L.C. LLP LP PLC plc Plc AG GmbH SpA S.p.A. NV N.V. AB ASA "
    "Oyj S.R.O. s.r.o. Group Holdings Bros Bros. S.A. Bancorp Pty".split()
)
_LEGAL_FIRST = (("Limited", "Liability", "Company"), ("Limited", "Liability", "Partnership"))
_BODY_JOINING = frozenset(
    "Administration Commission Agency Council Authority Department Ministry Committee Bureau Association Board Institute "
    "Office Service Services Union Federation Society Centre Center Party Foundation Trust College School".split()
)
_TAKES_OF = frozenset(
    "Ministry Department Office University Bank Institute Federation Association Council Commission Committee Court House "
    "Bureau Centre Center Academy College Church Society Union League Organization Organisation Party Front Movement Army "
    "Agency School Museum Board Trust Workers Scouts Daughters Sons Knights Shield Republic Parliament Congress Authority "
    "Assembly Chamber Directorate Fund Confederation Campaign Campaigners Brotherhood Embassy Consulate Conference Alliance".split()
)
_SINGLE_OF = frozenset("University Bank College School House Museum Church Court Embassy Republic".split())


def with_legal_form(words: list[Word], last: int) -> int:
    """Return ``last`` moved behind a legal form ("Co.", ", Inc.") that follows."""
    while last < len(words):
        if words[last].form in LEGAL and words[last].start - words[last - 1].end == 1:
            last += 1
            continue
        if (
            words[last].form == ","
            and last + 1 < len(words)
            and words[last + 1].form in ("Inc.", "Inc", "Ltd.", "Ltd", "LLC", "Corp.")
        ):
            last += 2
            continue
        if words[last].form == "&" and last + 1 < len(words) and words[last + 1].form in ("Co", "Co.", "Sons"):
            last += 2
            continue
        break
    return last


def organisation_end(
    words: list[Word], at: int, stop: int, end: int, tables: Tables, size: int, known: Known | None
) -> int:
    """Return the end of an organisation told by a head word that begins at ``at`` (``size`` known words stand there), or ``at``."""
    for phrase in _LEGAL_FIRST:
        if tuple(word.form for word in words[at : at + 3]) == phrase and at + 3 < stop:
            return stop
    head = at
    last_form = words[stop - 1].form if stop > at else ""
    if last_form in tables.place_last and last_form not in tables.organisation_last:
        return at
    for index in range(stop - 1, at, -1):
        if words[index].form in tables.organisation_last:
            head = index
            break
    if head == at:
        if stop < end and words[at].form in tables.organisation_first and stop == at + 1:
            return _of_phrase(words, at, stop, end, tables)
        joined = _joined_body(words, at, stop, end, tables, known)
        return joined or at
    if (
        words[at].form in tables.first_names
        and head - at >= 2
        and words[head].form not in _BODY_JOINING
        and not _looks_corporate(words[head].form)
    ):
        # "Colin Powell Army": a person before a common noun is no company.
        pass
    if head + 1 == stop and stop < end:
        of_end = _of_phrase(words, head, stop, end, tables)
        if of_end > head + 1:
            return of_end
        return _joined_body(words, at, stop, end, tables, known) or head + 1
    return head + 1


def _looks_corporate(form: str) -> bool:
    return form in LEGAL


def _of_phrase(words: list[Word], head: int, stop: int, end: int, tables: Tables) -> int:
    """ "Ministry of Defence", "Institute for Strategic Studies", "Department of Health and Human Services"."""
    form = words[head].form
    if form not in _TAKES_OF or words[stop].form not in ("of", "for", "on"):
        return stop if stop > head + 1 else head
    if words[stop].form == "on" and form not in (
        "Council",
        "Committee",
        "Commission",
        "Institute",
        "Conference",
        "Centre",
        "Center",
    ):
        return head + 1 if head else head
    following = stop + 1
    while following < end and not words[following].capital:
        following += 1
    if following >= end or words[following].form in tables.calendar:
        return head
    last = following
    while last < end and words[last].capital:
        last += 1
    while (
        form not in _SINGLE_OF
        and last + 1 < end
        and words[last].form in ("and", "of", "&", "for")
        and words[last + 1].capital
        and words[last + 1].form not in tables.first_names
        and words[last + 1].form not in tables.starts
    ):
        last += 1
        while last < end and words[last].capital:
            last += 1
    return last


def _joined_body(words: list[Word], at: int, stop: int, end: int, tables: Tables, known: Known | None) -> int:
    """ "Mine Safety and Health Administration": both sides of "and" belong to one body if neither is a name by itself."""
    if (
        known is not None
        or stop + 1 >= end
        or words[stop].form not in ("and", "&")
        or words[at].form in tables.first_names
    ):
        return 0
    if words[stop - 1].form in tables.organisation_last and words[stop].form == "and":
        return 0
    last = stop + 1
    while last < end and words[last].capital:
        last += 1
    if (
        last > stop + 1
        and words[last - 1].form in _BODY_JOINING
        and words[stop + 1].form not in tables.names
        and last - stop > 2
    ):
        return last
    return 0


def person_end(words: list[Word], at: int, end: int, tables: Tables, titled: bool, heading: bool = False) -> int:
    """Return the end of a person's name that begins at ``at``: with a known given name or initial, or behind a form of address."""
    form = words[at].form
    if not titled and form not in tables.first_names and not is_initial(form):
        return at
    last = at + 1
    while last < end and last - at < _LONGEST_PERSON:
        size = _name_part(words, at, last, end, tables)
        if not size:
            break
        last += size
    if last - at == 1 and is_initial(form):
        return at
    # "John Smith, Jr." keeps its generation
    generation = last + 1 < len(words) and words[last].form == "," and words[last + 1].form in _GENERATIONS
    return last + 2 if generation else last


_LONGEST_PERSON = 5
_GENERATIONS = frozenset(("Jr.", "Jr", "Sr.", "Sr"))


def _name_part(words: list[Word], at: int, last: int, end: int, tables: Tables) -> int:
    """Return how many words at ``last`` go on the name of a person that begins at ``at``: a name, ``van`` and a name, or none."""
    if words[last].capital:
        return 0 if _ends_person(words, at, last, end, tables) else 1
    form = words[last].form
    if form in PARTICLES and last + 1 < end and words[last + 1].capital:
        return 2
    double = last + 2 < end and form in ("van", "von", "de") and words[last + 1].form in ("der", "den", "la")
    return 3 if double and words[last + 2].capital else 0


def _ends_person(words: list[Word], at: int, last: int, end: int, tables: Tables) -> bool:
    """Tell whether a capital no longer belongs to a name: a day, a legal form, a demonym, the office of the next person."""
    form = words[last].form
    if form in tables.calendar or form in LEGAL or form in tables.address:
        return True
    office = form in tables.titles
    if last - at >= 2 and (office or form in tables.demonyms) and form not in tables.first_names:
        return True
    return office and last + 1 < end and words[last + 1].form in tables.first_names


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
    index = last
    while index < stop and index - last < 2:
        form = words[index].form
        if (
            form in tables.calendar
            or form in tables.titles
            or form in tables.first_names
            or form in tables.peoples
            or form in tables.acronyms
            or form in tables.address
            or form in tables.works
            or known_follows
            or (form.lower() in tables.common and form != "State")
        ):
            break
        index += 1
    return index if index == stop or index - last == 2 else last
