"""APA, 7th edition (10.1, 10.13)."""

from __future__ import annotations

from briefing.citations import titles
from briefing.citations.item import ONLINE, Item
from briefing.citations.names import NameList
from briefing.citations.styles.layout import (
    address,
    by_type,
    comma,
    either,
    outlet,
    pages,
    row,
    sentences,
    text,
    title,
    wrapped,
)

AUTHORS = NameList("initials_last", "initials_last", conjunction="&", comma_before_two=True, shorten_from=21, shown=19, keep_last=True)  # fmt: skip
AUTHORS_SHORT = NameList("sort", "sort", conjunction="&", shorten_from=3)


def _date(item: Item) -> str:
    if item.date.year is None:
        return item.date.month_day() or item.date.year_text
    return ", ".join(filter(None, (item.date.year_text, item.date.month_day())))


_MEDIUM = {"broadcast": "[Broadcast]", "interview": "[Interview]", "post": "[Online post]"}


def _volume(item: Item) -> str:
    return f"{item.volume}({item.issue})" if item.issue else item.volume


_authors = text(lambda item: AUTHORS.write(item.authors))
_dated = text(_date, "(", ")")
_title = title(quoted=lambda _: False, italic=lambda item: item.layout in ONLINE or not item.outlet_text)
_medium = text(lambda item: _MEDIUM.get(item.layout, ""))
_paged = comma(outlet(cased=True), text(_volume), pages("", ""))
_source = by_type(
    {"webpage": outlet(cased=True), "post": outlet(cased=True), "broadcast": wrapped(outlet(), "In ", "")},
    default=_paged,
)
_retrieved = row(
    either(
        lambda item: item.url and not item.date,
        text(lambda item: f"Retrieved {item.accessed.month_first()}, from " if item.accessed else "Retrieved "),
    ),
    address,
)
_signed = sentences(_authors, _dated, row(_title, _medium, between=" "), _source)
_unsigned = sentences(_title, _dated, _medium, _source)

entry = row(either(lambda item: item.authors, _signed, _unsigned), _retrieved, between=" ")

_quoted_title = title(small=titles.SMALL, quoted=lambda _: True)
short = wrapped(
    comma(
        either(lambda item: item.authors, text(lambda item: AUTHORS_SHORT.write(item.authors)), _quoted_title),
        text(lambda item: item.date.year_text),
    ),
    "(",
    ")",
)
