"""Lines with their places on pages become paragraphs in reading order: columns, headlines across them, running heads, footnotes.

Knows no PDF. A page is cut where a gap runs through it from top to bottom, else where lines stand across such a gap (a recursive XY
cut: Nagy and Seth 1984), so that columns under a headline and a story beside a box are each read from top to bottom.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections import Counter
from dataclasses import dataclass

from briefing.ingest.draft import Block

_MOST_LINES = 1500
"""Lines of a page beyond which no columns are looked for."""
_ZONE = 0.09
"""Share of a page's height at its top and at its foot where running heads and page numbers stand."""
_NUMBER = re.compile(r"(?:page|p\.?|seite|side|str\.?)?\s*[-–—|]?\s*(?:[A-Z]?[0-9]{1,4}|[ivxl]{1,6})\s*[-–—|]?(?:\s*(?:of|/|von|sur|av)\s*[0-9]{1,4})?$", re.IGNORECASE)  # fmt: skip
_OWNER = re.compile(r"\(c\)|©|copyright\b|https?://|www\.", re.IGNORECASE)
_NOTE = re.compile(r"(?:[0-9]{1,2}|[*†‡§]{1,3}|\([0-9a-z]\))[\s.]?\s*\S")
_COMPOUND = frozenset(
    "well ill self ex all half high low long short so two three four five six seven eight nine ten year cross anti non pro multi semi mid pre post co vice "
    "first second third one state world north south east west right left full part old new much ever then re e so-called".split()
)
"""First halves that keep their hyphen more often than not."""


@dataclass(slots=True)
class Line:
    """A line of a page in points: ``left`` and ``right``, ``top`` from the upper edge, ``size``: the height of its font."""

    text: str
    page: int
    left: float
    right: float
    top: float
    size: float

    @property
    def middle(self) -> float:
        return self.top + self.size / 2

    def is_beside(self, other: Line) -> bool:
        """Return whether two lines of a page stand in one row."""
        return self.page == other.page and abs(self.middle - other.middle) < 0.5 * other.size

    def in_zone(self, height: float) -> bool:
        """Return whether the line stands at the top or at the foot of a page of this height."""
        return not _ZONE * height <= self.middle <= (1 - _ZONE) * height


def blocks(pages: list[list[Line]], heights: list[float]) -> list[Block]:
    """Return the paragraphs of a document; ``heights``: of its pages. Running heads and page numbers stand last, as furniture."""
    usual = _usual([line for lines in pages for line in lines])
    apart = _running(pages, heights)
    ordered: list[Line] = []
    notes: list[Line] = []
    for number, lines in enumerate(pages):
        kept = [line for line in lines if id(line) not in apart]
        below = _footnotes(kept, usual, heights[number])
        notes += below
        aside = {id(line) for line in below}
        page = _with_initials([line for line in kept if id(line) not in aside], usual)
        ordered += _order(page, usual) if len(page) <= _MOST_LINES else page
    words = Counter(re.findall(r"[\w’'-]+", " ".join(line.text for line in ordered).lower()))
    found = _paragraphs(ordered, usual, words) + _paragraphs(notes, usual, words)
    heads = dict.fromkeys(line.text for lines in pages for line in lines if id(line) in apart)
    return found + [Block(text, (), "furniture") for text in heads]


