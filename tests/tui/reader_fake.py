"""A collection in memory with the methods that the reader asks, on invented articles. No disk, no index, no analysis."""

from __future__ import annotations

import os
import re
import tempfile
import weakref
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

import pytest

from briefing.analysis.coreference.descriptions import gathered
from briefing.errors import NotFoundError, QueryError
from briefing.model import (
    Alias,
    Article,
    Carried,
    Citation,
    Companion,
    Comparison,
    CopyChanges,
    CopyPassage,
    Day,
    Description,
    Difference,
    Document,
    Entity,
    EntityEdit,
    FactValue,
    Hit,
    Instance,
    Mention,
    NamesImported,
    PageVersions,
    Paragraph,
    Problem,
    Quotation,
    SearchResult,
    SentenceNews,
    Span,
    Speaker,
    Stated,
    Statement,
    Story,
    StoryNews,
    StoryPage,
    Subject,
    SubjectKind,
    SubjectNews,
    SyncReport,
    Token,
    Witness,
)  # fmt: skip
from briefing.presentation.coverage_blocks import CoverageBlock, coverage_blocks
from briefing.store.state.journal import Step
from briefing.store.state.state import State
from briefing.store.state.state_file import StateFile

SHARED = "The bridge carries nine hundred carts a day and has not moved"
STORIES = (
    ("Old bridge at Vellmar to stay open", "Vellmar Courier", "2024-03-05", (
        "VELLMAR, March 5 — The stone bridge at Vellmar stays open through the spring, the road office said on Tuesday.",
        f"“{SHARED},” engineer Lena Ost told the council. “We will look again in June.”",
        "Traders on the east bank had feared a long way round. The bridge was built when carts were slower.",
    )),
    ("Carts may cross, says engineer", "Ost Valley News", "2024-03-06", (
        "The engineer of the road office has no worries about the bridge.",
        f"“{SHARED},” said Lena Ost.",
        "Her report runs to forty pages.",
    )),
    ("Road office counts carts", "", "", (
        "Engineer Lena Ost said the bridge carries nine hundred carts a day.",
        "A ferry would carry sixty.",
    )),
    ("Market moves to the east bank", "Vellmar Courier", "2024-03-04", (
        "The Saturday market moves to the east bank for a month.",
        "“Bring your own baskets,” said market warden Jory Pell.",
        "Pell expects forty stalls.",
    )),
    ("", "Hill Paper", "2024-02-28", (
        "Snow closed the pass at Grannen for a night. Nobody was on the road.",
    )),
)  # fmt: skip


class FakeState(State):
    """What a person made, in memory."""

    def __init__(self) -> None:
        with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
            patch.setattr(StateFile, "_private", _refuse)  # what cannot be opened is held in memory
            super().__init__(StateFile(Path(folder) / "state.db"), Path(folder))
        self.file.notices.clear()
        weakref.finalize(self, self.file.close)


def _refuse(file: StateFile) -> None:
    raise OSError("no disk")


