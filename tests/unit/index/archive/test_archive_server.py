"""The server of the tests answers, and what it says is looked at."""

from __future__ import annotations

import pytest
from archive_server import ArchiveServer


def test_it_answers(archive_server: ArchiveServer, archive_name: str) -> None:
    archive_server.ask("PUT", f"/{archive_name}/_doc/1?refresh=true", {"title": "A lighthouse opens"})
    assert archive_server.ask("GET", f"/{archive_name}/_count")["count"] == 1


def test_analysis_that_is_left_out_fails_a_test(archive_server: ArchiveServer, monkeypatch: pytest.MonkeyPatch) -> None:
    archive_server.check()
    monkeypatch.setattr(archive_server, "said", lambda: "warning: filter icu_folding is ignored")
    with pytest.raises(AssertionError):
        archive_server.check()
