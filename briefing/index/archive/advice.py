"""What to say of a query that found nothing in an archive: its words that stand nowhere, and a spelling that does."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from briefing.errors import QueryError
from briefing.index.archive import answers
from briefing.index.archive.client import ArchiveClient
from briefing.index.archive.dsl import compiled
from briefing.index.engine import Advice
from briefing.index.query.expansion import correction
from briefing.index.query.nodes import ParsedQuery, Term, Word, name_in_index
from briefing.index.query.parser import parse

_OFFERED = 25
"""Spellings that a server offers for a word."""
_SHORT = 4
"""Letters of a word that may differ by one edit; longer ones by two."""


def advise(
    client: ArchiveClient, count: Callable[[ParsedQuery], int], text: str, *, live: bool, stemming: bool, scope: str
) -> Advice:
    """Return what to say of ``text``: one question for its words, and one to see that the corrected query finds anything."""
    parsed = parse(text, live=live, stemming=stemming, scope=scope)
    if not parsed.words:
        return Advice()
    answer = client.ask("POST", f"/{client.address.name}/_search", _questions(parsed.words))
    counted = answers.mapping(answer.get("aggregations"))
    absent = [
        (number, word)
        for number, word in enumerate(parsed.words)
        if not answers.number(answers.mapping(counted.get(f"w{number}")).get("doc_count"))
    ]
    shown = () if stemming else tuple(text[word.start : word.end] for _, word in absent)
    corrected = _corrected(text, absent, answers.mapping(answer.get("suggest")))
    if corrected is not None:
        with suppress(QueryError):
            if count(parse(corrected, live=live, stemming=stemming, scope=scope)):
                return Advice(corrected, shown)
    return Advice(None, shown)


def _questions(words: tuple[Word, ...]) -> dict[str, Any]:
    """Return a search that counts each word's articles and asks for spellings near it."""
    return {
        "size": 0,
        "aggs": {f"w{number}": {"filter": compiled(Term(word.field, word.term))} for number, word in enumerate(words)},
        "suggest": {
            f"w{number}": {
                "text": word.term,
                "term": {
                    "field": f"words.{name_in_index(word.field)}",
                    "suggest_mode": "always",
                    "max_edits": 1 if len(word.term) <= _SHORT else 2,
                    "prefix_length": 0,
                    "min_word_length": 1,
                    "size": _OFFERED,
                },
            }
            for number, word in enumerate(words)
        },
    }


def _corrected(text: str, absent: list[tuple[int, Word]], suggested: dict[str, Any]) -> str | None:
    """Return the query with each absent word replaced by the nearest that is offered, ``None`` if one has none or none is absent."""
    if not absent:
        return None
    for number, word in reversed(absent):
        offers = [
            option for entry in answers.rows(suggested, f"w{number}") for option in answers.rows(entry, "options")
        ]
        frequencies = {str(offer.get("text", "")): int(answers.number(offer.get("freq"))) for offer in offers}
        other = correction(word.term, list(frequencies), frequencies.__getitem__)
        if other is None:
            return None
        text = text[: word.start] + other + text[word.end :]
    return text
