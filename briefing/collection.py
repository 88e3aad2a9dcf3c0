"""The facade: opens a folder, keeps ingest, analysis, index and store in step, and answers every question.

Commands and screens talk to this object only. It is safe to call from several threads; long work (``sync``) may run in one
thread while others read the last complete state. Only errors of :mod:`briefing.errors` leave it.
"""
# SIGNATURES FIRST (bodies follow): others build against these.

from __future__ import annotations

import os
from collections.abc import Callable, Collection as AnyCollection, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from briefing.model import (
    Article, Citation, Comparison, CopyGroup, Difference, Document, Entity, EntityEdit, Problem, Quotation, SearchResult,
    Span, Statement, SyncReport,
)  # fmt: skip

Progress = Callable[[str, int, int], None]
"""Called with (stage, done, total); stages: ``ingest``, ``index``, ``quotations``, ``entities``, ``statements``."""


class Collection:
    """A folder of articles, searchable and analysed.

    ``folder`` (Path), ``state`` (what a person made: :class:`briefing.store.state.State`), ``notices`` (one-line messages worth
    telling once, e.g. that the index was rebuilt, or that the rules tier stands in for spaCy).
    """

    folder: Path
    notices: list[str]

    # --- life ---
    @classmethod
    def open(cls, path: str | os.PathLike[str], *, home: str | os.PathLike[str] | None = None, sync: bool = True) -> Self:
        """Open ``path`` and bring it up to date (``sync=False`` leaves it as it was last time). Raises FolderError, StateError."""
        raise NotImplementedError

    def sync(self, *, analysis: bool = True, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None,
             rebuild: bool = False) -> SyncReport: ...  # fmt: skip
    def close(self) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...

    @property
    def generation(self) -> int:
        """Rises whenever articles, quotations, statements or entities may have changed: drop what you cached."""
        ...

    def status(self) -> str:
        """``empty`` (nothing read yet), ``text`` (searchable, analysis missing in part), ``complete``."""
        ...

    # --- articles ---
    def articles(self) -> Sequence[Article]:
        """All articles, newest first (unknown dates last, then by path). Cheap to call again; built lazily."""
        ...

    def article(self, ref: str) -> Article:
        """By id, unique id prefix, or path relative to the folder. Raises NotFoundError (also when a prefix is not unique)."""
        ...

    def document(self, ref: str) -> Document: ...
    def problems(self) -> tuple[Problem, ...]: ...

    # --- search ---
    def search(self, query: str, *, limit: int = 20, sort: Literal["relevance", "date"] = "relevance", snippets: bool = True,
               live: bool = False, within: AnyCollection[str] | None = None) -> SearchResult:  # fmt: skip
        """``live``: the last word is a prefix and a half-typed query is forgiven. ``within``: only these article ids. Raises QueryError."""
        ...

    def hits_in(self, query: str, article: str, *, live: bool = False) -> tuple[Span, ...]:
        """Spans (in the article's text) of every occurrence of the query's terms, in order."""
        ...

    # --- quotations and statements ---
    def quotations(self, article: str | None = None) -> Sequence[Quotation]:
        """In order of path and span; their ``statements`` are filled in."""
        ...

    def quotation(self, ref: str) -> Quotation:
        """By id or unique prefix. Raises NotFoundError."""
        ...

    def statements(self, min_articles: int = 1) -> Sequence[Statement]:
        """Most widely carried first."""
        ...

    def statement(self, ref: str) -> Statement:
        """By id, unique prefix, or a few of its words (the most widely carried match). Raises NotFoundError."""
        ...

    def statements_of(self, article: str) -> Sequence[Statement]: ...
    def who_else(self, quotation: str) -> Sequence[Statement]:
        """The statements that a quotation carries (two if an outlet ran two together), most widely carried first."""
        ...

    def compare(self, statement: str, *, pivot: str | None = None) -> Comparison:
        """Word by word against the longest version, or against the quotation ``pivot``. Raises NotFoundError."""
        ...

    def differences(self) -> Sequence[Difference]: ...
    def copies(self) -> Sequence[CopyGroup]: ...

    # --- entities ---
    def entities(self, article: str | None = None, *, min_articles: int = 1, type: str | None = None) -> Sequence[Entity]:
        """Most mentioned first, corrections applied. With ``article``: only its mentions and alias counts; ``articles`` stays the folder's."""
        ...

    def edit_entity(self, action: Literal["merge", "split", "rename", "retype", "hide"], entity: str, *, surface: str = "",
                    target: str = "", article: str = "", span: Span | None = None) -> str:  # fmt: skip
        """Correct an entity (ids); lasting, undoable, applied again after every re-index. merge: ``entity`` joins the entity id
        ``target``. split: ``surface`` leaves ``entity``. rename / retype: ``target`` is the new name / type. hide: the entity, or
        one surface, or one mention. Returns a sentence for the screen (``merged US into United States``)."""
        ...

    def undo_entity_edit(self) -> str | None:
        """Take the last correction back; a sentence for the screen, or None if there is none."""
        ...

    def entity_edits(self) -> Sequence[EntityEdit]: ...

    # --- citations, health ---
    def cite(self, ref: str, *, style: str = "plain", format: str = "text", in_text: bool = False) -> Citation:
        """``ref``: an article or quotation id (or what :meth:`article` takes). Raises NotFoundError, BriefingError (unknown style)."""
        ...

    def health(self) -> dict[str, Any]:
        """Versions, paths, counts, index state: what ``doctor`` prints."""
        ...
