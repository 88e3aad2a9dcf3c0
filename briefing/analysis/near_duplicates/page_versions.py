"""Files that are one page at different times: of one address, or copies that one outlet printed on different days; and their order,
as far as days and times tell it. Nothing is guessed: what has no day has no place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from briefing.model import Article, PageVersions, Version
from briefing.partial_date import PartialDate
from briefing.text import fold

_TRACKING: Final = frozenset(["fbclid", "gclid", "mc_cid", "mc_eid"])
"""Parameters that tell who followed a link, not which page it is; so do those of ``utm_``."""

Printed = tuple[str, str, str, str]
"""An article, its address, its file and when that was saved ("" where it is not known)."""


def address_key(url: str) -> str:
    """Return by what two addresses are one; "" for one that names no page (the front of a site, nothing that can be read)."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    path = parts.path.rstrip("/")
    asked = parse_qsl(parts.query)
    query = sorted(pair for pair in asked if not (pair[0] in _TRACKING or pair[0].startswith("utm_")))
    if not (parts.netloc and any((path, query))):
        return ""
    host = parts.netloc.casefold().removeprefix("www.").partition(":")[0]
    return " ".join([host, path, *(f"{name}={value}" for name, value in query)])


def by_address(printed: Iterable[Printed]) -> list[list[str]]:
    """Return the articles that have one address with another, each set in order.

    Articles of one file that were not saved at different times are different articles, whatever address the file gives them.
    """
    addressed: dict[str, list[Printed]] = {}
    for each in printed:
        if key := address_key(each[1]):
            addressed.setdefault(key, []).append(each)
    found: list[list[str]] = []
    for rows in addressed.values():
        alike = Counter((file, saved) for _, _, file, saved in rows)
        articles = sorted(id for id, _, file, saved in rows if alike[file, saved] == 1)
        found += [articles] if len(articles) > 1 else []
    return sorted(found)


def around(article: str, printed: Iterable[tuple[str, str, str]]) -> list[str]:
    """Return the articles that may be one page with an article: of one outlet or address with it, or with others that are.

    Args:
        article: An id.
        printed: Id, outlet and address of the articles that are looked at.
    """
    keys_of = {id: {fold(outlet), f" {address_key(url)}"} - {"", " "} for id, outlet, url in printed}
    with_key: dict[str, list[str]] = {}
    for id, keys in keys_of.items():
        for key in keys:
            with_key.setdefault(key, []).append(id)
    near, waiting = {article}, [article]
    while waiting:
        keys = keys_of.get(waiting.pop(), set())
        beside = {id for key in keys for id in with_key.pop(key, ())} - near
        near |= beside
        waiting += beside
    return sorted(near)


def pages(groups: Iterable[Sequence[Article]]) -> tuple[PageVersions, ...]:
    """Return the pages in groups of articles that carry one text or have one address, each with its versions in order."""
    page_of: dict[str, set[str]] = {}
    articles: dict[str, Article] = {}
    for group in groups:
        articles |= {article.id: article for article in group}
        for page in _within(group):
            whole = set(page).union(*(page_of.get(id, ()) for id in page))
            page_of |= dict.fromkeys(whole, whole)
    found = {min(page): page for page in page_of.values()}
    return tuple(_ordered([articles[id] for id in sorted(found[first])]) for first in sorted(found))


def _within(group: Sequence[Article]) -> Iterator[list[str]]:
    """Give the sets of a group's articles that are one page."""
    yield from by_address((a.id, a.url.value or "", file_of(a.path), _captured(a)) for a in group)
    printed: dict[str, dict[str, str]] = {}
    for article in group:
        day = _day(article)
        outlet = fold(article.outlet.value or "")
        if day and outlet:
            printed.setdefault(outlet, {})[article.id] = day
    yield from (sorted(days) for days in printed.values() if len(set(days.values())) > 1)


def file_of(path: str) -> str:
    """Return the file in which an article stands: its path without the number that articles of one file have."""
    stem, _, number = path.rpartition("#")
    return stem if number.isdigit() else path


def _ordered(articles: Sequence[Article]) -> PageVersions:
    """Return the versions in order; those of which that is not known last."""
    keyed = _keys(articles)
    dated = sorted(
        (article for article in articles if article.id in keyed), key=lambda article: (keyed[article.id], article.path)
    )
    versions: list[Version] = []
    for _, tied in groupby(dated, key=lambda article: keyed[article.id]):
        same = list(tied)
        place = len(versions) + 1 if len(same) == 1 else None
        versions += [_version(article, place) for article in same]
    versions += [_version(article, None) for article in articles if article.id not in keyed]
    last = versions[len(dated) - 1] if dated else None
    latest = last.article if last is not None and last.place is not None else ""
    address = next((article.url.value for article in articles if article.url.value), "")
    return PageVersions(address, tuple(versions), latest)


def _version(article: Article, place: int | None) -> Version:
    return Version(article.id, article.path, article.published, _captured(article), place)


def _keys(articles: Sequence[Article]) -> Mapping[str, str]:
    """Return by what articles are ordered, those that can be: the day of publication, in a day the time, then that of saving; where not all have a
    day, the time of saving, if all have that."""
    days = {article.id: day for article in articles if (day := _day(article))}
    saved = {article.id: time for article in articles if (time := _time(_captured(article)))}
    if len(days) < len(articles) == len(saved):
        return saved
    keys: dict[str, str] = {}
    for day in set(days.values()):
        here = [article for article in articles if days.get(article.id) == day]
        printed = {article.id: time for article in here if (time := _time(article.published.value or ""))}
        times = [each for each in (printed, saved) if all(article.id in each for article in here)]
        keys |= {article.id: " ".join([day, *(each[article.id] for each in times)]) for article in here}
    return keys


def _day(article: Article) -> str:
    """Return the full day of publication, "" where it is not known."""
    date = PartialDate.parse((article.published.value or "")[:10])
    return date.iso if date is not None and date.is_full else ""


def _captured(article: Article) -> str:
    """Return when the page was saved, as that is stated; "" where it is not."""
    value = article.extra.get("accessed")
    return value if isinstance(value, str) else ""


def _time(iso: str) -> str:
    """Return a time with its zone so that two of them can be compared; "" for a day alone, or what is no time."""
    try:
        time = datetime.fromisoformat(iso) if len(iso) > 10 else None
    except ValueError:
        return ""
    return f"{time.timestamp():020.3f}" if time is not None and time.tzinfo is not None else ""
