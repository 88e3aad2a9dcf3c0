"""What the tests of a collection on an archive share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from archive_memory import MemoryEngine

from briefing import Collection
from briefing.collection.archive.archive import Archive
from briefing.model import Document
from briefing.paths import Places


@pytest.fixture(scope="session")
def sample_documents(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Document, ...]:
    """Return the articles of the samples, whole."""
    with Collection.open(sample_folder, home=tmp_path_factory.mktemp("samples"), sync=False) as collection:
        collection.sync(analysis=False)
        return tuple(collection.document(article.id) for article in collection.articles())


@pytest.fixture
def engine(sample_documents: tuple[Document, ...], tmp_path: Path) -> MemoryEngine:
    """An archive that holds the samples."""
    return MemoryEngine(tmp_path / "engine", sample_documents)


@pytest.fixture
def archive(engine: MemoryEngine, tmp_path: Path, in_this_process: None) -> Iterator[Archive]:
    """A collection on it, of which nothing was fetched yet."""
    with Archive(engine, "http://localhost:9200", "samples", Places.find(tmp_path / "home")) as opened:
        yield opened
