"""Clauses that report speech without marks: ``Krol said the mill would open``, ``the mill would open, she added``, ``according to``.

Finds the reported clause, its subject and its verb of saying by the order of words within one sentence. Takes only plain cases: a
clause that is not surely reported is left out. Never resolves who the subject is (see ``speakers``).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from briefing.analysis.quotations.circumstances import is_circumstance, is_period
from briefing.analysis.quotations.clause_parser import LEAST_WORDS, Report, Sentence, is_verb
from briefing.analysis.quotations.cue_links import is_auxiliary
from briefing.analysis.quotations.speakers.stream import Candidate, Part, Stream
from briefing.analysis.quotations.tokens import CAPITAL, NOWHERE, NUMBER, PUNCTUATION, QUOTED, WORD, Token
from briefing.lexicon.speech.report_words import (
    ACCUSING,
    ACTS,
    BARE,
    CIRCUMSTANCES,
    CLAUSAL,
    CONDITIONS,
    FINITE,
    GOING_ON,
    HEARSAY,
    HEDGES,
    INFINITIVE,
    JOINING,
    KNOWING,
    NO_SUBJECT,
    NOT_ASSERTED,
    NOT_IN_SUBJECTS,
    NOT_STARTS,
    NOUNS_TOO,
    PARTICIPLES,
    PREPOSITIONS,
    PRONOUN_SUBJECTS,
    QUESTION,
    REPORTING,
    RESERVATIONS,
    TIMES,
    UNASSERTED,
    VERBS,
    WITH_OBJECT,
)
from briefing.lexicon.speech.reporting_verbs import AUXILIARIES, NOUN_CUES, SAY
from briefing.model import Mode, Span

_STEPS_TO_CLAUSE = 8
"""Adverbs, times and phrases that may stand between a verb and its clause."""
_NOUN_PHRASE = 9
"""Tokens of a phrase in which a noun of saying is looked for."""
_SAYING = SAY | {"added", "wrote"}
"""Verbs that may stand before their subject."""
_CLOSING = PREPOSITIONS | TIMES | {"while", "as", "when", "citing", "referring", "adding"}
"""What begins the circumstances that close a sentence."""
_BEHIND_NAMES = CIRCUMSTANCES | {"who", "while", "as", "when", "whose"}
LONGEST = 120
"""Tokens of one sentence that are looked at; longer ones are lists or markup."""


def subjects(found: Sequence[Report]) -> dict[int, Candidate]:
    """For each quoted stretch within a reported clause the subject of its verb of saying."""
    return {index: report.subject for report in found if report.subject is not None for index in report.quoted}


def reports(text: str, stream: Stream, modes: Sequence[Mode]) -> list[Report]:
    """Return the reported clauses of an article in order; ``modes`` are those of its quoted stretches. Linear in the number of tokens."""
    mixed = frozenset(index for index, mode in enumerate(modes) if mode == "mixed")
    result: list[Report] = []
    cue: str | None = None
    for part in stream.parts:
        told = _told(text, stream, part, mixed, cue) if cue is not None else _kept(text, stream, part, mixed)
        result += told.reports
        cue = told.cue
    return result


class _Told(NamedTuple):
    """The reports of a paragraph, and the verb of the one in its last sentence, ``None`` if there is none."""

    reports: Sequence[Report]
    cue: str | None


def _told(text: str, stream: Stream, part: Part, mixed: frozenset[int], cue: str | None) -> _Told:
    """Return what is reported in a paragraph; ``cue``: the verb of the report right before it, if there is one."""
    tokens, result = stream.tokens, list[Report]()
    if part.first == part.end:
        return _Told((), None)
    for first, end in sentence_tokens(tokens, part.first, part.end):
        before, cue = cue, None
        if not LEAST_WORDS < end - first <= LONGEST or tokens[first].paragraph in stream.titles:
            continue
        if before is not None:
            # The other half of a bargain whose first half was reported: "In exchange, he worked to ..."
            bargain = _Sentence(text, stream, first, end, mixed).bargain(before)
            if bargain is not None:
                result.append(bargain)
                continue
        if _TELLING.isdisjoint([token.low for token in tokens[first:end]]):
            continue
        subject: Candidate | None = None
        for begin, stop in _Sentence(text, stream, first, end, mixed).clauses():
            report = _Sentence(text, stream, begin, stop, mixed).report(subject)
            if report is not None:
                result.append(report)
                subject, cue = report.subject, report.cue
    return _Told(result, cue)


def _kept(text: str, stream: Stream, part: Part, mixed: frozenset[int]) -> _Told:
    """Return what is reported in a paragraph before which nothing is: as it was found when the paragraph was read before, if it was."""
    if part.kept is None or part.first == part.end:
        return _told(text, stream, part, mixed, None)
    opening, closing = stream.tokens[part.first], stream.tokens[part.end - 1]
    place = _Place(opening.start, part.stretches[0] if part.stretches else 0, stream.candidates, part.candidate)
    woven = tuple([at - place.stretch for at in part.stretches if at in mixed])
    key = woven, _marks_outside(text, opening, closing)
    known = part.kept.get(key)
    if known is None:
        told = _told(text, stream, part, mixed, None)
        part.kept[key] = [*map(place.taken_out, told.reports)], told.cue
        return told
    reports, cue = known
    return _Told([*map(place.put_in, reports)], cue)


def _marks_outside(text: str, opening: Token, closing: Token) -> tuple[str, str]:
    """Return what stands around a paragraph that begins or ends in marks: it may be taken for one of them."""
    before = text[max(0, opening.start - _MARKS_REACH) : opening.start] if opening.kind == QUOTED else ""
    behind = text[closing.end : closing.end + _MARKS_REACH] if closing.kind == QUOTED else ""
    return before, behind


_MARKS_REACH = 3
"""Code points beside a quoted stretch among which its marks are looked for."""

_Nowhere = tuple[tuple[Span, ...], int | None, str, tuple[int, ...]]
"""A report at no place: its spans from where the paragraph begins, the number of its subject among the candidates there, its verb, and
the numbers of its stretches there."""


class _Place(NamedTuple):
    """Where a paragraph stands: its first token, its first stretch, and its first candidate among all."""

    start: int
    stretch: int
    candidates: Sequence[Candidate]
    candidate: int

    def taken_out(self, report: Report) -> _Nowhere:
        """Return a report of the paragraph at no place."""
        spans = tuple([(start - self.start, end - self.start) for start, end in report.spans])
        ahead = range(self.candidate, len(self.candidates))
        subject = next((at - self.candidate for at in ahead if self.candidates[at] is report.subject), None)
        return spans, subject, report.cue, tuple([at - self.stretch for at in report.quoted])

    def put_in(self, known: _Nowhere) -> Report:
        """Return a report at this place."""
        spans, at, cue, quoted = known
        return Report(
            tuple([(start + self.start, end + self.start) for start, end in spans]),
            None if at is None else self.candidates[self.candidate + at],
            cue,
            tuple([stretch + self.stretch for stretch in quoted]),
        )


def sentence_clauses(text: str, stream: Stream, first: int, end: int, mixed: frozenset[int]) -> list[tuple[int, int]]:
    """Return the tokens ``[first, end)`` of a sentence cut where another attribution begins."""
    return _Sentence(text, stream, first, end, mixed).clauses()


def sentence_tokens(tokens: Sequence[Token], first: int = 0, stop: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the tokens ``[first, end)`` of each sentence, of those between ``first`` and ``stop``."""
    stop = len(tokens) if stop is None else stop
    while first < stop:
        end = bisect_right(tokens, tokens[first].sentence, first, stop, key=_SENTENCE)
        yield first, end
        first = end


