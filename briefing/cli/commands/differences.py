"""``briefing differences``: facts on which the sources, or one source with itself, disagree; each with its words."""

from __future__ import annotations

import argparse
import functools
from typing import TYPE_CHECKING, Final

from briefing.cli.limits import at_least_one, at_most
from briefing.model import Difference
from briefing.presentation import json_output, one_text
from briefing.presentation import labels as presentation
from briefing.text import display_width

if TYPE_CHECKING:
    from briefing.cli.context import Session

KEPT: Final = 100
"""Articles that are at hand once they have been read."""


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--limit", metavar="N", type=at_least_one, help="at most N differences, the first ones")


def run(arguments: argparse.Namespace, session: Session) -> int:
    collection, out = session.collection(), session.out
    differences = at_most(collection.differences(), arguments.limit)
    read, known = functools.lru_cache(KEPT)(collection.document), functools.lru_cache(KEPT)(collection.article)
    if out.as_json:
        out.json(
            {
                "differences": [
                    json_output.difference(each, {id: read(id) for id in _told_by(each)}) for each in differences
                ],
                "problems": json_output.problems(collection.problems()),
            }
        )
        return 0
    if not differences:
        session.nothing("the sources agree on every fact that could be compared")
        return 0
    for number, difference in enumerate(differences):
        if number:
            out.line()
        scope = presentation.SCOPES[difference.scope]
        articles = [known(id) for id in _told_by(difference)]
        paths = {article.id: article.path for article in articles}
        texts = one_text.texts_of(articles)
        labels = one_text.names_of(articles, texts)
        said = [f"  ({words})" for words in (scope, presentation.both_words(difference, labels)) if words]
        out.wrapped((presentation.squeeze(difference.topic), "bold"), ("".join(said), "dim"))
        versions = []
        for value in difference.values:
            words = presentation.squeeze(read(value.article).text[slice(*value.span)])
            named = [
                one_text.with_copies(presentation.witness_name(labels[id], paths[id]), copies)
                for id, copies in one_text.each_once((value.article, *value.agreeing), texts).items()
            ]
            versions.append((words, _whose(named)))
        column = min(max(30, (out.width or 120) - 30), max(display_width(words) for words, _ in versions))
        for words, sources in versions:
            gap = " " * max(0, column - display_width(words))
            out.wrapped((words, "changed"), f"{gap}   ", (sources, "dim"), first="  ", rest=" " * (column + 5))
    out.hint("briefing compare WORDS shows the wording of each source")
    return 0


def _whose(names: list[str]) -> str:
    """Return ``UPI; AFP · Quill agree``: whose the words beside it are, and who says the same in words of their own."""
    first, *others = names
    if not others:
        return first
    return f"{first}; {presentation.few(others, presentation.NAMED - 1)} {'agrees' if len(others) == 1 else 'agree'}"


def _told_by(difference: Difference) -> list[str]:
    """Return the articles that have a say in a difference, each once."""
    told = (id for value in difference.values for id in (value.article, *value.agreeing))
    return list(dict.fromkeys([*told, *difference.both]))
