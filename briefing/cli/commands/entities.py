"""``briefing entities``: people, organisations and places; who is named with whom; corrections of names out and in as text."""

from __future__ import annotations

import argparse
import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.cli.limits import at_least_one, at_most
from briefing.cli.output import Piece, table
from briefing.errors import BriefingError
from briefing.presentation import json_output
from briefing.text import display_width, one_line, plural, truncate

if TYPE_CHECKING:
    from briefing.cli.context import Session

_HEADINGS = {"person": "People", "organisation": "Organisations", "place": "Places"}
NAME_CELLS = 40
LARGEST = 16 << 20
"""Bytes of a file of corrections."""


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "article", metavar="ARTICLE", nargs="?", help="only this article's: an id, the beginning of one, or a path"
    )
    parser.add_argument(
        "--min-articles", metavar="N", type=at_least_one, default=1, help="only names that N articles or more hold (1)"
    )
    parser.add_argument(
        "--limit", metavar="N", type=at_least_one, help="at most N names, those that are mentioned most"
    )
    parser.add_argument("--type", choices=tuple(_HEADINGS), help="only names of this kind")
    only = parser.add_mutually_exclusive_group()
    only.add_argument(
        "--with", dest="companions", metavar="NAME", help="who is named together with NAME (or an entity's id)"
    )
    only.add_argument("--export", metavar="FILE", help="write the corrections of names to FILE (- for stdout)")
    only.add_argument(
        "--import", dest="read", metavar="FILE", help="add the corrections of names in FILE (- for stdin)"
    )
    parser.add_argument(
        "--replace", action="store_true", help="with --import: instead of all corrections that are there"
    )


def run(arguments: argparse.Namespace, session: Session) -> int:
    if arguments.replace and arguments.read is None:
        raise BriefingError("--replace goes with --import FILE")
    if arguments.export is not None:
        return _export(arguments.export, session)
    if arguments.read is not None:
        return _import(arguments.read, arguments.replace, session)
    if arguments.companions is not None:
        return _together(arguments, session)
    collection, out = session.collection(), session.out
    only = collection.article(arguments.article).id if arguments.article is not None else None
    entities = collection.entities(only, min_articles=arguments.min_articles, type=arguments.type)
    listed = list(at_most(entities, arguments.limit))
    if out.as_json:
        out.json(
            {
                "entities": [json_output.entity(e) for e in listed],
                "problems": json_output.problems(collection.problems()),
            }
        )
        return 0
    order = list(_HEADINGS)
    rows = sorted(listed, key=lambda e: order.index(e.type))  # stable: most mentioned first within a kind
    cells = table(
        [
            (
                truncate(e.name, NAME_CELLS) if out.width else e.name,
                f"{len(e.mentions):,}",
                plural(e.articles, "article"),
            )
            for e in rows
        ],
        right=(1, 2),
    )
    drawn = zip(rows, cells, strict=True)
    for number, (kind, group) in enumerate(groupby(drawn, key=lambda pair: pair[0].type)):
        if number:
            out.line()
        out.line((_HEADINGS[kind], "bold"))
        for entity, (name, count, articles) in group:
            others = ", ".join(a.text for a in entity.aliases if a.text != entity.name)
            head = f"  {name}  {count}  {articles}"
            line: list[Piece] = ["  ", (name, "name"), f"  {count}  ", (articles, "dim")]
            room = out.width - display_width(head) - 2
            if others and (not out.width or room > 8):
                line.append(("  " + (truncate(others, room) if out.width else others), "dim"))
            out.line(*line)
    return 0


def _together(arguments: argparse.Namespace, session: Session) -> int:
    collection, out = session.collection(), session.out
    entity = collection.find_entity(arguments.companions)
    found = [
        companion
        for companion in collection.together(entity.id, limit=0)
        if companion.articles >= arguments.min_articles and arguments.type in (None, companion.type)
    ]
    if out.as_json:
        out.json(
            {
                "entity": json_output.entity(entity),
                "together": [json_output.companion(c) for c in found],
                "problems": json_output.problems(collection.problems()),
            }
        )
        return 0
    out.line((entity.name, "bold"), f"  {plural(entity.articles, 'article')}")
    rows = [(c.name, plural(c.articles, "article"), plural(c.sentences, "sentence")) for c in found]
    for name, articles, sentences in table(rows, right=(1, 2)):
        out.line("  ", (name, "name"), f"  {articles}", (f"  {sentences}", "dim"))
    return 0


def _export(name: str, session: Session) -> int:
    collection, out = session.collection(), session.out
    text = collection.export_names(None if name == "-" else name)
    count = len(collection.entity_edits())
    if out.as_json:
        out.json(
            {
                "corrections": count,
                "path": None if name == "-" else name,
                "text": text,
                "problems": json_output.problems(collection.problems()),
            }
        )
    elif name == "-":
        out.block(text.rstrip("\n"))
    else:
        out.line(f"{plural(count, 'correction')} written to {name}")
    return 0


def _import(name: str, replace: bool, session: Session) -> int:
    text = _read(name)
    collection, out = session.collection(), session.out
    done = collection.import_names(text, replace=replace)
    if out.as_json:
        out.json(
            {
                "added": done.added,
                "known": done.known,
                "waiting": done.waiting,
                "problems": json_output.problems(collection.problems()),
            }
        )
        return 0
    parts = [plural(done.added, "correction") + " added"]
    if done.known:
        parts.append(f"{done.known:,} there already")
    if done.waiting:
        parts.append(f"{done.waiting:,} waiting for a name that is not in these articles")
    out.line(", ".join(parts))
    return 0


def _read(name: str) -> str:
    """Return the text of a file, or of stdin. Raises BriefingError."""
    try:
        if name == "-":
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise BriefingError(f"cannot read {one_line(name)}: {getattr(error, 'strerror', None) or error}") from error
    if len(data) > LARGEST:
        raise BriefingError(f"{one_line(name)} is too large for a file of corrections ({LARGEST >> 20} MB at most)")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BriefingError(f"line {line} of {one_line(name)} is not UTF-8 text") from error
