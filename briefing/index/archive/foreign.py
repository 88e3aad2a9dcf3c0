"""Records that another program made: read, never written. Any field may be missing, several, or of another type than one thinks."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any

from briefing.errors import ArchiveError
from briefing.index.archive import answers
from briefing.index.archive.address import ArchiveAddress
from briefing.index.archive.dsl import Clause
from briefing.index.archive.fields import ArchiveFields
from briefing.index.archive.foreign_dsl import ForeignQuery
from briefing.index.query.fields import of_other_programs
from briefing.index.query.nodes import ParsedQuery
from briefing.model import Article, Document, Paragraph, ParagraphKind, Stated
from briefing.partial_date import PartialDate
from briefing.text import one_line, safe_text

_LONGEST_TITLE = 1_000
_OPENING = 200
_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
_DAY = len("2023-03-31")
_EMPTY: Stated[Any] = Stated.unknown()


class ForeignRecords:
    """The records of an archive whose fields are called ``fields``."""

    def __init__(self, address: ArchiveAddress, fields: ArchiveFields) -> None:
        self._address = address
        self._fields = fields
        self._types: dict[str, str] = {}
        self._text, self._title = fields.shown_text, fields.shown_title
        heads = (self._title, fields.date, fields.outlet, fields.byline, fields.path, fields.language, fields.url)
        self.listed = [name for name in heads if name]
        self.whole = [*self.listed, self._text]

    def check(self, mappings: dict[str, Any]) -> None:
        """See that the archive has a field for the text; take down the types of all fields."""
        for index in mappings.values():
            properties = answers.mapping(answers.mapping(index).get("mappings")).get("properties")
            self._types |= dict(_types(answers.mapping(properties)))
        if self._fields.text not in self._types:
            raise ArchiveError(
                f"{self._address.shown} has no field named {self._fields.text}: say which one holds the text (--fields text=…)",
                "version",
            )

    def clauses(self, query: ParsedQuery) -> Iterator[tuple[Clause, str]]:
        """Yield ``query`` for the archive's own words."""
        yield ForeignQuery(query, self._fields, self._types).compiled(), ""

    def newest(self) -> list[dict[str, Any]]:
        """Return the order by the archive's dates, articles without one last."""
        order: list[dict[str, Any]] = [{"_id": "asc"}]
        if self._types.get(self._fields.date) == "date":
            order.insert(0, {self._fields.date: {"order": "desc", "missing": "_last"}})
        return order

    def article(self, source: dict[str, Any], id: str) -> Article:
        """Return what a record says of its article; what it does not say is unknown."""
        fields = self._fields
        path = next(_texts(_value(source, fields.path)), id)
        names = tuple(one_line(safe_text(name)) for name in _texts(_value(source, fields.byline)))
        language = of_other_programs(next(_texts(_value(source, fields.language)), ""))
        return Article(
            id,
            one_line(safe_text(path)),
            title=self._stated(source, self._title),
            outlet=self._stated(source, fields.outlet),
            byline=Stated.stated(names, f"{fields.byline}: {', '.join(names)}") if names else _EMPTY,
            published=self._published(source),
            language=Stated.stated(language, f"{fields.language}: {language}") if language else _EMPTY,
            url=self._stated(source, fields.url),
        )

    def _stated(self, source: dict[str, Any], name: str) -> Stated[str]:
        """Return the first text of a field, with the field's name as evidence."""
        text = next(_texts(_value(source, name)), "")
        shown = one_line(safe_text(text[:_LONGEST_TITLE])).strip()
        return Stated.stated(shown, f"{name}: {shown}") if shown else _EMPTY

    def _published(self, source: dict[str, Any]) -> Stated[str]:
        name = self._fields.date
        for value in _values(_value(source, name)):
            date = _date(value)
            if date:
                return Stated.stated(date, f"{name}: {one_line(safe_text(str(value)))[:_OPENING]}")
        return _EMPTY

    def document(self, source: dict[str, Any], id: str) -> Document:
        """Return the whole article: its title and text as paragraphs. Without a text, the problem says so."""
        article = self.article(source, id)
        text = safe_text("\n\n".join(_texts(_value(source, self._text))).replace("\r\n", "\n")).strip("\n")
        problems = () if text.strip() else (f"the archive has no text for this article in {self._text}",)
        pieces: list[tuple[ParagraphKind, str]] = [("body", piece) for piece in _BREAK.split(text) if piece.strip()]
        if article.title.value is not None:
            pieces = _headed(article.title.value, pieces)
        paragraphs: list[Paragraph] = []
        at = 0
        for kind, piece in pieces:
            paragraphs.append(Paragraph((at, at + len(piece)), None, kind))
            at += len(piece) + 2
        body = [piece for kind, piece in pieces if kind == "body"]
        whole = Article(
            **{name: getattr(article, name) for name in Article.__slots__}
            | {
                "problems": problems,
                "words": sum(len(piece.split()) for piece in body),
                "opening": " ".join(body)[:_OPENING],
            }
        )
        return Document(whole, "\n\n".join(piece for _, piece in pieces), tuple(paragraphs), fingerprint=id)


def _headed(title: str, pieces: list[tuple[ParagraphKind, str]]) -> list[tuple[ParagraphKind, str]]:
    """Return the paragraphs of an article with its title before them, if it is not there."""
    there = [piece.strip() for _, piece in pieces[:1]] == [title]
    return pieces if there else [("title", title), *pieces]


def _types(properties: dict[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """Yield the full name and the type of every field."""
    stack = [(before, properties)]
    while stack:
        path, inside = stack.pop()
        for name, field in inside.items():
            field = answers.mapping(field)
            yield path + name, str(field.get("type", "object"))
            stack.append((f"{path}{name}.", answers.mapping(field.get("properties"))))


def _value(source: Any, name: str) -> Any:
    """Return what a record has under ``name``, with dots into objects or in the name itself; of a list of objects, what each has."""
    if isinstance(source, list):
        return [_value(each, name) for each in source]
    if not isinstance(source, dict):
        return None
    if name in source:
        return source[name]
    first, _, rest = name.partition(".")
    return _value(source.get(first), rest) if rest else None


def _values(value: Any) -> Iterator[Any]:
    """Yield what a field holds, one value after the other."""
    if isinstance(value, list):
        for each in value:
            yield from _values(each)
    elif value is not None:
        yield value


def _texts(value: Any) -> Iterator[str]:
    """Yield the texts (and numbers) of a field; objects and truth values are none."""
    for each in _values(value):
        if type(each) in (str, int, float):
            yield str(each)


def _date(value: Any) -> str:
    """Return a date as we write it, from ISO or from milliseconds since 1970; "" if it is none."""
    if type(value) in (int, float):
        try:
            return datetime.datetime.fromtimestamp(value / 1000, datetime.UTC).isoformat(timespec="minutes")
        except (OverflowError, OSError, ValueError):
            return ""
    text = value if isinstance(value, str) else ""
    if PartialDate.parse(text[:_DAY]) is None:
        return ""
    try:
        return text if len(text) <= _DAY else datetime.datetime.fromisoformat(text).isoformat(timespec="minutes")
    except ValueError:
        return text[:_DAY]
