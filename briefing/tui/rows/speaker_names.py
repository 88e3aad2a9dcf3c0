"""What speakers are called on the screen: by the name that they have among the names of the folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from briefing.errors import NotFoundError
from briefing.model import Quotation, Statement

if TYPE_CHECKING:
    from briefing.tui.collection_port import ReaderCollection


def spoken_by(quotation: Quotation) -> str:
    """Return the speaker as the article names him or her, "" where nobody is known."""
    return quotation.speaker.name or quotation.speaker.mention or ""


class SpeakerNames:
    """The names of speakers, asked for once an article and generation of the collection."""

    def __init__(self, collection: ReaderCollection) -> None:
        self.collection = collection
        self._of_article: dict[str, Mapping[str, str]] = {}
        """Article id -> quotation id -> name."""
        self._spoken: dict[str, dict[str, str]] = {}
        """Article id -> quotation id -> its speaker as the article names him or her."""
        self._generation = -1

    def all(self, statements: Iterable[Statement]) -> dict[str, str]:
        """Return quotation id -> the speaker's name, "" where nobody is known."""
        self._keep_step()
        statements = tuple(statements)
        instances = [instance for statement in statements for instance in statement.instances]
        names: dict[str, str] = dict.fromkeys((instance.quotation for instance in instances), "")
        for article in dict.fromkeys(instance.article for instance in instances):
            if article not in self._spoken:
                with suppress(NotFoundError):  # it has just left the folder
                    self._spoken[article] = {each.id: spoken_by(each) for each in self.collection.quotations(article)}
            spoken = self._spoken.get(article, {})
            names.update((id, spoken[id]) for id in names.keys() & spoken.keys())
        return names | self.known(statements)

    def _keep_step(self) -> None:
        """Forget what was answered before the collection learnt more."""
        if (generation := self.collection.generation) != self._generation:
            self._generation, self._of_article, self._spoken = generation, {}, {}

    def known(self, statements: Iterable[Statement]) -> dict[str, str]:
        """Return quotation id -> name, for those speakers only that stand among the names."""
        self._keep_step()
        names: dict[str, str] = {}
        for article in sorted({instance.article for statement in statements for instance in statement.instances}):
            if article not in self._of_article:
                with suppress(NotFoundError):  # it has just left the folder
                    self._of_article[article] = self.collection.speaker_names(article)
            names.update(self._of_article.get(article, {}))
        return names
