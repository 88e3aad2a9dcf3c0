"""What a quoted stretch is: its kind (speech, term, title), its mode (direct, mixed), and which stretches are one split quotation.

Reads the words around the stretch; knows nothing of speakers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

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
_SMALL = frozenset(
    "a an and as at but by for from in into nor of off on or over the to up upon vs with is are it".split()
)
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


@lru_cache(maxsize=1)
def kind_weights() -> Mapping[str, float]:
    """The learned weights of :func:`is_speech` (``benchmarks/learn_speakers.py --kinds``)."""
    path = Path(__file__).parent / "data" / "speaker_kinds.json"
    loaded: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def leading_family(segments: Sequence[Segment]) -> str:
    """The family of marks of most stretches (``double`` if there are none)."""
    counts: dict[str, int] = {}
    for segment in segments:
        counts[segment.family] = counts.get(segment.family, 0) + 1
    return max(counts, key=lambda family: counts[family], default="double")


def kind_features(
    text: str, paragraph: Span, segment: Segment, mode: Mode, around: Sequence[str], in_title: bool, leading: str
) -> list[str]:
    """What tells speech from a term or a title. ``around``: the features of
    ``attribution.situation``; ``leading``: the family of marks with which the article mostly quotes."""
    start, end = segment.span
    spans = [m.span() for m in WORD.finditer(text, start, min(end, start + 240))]
    words = [text[a:b] for a, b in spans]
    before = text[max(paragraph[0], start - 60) : start].rstrip().rstrip(_OPENING).rstrip()
    after = text[end : min(paragraph[1], end + 40)].lstrip(_OPENING)
    capitals = sum(1 for w in words if w[0].isupper() or w[0].isdigit())
    small = sum(1 for w in words if w.lower() in _SMALL)
    count = len(words)
    size = str(count) if count < 7 else "7" if count < 10 else "10" if count < 15 else "15"
    case = (
        "T"
        if count >= 2 and capitals >= 2 and capitals + small >= count
        else "U"
        if words and words[0][0].isupper()
        else "l"
    )
    last = text[end - 1]
    ends = last if last in ",.!?" else "w"
    folded = [w.lower() for w in words]
    verbal = "v" if any(w in _VERBAL or "'" in w or "’" in w for w in folded) else "n"
    person = "p" if any(w in _PERSONAL for w in folded) else "n"
    previous = before.rsplit(None, 1)[-1].lower() if before else "^"
    following = (
        after.split(None, 1)[0].lower().strip(".,;:!?")
        if after[:1].isspace() and after.strip()
        else "$"
        if not after.strip()
        else after[0]
    )
    place = "title" if in_title else "body"
    family = "leading" if segment.family == leading else "other"
    lead = (
        "det"
        if previous in _DETERMINING
        else previous
        if previous in _LEADS
        else "cue"
        if previous.strip(",:") in CUES
        else "x"
    )
    next_word = "det" if following in _DETERMINING else following if following in _NEXT else "w"
    marked = "title-lead" if _TITLE_LEAD.search(before) else "term-lead" if _TERM_LEAD.search(before) else "plain"
    features = [
        "size=" + size, "case=" + case, "ends=" + ends, "verbal=" + verbal, "person=" + person, "lead=" + lead, "next=" + next_word,
        "place=" + place, "marked=" + marked, "mode=" + mode, "family=" + family,
        "sc=" + size + case, "scm=" + size + case + mode, "lv=" + lead + verbal, "lc=" + lead + case, "ln=" + lead + next_word,
        "mc=" + marked + case, "cv=" + case + verbal + person, "se=" + size + ends, "pf=" + place + family, "vp=" + size + verbal + person,
    ]  # fmt: skip
    for feature in around:
        features.append(feature)
        features.append(feature + "|" + case + mode)
        features.append(feature + "|" + ("1" if count < 3 else "2" if count < 6 else "3") + verbal)
    return features


_OPENING = "\"'“”„«»‘’‹›`([ "
_VERBAL = frozenset(
    "is are was were be been am has have had do does did will would can could should may might must go goes going get got "
    "make makes made want wants wanted need needs think know believe say said not don't it's that's i'm we're isn't".split()
)
_PERSONAL = frozenset("i we you he she they it me us him her them my our your his their this that".split())
_DETERMINING = frozenset("the a an his her their its our my this that these those no any some two three".split())
_LEADS = frozenset("of to as and or by in for with is was are were be like on at from ^ called".split())
_NEXT = frozenset("and or of to in for by on at with is was are were has had who that which $ - — – said".split())


def kind_of(text: str, paragraph: Span, segment: Segment, mode: Mode, features: Sequence[str]) -> QuotationKind:
    """``term`` for scare quotes and names of things, ``title`` for works and programmes, ``speech`` otherwise.

    Long stretches, running quotations and whole sentences in the first person are speech whatever else speaks against it.
    """
    start, end = segment.span
    if segment.resumes or segment.runs_on or end - start > 120:
        return "speech"
    learned = kind_weights()
    if sum(learned.get(f, 0.0) for f in features) + learned.get("*", 0.0) >= 0:
        return "speech"
    before = text[max(paragraph[0], start - 60) : start].rstrip().rstrip(_OPENING).rstrip()
    words = [m.group() for m in WORD.finditer(text, start, end)]
    capitals = sum(1 for w in words if w[0].isupper() or w[0].isdigit() or w.lower() in _SMALL)
    if words and words[0][0].isupper() and (_TITLE_LEAD.search(before) or (len(words) >= 2 and capitals == len(words))):
        return "title"
    return "term"


def joined_modes(modes: Sequence[Mode], joined: Sequence[int | None]) -> list[Mode]:
    """The parts of an interrupted quotation are as direct as its first part (``“The wheel,” she said, “turns.”``)."""
    return [mode if root is None else modes[root] for mode, root in zip(modes, joined, strict=True)]


_GAP_CUE = re.compile(
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
    if last not in ",!?—–-…" and gap[:1] != ",":
        return False
    gap = gap.lstrip(", ")
    if not gap or not _GAP_CUE.search(gap) or gap[0] in ".;:":
        return False
    body = gap.rstrip(".,:; —–")
    return re.search(r"[.!?]\s+[A-Z][a-z]+\s+[a-z]", body) is None
