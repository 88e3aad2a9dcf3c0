"""``briefing differences``: facts on which the sources, or one source with itself, disagree; each with its words."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from briefing.cli import json_output
from briefing.presentation import labels as presentation
from briefing.text import display_width

if TYPE_CHECKING:
    from briefing.cli.context import Session


def configure(parser: argparse.ArgumentParser) -> None:
    """No arguments of its own."""


def run(arguments: argparse.Namespace, session: Session) -> int:
    collection, out = session.collection(), session.out
    differences = collection.differences()
    ids = dict.fromkeys(value.article for difference in differences for value in difference.values)
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
        out.message("the sources agree on every fact that could be compared")
        return 0
    for number, difference in enumerate(differences):
        if number:
            out.line()
        out.wrapped((presentation.squeeze(difference.topic), "bold"))
        carriers = dict.fromkeys(value.article for value in difference.values)
        labels = presentation.source_labels(documents[id].article for id in carriers)
        versions: dict[str, tuple[str, list[str]]] = {}
        for value in difference.values:
            document = documents[value.article]
            words = presentation.squeeze(document.text[slice(*value.span)])
            source = presentation.witness_name(labels[value.article], document.article.path)
            _, sources = versions.setdefault(value.value, (words, []))
            if source not in sources:
                sources.append(source)
        column = min(max(30, (out.width or 120) - 30), max(display_width(words) for words, _ in versions.values()))
        for words, sources in versions.values():
            gap = " " * max(0, column - display_width(words))
            out.wrapped(
                (words, "changed"), f"{gap}   ", (" · ".join(sources), "dim"), first="  ", rest=" " * (column + 5)
            )
    out.hint("briefing compare WORDS shows the wording of each source")
    return 0
