"""Bylines as people or bodies: which names may be turned round, and the forms in which styles write them.

Never guesses a person into an agency or back: what is not plainly "Given Family" stays one literal name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefing.citations import name_tables as tables
from briefing.lexicon.agencies import outlet, signed
from briefing.lexicon.name_kinds import is_company
from briefing.text import fold

_LONGEST_NAME = 6
_BEFORE_FAMILY = tables.PARTICLES | tables.CAPITAL_PARTICLES
_NOT_SMALL = tables.ELIDED_PARTICLES + tables.JOINED_PARTICLES
_LONGEST_GIVEN = 3
"""Words of given names before a text with a comma is taken for no name."""
# Scripts that write family name and given name together, in this order, with nothing between.
_JOINED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]")


_LEADING_PARTICLES = re.compile(
    rf"((?:{'|'.join(map(re.escape, tables.ELIDED_PARTICLES))})|(?:(?:{'|'.join(sorted(tables.PARTICLES))})\s+)+)(?=\S)"
)


def _of_people(write: Callable[[Name], str]) -> property:
    """Make a property of Name that has this form for people, and the whole name where it is written one way only."""
    return property(lambda name: name.whole or write(name), doc=write.__doc__)


def _spaces(*parts: str) -> str:
    return " ".join(filter(None, parts))


def _commas(*parts: str) -> str:
    return ", ".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class Name:
    """``literal`` for bodies and single names; otherwise ``family`` (with its particles) and ``given``."""

    family: str = ""
    given: str = ""
    literal: str = ""
    suffix: str = ""

    @property
    def sort(self) -> str:
        """What an in-text citation prints."""
        return self.literal or self.family

    @property
    def whole(self) -> str:
        """The name if it is written one way only: a body, a single name, or a name such as 山田花子; else ""."""
        return f"{self.family}{self.given}" if _JOINED.match(self.family) else self.literal

    def _before_family(self, given: str) -> str:
        """Return ``given`` and the family name; a particle that ends in an apostrophe takes no space."""
        return f"{given}{'' if given.endswith(('’', chr(39))) else ' '}{self.family}".strip()

    @_of_people
    def natural(self) -> str:
        """Given name first: ``Jan van der Berg``."""
        return _spaces(self._before_family(self.given), self.suffix)

    @_of_people
    def inverted(self) -> str:
        """Family name first: ``van der Berg, Jan``."""
        return _commas(self.family, self.given, self.suffix)

    @_of_people
    def demoted(self) -> str:
        """Family name first, its particles behind the given name, as Chicago sorts: ``Berg, Jan van der``."""
        particle, family = self._split()
        return _commas(family, _spaces(self.given, particle), self.suffix)

    @_of_people
    def initials_last(self) -> str:
        """Return ``Berg, J. A., Jr.``"""
        return _commas(self.family, self.initials(), self.suffix)

    @_of_people
    def initials_first(self) -> str:
        """Return ``J. A. Berg Jr.``"""
        return _spaces(self._before_family(self.initials()), self.suffix)

    @_of_people
    def bare_initials_last(self) -> str:
        """Return ``Berg JA Jr``"""
        return _spaces(self.family, self.initials("", ""), self.suffix.replace(".", ""))

    @_of_people
    def unpointed(self) -> str:
        """Given name first, without the stops of initials: ``JA Berg``."""
        given = re.sub(r"\b(\w)\. ?(?=\w\.)", r"\1", self.given).replace(".", "")
        return _spaces(self._before_family(given), self.suffix.replace(".", ""))

    def _split(self) -> tuple[str, str]:
        """Return the particles before the family name, and the rest of it."""
        match = _LEADING_PARTICLES.match(self.family)
        return (match[1].strip(), self.family[match.end() :]) if match else ("", self.family)

    def initials(self, stop: str = ".", join: str = " ") -> str:
        """Return ``J. A.`` of ``John A.``, ``J.-P.`` of ``Jean-Paul``; without ``stop`` and ``join``, ``JA`` and ``J-P``."""
        out = ""
        for word in _spaced(self.given).split():
            piece = _initial(word, stop)
            between = join or (" " if word.islower() else "")
            out += (between if out else "") + piece
        return out


def _initial(word: str, stop: str) -> str:
    if word[:1].islower() or not word[:1].isalpha():  # a particle, as in "Beauvoir, S. de"; a name in brackets
        return word
    parts = re.split(r"[-‐‑]", word)
    return "-".join(part.strip(".")[:1].upper() + stop for part in parts if part.strip("."))


# --- Reading -----------------------------------------------------------------------------------------------------------


def parse_name(text: str, bodies: frozenset[str] = frozenset()) -> Name:
    """Read one byline entry. ``bodies``: folded names known to be no person (the article's agency and outlet).

    ``Berg, Jan`` is read as family and given name. A single word, a firm, a name with ordinary small words ("Staff reporter"),
    with figures or with the last word of a body stays literal.
    """
    folded = fold(text).strip()
    if folded in bodies or any(known(text) for known in (signed, outlet, is_company)):
        return Name(literal=text)
    if "," in text:
        return _with_comma(text, bodies)
    words = text.split()
    suffix = words.pop() if len(words) > 2 and _bare(words[-1]) in tables.SUFFIXES else ""
    if len(words) < 2 or _is_body(words):
        return Name(literal=text)
    first = _family_start(words)
    words = [_lowered(word) for word in words]
    return Name(" ".join(words[first:]), _spaced(" ".join(words[:first])), suffix=suffix)


def _family_start(words: Sequence[str]) -> int:
    """Return the index of the family name's first word: at the first particle, at both sides of ``y``, else the last word."""
    for index in range(1, len(words) - 1):
        if words[index] in _BEFORE_FAMILY:
            return max(1, index - (words[index] in tables.CONNECTIVES))
    return len(words) - 1


def _with_comma(text: str, bodies: frozenset[str]) -> Name:
    """Return ``Berg, Jan``; ``Jan Berg, Jr.``; ``Berg, Jan, Jr.``; everything else with a comma is no plain name."""
    parts = [part.strip() for part in text.split(",")]
    end = len(parts)
    while end > 1 and _bare(parts[end - 1]) in tables.SUFFIXES:
        end -= 1
    suffix = ", ".join(parts[end:])
    if end == 1:
        name = parse_name(parts[0], bodies)
        return Name(literal=text) if name.literal else Name(name.family, name.given, suffix=suffix)
    if end != 2 or len(parts[1].split()) > _LONGEST_GIVEN or any(_is_body(part.split()) for part in parts[:2]):
        return Name(literal=text)
    return Name(parts[0], _spaced(parts[1]), suffix=suffix)


def _bare(word: str) -> str:
    return word.replace(".", "").casefold()


_SET_IN_CAPITALS = re.compile(r"[^\W\d_](?:[-‐’']?[^\W\d_]){2,}")


def _lowered(word: str) -> str:
    """Return a byline set in capitals (``AMINA WEKESA``, ``Jan BERG``) in the letters of a name; initials and short words stay."""
    if not (word.isupper() and _SET_IN_CAPITALS.fullmatch(word)):
        return word
    lowered = "".join(part.capitalize() for part in re.split(r"([-‐’'])", word))
    return re.sub(r"\bMc([a-z])(?=[a-z]{2})", lambda match: f"Mc{match[1].upper()}", lowered)


# "BBC Monitoring"; also "KIM Yong-ho", who is not turned round either.
_ACRONYM = re.compile(r"[A-Z]{3,5} (?=.*[a-z])")


def _is_body(words: Sequence[str]) -> bool:
    """Return True if ``words`` sign as a newsroom or an office, not as a person."""
    if not 0 < len(words) <= _LONGEST_NAME:
        return True
    signs = (
        fold(words[0]) in tables.BODY_STARTS,
        fold(words[-1]) in tables.NEWSROOM_WORDS,
        _ACRONYM.match(" ".join(words)) is not None,
        *map(_unlike_a_name, words),
    )
    return any(signs)


def _unlike_a_name(word: str) -> bool:
    small = word[:1].islower() and not word.startswith(_NOT_SMALL)
    return word not in tables.PARTICLES if small else re.search(r"[\d&/@]", word) is not None


def name_from_mapping(value: Mapping[str, Any], clean: Callable[[object], str]) -> Name | None:
    """Read a CSL name (``{family, given}`` or ``{literal}``); ``None`` if it holds no name."""
    part = {key: clean(value.get(key)) for key in _CSL_PARTS}
    if part["literal"]:
        return Name(literal=part["literal"])
    if not (part["family"] and part["given"]):
        alone = part["family"] or part["given"]
        return Name(literal=alone) if alone else None
    family = _spaces(part["non-dropping-particle"], part["family"])
    given = _spaces(_spaced(part["given"]), part["dropping-particle"])
    return Name(family.replace("'", "’"), given, suffix=part["suffix"])


def _spaced(given: str) -> str:
    """Return ``J. K.`` of ``J.K.``"""
    return re.sub(r"(?<=\b\w\.)(?=\w\.)", " ", given)


_CSL_PARTS = ("literal", "family", "given", "non-dropping-particle", "dropping-particle", "suffix")


# --- Lists -------------------------------------------------------------------------------------------------------------


def listed(names: Sequence[str], *, conjunction: str, serial: bool) -> str:
    """Return ``A``, ``A and B``, ``A, B, and C`` (``serial``: a comma before the conjunction of three or more)."""
    if len(names) < 2:
        return "".join(names)
    comma = "," if serial and len(names) > 2 else ""
    return f"{', '.join(names[:-1])}{comma} {conjunction} {names[-1]}"


@dataclass(frozen=True, slots=True)
class NameList:
    """How a style writes its authors.

    ``first`` and ``rest`` are properties of :class:`Name`. From ``shorten_from`` names on only ``shown`` of them are printed, then
    ``others``; ``comma_before_two``: ``A, and B``.
    """

    first: str
    rest: str
    conjunction: str = "and"
    serial: bool = True
    comma_before_two: bool = False
    shorten_from: int = 99
    shown: int = 1
    others: str = " et al."
    keep_last: bool = False

    def write(self, names: Sequence[Name]) -> str:
        """Return ``names`` as one text, "" if there are none."""
        forms = [str(getattr(name, self.rest if index else self.first)) for index, name in enumerate(names)]
        if len(forms) >= self.shorten_from:
            tail = f" … {forms[-1]}" if self.keep_last else ""
            comma = "," if self.shown > 1 and not self.keep_last else ""
            return ", ".join(forms[: self.shown]) + comma + (f",{tail}" if tail else self.others)
        if len(forms) == 2 and self.comma_before_two:
            return f"{forms[0]}, {self.conjunction} {forms[1]}"
        return listed(forms, conjunction=self.conjunction, serial=self.serial)
