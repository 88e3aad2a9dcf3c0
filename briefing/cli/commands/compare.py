"""``briefing compare``: the versions of one statement, aligned word by word."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from briefing.cli.diff_output import wording
from briefing.cli.output import MEASURE
from briefing.presentation import comparison_text, json_output
from briefing.presentation import labels as presentation
from briefing.presentation.comparison_rows import shown_speaker
from briefing.text import display_width, truncate

if TYPE_CHECKING:
    from briefing.cli.context import Session

NAME_CELLS = 16


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("statement", metavar="STATEMENT", nargs="+", help="a statement's id, or a few words of it")
    parser.add_argument(
        "--pivot", metavar="QUOTATION", help="the quotation to measure the others by (the longest version)"
    )
    parser.add_argument(
        "--differences", action="store_true", help="only where the versions differ, with a word or two around"
    )


def run(arguments: argparse.Namespace, session: Session) -> int:
    collection, out = session.collection(), session.out
    comparison = collection.compare(" ".join(arguments.statement), pivot=arguments.pivot)
    if out.as_json:
        out.json(json_output.comparison(comparison) | {"problems": json_output.problems(collection.problems())})
        return 0
    statement = comparison.statement
    carriers = list(dict.fromkeys(witness.article for witness in comparison.witnesses))
    corrected = {id: name for article in carriers for id, name in collection.speaker_names(article).items()}
    speaker = shown_speaker(statement, corrected, collection.quotations) or "speaker unknown"
    out.wrapped((speaker, "name"), " · ", presentation.counts_line(statement))
    labels = presentation.source_labels(map(collection.article, carriers))
    names = [presentation.witness_name(labels[w.article], w.path) for w in comparison.witnesses]
    if out.width:
        names = [truncate(name, max(NAME_CELLS, out.width // 4)) for name in names]
    column = max(map(display_width, names), default=0)
    out.line()
    for name, witness in zip(names, comparison.witnesses, strict=True):
        head = f"{witness.label} {name}{' ' * (column - display_width(name))}   "
        pieces = wording(comparison_text.marked_runs(witness.tokens, only_differences=arguments.differences))
        out.wrapped(*pieces, first=head, rest=" " * (column + 5), measure=column + 5 + MEASURE)
    if out.width:
        out.line()
    out.hint("= identical", "≈ reworded", "◐ part of it", "○ reported without marks")
    out.hint("~old→new~", "{+added+}", "[-omitted-]", "⟨editor’s insertion⟩", "… elided", "¦ split by the reporter")
    return 0
