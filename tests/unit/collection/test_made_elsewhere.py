"""What another reader changes: a correction makes answers others, a place that is left or a star does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import Collection


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    here, there = tmp_path / "here", tmp_path / "there"
    for folder in (here, there):
        folder.mkdir()
        (folder / "weir.txt").write_text(
            "The weir\n\n“We counted the eels,” said Odile Marrash, the keeper.\n", "utf-8"
        )
    return here, there


def test_only_corrections_make_answers_others(folders: tuple[Path, Path]) -> None:
    here, there = folders
    with Collection.open(here) as mine, Collection.open(here) as theirs, Collection.open(there) as elsewhere:
        mine.made_elsewhere()
        before = mine.generation
        article = theirs.articles()[0].id
        theirs.state.save_session({"article": article, "offset": 3})
        theirs.state.set_star(article, True)
        elsewhere.correct_metadata(elsewhere.articles()[0].id, "title", "Another weir")
        mine.made_elsewhere()
        assert mine.generation == before
        theirs.correct_metadata(article, "title", "The old weir")
        mine.made_elsewhere()
        assert mine.generation > before
        assert mine.articles()[0].title.value == "The old weir"
