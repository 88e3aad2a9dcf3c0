"""How likely an open candidate is a person, an organisation, a place or no name: a linear scorer over its words and sentence.

The weights lie in ``data/name_weights.bin``, learnt by ``benchmarks/learn_names.py``; features are hashed, so that no word of
any text is in them. Decides nothing by itself: what tables, head words and forms of address say comes first (``recogniser``).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

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
    return [*_of_words(candidate.forms), *_in_place(candidate, about, tables)]


def scores(candidate: Candidate, about: Surroundings, tables: Tables) -> tuple[float, ...]:
    """Return the score of each of :data:`CLASSES` for the :func:`features` of a candidate."""
    more, count = _sum_of_words(candidate.forms)
    return scorer().scores(_in_place(candidate, about, tables), more, count)


@lru_cache(maxsize=1 << 14)
def _sum_of_words(forms: tuple[str, ...]) -> tuple[int, int]:
    """Return the total of the features of words, and their number: a name stands in an article, and in others, again and again."""
    of_words = _of_words(forms)
    return scorer().total(of_words), len(of_words)


def _of_words(forms: tuple[str, ...]) -> list[str]:
    """Return the features of a candidate that its own words make, wherever it stands."""
    tail = forms[-1].lower()
    return [
        "bias", _size(forms), "shape=" + " ".join(map(shape, forms[:4])),
        f"first={forms[0].lower()}", f"last={tail}", f"end3={forms[-1][-3:].lower()}", f"end2={forms[-1][-2:].lower()}",
    ]  # fmt: skip


def _size(forms: tuple[str, ...]) -> str:
    return f"n={min(len(forms), 5)}"


def _in_place(candidate: Candidate, about: Surroundings, tables: Tables) -> list[str]:
    """Return the features of a candidate that depend on where it stands, and in which article."""
    forms = candidate.forms
    size = _size(forms)
    found = [*_surface(candidate, about, tables, size), *_beside(candidate, size)]
    found += [name for name, holds in (_ALONE if len(forms) == 1 else _JOINED) if holds(candidate, about, tables)]
    found += _given(forms, tables, size)
    if candidate.known:
        found.append(f"known={candidate.known.type} {candidate.known.via} {size}")
    if candidate.type:
        found.append(f"type={candidate.type} {size}")
    if about.sport:
        before = _folded(candidate.before())
        known = candidate.known is not None
        found += [f"sport {size}", f"sport type={candidate.type}", f"sport known={known} before={before}"]
    return found + [name for name, holds in _SIGNS if holds(candidate, about, tables)]


def _surface(candidate: Candidate, about: Surroundings, tables: Tables, size: str) -> list[str]:
    forms = candidate.forms
    head = forms[0]
    place = "head" if candidate.heading else "initial" if candidate.initial else "inside"
    ordinary = sum([form.lower() in about.lower or form.lower() in tables.common for form in forms])
    found = [
        f"at={place}", f"{size} at={place}",
        f"ordinary={ordinary} {size}", f"seen={min(about.proposed.get(forms, 0), 4)} {size}",
    ]  # fmt: skip
    if len(forms) == 1:
        found.append(f"capitals={min(about.capitals.get(head, 0), 3)} {place} {head.lower() in about.lower}")
    return found


def _beside(candidate: Candidate, size: str) -> list[str]:
    before, before2 = _folded(candidate.before()), _folded(candidate.before(2))
    after, after2 = _folded(candidate.behind()), _folded(candidate.behind(1))
    return [
        f"before={before}", f"after={after}", f"before2={before2} {before}", f"after2={after} {after2}",
        f"{size} before={before}", f"{size} after={after}", f"around={before} {after}",
    ]  # fmt: skip


def _given(forms: tuple[str, ...], tables: Tables, size: str) -> list[str]:
    """Say where a given name of the tables stands: first, inside, nowhere."""
    if forms[0] in tables.first_names:
        return [f"given {size}"]
    return [] if tables.first_names.isdisjoint(forms[1:]) else ["given inside"]


def _has_an_age(candidate: Candidate, about: Surroundings, tables: Tables) -> bool:
    age = _folded(candidate.behind(1))
    return _folded(candidate.behind()) == "," and age.isdigit() and len(age) < 3


def _has_a_place_behind(candidate: Candidate, about: Surroundings, tables: Tables) -> bool:
    return candidate.behind() == "," and candidate.behind(1) in tables.names


def _is_quoted(candidate: Candidate, about: Surroundings, tables: Tables) -> bool:
    before, after = _folded(candidate.before()), _folded(candidate.behind())
    return before[-1:] in _QUOTES and after[:1] in _QUOTES


Sign = tuple[str, Callable[[Candidate, Surroundings, Tables], bool]]
_ALONE: tuple[Sign, ...] = (
    ("surname here", lambda c, about, tables: c.forms[0] in about.surnames),
    ("surname known", lambda c, about, tables: c.forms[0] in tables.surnames),
    ("people", lambda c, about, tables: c.forms[0] in tables.peoples),
)
"""Signs of a name of one word."""
_JOINED: tuple[Sign, ...] = (
    ("surname ends", lambda c, about, tables: c.forms[-1] in tables.surnames),
    ("work ends", lambda c, about, tables: c.forms[-1] in tables.works),
    ("joined", lambda c, about, tables: any(form.islower() for form in c.forms)),
)
"""Signs of a name of several words."""
_SIGNS: tuple[Sign, ...] = (
    ("titled", lambda c, about, tables: c.titled),
    ("work", lambda c, about, tables: c.label == "work"),
    ("role before", lambda c, about, tables: _folded(c.before()) in tables.roles),
    ("direction before", lambda c, about, tables: _folded(c.before()) in tables.place_modifier),
    ("saying after", lambda c, about, tables: _folded(c.behind()) in SAYING),
    ("age after", _has_an_age),
    ("place after", _has_a_place_behind),
    ("quoted", _is_quoted),
)
"""Signs of any name."""


def _folded(form: str) -> str:
    """Return a form as the model knows it: in small letters, figures as one."""
    return "9" if form[:1].isdigit() and len(form) > 2 else form.lower()


@cache
def scorer() -> linear_model.Hashed:
    """Load the model, once."""
    return linear_model.load_hashed("name_weights", CLASSES)
