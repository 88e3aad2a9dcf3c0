"""The words of a quotation as numbers, ready to be matched: folded, contractions opened, number words as figures.

Never changes what is printed: every number remembers the stretch of the quotation that it stands for.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from typing import Any, NamedTuple

from briefing.lexicon import tables
from briefing.lexicon.background import RARE, Phrases, weight_of
from briefing.model import Quotation
from briefing.text import WORD, fold, sentences

NAME = 2.0
"""Weight at most of a capitalised word inside a sentence: names recur in all that is said in one story."""

CONTENT = 1.75
"""From this weight on a word counts as a content word."""

FEW = 3
"""Content words up to which a quotation is a fragment."""

WEAK = 12.0
"""Below this mass, words may be a common phrase: whoever links them must also know that the articles tell one story."""

_ENDINGS = {"n't": "not", "'re": "are", "'m": "am", "'ll": "will", "'ve": "have", "'d": "would", "'s": "s"}
_WHOLE = {
    "can't": ("can", "not"), "won't": ("will", "not"), "cannot": ("can", "not"), "gonna": ("going", "to"),
    "wanna": ("want", "to"), "gotta": ("got", "to"), "shan't": ("shall", "not"), "ain't": ("is", "not"),
    "it's": ("it", "is"), "he's": ("he", "is"), "she's": ("she", "is"), "that's": ("that", "is"),
    "there's": ("there", "is"), "what's": ("what", "is"), "who's": ("who", "is"), "let's": ("let", "us"),
    "where's": ("where", "is"), "here's": ("here", "is"), "how's": ("how", "is"), "one's": ("one", "s"),
}  # fmt: skip
_NUMBERS = {
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14",
    "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20",
    "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
}  # fmt: skip


@lru_cache(maxsize=1 << 16)
def normalise(word: str) -> tuple[str, ...]:
    """One printed word as the words it is matched by.

    >>> normalise("Don’t"), normalise("nine"), normalise("9,000")
    (('do', 'not'), ('9',), ('9000',))
    """
    plain = fold(word)
    if plain in _WHOLE:
        return _WHOLE[plain]
    if plain[:1].isdigit():
        return (plain.replace(",", ""),)
    if "'" in plain:
        for ending, opened in _ENDINGS.items():
            if plain.endswith(ending) and len(plain) > len(ending):
                return (plain[: -len(ending)], opened)
        plain = plain.strip("'")
    if not plain:
        return ()
    return (_NUMBERS.get(plain, plain),)


_INITIALS = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.){2,}|(?<![^\W_])(?:[^\W\d_]\.)+[^\W\d_](?![^\W_])")


def printed(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the words of ``text``; initialisms such as ``U.S.`` are one word."""
    if "." not in text:
        for match in WORD.finditer(text):
            yield match.span()
        return
    position = 0
    for initials in _INITIALS.finditer(text):
        for match in WORD.finditer(text, position, initials.start()):
            yield match.span()
        yield initials.span()
        position = initials.end()
    for match in WORD.finditer(text, position):
        yield match.span()


