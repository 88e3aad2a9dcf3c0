"""What a quoted stretch is: speech, a term (scare quotes, names of things) or the title of a work.

A linear classifier over the surface of the stretch, the words beside it and the other stretches of the article. Its weights lie in ``data/speaker_kinds.txt`` and come from ``benchmarks/learn_speakers.py``. Never decides
where a stretch begins or who said it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing.analysis import linear_model
from briefing.analysis.quotations.attribution import Situation
from briefing.analysis.quotations.spans import Segment
from briefing.lexicon.reporting_verbs import CUES
from briefing.model import Mode, QuotationKind, Span
from briefing.text import WORD, count_words

_SMALL = frozenset(
    "a an and as at but by for from in into nor of off on or over the to up upon vs with is are it".split()
)
_TERM_LEADS = frozenset(
    "so-called known nicknamed codenamed code-named dubbed word words term terms phrase phrases label hashtag slogan named name "
    "nickname motto billed tagline".split()
)
_WORKS = frozenset(
    "book books novel memoir autobiography biography film movie documentary drama comedy blockbuster series sitcom show shows program "
    "programme podcast album song songs single track hit play musical poem essay article column editorial op-ed paper report study episode lecture "
    "exhibition painting game anthem ballad titled entitled headlined called host hosts hosted star starred starring author editor "
    "co-host writer magazine newsletter bestseller thriller miniseries opera trilogy sequel chapter headline segment feature video "
    "website blog seminar author's author’s show's show’s".split()
)
_CHANNELS = frozenset(
    "nbc cbs abc cnn msnbc fox pbs bbc itv hbo showtime netflix npr cnbc c-span bravo amc comedy channel news radio sky".split()
)
_THINGS = frozenset(
    "star movement coalition hat hats shirt shirts t-shirt sign signs campaign tour rally crowd contingent list group program programme show series "
    "host author book film movie song episode rule policy law bill act tax effect theory culture strategy approach state states city "
    "cities party initiative project segment column video actor actress creator fame franchise members member lawmakers banner banners".split()
)
_VERBAL = frozenset(
    "is are was were be been am has have had do does did will would can could should may might must go goes going get got "
    "make makes made want wants wanted need needs think know believe say said not don't it's that's i'm we're isn't".split()
)
_PERSONAL = frozenset("i we you he she they it me us him her them my our your his their this that".split())
_DETERMINING = frozenset("the a an his her their its our my this that these those no any some two three".split())
_LEADS = frozenset("of to as and or by in for with is was are were be like on at from ^ called".split())
_NEXT = frozenset("and or of to in for by on at with is was are were has had who that which $ - — – said".split())
_OPENING = "\"'“”„«»‘’‹›`([ "
_IN_PASSING = -1.0
"""Score below which a stretch of three words or more is a mere name, unless a word introduces it as a term or a work.
On held-out articles one in eight of these is attributed to somebody: one in 390 of all quotations is lost so."""
_NAMES_FROM = 3
_LED = frozenset(("marked=work-", "marked=term-"))
_LONG = 120
"""Code points from which on a stretch is speech: terms and titles are shorter."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """The quoted stretches of one article with what is known of each, in order."""

    text: str
    paragraphs: Sequence[Span]
    segments: Sequence[Segment]
    modes: Sequence[Mode]
    situations: Sequence[Situation]
    titles: frozenset[int]
    """Paragraphs that are titles."""


@lru_cache(maxsize=1)
def kind_weights() -> Mapping[str, float]:
    """The learned weight of each feature."""
    return linear_model.load("speaker_kinds")[""]


def kinds(quoted: Quoted, *, english: bool = True) -> list[QuotationKind | None]:
    """The kind of each stretch, ``None`` for names in passing (``a guest of “Lund This Morning”``), which no reader would call
    a quotation. Long stretches and running quotations are speech whatever else speaks against it; in other languages than
    English, of which the weights know nothing, so is everything but a word or two."""
    learned = kind_weights()
    result: list[QuotationKind | None] = []
    around = _Around(quoted)
    for index, segment in enumerate(quoted.segments):
        start, end = segment.span
        if _surely_speech(segment) or not (english or count_words(quoted.text[start:end]) < _NAMES_FROM):
            result.append("speech")
            continue
        found = features(quoted, around, index)
        score = sum([learned.get(f, 0.0) for f in found]) + learned.get("*", 0.0)
        if score >= 0:
            result.append("speech")
        elif score < _IN_PASSING and not _LED & set(found) and count_words(quoted.text[start:end]) >= _NAMES_FROM:
            result.append(None)
        else:
            result.append(_title_or_term(quoted, segment))
    return result


def every_features(quoted: Quoted) -> list[list[str]]:
    """The features of every stretch, for learning."""
    around = _Around(quoted)
    return [features(quoted, around, index) for index in range(len(quoted.segments))]


def _surely_speech(segment: Segment) -> bool:
    return segment.resumes or segment.runs_on or segment.span[1] - segment.span[0] > _LONG


class _Around:
    """What one stretch knows of the others of its article."""

    def __init__(self, quoted: Quoted) -> None:
        families = Counter(segment.family for segment in quoted.segments)
        self.leading = families.most_common(1)[0][0] if families else "double"
        self.folded = [_folded(quoted.text, segment) for segment in quoted.segments]
        self.copies = Counter(self.folded)


def _folded(text: str, segment: Segment) -> str:
    start, end = segment.span
    return text[start : min(end, start + _LONG)].lower().strip(" .,;:!?…’'")


def _before(quoted: Quoted, segment: Segment) -> str:
    start = segment.span[0]
    first = quoted.paragraphs[segment.paragraph][0]
    return quoted.text[max(first, start - 60) : start].rstrip().rstrip(_OPENING).rstrip()


def features(quoted: Quoted, around: _Around, index: int) -> list[str]:
    """What tells speech from a term or a title."""
    text = quoted.text
    segment = quoted.segments[index]
    mode = quoted.modes[index]
    paragraph = quoted.paragraphs[segment.paragraph]
    start, end = segment.span
    words = [m.group() for m in WORD.finditer(text, start, min(end, start + 240))]
    left = _before(quoted, segment)
    right = text[end : min(paragraph[1], end + 40)].lstrip(_OPENING)
    capitals = sum(1 for w in words if w[0].isupper() or w[0].isdigit())
    small = sum(1 for w in words if w.lower() in _SMALL)
    count = len(words)
    size = str(count) if count < 7 else "7" if count < 10 else "10" if count < 15 else "15"
    length = "1" if count < 3 else "2" if count < 6 else "3"
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
    lefts = left.lower().split()[-5:]
    rights = right.lower().split()[:3]
    previous = lefts[-1] if lefts else "^"
    following = (
        rights[0].strip(".,;:!?") if right[:1].isspace() and rights else "$" if not rights else right[0]
    ) or "$"
    family = "leading" if segment.family == around.leading else "other"
    place = "title" if segment.paragraph in quoted.titles else "body"
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
    bare = [w.strip(",:;.()") for w in lefts]
    marked = (
        "work-"
        if bare and bare[-1] in _WORKS
        else "term-"
        if bare and (bare[-1] in _TERM_LEADS or (bare[-1] == "as" and len(bare) > 1 and bare[-2] in _TERM_LEADS))
        else "channel"
        if bare and bare[-1].removesuffix("'s").removesuffix("’s") in _CHANNELS
        else "work"
        if any(w in _WORKS for w in bare)
        else "term"
        if any(w in _TERM_LEADS for w in bare)
        else "plain"
    )
    owner = "own" if previous.endswith(("'s", "’s", "s'", "s’")) else "cap" if left and _capital_word(left) else "w"
    thing = "thing" if following in _THINGS else "w"
    copies = "again" if around.copies[around.folded[index]] > 1 else "once"
    beside = _beside(quoted, index)
    found = [
        "size=" + size, "case=" + case, "ends=" + ends, "verbal=" + verbal, "person=" + person, "lead=" + lead, "next=" + next_word,
        "place=" + place, "marked=" + marked, "mode=" + mode, "family=" + family,
        "sc=" + size + case, "scm=" + size + case + mode, "lv=" + lead + verbal, "lc=" + lead + case, "ln=" + lead + next_word,
        "mc=" + marked + case, "cv=" + case + verbal + person, "se=" + size + ends, "pf=" + place + family, "vp=" + size + verbal + person,
        "oc=" + owner + case + ends, "thing=" + thing + case, "again=" + copies + case + length, "list=" + beside + case + ends,
        "ec=" + ends + case + length + mode,
    ]  # fmt: skip
    if count >= 2 and all(w.isupper() for w in words):
        found.append("capitals")
    for feature in quoted.situations[index].features:
        found.append(feature)
        found.append(feature + "|" + case + mode)
        found.append(feature + "|" + length + verbal)
    return found


def _capital_word(left: str) -> bool:
    word = left.rsplit(None, 1)[-1]
    return word[0].isupper()


def _beside(quoted: Quoted, index: int) -> str:
    """Whether the stretch is one of a list: nothing but a comma or a conjunction between it and its neighbour."""
    segments = quoted.segments
    result = ""
    for one, two, name in ((index - 1, index, "l"), (index, index + 1, "r")):
        if one >= 0 and two < len(segments) and segments[one].paragraph == segments[two].paragraph:
            gap_start, gap_end = segments[one].span[1], segments[two].span[0]
            if gap_end - gap_start <= 12:
                gap = quoted.text[gap_start:gap_end].strip(_OPENING + ", ;.")
                if gap in ("", "and", "or", "—", "–", "-", "&"):
                    result += name
    return result


def _title_or_term(quoted: Quoted, segment: Segment) -> QuotationKind:
    start, end = segment.span
    words = [m.group() for m in WORD.finditer(quoted.text, start, end)]
    capitals = sum(1 for w in words if w[0].isupper() or w[0].isdigit() or w.lower() in _SMALL)
    left = _before(quoted, segment).rstrip(",").rsplit(None, 1)
    before = left[-1].lower().removesuffix("'s").removesuffix("’s") if left else ""
    if words and words[0][0].isupper():
        if before in _WORKS or before in _CHANNELS:
            return "title"
        if before not in _TERM_LEADS and len(words) >= 2 and capitals == len(words):
            return "title"
    return "term"
