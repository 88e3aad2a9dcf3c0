"""Dates as news prints them, in English and in the languages of ``head_words``, become ISO. Never completes a date from today,
a weekday or a guess.

Short lines only (callers cap them): each pattern is anchored on digits or month names and linear.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

from briefing.lexicon import head_words
from briefing.lexicon.head_words import MONTHS
from briefing.model import Span
from briefing.partial_date import PartialDate
from briefing.text import fold

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
_DAY = r"(?P<day>0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?(?![0-9])"
_YEAR = r"(?P<year>1[6-9][0-9]{2}|2[01][0-9]{2})(?![0-9])"
_FORMS = tuple(
    re.compile(r"(?<![\w/.-])" + form, re.IGNORECASE)
    for form in (
        r"(?P<year>1[6-9][0-9]{2}|2[01][0-9]{2})(?P<sep>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=sep)(?P<day>0?[1-9]|[12][0-9]|3[01])(?![0-9])(?:T(?=[0-9]{2}))?",
        _DAY + r"(?:\s+(?:of\s+)?|-|/)" + _MONTH + r"(?:,?\s+|-|/)" + _YEAR,
        _MONTH + r"[\s-]*" + _DAY + r"(?:,?\s+|-)" + _YEAR,
        r"(?P<day>0?[1-9]|[12][0-9]|3[01])(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)" + _YEAR,
        r"(?P<a>0?[1-9]|[12][0-9]|3[01])(?P<sep>[-/.])(?P<b>0?[1-9]|[12][0-9]|3[01])(?P=sep)(?P<yy>[0-9]{2})(?![0-9/.:-])",
        _MONTH
        + r"\s+"
        + _DAY
        + r"\s+(?P<uh>[01][0-9]|2[0-3]):(?P<um>[0-5][0-9])(?::[0-5][0-9])?(?:\s+(?P<uz>[A-Z]{1,5}))?\s+"
        + _YEAR,
        r"(?P<day>0[1-9]|[12][0-9]|3[01])(?P<uh>[01][0-9]|2[0-3])(?P<um>[0-5][0-9])(?P<uz>Z)\s+"
        + _MONTH
        + r"\s+(?:(?P<yy>[0-9]{2})(?![0-9])|(?P<year>(?:19|20)[0-9]{2})(?![0-9]))",
        _YEAR + r"(?:,?\s+|-)" + _MONTH + r"(?:\s+|-)" + _DAY,
        r"(?P<a>0?[1-9]|[12][0-9]|3[01])(?P<sep>[-/.])(?P<b>0?[1-9]|[12][0-9]|3[01])(?P=sep)" + _YEAR,
        _DAY + r"(?P<short>(?:\s+|-))" + _MONTH + r"(?:\s+['’]|-)(?P<yy>[0-9]{2})(?![0-9])",
        _DAY + r"(?P<short>\s+)" + _MONTH + r"\s+(?P<yy>[0-9]{2})(?=\s*(?:$|[|;)\]]|[0-2]?[0-9]:[0-5][0-9]))",
        _MONTH + r"\s*" + _DAY + r"(?!\s*[-–/][0-9])(?!,?\s+[0-9]{4})",
        _DAY + r"\s+(?:of\s+)?" + _MONTH + r"(?!,?\s+[0-9]{4})",
    )
)
_ORDINAL = r"(?P<day>0?[1-9]|[12][0-9]|3[01])(?:\s?(?:\.|er\b|re\b|[º°ªo]\.?(?=\s)))?"
_WORD_OF_MONTH = r"(?P<month>(?:[^\W\d_][\u0300-\u036f]?){3,13})\b\.?"
_LOCAL = tuple(
    re.compile(r"(?<![\w/.-])" + form, re.IGNORECASE)
    for form in (
        _ORDINAL
        + r"(?:\s?(?:de\s|di\s|d['’])?|\s?[-/])"
        + _WORD_OF_MONTH
        + r"(?:,?\s?(?:de\s|del\s|d['’])?|\s?[-/]\s?)"
        + _YEAR,
        r"(?P<month>[^\W\d_]{4,13})\s(?P<day>0?[1-9]|[12][0-9]|3[01])(?:,|\sde|\sdel)?\s" + _YEAR,
        r"(?P<a>0?[1-9]|[12][0-9]|3[01])(?P<sep>\.)\s(?P<b>0?[1-9]|1[0-2])\.\s?" + _YEAR,
        r"(?P<year>(?:19|20)[0-9]{2})\.?\s(?P<month>[^\W\d_]{5,13})\s(?P<day>0?[1-9]|[12][0-9]|3[01])(?![0-9])\.?",
        r"(?P<year>(?:19|20)[0-9]{2})\s?[年년]\s?(?P<m>1[0-2]|0?[1-9])\s?[月월]\s?(?P<day>3[01]|[12][0-9]|0?[1-9])\s?[日일]",
    )
)
"""Dates in other languages than English, and in signs: only whole ones, and with names of months that the table holds."""
_LOCAL_DAY = re.compile(
    r"(?<![\w/.-])" + _ORDINAL + r"\s(?:de\s)?(?P<month>[^\W\d_]{4,13})\b(?!\.?,?\s(?:de\s|del\s)?[0-9]{4})",
    re.IGNORECASE,
)
_HAS_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_TIME = (
    r"(?:(?P<h>[01]?[0-9]|2[0-3])(?:[:.]|\s?h\s?)(?P<min>[0-5][0-9])(?::[0-5][0-9](?:[.,][0-9]{1,6})?)?(?:\s*(?P<ap>[ap])\.?\s?m\b\.?)?"
    r"|(?P<h12>1[0-2]|0?[1-9])\s*(?P<ap12>[ap])\.?m\b\.?|(?P<h24>[01]?[0-9]|2[0-3])\s?(?:h|uhr|uur)\b"
    r"|(?P<h4>[01][0-9]|2[0-3])(?P<min4>[0-5][0-9])(?=\s*(?:hrs|hours|gmt|utc|est|edt|bst|ist|pst|pdt|z)\b))"
)
_ZONE = (
    r"(?:\s*\(?(?:(?P<utc>utc|gmt)?\s?(?P<sign>[+\-−])(?P<oh>[01]?[0-9]):?(?P<om>[0-5][0-9])?(?![0-9])"
    r"|(?P<zone>z|utc|gmt|us/eastern|e[ds]?t|c[de]?s?t|m[sd]t|m[st]k|p[sdk]?t|bst|wes?t|cest|eest|eet|ist|jst|kst|hkt|sgt|pht|wib|aest|aedt|nzst|nzdt|sast|eat|wat|ict|gst|akst|akdt|hst)\b)\)?)?"
)
_HOURS = r"(?:\s*(?:hrs|hours|hs|h|uhr|uur|heures|horas|ore)\b\.?)?"
_AFTER = re.compile(
    r"(?:\s*\((?:mon|tues|wednes|thurs|fri|satur|sun)day\))?[\s,;|·•@/–—-]*(?:(?:at|um|à|às|as|a\s+las|alle(?:\s+ore)?|ore|om|kl\.?|klockan|kello|klo|saat|в|о)\s+)?"
    + _TIME
    + _HOURS
    + _ZONE,
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?<!\w)" + _TIME + _HOURS + _ZONE, re.IGNORECASE)
_BEFORE = re.compile(
    _TIME
    + _HOURS
    + _ZONE
    + r"[\s,;|·•–—-]*(?:on\s+)?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s*)?$",
    re.IGNORECASE,
)
_WEEKDAY_BEFORE = re.compile(
    r"(?<![^\W\d_])(?P<weekday>[^\W\d_]{2,13}(?:-feira|['’]ниця)?)(?P<sign>[.,]{0,2})\s*(?:(?:the|den|der|le|el|il|de|em|dia|día)\s+)?$",
    re.IGNORECASE,
)
_WEEKDAY_AFTER = re.compile(r"\s*\(?,?\s*(?<!\w)(?P<weekday>[^\W\d_]{3,13}(?:-feira)?)(?!\w)\)?")
_OFFSETS = {
    "z": 0, "utc": 0, "gmt": 0, "est": -300, "edt": -240, "cdt": -300, "mdt": -360, "pst": -480, "pdt": -420, "cet": 60,
    "cest": 120, "eet": 120, "eest": 180, "msk": 180, "jst": 540, "kst": 540, "hkt": 480, "sgt": 480, "pht": 480, "wib": 420,
    "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780, "sast": 120, "eat": 180, "wat": 60, "ict": 420, "pkt": 300,
    "bst": 60, "akst": -540, "akdt": -480, "hst": -600, "wet": 0, "west": 60,
}  # fmt: skip
"""Minutes from UTC. Letters that mean several zones (CST, IST, MST, GST) give the time without an offset."""
_AMERICAN = frozenset("est edt et cdt mdt pst pdt pt".split())
_ZONE_AFTER = re.compile(r"\b(est|edt|et|cdt|mdt|pst|pdt|bst|cest|cet|nzst|nzdt|aest|aedt|sast)\b", re.IGNORECASE)
_US_ZONES = {"et": -300, "ct": -360, "mt": -420, "pt": -480}
_NAMES = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_NUMERIC = re.compile(r"[0-9][-/.][0-9]")
_NAMED = re.compile(
    rf"[0-9][a-z]{{0,2}},?[\s/-]*(?:of\s)?{_NAMES}|\b{_NAMES}[a-z]{{0,6}}\.?[\s/-]*[0-9]", re.IGNORECASE
)
"""What every date in figures, and every one with the name of a month, holds somewhere: a cheap look before the forms are tried."""
_IN_FIGURES = tuple(form for form in _FORMS if "month" not in form.groupindex)
_WITH_NAMES = tuple(form for form in _FORMS if "month" in form.groupindex)
_FIGURE = re.compile(r"[0-9]")
LONGEST = 300
"""Longer lines are no date lines; nothing here looks at more."""


@dataclass(frozen=True, slots=True)
class Date:
    """A date in a line. ``value``: ISO, ``--MM-DD`` without a year, or "" where day and month cannot be told apart.

    ``span`` covers the date with its weekday and time. ``doubt`` says why a value is no more than inferred.
    """

    span: Span
    value: str
    doubt: str | None = None
    either: tuple[str, ...] = ()
    """The two readings of a date in figures of which nothing beside it says which."""

    @property
    def full(self) -> bool:
        return len(self.value) >= 10 and self.value[0] != "-"

    @property
    def is_sure(self) -> bool:
        """Whether it is a whole day that nothing speaks against."""
        return self.full and not self.doubt

    @property
    def is_known(self) -> bool:
        """Whether anything can be made of it: a value, or two readings."""
        return bool(self.value or self.either)

    @property
    def is_day(self) -> bool:
        """Whether it is a day of one year, though it may have two readings."""
        return self.full or bool(self.either)


def find(text: str) -> list[Date]:
    """Return the dates of a line (at most ``LONGEST`` code points are read), in order, never overlapping."""
    return list(_find(text[:LONGEST]))


@lru_cache(maxsize=256)
def _find(text: str) -> list[Date]:
    """As :func:`find`; several parts of ingest ask about the lines of a head. Never to be altered."""
    found: list[Date] = []
    if _FIGURE.search(text) is None:
        return found
    numeric, named = _NUMERIC.search(text) is not None, _NAMED.search(text) is not None
    _match(text, _FORMS if numeric and named else _IN_FIGURES if numeric else _WITH_NAMES if named else (), found)
    if not any(date.is_day for date in found) and _HAS_YEAR.search(text) is not None:
        _match(text, _LOCAL, found, instead=True)
    elif not found:
        _match(text, (_LOCAL_DAY,), found)
    found.sort(key=lambda date: date.span)
    return found


def _match(text: str, forms: tuple[re.Pattern[str], ...], found: list[Date], *, instead: bool = False) -> None:
    """Add to ``found`` what ``forms`` match and no earlier one holds; ``instead``: in the place of what an earlier one holds."""
    for form in forms:
        for match in form.finditer(text):
            start, end = match.span()
            rivals = [date for date in found if start < date.span[1] and date.span[0] < end]
            if rivals and not (instead and not any(date.full for date in rivals)):
                continue
            date = _date(text, match)
            if date is not None:
                found[:] = [date, *(other for other in found if other not in rivals)]


def _date(text: str, match: re.Match[str]) -> Date | None:
    parts = {name: value or "" for name, value in match.groupdict().items()}
    known = head_words.NAMES_WITHOUT_YEAR if match.re is _LOCAL_DAY else MONTHS
    name = fold(parts.get("month", ""))
    if name and name not in known:
        return None
    weekday, (start, end) = _weekday_beside(text, *match.span())
    year, doubt = _year(parts)
    if parts.get("a"):
        first, second = int(parts["a"]), int(parts["b"])
        if parts.get("yy") and first != second and max(first, second) <= 12:
            return None
        day, month, clear = _numeric(first, second, parts["sep"], year, weekday)
        if not clear:
            _, span = _time(text, start, end, datetime.date(year or 2000, 1, 1))
            return _of_two_readings(text, span, year, first, second)
    else:
        day, month = int(parts["day"]), int(parts.get("m") or MONTHS.get(name, 0))
    if not year:
        partial = PartialDate.of(month=month, day=day)
        return None if partial is None else Date((start, end), partial.iso)
    try:
        date = datetime.date(year, month, day)
    except ValueError:
        return None
    if weekday not in (None, date.weekday()):
        doubt = "the weekday printed with it does not agree"
    if parts.get("uh"):  # "Fri May 3 15:01:01 UTC 2019"
        offset = _offset({"sign": None, "zone": parts["uz"]}, date)
        return Date((start, end), f"{date.isoformat()}T{parts['uh']}:{parts['um']}{offset}", doubt)
    time, (start, end) = _time(text, start, end, date)
    return Date((start, end), date.isoformat() + time, doubt)


def _year(parts: dict[str, str]) -> tuple[int, str | None]:
    """Return the year, 0 where none is printed, and the doubt about one of two digits."""
    if not parts.get("yy"):
        return int(parts.get("year") or 0), None
    year = int(parts["yy"])
    return year + (1900 if year >= 50 else 2000), "the year has two digits"


def _of_two_readings(text: str, span: Span, year: int, first: int, second: int) -> Date:
    """Return a date in figures whose order is told by the words or the zone of time beside it, else both readings."""
    day_first, month_first = f"{year}-{second:02}-{first:02}", f"{year}-{first:02}-{second:02}"
    if head_words.DAY_FIRST_LABEL.search(text) is not None:
        return Date(span, day_first, "the words beside it are of a language that prints the day first")
    zone = _ZONE_AFTER.search(text[span[0] : span[1]])
    if zone is None:
        return Date(span, "", "day and month cannot be told apart", (day_first, month_first))
    # only Americans print the month first, and no one else has these zones
    value, what = (month_first, "month") if zone[1].lower() in _AMERICAN else (day_first, "day")
    return Date(span, value, f"{zone[1]} is a zone where the {what} is printed first")


def _weekday_beside(text: str, start: int, end: int) -> tuple[int | None, Span]:
    """Return the weekday printed before or behind a date, and the span of both."""
    base = max(0, start - _WEEKDAY_REACH)
    before = _WEEKDAY_BEFORE.search(text[base:start])
    if before is not None:
        word = fold(before["weekday"])
        number = head_words.WEEKDAYS.get(word)
        if number is None and (before["sign"] or base + before.start() == 0):
            number = head_words.WEEKDAYS_SHORT.get(word)
        if number is not None:
            return number, (base + before.start(), end)
    after = _WEEKDAY_AFTER.match(text, end)
    number = head_words.WEEKDAYS.get(fold(after["weekday"])) if after is not None else None
    return (None, (start, end)) if after is None or number is None else (number, (start, after.end()))


_WEEKDAY_REACH = 24
"""Characters before a date in which its weekday stands."""


def _numeric(a: int, b: int, separator: str, year: int, weekday: int | None) -> tuple[int, int, bool]:
    """Day, month, and whether that is sure: one is above 12, both are equal, dots (used with the day first only), or
    the printed weekday fits one order only."""
    if b > 12 and a <= 12:
        return b, a, True
    if a > 12 or a == b or separator == ".":
        return a, b, b <= 12
    if weekday is not None:
        fits = [(d, m) for d, m in ((a, b), (b, a)) if _weekday(year, m, d) == weekday]
        if len(fits) == 1:
            return *fits[0], True
    return a, b, False


def _weekday(year: int, month: int, day: int) -> int | None:
    try:
        return datetime.date(year, month, day).weekday()
    except ValueError:
        return None


def _time(text: str, start: int, end: int, date: datetime.date) -> tuple[str, Span]:
    match = _AFTER.match(text, end)
    if match:
        end = match.end()
    else:
        base = max(0, start - 40)
        match = _BEFORE.search(text[base:start])
        if match is None or (match.start() and text[base + match.start() - 1].isalnum()):
            return "", (start, end)
        start = base + match.start()
    parts = match.groupdict()
    hour = int(parts["h"] or parts["h12"] or parts["h24"] or parts["h4"])
    minute = int(parts["min"] or parts["min4"] or 0)
    half = (parts["ap"] or parts["ap12"] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    offset = _offset(parts, date)
    if hour == minute == 0 and offset in ("", "+00:00"):
        return "", (start, end)  # midnight without a place: how systems write "no time known"
    return f"T{hour:02}:{minute:02}{offset}", (start, end)


def _offset(parts: dict[str, str | None], date: datetime.date) -> str:
    if parts["sign"]:
        sign = "+" if parts["sign"] == "+" else "-"
        return f"{sign}{int(parts['oh'] or 0):02}:{int(parts['om'] or 0):02}"
    zone = (parts["zone"] or "").lower()
    minutes = _OFFSETS.get(zone)
    if zone in _US_ZONES or zone == "us/eastern":
        minutes = _US_ZONES.get(zone, -300) + (60 if _us_summer(date) else 0)
    if minutes is None:
        return ""
    sign, minutes = ("-", -minutes) if minutes < 0 else ("+", minutes)
    return f"{sign}{minutes // 60:02}:{minutes % 60:02}"


def _us_summer(date: datetime.date) -> bool:
    """Daylight saving time in the United States: second Sunday of March to first Sunday of November (since 2007)."""
    first_march = datetime.date(date.year, 3, 1)
    first_november = datetime.date(date.year, 11, 1)
    begin = datetime.date(date.year, 3, 8 + (6 - first_march.weekday()) % 7)
    finish = datetime.date(date.year, 11, 1 + (6 - first_november.weekday()) % 7)
    return begin <= date < finish


_WORD = re.compile(r"[^\W_]+")
_LABEL_WORDS = frozenset(map(fold, head_words.LABEL_WORDS))
_LEADING_WORDS = frozenset(map(fold, head_words.LEADING_WORDS))


def whole(text: str, found: list[Date] | None = None) -> list[tuple[Date, bool]] | None:
    """Return the dates of a line that holds nothing but dates and their labels, each with whether it is a date of *updating*.

    ``None`` for any other line. Weekday-only and relative lines ("2 hours ago") give ``None``: they date nothing. ``found`` are the dates of the line if they are known.
    """
    if len(text) > 160:
        return None
    dates = find(text) if found is None else found
    if not dates:
        return None
    result: list[tuple[Date, bool]] = []
    position = 0
    earlier: list[tuple[Date, bool]] = []
    for date in dates:
        label = text[position : date.span[0]]
        if not _only_labels(label):
            return None
        if head_words.MADE.search(label) and len(dates) > 1:
            earlier.append((date, False))
        elif not head_words.RETRIEVED.search(label):
            result.append((date, bool(head_words.UPDATED.search(label))))
        position = date.span[1]
    if not any(not later for _, later in result):
        result = earlier + result
    return result if _only_labels(text[position:]) else None


def _only_labels(text: str) -> bool:
    text = head_words.EDITION.sub(" ", text) if len(text) > 8 else text
    text = _CLOCK.sub(" ", text)  # "Updated 10:41" names no day
    return all(word in _LABEL_WORDS or word in head_words.WEEKDAYS for word in map(fold, _WORD.findall(text)))


def without_label(before: str) -> tuple[str, bool]:
    """Return the part of a line before a date without the words that say what the date is for, and whether they speak of an update.

    ``By Ada Krol | Updated on`` gives ``By Ada Krol``; ``Par Anne Roux, mis à jour le`` gives ``Par Anne Roux``.
    """
    end, later = len(before), False
    for match in reversed(list(_LAST_WORDS.finditer(before))):
        if fold(match[0]) not in _LEADING_WORDS or before[match.end() : end].strip(" \t:,|•·(–—-"):
            break
        end = match.start()
    label = before[end:]
    if not label:
        return before, False
    later = head_words.UPDATED.search(label) is not None
    return before[:end].rstrip(" \t,|•·(–—-"), later


_LAST_WORDS = re.compile(r"(?<!\w)[^\W\d_]+(?!\w)")


_COMPACT = re.compile(r"((?:19|20)[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])(?:T?[0-9]{4,6}.{0,6})?$")
_GLUED = re.compile(r"([0-9]{1,2})([A-Z]{3})([0-9]{4}|[0-9]{2})$", re.IGNORECASE)


def compact(text: str) -> list[Date]:
    """Return the date of a line that is nothing but one without signs between (``20190503``, ``20190503T150100Z``)."""
    return field(text) if _COMPACT.match(text.strip()) else []


def field(text: str) -> list[Date]:
    """Return the dates in a value that a label calls a date: also without signs between (``20190503``, ``03MAY2019``)."""
    text = text.strip()
    if _COMPACT.match(text):
        value = iso(text)
        return [Date((0, len(text)), value)] if value else []
    glued = _GLUED.match(text)
    return find(f"{glued[1]}-{glued[2]}-{glued[3]}") if glued is not None and fold(glued[2]) in MONTHS else find(text)


def iso(text: str) -> str | None:
    """Return a machine's date (JSON-LD, mail header, feed) as ISO, or ``None``."""
    text = text.strip()
    if re.fullmatch(r"[12][0-9]{7}(?:T[0-9]{4,6}.*)?", text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:8]}" + (
            f"T{text[9:11]}:{text[11:13]}{_compact_rest(text[13:])}" if len(text) > 8 else ""
        )
    dates = find(text)
    return dates[0].value if len(dates) == 1 and dates[0].full and not dates[0].doubt else None


def partial(text: str) -> str | None:
    """Return ``2025`` or ``2025-05`` if ``text`` is no more than that, as front matter and CSL may say; else ``None``."""
    return text.strip() if re.fullmatch(r"[12][0-9]{3}(?:-(?:0[1-9]|1[0-2]))?", text.strip()) else None


def _compact_rest(text: str) -> str:
    return text[2:] if text[:2].isdigit() else text
