"""Stretches of a paragraph that can be names, with what their own words say about their kind.

Cuts runs of capitalised words into titles (dropped, kept as a role), demonyms, persons, organisations by their head
words and places; what the words alone do not decide is left open. Never looks beyond the paragraph: the document-level
decisions are in ``entities``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from briefing.analysis.names_tables import Known, Tables
from briefing.analysis.names_tokens import Word
from briefing.model import EntityType

JUNIORS = frozenset("Jr Jr. Junior Sr Sr. Senior II III IV".split())
PARTICLES = frozenset(
    "de del della da di dos du van von der den ten ter bin ibn bint al el la le los ben abu st zu".split()
)
_JOINERS = frozenset("of for and the & de del da di du van von der den bin ibn al el la le los y".split())
_OF_OFFICES = frozenset("State Defense Defence Treasury Interior Homeland Transportation Labor Labour Commerce Energy Education "
                        "Agriculture Health Veterans Housing War".split())  # fmt: skip


@dataclass(slots=True)
class Candidate:
    """Words ``first`` to ``last`` (exclusive) of a paragraph. ``type`` is set where the words decide; ``strong`` says that
    they decide by themselves (table, head word, form of address). ``scores`` collect what the context says."""

    words: list[Word]
    first: int
    last: int
    type: EntityType | None = None
    strong: bool = False
    known: Known | None = None
    label: str = ""
    heading: bool = False
    scores: dict[str, float] = field(default_factory=dict)

    @property
    def start(self) -> int:
        return self.words[self.first].start

    @property
    def end(self) -> int:
        return self.words[self.last - 1].end

    @property
    def forms(self) -> tuple[str, ...]:
        return tuple(word.form for word in self.words[self.first : self.last])

    def add(self, kind: EntityType, score: float) -> None:
        self.scores[kind] = self.scores.get(kind, 0.0) + score


def find(words: list[Word], tables: Tables, *, heading: bool = False) -> list[Candidate]:
    """The candidates of one paragraph, in order, not overlapping. ``heading``: the words are capitalised as in a headline,
    so that capitals by themselves say nothing."""
    found: list[Candidate] = []
    at = 0
    while at < len(words):
        word = words[at]
        if not word.capital and not (word.form[0].isalnum() and word.form in tables.starts):
            at += 1
            continue
        if not word.capital:
            known = match(words, at, len(words), tables)
            if known is None or known[1] == 1 and word.form.islower():
                at += 1
                continue
            found.append(Candidate(words, at, at + known[1], known[0].type, True, known[0], heading=heading))
            at += known[1]
            continue
        end = _run(words, at)
        _segment(words, at, end, tables, found, heading)
        at = max(end, at + 1)
    return found


def match(words: list[Word], at: int, end: int, tables: Tables) -> tuple[Known, int] | None:
    """The longest name of the tables that begins at ``at`` and ends before ``end``, with its number of words."""
    form = words[at].form
    entries = tables.starts.get(form)
    if entries is None and len(form) > 3 and form.isupper():
        entries = tables.starts.get(form.title())
    if entries is None:
        return None
    for forms, known in entries:
        size = len(forms)
        if at + size > len(words) or size == 1:
            if size == 1:
                return known, 1
            continue
        for offset in range(1, size):
            own = words[at + offset].form
            if own != forms[offset] and not (own.isupper() and len(own) > 1 and own.title() == forms[offset]):
                break
        else:
            return known, size
    return None


def _near(words: list[Word], at: int) -> bool:
    """Whether word ``at`` follows its forerunner in the same line with nothing but a space between."""
    gap = words[at].start - words[at - 1].end
    return 0 <= gap <= 2


def _run(words: list[Word], at: int) -> int:
    """The end of the run of capitalised words (and joining words between them) that begins at ``at``."""
    end = at + 1
    while end < len(words):
        word = words[end]
        if not _near(words, end):
            break
        if word.capital and not word.initial:
            end += 1
            continue
        if word.form in _JOINERS and end + 1 < len(words) and _near(words, end + 1):
            following = words[end + 1]
            if following.capital and not following.initial:
                end += 2
                continue
            if (
                following.form in ("the", "and", "de", "la", "der")
                and end + 2 < len(words)
                and words[end + 2].capital
                and word.form in ("of", "for", "de", "van", "von")
            ):
                end += 3
                continue
        break
    # A table entry may hold words that are not capitalised (People's Republic of Korea): the segmenter matches past the end.
    return end


def _capital_end(words: list[Word], at: int, end: int) -> int:
    stop = at
    while stop < end and words[stop].capital:
        stop += 1
    return stop


def _segment(words: list[Word], at: int, end: int, tables: Tables, found: list[Candidate], heading: bool) -> None:
    person_next = False
    while at < end:
        word = words[at]
        form = word.form
        if not word.capital:
            at += 1
            continue
        known = match(words, at, end, tables)
        stop = _capital_end(words, at, end)
        size = known[1] if known else 0
        if known and known[0].type == "organisation" and size > 1:
            found.append(Candidate(words, at, at + size, "organisation", True, known[0], heading=heading))
            at += size
            person_next = False
            continue
        if form in tables.calendar and size < 2:
            at += 1
            person_next = False
            continue
        if form in tables.address:
            person_next = True
            at += 1
            continue
        if (
            size < 2
            and _is_common(word, tables, heading)
            and not (known and not word.initial and not form.lower() in ("us", "may", "it", "who"))
        ):
            at += 1
            person_next = False
            continue
        organisation = _organisation_end(words, at, stop, end, tables, size)
        if organisation > at + size and not (
            known and known[0].via == "demonym" and _has_title(words, at, organisation, tables)
        ):
            inner = _inner_organisation(words, at, organisation, tables, known)
            if inner:
                found.append(
                    Candidate(
                        words,
                        at,
                        at + size,
                        "place",
                        True,
                        known[0] if known else None,
                        "demonym" if known and known[0].via == "demonym" else "",
                        heading,
                    )
                )
                at += size
                continue
            found.append(Candidate(words, at, organisation, "organisation", True, heading=heading))
            at = organisation
            person_next = False
            continue
        if form in tables.titles and size < 2:
            if at + 2 < end and words[at + 1].form == "of":
                after = at + 2 + (words[at + 2].form == "the")
                if after < end and words[after].form in _OF_OFFICES:
                    if words[after].form == "Treasury":
                        treasury = match(words, after, end, tables)
                        found.append(
                            Candidate(
                                words,
                                after,
                                after + 1,
                                "organisation",
                                True,
                                treasury[0] if treasury else None,
                                heading=heading,
                            )
                        )
                    at = after + 1
                    person_next = at < end
                    continue
            person_next = True
            at += 1
            continue
        if known and not person_next:
            at = _take_known(words, at, end, stop, known, tables, found, heading)
            continue
        person = _person_end(words, at, end, stop, tables, person_next)
        if person > at:
            strong = person_next or form in tables.first_names and person - at > 1
            found.append(Candidate(words, at, person, "person", strong, heading=heading))
            at = person
            person_next = False
            continue
        person_next = False
        if known:
            at = _take_known(words, at, end, stop, known, tables, found, heading)
            continue
        at = _open(words, at, stop, end, tables, found, heading)


def _is_common(word: Word, tables: Tables, heading: bool) -> bool:
    form = word.form
    if form in tables.acronyms:
        return True
    if form in tables.peoples:
        return True
    if len(form) == 1 and form not in ("X",):
        return True
    return (
        word.initial or heading or form in ("I", "The", "A", "An", "I'm", "I've", "I'll")
    ) and form.lower() in tables.common


def _has_title(words: list[Word], at: int, end: int, tables: Tables) -> bool:
    return any(words[index].form in tables.titles for index in range(at, end))


def _inner_organisation(words: list[Word], at: int, end: int, tables: Tables, known: tuple[Known, int] | None) -> bool:
    """Whether a known organisation stands alone behind the place or demonym at ``at`` (``Russian`` ``Wagner Group``)."""
    if not known or known[0].type != "place":
        return False
    inner = match(words, at + known[1], end, tables) if at + known[1] < end else None
    return (
        inner is not None
        and inner[0].type == "organisation"
        and at + known[1] + inner[1] == end
        and inner[1] > 1
        and known[0].via == "demonym"
    )


def _organisation_end(words: list[Word], at: int, stop: int, end: int, tables: Tables, size: int) -> int:
    """The end of an organisation told by its head word that begins at ``at``, or ``at``."""
    best = at
    for index in range(stop - 1, at, -1):
        form = words[index].form
        if form in tables.organisation_last:
            best = index + 1
            break
    first = words[at].form in tables.organisation_first
    head_at = best - 1 if best > at else at
    if best > at or first:
        if any(
            words[index].form in tables.titles
            and words[index].form
            not in (
                "Justice",
                "Home",
                "Foreign",
                "Defense",
                "Defence",
                "Finance",
                "Interior",
                "Health",
                "Education",
                "Trade",
                "Environment",
                "Transport",
                "Culture",
                "Energy",
                "Agriculture",
                "Labour",
                "Oil",
                "General",
                "Major",
                "Special",
                "Attorney",
                "Chief",
                "Crown",
                "Private",
                "Prince",
                "King",
                "Queen",
                "Editor",
                "Pope",
                "Director",
                "Chair",
                "Home",
            )
            for index in range(at, best)
        ):
            return at
        # "Ministry of Defence", "Institute for Strategic Studies", "Department of Health and Human Services"
        if (
            words[head_at].form in tables.organisation_first
            and head_at + 1 == stop
            and stop < end
            and words[stop].form in ("of", "for")
        ):
            nxt = stop + 1
            while nxt < end and not words[nxt].capital:
                nxt += 1
            if nxt < end:
                last = _capital_end(words, nxt, end)
                while (
                    last + 1 < end
                    and words[last].form in ("and", "of", "&")
                    and words[last + 1].capital
                    and words[head_at].form
                    not in ("University", "Bank", "College", "School", "House", "Museum", "Church")
                ):
                    last = _capital_end(words, last + 1, end)
                return last
    return best


def _take_known(
    words: list[Word],
    at: int,
    end: int,
    stop: int,
    known: tuple[Known, int],
    tables: Tables,
    found: list[Candidate],
    heading: bool,
) -> int:
    entry, size = known
    last = at + size
    form = words[at].form
    if entry.via == "demonym":
        found.append(Candidate(words, at, last, "place", True, entry, "demonym", heading))
        return last
    if (
        size == 1
        and form in tables.first_names
        and last < stop
        and words[last].form not in tables.common
        and not entry.country
    ):
        person = _person_end(words, at, end, stop, tables, False)
        if person > last:
            found.append(Candidate(words, at, person, "person", False, heading=heading))
            return person
    # A longer place: Lake Victoria, Kabul Airport, Paris Street
    for index in range(min(stop, last + 3) - 1, last - 1, -1):
        if words[index].form in tables.place_last:
            found.append(Candidate(words, at, index + 1, "place", True, heading=heading))
            return index + 1
    # A person who is called like a place (Jordan Henderson's sister Chelsea): the next word is capitalised and unknown.
    strong = size > 1 or bool(entry.country) or entry.via in ("acronym", "country-code")
    found.append(Candidate(words, at, last, entry.type, strong, entry, heading=heading))
    return last


def _person_end(words: list[Word], at: int, end: int, stop: int, tables: Tables, after_title: bool) -> int:
    """The end of a person's name that begins at ``at``, or ``at`` if nothing says that it is one."""
    form = words[at].form
    if not after_title and form not in tables.first_names and not _initial(form):
        return at
    last = at + 1
    while last < end and last - at < 5:
        word = words[last]
        if word.capital:
            if (
                word.form in tables.calendar
                or word.form in tables.organisation_last
                and word.form.endswith((".", "Inc", "Corp", "Ltd"))
            ):
                break
            if word.form in tables.demonyms and last - at >= 2:
                break
            if word.form in tables.titles and word.form not in tables.first_names and last - at >= 2:
                break
            last += 1
            continue
        if word.form in PARTICLES and last + 1 < end and words[last + 1].capital:
            last += 2
            continue
        if (
            word.form in ("van", "von", "de")
            and last + 2 < end
            and words[last + 1].form in ("der", "den", "la")
            and words[last + 2].capital
        ):
            last += 3
            continue
        break
    if last - at == 1 and not after_title:
        return last if not _initial(form) else at
    if _initial(form) and last - at == 1:
        return at
    return last


