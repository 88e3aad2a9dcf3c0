"""The notebook as a file: words, notes, sources; an article that has left the folder keeps its citation."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefing import Collection
from briefing.cli.main import run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mill.txt").write_text(
        "The mill turns\n\nThe old mill at Brackwater turned again on Tuesday.\n", "utf-8"
    )
    with Collection.open(tmp_path) as collection:
        article = collection.article("mill.txt")
        clipping = collection.state.add_clipping(article, "turned again", (40, 52), citation="The mill turns, 2031")
        collection.state.set_note(clipping.id, "ask Pell")
    return tmp_path


def test_markdown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(folder), "export"]) == 0
    out = capsys.readouterr().out
    assert "turned again — mill.txt:3 (1)\n  - Note: ask Pell" in out
    assert "1. “The mill turns”" in out


def test_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(folder), "export", "--json"]) == 0
    (clipping,) = json.loads(capsys.readouterr().out)["clippings"]
    assert set(clipping) == {"id", "article", "path", "text", "span", "note", "tags", "citation", "added"}


def test_article_gone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "mill.txt").unlink()
    assert run(["-C", str(folder), "export", "--style", "apa"]) == 0
    assert "The mill turns, 2031" in capsys.readouterr().out


def test_file(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    target = tmp_path_factory.mktemp("out") / "notebook.html"
    assert run(["-C", str(folder), "export", "-o", str(target), "--style", "apa"]) == 0
    assert "turned again" in target.read_text("utf-8")


def test_no_place(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(folder), "export", "-o", str(folder / "absent" / "x.md")]) == 2
    assert "cannot write" in capsys.readouterr().err


WORDS = "we shall open the sluice at noon and not an hour before"


@pytest.fixture
def versions(tmp_path: Path) -> Path:
    """Two articles that word one statement differently, clipped and tagged."""
    folder = tmp_path / "two"
    folder.mkdir()
    (folder / "a.txt").write_text(
        f"Sluice to open\nBy Ada Krol\n\n“{WORDS.capitalize()},” said Jory Pell of the mill.\n"
    )
    (folder / "b.txt").write_text(
        f"Noon at the sluice\nBy Mara Vane\n\n“{WORDS.replace('an hour', 'one minute').capitalize()},” said Jory Pell.\n"
    )
    with Collection.open(folder) as collection:
        for path, tag in (("a.txt", "water"), ("b.txt", "mills")):
            quotation = collection.quotations(path)[0]
            article = collection.article(path)
            made = collection.state.add_clipping(article, quotation.text, quotation.span, quotation=quotation.id)
            collection.state.set_tags(made.id, [tag])
    return folder


@pytest.mark.parametrize(
    ("name", "marks"),
    [
        ("n.md", ("## water", "~~an hour~~", "**one minute**")),
        ("n.html", ("<h2>mills</h2>", "<del>an hour</del>", "<ins>one minute</ins>")),
    ],
    ids=["markdown", "html"],
)
def test_versions_stand_in_a_table_under_their_tags(
    versions: Path, tmp_path: Path, name: str, marks: tuple[str, ...]
) -> None:
    target = tmp_path / name
    assert run(["-C", str(versions), "export", "-o", str(target)]) == 0
    text = target.read_text("utf-8")
    assert [mark for mark in marks if mark not in text] == []
    assert "Jory Pell" in text


def test_tags_and_a_template(versions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(versions), "export", "--json"]) == 0
    assert [c["tags"] for c in json.loads(capsys.readouterr().out)["clippings"]] == [["water"], ["mills"]]
    own = tmp_path / "own.txt"
    own.write_text("{% for s in page.sections %}{{ s.heading }}:{{ s.lines|length }};{% endfor %}")
    assert run(["-C", str(versions), "export", "--template", str(own), "--by", "tag"]) == 0
    assert capsys.readouterr().out.strip() == "water:1;mills:1;"


SPLIT = "Split at the Lock\nBy Ada Krol\n\n“We have moved more grain than in any year since the lock was built,” said Ada Bellmann, the harbour master. “And thanks in part to the new cranes, the ships wait for less than a day.”\n"
WHOLE = "Whole at the Lock\nBy Mara Vane\n\n“We have moved more grain than in any year since the lock was built. And thanks to the cranes,” Ada Bellmann said.\n"


@pytest.fixture
def split(tmp_path: Path) -> Path:
    """Two articles with one statement, which the reporter of the longer one split; all of it is clipped."""
    folder = tmp_path / "split"
    folder.mkdir()
    (folder / "a.txt").write_text(SPLIT)
    (folder / "b.txt").write_text(WHOLE)
    with Collection.open(folder) as collection:
        for path in ("a.txt", "b.txt"):
            article = collection.article(path)
            for quotation in collection.quotations(path):
                collection.state.add_clipping(article, quotation.text, quotation.span, quotation=quotation.id)
    return folder


def in_word(path: Path) -> str:
    """Return the words of a document of Word, a table's cells included."""
    word = pytest.importorskip("docx")
    document = word.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


