"""What coverage and differences are about: a search, a story, or everything. Asks the collection; draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.presentation.labels import squeeze

if TYPE_CHECKING:
    from briefing.model import Story
    from briefing.tui.collection_port import ReaderCollection
    from briefing.tui.context import ReaderState


class Scope(NamedTuple):
    """``words`` for the heading; ``articles`` the ids that count, None for all; ``query`` what was searched, ``live`` as it was typed."""

    words: str
    articles: frozenset[str] | None = None
    query: str = ""
    live: bool = False


EVERYTHING: Final = Scope("all articles")


class Question(NamedTuple):
    """What was asked when the pane was opened: changes with everything that its answer rests on.

    Attributes:
        generation: Of the collection.
        query: The search that is on, "" if none is.
        found: Ids of the articles that the search found, None where none is on.
        page: The story whose page is shown, if one is.
        article: Id of the article from which the pane was opened, "" for the list.
        live: The search is still being typed.
    """

    generation: int
    query: str = ""
    found: frozenset[str] | None = None
    page: Story | None = None
    article: str = ""
    live: bool = False

    @property
    def narrow(self) -> bool:
        """Something is there that could make less of it than everything."""
        return any((self.found is not None, self.page is not None, self.article))


class Scopes:
    """Questions and their scopes."""

    def __init__(self, collection: ReaderCollection) -> None:
        self._collection = collection

    def of(self, question: Question) -> Scope:
        """Return what a question is about; takes a while where the stories are not known yet."""
        if question.found is not None:
            return Scope(f"search /{question.query}", question.found, question.query, question.live)
        story = question.page or (self._collection.story_of(question.article) if question.article else None)
        return EVERYTHING if story is None else Scope(f"story “{squeeze(story.title)}”", frozenset(story.articles))


def asked(state: ReaderState, generation: int, article: str, *, wide: bool) -> Question:
    """Return the question of a pane that was opened from ``article``; ``wide``: everything is wanted."""
    if wide:
        return Question(generation)
    if state.results is not None:
        return Question(generation, state.query, frozenset(state.results.articles), live=state.results.live)
    return Question(generation, page=state.page, article="" if state.page is not None else article)
