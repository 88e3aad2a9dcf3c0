"""The people of one article: full names behind surnames and roles, and whom a pronoun or a verb without a subject means.

Never guesses: a surname that two people bear stays a surname, a role that nobody is said to have stays a role.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from briefing.analysis.quotations.foreign.phrases import Phrase
from briefing.analysis.quotations.tokens import Token

_REACH = 3
"""Sentences that the person whom a pronoun means may lie back."""
_MOST = 40
"""Phrases of one sentence, and bearers of one surname or role, that are looked at."""


@dataclass(slots=True, eq=False)
class Person:
    """A person of the article: full name as printed, its folded words, and the gender (``m``, ``f``, "")."""

    name: str
    words: tuple[str, ...]
    gender: str = ""
    sure: bool = False
    """Whether the text shows that the name is a person's."""


class People:
    """The people of an article, by name and by sentence."""

    def __init__(self, text: str, tokens: Sequence[Token], phrases: Mapping[int, Sequence[Phrase]]) -> None:
        self.text = text
        self.tokens = tokens
        self.phrases = phrases
        """Sentence -> its phrases outside quotations."""
        self.spoke: dict[int, list[Person]] = {}
        """Sentence -> who was found to speak in it."""
        self._by_surname: dict[str, list[Person]] = {}
        self._by_head: dict[str, list[Person]] = {}
        for phrase in self._named(full=True):
            self._add(phrase)
        for phrase in self._named(full=False):
            self._learn(phrase)

    def _named(self, *, full: bool) -> Iterable[Phrase]:
        """Yield the phrases with a name of several words, or of one."""
        for inside in self.phrases.values():
            yield from (phrase for phrase in inside if phrase.name if (len(phrase.name) > 1) == full)

    def _add(self, phrase: Phrase) -> None:
        """Take in a full name, and whether it is surely a person's."""
        if self.of(phrase) is None:
            name = self.text[self.tokens[phrase.name[0]].start : self.tokens[phrase.name[-1]].end]
            words = tuple(self.tokens[at].low for at in phrase.name)
            self._by_surname.setdefault(words[-1], []).append(Person(name, words))
        self._learn(phrase)

    def _learn(self, phrase: Phrase) -> None:
        """Take over what a phrase says of its person."""
        person = self.of(phrase)
        if person is None:
            return
        if not person.gender:
            person.gender = phrase.gender
        person.sure |= phrase.sure
        for head in phrase.heads:
            bearers = self._by_head.setdefault(head, [])
            if person not in bearers[:_MOST]:
                bearers.append(person)

    def of(self, phrase: Phrase) -> Person | None:
        """Return the one person whom a phrase names: the same full name, or a surname that only one person bears."""
        return self.called([self.tokens[at].low for at in phrase.name])

    def called(self, words: Sequence[str]) -> Person | None:
        """Return the one person whose name ends in these folded words."""
        if not words:
            return None
        bearers = [
            each for each in self._by_surname.get(words[-1], ())[:_MOST] if each.words[-len(words) :] == tuple(words)
        ]
        return bearers[0] if len(bearers) == 1 else None

    def speaking(self, name: str, words: Sequence[str]) -> Person | None:
        """Return the person of that name, a new one where a full name was not known for a person's before it spoke."""
        person = self.called(words)
        if person is None and len(words) > 1:
            person = Person(name, tuple(words))
            self._by_surname.setdefault(words[-1], []).append(person)
        for known in (person,) if person is not None else ():
            known.sure = True
        return person

    def with_role(self, phrase: Phrase | None) -> Person | None:
        """Return the only person of whom the article says what the phrase does (``the mayor``), if that is definite."""
        heads = phrase.heads if phrase is not None and phrase.definite else ()
        bearers = {id(person): person for head in heads for person in self._by_head.get(head, ())}
        return next(iter(bearers.values())) if len(bearers) == 1 else None

    def antecedent(self, sentence: int, before: int, gender: str) -> Person | None:
        """Return whom a pronoun, or a verb without a subject, in a sentence means: who spoke last before the token ``before`` or
        is the subject of the nearest sentence; the only person of that sentence if it has no other subject."""
        for number in range(sentence, sentence - _REACH - 1, -1):
            mentions = [phrase for phrase in self.phrases.get(number, ())[-_MOST:] if phrase.last < before]
            subjects = [self.of(phrase) for phrase in mentions if not phrase.governed]
            objects = [self.of(phrase) for phrase in mentions if phrase.governed]
            spoke = self.spoke.get(number, [])[-_MOST:] if number < sentence else []
            meant = next((each for group in (spoke[::-1], subjects, _alone(objects)) for each in group if each), None)
            if meant is not None:
                doubtful = not meant.sure or {gender, meant.gender} == {"m", "f"}
                return None if doubtful else meant
        return None

    def bodies_before(self, sentence: int) -> Sequence[Phrase]:
        """Return the body that is a subject of the sentence before, if it is the only one."""
        return _alone([each for each in self.phrases.get(sentence - 1, ()) if each.kind == "body" if not each.governed])


_Anything = TypeVar("_Anything")


def _alone(found: Sequence[_Anything]) -> Sequence[_Anything]:
    """Return ``found`` if it holds one thing, else nothing."""
    return found if len(found) == 1 else ()
