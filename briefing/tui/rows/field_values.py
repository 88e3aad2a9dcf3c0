"""The values that a folder has for the fields of a query, each list made in a thread when it is first wanted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from briefing.tui.prepared import Prepared

if TYPE_CHECKING:
    from briefing.model import Article
    from briefing.tui.collection_port import ReaderCollection

MOST_ARTICLES: Final = 5000
"""Articles that are looked at, the newest first."""


class FieldValues:
    """Field -> its values, the most frequent first; days, months and stories newest first."""

    def __init__(self, collection: ReaderCollection) -> None:
        self.collection = collection
        makers: dict[str, Callable[[], Sequence[str]]] = {
            "outlet": lambda: self._counted(lambda article: [article.outlet.value]),
            "title": lambda: self._counted(lambda article: [article.title.value]),
            "note": self._notes,
            "lang": lambda: self._counted(lambda article: [article.language.value]),
            "path": lambda: self._counted(lambda article: PurePosixPath(article.path).parts[:-1]),
            "date": self._periods,
            "speaker": lambda: [each.name for each in collection.entities(type="person")],
            "story": lambda: [title for _, title, _ in collection.story_titles()],
            "entity": lambda: [each.name for each in collection.entities()],
        }
        self._prepared = {field: Prepared(f"values of {field}", make) for field, make in makers.items()}

    def begin(self, field: str) -> bool:
        """Look the values of ``field`` up, unless that was done; False if it has none."""
        if field not in self._prepared:
            return False
        notes = self._notes() if field == "note" else ()  # writing one is no change of the folder
        self._prepared[field].begin((self.collection.generation, *notes))
        return True

    async def within(self, field: str, seconds: float) -> bool:
        """Wait until they are there, ``seconds`` at most; whether they are."""
        return await self._prepared[field].within(seconds) if self.begin(field) else True

    def wanting(self, field: str) -> bool:
        """Begin to look the values of ``field`` up; True if they are not there yet."""
        return self.begin(field) > bool(self.known(field))

    def known(self, field: str) -> Sequence[str]:
        """Return the values; none if they are not there (yet)."""
        try:
            return self._prepared[field].take()
        except Exception:  # not there yet, or the collection has no answer: nothing is offered
            return ()

    def _articles(self) -> Iterator[Article]:
        return islice(self.collection.outlines(), MOST_ARTICLES)

    def _counted(self, values: Callable[[Article], Iterable[str | None]]) -> list[str]:
        counts = Counter(value for article in self._articles() for value in values(article) if value)
        return [value for value, _ in counts.most_common()]

    def _notes(self) -> list[str]:
        notes = (clipping.note.strip() for clipping in self.collection.state.clippings())
        return list(dict.fromkeys(note for note in notes if note))

    def _periods(self) -> list[str]:
        days = {day for article in self._articles() if (day := article.published.value)}
        months = {day[:7] for day in days if day[:4].isdecimal()}
        return sorted({month[:4] for month in months}, reverse=True) + sorted(
            {month for month in months if len(month) == 7}, reverse=True
        )
