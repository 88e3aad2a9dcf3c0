"""Pure functions on text: safety, folding, words, sentences, display width. Imports nothing of ours."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Container, Iterable, Iterator
from functools import cache, lru_cache
from typing import Final

from briefing.late import pattern

STAND_IN = "\N{REPLACEMENT CHARACTER}"

SPLIT_MARK = "¦"
"""Where the reporter interrupts a quotation, between its parts; of Latin-1, so that every font has it."""

QUERY_MARKS = "“”„‟«»″＂"
"""What a query reads as the straight quotation mark."""


@cache
def _dangerous() -> dict[int, str]:
    """Return every code point that could act on a terminal or hide itself, mapped to a visible stand-in of the same length.

    C0 controls become their pictures (ESC is ``␛``); C1, bidi, zero-width, tag and other format characters, surrogates and
    invisible fillers become U+FFFD. Newline and tab stay: they are layout, and whoever draws decides about them.
    """
    table: dict[int, str] = {code: chr(0x2400 + code) for code in range(0x20) if code not in (0x09, 0x0A)}
    table[0x7F] = "\N{SYMBOL FOR DELETE}"
    table.update(dict.fromkeys(range(0x80, 0xA0), STAND_IN))
    for code in (0x2028, 0x2029, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0):
        table[code] = STAND_IN
    # Cf (format) characters of the Basic Multilingual Plane and beyond: bidi controls, zero-width, soft hyphen, BOM, tags.
    ranges = (
        (0x00AD, 0x00AD), (0x0600, 0x0605), (0x061C, 0x061C), (0x06DD, 0x06DD), (0x070F, 0x070F), (0x0890, 0x0891),
        (0x08E2, 0x08E2), (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFEFF, 0xFEFF),
        (0xFFF0, 0xFFFB), (0x110BD, 0x110BD), (0x110CD, 0x110CD), (0x13430, 0x13440), (0x1BCA0, 0x1BCA3),
        (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
    )  # fmt: skip
    for first, last in ranges:
        table.update(dict.fromkeys(range(first, last + 1), STAND_IN))
    table.update(dict.fromkeys(range(0xD800, 0xE000), STAND_IN))
    return table


_NEEDS_CARE = pattern(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160"
    "\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U00013440\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)

_SUSPECT = pattern(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160"
    "\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb"
    "\U00010000-\U0010ffff]"
)
"""The same, and everything beyond the Basic Multilingual Plane: five times as fast, as the class is one table and one range."""


_JOINED = (
    "\u0600-\u08ff\u0900-\u109f\u1780-\u1aff\u1b00-\u1c7f\u1cd0-\u1cff\u2e80-\u9fff\ua800-\uab2f\uabc0-\ud7af"
    "\uf900-\ufaff\ufb50-\ufdff\ufe70-\ufefc\U00010a00-\U00010eff\U00011000-\U00011fff\U0001e900-\U0001e95f\U00020000-\U0003ffff"
)
"""Scripts written with zero-width characters: they join or part letters (Arabic to Mongolian) or end words where no space does."""
_PICTURES = "\u00a9\u00ae\u203c-\u3299\ufe0f\U0001f000-\U0001faff\U000e007f"
"""Emoji and what may end one inside a sequence."""
ZERO_WIDTH = "\u00ad\u200b-\u200d\u2060\ufeff"
"""Characters without ink that text is really written with: the soft hyphen, joiners, zero-width spaces. A class of a regex."""
_LATIN = rf"[^\W_{_JOINED}]"
_BETWEEN = rf"(?:(?<={_LATIN})|(?<=[\u0300-\u036f]))[{ZERO_WIDTH}]*+(?={_LATIN})"
_WITHOUT_INK = pattern(rf"[{ZERO_WIDTH}\u180b-\u180f\U000e0020-\U000e01ef]")
_KEPT = pattern(
    "\u00ad+"
    rf"|(?<![{ZERO_WIDTH}])(?!{_BETWEEN})[{ZERO_WIDTH}]{{1,4}}(?![{ZERO_WIDTH}])"
    "|(?<=[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])[\U000e0100-\U000e01ef]"
    "|(?<=[\u1820-\u18aa])[\u180b-\u180f]|\u180e(?=[\u1820-\u18aa])"
    "|(?<=\U0001f3f4)[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f"
)
"""What stays although it has no ink: soft hyphens; a few joiners, unless between letters of a script that needs none (there they
hide a word from whoever looks for it); the forms of a Chinese character or a Mongolian letter; the three flags spelt with tags."""


_DRAWN_ABOVE = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u06df-\u06e4\u06e7-\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u07eb-\u07f3\u07fd\u0816-\u0819\u081b-\u0823\u0825-\u0827"
    "\u0829-\u082d\u0859-\u085b\u0898-\u089f\u08ca-\u08e1\u08e3-\u0902\u093a\u093c\u0941-\u0948\u094d\u0951-\u0957\u0962-\u0963\u0981"
    "\u09bc\u09c1-\u09c4\u09cd\u09e2-\u09e3\u09fe-\u0a02\u0a3c\u0a41-\u0a51\u0a70-\u0a71\u0a75\u0a81-\u0a82\u0abc\u0ac1-\u0ac8\u0acd"
    "\u0ae2-\u0ae3\u0afa-\u0b01\u0b3c\u0b3f\u0b41-\u0b44\u0b4d-\u0b56\u0b62-\u0b63\u0b82\u0bc0\u0bcd\u0c00\u0c04\u0c3c\u0c3e-\u0c40"
    "\u0c46-\u0c56\u0c62-\u0c63\u0c81\u0cbc\u0cbf\u0cc6\u0ccc-\u0ccd\u0ce2-\u0ce3\u0d00-\u0d01\u0d3b-\u0d3c\u0d41-\u0d44\u0d4d"
    "\u0d62-\u0d63\u0d81\u0dca\u0dd2-\u0dd6\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u0f18-\u0f19\u0f35\u0f37"
    "\u0f39\u0f71-\u0f7e\u0f80-\u0f84\u0f86-\u0f87\u0f8d-\u0fbc\u0fc6\u102d-\u1030\u1032-\u1037\u1039-\u103a\u103d-\u103e\u1058-\u1059"
    "\u105e-\u1060\u1071-\u1074\u1082\u1085-\u1086\u108d\u109d\u1161-\u11ff\u135d-\u135f\u1712-\u1714\u1732-\u1733\u1752-\u1753"
    "\u1772-\u1773\u17b4-\u17b5\u17b7-\u17bd\u17c6\u17c9-\u17d3\u17dd\u180b-\u180d\u180f\u1885-\u1886\u18a9\u1920-\u1922\u1927-\u1928"
    "\u1932\u1939-\u193b\u1a17-\u1a18\u1a1b\u1a56\u1a58-\u1a60\u1a62\u1a65-\u1a6c\u1a73-\u1a7f\u1ab0-\u1ace\u1b00-\u1b03\u1b34"
    "\u1b36-\u1b3a\u1b3c\u1b42\u1b6b-\u1b73\u1b80-\u1b81\u1ba2-\u1ba5\u1ba8-\u1ba9\u1bab-\u1bad\u1be6\u1be8-\u1be9\u1bed\u1bef-\u1bf1"
    "\u1c2c-\u1c33\u1c36-\u1c37\u1cd0-\u1cd2\u1cd4-\u1ce0\u1ce2-\u1ce8\u1ced\u1cf4\u1cf8-\u1cf9\u1dc0-\u1dff\u20d0-\u20f0\u2cef-\u2cf1"
    "\u2d7f\u2de0-\u2dff\u302a-\u302d\u3099-\u309a\ua66f-\ua672\ua674-\ua67d\ua69e-\ua69f\ua6f0-\ua6f1\ua802\ua806\ua80b\ua825-\ua826"
    "\ua82c\ua8c4-\ua8c5\ua8e0-\ua8f1\ua8ff\ua926-\ua92d\ua947-\ua951\ua980-\ua982\ua9b3\ua9b6-\ua9b9\ua9bc-\ua9bd\ua9e5\uaa29-\uaa2e"
    "\uaa31-\uaa32\uaa35-\uaa36\uaa43\uaa4c\uaa7c\uaab0\uaab2-\uaab4\uaab7-\uaab8\uaabe-\uaabf\uaac1\uaaec-\uaaed\uaaf6\uabe5\uabe8"
    "\uabed\ud7b0-\ud7ff\ufb1e\ufe00-\ufe0f\ufe20-\ufe2f"
)
"""Characters that are drawn on the one before: accents, vowel signs, forms, the later letters of a Korean syllable. A class of a regex."""
_DRAWN_ABOVE_BEYOND = (
    "\U000101fd\U000102e0\U00010376-\U0001037a\U00010a01-\U00010a0f\U00010a38-\U00010a3f\U00010ae5-\U00010ae6\U00010d24-\U00010d27"
    "\U00010eab-\U00010eac\U00010f46-\U00010f50\U00010f82-\U00010f85\U00011001\U00011038-\U00011046\U00011070\U00011073-\U00011074"
    "\U0001107f-\U00011081\U000110b3-\U000110b6\U000110b9-\U000110ba\U000110c2\U00011100-\U00011102\U00011127-\U0001112b"
    "\U0001112d-\U00011134\U00011173\U00011180-\U00011181\U000111b6-\U000111be\U000111c9-\U000111cc\U000111cf\U0001122f-\U00011231"
    "\U00011234\U00011236-\U00011237\U0001123e\U000112df\U000112e3-\U000112ea\U00011300-\U00011301\U0001133b-\U0001133c\U00011340"
    "\U00011366-\U00011374\U00011438-\U0001143f\U00011442-\U00011444\U00011446\U0001145e\U000114b3-\U000114b8\U000114ba"
    "\U000114bf-\U000114c0\U000114c2-\U000114c3\U000115b2-\U000115b5\U000115bc-\U000115bd\U000115bf-\U000115c0\U000115dc-\U000115dd"
    "\U00011633-\U0001163a\U0001163d\U0001163f-\U00011640\U000116ab\U000116ad\U000116b0-\U000116b5\U000116b7\U0001171d-\U0001171f"
    "\U00011722-\U00011725\U00011727-\U0001172b\U0001182f-\U00011837\U00011839-\U0001183a\U0001193b-\U0001193c\U0001193e\U00011943"
    "\U000119d4-\U000119db\U000119e0\U00011a01-\U00011a0a\U00011a33-\U00011a38\U00011a3b-\U00011a3e\U00011a47\U00011a51-\U00011a56"
    "\U00011a59-\U00011a5b\U00011a8a-\U00011a96\U00011a98-\U00011a99\U00011c30-\U00011c3d\U00011c3f\U00011c92-\U00011ca7"
    "\U00011caa-\U00011cb0\U00011cb2-\U00011cb3\U00011cb5-\U00011cb6\U00011d31-\U00011d45\U00011d47\U00011d90-\U00011d91\U00011d95"
    "\U00011d97\U00011ef3-\U00011ef4\U00016af0-\U00016af4\U00016b30-\U00016b36\U00016f4f\U00016f8f-\U00016f92\U00016fe4"
    "\U0001bc9d-\U0001bc9e\U0001cf00-\U0001cf46\U0001d167-\U0001d169\U0001d17b-\U0001d182\U0001d185-\U0001d18b\U0001d1aa-\U0001d1ad"
    "\U0001d242-\U0001d244\U0001da00-\U0001da36\U0001da3b-\U0001da6c\U0001da75\U0001da84\U0001da9b-\U0001daaf\U0001e000-\U0001e02a"
    "\U0001e130-\U0001e136\U0001e2ae\U0001e2ec-\U0001e2ef\U0001e8d0-\U0001e8d6\U0001e944-\U0001e94a"
)
"""The same beyond the Basic Multilingual Plane."""
MOST_MARKS = 8
"""Marks on one character that are drawn; no script needs as many."""
_FAR_FROM_LATIN = pattern(rf"[^\x00-\u02ff]{{{MOST_MARKS + 1}}}")
"""What may be a flood of marks, and is looked at closely."""
_BEYOND = pattern("[\U00010000-\U0010ffff]")


@cache
def _floods(*, beyond: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds a run of too many marks, and a single mark; compiled when a text first needs it."""
    marks = _DRAWN_ABOVE + (_DRAWN_ABOVE_BEYOND if beyond else "")
    return re.compile(rf"[{marks}][{marks}{ZERO_WIDTH}]{{{MOST_MARKS},}}+"), re.compile(rf"[{marks}]")


