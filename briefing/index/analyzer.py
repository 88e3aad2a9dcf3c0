"""From text to index terms: the one definition of a word that indexing, queries, snippets and highlights share.

Case, accents, curly marks and characters without ink are folded; a possessive ``'s`` falls away (``Russia’s`` is ``russia``);
``U.S.`` is ``us``; ``9,000`` is ``9000``. A word joined by hyphens or apostrophes gives its parts in sequence and, at the place of
the first, the parts joined (``co-operation``: ``co``, ``operation``, ``cooperation``; ``O’Neill``: ``o``, ``neill``, ``oneill``), so
that neither sign matters and each part is found. Characters of scripts without spaces (Chinese, Japanese, Thai, Lao, Khmer,
Burmese) are terms of their own. Nothing is dropped as a stop word: an exact phrase is exact, and positions need no gaps.

Never reads a file and never raises for any text; linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from briefing.index.elisions import CLITICS, ELIDED
from briefing.text import STAND_IN, ZERO_WIDTH, fold

MAX_TERM = 64
"""Code points of a term that count; what follows is cut in the index and in queries alike."""

_CJK = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_UNSPACED = (
    "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd\u0ec0-\u0ec6\u0edc-\u0edf"  # Thai, Lao
    "\u1000-\u102a\u103f\u1050-\u1055\u1780-\u17b3\u17d7\u17dc"  # Burmese, Khmer
)
_APOSTROPHES = "'’ʼ‘′‛`´＇ʻʽʾʿꞌ׳՚"
_MARK = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u06df-\u06e8\u06ea-\u06ed\u0711-\u07f3\u0816-\u082d\u0859-\u085b\u0898-\u08e1\u08e3-\u0963\u0981-\u09e3\u09fe-\u0a75"
    "\u0a81-\u0ae3\u0afa-\u0b63\u0b82-\u0bd7\u0c00-\u0c63\u0c81-\u0c83\u0cbc-\u0d4d\u0d57\u0d62\u0d63\u0d81-\u0df3\u0e31-\u0e3a"
    "\u0e47-\u0e4e\u0eb1-\u0ecd\u0f18\u0f19\u0f35\u0f37\u0f39\u0f3e-\u0f84\u0f86-\u0fbc\u102b-\u103e\u1056-\u109d\u135d-\u135f"
    "\u1712-\u1734\u1752-\u1753\u17b4-\u17d3\u17dd\u180b-\u180d\u180f-\u193b\u1a17-\u1a1b\u1a55-\u1a7f\u1ab0-\u1b44\u1b6b-\u1b73"
    "\u1b80-\u1bf3\u1c24-\u1c37\u1cd0-\u1cd2\u1cd4-\u1cff\u1dc0-\u1dff\u20d0-\u20f0\u2de0-\u2dff\u302a-\u302f\u3099\u309a\ua66f-\ua672"
    "\ua802-\ua827\ua880-\ua8c5\ua8e0-\ua8f1\ua947-\ua953\ua980-\ua9c0\uaa29-\uaa4d\uaaeb-\uaaef\uabe3-\uabed\ufe00-\ufe0f\ufe20-\ufe2f"
    "\U00011000-\U00011046\U00011080-\U000110ba\U00011100-\U00011134\U0001e8d0-\U0001e94a\U000e0100-\U000e01ef"
)
"""Marks on letters (vowel signs, accents, points, forms of a character); a few ranges take in letters, which do no harm inside words."""
_ARABIC = "\u0620-\u06ff\u0750-\u077f\u08a0-\u08ff"

_ALNUM = rf"[^\W_{_CJK}{_UNSPACED}ʼʻʽʾʿꞌ]"
_LETTER = rf"[^\W\d_{_CJK}{_UNSPACED}ʼʻʽʾʿꞌ]"
_INNER = f"{_APOSTROPHES}{STAND_IN}{ZERO_WIDTH}"
"""What may stand inside a word; U+FFFD is the stand-in of zero-width characters."""
_GERSHAYIM = r"(?<=[\u05d0-\u05ea])[\"“”״](?=[\u05d0-\u05ea])"
_NUMBER = rf"\d++(?:[.,٫٬]\d++)+{_ALNUM}*+"
_ACRONYM = rf"{_LETTER}(?:\.{_LETTER})+(?!{_ALNUM})\.?(?:['’]s(?!{_ALNUM}))?"
_WORD = rf"{_ALNUM}++(?:(?:[{_MARK}]++|[{_INNER}]++(?={_ALNUM})|{_GERSHAYIM}){_ALNUM}*+)*"
_PART = rf"(?:{_NUMBER}|{_ACRONYM}|{_WORD})"
_HYPHEN = "-‐‑"
TOKEN = re.compile(rf"{_PART}(?:[{_HYPHEN}]{_PART})*|[{_CJK}{_UNSPACED}][{_MARK}]*+")
"""A word as it stands in a text, compounds in one piece. Quantifiers of one class are possessive; those of groups are not, as Python before 3.11.5
matches them wrongly (it leaves out the last letter of a word). What may follow each group begins otherwise: nothing is tried twice."""

PUNCTUATION = ".,;:!?\"'()[]“”‘’…–—-"
"""What surrounds most words. A piece of text that is, without it, only ASCII letters and digits is one plain word (:func:`plain`)."""

_ONE_CHARACTER = re.compile(rf"[{_CJK}{_UNSPACED}]")
_CLUSTER = re.compile(rf"[{_UNSPACED}]")
_POSSESSIVE = rf"[sS](?!{_ALNUM})"
_SEAM = re.compile(
    rf"[{_HYPHEN}]|(?<=[{_ARABIC}])\u200c(?=[{_ARABIC}])"
    rf"|(?<![\dnN])[{_APOSTROPHES}](?!{_POSSESSIVE})"
    rf"|(?<=\d)[{_APOSTROPHES}](?!{_POSSESSIVE}|\d{{3}}(?!\d))"
    rf"|(?<=[nN])[{_APOSTROPHES}](?!{_POSSESSIVE}|[tT](?!{_ALNUM}))"
)
"""Where a compound has a joint: a hyphen, a Persian non-joiner, an apostrophe; but not before a possessive s (``Russia’s``), in
``n’t``, or in a figure (``9’000``)."""
_THOUSANDS = re.compile(r"\d{1,3}(?:[,']\d{3})+(?![\d,'])")
_MAX_JOINED = 3


class Token(NamedTuple):
    """A term where it stands: ``position`` counts words from 0, ``start`` and ``end`` are code points."""

    term: str
    position: int
    start: int
    end: int


def term_of(word: str) -> str:
    """Return the index term of one word without joints ("" if nothing of it is left).

    >>> term_of("Russia’s"), term_of("U.S."), term_of("9,000"), term_of("Café")
    ('russia', 'us', '9000', 'cafe')
    """
    if word.isascii() and word.isalpha():
        return word.lower()[:MAX_TERM]
    term = fold(word).removesuffix("'s")
    if "," in term or "'" in term:
        term = _THOUSANDS.sub(lambda found: found.group().replace(",", "").replace("'", ""), term)
        term = term.replace("'", "")
    if "." in term and not term[0].isdecimal():
        term = term.replace(".", "")
    if not term.isalnum():
        term = "".join(term.replace('"', "").replace("״", "").split())
    return term[:MAX_TERM]


def plain(piece: str) -> str:
    """Return the only term of ``piece`` (which holds no white space) if that can be told at a glance, as for most; else "".

    >>> plain("“strikes,”"), plain("co-op")
    ('strikes', '')
    """
    core = piece.strip(PUNCTUATION)
    return core.lower() if core.isascii() and core.isalnum() and len(core) <= MAX_TERM else ""


Script = Literal["spaced", "clustered", "ideographic"]


def script_of(raw: str) -> Script:
    """Return whether a match of :data:`TOKEN` is a word between spaces, a letter with its marks, or a character that is whole."""
    if not _ONE_CHARACTER.match(raw):
        return "spaced"
    return "clustered" if _CLUSTER.match(raw) else "ideographic"


class Part(NamedTuple):
    """A word of a compound: its term, and its place in the compound in code points."""

    term: str
    start: int
    end: int


def parts_of(raw: str) -> list[Part]:
    """Return the words of one match of :data:`TOKEN`, in order; those of which nothing is left are left out."""
    if raw.isascii() and raw.isalnum():
        return [Part(raw.lower()[:MAX_TERM], 0, len(raw))]
    parts: list[Part] = []
    start = 0
    for seam in _SEAM.finditer(raw):
        if seam.start() > start and (term := term_of(raw[start : seam.start()])):
            parts.append(Part(term, start, seam.start()))
        start = seam.end()
    if start < len(raw) and (term := term_of(raw[start:])):
        parts.append(Part(term, start, len(raw)))
    return parts


def elided(raw: str, parts: list[Part]) -> int:
    """Return how many of the first ``parts`` of ``raw`` are elided articles and particles; the last part never counts.

    >>> elided("l’accord", parts_of("l’accord")), elided("O’Neill", parts_of("O’Neill")), elided("co-op", parts_of("co-op"))
    (1, 0, 0)
    """
    count = 0
    while count < len(parts) - 1 and parts[count].term in ELIDED and raw[parts[count].end] in _APOSTROPHES:
        count += 1
    return count


def joined_of(raw: str, parts: list[Part]) -> list[tuple[int, str]]:
    """Return the forms of a compound written as one word, each with the number of the part at which it begins."""
    found: list[tuple[int, str]] = []
    for first in dict.fromkeys((0, elided(raw, parts))):
        terms = [part.term for part in parts[first:]]
        apart = terms[-1:] and terms[-1] in CLITICS and raw[parts[-1].start - 1 : parts[-1].start] in _APOSTROPHES
        if 1 < len(terms) <= _MAX_JOINED and not apart and not all(term.isdecimal() for term in terms):
            found.append((first, "".join(terms)[:MAX_TERM]))
    return found


def terms_of(raw: str) -> tuple[tuple[str, ...], list[tuple[int, str]]]:
    """Return the terms of one match of :data:`TOKEN`: its parts in sequence, and its joined forms (:func:`joined_of`).

    >>> terms_of("co-operation"), terms_of("2022-23"), terms_of("l'avant-garde")
    ((('co', 'operation'), [(0, 'cooperation')]), (('2022', '23'), []), (('l', 'avant', 'garde'), [(0, 'lavantgarde'), (1, 'avantgarde')]))
    """
    parts = parts_of(raw)
    return tuple(part.term for part in parts), joined_of(raw, parts) if len(parts) > 1 else []


def tokens(text: str, start: int = 0) -> Iterator[Token]:
    """Yield every term of ``text`` from ``start`` on with its place, in order; a joined form comes before its first part."""
    position = 0
    for match in TOKEN.finditer(text, start):
        raw, place = match.group(), match.start()
        parts = parts_of(raw)
        joined = dict(joined_of(raw, parts)) if len(parts) > 1 else {}
        for number, part in enumerate(parts):
            if number in joined:
                yield Token(joined[number], position, place + part.start, match.end())
            yield Token(part.term, position, place + part.start, place + part.end)
            position += 1
