"""Who wrote a web page: the names in author values of every shape, and which of the page's statements to believe.

A page states its authors up to six times over. The first statement that names anybody counts, in the order of trust of
``pagefacts``; where it names only the house (the outlet, a desk, "admin"), a person named by a later one is believed instead.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from briefing.ingest.plain_text import bylines
from briefing.lexicon import person_names
from briefing.lexicon.agencies import agency
from briefing.text import fold

_ADDRESS = re.compile(r"(?:https?:)?//|www\.|/|@\w|[\w-]+\.(?:com|org|net|co|info|tv|[a-z]{2})(?:/|$)", re.IGNORECASE)
_MAIL = re.compile(r"\s*[<(]?[\w.+-]{1,64}@[\w.-]{1,100}[>)]?")
_BY_ALONE = re.compile(r"\bby\s*[|:]\s*", re.IGNORECASE)
_SYMBOLS = " \t\r\n\u2764\ufe0f\u2605\u2022\u00b7|"
_FOR = re.compile(r"\s+[Ff]or\s+(?:[A-Z]\w|[Tt]he\s).*$", re.DOTALL)
_HANDLE = re.compile(r"\s[(|]?\s?@\w{2,30}\)?")
_TAG = re.compile(r"<[^<>]{0,300}>")
_NOBODY = frozenset(
    "by admin administrator root user editor wpadmin null undefined none unknown n/a na anonymous guest webmaster author authors byline "
    "redaktion redaktör posted submitted published updated test default staff".split()
)
"""What content management systems print where nobody was entered."""
_OPENING = re.compile(
    r"(?:(?:(?:analysis|opinion|comment|commentary|review|interview|words|story|text|report|reporting|written|posted|published|edited|compiled|reported|produced|submitted)\s+)?by\b:?|"
    r"authors?\s*:|von|par|por|(?:texte?|tekst)\s*(?:von|par|:|av)|av|door|di|autor(?:in|es)?\s*:|auteurs?\s*:)\s+(?=\S)",
    re.IGNORECASE,
)
_BUTTONS = re.compile(
    r"(?:(?:print|share|save|email|e-mail|listen|follow|comments?|[0-9]+)\s+){1,4}(?=by\s)", re.IGNORECASE
)
_WIRE = re.compile(r"\s?/\s?([A-Z]{2,6}|Reuters|Bloomberg)$")
_FOREIGN = re.compile(r"^(?:von|par|por|av|door|di)\s", re.IGNORECASE)
_AND = re.compile(r"\s*(?:[;|\n\u2022\u00b7]|,|\s(?:and|und|et|y|och|og|en|e|i|&|\+)\s)\s*", re.IGNORECASE)
_AFTER = re.compile(
    r"\s*(?:\((?:text|texte|fotos?|photos?|video|words|pictures|grafik)\)|\b(?:published|updated|posted|last updated|[0-9]{1,2} (?:minutes?|hours?|days?) ago|[0-9]{1,2}[:.][0-9]{2}(?:\s?[ap]m)?|on (?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},?|"
    r"follow @|(?:[0-9]{1,2}\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? [0-9]{1,4})\b.*)$",
    re.IGNORECASE | re.DOTALL,
)
_COLLECTIVE = re.compile(
    r"\s+(?:staff|desk|team|newsroom|bureau|reporters?|network|service|wire|online)$", re.IGNORECASE
)
_DESK = re.compile(
    r"\b(?:staff|desk|team|news(?:room)?|bureau|agenc(?:y|ies)|editors?|editorial|reporters?|correspondents?|network|service|wire|board|press|media|redaktion|rédaction|redacción|redazione|contributors?)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Source:
    """One statement of the page: its ``values`` as printed (with whether each is an organisation by the page's word), and ``where`` it stands."""

    values: list[tuple[str, bool]]
    where: str


@dataclass(frozen=True, slots=True)
class Authors:
    """``names`` as printed, the ``agency`` that signs or is named beside them, and the ``evidence``."""

    names: tuple[str, ...]
    agency: str | None
    evidence: str


def choose(sources: list[Source], outlets: list[str]) -> Authors | None:
    """The authors by the first of ``sources`` that names a person, else by the first that names anybody; ``outlets`` are the page's own names."""
    houses = {_house(name) for name in outlets if name}
    first: Authors | None = None
    for source in sources:
        found = _read(source)
        if found is None:
            continue
        if any(not _is_house(name, houses) for name in found.names):
            if first is not None and not all(person_names.is_name(name, least=2, marked=True) for name in found.names):
                continue  # another name of the house
            return found
        first = first or found
    return first


def _is_house(name: str, houses: set[str]) -> bool:
    return _house(name) in houses or (_DESK.search(name) is not None and agency(name) is None)


def _house(name: str) -> str:
    """An outlet's name as it may be written elsewhere: ``The Elm Courier``, ``elmcourier``, ``Elm Courier News``."""
    name = re.sub(r"^(?:https?://)?(?:www\.)?|\.(?:com|org|net|co\.uk|co|info|[a-z]{2})$", "", fold(name).strip("@ "))
    return re.sub(r"\W+|^the\s|\bnews$|\bonline$", "", name)


def _read(source: Source) -> Authors | None:
    names: list[str] = []
    for value, organisation in source.values:
        names += named(value, organisation=organisation)
    names = list(dict.fromkeys(names))
    names = [name for name in names if not any(name.startswith(f"{other} ") for other in names)]
    if not names:
        return None
    evidence = f"{source.where}: {', '.join(names)}"
    wire = next((found for found in map(agency, names) if found), None)
    if wire is None:
        lines = [
            value if _OPENING.match(value) else f"By {value}"
            for value, organisation in source.values
            if not organisation
        ]
        wire = next((found.agency for line in lines if (found := bylines.parse(line)) and found.agency), None)
    return Authors(tuple(names), wire, evidence)


def named(value: str, *, organisation: bool = False) -> list[str]:
    """The names in one author value, as printed; addresses of profile pages and the words of empty forms name nobody."""
    value = _plain(value)
    if not value or len(value) > 300 or _ADDRESS.match(value):
        return []
    if organisation:
        return [value] if _somebody(value) else []
    value = _BUTTONS.sub("", value, count=1)
    opening = _OPENING.match(value)
    if opening is not None and not (
        _FOREIGN.match(value) and person_names.is_name(value, least=2) and value.count(" ") < 2
    ):
        value = value[opening.end() :].strip()
    value = _AFTER.sub("", value).strip(" ,;|-–—")
    value = _WIRE.sub(lambda match: f" ({match[1]})" if agency(match[1], bracketed=True) else match[0], value)
    writer = _FOR.sub("", value)
    if writer != value and person_names.is_name(writer, least=2, marked=True):
        return [writer]
    found = bylines.parse(f"By {value}") if value else None
    if found is not None and found.names and not (len(found.names) == 1 and _shortened(found.names[0], value)):
        return [name for name in found.names if _somebody(name)]
    parts = [part for part in _AND.split(value) if part]
    if len(parts) > 1:
        people = [_AFTER.sub("", part).strip() for part in parts]
        people = [part for part in people if person_names.is_name(part, least=2, marked=True)]
        if people:
            return people
    return [value] if _somebody(value) and len(value) <= 80 and not re.search(r"[0-9]{3}|[|:?!]", value) else []


def _shortened(name: str, value: str) -> bool:
    """Whether ``name`` is no more than the house's own name with the desk cut off ("Elm Courier" of "Elm Courier Staff")."""
    rest = value[len(name) :] if value.startswith(name) else ""
    return _COLLECTIVE.match(rest) is not None


def _somebody(name: str) -> bool:
    return (
        len(name) > 1
        and name.casefold().strip(".- ") not in _NOBODY
        and any(character.isalpha() for character in name)
        and not _ADDRESS.match(name)
    )


def _plain(value: str) -> str:
    """``value`` without tags, mail addresses and character references (also those escaped twice), on one line."""
    for _ in range(2):
        if "&" not in value:
            break
        value = html.unescape(value)
    if "<" in value:
        value = _TAG.sub(" ", value)
    value = _HANDLE.sub("", _MAIL.sub("", value)) if "@" in value else value
    value = _BY_ALONE.sub("by ", value.replace("\u00a0", " ")).strip(_SYMBOLS)
    value = re.sub(
        r"\s{2,}(?=\S)|\s*[\r\n]+\s*", lambda match: "\n" if "\n" in match[0] or "\r" in match[0] else " ", value
    )
    return re.sub(r"\n+", " | ", value) if value.count("\n") <= 3 else " ".join(value.split())


def turned(value: str) -> str:
    """``Krol, Ada`` as ``Ada Krol``; anything else as it is. For fields whose rules put the surname first."""
    match = re.fullmatch(r"\s*([^\s,;]{2,30}),\s*([^\s,;]{2,20}(?:\s[^\s,;]{1,20})?)\s*", value)
    if (
        match is None
        or not person_names.is_name(f"{match[2]} {match[1]}", least=2)
        or agency(match[2])
        or agency(match[1])
    ):
        return value
    return f"{match[2]} {match[1]}"