def _bounded(text: str) -> str:
    """Return ``text`` with stand-ins for every mark on a character beyond the first few: a flood of them covers the rows around."""
    if _FAR_FROM_LATIN.search(text) is None:
        return text
    floods, mark = _floods(beyond=_BEYOND.search(text) is not None)

    def ebb(flood: re.Match[str]) -> str:
        places = (each.end() for each in mark.finditer(flood.group()))
        last = next(itertools.islice(places, MOST_MARKS - 1, None), len(flood.group()))
        return flood.group()[:last] + mark.sub(STAND_IN, flood.group()[last:])

    return floods.sub(ebb, text)


def safe_text(text: str) -> str:
    """Return ``text`` with every dangerous character replaced by a visible stand-in; same length, newline and tab kept.

    Characters without ink stay where a script or an emoji is written with them, and soft hyphens everywhere; of the marks on one
    character stay the first :data:`MOST_MARKS`.

    >>> safe_text("red \\x1b[31m")
    'red ␛[31m'
    """
    if text.isascii() and text.isprintable():
        return text
    return _bounded(_inert(text))


def _inert(text: str) -> str:
    """Return ``text`` with stand-ins for what could act on a terminal or hide itself."""
    suspect = _SUSPECT.search(text)
    if suspect is None or _NEEDS_CARE.search(text, suspect.start()) is None:
        return text
    safe = text.translate(_dangerous())
    pieces, at = [], 0
    for unseen in _WITHOUT_INK.finditer(text, suspect.start()):
        kept = _KEPT.match(text, unseen.start()) if unseen.start() >= at else None
        if kept is not None:
            pieces += [safe[at : kept.start()], kept.group()]
            at = kept.end()
    return "".join([*pieces, safe[at:]]) if pieces else safe


