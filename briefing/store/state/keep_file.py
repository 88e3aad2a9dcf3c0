"""Everything that a person made as one readable text file, and back: a heading for each thing, a line for each of its fields."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final

from briefing.errors import BriefingError
from briefing.store.state import rows
from briefing.store.state.identity import Identity
from briefing.store.state.rows import Key, Row

if TYPE_CHECKING:
    from briefing.store.state.state import State

Record = tuple[str, dict[str, Any]]
"""(kind, fields); kinds are those of :data:`briefing.store.state.rows.TABLES`, and ``article``."""

Put = Callable[[str, Key | None, Row | None], Key]

FIRST: Final = "# briefing keep file, version 1"
_END: Final = "# end"
_CORRECTIONS: Final = ("entity_edit", "story_edit")
_ARTICLES: Final = (frozenset({"article"}), frozenset({"article", "target"}))
"""Columns that name an article, in most kinds and in corrections of stories."""
_UNSAFE: Final = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def records(state: State) -> list[Record]:
    """Return everything that was made in one folder, articles first."""
    made = state.articles_made_for()
    listed: list[Record] = []
    for article, known in sorted(state.identities().items()):
        if article in made:
            fields = {"id": article, "path": known.path, "digest": known.digest, "known_by": known.dump()}
            listed.append(("article", fields))
    for table, kind in rows.TABLES.items():
        listed += [(table, {kind.key: key} | row) for key, row in state.rows_of(table)]
    return listed


def dump(listed: Iterable[Record]) -> str:
    """Return the text of the file."""
    lines = [FIRST, ""]
    for kind, fields in listed:
        lines.append(f"[{kind}]")
        for name, value in fields.items():
            text = _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))
            lines.append(f"{name}: {text}")
        lines.append("")
    return "\n".join([*lines, _END, ""])


def load(text: str) -> tuple[list[Record], list[str]]:
    """Return the records of a file, and a line on each that cannot be read. Raises BriefingError: it is no such file."""
    lines = text.split("\n")
    if lines[0].strip() != FIRST:
        raise BriefingError("this is no file of briefing keep export, or one of a newer version")
    listed: list[Record] = []
    problems = [] if _END in lines else ["the file is cut: its last line is missing"]
    bad: set[int] = set()
    for number, line in enumerate(lines[1:], start=2):
        if line.startswith("[") and line.endswith("]"):
            listed.append((line[1:-1], {}))
        elif line.strip() and not line.startswith("#"):
            name, _, value = line.partition(":")
            try:
                listed[-1][1][name] = json.loads(value)
            except (ValueError, IndexError, RecursionError):
                problems.append(f"line {number} cannot be read")
                bad.add(len(listed) - 1)
    return [record for index, record in enumerate(listed) if index not in bad], problems


def take(state: State, listed: Iterable[Record], articles: dict[str, str]) -> tuple[dict[str, int], list[str]]:
    """Add what is not there yet, as one step that can be taken back; how many of each kind, and what was left.

    ``articles``: id in the file -> id here. Nothing that is there is written over: another note is added behind the one that is there.
    """
    counts = dict.fromkeys(rows.TABLES, 0)
    problems: list[str] = []
    with state.changing("import") as put:
        taking = _Taking(state, put, problems)
        for kind, fields in listed:
            table = rows.TABLES.get(kind)
            if table is None:
                problems += [] if kind == "article" else [f"{kind!r} is not known; left out"]
                continue
            row = {name: fields.get(name) for name in table.columns}
            key = fields.get(table.key)
            if table.key == "article":
                key = articles.get(str(key), key)
            for column in _ARTICLES[kind == "story_edit"] & row.keys():
                row[column] = articles.get(str(row[column]), row[column])
            try:
                counts[kind] += taking.take(kind, key, row)
            except (TypeError, ValueError, KeyError, AttributeError):
                problems.append(f"a {kind.replace('_', ' ')} is not whole; left out")
    return counts, problems


class _Taking:
    """Adds rows to those that are there, which are read once for each kind."""

    def __init__(self, state: State, put: Put, problems: list[str]) -> None:
        self._put = put
        self._problems = problems
        self._there = {kind: dict(state.rows_of(kind)) for kind in rows.TABLES}
        self._clippings = {_passage(row): key for key, row in self._there["clipping"].items()}
        self._corrections = {(kind, *_words(kind, row)) for kind in _CORRECTIONS for row in self._there[kind].values()}

    def take(self, kind: str, key: Any, row: Row) -> int:
        """Add a row if it is not there; return how many were written. Raises TypeError and its like: it is no row of this kind."""
        takers = {"clipping": self._clipping} | dict.fromkeys(_CORRECTIONS, self._correction)
        return takers.get(kind, self._named)(kind, key, row)

    def _clipping(self, kind: str, _: Any, row: Row) -> int:
        key = self._clippings.get(_passage(row))
        if key is None:
            self._put(kind, None, {**row, "span_start": int(row["span_start"]), "span_end": int(row["span_end"])})
            return 1
        there = self._there[kind][key]
        if row["note"] in there["note"]:
            return 0
        self._there[kind][key] = {**there, "note": f"{there['note']} / {row['note']}".removeprefix(" / ")}
        self._put(kind, key, self._there[kind][key])
        return 1

    def _correction(self, kind: str, _: Any, row: Row) -> int:
        words = kind, *_words(kind, row)
        if words in self._corrections:
            return 0
        self._put(kind, None, row)
        self._corrections.add(words)
        return 1

    def _named(self, kind: str, key: Any, row: Row) -> int:
        if not isinstance(key, str):
            raise TypeError(kind)
        there = self._there[kind].get(key)
        if there is None:
            self._put(kind, key, row)
            self._there[kind][key] = row
            return 1
        if there != row:
            self._problems.append(f"{kind.replace('_', ' ')} {key} is another one here; left as it is")
        return 0


def _passage(row: Row) -> tuple[Any, ...]:
    """Return by what a clipping is the same here and in the file."""
    return row["article"], row["text"], row["added"]


def _words(kind: str, row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in rows.TABLES[kind].words)


def identities(listed: Iterable[Record]) -> dict[str, Identity]:
    """Return by what the articles of the file are known again, by their ids there."""
    known = {}
    for kind, fields in listed:
        if kind == "article":
            try:
                known[str(fields["id"])] = Identity.load(
                    str(fields["path"]), str(fields["digest"]), str(fields["known_by"])
                )
            except (KeyError, ValueError, TypeError):
                continue
    return known
