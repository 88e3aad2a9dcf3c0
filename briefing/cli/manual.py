"""The manual page in the language of man: made from the parser and the table of keys, so that it says what the program does."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from typing import Final

from briefing.cli.main import whole_parser
from briefing.tui.keys.keymap import ACTIONS

_INTRO: Final = """\
Opens a folder of news articles: lists them, searches them while you type, shows who and what is in them and which sources carry
the same statement, word by word. Every capability of the reader is also a command. Reading never changes the folder."""

_EVERYWHERE: Final = frozenset(("-h", "--help", "-C", "--directory", "--sample", "--no-sync", "--json"))
"""Options that every command has: they stand once, at the top."""

_EXIT: Final = (
    ("0", "Done."),
    ("1", "Done, and nothing was found."),
    (
        "2",
        "A bad option, a query that cannot be read, a folder that is not there: one line says what is wrong and what to do.",
    ),
)
_ENVIRONMENT: Final = (
    ("BRIEFING_HOME", "A folder for everything that the program writes: cache/, data/, config/."),
    ("VISUAL, EDITOR", "The editor that the key for it opens; without one, an editor that is installed."),
    ("BROWSER", "The program that an address is given to."),
    ("NO_COLOR", "No colours; every state is told by a character as well."),
)
_FILES: Final = (
    ("~/.config/briefing/settings.toml", "Settings, own keys among them; read, never written."),
    (
        "~/.local/share/briefing/state.db",
        "What you made: stars, read marks, clippings, notes, saved searches, corrections.",
    ),
    ("~/.cache/briefing/", "The index; it may be deleted at any time."),
)


def page() -> str:
    """Return the page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    parser = whole_parser()
    commands = _commands(parser)
    yield '.TH BRIEFING 1 "" briefing "User commands"'
    yield from _section("NAME", ["briefing \\- " + _plain(str(parser.description).rstrip(".").removeprefix("A "))])
    usage = [".B briefing", "[\\fIDIR\\fR]", ".br", ".B briefing", "[\\fB\\-C\\fR \\fIDIR\\fR] \\fICOMMAND\\fR ..."]
    yield from _section("SYNOPSIS", usage)
    yield from _section("DESCRIPTION", [_plain(_INTRO), ".PP", _plain(str(parser.epilog))])
    yield from _section("OPTIONS", _options(parser))
    yield ".SH COMMANDS"
    for name, command in commands.items():
        yield f".SS {_plain(name)} {_plain(' '.join(_positionals(command)))}".rstrip()
        yield _plain(_sentence(str(command.description)))
        yield from _options(command, _EVERYWHERE)
    yield ".SH KEYS"
    for action in ACTIONS:
        if action.keys:
            yield from _entry(action.shown, _sentence(action.label))
    yield from _section("EXIT STATUS", _entries(_EXIT))
    yield from _section("ENVIRONMENT", _entries(_ENVIRONMENT))
    yield from _section("FILES", _entries(_FILES))


def _commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    groups = (action.choices for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    return {name: command for group in groups for name, command in group.items()}


def _section(name: str, lines: Iterable[str]) -> Iterator[str]:
    yield f".SH {name}"
    yield from lines


def _entries(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    for term, words in pairs:
        yield from _entry(term, words)


def _entry(term: str, words: str) -> Iterator[str]:
    yield ".TP"
    yield f".B {_plain(term)}"
    yield _plain(words)


def _positionals(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        if not action.option_strings:
            name = _value(action)
            yield {"?": f"[{name}]", "*": f"[{name} ...]", "+": f"{name} ..."}.get(str(action.nargs), name)


def _options(parser: argparse.ArgumentParser, but: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield an entry for each option but those in ``but``."""
    for action in parser._actions:
        names = [name for name in action.option_strings if name not in but]
        if names:
            value = "" if action.nargs == 0 else f" {_value(action)}"
            yield from _entry(", ".join(names) + value, _sentence(str(action.help) % vars(action)))


def _value(action: argparse.Action) -> str:
    """Return how a value is written: its name, or what it may be."""
    if action.metavar:
        return str(action.metavar)
    return "|".join(map(str, action.choices)) if action.choices else action.dest


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith('.') else '.'}"


def _plain(text: str) -> str:
    """Return text that man prints as it is."""
    safe = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join(f"\\&{line}" if line[:1] in (".", "'") else line for line in safe.splitlines())
