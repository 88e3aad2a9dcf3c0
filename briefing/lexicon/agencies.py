"""News agencies by the names they print. An agency is not the outlet that carries it.

General fact: agencies sign in the dateline, in brackets or between slashes, on a line of their own under the title, or
after the reporter's name. The table holds the agencies of the world's larger countries and the forms in which they sign.
"""

from __future__ import annotations

import re

_NAMES = (
    "AP|Associated Press|The Associated Press|AP News|Reuters|Thomson Reuters|Reuters News|Reuters Staff|AFP|Agence France-Presse|"
    "Agence France Presse|AFP News|UPI|United Press International|dpa|Deutsche Presse-Agentur|dpa international|Xinhua|Xinhua News Agency|"
    "TASS|ITAR-TASS|Itar-Tass|Interfax|Interfax-Ukraine|RIA Novosti|RIA|Yonhap|Yonhap News Agency|Kyodo|Kyodo News|Jiji|Jiji Press|"
    "PTI|Press Trust of India|ANI|Asian News International|IANS|UNI|EFE|EFE-EPA|EPA|ANSA|PA|PA Media|PA News Agency|"
    "Press Association|AAP|Australian Associated Press|Canadian Press|The Canadian Press|CP|Anadolu|Anadolu Agency|AA|Bloomberg|"
    "Bloomberg News|KCNA|IRNA|WAM|SPA|MENA|Petra|NNA|APA|Belga|ANP|NTB|TT|Ritzau|STT|PAP|CTK|ČTK|TASR|SITA|MTI|Tanjug|HINA|Hina|"
    "Agerpres|AGERPRES|BTA|ANA-MPA|AMNA|Lusa|UNIAN|Ukrinform|Ukrainska Pravda|BelTA|Kazinform|Bernama|BERNAMA|Antara|ANTARA|VNA|CNA|APP|UNB|BSS|NAN|"
    "GNA|SAPA|KUNA|QNA|BNA|Azertac|AZERTAC|Trend|Armenpress|Montsame|Notimex|Télam|Telam|Andina|Prensa Latina|Agência Brasil|MAP|TAP|APS|"
    "SANA|Mehr|Fars|Tasnim|DPA|ANC|PNA|RNZ|NZPA|AGI|Europa Press|Adnkronos|Swissinfo|SDA|Keystone-SDA|Dow Jones|Dow Jones Newswires|MT Newswires|"
    "Tribune News Service|TNS|McClatchy|Knight Ridder|States Newsroom|Inter Press Service|IPS|Religion News Service|RNS|Central News Agency|"
    "Korean Central News Agency|Islamic Republic News Agency|Polish Press Agency|Emirates News Agency|Saudi Press Agency|News Agency of Nigeria|"
    "Deutsche Presse Agentur|Tass|Xinhua news agency|Reuter|KNA|KAP|epd|AFX|AWP|Sputnik|Zenger|ANSAmed|Focus News|Baltic News Service|BNS|ELTA|LETA|ERR"
).split("|")

_TABLE = {name.casefold(): name for name in reversed(_NAMES)}

_ONLY_IN_DATELINE = frozenset(
    "aa|uni|spa|mena|petra|apa|tt|sita|trend|map|tap|aps|fars|mehr|anc|err|ips|tns|cp|pa|una|app|cna|nan|bss|ria|focus news|zenger".split(
        "|"
    )
)
"""Short or common words that stand for an agency only inside the brackets of a dateline or after a name."""

_BROADCASTERS = frozenset(
    "cnn|cnn business|cbs news|cbs|abc news|nbc news|fox news|voa|npr|bbc|bbc news|al jazeera|euronews|sky news|rfe/rl|rferl|rfa|occrp|politico|axios|the hill".split(
        "|"
    )
)


def agency(name: str, *, bracketed: bool = False) -> str | None:
    """Return the agency that ``name`` is, as it signs, or ``None``. ``bracketed``: the name stands where only agencies stand."""
    folded = " ".join(name.split()).strip(" .,;:-–—/()[]").casefold()
    found = _TABLE.get(folded)
    if found is None or (folded in _ONLY_IN_DATELINE and not bracketed):
        return None
    return found


_LIKE = re.compile(
    r"[A-Z]{2,6}$|(?:[A-Z][\w'’-]*\s){1,3}(?:Wire|Newswire|WIRE|Press Agency|News Agency|Press Service|News Service|Press Association)$"
)


def signed(name: str) -> str | None:
    """Return the agency that signs as ``name`` where only agencies sign (the brackets of a dateline, "with NPA" in a byline).

    An agency that is in no table is told by its form: two to six capitals, or a name that ends in "Wire" or "News Agency".
    """
    found = agency(name, bracketed=True)
    if found is not None:
        return found
    cleaned = " ".join(name.split()).strip(" .,;:-–—/()[]")
    return cleaned if _LIKE.match(cleaned) and outlet(cleaned) is None else None


def outlet(name: str) -> str | None:
    """Return ``name`` if it is a broadcaster or site that signs in the dateline as agencies do (``(CNN)``), else ``None``."""
    cleaned = " ".join(name.split()).strip(" .,;:-–—/()[]")
    return cleaned if cleaned.casefold() in _BROADCASTERS else None


_SERVICE = re.compile(r"\s+(?:news\s*)?(?:wires?|newswires?|wire service|news service|news agency)\s*$", re.IGNORECASE)
"""What may follow an agency's name on a line of its own ("EFE NEWS WIRE")."""
_SPLIT = re.compile(r"\s*(?:/|,|\band\b|&|\bwith\b|\+|;)\s*")


def agencies(text: str) -> list[str]:
    """Return the agencies of a line that names nothing else (``AFP``, ``AP / Reuters``, ``Agencies`` gives none); else empty."""
    if len(text) > 80:
        return []
    whole = agency(text) or agency(_SERVICE.sub("", text))
    if whole:
        return [whole]
    parts = [part for part in _SPLIT.split(text.strip(" .()[]")) if part]
    names = [agency(part) for part in parts]
    return [name for name in names if name] if names and all(names) else []
