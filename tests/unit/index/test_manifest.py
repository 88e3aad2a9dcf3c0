"""The index on disk: damage, faults and kills lead to a rebuild or to the last whole state, never to a wrong answer."""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from briefing.errors import StateError
from briefing.file_lock import locked
from briefing.index import ArticleFacts, Index, IndexDocument
from briefing.index import manifest as integrity

QUERIES = ("ferry", '"harbour crew"', "stri*", "title:ferry", "speaker:orlen", "date:2023-04", "-ferry")


def article(number: int, words: str = "") -> IndexDocument:
    body = f"The harbour crew of vessel {number} spoke. {words}"
    return IndexDocument(
        f"{number:012d}", f"a/{number}.txt", f"Ferry strike {number}", "", body, "Bay Post", "2023-04-01"
    )


def fill(folder: Path) -> Index:
    index = Index.open(folder)
    index.update([article(number) for number in range(12)])
    index.update_facts([ArticleFacts(article(3).id, ("we will sail",), ("Mara Orlen",), ("Bay",))])
    return index


def answers(index: Index) -> list[object]:
    return [(index.search(query).total, index.search(query).hits) for query in QUERIES]


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    fill(tmp_path / "index")
    return tmp_path / "index"


def test_the_folder_is_private(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "index"
    folder.mkdir(parents=True, mode=0o755)
    fill(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_link_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "index").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StateError, match="not a folder"):
        Index.open(tmp_path / "index")


def test_an_empty_folder_is_stale_and_a_filled_one_is_not(tmp_path: Path) -> None:
    assert Index.open(tmp_path / "index").stale
    index = fill(tmp_path / "index")
    assert not index.stale
    assert not Index.open(tmp_path / "index").stale


def test_every_file_is_named_in_the_manifest_with_its_hash(filled: Path) -> None:
    manifest = integrity.read(filled)
    assert manifest is not None
    names = {entry.name for entry in filled.iterdir()} - {integrity.MANIFEST, integrity.LOCK}
    assert names == manifest.files.keys()
    assert all(integrity.digest(filled / name) == entry for name, entry in manifest.files.items())


def test_any_damage_means_rebuild_or_the_same_answers(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pickle

    wanted = answers(Index.open(filled))
    intact = filled.with_name("intact")
    shutil.copytree(filled, intact)
    names = sorted(entry.name for entry in intact.iterdir() if entry.name != integrity.LOCK)
    loads: list[int] = []
    really = pickle.loads
    monkeypatch.setattr(pickle, "loads", lambda data, **rest: loads.append(1) or really(data, **rest))
    pick = random.Random(11)
    stale = 0
    for turn in range(160):
        shutil.rmtree(filled)
        shutil.copytree(intact, filled)
        path = filled / names[turn % len(names)]
        raw = bytearray(path.read_bytes())
        kind = turn // len(names) % 5
        if kind == 0:
            path.unlink()
        elif kind == 1:
            path.write_bytes(raw[: pick.randrange(len(raw))])
        elif kind == 2:
            path.write_bytes(raw + b"\0")
        else:
            raw[pick.randrange(len(raw))] ^= 1 << pick.randrange(8)
            path.write_bytes(raw)
        loads.clear()
        index = Index.open(filled)
        if index.stale:
            stale += 1
            assert not loads  # nothing was unpickled
            assert {entry.name for entry in filled.iterdir()} <= {integrity.LOCK}
            assert index.search("ferry").total == 0
        else:
            assert answers(index) == wanted
    assert stale >= 150


def test_a_stale_index_is_filled_again(filled: Path) -> None:
    wanted = answers(Index.open(filled))
    victim = next(entry for entry in filled.iterdir() if entry.suffix == ".arrays")
    victim.write_bytes(victim.read_bytes()[::-1])
    index = Index.open(filled)
    assert index.stale
    index.update([article(number) for number in range(12)])
    index.update_facts([ArticleFacts(article(3).id, ("we will sail",), ("Mara Orlen",), ("Bay",))])
    assert not index.stale
    assert answers(index) == wanted == answers(Index.open(filled))


@pytest.mark.parametrize("key", ["format", "program", "owner"])
def test_another_version_or_owner_means_rebuild(filled: Path, key: str) -> None:
    path = filled / integrity.MANIFEST
    content = json.loads(path.read_text())
    content["body"][key] = 99 if key != "program" else "0.0.0"
    content["sha256"] = integrity._checksum(content["body"])
    path.write_text(json.dumps(content))
    assert Index.open(filled).stale


def test_a_file_that_is_a_link_is_not_read(filled: Path) -> None:
    victim = next(entry for entry in filled.iterdir() if entry.suffix == ".arrays")
    moved = filled.parent / "elsewhere"
    victim.rename(moved)
    victim.symlink_to(moved)
    assert Index.open(filled).stale
    assert moved.exists()


def test_every_fault_while_writing_leaves_the_last_state(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = answers(Index.open(filled))
    calls = [0]
    fail_at = [0]

    def faulty(function):  # type: ignore[no-untyped-def]
        def run(*arguments, **named):  # type: ignore[no-untyped-def]
            calls[0] += 1
            if calls[0] == fail_at[0]:
                raise OSError(errno.ENOSPC, "No space left on device")
            return function(*arguments, **named)

        return run

    monkeypatch.setattr(os, "fsync", faulty(os.fsync))
    monkeypatch.setattr(os, "replace", faulty(os.replace))
    monkeypatch.setattr(os, "rename", faulty(os.rename))
    monkeypatch.setattr(Path, "open", faulty(Path.open))
    faults = 0
    for turn in range(1, 60):
        fail_at[0] = 0
        index = Index.open(filled)
        assert not index.stale
        calls[0], fail_at[0] = 0, turn
        try:
            index.update([article(3, "kelpfield")], removed=[article(5).id])
        except StateError:
            faults += 1
            calls[0] = 10**6
            seen = Index.open(filled)
            assert not seen.stale
            # published or not, one whole state: the fault may come after the manifest is in place
            assert answers(seen) == wanted or (seen.search("kelpfield").total, len(seen.ids())) == (1, 11)
            assert index.search("ferry").total in (11, 12)
            index.update([article(3), article(5)])
            index.update_facts([ArticleFacts(article(3).id, ("we will sail",), ("Mara Orlen",), ("Bay",))])
            wanted = answers(index)
            assert index.search("kelpfield").total == 0
        else:
            break
    assert faults >= 6


KILLED = """
import sys
from pathlib import Path
from briefing.index import Index, IndexDocument
index = Index.open(Path(sys.argv[1]))
turn = int(sys.argv[2])
while True:
    turn += 1
    index.update([IndexDocument(f"{turn}-{part}", "p.txt", f"turn{turn}", "", "ferry " * 50, "", "") for part in range(3)])
    print(turn, flush=True)
"""


def test_a_killed_writer_loses_no_commit_and_leaves_none_half_done(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    pick = random.Random(3)
    done = 0
    root = Path(__file__).resolve().parents[3]
    for _ in range(5):
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, os.fspath(folder), str(done)],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.fspath(root)},
        )
        assert process.stdout is not None
        for _ in range(pick.randrange(2, 12)):
            done = int(process.stdout.readline())
        threading.Event().wait(pick.random() * 0.01)
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().split()
        process.wait()
        process.stdout.close()
        done = int(rest[-1]) if rest else done
        index = Index.open(folder)
        assert not index.stale
        turns = {int(id_.split("-")[0]) for id_ in index.ids()}
        assert set(range(1, done + 1)) <= turns <= set(range(1, done + 2))
        assert len(index.ids()) == 3 * len(turns)
        done = max(turns)


