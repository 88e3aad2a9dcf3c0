"""The characters of a plain-text file become paragraphs with their places. Changes no word, only how lines are joined.

A paragraph is what stands between blank lines. Without blank lines each line is one, unless the file is hard-wrapped:
then lines are joined where the next word would not have fitted, and a break becomes one space.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from briefing.errors import IngestError
from briefing.ingest.draft import Block, Segment
from briefing.ingest.plain_text import (
    boilerplate,
    bylines,
    datelines,
    field_records,
    line_facts,
    line_types,
    outlet_names,
)
from briefing.lexicon.place_names import is_known

_BLANK = " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff\u200b\u2060"
_CLOSERS = "\"'”’»)]"
_WIDEST_WRAP = 132
"""Lines of a hard-wrapped file are at most this long (the widest line printers); longer lines are paragraphs."""
_MOST_LINES = 100_000
_HEAD = 12
"""Lines among which the head stands, where lines may be short because they say all they have to."""
_BYLINE = re.compile(r"by\s+[A-Z]", re.IGNORECASE)


@dataclass(slots=True)
class Line:
    """A line without its white space at both ends; ``start`` is its place in the file, ``indent`` the white space before."""

    text: str
    start: int
    indent: int


def lines(source: str) -> list[list[Line]]:
    """Return the lines of ``source`` in groups that blank lines (and page breaks) separate. Raises IngestError for too many."""
    groups: list[list[Line]] = []
    group: list[Line] = []
    offset = 0
    raws = source.splitlines(keepends=True)
    if len(raws) > _MOST_LINES and sum(1 for raw in raws if raw.strip(_BLANK)) > _MOST_LINES:
        raise IngestError(f"has more than {_MOST_LINES:,} lines, too many for an article")
    for raw in raws:
        text = raw.strip(_BLANK)
        if text:
            indent = len(raw) - len(raw.lstrip(_BLANK))
            group.append(Line(text, offset + indent, indent))
        elif group:
            groups.append(group)
            group = []
        if raw.endswith(("\x0c", "\u2029")) and group:
            groups.append(group)
            group = []
        offset += len(raw)
    if group:
        groups.append(group)
    return groups


def blocks(source: str, soft: Callable[[str, str], bool] | None = None) -> list[Block]:
    """Return ``source`` as paragraphs, each with the places of its pieces in ``source``.

    ``soft(line, next line)`` says for formats with soft line breaks whether the two belong together anyway.
    """
    groups = lines(source)
    width = wrap_width(groups)
    found: list[Block] = []
    seen = 0 if width else _HEAD
    for group in groups:
        gap = True
        run = [group[0]]
        if seen < _HEAD and _begins_story(group[0]):
            seen = _HEAD
        margin = min(line.indent for line in group)
        for number, (before, line) in enumerate(itertools.pairwise(group)):
            after = group[number + 2] if number + 2 < len(group) else None
            opens = line.indent >= margin + 2 and (after is None or after.indent < line.indent)
            seen += 1
            if (
                width
                and not opens
                and _continues(before, line, width)
                and not _signs_off(before, line)
                and not (seen <= _HEAD and (_whole(before) or _opens(line)))
            ) or (soft is not None and soft(before.text, line.text)):
                run.append(line)
            else:
                found.append(join(run, gap))
                gap, run = False, [line]
                if seen < _HEAD and _begins_story(line):
                    seen = _HEAD
        found.append(join(run, gap))
    return found


def wrap_width(groups: list[list[Line]]) -> int:
    """Return the width at which the file was hard-wrapped, or 0 if each line is a paragraph.

    In wrapped text most lines that another follows stop in mid-sentence, and some go on with a small letter; where each
    line is a paragraph they end a sentence.
    """
    lengths: list[int] = []
    within = running = 0
    for group in groups:
        for line, after in itertools.pairwise(group):
            if len(line.text) >= 30:
                lengths.append(len(line.text))
                if line.text.rstrip(_CLOSERS)[-1:] not in (".", "!", "?", "…", ":"):
                    within += 1
                    running += after.text[0].islower()
    if not lengths or (within * 2 <= len(lengths) and running * 5 < len(lengths)):
        return 0
    lengths.sort()
    width = lengths[int(0.95 * (len(lengths) - 1))]
    longest = max(len(line.text) for group in groups for line in group)
    if width > _WIDEST_WRAP or (longest > _WIDEST_WRAP and len(lengths) < 4):
        return 0
    return max(width, min(longest, _WIDEST_WRAP)) if len(lengths) < 4 else width


def _continues(before: Line, line: Line, width: int) -> bool:
    if line.indent >= before.indent + 2 or len(before.text) > width + 8:
        return False
    word = line.text.split(None, 1)[0]
    runs_on = line.text[0].islower() and before.text[-1] not in ".!?…:" and len(before.text) * 2 >= width
    if before.indent + len(before.text) + 1 + len(word) <= width and not runs_on:
        return False
    if line_types.label(line.text) is not None:
        return False
    if _BYLINE.match(line.text) and before.text.rstrip(_CLOSERS)[-1:].isalnum() and not line.text.endswith("."):
        return False
    if (
        _BYLINE.match(before.text)
        and not before.text.endswith((",", " and"))
        and bylines.parse(before.text) is not None
    ):
        return False
    return not (before.text.isupper() and not line.text.isupper() and before.text[-1] not in ",-")


def _whole(line: Line) -> bool:
    """Return whether a line of the head is complete by itself: a slug, who signs, a date."""
    return (
        boilerplate.kind(line.text) == "furniture"
        or bylines.is_role(line.text)
        or line_facts.read(line.text) is not None
    )


def _opens(line: Line) -> bool:
    """Return whether a line of the head begins something of its own: an editor's note, the dateline of the story."""
    if (
        field_records.is_field(line.text)
        or boilerplate.kind(line.text) == "furniture"
        or line_facts.read(line.text) is not None
    ):
        return True
    person = bylines.signing(line.text)
    if person is not None and bylines.is_sure(person):
        return True
    found = datelines.parse(line.text)
    return found is not None and found.sure


