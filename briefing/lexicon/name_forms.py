"""What a written name says about itself: cleaned surface, parts of a person's name, keys of an organisation's name.

Pure functions on one name. Never looks at the text around it and never joins anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from briefing.lexicon.gazetteer import Known, straight, tables
from briefing.model import EntityType
from briefing.text import fold

_SUFFIXES = frozenset("jr jnr junior sr snr senior ii iii iv".split())
_GENERATIONS = {"junior": "jr", "jnr": "jr", "senior": "sr", "snr": "sr"}
_GIVEN_TOO = frozenset("lee kim le ma win he".split())
"""Those of ``FAMILY_FIRST`` that are given names or words elsewhere."""
_PARTICLES = frozenset(
    "de del dela delos della da di dos du van von der den ten ter bin ibn bint al el la le los st abu ben".split()
)
FAMILY_FIRST = frozenset(
    "kim lee park choi jung kang cho yoon jang lim han oh seo shin kwon hwang ahn song yoo hong moon roh ban xi hu wen li "
    "wang zhang liu chen yang zhao huang zhou wu xu sun zhu ma guo lin he gao zheng liang xie tang deng jiang cai jia mao "
    "nguyen tran pham le hun pol ri pak thein win ne qin shi fang yan ding wei yin peng feng cao dong shen yuan".split()
)
"""Family names that stand first in East and South-East Asian names."""

AMERICAN_STATES = frozenset(
    "Alabama;Alaska;Arizona;Arkansas;California;Colorado;Connecticut;Delaware;Florida;Georgia;Hawaii;Idaho;Illinois;Indiana;Iowa;"
    "Kansas;Kentucky;Louisiana;Maine;Maryland;Massachusetts;Michigan;Minnesota;Mississippi;Missouri;Montana;Nebraska;Nevada;"
    "New Hampshire;New Jersey;New Mexico;New York;North Carolina;North Dakota;Ohio;Oklahoma;Oregon;Pennsylvania;Rhode Island;"
    "South Carolina;South Dakota;Tennessee;Texas;Utah;Vermont;Virginia;West Virginia;Wisconsin;Wyoming;New York City;"
    "Los Angeles;Chicago;Boston;Philadelphia;San Francisco;Houston;Seattle;Atlanta;Miami;Detroit;Dallas;Denver".split(
        ";"
    )
)

_CORPORATE = frozenset(
    "inc corp corporation co company ltd limited llc llp lp plc ag gmbh sa spa nv bv ab asa as oyj se sro srl kg pty kk "
    "group holdings holding sarl bhd".split()
)
_LEGAL_FORMS = _CORPORATE - {"group", "company", "sa", "as", "se"}
_DEPARTMENTS = ("department", "ministry")
_UNIONS = {"united states": "us", "united kingdom": "uk", "united nations": "un"}
_SMALL = frozenset("of the and for in on to de &".split())
_CORPORATE_PHRASES = (
    ("limited", "liability", "company"),
    ("limited", "liability", "partnership"),
    ("public", "limited", "company"),
)
_EDGES = re.compile(r"^[\s\"'“”‘’(\[]+|[\s\"“”‘’)\],;:]+$")
_SPACED_INITIALS = re.compile(r"\b([A-Z]\.)\s(?=[A-Z]\.(?:\s|$))")
_OWNING = re.compile(r"(?<=\w)['’ʼ][sS]$|(?<=[sS])['’ʼ]$")


@lru_cache(maxsize=65536)
def clean(surface: str, *, possessive: bool = True) -> str:
    """Return ``surface`` in one line, without a leading article, quotation marks and a possessive at its end.

    Args:
        possessive: False where ``'s`` is the end of the name itself (``Bellamy's``).
    """
    text = " ".join(straight(surface).split())
    if " - " in text:
        text = text.replace(" - ", "-")
    if ". " in text:
        text = _SPACED_INITIALS.sub(r"\1", text)  # U. S. -> U.S.
    text = _EDGES.sub("", text)
    if possessive and len(text) > 3 and text not in tables().names:
        text = _OWNING.sub("", text)
    if text[:4] in ("the ", "The ") and text not in tables().names:
        text = text[4:]
    return text


@dataclass(frozen=True, slots=True)
class Person:
    """The parts of a person's name, folded, in one transliteration. ``given`` is "" for a bare surname; ``middle`` holds
    names or initials; ``parts`` are all words as spelt (folded)."""

    given: str
    middle: tuple[str, ...]
    surname: str
    suffix: str = ""
    parts: tuple[str, ...] = ()

    @property
    def full(self) -> bool:
        return bool(self.given)


@lru_cache(maxsize=65536)
def person(surface: str) -> Person:
    """Return the parts of a person's name as printed ("Brian E. Nelson Jr"): given names, surname with its particles, generation."""
    words = _without_office(clean(surface).replace(",", " ").split())
    parts = [part for word in words if (part := fold(word).strip("."))]
    suffix = ""
    while len(parts) > 1 and parts[-1] in _SUFFIXES:
        suffix = _GENERATIONS.get(parts[-1], parts[-1])
        parts = parts[:-1]
    if not parts:
        return Person("", (), fold(surface), suffix)
    if len(parts) == 1:
        return Person("", (), romanised(parts[0]), suffix, tuple(parts))
    if _is_family_first(words, parts):
        return Person(" ".join(parts[1:]).replace("-", " "), (), parts[0], suffix, tuple(parts))
    if parts[0] not in tables().first_names and _PARTICLES.issuperset(parts[:-1]):  # "Van der Meer"
        return Person("", (), " ".join(parts), suffix, tuple(parts))
    begin = len(parts) - 1
    while begin > 1 and parts[begin - 1] in _PARTICLES:
        begin -= 1
    surname = " ".join([*parts[begin:-1], romanised(parts[-1])])
    return Person(romanised(parts[0]), tuple(parts[1:begin]), surname, suffix, tuple(parts))


