"""Phrases that can name whoever speaks: pronouns, people with their titles, people and bodies by what they are, documents.

Each token gets one letter for what it may be in such a phrase, and the forms of phrases are patterns over these letters: a table
that is tried in order. Bounded, so linear. Never chooses a speaker (see ``clauses``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from briefing.analysis.quotations.foreign.languages import Language, Noun
from briefing.analysis.quotations.tokens import (
    CAPITAL,
    NUMBER,
    POSSESSIVE,
    PUNCTUATION,
    QUOTED,
    WORD,
    Token,
    in_sentence,
    token_at,
)
from briefing.lexicon.place_names import is_given
from briefing.lexicon.speech.speaker_words import GIVEN_GENDER

Kind = Literal["person", "role", "body", "paper", "pronoun"]

_SHORTEST_END, _LONGEST_END = 4, 20
"""Letters that the known end of a compound may have (``Bürger|meister``)."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase over the tokens ``[first, last]``; ``name`` are the tokens of a person's name (none if it holds none), ``heads`` the nouns that say
    what he or she is."""

    first: int
    last: int
    kind: Kind
    name: range = range(0)
    heads: frozenset[str] = frozenset()
    gender: str = ""
    sure: bool = False
    """Whether the text shows that a name is a person's: a known given name, a title."""
    definite: bool = True
    governed: bool = False
    """Whether a preposition stands before it: then it is no subject."""
    noun: int = 0
    """The token of its first noun."""
    within: range = range(0)
    """The tokens of what a document or a person is of (``the report of the board``)."""

    @property
    def speaks(self) -> bool:
        """Tell whether this can be a subject that speaks: somebody, under no preposition."""
        return (self.kind, self.governed) in _SPEAKING

    @property
    def indices(self) -> range:
        """Return its tokens."""
        return range(self.first, self.last + 1)


_SPEAKING = frozenset((("person", False), ("pronoun", False), ("role", False)))

# What a token may be, one letter each: u pronoun, l "the latter", d article, e article of whoever is spoken to, m article that names hold too,
# g article that is a genitive too, o preposition within phrases, a one that names hold too, k other small word of names, H honorific,
# r b p nouns of people, bodies and documents, v verb of saying, t word of time, x what ends a phrase, w other word, C capital, G given name, S surname of the
# article, "," "(" marks, "." the rest.
ARTICLES = "dmeg"
_DET = f"[{ARTICLES}]"
_OF_WORDS = rf"[aog]{{1,2}}{_DET}?"
_SMALL = "[amkg]"
_TITLES = r"(?P<heads>(?:[Hr]w?){1,4})"
_FORMS: tuple[tuple[Kind, bool, str], ...] = (
    ("pronoun", False, "u|DETl"),
    ("person", False, "DET?w{0,2}TITLES(?P<of>OF{0,2}),DET?[Hr]*(?P<name>FULL|S|[CG](?=,))"),
    ("person", False, "DET?w{0,2}TITLES(?P<name>NAME|SURNAME|(?<=H)SMALL{1,2}NAME)"),
    ("person", False, "DET?w?TITLES(?P<of>OFWORDS[CGS])(?P<name>FULL)"),
    ("person", False, "DET?w?TITLES(?P<of>(?:OFWORDS(?:wb?|[bp]w?)){1,2})(?P<name>FULL)"),
    ("person", False, "DET?(?P<heads>C?)(?P<name>G(?:REST))"),
    ("person", False, "(?P<name>S|SURNAME|(?<!DET)FULL)(?!SMALL?b)"),
    ("paper", False, "DET?w?(?P<heads>p)w?(?P<of>OF{0,2})"),
    ("body", False, "DET?w?(?P<heads>b)w?(?:NAME)?(?P<of>OF{0,2})"),
    ("role", False, "DET?w{0,2}TITLES(?P<of>OF{0,2})"),
    ("person", True, "DET?w{1,2}(?P<name>FULL)"),
    ("person", True, "(?P<name>NAME)"),
    ("role", True, "DETw{0,2}(?P<heads>C)(?![CGS])(?P<of>OF{0,2})"),
    ("body", True, "DET(?:NAME)(?P<of>OF{0,2})"),
    ("role", True, "DETw{0,2}(?P<heads>w)(?P<of>OF{0,2})"),
)
"""Kind, whether only behind a verb of saying, and the letters: what may name a speaker, in this order. Words in capitals stand for parts."""


