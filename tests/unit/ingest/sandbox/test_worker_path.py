"""The current folder may be a folder of articles: modules that lie in it never run in the parser's process."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import ingest
from briefing.ingest.sandbox import supervisor


def test_a_hostile_module_in_the_current_folder_does_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("json", "email", "briefing", "struct"):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'taken-over')!r}, 'w')")
    mail = "From: Ada Vane <a@x.example>\nSubject: Tide\n\nThe tide turned at Brackwater on Tuesday.\n"
    (tmp_path / "mail.eml").write_text(mail)
    monkeypatch.chdir(tmp_path)
    own = supervisor.Sandbox()
    monkeypatch.setattr(supervisor, "SHARED", own)
    try:
        reading = ingest.read(tmp_path, "mail.eml")
    finally:
        own.close()
    assert reading.documents
    assert own.started == 1
    assert not (tmp_path / "taken-over").exists()
