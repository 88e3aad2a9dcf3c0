"""The tables of names (countries, places, organisations, given names, roles), read once when first needed.

The files under ``data/`` were written for this project from general knowledge and are trimmed on purpose: a table tells
the kind of a name and what it stands for, the text decides everything else. Never reads anything but those files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from briefing.lexicon import tables as read
from briefing.model import EntityType

_MARKS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‑": "-", "‐": "-", "\u00a0": " ", "\u202f": " "})
_PIECE = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-'&+][^\W_]+)*\+?|\.|\S")


def straight(text: str) -> str:
    """Return ``text`` with straight apostrophes, plain hyphens and spaces; same length."""
    return text if text.isascii() else text.translate(_MARKS)


def pieces(text: str) -> tuple[str, ...]:
    """Return the words of a table entry, cut as the recogniser cuts running text (``People's`` is ``People`` and ``'s``)."""
    found: list[str] = []
    for match in _PIECE.finditer(straight(text)):
        word = match.group()
        if word == "." and found:
            found[-1] += "."
        elif word.endswith("'s") and len(word) > 2:
            found += [word[:-2], "'s"]
        elif len(word) == 2 and found and word[1] == "." and found[-1].endswith(".") and len(found[-1]) == 2:
            found[-1] += word
        else:
            found.append(word)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Known:
    """A name of the tables: the name to show, its kind, and how the surface stands for it.

    ``via``: ``exact``, ``country-name``, ``country-code``, ``demonym``, ``seat-of-government``, ``acronym``, ``alias``.
    """

    name: str
    type: EntityType
    via: str = "exact"
    country: str = ""

    @property
    def is_place(self) -> bool:
        """Whether it names a place, and not its people."""
        return self.type == "place" and self.via != "demonym"


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables. ``names`` maps a surface (straight marks) to what it is; ``starts`` maps its first word to the word
    sequences that begin with it, longest first."""

    names: dict[str, Known] = field(default_factory=dict)
    starts: dict[str, list[tuple[tuple[str, ...], Known]]] = field(default_factory=dict)
    seats: dict[str, str] = field(default_factory=dict)
    """Seat of government -> country."""
    countries: frozenset[str] = frozenset()
    demonyms: dict[str, str] = field(default_factory=dict)
    first_names: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    address: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    acronyms: frozenset[str] = frozenset()
    """Capital abbreviations that are no names (CEO, DVD)."""
    calendar: frozenset[str] = frozenset()
    peoples: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    works: frozenset[str] = frozenset()
    organisation_last: frozenset[str] = frozenset()
    organisation_first: frozenset[str] = frozenset()
    place_last: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    """Last words of the names of bodies and of places."""
    places_only: frozenset[str] = frozenset()
    """Last words of the names of places that end no body's name."""
    place_first: frozenset[str] = frozenset()
    place_modifier: frozenset[str] = frozenset()
    pieces: dict[str, tuple[tuple[int, str, bool], ...]] = field(default_factory=dict, compare=False)
    """Word -> how it was cut by these tables: offset, part, whether that has a capital. Filled by whoever cuts."""


def _plural(demonym: str) -> str:
    if demonym.endswith("man"):
        return demonym[:-3] + "men"
    return demonym + "s"


def _variant(name: str, other: str) -> str:
    """Why ``other`` stands for ``name``: ``exact``, ``acronym``, ``abbreviation``, ``transliteration`` or ``alias``."""
    if other == name:
        return "exact"
    short = other.replace(".", "")
    if " " not in other and len(short) < 8 and sum(c.isupper() for c in short) > len(short) // 2:
        return "acronym"
    if other.endswith("."):
        return "abbreviation"
    one, two = (text.lower().removeprefix("al-").removeprefix("al ") for text in (name, other))
    if one[:1] == two[:1] and " " not in one + two and abs(len(one) - len(two)) < 4:
        return "transliteration"
    return "alias"


def _without_article(name: str) -> str:
    return name.removeprefix("the ")


@lru_cache(maxsize=1)
def tables() -> Tables:
    """Return the tables, read from ``data/`` at the first call (some milliseconds) and kept."""
    names: dict[str, Known] = {}
    seats: dict[str, str] = {}
    demonyms: dict[str, str] = {}

    def add(surface: str, known: Known) -> None:
        names.setdefault(_without_article(straight(surface)), known)

    def add_places(forms: Iterable[read.PlaceForm]) -> None:
        for form in forms:
            if not form.beside_date:
                add(form.text, Known(form.shown, "place", _variant(form.shown, form.text)))

    countries = list(read.countries())
    for country in countries:
        name = country.name.text
        add(name, Known(name, "place", "exact", name))
        for other in country.others:
            add(other, Known(name, "place", "country-name", name))
        for code in country.codes:
            add(code, Known(name, "place", "country-code", name))
        for people in country.demonyms:
            single = people.lstrip("=")
            for form in (single,) if people.startswith("=") else (single, _plural(single)):
                demonyms[straight(form)] = name
                add(form, Known(name, "place", "demonym", name))
        seats |= {straight(capital.text): name for capital in country.capitals}
    add_places(capital for country in countries for capital in country.capitals)
    for line in read.lines("organisations"):
        name, _, others = line.partition("|")
        name = name.strip()
        add(name, Known(name, "organisation"))
        for other in read.cells(others):
            add(other, Known(name, "organisation", _variant(name, other)))
    for table in ("regions", "cities"):
        add_places(read.places(table))

    starts: dict[str, list[tuple[tuple[str, ...], Known]]] = {}
    for surface, known in names.items():
        words = pieces(surface)
        starts.setdefault(words[0], []).append((words, known))
    for entries in starts.values():
        entries.sort(key=lambda entry: -len(entry[0]))

    roles, words_, heads = read.keyed("roles"), read.keyed("words"), read.keyed("heads")
    return Tables(
        names=names, starts=starts, seats=seats, countries=frozenset(country.name.text for country in countries), demonyms=demonyms, first_names=read.words("given_names"), surnames=read.words("surnames"),
        address=roles["address"], titles=roles["titles"], roles=roles["lowercase"], acronyms=roles["acronyms"],
        calendar=words_["calendar"] | {word.upper() for word in words_["calendar"] if len(word) > 3}, peoples=words_["peoples"],
        common=frozenset(word.lower() for word in words_["common"]), works=words_["works"],
        organisation_last=heads["organisation-last"], organisation_first=heads["organisation-first"],
        place_last=heads["place-last"], heads=heads["organisation-last"] | heads["place-last"],
        places_only=heads["place-last"] - heads["organisation-last"], place_first=heads["place-first"], place_modifier=heads["place-modifier"],
    )  # fmt: skip
