"""Where the versions of a statement differ in a word that turns its sense: put for another one, left out, or put in.

A witness that quotes only a part leaves nothing out before and behind it; words put elsewhere are not left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, takewhile
from typing import NamedTuple

from briefing.analysis.comparison import salience
from briefing.analysis.statements import normalise
from briefing.lexicon import tables
from briefing.model import Comparison, FactValue, Span, Token, Witness
from briefing.text import fold

FEW = 4
"""Words up to which a change is one of a word's sense, not of the whole passage."""

_CONTRARY = ("negation", "modality", "tense")


class Change(NamedTuple):
    """What one witness has in the place of some words of the pivot; the words and their spans, empty where nothing stands; ``behind``: the
    word that follows in the witness."""

    before: str
    before_span: Span
    after: str
    after_span: Span
    behind: str = ""

    @property
    def redirects(self) -> str:
        """What a preposition turns in it, "" if nothing."""
        return salience.redirected(self.before, self.after, self.behind)

    @property
    def told(self) -> bool:
        """Whether it counts at the edges, too: there a witness leaves out what it does not quote; but not a "no" alone."""
        return bool(self.before and self.after) or len(self.before.split()) == 1


_SLACK = 8
"""Characters by which words may stand further ahead in one version than in the other: spaces and marks differ."""


class _Reading(NamedTuple):
    """What one witness does with the pivot's words: its changes of sense by kind, and the stretches that it prints as they are, where
    they stand in the pivot's article and in its own."""

    witness: Witness
    changes: list[tuple[str, Change]]
    same: list[tuple[Span, Span]]

    def printed(self, span: Span, words: str, text: str) -> Span | None:
        """Return where in its article (of this ``text``) it prints these ``words`` of the pivot, and nothing else in their place."""
        if any(change.before_span == span for _, change in self.changes):
            return None
        held = (each for each in self.same if each[0][0] <= span[0] and span[1] <= each[0][1])
        for (start, _), (first, last) in held:
            place = text.find(words, min(last, max(first, first + span[0] - start - _SLACK)), last)
            return (place, place + len(words)) if place >= 0 else (first, last)
        return None


def places(comparison: Comparison, texts: Mapping[str, str]) -> Iterator[tuple[str, list[FactValue]]]:
    """Yield the kind of each change of sense, and what every version in marks says there."""
    pivot, *others = comparison.witnesses
    if not pivot.enclosed:
        return
    readings = [
        _read(pivot, witness, texts) for witness in others if witness.enclosed and witness.article != pivot.article
    ]
    found: dict[tuple[Span, str], list[FactValue]] = {}
    for reading in readings:
        article = reading.witness.article
        for kind, change in reading.changes:
            before, after = _values(change, texts[pivot.article], texts[article])
            said = found.setdefault((change.before_span, kind), [FactValue(before, pivot.article, change.before_span)])
            said.append(FactValue(after, article, change.after_span))
    for (span, kind), said in sorted(found.items()):
        words = texts[pivot.article][slice(*span)]
        for reading in readings:
            place = reading.printed(span, words, texts[reading.witness.article])
            if place is not None:
                said.append(FactValue(said[0].value, reading.witness.article, place))
        yield kind, said


def _read(pivot: Witness, witness: Witness, texts: Mapping[str, str]) -> _Reading:
    """Follow the witness through its article and the pivot's."""
    reading = _Reading(witness, [], [])
    left, right = _Reader(pivot, texts), _Reader(witness, texts)
    tokens = [token for token in witness.tokens if token.op != "split"]
    equal = [index for index, token in enumerate(tokens) if token.op == "same"]
    inside = range(equal[0], equal[-1]) if equal else range(0)
    for index, token in enumerate(tokens):
        if token.op == "same":
            start, first = left.at, right.at
            left.skip(token.text)
            right.skip(token.text)
            reading.same.append(((start, left.at), (first, right.at)))
            continue
        change = _change(token, left, right)
        if change is not None and (index in inside or change.told):
            kind = _kind(change.before, change.after) or change.redirects
            reading.changes.extend([(kind, change)] if kind else [])
    return reading._replace(changes=_without_shifts(reading.changes))


def _without_shifts(changes: list[tuple[str, Change]]) -> list[tuple[str, Change]]:
    """Without the negations that one version has in one place and the other in another ("I don't think he will", "I think he won't")."""
    negations = [each for each in changes if each[0] == "negation"]
    more = [each for each in negations if salience.contrary(each[1].before).get("negation")]
    if 2 * len(more) != len(negations):
        return changes
    return [each for each in changes if each not in negations]


