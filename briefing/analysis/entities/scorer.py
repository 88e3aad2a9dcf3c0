"""How likely an open candidate is a person, an organisation, a place or no name: a linear scorer over its words and sentence.

The weights lie in ``data/name_weights.bin``, learnt by ``benchmarks/learn_names.py``; features are hashed, so that no word of
any text is in them. Decides nothing by itself: what tables, head words and forms of address say comes first (``recogniser``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache

from briefing.analysis import linear_model
from briefing.analysis.entities.candidates import Candidate
from briefing.analysis.entities.tokens import Word
from briefing.lexicon.gazetteer import Tables

CLASSES = ("person", "organisation", "place", "none")

SAYING = frozenset(
    "said says told added tells saying asked replied insisted argued warned explained wrote writes tweeted testified claimed "
    "conceded admitted joked recalled noted declared vowed resigned died smiled laughed married retired pleaded".split()
)
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


def shape(form: str) -> str:
    """``Xx``, ``XX``, ``X.``, ``xX`` …: the pattern of capitals, small letters, figures and marks, runs shortened."""
    out = ""
    for character in form[:24]:
        kind = "X" if character.isupper() else "x" if character.isalpha() else "9" if character.isdigit() else character
        if not out.endswith(kind) or (kind == "X" and not out.endswith("XX")):
            out += kind
    return out


def features(candidate: Candidate, about: Surroundings, tables: Tables) -> list[str]:
    """The features of a candidate, as strings."""
    words, first, last = candidate.words, candidate.first, candidate.last
    forms = candidate.forms
    size = str(min(len(forms), 5))
    head, tail = forms[0], forms[-1]
    before = _form(words, first - 1)
    after = _form(words, last)
    before2, after2 = _form(words, first - 2), _form(words, last + 1)
    place = "head" if candidate.heading else "initial" if candidate.initial else "inside"
    ordinary = sum(form.lower() in about.lower or form.lower() in tables.common for form in forms)
    found = [
        "bias",
        f"n={size}",
        f"at={place}",
        f"n={size} at={place}",
        "shape=" + " ".join(shape(form) for form in forms[:4]),
        f"first={head.lower()}",
        f"last={tail.lower()}",
        f"end3={tail[-3:].lower()}",
        f"end2={tail[-2:].lower()}",
        f"before={before}",
        f"after={after}",
        f"before2={before2} {before}",
        f"after2={after} {after2}",
        f"n={size} before={before}",
        f"n={size} after={after}",
        f"around={before} {after}",
        f"ordinary={ordinary} n={size}",
        f"seen={min(about.proposed.get(forms, 0), 4)} n={size}",
    ]
    if len(forms) == 1:
        found.append(f"capitals={min(about.capitals.get(head, 0), 3)} {place} {head.lower() in about.lower}")
        if head in about.surnames:
            found.append("surname here")
        if head in tables.surnames:
            found.append("surname known")
        if head in tables.peoples:
            found.append("people")
    else:
        if tail in tables.surnames:
            found.append("surname ends")
        if tail in tables.works:
            found.append("work ends")
        if any(form.islower() for form in forms):
            found.append("joined")
    if head in tables.first_names:
        found.append(f"given n={size}")
    elif any(form in tables.first_names for form in forms[1:]):
        found.append("given inside")
    if candidate.known:
        found.append(f"known={candidate.known.type} {candidate.known.via} n={size}")
    if candidate.type:
        found.append(f"type={candidate.type} n={size}")
    if candidate.titled:
        found.append("titled")
    if about.sport:
        found += [
            f"sport n={size}",
            f"sport type={candidate.type}",
            f"sport known={candidate.known is not None} before={before}",
        ]
    if candidate.label == "work":
        found.append("work")
    if before in tables.roles:
        found.append("role before")
    if before in tables.place_modifier:
        found.append("direction before")
    if after in SAYING:
        found.append("saying after")
    if after == "," and after2.isdigit() and len(after2) < 3:
        found.append("age after")
    if after == "," and words[last + 1].form in tables.names if last + 1 < len(words) else False:
        found.append("place after")
    if before and before[-1] in _QUOTES and after and after[0] in _QUOTES:
        found.append("quoted")
    return found


def _form(words: list[Word], index: int) -> str:
    if 0 <= index < len(words):
        form = words[index].form
        return "9" if form[0].isdigit() and len(form) > 2 else form.lower()
    return ""


@cache
def scorer() -> linear_model.Hashed:
    """Load the model, once."""
    return linear_model.load_hashed("name_weights", CLASSES)
