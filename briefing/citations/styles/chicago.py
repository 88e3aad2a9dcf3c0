"""Chicago, 18th edition: author-date (13.112), notes and bibliography (14.87-14.98)."""

from __future__ import annotations

from briefing.citations import titles
from briefing.citations.item import Item
from briefing.citations.names import NameList
from briefing.citations.styles.layout import (
    Part,
    address,
    by_type,
    capitalised,
    comma,
    either,
    nothing,
    ordinal_edition,
    outlet,
    row,
    section,
    sentences,
    text,
    title,
    wrapped,
)  # fmt: skip

AUTHORS = NameList("demoted", "natural", comma_before_two=True, shorten_from=7, shown=3)
AUTHORS_SHORT = NameList("sort", "sort", shorten_from=3)
AUTHORS_NOTE = NameList("natural", "natural", shorten_from=3)

# Works that stand under their outlet where nobody signs.
_UNDER_OUTLET = frozenset({"article-newspaper", "article-magazine", "webpage", "broadcast"})
_UNSECTIONED = frozenset({"webpage", "broadcast"})
_UNQUOTED_ALONE = frozenset({"article-newspaper", "article-magazine", "post-weblog", "broadcast"})


def leads_with_outlet(item: Item) -> bool:
    return not item.authors and bool(item.outlet_text) and item.layout in _UNDER_OUTLET


def _edition(item: Item) -> str:
    """Return ``Late Edition`` of "late" and of "late edition" (a processor of CSL says "Late Edition Edition")."""
    name = ordinal_edition(item) if item.edition.isdecimal() else titles.headline(item.edition)
    return name if not name or "edition" in name.lower() or name.endswith(".") else f"{name} Edition"


_PRINTED = frozenset({"article-newspaper", "article-magazine"})
_title = title(
    small=titles.CHICAGO_SMALL,
    quoted=lambda item: item.outlet_text or item.layout not in _UNQUOTED_ALONE,
)
_place = either(lambda item: item.layout not in _UNSECTIONED, text(lambda item: item.place, "(", ")"))
_outlet = row(either(lambda item: item.outlet_text, outlet(cased=True)), _place, between=" ")
_lead = either(
    lambda item: item.authors,
    text(lambda item: AUTHORS.write(item.authors)),
    either(leads_with_outlet, _outlet),
)
_section = either(lambda item: item.layout not in _UNSECTIONED, text(section))
_edition_before = text(lambda item: capitalised(item.edition) if item.layout == "webpage" else "")
_edition_after = text(lambda item: _edition(item) if item.layout in _PRINTED else "")
_accessed = either(
    lambda item: not item.date,
    either(lambda item: item.accessed, text(lambda item: item.accessed.month_first(), "Accessed ")),
)
_named_outlet = either(leads_with_outlet, nothing, _outlet)
_aired = text(lambda item: "" if item.url else "Aired ")


def _source(date: Part, numbered: Part) -> Part:
    """Return the outlet and what comes after it, with ``date``; ``numbered`` where a blog has volumes or numbers."""
    dated = comma(_named_outlet, date)
    placed = comma(_named_outlet, text(lambda item: item.place), date)
    journal = either(lambda item: item.volume or item.issue, numbered, comma(dated, text(lambda item: item.pages)))
    broadcast = sentences(_named_outlet, _aired_on(date))
    return by_type({"webpage": placed, "post-weblog": journal, "broadcast": broadcast}, default=dated)


def _aired_on(date: Part) -> Part:
    return either(lambda item: date(item).runs, row(_aired, date))


_day = text(lambda item: item.date.month_day())
_full_day = text(lambda item: item.date.month_first() if item.date or item.layout != "webpage" else "")
_blog_author_date = row(
    _named_outlet,
    text(lambda item: f" {item.volume}" if item.volume else f", no. {item.issue}"),
    text(lambda item: item.issue if item.volume else "", " (", ")"),
    text(lambda item: item.short_pages(1), ": "),
)
_blog_notes = row(
    _named_outlet,
    text(lambda item: f" {item.volume}" if item.volume else ""),
    text(lambda item: item.issue, ", no. "),
    text(lambda item: item.date.year_text, " (", ")"),
    text(lambda item: item.short_pages(1), ": "),
)
_year = text(lambda item: item.date.year_text)


def _has_lead(item: Item) -> bool:
    return bool(item.authors) or leads_with_outlet(item)


author_date = sentences(
    _lead,
    either(_has_lead, _year, _title),
    either(_has_lead, _title, _year),
    _section,
    _edition_before,
    _source(_day, _blog_author_date),
    _edition_after,
    _accessed,
    address,
)
notes = sentences(
    _lead, _title, _section, _edition_before, _source(_full_day, _blog_notes), _edition_after, _accessed, address
)


_who = either(
    lambda item: item.authors,
    text(lambda item: AUTHORS_SHORT.write(item.authors)),
    either(lambda item: item.outlet_text, outlet(cased=True), title(small=titles.CHICAGO_SMALL, quoted=lambda _: True)),
)
author_date_short = wrapped(
    either(
        lambda item: item.date.year is None or not (item.authors or item.outlet_text),
        comma(_who, text(lambda item: item.date.year_text)),
        row(_who, text(lambda item: item.date.year_text), between=" "),
    ),
    "(",
    ")",
)
_note_edition = text(lambda item: item.edition)
note = sentences(
    comma(
        text(lambda item: AUTHORS_NOTE.write(item.authors)),
        _title,
        text(lambda item: item.section),
        _outlet,
        _full_day,
        _note_edition,
        address,
    )
)
