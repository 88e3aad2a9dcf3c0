"""A parsed query in the language of OpenSearch, for archives of our own: the same sets as :mod:`briefing.index.query.evaluator` finds.

Compiled from the tree, node by node; text of a person only ever stands in it as a value. Words in sequence and words near one another are
intervals, at each place of which a word or a joined form of a compound may stand (see :mod:`briefing.index.archive.token_streams`). What an engine cannot
say raises QueryError that names it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from briefing.errors import QueryError
from briefing.index.archive import compounds
from briefing.index.archive.compounds import JoinedForm
from briefing.index.query.fields import not_here
from briefing.index.query.nodes import (
    LOOKED_UP,
    TEXT,
    And,
    Dates,
    Fuzzy,
    Leaf,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Stem,
    Term,
    name_in_index,
)
from briefing.index.stemming import stem

Clause = dict[str, Any]

MOST_NESTED = 16
"""How deep clauses may lie inside one another: OpenSearch takes twenty unless it is told otherwise, and a leaf needs up to three."""
MOST_EXPANDED = 1000
"""Words that a typo or a beginning may stand for beside other words."""
_TITLE_WEIGHT = 3
_EXACT_WEIGHT = 1000
"""What lifts an article with the very word above those with a word like it."""
NOTHING: Clause = {"match_none": {}}
EVERYTHING: Clause = {"match_all": {}}


def compiled(node: Node | None) -> Clause:
    """Return the clause that finds what ``node`` means; for no node, every article. Raises QueryError."""
    return EVERYTHING if node is None else _clause(node, MOST_NESTED)


def _clause(node: Node, room: int) -> Clause:
    if room <= 0:
        raise QueryError(f"an archive takes parentheses at most {MOST_NESTED} deep inside one another")
    if isinstance(node, And):
        return _all(node.nodes, room)
    if isinstance(node, Or):
        return any_of([_clause(each, room - 1) for each in node.nodes])
    if isinstance(node, Not):
        return {"bool": {"must_not": [_clause(node.node, room - 1)]}}
    if getattr(node, "field", TEXT) in LOOKED_UP:
        not_here(node.field)  # type: ignore[union-attr]
    return _SAID[type(node)](node)


def _all(nodes: tuple[Node, ...], room: int) -> Clause:
    parts: dict[str, list[Clause]] = {}
    for node in nodes:
        if isinstance(node, Not):
            parts.setdefault("must_not", []).append(_clause(node.node, room - 1))
        else:
            kind = "filter" if isinstance(node, Dates) else "must"
            parts.setdefault(kind, []).append(_clause(node, room - 1))
    return {"bool": parts}


def any_of(clauses: list[Clause]) -> Clause:
    """Return a clause that any of ``clauses`` satisfies."""
    return clauses[0] if len(clauses) == 1 else {"bool": {"should": clauses, "minimum_should_match": 1}}


# -- words


def _words(field: str) -> str:
    return f"words.{name_in_index(field)}"


def _joined(field: str) -> str:
    return f"joined.{name_in_index(field)}"


def _either(field: str, kind: str, value: Any) -> list[Clause]:
    """Return clauses for a term and for a joined form."""
    return [{kind: {_words(field): value}}, {kind: {_joined(field): value}}]


def _term(node: Term) -> Clause:
    clauses = _either(node.field, "term", {"value": node.term})
    if not node.field:
        clauses.append({"term": {"words.title": {"value": node.term, "boost": _TITLE_WEIGHT}}})
    return any_of(clauses)


def _exact_first(field: str, term: str, clauses: list[Clause]) -> Clause:
    return any_of([*clauses, *_either(field, "term", {"value": term, "boost": _EXACT_WEIGHT})])


def _prefix(node: Prefix) -> Clause:
    return _exact_first(node.field, node.term, _either(node.field, "prefix", {"value": node.term}))


def _fuzzy(node: Fuzzy) -> Clause:
    value = {**_ONE_TYPO, "value": node.term, "max_expansions": MOST_EXPANDED, "rewrite": "constant_score"}
    return _exact_first(node.field, node.term, _either(node.field, "fuzzy", value))


_ONE_TYPO = {"fuzziness": 1, "prefix_length": 0, "transpositions": True}


def _stem(node: Stem) -> Clause:
    root = stem(node.term)
    clauses = _either(node.field, "term", {"value": node.term})
    clauses.append({"term": {f"stems.{name_in_index(node.field)}": {"value": root}}})
    if stem(root) == root:  # a word that is its own stem stands among the words only
        clauses += _either(node.field, "term", {"value": root})
    return any_of(clauses)


# -- words beside words


def _phrase(node: Phrase) -> Clause:
    """The words in sequence; they are also asked for one by one, which is quick and gives the score."""
    words = node.terms[:-1] if node.open_end else node.terms
    return {
        "bool": {
            "must": [_term(Term(node.field, term)) for term in words],
            "filter": [_intervals(node.field, _sequence(node, narrow=False))],
        }
    }


def _near(node: Near) -> Clause:
    left, right = (any_place([_places(leaf) for leaf in side]) for side in (node.left, node.right))
    orders = [in_order([one, other], node.distance - 1) for one, other in ((left, right), (right, left))]
    sides = [any_of([_SAID[type(leaf)](leaf) for leaf in side]) for side in (node.left, node.right)]
    return {"bool": {"must": sides, "filter": [_intervals(node.field, any_place(orders))]}}


def _intervals(field: str, rule: Clause) -> Clause:
    return {"intervals": {_words(field): rule}}


def in_order(rules: list[Clause], gaps: int) -> Clause:
    """Return the rule for places one after the other, with at most ``gaps`` words between."""
    return {"all_of": {"ordered": True, "max_gaps": gaps, "intervals": rules}}


def any_place(rules: list[Clause]) -> Clause:
    """Return the rule for any of some places."""
    return rules[0] if len(rules) == 1 else {"any_of": {"intervals": rules}}


def _places(leaf: Leaf) -> Clause:
    """Return where ``leaf`` stands beside others."""
    return _PLACES[type(leaf)](leaf)


def _sequence(node: Phrase, *, narrow: bool) -> Clause:
    """Return where the words of a phrase stand. ``narrow``: the last one is to count as one word where it is a joined form."""
    *first, last = node.terms
    rules = [_word(term, follower=follower) for term, follower in zip(first, node.terms[1:], strict=True)]
    ending = compounds.beginning if node.open_end else compounds.whole
    bare = [{"prefix": {"prefix": last}}] if node.open_end else [_match(form) for form in compounds.bare(last)]
    return in_order([*rules, any_place([*bare, *[_joined_place(form, narrow) for form in ending(last)]])], 0)


def _word(term: str, *, follower: str) -> Clause:
    """Return where a word stands that ``follower`` stands behind."""
    wide = [form for form in compounds.whole(term) if term.removeprefix(form.first).startswith(follower)]
    return any_place([*[_match(form) for form in compounds.bare(term)], *[_joined_place(form, True) for form in wide]])


def _single(term: str) -> Clause:
    """Return where a word stands by itself."""
    forms = [_joined_place(form, True) for form in compounds.whole(term)]
    return any_place([*[_match(form) for form in compounds.bare(term)], *forms])


def _beginning(word: Prefix) -> Clause:
    forms = [_joined_place(form, True) for form in compounds.beginning(word.term)]
    return any_place([{"prefix": {"prefix": word.term}}, *forms])


def _joined_place(form: JoinedForm, narrow: bool) -> Clause:
    """Return where a joined form stands: its parts in sequence or, ``narrow``, the place of the first of them."""
    rule = _match(" ".join(form.parts))
    if form.beginning:
        rule = in_order([rule, {"prefix": {"prefix": form.beginning}}], 0)
    if narrow:
        rule = {"match": {"query": form.parts[0], "filter": {"contained_by": rule}}}
    return OpenRule(rule, len(form.beginning)) if form.beginning else rule


class OpenRule(Clause):
    """A rule for a compound of which the last part is a beginning of so many ``letters``: the fewer, the more words of the archive begin so."""

    def __init__(self, rule: Clause, letters: int) -> None:
        super().__init__(rule)
        self.letters = letters


LEFT_OUT = "words with a hyphen that are typed in part are left out where too many words begin so"
_ENOUGH = 4
"""Letters with which not too many words begin."""


def variants(clause: Clause) -> Iterator[tuple[Clause, str]]:
    """Yield ``clause``, and behind it what may be asked instead where too many words of the archive begin as its compounds do, with a line that says
    what is left out."""
    yield clause, ""
    letters = set(_open_letters(clause))
    for least in (_ENOUGH, max(letters, default=0) + 1):
        if min(letters, default=least) < least:
            yield _narrowed(clause, least), LEFT_OUT
            letters = {each for each in letters if each >= least}


def _open_letters(value: Any) -> Iterator[int]:
    """Yield the letters of each rule for a compound with a beginning."""
    if isinstance(value, OpenRule):
        yield value.letters
    for part in _parts(value):
        yield from _open_letters(part)


def _narrowed(value: Any, least: int) -> Any:
    """Return a clause without its rules for beginnings of fewer than ``least`` letters; each stands in a list with others."""
    if isinstance(value, list):
        return [_narrowed(part, least) for part in value if getattr(part, "letters", least) >= least]
    if isinstance(value, dict):
        return {name: _narrowed(part, least) for name, part in value.items()}
    return value


def _parts(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _match(words: str) -> Clause:
    return {"match": {"query": words, "ordered": True, "max_gaps": 0}}


def _refused(what: str, instead: str) -> Callable[[Leaf], Clause]:
    """Return what refuses a kind of word on a side of NEAR."""

    def refuse(leaf: Leaf) -> Clause:
        raise QueryError(f"{what} cannot stand on a side of NEAR in an archive: {instead}")

    return refuse


_PLACES: dict[type[Any], Callable[[Any], Clause]] = {
    Term: lambda word: _single(word.term),
    Prefix: _beginning,
    Phrase: lambda phrase: _sequence(phrase, narrow=True),
    Fuzzy: _refused("a word with ~", "write its spellings, such as (munitons OR munitions) NEAR/5 port"),
    Stem: _refused(
        "forms of a word (stemming)", "write them, such as (strike OR strikes) NEAR/5 port, or switch stemming off"
    ),
}


# -- days


def dates_clause(node: Dates, field: str) -> Clause:
    """Return the clause for the days of ``node`` in ``field``; articles without a full date are never among them."""
    first, last = max(node.first, 1), min(node.last, _LAST_DAY)
    if first > last:
        return NOTHING
    days = {"gte": datetime.date.fromordinal(first).isoformat(), "lte": datetime.date.fromordinal(last).isoformat()}
    return {"range": {field: days}}


_LAST_DAY = datetime.date.max.toordinal()
_SAID: dict[type[Any], Callable[[Any], Clause]] = {
    Term: _term,
    Prefix: _prefix,
    Fuzzy: _fuzzy,
    Stem: _stem,
    Phrase: _phrase,
    Near: _near,
    Dates: lambda node: dates_clause(node, "day"),
}
"""How each kind of node that holds no others is said."""
