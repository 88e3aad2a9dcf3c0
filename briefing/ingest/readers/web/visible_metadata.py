"""What a web page shows around its heading: headings, bylines, dates, the standfirst, told by element, attribute and class.

General fact: classes are named for what they hold ("byline", "ArticleHeader_author__x1", "standfirst"); what signs or dates the
article stands within its head, so what stands nearest to the heading counts, and what a page calls comments, other stories or
pictures does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

from briefing.ingest.readers.web import authors
from briefing.lexicon import person_names
from briefing.text import fold

_ASIDE = re.compile(
    r"comment|reply|replies|respond|related|recommend|most-?(?:read|viewed|popular)|sidebar|teaser|trending|promo|newsletter|more-?(?:on|from|stories)|latest|carousel|read-?next|wm-ipp",
    re.IGNORECASE,
)
_MEDIA = re.compile(r"video|media|caption|image|photo|picture|gallery|player|lede|carousel|slide", re.IGNORECASE)
_OUTSIDE = frozenset("aside footer nav form figure figcaption".split())
_PARTS = re.compile(r"[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]+")
_SIGNING = frozenset(
    "byline bylines author authors contributor contributors writer writers reporter reporters signature submitted".split()
)
_NO_NAME = frozenset(
    "bio biography image img images avatar photo photos picture description desc about social twitter facebook follow icon email mail quote quotes pullquote comment comments related box more card title role job position count posts other label".split()
)
_DATING = frozenset(
    "date dateline datetime time timestamp published publish publication posted pubdate created".split()
)
_CHANGED = frozenset("updated update modified modification lastmod edited read reading duration event".split())
_STANDFIRST = frozenset(
    "standfirst dek deck strapline subheadline subhead subhed subtitle subheading summary excerpt lead intro abstract chapeau teaser description".split()
)
_SURE_STANDFIRST = frozenset("standfirst dek strapline subheadline subtitle chapeau".split())
_HEADS = frozenset("article story post entry headline header page content news title head".split())
_TITLES = frozenset("h2 h3 h4 div p span a strong".split())
_UNSEEN = frozenset("script style noscript template option title".split())
_LONG = 120
"""Code points: what an element says itself beyond this is prose, no line of the head."""
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_BY = re.compile(r"\s*(?:By|Von|Par|Por|Av|Door|Di|Text|Texte|Автор|Autor(?:in)?):?\s+[^\W\d_]{2}")
_NO_DATE = re.compile(
    r"updated?\b|modified|last |©|\(c\)|copyright|aktuali|mis à jour|actuali[sz]|atualiz|aggiorn|bijgewerkt|uppdater|oppdater|opdater|güncelle|обновл|оновлен|更新|expire|event",
    re.IGNORECASE,
)
_NEAR = 250
"""Elements behind the heading: the head of an article holds no more, sharing buttons and all."""
_FEW_NAMES = 4
_SHORT = 20
"""Elements behind the heading where no paragraph is long enough to say that the text has begun."""
_FEW = 400
_MOST_INSIDE = 300
"""Elements that are looked at within one of the head."""


@dataclass(slots=True)
class Shown:
    """Collects while the page is walked (``see``); ``settle`` says which heading is the title's; then the rest may be asked.

    ``stated``: the heading that microdata call the headline. ``sure``: the page calls the standfirst by one of its own names, and not by one that leads of the text go by too.
    """

    headings: list[str] = field(default_factory=list)
    standfirst: str = ""
    sure: bool = False
    stated: str = ""
    _places: list[tuple[int, str]] = field(default_factory=list)
    _signed: list[tuple[int, str]] = field(default_factory=list)
    _stamps: list[tuple[int, str, str]] = field(default_factory=list)
    _dated: list[tuple[int, str]] = field(default_factory=list)
    _subtitles: list[tuple[int, str, bool]] = field(default_factory=list)
    _loose: list[tuple[int, str]] = field(default_factory=list)
    _prose: list[int] = field(default_factory=list)
    _title: int = -1

    def see(self, node: Any, tag: str, number: int) -> None:
        """Takes what element ``number`` of the page says by its marks."""
        if tag == "h1" or (
            tag in _TITLES and "headline" in (node.get("itemprop") or "").lower() and not _outside(node)
        ):
            heading = text(node)
            if (node.get("itemprop") or "").lower().startswith("headline"):
                self.stated = self.stated or heading
            if heading and len(self.headings) < 10:
                self.headings.append(heading)
                self._places.append((number, fold(heading)))
            return
        self._see_line(node, tag, number)
        marks = _marks(node)
        item = (node.get("itemprop") or "").lower()
        if (tag == "time" or "datepublished" in item or (tag == "abbr" and "published" in marks)) and len(
            self._stamps
        ) < _FEW:
            self._see_time(node, tag, marks, item, number)
        elif (node.get("rel") or "").lower() == "author" or "author" in item or (marks & _SIGNING and not marks & _NO_NAME) or (tag == "a" and _AUTHOR_PAGE.search(node.get("href") or "")):  # fmt: skip
            if len(self._signed) < _FEW and not _outside(node):
                self._see_byline(node, tag, number)
        elif marks & _DATING and not marks & _CHANGED and len(self._dated) < _FEW and not _outside(node):
            shown = text(node)
            if 5 < len(shown) <= 100:
                self._dated.append((number, shown))
        elif marks & _STANDFIRST and len(self._subtitles) < 50 and (marks & _SURE_STANDFIRST or marks & _HEADS or _in_header(node)) and tag not in ("article", "section", "main", "body"):  # fmt: skip
            shown = text(node)
            if (
                30 <= len(shown) <= 500
                and all(one.tag != "h1" for one in islice(node.iter(), _MOST_INSIDE))
                and not _outside(node, media=True)
            ):
                self._subtitles.append((number, shown, bool(marks & _SURE_STANDFIRST)))

    def _see_line(self, node: Any, tag: str, number: int) -> None:
        """Keeps where prose stands, and short lines that hold a year or begin with "By": the head ends where prose begins."""
        own = (node.text or "") + "".join(child.tail or "" for child in node)
        if len(own) > _LONG and tag not in _UNSEEN:
            self._prose.append(number)
        elif len(own) > 3 and len(self._loose) < _FEW and (_YEAR.search(own) or _BY.match(own)) and len(own.strip()) <= 80 and tag not in _UNSEEN and not _outside(node):  # fmt: skip
            self._loose.append((number, " ".join(own.split())))

    def _see_time(self, node: Any, tag: str, marks: frozenset[str], item: str, number: int) -> None:
        stamp = (
            node.get("datetime") or node.get("content") or (node.get("title") if tag == "abbr" else "") or ""
        ).strip()
        if _outside(node):
            return
        if not stamp:
            shown = text(node)
            if 5 < len(shown) <= 100 and not marks & _CHANGED and len(self._dated) < _FEW:
                self._dated.append((number, shown))
            return
        above = node.getparent()
        around = _marks(above) if above is not None else frozenset()
        before = (text(above)[:60] if above is not None else "") + " " + text(node)
        role = "published" if "datepublished" in item or node.get("pubdate") is not None or marks & {"published", "publish", "created", "posted", "entry"} else ""  # fmt: skip
        if marks & _CHANGED or "datemodified" in item or (not role and (around & _CHANGED or re.search(r"updated|modified|aktuali|mis à jour|actuali[sz]|atualiz|aggiorn|bijgewerkt|uppdater|oppdater|opdater|güncelle|обновл|оновлен|更新", before, re.IGNORECASE))):  # fmt: skip
            role = "changed"
        self._stamps.append((number, stamp, role))

    def _see_byline(self, node: Any, tag: str, number: int) -> None:
        names = [
            text(one)
            for one in islice(node.iter(), _MOST_INSIDE)
            if isinstance(one.tag, str) and (one.get("itemprop") or "").lower() == "name"
        ][:10]
        for shown in names or [text(node, " | ")]:
            if not 2 < len(shown) <= 160:
                continue
            if tag == "a" and not _marks(node) & _SIGNING and (node.get("rel") or "").lower() != "author" and not person_names.is_name(shown, least=2, marked=True):  # fmt: skip
                continue
            self._signed.append((number, shown))

    def settle(self, title: str) -> None:
        """Says what the title is: its heading is the place from which nearness counts."""
        wanted = fold(title)
        fitting = [number for number, heading in self._places if heading == wanted] or [number for number, heading in self._places if wanted in heading or heading in wanted]  # fmt: skip
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

    def bylines(self) -> list[str]:
        """Lines that sign, those in the head of the article if there are any."""
        near = [shown for number, shown in self._signed if self._near(number)]
        near = near or [shown for shown in self._above_prose() if _BY.match(shown) and _names(shown)][:1]
        anywhere = list(dict.fromkeys(shown for _, shown in self._signed))
        return near[:10] or (anywhere if len(anywhere) <= _FEW_NAMES else [])  # more sign lists of other stories

    def _above_prose(self) -> list[str]:
        """The loose lines between the heading and the first paragraph of prose behind it."""
        end = next((number for number in self._prose if number > self._title), self._title + _SHORT)
        return [shown for number, shown in self._loose if 0 <= self._title < number < min(end, self._title + _NEAR)]

    def stamps(self) -> list[str]:
        """The machine dates of publication; one that says nothing of its kind only where no other differs from it."""
        said = [value for number, value, role in self._stamps if role == "published" and self._near(number)]
        said = said or [value for _, value, role in self._stamps if role == "published"]
        if said:
            return said
        near = [value for number, value, role in self._stamps if role != "changed" and self._near(number)]
        rest = near or [value for _, value, role in self._stamps if role != "changed"]
        return rest[:1] if len({value[:10] for value in rest}) == 1 else []

    def dates(self) -> list[str]:
        """Lines near the heading that the page marks as its date, then those that stand between the heading and the text."""
        near = [shown for number, shown in self._dated if self._near(number)]
        return [shown for shown in [*near, *self._above_prose()] if not _NO_DATE.search(shown)][:20]


def _names(line: str) -> bool:
    """Whether a line that opens as bylines do names people and nothing else."""
    found = authors.named(line)
    return bool(found) and all(person_names.is_name(name, least=2, marked=True) for name in found)


_AUTHOR_PAGE = re.compile(
    r"/(?:by|authors?|profiles?|people|staff|contributors?|journalists?|autor(?:en|es)?|auteurs?)/[\w.-]", re.IGNORECASE
)


def text(node: Any, between: str = " ") -> str:
    """The words of an element on one line, ``between`` its blocks, without scripts and styles, 1,000 code points at most."""
    pieces: list[str] = []
    size = 0
    for one in islice(node.iter(), _MOST_INSIDE):
        if isinstance(one.tag, str) and one.tag not in (
            "script",
            "style",
            "noscript",
            "svg",
            "title",
            "desc",
            "template",
        ):
            pieces.append(one.text or "")
            size += len(pieces[-1])
        if one is not node:
            if one.tag in ("br", "p", "div", "li"):
                pieces.append(between)
            pieces.append(one.tail or "")
            size += len(pieces[-1])
        if size > 1000:
            break
    return " ".join("".join(pieces).split())[:1000]


_SUB = re.compile(r"\b(?:sub|stand)([-_]?)(?:[Tt]itle|[Hh]ead|[Hh]ed|[Ff]irst)")


def _marks(node: Any) -> frozenset[str]:
    """The words within an element's class, id and test attributes, in lower case."""
    marks = " ".join(
        filter(
            None,
            (
                node.get(key)
                for key in ("class", "id", "data-testid", "data-qa", "data-component", "data-gu-name", "data-test")
            ),
        )
    )
    if not marks:
        return frozenset()
    marks = _SUB.sub(
        lambda match: match[0][: match.start(1) - match.start()] + match[0][match.end(1) - match.start() :].lower(),
        marks[:500],
    )
    return frozenset(part.lower() for part in _PARTS.findall(marks))


def _in_header(node: Any) -> bool:
    return any(one.tag == "header" for one in islice(node.iterancestors(), 4))


def _outside(node: Any, *, media: bool = False) -> bool:
    """Whether an element stands in what is no part of the article's own head."""
    for depth, one in enumerate(chain((node,), node.iterancestors())):
        if one.tag in _OUTSIDE and not (one.tag in ("aside", "form") and depth > 8):
            return True
        if one.tag in ("body", "html", "article", "main"):
            return False
        marks = f"{one.get('class') or ''} {one.get('id') or ''}"
        if _ASIDE.search(marks) or (media and _MEDIA.search(marks)):
            return True
        if depth > 30:
            return False
    return False
