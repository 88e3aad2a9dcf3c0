"""Pure functions on text: safety, folding, words, sentences, display width. Imports nothing of ours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

STAND_IN = "\N{REPLACEMENT CHARACTER}"


@cache
def _dangerous() -> dict[int, str]:
    """Every code point that could act on a terminal or hide itself, mapped to a visible stand-in of the same length.

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


_NEEDS_CARE = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160"
    "\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U00013440\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)

_SUSPECT = re.compile(
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
_WITHOUT_INK = re.compile(rf"[{ZERO_WIDTH}\u180b-\u180f\U000e0020-\U000e01ef]")
_KEPT = re.compile(
    "\u00ad+"
    rf"|(?<![{ZERO_WIDTH}])(?!{_BETWEEN})[{ZERO_WIDTH}]{{1,4}}(?![{ZERO_WIDTH}])"
    "|(?<=[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])[\U000e0100-\U000e01ef]"
    "|(?<=[\u1820-\u18aa])[\u180b-\u180f]|\u180e(?=[\u1820-\u18aa])"
    "|(?<=\U0001f3f4)[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f"
)
"""What stays although it has no ink: soft hyphens; a few joiners, unless between letters of a script that needs none (there they
hide a word from whoever looks for it); the forms of a Chinese character or a Mongolian letter; the three flags spelt with tags."""


def safe_text(text: str) -> str:
    """Return ``text`` with every dangerous character replaced by a visible stand-in; same length, newline and tab kept.

    Characters without ink stay where a script or an emoji is written with them, and soft hyphens everywhere.

    >>> safe_text("red \\x1b[31m")
    'red ␛[31m'
    """
    if text.isascii() and text.isprintable():
        return text
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
_UNSEEN = re.compile(rf"[{ZERO_WIDTH}]++")
_TAGS = re.compile(r"[\U000e0020-\U000e007f]++")
_NEEDS = re.compile(rf"[{_JOINED}{_PICTURES}]")
_SHAPED = re.compile(rf"[{_JOINED}]")


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
    """``safe_text`` for one row of a screen: newlines and tabs become spaces; same length."""
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
    """``text`` for comparing: case and accents folded, marks straight, dashes as hyphens. Length may change.

    >>> fold("Sørlie’s “Café”")
    'sorlie\\'s "cafe"'
    """
    if text.isascii():
        return text.lower()
    # Decomposing can bring out capitals and marks, folding case can bring out letters that decompose: so both, twice.
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text.translate(_MARKS)).casefold())
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

WORD = re.compile(rf"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’ʼ{ZERO_WIDTH}{STAND_IN}][^\W\d_]+)*|[^\W_]+")
"""A word of running text: a figure with its separators (``9,000``), or letters with inner apostrophes (``don’t``) or characters
without ink."""


def words(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the words of ``text``, in code points."""
    for match in WORD.finditer(text):
        yield match.span()


def count_words(text: str) -> int:
    """How many words ``text`` has (see :data:`WORD`)."""
    return len(WORD.findall(text))


_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sen rep gov gen col capt cmdr lt sgt maj brig adm pres rev hon st jr sr inc corp ltd co llc plc "
    "vs etc dept est vol approx jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri "
    "u.s u.k u.n e.u d.c a.m p.m ph.d i.e e.g".split()
)
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[^\Wa-z_])")


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The spans of the sentences of ``text[start:end]``. A sentence ends at ``.!?…`` (and closing marks) before a space and
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


@lru_cache(maxsize=4096)
def display_width(text: str) -> int:
    """Return the terminal cells that ``text`` takes as it is drawn (wide characters 2, combining ones and soft hyphens 0)."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(drawn(text))


def truncate(text: str, width: int) -> str:
    """``text`` cut to ``width`` terminal cells, with an ellipsis where something was cut."""
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
    return "".join(out) + "…"


def natural_key(text: str) -> tuple[tuple[int, int | str], ...]:
    """A sort key under which ``file10`` follows ``file9``."""
    return tuple(
        (0, int(p)) if p.isdecimal() and p.isascii() and len(p) < 19 else (1, p.casefold())
        for p in re.split(r"([0-9]+)", text)
        if p
    )


def plural(count: int, singular: str, plural_form: str | None = None) -> str:
    """``1 article``, ``2 articles``: a count with its noun, for people."""
    return f"{count:,} {singular if count == 1 else plural_form or singular + 's'}"
