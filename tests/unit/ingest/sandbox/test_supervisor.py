"""Hostile files end as one line each, within limits, and the next file is read as if nothing had been."""

from __future__ import annotations

import io
import json
import os
import signal
import threading
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing import ingest
from briefing.errors import ExtraMissingError, IngestError
from briefing.ingest import Limits
from briefing.ingest.sandbox import supervisor
from briefing.ingest.sandbox.supervisor import Sandbox

MAIL = b"From: a@b.example\nSubject: Bridge plan\nDate: Fri, 31 Mar 2023 10:15:00 +0200\n\nThe council said that work would begin in May.\n"
SMALL = Limits(memory_bytes=600 * 1024 * 1024, cpu_seconds=2, wall_seconds=20)


def outcome(tmp_path: Path, name: str, data: bytes, limits: Limits = SMALL) -> str:
    (tmp_path / name).write_bytes(data)
    reading = ingest.read(tmp_path, name, limits=limits)
    assert len(reading.problems) <= 1
    return reading.problems[0].reason if reading.problems else f"{len(reading.documents)} articles"


def bomb(size: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * size + b"</a>")
    return buffer.getvalue()


def pdf_bomb() -> bytes:
    stream = zlib.compress(b"BT /F1 9 Tf (bomb) Tj ET " * 3_000_000)
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj 4 0 obj<</Filter/FlateDecode/Length "
        + str(len(stream)).encode()
        + b">>stream\n"
        + stream
        + b"\nendstream endobj\ntrailer<</Root 1 0 R>>"
    )


def nested_parts() -> bytes:
    nested = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(5000))
    return b"From: a@b.example\nDate: x\nSubject: s\nMIME-Version: 1.0\n" + nested.encode()


HOSTILE: dict[str, Callable[[], bytes]] = {
    "comments.html": lambda: b"<html><body>" + b"<!--" * 400_000,
    "nested.html": lambda: b"<html><body>" + b"<div>" * 100_000 + b"text" + b"</div>" * 100_000,
    "tags.html": lambda: b"<html><body>" + b"<a " * 500_000,
    "cdata.html": lambda: b"<html><body>" + b"<![CDATA[" * 100_000,
    "parts.eml": nested_parts,
    "subject.eml": lambda: (
        b"From: a@b.example\nDate: x\nSubject: " + b"=?utf-8?q?=41?= " * 70_000 + b"\n\nbody of the mail."
    ),
    "laughs.xml": lambda: (
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>'
    ),
    "external.xml": lambda: (
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname">]><rss><channel><item><title>&a;</title></item></channel></rss>'
    ),
    "deep.xml": lambda: b"<rss>" * 100_000,
    "deep.json": lambda: b'{"a":' * 100_000,
    "bomb.docx": lambda: bomb(200_000_000),
    "broken.docx": lambda: b"PK\x03\x04" + b"x" * 500,
    "bomb.pdf": pdf_bomb,
    "broken.pdf": lambda: b"%PDF-1.4 nothing more",
    "braces.rtf": lambda: b"{\\rtf1" + b"{" * 500_000,
}
"""Name → what makes the file: some take a second."""


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_each_hostile_file_is_one_line_or_harmless(tmp_path: Path, name: str) -> None:
    if name.endswith(".html"):
        pytest.importorskip("trafilatura")
    if name.endswith(".pdf"):
        pytest.importorskip("pypdfium2")
    found = outcome(tmp_path, name, HOSTILE[name]())
    assert "\n" not in found
    assert "Error" not in found
    if name not in ("subject.eml", "tags.html", "bomb.pdf"):
        assert "articles" not in found


def test_one_worker_serves_many_files_and_a_new_one_follows_a_crash(tmp_path: Path) -> None:
    box = Sandbox()
    try:
        for _ in range(3):
            assert len(box.read("mail", MAIL, "mail.eml", SMALL)[0]) == 1
        assert box.started == 1
        assert box._process is not None
        os.kill(box._process.pid, signal.SIGSEGV)
        box._process.wait()
        assert len(box.read("mail", MAIL, "mail.eml", SMALL)[0]) == 1
        assert box.started == 2
    finally:
        box.close()


def test_a_parser_that_runs_too_long_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    box = Sandbox()
    monkeypatch.setattr(supervisor, "_BOOT", "import time\ntime.sleep(60)")
    try:
        with pytest.raises(IngestError, match="takes longer than"):
            box.read("mail", MAIL, "mail.eml", Limits(wall_seconds=0.2))
        assert box._process is None
    finally:
        box.close()


def test_a_parser_that_burns_its_time_is_stopped_by_the_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    box = Sandbox()
    boot = "import resource\nresource.setrlimit(resource.RLIMIT_CPU, (1, 2))\nwhile True: pass"
    monkeypatch.setattr(supervisor, "_BOOT", boot)
    try:
        with pytest.raises(IngestError, match="more computing time"):
            box.read("mail", MAIL, "mail.eml", SMALL)
    finally:
        box.close()


@pytest.mark.parametrize(
    "answer",
    [b"not json", json.dumps({"drafts": [{"blocks": [["x", [], "evil", True, False]]}], "notes": []}).encode(), b"[]"],
)
def test_answers_of_a_parser_that_was_taken_over_are_not_trusted(
    monkeypatch: pytest.MonkeyPatch, answer: bytes
) -> None:
    box = Sandbox()
    monkeypatch.setattr(
        supervisor,
        "_BOOT",
        f"import os,struct,time\nos.write(1, struct.pack('!Q', {len(answer)}) + {answer!r})\ntime.sleep(5)",
    )
    try:
        with pytest.raises(IngestError, match="no readable answer"):
            box.read("mail", MAIL, "mail.eml", SMALL)
    finally:
        box.close()


def test_the_worker_reads_for_several_threads(tmp_path: Path) -> None:
    (tmp_path / "mail.eml").write_bytes(MAIL)
    counts: list[int] = []

    def work() -> None:
        counts.extend(len(ingest.read(tmp_path, "mail.eml").documents) for _ in range(5))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [1] * 20


def test_a_missing_extra_is_named_in_the_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> object:
        raise ExtraMissingError('is a web page; reading it needs an extra: pip install "briefing[html]"')

    monkeypatch.setattr(supervisor.SHARED, "read", missing)
    assert (
        outcome(tmp_path, "page.html", b"<html><body>x</body></html>")
        == 'is a web page; reading it needs an extra: pip install "briefing[html]"'
    )
