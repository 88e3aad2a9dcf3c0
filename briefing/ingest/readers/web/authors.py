"""Who wrote a web page: the names in author values of every shape, and which of the page's statements to believe.

A page states its authors up to six times over. The first statement that names anybody counts, in the order of trust of
``pagefacts``; where it names only the house (the outlet, a desk, "admin"), a person named by a later one is believed instead.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

from briefing.ingest.plain_text import bylines
from briefing.lexicon import person_names
from briefing.lexicon.agencies import agency
from briefing.lexicon.place_names import is_given, is_known
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
_ACCOUNTS = frozenset("admin administrator webmaster wpadmin".split())
_OPENING = re.compile(
    r"(?:(?:(?:analysis|opinion|comment|commentary|review|interview|words|story|text|report|reporting|written|posted|published|edited|compiled|reported|produced|submitted)\s+)?by\b:?|"
    r"this\s(?:article|post|story|piece)\swas\s(?:originally\s)?written\sby|authors?\s*:|von|par|por|(?:texte?|tekst)\s*(?:von|par|:|av)|av|door|di|autor(?:in|es)?\s*:|auteurs?\s*:)\s+(?=\S)",
    re.IGNORECASE,
)
_GLUED = re.compile(r"(?<=[a-zß-öø-ÿ.)])(?=(?:Published|Updated|Posted|Last [Uu]pdated|[0-9]{1,3}\s?min)\b)")
"""Where a label follows a name without a space, as the text of two divisions does."""
_CONTROL = re.compile(
    r"(?:(?:view|see|read|show|browse|find)\s(?:all|more|other)\b|(?:all|more|other|latest)\s(?:posts?|articles?|stories|from|by|about|news)\b|also\b|follow(?:ing)?\b|subscribe\b|sign\sup\b|share\b|connect\b|"
    r"contact\b|about\b|learn\smore|(?:text|font|type)\ssize\b|the\s(?:author|writer|reporter)s?$|buy\b|(?:articles?|posts?)\sby\b|website\b|profile\b|bio$|(?:written|posted|words)\s(?:by|on|in)$|"
    r"(?:alle|weitere|mehr)\s(?:artikel|beiträge|von|über)|folgen\b|abonnieren|(?:voir|lire|tous|toutes|plus)\s(?:tous|toutes|les|d['’e])|suivre\b|s['’]abonner|(?:ver|leer|todos|todas|más)\s(?:todos|todas|los|las|más|artículos|de)\b|"
    r"seguir\b|suscr[ií]b|(?:vedi|leggi|tutti|altri)\s(?:tutti|gli|altri|articoli|di)\b|segui\b|iscriviti|(?:bekijk|lees|meer|alle)\s(?:alle|meer|artikelen|van|over)\b|volg\b|(?:ver|leia|todos|mais)\s(?:todos|mais|artigos|os)\b|assin[ea]\b)",
    re.IGNORECASE,
)
"""What pages print beside a name to be pressed, and labels whose value is missing."""
_PRESSED = re.compile(
    r"(?:\s+\+?\s?(?:follow(?:ing)?|subscribe|share|folgen|abonnieren|suivre|s['’]abonner|seguir|segui|volg|volgen))+$",
    re.IGNORECASE,
)
_SYMBOL = re.compile(r"[\u2190-\u2bff=<>{}\[\]#]")
_SLUG = re.compile(r"[a-zß-öø-ÿ]{2,30}(?:[-._][a-zß-öø-ÿ]{2,30}){0,3}")
_NICKNAME = re.compile(r"([^\W\d_]{2,20}) [(\"“'‘][^\W\d_]{2,20}[)\"”'’] ([^\W\d_]{2,20}(?: [^\W\d_]{2,20})?)")
"""``Ada (Mara) Krol``."""
_LETTERS = re.compile(
    r"(?:[A-Z][a-z]{0,2}\.?-?){2,5}(?:\s?\([^()]{2,30}\))?|[A-Z]{2,6}(?:-[A-Z]{1,3})?(?:\s?\([^()]{2,30}\))?|[JS]r\.?"
)
"""Letters behind a name: ``PhD``, ``M.Ed.``, ``VTS (Behavior)``."""
_LIST = re.compile(r"\s*(?:[,;|&/]|\s(?:and|und|et|y|och|og|en|e|i|with)\s)\s*", re.IGNORECASE)
_JOINT = re.compile(r"[;|&]|\s(?:and|und|et|y|och|og|en|e|i|with)\s", re.IGNORECASE)
_ROLES = frozenset(
    "expert experts specialist strategist manager director officer founder cofounder president chair chairman ceo cto cfo coo cmo head lead marketing development strategy content communications editor "
    "writer author contributor contributors columnist correspondent reporter journalist blogger analyst consultant coach engineer scientist researcher professor lecturer teacher fellow physician doctor nurse "
    "dietitian nutritionist therapist psychologist attorney lawyer advisor adviser planner designer developer architect photographer producer intern staff team blog "
    "redakteur redakteurin redaktor korrespondent korrespondentin journalistin autorin rédacteur rédactrice journaliste correspondant correspondante redactor redactora periodista corresponsal "
    "redattore redattrice giornalista corrispondente redacteur redactrice verslaggever correspondente jornalista repórter".split()
)
"""Words that end what somebody is by profession or rank."""
_ROLE_OPENINGS = frozenset(
    f"{rank} {of}" for rank in ("head", "director", "vp", "chief", "manager", "professor", "editor", "founder", "leiter", "chef") for of in ("of", "der", "des", "de")
)  # fmt: skip
_LONGEST_NAME = 3
_BUTTONS = re.compile(
    r"(?:(?:print|share|save|email|e-mail|listen|follow|comments?|[0-9]+)\s+){1,4}(?=by\s)", re.IGNORECASE
)
_WIRE = re.compile(r"\s?/\s?([A-Z]{2,6}|Reuters|Bloomberg)$")
_FOREIGN = re.compile(r"^(?:von|par|por|av|door|di)\s", re.IGNORECASE)
_AND = re.compile(r"\s*(?:[;|\n\u2022\u00b7]|,|\s(?:and|und|et|y|och|og|en|e|i|&|\+)\s)\s*", re.IGNORECASE)
_AFTER = re.compile(
    r"\s*(?:\((?:text|texte|fotos?|photos?|video|words|pictures|grafik)\)|\b(?:published|updated|posted|last updated|[0-9]{1,3}\s?min(?:ute)?s?\sread|[0-9]{1,2} (?:minutes?|hours?|days?) ago|[0-9]{1,2}[:.][0-9]{2}(?:\s?[ap]m)?|on (?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},?|"
    r"follow @|(?:on\s)?(?:[0-9]{1,2}\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? [0-9]{1,4})\b.*)$",
    re.IGNORECASE | re.DOTALL,
)
_COLLECTIVE = re.compile(
    r"\s+(?:staff|desk|team|newsroom|bureau|reporters?|network|service|wire|online)$", re.IGNORECASE
)
_DESK = re.compile(
    r"\b(?:staff|desk|team|news(?:room)?|bureau|agenc(?:y|ies)|editors?|editorial|reporters?|correspondents?|network|service|wire|board|press|media|redaktion|rédaction|redacción|redazione|contributors?)$",
    re.IGNORECASE,
)


_HELPS = re.compile(
    r"(?:\w+[ly]? )?(?:fact[- ]?check|review|edit|check|verifi|approv|illustrat|photograph|photo|translat|narrat|test|updat|contribut)\w*(?: and \w+)? (?:by|from)\b",
    re.IGNORECASE,
)
"""What stands before the name of somebody who did something else than write."""


def helps(text: str) -> bool:
    """Return whether ``text`` begins by saying that who is named next reviewed, edited or illustrated the article."""
    return _HELPS.match(text.strip(" |:·•")) is not None


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
    """Return the authors by the first of ``sources`` that names a person, else by the first that names anybody; ``outlets`` are the page's own names."""
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


