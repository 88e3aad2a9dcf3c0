"""``briefing new``: which sentences of an article no other one says already."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from briefing.presentation import json_output, labels
from briefing.text import plural

if TYPE_CHECKING:
    from briefing.cli.context import Session


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("article", metavar="ARTICLE", help="an id, the beginning of one, or a path")
    parser.add_argument(
        "--against", choices=("read", "all"), default="all", help="the articles that were read, or all others (all)"
    )


def run(arguments: argparse.Namespace, session: Session) -> int:
    collection, out = session.collection(), session.out
    found = collection.new(arguments.article, against=arguments.against)
    if out.as_json:
        answer = {"sentences": [json_output.sentence_news(each) for each in found]}
        out.json(answer | {"problems": json_output.problems(collection.problems())})
        return 0
    document = collection.document(arguments.article)
    new = sum(each.new for each in found)
    out.line((f"{new} of {plural(len(found), 'sentence')} new", "bold"))
    for each in found:
        words = labels.squeeze(document.text[slice(*each.span)])
        out.wrapped((words, "" if each.new else "dim"), first="  " if each.new else "· ", rest="  ")
        if each.carried_by:
            sources = {f"{one.how} in {collection.article(one.article).path}": None for one in each.carried_by}
            out.wrapped((labels.few(list(sources)), "dim"), first="    ", rest="    ")
    return 0
