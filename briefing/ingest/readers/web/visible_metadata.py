"""What a web page shows around its heading: headings, bylines, dates, the standfirst, told by element, attribute and class.

General fact: classes are named for what they hold ("byline", "ArticleHeader_author__x1", "standfirst"); what signs or dates the
article stands within its head, so what stands nearest to the heading counts, and what a page calls comments, other stories or
pictures does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any, NamedTuple

from briefing.ingest.plain_text import dates
from briefing.ingest.readers.web import authors
from briefing.lexicon import byline_words, head_words, person_names
from briefing.lexicon.place_names import is_given
from briefing.text import fold

_ASIDE = re.compile(
    r"comment|reply|replies|respond|related|recommend|most-?(?:read|viewed|popular)|sidebar|teaser|trending|promo|newsletter|more-?(?:on|from|stories)|latest|carousel|read-?next|wm-ipp",
    re.IGNORECASE,
)
_MEDIA = re.compile(r"video|media|caption|image|photo|picture|gallery|player|lede|carousel|slide", re.IGNORECASE)
_OUTSIDE = frozenset("aside footer nav form figure figcaption".split())
_PARTS = re.compile(r"[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]+")
_JOINED = re.compile(r"authors?(?!i)|bylines?|(?<![a-z])date(?=[a-z])|modified|published", re.IGNORECASE)
"""Words that classes join with others into one ("authorname", "datemodified")."""
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
_MOST_INSIDE = 300
"""Elements that are looked at within one of the head."""


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
    _title: int = -1

    def see(self, node: Any, tag: str, number: int) -> None:
        """Take what element ``number`` of the page says by its marks."""
        item = (node.get("itemprop") or "").lower()
        if tag == "h1" or (tag in _TITLES and "headline" in item and not _outside(node)):
            self._see_heading(node, item, number)
            return
        if tag in _LOWER and len(self.lower) < _FEW:
            self.lower.append((number, fold(text(node))))
        if tag not in _UNSEEN:
            self._see_line(node, number)
        marks = _marks(node)
        if tag == "time" or "datepublished" in item or "datemodified" in item or (tag == "abbr" and "published" in marks):  # fmt: skip
            if len(self._stamps) < _FEW and not _outside(node):
                self._see_time(node, tag, marks, item, number)
        elif _signs(node, tag, item, marks):
            if len(self._signed) < _FEW and not _outside(node):
                self._see_byline(node, tag, number)
        elif marks & _DATES and not marks & _NO_DATE:
            self._see_date(node, number, bool(marks & _CHANGED))
        elif marks & _STANDFIRST:
            self._see_standfirst(node, tag, marks, number)

    def _see_heading(self, node: Any, item: str, number: int) -> None:
        heading = text(node)
        if item.startswith("headline"):
            self.stated = self.stated or heading
        if heading and len(self.headings) < 10:
            self.headings.append(heading)
            self._places.append((number, fold(heading)))

    def _see_standfirst(self, node: Any, tag: str, marks: frozenset[str], number: int) -> None:
        named = marks & _SURE_STANDFIRST or marks & _HEADS or _in_header(node)
        if not named or tag in ("article", "section", "main", "body") or len(self._subtitles) >= 50:
            return
        shown = text(node)
        whole = all(inner.tag != "h1" for inner in islice(node.iter(), _MOST_INSIDE))
        if 30 <= len(shown) <= 500 and whole and not _outside(node, media=True):
            self._subtitles.append((number, shown, bool(marks & _SURE_STANDFIRST)))

    def _see_line(self, node: Any, number: int) -> None:
        """Keep where prose stands, and short lines that hold a year, begin with "By" or are a name: the head ends where prose begins."""
        words = (node.text or "") + "".join(child.tail or "" for child in node)
        if len(words) > _LONG:
            self._prose.append(number)
            return
        if not 1 < len(words.strip()) <= 80:
            return
        shown = " ".join(words.split())
        if _YEAR.search(shown) and len(self._lines) < _FEW and not _outside(node):
            changed = _is_labelled_change(node)
            self._lines.append(Line(number, shown, False, changed))
            signature = without_days(shown)
            if _is_signature(signature):
                self._named.append((number, signature))
        elif _YEAR.search(shown) is None and len(self._named) < _FEW:
            whole = text(node)[:100] if _BY_ALONE.match(shown) else ""
            if (whole or _is_signature(shown) or _is_full_name(shown)) and not _outside(node):
                self._named.append((number, whole or shown))

    def _see_date(self, node: Any, number: int, changed: bool) -> None:
        shown = text(node)
        if 5 < len(shown) <= 100 and len(self._lines) < _FEW and not _outside(node):
            changed = changed or _is_labelled_change(node)
            self._lines.append(Line(number, shown, True, changed))

    def _see_time(self, node: Any, tag: str, marks: frozenset[str], item: str, number: int) -> None:
        stamp = node.get("datetime") or node.get("content") or (node.get("title") if tag == "abbr" else "") or ""
        above = node.getparent()
        around = _marks(above) if above is not None else frozenset()
        shown = text(node)
        before = (_before(node) or (_before(above) if above is not None else ""))[-_LABEL:] + " " + shown
        said = "datepublished" in item or node.get("pubdate") is not None
        role = "published" if said or marks & {"published", "publish", "created", "posted", "entry"} else ""
        if marks & _CHANGED or "datemodified" in item or (not role and (around & _CHANGED or UPDATED.search(before))):
            role = "changed"
        if stamp.strip():
            self._stamps.append((number, stamp.strip(), role))
        if (not stamp.strip() or role == "changed") and 5 < len(shown) <= 100 and len(self._lines) < _FEW:
            self._lines.append(Line(number, shown, True, role == "changed"))

    def _see_byline(self, node: Any, tag: str, number: int) -> None:
        if authors.helps(_before(node)):
            return
        names = [
            text(inner)
            for inner in islice(node.iter(), _MOST_INSIDE)
            if isinstance(inner.tag, str) and (inner.get("itemprop") or "").lower() == "name"
        ][:10]
        sure = bool(_marks(node) & _AUTHORS) or (node.get("rel") or "").lower() == "author" or bool(names)
        for shown in names or [text(node, " | ")]:
            if not 2 < len(shown) <= 160:
                continue
            if tag != "a" and not sure and not _BY.match(shown) and not _holds_full_name(shown):
                continue  # a line of the head that holds the section alone
            if tag == "a" and not _marks(node) & _SIGNING and (node.get("rel") or "").lower() != "author" and not person_names.is_name(shown, least=2, marked=True):  # fmt: skip
                continue
            self._signed.append((number, shown))

    def settle(self, title: str) -> None:
        """Say what the title is: its heading is the place from which nearness counts."""
        wanted = fold(title)
        fitting = [number for number, heading in self._places if heading == wanted]
        fitting = fitting or [number for number, heading in self._places if wanted in heading or heading in wanted]
        fitting = fitting or [number for number, heading in self.lower if heading == wanted]
        self._title = fitting[0] if fitting else self._places[0][0] if len(self._places) == 1 else -1
        end = next((number for number in self._prose if number > self._title), self._title + _NEAR)
        near = [
            (shown, sure)
            for number, shown, sure in self._subtitles
            if self._title >= 0 and 0 < number - self._title <= 100 and number <= end
        ]
        near = [(shown, sure) for shown, sure in near if fold(shown) != wanted]
        if near:
            self.standfirst, self.sure = next(((shown, sure) for shown, sure in near if sure), near[0])

    def _near(self, number: int, back: int = 40) -> bool:
        return self._title >= 0 and -back <= number - self._title <= _NEAR

    def _in_head(self, number: int) -> bool:
        """Return whether an element stands between the heading and the second paragraph of prose: the first may be the standfirst."""
        behind = [place for place in self._prose if place > self._title][:2]
        end = min(behind[-1] if len(behind) == 2 else self._title + _SHORT, self._title + _NEAR)
        return 0 <= self._title < number < end

    def bylines(self) -> list[str]:
        """Return the lines that sign, those in the head of the article if there are any."""
        head = [shown for number, shown in self._signed if self._in_head(number)]
        head = head or [shown for number, shown in self._signed if self._near(number)]
        head = head or [shown for number, shown in self._named if self._in_head(number) and _BY.match(shown)][:1]
        anywhere = list(dict.fromkeys(shown for _, shown in self._signed))
        return head[:10] or (anywhere if len(anywhere) <= _FEW_NAMES else [])  # more sign lists of other stories

    def beside_date(self) -> str:
        """Return a name that stands alone between the heading and the day of the article, close to both, or ``""``."""
        days = [line.number for line in self._lines] + [number for number, _, _ in self._stamps]
        for number, shown in self._named:
            close = 0 < number - self._title <= _BESIDE and any(abs(day - number) <= _BESIDE for day in days)
            if self._title >= 0 and close and _is_full_name(shown):
                return shown
        return ""

    def names(self) -> list[str]:
        """Return every line that signs or holds a name, wherever it stands."""
        return [shown for _, shown in [*self._signed, *self._named]]

    def stamps(self) -> list[str]:
        """Return the machine dates of publication; one that says nothing of its kind only where no other differs from it."""
        said = [value for number, value, role in self._stamps if role == "published" and self._near(number)]
        said = said or [value for _, value, role in self._stamps if role == "published"]
        if said:
            return said
        near = [value for number, value, role in self._stamps if role != "changed" and self._near(number)]
        rest = near or [value for _, value, role in self._stamps if role != "changed"]
        return rest[:1] if len({value[:10] for value in rest}) == 1 else []

    def changes(self) -> list[str]:
        """Return the machine dates of the last change that stand by the heading."""
        return [value for number, value, role in self._stamps if role == "changed" and self._near(number)]

    def dates(self) -> list[Line]:
        """Return the lines near the heading that the page marks as its date, then those between the heading and the text."""
        near = [line for line in self._lines if line.marked and self._near(line.number)]
        near += [line for line in self._lines if not line.marked and self._in_head(line.number)]
        return [line for line in near if not _NO_DAY.search(line.text) and not self._is_part_of_change(line)][:20]

    def _is_part_of_change(self, line: Line) -> bool:
        """Return whether a line stands within one that the page marks as the day of the last change."""
        return not line.changed and any(
            whole.changed and 0 <= line.number - whole.number <= _BESIDE and line.text in whole.text
            for whole in self._lines
        )

    def updates(self) -> list[Line]:
        """Return the lines near the heading that open with a word for the last change."""
        return [line for line in self._lines if self._near(line.number) and UPDATED.match(line.text)]

    def everywhere(self) -> list[str]:
        """Return every line that may hold a day."""
        lines = (line for line in self._lines if not line.changed and not self._is_part_of_change(line))
        return [line.text for line in lines if not _NO_DAY.search(line.text)]


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
    return bool(names) and all(person_names.is_name(name, least=2, marked=True) for name in names)


def _holds_full_name(line: str) -> bool:
    return any(person_names.is_name(name, least=2, marked=True) for name in authors.named(line))


def _is_full_name(line: str) -> bool:
    """Return whether a line is a name with a listed given name in front."""
    return person_names.is_name(line, least=2) and is_given(line.split()[0]) and len(line.split()) <= _LONGEST_NAME


_LONGEST_NAME = 4
_AUTHOR_PAGE = re.compile(
    r"/(?:by|authors?|profiles?|people|staff|contributors?|journalists?|autor(?:en|es)?|auteurs?)/[\w.-]", re.IGNORECASE
)


def _signs(node: Any, tag: str, item: str, marks: frozenset[str]) -> bool:
    """Return whether an element says by its relation, property, class or address that it holds who wrote the article."""
    if (node.get("rel") or "").lower() == "author" or "author" in item:
        return True
    return bool(marks & _SIGNING and not marks & _NO_NAME) or (
        tag == "a" and _AUTHOR_PAGE.search(node.get("href") or "") is not None
    )


def _is_labelled_change(node: Any) -> bool:
    """Return whether the words right before an element call its day that of the last change; a day among them is what they speak of."""
    before = _before(node)[-_LABEL:]
    return UPDATED.search(before) is not None and _YEAR.search(before) is None


def _before(node: Any) -> str:
    """Return the words right before an element within the one above it."""
    previous, above = node.getprevious(), node.getparent()
    if previous is None:
        return (above.text or "") if above is not None else ""
    words = previous.tail or ""
    return words if words.strip() or not isinstance(previous.tag, str) else text(previous)


def text(node: Any, between: str = " ") -> str:
    """Return the words of an element on one line, ``between`` its blocks, without scripts and styles, 1,000 code points at most."""
    pieces: list[str] = []
    size = 0
    for inner in islice(node.iter(), _MOST_INSIDE):
        if isinstance(inner.tag, str) and inner.tag not in _SILENT:
            pieces.append(inner.text or "")
            size += len(pieces[-1])
        if inner is not node:
            if inner.tag in ("br", "p", "div", "li"):
                pieces.append(between)
            pieces.append(inner.tail or "")
            size += len(pieces[-1])
        if size > 1000:
            break
    return " ".join("".join(pieces).split())[:1000]


_SILENT = frozenset("script style noscript svg title desc template".split())
_MARKING = ("class", "id", "data-testid", "data-qa", "data-component", "data-gu-name", "data-test")
_TELLING = re.compile(
    r"author|byline|contribut|writ|report|signature|submit|date|time|publi|post|creat|stand|dek|deck|strap|sub|summary|excerpt|lead|intro|abstract|chapeau|teaser|desc|modif|lastmod|edit|read|durat|event",
    re.IGNORECASE,
)
"""A cheap look for any of the words above, before marks are taken apart."""
_SUB = re.compile(r"\b(sub|stand)[-_]?([Tt]itle|[Hh]ead|[Hh]ed|[Ff]irst)")


def _marks(node: Any) -> frozenset[str]:
    """Return the words within an element's class, id and test attributes, in lower case."""
    marks = " ".join(filter(None, map(node.get, _MARKING)))[:500]
    if _TELLING.search(marks) is None:
        return frozenset()
    marks = _SUB.sub(lambda match: match[1] + match[2].lower(), marks)
    marks = _JOINED.sub(r"-\g<0>-", marks)
    return frozenset(part.lower() for part in _PARTS.findall(marks))


def _in_header(node: Any) -> bool:
    return any(above.tag == "header" for above in islice(node.iterancestors(), 4))


def _outside(node: Any, *, media: bool = False) -> bool:
    """Return whether an element stands in what is no part of the article's own head."""
    for depth, above in enumerate(chain((node,), node.iterancestors())):
        if above.tag in _OUTSIDE and not (above.tag in ("aside", "form") and depth > 8):
            return True
        if above.tag in ("body", "html", "article", "main"):
            return False
        marks = f"{above.get('class') or ''} {above.get('id') or ''}"
        if _ASIDE.search(marks) or (media and _MEDIA.search(marks)):
            return True
        if depth > 30:
            return False
    return False
