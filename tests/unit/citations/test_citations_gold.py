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
    title = item["title"].replace("<b>", "").replace("</b>", "")  # markup of that processor's input, not of ours
    return Article(
        id=item["id"],
        path=item["id"],
        title=Stated.stated(title, None),
        outlet=Stated.stated(item["container-title"], None),
        published=Stated.stated("-".join(f"{part:02}" for part in parts), None) if parts else UNKNOWN,
        url=Stated.stated(item["URL"], None) if "URL" in item else UNKNOWN,
        language=Stated.stated(item["language"], None),
        extra={key: value for key, value in item.items() if key not in known},
    )


def test_entries_equal_the_reference_processors() -> None:
    """Left out: what that processor drops where we say ``n.d.``, and its own oddities (a date that it loses, a doubled word)."""
    if not GOLD.exists():
        pytest.skip("no shared gold data beside this checkout")
    wrong: list[tuple[str, str, str]] = []
    total = 0
    for case in json.loads(GOLD.read_text(encoding="utf-8")):
        item = case["item"]
        for style, expected in case["expected"].items():
            for kind, in_text in (("bib", False), ("cit", True)):
                total += 1
                found = cite(_article(item), style=STYLES.get(style, style), in_text=in_text).text
                undated = "issued" not in item and "n.d." in found
                if found != expected[kind] and not undated:
                    wrong.append((style, expected[kind], found))
    assert total == 200
    assert len(wrong) <= 4, wrong
