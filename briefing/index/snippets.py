"""Where a query's words stand in a text, and the windows of it worth showing. Pure functions; nothing is read from the index.

Linear in the length of the text. Spans are code points, half open, in the text that was handed in.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from briefing.errors import QueryError
from briefing.index.analyzer import PUNCTUATION, plain, tokens
from briefing.index.query.expansion import within_one_edit
from briefing.index.query.nearby import near_spans
from briefing.index.query.nodes import LOOKED_UP, TEXT, Fuzzy, Leaf, Near, ParsedQuery, Phrase, Prefix, Stem
from briefing.index.query.parser import parse
from briefing.index.stemming import stem
from briefing.model import Snippet, Span
from briefing.text import one_line

_UNSEEN = frozenset({"outlet", "path", "date", "lang"}) | LOOKED_UP
"""Fields whose words do not stand in an article's text."""


_MAX_KNOWN = 50_000

FUNCTION_WORDS = frozenset(
    "a an and are as at be been but by for from had has have he her his if in into is it its no not of on or our she so than "
    "that the their them then there these they this those to was we were when which who will with would you your".split()
)
"""Words that hold English sentences together (the closed word classes). In a query of several words they are searched for, but
are not shown as hits of their own."""

_Single = tuple[int, int, int]
"""Start and end within a piece, and the number of the leaf."""


class _Wanted:
    """The leaves of a query, arranged for looking up the pieces of a text (what stands between white space).

    Terms never cross white space, so what a piece can match is worked out once and kept for all texts shown for a query.
    """

    def __init__(self, query: ParsedQuery) -> None:
        self.exact: dict[str, int] = {}
        self.prefixes: list[tuple[str, int]] = []
        self.fuzzy: list[tuple[str, int]] = []
        self.stems: dict[str, int] = {}
        self.phrases: list[tuple[tuple[str, ...], bool, int]] = []
        self.starters: dict[str, list[int]] = {}
        self.nears: list[tuple[Near, int]] = []
        self.count = 0
        self.quoted: set[int] = set()
        """Leaves whose words are looked for in quotations only."""
        self.known: set[str] = set()
        self.hits: dict[str, tuple[tuple[_Single, ...], tuple[tuple[int, int], ...]]] = {}
        # What is looked for everywhere comes first: a word that is asked for both ways is lit everywhere.
        for leaf in sorted(query.positive(), key=lambda leaf: leaf.field == "quote"):
            if leaf.field in _UNSEEN:
                continue
            number = self.count
            if leaf.field == "quote":
                self.quoted |= {number, number + 1}
            self.count += 2 if isinstance(leaf, Near) else 1
            if isinstance(leaf, Near):
                self.nears.append((leaf, number))
            elif isinstance(leaf, Phrase):
                self.starters.setdefault(leaf.terms[0], []).append(len(self.phrases))
                self.phrases.append((leaf.terms, leaf.open_end, number))
            elif isinstance(leaf, Prefix):
                self.prefixes.append((leaf.term, number))
            elif isinstance(leaf, Stem):
                self.stems.setdefault(stem(leaf.term), number)
            elif isinstance(leaf, Fuzzy):
                self.fuzzy.append((leaf.term, number))
            else:
                self.exact.setdefault(leaf.term, number)
        single = (*self.exact, *self.stems, *(term for term, _ in (*self.prefixes, *self.fuzzy)))
        self.weighty = self.count > 1 and (
            bool(self.phrases or self.nears) or any(term not in FUNCTION_WORDS for term in single)
        )

    def word(self, term: str) -> int | None:
        """Return the number of the leaf that a single word satisfies."""
        if self.weighty and term in FUNCTION_WORDS:
            return None
        number = self.exact.get(term)
        if number is not None:
            return number
        for prefix, number in self.prefixes:
            if term.startswith(prefix):
                return number
        if self.stems:
            number = self.stems.get(stem(term))
            if number is not None:
                return number
        for word, number in self.fuzzy:
            if within_one_edit(word, term):
                return number
        return None

    def learn(self, pieces: set[str]) -> None:
        """See to it that ``hits`` holds every one of ``pieces`` that matches anything."""
        if len(self.known) > _MAX_KNOWN:
            self.known, self.hits = set(), {}
        fresh = pieces - self.known
        for piece in fresh:
            entry = self.look(piece)
            if entry is not None:
                self.hits[piece] = entry
        self.known |= fresh

    def look(self, piece: str) -> tuple[tuple[_Single, ...], tuple[tuple[int, int], ...]] | None:
        """Return what ``piece`` matches: single words, and (start, phrase) where a phrase may begin; ``None`` if nothing."""
        word = plain(piece)
        singles: list[_Single] = []
        begins: list[tuple[int, int]] = []
        if word:
            number = self.word(word)
            phrases = self.starters.get(word)
            if number is None and phrases is None:
                return None
            start = len(piece) - len(piece.lstrip(PUNCTUATION))
            if number is not None:
                singles.append((start, start + len(word), number))
            begins.extend((start, phrase) for phrase in phrases or ())
        else:
            for term, _, start, end in tokens(piece):
                number = self.word(term)
                if number is not None:
                    singles.append((start, end, number))
                begins.extend((start, phrase) for phrase in self.starters.get(term, ()))
        return (tuple(singles), tuple(begins)) if singles or begins else None

    def phrase_end(self, text: str, start: int, phrase: int) -> int | None:
        """Return where the phrase that begins at ``start`` ends, if it stands there."""
        terms, open_end, _ = self.phrases[phrase]
        last = len(terms) - 1
        met = 0  # how many words of the phrase stand at their positions so far
        for term, position, _, end in tokens(text, start):
            if position > met:
                return None
            if position == met:
                if position == last:
                    if term == terms[last] or (open_end and term.startswith(terms[last])):
                        return end
                elif term == terms[position]:
                    met += 1
            # else: another form of the word just met
        return None


