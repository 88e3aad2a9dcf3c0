"""Bylines as people or bodies: which names may be turned round, and how each style writes them.

Never guesses a person into an agency or back: what is not plainly "Given Family" stays one literal name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefing.text import fold


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
    def natural(self) -> str:
        """Given name first: ``Jan van der Berg``."""
        if self.literal:
            return self.literal
        return " ".join(filter(None, (self.given, self.family))) + (f" {self.suffix}" if self.suffix else "")

    @property
    def inverted(self) -> str:
        """Family name first: ``van der Berg, Jan``."""
        if self.literal:
            return self.literal
        return ", ".join(filter(None, (self.family, self.given, self.suffix)))

    def initials(self, stop: str = ".", join: str = " ") -> str:
        """``J. A.`` of ``John A.``, ``J.-P.`` of ``Jean-Paul``; without ``stop`` and ``join``, ``JA`` and ``JP``."""
        return join.join(filter(None, (self._initial(word, stop, join) for word in self.given.split())))

    @staticmethod
    def _initial(word: str, stop: str, join: str) -> str:
        if word in _PARTICLES:  # a particle that stays with the given name: Beauvoir, S. de
            return word
        if re.fullmatch(r"(?:\w\.){2,}", word):  # "J.K." typed without a space is two initials
            parts, between = word.split("."), join
        else:
            parts, between = re.split(r"[-‐‑]", word), "-" if stop else ""
        return between.join(part.strip(".")[:1].upper() + stop for part in parts if part.strip("."))


_PARTICLES = frozenset(
    "van von der den de da di do dos das du del della la le los ter ten zu zum zur af av al el bin ibn bint ben ap ab y e".split()
)
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
# Last words of bodies that sign articles. Words that are also family names (Press, Post, Page, Service) are left out:
# they are caught by the other rules or by the article's own agency and outlet.
_BODIES = frozenset(
    "agency news newsroom staff desk team wire bureau editors editor board department ministry office university institute "
    "correspondent correspondents reporter reporters writer writers network association alliance times gazette agencies "
    "committee council company government commission authority foundation society register".split()
)
_KNOWN = frozenset({"associated press", "canadian press", "press association", "press trust", "agence france-presse"})


def parse_name(text: str, bodies: frozenset[str] = frozenset()) -> Name:
    """One byline entry. ``bodies``: folded names known to be no person (the article's agency and outlet).

    ``Berg, Jan`` is read as family and given name. A single word, a name with ordinary small words ("Staff reporter"),
    with figures or with the last word of a body stays literal.
    """
    folded = fold(text).strip()
    if folded in bodies or folded in _KNOWN:
        return Name(literal=text)
    if "," in text:
        return _with_comma(text, bodies)
    words = text.split()
    suffix = words.pop() if len(words) > 2 and words[-1].casefold() in _SUFFIXES else ""
    if len(words) < 2 or _is_body(text):
        return Name(literal=text)
    first = len(words) - 1
    while first > 1 and words[first - 1].casefold() in _PARTICLES and words[first - 1][:1].islower():
        first -= 1
    words = [_lowered(word) for word in words]
    return Name(" ".join(words[first:]), " ".join(words[:first]), suffix=suffix)


def _with_comma(text: str, bodies: frozenset[str]) -> Name:
    """``Berg, Jan``; ``Jan Berg, Jr.``; ``Berg, Jan, Jr.``; everything else with a comma is no plain name."""
    parts = [part.strip() for part in text.split(",")]
    suffix = parts.pop() if len(parts) > 1 and parts[-1].casefold() in _SUFFIXES else ""
    if len(parts) == 1:
        name = parse_name(parts[0], bodies)
        return Name(literal=text) if name.literal else Name(name.family, name.given, suffix=suffix)
    plain = len(parts) == 2 and all(parts) and len(parts[1].split()) <= 3 and not any(map(_is_body, parts))
    return Name(parts[0], parts[1], suffix=suffix) if plain else Name(literal=text)


def _lowered(word: str) -> str:
    """A byline set in capitals (``AMINA WEKESA``, ``Jan BERG``) in the letters of a name; initials and short words stay."""
    if not word.isupper() or sum(character.isalpha() for character in word) < 3 or "." in word:
        return word
    parts = re.split(r"([-‐’'])", word)
    return "".join(
        f"Mc{part[2:].capitalize()}" if part[:2] == "MC" and len(part) > 4 else part.capitalize() for part in parts
    )


def _is_body(text: str) -> bool:
    words = text.split()
    if not words:
        return True
    last = fold(words[-1])
    if fold(words[0]) in {"the", "our", "by"} or last in _BODIES or len(words) > 6:
        return True
    if any(character.isdigit() or character in "&/@" for character in text):
        return True
    return (
        any(w[:1].islower() and w.casefold() not in _PARTICLES and not w.startswith(("d’", "d'")) for w in words)
        or "of" in words
    )


def name_from_mapping(value: Mapping[str, Any], clean: Any) -> Name | None:
    """A CSL name (``{family, given}`` or ``{literal}``); ``None`` if it holds no name."""
    literal = clean(value.get("literal"))
    family = clean(value.get("family"))
    given = clean(value.get("given"))
    if literal:
        return Name(literal=literal)
    if family and given:
        family = f"{clean(value.get('non-dropping-particle'))} {family}".strip()
        return Name(
            family, f"{given} {clean(value.get('dropping-particle'))}".strip(), suffix=clean(value.get("suffix"))
        )
    return Name(literal=family or given) if family or given else None


def listed(names: list[str], *, conjunction: str, serial: bool) -> str:
    """``A``, ``A and B``, ``A, B, and C`` (``serial``: a comma before the conjunction of three or more)."""
    if len(names) < 2:
        return "".join(names)
    comma = "," if serial and len(names) > 2 else ""
    return f"{', '.join(names[:-1])}{comma} {conjunction} {names[-1]}"
