"""MLA, 9th edition: the containers' elements in one row of commas."""

from __future__ import annotations

from briefing.citations import titles
from briefing.citations.dates import MONTHS_MLA
from briefing.citations.item import Item
from briefing.citations.names import NameList
from briefing.citations.styles.layout import (
    address,
    by_type,
    capitalised,
    comma,
    either,
    nothing,
    ordinal_edition,
    outlet,
    pages,
    row,
    section,
    sentences,
    text,
    title,
    wrapped,
)  # fmt: skip

AUTHORS = NameList("inverted", "natural", comma_before_two=True, shorten_from=3, others=", et al.")
AUTHORS_SHORT = NameList("sort", "sort", shorten_from=3)
# Pages of the web and broadcasts name the place among the other elements, and no section.
_UNSECTIONED = frozenset({"webpage", "broadcast", "report", "article"})


def _day(item: Item) -> str:
    return item.date.day_first(MONTHS_MLA) if item.date else ""


_title = title(small=titles.SMALL)
_place = text(lambda item: item.place)
_outlet = either(lambda item: item.outlet_text, outlet(cased=True))
_container = either(
    lambda item: item.layout in _UNSECTIONED,
    _outlet,
    row(_outlet, text(lambda item: item.place, "[", "]"), between=" "),
)
_elements = comma(
    _container,
    text(lambda item: capitalised(ordinal_edition(item))),
    text(lambda item: item.volume, "vol. "),
    text(lambda item: item.issue, "no. "),
    by_type(dict.fromkeys(_UNSECTIONED, _place), default=nothing),
    text(_day),
    pages(least=2),
    address,
)
_section = either(lambda item: item.layout not in _UNSECTIONED, text(section))
_accessed = either(
    lambda item: not item.date and item.accessed, text(lambda item: item.accessed.day_first(MONTHS_MLA), "Accessed ")
)

entry = sentences(text(lambda item: AUTHORS.write(item.authors)), _title, _elements, _accessed, _section)
short = wrapped(
    either(
        lambda item: item.authors,
        text(lambda item: AUTHORS_SHORT.write(item.authors)),
        title(small=titles.SMALL, quoted=lambda _: True),
    ),
    "(",
    ")",
)
