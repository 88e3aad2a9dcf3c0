"""The notebook's clippings: tags, and an order by hand, kept, taken back and carried to another machine."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import StateError
from briefing.model import Article, Stated
from briefing.store.state import keep_file
from briefing.store.state.state import State
from briefing.store.state.state_file import StateFile

UNKNOWN: Stated[str] = Stated.unknown()
WORDS = ("first words", "second words", "third words", "fourth words")


def article(id: str = "aaaa") -> Article:
    return Article(id, f"{id}.txt", UNKNOWN, UNKNOWN, Stated.unknown(), UNKNOWN)


def opened(folder: Path, name: str = "state.db") -> State:
    return State(StateFile(folder / name), folder)


def filled(folder: Path, name: str = "state.db") -> State:
    state = opened(folder, name)
    for place, words in enumerate(WORDS):
        state.add_clipping(article(), words, (place * 20, place * 20 + len(words)))
    return state


def order(state: State) -> list[str]:
    return [clipping.text.split()[0] for clipping in state.clippings()]


def test_tags_are_kept_each_once_and_taken_back(tmp_path: Path) -> None:
    state = filled(tmp_path)
    first = state.clippings()[0]
    state.set_tags(first.id, ["budget", "to check", "budget"])
    assert opened(tmp_path).clippings()[0].tags == ("budget", "to check")
    state.undo()
    assert state.clippings()[0].tags == ()
    assert state.damaged() == []


def test_a_clipping_is_put_up_and_down_and_the_ends_stay(tmp_path: Path) -> None:
    state = filled(tmp_path)
    third = state.clippings()[2]
    assert state.move_clipping(third.id, -1)
    assert order(state) == ["first", "third", "second", "fourth"]
    assert state.move_clipping(third.id, -1)
    assert not state.move_clipping(third.id, -1)
    assert order(opened(tmp_path)) == ["third", "first", "second", "fourth"]
    state.undo()
    assert order(state) == ["first", "third", "second", "fourth"]


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from([-1, 1])), max_size=120))
def test_any_moves_give_the_order_that_a_list_gives(
    tmp_path_factory: pytest.TempPathFactory, moves: list[tuple[int, int]]
) -> None:
    state = filled(tmp_path_factory.mktemp("moves"))
    ids = {clipping.text.split()[0]: clipping.id for clipping in state.clippings()}
    expected = order(state)
    for which, by in moves:
        word = expected[which]
        there = which + by
        assert state.move_clipping(ids[word], by) == (0 <= there < len(expected))
        if 0 <= there < len(expected):
            expected[which], expected[there] = expected[there], expected[which]
    assert order(state) == expected


def test_what_was_removed_elsewhere_is_said(tmp_path: Path) -> None:
    state = filled(tmp_path)
    first = state.clippings()[0]
    opened(tmp_path).remove_clipping(first.id)
    with pytest.raises(StateError, match="removed in another reader"):
        state.set_tags(first.id, ["late"])


def test_tags_order_and_corrections_go_to_another_machine(tmp_path: Path) -> None:
    state = filled(tmp_path)
    state.set_tags(state.clippings()[1].id, ["budget"])
    state.move_clipping(state.clippings()[3].id, -2)
    state.set_metadata("aaaa", "outlet", "The Elm Courier")
    listed, problems = keep_file.load(keep_file.dump(keep_file.records(state)))
    other = opened(tmp_path, "other.db")
    counts, left = keep_file.take(other, listed, {})
    assert (problems, left, counts["clipping"], counts["metadata"]) == ([], [], 4, 1)
    assert [(c.text, c.tags) for c in other.clippings()] == [(c.text, c.tags) for c in state.clippings()]
    assert other.metadata() == {"aaaa": {"outlet": "The Elm Courier"}}
