"""``briefing versions``: files that are one page at different times, in order, with what each changed of the one before it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from briefing.cli.commands.copies import passages
from briefing.cli.main import DONE, NOTHING_FOUND
from briefing.presentation import json_output, labels
from briefing.text import plural

if TYPE_CHECKING:
    from briefing.cli.context import Session
    from briefing.model import PageVersions


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "article",
        metavar="ARTICLE",
        nargs="?",
        help="only the versions of this one, what each changed and the citation of the last: an id, the beginning of one, or a path",
    )
    parser.add_argument("--style", default="plain", metavar="S", help="of the citation (plain)")


def run(arguments: argparse.Namespace, session: Session) -> int:
    collection, out = session.collection(), session.out
    pages = collection.versions(arguments.article)
    chosen = arguments.article is not None
    changes = {page: collection.version_changes(page) for page in pages if chosen}
    latest = next((page.latest for page in pages if chosen), "")
    citation = collection.cite(latest, style=arguments.style) if latest else None
    if out.as_json:
        listed = [json_output.page_versions(page, changes.get(page)) for page in pages]
        answer = {"pages": listed, "citation": None if citation is None else json_output.citation(citation)}
        out.json(answer | {"problems": json_output.problems(collection.problems())})
        return DONE if pages else NOTHING_FOUND
    if not pages:
        session.nothing(
            "no other version of this page is here" if chosen else "no page is here in more than one version"
        )
        return NOTHING_FOUND
    for number, page in enumerate(pages):
        if number:
            out.line()
        _print(session, page)
        for each in changes.get(page, ()):
            passages(session, each, {id: collection.article(id) for id in (each.article, each.base)})
    if citation is not None:
        out.line()
        out.block(citation.text)
    elif chosen:
        out.message("which version is the last one is not known; briefing copies ARTICLE shows how they differ")
    return DONE


def _print(session: Session, page: PageVersions) -> None:
    """The versions of a page, the oldest first; those whose place is not known say so."""
    collection, out = session.open(), session.out
    out.wrapped((plural(len(page.versions), "version"), "bold"), f" of one page  {page.address}".rstrip(), rest="  ")
    for version in page.versions:
        article = collection.article(version.article)
        saved = f", saved {labels.local_time(version.captured)}" if version.captured else ""
        place = f"{version.place}" if version.place is not None else "?"
        day = labels.date_label(article)
        note = "" if version.place is not None else "  its place is not known"
        dated = all(each.place is not None for each in page.versions)
        last = f"  the last one{'' if dated else ' that has a day'}" if version.article == page.latest else ""
        title, placeholder = labels.list_label(article)
        pieces = (
            f"{place}  {day}{saved}  ",
            (title, "italic" if placeholder else "bold"),
            (f"  {version.path}", "dim"),
            f"{note}{last}",
        )
        out.wrapped(*pieces, first="  ", rest="     ")
