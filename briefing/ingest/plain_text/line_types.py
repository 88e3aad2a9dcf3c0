"""Tells what one short line at the head (or end) of an article is: metadata, label, caption, furniture, dateline or prose.

One line at a time, without its neighbours; ``head`` decides by the order of the lines, ``line_facts`` reads what metadata says.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, Literal

from briefing.ingest.plain_text import boilerplate, datelines
from briefing.ingest.plain_text.line_facts import Facts, read
from briefing.lexicon.head_words import FIELD_LABELS

LineType = Literal["meta", "label", "caption", "furniture", "dateline", "sentence", "line", "name", "role"]
_Kind = tuple[LineType, Facts | None, datelines.Dateline | None]
_KEYS = frozenset({"topics", "places", "people", "orgs", "exchanges", "companies"})
_SHORT_VALUES = frozenset({"outlet", "agency", "language", "section", "page", "edition"})
_LABEL = re.compile(
    r"\W{0,3}([^\W\d_][^\W\d_ ./-]*(?:[ ./-]{1,2}[^\W\d_ ./-]+){0,4}(?:\(s\))?)\W{0,2}\s*[:=]\W{0,2}(?:\s+|$)"
)
_LABEL_SIGNS = frozenset(":=")
_CLOSERS = "\"'”’»)]*_ "
_ENDS = (
    (re.compile(r"(?:\.\.\.|…)$"), 119),
    (re.compile(r"(?:\b(?:[A-Z]\.){1,4}|\b(?:Jr|Sr|Inc|Corp|Ltd|Co|St|Mt|Bros|vs|No|a\.m|p\.m|etc)\.)$"), 139),
    (re.compile(r"[.:;,]$"), 0),
    (re.compile(r"[!?]$"), 140),
)
"""How a paragraph ends, and how many characters a headline that ends so may have."""
_LONGEST_HEADLINE = 220


def is_sentence(text: str) -> bool:
    """Return whether a paragraph ends as a sentence does (or is too long for a headline)."""
    end = text.rstrip(_CLOSERS)[-12:]
    return len(text) > next((longest for ending, longest in _ENDS if ending.search(end)), _LONGEST_HEADLINE)


def label(text: str) -> tuple[str, int] | None:
    """(field, where the value begins) for ``Headline: …`` and its kin; field "" is known and says nothing we keep."""
    head = text[:40]
    # Most lines have neither sign, which the pattern would only learn by trying every way to cut their words.
    match = None if _LABEL_SIGNS.isdisjoint(head) else _LABEL.match(head)
    if match is None:
        return None
    name = match[1].strip().casefold().replace("  ", " ")
    field = FIELD_LABELS.get(name)
    if field is None or (name in _KEYS and not _are_keywords(text[match.end() :])):
        return None  # "People: The woman who …" is a headline
    if field in _SHORT_VALUES and _is_no_name(text, match.end()):
        return None  # "Newspaper: Minister used …" is a headline: what these labels name is a name
    return field, match.end()


def _are_keywords(value: str) -> bool:
    """Return whether ``value`` is a list of keywords, which are not printed as sentences are."""
    return value in (value.lower(), value.upper()) or len(value.split()) <= 2


def _is_no_name(text: str, at: int) -> bool:
    """Return whether what stands behind ``at`` has too many words for a name: more than eight, or four and a full stop."""
    stopped = text.rstrip(_CLOSERS).endswith(".")
    return text.count(" ", at) > (3 if stopped else 7)


def kind(text: str, *, first: bool) -> _Kind:
    """Return what a paragraph is by itself. ``first``: no headline has been seen yet."""
    return next((told for tell in _TELLERS if (told := tell(text, first)) is not None), ("line", None, None))


def _open_dateline(text: str, first: bool, ends: str = "-–—") -> _Kind | None:
    """Return a line below the headline that is nothing but a dateline, its sign behind it."""
    found = None if first or text[-1] not in ends or len(text) > 90 else datelines.parse(text, alone=True)
    return None if found is None else ("dateline", None, found)


def _metadata(text: str, first: bool) -> _Kind | None:
    facts = read(text)
    return ("meta", facts, None) if facts is not None and (not first or _is_meta_on_top(facts)) else None


def _is_meta_on_top(facts: Facts) -> bool:
    """Return whether a line is metadata though no headline stands above it: the name of a paper alone may be one."""
    if facts.loose:
        return bool(facts.agencies and facts.dates)
    return any((facts.dates, facts.byline, facts.agencies))


def _by_wording(text: str, first: bool) -> _Kind | None:
    found = boilerplate.kind(text)
    return None if found is None else (found, None, None)


def _prose(text: str, first: bool) -> _Kind | None:
    """Return a paragraph with a dateline in front, also above a table ("LONDON, March 3 - Shr 34 cts vs 12 cts"), or a sentence."""
    sentence = is_sentence(text) or (not first and text.rstrip(_CLOSERS).endswith(("?", "!")))
    found = datelines.parse(text)
    if found is not None and (sentence or not first or found.date or found.agency):
        return "dateline", None, found
    return ("sentence", None, None) if sentence else None


def _bracketed_dateline(text: str, first: bool) -> _Kind | None:
    return _open_dateline(text, first, ")")


def _breadcrumb(text: str, first: bool) -> _Kind | None:
    return ("furniture", None, None) if not first and boilerplate.is_breadcrumb(text) else None


_TELLERS: Final[tuple[Callable[[str, bool], _Kind | None], ...]] = (
    _open_dateline, _metadata, _by_wording, _prose, _bracketed_dateline, _breadcrumb,
)  # fmt: skip
