"""Every test that the pages on reliability and security name is there, and every line that is broken to show a promise, too."""

from __future__ import annotations

import importlib.util
import re
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("docs/reliability.md", "SECURITY.md")
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+)(?:\[[^`\]]*\])?)?`(?: \(([^)]*)\))?")


@cache
def names_in(file: str) -> frozenset[str]:
    """Return the names of the tests in ``file``."""
    return frozenset(re.findall(r"^(?:async )?def (test_\w+)", (ROOT / file).read_text("utf-8"), re.MULTILINE))


def named(page: str) -> list[tuple[str, str, str]]:
    """Return (file, test, words of names) of everything that ``page`` names."""
    return NAMED.findall((ROOT / page).read_text("utf-8"))


@pytest.mark.parametrize("page", PAGES)
def test_each_named_test_is_there(page: str) -> None:
    assert len(named(page)) >= 8
    for file, test, words in named(page):
        assert (ROOT / file).is_file(), file
        assert not test or test in names_in(file), f"{file}::{test}"
        for word in filter(None, words.split(", ")):
            assert any(word.replace(" ", "_") in name for name in names_in(file)), f"{file}: no test of {word!r}"


def test_each_promise_has_a_test() -> None:
    page = (ROOT / "docs/reliability.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ") and not line.startswith("| promise")]
    assert len(rows) > 20
    assert [row for row in rows if "`tests/" not in row] == []


@cache
def promises() -> ModuleType:
    """Return ``benchmarks/promises.py``."""
    spec = importlib.util.spec_from_file_location("promises", ROOT / "benchmarks" / "promises.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["promises"] = module
    spec.loader.exec_module(module)
    return module


def test_each_line_that_keeps_a_promise_stands_once_where_it_is_broken() -> None:
    for each in promises().BREAKS:
        assert (ROOT / each.file).read_text("utf-8").count(each.line) == 1, each
        file, _, test = each.test.partition("::")
        assert not test or test.partition("[")[0] in names_in(file), each.test
