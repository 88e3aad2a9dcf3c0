"""A stretch of words that may be a name, and the names of the tables that stand in a text. Decides nothing."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.analysis.entities.tokens import Word
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

    @property
    def start(self) -> int:
        return self.words[self.first].start

    @property
    def end(self) -> int:
        return self.words[self.last - 1].end

    @property
    def forms(self) -> tuple[str, ...]:
        return tuple(word.form for word in self.words[self.first : self.last])

    @property
    def initial(self) -> bool:
        return self.words[self.first].initial


def match(words: list[Word], at: int, tables: Tables) -> tuple[Known, int] | None:
    """Return the longest name of the tables that begins at word ``at``, with its number of words; None where there is none,
    also behind the last word. Capitals match in any case."""
    if at >= len(words):
        return None
    form = words[at].form
    entries = tables.starts.get(form)
    shouted = False
    if entries is None and len(form) > 1 and form.isupper():
        entries = tables.starts.get(form.title())
        shouted = True
    if entries is None:
        return None
    for forms, known in entries:
        size = len(forms)
        if at + size > len(words) or (size == 1 and shouted and len(form) < 4):
            continue
        for offset in range(1, size):
            own = words[at + offset].form
            if own != forms[offset] and not (own.isupper() and len(own) > 1 and own.lower() == forms[offset].lower()):
                break
        else:
            return known, size
    return None


def near(words: list[Word], at: int) -> bool:
    """Return whether word ``at`` follows its forerunner with nothing but a space between."""
    return 0 <= words[at].start - words[at - 1].end <= 2


def capital_end(words: list[Word], at: int, end: int) -> int:
    """Return the end of the capitalised words from ``at`` on, without joining words."""
    stop = at
    while stop < end and words[stop].capital:
        stop += 1
    return stop
