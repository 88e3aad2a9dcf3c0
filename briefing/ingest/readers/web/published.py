"""When a web page was published: machine dates in JSON-LD, meta elements, ``time`` elements, and the date it shows by its heading.

The day of the last change, of comments, of other stories and of the copyright are never taken.
"""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from briefing.ingest.plain_text import bylines
from briefing.ingest.plain_text.dating import dates
from briefing.ingest.readers.web import json_ld
from briefing.ingest.readers.web.visible_metadata import UPDATED, Line, Shown
from briefing.lexicon import head_words
from briefing.model import Stated

_NAMES = (
    "article:published_time", "article:published", "og:published_time", "og:article:published_time", "article:published:time", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime", "datepublished", "date.published", "publishdate", "publish-date", "publish_date", "pubdate", "publication_date", "published_at", "swiftype:published_at", "dcterms.created", "dcterms.issued",
    "dc.date.issued", "dc.date.created", "dc.date.published", "article.published", "originalpublicationdate", "citation_publication_date", "citation_date", "article_date_original", "ptime", "bt:pubdate", "displaydate",
    "rnews:datepublished", "article.created", "dc.date", "dcterms.date", "date", "datecreated",
)  # fmt: skip
_NAMED = re.compile(
    r"(?:publi(?:cation|shed|sh)|issued?|original|first)[._:-]?(?:date|time|on|at|timestamp)|pub[._:-]?(?:date|time)|(?:date|time)[._:-]?(?:published|posted|publication)",
    re.IGNORECASE,
)
_NOT = re.compile(r"modif|updat|expir|unpubl|end|event|birth|last|max|valid", re.IGNORECASE)
"""Further names that say what they are."""
_JAVA = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2} [0-9]{1,2}) ([0-9]{2}:[0-9]{2}):[0-9]{2} ([A-Z]{2,5}) ([0-9]{4})")
"""``Fri Mar 13 21:30:09 EST 2015``; the letters of the zone mean several, but for UTC and GMT."""
_FRACTION = re.compile(r"(?<=[0-9]:[0-9]{2})[.,][0-9]{1,12}")


_IN_ADDRESS = re.compile(r"/((?:19|20)[0-9]{2})[/-](1[0-2]|0?[1-9]|[a-z]{3,9})[/-](3[01]|[12][0-9]|0?[1-9])(?=[/_.-]|$)|/((?:19|20)[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])(?=[/_.-]|$)", re.IGNORECASE)  # fmt: skip
_SEPARATOR = "|·•∙,;:–—-/([@"
_ONE_OF_TWO = "the day and the month are told apart by"
_ENGLISH = re.compile(r"en[-_](?:gb|ie|au|nz|in|za)\b", re.IGNORECASE)
_AMERICAN = re.compile(r"en[-_]us\b", re.IGNORECASE)


def published(
    article: Mapping[str, Any], meta: Mapping[str, Sequence[str]], shown: Shown, address: str, language: str
) -> Stated[str] | None:
    """Return the day of publication: stated by a machine's date or a printed one, inferred from what says less; else ``None``.

    Args:
        article: the JSON-LD object of the article.
        meta: the values of the meta elements, by name.
        shown: what stands around the heading.
        address: of the page, which may hold its day.
        language: of the page, with its country if it is given (``en-GB``).
    """
    printed = _printed(shown, address, language)
    stamped = next(_stamped(_machine_dates(article, meta, shown)), None)
    if stamped is None:
        return printed or _labelled(shown) or _changed(shown)
    if printed is None:
        return stamped
    return printed if _goes_by_print(stamped, printed) else stamped


def _stamped(machine_dates: Iterable[tuple[str, str]]) -> Iterator[Stated[str]]:
    """Yield the dates that can be read, each with where it stands."""
    for value, where in machine_dates:
        found = stamp(value)
        if found:
            yield Stated.stated(found, f"{where}: {value[:80]}")