def _usual(lines: list[Line]) -> float:
    """Return the size of most letters."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


# --- what stands around the text --------------------------------------------------------------------------------------------


def _running(pages: list[list[Line]], heights: list[float]) -> set[int]:
    """Page numbers, and lines (figures aside) that stand at the same height of several pages: heads and feet."""
    found: set[int] = set()
    places: dict[tuple[str, int], list[Line]] = {}
    for number, lines in enumerate(pages):
        for line in lines:
            zone, foot = line.in_zone(heights[number]), line.middle > (1 - _ZONE) * heights[number]
            said = [pattern for pattern, where in ((_NUMBER, zone), (_OWNER, foot)) if where]
            if any(pattern.match(line.text) for pattern in said):
                found.add(id(line))
            key = re.sub(r"[0-9]+", "0", line.text) if zone else line.text
            for height in {int(line.top // 6), int((line.top + 3) // 6)}:
                places.setdefault((key, height + (0 if zone else 100_000)), []).append(line)
        found.update(_beside_numbers(lines, found, heights[number]))
        if number:
            found.update(_set_apart(lines, found, heights[number]))
    for (_, height), lines in places.items():
        on = len({line.page for line in lines})
        least = 2 if height < 100_000 else 3
        if on >= min(least, max(2, len(pages))) and on * 3 >= len(pages):
            found.update(id(line) for line in lines)
    return found


def _beside_numbers(lines: list[Line], numbers: set[int], height: float) -> set[int]:
    """Lines that share a row with a page number: a paper's name, a section, a date."""
    rows = [line for line in lines if id(line) in numbers][:20]
    return {id(line) for line in lines if line.in_zone(height) and any(map(line.is_beside, rows))}


def _set_apart(lines: list[Line], known: set[int], height: float) -> set[int]:
    """Return a short first row of a later page, far above what follows."""
    first = sorted((line for line in lines if id(line) not in known), key=lambda line: line.top)
    if not first or first[0].middle > _ZONE * height:
        return set()
    row = [line for line in first if abs(line.middle - first[0].middle) < 0.5 * first[0].size]
    below = first[len(row)].top - first[0].top if len(row) < len(first) else 0.0
    short = all(_SHORT.match(line.text) for line in row)
    return {id(line) for line in row} if short and below > 2.2 * first[0].size else set()


_SHORT = re.compile(r".{0,78}[^.!?”]$", re.DOTALL)


def _footnotes(lines: list[Line], usual: float, height: float) -> list[Line]:
    """Small lines at the foot of a page from the first that begins with a number or a star; none if larger ones stand below."""
    low = sorted((line for line in lines if line.middle > 0.5 * height), key=lambda line: line.top)
    start = len(low)
    while start > 0 and low[start - 1].size < 0.9 * usual:
        start -= 1
    for number in range(start, len(low)):
        if _NOTE.match(low[number].text):
            return low[number:]
    return []


def _with_initials(lines: list[Line], usual: float) -> list[Line]:
    """Return a large first letter that reaches down beside several lines is put before the first of them."""
    kept = []
    left = 20  # more initials than that are none
    for line in lines:
        left -= line.size >= 1.7 * usual
        if left < 0 or line.size < 1.7 * usual or not _INITIAL.match(line.text):
            kept.append(line)
            continue
        beside = [one for one in lines if one is not line and _reaches_down(line, one)]
        if not beside:
            kept.append(line)
            continue
        first = min(beside, key=lambda one: one.top)
        apart = first.left - line.right > 0.45 * first.size and line.text in ("A", "I", "O")
        first.text = line.text + (" " if apart else "") + first.text
        for one in beside:
            one.left = min(one.left, line.left)  # the lines beside it are not indented
    return kept


_INITIAL = re.compile(r"[^\W\d_].?$", re.DOTALL)


def _reaches_down(initial: Line, line: Line) -> bool:
    """Return whether a large letter stands right beside a line of smaller ones."""
    if line.size >= 0.7 * initial.size or not -0.5 * line.size <= line.left - initial.right <= 2.5 * line.size:
        return False
    return initial.top - 0.6 * line.size <= line.middle <= initial.top + initial.size


# --- reading order ----------------------------------------------------------------------------------------------------------


