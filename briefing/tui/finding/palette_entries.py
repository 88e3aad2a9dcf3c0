"""What the palette finds: actions, articles, names, statements, stories, saved searches, in one list, and how they rank. Draws and does nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.presentation.labels import UNKNOWN_MARK, date_label, list_label, outlet_label
from briefing.text import fold, one_line, plural, truncate

if TYPE_CHECKING:
    from briefing.tui.collection_port import ReaderCollection

MOST_OF_A_KIND: Final = 20_000
"""Articles, names and statements that are looked through."""

MOST_SHOWN: Final = 200

ENOUGH: Final = 5
"""Entries that hold what was typed, below which those that are only like it are offered too."""

ALIKE: Final = 78
"""How like what was typed an entry must be, of 100."""

LABEL_CELLS: Final = 38
"""Cells of a label: the notes beside them stand in a column."""

KINDS: Final = ("action", "copy", "search", "name", "story", "article", "statement")
"""The order of kinds among entries that fit equally well."""


class Entry(NamedTuple):
    """One thing that can be gone to or done: ``value`` says which, to whoever does it. ``words`` are found, but not shown."""

    kind: str
    label: str
    note: str
    value: object
    key: str = ""
    words: str = ""

    @property
    def folded(self) -> tuple[str, str]:
        """The label, and everything else that it is found by, as texts are compared."""
        return fold(self.label), fold(f"{self.note} {self.key} {self.words}")


class Folded(NamedTuple):
    """An entry with what it is found by."""

    entry: Entry
    label: str
    rest: str


def prepared(entries: Sequence[Entry]) -> list[Folded]:
    """Return the entries ready to be looked through."""
    return [Folded(entry, *entry.folded) for entry in entries]


def _names(collection: ReaderCollection) -> Iterator[Entry]:
    for name in collection.entities():
        forms = " ".join(alias.text for alias in name.aliases)
        yield Entry(
            "name",
            truncate(one_line(name.name), LABEL_CELLS),
            f"{name.type} · {plural(name.articles, 'article')}",
            name.id,
            words=forms,
        )


def _stories(collection: ReaderCollection) -> Iterator[Entry]:
    for story in collection.stories():
        yield Entry(
            "story",
            truncate(one_line(story.title), LABEL_CELLS),
            f"story · {plural(len(story.articles), 'article')}",
            story,
        )


def _about(kind: str, *known: str) -> str:
    """Return the kind of an entry and what is known of it: what nobody knows takes no room."""
    return " · ".join((kind, *(each for each in known if each != UNKNOWN_MARK)))


def _articles(collection: ReaderCollection) -> Iterator[Entry]:
    for article in collection.articles():
        label = truncate(one_line(list_label(article)[0]), LABEL_CELLS)
        yield Entry(
            "article",
            label,
            _about("article", outlet_label(article), date_label(article)),
            article.id,
            words=article.path,
        )


def _statements(collection: ReaderCollection) -> Iterator[Entry]:
    for statement in collection.statements(2):
        label = truncate(one_line(statement.text), LABEL_CELLS)
        note = f"statement · {plural(statement.articles, 'article')}"
        place = (statement.id, statement.instances[0].quotation)
        yield Entry("statement", label, note, place, words=f"{statement.speaker or ''} {statement.text}")


PARTS: Final = {"texts": (_articles, _statements), "names": (_names,), "stories": (_stories,)}
"""Parts of what a folder holds, and who makes each."""


def part_entries(collection: ReaderCollection, part: str) -> list[Folded]:
    """Return what the folder holds of :data:`PARTS`."""
    return prepared([entry for make in PARTS[part] for entry in islice(make(collection), MOST_OF_A_KIND)])


def found(entries: Sequence[Folded], typed: str) -> list[Entry]:
    """Return the entries that what was typed finds, best first: those that begin with it, then hold it, then are like it."""
    words = fold(typed).split()
    if not words:
        return []
    ranked = [(rank, place) for place, each in enumerate(entries) if (rank := _rank(each, words)) is not None]
    if len(ranked) < ENOUGH:
        known = {place for _, place in ranked}
        ranked += [(rank, place) for rank, place in _alike(entries, " ".join(words)) if place not in known]
    ranked.sort()
    return [entries[place].entry for _, place in ranked[:MOST_SHOWN]]


Rank = tuple[int, int, int]
"""How the words stand in the label, which kind it is, and how far behind its beginning they stand; less is better."""


def _rank(each: Folded, words: Sequence[str]) -> Rank | None:
    """Return how well an entry fits; ``None`` if a word is nowhere in it."""
    kind = KINDS.index(each.entry.kind)
    if all(word in each.label for word in words):
        return (_place(each.label, words), kind, each.label.find(words[0]))
    if all(word in each.label or word in each.rest for word in words):
        return (3, kind, 0)
    return None


def _place(label: str, words: Sequence[str]) -> int:
    """Return 0 if a label begins with the words, 1 if words of it begin with them, 2 if they only stand in it."""
    if label.startswith(" ".join(words)):
        return 0
    return 1 if all(f" {word}" in f" {label}" for word in words) else 2


def _alike(entries: Sequence[Folded], typed: str) -> list[tuple[Rank, int]]:
    """Return (rank, place) of entries whose label is like what was typed, letters dropped or mistyped."""
    from rapidfuzz import fuzz, process

    if len(typed) < 3:
        return []
    labels = [each.label for each in entries]
    close = process.extract(typed, labels, scorer=fuzz.partial_ratio, score_cutoff=ALIKE, limit=MOST_SHOWN)
    return [
        ((104 - int(score), KINDS.index(entries[place].entry.kind), 0), place)
        for _, score, place in close
        if labels[place]
    ]