def of_house(names: Iterable[str], outlets: Iterable[str]) -> bool:
    """Return whether ``names`` are nothing but names of the house, one of its desks, or an account of its system."""
    houses = {_house(name) for name in outlets if name}
    return all(_is_house(name, houses) for name in names)


def _is_house(name: str, houses: set[str]) -> bool:
    return _house(name) in houses or (_DESK.search(name) is not None and agency(name) is None)


def _house(name: str) -> str:
    """Return an outlet's name as it may be written elsewhere: ``The Elm Courier``, ``elmcourier``, ``Elm Courier News``."""
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
    """Return the names in one author value, as printed; addresses of profile pages, controls and the words of empty forms name nobody."""
    value = _plain(value)
    if not value or len(value) > 300 or _ADDRESS.match(value):
        return []
    if organisation:
        return [value] if _somebody(value) else []
    value, opened = _without_controls(value)
    nickname = _NICKNAME.fullmatch(value)
    if nickname is not None and person_names.is_name(f"{nickname[1]} {nickname[2]}", least=2, marked=True):
        return [value]
    writer = _FOR.sub("", value)
    if writer != value and person_names.is_name(writer, least=2, marked=True):
        return [writer]
    people = _full_names(value, opened)
    if people:
        return people
    found = bylines.parse(f"By {value}") if value else None
    if found is not None and found.names and not (len(found.names) == 1 and _shortened(found.names[0], value)):
        names = [name for name in found.names if _somebody(name)]
        return [name for name in names if not _is_role(name)] or names[:1]
    whole = _somebody(value) and len(value) <= 80 and not re.search(r"[0-9]{3}|[|:?!]", value)
    return [value] if whole else []


