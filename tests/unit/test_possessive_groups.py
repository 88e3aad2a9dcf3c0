"""No pattern makes a group possessive: Python before 3.11.5 matches such groups wrongly, and Debian 12 has 3.11.2."""

from __future__ import annotations

import re
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "briefing"
GROUP = re.compile(r"\)(?:[*+?]|\{\d*,?\d*\})\+|\(\?>")
PATTERN = re.compile(r"""\br?f?r?["'].*(?:\(\?|\[|\\[wds])""")
"""A line that holds a pattern: a text with a group, a class or a kind of character."""


def test_no_group_is_possessive() -> None:
    possessive = [
        f"{path.name}:{number}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if PATTERN.search(line) and GROUP.search(line.replace("()*+,;=", ""))
    ]
    assert possessive == []
