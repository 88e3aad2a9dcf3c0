"""Names as a person puts them in order: by keyboard in a real terminal, left, and found again after the cache was deleted."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from terminal import Terminal

BRIEFING = [sys.executable, "-m", "briefing"]
MILL = """Mill wheel turns again

Published: 6 May 2031

The tide mill at Brackwater turned on Tuesday, said engineer Jonas Pell of the Brackwater Water Board.

“We will keep it turning,” Pell said. Mr Tull said nothing.
"""
COUNCIL = """Council praises mill

Published: 7 May 2031

The Brackwater Council praised the mill on Wednesday. Mara Lindqvist and Benedict Tull met Jonas Pell there.
"""


def test_the_names_are_put_in_order_by_keyboard_and_found_as_left(tmp_path: Path) -> None:
    folder, home = tmp_path / "articles", tmp_path / "home"
    folder.mkdir()
    (folder / "mill.txt").write_text(MILL)
    (folder / "council.txt").write_text(COUNCIL)
    env = {"BRIEFING_HOME": os.fspath(home), "PATH": os.fspath(tmp_path)}

    def command(*words: str) -> str:
        run = [*BRIEFING, "-C", os.fspath(folder), *words]
        done = subprocess.run(run, env={**os.environ, **env}, capture_output=True, text=True, check=True, timeout=60)
        return done.stdout

    with Terminal([*BRIEFING, os.fspath(folder)], columns=120, rows=40, env=env) as reader:
        reader.wait_for(r"Articles 2")
        reader.wait_for(r"Jonas Pell")
        reader.type("eA")
        reader.wait_for("times files")  # the columns stand over the names once these are known
        reader.wait_for("Benedict Tull")
        # Rename: the cursor stands on the most mentioned person.
        reader.type("R")
        reader.wait_for("Enter done")
        for _ in range(len("Jonas Pell")):
            reader.press("backspace")
        reader.type("Jon Pell\r")
        reader.wait_for("renamed Jonas Pell to Jon Pell")
        # Hide one and take it back, hide it for good.
        reader.type("j")
        reader.type("_")
        reader.wait_for("hid (Benedict Tull|Mara Lindqvist)")
        reader.type("U")
        reader.wait_for("undone: hid")
        reader.type("_")
        reader.settle()
        # The order A-Z, and the filter.
        reader.type("ggO")
        reader.wait_for("A-Z")
        reader.settle()
        assert reader.leave() == 0
    kept = command("entities", "--export", "-")
    assert kept.count("\n") == 3
    assert 'rename person "Jonas Pell" to "Jon Pell"' in kept
    before = command("entities")
    assert "Jon Pell" in before
    assert "Jonas Pell  " not in before
    shutil.rmtree(home / "cache")
    with Terminal([*BRIEFING, os.fspath(folder)], columns=120, rows=40, env=env) as reader:
        reader.wait_for(r"Articles 2")
        reader.type("e")
        reader.wait_for("Jon Pell")
        reader.wait_for("A-Z")
        reader.wait_for("A this article")  # the names of all articles are for one look
        reader.wait_until_gone("looked for")
        assert reader.leave() == 0
    assert command("entities") == before