def _without_office(words: list[str]) -> list[str]:
    """Return the words of a name without titles and offices before it."""
    table = tables()
    while len(words) > 1 and (words[0] in table.address or words[0] in table.titles):
        if len(words) == 2 and words[0] in table.first_names:
            break
        words = words[1:]
    for index in range(len(words) - 2, 0, -1):
        if words[index] in table.acronyms:  # "Harbour Group CEO Ada Krol": the name begins behind the office
            return words[index + 1 :]
    return words


def _is_family_first(words: list[str], parts: list[str]) -> bool:
    """Return True if the family name stands first, as in East Asia ("Kim Jong-un", "Park Geun Hye")."""
    family = parts[0]
    if len(parts) == 2:
        return family in FAMILY_FIRST and "-" in parts[1]
    if len(parts) != 3:
        return False
    if family in FAMILY_FIRST and words[0].strip(".").lower() not in _GIVEN_TOO:
        return True
    return family in ("kim", "lee") and words[1] not in tables().first_names and len(parts[1]) > 1


_ROMANISED = {
    name: group.split()[0]
    for group in (
        "sergei sergey serguei;alexei aleksei alexey aleksey;dmitry dmitri dmitriy dimitry;mohammed mohamed muhammad mohammad muhammed;"
        "yuri yury iurii yuriy;vasily vasiliy vassily;andrei andrey;nikolai nikolay;yevgeny evgeny evgeni yevgeni;hussein hussain husayn;"
        "abdullah abdulla;osama usama;moammar muammar muammer;ahmed ahmad;omar umar;yasser yasir;gaddafi qaddafi gadhafi kadafi gadafi "
        "kaddafi qadhafi;maliki malaki;sadr sader;khamenei khameini;rafsanjani rafsandjani;lukashenko lukashenka"
    ).split(";")
    for name in group.split()
}


@lru_cache(maxsize=1 << 15)
def romanised(name: str) -> str:
    """One spelling for the usual transliterations of a folded Russian, Ukrainian or Arabic name (Zelensky, Zelenskyy)."""
    for ending in ("skyy", "skiy", "skii", "skyi", "skyj", "skij"):
        if name.endswith(ending):
            return name[: -len(ending)] + "sky"
    head, _, tail = name.rpartition("-")
    if head in ("al", "el"):
        return f"al-{_ROMANISED.get(tail, tail)}"
    return _ROMANISED.get(name, name)


def surname_keys(name: Person) -> set[str]:
    """Return the words by which this person may be called alone: the surname, with and without its particles."""
    return {key for key in bare_keys(name) if len(key) > 1}


def same_given(one: str, other: str) -> bool:
    """Return whether two given names can be one: equal, or one is the initial of the other."""
    a, b = one.replace(".", "").replace("-", " "), other.replace(".", "").replace("-", " ")
    if a == b:
        return True
    if 1 in (len(a), len(b)):
        return a[0] == b[0]
    return _SHORT.get(a, a) == _SHORT.get(b, b)


