"""``keys``, ``completion`` and ``man``: what is made from the table of keys and from the parser."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from briefing.cli.commands import SUMMARIES
from briefing.cli.main import whole_parser
from briefing.cli.manual import page
from briefing.tui.keys.keymap import ACTIONS

ROOT = Path(__file__).resolve().parents[3]


def test_keys_prints_every_action_with_its_key(briefing: Any) -> None:
    told = briefing("keys").out
    for action in ACTIONS:
        assert f" {action.id} " in told
        assert action.label in told


def test_keys_prints_own_ones_and_what_cannot_be_taken(briefing: Any, home: Path) -> None:
    (home / "config").mkdir(parents=True, exist_ok=True)
    (home / "config" / "settings.toml").write_text('[keys]\nnext_hit = "F3"\ncit = "y"\n')
    result = briefing("keys")
    line = next(line for line in result.out.splitlines() if " next_hit " in line)
    assert line.split()[0] == "F3"
    assert line.endswith("yours")
    assert result.err == "briefing: keys: cit: is no action; did you mean cite\n"
    told = json.loads(briefing("keys", "--json").out)
    assert [row["action"] for row in told["keys"] if row["own"]] == ["next_hit"]
    assert len(told["notices"]) == 1


def test_the_manual_page_is_current() -> None:
    assert (ROOT / "docs" / "briefing.1").read_text("utf-8") == page(), "briefing man >docs/briefing.1"


def test_the_manual_page_names_every_command_option_and_key(briefing: Any) -> None:
    told = briefing("man").out.replace("\\-", "-")
    for name in SUMMARIES:
        assert f"\n.SS {name}" in told
    for name, command in whole_parser()._subparsers._group_actions[0].choices.items():  # type: ignore[union-attr]
        for action in command._actions:
            assert all(option in told for option in action.option_strings), name
    assert all(
        f".B {action.shown}\n".replace("\\", "\\e") in told
        for action in ACTIONS
        if action.keys and action.shown[0] not in ".'"
    )


@pytest.mark.skipif(shutil.which("groff") is None, reason="needs groff")
def test_groff_finds_no_fault_in_it() -> None:
    done = subprocess.run(
        ["groff", "-k", "-man", "-Tutf8", "-ww", "-z"],
        input=page(),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_command_and_its_options_are_completed(briefing: Any, shell: str) -> None:
    result = briefing("completion", shell)
    assert result.status == 0
    for name in SUMMARIES:
        assert name in result.out
    assert "min-articles" in result.out


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_bash_completes(briefing: Any, tmp_path: Path) -> None:
    script = tmp_path / "completion.sh"
    script.write_text(briefing("completion", "bash").out)
    ask = f'source {script}; COMP_WORDS=(briefing sto); COMP_CWORD=1; _shtab_briefing briefing sto; echo "${{COMPREPLY[*]}}"'
    done = subprocess.run(["bash", "-c", ask], capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout.strip() == "stories", done.stderr


def test_an_unknown_shell_and_a_missing_library_are_one_line(briefing: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert briefing("completion", "tcl").status == 2
    monkeypatch.setitem(__import__("sys").modules, "shtab", None)
    result = briefing("completion", "bash")
    assert result.status == 2
    assert "pip install 'briefing[completion]'" in result.err
