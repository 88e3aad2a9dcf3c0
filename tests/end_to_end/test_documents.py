"""What the documents say can be done: every printed command runs, every key is the one that the program knows."""

from __future__ import annotations

import io
import json
import re
import shlex
from pathlib import Path

import pytest

from briefing.cli.commands import SUMMARIES
from briefing.cli.main import run

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")
PAGES = [ROOT / "README.md", ROOT / "docs" / "commands.md"]


def printed() -> list[str]:
    """The lines in sh blocks that call the program on the sample articles, without their remarks."""
    found = []
    for page in PAGES:
        for block in re.findall(r"```sh\n(.*?)```", page.read_text("utf-8"), re.DOTALL):
            for line in block.splitlines():
                if re.match(r"briefing (-C articles|doctor)", line):
                    found.append(line)
    return list(dict.fromkeys(found))


def test_there_are_examples() -> None:
    assert len(printed()) >= 9


@pytest.mark.parametrize("line", printed())
def test_every_printed_command_runs(line: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(ROOT)
    words = shlex.split(line, comments=True)[1:]
    if {"export", "add", "-o"} & set(words) or "--export" in words or "|" in words or ">" in words:
        pytest.skip("writes a file or needs a network")
    out, err = io.StringIO(), io.StringIO()
    assert run(words, out, err) == 0, err.getvalue()
    assert out.getvalue()


def test_every_command_of_the_program_is_in_the_readme_or_the_page_on_commands() -> None:
    told = "".join(page.read_text("utf-8") for page in PAGES)
    for name in SUMMARIES:
        assert re.search(rf"\b{name}\b", told), name


@pytest.mark.parametrize("name", list(SUMMARIES))
def test_every_command_and_every_option_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([name, "--help"]) == 0
    told = capsys.readouterr().out
    assert SUMMARIES[name].split()[0] in told
    for option in re.findall(r"^  (-.*)$", told, re.MULTILINE):
        described = re.search(r"\s{2,}\S", option) or re.search(re.escape(option) + r"\n {20,}\S", told)
        assert described, f"{name} {option}"


def test_the_json_of_the_page_on_python_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    blocks = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert blocks
    for block in blocks:
        exec(block, {})  # our own example
    assert capsys.readouterr().out.count("\n") > 3


def test_the_key_table_is_the_one_that_the_program_knows() -> None:
    from briefing.tui.keys.keymap import ACTIONS

    lines = ["| key | action |", "|---|---|"]
    for action in ACTIONS:
        if action.keys and action.table:
            keys = " ".join(f"`{key}`" for key in action.shown.split(" ")).replace("|", "\\|")
            where = "in the names: " if "entities" in action.where and len(action.where) == 1 else ""
            lines.append(f"| {keys} | {where}{action.label} |")
    table = "\n".join(lines) + "\n"
    assert len(lines) == len(set(lines))
    between = README.split("<!-- keys:begin -->\n")[1].split("<!-- keys:end -->")[0]
    assert between == table, f"the README's table of keys should be:\n{table}"


def test_one_object_and_nothing_else_for_every_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for words in (
        ["index"], ["list"], ["show", "zzz"], ["search", "("], ["search", "nothingatall"], ["quotes"], ["statements"], ["copies"],
        ["compare", "zzz"], ["entities"], ["cite", "zzz"], ["doctor"], ["-C", "nowhere", "list"],
    ):  # fmt: skip
        out, err = io.StringIO(), io.StringIO()
        run([*words, "--json"], out, err)
        assert isinstance(json.loads(out.getvalue()), dict), words