_SENTENCE = attrgetter("sentence")


_TELLING = frozenset(("according", *REPORTING, *HEARSAY, *ACCUSING))
"""Words without which no clause of a sentence is reported."""
_CUES = REPORTING | {"according"}
_CUTS = JOINING | {";", ""}
"""Words at which a sentence may be cut; what stands in marks is a token without one."""
_NO_WORDS = frozenset((NOWHERE.kind, PUNCTUATION))
_STOPS = frozenset(".!?;")
_ENDS_DEED = frozenset((*",;:—–", ""))
_BARGAINS = frozenset((("in", "exchange"), ("in", "return")))
_BEHIND_CLAUSES = CLAUSAL - KNOWING
_NO_STARTS = NOT_STARTS | VERBS
_NO_SUBJECT = NO_SUBJECT | {""}
"""What stands before verbs without a subject; what stands in marks is a token without a word."""
_WORDS_BEFORE = dict.fromkeys(("the", "a", "an"), 3) | dict.fromkeys(PRONOUN_SUBJECTS, 2)
"""How many words of a phrase must stand before a word that begins the clause behind it."""


def _is_deed(token: Token) -> bool:
    """Tell whether ``trying``, ``selling``; not ``king`` nor ``being``."""
    return token.kind == WORD and token.low[3:].endswith("ing")


