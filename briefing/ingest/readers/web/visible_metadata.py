"""What a web page shows around its heading: headings, bylines, dates, the standfirst, told by element, attribute and class.

General fact: classes are named for what they hold ("byline", "ArticleHeader_author__x1", "standfirst"); what signs or dates the
article stands within its head, so what stands nearest to the heading counts, and what a page calls comments, other stories or
pictures does not.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple

from briefing.ingest.plain_text.dating import dates
from briefing.ingest.readers.web import authors
from briefing.ingest.readers.web.page_elements import (
    MOST_INSIDE,
    Element,
    before,
    in_header,
    is_outside,
    marks,
    own_words,
    text,
)
from briefing.lexicon import byline_words, head_words, person_names
from briefing.lexicon.place_names import is_given
from briefing.text import fold

_SIGNING = frozenset(
    "byline bylines author authors contributor contributors writer writers reporter reporters signature submitted".split()
)
_AUTHORS = frozenset("author authors contributor contributors writer writers reporter reporters".split())
_NO_NAME = frozenset(
    "bio biography image img images avatar photo photos picture description desc about social twitter facebook follow icon email mail quote quotes pullquote comment comments related box more card title role job position count posts other label".split()
)
_DATING = frozenset(
    "date dateline datetime time timestamp published publish publication posted pubdate postdate created".split()
)
_CHANGED = frozenset("updated update modified modification lastmod edited".split())
_DATES = _DATING | _CHANGED
_PUBLISHED = frozenset("published publish created posted entry".split())
_NO_DATE = frozenset("read reading duration event".split())
_STANDFIRST = frozenset(
    "standfirst dek deck strapline subheadline subhead subhed subtitle subheading summary excerpt lead intro abstract chapeau teaser description".split()
)
_SURE_STANDFIRST = frozenset("standfirst dek strapline subheadline subtitle chapeau".split())
_HEADS = frozenset("article story post entry headline header page content news title head".split())
_LOWER = frozenset("h2 h3 h4".split())
_TITLES = frozenset("h2 h3 h4 div p span a strong".split())
_UNSEEN = frozenset("script style noscript template option title".split())
_LONG = 120
"""Code points: what an element says itself beyond this is prose, no line of the head."""
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_OPENER = rf"by|text|texte|автор|autor(?:in)?|{byline_words.BYLINE_OPENERS}"
_BY = re.compile(rf"\s*(?:(?:written|posted|words)\s)?(?:{_OPENER}):?\s+[^\W\d_]{{2}}", re.IGNORECASE)
_BY_ALONE = re.compile(rf"\s*(?:(?:written|posted|words)\s)?(?:{_OPENER}):?(?:\W*|\s+\W+\s.*)$", re.IGNORECASE)
"""What an element says itself whose link or division holds the name: ``By <a>Ada Krol</a>``."""
UPDATED = re.compile(head_words.UPDATED.pattern + r"|güncelle|обновл|оновлен|更新", re.IGNORECASE)
_NO_DAY = re.compile(r"©|\(c\)|copyright|expire|event", re.IGNORECASE)
_NEAR = 250
"""Elements behind the heading: the head of an article holds no more, sharing buttons and all."""
_FEW_NAMES = 4
_SHORT = 20
"""Elements behind the heading where no paragraph is long enough to say that the text has begun."""
_BESIDE = 12
"""Elements between the heading, a bare name and the day of an article."""
_LABEL = 40
"""Code points before an element in which a label of it stands."""
_FEW = 400
_NOWHERE = sys.maxsize
"""Where the heading stands on a page that has none: nothing is near to it."""
_DAY_ITEM = re.compile(r"datepublished|datemodified")
_STAMPS = {"abbr": ("datetime", "content", "title")}
_WHOLES = frozenset("article section main body".split())


class Line(NamedTuple):
    """A line that dates, with the element where it stands: ``marked`` as a date by the page; ``changed``: as one of the last change."""

    number: int
    text: str
    marked: bool = False
    changed: bool = False


@dataclass(slots=True)
class Shown:
    """Collects while the page is walked (``see``); ``settle`` says which heading is the title's; then the rest may be asked.

    ``headings``: every ``h1``; ``lower``: headings below it, with where they stand. ``stated``: the heading that microdata call the headline.
    ``sure``: the page calls the standfirst by one of its own names, and not by one that leads of the text go by too.
    """

    headings: list[str] = field(default_factory=list)
    lower: list[tuple[int, str]] = field(default_factory=list)
    standfirst: str = ""
    sure: bool = False
    stated: str = ""
    _places: list[tuple[int, str]] = field(default_factory=list)
    _signed: list[tuple[int, str]] = field(default_factory=list)
    _stamps: list[tuple[int, str, str]] = field(default_factory=list)
    _lines: list[Line] = field(default_factory=list)
    _named: list[tuple[int, str]] = field(default_factory=list)
    _subtitles: list[tuple[int, str, bool]] = field(default_factory=list)
    _prose: list[int] = field(default_factory=list)
    _title: int = _NOWHERE

    def see(self, node: Any, tag: str, number: int) -> None:
        """Take what element ``number`` of the page says by its marks."""
        item = node.get("itemprop", "").lower()
        if tag == "h1" or (tag in _TITLES and "headline" in item and not is_outside(node)):
            self._see_heading(node, item, number)
            return
        if tag in _LOWER and len(self.lower) < _FEW:
            self.lower.append((number, fold(text(node))))
        if tag not in _UNSEEN:
            self._see_line(node, number)
        element = Element(node, tag, number, item, marks(node))
        if _is_time(element):
            self._see_time(element)
        elif _signs(element):
            self._see_byline(element)
        elif element.marks & _DATES and not element.marks & _NO_DATE:
            self._see_date(element)
        elif element.marks & _STANDFIRST:
            self._see_standfirst(element)

    def _see_heading(self, node: Any, item: str, number: int) -> None:
        heading = text(node)
        if item.startswith("headline"):
            self.stated = self.stated or heading
        if heading and len(self.headings) < 10:
            self.headings.append(heading)
            self._places.append((number, fold(heading)))

    def _see_standfirst(self, element: Element) -> None:
        node, sure = element.node, bool(element.marks & _SURE_STANDFIRST)
        if element.tag in _WHOLES or len(self._subtitles) >= 50:
            return
        if not sure and not element.marks & _HEADS and not in_header(node):
            return
        shown = text(node)
        if not 30 <= len(shown) <= 500 or any(inner.tag == "h1" for inner in islice(node.iter(), MOST_INSIDE)):
            return
        if not is_outside(node, media=True):
            self._subtitles.append((element.number, shown, sure))

    def _see_line(self, node: Any, number: int) -> None:
        """Keep where prose stands, and short lines that hold a year, begin with "By" or are a name: the head ends where prose begins."""
        words = own_words(node)
        if len(words) > _LONG:
            self._prose.append(number)
            return
        if not 1 < len(words.strip()) <= 80:
            return
        shown = " ".join(words.split())
        if _YEAR.search(shown):
            self._see_dated(node, shown, number)
        else:
            self._see_name(node, shown, number)

    def _see_dated(self, node: Any, shown: str, number: int) -> None:
        if not _has_room(self._lines, node):
            return
        self._lines.append(Line(number, shown, False, _is_labelled_change(node)))
        signature = without_days(shown)
        if _is_signature(signature):
            self._named.append((number, signature))

    def _see_name(self, node: Any, shown: str, number: int) -> None:
        whole = text(node)[:100] if _BY_ALONE.match(shown) else ""
        if (whole or _names_somebody(shown)) and _has_room(self._named, node):
            self._named.append((number, whole or shown))

    def _see_date(self, element: Element) -> None:
        shown = text(element.node)
        if 5 < len(shown) <= 100 and _has_room(self._lines, element.node):
            changed = bool(element.marks & _CHANGED) or _is_labelled_change(element.node)
            self._lines.append(Line(element.number, shown, True, changed))

    def _see_time(self, element: Element) -> None:
        if not _has_room(self._stamps, element.node):
            return
        names = _STAMPS.get(element.tag, ("datetime", "content"))
        stamp = next(filter(None, map(element.node.get, names)), "").strip()
        shown = text(element.node)
        role = _role(element, shown)
        if stamp:
            self._stamps.append((element.number, stamp, role))
        said = "" if stamp and role != "changed" else shown
        if 5 < len(said) <= 100 and len(self._lines) < _FEW:
            self._lines.append(Line(element.number, said, True, role == "changed"))

    def _see_byline(self, element: Element) -> None:
        node = element.node
        if not _has_room(self._signed, node) or authors.helps(before(node)):
            return
        inside = (inner for inner in islice(node.iter(), MOST_INSIDE) if isinstance(inner.tag, str))
        names = [text(inner) for inner in inside if inner.get("itemprop", "").lower() == "name"][:10]
        signing, tells = (_SIGNING, _is_marked_name) if element.tag == "a" else (_AUTHORS, _opens_or_names)
        believed = element.is_of_author or bool(element.marks & signing)
        believed |= element.tag != "a" and bool(names)
        for shown in names or [text(node, " | ")]:
            if 2 < len(shown) <= 160 and (believed or tells(shown)):  # no line that holds the section alone
                self._signed.append((element.number, shown))

    def settle(self, title: str) -> None:
        """Say what the title is: its heading is the place from which nearness counts."""
        wanted = fold(title)
        exact = [number for number, heading in self._places if heading == wanted]
        part = [number for number, heading in self._places if wanted in heading or heading in wanted]
        below = [number for number, heading in self.lower if heading == wanted]
        only = [number for number, _ in self._places] if len(self._places) == 1 else []
        self._title = next(iter((*exact, *part, *below, *only)), _NOWHERE)
        end = next((number for number in self._prose if number > self._title), self._title + _NEAR)
        reach = range(self._title + 1, min(self._title + 100, end) + 1)
        near = [(shown, sure) for number, shown, sure in self._subtitles if number in reach and fold(shown) != wanted]
        if near:
            self.standfirst, self.sure = next(((shown, sure) for shown, sure in near if sure), near[0])

    def _near(self, number: int, back: int = 40) -> bool:
        return -back <= number - self._title <= _NEAR

    def _in_head(self, number: int) -> bool:
        """Return whether an element stands between the heading and the second paragraph of prose: the first may be the standfirst."""
        behind = [place for place in self._prose if place > self._title][:2]
        end = min(behind[-1] if len(behind) == 2 else self._title + _SHORT, self._title + _NEAR)
        return self._title < number < end

    def bylines(self) -> list[str]:
        """Return the lines that sign, those in the head of the article if there are any."""
        head = [shown for number, shown in self._signed if self._in_head(number)]
        near = [shown for number, shown in self._signed if self._near(number)]
        named = [shown for number, shown in self._named if self._in_head(number) and _BY.match(shown)]
        anywhere = list(dict.fromkeys(shown for _, shown in self._signed))
        few = anywhere if len(anywhere) <= _FEW_NAMES else []  # more sign lists of other stories
        return next(filter(None, (head[:10], near[:10], named[:1], few)), [])

    def beside_date(self) -> str:
        """Return a name that stands alone between the heading and the day of the article, close to both, or ``""``."""
        days = [line.number for line in self._lines] + [number for number, _, _ in self._stamps]
        for number, shown in self._named:
            dated = any(abs(day - number) <= _BESIDE for day in days)
            if dated and 0 < number - self._title <= _BESIDE and _is_full_name(shown):
                return shown
        return ""

    def names(self) -> list[str]:
        """Return every line that signs or holds a name, wherever it stands."""
        return [shown for _, shown in [*self._signed, *self._named]]

    def stamps(self) -> list[str]:
        """Return the machine dates of publication; one that says nothing of its kind only where no other differs from it."""
        said = self._of_role("published")
        if said:
            return said
        rest = self._of_role("")
        return rest[:1] if len({value[:10] for value in rest}) == 1 else []

    def _of_role(self, role: str) -> list[str]:
        """Return the machine dates of one role, those by the heading if there are any."""
        stamps = [(number, value) for number, value, said in self._stamps if said == role]
        return [value for number, value in stamps if self._near(number)] or [value for _, value in stamps]

    def changes(self) -> list[str]:
        """Return the machine dates of the last change that stand by the heading."""
        return [value for number, value, role in self._stamps if role == "changed" and self._near(number)]

    def dates(self) -> list[Line]:
        """Return the lines near the heading that the page marks as its date, then those between the heading and the text."""
        marked = [line for line in self._lines if line.marked and self._near(line.number)]
        others = [line for line in self._lines if not line.marked and self._in_head(line.number)]
        return [line for line in (*marked, *others) if self._is_day(line)][:20]

    def _is_day(self, line: Line) -> bool:
        """Return whether a line may hold the day of the article: it does not stand within one of the last change."""
        if _NO_DAY.search(line.text):
            return False
        changes = () if line.changed else (whole for whole in self._lines if whole.changed)
        beside = (whole for whole in changes if 0 <= line.number - whole.number <= _BESIDE)
        return not any(line.text in whole.text for whole in beside)

    def updates(self) -> list[Line]:
        """Return the lines near the heading that open with a word for the last change."""
        return [line for line in self._lines if self._near(line.number) and UPDATED.match(line.text)]

    def everywhere(self) -> list[str]:
        """Return every line that may hold a day."""
        return [line.text for line in self._lines if not line.changed and self._is_day(line)]


def _has_room(lines: Sequence[object], node: Any) -> bool:
    """Return whether an element is to be looked at: few were kept so far, and it stands within the head."""
    return len(lines) < _FEW and not is_outside(node)


def _is_time(element: Element) -> bool:
    """Return whether an element holds a moment for machines."""
    if element.tag == "abbr" and "published" in element.marks:
        return True
    return element.tag == "time" or _DAY_ITEM.search(element.item) is not None


def _role(element: Element, shown: str) -> str:
    """Return what a machine date is: ``published``, ``changed``, or ``""`` where nothing says so."""
    if element.marks & _CHANGED or "datemodified" in element.item:
        return "changed"
    stated = element.marks & _PUBLISHED or "datepublished" in element.item
    if stated or element.node.get("pubdate") is not None:
        return "published"
    above = element.node.getparent()
    if above is None:
        return ""
    label = (before(element.node) or before(above))[-_LABEL:]
    return "changed" if marks(above) & _CHANGED or UPDATED.search(f"{label} {shown}") else ""


def without_days(line: str) -> str:
    """Return a line without the days in it and the signs around them: ``3 May 2021 · By Ada Krol`` gives ``By Ada Krol``."""
    for date in reversed(dates.find(line)):
        before, _ = dates.without_label(line[: date.span[0]])
        line = f"{before.rstrip(_SIGNS)} {line[date.span[1] :].lstrip(_SIGNS)}"
    return line.strip()


_SIGNS = " |·•∙,;:–—-/()"


def _is_signature(line: str) -> bool:
    """Return whether a line that opens as bylines do names people and nothing else."""
    names = authors.named(line) if _BY.match(line) else []
    return bool(names) and all(map(_is_marked_name, names))


def _is_marked_name(line: str) -> bool:
    return person_names.is_name(line, least=2, marked=True)


def _opens_or_names(line: str) -> bool:
    """Return whether a line opens as bylines do, or holds a full name."""
    return _BY.match(line) is not None or any(map(_is_marked_name, authors.named(line)))


def _names_somebody(line: str) -> bool:
    return _is_signature(line) or _is_full_name(line)


def _is_full_name(line: str) -> bool:
    """Return whether a line is a name with a listed given name in front."""
    return person_names.is_name(line, least=2) and is_given(line.split()[0]) and len(line.split()) <= _LONGEST_NAME


_LONGEST_NAME = 4
_AUTHOR_PAGE = re.compile(
    r"/(?:by|authors?|profiles?|people|staff|contributors?|journalists?|autor(?:en|es)?|auteurs?)/[\w.-]", re.IGNORECASE
)


def _signs(element: Element) -> bool:
    """Return whether an element says by its relation, property, class or address that it holds who wrote the article."""
    if element.is_of_author or "author" in element.item:
        return True
    if element.marks & _SIGNING and not element.marks & _NO_NAME:
        return True
    return element.tag == "a" and _AUTHOR_PAGE.search(element.node.get("href", "")) is not None


def _is_labelled_change(node: Any) -> bool:
    """Return whether the words right before an element call its day that of the last change; a day among them is what they speak of."""
    label = before(node)[-_LABEL:]
    return UPDATED.search(label) is not None and _YEAR.search(label) is None
