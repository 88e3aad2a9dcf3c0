"""Who said each quoted stretch of an article in one of six languages.

Asks ``clauses`` whom the words around a stretch name, and ``people`` who that is. Whoever is not surely named stays unknown.
Linear in the number of tokens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from briefing.analysis.quotations.foreign.clauses import Clauses, Said
from briefing.analysis.quotations.foreign.languages import Language, language
from briefing.analysis.quotations.foreign.people import People, Person
from briefing.analysis.quotations.foreign.phrases import ARTICLES, Phrase
from briefing.analysis.quotations.foreign.words import words
from briefing.analysis.quotations.spans import Segment
from briefing.analysis.quotations.speakers.stream import Stream
from briefing.analysis.quotations.tokens import QUOTED, Token, token_at, tokenise
from briefing.model import UNKNOWN_SPEAKER, Span, Speaker

Attribution = tuple[Speaker, str | None]

_INNER = 400
"""Code points of a quotation in which an attribution is looked for."""
_NOBODY: Attribution = (UNKNOWN_SPEAKER, None)


def attribute(code: str, text: str, segments: Sequence[Segment], stream: Stream) -> list[Attribution]:
    """Return for each quoted stretch its speaker and the cue, as ``attribution.attribute`` does for English."""
    return _Article(text, segments, words(stream.tokens, language(code)), language(code)).spoken()


class _Article:
    """One article while its speakers are looked for."""

    def __init__(self, text: str, segments: Sequence[Segment], tokens: Sequence[Token], spoken: Language) -> None:
        self.text = text
        self.segments = segments
        self.tokens = tokens
        self.language = spoken
        self.places = {token.segment: at for at, token in enumerate(tokens) if token.kind == QUOTED}
        self.clauses = Clauses(tokens, spoken)
        names = (phrase.name for inside in self._phrases().values() for phrase in inside if phrase.name)
        self.surnames = frozenset(tokens[name[-1]].low for name in names)
        self.clauses = Clauses(tokens, spoken, self.surnames)
        self.people = People(text, tokens, self._phrases())

    def _phrases(self) -> dict[int, list[Phrase]]:
        """Return the phrases of each sentence."""
        sentences = groupby(range(len(self.tokens)), key=lambda index: self.tokens[index].sentence)
        return {number: self._inside(list(indices)) for number, indices in sentences}

    def _inside(self, indices: Sequence[int]) -> list[Phrase]:
        return self.clauses.reader.inside(indices[0], indices[-1] + 1)

    def spoken(self) -> list[Attribution]:
        result: list[Attribution] = []
        for index in range(len(self.segments)):
            place = self.places.get(index)
            result.append(_NOBODY if place is None else self._speaker(index, place, result[-1:]))
        return result

    def _speaker(self, index: int, place: int, before: Sequence[Attribution]) -> Attribution:
        """Return the speaker of a quotation: named behind it, before it, within its marks, or that of the one before."""
        ended = self.text[self.tokens[place].end - 1] in "?!…"
        said = self.clauses.behind(place, ended=ended)
        said = self.clauses.before(place) if said is None else said
        if said is not None:
            return self._resolved(said, place)
        within = self._within_marks(index)
        if within is not None:
            return within
        for speaker, _ in before if self._goes_on(index, place) else ():
            return (UNKNOWN_SPEAKER if speaker.name is None else replace(speaker, status="inferred")), None
        return _NOBODY

    def _within_marks(self, index: int) -> Attribution | None:
        """Return who is named within the marks of a quotation: in many papers the attribution stands there."""
        segment = self.segments[index]
        end = min(segment.span[1], segment.span[0] + _INNER)
        inner, _ = tokenise(self.text, segment.span[0], end, segment.paragraph)
        clauses = Clauses(words(inner, self.language), self.language, self.surnames)
        for said in clauses.between_marks():
            sentence = self.tokens[self.places[index]].sentence
            return self._named([clauses.tokens[at] for at in said.name], sentence), said.cue
        return None

    def _goes_on(self, index: int, place: int) -> bool:
        """Tell whether a quotation is all of its sentence and follows the sentence of another one in its paragraph."""
        sentence = self.tokens[place].sentence
        previous = self.tokens[self.places.get(index - 1, place)]
        beside = [token_at(self.tokens, at) for at in (place - 1, place + 1)]
        words = [token for token in beside if token.sentence == sentence if token.text not in _STOPS]
        steps = sentence - previous.sentence, self.tokens[place].paragraph - previous.paragraph
        return steps == (1, 0) and not words

    # -- who that is

    def _resolved(self, said: Said, place: int) -> Attribution:
        """Return the speaker whom a clause names."""
        phrase, sentence = said.phrase, self.tokens[place].sentence
        if phrase is None:
            return self._meant(said, sentence), said.cue
        if phrase.name:
            return self._named([self.tokens[at] for at in phrase.name], sentence), said.cue
        by_kind = {"pronoun": self._meant, "paper": self._issued}
        return by_kind.get(phrase.kind, self._as_printed)(said, sentence), said.cue

    def _named(self, name: Sequence[Token], sentence: int) -> Speaker:
        """Return the person whom a name in full, or a surname, tells."""
        span = name[0].start, name[-1].end
        mention = self.text[span[0] : span[1]]
        person = self.people.speaking(mention, [token.low for token in name])
        return Speaker(mention if person is None else self._noted(person, sentence), mention, span, "stated")

    def _noted(self, person: Person, sentence: int) -> str:
        """Return a person's name, and remember that he or she spoke."""
        self.people.spoke.setdefault(sentence, []).append(person)
        return person.name

    def _as_printed(self, said: Said, sentence: int) -> Speaker:
        """Return somebody told by what he, she or it is: a person of whom the article says that, else the words as they are printed."""
        name, span = self._words(said.indices)
        person = self.people.with_role(said.phrase)
        if person is not None:
            return Speaker(self._noted(person, sentence), name, span, "inferred")
        determined = self.clauses.reader.letters[said.indices[0]] in ARTICLES
        return Speaker(name[0].lower() + name[1:] if determined else name, name, span, "stated")

    def _words(self, indices: range) -> tuple[str, Span]:
        """Return what is printed over some tokens, and where."""
        span = self.tokens[indices[0]].start, self.tokens[indices[-1]].end
        return self.text[span[0] : span[1]], span

    def _meant(self, said: Said, sentence: int) -> Speaker:
        """Return whom a pronoun, or a verb without a subject, means."""
        mention, span = self._words(said.indices) if said.indices else (None, None)
        person = self.people.antecedent(said.sentence, said.at, said.gender)
        if person is not None:
            return Speaker(self._noted(person, sentence), mention, span, "inferred")
        for body in self.people.bodies_before(said.sentence):
            return Speaker(self._words(body.indices)[0], mention, span, "inferred")
        return Speaker(None, mention, span, "unknown")

    def _issued(self, said: Said, sentence: int) -> Speaker:
        """Return the body whose document is read: the one that it is said to be of, else the only one of the sentence before.

        Where nouns are inflected (``Bericht des Wasserverbands``) the document itself is named, as it is printed.
        """
        paper = said.phrase
        if paper is not None and paper.within:
            indices = range(paper.noun, paper.last + 1) if self.language.capital_nouns else paper.within
            name, span = self._words(indices)
            return Speaker(name, name, span, "stated")
        for body in self.people.bodies_before(said.sentence):
            name, span = self._words(body.indices)
            return Speaker(name, name, span, "inferred")
        return UNKNOWN_SPEAKER


_STOPS = frozenset((".", "!", "?", "…", ""))
