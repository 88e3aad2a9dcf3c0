"""Citations of hostile articles, pasted into a shell: nothing runs. 2,500 of them; 10,000 with BRIEFING_TEST_EVERYTHING=1."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from briefing.citations import STYLES, cite
from briefing.clipboard import copy, register
from briefing.model import Article, Quotation, Speaker, Stated

PIECES = (
    "$(touch {m})", "`touch {m}`", "; touch {m};", "\ntouch {m}\n", "\r touch {m}\r", "| touch {m} |", "&& touch {m}", "\x03touch {m}\n",
    "\x1b[201~\ntouch {m}\n", "\x04", "'; touch {m}; '", '"; touch {m}; "', "\u2028touch {m}\u2029", "\x85touch {m}\x85", "!!", "\t\t", "\\\n",
    "\x0btouch {m}\x0c", "Mill", "a \"b\" 'c'", "#", "{{a,b}}", "<(touch {m})",
)  # fmt: skip


def _articles(count: int, marker: Path) -> list[tuple[Article, Quotation | None]]:
    pick = random.Random(7)

    def text() -> str:
        return " ".join(pick.choices(PIECES, k=4)).replace("{m}", str(marker))

    made: list[tuple[Article, Quotation | None]] = []
    for number in range(count):
        stated = [Stated.stated(text(), None) for _ in range(5)]
        article = Article(
            id=f"a{number}", path="p", title=stated[0], outlet=stated[1], byline=Stated.stated((text(), text()), None), url=stated[2],
            language=stated[3], opening=text(), extra={"page": text(), "section": text(), "edition": text()},
        )  # fmt: skip
        speaker = Speaker(text(), None, None, "stated")
        said = Quotation(
            "q", article.id, "p", (0, 1), None, text(), pick.choice(["direct", "indirect"]), "speech", speaker
        )
        made.append((article, said if number % 2 else None))
    return made


@pytest.mark.slow
def test_citations_are_one_line_and_run_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a line's end a shell runs nothing; a comment before each line tells whether there was one in it."""
    marker = tmp_path / "ran"
    pasted: list[str] = []
    count = 1000 if os.environ.get("BRIEFING_TEST_EVERYTHING") else 250
    for number, (article, said) in enumerate(_articles(count, marker)):
        for style in STYLES[:-1]:
            pasted.append(cite(article, said, style=style, in_text=number % 3 == 0).text)
    for form in ("csl-json", "biblatex"):
        pasted += [cite(article, said, format=form, one_line=True).text for article, said in _articles(100, marker)]
    assert len(pasted) > 10 * count
    monkeypatch.setenv("PATH", str(tmp_path / "none"))
    for name in ("TMUX", "SSH_TTY", "SSH_CONNECTION", "SSH_CLIENT", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for text in pasted[::500]:
        copy(text, fallback_folder=tmp_path / "kept")
        assert register() == text
    script = tmp_path / "typed"
    script.write_text("".join(f"# {text}\n" for text in pasted), encoding="utf-8")
    shell = shutil.which("bash", path="/bin:/usr/bin") or "/bin/sh"
    done = subprocess.run([shell, str(script)], capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert not marker.exists()
    assert all(character.isprintable() or character in "\u2028\u2029" for text in pasted for character in text)
