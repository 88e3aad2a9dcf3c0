"""Words that are looked for in quotations only are lit there only."""

from __future__ import annotations

import pytest

from briefing.index.snippets import matches

TEXT = "The ferry is late. “The ferry sails at noon,” said the harbour master. A ferry sails on Sunday."
QUOTED = (TEXT.index("“") + 1, TEXT.index(",”"))


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("quote:ferry", 1),
        ("quote:(ferry sails)", 2),
        ('quote:"ferry sails"', 1),
        ("quote:sunday", 0),
        ("ferry", 3),
        ("quote:sails ferry", 4),
        ("ferry quote:ferry", 3),
    ],
)
def test_where_words_of_quote_are_lit(query: str, hits: int) -> None:
    found = matches(query, TEXT, quoted=lambda: [QUOTED])
    assert len(found) == hits
    if query.startswith("quote:") and " " not in query:
        assert all(QUOTED[0] <= start <= QUOTED[1] for start, _ in found)


def test_no_quotation_is_looked_up_for_words_of_the_text() -> None:
    def never() -> list[tuple[int, int]]:
        raise AssertionError("nobody asked for quotations")

    assert matches("ferry", TEXT, quoted=never)
