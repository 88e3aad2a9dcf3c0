"""Names told by the layout of a list: results, standings, line-ups, scorecards, share tables and the dateline of a wire report.

Such lines have no sentence around a name, but their form says what stands where: before the numbers of a table stands a club or
a company, before a country in brackets a competitor, between ``c`` and ``b`` a cricketer. Each form needs its numbers or its
signs, so prose is left alone. Works on words, not on line ends, as agencies send lists with and without them. Linear.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Set as AbstractSet

from briefing.analysis.entities.boundaries import is_initial
from briefing.analysis.entities.candidates import Candidate, whole
from briefing.analysis.entities.list_parts import (
    Stretch,
    closing,
    form,
    is_country,
    is_person,
    known,
    numbers,
    runs,
    settled,
    side,
)
from briefing.analysis.entities.tokens import Word, word_at
from briefing.lexicon.gazetteer import Tables
from briefing.lexicon.sport_words import BEHIND_RESULT, OUT, SECONDS
from briefing.model import EntityType

_STANDING = 4
"""Numbers behind a name from which on they are a row of a table (played, won, drawn, lost)."""
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_FIGURES = re.compile(r"\d+-\d+-\d+-\d+")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)?")

Named = tuple[int, int, EntityType]
"""First and last word (exclusive) of a name, and its kind."""
Note = Callable[[int, int, EntityType], None]


def with_lines(
    candidates: list[Candidate], words: list[Word], tables: Tables, forms: AbstractSet[str]
) -> list[Candidate]:
    """Return ``candidates`` of one paragraph with the names that its layout tells; those outweigh what they overlap. ``forms``: those of
    its words."""
    named = read(words, tables, forms)
    if not named:
        return candidates
    taken: list[Candidate] = []
    for first, last, kind in named:
        entry = whole(words, first, last, tables)
        agrees = entry if entry is not None and entry.type == kind else None
        taken.append(Candidate(words, first, last, kind, True, agrees, listed=True))
    covered = {index for candidate in taken for index in range(candidate.first, candidate.last)}
    kept = [c for c in candidates if covered.isdisjoint(range(c.first, c.last))]
    return sorted([*kept, *taken], key=lambda c: c.first)


def read(words: list[Word], tables: Tables, forms: AbstractSet[str]) -> list[Named]:
    """Return the names of one paragraph that its layout tells, in order, not overlapping. ``forms``: those of its words."""
    figures = [form for form in forms if form[0].isdigit()]
    if not figures and not any(len(word.form) == 1 and word.capital for word in words):
        return []
    found: dict[int, Named] = {}
    stretches = list(runs(words, tables))
    at = dict(stretches)

    def note(first: int, last: int, kind: EntityType) -> None:
        found.setdefault(first, (first, last, kind))

    if any(map(_ISO.fullmatch, figures)):
        _dateline(words, tables, note)
    _cricket(words, stretches, tables, note, forms)
    _line_up(words, stretches, at, tables, note)
    _players(words, stretches, at, tables, note)
    _results(words, stretches, at, tables, note)
    _standings(words, stretches, at, tables, note)
    if "(" in forms:
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


def _players(words: list[Word], stretches: list[Stretch], at: dict[int, int], tables: Tables, note: Note) -> None:
    """``19 - Kenichi Mori ( Skarvik )``: numbered players, two and more, with their clubs."""
    numbered = [run for run in stretches if _numbered(words, run[0], tables)]
    for first, last in numbered if len(numbered) > 1 else ():
        if not is_country(words, first, last, tables):
            note(first, last, "person")
            _in_brackets(words, last, at, tables, note)


def _in_brackets(words: list[Word], last: int, at: dict[int, int], tables: Tables, note: Note) -> None:
    """Note the side that stands in brackets behind a player."""
    inner = at.get(last + 1)
    if inner and form(words, last) == "(" and form(words, inner) in (")", ","):
        note(last + 1, inner, side(words, last + 1, inner, tables))


def _results(words: list[Word], stretches: list[Stretch], at: dict[int, int], tables: Tables, note: Note) -> None:
    """``3. Ada Krol ( Norway ) Skarvik 2:41.39``: a competitor, a partner before the stroke, a team behind the country."""
    ending = {last: first for first, last in stretches}
    for first, last in stretches:
        if not _competitor(words, first, last, at, tables):
            continue
        note(first, last, "person")
        partner = ending.get(first - 1) if form(words, first - 1) == "/" else None
        if partner is not None:
            note(partner, first - 1, "person")
        team = at[last + 1] + 1
        behind = form(words, at.get(team, -1))
        if behind[:1].isdigit() or behind in SECONDS:
            note(team, at[team], "organisation")


def _standings(words: list[Word], stretches: list[Stretch], at: dict[int, int], tables: Tables, note: Note) -> None:
    """Rows of tables (a name and its numbers) and scores (two names with a number each)."""
    previous: Stretch | None = None
    inside = 0
    for first, last in stretches:
        if first < inside:
            continue
        count, end, money = numbers(words, last)
        if _is_score(words, count, last, end):
            if previous is not None and settled(words, end):
                note(*previous, side(words, *previous, tables))
                note(first, last, side(words, first, last, tables))
            inside = closing(words, end) if form(words, end) == "(" else end
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
    return (count, end) == (1, last + 1) and len(words[last].form) < 4 and words[last].form.isdigit()


def _row(words: list[Word], first: int, last: int, count: int, money: bool, tables: Tables) -> EntityType | None:
    """Return the kind of a name that its numbers make a row of a table, ``None`` if they do not."""
    if _is_row(count, money):
        if is_person(words, first, last, tables):
            return "person"
        return None if _is_ranked(words, first) else side(words, first, last, tables)
    golf = count > 1 and last - first > 1 and form(words, first - 1)[:1].isdigit()  # 133 Nico Botha 65 68
    return "person" if golf and not is_country(words, first, last, tables) else None


def _is_ranked(words: list[Word], first: int) -> bool:
    """Tell whether a number and a full stop stand before a name (``3. Ada Krol``)."""
    return form(words, first - 1) == "." and form(words, first - 2).isdigit()


def _numbered(words: list[Word], first: int, tables: Tables) -> bool:
    """``19 - Kenichi Mori``: the number of a player in a line-up (and no date)."""
    number = form(words, first - 2)
    if form(words, first - 1) != "-" or not number.isdigit() or len(number) > 2:
        return False
    return form(words, first - 3) not in tables.calendar


def _line_up(words: list[Word], stretches: list[Stretch], at: dict[int, int], tables: Tables, note: Note) -> None:
    """``M Blair (Tollhaven), A Craig (Ostwen, capt), R Jones, …``: three and more bare initials with surnames in a row."""
    named = [run for run in stretches if len(words[run[0]].form) == 1 and _is_surname(words, *run)]
    if len(named) < 3:
        return
    for first, last in named:
        note(first, last, "person")
        _in_brackets(words, last, at, tables, note)


def _is_surname(words: list[Word], first: int, last: int) -> bool:
    """Tell whether an initial with a surname that a bracket or a mark follows."""
    return 1 < last - first < 5 and len(words[last - 1].form) > 2 and form(words, last) in ("(", ",", ";", ".")


def _competitor(words: list[Word], first: int, last: int, at: dict[int, int], tables: Tables) -> bool:
    """Return ``3. Ada Krol ( Norway ) 2:41.39``, ``Ada Krol ( Norway ) beat …``: a name, its country, a result or the next name."""
    inner = at.get(last + 1)
    if inner is None or (form(words, last), form(words, inner)) != ("(", ")"):
        return False
    code = inner == last + 2 and len(words[last + 1].form) == 3 and words[last + 1].form.isupper()
    if not code and not is_country(words, last + 1, inner, tables):
        return False
    if known(words, first, last, tables)[0]:
        return False
    after = form(words, inner + 1)
    if after == "beat" or form(words, first - 1) in ("beat", "/") or _is_ranked(words, first):
        return True
    if last - first < 2 or words[last - 1].form in tables.organisation_last:
        return False
    return after in BEHIND_RESULT or after[0].isdigit() or inner + 1 in at


def _dateline(words: list[Word], tables: Tables, note: Note) -> None:
    """``AL-AIN , United Arab Emirates 1996-12-06``: capitals before a date are the place of a report."""
    for last, word in enumerate(words):
        if word.form[4:5] != "-" or not _ISO.fullmatch(word.form):
            continue
        first = _back(words, last, lambda before: before.capital)
        if first == last:
            continue
        if form(words, first - 1) == "," and form(words, first - 2).isupper():
            note(first, last, "place")
            last = first - 1
            first = _back(words, last, lambda before: before.capital and before.form.isupper())
        else:
            first = next((at for at in range(first, last) if words[at].form.isupper()), last)
        if first < last:
            note(first, last, "place")


def _back(words: list[Word], last: int, belongs: Callable[[Word], bool]) -> int:
    """Return where the words (at most four) before ``last`` begin that all belong."""
    before = range(last - 1, max(0, last - 4) - 1, -1)
    return next((at + 1 for at in before if not belongs(words[at])), max(0, last - 4))


def _cricket(words: list[Word], stretches: list[Stretch], tables: Tables, note: Note, forms: AbstractSet[str]) -> None:
    """``S. Flett c Perera b Silva 44``, ``run out 5``, ``not out 20``, ``Silva 20-7-38-1``, ``To bat : …``."""
    card = not forms.isdisjoint(_WICKETS) and any(_is_wicket(words, index) for index in range(len(words)))
    for first, last in stretches:
        out = card and not OUT.isdisjoint((form(words, first - 1), form(words, last)))
        if (out or _bowled(words, last) or _stands(words, last)) and not is_country(words, first, last, tables):
            note(first, last, "person")
    for index, word in enumerate(words) if "bat" in forms else ():
        if word.form != "bat" or form(words, index + 1) != ":":
            continue
        listed = {first: last for first, last in stretches if index < first < index + 60}
        place = index + 2
        while place in listed:
            note(place, listed[place], "person")
            place = listed[place] + 1


_WICKETS = ("lbw", "b")


def _is_wicket(words: list[Word], index: int) -> bool:
    """Return True for ``lbw``, or ``b`` before a bowler."""
    return words[index].form == "lbw" or (words[index].form == "b" and word_at(words, index + 1).capital)


def _bowled(words: list[Word], at: int) -> bool:
    """Return True for the figures of a bowler, ``20-7-38-1`` or ``20. 7-38-1-0``."""
    if _FIGURES.fullmatch(form(words, at)):
        return True
    return form(words, at).isdigit() and form(words, at + 1) == "." and form(words, at + 2).count("-") == 3


def _stands(words: list[Word], at: int) -> bool:
    """Return True for ``not out 20`` and ``run out 5``."""
    out = (form(words, at), form(words, at + 1)) in (("not", "out"), ("run", "out"))
    return out and form(words, at + 2)[:1].isdigit()


def _scorers(words: list[Word], at: dict[int, int], tables: Tables, note: Note, game: bool) -> None:
    """``( Ikpe 22nd minute , Ander 80th )``, ``( A. Perera 101 , H. Silva 67 )``: names with a number each, in brackets; and before
    two such brackets the sides of a cricket match."""
    totals = 0
    for index, word in enumerate(words):
        named = _bracketed(words, index, at, tables) if word.form == "(" else []
        if len(named) > 1 or any(game or _is_scorer(words, *run) for run in named):
            totals += 1
            for first, last in named:
                note(first, last, "person")
    for first, last in at.items() if totals > 1 else ():
        total = form(words, last)
        if len(total) > 1 and total.replace("-", "").isdigit() and form(words, last + 1) in ("(", "and", "for"):
            note(first, last, side(words, first, last, tables))


def _bracketed(words: list[Word], index: int, at: dict[int, int], tables: Tables) -> list[Stretch]:
    """Return the names with a number each in the bracket that opens at ``index``."""
    place, close, named = index + 1, closing(words, index), list[Stretch]()
    while at.get(place, close) < close:
        last = at[place]
        if not _ORDINAL.fullmatch(words[last].form.partition("-")[0]) or known(words, place, last, tables)[0]:
            break
        named.append((place, last))
        place = 1 + next((i for i in range(last + 1, close) if words[i].form in (",", ";")), max(close, last + 1))
    return named


def _is_scorer(words: list[Word], first: int, last: int) -> bool:
    """Tell whether what follows the number, or an initial, shows that somebody scored."""
    return form(words, last + 1) in ("minute", "pen", "penalty", "not") or is_initial(words[first].form)