_NEVER_SEEN = str.maketrans("", "", "\u00ad\u2060\ufeff")
_UNSEEN = pattern(rf"[{ZERO_WIDTH}]++")
_TAGS = pattern(r"[\U000e0020-\U000e007f]++")
_NEEDS = pattern(rf"[{_JOINED}{_PICTURES}]")
_SHAPED = pattern(rf"[{_JOINED}]")


def _beside(found: re.Match[str], script: re.Pattern[str]) -> str:
    """Return of a run of unseen characters what ``script`` needs: all that join or part if one of its letters is beside it."""
    text, start, end = found.string, found.start(), found.end()
    needed = (start > 0 and script.match(text, start - 1)) or script.match(text, end)
    return found.group().translate(_NEVER_SEEN) if needed else ""


def visible(text: str) -> str:
    """Return ``text`` without characters that change nothing a reader sees, for citations, exports and titles.

    Soft hyphens, word joiners and stray zero-width characters go; joiners stay where the script or an emoji needs them.

    >>> visible("Fähr\\u00adbetrieb")
    'Fährbetrieb'
    """
    return text if text.isascii() else _UNSEEN.sub(lambda found: _beside(found, _NEEDS), text)


def drawn(text: str) -> str:
    """Return what of ``text`` goes to a terminal: like :func:`visible`, and emoji sequences as their single pictures.

    Terminals disagree on the width of a soft hyphen and of joined emoji; without joiners every column is certain.
    """
    if text.isascii():
        return text
    return _TAGS.sub("", _UNSEEN.sub(lambda found: _beside(found, _SHAPED), text)).replace("\u200b", "")


