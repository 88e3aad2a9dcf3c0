"""What the tests of the reader share."""

from __future__ import annotations

from typing import Any

import pilot_idle
import pytest

from briefing.clipboard import CopyResult


@pytest.fixture(autouse=True)
def pauses_are_short(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pause of a pilot ends when nothing is on its way any more."""
    pilot_idle.install(monkeypatch)


@pytest.fixture(autouse=True)
def nothing_is_read_by_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """No article counts as read because a test on a busy machine has it open for a while."""
    monkeypatch.setattr("briefing.tui.controllers.marks.READ_AFTER", 1e6)


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was put on the clipboard, in order; the route is tmux."""
    texts: list[str] = []

    def copy(text: str, **_: Any) -> CopyResult:
        texts.append(text)
        return CopyResult("tmux", True, "copied via tmux (verified)")

    monkeypatch.setattr("briefing.clipboard.copy", copy)
    return texts
