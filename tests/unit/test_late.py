"""What is made late is what the standard library makes at once."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
import re
import subprocess
import sys
from typing import Any, ClassVar

import pytest

from briefing import late, model


def fields(decorate: Any) -> Any:
    @decorate(frozen=True, slots=True)
    class Boat:
        """A boat."""

        kind: ClassVar[str] = "any"
        name: str
        crew: tuple[str, ...] = ()
        notes: list[str] = dataclasses.field(default_factory=list)
        place: int = dataclasses.field(default=0, compare=False)

        def __post_init__(self) -> None:
            if not self.name:
                raise ValueError("no name")

    return Boat


LATE, AT_ONCE = fields(late.dataclass), fields(dataclasses.dataclass)


@pytest.mark.parametrize("values", [("Ada",), ("Ada", ("Jory",), ["leaks"], 3)])
def test_values_compare_show_and_hash_as_ever(values: tuple[Any, ...]) -> None:
    boats = LATE(*values), AT_ONCE(*values)
    assert repr(boats[0]) == repr(boats[1])
    assert boats[0] == LATE(*values[:3], place=9)
    assert boats[0] != LATE("Bo")
    assert boats[0] != boats[1]
    assert dataclasses.asdict(boats[0]) == dataclasses.asdict(boats[1])
    assert dataclasses.replace(boats[0], name="Bo") == LATE("Bo", *values[1:])
    assert inspect.signature(fields(late.dataclass)) == inspect.signature(fields(dataclasses.dataclass))
    assert LATE.__match_args__ == AT_ONCE.__match_args__
    assert LATE("Ada", notes=()).__hash__() == LATE("Ada", notes=(), place=2).__hash__()


def test_comparing_may_come_first() -> None:
    boat = fields(late.dataclass)
    assert len({boat("Ada", notes=()), boat("Ada", notes=())}) == 1


@pytest.mark.parametrize("change", [lambda boat: setattr(boat, "name", "Bo"), lambda boat: delattr(boat, "name")])
def test_nothing_can_be_changed(change: Any) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        change(LATE("Ada"))


def test_bad_values_are_refused() -> None:
    for wrong in ((), ("Ada", (), [], 0, 1)):
        with pytest.raises(TypeError):
            LATE(*wrong)
    with pytest.raises(ValueError, match="no name"):
        LATE("")


def test_pickles_and_copies() -> None:
    article = model.Article("1", "a.txt", extra={"section": "Port"})
    assert pickle.loads(pickle.dumps(article)) == article
    assert copy.deepcopy(article) == article


def test_a_pattern_is_compiled_by_its_first_use(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []
    real = re.compile
    monkeypatch.setattr(re, "compile", lambda *given: compiled.append(given) or real(*given))
    word = late.pattern(r"\w+")
    assert not compiled
    assert [found.group() for found in word.finditer("two boats")] == ["two", "boats"]
    assert all(word.search(text) for text in "ab")
    assert len(compiled) == 2  # finditer and search


START = """
import dataclasses, re
made, compiled = [], []
process, compile = dataclasses._process_class, re._compiler.compile
def processing(cls, init, repr, eq, *rest):
    made.append(cls.__name__) if init or repr or eq else None
    return process(cls, init, repr, eq, *rest)
dataclasses._process_class = processing
re._compiler.compile = lambda *given: compiled.append(given) or compile(*given)
import briefing.text, briefing.model, briefing.collection.facade
print(len(made), len(compiled))
"""


def test_importing_what_a_start_needs_makes_few_classes_and_patterns() -> None:
    before = subprocess.run(
        [sys.executable, "-c", START.replace("import briefing.text", "import argparse, json, pathlib, sqlite3, hashlib\nmade.clear(); compiled.clear()\nimport briefing.text")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    made, compiled = map(int, before.stdout.split())
    assert made <= 8
    assert compiled <= 2


def test_values_of_every_kind_of_field_begin_as_ever() -> None:
    def made(decorate: Any) -> Any:
        @decorate(frozen=True, slots=True)
        class Crew:
            boat: str
            hands: int = dataclasses.field(default=2, kw_only=True)
            known: int = dataclasses.field(default=7, init=False)

        @decorate(frozen=True, slots=True)
        class Empty:
            """Nothing."""

        return Crew("Ada", hands=3), Empty(), decorate(frozen=True, slots=True)(type("Bare", (), {}))()

    for late_made, at_once in zip(made(late.dataclass), made(dataclasses.dataclass), strict=True):
        assert dataclasses.asdict(late_made) == dataclasses.asdict(at_once)
        assert dataclasses.is_dataclass(late_made)


def test_factories_make_a_value_each_and_none_where_one_is_given() -> None:
    first, second = LATE("Ada"), LATE("Bo")
    assert first.notes is not second.notes
    assert LATE("Ada", notes=None).notes is None


def test_what_is_asked_of_a_class_is_the_same_for_all_who_ask() -> None:
    boat = fields(late.dataclass)
    assert boat.__dataclass_fields__ is boat.__dataclass_fields__
    assert [field.name for field in dataclasses.fields(boat)] == ["name", "crew", "notes", "place"]
    assert boat.kind == "any"
    match boat("Ada", ("Jory",)):
        case boat(name, crew):
            assert (name, crew) == ("Ada", ("Jory",))
