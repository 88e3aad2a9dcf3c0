"""The fields of the index in Whoosh's terms. Imports Whoosh: import this module only when an index is opened."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh import analysis, fields

from briefing.index.analyzer import tokens


class Words(analysis.Tokenizer):  # type: ignore[misc]
    """Our analyzer as a Whoosh tokenizer."""

    def __call__(self, value: str, positions: bool = False, **_: Any) -> Iterator[Any]:
        token = analysis.Token(positions=positions)
        token.boost, token.stopped = 1.0, False
        for term, position, _start, _end in tokens(value):
            token.text, token.pos = term, position
            yield token


def text_schema() -> Any:
    words = fields.TEXT(analyzer=Words())
    return fields.Schema(
        id=fields.ID(unique=True, stored=True),
        text=words,
        title=words,
        outlet=words,
        path=words,
        date=fields.NUMERIC(stored=True),
        minute=fields.STORED,
    )


def facts_schema() -> Any:
    words = fields.TEXT(analyzer=Words())
    return fields.Schema(id=fields.ID(unique=True, stored=True), quote=words, speaker=words, entity=words)
