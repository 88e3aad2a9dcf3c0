"""For messages and notes: author, title, outlet, day, address. Here what is unknown is always said, as no style settles it."""

from __future__ import annotations

from briefing.citations import titles
from briefing.citations.fragments import with_fragment
from briefing.citations.item import OUTLET_UNKNOWN, Item
from briefing.citations.markup import Line
from briefing.citations.names import NameList
from briefing.citations.styles.layout import address, comma, either, nothing, outlet, pages, text, wrapped

AUTHORS = NameList("natural", "natural")
AUTHORS_SHORT = NameList("sort", "sort", shorten_from=3)


def _shown_title(item: Item) -> str:
    return f"“{titles.nested(item.title, inside=1)}”" if item.title else item.untitled


def _linked_title(item: Item) -> Line:
    return Line().add(_shown_title(item), href=with_fragment(item) if item.linkable else "")


def _agency(item: Item) -> str:
    """Return the agency, named as one, where nobody knows who printed its text; else ""."""
    return f"{item.agency} (agency)" if item.agency and not item.outlet_text else ""


def _agency_signs(item: Item) -> bool:
    """Return True if an agency signs what nobody knows who printed."""
    return all((_agency(item), AUTHORS.write(item.authors) == item.agency))


_signed = either(_agency_signs, text(_agency), text(lambda item: AUTHORS.write(item.authors)))
_outlet = either(
    lambda item: item.outlet_text, outlet(), either(_agency, text(_agency), text(lambda _: OUTLET_UNKNOWN))
)


def _is_named(item: Item) -> bool:
    """Return True if who signs is the outlet itself, or the agency known instead of one: each is named once."""
    return item.outlet_text == AUTHORS.write(item.authors) if item.outlet_text else _agency_signs(item)


def _is_another(item: Item) -> bool:
    """Return True if the outlet is another one than who signs."""
    return item.outlet_text != AUTHORS_SHORT.write(item.authors)


_other_outlet = either(_is_named, nothing, _outlet)
_place_of_words = either(lambda item: not item.linkable, text(lambda item: item.place_in_file))
_details = comma(_other_outlet, text(lambda item: item.section), text(lambda item: item.date.day_first()), pages())

plain = comma(_signed, text(_shown_title), _details, address, _place_of_words)
linked = comma(_signed, _linked_title, _details, either(lambda item: not item.linkable, address), _place_of_words)
short = wrapped(
    comma(
        either(_agency_signs, text(_agency), text(lambda item: AUTHORS_SHORT.write(item.authors))),
        either(_agency_signs, nothing, either(_is_another, _outlet)),
        text(lambda item: item.date.day_first()),
    ),
    "(",
    ")",
)
