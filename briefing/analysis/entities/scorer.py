"""How likely an open candidate is a person, an organisation, a place or no name: a linear scorer over its words and sentence.

The weights lie in ``data/name_weights.bin``, learnt by ``benchmarks/learn_names.py``; features are hashed, so that no word of
any text is in them. Decides nothing by itself: what tables, head words and forms of address say comes first (``recogniser``).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, NamedTuple

from briefing.analysis import linear_model
from briefing.analysis.entities.candidates import Candidate
from briefing.lexicon.gazetteer import Tables
from briefing.lexicon.neighbours import SAYING

CLASSES = ("person", "organisation", "place", "none")

_QUOTES = frozenset("\"'“”‘’«»")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the document says: how often a word stands capitalised inside sentences, which words stand in lower case, how
    often each surface is proposed, and which words end the names of its sure persons, and whether it is about sport."""

    capitals: Mapping[str, int]
    lower: Collection[str]
    proposed: Mapping[tuple[str, ...], int]
    surnames: Collection[str] = field(default_factory=frozenset)
    sport: bool = False


@lru_cache(maxsize=1 << 13)
def shape(form: str) -> str:
    """Return ``Xx``, ``XX``, ``X.``, ``xX`` …: the pattern of capitals, small letters, figures and marks, runs shortened."""
    out = ""
    for character in form[:24]:
        kind = "X" if character.isupper() else "x" if character.isalpha() else "9" if character.isdigit() else character
        if not out.endswith(kind) or (kind == "X" and not out.endswith("XX")):
            out += kind
    return out


def features(candidate: Candidate, about: Surroundings, tables: Tables) -> list[str]:
    """Return the features of a candidate, as strings: its words, the words beside it, and the signs that hold."""
    near = _near(candidate)
    parts = _parts(candidate, about, tables, near)
    return [*(feature for make, *what in parts for feature in make(*what)), *_around(near)]


def scores(candidate: Candidate, about: Surroundings, tables: Tables) -> tuple[float, ...]:
    """Return the score of each of :data:`CLASSES` for the :func:`features` of a candidate."""
    near = _near(candidate)
    total = count = 0
    for part in _parts(candidate, about, tables, near):
        more, size = _sum(*part)
        total += more
        count += size
    return scorer().scores(_around(near), total, count)


class _Near(NamedTuple):
    """The two words before a name and the two behind it, as the model knows them."""

    before: str
    before2: str
    after: str
    after2: str


def _near(candidate: Candidate) -> _Near:
    before, before2 = candidate.before(), candidate.before(2)
    return _Near(_folded(before), _folded(before2), _folded(candidate.behind()), _folded(candidate.behind(1)))


_Part = tuple[Any, ...]
"""What makes some features, and of what it makes them."""


def _parts(candidate: Candidate, about: Surroundings, tables: Tables, near: _Near) -> list[_Part]:
    """Return the parts of a candidate's features that other candidates share, in this article and in others: each is summed once."""
    forms = candidate.forms
    size = _SIZES[min(len(forms), _MOST_WORDS)]
    place = "head" if candidate.heading else "initial" if candidate.initial else "inside"
    low = [form.lower() for form in forms]
    ordinary = sum([form in about.lower or form in tables.common for form in low])
    seen = min(about.proposed.get(forms, 0), 4)
    known = candidate.known
    told = None if known is None else (known.type, known.via)
    parts: list[_Part] = [
        (_of_words, forms),
        (_of_place, size, place, ordinary, seen),
        (_of_neighbour, size, "before", near.before),
        (_of_neighbour, size, "after", near.after),
        (_of_tables, size, _given(forms, tables), candidate.type, told),
        (_of_signs, *_signs(candidate, forms, about, tables, near)),
    ]
    if len(forms) == 1:
        parts.append((_of_capitals, place, min(about.capitals.get(forms[0], 0), 3), low[0] in about.lower))
    if about.sport:
        parts.append((_of_sport, size, candidate.type, known is not None, near.before))
    return parts


@lru_cache(maxsize=1 << 15)
def _sum(make: Callable[..., Sequence[str]], *what: object) -> tuple[int, int]:
    """Return the total of some features, and their number."""
    made = make(*what)
    return scorer().total(made), len(made)


_MOST_WORDS = 5
_SIZES = tuple(f"n={count}" for count in range(_MOST_WORDS + 1))
"""How a number of words is called."""


