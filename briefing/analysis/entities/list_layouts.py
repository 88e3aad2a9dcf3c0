"""Names told by the layout of a list: results, standings, line-ups, scorecards, share tables and the dateline of a wire report.

Such lines have no sentence around a name, but their form says what stands where: before the numbers of a table stands a club or
a company, before a country in brackets a competitor, between ``c`` and ``b`` a cricketer. Each form needs its numbers or its
signs, so prose is left alone. Works on words, not on line ends, as agencies send lists with and without them. Linear.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from briefing.analysis.entities.boundaries import JUNIORS, PARTICLES, is_initial
from briefing.analysis.entities.candidates import Candidate, match
from briefing.analysis.entities.tokens import Word
from briefing.lexicon.gazetteer import Tables
from briefing.model import EntityType

_LONGEST = 6
_STANDING = 4
"""Numbers behind a name from which on they are a row of a table (played, won, drawn, lost)."""
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_FIGURES = re.compile(r"\d+-\d+-\d+-\d+")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)?")
_COLUMNS = frozenset(
    "W L T D P F A GF GA GD GB PTS PCT Pts Pct Played Won Drawn Lost Points CLOSE CHANGE Close Change VOLUME Volume DIVISION "
    "CONFERENCE Division Conference League LEAGUE RESULTS Results STANDINGS Standings First Second Third Fourth Halftime "
    "Attendance Total Extras Premier Group GROUP Pool POOL Teams Team Scorers".split()
)
_OUT = frozenset({"b", "c", "lbw", "st"})
_SECONDS = frozenset("one two three four five six seven eight nine ten same".split())

Stretch = tuple[int, int]
Named = tuple[int, int, EntityType]
"""First and last word (exclusive) of a name, and its kind."""
Note = Callable[[int, int, EntityType], None]


def with_lines(candidates: list[Candidate], words: list[Word], tables: Tables) -> list[Candidate]:
    """Return ``candidates`` of one paragraph with the names that its layout tells; those outweigh what they overlap."""
    named = read(words, tables)
    if not named:
        return candidates
    taken: list[Candidate] = []
    for first, last, kind in named:
        known = match(words, first, tables)
        entry = known[0] if known and known[1] == last - first and known[0].type == kind else None
        taken.append(Candidate(words, first, last, kind, True, entry, listed=True))
    covered = [False] * (len(words) + 1)
    for candidate in taken:
        for index in range(candidate.first, candidate.last):
            covered[index] = True
    kept = [c for c in candidates if not any(covered[c.first : c.last])]
    return sorted([*kept, *taken], key=lambda c: c.first)


def read(words: list[Word], tables: Tables) -> list[Named]:
    """Return the names of one paragraph that its layout tells, in order, not overlapping."""
    if not any(word.form[0].isdigit() or (len(word.form) == 1 and word.capital) for word in words):
        return []
    found: dict[int, Named] = {}
    runs = list(_runs(words, tables))
    at = dict(runs)

    def note(first: int, last: int, kind: EntityType) -> None:
        found.setdefault(first, (first, last, kind))

    _dateline(words, tables, note)
    _cricket(words, runs, tables, note)
    _line_up(words, runs, at, tables, note)
    _players(words, runs, at, tables, note)
    _results(words, runs, at, tables, note)
    _standings(words, runs, at, tables, note)
    _scorers(words, at, tables, note, any(kind != "person" for _, _, kind in found.values()))
    return _without_overlaps(found)


def _without_overlaps(found: dict[int, Named]) -> list[Named]:
    reach = 0
    kept: list[Named] = []
    for first in sorted(found):
        if first >= reach:
            kept.append(found[first])
            reach = found[first][1]
    return kept


def _players(words: list[Word], runs: list[Stretch], at: dict[int, int], tables: Tables, note: Note) -> None:
    """``19 - Kenichi Mori ( Skarvik )``: numbered players, two and more, with their clubs."""
    numbered = [run for run in runs if _numbered(words, run[0], tables)]
    for first, last in numbered if len(numbered) > 1 else ():
        if not _is_country(words, first, last, tables):
            note(first, last, "person")
            _in_brackets(words, last, at, tables, note)


def _in_brackets(words: list[Word], last: int, at: dict[int, int], tables: Tables, note: Note) -> None:
    """Note the side that stands in brackets behind a player."""
    inner = at.get(last + 1)
    if inner and _form(words, last) == "(" and _form(words, inner) in (")", ","):
        note(last + 1, inner, _side(words, last + 1, inner, tables))


def _results(words: list[Word], runs: list[Stretch], at: dict[int, int], tables: Tables, note: Note) -> None:
    """``3. Ada Krol ( Norway ) Skarvik 2:41.39``: a competitor, a partner before the stroke, a team behind the country."""
    ending = {last: first for first, last in runs}
    for first, last in runs:
        if not _competitor(words, first, last, at, tables):
            continue
        note(first, last, "person")
        partner = ending.get(first - 1) if _form(words, first - 1) == "/" else None
        if partner is not None:
            note(partner, first - 1, "person")
        team = at[last + 1] + 1
        behind = _form(words, at.get(team, -1))
        if behind[:1].isdigit() or behind in _SECONDS:
            note(team, at[team], "organisation")


def _standings(words: list[Word], runs: list[Stretch], at: dict[int, int], tables: Tables, note: Note) -> None:
    """Rows of tables (a name and its numbers) and scores (two names with a number each)."""
    previous: Stretch | None = None
    inside = 0
    for first, last in runs:
        if first < inside:
            continue
        count, end, money = _numbers(words, last)
        if _is_score(words, count, last, end):
            if previous is not None and _settled(words, end):
                note(*previous, _side(words, *previous, tables))
                note(first, last, _side(words, first, last, tables))
            inside = _closing(words, end) if _form(words, end) == "(" else end
            previous = (first, last) if inside in at else None
            continue
        previous = None
        kind = _row(words, first, last, count, money, tables)
        if kind is not None:
            note(first, last, kind)


def _is_row(count: int, money: bool) -> bool:
    return count >= _STANDING or (count > 1 and money)


def _is_score(words: list[Word], count: int, last: int, end: int) -> bool:
    """Tell whether one number of at most three figures follows."""
    return count == 1 and end == last + 1 and len(words[last].form) < 4 and words[last].form.isdigit()


def _row(words: list[Word], first: int, last: int, count: int, money: bool, tables: Tables) -> EntityType | None:
    """Return the kind of a name that its numbers make a row of a table, ``None`` if they do not."""
    if _is_row(count, money):
        person = _is_person(words, first, last, tables)
        ranked = _form(words, first - 1) == "." and _form(words, first - 2).isdigit()
        if not person and ranked:
            return None
        return "person" if person else _side(words, first, last, tables)
    golf = count > 1 and last - first > 1 and _form(words, first - 1)[:1].isdigit()  # 133 Nico Botha 65 68
    return "person" if golf and not _is_country(words, first, last, tables) else None


def _runs(words: list[Word], tables: Tables) -> Iterator[Stretch]:
    """Yield the capitalised stretches (at most six words; particles and initials inside), without days and heads of columns."""
    index = 0
    while index < len(words):
        if not words[index].capital or _idle(words, index, tables):
            index += 1
            continue
        last = index + 1
        while last < len(words) and last - index < _LONGEST and words[last].start - words[last - 1].end <= 1:
            word = words[last]
            if _idle(words, last, tables) or (
                word.form.isupper() != words[last - 1].form.isupper()
                and not is_initial(word.form)
                and not is_initial(words[last - 1].form)
                and min(len(word.form), len(words[last - 1].form)) > 3
            ):
                break
            if word.capital or word.form == "&":
                last += 1
            elif word.form in PARTICLES and last + 1 < len(words) and words[last + 1].capital:
                last += 2
            else:
                break
        yield index, last
        index = last


def _idle(words: list[Word], index: int, tables: Tables) -> bool:
    """Return True if a day, a month or the head of a column; ``Jan Sher`` and ``Sun Jing`` are people."""
    form = words[index].form
    if form in _GIVEN_MONTHS and index + 1 < len(words) and words[index + 1].capital:
        return False
    if len(form) == 1 and index + 1 < len(words) and words[index + 1].capital and not words[index + 1].form.isupper():
        return False  # the initial of a player, no head of a column
    return form in tables.calendar or form in _COLUMNS


_GIVEN_MONTHS = frozenset({"Jan", "Sun", "April", "May", "June"})


def _form(words: list[Word], index: int) -> str:
    return words[index].form if 0 <= index < len(words) else ""


def _numbers(words: list[Word], at: int) -> tuple[int, int, bool]:
    """Return how many numbers follow one another from ``at`` on, where they end, and whether one is a price (``4.50``) beside a change."""
    count, index, decimals, signs = 0, at, 0, 0
    while index < len(words):
        form = words[index].form
        if form in "+-" and index + 1 < len(words) and words[index + 1].form[0].isdigit():
            signs += 1
            index += 1
            continue
        if form == "unch":
            signs += 1
            index += 1
            continue
        if not form[0].isdigit() or not form.replace("-", "").isdigit():
            break
        index += 1
        count += 1
        while (
            index + 1 < len(words)
            and words[index].form in ".,:/"
            and words[index].start == words[index - 1].end
            and words[index + 1].start == words[index].end
            and words[index + 1].form[0].isdigit()
        ):
            decimals += words[index].form == "."
            index += 2
    return count + (signs and count == 1), index, bool(decimals and (signs or decimals > 1))


def _settled(words: list[Word], at: int) -> bool:
    """Return whether a score ends at ``at``: with the line, a stop, a bracket or the next name."""
    return at >= len(words) or words[at].form in ".;,()" or words[at].capital


def _closing(words: list[Word], at: int) -> int:
    """Return the index behind the bracket that opens at ``at`` (at most 80 words on)."""
    for index in range(at, min(len(words), at + 80)):
        if words[index].form == ")":
            return index + 1
    return at


def _known(words: list[Word], first: int, last: int, tables: Tables) -> tuple[str, str]:
    """Kind and country of a stretch that the tables know as a whole ("" if they do not)."""
    known = match(words, first, tables)
    if known and known[1] == last - first:
        return known[0].type, known[0].country if known[0].via != "demonym" else ""
    return "", ""


def _is_country(words: list[Word], first: int, last: int, tables: Tables) -> bool:
    return bool(_known(words, first, last, tables)[1])


def _side(words: list[Word], first: int, last: int, tables: Tables) -> EntityType:
    """Return a side of a game or a row of a table: a country is a place, anything else a club or a company."""
    return "place" if _is_country(words, first, last, tables) else "organisation"


def _is_person(words: list[Word], first: int, last: int, tables: Tables) -> bool:
    """Two words and more that begin with a given name or an initial, or end in Jr."""
    if last - first < 2 or _known(words, first, last, tables)[0]:
        return False
    head, tail = words[first].form, words[last - 1].form
    inner = tail in tables.organisation_last or tail in tables.place_last
    return (head in tables.first_names and not inner) or is_initial(head) or tail in JUNIORS


def _numbered(words: list[Word], first: int, tables: Tables) -> bool:
    """``19 - Kenichi Mori``: the number of a player in a line-up (and no date)."""
    if (
        first < 2
        or words[first - 1].form != "-"
        or not words[first - 2].form.isdigit()
        or len(words[first - 2].form) > 2
    ):
        return False
    return first < 3 or words[first - 3].form not in tables.calendar


def _line_up(words: list[Word], runs: list[Stretch], at: dict[int, int], tables: Tables, note: Note) -> None:
    """``M Blair (Tollhaven), A Craig (Ostwen, capt), R Jones, …``: three and more bare initials with surnames in a row."""
    named = [
        (first, last)
        for first, last in runs
        if len(words[first].form) == 1
        and 1 < last - first < 5
        and len(words[last - 1].form) > 2
        and _form(words, last) in ("(", ",", ";", ".")
    ]
    if len(named) < 3:
        return
    for first, last in named:
        note(first, last, "person")
        _in_brackets(words, last, at, tables, note)


def _competitor(words: list[Word], first: int, last: int, at: dict[int, int], tables: Tables) -> bool:
    """Return ``3. Ada Krol ( Norway ) 2:41.39``, ``Ada Krol ( Norway ) beat …``: a name, its country, a result or the next name."""
    inner = at.get(last + 1)
    if _form(words, last) != "(" or inner is None or _form(words, inner) != ")":
        return False
    code = inner == last + 2 and len(words[last + 1].form) == 3 and words[last + 1].form.isupper()
    if not code and not _is_country(words, last + 1, inner, tables):
        return False
    if _known(words, first, last, tables)[0]:
        return False
    after, before = _form(words, inner + 1), _form(words, first - 1)
    if after == "beat" or before in ("beat", "/") or (before == "." and _form(words, first - 2).isdigit()):
        return True
    if words[last - 1].form in tables.organisation_last or last - first < 2:
        return False
    return not after or after[0].isdigit() or after in (",", ";", "bt", "and", "-", "def") or inner + 1 in at


def _dateline(words: list[Word], tables: Tables, note: Note) -> None:
    """``AL-AIN , United Arab Emirates 1996-12-06``: capitals before a date are the place of a report."""
    for index, word in enumerate(words):
        if not _ISO.fullmatch(word.form) or index == 0:
            continue
        last = index
        first = last
        while first and last - first < 4 and words[first - 1].capital:
            first -= 1
        if first == last:
            continue
        if words[first - 1].form == "," and first > 1 and words[first - 2].form.isupper() and first:
            note(first, last, "place")
            last = first - 1
            first = last
            while first and last - first < 4 and words[first - 1].form.isupper() and words[first - 1].capital:
                first -= 1
        else:
            while first < last and not words[first].form.isupper():
                first += 1
        if first < last:
            note(first, last, "place")


def _cricket(words: list[Word], runs: list[Stretch], tables: Tables, note: Note) -> None:
    """``S. Flett c Perera b Silva 44``, ``run out 5``, ``not out 20``, ``Silva 20-7-38-1``, ``To bat : …``."""
    card = any(
        word.form == "lbw" or (word.form == "b" and index + 1 < len(words) and words[index + 1].capital)
        for index, word in enumerate(words)
    )
    for first, last in runs:
        before, after, after2 = _form(words, first - 1), _form(words, last), _form(words, last + 1)
        if _is_country(words, first, last, tables):
            continue
        bowled = _FIGURES.fullmatch(after) or (
            after.isdigit() and after2 == "." and _form(words, last + 2).count("-") == 3
        )
        stands = after in ("not", "run") and after2 == "out" and _form(words, last + 2)[:1].isdigit()
        if bowled or stands or (card and (before in _OUT or after in _OUT)):
            note(first, last, "person")
    for index, word in enumerate(words):
        if word.form != "bat" or _form(words, index + 1) != ":":
            continue
        listed = {first: last for first, last in runs if index < first < index + 60}
        place = index + 2
        while place in listed:
            note(place, listed[place], "person")
            place = listed[place] + 1


def _scorers(words: list[Word], at: dict[int, int], tables: Tables, note: Note, game: bool) -> None:
    """``( Ikpe 22nd minute , Ander 80th )``, ``( A. Perera 101 , H. Silva 67 )``: names with a number each, in brackets; and before
    two such brackets the sides of a cricket match."""
    totals = []
    for index, word in enumerate(words):
        if word.form != "(":
            continue
        place, named, sure = index + 1, [], False
        close = _closing(words, index)
        while place in at and at[place] < close:
            last = at[place]
            if not _ORDINAL.fullmatch(words[last].form.partition("-")[0]) or _known(words, place, last, tables)[0]:
                break
            sure = (
                sure or _form(words, last + 1) in ("minute", "pen", "penalty", "not") or is_initial(words[place].form)
            )
            named.append((place, last))
            place = last + 1
            while place < close and words[place].form not in (",", ";"):
                place += 1
            place += 1
        if len(named) > 1 or (named and (game or sure)):
            for first, last in named:
                note(first, last, "person")
            totals.append(index)
    if len(totals) < 2:
        return
    for first, last in at.items():
        after = _form(words, last + 1)
        if (
            _form(words, last).replace("-", "").isdigit()
            and after in ("(", "and", "for")
            and len(_form(words, last)) > 1
        ):
            note(first, last, _side(words, first, last, tables))
