"""What a paragraph proposes as names by its own words. It is kept for a while: wires, copies and standing passages print the same
paragraph in many articles, and what its words say is the same in each.

Looks at one paragraph. What the rest of the document says comes later (``decisions``).
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from sys import intern

from briefing.analysis.entities.candidates import Candidate
from briefing.analysis.entities.context_rules import settle, without_credits
from briefing.analysis.entities.list_layouts import with_lines
from briefing.analysis.entities.segmentation import find
from briefing.analysis.entities.tokens import Word, cut, loud
from briefing.analysis.kept import Kept, numbers
from briefing.lexicon.gazetteer import Known, Tables
from briefing.model import EntityType, Paragraph

MOST_WORDS = 2_400_000
"""Words of the paragraphs that are kept, in all processes: some hundred megabytes."""


@dataclass(slots=True)
class ParagraphReading:
    """The words of a paragraph where they stand in a document, and what they say.

    ``heading``: it is written as a headline; ``shouted``: its stretches of words in capitals; ``capitals``: the words with a capital
    inside sentences, each time; ``lower``: the words in small letters.
    """

    words: list[Word]
    heading: bool
    shouted: list[list[Word]]
    capitals: Sequence[str]
    lower: Sequence[str]
    candidates: list[Candidate]


def read(text: str, paragraph: Paragraph, tables: Tables) -> ParagraphReading:
    """Return what a paragraph of ``text`` says by ``tables``; its words and candidates are the caller's own."""
    start, end = paragraph.span
    key = intern(text[start:end]), paragraph.kind == "dateline", id(tables)
    packed = _KEPT.get(key)
    if packed is not None:
        return packed.at(start)
    made = _read(text, paragraph, tables)
    if _KEPT.wants(key):
        _KEPT.put(key, _Packed(made, start, tables), len(made.words))
    return made


def _read(text: str, paragraph: Paragraph, tables: Tables) -> ParagraphReading:
    words = cut(text, *paragraph.span, tables)
    heading = _is_heading(words)
    shouted = loud(words)
    forms = frozenset([word.form for word in words])
    candidates = find(words, tables, heading=heading)
    candidates = settle(words, without_credits(words, candidates, forms), tables, forms)
    _dateline(candidates, paragraph)
    proper, others = ([], words) if heading else _apart(words)
    lower = {word.form for word in others if word.form[0].islower()}
    return ParagraphReading(
        words,
        heading,
        shouted,
        [word.form for word in proper],
        tuple(lower),
        with_lines(candidates, words, tables, forms),
    )


def _apart(words: list[Word]) -> tuple[list[Word], list[Word]]:
    """Return the words that have a capital of their own, not that of a sentence, and the others."""
    proper = [word for word in words if word.capital > word.initial]
    return proper, [word for word in words if word.capital <= word.initial]


_Fields = tuple[int, int, EntityType | None, bool, Known | None, str, bool, bool, bool, bool]
"""A candidate without its words."""


class _Packed:
    """A paragraph that was read, in little room and at no place."""

    __slots__ = (
        "_candidates",
        "_capitals",
        "_ends",
        "_flags",
        "_forms",
        "_heading",
        "_lower",
        "_shouted",
        "_starts",
        "_tables",
    )

    def __init__(self, read: ParagraphReading, start: int, tables: Tables) -> None:
        words = read.words
        self._tables = tables  # so that no others get their number
        size = numbers(words[-1].end - start if words else 0)
        self._starts = array(size, [word.start - start for word in words])
        self._ends = array(size, [word.end - start for word in words])
        self._forms = tuple([word.form for word in words])
        self._flags = bytes([word.initial | word.capital << 1 | word.loud << 2 for word in words])
        self._heading, self._capitals, self._lower = read.heading, tuple(read.capitals), tuple(read.lower)
        places = {id(word): index for index, word in enumerate(words)} if read.shouted else {}
        self._shouted = tuple([(places[id(stretch[0])], len(stretch)) for stretch in read.shouted])
        self._candidates: tuple[_Fields, ...] = tuple([_fields(candidate) for candidate in read.candidates])

    def at(self, place: int) -> ParagraphReading:
        """Return the paragraph as it is read at ``place`` of a document."""
        parts = zip(self._starts, self._ends, self._forms, self._flags, strict=True)
        words = [Word(start + place, end + place, form, *_FLAGS[flags]) for start, end, form, flags in parts]
        shouted = [words[first : first + size] for first, size in self._shouted]
        candidates = [Candidate(words, *fields) for fields in self._candidates]
        return ParagraphReading(words, self._heading, shouted, self._capitals, self._lower, candidates)


_FLAGS = tuple((bool(flags & 1), bool(flags & 2), bool(flags & 4)) for flags in range(8))


def _fields(c: Candidate) -> _Fields:
    return c.first, c.last, c.type, c.strong, c.known, c.label, c.heading, c.titled, c.listed, c.personal


def _dateline(candidates: list[Candidate], paragraph: Paragraph) -> None:
    """The city that opens a report is a place: ``BERGEN —``, ``OSLO (AFP)``, ``WASHINGTON:``, and every name of a dateline."""
    for candidate in candidates:
        in_dateline = paragraph.kind == "dateline" and candidate.type != "person"
        if candidate.strong or not (in_dateline or _opens_report(candidate)):
            continue
        if candidate.first and candidate.before() == "(":
            if candidate.known is None:
                candidate.settle("organisation")  # SKARVIK (NPA): who sends it
        elif candidate.known is None or candidate.is_known_place:
            candidate.type, candidate.strong = "place", True


def _opens_report(candidate: Candidate) -> bool:
    """Tell whether capitals at the head of a paragraph are followed by what follows the place of a report."""
    if candidate.first or not candidate.forms[0].isupper():
        return False
    if candidate.behind() == ",":
        return candidate.behind(1)[:1].isupper()
    return candidate.behind() in (":", "(", "-", "–", "—", "/")


def _is_heading(words: list[Word]) -> bool:
    """Return whether the words are written in capitals or with capital initials throughout, as in a headline."""
    letters = [word for word in words if len(word.form) > 3 and word.form[0].isalpha()]
    shouted = sum([word.form.isupper() for word in letters]) > 0.7 * len(letters)
    if not 3 <= len(letters) < (_LONGEST_SHOUTED if shouted else _LONGEST_HEADING):
        return False
    if 3 * sum([word.form in ",;(" for word in words]) > len(letters) > 5:
        return False  # a list of names is no headline
    if shouted:
        return True
    least, share = (6, 0.85) if words[-1].form in ".!?" else (4, 0.7)
    return least <= len(letters) and sum([word.capital for word in letters]) > share * len(letters)


_LONGEST_HEADING, _LONGEST_SHOUTED = 40, 1 << 30
"""Less than so many words of some length are a headline; of one that is all capitals any number."""


_KEPT: Kept[_Packed] = Kept(MOST_WORDS)


def forget() -> None:
    """Forget the paragraphs that were read."""
    _KEPT.forget()
