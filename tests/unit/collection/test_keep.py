"""Everything that a person made goes out to one text file and comes back, here or on another machine."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing import Collection
from briefing.cli.main import run
from briefing.store.state import keep_file
from briefing.store.state.state import State
from briefing.store.state.state_file import StateFile

VALUES = st.one_of(st.none(), st.integers(), st.text(st.characters(exclude_categories=())))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["star", "clipping"]), st.dictionaries(st.sampled_from(["id", "text", "note"]), VALUES)
        )
    )
)
def test_every_record_comes_back_as_it_was(listed: list[keep_file.Record]) -> None:
    text = keep_file.dump(listed)
    text.encode("utf-8")
    assert keep_file.load(text) == (listed, [])


@pytest.mark.parametrize("how", ["import", "adopt"])
def test_a_moved_folder_has_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    for number in range(3):
        (old / f"{number}.txt").write_text(
            f"Report {number}\n\nThe lock of Ostrel was opened {number} times on Monday, the warden said.\n"
        )
    with Collection.open(old) as collection:
        state = collection.state
        for number in range(3):
            article = collection.article(f"{number}.txt")
            for copy in range(10):
                clipping = state.add_clipping(article, "The lock of Ostrel", (10, 28))
                state.set_note(clipping.id, f"note {number} {copy}\nsecond line")
        state.set_star(article.id, True)
        state.save_search("lock", "lock OR gate")
    assert run(["-C", str(old), "keep", "export", str(tmp_path / "kept.txt")]) == 0
    shutil.move(old, new)
    (new / "2.txt").rename(new / "renamed.txt")
    if how == "import":
        monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "another machine"))
    else:
        with Collection.open(new) as collection:
            assert any(f"keep adopt {old}" in notice for notice in collection.notices)
    source = str(tmp_path / "kept.txt") if how == "import" else str(old)
    for _ in range(2):
        assert run(["-C", str(new), "keep", how, source]) == 0
    with Collection.open(new) as collection:
        notes = {clipping.note for clipping in collection.state.clippings()}
        assert len(collection.state.clippings()) == 30
        assert notes == {f"note {number} {copy}\nsecond line" for number in range(3) for copy in range(10)}
        assert collection.state.starred_ids() == {collection.article("renamed.txt").id}
        assert [saved.name for saved in collection.state.saved_searches()] == ["lock"]


def test_a_file_of_many_things_is_read_in_one_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many things it holds, what is there is asked for once, and all of it is one change."""
    state = State(StateFile(tmp_path / "state.db"), tmp_path)
    listed: list[keep_file.Record] = [
        ("saved_search", {"name": f"search {number}", "query": "oak"}) for number in range(300)
    ]
    listed += [
        ("entity_edit", {"action": "hide", "entity": f"person:{number}", "surface": "", "target": "", "article": ""})
        for number in range(300)
    ]
    asked: list[str] = []
    query = StateFile.query
    monkeypatch.setattr(StateFile, "query", lambda self, sql, *values: asked.append(sql) or query(self, sql, *values))
    counts, problems = keep_file.take(state, listed, {})
    assert (counts["saved_search"], counts["entity_edit"], problems) == (300, 300, [])
    assert len(asked) < 20
    assert keep_file.take(state, listed, {}) == (dict.fromkeys(counts, 0), [])
    state.undo()
    assert (state.saved_searches(), state.entity_edits()) == ([], [])
    state.file.close()
