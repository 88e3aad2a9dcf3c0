"""Cities that stand in datelines without a country: how to tell a dateline from a name. A place not listed is still
accepted where date, agency or capitals show a dateline.

From the lists that agencies publish of cities that stand alone in datelines, with capitals of countries.
"""

from __future__ import annotations

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
