"""Who wrote a web page: the names in author values of every shape, and which of the page's statements to believe.

A page states its authors up to six times over. The first statement that names anybody counts, in the order of trust of
``pagefacts``; where it names only the house (the outlet, a desk, "admin"), a person named by a later one is believed instead.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

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
    for authors in filter(None, map(_read, sources)):
        if first is None:
            first = authors
        if all(_is_house(name, houses) for name in authors.names):
            continue
        if authors is first or all(map(_is_full_name, authors.names)):
            return authors  # else another name of the house
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
    """Return who is named by one statement of the page, and the agency among them."""
    names = list(
        dict.fromkeys(name for value, organisation in source.values for name in named(value, organisation=organisation))
    )
    names = [name for name in names if not any(name.startswith(f"{other} ") for other in names)]
    if not names:
        return None
    wire = next(filter(None, map(agency, names)), None)
    if wire is None:
        values = [value for value, organisation in source.values if not organisation]
        lines = (bylines.parse(value if _OPENING.match(value) else f"By {value}") for value in values)
        wire = next((line.agency for line in lines if line is not None and line.agency), None)
    return Authors(tuple(names), wire, f"{source.where}: {', '.join(names)}")


def named(value: str, *, organisation: bool = False) -> list[str]:
    """Return the names in one author value, as printed; addresses of profile pages, controls and the words of empty forms name nobody."""
    value = _plain(value)
    if len(value) > 300 or _ADDRESS.match(value):
        return []
    if organisation:
        return [value] if _somebody(value) else []
    value, opened = _without_controls(value)
    return next(filter(None, (read(value, opened) for read in _READERS)), [])


def _is_full_name(text: str) -> bool:
    return person_names.is_name(text, least=2, marked=True)


def _with_nickname(value: str, opened: bool) -> list[str]:
    match = _NICKNAME.fullmatch(value)
    return [value] if match is not None and _is_full_name(f"{match[1]} {match[2]}") else []


def _for_paper(value: str, opened: bool) -> list[str]:
    """Return ``Ada Krol`` of ``Ada Krol for The Elm Courier``."""
    writer = _FOR.sub("", value)
    return [writer] if writer != value and _is_full_name(writer) else []


def _of_byline(value: str, opened: bool) -> list[str]:
    """Return the names of a value that is built like a printed byline, without the roles among them."""
    line = bylines.parse(f"By {value}") if value else None
    if line is None or not line.names or (len(line.names) == 1 and _shortened(line.names[0], value)):
        return _whole(value)
    names = list(filter(_somebody, line.names))
    return [name for name in names if not _is_role(name)] or names[:1]


def _whole(value: str) -> list[str]:
    return [value] if len(value) <= 80 and _NO_LINE.search(value) is None and _somebody(value) else []


_NO_LINE = re.compile(r"[0-9]{3}|[|:?!]")


def _without_controls(value: str) -> tuple[str, bool]:
    """Return ``value`` without the buttons, days and labels of a page around its names, and whether words that open a byline were among them."""
    value = _BUTTONS.sub("", _GLUED.sub(" ", value), count=1)
    parts = [part.strip() for part in value.split("|")]
    value = " | ".join(part for part in parts if part and not _CONTROL.match(part))
    opening = None if _is_surname(value) else _OPENING.match(value)
    if opening is not None:
        value = value[opening.end() :].strip()
    value = _PRESSED.sub("", _AFTER.sub("", value)).strip(" ,;|-–—")
    value = _WIRE.sub(lambda match: f" ({match[1]})" if agency(match[1], bracketed=True) else match[0], value)
    return value, opening is not None


def _is_surname(value: str) -> bool:
    """Return whether what opens bylines in some languages is the first part of a name ("Di Marlo")."""
    return _FOREIGN.match(value) is not None and value.count(" ") < 2 and person_names.is_name(value, least=2)


def _full_names(value: str, opened: bool) -> list[str]:
    """Return the names of a list that holds nothing but full names, letters behind names, and roles; ``[]`` for any other value.

    A place may stand behind the only name of a printed byline (``opened``), so that there a list needs more than commas.
    """
    parts = list(filter(None, map(str.strip, _LIST.split(value))))
    people = [part for part in parts if _is_full_name(part) and _somebody(part) and not _is_role(part)]
    rest = [part for part in parts if part not in people]
    if not all(_LETTERS.fullmatch(part) or _is_role(part) for part in rest):
        return []
    plain = opened and not rest and _JOINT.search(value) is None
    if plain and len(people) > 1:
        return []
    return [] if any(is_known(part) or agency(part) for part in people) else people


_READERS: Final[tuple[Callable[[str, bool], list[str]], ...]] = (
    _with_nickname, _for_paper, _full_names, _of_byline,
)  # fmt: skip


def _is_role(name: str) -> bool:
    """Return whether words name what somebody is, and not who."""
    words = fold(name).replace("-", " ").split()
    return bool(words) and (words[-1] in _ROLES or " ".join(words[:2]) in _ROLE_OPENINGS)


def _shortened(name: str, value: str) -> bool:
    """Return whether ``name`` is the house's own name cut short ("Elm Courier" of "Elm Courier Staff", "Life" of "Life by the Sea")."""
    rest = value[len(name) :] if value.startswith(name) else ""
    goes_on = rest[:1] == " " and rest[1:2].islower()
    return _COLLECTIVE.match(rest) is not None or (goes_on and " " not in name)


