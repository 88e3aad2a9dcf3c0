"""What every test shares: a private home, and where the shared data stands (tests that use it skip where it is absent)."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from archive_server import ArchiveServer
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from archive_memory import MemoryEngine

    from briefing.collection.archive.archive import Archive
    from briefing.model import Document

# A landing must not hang on luck: CI tries the same examples every time, everybody else new ones; nobody's depend on how busy the machine is.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("patient"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "patient")

# Hundreds of commands are started here: what one of them compiles serves the next, whatever the machine is set to.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Paths of homes that nobody has lived in. To have pytest number thousands of folders takes longer than many a test."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / f"home{number}" for number in count())


@pytest.fixture(autouse=True)
def home(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing that a test runs may read or write the home of the person who runs it."""
    folder = next(homes)
    folder.mkdir()
    monkeypatch.setenv("BRIEFING_HOME", os.fspath(folder))
    return folder


KEEPS = ("entities.paragraph_reading", "quotations.paragraph_stream", "quotations.attribution")
"""Modules that keep what they found out about one article for the next."""


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Nothing that another test read may make a step of this one shorter: some tests count steps."""
    for name in KEEPS:
        module = sys.modules.get(f"briefing.analysis.{name}")
        if module is not None:
            module.forget()


@pytest.fixture(scope="session")
def sample_folder() -> Path:
    return ROOT / "articles"


@pytest.fixture(scope="session")
def shared() -> Path:
    if not (SHARED / "seeds").is_dir():
        pytest.skip("the shared data is not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def seeds(shared: Path) -> Path:
    return shared / "seeds"


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Articles are read and analysed here, so that a test can look into the work or replace a part of it."""
    from briefing.collection import worker_pool as workers

    monkeypatch.setattr(workers, "SHARED", workers.Here())


@pytest.fixture(scope="session")
def sample_documents(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Document, ...]:
    """Return the articles of the samples, whole."""
    from briefing import Collection

    with Collection.open(sample_folder, home=tmp_path_factory.mktemp("samples"), sync=False) as collection:
        collection.sync(analysis=False)
        return tuple(collection.document(article.id) for article in collection.articles())


@pytest.fixture
def engine(sample_documents: tuple[Document, ...], tmp_path: Path) -> MemoryEngine:
    """Return an archive in memory that holds the samples."""
    from archive_memory import MemoryEngine

    return MemoryEngine(tmp_path / "engine", sample_documents)


@pytest.fixture
def archive(
    engine: MemoryEngine, home: Path, monkeypatch: pytest.MonkeyPatch, in_this_process: None
) -> Iterator[Archive]:
    """A collection on it, of which nothing was fetched yet, and which waits for answers however busy the machine is."""
    from briefing.collection.archive import remote
    from briefing.collection.archive.archive import Archive
    from briefing.paths import Places

    for patience in ("PATIENCE", "IN_TROUBLE"):
        monkeypatch.setattr(remote, patience, 30.0)
    with Archive(engine, "http://localhost:9200", "samples", Places.find(home)) as opened:
        yield opened


@pytest.fixture(scope="session")
def archive_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ArchiveServer]:
    """An OpenSearch API on this machine, started once."""
    server = ArchiveServer(tmp_path_factory.mktemp("archive"))
    yield server
    server.stop()


@pytest.fixture
def archive_name(archive_server: ArchiveServer) -> Iterator[str]:
    """The name of an archive of the test's own, which is removed behind it; the server must have left nothing out."""
    name = archive_server.new_name()
    yield name
    archive_server.check()
    archive_server.remove(name)
