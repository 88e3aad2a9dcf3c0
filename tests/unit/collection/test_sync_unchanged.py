"""A folder in which nothing has changed is opened without what reads, analyses, joins and searches: counted in modules."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from briefing import Collection
from briefing.collection.stages import files

OPENED = """
import sys
from briefing import Collection
with Collection.open(sys.argv[1]) as collection:
    assert [article.path for article in collection.articles()] == ["mill.txt"]
print(*sys.modules)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    path = made / "mill.txt"
    path.write_text("Mill turns\n\nThe mill turned on Tuesday, said Jonas Pell.\n\n“It turned,” he said.\n")
    return made


def test_an_unchanged_folder_loads_no_parser_no_analysis_and_no_index(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "RACY_NS", 0)  # else a file that was written just now is looked at again
    with Collection.open(folder) as collection:
        collection.sync()
    done = subprocess.run([sys.executable, "-c", OPENED, str(folder)], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "briefing.ingest.walk" in loaded
    heavy = {
        "briefing.ingest.read_file", "briefing.ingest.build_document", "briefing.collection.worker_pool", "briefing.analysis.entities.recogniser",
        "briefing.analysis.quotations.extract", "briefing.analysis.statements.grouping", "briefing.index.index", "whoosh", "numpy", "rapidfuzz",
        "yaml", "textual", "rich", "zipfile",
    }  # fmt: skip
    assert loaded.isdisjoint(heavy), loaded & heavy