@lru_cache(maxsize=2)
def _wanted(query: ParsedQuery) -> _Wanted:
    return _Wanted(query)


def matches(
    query: str | ParsedQuery,
    text: str,
    *,
    live: bool = False,
    stemming: bool = False,
    quoted: Callable[[], Sequence[Span]] = tuple,
) -> tuple[Span, ...]:
    """Return all places in ``text`` that satisfy a word or phrase of ``query``, in order, none overlapping.

    Words of ``NEAR`` only where they stand near one another; words of ``-not`` and of the fields outlet, path, note, story, date and lang are left
    out. Words of ``quote:`` only within the spans that ``quoted`` gives, which is asked where there are such words. Raises QueryError as
    :func:`query.parse` does.
    """
    parsed = _parsed(query, live, stemming)
    found, inside = _found(parsed, text), _wanted(parsed).quoted
    apart = [item for item in found if item[2] in inside]
    spans = quoted() if apart else ()
    outside = {item for item in apart if not _within(item[:2], spans)}
    return tuple(item[:2] for item in found if item not in outside)


def has_words(query: str | ParsedQuery, *, live: bool = False, stemming: bool = False) -> bool:
    """Return whether a query asks for words that stand in texts, not for fields of articles alone. Raises QueryError as :func:`matches`."""
    return _wanted(_parsed(query, live, stemming)).count > 0


def holds(text: str, leaf: Leaf | Near) -> bool:
    """Return whether the words of ``leaf`` stand in ``text``, whatever field they were asked for in."""
    return bool(_found(ParsedQuery("", replace(leaf, field=TEXT)), text))


def _within(span: Span, others: Sequence[Span]) -> bool:
    """Return whether ``span`` stands within one of ``others``."""
    return any(span == (max(span[0], start), min(span[1], end)) for start, end in others)


