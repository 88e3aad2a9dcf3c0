"""A stretch of words that may be a name, and the names of the tables that stand in a text. Decides nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefing.analysis.entities.tokens import Word, word_at
from briefing.lexicon.gazetteer import Known, Tables
from briefing.model import EntityType


@dataclass(slots=True, eq=False)
class Candidate:
    """Words ``first`` to ``last`` (exclusive) of a paragraph. ``type`` is set where the words decide; ``strong`` says that
    they decide by themselves (table, head word, form of address). ``listed`` says that the layout of a list told the kind of
    this one occurrence."""

    words: list[Word]
    first: int
    last: int
    type: EntityType | None = None
    strong: bool = False
    known: Known | None = None
    label: str = ""
    heading: bool = False
    titled: bool = False
    listed: bool = False
    personal: bool = False
    _place: int = field(default=0, init=False, repr=False)
    _spelt: tuple[str, ...] = field(default=(), init=False, repr=False)
    """The forms as they were asked for last, and where these words stand."""

    @property
    def start(self) -> int:
        return self.words[self.first].start

    @property
    def end(self) -> int:
        return self.words[self.last - 1].end

    @property
    def forms(self) -> tuple[str, ...]:
        place = self.first << 32 | self.last
        if self._place != place:
            self._place, self._spelt = place, tuple([word.form for word in self.words[self.first : self.last]])
        return self._spelt

    @property
    def initial(self) -> bool:
        return self.words[self.first].initial

    @property
    def is_single(self) -> bool:
        """Whether it is one word."""
        return self.last - self.first == 1

    @property
    def is_open(self) -> bool:
        """Whether neither its words nor the tables say what it is."""
        return not self.strong and self.known is None

    @property
    def is_known_place(self) -> bool:
        """Whether the tables know it as a place."""
        return self.known is not None and self.known.type == "place"

    @property
    def is_country(self) -> bool:
        """Whether it is the name, the code or the people of a country."""
        return self.known is not None and bool(self.known.country)

    def before(self, steps: int = 1) -> str:
        """Return the form of the word ``steps`` places before the name, empty outside the paragraph."""
        at = self.first - steps
        return self.words[at].form if at >= 0 else ""

    def behind(self, steps: int = 0) -> str:
        """Return the form of the word ``steps`` places after the one right behind the name, empty outside the paragraph."""
        at = self.last + steps
        return self.words[at].form if at < len(self.words) else ""

    def settle(self, kind: EntityType) -> None:
        """Make its kind sure, whatever the tables know of its words."""
        self.type, self.strong, self.known = kind, True, None


def match(words: list[Word], at: int, tables: Tables) -> tuple[Known, int] | None:
    """Return the longest name of the tables that begins at word ``at``, with its number of words; None where there is none,
    also behind the last word. Capitals match in any case."""
    if not 0 <= at < len(words):
        return None
    form = words[at].form
    entries = tables.starts.get(form)
    shouted = entries is None and _is_shouted(form)
    if shouted:
        entries = tables.starts.get(form.title())
    if entries is None:
        return None
    for forms, known in entries:
        size = len(forms)
        if size == 1 and shouted and len(form) < 4:
            continue
        if len(words) - at >= size and all(map(_matches, words[at + 1 : at + size], forms[1:])):
            return known, size
    return None


def _is_shouted(form: str) -> bool:
    return len(form) > 1 and form.isupper()


def _matches(word: Word, form: str) -> bool:
    """Tell whether a word is a form of the tables, or that form in capitals."""
    return word.form == form or (_is_shouted(word.form) and word.form.lower() == form.lower())


def whole(words: list[Word], first: int, last: int, tables: Tables) -> Known | None:
    """Return what the tables know of the words ``[first, last)`` as one name."""
    known = match(words, first, tables)
    return known[0] if known is not None and known[1] == last - first else None


def near(words: list[Word], at: int) -> bool:
    """Return whether word ``at`` follows its forerunner with nothing but a space between."""
    return 0 <= word_at(words, at).start - words[at - 1].end <= 2


def capital_end(words: list[Word], at: int, end: int) -> int:
    """Return the end of the capitalised words from ``at`` on, without joining words."""
    stop = at
    while stop < end and words[stop].capital:
        stop += 1
    return stop
