"""Settings are read from one file; a bad one costs a notice, never the start."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.settings import Settings, load


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path) == (Settings(), [])


def test_known_values_are_taken(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('citation_style = "mla"\nmouse = false\n')
    settings, notices = load(tmp_path)
    assert (settings.citation_style, settings.mouse, notices) == ("mla", False, [])


@pytest.mark.parametrize("value", ["auto", "rules", "large", "spacy"])
def test_a_setting_of_the_version_before_is_one_notice_and_the_rest_counts(tmp_path: Path, value: str) -> None:
    (tmp_path / "settings.toml").write_text(f'names = "{value}"\nmouse = false\n')
    settings, (notice,) = load(tmp_path)
    assert settings == Settings(mouse=False)
    assert "'names' is no longer a setting" in notice
    assert "remove the line" in notice


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'colour = "red"', "'colour' is not a setting"),
        (b"mouse = 3", "mouse must be true or false"),
        (b"names = true", "'names' is no longer a setting"),
        (b"= x", "using the defaults"),
        (b"\xff\xfe", "using the defaults"),
    ],
)
def test_a_bad_value_is_one_notice(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "settings.toml").write_bytes(content)
    settings, (notice,) = load(tmp_path)
    assert settings == Settings()
    assert words in notice
    assert "\n" not in notice


def test_an_unreadable_file_is_one_notice(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").mkdir()
    settings, (notice,) = load(tmp_path)
    assert settings == Settings()
    assert "cannot read" in notice


@pytest.mark.parametrize("kind", ["fifo", "folder", "brackets", "tables", "large", "device"])
def test_what_is_no_settings_file_costs_one_line_and_no_waiting(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "settings.toml"
    makers: dict[str, Callable[[], object]] = {
        "fifo": lambda: os.mkfifo(path),
        "folder": path.mkdir,
        "brackets": lambda: path.write_text("theme = " + "[" * 3000),
        "tables": lambda: path.write_text("theme = " + "{a=" * 3000),
        "large": lambda: path.write_bytes(b"#" * 20_000_000),
        "device": lambda: path.symlink_to("/dev/zero"),
    }
    makers[kind]()
    settings, notices = load(tmp_path)
    assert settings == Settings()
    assert len(notices) == 1
    assert "using the defaults" in notices[0]
    assert "\n" not in notices[0]
    assert len(notices[0]) < 400 + len(str(tmp_path))