class _Sentence(Sentence):
    """One sentence, or a clause of it, with the rules that find its report."""

    def clauses(self) -> list[tuple[int, int]]:
        """Return the sentence cut where another attribution begins (``…, but she said …``; ``… and said …``) and at semicolons."""
        may_cut = [
            at for at, token in enumerate(self.tokens[self.first : self.end - 1], self.first) if token.low in _CUTS
        ]
        cuts = [self.first, *[index + 1 for index in may_cut if self._cuts(index)]]
        return list(zip(cuts, [*cuts[1:], self.end], strict=True))

    def _cuts(self, index: int) -> bool:
        token = self.tokens[index]
        if token.kind == QUOTED:  # it was “rotten.” Vane said that …
            return (self.text[token.end - 1] in ".!?…") is (self.tokens[index + 1].kind == CAPITAL) is True
        if not self.first + 4 <= index < self.end - 2:
            return False
        if token.text == ";":
            return True
        if token.kind != WORD or token.low not in JOINING:
            return False
        if token.low in ("and", "but") and self.tokens[index + 1].low in GOING_ON:
            return True
        subject = self.starting_at(index + 1, 1)
        return subject is not None and subject.relation.startswith("Rsay")

    def report(self, subject: Candidate | None = None) -> Report | None:
        """Return the report of this clause; ``subject`` is whoever spoke in the clause before (for ``… and said …``)."""
        while self.within(self.end - 1).low in JOINING:
            self.end -= 1
        words = enumerate(self.tokens[self.first : self.end], self.first)
        cues = [index for index, token in words if token.low in _CUES and self._is_cue(index)]
        readings = chain(
            map(self._after_clause, reversed(cues)),
            (self._before_clause(cue, subject) for cue in cues),
            (read() for read in (self._hearsay, self._accusation)),
        )
        return next((report for report in readings if report is not None), None)

    def _is_cue(self, index: int) -> bool:
        token = self.tokens[index]
        if token.low == "according":
            return self.within(index + 1).low == "to"
        return token.kind == WORD and token.low in REPORTING and self._asserted(index)

    def _asserted(self, cue: int) -> bool:
        """Return whether the verb says that somebody did say it: not ``to say``, ``would not say``, ``worth noting``, ``what she says``."""
        for at in range(cue - 1, cue - 5, -1):
            if at < self.first:
                return True
            low = self.tokens[at].low
            if low in NOT_ASSERTED:
                return False
            if not is_auxiliary(low):
                break
        subject = self.ending_at(cue)
        if subject is None:
            return self.tokens[cue].low not in NOUNS_TOO
        return subject.first <= self.first or self.tokens[subject.first - 1].low not in ("what", "whatever", "how")

    # -- the clause comes first: "…, she added." / "…, according to Krol." / "…, Krol said, …"

    def _after_clause(self, cue: int) -> Report | None:
        low = self.tokens[cue].low
        if low == "according":
            return self._according(cue)
        if low not in _BEHIND_CLAUSES:
            return None
        subject = self._leading(cue)
        if subject is not None:
            return self._before_subject(cue, *subject, cue + 1)
        name = self.starting_at(cue + 1, 6) if low in _SAYING and self.pauses(cue - 1) else None
        if name is not None:
            whole = self.has_verb(self.first - 1, cue) and self._ends_subject(name.last + 1)
            return self._inverted(cue, name) if whole else None
        appositive = self._appositive_start(cue)
        return None if appositive is None else self._before_subject(cue, *appositive, cue + 1)

    def _leading(self, cue: int) -> tuple[Candidate, int] | None:
        """Return ``…, Ada Krol said``: the subject right before the verb, and where it begins."""
        subject = self.ending_at(cue)
        if subject is None or subject.kind == "who":
            return None
        start = self._subject_start(subject)
        return None if start is None else (subject, start)

    def _according(self, cue: int) -> Report | None:
        """Return ``…, according to Krol``, and what follows it."""
        if cue == self.first:
            return self._according_first(cue)
        subject = self.starting_at(cue + 2, 8)
        stop = cue + 2 if subject is None else subject.last + 1
        if subject is not None and cue - self.first > LEAST_WORDS + 1 and not self._goes_on(cue, stop):
            return self._inverted(cue, subject)
        if not (self.comma(cue - 1) or self._rest(stop) is not None or self._closes(stop)):
            return None
        return self._before_subject(cue, subject, cue, stop)

    def _before_subject(self, cue: int, subject: Candidate | None, begin: int, stop: int) -> Report | None:
        """Return the report whose attribution runs from ``begin`` to ``stop``: what stands before it, and the rest of the clause behind."""
        if begin - 1 <= self.first:
            return None
        if any(map(self.is_apart, (begin - 2, begin - 1))):
            return None  # the attribution of a direct quotation
        clause = self.first, begin - 1 if self.comma(begin - 1) else begin
        word = self.tokens[cue].low
        cue_text = "according to" if word == "according" else word
        rest = self._rest(stop)
        if self._closes(stop) and not self._goes_on(clause[1], stop):
            if word in UNASSERTED:  # "the gates were sold, she denied"
                told = self.span(*clause, LEAST_WORDS, keep_stop=False)
                return None if told is None else self.made([(self.first, stop)], subject, cue_text, final=False)
            return self._with_reservation(clause, stop, subject, cue_text)
        return None if rest is None else self.made([clause, (rest, self.end)], subject, cue_text)

    def _inverted(self, cue: int, subject: Candidate) -> Report | None:
        """Return ``…, said Ada Krol, the mayor`` and ``… according to Krol``: what follows the name belongs to the name."""
        before = cue - 1 if self.comma(cue - 1) else cue
        if before <= self.first or any(map(self.is_apart, (cue - 1, before - 1))):
            return None
        word = self.tokens[cue].low
        cue_text = "according to" if word == "according" else word
        return self._with_reservation((self.first, before), subject.last + 1, subject, cue_text)

    def _with_reservation(
        self, clause: tuple[int, int], stop: int, subject: Candidate | None, cue: str
    ) -> Report | None:
        """Return the report of a clause before its attribution, which ends before ``stop``: with what follows if that takes back some of it
        (``…, Krol said, unless the tide rises``)."""
        if any(map(self._reserves, range(stop, self.end))):
            return self.made([(clause[0], self.end)], subject, cue)
        return self.made([clause], subject, cue, final=False)

    def _reserves(self, at: int) -> bool:
        return self.tokens[at].low in (RESERVATIONS if self.comma(at - 1) else CONDITIONS)

    def _ends_subject(self, at: int) -> bool:
        """Return True if a name that follows its verb of saying is complete: no verb of its own comes after it."""
        token = self.within(at)
        return token.kind in _NO_WORDS or token.low in _BEHIND_NAMES

    def _appositive_start(self, cue: int) -> tuple[Candidate, int] | None:
        """Return ``…, Ada Krol, the mayor, said`` and ``…, a spokesman for the mill said``: the subject whose cue this is."""
        for candidate in reversed(self.reaching(cue, 16)):
            start = self._subject_start(candidate)
            if start is not None:
                return candidate, start
        return None

    def _subject_start(self, subject: Candidate) -> int | None:
        """Return the token after the comma from which the subject runs (``…, mill spokesman Ada Krol said``), or ``None``."""
        for at in range(subject.first - 1, subject.first - 10, -1):
            if self.pauses(at):
                return at + 1
            token = self.tokens[at]
            if at <= self.first or token.kind in (PUNCTUATION, QUOTED) or token.low in NOT_IN_SUBJECTS:
                return None
        return None

    def _closes(self, stop: int) -> bool:
        """Return True if after ``stop`` only the sentence's end follows, or circumstances (``in a statement on Monday``)."""
        at = stop
        while self.within(at).low in AUXILIARIES:
            at += 1
        if at >= self.end or self.tokens[at].text in _STOPS:
            return True
        if self.end - at > 26 or self.tokens[at].low not in _CLOSING:
            return False
        return all(token.low != "that" for token in self.tokens[at : min(at + 8, self.end)])

    def _rest(self, stop: int) -> int | None:
        """Return the token with which the clause goes on after ``…, Krol said,``, or ``None``."""
        comma = self.next_comma(stop, min(stop + 7, self.end - 1))
        if comma is None:
            return None
        between = self.tokens[stop:comma]
        if between and between[0].low not in CIRCUMSTANCES:
            return None
        plain = all(token.low in CIRCUMSTANCES or token.kind in (WORD, CAPITAL, NUMBER) for token in between)
        return comma + 1 if plain else None

    def _goes_on(self, begin: int, stop: int) -> bool:
        """Tell whether only a time, a place or what hangs on the rest stands before the attribution ``[begin, stop)``, and its clause behind."""
        rest = self._rest(stop)
        if rest is None:
            return False
        hangs = any((is_circumstance(self.opening(begin)), self.hangs(self.first, begin)))
        return all((hangs, self.has_verb(rest - 1, self.end)))

    def _according_first(self, cue: int) -> Report | None:
        subject = self.starting_at(cue + 2, 8)
        comma = self.next_comma(cue + 2 if subject is None else subject.last + 1, min(cue + 31, self.end))
        return None if comma is None else self.made([(comma + 1, self.end)], subject, "according to")

    # -- the verb comes first: "Krol said (that) …"

    def _before_clause(self, cue: int, previous: Candidate | None) -> Report | None:
        token = self.tokens[cue]
        start = None if token.low == "according" else self._clause_start(cue)
        if start is None:
            return None
        explicit = self.tokens[start - 1].low == "that"
        subject = self.doer(cue) if token.low in PARTICIPLES else self.ending_at(cue) or self.via(cue)
        if subject is None:
            if cue == self.first:
                return None if previous is None else self.made([(start, self.end)], previous, token.low)
            if not self._may_lack_subject(cue, explicit):
                return None
            subject = next((c for c in self.candidates if c.first < cue and not c.possessive), None)
        near = self.tokens[cue if explicit else max(self.first, cue - 8) : cue]
        if any(before.kind == QUOTED for before in near):
            return None  # "…," Krol said of the mill
        begin = self.first if self._lasts(cue, subject) else self._limiting(cue, start)
        noun = self._noun_of_saying(start) if (explicit, begin) == (False, start) else None
        if noun is None:
            return self.made([(begin, self.end)], subject, token.low)
        return self.made([(noun + 2, self.end)], self._owner(start, noun), self.tokens[noun].low)

    def _noun_of_saying(self, start: int) -> int | None:
        """Return the noun whose content a clause is that seems to begin at ``start`` (``noted the guild's statements that …``)."""
        for at in range(start, min(start + _NOUN_PHRASE, self.end - 1)):
            if is_verb(self.tokens[at]):
                return None
            low = self.tokens[at].low
            if (NOUN_CUES.isdisjoint((low, low.removesuffix("s"))), self.tokens[at + 1].low) == (False, "that"):
                return at
        return None

    def _owner(self, start: int, noun: int) -> Candidate | None:
        """Return whose statement a noun of saying is, ``None`` if the text does not say."""
        inside = (c for c in self.candidates if start <= c.first <= c.last < noun)
        return next((c for c in inside if (c.possessive or c.kind == "owner")), None)

    def _lasts(self, cue: int, subject: Candidate | None) -> bool:
        """Tell whether the sentence opens with a period that belongs to what is said, not to the saying (``Since May, Krol has said``)."""
        if subject is None or self.tokens[cue].low in UNASSERTED:
            return False
        start = self._subject_start(subject) if subject.last == cue - 1 else None
        return False if start is None else is_period(self.opening(start - 1))

    def _limiting(self, cue: int, start: int) -> int:
        """Return the token from which a clause that begins at ``start`` is printed: from the condition before its verb, from a hedge before
        that, or from a verb that does not say that it is so."""
        if self.tokens[self.first].low in CONDITIONS:
            return self.first
        at = cue
        while self.within(at - 1).low in HEDGES:
            at -= 1
        said = start if at == cue else at
        return at if self.tokens[cue].low in UNASSERTED else said

    def _may_lack_subject(self, cue: int, explicit: bool) -> bool:
        """Return True if a verb whose subject is not found next to it reports all the same."""
        before, low = self.tokens[cue - 1], self.tokens[cue].low
        if before.low in _NO_SUBJECT or low in NOUNS_TOO:
            return False
        return explicit or low in SAY

    def _clause_start(self, cue: int) -> int | None:
        """Return the token with which the clause of a verb begins, ``None`` if it has none."""
        at = self._behind_object(cue)
        if at < cue:
            return None
        for _ in range(_STEPS_TO_CLAUSE):
            if at >= self.end:
                return None
            if self._begins_plainly(cue, at):
                return at
            if self.tokens[at].low == "that":
                return self._behind_that(cue, at)
            onward = self._passed_over(cue, at)
            if onward is None:
                return at if self._begins_bare(cue, at) else None
            at = onward
        return None

    def _behind_that(self, cue: int, at: int) -> int | None:
        """Return the token with which the clause of a verb begins that ``that`` opens, ``None`` if it opens none.

        Behind a noun, ``that`` with a verb is about the noun: what was said stands behind the next ``that``, if there is one (``said in an
        interview that is to be shown on Monday that …``). Behind the verb itself, or a time, it is a subject (``said that was wrong``).
        """
        if self.within(at + 1).low in FINITE:
            verb = (at - 1, self.tokens[cue].low in NOUNS_TOO) == (cue, False)
            if verb or self.tokens[at - 1].low in TIMES:
                return at
            further = (i for i in range(at + 1, self.end) if self.tokens[i].low == "that")
            at = next((i for i in further if not is_verb(self.within(i + 1))), self.end)
        return None if self.within(at + 1).kind in _NO_WORDS else at + 1

    def _behind_object(self, cue: int) -> int:
        """Return the token behind the verb and whom it addresses (``told the board that``), -1 where no clause can follow."""
        at = cue + 1
        made = self.starting_at(at, 1) if self.tokens[cue].low in WITH_OBJECT else None
        if made is None or self.within(made.last + 1).kind in _NO_WORDS:
            return at
        at = made.last + 1
        return -1 if self.tokens[at].low == "to" and self.tokens[cue].low not in INFINITIVE else at

    def _begins_plainly(self, cue: int, at: int) -> bool:
        """Tell whether a word that opens clauses stands here: ``to`` behind a promise, ``whether``."""
        token = self.tokens[at]
        if token.low == "to":
            return token.kind == WORD and self.tokens[cue].low in INFINITIVE
        return token.low in QUESTION

    def _passed_over(self, cue: int, at: int) -> int | None:
        """Return the token behind an adverb, a time or a phrase that stands before the clause, ``None`` where none does."""
        token = self.tokens[at]
        if token.low in TIMES:
            return at + 1
        if token.kind != WORD:
            return None
        if at == cue + 1 and token.low.endswith("ly"):
            return at + 1
        return self._skip_phrase(at) if token.low in PREPOSITIONS else None

    def _begins_bare(self, cue: int, at: int) -> bool:
        """Tell whether a clause begins here without ``that``: ``announced it would`` is speech, ``announced sanctions`` is an act."""
        token, low = self.tokens[at], self.tokens[cue].low
        if low not in BARE or token.low in _NO_STARTS or token.kind == PUNCTUATION:
            return False
        if token.kind == QUOTED:
            # said “broken planks” were to blame
            return is_verb(NOWHERE if self.is_apart(at) else self.within(at + 1))
        if token.kind == WORD and token.low in PREPOSITIONS:
            return False
        if low in ACTS and token.low not in PRONOUN_SUBJECTS:
            return False
        if (token.low, self.within(at + 1).low) == ("the", "same"):
            return False
        return low in SAY or self.has_verb(at)

    def _skip_phrase(self, at: int) -> int | None:
        """Over ``in a statement``, ``on Thursday``: to ``that``, to a time word's end, or to a pronoun or name that begins the clause."""
        tokens = self.tokens
        for index in range(at + 1, min(at + 14, self.end)):
            token = tokens[index]
            if token.low == "that":
                return index
            if token.kind in (QUOTED, PUNCTUATION):
                break
        for index in range(at + 1, min(at + 7, self.end)):
            token = tokens[index]
            if token.low in TIMES:
                return index
            if token.kind in (QUOTED, PUNCTUATION):
                return None
            if index >= at + _WORDS_BEFORE.get(token.low, 7):
                return index
        return None

    def bargain(self, cue: str) -> Report | None:
        """Return a sentence that goes on from a reported one with "in exchange" or "in return" and a pronoun; nobody is named anew."""
        tokens, at = self.tokens, self.first
        if self.end - at < 8 or (tokens[at].low, tokens[at + 1].low) not in _BARGAINS:
            return None
        at += 2 + (tokens[at + 2].text == ",")
        if tokens[at].low not in ("he", "she", "they", "it"):
            return None
        reported = any(tokens[i].low in REPORTING and self._asserted(i) for i in range(at, self.end))
        return None if reported else self.made([(self.first, self.end)], None, cue)

    def _accusation(self) -> Report | None:
        """Return what somebody is punished or accused for: ``sanctions on a dealer for trying to sell ...``, ``accused of selling ...``."""
        tokens = self.tokens
        for index in range(self.first, self.end - 6):
            link = ACCUSING.get(tokens[index].low)
            if link is None or tokens[index].kind != WORD:
                continue
            if not self._asserted(index):
                continue
            for at in range(index + 1, min(index + 9, self.end - 5)):
                if tokens[at].kind == PUNCTUATION:
                    break
                if tokens[at].low == link and _is_deed(tokens[at + 1]):
                    stop = next((i for i in range(at + 2, self.end) if tokens[i].text in _ENDS_DEED), self.end)
                    return self.made([(index, stop)], None, tokens[index].low)
        return None

    def _hearsay(self) -> Report | None:
        """Return a sentence with ``reportedly``: reported by nobody who is named."""
        for index in range(self.first, self.end):
            if self.tokens[index].low in HEARSAY:
                return self.made([(self.first, self.end)], None, self.tokens[index].low)
        return None
