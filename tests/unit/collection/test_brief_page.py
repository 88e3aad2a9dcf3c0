"""The page of a story as it is handed out, of invented articles: it says what the screens say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from briefing import Collection
from briefing.presentation.coverage_blocks import versions_line, wording_signs

HEAD = """Weir at Ostholm breaks

Published: {day} May 2031

The weir at Ostholm broke on Monday, and the harbour of Ostholm was flooded. {more}

"""
MORE = ("Nets drifted to sea.", "The mill stands under water.", "A ferry was lost.")
"""What each article tells alone: none is a copy of another one."""


@pytest.fixture
def opened(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Collection]:
    """Yield a folder of articles that say these words."""
    for number, words in enumerate(request.param):
        text = HEAD.format(day=6 + number, more=MORE[number]) + words
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
    with Collection.open(tmp_path) as collection:
        yield collection


def shown(collection: Collection) -> str:
    return str(collection.brief_text(collection.stories()[0].id))


FUND = "“{}” said Hugo Ulmham."
ALIKE = (
    "The fund [of Ostholm] has paid every family on the quay, and it will go on paying,",
    "The fund has paid every family on the quay and it will go on paying,",
)
OTHERWISE = (
    "The fund has paid every family on the quay, and it will go on paying,",
    "The fund has paid each household on the quay, and it will go on paying,",
)


@pytest.mark.parametrize(
    ("opened", "reworded"),
    [(tuple(map(FUND.format, ALIKE)), False), (tuple(map(FUND.format, OTHERWISE)), True)],
    indirect=["opened"],
    ids=["a-bracket-and-a-comma", "other-words"],
)
def test_what_is_said_is_reworded_where_compare_says_so(opened: Collection, reworded: bool) -> None:
    (statement,) = opened.brief(opened.stories()[0].id).statements
    signs: Mapping[str, str] = wording_signs(statement, opened.compare)
    (line,) = (line for line in shown(opened).splitlines() if "has paid" in line)
    assert ("reworded" in line, "reworded" in versions_line(statement, signs)) == (reworded, reworded)
    assert "worded differently" not in line
