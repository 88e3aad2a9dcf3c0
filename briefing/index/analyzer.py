"""From text to index terms: the one definition of a word that indexing, queries, snippets and highlights share.

Case, accents, curly marks and apostrophes are folded; a possessive ``'s`` falls away (``Russia’s`` is ``russia``); ``U.S.`` is
``us``; ``9,000`` is ``9000``. A hyphenated word gives its parts in sequence and, at the place of the first, the parts joined
(``co-operation``: ``co``, ``operation``, ``cooperation``), so that hyphens do not matter. Chinese and Japanese characters are
terms of their own. Nothing is dropped as a stop word: an exact phrase is exact, and positions need no gaps.

Never reads a file and never raises for any text; linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefing.text import fold

MAX_TERM = 64
"""Code points of a term that count; what follows is cut in the index and in queries alike."""

_CJK = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_ALNUM = rf"[^\W_{_CJK}]"
_LETTER = rf"[^\W\d_{_CJK}]"
_INNER = "'’ʼ‘′\ufffd\u00ad"  # may stand inside a word; U+FFFD is the stand-in of zero-width characters
_NUMBER = rf"\d++(?:[.,]\d++)++{_ALNUM}*+"
_ACRONYM = rf"{_LETTER}(?:\.{_LETTER})+(?!{_ALNUM})\.?(?:['’]s(?!{_ALNUM}))?"
_WORD = rf"{_ALNUM}++(?:(?:[\u0300-\u036f]++|[{_INNER}](?={_ALNUM})){_ALNUM}*+)*+"
_PART = rf"(?:{_NUMBER}|{_ACRONYM}|{_WORD})"
_HYPHEN = "-‐‑"
TOKEN = re.compile(rf"{_PART}(?:[{_HYPHEN}]{_PART})*+|[{_CJK}]")
"""A word as it stands in a text, hyphenated compounds in one piece. The quantifiers are possessive: no backtracking."""

PUNCTUATION = ".,;:!?\"'()[]“”‘’…–—-"
"""What surrounds most words. A piece of text that is, without it, only ASCII letters and digits is one plain word (:func:`plain`)."""

_HYPHENS = re.compile(rf"[{_HYPHEN}]")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?![\d,])")
_MAX_JOINED = 3


class Token(NamedTuple):
    """A term where it stands: ``position`` counts words from 0, ``start`` and ``end`` are code points."""

    term: str
    position: int
    start: int
    end: int


def term_of(word: str) -> str:
    """The index term of one word without hyphens ("" if nothing of it is left).

    >>> term_of("Russia’s"), term_of("U.S."), term_of("9,000"), term_of("Café")
    ('russia', 'us', '9000', 'cafe')
    """
    if word.isascii() and word.isalpha():
        return word.lower()[:MAX_TERM]
    term = fold(word).replace("\u00ad", "")
    term = term.removesuffix("'s")
    if "'" in term:
        term = term.replace("'", "")
    if "," in term:
        term = _THOUSANDS.sub(lambda found: found.group().replace(",", ""), term)
    if "." in term and not term[0].isdecimal():
        term = term.replace(".", "")
    if not term.isalnum():
        term = "".join(term.split())
    return term[:MAX_TERM]


def plain(piece: str) -> str:
    """The only term of ``piece`` (which holds no white space) if that can be told at a glance, as for most; else "".

    >>> plain("“strikes,”"), plain("co-op")
    ('strikes', '')
    """
    core = piece.strip(PUNCTUATION)
    return core.lower() if core.isascii() and core.isalnum() and len(core) <= MAX_TERM else ""


def terms_of(raw: str) -> tuple[tuple[str, ...], str]:
    """The terms of one match of :data:`TOKEN`: its parts in sequence, and the parts joined ("" if it is no compound).

    >>> terms_of("co-operation"), terms_of("2022-23")
    ((('co', 'operation'), 'cooperation'), (('2022', '23'), ''))
    """
    if raw.isalpha():
        term = term_of(raw)
        return ((term,) if term else ()), ""
    parts = tuple(term for part in _HYPHENS.split(raw) if (term := term_of(part)))
    joined = ""
    if 1 < len(parts) <= _MAX_JOINED and not all(part.isdecimal() for part in parts):
        joined = "".join(parts)[:MAX_TERM]
    return parts, joined


def tokens(text: str, start: int = 0) -> Iterator[Token]:
    """Every term of ``text`` from ``start`` on with its place, in order; the joined form of a compound comes before its parts."""
    position = 0
    for match in TOKEN.finditer(text, start):
        raw, place = match.group(), match.start()
        if raw.isalpha():
            term = term_of(raw)
            if term:
                yield Token(term, position, place, match.end())
                position += 1
            continue
        _, joined = terms_of(raw)
        if joined:
            yield Token(joined, position, place, match.end())
        for part in _HYPHENS.split(raw):
            term = term_of(part)
            if term:
                yield Token(term, position, place, place + len(part))
                position += 1
            place += len(part) + 1
