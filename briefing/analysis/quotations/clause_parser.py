"""A sentence of the token stream and the steps that reading it takes: who stands before a verb, where a clause ends.

Holds the report that comes out. Never decides whether a clause is reported (see ``indirect``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from briefing.analysis.patterns import Lazy
from briefing.analysis.quotations.circumstances import is_circumstance, is_statement
from briefing.analysis.quotations.cue_links import is_auxiliary
from briefing.analysis.quotations.quote_marks import ANY_MARKS
from briefing.analysis.quotations.speakers.stream import Candidate, Stream
from briefing.analysis.quotations.tokens import (
    CAPITAL,
    NOWHERE,
    NUMBER,
    POSSESSIVE,
    PUNCTUATION,
    QUOTED,
    WORD,
    Token,
    token_at,
)
from briefing.lexicon.speech.report_words import (
    CONDITIONS,
    DENIALS,
    HANGING,
    HEDGES,
    NOT_ENDINGS,
    PREPOSITIONS,
    TIMES,
    VERBS,
    negations,
)
from briefing.lexicon.speech.speaker_words import DETERMINERS, PLURAL_ROLES
from briefing.model import Span

LEAST_WORDS = 4
"""Words that a reported clause must have outside marks."""
LEAST_WORDS_AFTER = 6
"""Words that the rest of a clause must have after a quoted stretch."""


@dataclass(frozen=True, slots=True)
class Report:
    """One reported clause: its stretches with the words of it that stand in marks (more than one if an attribution or whole sentences
    in marks interrupt it), the subject of the verb (``None`` if the text names nobody) and the verb."""

    spans: tuple[Span, ...]
    subject: Candidate | None
    cue: str
    quoted: tuple[int, ...] = ()
    """Indices of the quoted stretches within the clause."""


_COMMAS = frozenset(",—–")
_ENDS_QUOTED = frozenset(",?!—–")
_ENDS_DATELINE = frozenset("—–-:")


def is_verb(token: Token) -> bool:
    """Tell whether a word in small letters is a finite verb, as far as its form shows."""
    if token.kind != WORD or token.low == "united":
        return False
    return token.low in VERBS or token.low.endswith("ed")


def _stands_between(token: Token) -> bool:
    """Tell whether a time, an auxiliary or an adverb: what may stand between a subject and its verb."""
    return token.low in TIMES or (token.kind == WORD and is_auxiliary(token.low))


def _hangs(token: Token, belongs: str) -> bool:
    """Tell whether a mark at the end of a stretch is none of those that belong to it."""
    return token.kind == PUNCTUATION and token.text not in belongs


def limits(token: Token) -> bool:
    """Tell whether a word limits what its clause says: a negation, a condition, a denial or a hedge."""
    return not _limiting(token.kind).isdisjoint((token.low, token.low[-3:]))


@cache
def _limiting(kind: int) -> frozenset[str]:
    """Return the words of a kind of tokens that limit a clause; hedges are none with a capital, as of the month of May."""
    words = CONDITIONS | DENIALS | negations() | NOT_ENDINGS
    return {WORD: words | HEDGES, CAPITAL: words - HEDGES}.get(kind, frozenset())


_OPENING = Lazy(rf"[{ANY_MARKS}״]{{1,2}}\s?$")
_CLOSING = Lazy(rf"[{ANY_MARKS}״]{{1,2}}|[^\S\n][»«›‹]")


def with_marks(text: str, span: Span) -> Span:
    """Return the span of a quoted stretch with the marks that stand beside it."""
    start, end = span
    opening, closing = _OPENING.search(text[max(0, start - 3) : start]), _CLOSING.match(text, end)
    before = 0 if opening is None else len(opening.group())
    return start - before, end if closing is None else closing.end()


class Sentence:
    """One sentence: the tokens ``[first, end)`` and the candidates by their first and last token. ``mixed``: the quoted stretches that are
    words of the reporter's sentence."""

    def __init__(self, text: str, stream: Stream, first: int, end: int, mixed: frozenset[int] = frozenset()) -> None:
        self.text = text
        self.mixed = mixed
        self._woven = mixed | {NOWHERE.segment}
        self.tokens = stream.tokens
        self.first = first
        self.end = end
        self.candidates = stream.by_sentence.get(stream.tokens[first].sentence, [])

    def within(self, at: int) -> Token:
        """Return the token at ``at``, ``NOWHERE`` outside the sentence."""
        return self.tokens[at] if self.first <= at < self.end else NOWHERE

    def has_verb(self, start: int, stop: int | None = None) -> bool:
        """Tell whether a verb stands behind ``start`` and before ``stop``, within 17 words if that is not given."""
        return any(map(is_verb, self.tokens[start + 1 : min(start + 18, self.end) if stop is None else stop]))

    def ending_at(self, cue: int) -> Candidate | None:
        """Return the candidate right before the cue, adverbs and auxiliaries passed over."""
        at = cue - 1
        while at > max(self.first, cue - 5) and _stands_between(self.tokens[at]):
            at -= 1
        return next((c for c in self.candidates if c.last == at and not c.possessive), None)

    def doer(self, cue: int) -> Candidate | None:
        """Return the subject of a participle (``Krol left the hall, saying …``): who spoke or acted before it in the sentence."""
        before = [c for c in self.candidates if c.last < cue and not c.possessive]
        for candidate in reversed(before):
            if candidate.relation[:2] in ("Rs", "Ra") or candidate.relation.endswith(("|Lsay", "|Lnsay")):
                return candidate
        for candidate in before:
            if candidate.first == self.first or self.tokens[candidate.first - 1].low not in PREPOSITIONS:
                return candidate
        return None

    def reaching(self, cue: int, words: int) -> list[Candidate]:
        """Return the candidates that reach the cue over an apposition or a phrase, at most ``words`` tokens before it."""
        near = [c for c in self.candidates if c.first < cue <= c.last + words]
        return [c for c in near if c.cue == self.tokens[cue].low and c.relation[:2] in ("Ra", "Ro")]

    def via(self, cue: int) -> Candidate | None:
        """Return the subject that reaches the cue over an apposition or a phrase; a full name before a role or a party."""
        return min(self.reaching(cue, 30), key=lambda candidate: candidate.kind != "full", default=None)

    def starting_at(self, at: int, within: int) -> Candidate | None:
        for candidate in self.candidates:
            if at <= candidate.first < at + within:
                if any(self.tokens[i].kind in (PUNCTUATION, QUOTED) for i in range(at, candidate.first)):
                    return None
                return candidate
        return None

    def comma(self, index: int) -> bool:
        """Tell whether a comma or a dash stands at ``index``."""
        return self.within(index).text in _COMMAS

    def pauses(self, index: int) -> bool:
        """Tell whether a comma or a dash stands at ``index``, or words in marks that end in one (``… “rotten,” Krol said``)."""
        token = self.within(index)
        return token.text in _COMMAS if token.kind != QUOTED else self.text[token.end - 1] in _ENDS_QUOTED

    def next_comma(self, start: int, stop: int) -> int | None:
        """Return the first comma or dash of ``[start, stop)``."""
        return next((index for index in range(start, stop) if self.comma(index)), None)

    def _after_dateline(self) -> int:
        """Return the first token after ``LUND, March 3 (Wire) —`` at the head of a paragraph."""
        tokens = self.tokens
        begin = tokens[self.first]
        if token_at(tokens, self.first - 1).paragraph == begin.paragraph:
            return self.first
        placed = len(begin.text) > 2 and begin.text.isupper()
        for index in range(self.first + 1, min(self.first + 12, self.end)):
            token = tokens[index]
            if token.kind == WORD:
                return self.first
            if token.text in _ENDS_DATELINE and (placed or tokens[index - 1].text == ")"):
                return index + 1
        return self.first

    def opening(self, stop: int) -> list[Token]:
        """Return the words of the sentence before ``stop``, none if there is a verb among them."""
        first = self._after_dateline()
        return [] if self.has_verb(first - 1, stop) else self.tokens[first:stop]

    def is_apart(self, at: int) -> bool:
        """Tell whether whole sentences in marks stand at ``at``: they are no part of the reporter's clause."""
        return self.within(at).segment not in self._woven

    def made(
        self, ranges: list[tuple[int, int]], subject: Candidate | None, cue: str, *, final: bool = True
    ) -> Report | None:
        """Return the report over token ranges, whole sentences in marks cut out; ``None`` if too little is left.

        What an attribution interrupts is one stretch where a part of it, alone, would say something else.
        """
        if len(ranges) > 1:
            ranges = ranges[is_statement(self.opening(ranges[0][1])) :]
        places = [index for start, stop in ranges for index in range(start, stop)]
        quoted = tuple(self.tokens[index].segment for index in places if self.tokens[index].kind == QUOTED)
        whole = (ranges[0][0], ranges[-1][1])
        apart = any(map(self.is_apart, range(*whole)))
        if not apart and self._is_one(ranges):
            ranges = [whole]
        spans = [span for start, stop in ranges for span in self._pieces(start, stop, final=final)]
        return Report(tuple(spans), subject, cue, quoted) if spans else None

    def _is_one(self, ranges: list[tuple[int, int]]) -> bool:
        """Tell whether the parts of an interrupted clause may not stand alone: one has words in marks, or a condition; one is too short to
        stand there, or no sentence, and the other hangs on it (``Not one gate, Krol said, is closed``; ``Since May, Krol said, …``)."""
        if self.span(*ranges[0], LEAST_WORDS, keep_stop=False) is None:
            return True
        if is_circumstance(self.opening(ranges[0][1])) or self.hangs(*ranges[0]):
            return True
        parts = [self.tokens[start:stop] for start, stop in ranges]
        if any(token.low in _BINDING for part in parts for token in part):
            return True
        return any(any(map(limits, part)) for part in parts if not any(map(is_verb, part)))

    def hangs(self, start: int, stop: int) -> bool:
        """Tell whether the part ``[start, stop)`` hangs on what follows it: a clause with a conjunction, or a purpose (``To turn the
        wheel again, Krol said, …``), and no other clause behind it; ``to`` whom somebody spoke is none."""
        first = self._after_dateline() if start == self.first else start
        if self.next_comma(first, stop - self.comma(stop - 1)) is not None:
            return False
        opening, verb = self.within(first), self.within(first + 1)
        purpose = opening.low == "to" and verb.kind == WORD and verb.low not in _ADDRESSED
        return purpose or opening.low in HANGING

    def _pieces(self, start: int, stop: int, *, final: bool) -> Iterator[Span]:
        begin = start
        for index in range(start, stop + 1):
            if index == stop or self.is_apart(index):
                least = LEAST_WORDS if begin == start else LEAST_WORDS_AFTER
                span = self.span(begin, index, least, keep_stop=final and index == stop == self.end)
                if span is not None:
                    yield span
                begin = index + 1

    def span(self, start: int, stop: int, least: int, *, keep_stop: bool) -> Span | None:
        """Return where the tokens ``[start, stop)`` stand, with the marks of what is quoted there; ``None`` for fewer than ``least`` words."""
        tokens = self.tokens
        if start == self.first:
            start = self._after_dateline()
        while start < stop and tokens[start].kind in (PUNCTUATION, POSSESSIVE):
            start += 1
        belongs = ")%.!?" if keep_stop else ")%"
        while stop > start and _hangs(tokens[stop - 1], belongs):
            stop -= 1
        if sum(_WORDS_OF.get(token.kind, 0) for token in tokens[start:stop]) < least:
            return None
        return self._edge(start)[0], self._edge(stop - 1)[1]

    def _edge(self, at: int) -> Span:
        """Return where the token at the edge of a stretch stands, with its marks if it is quoted."""
        token = self.tokens[at]
        span = token.start, token.end
        return with_marks(self.text, span) if token.kind == QUOTED else span


_WORDS_OF = {WORD: 1, CAPITAL: 1, NUMBER: 1, QUOTED: LEAST_WORDS_AFTER}
"""How many words a token counts for: what stands in marks is enough by itself."""
_ADDRESSED = DETERMINERS | PLURAL_ROLES
"""Words behind ``to`` that begin whom somebody addresses."""
_BINDING = CONDITIONS | {""}
"""Words that bind the parts of a clause; what stands in marks is a token without a word."""
