"""Reading what people made while another thread saves."""

from __future__ import annotations

import threading
from pathlib import Path

from briefing.store.state.state_file import StateFile


class Saving:
    """A change that another thread has begun and saves when it is told to."""

    def __init__(self, state: StateFile) -> None:
        self._state, self._begun, self._go_on = state, threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._save)

    def _save(self) -> None:
        with self._state.transaction() as execute:
            execute("INSERT INTO history (folder, query) VALUES (1, 'stand')")
            self._begun.set()
            self._go_on.wait(60)

    def __enter__(self) -> None:
        self._thread.start()
        assert self._begun.wait(60)

    def __exit__(self, *_: object) -> None:
        self._go_on.set()
        self._thread.join(60)


def stand(state: StateFile) -> list[str]:
    return [query for (query,) in state.query("SELECT query FROM history WHERE query = 'stand'")]


def test_who_reads_waits_for_nobody_who_saves(tmp_path: Path) -> None:
    state = StateFile(tmp_path / "state.db")
    with Saving(state):
        assert stand(state) == []
        assert not state.changed_elsewhere()
    assert stand(state) == ["stand"]
    state.close()


def test_who_saves_reads_what_it_has_written(tmp_path: Path) -> None:
    state = StateFile(tmp_path / "state.db")
    with state.transaction() as execute:
        execute("INSERT INTO history (folder, query) VALUES (1, 'stand')")
        assert stand(state) == ["stand"]
    state.close()


def test_a_change_of_another_is_told_after_the_saving(tmp_path: Path) -> None:
    state, other = StateFile(tmp_path / "state.db"), StateFile(tmp_path / "state.db")
    with other.transaction() as execute:
        execute("INSERT INTO history (folder, query) VALUES (1, 'told')")
    with Saving(state):
        assert not state.changed_elsewhere()
    assert state.changed_elsewhere()
    assert not state.changed_elsewhere()
    other.close()
    state.close()
