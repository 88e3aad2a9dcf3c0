"""Against the entries that a reference processor gives for twenty news items (only where the shared data lies beside the checkout)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from briefing.citations import cite
from briefing.model import UNKNOWN, Article, Stated

GOLD = Path(__file__).resolve().parents[4] / "shared" / "gold" / "citations" / "news_items.json"
STYLES = {"modern-language-association": "mla"}


def _article(item: dict[str, Any]) -> Article:
    known = {"title", "issued", "container-title", "URL", "id", "language"}
    parts = item.get("issued", {}).get("date-parts", [[]])[0]
    return Article(
        id=item["id"],
        path=item["id"],
        title=Stated.stated(item["title"], None),
        outlet=Stated.stated(item["container-title"], None),
        published=Stated.stated("-".join(f"{part:02}" for part in parts), None) if parts else UNKNOWN,
        url=Stated.stated(item["URL"], None) if "URL" in item else UNKNOWN,
        language=Stated.stated(item["language"], None),
        extra={key: value for key, value in item.items() if key not in known},
    )


def test_entries_equal_the_reference_processors() -> None:
    """One is not: that processor says "Late Edition Edition"."""
    if not GOLD.exists():
        pytest.skip("no shared gold data beside this checkout")
    wrong: dict[str, list[tuple[str, str, str]]] = {"bib": [], "cit": []}
    for case in json.loads(GOLD.read_text(encoding="utf-8")):
        for style, expected in case["expected"].items():
            for kind, in_text in (("bib", False), ("cit", True)):
                found = cite(_article(case["item"]), style=STYLES.get(style, style), in_text=in_text).text
                if found != expected[kind]:
                    wrong[kind].append((style, expected[kind], found))
    assert len(wrong["bib"]) <= 1, wrong["bib"]
    assert len(wrong["cit"]) <= 2, wrong["cit"]
