"""The title of a web page: which of its statements is the printed headline, and where the site's name ends it.

General facts: content management systems print one headline in the ``h1`` and hand the same to JSON-LD; ``og:title`` and
``title`` may be worded for networks and search machines. A site's name behind a title is told by evidence: it is the name that
the page gives of its site or domain, or the rest is what the page prints as its headline.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass

from briefing.text import each_has_capital, fold

_WEIGHTS = {"JSON-LD headline": 1.0, "h1": 0.99, "og:title": 0.98, "title": 0.9, "twitter:title": 0.0}
_OTHER = 0.95
_TAILS = (
    re.compile(r"\s*[|｜»·•∙]\s*(?P<bar>[^|｜»·•∙]{2,80})$"),
    re.compile(r"\s+(?:[–—«-]{1,2}|::)\s+(?P<dash>(?:(?!\s[–—«-]{1,2}\s).){2,60})$"),
    re.compile(r"(?:\s*[：_]\s*|\s:\s)(?P<other>[^：_]{2,30})$"),
)
_HEAD = re.compile(r"([^|｜»]{2,40}?)\s*(?:[|｜»]|\s[–—-]\s|:\s)\s*(?=\S.{8})")
_CUT = re.compile(r"\s*(?:…|\.\.\.)$")
_LONGEST_NAME = 4
_MORE = 2
"""Words that may stand beside a site's name: "BBC News", "The Elm Courier Local News"."""
_LONGEST_SECTION = 3
_LONGEST_LINKED = 100
"""Code points: search machines ask for headlines of 110 at most, so that longer ones are cut in JSON-LD."""


@dataclass(frozen=True, slots=True)
class Site:
    """What the page calls its site: names and the label of its domain (``elmcourier`` of ``www.elmcourier.example``)."""

    names: tuple[str, ...]
    domain: str = ""

    def is_called(self, text: str) -> bool:
        """Return whether ``text`` names the site: one of its names, a part of it ("BBC News" of "BBC"), or its domain."""
        called = _bare(text)
        if not called:
            return False
        first = _bare(text.partition(".")[0]).replace(" ", "")
        spelt = called.replace(" ", "") in (self.domain, self.domain.replace("-", ""))
        if self.domain and (spelt or first == self.domain):
            return True
        return any(_is_named(called, name) for name in map(_bare, self.names) if name)


def _is_named(called: str, name: str) -> bool:
    """Return whether ``called`` is ``name``, alone or with few words beside it, or a part of it."""
    if f" {name} " in f" {called} ":
        return len(called.split()) - len(name.split()) <= _MORE
    return len(called) > 3 and f" {called} " in f" {name} "


_DOMAINS = tuple(
    re.compile(rf"https?://(?:[\w.-]{{0,200}}\.)?([\w-]{{2,60}})\.{ending}(?:[/:?#]|$)", re.IGNORECASE)
    for ending in (r"(?:com?|org|net|gov|ac|edu)\.[a-z]{2}", r"[a-z]{2,24}")
)
"""Addresses by the end of their domain: of two parts (``.co.uk``), then of one."""


def domain(address: str) -> str:
    """Return the label that names the site in an address, or ``""``."""
    match = next(filter(None, (pattern.match(address) for pattern in _DOMAINS)), None)
    return match[1].casefold() if match else ""


def choose(
    candidates: Iterable[tuple[str, str]], headings: list[str], site: Site, lower: Iterable[str] = ()
) -> tuple[str, str] | None:
    """Return the title and where it stands: the statement on which most agree, spelt as the page prints it.

    Args:
        candidates: what the page states, each with where.
        headings: every ``h1``.
        site: what the page calls its site.
        lower: the headings below the first level, which print the headline on some pages.
    """
    headings = [text for text in headings if not _is_site(text, site)]
    below = set(map(_bare, lower))
    known = _without_sites(candidates, site, below.union(map(_bare, headings)))
    others = {_bare(text) for text, _ in known}
    headings = [without_site(heading, site, others) for heading in headings[:5]]
    only = headings[0] if len(headings) == 1 else ""
    if len(only.split()) > _LONGEST_SECTION and _is_of_window(known):
        return only, "h1"  # the window says no more than whose it is
    known += [(text, "h1") for text in headings if any(_alike(text, other) for other, _ in known)]
    if not known:
        return (only, "h1") if only else None
    known = [(text, where) for text, where in known if not _cut(text, where, known)]
    title, where = max(known, key=lambda one: _votes(one[0], known))
    if only and _bare(title) not in below and _prints_headline(only, title, known):
        return only, "h1"
    spelt = {_bare(heading): heading for heading in reversed(headings)}
    return spelt.get(_bare(title), title), where


def _is_site(text: str, site: Site) -> bool:
    return site.is_called(text) and len(text.split()) <= _LONGEST_NAME


def _without_sites(candidates: Iterable[tuple[str, str]], site: Site, printed: set[str]) -> list[tuple[str, str]]:
    """Return the candidates without the names of the site, and without those that are nothing else."""
    known: list[tuple[str, str]] = []
    trusted: set[str] = set()
    for text, where in candidates:
        text = without_site(" ".join(text.split()), site, printed | trusted, sure=where != "title")
        if text and not _is_site(text, site):
            known.append((text, where))
            if where in _TRUSTED:
                trusted.add(_bare(text))
    return known


