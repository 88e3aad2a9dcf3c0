"""Features of a quoted stretch by which speech is told from terms and titles: its surface, the words beside it, its neighbours.

Each feature is a bucket out of a table or the first of some signs that holds; the names of the features are those of the weights in
``data/speaker_kinds.txt``. Never weighs anything (see ``classify``).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefing.analysis.quotations.attribution import Situation
from briefing.analysis.quotations.spans import Segment
from briefing.lexicon.speech.quoted_stretches import (
    CHANNELS,
    DETERMINING,
    LEADS,
    NEXT,
    PERSONAL,
    SMALL,
    TERM_LEADS,
    THINGS,
    VERBAL,
    WORKS,
)
from briefing.lexicon.speech.reporting_verbs import CUES
from briefing.model import Mode, Span
from briefing.text import WORD

LONG = 120
"""Code points from which on a stretch is speech: terms and titles are shorter."""
_OPENING = "\"'“”„«»‘’‹›`([ "
_SIZES = (0, 1, 2, 3, 4, 5, 6, 7, 10, 15)
"""Least numbers of words of the buckets of size."""
_LENGTHS = (3, 6)
"""The same of the coarser buckets "1", "2" and "3"."""
_LEAD_CLASSES = {**{word: word for word in LEADS}, **dict.fromkeys(DETERMINING, "det")}
_NEXT_CLASSES = {**{word: word for word in NEXT}, **dict.fromkeys(DETERMINING, "det")}
_CONJUNCTIONS = frozenset(("", "and", "or", "—", "–", "-", "&"))
"""What may stand between two stretches of one list."""


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


class Around:
    """What one stretch knows of the others of its article."""

    def __init__(self, quoted: Quoted) -> None:
        families = Counter(segment.family for segment in quoted.segments)
        self.leading = families.most_common(1)[0][0] if families else "double"
        self.folded = [folded(quoted.text, segment) for segment in quoted.segments]
        self.copies = Counter(self.folded)


def folded(text: str, segment: Segment) -> str:
    """Return the words of a stretch by which it is known again."""
    start, end = segment.span
    return text[start : min(end, start + LONG)].lower().strip(" .,;:!?…’'")


def before(quoted: Quoted, segment: Segment) -> str:
    """Return what stands before a stretch in its paragraph, without marks and spaces at its end."""
    start = segment.span[0]
    first = quoted.paragraphs[segment.paragraph][0]
    return quoted.text[max(first, start - 60) : start].rstrip().rstrip(_OPENING).rstrip()


@dataclass(frozen=True, slots=True)
class _Surface:
    """The words of one stretch and those beside it, folded, with what stands right before (``^``) and behind it (``$``)."""

    words: Sequence[str]
    folded: Sequence[str]
    left: str
    bare: Sequence[str]
    """Up to five words before the stretch, without punctuation."""
    previous: str
    following: str


def _surface(quoted: Quoted, index: int) -> _Surface:
    segment = quoted.segments[index]
    start, end = segment.span
    words = [m.group() for m in WORD.finditer(quoted.text, start, min(end, start + 240))]
    left = before(quoted, segment)
    right = quoted.text[end : min(quoted.paragraphs[segment.paragraph][1], end + 40)].lstrip(_OPENING)
    lefts = left.lower().split()[-5:]
    return _Surface(
        words,
        [word.lower() for word in words],
        left,
        [word.strip(",:;.()") for word in lefts],
        lefts[-1] if lefts else "^",
        _following(right),
    )


def _following(right: str) -> str:
    """Return the word or mark right behind a stretch, ``$`` at the end."""
    words = right.lower().split()[:3]
    if not words:
        return "$"
    return (words[0].strip(".,;:!?") if right[:1].isspace() else right[0]) or "$"


def is_capital(word: str) -> bool:
    """Tell whether a word begins with a capital or a figure."""
    return word[0].isupper() or word[0].isdigit()


def _is_titled(words: Sequence[str]) -> bool:
    """Tell whether a stretch is written as a title: two capitals and more, and only small words without."""
    capitals = sum(map(is_capital, words))
    small = sum(word.lower() in SMALL for word in words)
    return len(words) >= 2 and capitals >= 2 and capitals + small >= len(words)


def _case(words: Sequence[str]) -> str:
    if _is_titled(words):
        return "T"
    return "U" if words and words[0][0].isupper() else "l"


def _follows_work(surface: _Surface) -> bool:
    return bool(surface.bare) and surface.bare[-1] in WORKS


def _follows_term(surface: _Surface) -> bool:
    """Return ``the so-called “x”``, ``known as “x”``."""
    tail = surface.bare[-2:] if surface.bare[-1:] == ["as"] else surface.bare[-1:]
    return bool(tail) and (tail[0] in TERM_LEADS)


def _follows_channel(surface: _Surface) -> bool:
    return bool(surface.bare) and surface.bare[-1].removesuffix("'s").removesuffix("’s") in CHANNELS


def _near_work(surface: _Surface) -> bool:
    return not WORKS.isdisjoint(surface.bare)


def _near_term(surface: _Surface) -> bool:
    return not TERM_LEADS.isdisjoint(surface.bare)


_MARKED: tuple[tuple[str, Callable[[_Surface], bool]], ...] = (
    ("work-", _follows_work),
    ("term-", _follows_term),
    ("channel", _follows_channel),
    ("work", _near_work),
    ("term", _near_term),
)
"""How the words before mark a stretch: the first sign that holds."""


def _marked(surface: _Surface) -> str:
    return next((name for name, sign in _MARKED if sign(surface)), "plain")


def _owner(surface: _Surface) -> str:
    if surface.previous.endswith(("'s", "’s", "s'", "s’")):
        return "own"
    return "cap" if surface.left and surface.left.rsplit(None, 1)[-1][0].isupper() else "w"


def _lead(previous: str) -> str:
    return _LEAD_CLASSES.get(previous, "cue" if previous.strip(",:") in CUES else "x")


def _verbal(words: Sequence[str]) -> str:
    return "v" if any(word in VERBAL or "'" in word or "’" in word for word in words) else "n"


def features(quoted: Quoted, around: Around, index: int) -> list[str]:
    """Return the features of the stretch ``index``, alone and crossed."""
    segment, mode = quoted.segments[index], quoted.modes[index]
    surface = _surface(quoted, index)
    words, count = surface.words, len(surface.words)
    last = quoted.text[segment.span[1] - 1]
    size = str(_SIZES[bisect_right(_SIZES, count) - 1])
    length = str(1 + bisect_right(_LENGTHS, count))
    case = _case(words)
    ends = last if last in ",.!?" else "w"
    verbal = _verbal(surface.folded)
    person = "n" if PERSONAL.isdisjoint(surface.folded) else "p"
    lead, owner, marked = _lead(surface.previous), _owner(surface), _marked(surface)
    next_word = _NEXT_CLASSES.get(surface.following, "w")
    thing = "thing" if surface.following in THINGS else "w"
    family = "leading" if segment.family == around.leading else "other"
    place = "title" if segment.paragraph in quoted.titles else "body"
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
    if count >= 2 and all(word.isupper() for word in words):
        found.append("capitals")
    for feature in quoted.situations[index].features:
        found += (feature, feature + "|" + case + mode, feature + "|" + length + verbal)
    return found


def _beside(quoted: Quoted, index: int) -> str:
    """Return on which sides (``l``, ``r``) the stretch is one of a list: only a comma or a conjunction before its neighbour."""
    pairs = ((index - 1, index, "l"), (index, index + 1, "r"))
    return "".join(name for first, second, name in pairs if _is_list(quoted, first, second))


def _is_list(quoted: Quoted, first: int, second: int) -> bool:
    segments = quoted.segments
    if first < 0 or second >= len(segments) or segments[first].paragraph != segments[second].paragraph:
        return False
    start, end = segments[first].span[1], segments[second].span[0]
    return end - start <= 12 and quoted.text[start:end].strip(_OPENING + ", ;.") in _CONJUNCTIONS
