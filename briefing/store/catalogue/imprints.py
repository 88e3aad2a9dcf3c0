"""Who printed each article, and on which day, as its file says it: kept beside the articles so that those of one source or day are found
together without reading one.

The table follows the articles by triggers of the file. A file that nobody could give it to is read article by article instead.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from sys import intern
from typing import Final, NamedTuple

from briefing.model import UNKNOWN, Stated

_FIELDS: Final = {
    "outlet": "$.outlet[0]",
    "outlet_status": "$.outlet[1]",
    "agency": "$.agency[0]",
    "agency_status": "$.agency[1]",
    "published": "$.published[0]",
}
_SAID: Final = ", ".join(f"json_extract({{meta}}, '{place}') AS {name}" for name, place in _FIELDS.items())
_READ: Final = f"SELECT id AS article, {_SAID.format(meta='meta')} FROM article"
_SOURCE: Final = "outlet, outlet_status, agency, agency_status"
_FORGET: Final = "DELETE FROM imprint WHERE article = {row}.id;"

TABLES: Final = {
    "imprint": f"CREATE TABLE imprint AS {_READ}",
    "imprint_article": "CREATE INDEX imprint_article ON imprint(article, outlet, agency)",
    "imprint_source": f"CREATE INDEX imprint_source ON imprint({_SOURCE}, article)",
    "imprint_day": "CREATE INDEX imprint_day ON imprint(published, article)",
    "imprint_gone": f"CREATE TRIGGER imprint_gone AFTER DELETE ON article BEGIN {_FORGET.format(row='OLD')} END",
    "imprint_put": f"CREATE TRIGGER imprint_put AFTER INSERT ON article BEGIN {_FORGET.format(row='NEW')}"
    f" INSERT INTO imprint SELECT NEW.id, {_SAID.format(meta='NEW.meta')}; END",
}

_BETWEEN: Final = ","


class Imprint(NamedTuple):
    """A source, or a day of publication, and the articles that name it, in no order."""

    articles: Sequence[str]
    outlet: Stated[str] = UNKNOWN
    agency: Stated[str] = UNKNOWN
    published: str | None = None


class Imprints:
    """``connection`` gives the connection of the calling thread."""

    def __init__(self, connection: Callable[[], sqlite3.Connection]) -> None:
        self._connection = connection
        self._follows = False
        """The file has the table; one that has it keeps it."""

    def by_source(self) -> list[Imprint]:
        """Return the articles that name the same outlet and agency together."""
        return [
            Imprint(_ids(articles), _stated(outlet, said), _stated(agency, named))
            for outlet, said, agency, named, articles in self._grouped(_SOURCE)
        ]

    def by_day(self) -> list[Imprint]:
        """Return the articles of one day of publication together."""
        return [Imprint(_ids(articles), published=day) for day, articles in self._grouped("published")]

    def source_of(self, article: str) -> str | None:
        """Return what the outlet of an article is called, else its agency; None if its file says neither."""
        query = f"SELECT coalesce(nullif(outlet, ''), nullif(agency, '')) FROM {self._table()} WHERE article = ?"
        row = self._connection().execute(query, (article,)).fetchone()
        return None if row is None else row[0]

    def _grouped(self, fields: str) -> list[tuple[str, ...]]:
        query = f"SELECT {fields}, group_concat(article, '{_BETWEEN}') FROM {self._table()} GROUP BY {fields}"
        return self._connection().execute(query).fetchall()

    def _table(self) -> str:
        """Return the table that follows the articles; where the file lacks it, what stands for it."""
        if not self._follows:
            query = "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'imprint_put')"
            self._follows = bool(self._connection().execute(query).fetchone()[0])
        return "imprint" if self._follows else f"({_READ})"


def _ids(articles: str) -> list[str]:
    return list(map(intern, articles.split(_BETWEEN)))


def _stated(value: str | None, status: str | None) -> Stated[str]:
    return UNKNOWN if value is None else Stated(value, status)  # type: ignore[arg-type]
