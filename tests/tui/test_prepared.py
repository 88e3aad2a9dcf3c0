"""What takes long to make is made once for what it was made from, and a pane says so while it is being made."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import Any

import pytest
from reader_fake import FakeCollection
from reader_pilot import reading

from briefing.tui.prepared import Prepared, SupersededError


async def test_it_is_made_once_for_a_key_and_anew_for_another() -> None:
    made: list[int] = []
    prepared = Prepared("figures", lambda: made.append(1) or len(made))
    for _ in range(3):
        prepared.begin("a")
        assert await prepared.within(5)
        assert prepared.take() == 1
    prepared.begin("b")
    assert await prepared.within(5)
    assert prepared.take() == 2


async def test_what_goes_wrong_is_said_and_tried_again() -> None:
    answers: list[Any] = [ValueError("no"), 7]

    def make() -> int:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return int(answer)

    prepared = Prepared("figures", make)
    with pytest.raises(LookupError):
        prepared.take()
    prepared.begin("a")
    assert await prepared.within(5)
    with pytest.raises(ValueError, match="no"):
        prepared.take()
    prepared.begin("a")
    assert await prepared.within(5)
    assert prepared.take() == 7


async def test_what_is_made_anew_is_made_no_longer_from_what_was_before() -> None:
    begun, anew, ended = threading.Event(), threading.Event(), threading.Event()

    def make() -> str:
        if begun.is_set():
            return "new"
        begun.set()
        anew.wait(20)
        try:
            prepared.go_on()
        except SupersededError:
            ended.set()
            raise
        return "old"

    prepared: Prepared[str] = Prepared("figures", make)
    prepared.begin("a")
    assert begun.wait(20)
    prepared.begin("b")
    anew.set()
    assert await prepared.within(20)
    assert prepared.take() == "new"
    assert await asyncio.to_thread(ended.wait, 20)
    assert prepared.take() == "new"


async def test_a_pane_that_is_not_ready_says_so_and_comes_when_it_is(home: Path) -> None:
    class Slow(FakeCollection):
        gate = threading.Event()

        def differences(self, *asked: Any, **how: Any) -> Any:
            self.gate.wait(20)
            return super().differences(*asked, **how)

    async with reading(home, Slow()) as reader:
        await reader.press("d")
        assert reader.screen.active == "differences"
        assert "the sources are being compared" in reader.text
        assert "agree" not in reader.text
        await reader.press("y")
        assert reader.notices[-1].startswith("nothing to cite")
        Slow.gate.set()
        await reader.until(lambda: "carts a day" in reader.text)
