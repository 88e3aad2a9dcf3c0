"""``briefing differences``: facts on which the sources, or one source with itself, disagree; each with its words."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from briefing.cli import json_output
from briefing.presentation import labels as presentation
from briefing.presentation import one_text
from briefing.text import display_width

if TYPE_CHECKING:
    from briefing.cli.context import Session


def configure(parser: argparse.ArgumentParser) -> None:
    """No arguments of its own."""


def run(arguments: argparse.Namespace, session: Session) -> int:
    collection, out = session.collection(), session.out
    differences = collection.differences()
    ids = dict.fromkeys(
        id for difference in differences for value in difference.values for id in (value.article, *value.agreeing)
    )
    documents = {id: collection.document(id) for id in ids}
    if out.as_json:
        out.json(
            {
                "differences": [json_output.difference(d, documents) for d in differences],
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
        out.wrapped((presentation.squeeze(difference.topic), "bold"), (f"  ({scope})" if scope else "", "dim"))
        carriers = dict.fromkeys(id for value in difference.values for id in (value.article, *value.agreeing))
        articles = [documents[id].article for id in carriers]
        texts = one_text.texts_of(articles)
        labels = one_text.names_of(articles, texts)
        versions = []
        for value in difference.values:
            words = presentation.squeeze(documents[value.article].text[slice(*value.span)])
            named = [
                one_text.with_copies(presentation.witness_name(labels[id], documents[id].article.path), copies)
                for id, copies in one_text.each_once((value.article, *value.agreeing), texts).items()
            ]
            versions.append((words, presentation.few(named)))
        column = min(max(30, (out.width or 120) - 30), max(display_width(words) for words, _ in versions))
        for words, sources in versions:
            gap = " " * max(0, column - display_width(words))
            out.wrapped((words, "changed"), f"{gap}   ", (sources, "dim"), first="  ", rest=" " * (column + 5))
    out.hint("briefing compare WORDS shows the wording of each source")
    return 0
