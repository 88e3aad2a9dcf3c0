"""Whatever bytes a file of a risky format holds, cut, changed or grown, it gives documents or a line, never an end of the program.

Forty changes of each file here; ``python benchmarks/fuzz.py`` goes on for as long as it is told.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import risky_files
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.ingest import Limits, Reading, read

TOLD = 300
"""Characters of a line under ``problems``, at most."""


def assert_documents_or_lines(reading: Reading) -> None:
    """It gives something, in one line each, in words and not in the names of errors of a library."""
    assert reading.documents or reading.problems
    for problem in reading.problems:
        assert 0 < len(problem.reason) <= TOLD
        assert "\n" not in problem.reason
        assert "Error" not in problem.reason
        assert "BadZip" not in problem.reason
    for document in reading.documents:
        assert "\x1b" not in document.text


@pytest.mark.parametrize("name", risky_files.WHOLE)
def test_a_whole_file_is_an_article(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(risky_files.WHOLE[name])
    reading = read(tmp_path, name)
    assert not reading.problems
    assert "tide mill" in reading.documents[0].text


@pytest.mark.parametrize("name", risky_files.WHOLE)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chance=st.randoms(use_true_random=False))
def test_a_file_that_is_cut_or_changed_is_one_line_or_an_article(
    name: str, tmp_path: Path, chance: random.Random
) -> None:
    (tmp_path / name).write_bytes(risky_files.changed(risky_files.WHOLE[name], chance))
    assert_documents_or_lines(read(tmp_path, name))


@pytest.mark.parametrize("name", risky_files.GROWING)
def test_a_file_that_grows_loops_or_lies_costs_a_line(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(risky_files.GROWING[name]())
    reading = read(tmp_path, name)
    assert_documents_or_lines(reading)
    assert sum(len(document.text) for document in reading.documents) < 2_000_000


def test_archives_in_an_archive_expand_to_no_more_than_it_may(tmp_path: Path) -> None:
    text = "The tide mill opened again in the spring for all who asked. " * 500
    inner = {f"{number}.zip": risky_files.zipped({"a.txt": text}) for number in range(9)}
    (tmp_path / "a.zip").write_bytes(risky_files.zipped(inner))
    reading = read(tmp_path, "a.zip", limits=Limits(expanded_bytes=4 * len(text)))
    assert len(reading.documents) == 3
    assert len(reading.problems) == 6


def test_a_file_of_which_nothing_is_left_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(risky_files.warc_record(b""))
    assert [problem.reason for problem in read(tmp_path, "a.warc").problems] == ["holds no text"]
