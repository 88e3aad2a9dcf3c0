"""``briefing add``: what came into the folder, what did not, and the exit status."""

from __future__ import annotations

from typing import Any

from briefing.model import Problem


def test_paths_on_stdout_problems_on_stderr(briefing: Any, collection: Any) -> None:
    result = briefing("add", "a.txt", "bad.txt")
    assert (result.status, result.out) == (0, "a.txt\n")
    assert "briefing: bad.txt: is not there␛[31m" in result.err
    assert ("add", (["a.txt", "bad.txt"], False)) in collection.calls


def test_the_folder_is_brought_up_to_date_afterwards(briefing: Any, collection: Any) -> None:
    briefing("add", "a.txt")
    names = [name for name, _ in collection.calls]
    assert names.index("sync") > names.index("add")
    collection.calls.clear()
    briefing("add", "a.txt", "--no-sync")
    assert "sync" not in [name for name, _ in collection.calls]


def test_json(briefing: Any, collection: Any) -> None:
    collection.problems_ = (Problem("b.pdf", "holds pictures only"), Problem("old.pdf", "is damaged"))
    assert briefing("add", "b.pdf", "bad.txt", "--json").json == {
        "added": ["b.pdf"],
        "problems": [
            {"path": "bad.txt", "reason": "is not there\x1b[31m"},
            {"path": "b.pdf", "reason": "holds pictures only"},
        ],
    }


def test_the_status_is_1_if_nothing_was_added(briefing: Any) -> None:
    result = briefing("add", "bad.txt", "--json")
    assert result.status == 1
    assert result.json["added"] == []


def test_private_addresses_need_the_flag(briefing: Any, collection: Any) -> None:
    briefing("add", "http://localhost/", "--allow-private")
    assert ("add", (["http://localhost/"], True)) in collection.calls


def test_bad_calls(briefing: Any, collection: Any) -> None:
    assert briefing("add").status == 2
    assert briefing("add", "a.txt", "--sample", folder=False).status == 2
    assert not [name for name, _ in collection.calls if name == "add"]
