"""The rows of the list of names: the same whether a list is at hand or read as it is looked at."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Alias, Description, Entity
from briefing.tui.rows.name_rows import NameRow, NameRows, drawer


def entity(number: int, kind: str = "person") -> Entity:
    aliases = tuple(Alias(f"Keeper {number}{letter}", 1, "exact") for letter in "abc"[: number % 4])
    return Entity(f"{kind}{number}", f"Keeper {number}", kind, aliases, 1, ())  # type: ignore[arg-type]


SAID = (Description("the miller", "a", (0, 10), 1),)


def plain(groups: Sequence[tuple[str, Sequence[Entity]]], opened: set[str]) -> list[NameRow]:
    """Return the rows one after the other."""
    rows: list[NameRow] = []
    for heading, names in groups:
        rows += [NameRow(heading, len(names))] * bool(names)
        for each in names:
            rows += [NameRow(entity=each), *(drawer(each, SAID) if each.id in opened else ())]
    return rows


@given(st.lists(st.integers(0, 6), max_size=3), st.sets(st.integers(0, 6)))
def test_rows_are_where_they_would_be_one_after_the_other(sizes: list[int], opened: set[int]) -> None:
    kinds = ("person", "organisation", "place")
    groups = [(kind, [entity(n, kind) for n in range(size)]) for kind, size in zip(kinds, sizes, strict=False)]
    ids = {f"{kind}{n}" for kind in kinds[:2] for n in opened}
    rows, expected = NameRows(groups, dict.fromkeys(ids, SAID)), plain(groups, ids)
    assert list(rows) == expected
    assert rows.headings == [row for row, each in enumerate(expected) if each.entity is None]
    for row, each in enumerate(expected):
        if each.entity is not None and each.alias is None and each.description is None:
            assert rows.row_of(each.entity.id) == row
            assert [expected[n].entity for n in rows.with_drawer(row)] == [each.entity] * (
                1 + (each.entity.id in ids) * len(drawer(each.entity, SAID))
            )
    assert rows.row_of("nobody") is None


@pytest.mark.parametrize(
    ("words", "name"), [("keeper 2", 2), ("2", 2), ("3c", 3), ("eeper", 0), ("", None), ("eel", None)]
)
def test_words_lead_to_the_best_name(words: str, name: int | None) -> None:
    rows = NameRows([("People", [entity(n) for n in range(4)])])
    row = rows.best(words)
    assert (row is None) == (name is None)
    if row is not None:
        assert rows[row].entity == entity(name or 0)
