"""A folder of real articles with broken ones among them opens: every good one right, and one line for each broken one.

40 and 14 in short; 500 and 50 with ``BRIEFING_TEST_EVERYTHING``. The articles are made of invented names, or, with that variable, of
``../shared/corpora`` where it is there.
"""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import stage_faults

from briefing import Collection
from briefing.cli.main import run
from briefing.collection import worker_pool
from briefing.collection.stages import analysis, files

SHARED = Path(__file__).resolve().parents[3] / "shared"
EVERYTHING = bool(os.environ.get("BRIEFING_TEST_EVERYTHING"))
GOOD, BROKEN = (500, 50) if EVERYTHING else (40, 14)
PLACES = ("Lintwick", "Brackwater", "Osier Bay", "Tolland Quay", "Merrow", "Saltby", "Harrowgate", "Cinder Hill")
GIVEN = ("Jonas", "Mara", "Ines", "Tomas", "Edith", "Ruben", "Clara")
FAMILY = ("Pell", "Lindqvist", "Maro", "Vandermeer", "Ashdown")
TOPICS = ("ferry", "mill", "library", "harbour", "orchard", "railway", "weir", "lighthouse", "market")


def article(number: int) -> str:
    """An article of its own: a title, a dateline, a speaker and what is said."""
    place, topic = PLACES[number % len(PLACES)], TOPICS[number % len(TOPICS)]
    name = f"{GIVEN[number % len(GIVEN)]} {FAMILY[number % len(FAMILY)]}"
    return (
        f"{topic.title()} of {place} counts {number + 200} visitors\n\n{place.upper()}, May {number % 28 + 1}, 2024 — The {topic} at {place} was open for"
        f" {number + 3} hours on Tuesday, the board said, and {number + 200} people came to look at it before the rain.\n\n“We have waited {number + 2} years for a"
        f" day like this, and nobody at the {topic} wants to wait as long again,” said {name}, who keeps the books.\n\nThe board meets again in June.\n"
    )


def real(number: int) -> str:
    """An article of the corpus, where there is one and it is asked for."""
    corpus = SHARED / "corpora" / "bbc2k.jsonl"
    if not EVERYTHING or not corpus.exists():
        return article(number)
    if not _CORPUS:
        with corpus.open(encoding="utf-8") as lines:
            _CORPUS.extend(str(json.loads(line)["text"]) for line, _ in zip(lines, range(GOOD), strict=False))
    return _CORPUS[number]


_CORPUS: list[str] = []


def zipped() -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document><w:p>")
    return data.getvalue()


def asking(stage: str, kind: str) -> Callable[[int], bytes]:
    return lambda number: f"{article(number)}\n{stage_faults.LINE.format(stage=stage, kind=kind)}\n".encode()


BREAKS: tuple[tuple[str, Callable[[int], bytes]], ...] = (
    ("empty.txt", lambda _: b""),
    ("nothing.txt", lambda _: b" \n\n \t"),
    ("noise.txt", lambda n: bytes((n * 31 + i * 97) % 256 for i in range(4000))),
    ("cut.pdf", lambda _: b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog"),
    ("cut.docx", lambda _: zipped()),
    ("settings.xml", lambda n: f"<settings><volume>{n}</volume><theme>dark</theme></settings>".encode()),
    ("package.json", lambda n: json.dumps({"name": "ferry", "version": f"1.{n}"}).encode()),
    ("settings.txt", lambda n: f"[main]\nvolume = {n}\ntheme = dark\nsize = 3\ndepth=4\n".encode()),
    ("picture.txt", lambda _: b"\x89PNG\r\n\x1a\n" + bytes(500)),
    ("deep.json", lambda _: b"[" * 100_000),
    ("raises.txt", asking("names", "raise")),
    ("ends.txt", asking("quotations", "exit")),
    ("grows.txt", asking("files", "memory")),
    ("nests.txt", asking("names", "deep")),
)


@pytest.mark.timeout(1800 if EVERYTHING else 120)
def test_the_good_are_right_and_each_broken_one_is_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    good = {f"{number:03}.txt" for number in range(GOOD)}
    broken = set()
    for number in range(GOOD):
        (tmp_path / f"{number:03}.txt").write_text(real(number), encoding="utf-8")
    for number in range(BROKEN):
        name, made = BREAKS[number % len(BREAKS)]
        broken.add(f"{number:03}-{name}")
        (tmp_path / f"{number:03}-{name}").write_bytes(made(number))
    monkeypatch.setattr(files, "READ", "stage_faults:read")
    monkeypatch.setattr(analysis, "ANALYSE", "stage_faults:analyse")
    with worker_pool.Workers() as pool:
        monkeypatch.setattr(worker_pool, "SHARED", pool)
        with Collection.open(tmp_path) as collection:
            paths = [problem.path for problem in collection.problems()]
            assert sorted(paths) == sorted(broken)
            analysed = {quotation.path for quotation in collection.quotations()}
            texts = {a.path: collection.document(a.id).text for a in collection.articles() if a.path in good}
    assert texts.keys() == good
    if not _CORPUS:
        assert all(article(int(path[:3])).split("\n\n")[1] in text for path, text in texts.items())
        assert analysed >= good
    assert run(["-C", str(tmp_path), "list", "--json", "--no-sync"]) == 0
    out, err = capsys.readouterr()
    assert good <= {row["path"] for row in json.loads(out)["articles"]}
    assert "Traceback" not in err