def _of_words(forms: tuple[str, ...]) -> list[str]:
    """Return the features of a candidate that its own words make, wherever it stands."""
    tail = forms[-1].lower()
    return [
        "bias", _SIZES[min(len(forms), _MOST_WORDS)], "shape=" + " ".join(map(shape, forms[:4])),
        f"first={forms[0].lower()}", f"last={tail}", f"end3={forms[-1][-3:].lower()}", f"end2={forms[-1][-2:].lower()}",
    ]  # fmt: skip


def _of_place(size: str, place: str, ordinary: int, seen: int) -> list[str]:
    return [f"at={place}", f"{size} at={place}", f"ordinary={ordinary} {size}", f"seen={seen} {size}"]


def _of_capitals(place: str, capitals: int, lower: bool) -> list[str]:
    return [f"capitals={capitals} {place} {lower}"]


def _of_neighbour(size: str, side: str, word: str) -> list[str]:
    return [f"{side}={word}", f"{size} {side}={word}"]


def _of_tables(size: str, given: str, kind: str | None, known: tuple[str, str] | None) -> list[str]:
    found = [given.format(size)] if given else []
    if known:
        found.append(f"known={' '.join(known)} {size}")
    if kind:
        found.append(f"type={kind} {size}")
    return found


def _of_sport(size: str, kind: str | None, known: bool, before: str) -> list[str]:
    return [f"sport {size}", f"sport type={kind}", f"sport known={known} before={before}"]


def _given(forms: tuple[str, ...], tables: Tables) -> str:
    """Say where a given name of the tables stands: first, inside, nowhere."""
    if forms[0] in tables.first_names:
        return "given {}"
    return "" if tables.first_names.isdisjoint(forms[1:]) else "given inside"


def _around(near: _Near) -> tuple[str, ...]:
    """Return the features of two words together, which hardly another candidate shares."""
    before, before2, after, after2 = near
    return f"before2={before2} {before}", f"after2={after} {after2}", f"around={before} {after}"


def _signs(
    candidate: Candidate, forms: tuple[str, ...], about: Surroundings, tables: Tables, near: _Near
) -> Iterator[str]:
    """Yield the signs that hold."""
    for name, of_words in _ALONE if len(forms) == 1 else _JOINED:
        if of_words(forms, about, tables):
            yield name
    for name, holds in _SIGNS:
        if holds(candidate, near, tables):
            yield name


def _of_signs(*names: str) -> tuple[str, ...]:
    return names


def _has_an_age(candidate: Candidate, near: _Near, tables: Tables) -> bool:
    return near.after == "," and near.after2.isdigit() and len(near.after2) < 3


def _has_a_place_behind(candidate: Candidate, near: _Near, tables: Tables) -> bool:
    return near.after == "," and candidate.behind(1) in tables.names


def _is_quoted(candidate: Candidate, near: _Near, tables: Tables) -> bool:
    return near.before[-1:] in _QUOTES and near.after[:1] in _QUOTES


_OfForms = tuple[str, Callable[[tuple[str, ...], Surroundings, Tables], bool]]
_ALONE: tuple[_OfForms, ...] = (
    ("surname here", lambda forms, about, tables: forms[0] in about.surnames),
    ("surname known", lambda forms, about, tables: forms[0] in tables.surnames),
    ("people", lambda forms, about, tables: forms[0] in tables.peoples),
)
"""Signs of a name of one word."""
_JOINED: tuple[_OfForms, ...] = (
    ("surname ends", lambda forms, about, tables: forms[-1] in tables.surnames),
    ("work ends", lambda forms, about, tables: forms[-1] in tables.works),
    ("joined", lambda forms, about, tables: any(map(str.islower, forms))),
)
"""Signs of a name of several words."""
_SIGNS: tuple[tuple[str, Callable[[Candidate, _Near, Tables], bool]], ...] = (
    ("titled", lambda candidate, near, tables: candidate.titled),
    ("work", lambda candidate, near, tables: candidate.label == "work"),
    ("role before", lambda candidate, near, tables: near.before in tables.roles),
    ("direction before", lambda candidate, near, tables: near.before in tables.place_modifier),
    ("saying after", lambda candidate, near, tables: near.after in SAYING),
    ("age after", _has_an_age),
    ("place after", _has_a_place_behind),
    ("quoted", _is_quoted),
)
"""Signs of any name."""


@lru_cache(maxsize=1 << 14)
def _folded(form: str) -> str:
    """Return a form as the model knows it: in small letters, figures as one."""
    return "9" if form[:1].isdigit() and len(form) > 2 else form.lower()


@cache
def scorer() -> linear_model.Hashed:
    """Load the model, once."""
    return linear_model.load_hashed("name_weights", CLASSES)