WAYS_OUT = {
    "notebook-markdown": ("export", "n.md"),
    "notebook-html": ("export", "n.html"),
    "notebook-word": ("export", "n.docx"),
    "notebook-json": ("export", "n.json"),
    "notebook-template": ("export", "n.txt"),
    "brief-markdown": ("brief", "n.md"),
    "brief-html": ("brief", "n.html"),
    "brief-word": ("brief", "n.docx"),
    "statements": ("statements", ""),
    "compare": ("compare", ""),
}


@pytest.mark.parametrize("way", WAYS_OUT)
def test_a_split_quotation_is_never_joined(
    split: Path, tmp_path: Path, way: str, capsys: pytest.CaptureFixture[str]
) -> None:
    command, name = WAYS_OUT[way]
    with Collection.open(split) as collection:
        statement = collection.statements()[0].id
        story = next(iter(collection.stories()), None)
    template = tmp_path / "template.txt"
    template.write_text(
        "{% for s in page.sections %}{% for line in s.lines %}- {{ line.text }}\n"
        "{% for v in line.versions %}{% for kind, words in v.pieces %}{{ words }} {% endfor %}\n{% endfor %}{% endfor %}{% endfor %}"
    )
    asked = {"brief": [story.id if story else ""], "compare": [statement]}.get(command, [])
    output = ["-o", str(tmp_path / name)] if name else []
    filled = ["--template", str(template)] if way == "notebook-template" else []
    assert run(["-C", str(split), command, *asked, *output, *filled]) == 0
    out = tmp_path / name
    text = capsys.readouterr().out if not name else in_word(out) if name.endswith("docx") else out.read_text("utf-8")
    text = " ".join(text.replace("**", "").replace("<ins>", "").replace("</ins>", "").split())
    assert "since the lock was built" in text
    assert "was built, And" not in text
    if name.endswith("json"):
        return
    assert "¦" in text
    if command != "compare":
        assert "since the lock was built,” ¦ “And thanks" in text


def test_words_that_are_the_reporters_say_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "reported"
    folder.mkdir()
    (folder / "mill.txt").write_text(
        "Mill to turn again\n\nPublished: 6 May 2031\n\nJonas Pell said the wheel would turn again before the winter storms.\n\n"
        "“We will keep it turning for the whole town,” said Mara Lindqvist.\n"
    )
    with Collection.open(folder) as collection:
        article = collection.article("mill.txt")
        for quotation in collection.quotations("mill.txt"):
            collection.state.add_clipping(article, quotation.text, quotation.span, quotation=quotation.id)
    assert run(["-C", str(folder), "export"]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("- ")]
    assert [line.endswith("Jonas Pell, reported indirectly, mill.txt:5 (1)") for line in lines] == [True, False]
    assert ("“" in lines[0], "“" in lines[1]) == (False, True)


def test_the_versions_of_one_statement_stand_once_behind_its_parts(split: Path, tmp_path: Path) -> None:
    target = tmp_path / "n.html"
    assert run(["-C", str(split), "export", "-o", str(target)]) == 0
    assert target.read_text("utf-8").count("<table>") == 1


@pytest.mark.parametrize(
    ("words", "added"),
    [(WORDS.replace("before", "earlier"), True), (WORDS.replace("at noon", "at noon [on Monday]"), False)],
    ids=["the last word", "an editor's remark"],
)
def test_neither_marks_nor_an_editors_remark_are_what_a_version_adds(tmp_path: Path, words: str, added: bool) -> None:
    folder = tmp_path / "two"
    folder.mkdir()
    (folder / "a.txt").write_text(f"Sluice to open\nBy Ada Krol\n\n“{WORDS.capitalize()},” said Jory Pell.\n")
    (folder / "b.txt").write_text(f"Noon at the sluice\nBy Mara Vane\n\n“{words.capitalize()},” said Jory Pell.\n")
    with Collection.open(folder) as collection:
        (quotation,) = collection.quotations("a.txt")
        collection.state.add_clipping(
            collection.article("a.txt"), quotation.text, quotation.span, quotation=quotation.id
        )
    assert run(["-C", str(folder), "export", "-o", str(tmp_path / "n.html")]) == 0
    text = (tmp_path / "n.html").read_text("utf-8")
    assert ("<ins>" in text, "”</ins>" in text, "<table>" in text) == (added, False, True)
