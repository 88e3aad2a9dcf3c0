"""Cities that stand in datelines without a country, and larger tables that tell a place beside a date from a person. A place
not listed is still accepted where date, agency or capitals show a dateline.

From the lists that agencies publish of cities that stand alone in datelines, with capitals of countries.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib.resources import files

_CITIES = frozenset(
    name.casefold()
    for name in (
        "Abidjan|Abu Dhabi|Abuja|Accra|Addis Ababa|Aden|Aleppo|Algiers|Amman|Amsterdam|Anchorage|Ankara|Antananarivo|Apia|Ashgabat|Asmara|Astana|"
        "Asuncion|Asunción|Athens|Atlanta|Auckland|Austin|Baghdad|Baku|Bali|Baltimore|Bamako|Bandar Seri Begawan|Bangalore|Bengaluru|Bangkok|Bangui|Banjul|"
        "Barcelona|Basel|Basra|Beijing|Beirut|Belfast|Belgrade|Belmopan|Berlin|Bern|Berne|Bethlehem|Birmingham|Bishkek|Bissau|Bogota|Bogotá|Bonn|Boston|"
        "Brasilia|Brasília|Bratislava|Brazzaville|Bridgetown|Brisbane|Brussels|Bucharest|Budapest|Buenos Aires|Bujumbura|Cairo|Calcutta|Calgary|"
        "Canberra|Cape Town|Caracas|Cardiff|Casablanca|Charlotte|Chennai|Chicago|Chisinau|Chişinău|Cincinnati|Cleveland|Colombo|Conakry|Copenhagen|"
        "Dakar|Dallas|Damascus|Dar es Salaam|Darwin|Delhi|Denver|Detroit|Dhaka|Dili|Djibouti|Dodoma|Doha|Donetsk|Dubai|Dublin|Dushanbe|Edinburgh|"
        "Frankfurt|Freetown|Gaborone|Gaza|Gaza City|Geneva|Georgetown|Glasgow|Guadalajara|Guangzhou|Guatemala City|Hague|The Hague|Halifax|Hamburg|"
        "Hanoi|Harare|Havana|Helsinki|Ho Chi Minh City|Hong Kong|Honiara|Honolulu|Houston|Hyderabad|Indianapolis|Islamabad|Istanbul|Jakarta|"
        "Jerusalem|Johannesburg|Juba|Kabul|Kampala|Kandahar|Karachi|Kathmandu|Kharkiv|Khartoum|Kherson|Kiev|Kigali|Kingston|Kinshasa|Kolkata|"
        "Kuala Lumpur|Kuwait City|Kyiv|Kyoto|La Paz|Lagos|Lahore|Las Vegas|Leipzig|Libreville|Lilongwe|Lima|Lisbon|Liverpool|Ljubljana|Lome|Lomé|"
        "London|Los Angeles|Luanda|Lusaka|Luxembourg|Lviv|Lyon|Macau|Madrid|Malabo|Male|Malé|Managua|Manama|Manchester|Manila|Maputo|Maseru|Mbabane|"
        "Mecca|Melbourne|Memphis|Mexico City|Miami|Milan|Milwaukee|Minneapolis|Minsk|Mogadishu|Monaco|Monrovia|Monterrey|Montevideo|Montreal|Moroni|Moscow|"
        "Mosul|Mumbai|Munich|Muscat|N'Djamena|Nagasaki|Nairobi|Naples|Nassau|Naypyidaw|New Delhi|New Orleans|New York|Niamey|Nicosia|Nouakchott|Noumea|"
        "Nuku'alofa|Nuuk|Odesa|Odessa|Oklahoma City|Oslo|Ottawa|Ouagadougou|Panama City|Paramaribo|Paris|Perth|Philadelphia|Phnom Penh|Phoenix|"
        "Pittsburgh|Podgorica|Port Louis|Port Moresby|Port of Spain|Port Vila|Port-au-Prince|Port-of-Spain|Portland|Porto-Novo|Prague|Praia|Pretoria|Pristina|"
        "Pyongyang|Quebec City|Quezon City|Quito|Rabat|Ramallah|Rangoon|Reykjavik|Riga|Rio de Janeiro|Riyadh|Rome|Rotterdam|Salt Lake City|"
        "San Antonio|San Diego|San Francisco|San Jose|San José|San Juan|San Salvador|Sanaa|Santiago|Santo Domingo|Sao Paulo|São Paulo|Sarajevo|Seattle|"
        "Seoul|Shanghai|Singapore|Skopje|Sofia|Srinagar|St. Louis|St. Petersburg|Stockholm|Strasbourg|Sucre|Suva|Sydney|Taipei|Tallinn|Tampa|Tashkent|Tbilisi|"
        "Tegucigalpa|Tehran|Tel Aviv|Thimphu|Tirana|Tokyo|Toronto|Tripoli|Tunis|Turin|Ulaanbaatar|Ulan Bator|United Nations|Vaduz|Valletta|Vancouver|Vatican City|"
        "Venice|Victoria|Vienna|Vientiane|Vilnius|Vladivostok|Warsaw|Washington|Wellington|Windhoek|Winnipeg|Yangon|Yaounde|Yaoundé|Yerevan|Zagreb|Zaporizhzhia|Zurich|Zürich|"
        "Washington DC|Washington D.C.|New York City|Tokio|Brüssel|Genoa|Cologne|Davos|Nur-Sultan|Almaty|Erbil|Idlib|Rafah|Khan Younis|Tijuana|Cali|Medellin|Salvador|Leeds|Bristol"
    ).split("|")
)


def is_city(name: str) -> bool:
    """Whether ``name`` is one of the listed cities (case does not matter)."""
    return " ".join(name.split()).casefold() in _CITIES


@dataclass(frozen=True, slots=True)
class _Tables:
    cities: frozenset[str]
    regions: frozenset[str]
    given: frozenset[str]


@functools.cache
def _tables() -> _Tables:
    """The tables of places and given names (folded), read once when a name stands beside a date for the first time."""
    data = files("briefing.lexicon").joinpath("data")
    sections: dict[str, list[str]] = {"cities": [], "regions": []}
    current: list[str] = []
    for line in data.joinpath("places.txt").read_text("utf-8").splitlines():
        if line[:1] == "[":
            current = sections[line.strip("[]")]
        elif line[:1] != "#":
            current.extend(_key(name) for name in line.split(";"))
    given = data.joinpath("given_names.txt").read_text("utf-8").split("\n", 1)[1]
    return _Tables(
        frozenset(sections["cities"]) | _CITIES, frozenset(sections["regions"]), frozenset(given.casefold().split())
    )


def _key(name: str) -> str:
    return " ".join(name.split()).rstrip(".").casefold()


_FIRST = frozenset(
    "port fort lake mount mt st saint ste san santa santo sao são new upper lower el al los las la le les puerto rio cape camp isle den ciudad villa bad tel ho kuala addis abu".split()
)
_LAST = frozenset(
    "city town village falls springs beach creek heights valley hills island islands bay harbor harbour park grove brook ridge rapids junction plains county "
    "province district prefecture rock lakes forest center centre airport base woods shores point mills corners bluffs bridge sur oaks".split()
)
"""Words that names of places begin and end with (in several languages); a name that begins with a given name is a person's all the same."""