def _order(lines: list[Line], usual: float, depth: int = 0) -> list[Line]:
    """Return ``lines`` of one region in the order in which people read them."""
    rows = sorted(lines, key=lambda line: (line.top, line.left))
    if len(lines) < 4 or depth > 20:
        return _by_rows(rows)
    gaps = _gaps(lines, usual, crossing=0)
    if gaps:
        return [one for part in _cut(rows, gaps) for one in _order(part, usual, depth + 1)]
    gaps = _gaps(lines, usual, crossing=max(2, int(0.35 * len(lines))))
    for gap in gaps:
        across = [line for line in rows if line.left + 1 < gap < line.right - 1]
        if len(across) in (0, len(rows)):
            continue
        ordered: list[Line] = []
        band: list[Line] = []
        spanning = {id(line) for line in across}
        for line in sorted(rows, key=lambda one: one.middle):
            if id(line) in spanning:
                ordered += _order(band, usual, depth + 1)
                band = []
                ordered.append(line)
            else:
                band.append(line)
        return ordered + _order(band, usual, depth + 1)
    return _by_rows(rows)


def _by_rows(rows: list[Line]) -> list[Line]:
    """Lines from top to bottom; those that stand on one line from left to right."""
    ordered: list[Line] = []
    row: list[Line] = []
    for line in rows:
        if row and abs(line.middle - row[0].middle) > 0.4 * min(line.size, row[0].size):
            ordered += sorted(row, key=lambda one: one.left)
            row = []
        row.append(line)
    return ordered + sorted(row, key=lambda one: one.left)


def _gaps(lines: list[Line], usual: float, *, crossing: int) -> list[float]:
    """Return where at most ``crossing`` lines stand across, with columns of text on both sides; the emptiest first, then from the left."""
    start = min(line.left for line in lines)
    width = int(max(line.right for line in lines) - start) + 2
    if width > 20_000:
        return []
    steps = [0] * (width + 1)
    for line in lines:
        steps[int(line.left - start)] += 1
        steps[min(width, int(line.right - start) + 1)] -= 1
    covered = list(itertools.accumulate(steps))
    found: list[tuple[int, float]] = []
    for count, run in itertools.groupby(range(width), key=lambda at: covered[at] if covered[at] <= crossing else -1):
        places = list(run)
        if count < 0 or len(places) < 0.55 * usual or not 0 < places[0] <= places[-1] < width - 2:
            continue
        gap = start + (places[0] + places[-1]) / 2
        sides = (
            [line for line in lines if line.right <= gap + 1],
            [line for line in lines if line.left >= gap - 1],
        )
        if all(_is_column(side, usual) for side in sides):
            found.append((count, gap))
    found.sort()
    least = found[0][0] if found else 0
    return sorted(gap for count, gap in found if count == least)


