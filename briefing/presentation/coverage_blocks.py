"""Statements that are told together: which of them stand in one table of coverage. Groups by who carries them, nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Final, TypeVar

from briefing.errors import BriefingError
from briefing.late import dataclass
from briefing.model import Comparison, Instance, Statement
from briefing.presentation.comparison_rows import MODE_RANK, STRONG, WORDED, source_signs
from briefing.text import WORD, fold, plural

K = TypeVar("K")

SHARED = 0.5
"""The share of its sources that a statement must have in common with the first of a block to stand in it."""

MOST_COMPARED: Final = 200
"""Articles of a statement that are compared word by word for their signs; of more, only what has other words is said."""

REWORDED = WORDED
"""Behind a cell: the source words the statement differently."""

CELL_LEGEND = ("● quoted", "◐ part", "○ reported", "≠ sense differs", "≈ reworded", "· not there")
"""What the signs in the cells say."""


@dataclass(frozen=True, slots=True)
class CoverageBlock:
    """Statements that the same articles carry, most widely carried first, which may be read as they are looked at; ``articles`` are these,
    in the order of the list."""

    statements: Sequence[Statement]
    articles: tuple[str, ...]


def coverage_blocks(statements: Sequence[Statement], places: Mapping[str, int]) -> tuple[CoverageBlock, ...]:
    """Return the statements in blocks.

    Args:
        statements: Most widely carried first.
        places: Article id -> its place in the list; articles that are not in it are left out.
    """
    carried = ((each, frozenset(i.article for i in each.instances if i.article in places)) for each in statements)
    return tuple(
        CoverageBlock(tuple(members), tuple(sorted(articles, key=places.__getitem__)))
        for members, articles in in_blocks(carried)
    )


def in_blocks(carried: Iterable[tuple[K, frozenset[str]]]) -> list[tuple[list[K], set[str]]]:
    """Return what is carried (each with the articles that carry it, most widely carried first) in blocks, each with its articles."""
    members: list[list[K]] = []
    articles: list[set[str]] = []
    blocks_of: dict[str, list[int]] = {}
    for each, carriers in carried:
        shared = Counter(block for article in carriers for block in blocks_of.get(article, ()))
        best = max(shared, key=lambda block: (shared[block], -block), default=None)
        if best is None or shared[best] < SHARED * len(carriers):
            best = len(members)
            members.append([])
            articles.append(set())
            for article in carriers:
                blocks_of.setdefault(article, []).append(best)
        members[best].append(each)
        articles[best] |= carriers
    return [block for block in zip(members, articles, strict=True) if block[1]]


def best_instances(statement: Statement) -> dict[str, Instance]:
    """Return article id -> its printing of a statement; of several, the one in marks."""
    cells: dict[str, Instance] = {}
    for instance in statement.instances:
        best = cells.get(instance.article)
        if best is None or MODE_RANK[instance.mode] < MODE_RANK[best.mode]:
            cells[instance.article] = instance
    return cells


def is_reworded(instance: Instance, statement: Statement) -> bool:
    """Return whether a printing has words that the statement's longest version does not have in this order."""
    one, two = (" ".join(fold(word) for word in WORD.findall(text)) for text in (instance.text, statement.text))
    return f" {one} " not in f" {two} "


def wording_signs(statement: Statement, compare: Callable[[str], Comparison]) -> Mapping[str, str]:
    """Return article id -> ``≠``, ``≈``, ``◐``, ``=``; nothing for the version that the others are measured by and for reports. ``compare``
    gives the comparison of a statement by its id."""
    if statement.articles > MOST_COMPARED:
        return {each.article: REWORDED for each in statement.instances if is_reworded(each, statement)}
    with suppress(BriefingError):  # it has just left the folder
        return source_signs(compare(statement.id))
    return {}


def cell_sign(instance: Instance, signs: Mapping[str, str]) -> str:
    """Return what stands behind a cell: ``≠`` or ``≈`` where the source prints the words in marks and differently, else ""."""
    sign = signs.get(instance.article, "")
    return sign if sign in (STRONG, WORDED) and instance.mode != "indirect" else ""


def versions_line(statement: Statement, signs: Mapping[str, str]) -> str:
    """Return ``6 sources, 1 differs in sense, 1 reworded, 1 reports``: counted as the signs of the cells are (``signs``: by article)."""
    return ", ".join(filter(None, (plural(len(best_instances(statement)), "source"), wording_line(statement, signs))))


def wording_line(statement: Statement, signs: Mapping[str, str]) -> str:
    """Return ``1 differs in sense, 1 reworded, 1 reports``, "" where all print the words alike; ``signs``: by article."""
    cells = best_instances(statement).values()
    told = Counter(cell_sign(each, signs) for each in cells)
    reported = sum(each.mode == "indirect" for each in cells)
    parts = []
    if told[STRONG]:
        parts.append(f"{told[STRONG]} {'differs' if told[STRONG] == 1 else 'differ'} in sense")
    if told[WORDED]:
        parts.append(f"{told[WORDED]} reworded")
    if 0 < reported < len(cells):
        parts.append("1 reports" if reported == 1 else f"{reported} report")
    return ", ".join(parts)
