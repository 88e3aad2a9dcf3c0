"""How a quoted stretch stands in its sentence: its mode (direct, mixed), and which stretches are one split quotation.

Reads the words around the stretch; knows nothing of speakers, nor of what a stretch is (see ``kinds``).
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.analysis.patterns import Lazy
from briefing.analysis.quotations.quote_marks import ANY_MARKS
from briefing.analysis.quotations.spans import Segment
from briefing.lexicon.speech.reporting_verbs import CUES, SAY
from briefing.model import Mode, Span


def mode_of(text: str, paragraph: Span, segment: Segment) -> Mode:
    """Return ``direct`` if the stretch stands as sentences of its own, ``mixed`` if it is part of the reporter's sentence."""
    start, end = segment.span
    if segment.resumes or segment.runs_on:
        return "direct"
    before = _before(text, max(paragraph[0], start - 60), start)
    last = text[max(start, end - 4) : end].rstrip(ANY_MARKS)[-1:] or text[end - 1]
    ended = last in ".!?…,—–-" or segment.lost_close or _ends_outside(text, paragraph, end)
    return "direct" if ended and _leads_alone(before, _opens_capital(text, start), last) else "mixed"


def _ends_outside(text: str, paragraph: Span, end: int) -> bool:
    """Tell whether a mark behind the closing one, or the end of the paragraph, ends the sentence of a stretch."""
    after = text[end : min(paragraph[1], end + 3)].lstrip(ANY_MARKS)
    return after[:1] in tuple(".,!?") or not after.strip()


def _opens_capital(text: str, start: int) -> bool:
    """Tell whether a stretch begins as sentences do: with a capital, a figure, an editor's bracket or an ellipsis."""
    first = text[start]
    if first in "[….":
        return True
    head = text[start + 1 : start + 2] if first == "(" else first
    return head.isupper() or head.isdigit()


def _leads_alone(before: str, capital: bool, last: str) -> bool:
    """Tell whether what stands before a finished stretch lets it stand alone: nothing, a stop, a colon, a verb of saying."""
    mark = before[-1:]
    if mark in ("", ":"):
        return True
    if mark in _ENDS_BEFORE:
        return capital
    word = (before.rstrip(",").rsplit(None, 1) or [""])[-1].lower()
    if mark == ",":
        return capital or (last in ".!?" and word in SAY)  # Krol said, “as long as it turns.”
    return capital and word in _LEADING_CUES


_ENDS_BEFORE = frozenset(".!?…;)—–")
_LEADING_CUES = CUES - {"called", "dubbed"}


def _before(text: str, start: int, end: int) -> str:
    """Return what stands before a quotation on its line, without its opening mark and the closing mark of another quotation."""
    outside = text[start:end].rstrip(ANY_MARKS)
    line = outside.rstrip()
    return "" if "\n" in outside[len(line) :] else line.rstrip(ANY_MARKS).rstrip()


def joined_modes(modes: Sequence[Mode], joined: Sequence[int | None]) -> list[Mode]:
    """Return the parts of an interrupted quotation are as direct as its first part (``“The wheel,” she said, “turns.”``)."""
    return [mode if root is None else modes[root] for mode, root in zip(modes, joined, strict=True)]


_GAP_CUE = Lazy(
    r"\b(?:said|says|say|told|added|adds|asked|wrote|tweeted|replied|noted|explained|continued|insisted|argued|warned|declared|concluded|recalled|responded|claimed|stated|remarked|testified|joked)\b"
)


def splits(text: str, segments: Sequence[Segment], modes: Sequence[Mode]) -> list[int | None]:
    """For each stretch the index of the first stretch of its interrupted quotation, or ``None`` if it stands alone.

    Two stretches are one quotation where only an attribution of one clause stands between them (``“A,” said X. “B.”``), or
    where the first runs on into a paragraph that opens anew.
    """
    joined: list[int | None] = [None] * len(segments)
    for index in range(1, len(segments)):
        if _is_split(text, segments[index - 1], segments[index], modes[index - 1]):
            root = joined[index - 1]
            if root is None:
                root = joined[index - 1] = index - 1
            joined[index] = root
    return joined


def _is_split(text: str, one: Segment, two: Segment, mode: Mode) -> bool:
    """Tell whether two stretches are parts of one quotation; ``mode`` is that of the first."""
    if one.paragraph == two.paragraph:
        return mode == "direct" and _interrupted(text, one.span[1], two.span[0])
    return one.runs_on and two.resumes and two.paragraph == one.paragraph + 1


def _interrupted(text: str, end: int, start: int) -> bool:
    if start - end > 240:
        return False
    gap = text[end:start].strip(" \t" + ANY_MARKS)
    if text[start].islower() and gap[-1:] not in _GOES_ON:
        return False  # the reporter's sentence goes on: "But, she said, it was “rotten”"
    if gap[:1] != "," and text[end - 1] not in ",!?—–-…":
        return False
    gap = gap.lstrip(", ")
    if gap[:1] in ("", ".", ";", ":") or not _GAP_CUE.search(gap):
        return False
    return _OTHER_SENTENCE.search(gap.rstrip(".,:; —–")) is None


_GOES_ON = frozenset((",", "—", "–", "-", "…"))
_OTHER_SENTENCE = Lazy(r"[.!?]\s+[A-Z][a-z]+\s+[a-z]")
