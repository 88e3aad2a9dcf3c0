"""What a quoted stretch is: speech, a term (scare quotes, names of things) or the title of a work.

A linear classifier over the surface of the stretch, the words beside it and the other stretches of the article. Its weights lie in ``data/speaker_kinds.txt`` and come from ``benchmarks/learn_speakers.py``. Never decides
where a stretch begins or who said it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from briefing.analysis import linear_model
from briefing.analysis.quotations.spans import Segment
from briefing.analysis.quotations.stretch_features import LONG, Around, Quoted, before, features, is_capital
from briefing.lexicon.speech.quoted_stretches import CHANNELS, SMALL, TERM_LEADS, WORKS
from briefing.model import QuotationKind
from briefing.text import WORD, count_words

_IN_PASSING = -1.0
"""Score below which a stretch of three words or more is a mere name, unless a word introduces it as a term or a work.
On held-out articles one in eight of these is attributed to somebody: one in 390 of all quotations is lost so."""
_NAMES_FROM = 3
_LED = frozenset(("marked=work-", "marked=term-"))


@lru_cache(maxsize=1)
def kind_weights() -> Mapping[str, float]:
    """Return the learned weight of each feature."""
    return linear_model.load("speaker_kinds")[""]


def kinds(quoted: Quoted, *, english: bool = True) -> list[QuotationKind | None]:
    """Return the kind of each stretch, ``None`` for names in passing (``a guest of “Lund This Morning”``), which no reader would call
    a quotation. Long stretches and running quotations are speech whatever else speaks against it; in other languages than
    English, of which the weights know nothing, so is everything but a word or two."""
    learned = kind_weights()
    result: list[QuotationKind | None] = []
    around = Around(quoted)
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
    """Return the features of every stretch, for learning."""
    around = Around(quoted)
    return [features(quoted, around, index) for index in range(len(quoted.segments))]


def _surely_speech(segment: Segment) -> bool:
    return segment.resumes or segment.runs_on or segment.span[1] - segment.span[0] > LONG


def _title_or_term(quoted: Quoted, segment: Segment) -> QuotationKind:
    start, end = segment.span
    words = [m.group() for m in WORD.finditer(quoted.text, start, end)]
    left = before(quoted, segment).rstrip(",").rsplit(None, 1)
    word = left[-1].lower().removesuffix("'s").removesuffix("’s") if left else ""
    if not words or not words[0][0].isupper():
        return "term"
    if word in WORKS | CHANNELS:
        return "title"
    titled = len(words) >= 2 and all(is_capital(w) or w.lower() in SMALL for w in words)
    return "title" if titled and word not in TERM_LEADS else "term"
