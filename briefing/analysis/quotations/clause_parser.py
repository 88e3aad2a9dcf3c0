"""A sentence of the token stream and the steps that reading it takes: who stands before a verb, where a clause ends.

Holds the report that comes out. Never decides whether a clause is reported (see ``indirect``).
"""

from __future__ import annotations

from dataclasses import dataclass

from briefing.analysis.quotations.speaker_stream import Candidate, Stream
from briefing.analysis.quotations.tokens import CAPITAL, NUMBER, POSSESSIVE, PUNCTUATION, QUOTED, WORD
from briefing.lexicon.report_words import BETWEEN, PREPOSITIONS, TIMES, VERBS
from briefing.model import Span

LEAST_WORDS = 4
"""Words that a reported clause must have outside marks."""
LEAST_WORDS_AFTER = 6
"""Words that the rest of a clause must have after a quoted stretch."""


@dataclass(frozen=True, slots=True)
class Report:
    """One reported clause: its stretches outside marks (more than one if an attribution or a quotation interrupts it), the
    subject of the verb (``None`` if the text names nobody) and the verb."""

    spans: tuple[Span, ...]
    subject: Candidate | None
    cue: str
    quoted: tuple[int, ...] = ()
    """Indices of the quoted stretches within the clause."""


class Sentence:
    """One sentence: the tokens ``[first, end)`` and the candidates by their first and last token."""

    def __init__(self, text: str, stream: Stream, first: int, end: int) -> None:
        self.text = text
        self.tokens = stream.tokens
        self.first = first
        self.end = end
        self.candidates = stream.by_sentence.get(stream.tokens[first].sentence, [])
        self.quoted = any(stream.tokens[i].kind == QUOTED for i in range(first, end))

    def has_verb(self, start: int, stop: int | None = None) -> bool:
        for index in range(start + 1, min(start + 18, self.end) if stop is None else stop):
            token = self.tokens[index]
            if token.kind == WORD and (token.low in VERBS or (token.low.endswith("ed") and token.low != "united")):
                return True
        return False

    def ending_at(self, cue: int) -> Candidate | None:
        """Return the candidate right before the cue, adverbs and auxiliaries passed over."""
        at = cue - 1
        steps = 0
        while (
            at > self.first
            and steps < 4
            and (self.tokens[at].low in BETWEEN or self.tokens[at].low.endswith("ly"))
            and (self.tokens[at].kind == WORD or self.tokens[at].low in TIMES)
        ):
            at -= 1
            steps += 1
        for candidate in self.candidates:
            if candidate.last == at and not candidate.possessive:
                return candidate
        return None

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

    def via(self, cue: int) -> Candidate | None:
        """Return the subject that reaches the cue over an apposition or a phrase; a full name before a role or a party."""
        found: Candidate | None = None
        for candidate in self.candidates:
            if (
                candidate.first < cue
                and cue - candidate.last <= 30
                and candidate.relation[:2] in ("Ra", "Ro")
                and candidate.cue == self.tokens[cue].low
            ):
                if candidate.kind == "full":
                    return candidate
                found = found or candidate
        return found

    def starting_at(self, at: int, within: int) -> Candidate | None:
        for candidate in self.candidates:
            if at <= candidate.first < at + within:
                if any(self.tokens[i].kind in (PUNCTUATION, QUOTED) for i in range(at, candidate.first)):
                    return None
                return candidate
        return None

    def comma(self, index: int) -> bool:
        return (
            self.first <= index < self.end
            and self.tokens[index].kind == PUNCTUATION
            and self.tokens[index].text in ",—–"
        )

    def _after_dateline(self) -> int:
        """Return the first token after ``LUND, March 3 (Wire) —`` at the head of a paragraph."""
        tokens = self.tokens
        begin = tokens[self.first]
        if self.first and tokens[self.first - 1].paragraph == begin.paragraph:
            return self.first
        for index in range(self.first + 1, min(self.first + 12, self.end)):
            token = tokens[index]
            if token.kind == WORD:
                return self.first
            if token.kind == PUNCTUATION and token.text in "—–-:":
                before = tokens[index - 1]
                if before.text == ")" or (begin.text.isupper() and len(begin.text) > 2):
                    return index + 1
        return self.first

    def made(
        self,
        ranges: list[tuple[int, int]],
        subject: Candidate | None,
        cue: str,
        *,
        bare: bool = False,
        final: bool = True,
    ) -> Report | None:
        """Return the report over token ranges, quoted stretches cut out; ``None`` if too little is left."""
        spans: list[Span] = []
        quoted = tuple(
            self.tokens[i].segment
            for start, stop in ranges
            for i in range(start, stop)
            if self.tokens[i].kind == QUOTED
        )
        for start, stop in ranges:
            begin = start
            for index in range(start, stop + 1):
                if index == stop or self.tokens[index].kind == QUOTED:
                    least = LEAST_WORDS if begin == start else LEAST_WORDS_AFTER
                    span = self._span(begin, index, least, keep_stop=final and index == stop == self.end)
                    if span is not None:
                        spans.append(span)
                    begin = index + 1
        return Report(tuple(spans), subject, cue, quoted) if spans else None

    def _span(self, start: int, stop: int, least: int, *, keep_stop: bool) -> Span | None:
        tokens = self.tokens
        if start == self.first:
            start = self._after_dateline()
        while start < stop and tokens[start].kind in (PUNCTUATION, POSSESSIVE):
            start += 1
        while (
            stop > start
            and tokens[stop - 1].kind == PUNCTUATION
            and not (keep_stop and tokens[stop - 1].text in ".!?")
            and tokens[stop - 1].text not in ")%"
        ):
            stop -= 1
        if sum(1 for i in range(start, stop) if tokens[i].kind in (WORD, CAPITAL, NUMBER)) < least:
            return None
        return (tokens[start].start, tokens[stop - 1].end)
