"""How an article lies in an archive of ours: the fields of a record, their types, and the version of both."""

from __future__ import annotations

import json
from typing import Any

from briefing.errors import ArchiveError
from briefing.index.archive import stored
from briefing.index.archive.address import ArchiveAddress
from briefing.index.archive.token_streams import GAP, TokenStreamer, TokenStreams
from briefing.index.engine import Entry
from briefing.index.query import dates

VERSION = 1
"""Raised whenever records of an earlier version would give other answers: another mapping, other tokens, another form of what is kept."""
UNDATED = -(1 << 40)
"""The minute of an article without a full date: before all others."""
FIELDS = ("text", "title", "outlet", "path", "lang", "quote", "speaker", "entity")
STEMMED = ("text", "title", "quote")
_SOURCE = "briefing"
_KEYWORD = {"type": "keyword", "ignore_above": 8000}
_WORDS = {"type": "text", "analyzer": "whitespace"}
_SET = {"type": "text", "analyzer": "whitespace", "index_options": "docs", "norms": False}


def index_body() -> dict[str, Any]:
    """Return what an archive is made with. Shards, replicas and all else are left to the server and its templates."""
    return {
        "mappings": {
            "dynamic": "strict",
            "_meta": {_SOURCE: {"version": VERSION, "gap": GAP}},
            "_source": {"excludes": ["words", "joined", "stems"]},
            "properties": {
                "id": _KEYWORD,
                "digest": {"type": "keyword", "index": False},
                "path": _KEYWORD,
                "outlet": _KEYWORD,
                "language": _KEYWORD,
                "date": _KEYWORD,
                "day": {"type": "date", "format": "strict_date"},
                "minute": {"type": "long"},
                "words": {"properties": dict.fromkeys(FIELDS, _WORDS)},
                "joined": {"properties": dict.fromkeys(FIELDS, _SET)},
                "stems": {"properties": dict.fromkeys(STEMMED, _SET)},
                "stored": {"type": "object", "enabled": False},
            },
        }
    }


def check_version(mappings: Any, address: ArchiveAddress) -> None:
    """See that the mappings of an index, or of all behind an alias, are ours, of this version. Raises ArchiveError of kind ``version``."""
    try:
        versions = {index["mappings"]["_meta"][_SOURCE]["version"] for index in mappings.values()}
        other = next((version for version in versions if version != VERSION), max(versions, key=str))
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise ArchiveError(
            f"{address.shown} was not made by briefing push: say what its fields are called (--fields title=…,text=…,date=…)",
            "version",
        ) from error
    if other != VERSION:
        raise ArchiveError(
            f"{address.shown} was filled by another version of briefing (mapping {str(other)[:20]}, here {VERSION}): push the articles under a new --name",
            "version",
        )


class RecordMaker:
    """Makes records of articles; keeps the words that it has analysed. Not for several threads at once."""

    def __init__(self) -> None:
        self._streamer = TokenStreamer()

    def record(self, entry: Entry, id: str, digest: str) -> str:
        """Return the record of an article, one line of JSON."""
        words = entry.words
        passages: dict[str, tuple[str, ...]] = {
            "text": (words.title, words.standfirst, words.body, words.furniture),
            "title": (words.title,),
            "outlet": (words.outlet,),
            "path": (words.path,),
            "lang": (words.language,),
        }
        if entry.facts is not None:
            passages |= {"quote": entry.facts.quotes, "speaker": entry.facts.speakers, "entity": entry.facts.entities}
        streams = {name: self._streamer.streams(parts, stems=name in STEMMED) for name, parts in passages.items()}
        minute, day = dates.minute_of(words.date), dates.day_of(words.date)
        return json.dumps(
            {
                "id": id,
                "digest": digest,
                "path": _sendable(words.path),
                "outlet": _sendable(words.outlet),
                "language": words.language,
                "date": words.date,
                **({} if day is None else {"day": words.date[:10]}),
                "minute": UNDATED if minute is None else minute,
                **_streams(streams),
                "stored": stored.dump(entry.document, id),
            },
            separators=(",", ":"),
        )


def _streams(streams: dict[str, TokenStreams]) -> dict[str, dict[str, str]]:
    return {
        kind: {name: text for name, stream in streams.items() if (text := getattr(stream, kind))}
        for kind in ("words", "joined", "stems")
    }


def _sendable(text: str) -> str:
    """Return ``text`` without what is no character: a name of a file need not be text."""
    return text.encode("utf-8", "replace").decode()
