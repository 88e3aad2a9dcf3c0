"""Stretches of a paragraph that can be names, with what their own words say about their kind.

Cuts runs of capitalised words into offices (dropped from the name), demonyms, persons, organisations by their head words
and places; what the words alone do not decide is left open. Never looks beyond the paragraph: the decisions about the
document are in ``entities``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefing.analysis.entities.boundaries import (
    OFFICE_FIELDS,
    OFFICES_OF,
    organisation_end,
    person_end,
    place_end,
    team_end,
    with_legal_form,
)
from briefing.analysis.entities.tokens import Word
from briefing.lexicon.gazetteer import Known, Tables
from briefing.model import EntityType

_JOINERS = frozenset(
    "of for on and the & at de del dela delos da di du van von der den bin ibn al el la le los y".split()
)


Take = Callable[..., int]
"""Notes a candidate (first, last, kind, sure, known, label) and returns its end."""

LONGEST = 24
"""Words of a run that are looked at together: bounds the work on text that is nothing but capitals."""


@dataclass(slots=True, eq=False)
class Candidate:
    """Words ``first`` to ``last`` (exclusive) of a paragraph. ``type`` is set where the words decide; ``strong`` says that
    they decide by themselves (table, head word, form of address). ``listed`` says that the layout of a list told the kind of
    this one occurrence."""

    words: list[Word]
    first: int
    last: int
    type: EntityType | None = None
    strong: bool = False
    known: Known | None = None
    label: str = ""
    heading: bool = False
    titled: bool = False
    listed: bool = False
    personal: bool = False

    @property
    def start(self) -> int:
        return self.words[self.first].start

    @property
    def end(self) -> int:
        return self.words[self.last - 1].end

    @property
    def forms(self) -> tuple[str, ...]:
        return tuple(word.form for word in self.words[self.first : self.last])

    @property
    def initial(self) -> bool:
        return self.words[self.first].initial


def find(words: list[Word], tables: Tables, *, heading: bool = False) -> list[Candidate]:
    """The candidates of one paragraph, in order, not overlapping. ``heading``: the words are capitalised as in a headline,
    so that a capital by itself says nothing."""
    found: list[Candidate] = []
    at = 0
    while at < len(words):
        word = words[at]
        if word.capital:
            end = _run(words, at)
            at = max(_segment(words, at, end, tables, found, heading or word.loud), end)
            continue
        if word.form in tables.starts and word.form[0].isalnum():
            known = match(words, at, tables)
            if known is not None and (known[1] > 1 or not word.form.islower()):
                found.append(Candidate(words, at, at + known[1], known[0].type, True, known[0], heading=heading))
                at += known[1]
                continue
        at += 1
    return found


def match(words: list[Word], at: int, tables: Tables) -> tuple[Known, int] | None:
    """Return the longest name of the tables that begins at word ``at``, with its number of words; None where there is none,
    also behind the last word. Capitals match in any case."""
    if at >= len(words):
        return None
    form = words[at].form
    entries = tables.starts.get(form)
    shouted = False
    if entries is None and len(form) > 1 and form.isupper():
        entries = tables.starts.get(form.title())
        shouted = True
    if entries is None:
        return None
    for forms, known in entries:
        size = len(forms)
        if at + size > len(words) or (size == 1 and shouted and len(form) < 4):
            continue
        for offset in range(1, size):
            own = words[at + offset].form
            if own != forms[offset] and not (own.isupper() and len(own) > 1 and own.lower() == forms[offset].lower()):
                break
        else:
            return known, size
    return None


def near(words: list[Word], at: int) -> bool:
    """Whether word ``at`` follows its forerunner with nothing but a space between."""
    return 0 <= words[at].start - words[at - 1].end <= 2


def _run(words: list[Word], at: int) -> int:
    """The end of the run of capitalised words (and joining words between them) that begins at ``at``."""
    end = at + 1
    limit = min(len(words), at + LONGEST)
    while end < limit and near(words, end):
        word = words[end]
        if word.capital and not word.initial:
            end += 1
            continue
        if word.form in _JOINERS and end + 1 < len(words) and near(words, end + 1):
            following = words[end + 1]
            if following.capital and not following.initial:
                end += 2
                continue
            article = following.form in ("the", "de", "la", "der") and word.form in (
                "of",
                "for",
                "de",
                "van",
                "von",
                "on",
            )
            if article and end + 2 < len(words) and words[end + 2].capital:
                end += 3
                continue
        break
    return end


def capital_end(words: list[Word], at: int, end: int) -> int:
    """The end of the capitalised words from ``at`` on, without joining words."""
    stop = at
    while stop < end and words[stop].capital:
        stop += 1
    return stop


def _segment(words: list[Word], at: int, end: int, tables: Tables, found: list[Candidate], heading: bool) -> int:
    """Cuts the run ``at`` to ``end`` into candidates; returns where it stopped (a known name may reach past the run)."""
    titled = False

    def take(
        first: int, last: int, kind: EntityType | None, strong: bool, known: Known | None = None, label: str = ""
    ) -> int:
        found.append(Candidate(words, first, last, kind, strong, known, label, heading, titled))
        return last

    while at < end:
        word = words[at]
        form = word.form
        if not word.capital:
            at, titled = at + 1, False
            continue
        known = match(words, at, tables)
        size = known[1] if known else 0
        stop = capital_end(words, at, end)
        if known and known[0].name in ("United Nations", "European Union") and at + size < stop:
            part = organisation_end(words, at + size, stop, end, tables, 0, None)
            if part > at + size + 1:
                at, titled = take(at, part, "organisation", True), False
                continue
        if known and size > 1 and known[0].type == "organisation":
            at = take(at, with_legal_form(words, at + size), "organisation", True, known[0])
            titled = False
            continue
        if size < 2:
            if form in tables.calendar:
                at, titled = at + 1, False
                continue
            if form in tables.address:
                contest = (
                    form == "Miss"
                    and at + 1 < stop
                    and (words[at + 1].form in _CONTESTS or words[at + 1].form in tables.names)
                )
                at, titled = at + (2 if contest else 1), not contest
                continue
            office = _office(words, at, stop, end, tables)
            if office > at:
                if words[office - 1].form == "Treasury" and office - at > 1:
                    take(office - 1, office, "organisation", True, tables.names.get("Treasury"))
                at, titled = office, True
                continue
            body = _named_body(words, at, stop, end, tables)
            if body > at:
                at, titled = take(at, body, "organisation", True), False
                continue
            if _is_no_name(
                word,
                known,
                tables,
                heading,
                last=at + 1 == stop and (stop >= end or words[stop].form not in ("of", "for", "on")),
                shouted=_shouted(words, at),
            ):
                at, titled = at + 1, False
                continue
        office_at = next((i for i in range(at + max(size, 1), stop) if _office(words, i, stop, end, tables) > i), stop)
        if not titled:
            organisation = organisation_end(words, at, office_at, end, tables, size, known[0] if known else None)
            if organisation > at + size and words[organisation - 1].form in _LAWS:
                at = organisation
                continue
            if organisation > at + size:
                inner = match(words, at + size, tables) if size and known and known[0].via == "demonym" else None
                if inner and inner[1] > 1 and inner[0].type == "organisation" and known:
                    at = take(at, at + size, "place", True, known[0], "demonym")
                    continue
                at = take(at, organisation, "organisation", True)
                continue
        if known and not titled:
            at = _take_known(words, at, office_at, known, tables, take, heading)
            continue
        person = person_end(words, at, end, tables, titled, heading)
        if person > at:
            last = place_end(words, at, office_at, tables)
            if last > at + 1 and last >= person and not titled:
                at = take(at, last, "place", True)
                continue
            strong = titled or (form in tables.first_names and person - at > 1)
            at = take(at, person, "person", strong)
            titled = False
            continue
        titled = False
        if known:
            at = _take_known(words, at, office_at, known, tables, take, heading)
            continue
        at = _open(words, at, office_at, end, tables, take, heading)
    return at


def _named_body(words: list[Word], at: int, stop: int, end: int, tables: Tables) -> int:
    """The end of a body whose name begins with a faith, a people or a word that opens many names ("Islamic Welfare Party",
    "Central Bank of Tolland"), or ``at``: by themselves such words are no names."""
    form = words[at].form
    if form not in _OPENING and form not in tables.peoples:
        return at
    if stop - at < 2 or stop - at > 5 or words[at].loud:
        return at
    last = organisation_end(words, at, stop, end, tables, 0, None)
    if last - at < 2 or words[at + 1].form in tables.titles or words[last - 1].form not in _BODIES:
        return last if last - at > 3 and words[at + 1].form in _BODIES else at
    return last


_OPENING = frozenset(
    "Central National First General Royal Federal International Public Supreme High Free United State Social".split()
)
_BODIES = frozenset(
    "Bank Party Movement Union Front League Association Council Court Federation Church Society Organisation Organization "
    "Congress Alliance Army Brotherhood Committee Corporation Corp Corp. Institute University College Centre Center Foundation".split()
)


_CONTESTS = frozenset({"Universe", "World", "Earth", "International", "Teen"})
_LAWS = frozenset(
    "Act Bill Amendment Treaty Accord Accords Award Awards Prize Cup Open Championship Championships Trophy Virus".split()
)
_BOTH = frozenset({"Chief", "Justice", "Attorney", "Lieutenant", "Major", "Lord"})
"""Offices that also open longer ones (Chief Executive, Justice Minister)."""


def _office(words: list[Word], at: int, stop: int, end: int, tables: Tables) -> int:
    """The end of the words of office that begin at ``at`` ("Deputy Prime Minister", "Secretary of State"), or ``at``."""
    index = at
    while index < stop and words[index].form in OFFICE_FIELDS and words[index].form not in tables.calendar:
        index += 1
    if index > at and words[index - 1].form in _BOTH and (index >= stop or words[index].form not in tables.titles):
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


def _is_no_name(
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


def _shouted(words: list[Word], at: int) -> bool:
    """Whether the words beside ``at`` are in capitals too, so that capitals make no acronym."""
    beside = [words[i].form for i in (at - 1, at + 1) if 0 <= i < len(words) and words[i].form[0].isalpha()]
    return any(form.isupper() and len(form) > 3 for form in beside)


def _take_known(
    words: list[Word], at: int, stop: int, known: tuple[Known, int], tables: Tables, take: Take, heading: bool
) -> int:
    """A name of the tables, or the longer name that it begins."""
    entry, size = known
    last = at + size
    if entry.via == "demonym":
        return take(at, last, "place", True, entry, "demonym")
    following = match(words, last, tables) if last < stop else None
    if (
        entry.via == "country-code"
        and following
        and following[0].type == "organisation"
        and following[1] + last <= stop + 1
    ):
        return take(at, last + following[1], "organisation", True)
    if size == 1 and words[at].form in tables.first_names and last < stop and not entry.country and not following:
        person = person_end(words, at, stop, tables, False)
        if person > last and words[person - 1].form not in tables.place_last:
            return take(at, person, "person", False)
    if entry.type == "place" and last < stop and words[last].form in _EVENTS and not heading:
        return take(at, last + 1, None, False, None, "work")  # the Bangkok Open is neither the city nor in the tables
    longer = place_end(words, at, stop, tables, least=last)
    if longer > last:
        return take(at, longer, "place", True)
    if entry.type == "place" and not heading:
        team = team_end(words, last, stop, tables, following is not None)
        if team > last:
            return take(at, team, "organisation", True)
    else:
        last = with_legal_form(words, last)
    strong = size > 1 or bool(entry.country) or entry.via in ("acronym", "country-code")
    strong = strong or (heading and entry.type == "organisation" and entry.name.isupper() and 2 < len(entry.name) < 6)
    return take(at, last, entry.type, strong, entry)


_INNER = frozenset({"de", "del", "da", "di", "du", "van", "von", "der", "bin", "ibn", "al", "el", "la", "&"})
_EVENTS = frozenset(
    "Open Cup Marathon Masters Olympics Games Derby Festival Grand Championships Championship Classic".split()
)
_DIRECTIONS = frozenset(
    "North South East West Northern Southern Eastern Western Central Upper Lower Greater Inner Outer Northeast Northwest "
    "Southeast Southwest North-East North-West South-East South-West Downtown Mid Old Little".split()
)


def _open(words: list[Word], at: int, stop: int, end: int, tables: Tables, take: Take, heading: bool) -> int:
    """A stretch whose kind its words leave open, or a place by its head word."""
    if words[at].form in _DIRECTIONS and at + 1 < stop:
        known = match(words, at + 1, tables)
        if known and known[0].type == "place" and known[0].via != "demonym":
            return take(at, at + 1 + known[1], "place", True)
    last = at + 1
    while last < stop:
        form = words[last].form
        if form in tables.calendar or form in tables.demonyms or form in tables.address or form in tables.acronyms:
            break
        if heading and (form.lower() in tables.common or form in tables.first_names or match(words, last, tables)):
            break
        last += 1
    place = place_end(words, at, last, tables)
    if place > at + 1 and words[last - 1].form not in tables.works:
        return take(at, place, "place", True)
    if last - at > 1 and len(words[at].form) < 5 and words[at].form.isupper() and not heading:
        city = match(words, at + 1, tables)  # "PSV Eindhoven": a club's letters before its city
        if city and city[0].type == "place" and city[0].via != "demonym" and at + 1 + city[1] == last:
            return take(at, last, "organisation", True)
    if last - at > 1 and words[at].form in tables.place_first:
        sure = words[at].form not in ("San", "Santa", "St.", "St", "La", "El", "Los", "Las", "Saint")
        return take(at, last, "place", sure)
    if last - at > 1 and words[last - 1].form in tables.works:
        return take(at, last, None, False, None, "work")
    if (
        last + 1 < end
        and words[last].form == "&"
        and words[last + 1].form in ("Co", "Co.", "Sons", "Company", "Partners")
    ):
        return take(at, with_legal_form(words, last + 2), "organisation", True)
    if last + 1 < end and words[last].form in _INNER and words[last + 1].capital:
        last = capital_end(words, last + 1, end)
    elif (
        last + 2 < end
        and words[last].form in ("van", "von", "de")
        and words[last + 1].form in ("der", "den", "la")
        and words[last + 2].capital
    ):
        last = capital_end(words, last + 2, end)
    last_legal = with_legal_form(words, last)
    if last_legal > last:
        return take(at, last_legal, "organisation", True)
    return take(at, last, None, False)
