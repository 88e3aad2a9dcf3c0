"""``briefing statements``: quotations grouped; one statement, all its versions."""

from __future__ import annotations

import argparse
import functools
from itertools import islice
from typing import TYPE_CHECKING

from briefing.cli.commands.list import shortest_ids
from briefing.presentation import json_output
from briefing.presentation import labels as presentation
from briefing.presentation.comparison_rows import shown_speaker, statement_words

if TYPE_CHECKING:
    from briefing.cli.context import Session

_STRENGTH = "".join(presentation.MODE_MARKS.values())
"""The marks of the modes, the strongest first."""


def at_least_one(text: str) -> int:
    """Return a whole number from 1, for ``--min-articles``."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError("a whole number from 1 is needed")
    return number


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--min-articles", metavar="N", type=at_least_one, default=1, help="only what N articles or more carry (1)"
    )
    parser.add_argument(
        "--limit", metavar="N", type=at_least_one, help="at most N statements, those that most articles carry"
    )


def run(arguments: argparse.Namespace, session: Session) -> int:
    collection, out = session.collection(), session.out
    statements = collection.statements(min_articles=arguments.min_articles)
    if out.as_json:
        out.json(
            {
                "statements": [json_output.statement(s) for s in islice(statements, arguments.limit)],
                "problems": json_output.problems(collection.problems()),
            }
        )
        return 0
    article = functools.cache(collection.article)
    digits = shortest_ids(collection.statement_ids(arguments.min_articles))
    corrected, quotations = functools.cache(collection.speaker_names), functools.cache(collection.quotations)
    for number, statement in enumerate(islice(statements, arguments.limit)):
        if number:
            out.line()
        carriers = dict.fromkeys(i.article for i in statement.instances)
        names = {id: name for article in carriers for id, name in corrected(article).items()}
        out.wrapped(
            (statement.id[:digits], "dim"),
            "  ",
            (statement_words(statement), "bold"),
            rest=" " * (digits + 2),
        )
        out.wrapped(
            (shown_speaker(statement, names, quotations) or "speaker unknown", "name"), " · ", presentation.counts_line(statement),
            first=" " * (digits + 2), rest=" " * (digits + 2),
        )  # fmt: skip
        labels = presentation.source_labels(map(article, carriers))
        seen: dict[str, tuple[str, str]] = {}
        for instance in statement.instances:
            name = presentation.witness_name(labels.get(instance.article, ""), instance.path)
            mark = presentation.MODE_MARKS[instance.mode]
            # a source that carries it in several stretches shows its strongest mode once
            if instance.article not in seen or _STRENGTH.index(mark) < _STRENGTH.index(seen[instance.article][0]):
                seen[instance.article] = (mark, name)
        if len(seen) > 1:
            sources = "   ".join(f"{mark} {name}" for mark, name in seen.values())
            out.wrapped((sources, "dim"), first=" " * (digits + 2), rest=" " * (digits + 2))
    if statements:
        out.hint("● direct", "◐ mixed", "○ indirect", "briefing compare ID shows the wording")
    return 0
