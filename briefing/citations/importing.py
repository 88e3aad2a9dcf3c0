"""CSL-JSON that tells what an article lacks: a library's record fills in unknown fields, and nothing that the article says itself."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from briefing.citations.dates import parse_date
from briefing.citations.item import clean
from briefing.citations.names import name_from_mapping
from briefing.citations.titles import without_markup
from briefing.errors import BriefingError
from briefing.model import Article, Stated
from briefing.text import fold, one_line

Record = Mapping[str, Any]
LARGEST_FILE = 64_000_000
"""Bytes of a file of records."""

_TEXT_FIELDS = {"title": "title", "outlet": "container-title", "url": "URL", "language": "language"}
_FILLED = (*_TEXT_FIELDS, "byline", "published")
_EXTRA_FIELDS = ("type", "section", "page", "edition", "volume", "issue", "publisher-place", "accessed")


def read(text: str) -> tuple[Record, ...]:
    """Return the records of a CSL-JSON file (a list of objects, or one). Raises BriefingError for anything else."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise BriefingError("no CSL-JSON (the file is no JSON)") from None
    records = data if isinstance(data, list) else [data]
    if not (records and all(map(_is_record, records))):
        raise BriefingError("no CSL-JSON (a list of objects with a title or an address is wanted)")
    return tuple(records)


def _is_record(entry: object) -> bool:
    return isinstance(entry, Mapping) and not {"title", "URL"}.isdisjoint(entry)


def fill_from(article: Article, file: Path) -> Article:
    """Return ``article`` filled from its record in ``file``. Raises BriefingError if the file or the record cannot be had."""
    name = one_line(str(file))
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise BriefingError(f"{name}: too large for a list of records (at most {LARGEST_FILE // 1_000_000} MB)")
        text = file.read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        raise BriefingError(
            f"cannot read {name}: {getattr(error, 'strerror', None) or 'it is no UTF-8 text'}"
        ) from None
    try:
        record = find(article, read(text))
    except BriefingError as error:
        raise BriefingError(f"{name}: {error}") from None
    if record is None:
        raise BriefingError(f"{name}: no record (or more than one) has this article's id, address or title")
    return fill(article, record)


def find(article: Article, records: Sequence[Record]) -> Record | None:
    """Return the one record of this article: with its id, its address, or its title; ``None`` if there is none, or more than one."""
    marks = ((article.id, "id"), (clean(article.url.value), "URL"), (clean(article.title.value), "title"))
    for value, field in marks:
        same = [record for record in records if value and _key(record.get(field)) == _key(value)]
        if len(same) == 1:
            return same[0]
    return None


def _key(value: object) -> str:
    return fold(without_markup(clean(value))).rstrip("/ .")


def fill(article: Article, record: Record) -> Article:
    """Return ``article`` with what ``record`` states where the article says nothing; the evidence names the field's value."""
    unknown = {field for field in _FILLED if getattr(article, field).status == "unknown"}
    known = {field: value for field, value in _stated(record).items() if value}
    filled: dict[str, Any] = {field: _with_evidence(known[field]) for field in unknown.intersection(known)}
    extra = {name: record[name] for name in _EXTRA_FIELDS if name in record}
    if "byline" in filled:
        extra["author"] = _authors(record)
    return dataclasses.replace(article, **filled, extra={**extra, **article.extra})


def _with_evidence(value: str | tuple[str, ...]) -> Stated[Any]:
    return Stated.stated(value, f"CSL-JSON: {value if isinstance(value, str) else '; '.join(value)}")


def _stated(record: Record) -> dict[str, Any]:
    names = [name_from_mapping(entry, clean) for entry in _authors(record)]
    return {
        **{field: clean(record.get(name)) for field, name in _TEXT_FIELDS.items()},
        "byline": tuple(name.natural for name in names if name is not None),
        "published": parse_date(record.get("issued")).iso,
    }


def _authors(record: Record) -> list[Mapping[str, Any]]:
    authors = record.get("author")
    return [entry for entry in authors if isinstance(entry, Mapping)] if isinstance(authors, list) else []
