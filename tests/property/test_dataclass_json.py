"""Whatever the domain's values hold, they come back as they were written; what is of another shape is refused."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.dataclass_json import Shape
from briefing.model import Article, Mention, Quotation, SourceMap, Speaker, Stated, Statement


@given(st.data())
@pytest.mark.parametrize("cls", [Mention, Quotation, SourceMap, Speaker, Statement])
@pytest.mark.parametrize("checked", [True, False])
def test_a_value_comes_back_as_it_was(cls: type, checked: bool, data: st.DataObject) -> None:
    value = data.draw(st.from_type(cls))
    for by_name in (True, False):
        shape = Shape(cls, by_name=by_name, checked=checked)
        assert shape.load(json.loads(json.dumps(shape.dump(value)))) == value


def test_what_has_its_default_is_left_out_by_name() -> None:
    shape = Shape(Article, by_name=True, without=("copies",))
    article = Article("a1", "a.txt", byline=Stated.stated(("Ada Krol",), "By Ada Krol"), copies=("a2",))
    written = shape.dump(article)
    assert written == {"id": "a1", "path": "a.txt", "byline": [("Ada Krol",), "stated", "By Ada Krol"]}
    assert shape.load(json.loads(json.dumps(written)), copies=("a2",)) == article


@dataclass(frozen=True)
class Pair:
    left: tuple[int, int]
    kind: Literal["a", "b"] = "a"


@dataclass(frozen=True)
class Tree:
    name: str
    share: float
    pair: Pair | None = None
    pairs: tuple[Pair, ...] = ()
    words: frozenset[str] = frozenset()
    notes: list[str] = field(default_factory=list)


TREE = Tree("oak", 0.5, Pair((1, 2)), (Pair((3, 4), "b"),), frozenset("xy"), ["n"])


@pytest.mark.parametrize("left_out", [(), ("share",), ("notes",), ("share", "notes")])
def test_what_is_left_out_is_given_by_whoever_reads(left_out: tuple[str, ...]) -> None:
    shape = Shape(Tree, without=left_out, checked=True)
    rest = {name: getattr(TREE, name) for name in left_out}
    assert shape.load(json.loads(json.dumps(shape.dump(TREE))), **rest) == TREE


@pytest.mark.parametrize(
    "row",
    [
        None, {}, [], "oak", ["oak"], [1, 0.5, None, [], [], []], ["oak", True, None, [], [], []], ["oak", 1, [[1]], [], [], []],
        ["oak", 1, [[1, "2"], "a"], [], [], []], ["oak", 1, [[1, 2], "c"], [], [], []], ["oak", 1, None, [None], [], []],
        ["oak", 1, None, [], "xy", []], ["oak", 1, None, [], [], [7]],
    ],
    ids=range(13),
)  # fmt: skip
def test_a_checked_shape_believes_nothing(row: Any) -> None:
    with pytest.raises((ValueError, TypeError, LookupError)):
        Shape(Tree, checked=True).load(row)


def test_an_annotation_without_a_shape_is_an_error_of_ours() -> None:
    @dataclass
    class Odd:
        value: complex

    with pytest.raises(TypeError, match="no shape"):
        Shape(Odd).load([1])
