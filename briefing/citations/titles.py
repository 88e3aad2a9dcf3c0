"""Headlines in citations: marks nested as the style nests them, capitals as its edition sets them. A quotation's words never come here."""

from __future__ import annotations

import re
from dataclasses import dataclass

# --- Marks -------------------------------------------------------------------------------------------------------------

AMERICAN = ("“”", "‘’")
BRITISH = ("‘’", "“”")
_OPENERS = {'"': '"', "“": '"', "'": "'", "‘": "'", "„": "„"}
_CLOSERS = {'"': '"', "”": '"', "'": "'", "’": "'", "“": "„"}
_MARK = re.compile(r"[\"“”'‘’„]")
_BEFORE_OPENING = re.compile(r"|[\s(\[{—–/“‘\"'«„¿¡-]")
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
    """Return the pairs of marks in ``text``, in order of their starts; an apostrophe, an inch sign and a lone mark are in none."""
    opened = _Opened()
    found: list[tuple[int, int, str]] = []
    for index in (match.start() for match in _MARK.finditer(text)):
        kind = _CLOSERS.get(text[index], "")
        start = opened.partner(kind)
        if start is not None and _closes(text, index, start):
            found.append((start, index, kind))
            opened.drop(start)
        elif text[index] in _OPENERS and _opens(text, index):
            opened.marks[_OPENERS[text[index]]].append(index)
    return _nested_pairs(sorted(found))


class _Opened:
    """The marks that wait for their partners, by kind."""

    def __init__(self) -> None:
        self.marks: dict[str, list[int]] = {kind: [] for kind in _OPENERS.values()}

    def partner(self, kind: str) -> int | None:
        """Return the mark that one of ``kind`` would close; a single one, which may be an apostrophe, only what was opened last."""
        waiting = self.marks.get(kind)
        if not waiting:
            return None
        innermost = max(marks[-1] for marks in self.marks.values() if marks)
        return None if kind == "'" and waiting[-1] != innermost else waiting[-1]

    def drop(self, start: int) -> None:
        """Forget what was opened at ``start`` and inside: whatever was never closed there is no mark."""
        for marks in self.marks.values():
            while marks and marks[-1] >= start:
                marks.pop()


def _nested_pairs(found: list[tuple[int, int, str]]) -> list[_Pair]:
    """Return the pairs with their depths; ``found`` is in order of starts."""
    around: list[int] = []
    pairs = []
    for start, end, kind in found:
        while around and around[-1] < start:
            around.pop()
        pairs.append(_Pair(start, end, len(around), kind))
        around.append(end)
    return pairs


def _opens(text: str, index: int) -> bool:
    before, after = text[index - 1 : index], text[index + 1 : index + 2]
    if not _BEFORE_OPENING.fullmatch(before) or not after.strip():
        return False
    return _OPENERS[text[index]] != "'" or _ELIDED.match(text, index + 1) is None


def _closes(text: str, index: int, opened: int) -> bool:
    if index == opened + 1:
        return False
    if _CLOSERS[text[index]] == "'":
        return not text[index + 1 : index + 2].isalnum()
    return text[index] != '"' or not text[index - 1].isspace()


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
    spoken = [index for index, word in enumerate(words) if any(map(str.isalnum, word))]
    first = True
    for index in spoken:
        last = index == spoken[-1]
        first_after = _ENDS_SENTENCE.search(words[index]) is not None
        words[index] = _cased(words[index], small, first=first, last=last)
        first = first_after
    return " ".join(words)


def _cased(word: str, small: frozenset[str], *, first: bool, last: bool) -> str:
    if _ADDRESS.search(word):
        return word
    parts = _CUT.split(word)
    spoken = [index for index, part in enumerate(parts) if any(map(str.isalnum, part))]
    important = {*(spoken[:1] if first else ()), *(spoken[-1:] if last else ())}
    for index in spoken:
        parts[index] = _capital(parts[index], frozenset() if index in important else small)
    return "".join(parts)


_ADDRESS = re.compile(r"://|@")
_FIRST_LETTER = re.compile(r"[^\W\d_]")


def _capital(part: str, small: frozenset[str]) -> str:
    """Return ``part`` with a capital; as it is if it has one, is small, or begins with a figure (3rd, 1980s, 12ft)."""
    core = part.strip("“”‘’\"'([{)]},;:?!…")
    if not small.isdisjoint({core, core.rstrip(".")}):
        return part
    if any(map(str.isupper, part)):
        return part
    letter = _FIRST_LETTER.search(part)
    if letter is None or any(map(str.isdigit, part[: letter.start()])):
        return part
    return part[: letter.start()] + letter[0].upper() + part[letter.end() :]


def is_english(language: str) -> bool:
    """Return True if headline style applies: it is an English habit, and an unknown language counts as English."""
    return language[:2].lower() in ("", "en")
