"""Single marks as they stand in the text: which are quotation marks, which apostrophes, and which way each one faces.

Knows the characters beside a mark and, for single marks, the candidates for its partner. Never decides what a quotation is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.analysis.patterns import Lazy
from briefing.analysis.quotations.reporter_patterns import REPORTER
from briefing.model import Span

Direction = Literal["open", "close", "either"]
Family = Literal["double", "single", "guillemet", "angle", "corner"]

SENTENCE_START = Lazy(r"(?<=[.!?…])['’\")\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")


@dataclass(slots=True)
class Mark:
    start: int
    end: int
    family: Family
    shape: str
    direction: Direction


# An attribute of leftover markup (pic="…") is matched first so that its marks are passed over.
_MARK = Lazy(
    r'(?P<attribute>=\s?"[^"\n<>]{0,4000}")'
    "|(?P<double>''|``|´´|‘‘|’’|,,(?=\\w)|‚‚(?=\\w)|[“”„‟\"″״])|(?P<guillemet>[«»])|(?P<angle>[‹›])|(?P<corner>[「」『』])"
    "|(?P<single>[‘’‚‛'`´′])"
)
ANY_MARKS = "“”„‟\"″«»‹›「」『』‘’‚‛'`´′"
"""Characters of which quotation marks are made."""
_ANY_MARK = frozenset(ANY_MARKS)
_BEGINS_MARK = Lazy(f"[{ANY_MARKS}״,=]")
_SHAPES: dict[str, Direction] = {
    **dict.fromkeys(("“", "„", "‟", "«", "‹", "「", "『", "‘", "‚", "‛", "``", "`", ",,", "‚‚", "‘‘"), "open"),
    **dict.fromkeys(("”", "»", "›", "」", "』", "’’", "´´", "´"), "close"),
}
_BEFORE_OPENING = frozenset(" ([{<>—–-/:=|*_~¡¿\ufffd")
_AFTER_CLOSING = frozenset(" .,;:!?)]}—–-/…<>|*_~")
_NEVER_OPENED = _AFTER_CLOSING - frozenset("…-—–")
"""Characters behind a mark that does not open; a dash or an ellipsis may stand there."""

_ELISION = Lazy(
    r"['‘’‛`](?:(?:cause|cuz|em|til|till|tis|twas|twere|bout|round|nuff|kay|n|nother|neath|gainst|s|d|ll|re|ve|m|t)\b|\d0s\b|\d\d\b(?!['’]))",
    re.IGNORECASE,
)


def _marks(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the matches of :data:`_MARK`, looked for only where one can begin: ten times as fast as looking everywhere."""
    at = start
    while (begins := _BEGINS_MARK.search(text, at, end)) is not None:
        at = begins.end()
        match = _MARK.match(text, at - 1, end)
        if match is not None:
            at = match.end()
            yield match


def read_marks(text: str, start: int, end: int) -> list[Mark]:
    """Return all marks of a paragraph with the direction that their surroundings give them; apostrophes within words left out."""
    marks: list[Mark] = []
    for match in _marks(text, start, end):
        family, shape = match.lastgroup, match.group()
        at, stop = match.span()
        if family == "attribute":
            continue
        if family == "single" and _is_apostrophe(text, at, stop, start, end):
            continue
        left, right = _beside(text, at, stop, start, end)
        if _measures(shape, left) or _abbreviates(shape, left, right):
            continue
        # Before a row of full stops a mark opens what begins with an ellipsis.
        after = "…" if right != " " and text.startswith("..", stop) else right
        direction = _DIRECTIONS.get((_may_open(left, after), _may_close(left, right))) or _by_shape(shape, family)
        marks.append(Mark(at, stop, family, shape, direction))  # type: ignore[arg-type]
    return marks


_DIRECTIONS: dict[tuple[bool, bool], Direction] = {(True, False): "open", (False, True): "close"}
"""Direction by whether a mark may open and may close where it stands; of others the shape decides."""


def _measures(shape: str, left: str) -> bool:
    """Return True for feet, inches and minutes."""
    return shape in "″′" and left.isdigit()


def _abbreviates(shape: str, left: str, right: str) -> bool:
    """Return True for the mark inside a Hebrew abbreviation."""
    return shape == "״" and left.isalpha() and right.isalpha()


def _may_open(left: str, right: str) -> bool:
    return left in _BEFORE_OPENING and right not in _NEVER_OPENED


def _may_close(left: str, right: str) -> bool:
    return left not in " ([{" and right in _AFTER_CLOSING


