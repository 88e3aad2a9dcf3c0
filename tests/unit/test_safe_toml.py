"""TOML of others is read, or refused in a line: never slowly, never by a fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import safe_toml, settings
from briefing.ingest import front_matter

HOSTILE = {
    "a name of many parts": "a." * 20_000 + "b = 1",
    "a header of many parts": "[" + "a." * 20_000 + "b]",
    "a name of many parts inside a table": "x = {" + "a." * 20_000 + "b = 1}",
    "quoted parts": '"a".' * 10_000 + "b = 1",
    "many lists": "a = " + "[" * 40_000,
    "a number beyond Python's": "a = " + "9" * 90_000,
    "no TOML": "[[" * 10_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_read_is_told_in_one_line(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match=r"\S") as told:
        safe_toml.loads(HOSTILE[name])
    assert "\n" not in str(told.value)
    with pytest.raises(ValueError, match="front matter"):
        front_matter.parse("+++", HOSTILE[name])
    (tmp_path / settings.FILE_NAME).write_text(HOSTILE[name], "utf-8")
    values, notices = settings.load(tmp_path)
    assert values == settings.Settings()
    assert len(notices) == 1
    assert notices[0].endswith("using the defaults")


def test_dots_in_texts_are_no_parts_of_names() -> None:
    sentences = "The boats came in. " * 400
    assert safe_toml.loads(f'summary = "{sentences}"\nport.name = "Ada"')["port"] == {"name": "Ada"}
    assert safe_toml.loads(f'body = """\n{sentences}\n"""')["body"].startswith("The boats")
    assert safe_toml.loads("wind = 4.5", parse_float=str) == {"wind": "4.5"}
