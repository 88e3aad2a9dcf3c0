"""``briefing cite``: a citation for an article, or for a quotation with its words."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.errors import BriefingError, NotFoundError
from briefing.presentation import json_output, labels

if TYPE_CHECKING:
    from briefing.cli.context import Session
    from briefing.settings import Settings

STYLES = (
    "plain", "markdown", "html", "apa", "chicago-author-date", "chicago-notes", "mla", "ieee", "oscola", "bluebook", "wikipedia",
)  # fmt: skip
FORMATS = ("text", "markdown", "html", "csl-json", "biblatex", "ris")


RECORDS = ("csl-json", "biblatex", "ris")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ref", metavar="REF", help="an article (id, beginning of one, path) or a quotation's id")
    parser.add_argument("--style", metavar="S", choices=STYLES, help=f"{', '.join(STYLES)} (plain)")
    parser.add_argument("--csl", metavar="FILE", help="a CSL style instead, through the pandoc that is installed")
    parser.add_argument("--format", metavar="F", choices=FORMATS, default="text", help=f"{', '.join(FORMATS)} (text)")
    parser.add_argument("--in-text", action="store_true", help="the short form for the running text, or the note")
    parser.add_argument(
        "--metadata", metavar="FILE", help="CSL-JSON whose record of the article fills in what it lacks"
    )
    parser.add_argument("--copy", action="store_true", help="copy it to the clipboard as well, and say by which route")


def run(arguments: argparse.Namespace, session: Session) -> int:
    settings = _settings(session)
    options = _options(arguments, settings)
    collection, out = session.collection(), session.out
    citation = collection.cite(arguments.ref, format=arguments.format, **options)
    if arguments.copy:
        in_html = collection.cite(arguments.ref, format="html", **options) if arguments.format == "text" else None
        _copy(citation.text, in_html.text if in_html else None, session, settings)
    if out.as_json:
        out.json(json_output.citation(citation))
    else:
        out.block(citation.text)
    _tell_later(session, arguments.ref)
    return 0


def _tell_later(session: Session, ref: str) -> None:
    """Say on stderr where a later version of the page that was cited is in the folder."""
    collection = session.open()
    try:
        article = collection.article(ref).id
    except NotFoundError:
        article = collection.quotation(ref).article
    for page in collection.versions(article):
        place = {version.article: version.place for version in page.versions}
        for later in page.versions:
            if later.article == page.latest and later.article != article and place[article]:
                day = labels.stated_date_label(later.day)
                session.out.message(
                    f"a later version of this page is here ({day}): {later.path}; briefing versions shows what changed"
                )


def _options(arguments: argparse.Namespace, settings: Settings) -> dict[str, Any]:
    """Return what the collection is asked for; a CSL file of the settings serves where no style is asked for."""
    if arguments.csl and arguments.style:
        raise BriefingError("--csl and --style cannot both be given")
    if arguments.csl and arguments.format in RECORDS:
        raise BriefingError(f"{arguments.format} is a record and follows no style; leave --csl out")
    styled = arguments.style or arguments.format in RECORDS
    csl = arguments.csl or ("" if styled else settings.csl)
    asked = {"csl": csl, "metadata": arguments.metadata, "one_line": arguments.copy}
    options: dict[str, Any] = {"style": arguments.style or "plain", "in_text": arguments.in_text}
    return options | {name: value for name, value in asked.items() if value}


def _settings(session: Session) -> Settings:
    from briefing.paths import Places
    from briefing.settings import load

    settings, notices = load(Places.find().config)
    for notice in notices:
        session.out.message(notice)
    return settings


def _copy(text: str, html: str | None, session: Session, settings: Settings) -> None:
    from briefing import clipboard

    result = clipboard.copy(text, html=html, write_terminal=_terminal_writer(), settings=settings)
    session.out.message(result.message)


def _terminal_writer() -> Callable[[str], None] | None:
    """Return what writes to the terminal of this process, past any redirection; ``None`` if it has none."""
    try:
        with Path("/dev/tty").open("wb"):
            pass
    except OSError:
        return None

    def write(sequence: str) -> None:
        with Path("/dev/tty").open("wb") as terminal:
            terminal.write(sequence.encode("ascii"))

    return write
