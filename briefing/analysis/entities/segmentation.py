"""Cut the runs of capitalised words of a paragraph into candidates, with what their own words say about their kind.

Offices are dropped from the name; demonyms, persons, organisations by their head words and places are told apart; what the words alone do
not decide is left open. Never looks beyond the paragraph: the decisions about the document are in ``decisions``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefing.analysis.entities.boundaries import (
    is_double_particle,
    organisation_end,
    person_end,
    place_end,
    team_end,
    with_legal_form,
)
from briefing.analysis.entities.candidates import Candidate, capital_end, match, near
from briefing.analysis.entities.offices import is_no_name, named_body, office_end
from briefing.analysis.entities.tokens import Word, word_at
from briefing.lexicon.gazetteer import Known, Tables
from briefing.lexicon.name_words import (
    BEFORE_ARTICLES,
    CONTESTS,
    DIRECTIONS,
    EVENTS,
    FAMILY_FIRMS,
    INNER,
    JOINERS,
    LAWS,
    WEAK_OPENINGS,
)
from briefing.model import EntityType

Take = Callable[..., int]
"""Notes a candidate (first, last, kind, sure, known, label) and returns its end."""
LONGEST = 24
"""Words of a run that are looked at together: bounds the work on text that is nothing but capitals."""


def find(words: list[Word], tables: Tables, *, heading: bool = False) -> list[Candidate]:
    """Return the candidates of one paragraph, in order, not overlapping. ``heading``: the words are capitalised as in a headline,
    so that a capital by itself says nothing."""
    found: list[Candidate] = []
    behind = 0
    for at in _beginnings(words, tables):
        if at < behind:
            continue
        word = words[at]
        if word.capital:
            end = _run(words, at)
            behind = max(_Run(words, at, end, tables, found, heading or word.loud).cut(), end)
            continue
        known = match(words, at, tables)
        if known is not None and (known[1] > 1 or not word.form.islower()):
            behind = at + known[1]
            found.append(Candidate(words, at, behind, known[0].type, True, known[0], heading=heading))
    return found


def _beginnings(words: list[Word], tables: Tables) -> list[int]:
    """Return where a name may begin: at capitals, and at those of the other words at which a name of the tables may; most cannot."""
    starts = tables.starts
    return [
        at
        for at, word in enumerate(words)
        if word.capital or (word.form[0].isalnum() if word.form in starts else word.form.isupper())
    ]


def _run(words: list[Word], at: int) -> int:
    """Return the end of the run of capitalised words (and joining words between them) that begins at ``at``."""
    end, size = at + 1, 1
    limit = min(len(words), at + LONGEST)
    while size and end < limit:
        size = _further(words, end)
        end += size
    return end


def _further(words: list[Word], at: int) -> int:
    """Return how many words from ``at`` on belong to the run before: a name, a joining word with its name, an article between them."""
    if not near(words, at):
        return 0
    word, following = words[at], word_at(words, at + 1)
    if _goes_on(word):
        return 1
    if word.form not in JOINERS or not near(words, at + 1):
        return 0
    if _goes_on(following):
        return 2
    article = following.form in ("the", "de", "la", "der") and word.form in BEFORE_ARTICLES
    return 3 if article and word_at(words, at + 2).capital else 0


def _goes_on(word: Word) -> bool:
    """Tell whether a capital can go on a name: it begins no sentence."""
    return word.capital and not word.initial


@dataclass(slots=True)
class _Run:
    """A run of capitalised words while it is cut: where the cutting stands, and what begins there.

    ``titled`` says that an office or a form of address stands right before; a known name may reach past ``end``.
    """

    words: list[Word]
    at: int
    end: int
    tables: Tables
    found: list[Candidate]
    heading: bool
    titled: bool = False
    known: tuple[Known, int] | None = None
    size: int = 0
    """Words of the known name."""
    stop: int = 0
    """Where the capitalised words end, small words between them not included."""
    office_at: int = 0
    """Where the next office begins, else ``stop``."""

    @property
    def word(self) -> Word:
        return self.words[self.at]

    def cut(self) -> int:
        """Cut the run into candidates; return where it stopped."""
        while self.at < self.end:
            if not self.word.capital:
                self.go(self.at + 1)
                continue
            self._look()
            for step in _STEPS:
                if step(self):
                    break
        return self.at

    def _look(self) -> None:
        self.known = match(self.words, self.at, self.tables)
        self.size = self.known[1] if self.known else 0
        self.stop = capital_end(self.words, self.at, self.end)
        self.office_at = -1

    def before_office(self) -> int:
        """Return where the next office behind the known name begins, else where the capitalised words end."""
        if self.office_at < 0:
            later = range(self.at + max(self.size, 1), self.stop)
            offices = (i for i in later if office_end(self.words, i, self.stop, self.end, self.tables) > i)
            self.office_at = next(offices, self.stop)
        return self.office_at

    def go(self, at: int, *, titled: bool = False) -> bool:
        """Go on at ``at``; always true, so that a step can return it."""
        self.at, self.titled = at, titled
        return True

    def take(
        self, first: int, last: int, kind: EntityType | None, strong: bool, known: Known | None = None, label: str = ""
    ) -> int:
        """Note a candidate; return its end."""
        self.found.append(Candidate(self.words, first, last, kind, strong, known, label, self.heading, self.titled))
        return last


def _part_of_a_union(run: _Run) -> bool:
    """Return ``United Nations Security Council``."""
    first = run.at + run.size
    if run.known is None or run.known[0].name not in ("United Nations", "European Union") or first >= run.stop:
        return False
    part = organisation_end(run.words, first, run.stop, run.end, run.tables, 0, None)
    return part > first + 1 and run.go(run.take(run.at, part, "organisation", True))


def _known_body(run: _Run) -> bool:
    """Return True for a body of several words out of the tables, with its legal form."""
    if run.known is None or run.size < 2 or run.known[0].type != "organisation":
        return False
    last = with_legal_form(run.words, run.at + run.size)
    return run.go(run.take(run.at, last, "organisation", True, run.known[0]))


def _day(run: _Run) -> bool:
    return run.size < 2 and run.word.form in run.tables.calendar and run.go(run.at + 1)


def _address(run: _Run) -> bool:
    """Return True for a form of address; but ``Miss Universe``."""
    if run.size > 1 or run.word.form not in run.tables.address:
        return False
    following = run.words[run.at + 1].form if run.at + 1 < run.stop else ""
    contest = run.word.form == "Miss" and (following in CONTESTS or following in run.tables.names)
    return run.go(run.at + 1 + contest, titled=not contest)


def _title(run: _Run) -> bool:
    """Return True for an office (``Deputy Foreign Minister``): what follows bears it. The Treasury is named in its own right."""
    if run.size > 1:
        return False
    office = office_end(run.words, run.at, run.stop, run.end, run.tables)
    if office <= run.at:
        return False
    if run.words[office - 1].form == "Treasury" and office - run.at > 1:
        run.take(office - 1, office, "organisation", True, run.tables.names.get("Treasury"))
    return run.go(office, titled=True)


def _general_body(run: _Run) -> bool:
    if run.size > 1:
        return False
    body = named_body(run.words, run.at, run.stop, run.end, run.tables)
    return body > run.at and run.go(run.take(run.at, body, "organisation", True))


def _no_name(run: _Run) -> bool:
    if run.size > 1:
        return False
    joined = run.stop < run.end and run.words[run.stop].form in ("of", "for", "on")
    last = run.at + 1 == run.stop and not joined
    none = is_no_name(run.words, run.at, run.known, run.tables, run.heading, last=last)
    return none and run.go(run.at + 1)


def _organisation(run: _Run) -> bool:
    """Return True if an organisation by its head word; laws and prizes are passed over, a demonym before a known body stands by itself."""
    if run.titled:
        return False
    known = run.known[0] if run.known else None
    last = organisation_end(run.words, run.at, run.before_office(), run.end, run.tables, run.size, known)
    if last <= run.at + run.size:
        return False
    if run.words[last - 1].form in LAWS:
        return run.go(last)
    if known is not None and known.via == "demonym" and _body_at(run, run.at + run.size):
        return run.go(run.take(run.at, run.at + run.size, "place", True, known, "demonym"))
    return run.go(run.take(run.at, last, "organisation", True))


def _body_at(run: _Run, at: int) -> bool:
    inner = match(run.words, at, run.tables)
    return inner is not None and inner[1] > 1 and inner[0].type == "organisation"


def _known_name(run: _Run) -> bool:
    if run.known is None or run.titled:
        return False
    return run.go(_take_known(run.words, run.at, run.before_office(), run.known, run.tables, run.take, run.heading))


def _person(run: _Run) -> bool:
    """Return True if a name that begins with a given name or stands behind an office; a place by its last word if that is longer."""
    person = person_end(run.words, run.at, run.end, run.tables, run.titled, run.heading)
    if person <= run.at:
        return False
    if run.titled:
        return run.go(run.take(run.at, person, "person", True))
    last = place_end(run.words, run.at, run.before_office(), run.tables)
    if last >= max(run.at + 2, person):
        return run.go(run.take(run.at, last, "place", True))
    strong = person - run.at > 1 and run.word.form in run.tables.first_names
    return run.go(run.take(run.at, person, "person", strong))


def _known_behind_an_office(run: _Run) -> bool:
    run.titled = False
    return _known_name(run)


def _open_name(run: _Run) -> bool:
    return run.go(_open(run.words, run.at, run.before_office(), run.end, run.tables, run.take, run.heading))


_STEPS: tuple[Callable[[_Run], bool], ...] = (
    _part_of_a_union, _known_body, _day, _address, _title, _general_body, _no_name, _organisation, _known_name, _person,
    _known_behind_an_office, _open_name,
)  # fmt: skip
"""What may begin at a word of a run, tried in this order; the last always takes something."""


def _take_known(
    words: list[Word], at: int, stop: int, known: tuple[Known, int], tables: Tables, take: Take, heading: bool
) -> int:
    """Take a name of the tables, or the longer name that it begins."""
    entry, size = known
    last = at + size
    if entry.via == "demonym":
        return take(at, last, "place", True, entry, "demonym")
    following = match(words, last, tables) if last < stop else None
    longer = _longer_name(words, at, last, stop, entry, following, tables, heading)
    if longer is not None:
        end, kind, strong = longer
        return take(at, end, kind, strong, None, "" if kind else "work")
    if entry.type != "place" or heading:
        last = with_legal_form(words, last)
    return take(at, last, entry.type, _is_sure(entry, size, heading), entry)


def _is_sure(entry: Known, size: int, heading: bool) -> bool:
    """Tell whether a name of the tables is sure by itself: several words, a country, an acronym; in a headline a body's letters too."""
    if size > 1 or entry.country or entry.via in ("acronym", "country-code"):
        return True
    return heading and entry.type == "organisation" and entry.name.isupper() and 2 < len(entry.name) < 6


