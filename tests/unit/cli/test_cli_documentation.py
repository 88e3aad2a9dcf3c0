"""Every command, option, style and format is documented, and nothing that does not exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefing.citations import FORMATS, STYLES
from briefing.cli.commands import SUMMARIES
from briefing.cli.main import _command_parser

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "commands.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(SUMMARIES))
def test_the_command_and_its_options_are_documented(name: str) -> None:
    assert re.search(rf"\| `{name}[ `]", PAGE)
    for action in _command_parser(name)._actions:
        for option in action.option_strings:
            assert option == "-h" or f"`{option}" in PAGE, option


def test_no_command_is_documented_that_does_not_exist() -> None:
    table = PAGE.split("## Commands")[1].split("### Citations")[0]
    assert set(re.findall(r"^\| `([a-z]+)", table, re.MULTILINE)) == set(SUMMARIES)


@pytest.mark.parametrize("name", [*STYLES, *FORMATS])
def test_styles_and_formats_are_documented(name: str) -> None:
    assert f"`{name}`" in PAGE


def test_the_json_of_every_command_is_documented() -> None:
    table = PAGE.split("## JSON")[1]
    assert set(re.findall(r"^\| `([a-z]+)`", table, re.MULTILINE)) == set(SUMMARIES)