def _goes_by_print(stamped: Stated[str], printed: Stated[str]) -> bool:
    """Return whether the printed day wins over a machine's: it is called the day of publication; it lies before the machine's, which
    some sites renew whenever a page is saved; or the machine's is the same moment told by another clock (a stamp in UTC falls on the
    next day for half the world)."""
    if printed.status != "stated":
        return False
    if _called_published(str(printed.evidence)):
        return True
    days = _days_between(str(stamped.value), str(printed.value))
    return "T" in str(stamped.value) if days == 1 else days < 0


def _days_between(first: str, second: str) -> int:
    """Return how many days the second of two ISO dates lies behind the first; 0 where one of them is no whole day."""
    try:
        return (datetime.date.fromisoformat(second[:10]) - datetime.date.fromisoformat(first[:10])).days
    except ValueError:
        return 0


def _called_published(line: str) -> bool:
    """Return whether the one day of a line stands behind a word for publication."""
    found = dates.find(line)
    before = line[: found[0].span[0]] if len(found) == 1 else ""
    return head_words.PUBLISHED.search(before) is not None


def _machine_dates(
    article: Mapping[str, Any], meta: Mapping[str, Sequence[str]], shown: Shown
) -> Iterator[tuple[str, str]]:
    for key in ("datePublished", "dateCreated"):
        value = json_ld.single(article.get(key))
        if isinstance(value, (str, int)):
            yield str(value), f"JSON-LD {key}"
    yield from ((meta[name][0], name) for name in _NAMES if meta.get(name))
    yield from ((meta[name][0], name) for name in meta if _NAMED.search(name) and not _NOT.search(name))
    yield from ((value, "time") for value in shown.stamps())


def _printed(shown: Shown, address: str, language: str) -> Stated[str] | None:
    """Return the day that a line near the heading prints, where it prints one only."""
    changed = {value[:10] for value in map(stamp, shown.changes()) if value}
    called_changed = _called_changed(shown)
    for line in shown.dates():
        days = [
            date for date, kind in days_of(line.text) if kind == "published" and (line.marked or _apart(line, date))
        ]
        days = [date for date in days if date.value[:10] not in called_changed]
        if line.changed:
            days = [date for date in days if changed and date.full and date.value[:10] not in changed]
        sure = [date for date in days if date.is_sure]
        if len({date.value[:10] for date in sure}) == 1:
            return Stated.stated(sure[0].value, line.text[:200])
        told = _told_apart(days[0], address, language) if len(days) == 1 and not sure else None
        if told is not None:
            return Stated.inferred(told[0], f"{line.text[:200]} ({_ONE_OF_TWO} {told[1]})")
    return None


def _called_changed(shown: Shown) -> frozenset[str]:
    """Return the days that a line near the heading calls those of the last change; a piece of such a line says the day alone."""
    lines = [*shown.dates(), *shown.updates()]
    return frozenset(
        date.value[:10] for line in lines for date, kind in days_of(line.text) if kind == "changed" and date.full
    )


def days_of(line: str) -> list[tuple[dates.Date, str]]:
    """Return the dates of a line, each with what the words beside it call it: ``published``, ``changed`` or ``other``."""
    found = dates.find(line)
    if len(found) == 1 and UPDATED.search(line[found[0].span[1] :]) is not None:
        return [(found[0], "changed")]  # some languages print the word behind the day
    ends = [0, *(date.span[1] for date in found)]
    return [(date, _called(line[end : date.span[0]])) for end, date in zip(ends, found, strict=False)]


def _called(before: str) -> str:
    """Return what the words before a day call it."""
    if UPDATED.search(before):
        return "changed"
    return "other" if _is_other(before) else "published"


def _is_other(before: str) -> bool:
    if head_words.RETRIEVED.search(before) is not None:
        return True
    return head_words.OTHER_DAY.search(before) is not None and head_words.PUBLISHED.search(before) is None