def snippets(
    query: str | ParsedQuery,
    text: str,
    *,
    count: int = 3,
    width: int = 160,
    live: bool = False,
    stemming: bool = False,
    furniture: Sequence[Span] = (),
) -> tuple[Snippet, ...]:
    """At most ``count`` windows of about ``width`` code points with whole words, the best ones, in order of the text.

    A window is better the more different words of the query it holds, then the more occurrences; windows never overlap.
    Of the stretches in ``furniture`` (in order) only words are shown that stand nowhere else, in windows marked as such.
    Without any occurrence the beginning of the text serves. ``Snippet.text`` is safe, on one line, and as long as its span.
    """
    found = _found(_parsed(query, live, stemming), text)
    if not found:
        start, end = _whole_words(text, 0, 0, width)
        return (Snippet(one_line(text[start:end]), (), (start, end)),) if end > start else ()
    body, aside = _apart(found, furniture)
    met = {number for _, _, number in body}
    aside = [item for item in aside if item[2] not in met]
    room = max(1, count - 1) if aside else count
    made = _made(text, body, room, width)
    made += [replace(snippet, furniture=True) for snippet in _made(text, aside, count - len(made), width)]
    return tuple(sorted(made, key=lambda snippet: snippet.span))


def _apart(
    found: list[tuple[int, int, int]], furniture: Sequence[Span]
) -> tuple[list[tuple[int, int, int]], list[tuple[int, int, int]]]:
    """Return the occurrences outside and inside the stretches of furniture."""
    if not furniture:
        return found, []
    starts = [start for start, _ in furniture]
    body: list[tuple[int, int, int]] = []
    aside: list[tuple[int, int, int]] = []
    for item in found:
        place = bisect_right(starts, item[0]) - 1
        (aside if place >= 0 and item[0] < furniture[place][1] else body).append(item)
    return body, aside


def _made(text: str, found: list[tuple[int, int, int]], count: int, width: int) -> list[Snippet]:
    """At most ``count`` windows around ``found``, the best first."""
    taken: list[tuple[int, int]] = []
    made: list[Snippet] = []
    for first, last in _windows(found, width):
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
    return made


def _parsed(query: str | ParsedQuery, live: bool, stemming: bool) -> ParsedQuery:
    if isinstance(query, ParsedQuery):
        return query
    try:
        return parse(query, live=live, stemming=stemming)
    except QueryError:  # a query that was answered while it was being typed can be shown as well
        return parse(query, live=True, stemming=stemming)


def _found(query: ParsedQuery, text: str) -> list[tuple[int, int, int]]:
    """(start, end, leaf number) of every occurrence, in order, overlapping ones joined."""
    wanted = _wanted(query)
    if not wanted.count:
        return []
    raw: list[tuple[int, int, int]] = []
    pieces = text.split()
    wanted.learn(set(pieces))
    hits = wanted.hits
    at = 0
    for piece in [piece for piece in pieces if piece in hits]:
        at = _place(text, piece, at)
        singles, begins = hits[piece]
        for start, end, number in singles:
            raw.append((at + start, at + end, number))
        for start, phrase in begins:
            stop = wanted.phrase_end(text, at + start, phrase)
            if stop is not None:
                raw.append((at + start, stop, wanted.phrases[phrase][2]))
        at += len(piece)
    for near, number in wanted.nears:
        raw += near_spans(near, text, number)
    raw.sort()
    joined: list[tuple[int, int, int]] = []
    for start, end, number in raw:
        if joined and start < joined[-1][1]:
            if end > joined[-1][1]:
                joined[-1] = (joined[-1][0], end, joined[-1][2])
            continue
        joined.append((start, end, number))
    return joined


def _place(text: str, piece: str, at: int) -> int:
    """Return where ``piece`` stands between white space, from ``at`` on (it does)."""
    while True:
        at = text.find(piece, at)
        end = at + len(piece)
        if not f"{_before(text, at)}{text[end : end + 1]}".strip():
            return at
        at += 1


def _before(text: str, at: int) -> str:
    """Return the character before ``at``, "" at the beginning."""
    return text[at - 1 : at]  # at 0, a slice that ends before it begins


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
    """Return ``start:end`` widened to about ``width`` code points, within its paragraph if that is long enough, at word ends."""
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
    if left > floor or _before(text, left).strip():
        while left < start and _before(text, left).strip():
            left += 1
    while left < start and text[left].isspace():
        left += 1
    if text[right : right + 1].strip():
        cut = right
        while cut > end and not text[cut - 1].isspace():
            cut -= 1
        right = max(end, cut)
        if right == end and end == 0:  # no space at all: a hard cut is better than nothing
            right = min(width, len(text))
    while right > end and text[right - 1].isspace():
        right -= 1
    return left, right
