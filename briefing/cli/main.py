"""From the words of the command line to an exit status: parsing, errors as one line, quiet ends. Draws nothing itself."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import IO, TYPE_CHECKING, NoReturn

from briefing.cli.commands import SUMMARIES, load
from briefing.cli.output import Output
from briefing.errors import BriefingError, FolderError, NotFoundError, QueryError
from briefing.text import one_line

if TYPE_CHECKING:
    from briefing.cli.context import Session

DONE, NOTHING_FOUND, USAGE, INTERRUPTED = 0, 1, 2, 130

_DESCRIPTION = "A keyboard-driven reader for a folder of news articles."
_EPILOG = """\
The first time, a line above the footer tells the first steps; ? and F bring it back, ? lists every key. briefing --sample opens invented articles.
DIR defaults to ./articles, else the current folder if it holds articles, else the folder that was open last.
A folder that bears the name of a command is opened by ./NAME. More on a command: briefing COMMAND --help"""


class _Parser(argparse.ArgumentParser):
    """Errors as one safe line; no abbreviations, so that new options never change what an old script means."""

    def error(self, message: str) -> NoReturn:
        sys.stderr.write(f"{self.prog}: {one_line(message)}; see {self.prog} --help\n")
        raise SystemExit(USAGE)


def _common(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("options for every command")
    group.add_argument("-C", "--directory", metavar="DIR", help="the folder of articles")
    group.add_argument("--sample", action="store_true", help="the articles that ship with the program")
    group.add_argument(
        "--no-sync", action="store_true", help="use what was read last time, without looking at the files"
    )
    group.add_argument("--json", action="store_true", help="one JSON object on stdout")
    group = parser.add_argument_group("an archive instead of a folder (docs/archive.md)")
    group.add_argument(
        "--archive", metavar="URL", help="the address of an OpenSearch server, such as https://host:9200"
    )
    group.add_argument(
        "--name", dest="archive_name", metavar="NAME", help="what the archive is called there (briefing)"
    )
    group.add_argument(
        "--fields", dest="archive_fields", metavar="FIELDS", default="",
        help="an index that another program made: title=...,text=...,date=..., or the name of a known program",
    )  # fmt: skip
    group.add_argument(
        "--query", dest="archive_query", metavar="QUERY", default="",
        help="the articles of the archive that a command works on (the newest)",
    )  # fmt: skip


_WITH_VALUE = frozenset(("-C", "--directory", "--archive", "--name", "--fields", "--query"))
"""Options whose next word is their value."""


def split(words: Sequence[str]) -> tuple[str | None, list[str]]:
    """(command or None for the reader, the other words). The first word that is no option decides."""
    skip = False
    for index, word in enumerate(words):
        if skip:
            skip = False
        elif word == "--":
            return None, list(words)
        elif word in _WITH_VALUE:
            skip = True
        elif not word.startswith("-") or word == "-":
            if word in SUMMARIES:
                return word, [*words[:index], *words[index + 1 :]]
            return None, list(words)
    return None, list(words)


def _reader_parser() -> argparse.ArgumentParser:
    width = max(map(len, SUMMARIES))
    commands = "\n".join(f"  {name:<{width}}  {summary}" for name, summary in SUMMARIES.items())
    parser = _Parser(
        prog="briefing",
        usage="briefing [DIR]                  open the reader on DIR\n       briefing [-C DIR] COMMAND ...   run COMMAND on the articles in DIR",
        description=f"{_DESCRIPTION}\n\ncommands:\n{commands}",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("folder", metavar="DIR", nargs="?", help="the folder of articles to read")
    _common(parser)
    parser.add_argument("--version", action="store_true", help="the version of this program")
    return parser


def _command_parser(name: str) -> argparse.ArgumentParser:
    parser = _Parser(prog=f"briefing {name}", description=SUMMARIES[name], allow_abbrev=False)
    load(name).configure(parser)
    _common(parser)
    return parser


def whole_parser() -> argparse.ArgumentParser:
    """Return one parser with every command in it, for what is made from it: completion and the manual page."""
    parser = _Parser(prog="briefing", description=_DESCRIPTION, epilog=_EPILOG, allow_abbrev=False)
    _common(parser)
    parser.add_argument("--version", action="store_true", help="the version of this program")
    commands = parser.add_subparsers(metavar="COMMAND", dest="command")
    for name, summary in SUMMARIES.items():
        command = commands.add_parser(name, help=summary, description=summary, allow_abbrev=False)
        load(name).configure(command)
        _common(command)
    return parser


def run(words: Sequence[str], stdout: IO[str] | None = None, stderr: IO[str] | None = None) -> int:
    """Run ``briefing WORDS``; the exit status. Never raises, never prints a traceback."""
    out: Output | None = None
    try:
        out = Output(stdout, stderr, as_json="--json" in words)
        status = _dispatch(words, out)
        out.flush()
        return status
    except SystemExit as stop:  # argparse: --help (0) or a bad option (2)
        return _quietly(stop.code if isinstance(stop.code, int) else USAGE)
    except BrokenPipeError:
        return _quietly(DONE)
    except KeyboardInterrupt:
        return _quietly(INTERRUPTED)
    except Exception as error:
        if os.environ.get("BRIEFING_DEBUG"):
            raise
        return _failed(error, out)


def _dispatch(words: Sequence[str], out: Output) -> int:
    name, rest = split(words)
    if name is None:
        return _reader(rest, out)
    arguments = _command_parser(name).parse_args(rest)

    try:
        with _session(name, arguments, out) as session:
            return load(name).run(arguments, session)
    except BriefingError as error:
        return _told(error, out)


def _session(name: str, arguments: argparse.Namespace, out: Output) -> Session:
    """Return what the command works on: a folder, or an archive. Raises BriefingError for options that do not go together."""
    from briefing.cli.context import Session

    if not any(
        (arguments.archive is not None, arguments.archive_name, arguments.archive_fields, arguments.archive_query)
    ):
        return Session(arguments, out)
    from briefing.cli import on_archive

    on_archive.check(name, arguments)
    return Session(arguments, out) if name == on_archive.PUSHING else on_archive.ArchiveSession(name, arguments, out)


def _told(error: BriefingError, out: Output) -> int:
    """Return an error of ours: one line on stderr and, with ``--json``, an object that says the same."""
    if out.as_json:
        details: dict[str, object] = {"error": str(error), "kind": type(error).__name__}
        if isinstance(error, QueryError):
            details |= {"position": error.position, "readable": error.readable}
        out.json(details)
        out.flush()
    out.message(str(error))
    return NOTHING_FOUND if isinstance(error, NotFoundError) else USAGE


def _reader(words: Sequence[str], out: Output) -> int:
    parser = _reader_parser()
    arguments = parser.parse_args(words)
    if arguments.version:
        from briefing.version import __version__

        if out.as_json:
            out.json({"version": __version__})
        else:
            out.line(f"briefing {__version__}")
        return DONE
    if arguments.json:
        parser.error("--json needs a command, such as: briefing list --json")
    if arguments.folder is not None and arguments.directory is not None:
        parser.error("name the folder once: briefing DIR, or briefing -C DIR")
    if arguments.sample and (arguments.folder is not None or arguments.directory is not None):
        parser.error("--sample has its own folder; leave DIR out")
    if arguments.archive is None and (arguments.archive_name or arguments.archive_fields or arguments.archive_query):
        parser.error("--name, --fields and --query say more about an archive: name that by --archive URL")
    if arguments.folder is not None:
        arguments.directory = arguments.folder
    if arguments.archive is not None:
        return _archive_reader(arguments, out)
    from briefing.cli.context import Session

    try:
        with Session(arguments, out) as session:
            folder = session.folder()
            from briefing.collection.facade import check_folder

            try:
                check_folder(folder)
            except FolderError as error:
                raise FolderError(f"{error}{_meant(arguments.folder)}") from error
            if not _can_draw():
                return _cannot_draw(out)
            import gc

            gc.disable()  # loading makes no garbage; the reader switches the collector on after its first picture
            from briefing.tui.app import run as open_reader

            return open_reader(folder, sync=not arguments.no_sync)
    except BriefingError as error:
        return _told(error, out)


def _cannot_draw(out: Output) -> int:
    out.message(
        "the reader needs a terminal that can draw; use the commands instead: briefing list, "
        "briefing search WORDS, briefing show ARTICLE --plain, briefing compare STATEMENT, briefing cite REF"
    )
    return USAGE


def _archive_reader(arguments: argparse.Namespace, out: Output) -> int:
    """Open the reader on an archive."""
    try:
        if arguments.directory or arguments.sample:
            raise BriefingError("an archive and a folder are opened one at a time; leave DIR out")
        if arguments.archive_query:
            raise BriefingError("--query is for commands; in the reader / searches the archive")
        if not _can_draw():
            return _cannot_draw(out)
        from briefing.tui.app import run_on_archive

        return run_on_archive(
            arguments.archive, arguments.archive_name, arguments.archive_fields, sync=not arguments.no_sync
        )
    except BriefingError as error:
        return _told(error, out)


def _meant(word: str | None) -> str:
    """Return a hint if the word taken for a folder looks like a command."""
    from difflib import get_close_matches

    if word is None:
        return ""
    if word in ("help", "version"):
        return f"; or did you mean briefing --{word}"
    close = get_close_matches(word, SUMMARIES, 1, 0.7)
    return f"; or did you mean briefing {close[0]}" if close else ""


def _can_draw() -> bool:
    try:
        both = sys.stdin.isatty() and sys.stdout.isatty()
    except (AttributeError, ValueError):
        return False
    return both and os.environ.get("TERM", "dumb") not in ("dumb", "")


def _failed(error: Exception, out: Output | None) -> int:
    """Whatever else went wrong: one line. (A full disk is the usual case.)"""
    reason = f"{getattr(error, 'strerror', None) or error}" or type(error).__name__
    kind = "" if isinstance(error, OSError) else f" ({type(error).__name__}; BRIEFING_DEBUG=1 shows where)"
    with suppress(Exception):
        (out.stderr if out is not None else sys.stderr).write(f"briefing: cannot go on: {one_line(reason)}{kind}\n")
    return _quietly(USAGE)


def _quietly(status: int) -> int:
    """Return ``status``, after making sure that the interpreter's own flush at the end cannot complain about a closed pipe."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError, AttributeError):
        with suppress(Exception):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return status
