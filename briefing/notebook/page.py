"""A page to be handed out, as plain values: headings, and lines each of which leads to sources that are listed at the end."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Version:
    """One wording of a statement: ``pieces`` are (kind, words) in order, kind being ``same``, ``added`` or ``omitted``; ``carriers`` are
    the (name, number) of each source that has it; ``says``: which of the versions of a fact it gives, "" where all are one statement."""

    carriers: tuple[tuple[str, int], ...]
    pieces: tuple[tuple[str, str], ...]
    says: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Words as a source prints them (``quoted``: in marks), what is said about them, and the numbers of their sources, from 1.

    ``note``: what the person wrote on them, which is nobody's attribution. ``versions``: the same statement as other sources word it, the first being what the others are held against.
    """

    text: str
    about: str = ""
    sources: tuple[int, ...] = ()
    quoted: bool = False
    versions: tuple[Version, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under one heading."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """One entry of the list of sources: its citation, its address and the name of its file ("" if there is none)."""

    citation: str
    url: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page. Sections without lines are left out when it is drawn."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
