"""The fields of the index in Whoosh's terms. Imports Whoosh: import this module only when an index is opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from whoosh import analysis, fields

from briefing.index.analyzer import tokens
from briefing.index.segment.whoosh_codec import Occurrences


class Words(analysis.Tokenizer):  # type: ignore[misc]
    """Our analyzer as a Whoosh tokenizer."""

    def __call__(self, value: str, positions: bool = False, **_: Any) -> Iterator[Any]:
        token = analysis.Token(positions=positions)
        token.boost, token.stopped = 1.0, False
        for term, position, _start, _end in tokens(value):
            token.text, token.pos = term, position
            yield token


def _words() -> Any:
    field = fields.TEXT(analyzer=Words())
    field.format = Occurrences()
    return field


def _schema(*names: str) -> Any:
    return fields.Schema(id=fields.STORED, **{name: _words() for name in names})


def text_schema() -> Any:
    """``text`` holds title, standfirst, body and furniture, the words of the first two weighing more and those of the last
    next to nothing; ``title`` again by itself."""
    return _schema("text", "title", "outlet", "path", "lang")


def facts_schema() -> Any:
    return _schema("quote", "speaker", "entity")


SCHEMAS: dict[str, Callable[[], Any]] = {"text": text_schema, "facts": facts_schema}
