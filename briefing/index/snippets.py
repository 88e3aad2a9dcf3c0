"""Where a query's words stand in a text, and the windows of it worth showing. Pure functions; nothing is read from the index.

Linear in the length of the text. Spans are code points, half open, in the text that was handed in.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from briefing.index.analyzer import Token, tokens
from briefing.index.fuzzy import within_one_edit
from briefing.index.query import Fuzzy, ParsedQuery, Phrase, Prefix, parse
from briefing.model import Snippet, Span
from briefing.text import one_line

_UNSEEN = frozenset({"outlet", "path", "date"})
"""Fields whose words do not stand in an article's text."""


@dataclass(slots=True)
class _Wanted:
    """The leaves of a query, arranged for one pass over a text."""

    exact: dict[str, int] = field(default_factory=dict)
    prefixes: list[tuple[str, int]] = field(default_factory=list)
    fuzzy: list[tuple[str, int]] = field(default_factory=list)
    phrases: list[tuple[tuple[str, ...], bool, int]] = field(default_factory=list)
    count: int = 0

    @classmethod
    def of(cls, query: ParsedQuery) -> _Wanted:
        wanted = cls()
        for leaf in query.positive():
            if leaf.field in _UNSEEN:
                continue
            number = wanted.count
            wanted.count += 1
            if isinstance(leaf, Phrase):
                wanted.phrases.append((leaf.terms, leaf.open_end, number))
            elif isinstance(leaf, Prefix):
                wanted.prefixes.append((leaf.term, number))
            elif isinstance(leaf, Fuzzy):
                wanted.fuzzy.append((leaf.term, number))
            else:
                wanted.exact.setdefault(leaf.term, number)
        return wanted

    def word(self, term: str) -> int | None:
        """The number of the leaf that a single word satisfies."""
        number = self.exact.get(term)
        if number is not None:
            return number
        for prefix, number in self.prefixes:
            if term.startswith(prefix):
                return number
        for word, number in self.fuzzy:
            if within_one_edit(word, term):
                return number
        return None


def matches(query: str | ParsedQuery, text: str, *, live: bool = False) -> tuple[Span, ...]:
    """All places in ``text`` that satisfy a word or phrase of ``query``, in order, none overlapping.

    Words of ``-not`` and of the fields outlet, path and date are left out. Raises QueryError as :func:`query.parse` does.
    """
    return tuple((start, end) for start, end, _ in _found(_parsed(query, live), text))


def snippets(
    query: str | ParsedQuery, text: str, *, count: int = 3, width: int = 160, live: bool = False
) -> tuple[Snippet, ...]:
    """At most ``count`` windows of about ``width`` code points with whole words, the best ones, in order of the text.

    A window is better the more different words of the query it holds, then the more occurrences; windows never overlap.
    Without any occurrence the beginning of the text serves. ``Snippet.text`` is safe, on one line, and as long as its span.
    """
    found = _found(_parsed(query, live), text)
    if not found:
        start, end = _whole_words(text, 0, 0, width)
        return (Snippet(one_line(text[start:end]), (), (start, end)),) if end > start else ()
    windows = _windows(found, width)
    taken: list[tuple[int, int]] = []
    made: list[Snippet] = []
    for first, last in windows:
        if len(made) >= count:
            break
        start, end = _whole_words(text, found[first][0], found[last][1], width)
        if any(start < other_end and other_start < end for other_start, other_end in taken):
            continue
        taken.append((start, end))
        low = bisect_left(found, start, key=lambda item: item[0])
        high = bisect_right(found, end, key=lambda item: item[1])
        highlights = tuple((begin - start, stop - start) for begin, stop, _ in found[low:high])
        made.append(Snippet(one_line(text[start:end]), highlights, (start, end)))
    return tuple(sorted(made, key=lambda snippet: snippet.span))


def _parsed(query: str | ParsedQuery, live: bool) -> ParsedQuery:
    return query if isinstance(query, ParsedQuery) else parse(query, live=live)


