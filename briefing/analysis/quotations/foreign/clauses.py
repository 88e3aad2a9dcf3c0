"""The clause that says who spoke: behind a quotation, before it, or within its marks, in one of six languages.

General facts: behind a quotation the verb stands before its subject (``“…”, sagte Müller``); before one, its subject stands before the
verb or right behind it, and a colon gives the floor to the subject; ``laut``, ``selon``, ``según`` name a source. Looks a bounded way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.analysis.quotations.foreign.languages import Language
from briefing.analysis.quotations.foreign.phrases import Phrase, Phrases
from briefing.analysis.quotations.tokens import DASHES, NOWHERE, QUOTED, WORD, Token, in_sentence, token_at

_LONGEST = 60
"""Tokens before a quotation that are looked at."""
_PASSED = 6
"""Words between a verb and its subject that are passed over."""
_TO_DOCUMENT = 9
"""Words from the verb to the document in which something is read."""
_OPENS_ATTRIBUTION = frozenset((",", *DASHES))


@dataclass(frozen=True, slots=True)
class Said:
    """Whom a clause names as the speaker: a phrase, ``None`` where the verb alone says that somebody spoke before; its verb."""

    phrase: Phrase | None
    cue: str | None
    sentence: int
    at: int
    """The token before which whoever is meant was named."""

    @property
    def indices(self) -> range:
        """Return the tokens of the phrase, none if there is none."""
        return range(0) if self.phrase is None else self.phrase.indices

    @property
    def name(self) -> range:
        """Return the tokens of the name that is told."""
        return range(0) if self.phrase is None else self.phrase.name

    @property
    def gender(self) -> str:
        """Return the gender that the phrase tells, "" where it tells none."""
        return "" if self.phrase is None else self.phrase.gender


class Clauses:
    """The tokens of an article, or of one quotation, and who is said to speak in them."""

    def __init__(self, tokens: Sequence[Token], language: Language, surnames: frozenset[str] = frozenset()) -> None:
        self.tokens = tokens
        self.language = language
        self.reader = Phrases(tokens, language, surnames)

    # -- behind the quotation: "…", sagte Ada Krol

    def behind(self, place: int, *, ended: bool) -> Said | None:
        """Return who is named right behind a quotation; ``ended``: its last mark ends a sentence."""
        sentence = self.tokens[place].sentence
        at = place + 1
        while in_sentence(self.tokens, at, sentence).text in _OPENS_ATTRIBUTION:
            at += 1
        said = self._clause(at, sentence)
        opened = any((ended, at > place + 1))
        return (self._unknown_verb(at, sentence) if opened else None) if said is None else said

    def between_marks(self) -> Iterator[Said]:
        """Yield whom clauses of attribution between commas or dashes name (``«El órgano —dijo Ada Krol— suena»``)."""
        for at, token in enumerate(self.tokens):
            said = self._clause(at + 1, token.sentence) if token.text in _OPENS_ATTRIBUTION else None
            if said is None:
                continue
            closing = [token_at(self.tokens, said.indices.stop).text for _ in said.name[:1]]
            if not _OPENS_ATTRIBUTION.isdisjoint(closing):
                yield said

    def _clause(self, at: int, sentence: int) -> Said | None:
        """Return who speaks in the clause of attribution that begins at ``at``, with a verb that is known."""
        low = self._word(at, sentence)
        if low in self.language.leading:
            phrase = self.reader.at(at + 1, loose=True)
            return None if phrase is None else Said(phrase, low, sentence, at)
        paper = self._document(at, at + _PASSED // 2, at + _TO_DOCUMENT, sentence)
        return self._saying(at, sentence) if paper is None else paper

    def _saying(self, at: int, sentence: int) -> Said | None:
        """Return who speaks where a verb of saying stands at ``at``."""
        verb = self._verb(at, sentence)
        if verb is None:
            return None
        cue, subject, behind = verb
        named = [subject, self.reader.at(self._past_adverbs(behind, sentence), loose=True)]
        for phrase in (each for each in named if each is not None if not each.governed):
            return Said(phrase, cue, sentence, at)
        return Said(None, cue, sentence, at) if self.language.drops_subjects else None

    def _document(self, first: int, end: int, limit: int, sentence: int) -> Said | None:
        """Return the document in which the words are read (``heißt es in dem Bericht``, ``peut-on lire dans la lettre``): its verb
        stands in ``[first, end)``, itself before ``limit``."""
        lows = [self._word(at, sentence) for at in range(first, end)]
        cue = next((low for low in lows if low in self.language["reads"]), None)
        papers = range(first, limit) if cue is not None else ()
        for at in papers:
            if self.reader.letters[at : at + 1] == "p":
                phrase = self._document_at(at, first, sentence)
                return None if phrase is None else Said(phrase, cue, sentence, at)
        return None

    def _document_at(self, noun: int, first: int, sentence: int) -> Phrase | None:
        """Return the phrase of a document whose noun stands at ``noun`` of the sentence, its article included."""
        if in_sentence(self.tokens, noun, sentence) is NOWHERE:
            return None
        phrases = (self.reader.at(at) for at in range(max(first, noun - 3), noun + 1))
        return next((each for each in phrases if each is not None if each.kind == "paper"), None)

    def _word(self, at: int, sentence: int) -> str:
        """Return the folded word at ``at`` of the sentence, "" for marks and names."""
        return "" if in_sentence(self.tokens, at, sentence) is NOWHERE else self.reader.low(at)

    def _verb(self, at: int, sentence: int) -> tuple[str, Phrase | None, int] | None:
        """Return the verb of saying at ``at``, the pronoun within it (``a-t-elle ajouté``), and the token behind it."""
        lists = self.language
        subject: Phrase | None = None
        first = at
        while at < first + _PASSED:
            low = self._word(at, sentence)
            if low in lists["verbs"]:
                behind = at + 1
                while self._word(behind, sentence) in lists["verbs"]:
                    behind += 1
                return " ".join(token.low for token in self.tokens[at:behind]), subject, behind
            if low not in (lists.before_verbs if at == first else lists.before_verbs_too):
                break
            if low in lists.subjects:
                subject = self.reader.at(at)
            at += 1
        return self._framed(at, sentence) if at > first else None

    def _framed(self, at: int, sentence: int) -> tuple[str, Phrase | None, int] | None:
        """Return the verb that closes the clause around its subject (``wird Krol zitiert``, ``heeft Krol gezegd``)."""
        subject = self.reader.at(at) if self.language.frames else None
        if subject is None:
            return None
        closing = (self._word(index, sentence) for index in range(subject.last + 1, subject.last + 2 * _PASSED))
        cue = next((low for low in closing if low in self.language["verbs"]), None)
        return None if cue is None else (cue, subject, subject.last + 1)

    def _unknown_verb(self, at: int, sentence: int) -> Said | None:
        """Return who follows a verb that no table holds, if that is surely a person: after a quotation and a comma any verb tells."""
        lists = self.language
        for _ in range(_PASSED):
            if self._word(at, sentence) not in lists.bound:
                break
            at += 1
        verb = in_sentence(self.tokens, at, sentence)
        if verb.low in (lists.no_verbs if verb.kind == WORD else (verb.low,)):
            return None
        phrase = self.reader.at(self._past_adverbs(at + 1, sentence))
        return next((Said(each, verb.low, sentence, at) for each in (phrase,) if each is not None if each.speaks), None)

    def _past_adverbs(self, at: int, sentence: int) -> int:
        """Return the token behind adverbs, times, bound pronouns and whoever is spoken to."""
        lists = self.language
        for _ in range(_PASSED):
            token, low = in_sentence(self.tokens, at, sentence), self._word(at, sentence)
            behind = token_at(self.tokens, at + 1)
            if not {low, token.low}.isdisjoint(lists.adverbs):
                at += 1
            elif low in (lists.small if behind.low in lists["days"] else lists["dative"]):
                at += 2
            else:
                break
        return at

    # -- before the quotation: Ada Krol sagte: "…"

    def before(self, place: int) -> Said | None:
        """Return whom the words before a quotation in its sentence, or the line that ends in a colon before it, name."""
        last = token_at(self.tokens, place - 1)
        colon = last.text == ":"
        sentence = last.sentence if colon else self.tokens[place].sentence
        end = place - colon
        outside = (
            at for at in range(end - 1, end - _LONGEST, -1) if in_sentence(self.tokens, at, sentence).kind in _OUTSIDE
        )
        first = next(outside, end - _LONGEST) + 1
        phrases = self.reader.inside(first, end)
        readings = (
            self._source(first, end, sentence),
            self._document(first, end, end, sentence),
            self._with_verb(first, end, sentence, phrases, colon=colon),
            self._given_floor(phrases if colon else (), sentence, end),
        )
        return next(filter(None, readings), None)

    def _source(self, first: int, end: int, sentence: int) -> Said | None:
        """Return whom ``laut``, ``selon`` or ``según`` names."""
        openings = self.language["sources"] | self.language["first"]
        for at in range(first, end):
            low = self._word(at, sentence)
            inserted = self.tokens[at - 1].text == ","
            leads = low in (
                openings if at == first else self.language.leading if inserted else self.language["sources"]
            )
            phrase = self.reader.at(at + 1) if leads else None
            if phrase is not None:
                return Said(phrase, low, sentence, at)
        return None

    def _with_verb(self, first: int, end: int, sentence: int, phrases: Sequence[Phrase], *, colon: bool) -> Said | None:
        """Return the subject of the last verb of saying before a quotation."""
        for at in range(end - 1, first - 1, -1):
            low = self._word(at, sentence)
            if low not in self.language.ascribing:
                continue
            subject = self._subject(at, first, phrases)
            if subject is not None:
                return Said(subject, low, sentence, at)
            begin = next(
                (back for back in range(at - 1, first, -1) if self._word(back, sentence) not in self.language.bound),
                first,
            )
            opened = any((colon, self.tokens[begin].text == ","))
            if low in (self.language.subjectless if opened else ()):
                return Said(None, low, sentence, at)
        return None

    def _subject(self, verb: int, first: int, phrases: Sequence[Phrase]) -> Phrase | None:
        """Return the subject of a verb: a pronoun right behind it, else the last one before it, else whoever follows it, else what
        stands between the beginning at ``first`` and the verb."""
        behind = self._past_adverbs(verb + 1, self.tokens[verb].sentence)
        following = [phrase for phrase in phrases if phrase.first == behind if not phrase.governed]
        free = [phrase for phrase in phrases if phrase.last < verb if not phrase.governed]
        pronouns = [phrase for phrase in following if phrase.kind == "pronoun"]
        people = [phrase for phrase in free if phrase.kind in ("person", "pronoun")]
        opening = [each for each in (self.reader.at(first, loose=True),) if each is not None if each.last == verb - 1]
        return next(iter((*pronouns, *people[::-1], *free[::-1], *following, *opening)), None)

    def _given_floor(self, phrases: Sequence[Phrase], sentence: int, end: int) -> Said | None:
        """Return the subject of a line that ends in a colon and has no verb of saying."""
        free = [phrase for phrase in phrases if phrase.speaks]
        return Said(free[0], None, sentence, end) if free else None


_OUTSIDE = frozenset((NOWHERE.kind, QUOTED))