def one_line(text: str) -> str:
    """Return ``safe_text`` for one row of a screen: newlines and tabs become spaces; same length."""
    if text.isascii() and text.isprintable():
        return text
    return safe_text(text).replace("\n", " ").replace("\t", " ")


_MARKS = str.maketrans({
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "ʼ": "'", "′": "'", "`": "'", "´": "'",
    "ʻ": "'", "ʽ": "'", "ʾ": "'", "ʿ": "'", "ꞌ": "'", "׳": "'", "՚": "'", "٬": ",", "٫": ".",
    "“": '"', "”": '"', "„": '"', "‟": '"', "″": '"', "«": '"', "»": '"', "‹": "'", "›": "'",
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", STAND_IN: "",
    "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "", "\u2060": "", "\ufeff": "",
})  # fmt: skip


def fold(text: str) -> str:
    """Return ``text`` for comparing: case and accents folded, marks straight, dashes as hyphens. Length may change.

    >>> fold("Sørlie’s “Café”")
    'sorlie\\'s "cafe"'
    """
    if text.isascii():
        return text.lower()
    text = text.translate(_MARKS)
    if text.isascii():  # most of what is written in English, once its marks are straight
        return text.lower()
    # Decomposing can bring out capitals and marks, folding case can bring out letters that decompose: so both, twice.
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    text = text.casefold().translate(_MARKS)
    return "".join(_SAME.get(c, c) for c in text if not unicodedata.combining(c) or "\u0e00" <= c <= "\u0fff")