def _initial(form: str) -> bool:
    return (len(form) == 2 and form[1] == "." and form[0].isupper()) or (
        len(form) in (4, 6) and form[1::2] == "." * (len(form) // 2) and form[0::2].isupper()
    )


def _open(
    words: list[Word], at: int, stop: int, end: int, tables: Tables, found: list[Candidate], heading: bool
) -> int:
    """A stretch whose kind its words leave open, or a place by its head word."""
    last = at + 1
    while (
        last < stop
        and words[last].form not in tables.calendar
        and words[last].form not in tables.demonyms
        and words[last].form not in tables.address
    ):
        last += 1
    form = words[last - 1].form
    if last - at > 1 and form in tables.place_last:
        found.append(Candidate(words, at, last, "place", True, heading=heading))
        return last
    if last - at > 1 and words[at].form in tables.place_first:
        found.append(
            Candidate(
                words,
                at,
                last,
                "place",
                words[at].form not in ("San", "Santa", "St.", "St", "La", "El"),
                heading=heading,
            )
        )
        return last
    if last - at > 1 and form in tables.works:
        found.append(Candidate(words, at, last, None, False, label="work", heading=heading))
        return last
    if (
        last < end
        and words[last].form in PARTICLES
        and last + 1 < end
        and words[last + 1].capital
        and words[last].form not in ("and",)
    ):
        last = _capital_end(words, last + 1, end)
    found.append(Candidate(words, at, last, None, False, heading=heading))
    return last
