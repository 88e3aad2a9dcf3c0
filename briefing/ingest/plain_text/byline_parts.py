"""Tells what one part of a byline is: a name, what somebody is, an agency, a paper, a place.

Ordered recognisers are asked about a part that stands between the signs of a byline; the first that knows settles it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from briefing.lexicon.agencies import agency, outlet, signed
from briefing.lexicon.byline_words import ALL_OF_THEM, HONORIFICS, IS_ROLE, PAPER, ROLE, SUBJECTS
from briefing.lexicon.person_names import SUFFIXES, is_name
from briefing.lexicon.place_names import is_given, is_known, is_region


@dataclass(frozen=True, slots=True)
class Part:
    """What a part of a byline is, with the name and the agency in it."""

    kind: Literal["agency", "role", "place", "name", "other"]
    name: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """Where a part stands. ``after``: a name or role stands before it; ``marked``: the line says "By"; ``mixed``: its capitals tell agencies."""

    after: bool
    marked: bool
    mixed: bool


_Recogniser = Callable[[str, Context], Part | None]
WHERE = re.compile(r"\s+(?:in|reporting from|reports from|at|[Ff]or|[Oo]f|from|-)\s+\S.*$")
"""The place or the paper behind a name."""


def read(text: str, context: Context) -> Part:
    """Return what a part of a byline is."""
    for recognise in _WHOLE:
        if (part := recognise(text, context)) is not None:
            return part
    text = WHERE.sub("", text)
    parts = (recognise(text, context) for recognise in _WITHOUT_PLACE)
    return next((part for part in parts if part is not None), Part("other"))


def _agency(text: str, context: Context) -> Part | None:
    wire = agency(text, bracketed=context.after)
    if wire is None and context.after and context.mixed:
        wire = signed(text)
    return None if wire is None else Part("agency", agency=wire)


def _paper(text: str, context: Context) -> Part | None:
    return Part("role", agency=agency_within(text)) if is_paper(text) else None


def _one_word(text: str, context: Context) -> Part | None:
    """Return a place behind a name; a role or the rest of a name ("Ada Krol and agencies", "Jr") names none."""
    tokens = text.split()
    single = len(tokens) == 1
    if not context.after or not (single or is_known(text)):
        return None
    first = tokens[0].casefold().strip(".")
    return Part("role") if first in SUFFIXES or (single and ROLE.fullmatch(text)) else Part("place")


def _name(text: str, context: Context) -> Part | None:
    if ROLE.search(text) or not is_name(text, marked=context.marked):
        return None
    tokens = text.split()
    for cut in range(2, min(4, len(tokens))):  # a name and an agency with nothing between: "Ada Krol Associated Press"
        wire = agency(" ".join(tokens[cut:]), bracketed=True)
        if wire is not None:
            return Part("name", " ".join(tokens[:cut]), wire)
    return Part("name", text)


def _honoured(text: str, context: Context) -> Part | None:
    title, _, name = text.partition(" ")
    return Part("name", text) if title in HONORIFICS and name and is_name(name, marked=context.marked) else None


def _agency_role(text: str, context: Context) -> Part | None:
    """Return ``PA Political Correspondent``."""
    wire = agency(text.split()[0], bracketed=True) if context.after and ROLE.search(text) else None
    return None if wire is None else Part("role", agency=wire)


def _staff(text: str, context: Context) -> Part | None:
    """Return ``Evening Courier Staff``."""
    first, *rest = text.split()
    return Part("role") if " ".join(rest[1:]).casefold() in ALL_OF_THEM and not is_given(first) else None


def _name_and_role(text: str, context: Context) -> Part | None:
    """Return ``Ada Krol AP Diplomatic Writer``; "Associated Press Writer" and "Elm Courier Staff Writer" name nobody."""
    head, tail = name_then_role(text.split(), marked=context.marked)
    if not head:
        return None
    wire = agency(head)
    if wire or is_paper(head):
        return Part("role", agency=wire)
    return Part("name", head, agency(tail, bracketed=True) or agency_within(tail))


def _role(text: str, context: Context) -> Part | None:
    return Part("role", agency=agency_within(text)) if ROLE.search(text) else None


_WHOLE: Final[tuple[_Recogniser, ...]] = (_agency, _paper)
_WITHOUT_PLACE: Final[tuple[_Recogniser, ...]] = (
    _one_word, _name, _honoured, _agency_role, _staff, _name_and_role, _role,
)  # fmt: skip
"""What is asked of a part as it stands, and then of one without the place behind it."""


def agency_within(text: str) -> str | None:
    """Return the agency that the first words of ``text`` name."""
    tokens = text.split()
    wires = (agency(" ".join(tokens[:size])) for size in range(min(3, len(tokens)), 0, -1))
    return next((wire for wire in wires if wire), None)


def is_paper(part: str) -> bool:
    """Return whether a part of a byline is the name of a paper or broadcaster; "Ada Post" is none."""
    return outlet(part) is not None or (PAPER.search(part) is not None and not is_given(part.split()[0]))


def is_role(part: str) -> bool:
    """Return whether a part of a byline says what somebody is, and does not begin with a given name."""
    if len(part) > 60 or is_given(part.split()[0]):
        return False
    return any((ROLE.fullmatch(part), IS_ROLE.search(part)))


def name_then_role(tokens: list[str], *, marked: bool) -> tuple[str, str]:
    """Return the name and what follows it without a sign between; empty if a line is not so built.

    The cut is before the first word that begins a role, an agency or a paper; else behind the shortest name.
    """
    cuts = [(" ".join(tokens[:cut]), " ".join(tokens[cut:])) for cut in range(2, min(6, len(tokens)))]
    cuts = [(head, tail) for head, tail in cuts if len(tail) <= 60 and is_name(head, least=2, marked=marked)]
    plain = ((head, tail) for head, tail in cuts if head[-1] != "." and _may_be_role(tail))
    return next((cut for cut in cuts if _begins_role(cut[1])), None) or next(plain, ("", ""))


def _begins_role(tail: str) -> bool:
    """Return whether the first word of ``tail`` begins an agency, a role or a paper."""
    if agency(tail, bracketed=True) or agency_within(tail):
        return True
    first = tail.split()[0]
    opens = first.casefold() in SUBJECTS or any((ROLE.match(tail), PAPER.search(first)))
    return opens and ROLE.search(tail) is not None


def _may_be_role(tail: str) -> bool:
    return any((ROLE.search(tail), IS_ROLE.search(tail))) or is_known(tail)


_FROM_WHERE = re.compile(r"\s(?:in|reporting from|reports from|from)\s+(?:the\s+)?([^\W\d_a-zß-öø-ÿ].{1,40})$")


def writes_from(part: str) -> str:
    """Return the place in "Ada Krol in Oslo", or nothing."""
    match = _FROM_WHERE.search(part)
    return match[1].strip() if match is not None else ""


def one_place(places: list[str], said: str = "") -> str | None:
    """Return the place, if only one is named; a state or country behind it belongs to it. ``said``: "in" stands before that one."""
    if len(places) == 2 and is_region(places[1]):
        places = [", ".join(places)]
    if len(places) != 1:
        return None
    place = places[0]
    first, _, last = place.partition(",")
    if is_known(first) or is_region(last.strip()):
        return place
    return place if place == said and len(said.split()) <= 4 and not is_paper(said) else None
