"""Law: OSCOLA, 4th edition (3.4.9-3.4.11), and Bluebook, 21st edition (rule 16.6)."""

from __future__ import annotations

import re

from briefing.citations import titles
from briefing.citations.item import Item
from briefing.citations.names import NameList
from briefing.citations.styles.layout import (
    Part,
    address,
    by_type,
    comma,
    either,
    nothing,
    outlet,
    row,
    sentences,
    text,
    title,
    wrapped,
)  # fmt: skip

# --- OSCOLA ------------------------------------------------------------------------------------------------------------

AUTHORS = NameList("bare_initials_last", "bare_initials_last", serial=False, shorten_from=4, others=" and others")
AUTHORS_NOTE = NameList("unpointed", "unpointed", serial=False, shorten_from=4, others=" and others")


def _day(item: Item) -> str:
    return item.date.day_first() if item.date else ""


def _first_page(item: Item) -> str:
    return (re.split(r"[\s,–&-]+", item.page.strip()) or [""])[0]


_title = title(small=titles.SMALL, marks=titles.BRITISH, quoted=lambda _: True)
_outlet = either(lambda item: item.outlet_text, outlet())


def _bracketed(*parts: Part) -> Part:
    return wrapped(comma(*parts), "(", ")")


def _year(item: Item) -> str:
    return item.date.year_text if item.date.year is not None else ""


_newspaper = row(
    text(lambda item: item.volume), _outlet, _bracketed(text(lambda item: item.place), text(_day)), between=" "
)
_magazine = row(
    either(lambda item: item.volume, text(_year, "(", ")"), text(_year, "[", "]")),
    text(lambda item: item.volume),
    _outlet,
    between=" ",
)
_web = _bracketed(text(lambda item: item.edition), _outlet, text(_day))
_broadcast = row(_outlet, _bracketed(text(_day)), between=" ")
_SOURCES: dict[str, Part] = {
    "article-magazine": _magazine,
    "webpage": _web,
    "post-weblog": _web,
    "post": _web,
    "broadcast": _broadcast,
}
_work = by_type(
    {"broadcast": comma(_title, _broadcast)}, default=row(_title, by_type(_SOURCES, default=_newspaper), between=" ")
)
_page = text(_first_page)
_address = row(
    wrapped(address, "<", ">"),
    either(lambda item: item.url and item.accessed, text(lambda item: item.accessed.day_first(), "accessed ")),
    between=" ",
)


def _oscola(authors: NameList) -> Part:
    signed = either(lambda item: item.layout != "broadcast", text(lambda item: authors.write(item.authors)), nothing)
    return row(comma(signed, _work), _page, _address, between=" ")


oscola = _oscola(AUTHORS)
oscola_note = sentences(_oscola(AUTHORS_NOTE))

# --- Bluebook ----------------------------------------------------------------------------------------------------------

_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
BLUEBOOK_AUTHORS = NameList("natural", "natural", conjunction="&", shorten_from=3)
BLUEBOOK_SHORT = NameList("sort", "sort", conjunction="&", shorten_from=3)

_bluebook_title = title(small=titles.SMALL, quoted=lambda _: False, italic=lambda _: True)
_bluebook_day = text(lambda item: item.date.month_first(_MONTHS))
_online = row(row(_outlet, wrapped(_bluebook_day, "(", ")"), between=" "), text(lambda item: item.pages, ", at "))
_in_print = comma(_outlet, _bluebook_day, text(lambda item: item.pages, "at "))

bluebook = sentences(
    comma(
        text(lambda item: BLUEBOOK_AUTHORS.write(item.authors)),
        _bluebook_title,
        either(lambda item: item.url, _online, _in_print),
        address,
    )
)
bluebook_short = sentences(
    comma(
        either(lambda item: item.authors, text(lambda item: BLUEBOOK_SHORT.write(item.authors)), _bluebook_title),
        text(lambda _: "supra", italic=True),
    )
)