@cache
def _patterns(*, loose: bool, spaced: bool, inner: str) -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    """Return the forms as patterns.

    Args:
        spaced: small words stand within a surname too (``João Silva dos Santos``), not only before it.
        inner: letters of the words in a name behind its first: where every noun has a capital, those of people too (``Anna Müller``).
    """
    more = f"(?:{_SMALL}{{0,2}}{inner})" if spaced else f"(?:(?:(?<=G){_SMALL}{{1,2}})?{inner})"
    first = f"(?:{_SMALL}{{0,2}}{inner})"
    name = f"[CGS](?:{first}{more}{{0,4}})?"
    parts = {
        "OFWORDS": _OF_WORDS,
        "OF": f"(?:{_OF_WORDS}(?:{name}|[bpr]w?(?:{name})?|wb?))",
        "TITLES": _TITLES,
        "FULL": f"[CGS]{first}{more}{{0,4}}",
        "NAME": name,
        "REST": f"{first}{more}{{0,4}}",
        "SURNAME": f"{_SMALL}{{1,2}}C?S",
        "SMALL": _SMALL,
        "DET": _DET,
    }
    word = re.compile("|".join(parts))
    return tuple(
        (kind, re.compile(word.sub(lambda match: parts[match.group()], form)))
        for kind, only_loose, form in _FORMS
        if loose >= only_loose
    )


