"""What was forwarded within the text of a mail: its own sender, day and subject, and where its text begins.

General facts: mail programs print three or more labelled lines above what they forward ("From:", "Date:", "Subject:", "To:"),
in the language of the person who forwards, often below a line that says so; who forwards has not written it, and when it was
forwarded is no day of publication.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from briefing.ingest.draft import Block
from briefing.lexicon import head_words

_LINE = re.compile(r"[>\s]{0,12}[*_]{0,2}([^\W\d_][^:*\n]{0,24}?)[*_]{0,2}\s?[:：][*_]{0,2}(?:\s+(.*)|)$", re.DOTALL)
_RULE = re.compile(r"[\s>*_=–—-]{4,}$")
_QUOTED = re.compile(r"^(?:>[ \t]?)+", re.MULTILINE)
_COVER = 60
"""Words: above more of them what follows is what the mail answers, unless a line or the subject says that it is forwarded."""
_LABELS = 3
"""Labelled lines below one another that show a forwarded head."""
_LONGEST = 12
"""Lines that such a head has at most."""
_DEPTH = 5
"""Forwards within forwards."""


@dataclass(slots=True)
class Head:
    """The labelled lines of what was forwarded: ``values`` by field, ``evidence`` as printed; ``end``: the block behind them."""

    start: int
    end: int
    values: dict[str, str] = field(default_factory=dict)
    evidence: dict[str, str] = field(default_factory=dict)


def spaced(text: str) -> str:
    """Return ``text`` with each labelled line of a forwarded head between blank lines, and without the ``>`` that quotes what is forwarded."""
    lines = _RUN_TOGETHER.sub(_apart, text).split("\n") if "@" in text else text.split("\n")
    filled = [number for number, line in enumerate(lines) if line.strip()]
    labelled = [_label(lines[number]) is not None for number in filled]
    result: dict[int, str] = {}
    position = 0
    while position < len(filled):
        run = labelled[position : position + _LONGEST]
        if not labelled[position] or sum(run[: 2 * _LABELS]) < _LABELS:
            position += 1
            continue
        if not result and lines[filled[position]].lstrip().startswith(">"):
            lines[filled[position] :] = [_QUOTED.sub("", line) for line in lines[filled[position] :]]
        last = max(number for number, known in enumerate(run) if known and sum(run[:number]) >= number - 2)
        for number in filled[position : position + last + 1]:
            if _label(lines[number]) is not None:
                owner = number
                result[owner] = lines[number]
            else:  # a list of addresses that goes on
                result[owner] = f"{result[owner].rstrip()} {lines[number].strip()}"
                result[number] = ""
        position += last + 1
    return "\n".join(f"\n{result[number]}\n" if number in result else line for number, line in enumerate(lines))


_RUN_TOGETHER = re.compile(
    r"^[>\s]{0,8}(?:From|Von|De|Da|Van)\s?:\s[^\n]{0,300}\S(?:To|An|À|Para|A|Aan)\s?:\s[^\n]{0,1000}$", re.MULTILINE
)
"""A head of which some programs drop the line ends."""
_GLUED = re.compile(
    r"(?<=[^\s\w])(?=[^\W\d_a-zß-öø-ÿ][^\W\d_]{1,8}\s?:\s)|(?<=[0-9a-z])(?=(?:Subject|Betreff|Objet|Asunto|Assunto|Oggetto|Onderwerp|Sent|Date|Datum)\s?:\s)"
)


def _apart(match: re.Match[str]) -> str:
    return _GLUED.sub("\n", match.group())


def is_said(blocks: list[Block], subject: str) -> bool:
    """Return whether the subject, or a line among the first of a mail, says that something is forwarded."""
    if head_words.FORWARD_PREFIX.search(subject) is not None:
        return True
    ruled = (block.text for block in blocks[:8] if block.text.lstrip("> ")[:1] in _RULES)
    return any(map(_says_forwarded, ruled))


_RULES = frozenset("-_")


def _says_forwarded(text: str) -> bool:
    return head_words.FORWARDED.search(text[:200]) is not None


def _label(line: str) -> tuple[str, str] | None:
    """(field, value) of a labelled line of a forwarded head."""
    match = _LINE.match(line[:1000])
    name = head_words.MAIL_LABELS.get(" ".join(match[1].casefold().split())) if match is not None else None
    return None if match is None or name is None else (name, (match[2] or "").strip())


def find(blocks: list[Block], *, told: bool) -> Head | None:
    """Return the innermost forwarded head of ``blocks``, ``None`` where nothing is forwarded. ``told``: the subject says that something is.

    Marks the lines of each head, and what stands above it, as furniture.
    """
    innermost: Head | None = None
    start = 0
    for _ in range(_DEPTH):
        head = _next(blocks, start, told=told or innermost is not None)
        if head is None or (innermost is not None and _words(blocks[innermost.end : head.start]) > _COVER):
            break
        innermost, start = head, head.end
        for block in blocks[: head.end]:
            block.kind = "furniture"
    return innermost


def _next(blocks: list[Block], start: int, *, told: bool) -> Head | None:
    for number in range(start, len(blocks)):
        if _label(blocks[number].text) is None:
            continue
        head = _read(blocks, number)
        said = any(_says_forwarded(block.text) for block in blocks[max(start, number - 2) : number])
        if head.end >= len(blocks) or "from" not in head.values or len(head.values) < (2 if said else _LABELS):
            continue
        if said or told or _words(blocks[start:number]) <= _COVER:
            return head
    return None


def _read(blocks: list[Block], start: int) -> Head:
    head = Head(start, start)
    waiting = ""  # the value of the line before goes on here
    for number in range(start, min(start + _LONGEST, len(blocks))):
        text = blocks[number].text
        found = _label(text)
        if found is not None:
            name, value = found
            if name and name in head.values:
                break  # a head within the head
            head.evidence[name] = " ".join(text.split())
        elif _RULE.match(text) or (waiting and len(text) < _LONGEST_VALUE):
            name, value = waiting, text
            head.evidence[name] = f"{head.evidence.get(name, '')} {text}".strip()
        else:
            break
        head.values[name or f"-{number}"] = value
        waiting = "" if value else name
        head.end = number + 1
    return head


_LONGEST_VALUE = 200
"""Characters: what stands below a label alone and is longer is no value of it."""


def _words(blocks: list[Block]) -> int:
    return sum(block.text.count(" ") + 1 for block in blocks if block.kind is None)
