"""What goes into the index and what comes out of it. Value objects only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Sort = Literal["relevance", "date"]
Progress = Callable[[int], None]
"""Called now and then with the number of documents put so far."""


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """An article as the index takes it. ``body`` is the text of body and caption paragraphs; ``date`` is ISO (with or without
    time), or ``--MM-DD``, or ""; only a full date can be filtered and sorted by. ``furniture`` is what a page leaves around the
    article: it is found like any word, and ranked below everything else. ``language`` is a code such as ``de``, or ""."""

    id: str
    path: str
    title: str
    standfirst: str
    body: str
    outlet: str
    date: str
    furniture: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What analysis found in an article: words in quotation marks, names of speakers, names of entities (all their forms)."""

    id: str
    quotes: tuple[str, ...]
    speakers: tuple[str, ...]
    entities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query. ``total`` articles match; ``hits`` are the best ``limit`` of them as (article id, score).

    ``ms`` is the time the search took, ``suggestion`` a corrected query if nothing was found, ``partial`` whether a limit cut
    the search short, ``absent`` the words of the query, as typed, that stand in no article, if nothing was found, ``blank`` whether it
    asks for nothing (yet).
    """

    query: str
    total: int
    hits: tuple[tuple[str, float], ...]
    ms: float
    suggestion: str | None = None
    partial: bool = False
    absent: tuple[str, ...] = ()
    blank: bool = False
