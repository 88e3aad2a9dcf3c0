"""What is kept of texts that come again."""

from __future__ import annotations

import os
from array import array

import pytest

from briefing.analysis.kept import Kept, numbers


@pytest.fixture(autouse=True)
def one_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)


def met(kept: Kept[int], key: str, size: int = 1) -> bool:
    """Whether something is kept of a text when it comes; if not, it may be from now on."""
    if kept.get(key) is not None:
        return True
    if kept.wants(key):
        kept.put(key, len(key), size)
    return False


def test_a_text_is_kept_from_its_second_time_on() -> None:
    kept = Kept[int](100)
    assert [met(kept, key) for key in ["a", "b", "a", "a", "c", "b", "b"]] == [
        False,
        False,
        False,
        True,
        False,
        False,
        True,
    ]


def test_where_texts_come_again_all_the_time_each_is_kept_at_once() -> None:
    kept = Kept[int](100)
    for _ in range(1_500):
        met(kept, "footer")
    assert not met(kept, "new")
    assert met(kept, "new")


def test_those_asked_for_last_stay() -> None:
    kept = Kept[int](3)
    for key in ["a", "a", "b", "b", "c", "c", "a", "d", "d"]:
        met(kept, key)
    assert [kept.get(key) is not None for key in "abcd"] == [True, False, True, True]


def test_what_is_forgotten_begins_anew() -> None:
    kept = Kept[int](3)
    met(kept, "a")
    kept.forget()
    assert not met(kept, "a")
    assert not met(kept, "a")
    assert met(kept, "a")


@pytest.mark.parametrize("most", [0, 65_535, 65_536, 10_000_000])
def test_numbers_take_the_room_that_they_need(most: int) -> None:
    assert array(numbers(most), [0, most]).tolist() == [0, most]
