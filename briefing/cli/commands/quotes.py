"""``briefing quotes``: every quotation, with its speaker."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from briefing.cli.commands.list import shortest_ids
from briefing.presentation import json_output, labels

if TYPE_CHECKING:
    from briefing.cli.context import Session
    from briefing.model import Quotation


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "article", metavar="ARTICLE", nargs="?", help="only this article's: an id, the beginning of one, or a path"
    )
    parser.add_argument("--by", metavar="NAME", help="only what this person or body said (a name, or an entity's id)")


def run(arguments: argparse.Namespace, session: Session) -> int:
    collection, out = session.collection(), session.out
    chosen = collection.article(arguments.article) if arguments.article is not None else None
    if arguments.by is not None:
        said = collection.said_by(collection.find_entity(arguments.by).id)
        quotations = [q for q in said if chosen is None or q.article == chosen.id]
    else:
        quotations = list(collection.quotations(chosen.id if chosen is not None else None))
    if out.as_json:
        out.json(
            {
                "quotations": [json_output.quotation(q) for q in quotations],
                "problems": json_output.problems(collection.problems()),
            }
        )
        return 0
    digits = shortest_ids([q.id for q in quotations])
    for number, (id, group) in enumerate(groupby(quotations, key=lambda q: q.article)):
        article = collection.article(id) if chosen is None else chosen
        if number:
            out.line()
        names = collection.speaker_names(id)
        out.wrapped((labels.list_label(article)[0], "bold"), ("  " + article.path, "dim"))
        for quotation in group:
            mark = labels.MODE_MARKS[quotation.mode]
            kind = "" if quotation.kind == "speech" else f" ({quotation.kind})"
            out.wrapped(
                (quotation.id[:digits], "dim"), f" {mark} ", _quoted(quotation), kind, (f" — {speaker(quotation, names)}", "name"),
                rest=" " * (digits + 3),
            )  # fmt: skip
    if quotations:
        out.hint("● direct", "◐ mixed", "○ indirect", "~ inferred speaker")
    return 0


def _quoted(quotation: Quotation) -> str:
    words = labels.squeeze(quotation.text)
    return f"“{words}”" if quotation.enclosed else words


def speaker(quotation: Quotation, names: Mapping[str, str]) -> str:
    """Return the speaker's name as it stands among the names (``names``: quotation id -> name), ``~`` before one that is inferred;
    ``speaker unknown``."""
    name = names.get(quotation.id, quotation.speaker.name)
    if not name or quotation.speaker.status == "unknown":
        return "speaker unknown"
    return f"~{name}" if quotation.speaker.status == "inferred" else name
