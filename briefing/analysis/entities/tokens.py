"""Cuts a paragraph into the words that the recogniser of names looks at. Linear in the length; knows no names by itself.

``Russia’s`` becomes ``Russia`` + ``’s``; ``U.S.`` and ``Brian E.`` keep their full stops; ``US-based`` and
``North Korea-Russia`` fall apart at the hyphen where a known name ends there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from briefing.lexicon.gazetteer import Tables, straight
from briefing.lexicon.name_words import AFTER_HYPHEN, ARABIC_ARTICLES, DOTTED, HALVES, PARTIES

_WORD = re.compile(
    r"(\s*)("  # what stands before a word is part of the match: so its place is known without asking for it
    r"[^\W\d_][^\W_]*(?=[ ,])"  # what most words are: tried first
    r"|(?:[^\W\d_]\.){2,}"  # U.S.  S.R.O.
    r"|[^\W_]+(?:[-'&+][^\W_]+)*(?:\+|(?<=hoo)!)?"  # Al-Rubaie  O'Neill  AT&T  OPEC+
    r"|(?<=\s)'[sS](?!\w)"  # tokenised text: Norway 's
    r"|-[LR][RSC]B-"
    r"|\S|\Z)"
)
_CLOSING = frozenset("\"'”’»)]")
_OPENING = frozenset("\"“‘'«([•*|")


@dataclass(slots=True)
class Word:
    """One word: its span in the text, its form with straight marks, whether a sentence (or quotation) starts at it, whether it has a
    capital, and whether it stands among words that are all capitals (``loud``)."""

    start: int
    end: int
    form: str
    initial: bool
    capital: bool
    loud: bool = False

    def __repr__(self) -> str:
        return self.form


def word_at(words: Sequence[Word], index: int) -> Word:
    """Return the word at ``index``, :data:`NO_WORD` outside the paragraph."""
    return words[index] if 0 <= index < len(words) else NO_WORD


def cut(text: str, start: int, end: int, tables: Tables) -> list[Word]:
    """Return the words of ``text[start:end]``, in order. Offsets are code points in ``text``."""
    source = straight(text[start:end])
    signs = not _SIGNS.isdisjoint(source)
    words: list[Word] = []
    initial = True
    known = tables.pieces
    b = start
    for space, form in _WORD.findall(source):
        a = b + len(space)
        b = a + len(form)
        if space != " ":
            initial |= space.count("\n") > 1  # a paragraph begins
        pieces = known.get(form)
        if pieces is None:
            if not form:
                break
            if form == ",":  # every other mark
                words.append(Word(a, b, form, False, False))
                initial = False
                continue
            if not form[0].isalnum():
                initial = _add_mark(words, form, source, (a - start, b - start), start, tables, initial)
                continue
            pieces = _pieces(form, tables)
        if signs and _is_address(source, a - start, b - start):
            words.append(Word(a, b, form, False, False))
            initial = False
            continue
        for offset, piece, capital in pieces:
            begin = a + offset
            words.append(Word(begin, begin + len(piece), piece, initial, capital))
            initial = False
    return words


_MOST_PIECES = 1 << 16


def _pieces(form: str, tables: Tables) -> tuple[tuple[int, str, bool], ...]:
    """Return the parts of a word with their offsets in it, each with whether it has a capital; kept with the tables for the next time."""
    if len(tables.pieces) >= _MOST_PIECES:
        tables.pieces.clear()
    parts = tuple((offset, piece, _is_capital(piece)) for offset, piece in _split(form, 0, tables))
    tables.pieces[form] = parts
    return parts


def _add_mark(
    words: list[Word], form: str, source: str, span: tuple[int, int], start: int, tables: Tables, initial: bool
) -> bool:
    """Add a mark, or give a full stop to its abbreviation; return whether a sentence begins behind it."""
    a, b = span
    if len(form) > 1 and form[-1] in "-sS":  # 's or -LRB- of tokenised text
        form = _BRACKETS.get(form[1], form)
        words.append(Word(start + a, start + b, form, False, False))
        return form == "("
    if words and form == "." and words[-1].end == start + a and _takes_stop(words[-1].form, source, b, tables):
        words[-1].form, words[-1].end = words[-1].form + ".", start + b
        return initial
    words.append(Word(start + a, start + b, form, False, False))
    if form[0] in _BEGINNING or (form[0] in _DASHES and not _inside_line(source, a)):
        return True
    return initial and form[0] in _CLOSING


NO_WORD = Word(-1, -1, "", False, False)
"""What stands where there is no word."""
_BRACKETS = {"L": "(", "R": ")"}
_BEGINNING = _OPENING | frozenset(".!?:;…")
_DASHES = frozenset("-–—")


def _is_address(source: str, start: int, end: int) -> bool:
    """Tell whether a word belongs to a handle, a tag or an address."""
    return source[max(0, start - 1) : start] in _AT_START or source[end : end + 1] in _AT_END


_AT_START = frozenset("@#/_")
_AT_END = frozenset("@_")
_SIGNS = _AT_START | _AT_END


def _takes_stop(form: str, source: str, after: int, tables: Tables) -> bool:
    """Tell whether the full stop behind a word belongs to it: ``J.``, ``Jr.``, ``Sen.``, ``Calif.`` within a sentence."""
    if not form[0].isupper():
        return False
    dotted = form + "."
    if (len(form) == 1 and form != "I") or dotted in DOTTED:
        return True
    if any(dotted in table for table in (tables.address, tables.titles, tables.calendar)):
        return True
    return dotted in tables.names and not _ends_sentence(source, after)


_LOUD = 4
"""Words in capitals that follow one another from which on they are a headline and no acronyms."""


def loud(words: list[Word]) -> list[list[Word]]:
    """Return the stretches of ``words`` that are written in capitals throughout, each marked in its words."""
    stretches: list[list[Word]] = []
    if sum([word.form.isupper() for word in words]) < _LOUD:
        return stretches
    lettered = [index for index, word in enumerate(words) if word.form[0].isalpha() and len(word.form) > 1]
    for shouted, run in groupby(lettered, key=lambda index: words[index].form.isupper()):
        places = list(run)
        if shouted and len(places) >= _LOUD:
            stretch = words[places[0] : places[-1] + 1]
            stretches.append(stretch)
            for word in stretch:
                word.loud = True
    return stretches


def _is_capital(form: str) -> bool:
    if form[0].isupper():
        return form[0] < "\u0250" or "\u1e00" <= form[0] < "\u1f00"  # Latin letters: the rules know no other script
    head, dash, tail = form.partition("-")
    return bool(dash) and head in ARABIC_ARTICLES and tail[:1].isupper()  # al-Rubaie


def _ends_sentence(source: str, after: int) -> bool:
    return source[after : after + 3].lstrip(" ")[:1] == "" or source[after] == "\n"


def _inside_line(source: str, at: int) -> bool:
    return bool(source[max(0, at - 40) : at].rsplit("\n", 1)[-1].strip())


Piece = tuple[int, str]
"""A part of a word with its offset in the text."""


def _split(form: str, at: int, tables: Tables) -> list[Piece]:
    """Cut ``form`` at a possessive and at hyphens between names."""
    tail: list[Piece] = []
    if len(form) > 2 and form[-2:] in ("'s", "'S"):
        tail = [(at + len(form) - 2, form[-2:])]
        form = form[:-2]
    if "-" not in form or form[:3] in ("al-", "el-") or form in tables.names or form in tables.first_names:
        return [(at, form), *tail]
    return _at_hyphens(form, at, tables) + tail


def _at_hyphens(form: str, at: int, tables: Tables) -> list[Piece]:
    parts = form.split("-")
    if parts[0] in PARTIES and len(parts) == 2 and len(parts[1]) > 1:
        return [(at, parts[0]), (at + 1, "-"), (at + 2, parts[1])]
    known = [_is_known(part, form.isupper(), tables) for part in parts]
    out: list[Piece] = []
    begin, offset = 0, 0
    for index in range(len(parts) - 1):
        offset += len(parts[index])
        if _falls_apart(parts[index], parts[index + 1], known[index], known[index + 1]):
            out += [(at + begin, form[begin:offset]), (at + offset, "-")]
            begin = offset + 1
        offset += 1
    out.append((at + begin, form[begin:]))
    return [(position, piece) for position, piece in out if piece]


def _is_known(part: str, shouted: bool, tables: Tables) -> bool:
    """Tell whether a part names something by itself: ``AL-AIN`` is one word, ``IRAN-IRAQ`` two."""
    if part in tables.names:
        return True
    if shouted:
        return part.title() in tables.names
    return part in HALVES or (part.isupper() and len(part) > 1)


def _falls_apart(part: str, following: str, known: bool, following_known: bool) -> bool:
    """Tell whether a word ends at a hyphen: where an ordinary word or another name follows a name (``US-based``, ``Iran-Iraq``)."""
    if not part[:1].isupper():
        return following_known and part.islower() and part not in ARABIC_ARTICLES
    if known and (following.islower() or following_known):
        return True
    return len(part) > 2 and following in AFTER_HYPHEN
