"""Nothing in an article or a file name acts on the terminal, on any screen and in any command; markup stays text."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest
from hostile import assert_clean, hostile_folder
from terminal import Terminal, settle

from briefing import Collection

BRIEFING = [sys.executable, "-m", "briefing"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_folder(tmp_path_factory.mktemp("hostile") / "articles")


def commands(folder: Path, home: Path) -> list[list[str]]:
    with Collection.open(folder, home=home) as collection:
        articles = list(collection.articles())
        assert len(articles) >= 20
        quotation = collection.quotations()[0].id
        statement = collection.statements()[0].id
    some = [a.id for a in articles[:3]] + [a.id for a in articles[-3:]]
    return [
        ["index"],
        ["list"],
        *(["show", id] for id in some),
        ["show", "--plain", some[0]],
        ["search", "bridge"],
        ["search", "PWNED\x1b[201~ nothing"],
        ["search", 'title:"\x1b]0;PWNED\x07'],
        ["quotes"],
        ["statements"],
        ["compare", statement],
        ["entities"],
        *(["cite", id] for id in some),
        ["cite", quotation, "--style", "wikipedia"],
        ["cite", quotation, "--format", "biblatex"],
        ["doctor"],
        ["show", "\x1b]0;PWNED\x07"],
        ["\x1b]0;PWNED\x07"],
        ["-C", "\x1b]52;c;UFdORUQ=\x07", "list"],
    ]


def test_no_command_writes_what_an_article_says(
    folder: Path, home: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    from briefing.cli.main import run

    for command in commands(folder, home):
        where = [] if "-C" in command or command[0].startswith("\x1b") else ["-C", os.fspath(folder), "--no-sync"]
        if command[0] == "index":
            where = where[:2]
        status = run([*where, *command])
        written = capfdbinary.readouterr()
        assert_clean(written.out, f"stdout of {command}")
        assert_clean(written.err, f"stderr of {command}")
        assert b"Traceback" not in written.err, written.err.decode()
        assert status in (0, 1, 2)


def test_a_command_on_a_terminal_is_as_clean(folder: Path) -> None:
    for command in (["list"], ["search", "bridge"], ["statements"], ["quotes"], ["index"]):
        with Terminal([*BRIEFING, "-C", os.fspath(folder), *command], rows=200) as terminal:
            assert terminal.wait_for_exit(seconds=60) == 0
            assert_clean(terminal.raw, f"{command} on a terminal")


def test_json_on_stdout_is_one_clean_object(folder: Path) -> None:
    done = subprocess.run(
        [*BRIEFING, "-C", os.fspath(folder), "--json", "list"],
        capture_output=True,
        timeout=60,
        stdin=subprocess.DEVNULL,
    )
    assert_clean(done.stdout, "list --json")
    listed = json.loads(done.stdout)
    assert any("[sic]" in (a["title"]["value"] or "") for a in listed["articles"])


SIZES = ((80, 24), (120, 40), (200, 60))

KEYS = (
    *"jj", "enter", *"]]wcdpqqyiqejj", "enter", *"qtjqaBqma'asuUYq?qGgJJKSq", "/", *"bridge", "enter", *"nnNqqf", *"trust", "enter",
    "n", "esc", *"JJJy:the", "esc",
)  # fmt: skip
"""A walk through every screen of the reader."""


def test_no_screen_writes_what_an_article_says(folder: Path, tmp_path: Path) -> None:
    """In three sizes side by side, so that one draws while another is waited for."""
    with ExitStack() as stack:
        terminals = {
            f"{columns}x{rows}": stack.enter_context(
                Terminal(
                    [*BRIEFING, os.fspath(folder)],
                    columns=columns,
                    rows=rows,
                    env={"BRIEFING_HOME": os.fspath(tmp_path / f"{columns}x{rows}")},
                )
            )
            for columns, rows in SIZES
        }
        for terminal in terminals.values():
            terminal.wait_for("Articles|Title")
            terminal.wait_for(r"\[sic\]")  # markup is text
        for key in KEYS:
            for terminal in terminals.values():
                terminal.press(key)
            settle(terminals.values(), 0.05 if key != "esc" else 0.3, seconds=4)
        for size, terminal in terminals.items():
            assert_clean(terminal.raw, f"the reader at {size}")
            assert b"Traceback" not in terminal.raw
            terminal.press("\x11")  # ctrl+q
            assert terminal.wait_for_exit() == 0
            assert_clean(terminal.raw, f"the reader at {size}, leaving")