def test_readers_beside_a_writer_see_whole_states_only(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    writer = fill(folder)
    reader = Index.open(folder)
    stop = threading.Event()
    wrong: list[object] = []
    seen: list[int] = []

    def read() -> None:
        try:
            while not stop.is_set():
                reader._look_at = 0.0
                total = reader.search("pair").total
                seen.append(total)
                if total % 2 or not Index.open(folder).ids():
                    wrong.append(total)
        except Exception as error:
            wrong.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    for turn in range(15):
        writer.update([IndexDocument(f"{turn}{part}", "p", "pair", "", "", "", "") for part in "ab"])
    stop.set()
    thread.join()
    assert not wrong
    assert seen == sorted(seen)
    reader._look_at = 0.0
    assert reader.search("pair").total == 30


def test_an_update_waits_for_another_program(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing.index import index as door

    monkeypatch.setattr(door, "LOCK_WAIT", 0.05)
    index = Index.open(filled)
    with locked(filled / integrity.LOCK, wait=0.0) as held:
        assert held
        with pytest.raises(StateError, match="another program"):
            index.update([article(40)])
        assert index.search("ferry").total == 12
        assert not Index.open(filled).stale
    index.update([article(40)])
    assert index.search("ferry").total == 13


def test_an_index_lost_under_our_hands_is_told_and_filled_anew(filled: Path) -> None:
    index = Index.open(filled)
    shutil.rmtree(filled)
    assert index.search("ferry").total == 12  # the last whole state still answers
    with pytest.raises(StateError, match="removed or damaged"):
        index.update([article(40)])
    assert index.stale
    index.update([article(number) for number in range(12)])
    assert not index.stale
    assert Index.open(filled).search("ferry").total == 12


def test_a_folder_that_cannot_be_used_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(StateError):
        Index.open(tmp_path / "file")
    with pytest.raises(StateError):
        Index.open(tmp_path / "file" / "below")
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / integrity.LOCK).mkdir()
    with pytest.raises(StateError):
        Index.open(tmp_path / "index")


def test_segments_stay_few_and_orphans_are_swept(tmp_path: Path) -> None:
    index = Index.open(tmp_path / "index")
    for number in range(40):
        index.update([article(number)])
    (tmp_path / "index" / "text_orphan.arrays").write_bytes(b"left by a killed writer")
    index.update([article(71)])
    files = [entry.name for entry in (tmp_path / "index").iterdir() if entry.suffix == ".arrays"]
    assert len(files) <= 8
    assert "text_orphan.arrays" not in files
    assert index.search("ferry").total == 41