def _signs_off(before: Line, line: Line) -> bool:
    """Return whether a wire ends with this line ("Reuter", "ENDS"): a sentence is over, and none begins with so little."""
    return (
        len(line.text) <= 20
        and line.text[-1].isalnum()
        and before.text.rstrip(_CLOSERS)[-1:] in (".", "!", "?")
        and boilerplate.kind(line.text) == "furniture"
    )


def _begins_story(line: Line) -> bool:
    """Return whether a line begins with a dateline beyond doubt: what stands below it is no head."""
    found = datelines.parse(line.text)
    return found is not None and found.sure and not found.text.endswith(":")


def join(run: list[Line], gap: bool) -> Block:
    """Return the lines of one paragraph with single spaces between them."""
    if len(run) == 1:
        return Block(run[0].text, ((0, run[0].start, len(run[0].text)),), None, gap)
    pieces: list[str] = []
    segments: list[Segment] = []
    offset = 0
    for number, line in enumerate(run):
        # The space between two lines takes the place of the line break (or of the blank before it).
        spaced = number + 1 < len(run) and not _hyphenated(line.text, run[number + 1].text)
        segments.append((offset, line.start, len(line.text) + spaced))
        pieces.append(line.text + " " if spaced else line.text)
        offset += len(line.text) + spaced
    return Block("".join(pieces), tuple(segments), None, gap)


_HANGING = re.compile(r"(?:and|or|to|nor|but)\b", re.IGNORECASE)


def _hyphenated(line: str, following: str) -> bool:
    """Return whether a line was broken behind the hyphen of a compound ("similar-" / "sized"); "two-" / "and three-year" was not."""
    return line.endswith("-") and line[-2:-1].isalpha() and following[:1].isalpha() and not _HANGING.match(following)


_WRAPPED = 32
"""Characters: a shorter line of capitals was hardly broken off for want of room."""
_HEADLINES = 8
"""Paragraphs in which a headline of two lines is looked for."""
_HANGS = re.compile(
    r"\b(?:a|an|and|as|at|but|by|for|from|in|into|of|on|or|over|than|the|to|with|vs?)$|[,–—-]$", re.IGNORECASE
)


def rejoin(blocks: list[Block]) -> list[Block]:
    """Return ``blocks`` with a headline that was set in two or three lines made one paragraph again.

    General facts: no line of a head begins with a small letter but the second line of a headline; nor does one end in "of" or
    "the"; and a headline in capitals of which the next line is too, both alone between blank lines, is one headline.
    """
    result = blocks[:1]
    for number, block in enumerate(blocks[1:], 1):
        if number > _HEADLINES or block.gap or not _goes_on(result[-1], block, blocks[number + 1 : number + 2]):
            result.append(block)
            continue
        before = result[-1]
        offset = len(before.text) + 1
        segments = before.segments + tuple((start + offset, source, size) for start, source, size in block.segments)
        result[-1] = Block(f"{before.text} {block.text}", segments, None, before.gap, before.heading, before.lead)
    return result


def _goes_on(before: Block, block: Block, below: list[Block]) -> bool:
    """Return whether ``block`` is the second line of what ``before`` begins: a list of names, or a headline."""
    first, second = before.text, block.text
    if len(second) <= 60 and before.kind is block.kind is None and second.startswith(("and ", "with ", "& ")):
        return bylines.is_opened(first)  # "By Ada Krol" / "and Jon Aske"
    if len(second) <= 60 and first.endswith((",", " and")) and bylines.is_opened(first):
        return bylines.parse(f"By {second}") is not None
    if not _may_be_headline(before, block):
        return False
    if second[0].islower() or _HANGS.search(first):
        return True
    if not first.isupper() or not second.isupper() or bylines.bare(second) is not None:
        return False
    if len(first) >= _WRAPPED and not outlet_names.outlet_name(first) and _ends_capitals(second, below):
        return datelines.parse(second, alone=True) is None  # set in two lines of capitals
    return before.gap and len(first) >= _SHORTEST and all(following.gap for following in below)


_SHORTEST = 24
"""Characters: a line of capitals that stands alone with the next is no shorter where both are one headline."""
_SENTENCE_ENDS = re.compile(r"[.:;!?]$")


def _may_be_headline(before: Block, block: Block) -> bool:
    """Return whether two lines can be one headline: by their lengths, and as neither is anything else."""
    if before.kind is not None or block.kind is not None:
        return False
    first, second = before.text, block.text
    if not 12 <= len(first) <= 100 or len(second) > min(90, len(first) + 8):
        return False
    if not second[0].isalpha() or _SENTENCE_ENDS.search(first):
        return False
    return not any(tell(first) for tell in _NO_FIRST_LINES) and not any(tell(second) for tell in _NO_SECOND_LINES)


_NO_LINES: Final[tuple[Callable[[str], object], ...]] = (boilerplate.is_contact, line_types.label, line_facts.read)
_NO_FIRST_LINES: Final = (*_NO_LINES, bylines.is_opened)
_NO_SECOND_LINES: Final = (*_NO_LINES, line_types.is_sentence, bylines.signing)


def _ends_capitals(second: str, below: list[Block]) -> bool:
    """Return whether a line of capitals is the last of several, and neither furniture nor a place."""
    if not below or below[0].text.isupper():
        return False
    return boilerplate.kind(second) is None and not is_known(second)
