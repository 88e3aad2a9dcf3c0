"""What the settings file says holds in the reader."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from reader_fake import FakeCollection
from reader_pilot import SIZES, reading

from briefing.settings import load
from briefing.tui import app


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("mouse", [True, False])
def test_the_reader_listens_to_the_mouse_unless_the_settings_say_no(
    mouse: bool, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "config").mkdir(parents=True, exist_ok=True)
    (home / "config" / "settings.toml").write_text(f"mouse = {str(mouse).lower()}\n")
    asked: list[dict[str, object]] = []
    monkeypatch.setattr(app.BriefingApp, "run", lambda self, **how: asked.append(how))
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.setenv("TERM", "xterm-256color")
    assert app.run(tmp_path) == 0
    assert [options["mouse"] for options in asked] == [mouse]


FAULTS = 'theme = "purple"\ncitation_style = "apa8"\ncolour = 1\nmouse = "yes"\n[keys]\ncite = "qq"\nnothing = "x"\nsearch = "j"\n'


@pytest.mark.parametrize("size", SIZES)
async def test_every_fault_of_the_settings_is_told_once(home: Path, size: str) -> None:
    (home / "config").mkdir(parents=True, exist_ok=True)
    (home / "config" / "settings.toml").write_text(FAULTS)
    collection = FakeCollection()
    _, collection.notices = load(home / "config")  # as one that has read the settings itself
    async with reading(home, collection, size=SIZES[size]) as reader:
        await reader.until(lambda: ": messages lists them" in reader.text)
        await reader.press(":", *"messages", "enter")
        told = [choice.label for choice in reader.screen.mover.choices]  # type: ignore[attr-defined]
        assert len(told) == len(set(told)) == 7
        for word in ("purple", "apa8", "colour", "mouse", "cite", "nothing", "search"):
            assert any(word in each for each in told), word
