"""What a query means: a tree of frozen nodes, which the parser makes and evaluation, highlights and suggestions read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

TEXT = ""
"""The field of a plain word: title, standfirst and body together."""


def name_in_index(field: str) -> str:
    """Return what a field is called where words are kept: the field of plain words is ``text``."""
    return field or "text"


FIELDS = ("title", "outlet", "speaker", "entity", "quote", "path", "note", "story", "date", "lang")

LOOKED_UP = frozenset({"note", "story"})
"""Fields that no index holds: who asks says which articles their words stand for (:func:`looked_up`)."""

OPEN_START, OPEN_END = 0, 10_000_000
"""Bounds of :class:`Dates` for a range without beginning or end."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word that must stand in the field."""

    field: str
    term: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """Any word that begins so."""

    field: str
    term: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Any word at most one edit (insertion, removal, change, swap of neighbours) away, with the same first letter."""

    field: str
    term: str


@dataclass(frozen=True, slots=True)
class Stem:
    """Any form of the word (only made where stemming is asked for)."""

    field: str
    term: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words one after the other; with ``open_end`` the last is a prefix."""

    field: str
    terms: tuple[str, ...]
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Any of ``left`` and any of ``right``, in either order, with fewer than ``distance`` words between them. All are of ``field``."""

    field: str
    left: tuple[Term | Prefix | Fuzzy | Stem | Phrase, ...]
    right: tuple[Term | Prefix | Fuzzy | Stem | Phrase, ...]
    distance: int


@dataclass(frozen=True, slots=True)
class Dates:
    """Articles published from day ``first`` to day ``last`` (proleptic ordinals, both included)."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Among:
    """Articles with one of these ids."""

    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class And:
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    node: Node


Leaf = Term | Prefix | Fuzzy | Stem | Phrase
"""What stands at one place of a text."""
Filter = Not | Dates | Among
"""What leaves articles out and says nothing of how well the others fit."""
Node = Leaf | Near | Filter | And | Or

Held = Leaf | Near | Dates
"""What is looked for in a field."""
LookUp = Callable[[Held], Node]
"""Gives what to ask in place of a node: the articles that a leaf of a field in :data:`LOOKED_UP` stands for, those for which a person wrote
the field, else the node itself."""


@dataclass(frozen=True, slots=True)
class Word:
    """A plain word as typed, for suggestions: its place in the query and its term."""

    start: int
    end: int
    field: str
    term: str


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A query that can run. ``root`` is ``None`` if it asks for nothing (no word, no filter). ``words`` are its single words."""

    text: str
    root: Node | None
    words: tuple[Word, ...] = ()

    def fields(self) -> frozenset[str]:
        """Return the fields that any word of the query is looked for in, excluded words too."""
        names: set[str] = set()
        stack: list[Node] = [self.root] if self.root is not None else []
        while stack:
            node = stack.pop()
            if isinstance(node, And | Or):
                stack.extend(node.nodes)
            elif isinstance(node, Not):
                stack.append(node.node)
            elif not isinstance(node, Dates | Among):
                names.add(node.field)
        return frozenset(names)

    def positive(self) -> Iterator[Leaf | Near]:
        """Yield the leaves that a matching article may contain: everything that is not excluded and no filter."""
        stack: list[Node] = [self.root] if self.root is not None else []
        while stack:
            node = stack.pop()
            if isinstance(node, And | Or):
                stack.extend(reversed(node.nodes))
            elif not isinstance(node, Filter):
                yield node


def looked_up(query: ParsedQuery, look_up: LookUp) -> ParsedQuery:
    """Return ``query`` with what ``look_up`` gives in place of each of its leaves and dates."""
    return query if query.root is None else replace(query, root=_looked_up(query.root, look_up))


def _looked_up(node: Node, look_up: LookUp) -> Node:
    if isinstance(node, And | Or):
        return replace(node, nodes=tuple(_looked_up(each, look_up) for each in node.nodes))
    if isinstance(node, Not):
        return Not(_looked_up(node.node, look_up))
    return node if isinstance(node, Among) else look_up(node)


def held_in(node: Held) -> str:
    """Return the field in which something is looked for."""
    return "date" if isinstance(node, Dates) else node.field


def alternatives(node: Node) -> tuple[Leaf, ...]:
    """Return the leaves any of which ``node`` asks for; none if it asks for anything else."""
    if not isinstance(node, Or):
        return (node,) if isinstance(node, Leaf) else ()
    sides = [alternatives(inner) for inner in node.nodes]
    return tuple(leaf for side in sides for leaf in side) if all(sides) else ()


def field_of(node: Node) -> str:
    leaves = alternatives(node)
    return leaves[0].field if leaves else TEXT


def all_of(nodes: list[Node]) -> Node | None:
    if not nodes:
        return None
    return nodes[0] if len(nodes) == 1 else And(tuple(nodes))


def any_of(nodes: list[Node]) -> Node | None:
    if not nodes:
        return None
    return nodes[0] if len(nodes) == 1 else Or(tuple(nodes))
