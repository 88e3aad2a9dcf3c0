"""The reader as its command in a real terminal: the flows that must be short, at every size, on the sample articles."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from terminal import Terminal

BRIEFING = [sys.executable, "-m", "briefing"]
WORD = "pier|mill|tide|comet"


@pytest.fixture(scope="module")
def ready_home(tmp_path_factory: pytest.TempPathFactory, sample_folder: Path) -> Path:
    """A home in which the samples have been read once."""
    home = tmp_path_factory.mktemp("reader-home")
    env = {"BRIEFING_HOME": os.fspath(home)}
    with Terminal([*BRIEFING, "-C", os.fspath(sample_folder), "index"], env=env) as terminal:
        assert terminal.wait_for_exit(seconds=120) == 0, terminal.text
    return home


@pytest.fixture(params=[(80, 24), (120, 40), (200, 60)], ids=lambda size: f"{size[0]}x{size[1]}")
def reader(request: pytest.FixtureRequest, ready_home: Path, sample_folder: Path, tmp_path: Path) -> Iterator[Terminal]:
    columns, rows = request.param
    env = {"BRIEFING_HOME": os.fspath(ready_home), "PATH": os.fspath(tmp_path)}
    for file in (ready_home / "data").glob("*"):
        if file.is_file() and file.suffix in (".db", ".db-wal", ".db-shm", ".json"):
            file.unlink()
    with Terminal([*BRIEFING, os.fspath(sample_folder)], columns=columns, rows=rows, env=env) as terminal:
        terminal.wait_for(r"Articles \d+")
        yield terminal


def leave(terminal: Terminal) -> None:
    assert terminal.leave() == 0


def test_a_question_is_answered_while_it_is_typed_and_n_goes_to_the_next_hit(reader: Terminal) -> None:
    reader.type("/comet")
    reader.wait_for(r"/comet +1/\d+ hits · \d+ articles")
    # Enter makes a word of what was the beginning of one ("comets" no longer counts).
    reader.press("enter", "n")
    total = reader.wait_for(r"/comet +2/(\d+) hits · \d+ articles")[1]
    reader.press("N", "N")
    reader.wait_for(rf"/comet +{total}/{total} hits")
    leave(reader)


def test_everything_typed_at_once_gives_the_same(reader: Terminal) -> None:
    reader.type("/comet\rnn")
    reader.wait_for(r"/comet +3/\d+ hits · \d+ articles")
    leave(reader)


def test_who_else_compare_and_cite_in_one_key_each(reader: Terminal) -> None:
    reader.type('/"two names on a comet"\rw')
    reader.wait_for(r"Sources \d")
    reader.wait_for(r"\d+ files · \d+ texts? · \d+ origins?")
    reader.wait_for("direct")
    reader.type("c")
    reader.wait_for(r"Compare · ")
    reader.wait_for("[=≈◐○]")
    reader.type("y")
    # No clipboard stands on the path of this test: the file of last resort is said plainly.
    reader.wait_for("saved to", seconds=10)
    leave(reader)


def test_help_and_palette_open_and_close(reader: Terminal) -> None:
    reader.type("?")
    reader.wait_for("Help")
    reader.wait_for("down")
    reader.type("q:")
    reader.wait_for("Palette")
    reader.type("coverage")
    reader.wait_for(r"(?i)coverage table")
    reader.press("enter")
    reader.wait_for(r"Coverage · ")
    leave(reader)


def test_a_resize_keeps_what_is_read(reader: Terminal) -> None:
    reader.type('/"two names on a comet"\r')
    reader.wait_for(r"1/\d+ hits?")
    for columns, rows in ((60, 20), (200, 50), (30, 8), (100, 30)):
        reader.resize(columns, rows)
        reader.wait_for("at least 40 × 10" if columns < 40 else r"names on a comet|comet")
    leave(reader)


def test_the_next_start_goes_on_where_the_last_one_ended(ready_home: Path, sample_folder: Path, tmp_path: Path) -> None:
    env = {"BRIEFING_HOME": os.fspath(ready_home), "PATH": os.fspath(tmp_path)}
    command = [*BRIEFING, os.fspath(sample_folder)]
    with Terminal(command, env=env) as first:
        first.wait_for(r"Articles \d+")
        first.type("/comet\rnnn")
        position = first.wait_for(r"4/\d+ hits")[0]
        first.press("\x11")
        assert first.wait_for_exit() == 0
    with Terminal(command, env=env) as second:
        second.wait_for(re.escape(position))
        second.press("\x11")
        assert second.wait_for_exit() == 0


def test_a_folder_never_read_is_usable_at_once_and_leaving_is_quick(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(400):
        text = (
            f"Report {number} from the lighthouse\n\n"
            + f"The keeper of light {number} counted {number} ships before noon. " * 40
        )
        (folder / f"{number:04}.txt").write_text(text)
    env = {"BRIEFING_HOME": os.fspath(tmp_path / "home")}
    with Terminal([*BRIEFING, os.fspath(folder)], env=env) as terminal:
        terminal.wait_for(r"reading|indexing|finding|Articles [1-9]", seconds=60)
        terminal.press("\x11")
        assert terminal.wait_for_exit(seconds=20) == 0


def test_a_new_file_appears_by_itself_with_a_quiet_notice(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.txt").write_text("Kite festival opens\n\nThe kite festival opened in Dunmere on Friday.\n")
    env = {"BRIEFING_HOME": os.fspath(tmp_path / "home")}
    with Terminal([*BRIEFING, os.fspath(folder)], env=env) as terminal:
        terminal.wait_for("Articles 1")
        terminal.settle(1.0)
        (folder / "two.txt").write_text("Kites come down\n\nThe last kite came down in Dunmere on Sunday.\n")
        terminal.wait_for("1 new article", seconds=40)
        terminal.wait_for("Articles 2")
        leave(terminal)


def test_without_colour_every_state_is_still_told(ready_home: Path, sample_folder: Path) -> None:
    env = {"BRIEFING_HOME": os.fspath(ready_home), "NO_COLOR": "1"}
    with Terminal([*BRIEFING, os.fspath(sample_folder)], env=env) as terminal:
        terminal.wait_for("●")
        terminal.press("s")
        terminal.wait_for("♦")
        terminal.press("s")
        terminal.press("\x11")
        assert terminal.wait_for_exit() == 0


@pytest.mark.parametrize("wanted", [True, False], ids=["mouse", "no-mouse"])
def test_the_reader_listens_to_the_mouse_only_if_the_setting_says_so(wanted: bool, tmp_path: Path) -> None:
    folder, config = tmp_path / "articles", tmp_path / "home" / "config"
    folder.mkdir()
    config.mkdir(parents=True)
    (config / "settings.toml").write_text(f"mouse = {str(wanted).lower()}\n")
    (folder / "one.txt").write_text("Kite festival opens\n\nThe kite festival opened in Dunmere on Friday.\n")
    with Terminal([*BRIEFING, os.fspath(folder)], env={"BRIEFING_HOME": os.fspath(tmp_path / "home")}) as terminal:
        terminal.wait_for("Kite festival opens", seconds=60)
        assert (b"\x1b[?1000h" in terminal.raw) == wanted
        leave(terminal)