_SAME = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t",
    "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": "",
    "ൺ": "ണ", "ൻ": "ന", "ർ": "ര", "ൽ": "ല", "ൾ": "ള", "ൿ": "ക", "ৎ": "ত",
}  # fmt: skip
"""Letters that are written one for the other and that no decomposition joins: strokes, ligatures, Arabic and Persian keyboards,
letters of Malayalam and Bengali that are also spelt with a joiner."""
for _zero in (
    0x660,
    0x6F0,
    0x7C0,
    0x966,
    0x9E6,
    0xA66,
    0xAE6,
    0xB66,
    0xBE6,
    0xC66,
    0xCE6,
    0xD66,
    0xE50,
    0xED0,
    0xF20,
    0x1040,
    0x17E0,
):
    _SAME.update({chr(_zero + figure): str(figure) for figure in range(10)})
for _first, _last in ((0xFE00, 0xFE0F), (0x180B, 0x180F), (0xE0100, 0xE01EF)):  # forms of the character before
    _SAME.update({chr(code): "" for code in range(_first, _last + 1)})

WORD = pattern(rf"[A-Za-z]+(?=[ ,])|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’ʼ{ZERO_WIDTH}{STAND_IN}][^\W\d_]+)*|[^\W_]+")
"""A word of running text: a figure with its separators (``9,000``), or letters with inner apostrophes (``don’t``) or characters
without ink. What most words are is tried first: plain letters before a space or a comma."""


def words(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the words of ``text``, in code points."""
    for match in WORD.finditer(text):
        yield match.span()


def count_words(text: str) -> int:
    """Return how many words ``text`` has (see :data:`WORD`)."""
    return len(WORD.findall(text))


_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sen rep gov gen col capt cmdr lt sgt maj brig adm pres rev hon st jr sr inc corp ltd co llc plc "
    "vs etc dept est vol approx jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri "
    "u.s u.k u.n e.u d.c a.m p.m ph.d i.e e.g".split()
)
_END = pattern(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[^\Wa-z_])")


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the spans of the sentences of ``text[start:end]``. A sentence ends at ``.!?…`` (and closing marks) before a space and
    a capital, figure or opening mark, unless the full stop belongs to an abbreviation or an initial. Linear in the length."""
    end = len(text) if end is None else end
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _END.finditer(text, start, end):
        stop = match.start()
        if text[stop] == "." and match.group().count(".") == 1:
            word_start = stop
            while word_start > begin and stop - word_start < 12 and not text[word_start - 1].isspace():
                word_start -= 1
            word = text[word_start:stop].lstrip("\"'“‘«([").lower()
            if word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha()):
                continue
            if word == "no" and text[match.end() : match.end() + 2].strip().isdigit():
                continue
        spans.append((begin, match.end()))
        begin = match.end()
        while begin < end and text[begin].isspace():
            begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    if begin < end:
        spans.append((begin, end))
    return spans


SENTENCE_REACH: Final = 1_000
"""Code points before and after a place in which its sentence is looked for."""


