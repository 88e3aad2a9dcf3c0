"""Headlines in citations: marks nested as the style nests them, capitals as its edition sets them. A quotation's words never come here."""

from __future__ import annotations

import re
from dataclasses import dataclass

# --- Marks -------------------------------------------------------------------------------------------------------------

AMERICAN = ("“”", "‘’")
BRITISH = ("‘’", "“”")
_OPENERS = {'"': '"', "“": '"', "'": "'", "‘": "'", "„": "„"}
_CLOSERS = {'"': '"', "”": '"', "'": "'", "’": "'", "“": "„"}
_OPENS_BEFORE = frozenset("([{—–-/“‘\"'«„¿¡")
# Words that begin with an apostrophe: 'tis, rock 'n' roll, the '90s.
_ELIDED = re.compile(r"(?:n|em|til|tis|twas|cause|cos|round|bout|[0-9]0s)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two marks that belong together, and how many pairs are around them."""

    start: int
    end: int
    depth: int
    kind: str


def _pairs(text: str) -> list[_Pair]:
    """Return the pairs of marks in ``text``, in order of their ends; an apostrophe, an inch sign and a lone mark are in none."""
    stack: list[tuple[int, str]] = []
    pairs: list[_Pair] = []
    for index, character in enumerate(text):
        if character in _CLOSERS and _closes(text, index, stack):
            while stack[-1][1] != _CLOSERS[character]:
                stack.pop()
            start, kind = stack.pop()
            pairs.append(_Pair(start, index, sum(1 for _, other in stack if other != "„"), kind))
        elif character in _OPENERS and _opens(text, index):
            stack.append((index, _OPENERS[character]))
    # A mark that was never closed opens nothing, so what is inside it is no deeper.
    return [_Pair(p.start, p.end, sum(q.start < p.start and p.end < q.end for q in pairs), p.kind) for p in pairs[:200]]


def _opens(text: str, index: int) -> bool:
    before, after = text[index - 1 : index] or " ", text[index + 1 : index + 2] or " "
    if not (before.isspace() or before in _OPENS_BEFORE) or after.isspace():
        return False
    return _OPENERS[text[index]] != "'" or _ELIDED.match(text, index + 1) is None


def _closes(text: str, index: int, stack: list[tuple[int, str]]) -> bool:
    kind = _CLOSERS[text[index]]
    if not stack or index == stack[-1][0] + 1:
        return False
    if kind == "'":
        return stack[-1][1] == kind and not text[index + 1 : index + 2].isalnum()
    return any(other == kind for _, other in stack) and (text[index] != '"' or not text[index - 1].isspace())


def nested(text: str, marks: tuple[str, str] = AMERICAN, inside: int = 0) -> str:
    """Return ``text`` with its quotations in ``marks`` by turns; ``inside`` is 1 where the style sets the title itself in marks.

    Apostrophes become curly; the marks of other languages („…“, «…») stay.
    """
    out = [_lone(text, index, character) if character in "\"'" else character for index, character in enumerate(text)]
    for pair in _pairs(text):
        if pair.kind != "„":
            opening_and_closing = marks[(pair.depth + inside) % 2]
            out[pair.start], out[pair.end] = opening_and_closing[0], opening_and_closing[1]
    return "".join(out)


def _lone(text: str, index: int, character: str) -> str:
    if character == "'":
        return "’"
    return "“" if _opens(text, index) else "”"


def curly(text: str) -> str:
    """Return ``text`` with curly marks and apostrophes for straight ones."""
    out = [_lone(text, index, character) if character in "\"'" else character for index, character in enumerate(text)]
    for pair in _pairs(text):
        for index, side in ((pair.start, 0), (pair.end, 1)):
            if text[index] in "\"'":
                out[index] = {'"': "“”", "'": "‘’"}[text[index]][side]
    return "".join(out)


def closing_marks(text: str) -> int:
    """Return how many characters at the end of ``text`` are marks that close a quotation (an apostrophe closes none)."""
    ends = {pair.end for pair in _pairs(text)}
    count = 0
    while len(text) - 1 - count in ends:
        count += 1
    return count


# --- Markup ------------------------------------------------------------------------------------------------------------

# What CSL and the web write inside a title. Anything else between < and > is text ("prices < costs").
_TAG = re.compile(r"</?(?:i|b|em|strong|u|s|sup|sub|sc|small|span|cite|q|mark|br)(?:\s[^<>]{0,200})?/?>", re.IGNORECASE)


def without_markup(text: str) -> str:
    """Return ``text`` without inline HTML tags; what they enclose stays."""
    return _TAG.sub("", text) if "<" in text else text


# --- Capitals ----------------------------------------------------------------------------------------------------------

_ALWAYS_SMALL = frozenset(
    "a an and as at but by down for from in into nor of on onto or over so the till to up via with yet about v v. de d’ l’ von van y e c n".split()
)
CHICAGO_SMALL = _ALWAYS_SMALL
"""Words that Chicago 18 keeps small: articles, conjunctions, short prepositions; longer prepositions get a capital."""
SMALL = _ALWAYS_SMALL | frozenset(
    """above across after against along amid among around before behind below beneath beside between beyond during except inside
    like near off out per since than through toward towards under until upon within without plus amidst atop barring circa despite
    given notwithstanding throughout underneath versus vs vs. alongside apropos sans et al ca""".split()
)
"""Words that MLA 9 and OSCOLA keep small: prepositions of any length as well."""
_CUT = re.compile(r"([-‐‑/—–])")
_ENDS_SENTENCE = re.compile(r"(?:[:?!]|^[^.]{2,}\.)[”’\"')\]]{0,4}$")  # but not "U.S."


def headline(text: str, small: frozenset[str] = SMALL) -> str:
    """Return ``text`` in headline-style capitals: every word but ``small`` ones, always the first and last and one after a colon.

    A word with a capital keeps its letters (``iPlayer``, ``U.S.``), and so does a title set all in capitals.
    """
    if text.isupper():
        return text
    words = text.split(" ")
    real = [index for index, word in enumerate(words) if any(map(str.isalnum, word))]
    out: list[str] = []
    fresh = True
    for index, word in enumerate(words):
        out.append(_cased(word, small, begins=fresh, ends=bool(real) and index == real[-1]))
        if any(map(str.isalnum, word)):
            fresh = _ENDS_SENTENCE.search(word) is not None
    return " ".join(out)


def _cased(word: str, small: frozenset[str], *, begins: bool, ends: bool) -> str:
    if "://" in word or "@" in word:
        return word
    parts = _CUT.split(word)
    spoken = [index for index, part in enumerate(parts) if any(map(str.isalnum, part))]
    for index in spoken:
        important = (begins and index == spoken[0]) or (ends and index == spoken[-1])
        parts[index] = _capital(parts[index], set() if important else small)
    return "".join(parts)


def _capital(part: str, small: frozenset[str] | set[str]) -> str:
    core = part.strip("“”‘’\"'([{)]},;:?!…")
    if core in small or core.rstrip(".") in small or any(map(str.isupper, part)):
        return part
    for index, character in enumerate(part):
        if character.isdigit():
            return part  # 3rd, 1980s, 12ft
        if character.isalpha():
            return part[:index] + character.upper() + part[index + 1 :]
    return part


def is_english(language: str) -> bool:
    """Return True if headline style applies: it is an English habit, and an unknown language counts as English."""
    return not language or language.lower().startswith("en")
