"""``briefing new``: which sentences of an article no other one says already."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing.presentation import json_output, labels

if TYPE_CHECKING:
    from briefing.cli.context import Session
    from briefing.model import SentenceNews, Span


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("article", metavar="ARTICLE", help="an id, the beginning of one, or a path")
    parser.add_argument(
        "--against", choices=("read", "all"), default="all", help="the articles that were read, or all others (all)"
    )


def _stretches(each: SentenceNews) -> Iterator[tuple[Span, bool]]:
    """Yield the stretches of a sentence, each with whether it is known."""
    start, end = each.span
    for first, last in each.known:
        yield from (((start, first), False), ((first, last), True))
        start = last
    yield (start, end), not each.new


def _on_one_line(text: str) -> str:
    """Return words as they stand in a line, apart from what stands beside them as they were."""
    return f"{' ' * text[:1].isspace()}{labels.squeeze(text)}{' ' * text[-1:].isspace()}"


def run(arguments: argparse.Namespace, session: Session) -> int:
    collection, out = session.collection(), session.out
    found = collection.new(arguments.article, against=arguments.against)
    if out.as_json:
        answer = {"sentences": [json_output.sentence_news(each) for each in found]}
        out.json(answer | {"problems": json_output.problems(collection.problems())})
        return 0
    document = collection.document(arguments.article)
    out.line((labels.new_sentences(found), "bold"))
    for each in found:
        words = [(_on_one_line(document.text[slice(*span)]), "dim" * known) for span, known in _stretches(each)]
        out.wrapped(*words, first="  " if each.new else "· ", rest="  ")
        if each.carried_by:
            sources = {f"{one.how} in {collection.article(one.article).path}": None for one in each.carried_by}
            out.wrapped((labels.few(list(sources)), "dim"), first="    ", rest="    ")
    return 0