def _by_shape(shape: str, family: str | None) -> Direction:
    if (shape, family) == ("’", "single"):
        return "close"
    return _SHAPES.get(shape, "either")


def _beside(text: str, at: int, stop: int, start: int, end: int) -> tuple[str, str]:
    """Return the characters beside a mark, other marks passed over (at most four); any white space, and the edge, is ``" "``."""
    left = next(iter(_outward(text[max(start, at - 5) : at][::-1])), " ")
    right = next(iter(_outward(text[stop : min(end, stop + 5)])), " ")
    return (" " if left.isspace() else left), (" " if right.isspace() else right)


def _outward(text: str) -> str:
    """Return what follows up to four marks at the beginning of ``text``."""
    return text[:4].lstrip(ANY_MARKS) + text[4:]


def _is_apostrophe(text: str, at: int, stop: int, start: int, end: int) -> bool:
    """Return True if a single mark stands within a word (``don’t``), for dropped letters (``’90s``, ``'cause``) or for feet."""
    before = text[at - 1] if at > start else " "
    after = text[stop] if stop < end else " "
    if before.isdigit() and text[at] in "'′" and not after.isalnum():
        return after in " -" or after in _ANY_MARK
    if not after.isalnum():
        return False
    return before.isalnum() or _ELISION.match(text, at, end) is not None


def outside(marks: Iterable[Mark], spans: Sequence[Span]) -> list[Mark]:
    """Return the marks that lie in none of ``spans`` (sorted); one pass."""
    result: list[Mark] = []
    index = 0
    for mark in marks:
        while index < len(spans) and spans[index][1] <= mark.start:
            index += 1
        if index == len(spans) or mark.start < spans[index][0]:
            result.append(mark)
    return result


def resolve_singles(text: str, marks: Sequence[Mark], *, strict: bool) -> list[Mark]:
    """Return the single marks that really quote, each opener with the closer that fits best.

    A mark after a plural (``the workers’ rights``) or a clipped word (``doin’``) closes only if nothing better follows
    before the next opener. ``strict`` drops openers without a closer; otherwise they stay (running or lost quotations).
    """
    result: list[Mark] = []
    index = 0
    while index < len(marks):
        mark = marks[index]
        closer = _closer(text, marks, index) if mark.direction == "open" else None
        if closer is not None:
            result += (mark, marks[closer])
            index = closer
        elif not strict and _quotes_alone(text, mark):
            result.append(mark)
        index += 1
    return result


def _quotes_alone(text: str, mark: Mark) -> bool:
    """Tell whether a mark without a partner quotes: an opener, or what closes firmly."""
    return mark.direction == "open" or (mark.direction == "close" and _closes_firmly(text, mark))


def _closer(text: str, marks: Sequence[Mark], opener: int) -> int | None:
    """Return the index of the mark that closes ``marks[opener]``: one that closes firmly, else the first that may."""
    following = range(opener + 1, len(marks))
    limit = next((at for at in following if marks[at].direction == "open"), len(marks))
    strong = next((at for at in range(opener + 1, limit) if _closes_firmly(text, marks[at])), None)
    weak = opener + 1
    if weak in (strong, limit):
        return strong
    if strong is not None and not _apart(text, marks[weak], marks[strong], marks[opener]):
        return strong
    # ‘We open, Krol said. It is the dockers’ day.
    return None if REPORTER.search(text, marks[opener].end, marks[weak].start) is not None else weak


def _closes_firmly(text: str, mark: Mark) -> bool:
    """Return True if a closing mark with punctuation beside it, or after a word that no apostrophe can end."""
    before = text[mark.start - 1] if mark.start else " "
    after = text[mark.end : mark.end + 1]
    if not before.isalnum():
        return not before.isspace()
    if before in "sSzZ":
        return after != "" and after in ".,;:!?)" and not text[mark.end + 1 : mark.end + 2].isalpha()
    return not _clipped(text, mark)


_CLIPPED = Lazy(r"(?:\b(?:an|th|o|ol|wi|an)|[bcdfghklmnprstvwyz][aeiou]?[bcdfghklmnprstvwyz]?\win)$", re.IGNORECASE)


def _clipped(text: str, mark: Mark) -> bool:
    """Return whether the mark may stand for a dropped letter (``doin’``, ``an’``)."""
    return _CLIPPED.search(text, max(0, mark.start - 8), mark.start) is not None


def _apart(text: str, weak: Mark, strong: Mark, opener: Mark) -> bool:
    """Return True for a short term in marks (``‘freedom fighters’``) does not reach over a sentence end for a later mark."""
    return weak.start - opener.start < 40 and SENTENCE_START.search(text, weak.end, strong.start) is not None
