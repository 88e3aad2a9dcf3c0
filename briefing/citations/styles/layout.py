"""Pieces of which the styles' tables are made: a :data:`Part` prints something of an item, or nothing where it is unknown.

A style is a table of parts by type of item, joined as sentences or by commas; these functions know punctuation, and no style.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from briefing.citations import titles
from briefing.citations.item import WHOLE_PAGES, Item
from briefing.citations.markup import Line, Run

Part = Callable[[Item], Line]
Value = Callable[[Item], str]


def nothing(_: Item) -> Line:
    return Line()


def text(value: Value, before: str = "", after: str = "", *, italic: bool = False) -> Part:
    """Print ``value`` between ``before`` and ``after``; nothing if it is empty."""

    def part(item: Item) -> Line:
        said = value(item)
        return Line().add(before).add(said, italic=italic).add(after) if said else Line()

    return part


def wrapped(inner: Part, before: str, after: str) -> Part:
    """Print ``inner`` between ``before`` and ``after``, if it prints anything."""

    def part(item: Item) -> Line:
        line = inner(item)
        return Line().add(before).join(line).add(after) if line.runs else line

    return part


def row(*parts: Part, between: str = "") -> Part:
    """Print the parts that print something, with ``between`` in the gaps; its comma goes inside closing marks."""

    def part(item: Item) -> Line:
        line = Line()
        for each in parts:
            piece = each(item)
            if piece.runs and line.runs and between:
                line = line.punctuate(between[0]).add(between[1:]) if between[:1] in (",", ".") else line.add(between)
            line.join(piece)
        return line

    return part


def comma(*parts: Part) -> Part:
    return row(*parts, between=", ")


def sentences(*parts: Part) -> Part:
    """Print each part as a sentence of its own."""

    def part(item: Item) -> Line:
        line = Line()
        for each in parts:
            piece = each(item)
            if piece.runs:
                line = (line.add(" ") if line.runs else line).join(piece.stop())
        return line

    return part


def either(test: Callable[[Item], object], yes: Part, no: Part = nothing) -> Part:
    """Print ``yes`` where ``test`` holds, else ``no``."""
    return lambda item: yes(item) if test(item) else no(item)


def by_type(table: Mapping[str, Part], default: Part) -> Part:
    """Print what ``table`` says for the item's type."""
    return lambda item: table.get(item.layout, default)(item)


def title(
    *,
    small: frozenset[str] | None = None,
    marks: tuple[str, str] = titles.AMERICAN,
    quoted: Callable[[Item], object] = lambda item: item.outlet_text,
    italic: Callable[[Item], object] = lambda item: not item.outlet_text,
) -> Part:
    """Print the title: with headline capitals if ``small`` is given; in ``marks`` where ``quoted`` holds, else in italics where
    ``italic`` does. An untitled work is described instead, without marks."""

    def part(item: Item) -> Line:
        if not item.title:
            return Line().add(item.untitled)
        around = bool(quoted(item))
        shown = titles.nested(item.title, marks, inside=int(around))
        if small is not None and titles.is_english(item.language):
            shown = titles.headline(shown, small)
        closers = titles.closing_marks(shown)
        if not around:
            return Line().add(shown, italic=bool(italic(item)), closers=closers)
        inside_marks = marks == titles.AMERICAN  # British styles set punctuation outside
        line = Line().add(marks[0][0])
        return line.merge(Run(f"{shown}{marks[0][1]}", closers=closers + 1 if inside_marks else 0))

    return part


def outlet(*, cased: bool = False) -> Part:
    """Print the outlet, in italics where it is stated; ``cased``: with headline capitals, as a title."""

    def part(item: Item) -> Line:
        shown = item.outlet_text
        if cased and titles.is_english(item.language):
            shown = titles.headline(shown)
        return Line().add(shown, italic=item.outlet_stated)

    return part


def address(item: Item) -> Line:
    return Line().add(item.url, href=item.url if item.linkable else "")


def pages(singular: str = "p. ", plural: str = "pp. ", *, least: int = WHOLE_PAGES) -> Part:
    """Print the pages; the second figure of a range keeps ``least`` figures at least."""
    return text(lambda item: item.pages and f"{plural if item.many_pages else singular}{item.short_pages(least)}")


def section(item: Item) -> str:
    """Return the newspaper's section in headline capitals."""
    return titles.headline(item.section) if titles.is_english(item.language) else item.section


def ordinal_edition(item: Item) -> str:
    """Return ``2nd ed.`` of "2"; a worded edition as it is."""
    number = item.edition
    if not (number.isascii() and number.isdecimal()):
        return number
    teens = number[-2:-1] == "1"
    return f"{number}{'th' if teens else _ORDINALS.get(number[-1], 'th')} ed."


_ORDINALS = {"1": "st", "2": "nd", "3": "rd"}


def capitalised(value: str) -> str:
    return value[:1].upper() + value[1:]