def spelt(name: str, shown: Iterable[str]) -> str:
    """Return ``name`` as the page prints it where it is a slug (``mara-ellison``), or whole where it is a given name alone."""
    if " " in name and _SLUG.fullmatch(name) is None:
        return name
    people = (person for line in shown for person in named(line) if " " in person and _is_full_name(person))
    return next((person for person in people if _is_spelt(name, person)), name)


def _is_spelt(name: str, person: str) -> bool:
    """Return whether ``name`` is ``person`` written as a slug, or the given name alone."""
    if _letters(name) == _letters(person):
        return True
    first = fold(person).split()[0]
    return first == fold(name) and is_given(first) and len(person.split()) <= _LONGEST_NAME


def _letters(name: str) -> str:
    return re.sub(r"[\W\d_]+", "", fold(name))


_NO_NAMES: Final = (_CONTROL.match, _SYMBOL.search, _ADDRESS.match)


def _somebody(name: str) -> bool:
    """Return whether an author value names anybody, and is no control, address, account or word of an empty form."""
    words = name.casefold()
    if words.strip(".- ") in _NOBODY or not _ACCOUNTS.isdisjoint(words.split()):
        return False
    if len(name) < 2 or not any(map(str.isalpha, name)):
        return False
    return not any(look(name) for look in _NO_NAMES)


def _plain(value: str) -> str:
    """Return ``value`` without tags, mail addresses and character references (also those escaped twice), on one line."""
    value = _TAG.sub(" ", html.unescape(html.unescape(value)))
    value = _HANDLE.sub("", _MAIL.sub("", value)) if "@" in value else value
    value = _BY_ALONE.sub("by ", value.replace("\u00a0", " ")).strip(_SYMBOLS)
    value = _SPACE.sub(lambda space: " " if _BREAK.isdisjoint(space[0]) else "\n", value)
    return re.sub(r"\n+", " | ", value) if value.count("\n") <= 3 else " ".join(value.split())


_SPACE = re.compile(r"\s{2,}(?=\S)|\s*[\r\n]+\s*")
_BREAK = frozenset("\r\n")


def turned(value: str) -> str:
    """Return ``Krol, Ada`` as ``Ada Krol``; anything else as it is. For fields whose rules put the surname first."""
    match = re.fullmatch(r"\s*([^\s,;]{2,30}),\s*([^\s,;]{2,20}(?:\s[^\s,;]{1,20})?)\s*", value)
    if match is None or any(map(agency, match.groups())):
        return value
    name = f"{match[2]} {match[1]}"
    return name if person_names.is_name(name, least=2) else value
