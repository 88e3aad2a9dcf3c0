"""What a server sends, read carefully: anything may be missing or of another type."""

from __future__ import annotations

from typing import Any

from briefing.errors import ArchiveError, BriefingError, QueryError
from briefing.index.archive.client import ServerError

SortValue = str | int | float


def mapping(value: Any) -> dict[str, Any]:
    """Return ``value`` if it is an object of JSON, else an empty one."""
    return value if isinstance(value, dict) else {}


def rows(answer: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """Return the list of objects ``name`` of ``answer``, empty if there is none."""
    value = answer.get(name)
    return [mapping(row) for row in value] if isinstance(value, list) else []


def number(value: Any) -> float:
    """Return ``value`` if it is a number, else 0."""
    return float(value) if type(value) in (int, float) else 0.0


def total(hits: dict[str, Any], server: str) -> int:
    """Return how many records a search has found. Raises ArchiveError if the answer does not say."""
    value = mapping(hits.get("total")).get("value", hits.get("total"))
    if type(value) is not int:
        raise ArchiveError(
            f"what answers at {server} is no OpenSearch: it does not say how much it has found", "answer"
        )
    return value


def partial(answer: dict[str, Any]) -> str:
    """Return a line that says which part of the archive did not answer, "" if all did."""
    shards = mapping(answer.get("_shards"))
    failed, every = number(shards.get("failed")), number(shards.get("total"))
    if failed:
        return f"{failed:.0f} of {every:.0f} shards did not answer"
    return "the archive ran out of time before it had looked everywhere" if answer.get("timed_out") is True else ""


def sort_values(hit: dict[str, Any]) -> tuple[SortValue, ...]:
    """Return by what a hit was sorted, () if the server does not say."""
    values = hit.get("sort")
    return tuple(values) if isinstance(values, list) else ()


class TooMuchError(QueryError):
    """A query that asks for more than the server allows."""


_TOO_MUCH = {
    "expanded to too many terms": "too many words of this archive begin so or are spelt so, to be looked for beside others: write more letters",
    "too_many_clauses": "too many words of this archive begin so or are spelt so: write more letters",
    "too_many_nested_clauses": "the query has more parts than this archive takes: ask for less at once",
    "maxClauseCount": "the query has more parts than this archive takes: ask for less at once",
    "nested depth": "the query has more parentheses inside one another than this archive takes",
}
"""What a server says of a query that asks for too much, and what people are told."""


def blamed(error: ServerError) -> BriefingError:
    """Return what is wrong with a query that the server refuses; ``error`` itself if the query is not at fault."""
    return next((TooMuchError(line) for words, line in _TOO_MUCH.items() if words in error.body), error)