def _change(token: Token, left: _Reader, right: _Reader) -> Change | None:
    """Return what a token that differs does, and where; ``None`` if it is moved, an editor put it in, or it stands in neither article as
    it should."""
    before, after = _sides(token)
    before_span, after_span = left.place(before), right.place(after)
    if before_span is None or after_span is None:
        return None
    if token.moved or salience.bracketed(before) or salience.bracketed(after):
        return None
    return Change(before, before_span, after, after_span, right.next_word())


def _sides(token: Token) -> tuple[str, str]:
    """Return the pivot's words and those of the witness."""
    if token.op in ("changed", "elided"):
        return token.pivot, "" if token.op == "elided" else token.text
    return (token.text, "") if token.op == "omitted" else ("", token.text)


def _kind(before: str, after: str) -> str | None:
    """Return what kind of sense the change turns, if it does."""
    if max(len(before.split()), len(after.split())) > FEW:
        return None
    facts = tables.keyed("facts")
    calendar = facts["weekday"] | (facts["month"] - {"may"})
    days = [_normal(words) & calendar for words in (before, after)]
    if all(days) and days[0] != days[1]:
        return "day or date"
    left, right = (salience.contrary(words) for words in (before, after))
    if salience.turned(left, right):
        return "whether it is done"
    # A "no" may be put in or left out; of the others both versions must have one.
    turned = (kind for kind in _CONTRARY if left.get(kind) != right.get(kind))
    return next((kind for kind in turned if kind == "negation" or {kind} <= left.keys() & right.keys()), None)


def _normal(words: str) -> set[str]:
    return {plain for word in words.split() for plain in normalise.normalise(word)[:1]}


def _values(change: Change, pivot: str, witness: str) -> tuple[str, str]:
    """Return the words of both sides; where one has none, or a preposition that says nothing alone, with a word before and behind ("will
    not open", "will open")."""
    if change.redirects:
        return _beside(pivot, change.before_span), _beside(witness, change.after_span)
    if change.before and change.after:
        return _plain(change.before), _plain(change.after)
    return _plain(_beside(pivot, change.before_span)), _plain(_beside(witness, change.after_span))


def _plain(words: str) -> str:
    return " ".join(fold(words).split()).strip(" ,.;:")


def _beside(text: str, span: Span) -> str:
    """Return the words at ``span`` with one word before and one behind them, or the whole name that stands there."""
    start, end = span
    before, after = text[max(0, start - 60) : start].split(), text[end : end + 60].split()
    after = [word for word in after if any(character.isalnum() for character in word)]
    before = [word for word in before if any(character.isalnum() for character in word)]
    name = list(takewhile(lambda word: word[0].isupper(), after))
    return " ".join([*before[-1:], text[start:end], *(name[:_NAME] if name else after[:1])]).strip(" ,.;:")


_NAME = 4
"""Words of a name that are shown."""


_WORD = 60
"""Code points in which the next word is looked for."""


class _Reader:
    """Finds the stretches of a witness in its article one after the other; ``at`` is where it has come to."""

    def __init__(self, witness: Witness, texts: Mapping[str, str]) -> None:
        self._text = texts.get(witness.article, "")
        self._spans: Sequence[Span] = witness.spans
        self.at = witness.spans[0][0] if witness.spans else 0

    def place(self, words: str) -> Span | None:
        """Return where the words stand from here on; for none, here."""
        if not words:
            return self.at, self.at
        for start, end in self._spans:
            found = self._text.find(words, max(start, self.at), end)
            if found >= 0:
                self.at = found + len(words)
                return found, self.at
        return None

    def next_word(self) -> str:
        """Return the word that stands here."""
        return next(iter(self._text[self.at : self.at + _WORD].split()), "")

    def skip(self, words: str) -> None:
        """Move behind words that are the same but for case and punctuation: behind their last word."""
        count = sum(1 for _ in normalise.printed(words))
        ends = (
            begin + word_end
            for begin, end in ((max(start, self.at), end) for start, end in self._spans if end > self.at)
            for _, word_end in normalise.printed(self._text[begin:end])
        )
        self.at = next(islice(ends, max(0, count - 1), None), self.at) if count else self.at
