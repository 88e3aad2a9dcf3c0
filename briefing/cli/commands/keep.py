"""``briefing keep``: stars, read marks, marks, clippings, notes, saved searches and corrections, out to a file and in again."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import BriefingError
from briefing.model import Problem
from briefing.presentation import json_output
from briefing.private_files import opener, part_of, sweep
from briefing.text import one_line

if TYPE_CHECKING:
    from briefing.cli.context import Session

LARGEST = 1 << 30
"""Bytes of a keep file."""


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what", choices=("export", "import", "adopt"), help="write a file, read one, or take over a moved folder's"
    )
    parser.add_argument("file", metavar="FILE|OLD", help="the file; for adopt, the path that the folder had before")


def run(arguments: argparse.Namespace, session: Session) -> int:
    collection, out = session.collection(), session.out
    left: list[str] = []
    if arguments.what == "export":
        text = collection.keep_export()
        _write(Path(arguments.file), text)
        kinds = [line[1:-1] for line in text.splitlines() if line.startswith("[")]
        counts = {kind: kinds.count(kind) for kind in dict.fromkeys(kinds) if kind != "article"}
    elif arguments.what == "import":
        counts, left = collection.keep_import(_read(Path(arguments.file)))
    else:
        counts, left = collection.keep_adopt(arguments.file)
    done = "exported" if arguments.what == "export" else "imported"
    for reason in left:
        out.message(f"{arguments.file}: {reason}")
    if out.as_json:
        out.json({done: counts, "problems": json_output.problems([Problem(arguments.file, reason) for reason in left])})
    else:
        words = ", ".join(f"{number:,} {kind.replace('_', ' ')}" for kind, number in counts.items() if number)
        out.line(f"{done}: {words or 'nothing new'}")
    return 0


def _write(path: Path, text: str) -> None:
    """Write whole or not at all, for the owner's eyes."""
    sweep(path.parent, f".{path.name}.")
    part = part_of(path.with_name(f".{path.name}"))
    try:
        with open(part, "x", encoding="utf-8", newline="\n", opener=opener) as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise BriefingError(f"cannot write {one_line(str(path))}: {error.strerror}; choose another place") from error


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST).decode("utf-8")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is no text"
        raise BriefingError(
            f"cannot read {one_line(str(path))}: {reason}; give a file of briefing keep export"
        ) from error
