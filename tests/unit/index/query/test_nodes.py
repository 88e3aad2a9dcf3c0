"""The tree of a query says which fields it looks at, and a scope is a field of it, not a piece of text."""

from __future__ import annotations

import pytest

from briefing.index.query.parser import parse


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("oak gates", {""}),
        ("entity:Rostaki silt", {"", "entity"}),
        ("-speaker:Quill", {"speaker"}),
        ('"entity:" oak', {""}),
        ("title:mill OR (quote:silt date:2024)", {"title", "quote"}),
    ],
    ids=["plain", "entity", "excluded", "a-word-that-looks-like-one", "nested"],
)
def test_fields_of_a_query(query: str, fields: set[str]) -> None:
    assert parse(query).fields() == fields


def test_a_scope_is_the_field_of_words_that_name_none() -> None:
    assert parse("oak title:mill", scope="quote").root == parse("quote:oak title:mill").root
    assert parse('"oak gates" OR silt', scope="quote").fields() == {"quote"}
