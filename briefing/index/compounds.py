"""What a word of a query asks for, when hyphens, apostrophes or a script without spaces make several terms of it."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.index.analyzer import TOKEN, Script, elided, joined_of, parts_of, script_of, tokens
from briefing.index.query.nodes import Fuzzy, Leaf, Node, Or, Phrase, Prefix, Stem, Term

_SHORTEST = 2
"""Letters of a word that is searched for without the elided article before it, and of an open word."""
_SHORTEST_FUZZY = 3


@dataclass(frozen=True, slots=True)
class Compound:
    """The words of a stretch of a query. ``joined`` are the forms of a compound written as one word, by the word at which they
    begin; ``elided`` is how many elided articles stand before the rest; ``end`` is where the last word ends; ``script`` is that of
    the last word; ``single`` is the one word that a suggestion may
    replace, with its place."""

    terms: tuple[str, ...]
    joined: dict[int, str]
    elided: int
    end: int
    script: Script
    single: tuple[str, int, int] | None

    def exact(self, field: str, *, stemming: bool = False) -> Node:
        """Return the words as they stand: in sequence, joined, or without their elided article."""
        if len(self.terms) == 1:
            return Stem(field, self.terms[0]) if stemming else Term(field, self.terms[0])
        nodes: list[Leaf] = [Phrase(field, self.terms)]
        nodes += [Term(field, term) for term in self.joined.values()]
        if self.elided:
            nodes.append(self._rest(field))
        return nodes[0] if len(nodes) == 1 else Or(tuple(nodes))

    def phrase(self, field: str, *, open_end: bool) -> Leaf:
        """Return the words as a phrase, or the one word that they are; ``open_end``: the last one may go on."""
        terms, open_end = self.terms, open_end and self.script != "ideographic"
        if open_end and self.script == "spaced" and len(terms) > 1 and len(terms[-1]) < _SHORTEST:
            open_end, terms = False, terms[:-1]  # one letter after whole words: wait for the next
        if len(terms) > 1:
            return Phrase(field, terms, open_end)
        return Prefix(field, terms[0]) if open_end else Term(field, terms[0])

    def similar(self, field: str) -> Node | None:
        """Words a typo apart; ``None`` if there is no word long enough."""
        words = [self.terms[-1]] if len(self.terms) == self.elided + 1 else []
        words = [word for word in (*words, *self.joined.values()) if len(word) >= _SHORTEST_FUZZY]
        nodes = tuple(Fuzzy(field, word) for word in dict.fromkeys(words))
        return None if not nodes else nodes[0] if len(nodes) == 1 else Or(nodes)

    def opened(self, field: str) -> Node:
        """Return the words with the last one a prefix."""
        last = self.terms[-1]
        if len(self.terms) == 1:
            return Prefix(field, last)
        if len(last) >= _SHORTEST or self.elided or self.script != "spaced":
            nodes: list[Leaf] = [Phrase(field, self.terms, open_end=self.script != "ideographic")]
        else:  # one letter after whole words: wait for the next
            nodes = [Phrase(field, self.terms[:-1]) if len(self.terms) > 2 else Term(field, self.terms[0])]
        if len(last) >= _SHORTEST or not self.elided:
            nodes += [Prefix(field, term) for term in self.joined.values()]
        if self.elided and len(last) >= _SHORTEST:
            nodes.append(self._rest(field, open_end=True))
        return nodes[0] if len(nodes) == 1 else Or(tuple(nodes))

    def _rest(self, field: str, *, open_end: bool = False) -> Leaf:
        rest = self.terms[self.elided :]
        if len(rest) > 1:
            return Phrase(field, rest, open_end)
        return Prefix(field, rest[0]) if open_end else Term(field, rest[0])


def compound(text: str) -> Compound:
    """Read the words of ``text``: one compound, or several words that only signs part (``and/or``), which are a sequence."""
    matches = list(TOKEN.finditer(text))
    if len(matches) != 1:
        words = _sequence(text)
        script = script_of(matches[-1].group()) if matches else "spaced"
        return Compound(tuple(term for term, _ in words), {}, 0, words[-1][1] if words else 0, script, None)
    raw, start = matches[0].group(), matches[0].start()
    parts = parts_of(raw)
    terms = tuple(part.term for part in parts)
    count = elided(raw, parts)
    if sum(map(len, terms[count:])) < _SHORTEST:
        count = 0
    joined = {first: term for first, term in joined_of(raw, parts) if first in (0, count)}
    single = None
    if parts and len(terms) == count + 1:
        single = (terms[-1], start + parts[-1].start, start + parts[-1].end)
    elif len(joined) == 1 and len(terms) == 2 and "-" not in raw:
        single = (joined[0], start, start + len(raw))
    return Compound(terms, joined, count, start + (parts[-1].end if parts else 0), script_of(raw), single)


def _sequence(text: str) -> list[tuple[str, int]]:
    """Return the words in sequence with their ends, without the joined forms (which share the place of their first part)."""
    last: dict[int, tuple[str, int]] = {}
    for token in tokens(text):
        last[token.position] = (token.term, token.end)
    return list(last.values())
