"""Selected words as they are cited: in marks where the source prints them so, whatever marks were selected with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import Collection

SAID = "“The wheel of the mill turns again,” said Ada Krol, the miller. “Nobody has to wait.”"
TEXT = f"The Mill Turns\nBy Ivo Lund\nThe Lantern\n2031-05-05\n\nThe old mill was opened on Monday after a year of work.\n\n{SAID}\n"


@pytest.mark.parametrize(
    ("words", "cited"),
    [
        ("The wheel of the mill", "“The wheel of the mill” — Ada Krol, as quoted in "),
        ("“The wheel of the mill turns again,”", "“The wheel of the mill turns again,” — Ada Krol, as quoted in "),
        ("turns again,” said Ada Krol", "“turns again,” said Ada Krol — "),
        ("said Ada Krol, the miller. “Nobody has", "said Ada Krol, the miller. “Nobody has” — "),
        ("The old mill was opened", "The old mill was opened — "),
    ],
)
def test_words_keep_the_marks_that_the_source_prints(tmp_path: Path, words: str, cited: str) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "mill.txt").write_text(TEXT, "utf-8")
    with Collection.open(folder, home=tmp_path / "home") as collection:
        (article,) = collection.articles()
        start = collection.document(article.id).text.index(words)
        citation = collection.cite(article.id, span=(start, start + len(words)))
        assert citation.text.startswith(cited)
