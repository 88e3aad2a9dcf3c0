"""Finds passages that a file holds more than once, so that they are kept once and counted once. Never drops a place.

Pages pasted twice, mobile and desktop copies of one text, pull quotes: the same paragraph again, or a part of one.
Works on paragraphs as the file prints them, dateline included.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.ingest.draft import Block

_LEAST_WORDS = 5
"""Shorter lines ("Yes.", "No comment.") may stand twice in their own right, unless they stand in a repeated run."""
_LEAST_INSIDE = 8
"""A passage of so many words inside a longer paragraph is that passage again (a pull quote)."""
_HEADLINES = 6
_STOPS = '.!?…”"’'
"""The headline stands above the first sentence, in one of so many paragraphs: it may be in the words of that sentence, and is
no repeat of it."""
_WORK = 20_000_000
"""Characters compared at most when looking for passages inside paragraphs."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """The kept passage: ``text[start:end]`` of block ``index``."""

    index: int
    start: int
    end: int


def split(block: Block, at: int, after: int | None = None) -> tuple[Block, Block]:
    """Return ``block`` cut in two at ``at``; ``block.text[at:after]`` (white space) becomes what stands between the halves."""
    after = at if after is None else after
    left = Block(block.text[:at], _cut(block, 0, at), block.kind, block.gap, block.heading, block.lead)
    right = Block(
        block.text[after:], _cut(block, after, len(block.text)), block.kind, False, block.heading, block.text[at:after]
    )
    return left, right


def _cut(block: Block, start: int, end: int) -> tuple[tuple[int, int, int], ...]:
    found = []
    for offset, source, length in block.segments:
        first, last = max(offset, start), min(offset + length, end)
        if first < last:
            found.append((first - start, source + first - offset, last - first))
    return tuple(found)


def unglue(blocks: list[Block]) -> list[Block]:
    """Return ``blocks`` with a paragraph cut where the article begins again within it (pasted without a line break)."""
    openings = [block.text[:60] for block in blocks[:4] if len(block.text) >= 40]
    if not openings:
        return blocks
    result: list[Block] = []
    for block in blocks:
        rest = block
        for _ in range(40):
            places = [rest.text.find(opening, 1) for opening in openings]
            cuts = [place for place in places if place > 0 and _stops(rest.text, place)]
            if not cuts:
                break
            left, rest = split(rest, min(cuts))
            stripped = left.text.rstrip()
            if len(stripped) < len(left.text):
                left = split(left, len(stripped), len(left.text))[0]
            rest.lead = "\n\n"
            result.append(left)
        result.append(rest)
    return result


def _stops(text: str, place: int) -> bool:
    """Return whether a sentence or line has ended right before ``place``."""
    before = text[:place].rstrip()[-1:]
    return before in ".!?…\"”’')]"


def find(blocks: list[Block]) -> dict[int, Repeat]:
    """For each paragraph that repeats an earlier (or lies within a longer) one: the kept passage."""
    keys = [" ".join(block.text.casefold().split()) for block in blocks]
    first: dict[str, int] = {}
    same: dict[int, int] = {}
    for index, key in enumerate(keys):
        if key in first:
            same[index] = first[key]
        else:
            first[key] = index
    repeats: dict[int, Repeat] = {}
    sure = {i: j for i, j in same.items() if keys[i].count(" ") + 1 >= _LEAST_WORDS}
    for index in range(len(blocks)):  # short lines inside a repeated run
        if index in same and index not in sure and sure.get(index - 1, -9) == same[index] - 1:
            sure[index] = same[index]
    for index in range(len(blocks) - 1, -1, -1):
        if index in same and index not in sure and sure.get(index + 1, -9) == same[index] + 1:
            sure[index] = same[index]
    for index, kept in sure.items():
        repeats[index] = Repeat(kept, 0, len(blocks[kept].text))
    _inside(blocks, repeats)
    for index, repeat in repeats.items():  # a passage inside a paragraph that turned out to be a repeat itself
        while repeat.index in repeats:
            outer = repeats[repeat.index]
            start = outer.start + repeat.start
            repeat = Repeat(outer.index, min(start, outer.end), min(outer.start + repeat.end, outer.end))
        repeats[index] = repeat
    return repeats


def _inside(blocks: list[Block], repeats: dict[int, Repeat]) -> None:
    total = sum(len(block.text) for block in blocks)
    short = [index for index, block in enumerate(blocks) if index not in repeats and _may_stand_inside(block.text)]
    if not short or total * len(short) > _WORK:
        return
    prose = next((n for n, block in enumerate(blocks[:_HEADLINES]) if _is_prose(block.text)), _HEADLINES)
    whole = "\n".join(block.text for block in blocks)
    starts, offset = [], 0
    for block in blocks:
        starts.append(offset)
        offset += len(block.text) + 1
    for index in short:
        needle = blocks[index].text.strip(" \"“”‘’'")
        for place in _places(whole, needle):
            owner = _owner(starts, place)
            if owner in repeats or len(blocks[owner].text) <= len(blocks[index].text):
                continue
            if owner < index or index >= prose:
                start = place - starts[owner]
                repeats[index] = Repeat(owner, start, start + len(needle))
                break


def _may_stand_inside(text: str) -> bool:
    return 40 <= len(text) <= 600 and text.count(" ") + 1 >= _LEAST_INSIDE


def _is_prose(text: str) -> bool:
    return text.count(" ") >= 11 and text[-1] in _STOPS


def _places(whole: str, needle: str) -> Iterator[int]:
    """Yield where ``needle`` stands in ``whole``."""
    place = whole.find(needle)
    while place >= 0:
        yield place
        place = whole.find(needle, place + 1)


def _owner(starts: list[int], place: int) -> int:
    from bisect import bisect_right

    return bisect_right(starts, place) - 1
