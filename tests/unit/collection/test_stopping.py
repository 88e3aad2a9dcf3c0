"""A run that is asked to stop stops at the next article, whatever it does; the next one makes up for it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefing import Collection

pytestmark = pytest.mark.usefixtures("in_this_process")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    for number in range(60):
        text = f"Barge {number} is late\n\n“The barge was late by {number} minutes,” said Odile Marrash of quay {number % 7}.\n"
        (made / f"{number:03}.txt").write_text(text, "utf-8")
        os.utime(made / f"{number:03}.txt", (1_000, 1_000))
    return made


@pytest.mark.parametrize("asked", [1, 4, 12])
def test_it_stops_when_asked_and_is_made_up_for(asked: int, folder: Path) -> None:
    questions: list[int] = []

    def cancelled() -> bool:
        questions.append(len(questions))
        return len(questions) >= asked

    with Collection.open(folder, sync=False) as collection:
        collection.sync(cancelled=cancelled)
        assert len(questions) == asked  # once it is asked to stop it asks no more
        report = collection.sync()
        assert (report.articles, report.problems) == (60, ())
        assert collection.search("barge", limit=500).total == 60
        assert collection.status() == "complete"


def test_text_is_not_put_into_the_index_once_it_is_to_stop(folder: Path) -> None:
    stages: list[str] = []
    with Collection.open(folder, sync=False) as collection:
        collection.sync(progress=lambda stage, *_: stages.append(stage), cancelled=lambda: "index" in stages)
        assert stages.count("index") == 1
        assert collection.sync().articles == collection.search("barge", limit=500).total == 60
