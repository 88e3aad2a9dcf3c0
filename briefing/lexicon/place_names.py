"""Cities that stand in datelines without a country, and larger tables that tell a place beside a date from a person. A place
not listed is still accepted where date, agency or capitals show a dateline.

From the lists that agencies publish of cities that stand alone in datelines, with capitals of countries.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from briefing.lexicon import tables
from briefing.text import each_has_capital


@dataclass(frozen=True, slots=True)
class _Places:
    alone: frozenset[str]
    """Cities that stand in datelines without a country."""
    cities: frozenset[str]
    regions: frozenset[str]
    given: frozenset[str]


@functools.cache
def _places() -> _Places:
    """Read the tables of places and given names (folded) when the first name stands beside a date."""
    countries = list(tables.countries())
    cities = [*(form for country in countries for form in country.capitals), *tables.places("cities")]
    regions = [*(country.name for country in countries), *tables.places("regions")]
    names = [name for country in countries for name in (*country.others, *country.codes)]
    return _Places(
        frozenset(form.text.casefold() for form in (*cities, *regions) if form.alone),
        frozenset(_key(form.text) for form in cities),
        frozenset(_key(name) for name in (*(form.text for form in regions), *names)),
        frozenset(name.casefold() for name in tables.words("given_names")),
    )


def _key(name: str) -> str:
    return " ".join(name.split()).rstrip(".").casefold().removeprefix("the ")


def is_city(name: str) -> bool:
    """Return True if ``name`` is a city that datelines print without its country (case does not matter)."""
    return " ".join(name.split()).casefold() in _places().alone


_FIRST = frozenset(
    "port fort lake mount mt st saint ste san santa santo sao são new upper lower el al los las la le les puerto rio cape camp isle den ciudad villa bad tel ho kuala addis abu".split()
)
_LAST = frozenset(
    "city town village falls springs beach creek heights valley hills island islands bay harbor harbour park grove brook ridge rapids junction plains county "
    "province district prefecture rock lakes forest center centre airport base woods shores point mills corners bluffs bridge sur oaks".split()
)
"""Words that names of places begin and end with (in several languages); a name that begins with a given name is a person's all the same."""


def is_known(name: str) -> bool:
    """Return whether ``name`` is a listed city, region or country, the larger tables included (case and a last full stop do not matter)."""
    places, key = _places(), _key(name)
    return key in places.cities or key in places.regions


def is_region(name: str) -> bool:
    """Return whether ``name`` is a listed state, province or country, also shortened as news prints it ("Ill.", "N.Y.")."""
    return _key(name) in _places().regions


def is_given(name: str) -> bool:
    """Return whether ``name`` (one word) is a listed given name or initials."""
    word = name.rstrip(".").casefold()
    return word in _places().given or word.split("-")[0] in _places().given or (len(name) <= 4 and name.endswith("."))


def beside_date(text: str, *, comma: bool) -> bool:
    """Return True if ``text``, which stands beside a date, is a place and no person, section or paper.

    General facts: a state or country behind a comma shows a place; so do the words that names of places begin and end with; a
    person's name begins with a given name.

    Args:
        comma: nothing but a comma stands between the two, as in datelines.
    """
    parts = [part.strip() for part in text.split(",")]
    if not 1 <= len(parts) <= 4 or len(text) > 60 or not all(parts) or _NO_PLACE.search(text):
        return False
    words = parts[0].split()
    if len(words) > 4 or not each_has_capital(words, _SMALL):
        return False
    if is_known(parts[0]) and all(part[0].isupper() for part in parts):
        return True
    if len(words) > 1 and is_given(words[0]):
        return False  # "Ada Krol, Oslo"
    if len(parts) > 1:
        return is_known(parts[-1]) or (comma and is_known(parts[1]))
    return comma if len(words) == 1 else _is_named_so(words) or (comma and text.isupper())


def _is_named_so(words: list[str]) -> bool:
    """Return True if some words begin or end as names of places do."""
    return words[0].rstrip(".").casefold() in _FIRST or words[-1].casefold() in _LAST


_NO_PLACE = re.compile(r"""[\d()\[\]@|:;!?"“”&]""")
_SMALL = frozenset("of de du da des la el and the upon sur am".split())
"""Small words within names of places."""
