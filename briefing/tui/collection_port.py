"""What the reader asks of a collection: the real one and the one that tests use in its place are both held to it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Collection as AnyCollection
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

from briefing.model import (
    Article,
    Citation,
    Companion,
    Comparison,
    CopyChanges,
    Difference,
    Document,
    Entity,
    EntityEdit,
    EntityOrder,
    NamesImported,
    PageVersions,
    Problem,
    Quotation,
    SearchResult,
    SentenceNews,
    Span,
    Statement,
    Story,
    StoryAction,
    StoryNews,
    StoryPage,
    Subject,
    SubjectKind,
    SubjectNews,
    SyncReport,
)

if TYPE_CHECKING:
    from briefing.collection.archive.view import ArchiveView
    from briefing.collection.entity_view import EditAction
    from briefing.collection.facade import Step
    from briefing.collection.session import Progress
    from briefing.collection.watcher import Watch
    from briefing.presentation.coverage_blocks import CoverageBlock


class ReaderCollection(Protocol):
    """The questions of the reader; each is answered as the namesake of :class:`briefing.collection.facade.Collection` says."""

    folder: Path
    notices: list[str]
    archive: ArchiveView | None

    @property
    def state(self) -> Any:
        """What a person made."""

    @property
    def generation(self) -> int:
        """Rises whenever answers may have changed."""

    def export_notebook(self, path: str | os.PathLike[str]) -> None:
        """Write the notebook to a file in the format that its name asks for."""

    def correct_metadata(self, ref: str, field: str, value: str) -> str:
        """Write one field of an article's metadata by hand."""

    def sync(
        self,
        *,
        analysis: bool = True,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
        rebuild: bool = False,
        settled: Callable[[Any], bool] | None = None,
    ) -> SyncReport: ...
    def close(self) -> None: ...
    def watch(self) -> Watch: ...
    def warm(self) -> None: ...
    def status(self) -> str: ...
    def articles(self) -> Sequence[Article]: ...
    def article(self, ref: str) -> Article: ...
    def document(self, ref: str) -> Document: ...
    def undo(self) -> Step | None: ...
    def redo(self) -> Step | None: ...
    def next_edits(self, *, back: bool) -> Sequence[EntityEdit]: ...
    def made_elsewhere(self) -> None: ...
    def around(self, article: str, span: Span) -> tuple[str, str]: ...
    def problems(self) -> tuple[Problem, ...]: ...
    def matching(
        self,
        query: str,
        *,
        limit: int = 20,
        live: bool = False,
        within: AnyCollection[str] | None = None,
        quotations_only: bool = False,
        cancelled: Callable[[], bool] | None = None,
    ) -> tuple[tuple[str, ...], SearchResult]: ...
    def hits_in(self, query: str, article: str, *, live: bool = False) -> tuple[Span, ...]: ...
    def quotations(self, article: str | None = None) -> Sequence[Quotation]: ...
    def quotation(self, ref: str) -> Quotation: ...
    def statements(self, min_articles: int = 1) -> Sequence[Statement]: ...
    def shared_counts(self) -> Mapping[str, int]: ...
    def who_else(self, quotation: str) -> Sequence[Statement]: ...
    def compare(self, statement: str, *, pivot: str | None = None) -> Comparison: ...
    def coverage(self, within: AnyCollection[str] | None = None) -> Sequence[CoverageBlock]: ...
    def differences(self) -> Sequence[Difference]: ...
    def stories(self, min_articles: int = 2) -> Sequence[Story]: ...
    def correct_stories(self, action: StoryAction, refs: Sequence[str], target: str = "") -> str: ...
    def brief(self, story: str) -> StoryPage: ...
    def new(self, article: str, *, against: Literal["read", "all"] = "all") -> Sequence[SentenceNews]: ...
    def versions(self, article: str | None = None) -> Sequence[PageVersions]: ...
    def new_counts(self, articles: Sequence[str]) -> Mapping[str, tuple[int, int]]: ...
    def subject(self, kind: SubjectKind, ref: str) -> Subject: ...
    def subject_news(self, subjects: Sequence[Subject] | None = None) -> Sequence[SubjectNews]: ...
    def look(self, news: Sequence[SubjectNews], *, told: bool = True) -> None: ...
    def by_story(self, articles: Sequence[str]) -> Sequence[StoryNews]: ...
    def copy_changes(self, article: str, *, most: int = 50) -> Sequence[CopyChanges]: ...
    def entities(
        self,
        article: str | None = None,
        *,
        min_articles: int = 1,
        type: str | None = None,
        order: EntityOrder = "count",
    ) -> Sequence[Entity]: ...
    def entity(self, id: str) -> Entity: ...
    def entity_totals(self) -> Mapping[str, tuple[int, int]]: ...
    def together(self, entity: str, *, limit: int = 50) -> Sequence[Companion]: ...
    def said_by(self, entity: str) -> Sequence[Quotation]: ...
    def speaker_names(self, article: str) -> Mapping[str, str]: ...
    def edit_entity(
        self,
        action: EditAction,
        entity: str,
        *,
        surface: str = "",
        target: str = "",
        article: str = "",
        span: Span | None = None,
    ) -> str: ...
    def undo_entity_edit(self, edit: int | None = None) -> str | None: ...
    def entity_edits(self) -> Sequence[EntityEdit]: ...
    def edited_entity(self, edit: EntityEdit) -> str: ...
    def export_names(self, path: str | os.PathLike[str] | None = None) -> str: ...
    def import_names(self, text: str, *, replace: bool = False) -> NamesImported: ...
    def cite(
        self,
        ref: str,
        *,
        style: str = "plain",
        format: str = "text",
        in_text: bool = False,
        csl: str = "",
        metadata: str = "",
        one_line: bool = False,
        span: Span | None = None,
    ) -> Citation: ...