def _is_column(lines: list[Line], usual: float) -> bool:
    """Return whether lines are a column of text and not of figures or marks: three lines or more, most as wide as some words."""
    if len(lines) < 3:
        return False
    widths = sorted(line.right - line.left for line in lines)
    return widths[len(widths) // 2] > 7 * usual


def _cut(rows: list[Line], gaps: list[float]) -> list[list[Line]]:
    parts: list[list[Line]] = [[] for _ in range(len(gaps) + 1)]
    for line in rows:
        parts[sum(1 for gap in gaps if (line.left + line.right) / 2 > gap)].append(line)
    return [part for part in parts if part]


# --- paragraphs -------------------------------------------------------------------------------------------------------------


def _paragraphs(lines: list[Line], usual: float, words: Counter[str]) -> list[Block]:
    gaps = sorted(b.top - a.top for a, b in itertools.pairwise(lines) if _are_of_one_text(a, b, usual))
    spacing = gaps[len(gaps) // 3] if gaps else 1.2 * usual
    found: list[Block] = []
    run: list[Line] = []
    columns = [_Columns(group) for group in _pages(lines)]
    for line in lines:
        if run and not _goes_on(run, line, columns, spacing, usual):
            found.append(_block(run, usual, words))
            run = []
        run.append(line)
    if run:
        found.append(_block(run, usual, words))
    return found


def _are_of_one_text(a: Line, b: Line, usual: float) -> bool:
    """Return whether two lines stand below one another, both in letters of the usual size."""
    if a.page != b.page or not 0 < b.top - a.top < 3 * a.size:
        return False
    return abs(a.size - b.size) < 0.6 and abs(a.size - usual) < 0.8


def _pages(lines: list[Line]) -> list[list[Line]]:
    pages: list[list[Line]] = [[] for _ in range(max((line.page for line in lines), default=-1) + 1)]
    for line in lines:
        pages[line.page].append(line)
    return pages


class _Columns:
    """Where the lines of each column of a page begin and end."""

    def __init__(self, lines: list[Line]) -> None:
        self._lefts = sorted(line.left for line in lines)
        self._rights = Counter(round(line.right) for line in lines)

    def edge(self, line: Line) -> float:
        """Return where the column of ``line`` begins."""
        return self._lefts[bisect.bisect_left(self._lefts, line.left - 2.5 * line.size)]

    def is_full(self, line: Line) -> bool:
        """Return whether ``line`` reaches an edge at which other lines end, too: set in blocks, a line that is not the last does."""
        right = round(line.right)
        return sum(self._rights[right + step] for step in (-1, 0, 1)) >= 4


def _goes_on(run: list[Line], line: Line, columns: list[_Columns], spacing: float, usual: float) -> bool:
    """Return whether ``line`` belongs to the paragraph ``run``."""
    edge = columns[line.page].edge(line)
    before = run[-1]
    ends = before.text.rstrip("\"'”’)")[-1:] in (".", "!", "?", ":", "…")
    indented = line.left > edge + 0.4 * line.size
    gap = line.top - before.top
    if abs(line.size - before.size) > 0.12 * max(line.size, before.size) + 0.5:
        return False
    if line.size > 1.2 * usual:  # a headline: its lines are set tightly and end nowhere
        return line.page == before.page and 0 < gap < 1.7 * line.size
    if line.page != before.page or gap < -0.5 * line.size:  # next page or column
        full = columns[before.page].is_full(before) and not indented
        return not ends or full or line.text[:1].islower()
    if abs(line.middle - before.middle) < 0.4 * line.size:  # set on one line, far apart
        return line.left - before.right < 3 * line.size
    if gap > max(1.3 * spacing, spacing + 0.2 * line.size) or _broken_by_hand(run, line):
        return False
    left, right = min(one.left for one in run), max(one.right for one in run)
    stops_short = before.right < right - 0.15 * (right - left)
    return not ends or not (indented or stops_short)


def _broken_by_hand(run: list[Line], line: Line) -> bool:
    """Return whether the first word of ``line`` had room in the line before: programs that fill lines break where it has none."""
    first = line.text.split(" ", 1)[0]
    needed = 1.3 * (line.right - line.left) * len(first) / max(1, len(line.text)) + 0.4 * line.size
    before = run[-1]
    if before.text[-1:] in "-\u00ad‐" or line.text[:1].islower():
        return False  # a word, or a sentence, goes on whoever broke the line
    beside = [one.right for one in run if one.page == line.page and abs(one.left - line.left) < 3 * line.size]
    return max(line.right, *beside, before.right) - before.right > needed and abs(line.left - before.left) < 1


def _block(run: list[Line], usual: float, words: Counter[str]) -> Block:
    text = run[0].text
    for line in run[1:]:
        if _BROKEN.search(text) and line.text[:1].islower():
            text = text[:-1] + ("" if _one_word(text, line.text, words) else "-") + line.text
        else:
            text += " " + line.text
    return Block(text, (), None, True, max(line.size for line in run) > 1.2 * usual)


_BROKEN = re.compile("[^\\W\\d_][-\u00ad‐]$")
"""A word that goes on in the next line."""


def _one_word(text: str, following: str, words: Counter[str]) -> bool:
    """Return whether a hyphen at the end of a line only breaks a word: by how the word stands elsewhere, else by its first half."""
    if text[-1] == "\u00ad":
        return True
    first, second = re.search(r"[\w’'-]*$", text[:-1]), re.match(r"[\w’'-]+", following)
    if first is None or second is None:
        return True
    left, right = first[0].lower(), second[0].lower()
    whole, hyphened = words[left + right], words[f"{left}-{right}"]
    if whole or hyphened:
        return whole >= hyphened
    return left not in _COMPOUND and "-" not in left
