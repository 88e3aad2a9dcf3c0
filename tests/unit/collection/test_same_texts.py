"""Texts that are the same to the letter cost as one: counted, not timed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from briefing import Collection
from briefing.analysis import pipeline

TEXT = """Herons at the weir

Published: 3 May 2031

“Not one of the herons,” Odile Marrash said, “has ever paid for the ferry.” She counted forty of them on Sunday.

“We counted every one,” Marrash said. “We counted every one,” she said again.
"""


@pytest.fixture
def analysed(monkeypatch: pytest.MonkeyPatch, in_this_process: None) -> Counter[str]:
    """The paths of the articles that are looked at by themselves."""
    looked: Counter[str] = Counter()
    analyse = pipeline.analyse

    def counted(document: Any, *parts: Any) -> Any:
        looked[document.article.path] += 1
        return analyse(document, *parts)

    monkeypatch.setattr(pipeline, "analyse", counted)
    return looked


def filled(folder: Path, count: int) -> Path:
    for number in range(count):
        (folder / f"{number:03}.txt").write_text(TEXT, "utf-8")
    (folder / "lines.txt").write_bytes(TEXT.replace("\n", "\r\n").encode())
    (folder / "other.txt").write_text(TEXT.replace("herons", "otters"), "utf-8")
    return folder


def test_copies_to_the_letter_are_analysed_once(tmp_path: Path, analysed: Counter[str]) -> None:
    with Collection.open(filled(tmp_path, 60)) as collection:
        assert sum(analysed.values()) <= 3
        assert len(collection.quotations()) == 62 * len(collection.quotations("000.txt"))


def test_what_is_found_in_a_copy_is_what_would_be_found_in_it_alone(tmp_path: Path, analysed: Counter[str]) -> None:
    (tmp_path / "all").mkdir()
    (tmp_path / "alone").mkdir()
    with Collection.open(filled(tmp_path / "all", 3)) as collection:
        among = {path: (collection.quotations(path), collection.entities(path)) for path in ("001.txt", "lines.txt")}
    for path, (quotations, names) in among.items():
        (tmp_path / "alone" / path).write_bytes((tmp_path / "all" / path).read_bytes())
        with Collection.open(tmp_path / "alone") as collection:
            alone = collection.quotations(path)
            assert [(q.id, q.span, q.source_span, q.split, q.speaker, q.path) for q in quotations] == [
                (q.id, q.span, q.source_span, q.split, q.speaker, q.path) for q in alone
            ]
            assert all(q.split is not None for q in alone)
            assert [e.mentions for e in names] == [e.mentions for e in collection.entities(path)]
        (tmp_path / "alone" / path).unlink()
