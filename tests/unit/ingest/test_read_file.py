"""What could not be read of a file is said in words that help, once, and under the problems of the folder."""

from __future__ import annotations

import io
import json
import os
import signal
import zipfile
from pathlib import Path

import pytest

from briefing import ingest
from briefing.errors import IngestError
from briefing.ingest import Limits
from briefing.ingest.sandbox import supervisor
from briefing.ingest.sandbox.supervisor import Sandbox

FIRST = "The ferry will run on Sundays from May, the harbour board of Lintwick said on Monday."
MAIL = f"From: a@b.example\nDate: Wed, 5 Apr 2023 10:15:00 +0100\nSubject: %s\n\n{FIRST}\n"


def read(tmp_path: Path, name: str, data: str | bytes) -> ingest.Reading:
    (tmp_path / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return ingest.read(tmp_path, name)


def reasons(reading: ingest.Reading) -> list[str]:
    return [problem.reason for problem in reading.problems]


LONG = {
    "base64": "=?utf-8?b?" + "d29yZCB3b3JkIHdvcmQg" * 50_000 + "?=",
    "quoted": "=?utf-8?q?" + "word=20" * 90_000 + "?=",
    "many": "=?utf-8?q?word_?= " * 50_000,
    "plain": "word " * 90_000,
}


@pytest.mark.parametrize("word", list(LONG.values()), ids=list(LONG))
def test_a_megabyte_of_subject_is_cut_and_said_to_be(tmp_path: Path, word: str) -> None:
    reading = read(tmp_path, "mail.eml", MAIL % word)
    title = reading.documents[0].article.title.value
    assert title.startswith("word")
    assert "=?" not in title
    assert len(title) <= 510
    assert reasons(reading) == ["its subject is longer than 500 characters and is cut"]


def test_a_title_without_end_is_cut_and_said_to_be(tmp_path: Path) -> None:
    reading = read(tmp_path, "story.md", f"---\ntitle: {'9' * 50_000}\n---\n\n{FIRST}\n")
    assert len(reading.documents[0].article.title.value or "") <= 1001
    assert reasons(reading) == ["its title is longer than 1,000 characters and is cut"]


@pytest.mark.parametrize(
    ("matter", "reason"),
    [
        ("a: &x [1]\nb: *x", "front matter uses aliases, which are not followed"),
        ("title: !!python/object/apply:os.system [id]", "front matter: title is no text"),
        ("title: [a, b]", "front matter: title is no text"),
    ],
)
def test_front_matter_that_is_not_followed_is_named_for_the_folder(tmp_path: Path, matter: str, reason: str) -> None:
    reading = read(tmp_path, "story.md", f"---\n{matter}\n---\n\n{FIRST}\n")
    assert reasons(reading) == [reason]
    assert FIRST in reading.documents[0].text


def test_a_damaged_file_in_a_zip_is_named(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", FIRST * 40)
        archive.writestr("b.txt", f"Ferry\n\n{FIRST}")
    data = bytearray(buffer.getvalue())
    data[40:60] = bytes(range(20))
    reading = read(tmp_path, "all.zip", bytes(data))
    assert reasons(reading) == ["a.txt in it is damaged"]
    assert len(reading.documents) == 1


def test_an_office_file_without_a_text_is_no_folder_of_articles(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    reading = read(tmp_path, "a.docx", buffer.getvalue())
    assert reasons(reading) == ["is an office document without a text, not an article"]


def test_objects_that_are_no_articles_are_counted(tmp_path: Path) -> None:
    objects = [{"a": 1}, "x", {"headline": "Ferry", "body_text": FIRST}, None]
    reading = read(tmp_path, "items.json", json.dumps(objects))
    assert reasons(reading) == ["3 of its 4 objects are no articles (1, 2, 4)"]
    assert len(reading.documents) == 1


def test_an_export_that_promises_more_than_it_holds(tmp_path: Path) -> None:
    reading = read(tmp_path, "export.txt", f"1 of 3 DOCUMENTS\n\nThe Elm Post\n\nMarch 3, 2021\n\nFerry\n\n{FIRST}\n")
    assert reasons(reading) == ["says that it holds 3 documents; 1 are there"]


# --- archives: one bad file costs only itself ---------------------------------------------------------------------------------

WORKER = """
import json, os, signal, struct, sys, time
def take(n):
    data = b""
    while len(data) < n: data += os.read(0, n - len(data))
    return data
def tell(answer):
    payload = json.dumps(answer).encode()
    os.write(1, struct.pack("!Q", len(payload)) + payload)
frame = lambda: take(struct.unpack("!Q", take(8))[0])
request = json.loads(frame()); frame()
draft = lambda text: {"blocks": [[text, [], None, True, False]], "fields": {}, "extra": {}, "problems": [], "marked": False}
begin = request["start"] + request["skip"]
drafts = []
for at in range(begin, 6):
    tell({"drafts": drafts, "notes": [], "at": at, "label": f"{at}.html"})
    if at in KILLS: os.kill(os.getpid(), signal.HOW)
    drafts = [draft(str(at))]
tell({"drafts": drafts, "notes": []})
time.sleep(9)
"""


def worked(
    monkeypatch: pytest.MonkeyPatch, kills: tuple[int, ...], how: str = "SIGKILL"
) -> tuple[list[str], list[str]]:
    monkeypatch.setattr(supervisor, "_BOOT", WORKER.replace("KILLS", repr(kills)).replace("HOW", how))
    box = Sandbox()
    try:
        drafts, notes = box.read("archive", b"PK", "all.zip", Limits())
    finally:
        box.close()
    return [draft.blocks[0].text for draft in drafts], notes


def test_a_file_of_an_archive_that_passes_the_limits_is_named_and_the_others_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert worked(monkeypatch, ()) == (["0", "1", "2", "3", "4", "5"], [])
    read, notes = worked(monkeypatch, (0, 3))
    assert read == ["1", "2", "4", "5"]
    assert notes == [f"{name}.html in it needs more computing time than the limit allows" for name in (0, 3)]


def test_an_archive_of_many_files_that_pass_the_limits_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    read, notes = worked(monkeypatch, (1, 2, 3, 4))
    assert read == ["0"]
    assert notes[-1] == "what stands behind 3.html in it is left out"


def test_a_parser_that_ends_for_want_of_memory_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    read, notes = worked(monkeypatch, (5,), "SIGABRT")
    assert (len(read), notes) == (5, ["5.html in it needs more memory than the limit allows"])
    monkeypatch.setattr(supervisor, "_BOOT", "import os, signal\nos.kill(os.getpid(), signal.SIGTRAP)")
    box = Sandbox()
    try:
        with pytest.raises(IngestError, match="more memory"):
            box.read("pdf", b"%PDF", "a.pdf", Limits())
    finally:
        box.close()
    assert os.name == "posix"
    assert signal.SIGTRAP
