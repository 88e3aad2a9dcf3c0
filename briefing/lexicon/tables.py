"""Reads the tables of words under ``data/``: lines, words by key, cells, and the places with every way to write each.

A cell of a place holds its forms with " = " between them, the one to show first. ``*`` behind a form: a dateline may name it
without its country. ``~`` before a form: it tells a place only where a dateline or a date stands beside it ("Ga.").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


def lines(name: str) -> list[str]:
    """Return the lines of ``data/<name>.txt`` that are neither empty nor comments."""
    text = files("briefing.lexicon").joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def words(name: str) -> frozenset[str]:
    """Return the words of ``data/<name>.txt``, which are separated by spaces."""
    return frozenset(word for line in lines(name) for word in line.split())


@cache
def keyed(name: str) -> dict[str, frozenset[str]]:
    """Return the words of ``data/<name>.txt`` by their key: a line is ``key: word word …``, several lines may share a key.

    Never written to by anybody.
    """
    lists: dict[str, frozenset[str]] = {}
    for line in lines(name):
        key, _, rest = line.partition(":")
        lists[key.strip()] = lists.get(key.strip(), frozenset()) | frozenset(rest.split())
    return lists


@cache
def phrases(name: str) -> dict[str, frozenset[str]]:
    """Return the phrases of ``data/<name>.txt`` by their key: a line is ``key: phrase | phrase …``, several lines may share a key.

    Never written to by anybody.
    """
    lists: dict[str, frozenset[str]] = {}
    for line in lines(name):
        key, _, rest = line.partition(": ")
        lists[key] = lists.get(key, frozenset()) | frozenset(rest.split(" | "))
    return lists


def cells(text: str) -> list[str]:
    """Split the part of a line that holds several entries."""
    return [cell.strip() for cell in text.split(";") if cell.strip()]


@dataclass(frozen=True, slots=True)
class PlaceForm:
    """One way to write a place. ``shown``: the form to show; ``alone``: datelines name it without its country;
    ``beside_date``: it tells a place only beside a date or in a dateline."""

    text: str
    shown: str
    alone: bool = False
    beside_date: bool = False


def place_forms(cell: str) -> list[PlaceForm]:
    """Return the forms of one place, the one to show first."""
    printed = [form.strip() for form in cell.split(" = ")]
    shown = printed[0].strip("*~")
    return [PlaceForm(form.strip("*~"), shown, form.endswith("*"), form.startswith("~")) for form in printed]


@dataclass(frozen=True, slots=True)
class Country:
    """A country with what stands for it; ``demonyms`` as they are printed in the table ("=" before one without a plural)."""

    name: PlaceForm
    others: tuple[str, ...]
    codes: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[PlaceForm, ...]


def countries() -> Iterator[Country]:
    """Read the countries."""
    for line in lines("countries"):
        name, others, codes, demonyms, capitals = (line.split("|") + [""] * 4)[:5]
        seats = [form for cell in cells(capitals) for form in place_forms(cell)]
        (form,) = place_forms(name.strip())
        yield Country(form, tuple(cells(others)), tuple(cells(codes)), tuple(cells(demonyms)), tuple(seats))


def places(name: str) -> Iterator[PlaceForm]:
    """Read the forms of all places of ``regions`` or ``cities``."""
    for line in lines(name):
        for cell in cells(line):
            yield from place_forms(cell)