def whole_lines(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Return the lines in which the words ``span`` stand, from the beginning of the first to the end of the last."""
    end = text.find("\n", span[1])
    return text.rfind("\n", 0, span[0]) + 1, len(text) if end < 0 else end


def sentence_at(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Return the sentence in which the words ``span`` begin, within their paragraph and :data:`SENTENCE_REACH`; ``span`` if it is in none."""
    start, end = whole_lines(text, span)
    low = max(start, span[0] - SENTENCE_REACH)
    high = min(end, span[1] + SENTENCE_REACH)
    for first, last in sentences(text, low, high):
        if first <= span[0] < last:
            return first, max(last, span[1])
    return span


@lru_cache(maxsize=4096)
def display_width(text: str) -> int:
    """Return the terminal cells that ``text`` takes as it is drawn (wide characters 2, combining ones and soft hyphens 0, vowel signs that
    stand beside their letter 1)."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    shown = drawn(text)
    beside = sum(map(is_spacing_mark, shown)) if _BESIDE_LETTERS.search(shown) else 0
    return cell_len(shown) + beside


_BESIDE_LETTERS = pattern(
    "[\u0900-\u1cff\u302e\u302f\ua800-\uabff\U00011000-\U00011fff\U00016f00-\U00016fff\U0001d160-\U0001d17f]"
)
"""The scripts that have such signs."""


def is_spacing_mark(character: str) -> bool:
    """Return whether a character is a mark that takes a cell of its own beside its letter, as the vowel signs of Indic scripts do.

    Terminals disagree on these. Most, and the C library, give them a cell; where one does not, a row ends early, while a row that is
    longer than was counted runs into the next pane.
    """
    if _BESIDE_LETTERS.match(character) is None:
        return False
    return unicodedata.category(character) == "Mc"


KEPT_AT_LEAST: Final = 0.6
"""What is kept of the room when a text is cut between two words; where that would be less, a word is cut."""


def truncate(text: str, width: int) -> str:
    """Return ``text`` cut to ``width`` terminal cells, with an ellipsis where something was cut: between two words where one ends near."""
    if display_width(text) <= width:
        return text
    if width <= 0:
        return ""
    used, out = 0, []
    for character in text:
        cells = display_width(character)
        if used + cells > width - 1:
            break
        out.append(character)
        used += cells
    cut = "".join(out)
    last = cut.rfind(" ")
    return f"{cut[:last].rstrip()} …" if last >= len(cut) * KEPT_AT_LEAST else cut + "…"


def natural_key(text: str) -> tuple[tuple[int, int | str], ...]:
    """Return a sort key under which ``file10`` follows ``file9``."""
    return tuple(
        (0, int(p)) if p.isdecimal() and p.isascii() and len(p) < 19 else (1, p.casefold())
        for p in re.split(r"([0-9]+)", text)
        if p
    )


def plural(count: int, singular: str, plural_form: str | None = None) -> str:
    """Return ``1 article``, ``2 articles``: a count with its noun, for people."""
    return f"{count:,} {singular if count == 1 else plural_form or singular + 's'}"


def each_has_capital(words: Iterable[str], besides: Container[str] = ()) -> bool:
    """Return True if each of ``words`` begins with a capital or is one of ``besides``, the little words of names."""
    return all(word[0].isupper() for word in words if word not in besides)


_PARTNERS = {"”": "“", "»": "«", "“": "”", "«": "»", "„": "“"}
"""A mark of quotation -> the one that goes with it; straight marks tell no side and are left alone."""
EDGES = "“”„«»\"'‘’ \n\t"
"""What may stand around words that stand in marks as a whole."""


def with_edge_marks(text: str) -> str:
    """Return words with the mark that opens before them or closes behind them, where they begin or end within marks.

    >>> with_edge_marks("the gates,” she said, “are open”"), with_edge_marks("she said: “The gates")
    ('“the gates,” she said, “are open”', 'she said: “The gates”')
    """
    opened, before = "", ""
    for mark in filter("“”„«»".__contains__, text):
        if opened:
            opened = "" if mark == _PARTNERS[opened] else opened
        elif mark in "”»":
            before = _PARTNERS[mark]
        else:
            opened = mark
    return before + text + _PARTNERS.get(opened, "")


def within_edges(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Return ``span`` without the marks of quotation and the spaces at its ends; as it is where nothing else stands there."""
    words = text[slice(*span)]
    start = span[0] + len(words) - len(words.lstrip(EDGES))
    end = span[1] - len(words) + len(words.rstrip(EDGES))
    return (start, end) if start < end else span