_TRUSTED = frozenset(("JSON-LD headline", "og:title"))


def _votes(title: str, known: list[tuple[str, str]]) -> float:
    """Return the weight of all that agree with ``title``; one that a heading holds with a kicker or a name beside it has half of the heading's."""
    wanted = _bare(title)
    votes = {(where, _bare(text)) for text, where in known}
    agreeing = [where for where, text in votes if text == wanted]
    weight = sum(_WEIGHTS.get(where, _OTHER) for where in agreeing)
    longer = [text for where, text in votes if where == "h1" and len(wanted) >= 0.5 * len(text)]
    held = any(wanted in (text[: len(wanted)], text[-len(wanted) :]) for text in longer if text != wanted)
    return weight + 0.5 * (held and not _TRUSTED.isdisjoint(agreeing))


def _prints_headline(heading: str, title: str, known: list[tuple[str, str]]) -> bool:
    """Return whether the only heading of a page is its headline though networks and windows are told another: it says no less.

    A shorter heading is the name of a section, and a headline that JSON-LD gives too is the site's own word.
    """
    wanted = _bare(title)
    if wanted in {_bare(text) for text, where in known if where == "JSON-LD headline"}:
        return False
    least = len(title.split()) if wanted in _bare(heading) else max(len(title.split()), _LONGEST_SECTION)
    return len(heading.split()) >= least


def _is_of_window(known: list[tuple[str, str]]) -> bool:
    return all(where == "title" and len(text.split()) <= _LONGEST_SECTION for text, where in known)


@dataclass(frozen=True, slots=True)
class _Tail:
    """What stands behind the last sign of a title: ``sign`` is ``bar``, ``dash`` or ``other``."""

    head: str
    name: str
    sign: str


def _tail(title: str) -> _Tail | None:
    """Return the shortest end of a title that a sign sets off, or ``None``; nothing before the sign is none."""
    matches = [match for tail in _TAILS if (match := tail.search(title[-200:]))]
    if not matches:
        return None
    match = max(matches, key=lambda one: one.start(one.lastgroup or 0))
    sign = str(match.lastgroup)
    head = title[: max(0, len(title) - 200) + match.start()].rstrip()
    return _Tail(head, match[sign], sign) if head else None


def without_site(title: str, site: Site, printed: set[str], *, sure: bool = True) -> str:
    """Return ``title`` without the site's name before or behind it. ``printed``: headlines (their words alone) that the page shows without it.

    ``sure``: cut on evidence only; else (the ``title`` of the window, which nearly always names the site) also what stands behind
    a bar. A title that the page prints as its headline stays whole.
    """
    named = False
    for _ in range(4):
        tail = None if _bare(title) in printed else _tail(title)
        if tail is None:
            break
        called = site.is_called(tail.name)
        if not called and not _may_go(tail, printed, sure, named):
            break
        named |= called and tail.sign == "bar"
        title = tail.head
    before = _HEAD.match(title)
    if before is None or _bare(title) in printed:
        return title
    rest = title[before.end() :].strip()
    barred = before[0].rstrip()[-1] in "|｜»" and site.is_called(before[1])
    return rest if barred or _bare(rest) in printed else title


def _may_go(tail: _Tail, printed: set[str], sure: bool, named: bool) -> bool:
    """Return whether the end of a title is no part of the headline: the page prints what stands before it, or it is built like a name.

    ``named``: the site's name stood behind it ("Headline | Section | Site").
    """
    head = _bare(tail.head)
    if head in printed:
        return True
    begins = any(head.startswith(text) for text in printed if len(text) > 10)
    if tail.sign == "bar":
        return begins or not sure or (named and len(tail.name.split()) <= _LONGEST_SECTION)
    return not sure and (begins or (tail.sign == "dash" and _is_built_like_name(tail.name)))


_OF_NAMES = frozenset("of the and & de la der die".split())


def _is_built_like_name(tail: str) -> bool:
    """Return whether the words behind a dash are built like a name: few, each with a capital."""
    words = [word for word in tail.split() if word.casefold() not in _OF_NAMES]
    return 0 < len(words) <= 4 and each_has_capital(_NO_LETTERS.sub("X", word) for word in words)


_NO_LETTERS = re.compile(r"^\d|^.*\..*$")
"""What stands in a name like a word with a capital: a number, an address."""


def _bare(name: str) -> str:
    """Return the words of ``name`` alone, for comparing."""
    return re.sub(r"^the ", "", " ".join(re.sub(r"[^\w\s]", " ", fold(name)).split()))


def _cut(text: str, where: str, known: list[tuple[str, str]]) -> bool:
    """Return whether ``text`` is another candidate cut short: by its dots, or a headline in JSON-LD of the length at which they are cut."""
    dots = _CUT.search(text)
    longest = _LONGEST_LINKED if where == "JSON-LD headline" else sys.maxsize
    if dots is None and len(text) < longest:
        return False
    stem = fold(text[: dots.start()] if dots else text)
    return len(stem) >= 10 and any(fold(other).startswith(stem) for other, _ in known if len(other) > len(text))


def _alike(a: str, b: str) -> bool:
    """Return whether two titles share three words or more, and most of the shorter one's."""
    first, second = set(re.findall(r"\w+", fold(a))), set(re.findall(r"\w+", fold(b)))
    least = max(1, min(3, len(first)), 0.6 * min(len(first), len(second)))
    return len(first & second) >= least
