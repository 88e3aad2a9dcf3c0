"""Settings: a TOML file in the config folder, read into one frozen object. A bad value costs a notice, never the start.

The file is read, never written; what the reader remembers by itself (theme, style of citation) is part of its session.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from briefing.late import dataclass
from briefing.text import one_line

FILE_NAME = "settings.toml"
MOST_BYTES = 100_000
"""A longer file is no settings file; it would take seconds to read."""
_LONGEST = 200
MOST_KEYS = 200
"""Lines of the table ``[keys]`` that are looked at."""
GONE = {"names": "names are always found by rules and tables now"}
"""Settings of earlier versions, with what holds in their place."""


@dataclass(frozen=True, slots=True)
class Settings:
    """``stemming`` (searching for "sanction" finds "sanctions", too), ``theme`` (a name from the palette), ``citation_style`` and ``citation_format`` (as of ``cite``), ``csl`` (a file with a style of citations, used through pandoc where no style is asked for), ``clipboard`` (a command
    that reads the text from its standard input; "" finds a route by itself), ``mouse``, ``keys`` (pairs of an action of the reader and
    its own keys)."""

    theme: str = ""
    citation_style: str = "plain"
    citation_format: str = "text"
    clipboard: str = ""
    csl: str = ""
    mouse: bool = True
    stemming: bool = False
    keys: tuple[tuple[str, tuple[str, ...]], ...] = ()


def load(config: Path) -> tuple[Settings, list[str]]:
    """Return the settings in folder ``config`` and a list of one-line notices about what could not be used."""
    path = config / FILE_NAME
    try:
        raw = _read(path)
    except FileNotFoundError:
        return Settings(), []
    except OSError as error:
        return Settings(), [f"cannot read {one_line(str(path))}: {error.strerror or error}; using the defaults"]
    from briefing.safe_toml import loads

    try:
        table = loads(raw.decode("utf-8-sig"))
    except ValueError as error:
        return Settings(), [f"{one_line(str(path))}: {one_line(str(error)[:_LONGEST])}; using the defaults"]
    table, keys, notices = _own_keys(table, one_line(str(path)))
    known = {field.name: type(field.default) for field in fields(Settings)}
    values: dict[str, Any] = {"keys": keys}
    for key, value in table.items():
        if key in GONE:
            notices.append(f"{one_line(str(path))}: {key!r} is no longer a setting ({GONE[key]}); remove the line")
        elif key not in known:
            notices.append(f"{one_line(str(path))}: {one_line(key)!r} is not a setting; one of {', '.join(known)}")
        elif not isinstance(value, known[key]):
            notices.append(f"{one_line(str(path))}: {key} must be {_named(known[key])}; using the default")
        else:
            values[key] = value
    return Settings(**values), notices


def _own_keys(
    table: Mapping[str, Any], path: str
) -> tuple[dict[str, Any], tuple[tuple[str, tuple[str, ...]], ...], list[str]]:
    """Return the settings without their table ``[keys]``, the pairs of that table, and what in it is no key, a line each."""
    own = table.get("keys", {})
    rest = {name: value for name, value in table.items() if name != "keys"}
    if not isinstance(own, dict):
        return rest, (), [f'{path}: keys must be a table: [keys], then lines such as cite = "y"']
    pairs: list[tuple[str, tuple[str, ...]]] = []
    notices: list[str] = []
    for action, value in list(own.items())[:MOST_KEYS]:
        keys = value if isinstance(value, list) else [value]
        if all(isinstance(key, str) for key in keys):
            pairs.append((action, tuple(keys)))
        else:
            notices.append(f"{path}: keys: {one_line(action)[:40]}: a key stands in quotation marks, several in [ ]")
    return rest, tuple(pairs), notices


def _read(path: Path) -> bytes:
    """Return the bytes of a settings file. Raises OSError for what is no file, or too large to be one; never waits for a pipe."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError("it is not a file")
        raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise OSError(f"it is longer than {MOST_BYTES:,} bytes")
    return raw


def _named(kind: type) -> str:
    return "true or false" if kind is bool else "text in quotation marks"