def _longer_name(
    words: list[Word],
    at: int,
    last: int,
    stop: int,
    entry: Known,
    following: tuple[Known, int] | None,
    tables: Tables,
    heading: bool,
) -> tuple[int, EntityType | None, bool] | None:
    """Return end, kind and certainty of the longer name that a name of the tables begins: a body, a person, an event, a place, a team."""
    body = last + following[1] if following and following[0].type == "organisation" else 0
    if entry.via == "country-code" and 0 < body <= stop + 1:
        return body, "organisation", True
    person = 0 if following else _person_of(words, at, last, stop, entry, tables)
    if person:
        return person, "person", False
    in_sentence = entry.type == "place" and not heading
    if in_sentence and last < stop and words[last].form in EVENTS:
        return last + 1, None, False  # the Bangkok Open is neither the city nor in the tables
    place = place_end(words, at, stop, tables, least=last)
    if place > last:
        return place, "place", True
    team = team_end(words, last, stop, tables, following is not None) if in_sentence else 0
    return (team, "organisation", True) if team > last else None


def _person_of(words: list[Word], at: int, last: int, stop: int, entry: Known, tables: Tables) -> int:
    """Return the end of a person's name that begins with a word that is a place too (``Sydney Krol``), else 0."""
    if last - at > 1 or last >= stop or entry.country or words[at].form not in tables.first_names:
        return 0
    person = person_end(words, at, stop, tables, False)
    return person if person > last and words[person - 1].form not in tables.place_last else 0