class Phrases:
    """The phrases of some tokens."""

    def __init__(self, tokens: Sequence[Token], language: Language, surnames: frozenset[str] = frozenset()) -> None:
        """Give each token its letter; ``surnames``: folded last words of the full names of the article."""
        self.tokens = tokens
        self.language = language
        self._compounds: dict[str, Noun | None] = {}
        self.letters = "".join(self._letter(index, surnames) for index in range(len(tokens)))

    def low(self, index: int) -> str:
        """Return the folded word at ``index`` if it may be a common one: in small letters, or with the capital of its sentence."""
        token = token_at(self.tokens, index)
        before = in_sentence(self.tokens, index - 1, token.sentence)
        return "" if (token.kind, before.kind) in _INNER_CAPITALS else token.low

    def _letter(self, index: int, surnames: frozenset[str]) -> str:
        token = self.tokens[index]
        if token.kind in _OTHER_KINDS:
            return _MARKS.get(token.text, ".")
        fixed = self.language.letters.get(token.low, "w")
        if token.kind == WORD:
            return fixed
        if token.low in surnames:
            return "S"
        if fixed in (_CAPITAL_TOO if self.low(index) == "" else _FIRST_TOO):
            return fixed
        noun = self._noun(token.low) if self.language.capital_nouns else None
        return _NOUN_LETTERS.get(noun, "G" if is_given(token.text) else "C")

    def _noun(self, low: str) -> Noun | None:
        """Return what the known end of a compound says that somebody or something is."""
        if low not in self._compounds:
            self._compounds[low] = _compound(low, self.language.nouns)
        return self._compounds[low]

    def inside(self, first: int, end: int) -> list[Phrase]:
        """Return the phrases of ``[first, end)`` that surely name somebody, roles in apposition joined to their person."""
        result: list[Phrase] = []
        at = first
        while at < end:
            phrase = self.at(at)
            at += 1
            if phrase is None:
                continue
            at = phrase.last + 1
            result[-1:] = self._joined(result[-1:], phrase)
        return [phrase for phrase in result if phrase.last < end]

    def _joined(self, before: Sequence[Phrase], phrase: Phrase) -> Iterator[Phrase]:
        """Yield the phrase before and this one, as one where this is a role in apposition (``Ada Krol, head of the mill,``)."""
        for person in before:
            between = self.letters[person.last + 1 : phrase.first]
            if (person.kind, between, phrase.kind) in _APPOSED:
                gender = next(filter(None, (person.gender, phrase.gender)), "")
                yield replace(person, last=phrase.last, heads=person.heads | phrase.heads, sure=True, gender=gender)
                return
            yield person
        yield phrase

    def at(self, index: int, *, loose: bool = False) -> Phrase | None:
        """Return the phrase that begins at ``index``. ``loose``: it follows a verb of saying, so that nouns which no table holds, and
        names which nothing else tells to be a person's, are taken too."""
        if self.letters[index : index + 1] in _NO_BEGINNING:
            return None
        limit = self._sentence_end(index)
        for kind, pattern in _patterns(
            loose=loose, spaced=not self.language.frames, inner="[CGSr]" if self.language.capital_nouns else "[CGS]"
        ):
            match = pattern.match(self.letters, index, limit)
            if match is not None:
                return self._made(kind, match)
        return None

    def _sentence_end(self, index: int) -> int:
        """Return where the sentence ends, at most as far as a phrase reaches."""
        sentence = self.tokens[index].sentence
        reach = range(index, min(index + _LONGEST, len(self.tokens)))
        return next((at for at in reach if self.tokens[at].sentence != sentence), reach.stop)

    def _made(self, kind: Kind, match: re.Match[str]) -> Phrase:
        first, last = match.start(), match.end() - 1
        groups = match.re.groupindex
        opening, before = self.low(first), self.low(first - 1)
        name, heads, of = (range(*match.span(each)) if each in groups else range(0) for each in ("name", "heads", "of"))
        lows = [self.tokens[at].low for at in heads]
        shown = "".join(self.letters[at] for at in name[:1])
        return Phrase(
            first,
            last,
            kind,
            name=name,
            heads=frozenset(low for low in lows if low not in self.language.honorifics),
            gender=next(filter(None, self._genders(lows, opening, last, name)), ""),
            sure=any((lows, shown in _SURE)),
            definite=opening not in _INDEFINITE,
            governed=(opening in self.language["dative"] or before in self.language.governing),
            noun=next(iter(heads), first),
            within=of[1:],
        )

    def _genders(self, nouns: Sequence[str], opening: str, last: int, name: range) -> Iterator[str]:
        """Yield what each sign says of a person's gender, the surest first: honorific, noun, article, pronoun, given name."""
        language = self.language
        yield from (language.honorifics.get(noun, "") for noun in nouns)
        yield from ("f" for noun in nouns if noun in language["feminine"])
        yield from ("f" for noun in nouns if noun.endswith(language.feminine_endings))
        yield language.determiners.get(opening, "")
        yield language.pronouns.get(opening, "")
        yield language.latter.get(self.tokens[last].low, "")
        yield from (GIVEN_GENDER.get(self.tokens[at].low, "") for at in name[:1])


_SURE = frozenset("G")
_LONGEST = 24
"""Tokens of a phrase."""
_NO_BEGINNING = frozenset(("", ".", ",", "(", "t", "x", "v", "o"))
_APPOSED = frozenset((("person", ",", "role"), ("person", "(", "role")))
_INNER_CAPITALS = frozenset(((CAPITAL, CAPITAL), (CAPITAL, WORD)))
"""Kinds of a token and of the one before it in the sentence, where a capital is not that of the sentence."""
_OTHER_KINDS = frozenset((NUMBER, POSSESSIVE, PUNCTUATION, QUOTED))
_MARKS = {",": ",", "(": "("}
_CAPITAL_TOO = frozenset("Hbpt")
_FIRST_TOO = frozenset("uldemgoakHrbpvtx")
"""Letters that a capitalised word may have within a sentence, and at its beginning."""
_NOUN_LETTERS: Mapping[object, str] = {"role": "r", "body": "b", "paper": "p"}
_INDEFINITE = frozenset("ein eine un une una uno um uma een un'".split())


def _compound(low: str, nouns: Mapping[str, Noun]) -> Noun | None:
    """Return what the known end of a compound, or the masculine of a feminine, says (``Hafen|meister|in``)."""
    man = low.removesuffix("in")
    for word in (man, man + "e", low):
        starts = range(max(1, len(word) - _LONGEST_END), len(word) - _SHORTEST_END + 1)
        noun = next((nouns[word[start:]] for start in (0, *starts) if word[start:] in nouns), None)
        if noun is not None:
            return noun
    return None
