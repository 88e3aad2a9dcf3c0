"""What the settings file says holds in the reader."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

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