def _open(words: list[Word], at: int, stop: int, end: int, tables: Tables, take: Take, heading: bool) -> int:
    """Take a stretch whose kind its words leave open, or a place or a body by its words."""
    part = _part_of_a_place(words, at, stop, tables)
    if part:
        return take(at, part, "place", True)
    last = _open_end(words, at, stop, tables, heading)
    place = place_end(words, at, last, tables)
    if place > at + 1 and words[last - 1].form not in tables.works:
        return take(at, place, "place", True)
    told = _told_by_its_words(words, at, last, tables, heading)
    if told is not None:
        kind, strong = told
        return take(at, last, kind, strong, None, "" if kind else "work")
    if last + 1 < end and words[last].form == "&" and words[last + 1].form in FAMILY_FIRMS:
        return take(at, with_legal_form(words, last + 2), "organisation", True)
    last = _over_particles(words, last, end)
    legal = with_legal_form(words, last)
    if legal > last:
        return take(at, legal, "organisation", True)
    return take(at, last, None, False)


def _is_city(words: list[Word], at: int, tables: Tables) -> int:
    """Return the number of words of a place of the tables at ``at`` that is no demonym, else 0."""
    known = match(words, at, tables)
    return known[1] if known is not None and known[0].is_place else 0


def _part_of_a_place(words: list[Word], at: int, stop: int, tables: Tables) -> int:
    """Return the end of ``Northern Tolland``, else 0."""
    if words[at].form not in DIRECTIONS or at + 1 >= stop:
        return 0
    size = _is_city(words, at + 1, tables)
    return at + 1 + size if size else 0


