"""What citations need of front matter and CSL-JSON: partial dates, every part of a name, the language."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefing.ingest import read
from briefing.model import Article

BODY = "The logbooks of the lighthouse begin in 1839, the museum said.\n\nA second report is expected in the autumn.\n"


def article(folder: Path, name: str, content: str) -> Article:
    (folder / name).write_text(content, encoding="utf-8")
    return read(folder, name).documents[0].article


@pytest.mark.parametrize("date", ["2025", "2025-05", "2025-05-03"])
def test_front_matter_takes_a_date_as_far_as_it_is_known(tmp_path: Path, date: str) -> None:
    found = article(tmp_path, "a.md", f"---\ntitle: Ledgers\ndate: {date}\n---\n\n{BODY}")
    assert (found.published.value, found.published.status, found.problems) == (date, "stated", ())


def test_a_date_that_no_calendar_has_is_none(tmp_path: Path) -> None:
    assert article(tmp_path, "a.md", f"---\ntitle: Ledgers\ndate: 2025-13\n---\n\n{BODY}").published.value is None


def test_front_matter_keeps_the_parts_of_a_name(tmp_path: Path) -> None:
    matter = "byline:\n  - {family: Velde, given: Jan, non-dropping-particle: van der, suffix: Jr.}\n  - Ada Krol\n"
    found = article(tmp_path, "a.md", f"---\ntitle: Ledgers\n{matter}---\n\n{BODY}")
    assert found.byline.value == ("Jan van der Velde Jr.", "Ada Krol")
    assert found.extra["author"] == [
        {"given": "Jan", "non-dropping-particle": "van der", "family": "Velde", "suffix": "Jr."},
        {"name": "Ada Krol"},
    ]


@pytest.mark.parametrize(
    ("parts", "date"),
    [([2025], "2025"), ([2025, 5], "2025-05"), (["2025", "5", "3"], "2025-05-03"), ([2025, 13], None)],
)
def test_csl_json_takes_a_date_as_far_as_it_is_known(tmp_path: Path, parts: list[int], date: str | None) -> None:
    item = {
        "type": "article-newspaper",
        "title": "Ledgers",
        "language": "de-DE",
        "issued": {"date-parts": [parts]},
        "abstract": BODY,
    }
    found = article(tmp_path, "a.json", json.dumps([item]))
    assert found.published.value == date
    assert found.language.value == "de-DE"