def _found(query: ParsedQuery, text: str) -> list[tuple[int, int, int]]:
    """(start, end, leaf number) of every occurrence, in order, overlapping ones joined."""
    wanted = _Wanted.of(query)
    if not wanted.count:
        return []
    if not wanted.phrases:
        raw = _single(wanted, tokens(text))
    else:
        everything = list(tokens(text))
        raw = sorted([*_single(wanted, everything), *_phrases(wanted, everything)])
    joined: list[tuple[int, int, int]] = []
    for start, end, number in raw:
        if joined and start < joined[-1][1]:
            if end > joined[-1][1]:
                joined[-1] = (joined[-1][0], end, joined[-1][2])
            continue
        joined.append((start, end, number))
    return joined


def _single(wanted: _Wanted, stream: Iterable[Token]) -> list[tuple[int, int, int]]:
    known: dict[str, int | None] = {}
    raw = []
    for term, _, start, end in stream:
        if term in known:
            number = known[term]
        else:
            number = known[term] = wanted.word(term)
        if number is not None:
            raw.append((start, end, number))
    return raw


def _phrases(wanted: _Wanted, everything: list[Token]) -> list[tuple[int, int, int]]:
    """Occurrences of phrases, by position; a joined compound and its first part share one."""
    at: dict[str, list[int]] = {}
    starts: list[int] = []
    ends: list[int] = []
    wanted_terms = {term for terms, _, _ in wanted.phrases for term in terms}
    open_ends = tuple({terms[-1] for terms, open_end, _ in wanted.phrases if open_end})
    by_position: dict[int, list[str]] = {}
    for term, position, start, end in everything:
        if position == len(starts):
            starts.append(start)
            ends.append(end)
        else:
            ends[position] = min(ends[position], end)
        if term in wanted_terms:
            at.setdefault(term, []).append(position)
        if term in wanted_terms or (open_ends and term.startswith(open_ends)):
            by_position.setdefault(position, []).append(term)
    raw = []
    for terms, open_end, number in wanted.phrases:
        fixed = terms[:-1] if open_end else terms
        last = terms[-1] if open_end else ""
        for position in at.get(fixed[0], ()):
            stop = position + len(terms) - 1
            if stop >= len(starts):
                continue
            if any(term not in by_position.get(position + offset, ()) for offset, term in enumerate(fixed)):
                continue
            if open_end and not any(term.startswith(last) for term in by_position.get(stop, ())):
                continue
            raw.append((starts[position], ends[stop], number))
    return raw


def _windows(found: list[tuple[int, int, int]], width: int) -> list[tuple[int, int]]:
    """Windows (first, last occurrence) within ``width``, best first: most different words, most words, earliest."""
    scored = []
    inside: dict[int, int] = {}
    last = -1
    for first, (start, _, number) in enumerate(found):
        while last + 1 < len(found) and (last < first or found[last + 1][1] - start <= width):
            last += 1
            inside[found[last][2]] = inside.get(found[last][2], 0) + 1
        scored.append((-len(inside), -(last - first + 1), start, first, last))
        inside[number] -= 1
        if not inside[number]:
            del inside[number]
    scored.sort()
    return [(first, last) for _, _, _, first, last in scored]


def _whole_words(text: str, start: int, end: int, width: int) -> Span:
    """``start:end`` widened to about ``width`` code points, within its paragraph if that is long enough, at word ends."""
    room = max(width - (end - start), 0)
    floor = max(text.rfind("\n\n", max(start - width, 0), start) + 2, max(start - width, 0)) if start else 0
    if floor == 1:
        floor = max(start - width, 0)
    ceiling = text.find("\n\n", end, end + width)
    ceiling = min(end + width, len(text)) if ceiling < 0 else ceiling
    before = min(room // 3, start - floor)
    after = min(room - before, ceiling - end)
    before = min(room - after, start - floor)
    left, right = start - before, end + after
    if left > floor or (left > 0 and not text[left - 1].isspace()):
        while left < start and left > 0 and not text[left - 1].isspace():
            left += 1
    while left < start and text[left].isspace():
        left += 1
    if right < len(text) and not text[right].isspace():
        cut = right
        while cut > end and not text[cut - 1].isspace():
            cut -= 1
        right = max(end, cut)
        if right == end and end == 0:  # no space at all: a hard cut is better than nothing
            right = min(width, len(text))
    while right > end and text[right - 1].isspace():
        right -= 1
    return left, right
