"""A folder with 300 clippings with notes survives everything that can happen to it, one after the other."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from memory import folder_in_memory

from briefing import Collection

resource = pytest.importorskip("resource")
ROOT = Path(__file__).resolve().parents[2]
ARTICLES, EACH = 10, 30
COUNT = ARTICLES * EACH

EDITOR = f"""
import sys
from briefing import Collection
folder, first = sys.argv[1], int(sys.argv[2])
with Collection.open(folder, sync=False) as collection:
    state = collection.state
    for number in range(first, {COUNT}, 2):
        article = collection.article(f"{{number % {ARTICLES}}}.txt")
        clipping = state.add_clipping(article, f"heron number {{number}}", (0, 5))
        state.set_note(clipping.id, f"note on {{number}}\\nwith a second line", instead_of="")
        if number % 7 == 0:
            slip = state.add_clipping(article, "a slip", (0, 6))
            state.undo()
    print("done", flush=True)
    while True:  # until it is killed
        state.set_star(article.id, number % 2 == 0)
        number += 1
"""

WITHOUT_ROOM = """
import sys
from briefing import BriefingError, Collection
with Collection.open(sys.argv[1]) as collection:
    article, refused = collection.article("0.txt"), 0
    for number in range(20):
        try:
            collection.state.add_clipping(article, "no room for this " * 500, (0, 5))
        except BriefingError as error:
            assert "\\n" not in str(error)
            refused += 1
    told = [notice for notice in collection.notices if "not kept" in notice]
    print(len([clip for clip in collection.state.clippings() if clip.text.startswith("heron")]), refused, len(told))
"""


def python(code: str, *words: str | Path, room: int | None = None) -> subprocess.Popen[str]:
    """Run ``code`` in a process of its own; files may not grow beyond ``room`` bytes, as on a disk that is full."""

    def limit() -> None:
        if room is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))

    uncut = {} if room is None else {"PYTHONDONTWRITEBYTECODE": "1"}  # Python keeps a compiled module that was cut off
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(os.fspath, words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": os.fspath(ROOT), **uncut}, preexec_fn=limit,
    )  # fmt: skip


def briefing(*words: str | Path) -> str:
    """Run a command and return what it says, on both streams."""
    done = subprocess.run(
        [sys.executable, "-m", "briefing", *map(os.fspath, words)], capture_output=True, text=True, check=False, timeout=120,
        env={**os.environ, "PYTHONPATH": os.fspath(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def assert_all_there(folder: Path) -> list[str]:
    """Every clipping is there once, with its note, at an article of the folder; return the notices."""
    with Collection.open(folder) as collection:
        clippings = collection.state.clippings()
        notes = {clip.text: clip.note for clip in clippings if clip.text.startswith("heron")}
        assert notes == {f"heron number {number}": f"note on {number}\nwith a second line" for number in range(COUNT)}
        assert len([clip for clip in clippings if clip.text.startswith("heron")]) == COUNT
        assert {clip.article for clip in clippings} == {article.id for article in collection.articles()}
        assert collection.health()["state"]["integrity"] == "ok"
        assert not collection.state.damaged()
        return list(collection.notices)


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="needs limits on the size of files")
def test_three_hundred_clippings_survive_one_disaster_after_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with folder_in_memory() as home:
        monkeypatch.setenv("BRIEFING_HOME", os.fspath(home))
        survive(tmp_path, home, monkeypatch)


def survive(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everything happen to one folder."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(ARTICLES):
        (folder / f"{number}.txt").write_text(
            f"Heron {number} seen\n\nThe heron with the number {number} stood at the lock of Ostrel for {number + 2} hours, said Ana Vell.\n"
        )
    Collection.open(folder).close()

    # Two readers edit at once, and are killed.
    editors = [python(EDITOR, folder, str(first)) for first in (0, 1)]
    for editor in editors:
        assert editor.stdout is not None
        assert editor.stdout.readline() == "done\n", editor.communicate()
    time.sleep(random.Random(4).uniform(0, 0.05))
    for editor in editors:
        editor.kill()
        _, errors = editor.communicate()
        assert (editor.returncode, errors) == (-signal.SIGKILL, "")
    assert_all_there(folder)

    # The folder is renamed, and files in it.
    moved = tmp_path / "herons"
    shutil.move(folder, moved)
    (moved / "sub").mkdir()
    (moved / "3.txt").rename(moved / "sub" / "third.txt")
    assert f"briefing keep adopt {folder}" in briefing("-C", moved, "list")
    briefing("-C", moved, "keep", "adopt", folder)
    assert_all_there(moved)

    # The state file is cut.
    state = home / "data" / "state.db"
    os.truncate(state, state.stat().st_size // 2)
    assert any("the backup of" in notice for notice in assert_all_there(moved))
    assert list(state.parent.glob("state-set-aside-*.db"))

    # The disk is full: what there is can be read, what cannot be saved is refused or said not to be kept.
    writer = python(WITHOUT_ROOM, moved, room=state.stat().st_size)
    out, errors = writer.communicate(timeout=60)
    assert errors == ""
    there, refused, told = map(int, out.split())
    assert there == COUNT
    assert refused or told
    with Collection.open(moved) as collection:
        for clipping in collection.state.clippings():
            if clipping.text.startswith("no room"):  # those few for which there was some
                collection.state.remove_clipping(clipping.id)
    assert_all_there(moved)

    # Another machine.
    briefing("-C", moved, "keep", "export", tmp_path / "kept.txt")
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(moved, elsewhere)
    monkeypatch.setenv("BRIEFING_HOME", os.fspath(tmp_path / "another machine"))
    said = json.loads(briefing("-C", elsewhere, "--json", "keep", "import", tmp_path / "kept.txt").splitlines()[0])
    assert said["imported"]["clipping"] == COUNT
    assert_all_there(elsewhere)
