"""What the palette finds: actions, articles, names, statements, stories, saved searches, in one list, and how they rank. Draws and does nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import nsmallest
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from briefing.model import Article
from briefing.presentation.labels import UNKNOWN_MARK, date_label, list_label, outlet_label
from briefing.text import fold, one_line, plural, truncate
from briefing.tui.finding.lines import Lines

if TYPE_CHECKING:
    from briefing.tui.collection_port import ReaderCollection

MOST_OF_A_KIND: Final = 20_000
"""Articles, names, statements and stories that are looked through."""

LOT: Final = 50
"""Entries after which whoever gathers them may pause."""

MOST_SHOWN: Final = 200

ENOUGH: Final = 5
"""Entries that hold what was typed, below which those that are only like it are offered too."""

MOST_ALIKE: Final = 4_000
"""Entries of a kind that are held against what was mistyped, the first ones."""

ALIKE: Final = 78
"""How like what was typed an entry must be, of 100."""

LABEL_CELLS: Final = 38
"""Cells of a label: the notes beside them stand in a column."""

KINDS: Final = ("action", "copy", "search", "name", "story", "article", "statement")
"""The order of kinds among entries that fit equally well."""


T = TypeVar("T")
Pause = Callable[[], object]


class Entry(NamedTuple):
    """One thing that can be gone to or done: ``value`` says which, to whoever does it. ``words`` are found, but not shown."""

    kind: str
    label: str
    note: str
    value: object
    key: str = ""
    words: str = ""


Rank = tuple[int, int, int]
"""How the words stand in the label, which kind it is, and how far behind its beginning they stand; less is better."""


class Findable:
    """Entries of one kind, found by their words; an entry is made when it is shown.

    Args:
        kind: One of :data:`KINDS`.
        texts: What each is called, and what else it is found by.
        entry: Makes the entry at a place.
    """

    def __init__(self, kind: str, texts: Iterable[tuple[str, str]], entry: Callable[[int], Entry]) -> None:
        self.kind = kind
        self.entry = entry
        self.labels: list[str] = []
        """Folded, a blank before each: a word of it begins behind a blank."""
        self._rests = Lines()
        for label, rest in texts:
            self.labels.append(f" {fold(label)}")
            self._rests.add(fold(rest))

    def ranked(self, words: Sequence[str]) -> list[tuple[Rank, int]]:
        """Return rank and place of those that hold all words: at least the best :data:`MOST_SHOWN`, if there are so many."""
        labels, kind, typed = self.labels, KINDS.index(self.kind), f" {' '.join(words)}"
        ranked: list[tuple[Rank, int]] = [
            ((0, kind, 0), p) for p, label in enumerate(labels) if label.startswith(typed)
        ]
        if len(ranked) >= MOST_SHOWN:
            return ranked  # a letter or two: nothing else is looked at
        in_label: Sequence[int] = range(len(labels))
        for word in words:
            in_label = [place for place in in_label if word in labels[place]]
        for how, begin in ((1, " "), (2, "")):
            if len(ranked) >= MOST_SHOWN:
                return ranked
            known = {place for _, place in ranked}
            fitting = (p for p in in_label if p not in known if all(begin + word in labels[p] for word in words))
            ranked += [((how, kind, labels[place].find(words[0]) - 1), place) for place in fitting]
        if len(ranked) < MOST_SHOWN:
            known = {place for _, place in ranked}
            ranked += [((3, kind, 0), place) for place in self._anywhere(words) if place not in known]
        return ranked

    def _anywhere(self, words: Sequence[str]) -> Sequence[int]:
        """Return the places of those that hold all words, in their label or elsewhere."""
        places: Sequence[int] = range(len(self.labels))
        for word in words:
            elsewhere = set(self._rests.holding(word))
            places = [place for place in places if place in elsewhere or word in self.labels[place]]
        return places

    def alike(self, typed: str) -> list[tuple[Rank, int]]:
        """Return rank and place of those whose label is like what was typed, letters dropped or mistyped: of the first :data:`MOST_ALIKE`."""
        from rapidfuzz import fuzz, process

        if len(typed) < 3:
            return []
        close = process.extract(
            typed,
            [label[1:] for label in self.labels[:MOST_ALIKE]],
            scorer=fuzz.partial_ratio,
            score_cutoff=ALIKE,
            limit=MOST_SHOWN,
        )
        kind = KINDS.index(self.kind)
        return [((104 - int(score), kind, 0), place) for _, score, place in close if self.labels[place] != " "]


def prepared(entries: Sequence[Entry]) -> list[Findable]:
    """Return entries of any kind ready to be looked through."""
    kinds: dict[str, list[Entry]] = {}
    for entry in entries:
        kinds.setdefault(entry.kind, []).append(entry)
    return [
        Findable(kind, [(e.label, f"{e.note} {e.key} {e.words}") for e in own], own.__getitem__)
        for kind, own in kinds.items()
    ]


def _stored(kind: str, rows: Iterable[tuple[str, str, str, Sequence[str]]], value: Callable[..., object]) -> Findable:
    """Return what is stored ready to be looked through.

    Args:
        kind: One of :data:`KINDS`.
        rows: Of each what it is called, its note, what else it is found by, and what ``value`` is made of.
        value: Makes the value of an entry.
    """
    shown = Lines()

    def texts() -> Iterator[tuple[str, str]]:
        for name, note, more, made_of in rows:
            label = truncate(one_line(name), LABEL_CELLS)
            shown.add("\t".join((label, note, *made_of)))
            yield label, f"{note} {more}" if more else note

    def entry(place: int) -> Entry:
        label, note, *made_of = shown[place].split("\t")
        return Entry(kind, label, note, value(*made_of))

    return Findable(kind, texts(), entry)


def _paced(found: Iterable[T], pause: Pause) -> Iterator[T]:
    """Give the first :data:`MOST_OF_A_KIND`, with pauses."""
    for place, each in enumerate(islice(found, MOST_OF_A_KIND)):
        if place % LOT == 0:
            pause()
        yield each


def _names(collection: ReaderCollection, pause: Pause) -> Findable:
    rows = (
        (
            name.name,
            f"{name.type} · {plural(name.articles, 'article')}",
            " ".join(alias.text for alias in name.aliases),
            (name.id,),
        )
        for name in _paced(collection.entities(), pause)
    )
    return _stored("name", rows, str)


def _stories(collection: ReaderCollection, pause: Pause) -> Findable:
    rows = (
        (title, f"story · {plural(articles, 'article')}", "", (first,))
        for first, title, articles in _paced(collection.story_titles(), pause)
    )
    return _stored("story", rows, str)


def _about(kind: str, *known: str) -> str:
    """Return the kind of an entry and what is known of it: what nobody knows takes no room."""
    return " · ".join((kind, *(each for each in known if each != UNKNOWN_MARK)))


def _articles(collection: ReaderCollection, pause: Pause) -> Findable:
    ids: list[str] = []

    def texts() -> Iterator[tuple[str, str]]:
        for article in _paced(collection.outlines(), pause):
            ids.append(article.id)
            about = _about("article", outlet_label(article), date_label(article))
            yield truncate(one_line(list_label(article)[0]), LABEL_CELLS), f"{about} {article.path}"

    def entry(place: int) -> Entry:
        article = next(collection.outlines([ids[place]]), Article(ids[place], ""))
        note = _about("article", outlet_label(article), date_label(article))
        return Entry("article", truncate(one_line(list_label(article)[0]), LABEL_CELLS), note, article.id)

    return Findable("article", texts(), entry)


def _statements(collection: ReaderCollection, pause: Pause) -> Findable:
    rows = (
        (text, f"statement · {plural(articles, 'article')}", f"{speaker} {text}", (id, quotation))
        for id, text, speaker, articles, quotation in _paced(collection.statement_lines(2), pause)
    )
    return _stored("statement", rows, lambda *place: place)


PARTS: Final = {"texts": (_articles, _statements), "names": (_names,), "stories": (_stories,)}
"""Parts of what a folder holds, and who makes each."""


def part_entries(collection: ReaderCollection, part: str, pause: Pause = lambda: None) -> list[Findable]:
    """Return what the folder holds of :data:`PARTS`; ``pause`` is called again and again while it is gathered."""
    return [make(collection, pause) for make in PARTS[part]]


def found(parts: Sequence[Findable], typed: str, *, guess: bool = True) -> list[Entry]:
    """Return the entries that what was typed finds, best first: those that begin with it, then hold it, then, with ``guess``, are like it."""
    words = fold(typed).split()
    if not words:
        return []
    ranked = [(rank, number, place) for number, part in enumerate(parts) for rank, place in part.ranked(words)]
    if guess and len(ranked) < ENOUGH:
        known = {(number, place) for _, number, place in ranked}
        alike = ((rank, n, place) for n, part in enumerate(parts) for rank, place in part.alike(" ".join(words)))
        ranked += [each for each in alike if each[1:] not in known]
    return [parts[number].entry(place) for _, number, place in nsmallest(MOST_SHOWN, ranked)]
