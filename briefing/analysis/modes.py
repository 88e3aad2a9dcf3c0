"""What a quoted stretch is: its kind (speech, term, title), its mode (direct, mixed), and which stretches are one split quotation.

Reads the words around the stretch; knows nothing of speakers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.analysis.cues import CUES
from briefing.analysis.marks import Segment
from briefing.model import Mode, QuotationKind, Span
from briefing.text import WORD

_TERM_LEAD = re.compile(
    r"(?:\bso-called|\bknown as|\bnicknamed|\bcodenamed|\bcode-named|\bdubbed|\bthe (?:word|words|term|terms|phrase|phrases|label|hashtag|slogan)|"
    r"\ba[n]? (?:word|term|phrase)|\bnamed|\bthe name|\bthe nickname)\s?$",
    re.IGNORECASE,
)
_TITLE_LEAD = re.compile(
    r"(?:\b(?:book|books|novel|memoir|film|movie|documentary|series|sitcom|show|program|programme|podcast|album|song|single|track|hit|"
    r"play|musical|poem|essay|article|column|editorial|op-ed|paper|report|study|episode|lecture|exhibition|painting|game|anthem|ballad|"
    r"titled|entitled|headlined|called|host of|star of|author of|co-host of|writer of|on (?:NBC|CBS|ABC|CNN|MSNBC|Fox|PBS|BBC|ITV|HBO)\S*(?: News)?(?:['’]s)?|"
    r"(?:NBC|CBS|ABC|CNN|MSNBC|PBS|BBC|HBO|Fox News(?: Channel)?|Showtime|Netflix)(?:['’]s)?)),?\s?$"
)
_SMALL = frozenset("a an and as at but by for from in into nor of off on or over the to up upon vs with is are it".split())
_ENDS = frozenset(".!?…")


def mode_of(text: str, paragraph: Span, segment: Segment) -> Mode:
    """``direct`` if the stretch stands as sentences of its own, ``mixed`` if it is part of the reporter's sentence."""
    start, end = segment.span
    if segment.resumes or segment.runs_on:
        return "direct"
    before = text[max(paragraph[0], start - 60) : start].rstrip().rstrip("\"'“”„«»‘’‹›`").rstrip()
    first = text[start]
    head = first if first not in "[(…." else text[start + 1 : start + 2]
    capital = head.isupper() or head.isdigit() or first in "[…."
    last = text[end - 1]
    after = text[end : min(paragraph[1], end + 3)].lstrip("\"'“”„«»‘’‹›`")
    closed = last in ".!?…,—–-" or after[:1] in tuple(".,!?") or not after.strip() or segment.lost_close
    if not before or before[-1] in ".!?…:;)" or before[-1] in "—–":
        return "direct" if (capital or not before or before[-1] == ":") and closed else "mixed"
    if before[-1] == ",":
        return "direct" if capital and closed else "mixed"
    word = before.rsplit(None, 1)[-1].lower()
    if word in CUES and capital and closed and word not in ("called", "dubbed"):
        return "direct"
    return "mixed"


def kind_of(text: str, paragraph: Span, segment: Segment, mode: Mode) -> QuotationKind:
    """``term`` for scare quotes and names of things, ``title`` for works and programmes, ``speech`` otherwise."""
    start, end = segment.span
    if mode == "direct" and (segment.resumes or segment.runs_on or end - start > 120):
        return "speech"
    words = [text[a:b] for a, b in (m.span() for m in WORD.finditer(text, start, min(end, start + 160)))]
    before = text[max(paragraph[0], start - 60) : start].rstrip().rstrip("\"'“”„«»‘’‹›`").rstrip()
    capitals = sum(1 for w in words if w[0].isupper() or w[0].isdigit())
    small = sum(1 for w in words if w.lower() in _SMALL)
    titled = len(words) >= 2 and capitals >= 2 and capitals + small >= len(words) and words[0][0].isupper() and words[-1][0].isupper()
    if len(words) <= 14 and (titled or (len(words) == 1 and capitals)) and _TITLE_LEAD.search(before):
        return "title"
    if titled and len(words) <= 8 and text[end - 1] not in "!?." and mode == "mixed" and not _cue_before(before):
        return "title"
    if len(words) <= 5 and mode == "mixed":
        if _TERM_LEAD.search(before):
            return "term"
        if len(words) <= 2 and not _cue_before(before) and text[end - 1] not in ".!?,":
            return "term"
    return "speech"


def _cue_before(before: str) -> bool:
    return any(word.strip(",:") in CUES for word in before.split()[-6:])


_GAP_CUE = re.compile(r"\b(?:said|says|say|told|added|adds|asked|wrote|tweeted|replied|noted|explained|continued|insisted|argued|warned|declared|concluded|recalled|responded|claimed|stated|remarked|testified|joked)\b")


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
    if last not in ",!?—–-…" and gap[:1] != ",":
        return False
    gap = gap.lstrip(", ")
    if not gap or not _GAP_CUE.search(gap) or gap[0] in ".;:":
        return False
    body = gap.rstrip(".,:; —–")
    return re.search(r"[.!?]\s+[A-Z][a-z]+\s+[a-z]", body) is None
