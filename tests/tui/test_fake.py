"""The collection that tests of the reader use answers to the same protocol as the real one."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
from reader_fake import FakeCollection

from briefing.collection.facade import Collection
from briefing.tui.collection_port import ReaderCollection

QUESTIONS = sorted(
    name for name, value in vars(ReaderCollection).items() if inspect.isfunction(value) and not name.startswith("_")
)


@pytest.mark.parametrize("name", QUESTIONS)
@pytest.mark.parametrize("cls", [Collection, FakeCollection], ids=["real", "fake"])
def test_every_question_can_be_asked_in_the_same_way(cls: Any, name: str) -> None:
    wanted = inspect.signature(getattr(ReaderCollection, name)).parameters
    given = inspect.signature(getattr(cls, name)).parameters
    anything = any(each.kind is each.VAR_KEYWORD for each in given.values())
    for parameter in list(wanted.values())[1:]:
        if parameter.name in given:
            assert given[parameter.name].kind in (parameter.kind, parameter.POSITIONAL_OR_KEYWORD), parameter
        else:
            assert anything or parameter.kind is parameter.VAR_KEYWORD, (
                f"{cls.__name__}.{name} knows no {parameter.name}"
            )


@pytest.mark.parametrize("name", ["folder", "notices", "state", "generation"])
def test_the_fake_knows_what_it_is(name: str) -> None:
    assert hasattr(FakeCollection(), name)
