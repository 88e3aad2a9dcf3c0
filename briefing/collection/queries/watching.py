"""What is watched: which articles stand under a search or a name, which of them are new since the last look, and in which stories."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from briefing.collection.answering import answering
from briefing.collection.queries.article_list import headline
from briefing.collection.queries.names import NameQueries
from briefing.errors import BriefingError, NotFoundError
from briefing.model import Entity, StoryNews, Subject, SubjectKind, SubjectNews
from briefing.text import one_line

if TYPE_CHECKING:
    from briefing.model import Story


class WatchQueries(NameQueries):
    """Subjects and their news."""

    def stories(self, min_articles: int = 2) -> Sequence[Story]:
        """Articles grouped by the event they tell."""
        raise NotImplementedError

    def story_of(self, article: str) -> Story | None:
        """Return the story in which an article stands."""
        raise NotImplementedError

    @answering
    def subject(self, kind: SubjectKind, ref: str) -> Subject:
        """Return what can be watched: a saved search by its name, or any query; a name by its id or one of its spellings.

        Raises:
            QueryError: it is no query.
            NotFoundError: there is no such name.
        """
        if kind == "name":
            from briefing.analysis.coreference import corrections

            entity = self.find_entity(ref)
            return Subject("name", corrections.key_of(entity), one_line(entity.name))
        saved = {search.name: search.query for search in self.session.state.saved_searches()}
        query = saved.get(ref, ref)
        self.matching(query, limit=1)
        return Subject("search", query, next((name for name, kept in saved.items() if kept == query), one_line(query)))

    @answering
    def subject_news(self, subjects: Sequence[Subject] | None = None) -> Sequence[SubjectNews]:
        """Return what stands under each subject (all that are watched) and what of it was not there at the last look."""
        listed = self.session.state.subjects() if subjects is None else subjects
        looks = self.session.state.looks(listed)
        marks = self.fingerprints() if listed else {}
        news: list[SubjectNews] = []
        for subject in listed:
            look = looks.get(subject.key)
            before = {"looked": "" if look is None else look.looked, "known": look is not None}
            try:
                entity, there = self._under(subject)
            except BriefingError as error:
                news.append(SubjectNews(subject, problem=str(error), **before))  # type: ignore[arg-type]
                continue
            articles = {id: marks[id] for id in marks if id in there}
            new = articles.keys() if look is None else look.new(articles, marks)
            told = tuple(id for id in articles if id in new)
            news.append(SubjectNews(subject, tuple(articles), told, entity=entity, **before))  # type: ignore[arg-type]
        return tuple(news)

    def _under(self, subject: Subject) -> tuple[str, set[str]]:
        """Return the entity ("" for a search) and the ids of the articles that stand under a subject. Raises BriefingError: it cannot be
        looked up any more."""
        if subject.kind == "search":
            return "", set(self.matching(subject.value, limit=max(1, self.session.catalogue.count()))[0])
        entity = self._named(subject)
        return entity.id, {mention.article for mention in entity.mentions}

    def _named(self, subject: Subject) -> Entity:
        """Return the entity that is watched, under the name to which corrections lead. Raises NotFoundError."""
        from briefing.analysis.coreference import corrections

        id = corrections.key_id(subject.value)
        for edit in self.session.state.entity_edits():
            if corrections.key_id(edit.entity) == id:
                id = corrections.leads_to(edit)
        try:
            return self.entity(id)
        except NotFoundError:
            return self.find_entity(subject.label)

    @answering
    def look(self, news: Sequence[SubjectNews], *, told: bool = True) -> None:
        """Count what ``news`` holds as seen, and nothing that came since. Raises StateError."""
        marks = self.fingerprints()
        whole = [each for each in news if not each.problem]
        seen = {each.subject.key: {id: marks.get(id, "") for id in each.articles} for each in whole}
        if seen:
            self.session.state.put_looks(seen, looked=told)

    @answering
    def by_story(self, articles: Sequence[str]) -> Sequence[StoryNews]:
        """Return articles by the story in which they stand, the newest story first, copies of one text once."""
        story_of = {id: story for id in articles if (story := self.story_of(id)) is not None}
        grouped: dict[str, list[str]] = {}
        for id in articles:
            grouped.setdefault(story_of[id].id if id in story_of else id, []).append(id)
        titles = {key: self._title(story_of, ids[0]) for key, ids in grouped.items()}
        return tuple(
            StoryNews(key if key not in ids else "", titles[key], self._each_text_once(ids))
            for key, ids in grouped.items()
        )

    def _title(self, story_of: Mapping[str, Story], id: str) -> str:
        return story_of[id].title if id in story_of else headline(self.article(id))

    def _each_text_once(self, ids: Iterable[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return each article with those of its copies that follow it."""
        texts: dict[str, list[str]] = {}
        for id in ids:
            first = next((copy for copy in self.article(id).copies if copy in texts), None)
            if first is None:
                texts[id] = []
            else:
                texts[first].append(id)
        return tuple((id, tuple(copies)) for id, copies in texts.items())
