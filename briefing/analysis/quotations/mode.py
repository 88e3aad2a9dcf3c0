"""How a quoted stretch stands in its sentence: its mode (direct, mixed), and which stretches are one split quotation.

Reads the words around the stretch; knows nothing of speakers, nor of what a stretch is (see ``kinds``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.analysis.patterns import Lazy
from briefing.analysis.quotations.spans import Segment
from briefing.lexicon.reporting_verbs import CUES, SAY
from briefing.model import Mode, Span

_MARKS = "\"'“”„«»‘’‹›`"


def mode_of(text: str, paragraph: Span, segment: Segment) -> Mode:
    """Return ``direct`` if the stretch stands as sentences of its own, ``mixed`` if it is part of the reporter's sentence."""
    start, end = segment.span
    if segment.resumes or segment.runs_on:
        return "direct"
    before = _before(text, max(paragraph[0], start - 60), start)
    last = text[max(start, end - 4) : end].rstrip(_MARKS)[-1:] or text[end - 1]
    if not (last in ".!?…,—–-" or segment.lost_close or _ends_outside(text, paragraph, end)):
        return "mixed"
    return "direct" if _leads_alone(before, _opens_capital(text, start), last) else "mixed"


def _ends_outside(text: str, paragraph: Span, end: int) -> bool:
    """Tell whether a mark behind the closing one, or the end of the paragraph, ends the sentence of a stretch."""
    after = text[end : min(paragraph[1], end + 3)].lstrip(_MARKS)
    return after[:1] in tuple(".,!?") or not after.strip()


def _opens_capital(text: str, start: int) -> bool:
    """Tell whether a stretch begins as sentences do: with a capital, a figure, an editor's bracket or an ellipsis."""
    first = text[start]
    head = first if first not in "[(…." else text[start + 1 : start + 2]
    return head.isupper() or head.isdigit() or first in "[…."


def _leads_alone(before: str, capital: bool, last: str) -> bool:
    """Tell whether what stands before a finished stretch lets it stand alone: nothing, a stop, a colon, a verb of saying."""
    if not before or before[-1] == ":":
        return True
    if before[-1] in ".!?…;)—–":
        return capital
    if before[-1] == ",":
        led = (before[:-1].split() or [""])[-1].lower() in SAY  # Krol said, “as long as it turns.”
        return capital or (led and last in ".!?")
    word = before.rsplit(None, 1)[-1].lower()
    return capital and word in CUES and word not in ("called", "dubbed")


def _before(text: str, start: int, end: int) -> str:
    """Return what stands before a quotation on its line, without its opening mark and the closing mark of another quotation."""
    outside = text[start:end].rstrip(_MARKS)
    line = outside.rstrip()
    return "" if "\n" in outside[len(line) :] else line.rstrip(_MARKS).rstrip()


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
        one, two = segments[index - 1], segments[index]
        if one.runs_on and two.resumes and two.paragraph == one.paragraph + 1:
            linked = True
        elif one.paragraph == two.paragraph and modes[index - 1] == "direct":
            linked = _interrupted(text, one.span[1], two.span[0])
        else:
            linked = False
        if linked:
            root = joined[index - 1]
            if root is None:
                root = joined[index - 1] = index - 1
            joined[index] = root
    return joined


def _interrupted(text: str, end: int, start: int) -> bool:
    if start - end > 240:
        return False
    last = text[end - 1]
    gap = text[end:start].strip(" \t\"'“”„«»‘’‹›`")
    if text[start].islower() and gap[-1:] not in (",", "—", "–", "-", "…"):
        return False  # the reporter's sentence goes on: "But, she said, it was “rotten”"
    if last not in ",!?—–-…" and gap[:1] != ",":
        return False
    gap = gap.lstrip(", ")
    if not gap or not _GAP_CUE.search(gap) or gap[0] in ".;:":
        return False
    body = gap.rstrip(".,:; —–")
    return re.search(r"[.!?]\s+[A-Z][a-z]+\s+[a-z]", body) is None