class FakeCollection:
    """Answers like :class:`briefing.collection.facade.Collection`. ``broken`` makes every question about names fail."""

    def warm(self) -> None:
        """Nothing to load."""

    def __init__(self, folder: Path = Path("invented"), *, stories: int = len(STORIES)) -> None:
        self.folder = folder
        self.archive = None
        self.notices: list[str] = []
        self.generation = 0
        self.corrected: list[tuple[str, tuple[str, ...], str]] = []
        self.state = FakeState()
        self.documents: dict[str, Document] = {}
        self.spoken: list[Quotation] = []
        self.broken = False
        self.corrections: dict[str, str] = {}
        self.closed = False
        self.syncs = 0
        self.pages: list[PageVersions] = []
        self.unreadable: tuple[Problem, ...] = ()
        for number in range(stories):
            self.add(number)

    def add(self, number: int) -> None:
        """Another article comes into the folder."""
        title, outlet, date, body = STORIES[number % len(STORIES)]
        id = f"{number:012x}"
        parts = ([("title", title)] if title else []) + [("body", text) for text in body]
        text, paragraphs = "", []
        for kind, part in parts:
            text += "\n\n" if text else ""
            paragraphs.append(Paragraph((len(text), len(text) + len(part)), (len(text), len(text) + len(part)), kind))  # type: ignore[arg-type]
            text += part

        def known(value: str) -> Stated[str]:
            return Stated.stated(value, value) if value else Stated.unknown()

        article = Article(
            id,
            f"{number:03}.txt",
            title=known(title),
            outlet=known(outlet),
            published=known(date),
            opening=body[0][:60],
        )
        self.documents[id] = Document(article, text, tuple(paragraphs), fingerprint=str(hash(text)))
        for match in re.finditer("“([^”]+?),?”", text):
            speaker = Speaker("Lena Ost" if "Pell" not in text else "Jory Pell", None, None, "stated")
            self.spoken.append(
                Quotation(
                    f"q{len(self.spoken):011x}",
                    id,
                    article.path,
                    match.span(1),
                    None,
                    match.group(1),
                    "direct",
                    "speech",
                    speaker,
                )
            )
        self.generation += 1

    def remove(self, number: int) -> None:
        """An article leaves the folder."""
        id = f"{number:012x}"
        del self.documents[id]
        self.spoken = [q for q in self.spoken if q.article != id]
        self.generation += 1

    # --- life ---
    def sync(self, *, progress: Any = None, cancelled: Any = None, **_: Any) -> SyncReport:
        self.syncs += 1
        return SyncReport(len(self.documents), 0, 0, 0, 0.0, {}, self.unreadable)

    def watch(self) -> None:
        """Nothing to look at: there are no files."""

    def close(self) -> None:
        self.closed = True

    def status(self) -> str:
        return "complete"

    # --- articles ---
    def articles(self) -> Sequence[Article]:
        return sorted((d.article for d in self.documents.values()), key=lambda a: a.published.value or "", reverse=True)

    def article(self, ref: str) -> Article:
        return self.document(ref).article

    def document(self, ref: str) -> Document:
        if ref not in self.documents:
            raise NotFoundError(f"there is no article {ref}")
        return self.documents[ref]

    def problems(self) -> tuple[Problem, ...]:
        return self.unreadable

    # --- search ---
    def _terms(self, query: str) -> list[str]:
        if "(" in query:
            raise QueryError("a parenthesis is never closed", position=query.index("("), readable="")
        return query.lower().split()

    def hits_in(self, query: str, article: str, *, live: bool = False) -> tuple[Span, ...]:
        pattern = "|".join(re.escape(term) + ("" if live else r"\b") for term in self._terms(query))
        return tuple(match.span() for match in re.finditer(rf"\b(?:{pattern})", self.document(article).text.lower()))

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        snippets: bool = True,
        live: bool = False,
        within: Any = None,
        sort: str = "relevance",
    ) -> SearchResult:
        found = []
        for article in self.articles():
            text = self.documents[article.id].text.lower()
            whole = "" if live else r"\b"
            every = all(re.search(rf"\b{re.escape(term)}{whole}", text) for term in self._terms(query))
            if every and (within is None or article.id in within):
                found.append(article)
        hits = tuple(Hit(article.id, article.path, article.title.value or "", 1.0) for article in found[:limit])
        return SearchResult(query, len(found), hits, 0.1)

    def export_names(self, path: Any = None) -> str:
        return ""

    def import_names(self, text: str, *, replace: bool = False) -> NamesImported:
        return NamesImported(0, 0, 0)

    def matching(
        self,
        query: str,
        *,
        limit: int = 20,
        live: bool = False,
        within: Any = None,
        quotations_only: bool = False,
        cancelled: Any = None,
    ) -> tuple[tuple[str, ...], SearchResult]:
        found = self.search(query, limit=limit, live=live, within=within)
        ids = tuple(hit.article for hit in found.hits)
        if quotations_only:
            terms = self._terms(found.query)
            ids = tuple(id for id in ids if any(t in q.text.lower() for q in self.quotations(id) for t in terms))
        suggestion = None if ids or live else self.corrections.get(query)
        texts = [document.text.lower() for document in self.documents.values()]
        absent = (
            ()
            if ids
            else tuple(
                t for t in self._terms(query) if not any(re.search(rf"\b{re.escape(t)}", text) for text in texts)
            )
        )
        return ids, SearchResult(
            query,
            len(ids) if quotations_only else found.total,
            (),
            0.1,
            suggestion,
            absent=absent,
            blank=query.endswith(":"),
        )

    # --- quotations ---
    def quotations(self, article: str | None = None) -> Sequence[Quotation]:
        return [q for q in self.spoken if article is None or q.article == article]

    def quotation(self, ref: str) -> Quotation:
        found = next((q for q in self.spoken if q.id == ref), None)
        if found is None:
            raise NotFoundError(f"there is no quotation {ref}")
        return found

    def statements(self, min_articles: int = 1) -> Sequence[Statement]:
        groups: dict[str, list[Quotation]] = {}
        for quotation in self.spoken:
            groups.setdefault(quotation.text, []).append(quotation)
        made = []
        for number, (text, members) in enumerate(groups.items()):
            instances = tuple(Instance(q.id, q.article, q.path, q.span, None, q.text, q.mode) for q in members)
            made.append(
                Statement(f"s{number:011x}", text, members[0].speaker.name, len(members), len(members), 1, instances)
            )
        return [statement for statement in made if statement.articles >= min_articles]

    def shared_counts(self) -> dict[str, int]:
        return dict(Counter(i.article for s in self.statements(2) for i in s.instances))

    def carriers(self, article: str) -> dict[str, int]:
        counts = {q.id: {i.article for s in self.who_else(q.id) for i in s.instances} for q in self.quotations(article)}
        return {id: len(others - {article}) for id, others in counts.items() if others - {article}}

    def who_else(self, quotation: str) -> Sequence[Statement]:
        return [s for s in self.statements() if any(i.quotation == quotation for i in s.instances)]

    def compare(self, statement: str, *, pivot: str | None = None) -> Comparison:
        found = next(s for s in self.statements() if s.id == statement)
        first = sorted(found.instances, key=lambda i: i.quotation != (pivot or found.instances[0].quotation))
        return Comparison(
            found,
            tuple(
                Witness(i.quotation, i.article, i.path, i.mode, "=", (i.span,), (Token(i.text, "same"),)) for i in first
            ),
        )

    # --- stories ---
    def story_titles(self) -> Sequence[tuple[str, str, int]]:
        return [(story.articles[0], story.title, len(story.articles)) for story in self.stories()]

    def outlines(self, articles: Sequence[str] | None = None) -> Iterator[Article]:
        return (each for each in self.articles() if articles is None or each.id in articles)

    def imprints(self, by: str) -> Sequence[tuple[Article, Sequence[str]]]:
        return [(each, [each.id]) for each in self.articles()]

    def statement_lines(self, min_articles: int = 1) -> Iterator[tuple[str, str, str, int, str]]:
        for each in self.statements(min_articles):
            yield each.id, each.text, each.speaker or "", each.articles, each.instances[0].quotation

    def story_of(self, article: str) -> Story | None:
        return next((story for story in self.stories() if article in story.articles), None)

    def stories(self, min_articles: int = 2) -> Sequence[Story]:
        """Return one story: the articles about the bridge."""
        told = [d.article for d in self.documents.values() if "engineer" in d.text.lower()]
        told.sort(key=lambda article: (not article.published.value, article.published.value or ""))
        if len(told) < min_articles:
            return ()
        days = [article.published for article in told if article.published.value]
        read = self.state.read_ids()
        return (
            Story(
                id="5" * 12,
                title=told[0].title.value or "",
                articles=tuple(article.id for article in told),
                files=len(told),
                distinct_texts=len(told),
                outlets=len({article.outlet.value for article in told} - {None}),
                first=days[0],
                last=days[-1],
                unread=sum(article.id not in read for article in told),
                differences=len(self.differences()),
                words=("bridge", "carts", "engineer"),
            ),
        )

    def correct_stories(self, action: str, refs: Sequence[str], target: str = "") -> str:
        """Remember what was asked for."""
        self.corrected.append((action, tuple(refs), target))
        self.generation += 1
        return "corrected"

    def brief(self, story: str) -> StoryPage:
        """Return the page of the one story, one made-up day on it."""
        told = next((each for each in self.stories() if each.id == story), None)
        if told is None:
            raise NotFoundError(f"no story {story}")
        statements = tuple(self.statements(2))
        first = self.documents[told.articles[0]]
        place = first.text.find("on Tuesday")
        day = Day(Stated.inferred("2024-03-05", "on Tuesday"), "on Tuesday", first.article.id, (place, place + 10))
        sources = tuple(self.documents[id].article for id in told.articles)
        read = self.state.read_ids()
        new = tuple(id for id in told.articles if id not in read)
        speakers, said = (("Lena Ost", 1),), statements[0].instances[:1]
        differences = tuple(self.differences())
        return StoryPage(told, statements, differences, speakers, (day,), sources, new, spoken=said)

    def versions(self, article: str | None = None) -> Sequence[PageVersions]:
        return [page for page in self.pages if article in (None, *(version.article for version in page.versions))]

    def new_counts(self, articles: Sequence[str]) -> dict[str, tuple[int, int]]:
        news = {id: self.new(id, against="read") for id in articles}
        return {id: (sum(each.new for each in told), len(told)) for id, told in news.items()}

    def subject(self, kind: SubjectKind, ref: str) -> Subject:
        return Subject(kind, ref, self.entity(ref).name if kind == "name" else ref)

    def subject_news(self, subjects: Sequence[Subject] | None = None) -> Sequence[SubjectNews]:
        """Return what stands under each subject; a query that cannot be read says so."""
        told = []
        watched = self.state.subjects() if subjects is None else subjects
        looks = self.state.looks(watched)
        for subject in watched:
            look = looks.get(subject.key)
            if subject.kind == "name":
                ids = {mention.article for mention in self.entity(subject.value).mentions}
            else:
                try:
                    ids = set(self.matching(subject.value, limit=1000)[0])
                except QueryError as error:
                    told.append(SubjectNews(subject, problem=str(error)))
                    continue
            there = {id: self.documents[id].fingerprint for id in self.documents if id in ids}
            new = ids if look is None else look.new(there, self.documents)
            looked, known = ("", False) if look is None else (look.looked, True)
            entity = subject.value if subject.kind == "name" else ""
            told.append(SubjectNews(subject, tuple(there), tuple(i for i in there if i in new), looked, known, entity))
        return told

    def look(self, news: Sequence[SubjectNews], *, told: bool = True) -> None:
        seen = {n.subject.key: {id: self.documents[id].fingerprint for id in n.articles} for n in news if not n.problem}
        self.state.put_looks(seen, looked=told)

    def by_story(self, articles: Sequence[str]) -> Sequence[StoryNews]:
        titles = {id: self.documents[id].article.title.value or "" for id in articles}
        return [StoryNews("", titles[id], ((id, ()),)) for id in articles]

    def new(self, article: str, *, against: Literal["read", "all"] = "all") -> Sequence[SentenceNews]:
        """Return its paragraphs; known is one that holds the words which the articles share, if another one that counts holds them."""
        among = [id for id in self.documents if id != article]
        if against == "read":
            among = [id for id in among if id in self.state.read_ids()]
        document = self.document(article)
        sentences = []
        for paragraph in document.paragraphs:
            shared = SHARED in document.text[slice(*paragraph.span)]
            carried = [Carried(id, (0, 1), "copied") for id in among if shared if SHARED in self.documents[id].text]
            if paragraph.kind == "body":
                sentences.append(SentenceNews(paragraph.span, not carried, tuple(carried)))
        return sentences

    def copy_changes(self, article: str, *, most: int = 50) -> Sequence[CopyChanges]:
        base = self.document(article)
        passage = CopyPassage("added", "body", (5, 9), None, (Token("quietly", "added"),))
        return [
            CopyChanges(id, self.documents[id].article.path, base.article.id, 0.9, (passage,))
            for id in base.article.copies
        ]

    def coverage(self, within: Any = None, query: str = "", *, live: bool = False) -> Sequence[CoverageBlock]:
        statements = [
            each
            for each in self.statements(2)
            if within is None or any(instance.article in within for instance in each.instances)
        ]
        return coverage_blocks(statements, {id: place for place, id in enumerate(self.documents)})

    def differences(self, within: Any = None, *, least: int = 1) -> Sequence[Difference]:
        """Return one made-up difference: each article that prints the shared words has another figure."""
        values = []
        for document in self.documents.values():
            start = document.text.find("nine hundred")
            if start >= 0:
                values.append(
                    FactValue(str(900 + len(values)), document.article.id, (start, start + 12), words="nine hundred")
                )
        told = sum(within is None or value.article in within for value in values)
        return (Difference("carts a day", tuple(values)),) if len(values) > 1 and told >= least else ()

    # --- names ---
    def entities(
        self, article: str | None = None, *, type: str | None = None, order: str = "count", **_: Any
    ) -> Sequence[Entity]:
        if self.broken:
            raise RuntimeError("the table of names is [gone]")
        made = []
        for id, name, kind in (("e1", "Lena Ost", "person"), ("e2", "Jory Pell", "person"), ("e3", "Vellmar", "place")):
            mentions = tuple(
                Mention(document.article.id, document.article.path, match.span(), None, match.group())
                for document in self.documents.values()
                for match in re.finditer(name, document.text)
                if article is None or document.article.id == article
            )
            if mentions:
                articles = len({mention.article for mention in mentions})
                made.append(Entity(id, name, kind, (Alias(name, len(mentions), "exact"),), articles, mentions))  # type: ignore[arg-type]
        ranks = {"name": lambda e: e.name, "rarity": lambda e: e.articles, "count": lambda e: -len(e.mentions)}
        if type is not None:
            made = sorted((each for each in made if each.type == type), key=ranks[order])  # type: ignore[no-untyped-call]
        return made

    def entity(self, id: str) -> Entity:
        found = next((entity for entity in self.entities() if entity.id == id), None)
        if found is None:
            raise NotFoundError(f"there is no entity {id}")
        return found

    def articles_naming(self, entity: str) -> Sequence[str]:
        return list({mention.article for mention in self.entity(entity).mentions})

    def entity_totals(self) -> dict[str, tuple[int, int]]:
        return {entity.id: (len(entity.mentions), entity.articles) for entity in self.entities()}

    def together(self, entity: str, *, limit: int = 50) -> Sequence[Companion]:
        own = {mention.article for mention in self.entity(entity).mentions}
        found = [(e, len(own & {m.article for m in e.mentions})) for e in self.entities() if e.id != entity]
        return [Companion(e.id, e.name, e.type, count, 0, e.articles) for e, count in found if count]

    def descriptions(self, entity: str) -> Sequence[Description]:
        found = self.entity(entity)
        texts = {document.article.id: document.text for document in self.documents.values()}
        return gathered(found.type, found.mentions, texts.__getitem__)

    def said_by(self, entity: str) -> Sequence[Quotation]:
        return [q for q in self.spoken if q.speaker.name == self.entity(entity).name]

    def edit_entity(
        self, action: str, entity: str, *, surface: str = "", target: str = "", span: Span | None = None, **_: Any
    ) -> str:
        place = f" at {span[0]}" if span else ""
        words = f"{action} {entity} {target or surface}".strip() + place
        self.state.add_entity_edit(EntityEdit(0, action, entity, surface=words))  # type: ignore[arg-type]
        self.generation += 1
        return f"{action} done"

    @property
    def edits(self) -> list[str]:
        """The corrections, in words."""
        return [edit.surface for edit in self.state.entity_edits()]

    @edits.setter
    def edits(self, words: Sequence[str]) -> None:
        """Corrections of a version that kept no journal."""
        self.state.put_entity_edits(EntityEdit(0, *each.split()[:2], surface=each) for each in words)  # type: ignore[arg-type]
        with self.state.file.transaction() as run:
            run("DELETE FROM journal")

    def entity_edits(self) -> Sequence[EntityEdit]:
        return self.state.entity_edits()

    def next_edits(self, *, back: bool) -> Sequence[EntityEdit]:
        return self.state.next_edits(back=back)

    def undo(self) -> Step | None:
        self.generation += 1
        return self.state.undo()

    def redo(self) -> Step | None:
        self.generation += 1
        return self.state.redo()

    def made_elsewhere(self) -> None:
        self.generation += 1

    def around(self, article: str, span: Span) -> tuple[str, str]:
        text = self.documents[article].text
        return text[: span[0]][-60:], text[span[1] :][:60]

    def speaker_names(self, article: str) -> dict[str, str]:
        return {}

    def edited_entity(self, edit: EntityEdit) -> str:
        return edit.entity

    def undo_entity_edit(self, edit: int | None = None) -> str | None:
        self.generation += 1
        there = [each for each in self.state.entity_edits() if edit is None or each.id == edit]
        if not there:
            return None
        self.state.remove_entity_edit(there[-1].id)
        return there[-1].surface

    def export_notebook(self, path: str | os.PathLike[str], *, only: Container[int] | None = None) -> None:
        clippings = [each for each in self.state.clippings() if only is None or each.id in only]
        Path(path).write_text("".join(each.text for each in clippings), "utf-8")

    def export_brief(self, path: str | os.PathLike[str], story: str, *, style: str = "plain") -> None:
        Path(path).write_text(f"{self.brief(story).story.title} in {style}", "utf-8")

    def correct_metadata(self, ref: str, field: str, value: str) -> str:
        self.state.set_metadata(ref, field, value or None)
        return f"{field}: yours"

    # --- citing ---
    def cite(
        self,
        ref: str,
        *,
        style: str = "plain",
        format: str = "text",
        in_text: bool = False,
        span: Span | None = None,
        **_: object,
    ) -> Citation:
        article = self.documents[ref].article if ref in self.documents else self.article(self.quotation(ref).article)
        words = f"“{self.quotation(ref).text}” " if ref not in self.documents else ""
        if span is not None:
            inside = any(q.span[0] <= span[0] and span[1] <= q.span[1] for q in self.quotations(article.id))
            passage = self.documents[ref].text[slice(*span)]
            words = f"“{passage}” " if inside else f"{passage} — "
        return Citation(f"{words}[{style}] {article.title.value or article.opening}", style, format)
