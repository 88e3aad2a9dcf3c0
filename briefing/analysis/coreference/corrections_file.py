"""Corrections of names as a text file that people can read, compare and edit: one correction a line, applied from the top.

    # a remark
    merge person "Kirby" into person "John Kirby"
    split "Kirby" from person "John Kirby"
    rename person "John Kirby" to "John F. Kirby"
    kind person "Vellmar" is place
    hide person "May"
    hide "May" of person "Theresa May"
    hide "May" of person "Theresa May" in "01-npa.txt" at 120-123

Names stand in double quotes as in JSON: a quote, a backslash and whatever could act on a terminal are escaped, so one
correction is always one line. Pure; it knows nothing of files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import Final

from briefing.analysis.coreference.corrections import KINDS, entity_key
from briefing.errors import BriefingError
from briefing.model import EntityEdit
from briefing.text import one_line, safe_text

HEADER: Final = "# Corrections of names, applied from the top; what follows # is a remark. Read in with: briefing entities --import FILE"
MOST_LINES: Final = 100_000
LONGEST: Final = 4_000
"""Characters of one line."""

_TOKEN = re.compile(r'\s*(?:("(?:[^"\\]++|\\.)*")|([a-z]++)|(\d++-\d++)|(#.*+)|(\S))')
_FORMS: Final = (
    'merge KIND "name" into KIND "name"', 'split "spelling" from KIND "name"', 'rename KIND "name" to "name"',
    'kind KIND "name" is KIND', 'hide KIND "name"', 'hide "spelling" of KIND "name"',
    'hide "spelling" of KIND "name" in "path" at START-END',
)  # fmt: skip
_BY_WORD: Final = {
    word: [form for form in _FORMS if form.startswith(word)] for word in ("merge", "split", "rename", "kind", "hide")
}


def quoted(text: str) -> str:
    """Return ``text`` as it stands in the file."""
    plain = json.dumps(text, ensure_ascii=False)
    if safe_text(plain) == plain:
        return plain
    return "".join(c if safe_text(c) == c else json.dumps(c)[1:-1] for c in plain)


def dump(edits: Iterable[EntityEdit], names: Iterable[tuple[str, str]], path_of: Callable[[str], str]) -> str:
    """Return the file. ``names`` gives for each correction its entity's and its target's name as printed; ``path_of`` the path of
    an article id (the id itself if the article is gone)."""
    lines = [HEADER]
    for edit, (name, target) in zip(edits, names, strict=True):
        kind = edit.entity.partition(":")[0]
        entity = f"{kind} {quoted(name)}"
        match edit.action:
            case "merge":
                lines.append(f"merge {entity} into {edit.target.partition(':')[0]} {quoted(target)}")
            case "split":
                lines.append(f"split {quoted(edit.surface)} from {entity}")
            case "rename":
                lines.append(f"rename {entity} to {quoted(edit.target)}")
            case "retype":
                lines.append(f"kind {entity} is {edit.target}")
            case "hide" if edit.span is not None:
                place = f"in {quoted(path_of(edit.article))} at {edit.span[0]}-{edit.span[1]}"
                lines.append(f"hide {quoted(edit.surface)} of {entity} {place}")
            case "hide":
                lines.append(f"hide {quoted(edit.surface)} of {entity}" if edit.surface else f"hide {entity}")
    return "\n".join(lines) + "\n"


def load(text: str, id_of: Callable[[str], str]) -> list[EntityEdit]:
    """Return the corrections of a file, with ids 0. ``id_of`` gives the article id of a path. Raises BriefingError that names the
    first line which cannot be read; then nothing of the file counts."""
    edits = []
    # Only these end a line: a name may hold what else Python takes for the end of one.
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > MOST_LINES:
        raise BriefingError(f"the file of corrections has more than {MOST_LINES:,} lines")
    for number, line in enumerate(lines, 1):
        try:
            edit = _read(line, id_of)
        except ValueError as error:
            raise BriefingError(f"line {number} of the corrections: {error}") from None
        if edit is not None:
            edits.append(edit)
    return edits


def _read(line: str, id_of: Callable[[str], str]) -> EntityEdit | None:
    if len(line) > LONGEST:
        raise ValueError(f"longer than {LONGEST:,} characters")
    tokens = _tokens(line)
    if not tokens:
        return None
    shape, values = "", []
    for kind, value in tokens:
        if kind == "word" and value not in KINDS:
            shape += f" {value}"
        else:
            shape += {"word": " KIND", "name": ' ""', "range": " RANGE"}[kind]
            values.append(value)
    match shape.strip():
        case 'merge KIND "" into KIND ""':
            return EntityEdit(0, "merge", entity_key(values[0], values[1]), target=entity_key(values[2], values[3]))
        case 'split "" from KIND ""':
            return EntityEdit(0, "split", entity_key(values[1], values[2]), surface=values[0])
        case 'rename KIND "" to ""':
            new = one_line(values[2]).strip()
            if not new:
                raise ValueError("a name needs at least one character")
            return EntityEdit(0, "rename", entity_key(values[0], values[1]), target=new)
        case 'kind KIND "" is KIND':
            return EntityEdit(0, "retype", entity_key(values[0], values[1]), target=values[2])
        case 'hide KIND ""':
            return EntityEdit(0, "hide", entity_key(values[0], values[1]))
        case 'hide "" of KIND ""':
            return EntityEdit(0, "hide", entity_key(values[1], values[2]), surface=values[0])
        case 'hide "" of KIND "" in "" at RANGE':
            start, end = (int(number) for number in values[4].split("-")) if len(values[4]) < 40 else (0, 0)
            if not start < end < 1 << 40:
                raise ValueError(f"the place {one_line(values[4])[:40]} is none")
            return EntityEdit(
                0, "hide", entity_key(values[1], values[2]), values[0], "", id_of(values[3]), (start, end)
            )
    first = tokens[0][1] if tokens[0][0] == "word" else ""
    if first in _BY_WORD:
        raise ValueError(f"write {' or '.join(_BY_WORD[first])}; KIND is person, organisation or place")
    raise ValueError(f"{one_line(line.strip())[:60]!r} does not begin with merge, split, rename, kind or hide")


def _tokens(line: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    for match in _TOKEN.finditer(line.rstrip()):
        name, word, place, remark, other = match.groups()
        if name is not None:
            try:
                value = json.loads(name, strict=False)
                value.encode("utf-8")
            except ValueError:
                raise ValueError(f"{one_line(name)[:60]} holds an escape that stands for no character") from None
            tokens.append(("name", value))
        elif word is not None:
            tokens.append(("word", word))
        elif place is not None:
            tokens.append(("range", place))
        elif remark is None:
            if other == '"':
                raise ValueError('a name is not closed: " is missing at its end')
            raise ValueError(f"{one_line(other)!r} has no place here; names stand in double quotes")
    return tokens
