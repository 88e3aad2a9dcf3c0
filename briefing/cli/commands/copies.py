"""``briefing copies``: articles that carry one text; with an article, what each of its copies changed."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from briefing.cli.commands.list import shortest_ids, spaced
from briefing.cli.diff_output import wording
from briefing.cli.output import Piece, table
from briefing.presentation import comparison_text, json_output, labels
from briefing.text import display_width, plural, truncate

if TYPE_CHECKING:
    from briefing.cli.context import Session
    from briefing.model import Article, CopyChanges, CopyGroup

OUTLET_CELLS = 24


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "article",
        metavar="ARTICLE",
        nargs="?",
        help="only this article's copies, and what each changed: an id, the beginning of one, or a path",
    )


def run(arguments: argparse.Namespace, session: Session) -> int:
    collection, out = session.collection(), session.out
    chosen = collection.article(arguments.article) if arguments.article is not None else None
    groups = collection.copies() if chosen is None else collection.copies(chosen.id)
    articles = {id: collection.article(id) for group in groups for id in group.articles}
    changes = collection.copy_changes(chosen.id) if chosen is not None else ()
    if out.as_json:
        answer = {"groups": [json_output.copy_group(g, {id: a.path for id, a in articles.items()}) for g in groups]}
        if chosen is not None:
            answer["changes"] = [json_output.copy_changes(each) for each in changes]
        out.json(answer | {"problems": json_output.problems(collection.problems())})
        return 0
    if not groups:
        session.nothing(
            "no other file carries this text" if chosen is not None else "no article here is a copy of another"
        )
        return 0
    digits = shortest_ids(list(articles))
    for number, group in enumerate(groups):
        if number:
            out.line()
        _print_group(session, group, articles, digits)
    for each in changes:
        passages(session, each, articles)
    if chosen is None:
        out.hint("briefing copies ARTICLE shows what each copy changed")
    else:
        out.hint("~ changed", "{+added+}", "[-omitted-]", "↕ stands elsewhere")
    return 0


def _print_group(session: Session, group: CopyGroup, articles: dict[str, Article], digits: int) -> None:
    """The group's files, the longest text first, each with the share of it that another one holds."""
    out = session.out
    agency = f" · {labels.squeeze(group.agency)}" if group.agency else ""
    out.line((f"{plural(len(group.articles), 'file')} carry one text", "bold"), agency)
    members = sorted((articles[id] for id in group.articles), key=lambda a: (-a.words, a.path))
    shares: dict[str, float] = {}
    for a, _, share in group.containment:
        shares[a] = max(share, shares.get(a, 0.0))
    rows = table(
        [
            (a.id[:digits], labels.date_label(a), _cut(labels.outlet_label(a), OUTLET_CELLS if out.width else 0), f"{a.words:,}", share_label(shares.get(a.id, 0.0)))
            for a in members
        ],
        right=(3, 4),
    )  # fmt: skip
    for article, (id, date, outlet, words, held) in zip(members, rows, strict=True):
        room = out.width - sum(display_width(cell) + 2 for cell in ("", id, date, outlet, words, held))
        title, placeholder = labels.list_label(article)
        title = truncate(title, max(12, room)) if out.width else title
        line: list[Piece] = [
            (id, "dim"),
            date,
            outlet,
            (words, "dim"),
            held,
            (title, "italic" if placeholder else "bold"),
        ]
        out.line("  ", *spaced(line))


def passages(session: Session, changes: CopyChanges, articles: dict[str, Article]) -> None:
    """Print what one text does differently from another, passage by passage."""
    out = session.out
    name = labels.witness_name(labels.source_label(articles[changes.article]), changes.path)
    out.line()
    out.wrapped((name, "bold"), (f"  {changes.path}", "dim"), f"  {labels.kept_line(changes)}")
    for passage in changes.passages:
        pieces = wording(comparison_text.marked_runs(comparison_text.spelled_out(passage.tokens)))
        mark = comparison_text.PASSAGE_MARKS[passage.op]
        note = "title: " if passage.kind == "title" else ""
        out.wrapped(f"{mark} {note}", *pieces, first="  ", rest="    ")


def share_label(share: float) -> str:
    """Return a share in per cent, never 100 unless all of it."""
    return "100%" if share >= 1.0 else f"{min(99, round(share * 100))}%"


def _cut(text: str, cells: int) -> str:
    return truncate(text, cells) if cells else text