def is_known(name: str) -> bool:
    """Whether ``name`` is a listed city, region or country, the larger tables included (case and a last full stop do not matter)."""
    tables, key = _tables(), _key(name)
    return key in tables.cities or key in tables.regions


def is_region(name: str) -> bool:
    """Whether ``name`` is a listed state, province or country, also shortened as news prints it ("Ill.", "N.Y.")."""
    return _key(name) in _tables().regions


def is_given(name: str) -> bool:
    """Whether ``name`` (one word) is a listed given name or initials."""
    word = name.rstrip(".").casefold()
    return word in _tables().given or word.split("-")[0] in _tables().given or (len(name) <= 4 and name.endswith("."))


def beside_date(text: str, *, comma: bool) -> bool:
    """Whether ``text``, which stands beside a date, is a place and no person, section or paper.

    ``comma``: nothing but a comma stands between the two, as in datelines. General facts: a state or country behind a comma
    shows a place; so do the words that names of places begin and end with; a person's name begins with a given name.
    """
    parts = [part.strip() for part in text.split(",")]
    if not 1 <= len(parts) <= 4 or len(text) > 60 or not all(parts):
        return False
    first = parts[0].split()
    if not 1 <= len(first) <= 4 or not all(
        word[0].isupper() or word in ("of", "de", "du", "da", "des", "la", "el", "and", "the", "upon", "sur", "am")
        for word in first
    ):
        return False
    if any(character.isdigit() or character in '()[]@|:;!?"“”&' for character in text):
        return False
    if is_known(parts[0]) and all(part[0].isupper() for part in parts):
        return True
    if len(parts) > 1 and len(first) > 1 and is_given(first[0]):
        return False  # "Ada Krol, Oslo"
    if len(parts) > 1:
        return is_known(parts[-1]) or (comma and is_known(parts[1]))
    if is_given(first[0]) and len(first) > 1:
        return False
    if len(first) > 1:
        return first[0].rstrip(".").casefold() in _FIRST or first[-1].casefold() in _LAST or (comma and text.isupper())
    return comma