def same_middle(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether middle names do not contradict each other: one lacks them, or they agree up to initials."""
    return all(_same_name(a, b) for a, b in zip(one, other, strict=False))


def _same_name(one: str, other: str) -> bool:
    """Return whether two names are equal, or one is the initial of the other."""
    is_initial = 1 in (len(one.strip(".")), len(other.strip(".")))
    return one[0] == other[0] if is_initial else one == other


_SHORT_FORMS = (
    "abraham abe;alexander alex sasha;alfred alf;andrew andy drew;anthony tony antony;arthur art;benjamin ben;bernard bernie;"
    "catherine kate cathy;charles charlie chuck;christopher chris;condoleezza condi;daniel dan danny;david dave;deborah debbie;"
    "donald don;douglas doug;edward ed eddie ted;elizabeth liz beth betty;frederick fred;gerald gerry;gregory greg;"
    "harold hal;henry hank;james jim jimmy;jeffrey jeff;jennifer jen jenny;joseph joe joey;joshua josh;kenneth ken;"
    "lawrence larry;leonard len;matthew matt;michael mike mick;mitchell mitch;nicholas nick;patrick pat;peter pete;philip phil;"
    "raymond ray;rebecca becky;richard rick dick;robert bob bobby rob;ronald ron;samuel sam;stephen steve steven;"
    "susan sue;theodore ted;thomas tom tommy;timothy tim;walter walt;william bill will billy;zachary zach"
)
_SHORT = {name: group.split()[0] for group in _SHORT_FORMS.split(";") for name in group.split()}


@lru_cache(maxsize=65536)
def organisation_key(surface: str) -> tuple[str, ...]:
    """Return the words of an organisation's name without its legal form; ``Department of X`` reads as ``X Department``."""
    text = fold(clean(surface)).replace("&", " and ").replace("/", " ")
    words = [word for printed in text.split() if (word := re.sub(r"[.,()]", "", printed))]
    return tuple(_without_country(_department_last(_without_legal_form(words))))


def _without_legal_form(words: list[str]) -> list[str]:
    for phrase in _CORPORATE_PHRASES:
        size = len(phrase)
        if len(words) <= size:
            continue
        if tuple(words[-size:]) == phrase:
            words = words[:-size]
        elif tuple(words[:size]) == phrase:
            words = words[size:]
    while len(words) > 1 and words[-1] in _CORPORATE:
        words = words[:-1]
    if words[-1:] == ["and"]:
        words = words[:-1]
    national_branch = len(words) > 1 and words[-1] in ("usa", "us", "uk")
    return words[:-1] if national_branch else words


def _department_last(words: list[str]) -> list[str]:
    """Return "Department of the Interior" as "Interior Department"."""
    for head in _DEPARTMENTS:
        if head in words[:-2] and words[words.index(head) + 1] in ("of", "for"):
            at = words.index(head)
            words = [*words[:at], *(word for word in words[at + 2 :] if word != "the"), head]
    return words


def _without_country(words: list[str]) -> list[str]:
    """Return a name with its country as initials, a department's without its country."""
    if len(words) <= 2:
        return words
    country = _UNIONS.get(" ".join(words[:2]))
    if country is not None:
        words = [country, *words[2:]]
    if len(words) > 2 and words[0] in ("us", "uk") and words[-1] in _DEPARTMENTS:
        words = words[1:]
    return words


def has_legal_form(surface: str) -> bool:
    """Return True if a name ends in a legal form such as Inc. or GmbH."""
    return " " in surface and surface.rsplit(" ", 1)[1].strip(".,").lower().replace(".", "") in _LEGAL_FORMS


@lru_cache(maxsize=65536)
def kind(surface: str, given: EntityType) -> EntityType:
    """Return the kind of a cleaned name: as the recogniser gave it, unless the name itself says that it is nobody's ("AMD", "Krol Inc.")."""
    if given != "person":
        return given
    table = tables()
    known = table.names.get(surface)
    if known is None and _before_region(surface) is not None:
        return "place"
    words = surface.split()
    if known is not None and words[0] not in table.first_names and _is_told_by_table(surface, known):
        return known.type
    return "organisation" if _is_nobodys(surface, words) else given


def _before_region(surface: str) -> str | None:
    """Return what stands before a region of the tables (``Bountiful`` of ``Bountiful, British Columbia``), ``None`` without one."""
    head, _, region = surface.partition(", ")
    names = tables().names
    return head if region in names or region + "." in names else None


def _is_told_by_table(surface: str, known: Known) -> bool:
    """Return True unless a listed name is one plain word, which people bear too."""
    return " " in surface or "-" in surface or bool(known.country) or is_acronym(surface)


def _is_nobodys(surface: str, words: list[str]) -> bool:
    """Return True if the form of a name is that of an organisation."""
    table = tables()
    if has_legal_form(surface):
        return True
    if is_acronym(surface) and "." not in surface and surface.title() not in table.first_names:
        return True
    if len(words) < 2:
        return False
    first, last = words[0], words[-1]
    if last in ("USA", "US", "UK"):
        return True
    if last not in table.organisation_last or first.lower() in FAMILY_FIRST:
        return False
    return table.first_names.isdisjoint((first, last))


def is_role(surface: str) -> bool:
    """Return whether a name of one word is an office or a relation ("Doctor", "Girlfriend"), which many people hold."""
    table = tables()
    if surface in table.surnames or surface in table.first_names:
        return False
    return surface in table.titles or surface in table.address or surface.lower() in table.roles


@lru_cache(maxsize=65536)
def initials(surface: str) -> frozenset[str]:
    """Return the acronyms that the capitals of a long name can give, with and without its small words (upper case)."""
    words = [word for word in re.split(r"[\s\-/]+", clean(surface)) if word]
    if not 2 <= len(words) <= 12:
        return frozenset()
    capitals = [word for word in words if _is_capital(word)]
    content = [word for word in words if word.lower() not in _SMALL]
    forms = {"".join(word[0] for word in chosen).upper() for chosen in (capitals, words, content)}
    if words[-1].strip(".").lower() in _CORPORATE:
        forms |= {form[:-1] for form in forms}
    return frozenset(form for form in forms if len(form) >= 2)


def _is_capital(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit()


def is_acronym(surface: str) -> bool:
    """Return whether ``surface`` is written as an acronym: capitals (and full stops) only, two to eight letters."""
    letters = surface.replace(".", "").replace("-", "")
    if not 2 <= len(letters) <= 8 or not letters.isalnum():
        return False
    return sum(map(str.isupper, letters)) >= max(2, len(letters) - 1)


def place(surface: str) -> str:
    """Return a place without what it lies in: ``London's Heathrow Airport`` and ``Bountiful, British Columbia``."""
    names = tables().names
    head = None if surface in names else _before_region(surface)
    if head is not None:
        surface = head
    owner, _, rest = surface.partition("'s ")
    return rest if rest and owner in names and surface not in names else surface


@lru_cache(maxsize=1)
def known_organisations() -> dict[tuple[str, ...], Known]:
    """Return the organisations of the tables by the key of their names (without legal form)."""
    found: dict[tuple[str, ...], Known] = {}
    for surface, known in tables().names.items():
        if known.type == "organisation" and (" " in surface or len(surface) > 4):
            found.setdefault(organisation_key(surface), known)
    return found


def compatible(one: Person, other: Person) -> bool:
    """Return whether two full names can be one person: surname and generation equal, given and middle names not contradicting."""
    if (one.suffix, one.surname) != (other.suffix, other.surname):
        return False
    return same_given(one.given, other.given) and same_middle(one.middle, other.middle)


def join_reason(one: Person, other: Person, one_surface: str, other_surface: str) -> str:
    """Why two compatible names are one: ``exact``, ``case``, ``initials`` or ``short-name`` ("Bill" for "William")."""
    if one.given != other.given:
        return "initials" if min(len(one.given.strip(".")), len(other.given.strip("."))) <= 1 else "short-name"
    if one.middle != other.middle:
        return "initials"
    if one_surface == other_surface:
        return "exact"
    return "case" if one.parts == other.parts else "transliteration"


def bare_keys(name: Person) -> list[str]:
    """Return the surnames that a bare name can be ("al-Maliki": with and without its article)."""
    article, dash, tail = name.surname.partition("-")
    keys = [name.surname]
    if dash and article in _PARTICLES:
        keys.append(tail)
    return list(dict.fromkeys((*keys, *name.surname.split()[-1:])))


AMERICAN = frozenset(("US", "U.S.", "USA", "America", "Washington", "White House", "Pentagon", "Congress", "Capitol"))
