"""Whose document is said to speak: ``the statement said`` where the text has told before whose statement it is.

Looks for the same kind of document in the sentences before, and in the one behind where that is no more than a signature
(``Ada Krol in a statement.``). Never guesses: a document that nobody is said to have issued stays a document.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from briefing.analysis.quotations.speakers.stream import Candidate, Stream
from briefing.analysis.quotations.tokens import CAPITAL, POSSESSIVE, WORD, in_sentence, token_at
from briefing.lexicon.name_kinds import ISSUED
from briefing.lexicon.speech.speaker_words import DETERMINERS

_REACH = 10
"""Sentences that the words which tell whose document it is may lie back."""
_DEFINITE = frozenset("the this that its his her their".split())
_TELLS = frozenset("in through via by issued released published sent posted wrote made circulated".split())
"""Words before a document of which the subject of the sentence is whose it is."""
_SAYS = ("Rs", "Rw", "Ra", "Ro")
_MOST_ADJECTIVES = 3
_ISSUERS = frozenset(("full", "name", "role", "roles", "pronoun"))


class Issuers:
    """Whose the documents of one article are."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self._places: list[int] | None = None

    def owner(self, document: Candidate) -> int | None:
        """Return the last token of whose document it is said to be in its own words (``the museum’s report``), ``None`` if they say nothing."""
        tokens = self.stream.tokens
        own = range(document.first + 1, document.last) if document.head in ISSUED else ()
        return next((at - 1 for at in own if tokens[at].kind == POSSESSIVE), None)

    def issuer(self, document: Candidate) -> Candidate | None:
        """Return the candidate that issued a document which speaks, ``None`` if the text does not say who did."""
        tokens = self.stream.tokens
        definite = tokens[document.first].low in _DEFINITE
        for at in self._mentions(document) if definite else ():
            found = self._told(at) if tokens[at].low == document.head else None
            if found is not None:
                return found
        return None

    def _mentions(self, document: Candidate) -> Iterator[int]:
        """Yield where documents are named in the sentence behind a candidate, then before it, the nearest first."""
        tokens = self.stream.tokens
        if self._places is None:
            self._places = [at for at, token in enumerate(tokens) if token.low in ISSUED]
        middle = bisect_left(self._places, document.first)
        behind = (at for at in self._places[middle : middle + 4] if tokens[at].sentence == document.sentence + 1)
        yield from (at for at in behind if self._signs(at))
        for at in reversed(self._places[max(0, middle - 4 * _REACH) : middle]):
            if document.sentence - tokens[at].sentence > _REACH:
                break
            yield at

    def _signs(self, at: int) -> bool:
        """Tell whether the sentence of a document has no more than a name before it (``Ada Krol in a statement.``)."""
        sentence = self.stream.tokens[at].sentence
        inside = self.stream.by_sentence.get(sentence, [])[:1]
        means = self._before_determiner(at)
        return any(candidate.last == means - 1 for candidate in inside)

    def _before_determiner(self, at: int) -> int:
        """Return the token before the article of a document at ``at``, adjectives passed over; -1 if it has none."""
        tokens, sentence = self.stream.tokens, self.stream.tokens[at].sentence
        for steps in range(1, _MOST_ADJECTIVES + 2):
            token = in_sentence(tokens, at - steps, sentence)
            if token.low in DETERMINERS:
                return at - steps - 1
            if token.kind not in (WORD, CAPITAL):
                break
        return -1

    def _told(self, at: int) -> Candidate | None:
        """Return whom the words around a document name as who issued it."""
        tokens, sentence = self.stream.tokens, self.stream.tokens[at].sentence
        inside = [each for each in self.stream.by_sentence.get(sentence, ()) if each.kind in _ISSUERS]
        if token_at(tokens, at + 1).low in ("by", "from"):
            return next((each for each in inside if each.first == at + 2), None)
        owner = next(
            (
                back
                for back in range(at - 1, at - 2 - _MOST_ADJECTIVES, -1)
                if token_at(tokens, back).kind == POSSESSIVE
            ),
            -1,
        )
        owners = [each for each in inside if each.last == owner - 1 if each.possessive]
        means = self._before_determiner(at)
        word = in_sentence(tokens, means, sentence).low
        subjects = [each for each in inside if each.last < means if self._acts(each, means) if word in _TELLS]
        return next(iter((*owners, *subjects[::-1])), None)

    def _acts(self, candidate: Candidate, means: int) -> bool:
        """Tell whether a candidate speaks, or stands right before the words that name its document."""
        return candidate.relation[:2] in _SAYS or candidate.relation.endswith("|Lsay") or candidate.last == means - 1
