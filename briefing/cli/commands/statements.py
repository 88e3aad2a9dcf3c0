"""``briefing statements``: quotations grouped; one statement, all its versions."""

from __future__ import annotations

import argparse
import functools
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from briefing.cli.commands.list import shortest_ids
from briefing.cli.limits import at_least_one, at_most
from briefing.presentation import json_output
from briefing.presentation import labels as presentation
from briefing.presentation.comparison_rows import shown_speaker, statement_words

if TYPE_CHECKING:
    from briefing.cli.context import Session
    from briefing.model import Statement

_STRENGTH = "".join(presentation.MODE_MARKS.values())
"""The marks of the modes, the strongest first."""


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--min-articles", metavar="N", type=at_least_one, default=1, help="only what N articles or more carry (1)"
    )
    parser.add_argument(
        "--limit", metavar="N", type=at_least_one, help="at most N statements, those that most articles carry"
    )


def _names(statement: Statement, told: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Return quotation id -> its speaker among the names; ``told`` gives those of each source. Once more than half of the quotations have one name,
    no other source can change what the speaker is called, and none is asked."""
    quotations = {instance.quotation for instance in statement.instances}
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    for some in told:
        names.update(some)
        counts.update(some[id] for id in quotations.intersection(some))
        if 2 * max(counts.values(), default=0) > len(quotations):
            break
    return names


def run(arguments: argparse.Namespace, session: Session) -> int:
    collection, out = session.collection(), session.out
    statements = at_most(collection.statements(min_articles=arguments.min_articles), arguments.limit)
    if out.as_json:
        out.json(
            {
                "statements": [json_output.statement(s) for s in statements],
                "problems": json_output.problems(collection.problems()),
            }
        )
        return 0
    article = functools.cache(collection.article)
    few = arguments.limit is not None
    digits = shortest_ids(collection.ids_beside([s.id for s in statements]) if few else collection.statement_ids())
    corrected, quotations = functools.cache(collection.speaker_names), functools.cache(collection.quotations)
    for number, statement in enumerate(statements):
        if number:
            out.line()
        carriers = dict.fromkeys(i.article for i in statement.instances)
        names = _names(statement, map(corrected, carriers))
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
