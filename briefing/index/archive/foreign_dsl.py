"""A parsed query in the language of OpenSearch, for an archive that another program made, with analyzers of its own.

Its words are asked for as they were typed, so that the server reads them as it has read the articles, and beside that as we fold them. What such
an archive has no field for, or cannot say, raises QueryError that names it: fewer hits than there are would be worse.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from briefing.errors import QueryError
from briefing.index.analyzer import tokens
from briefing.index.archive.dsl import MOST_EXPANDED, MOST_NESTED, NOTHING, Clause, any_of, any_place, in_order
from briefing.index.archive.fields import ArchiveFields
from briefing.index.query.fields import spellings_of
from briefing.index.query.nodes import (
    And,
    Dates,
    Fuzzy,
    Leaf,
    Near,
    Node,
    Not,
    Or,
    ParsedQuery,
    Phrase,
    Prefix,
    Stem,
    Term,
)

_TITLE_WEIGHT = 3
_LAST_DAY = datetime.date.max.toordinal()


class ForeignQuery:
    """One query for an archive with ``fields``, whose types the server tells (``types``: ``text``, ``keyword`` …)."""

    def __init__(self, query: ParsedQuery, fields: ArchiveFields, types: Mapping[str, str]) -> None:
        self._query = query
        self._fields = fields
        self._types = types
        self._typed = {token.term: query.text[token.start : token.end] for token in tokens(query.text)}
        self._said: dict[type[Any], Callable[[Any], Clause]] = {
            Term: self._term,
            Prefix: self._prefix,
            Fuzzy: self._fuzzy,
            Stem: self._stem,
            Phrase: self._phrase,
            Near: self._near,
            Dates: self._dates,
        }

    def compiled(self) -> Clause:
        """Return the clause; of an empty query, that of every article. Raises QueryError."""
        node = self._query.root
        clause: Clause = {"match_all": {}} if node is None else self._clause(node, MOST_NESTED)
        kind, _, value = self._fields.kind.partition(":")
        return {"bool": {"must": [clause], "filter": [{"term": {kind: value}}]}} if kind else clause

    def _clause(self, node: Node, room: int) -> Clause:
        if room <= 0:
            raise QueryError(f"an archive takes parentheses at most {MOST_NESTED} deep inside one another")
        if isinstance(node, And):
            return {"bool": {"must": [self._clause(each, room - 1) for each in node.nodes]}}
        if isinstance(node, Or):
            return any_of([self._clause(each, room - 1) for each in node.nodes])
        if isinstance(node, Not):
            return {"bool": {"must_not": [self._clause(node.node, room - 1)]}}
        return self._said[type(node)](node)

    # -- fields

    def _searched(self, field: str) -> list[str]:
        """Return the fields of the archive that the words of ``field`` are looked for in. Raises QueryError if there is none."""
        if not field:
            return [name for name in (self._fields.text, self._fields.title) if self._types.get(name) == "text"]
        name = self._named(field)
        if self._types.get(name, "text") != "text":
            raise QueryError(
                f"{field}: holds whole values in this archive ({name}), so that words cannot be looked for in it"
            )
        return [name]

    def _named(self, field: str) -> str:
        name: str = getattr(self._fields, {"lang": "language"}.get(field, field), "")
        if not name:
            raise QueryError(f"this archive has no field for {field}: (what there is, --fields says)")
        return name

    def _spelt(self, term: str) -> list[str]:
        """Return a word as typed and as we fold it."""
        return list(dict.fromkeys((self._typed.get(term, term), term)))

    # -- words

    def _each(self, field: str, spellings: list[str], say: Callable[[str, str], Clause]) -> Clause:
        """Return what ``say`` makes of each field and each spelling, any of which will do."""
        return any_of([say(name, word) for name in self._searched(field) for word in spellings])

    def _term(self, node: Term) -> Clause:
        if node.field == "lang":
            return {"terms": {self._named("lang"): spellings_of(node.term)}}

        def say(name: str, word: str) -> Clause:
            weight = _TITLE_WEIGHT if name == self._fields.title else 1
            return {"match": {name: {"query": word, "operator": "and", "boost": weight}}}

        return self._each(node.field, self._spelt(node.term), say)

    def _prefix(self, node: Prefix) -> Clause:
        spellings = list(dict.fromkeys(word.lower() for word in self._spelt(node.term)))
        return self._each(node.field, spellings, lambda name, word: {"prefix": {name: {"value": word}}})

    def _fuzzy(self, node: Fuzzy) -> Clause:
        options = {"fuzziness": 1, "prefix_length": 0, "max_expansions": MOST_EXPANDED, "operator": "and"}
        return self._each(
            node.field, self._spelt(node.term), lambda name, word: {"match": {name: {"query": word, **options}}}
        )

    def _stem(self, node: Stem) -> Clause:
        raise QueryError(
            "forms of a word (stemming) cannot be asked of this archive: switch stemming off, or write the forms with OR"
        )

    def _phrase(self, node: Phrase) -> Clause:
        if node.open_end:
            rule = self._places(node)
            return any_of([{"intervals": {name: rule}} for name in self._searched(node.field)])
        typed = " ".join(self._typed.get(term, term) for term in node.terms)
        spellings = list(dict.fromkeys((typed, " ".join(node.terms))))
        return self._each(node.field, spellings, lambda name, words: {"match_phrase": {name: {"query": words}}})

    def _near(self, node: Near) -> Clause:
        left, right = (any_place([self._places(leaf) for leaf in side]) for side in (node.left, node.right))
        orders = any_place([in_order([one, other], node.distance - 1) for one, other in ((left, right), (right, left))])
        return any_of([{"intervals": {name: orders}} for name in self._searched(node.field)])

    def _places(self, leaf: Leaf) -> Clause:
        """Return where ``leaf`` stands, as a rule of intervals."""
        if isinstance(leaf, Fuzzy | Stem):
            raise QueryError(
                "a word with ~, or forms of a word, cannot stand on a side of NEAR in an archive: write its spellings with OR"
            )
        if isinstance(leaf, Prefix):
            return self._beginning(leaf.term)
        if isinstance(leaf, Term):
            return self._place(leaf.term)
        *first, last = leaf.terms
        ending = self._beginning(last) if leaf.open_end else self._place(last)
        return in_order([*[self._place(term) for term in first], ending], 0)

    def _place(self, term: str) -> Clause:
        return any_place([{"match": {"query": word, "ordered": True, "max_gaps": 0}} for word in self._spelt(term)])

    def _beginning(self, term: str) -> Clause:
        words = dict.fromkeys(word.lower() for word in self._spelt(term))
        return any_place([{"prefix": {"prefix": word}} for word in words])

    # -- days

    def _dates(self, node: Dates) -> Clause:
        first, last = max(node.first, 1), min(node.last, _LAST_DAY)
        if first > last:
            return NOTHING
        days = {"gte": datetime.date.fromordinal(first).isoformat()}
        if last < _LAST_DAY:
            days["lt"] = datetime.date.fromordinal(last + 1).isoformat()
        return {"range": {self._named("date"): days}}