def _apart(line: Line, date: dates.Date) -> bool:
    """Return whether a date stands in a line as dates of articles do: alone, behind a label, a name or a sign, not within a sentence."""
    before, after = line.text[: date.span[0]].rstrip(), line.text[date.span[1] :].lstrip()
    signed = bylines.parse(dates.without_label(before)[0])
    if signed is not None and signed.marked and signed.names:
        return True  # "Posted by Ada Krol on 3 May 2021 in News"
    if after[:1].islower() and UPDATED.match(after) is None:
        return False
    if before[-1:] in _SEPARATOR or dates.without_label(before)[0] != before:
        return True
    return bylines.parse(before) is not None


def _told_apart(date: dates.Date, address: str, language: str) -> tuple[str, str] | None:
    """Return the one of the two readings of a day in figures that the address or the country of the page supports, and which did."""
    if date.value:
        told = date.either or "day first" in str(date.doubt)
        return (date.value, "the words beside them") if told else None
    if len(date.either) != 2:
        return None
    day_first, month_first = date.either
    addressed = in_address(address)
    if addressed is not None and addressed[0] in date.either:
        return addressed[0], "the address of the page"
    by_language = f"the language of the page ({language})"
    if language[:2].lower() in head_words.DAY_FIRST or _ENGLISH.match(language):
        return day_first, by_language
    return (month_first, by_language) if _AMERICAN.match(language) else None


def _labelled(shown: Shown) -> Stated[str] | None:
    """Return the one day that the page anywhere calls the day of publication in so many words."""
    found: dict[str, tuple[str, str]] = {}
    for line in shown.everywhere():
        label = head_words.PUBLISHED.search(line)
        for date, kind in days_of(line) if label is not None and len(found) < 2 else ():
            before = line[: date.span[0]]
            if kind == "published" and date.is_sure and _is_label(before):
                found.setdefault(date.value[:10], (date.value, line[:200]))
    return Stated.stated(*next(iter(found.values()))) if len(found) == 1 else None


def _is_label(before: str) -> bool:
    """Return whether the words before a day are nothing but a label of publication."""
    return head_words.PUBLISHED.search(before) is not None and dates.without_label(before)[0] == ""


def _changed(shown: Shown) -> Stated[str] | None:
    """Infer the day from that of the last change, where the page shows no other."""
    note = "(the date of the last update; no other is given)"
    for line in [*shown.dates(), *shown.updates()]:
        for date, kind in days_of(line.text):
            if date.is_sure and (line.changed or kind == "changed"):
                return Stated.inferred(date.value, f"{line.text[:200]} {note}")
    return None


def in_address(address: str) -> tuple[str, str] | None:
    """Return the day that stands in the address of a page, as ISO, and the part of the address that holds it."""
    match = _IN_ADDRESS.search(address)
    if match is None:
        return None
    year, month, day = filter(None, match.groups())
    number = int(month) if month.isdecimal() else head_words.MONTHS_ENGLISH.get(month.lower(), 0)
    value = dates.iso(f"{year}-{number:02}-{int(day):02}") if number else None
    return (value, match[0]) if value else None


def stamp(text: str) -> str | None:
    """Return a machine's date as ISO: as :func:`dates.iso`, and seconds or milliseconds since 1970; zero is no date."""
    text = html.unescape(text)[:100].strip()
    if re.fullmatch(r"1[0-9]{9}(?:[0-9]{3})?", text):
        moment = datetime.datetime.fromtimestamp(int(text[:10]), datetime.UTC)
        return moment.strftime("%Y-%m-%dT%H:%M+00:00")
    java = _JAVA.fullmatch(text)
    if java is not None:
        text = f"{java[1]} {java[4]} {java[2]}" + (" UTC" if java[3] in ("UTC", "GMT") else "")
    found = dates.iso(_FRACTION.sub("", text))
    return None if found is None or found.startswith("1970-01-01") else found