def words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield ``(normalised word, start, end)`` for every word of ``text``; one printed word may hold two (``don't``)."""
    for start, end in printed(text):
        for plain in _plain(text[start:end]):
            yield plain, start, end


def _plain(word: str) -> tuple[str, ...]:
    """Return the words by which a printed word is matched, an initialism among them."""
    return (fold(word).replace(".", ""),) if "." in word and not word[0].isdigit() else normalise(word)


@lru_cache(maxsize=1)
def _same() -> dict[str, str]:
    return {_bare(word): _bare(key) for key, words in tables.keyed("same_words").items() for word in words}


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return what two forms of a word share: number, tense, house style do not make another statement.

    >>> stem("supported"), stem("kinds"), stem("types"), stem("percent")
    ('support', 'kind', 'kind', '%')
    """
    bare = _bare(word)
    return _same().get(bare, bare)


def _bare(word: str) -> str:
    """Return ``word`` without the ending of number or tense."""
    word = _cut_ending(word)
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def _cut_ending(word: str) -> str:
    if word.endswith("s") and len(word) > 3:
        if word.endswith("ies") and len(word) > 4:
            return word[:-3] + "y"
        return word if word[-2] in "sui" else word[:-1]
    for ending, least in (("ing", 6), ("ed", 5)):
        if word.endswith(ending) and len(word) >= least:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=1 << 17)
def number(word: str) -> int:
    """Return what a normalised word is matched by: 63 bits of the hash of its stem, the same in every run."""
    digest = blake2b(stem(word).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


_SHARED: dict[Any, Any] = {}
"""Words and weights of bags, each once."""


@dataclass(slots=True)
class Pattern:
    """A run of words as it is matched with others; knows nothing of where it stands.

    ``weights`` say how much each word tells where it stands (in steps of .01); ``mass`` is their sum. ``cuts`` are the numbers of
    the words that open a clause which could stand alone, and the count of words. ``seams`` are the numbers of the words, but the
    first, that open a sentence; ``breaks`` are those before which the reporter ends a sentence of his own (“A,” said Roe. “B.”):
    nothing but another source can tell whether A and B were said in one breath. ``indirect``: words without marks.
    """

    words: array[int]
    weights: array[float]
    cuts: array[int]
    mass: float
    seams: array[int]
    breaks: array[int]
    indirect: bool
    hashed: Any = field(default=None, init=False, repr=False, compare=False)
    packed: bytes | None = field(default=None, init=False, repr=False, compare=False)
    """What :mod:`briefing.analysis.statements.phrase_index` knows it by, and as what it is stored, once that was asked for."""
    _bag: dict[int, float] | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def content(self) -> int:
        """How many words tell something."""
        return sum(weight >= CONTENT for weight in self.weights)

    @property
    def fragment(self) -> bool:
        """Whether it says so little that the same words may stand in many sentences."""
        return self.mass < WEAK or self.content <= FEW

    @property
    def bag(self) -> dict[int, float]:
        """Each word once, with the weight of all its places together."""
        if self._bag is None:
            bag: dict[int, float] = {}
            for word, weight in zip(self.words, self.weights, strict=True):
                bag[word] = bag.get(word, 0.0) + weight
            # A number takes as much memory as its place; words and weights come again and again.
            shared = _SHARED
            self._bag = {
                shared.setdefault(word, word): shared.setdefault(weight, weight) for word, weight in bag.items()
            }
        return self._bag


@dataclass(slots=True)
class Unit:
    """One quotation, or the parts of one that the reporter splits, as a single run of words (``pattern``).

    ``starts``/``ends`` are code points within the text of the part that the word stands in; ``firsts[i]`` is the number
    of the first word of part ``i``.
    """

    parts: tuple[Quotation, ...]
    pattern: Pattern
    starts: array[int]
    ends: array[int]
    firsts: tuple[int, ...]

    def reached(self, words: tuple[int, int]) -> range:
        """Return the numbers of the parts that hold some of these words. (A page of quotations may be one unit of thousands of parts.)"""
        return range(max(0, bisect_right(self.firsts, words[0]) - 1), max(1, bisect_left(self.firsts, words[1])))

    def brackets(self, words: tuple[int, int]) -> int:
        """Return how many of these words an editor put in square brackets."""
        count = 0
        for index in self.reached(words):
            part = self.parts[index]
            if "[" not in part.text:
                continue
            last = self.firsts[index + 1] if index + 1 < len(self.parts) else len(self.pattern.words)
            for number in range(max(self.firsts[index], words[0]), min(last, words[1])):
                opened = part.text.rfind("[", 0, self.starts[number])
                count += opened >= 0 and part.text.find("]", opened) >= self.ends[number]
        return count


def read(parts: Sequence[Quotation], article: str = "") -> Unit:
    """Return the words of one quotation (its ``parts`` in order) as a :class:`Unit`; ``article`` is the text around them."""
    texts = tuple([part.text for part in parts])
    breaks = (False, *[_broken(before, after, article) for before, after in pairwise(parts)])
    run_of = _run_at_hand if sum(map(len, texts)) <= AT_HAND else _run
    marked = tuple(map(in_marks, parts))
    run = run_of(marked, breaks, parts[0].mode == "indirect")
    if marked != texts:
        reported = run_of(texts, breaks, True)
        run = reported if says_little(run.pattern, reported.pattern) else run
    return Unit(tuple(parts), run.pattern, run.starts, run.ends, run.firsts)


def in_marks(part: Quotation) -> str:
    """Return the text of a quotation with spaces for what the reporter says in it; as it is where it stands in marks as a whole, or in none."""
    if not part.quoted:
        return part.text
    pieces: list[str] = []
    at, first = 0, part.span[0]
    for start, end in part.quoted:
        pieces += (" " * (start - first - at), part.text[start - first : end - first])
        at = end - first
    return "".join((*pieces, " " * (len(part.text) - at)))


def says_little(marked: Pattern, whole: Pattern) -> bool:
    """Tell whether the words in marks of a clause say so little beside the whole of it that the clause is matched as reported words."""
    return marked.mass < LITTLE * whole.mass if marked.fragment else False


LITTLE = 0.5
"""Share of what a clause says below which its words in marks do not speak for it, if they are a fragment."""


class _Read(NamedTuple):
    """What is known of the words of a unit wherever it stands: the fields of :class:`Unit`."""

    pattern: Pattern
    starts: array[int]
    ends: array[int]
    firsts: tuple[int, ...]


AT_HAND = 1_000
"""Code points up to which the words of a quotation are at hand for the next article that prints it."""


def _run(texts: tuple[str, ...], breaks: tuple[bool, ...], indirect: bool) -> _Read:
    """Return the words of a quotation in so many parts; ``breaks``: before which of them the reporter ends a sentence."""
    run = _Run()
    for text, ends_before in zip(texts, breaks, strict=True):
        run.add(text, breaks=ends_before)
    run.cuts.append(len(run.numbers))
    pattern = Pattern(run.numbers, run.weights, run.cuts, sum(run.weights), run.seams, run.breaks, indirect)
    return _Read(pattern, run.starts, run.ends, tuple(run.firsts))


_run_at_hand = lru_cache(maxsize=1 << 14)(_run)
"""What many articles print is read once."""


def let_go() -> None:
    """Forget what is at hand for further articles: what comes next needs the memory, and reads no more."""
    for at_hand in (_run_at_hand, _words_of, normalise, stem, number):
        at_hand.cache_clear()
    _SHARED.clear()


class _Run:
    """The words of a unit as they are gathered, part by part; the fields are those of :class:`Pattern` and :class:`Unit`."""

    def __init__(self) -> None:
        self.numbers, self.starts, self.ends, self.weights = array("q"), array("i"), array("i"), array("d")
        self.cuts, self.seams, self.breaks = array("i"), array("i"), array("i")
        self.firsts: list[int] = []

    def add(self, text: str, *, breaks: bool) -> None:
        """Add the words of a part; ``breaks``: the reporter ends a sentence before it."""
        place = len(self.numbers)
        self.firsts.append(place)
        if breaks and place:
            self.seams.append(place)
            self.breaks.append(place)
        part = _part(text, place - (self.cuts[-1] if self.cuts else 0))
        self.numbers.extend(part.numbers)
        self.starts.extend(part.starts)
        self.ends.extend(part.ends)
        self.weights.extend(part.weights)
        self.cuts.extend(array("i", [place + at for at in part.cuts]))
        self.seams.extend(array("i", [place + at for at in part.seams]))


class _Part:
    """The words of a part by itself: the fields of :class:`_Run`, the first word being number 0."""

    __slots__ = ("cuts", "ends", "numbers", "seams", "starts", "weights")

    def __init__(self) -> None:
        self.numbers, self.starts, self.ends, self.weights = array("q"), array("i"), array("i"), array("d")
        self.cuts, self.seams = array("i"), array("i")


def _part(text: str, since: int) -> _Part:
    """Return the words of a part; ``since``: how many words before it have come since a clause began."""
    run = _Part()
    phrases = Phrases()
    openings = _Openings(text)
    before, previous = "", 0
    for start, end in printed(text):
        for word in _words_of(text[start:end]):
            place = len(run.numbers)
            opens = openings.any_up_to(start)
            if opens or _clause(
                text, previous, start, before, word.plain, place - run.cuts[-1] if run.cuts else place + since
            ):
                run.cuts.append(place)
                if opens and previous:
                    run.seams.append(place)
            bound = _BOUNDS.get(before) if word.plain == "than" else None
            if bound:
                # "more than 9,000" is "over 9,000".
                run.numbers[-1], run.ends[-1], before, previous = number(bound), end, bound, end
                phrases.instead(bound)
                continue
            run.numbers.append(word.number)
            run.starts.append(start)
            run.ends.append(end)
            run.weights.append(min(_weight(word, text[start], opens), phrases.weight(word.spaced)))
            before, previous = word.plain, end
    return run


class _Word(NamedTuple):
    """A normalised word: what it is matched by, what it tells by itself, and as what phrases are looked up with it."""

    plain: str
    number: int
    weight: float
    spaced: bytes


@lru_cache(maxsize=1 << 16)
def _words_of(word: str) -> tuple[_Word, ...]:
    """Return what is known of the normalised words of one printed word wherever it stands."""
    return tuple(
        [
            _Word(plain, number(plain), weight_of(plain), f" {plain}".encode("utf-8", "surrogatepass"))
            for plain in _plain(word)
        ]
    )


class _Openings:
    """Where the sentences of a text begin, asked for in the order of its words."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [start for start, _ in sentences(text)]
        self._next = 0
        self._begun = False

    def any_up_to(self, start: int) -> bool:
        """Return whether a sentence begins with the word at ``start``, the first word always; not with an editor's remark."""
        passed = self._next
        while self._next < len(self._starts) and self._starts[self._next] <= start:
            self._next += 1
        opens = self._next > passed or not self._begun
        self._begun = True
        return opens and not _gloss(self._text, start)


def _weight(word: _Word, first: str, opens: bool) -> float:
    """Return how much a word tells by itself; ``first`` is its first letter as printed."""
    is_name = first.isupper() and (not opens or word.weight == RARE)
    return min(word.weight, NAME) if is_name else word.weight


_STOPS = ".!?"


def _broken(before: Quotation, after: Quotation, article: str) -> bool:
    """Return whether a sentence ends between two parts of a split quotation; one that goes on in small letters does not."""
    if after.text[:1].islower():
        return False
    between = article[before.span[1] : after.span[0]].strip(" \n\t\"'“”„‟‘’«»‹›`")
    return between[-1:] in _STOPS if between else True


def _gloss(text: str, start: int) -> bool:
    """Return whether the word opens an editor's remark of several words, which belongs to the sentence before it."""
    if not text.startswith("[", start - 1) or start == 1:
        return False
    return " " in text[start : text.find("]", start) + 1]


_BOUNDS = {"more": "over", "less": "under", "fewer": "under"}
JOINING = frozenset(["and", "but", "so", "or", "yet", "because", "while", "whereas", "although"])
_SUBJECT = frozenset(["i", "we", "you", "he", "she", "they", "it", "there", "this", "these"])


def _clause(text: str, previous: int, start: int, before: str, word: str, length: int) -> bool:
    """Return True if ``word`` opens a clause that could stand alone: after a semicolon or dash, or as a subject after "and"."""
    gap = text[previous:start]
    if gap != " ":
        if _PARTS_CLAUSES.search(gap):
            return True
        if word == "but" and "," in gap:
            return length >= 4
    return word in _SUBJECT and before in JOINING and length >= 4


_PARTS_CLAUSES = re.compile(r";|…|\.\.\.| – |—|--")


def units(quotations: Sequence[Quotation], article: str = "") -> list[Unit]:
    """Return the quotations of one article (its text is ``article``) as units, split ones joined; in order of their first words."""
    together: dict[str, list[Quotation]] = {}
    for quotation in sorted(quotations, key=lambda q: (q.span, q.id)):
        together.setdefault(f"s{quotation.split}" if quotation.split else f"q{quotation.id}", []).append(quotation)
    return [read(parts, article) for parts in together.values()]
