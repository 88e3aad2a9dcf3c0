"""``briefing doctor``: versions, paths, index health, clipboard route, terminal abilities. Changes nothing in the folder."""

from __future__ import annotations

import argparse
import locale
import os
import platform
import shutil
import sys
from typing import TYPE_CHECKING, Any

from briefing import clipboard
from briefing.errors import FolderError

if TYPE_CHECKING:
    from briefing.cli.context import Session
    from briefing.cli.output import Output


def configure(parser: argparse.ArgumentParser) -> None:
    """No options of its own."""


def run(arguments: argparse.Namespace, session: Session) -> int:
    report = _report(session)
    if session.out.as_json:
        session.out.json(report)
    else:
        _print(report, session.out)
    return 0


def _report(session: Session) -> dict[str, Any]:
    """Also without any folder the doctor can say something: then a notice holds the reason."""
    from briefing.paths import Places
    from briefing.settings import load

    places = Places.find()
    settings, notices = load(places.config)
    report: dict[str, Any]
    try:
        report = dict(session.collection().health())
    except FolderError as error:
        if session.arguments.directory is not None:
            raise  # a folder that was named and is not there is a mistake in the call
        from briefing.version import __version__

        report = {
            "versions": {"briefing": __version__, "python": platform.python_version()},
            "paths": {
                "folder": None,
                "cache": str(places.cache),
                "data": str(places.data),
                "config": str(places.config),
            },
            "notices": [str(error)],
        }
    report["notices"] = [*report.get("notices", []), *notices]
    report["clipboard"] = clipboard.probe(settings)
    report["terminal"] = _terminal(session.out)
    return report


def _terminal(out: Output) -> dict[str, Any]:
    size = shutil.get_terminal_size((0, 0))
    return {
        "term": os.environ.get("TERM", ""),
        "colorterm": os.environ.get("COLORTERM", ""),
        "no_color": bool(os.environ.get("NO_COLOR")),
        "is_terminal": out.terminal,
        "columns": size.columns,
        "rows": size.lines,
        "encoding": getattr(out.stdout, "encoding", None) or "unknown",
        "locale": locale.setlocale(locale.LC_CTYPE, None),
        "platform": sys.platform,
    }


def _print(report: dict[str, Any], out: Output) -> None:
    """A heading for each group; the single facts (articles, analysis, problems) stand together, notices at the end."""
    groups = {name: value for name, value in report.items() if isinstance(value, dict)}
    single = {name: value for name, value in report.items() if not isinstance(value, (dict, list))}
    if single:
        groups = {"collection": single} | groups
    width = max(len(key) for group in groups.values() for key in group)
    for number, (heading, group) in enumerate(groups.items()):
        if number:
            out.line()
        out.line((heading.replace("_", " ").capitalize(), "bold"))
        for key, value in group.items():
            out.line(f"  {key.replace('_', ' '):<{width}}  ", _word(value))
    notices = [
        str(notice)
        for name, value in report.items()
        if isinstance(value, list) and name == "notices"
        for notice in value
    ]
    if notices:
        out.line()
    for notice in notices:
        out.line(("Notice: ", "warn"), notice)


def _word(value: Any) -> str:
    if value in (None, ""):
        return "—"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{number:,} {name.replace('_', ' ')}" for name, number in value.items() if number) or "none"
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value)) or "none"
    return str(value)