def _open_end(words: list[Word], at: int, stop: int, tables: Tables, heading: bool) -> int:
    """Return where an open stretch ends: before a day, a demonym, a form of address; in a headline before an ordinary word too."""
    last = at + 1
    while last < stop and not _ends_here(words, last, tables, heading):
        last += 1
    return last


def _ends_here(words: list[Word], at: int, tables: Tables, heading: bool) -> bool:
    form = words[at].form
    if any(form in group for group in (tables.calendar, tables.demonyms, tables.address, tables.acronyms)):
        return True
    if not heading:
        return False
    return form.lower() in tables.common or form in tables.first_names or match(words, at, tables) is not None


def _told_by_its_words(
    words: list[Word], at: int, last: int, tables: Tables, heading: bool
) -> tuple[EntityType | None, bool] | None:
    """Return kind and certainty of a stretch of several words by its first or last one; no kind for the title of a work."""
    if last - at < 2:
        return None
    first, tail = words[at].form, words[last - 1].form
    if len(first) < 5 and first.isupper() and not heading and at + 1 + _is_city(words, at + 1, tables) == last:
        return "organisation", True  # "PSV Eindhoven": a club's letters before its city
    if first in tables.place_first:
        return "place", first not in WEAK_OPENINGS
    return (None, False) if tail in tables.works else None


def _over_particles(words: list[Word], last: int, end: int) -> int:
    """Return where a name goes on to behind ``de``, ``van der``."""
    if last + 1 < end and words[last].form in INNER and words[last + 1].capital:
        return capital_end(words, last + 1, end)
    double = is_double_particle(words, last, end) and words[last + 2].capital
    return capital_end(words, last + 2, end) if double else last