def _without_controls(value: str) -> tuple[str, bool]:
    """Return ``value`` without the buttons, days and labels of a page around its names, and whether words that open a byline were among them."""
    value = _BUTTONS.sub("", _GLUED.sub(" ", value), count=1)
    parts = [part.strip() for part in value.split("|")]
    value = " | ".join(part for part in parts if part and not _CONTROL.match(part))
    opening = _OPENING.match(value)
    if opening is not None and _FOREIGN.match(value) and person_names.is_name(value, least=2) and value.count(" ") < 2:
        opening = None  # "Di Marlo"
    if opening is not None:
        value = value[opening.end() :].strip()
    value = _PRESSED.sub("", _AFTER.sub("", value)).strip(" ,;|-–—")
    value = _WIRE.sub(lambda match: f" ({match[1]})" if agency(match[1], bracketed=True) else match[0], value)
    return value, opening is not None


def _full_names(value: str, opened: bool) -> list[str]:
    """Return the names of a list that holds nothing but full names, letters behind names, and roles; ``[]`` for any other value.

    A place may stand behind the only name of a printed byline (``opened``), so that there a list needs more than commas.
    """
    parts = [part.strip() for part in _LIST.split(value) if part and part.strip()]
    people = [part for part in parts if person_names.is_name(part, least=2, marked=True) and _somebody(part) and not _is_role(part)]  # fmt: skip
    rest = [part for part in parts if part not in people]
    if not people or not all(_LETTERS.fullmatch(part) or _is_role(part) for part in rest):
        return []
    doubtful = len(people) > 1 and (opened and not rest and _JOINT.search(value) is None)
    return [] if doubtful or any(is_known(part) or agency(part) for part in people) else people


def _is_role(name: str) -> bool:
    """Return whether words name what somebody is, and not who."""
    words = fold(name).replace("-", " ").split()
    return bool(words) and (words[-1] in _ROLES or " ".join(words[:2]) in _ROLE_OPENINGS)


def _shortened(name: str, value: str) -> bool:
    """Return whether ``name`` is the house's own name cut short ("Elm Courier" of "Elm Courier Staff", "Life" of "Life by the Sea")."""
    rest = value[len(name) :] if value.startswith(name) else ""
    return _COLLECTIVE.match(rest) is not None or (" " not in name and rest[:1] == " " and rest[1:2].islower())


def spelt(name: str, shown: Iterable[str]) -> str:
    """Return ``name`` as the page prints it where it is a slug (``mara-ellison``), or whole where it is a given name alone."""
    slug = _SLUG.fullmatch(name) is not None
    if not slug and " " in name:
        return name
    wanted = _letters(name)
    for line in shown:
        for person in named(line):
            if " " in person and person_names.is_name(person, least=2, marked=True):
                first = fold(person).split()[0]
                whole = first == fold(name) and is_given(first) and len(person.split()) <= _LONGEST_NAME
                if _letters(person) == wanted or whole:
                    return person
    return name


def _letters(name: str) -> str:
    return re.sub(r"[\W\d_]+", "", fold(name))


def _somebody(name: str) -> bool:
    return (
        len(name) > 1
        and not _CONTROL.match(name)
        and not _SYMBOL.search(name)
        and name.casefold().strip(".- ") not in _NOBODY
        and _ACCOUNTS.isdisjoint(name.casefold().split())
        and any(character.isalpha() for character in name)
        and not _ADDRESS.match(name)
    )


def _plain(value: str) -> str:
    """Return ``value`` without tags, mail addresses and character references (also those escaped twice), on one line."""
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
    """Return ``Krol, Ada`` as ``Ada Krol``; anything else as it is. For fields whose rules put the surname first."""
    match = re.fullmatch(r"\s*([^\s,;]{2,30}),\s*([^\s,;]{2,20}(?:\s[^\s,;]{1,20})?)\s*", value)
    if (
        match is None
        or not person_names.is_name(f"{match[2]} {match[1]}", least=2)
        or agency(match[2])
        or agency(match[1])
    ):
        return value
    return f"{match[2]} {match[1]}"
