"""Differences as they are listed: how many there are, and of what size, is known from the store; each is built when it is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Collection as AnyCollection
from dataclasses import replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Final

from briefing.collection import disagreements
from briefing.collection.answering import answering
from briefing.collection.disagreements import SCOPES
from briefing.collection.pages import Pages
from briefing.collection.queries.names import NameQueries
from briefing.model import Difference

if TYPE_CHECKING:
    from briefing.analysis.comparison.tally import Disagreement
    from briefing.store.catalogue.listed_differences import ListedDifferences

LOT: Final = 200
"""Differences that are read at once by who goes through all."""

PAGE: Final = 16
"""Differences of a page: a screen of them, each with the words of every version."""

REMEMBERED: Final = 4096
"""Articles of which it is at hand whose they are."""

WHOSE: Final = ("outlet", "agency")
"""Fields that tell whose an article is."""

Size = tuple[str, int]
"""Scope and number of versions of a difference."""

Scopes = Mapping[int, int]
"""Number of a difference -> its scope by what a person wrote, where that is another one than by the files."""


class AllListed:
    """The order of all differences, as the store has it."""

    def __init__(self, listed: ListedDifferences) -> None:
        self.listed = listed

    def count(self) -> int:
        """Return how many there are."""
        return self.listed.count()

    def page(self, start: int, size: int) -> Sequence[str]:
        """Return what is stored of ``size`` of them from place ``start`` on."""
        return self.listed.page(start, size)

    def numbers(self) -> Sequence[int]:
        """Return the numbers of all."""
        return self.listed.numbers()

    def sizes(self) -> Sequence[Size]:
        """Return scope and number of versions of each."""
        return [(SCOPES[scope], versions) for scope, versions in self.listed.sizes()]

    def places(self, articles: Iterable[str]) -> Sequence[int]:
        """Return the places of those in which any of these articles has a say."""
        return [self.listed.place(number) for number in self.listed.of_articles(articles)]


class SomeListed(AllListed):
    """The order of some differences (numbers), or of all where a person wrote what changes it."""

    def __init__(self, listed: ListedDifferences, numbers: Sequence[int], scopes: Scopes) -> None:
        super().__init__(listed)
        self._numbers, self._scopes = numbers, scopes

    def count(self) -> int:
        return len(self._numbers)

    def page(self, start: int, size: int) -> Sequence[str]:
        return [value for _, _, _, value in self.listed.rows(self._numbers[start : start + size])]

    def numbers(self) -> Sequence[int]:
        return self._numbers

    def sizes(self) -> Sequence[Size]:
        rows = self.listed.rows(self._numbers)
        return [(SCOPES[self._scopes.get(number, scope)], versions) for number, scope, versions, _ in rows]

    def places(self, articles: Iterable[str]) -> Sequence[int]:
        wanted = set(self.listed.of_articles(articles))
        return [place for place, number in enumerate(self._numbers) if number in wanted]


class Differences(Pages[Difference]):
    """Differences in order, each built when it is looked at; see :class:`DifferenceQueries`."""

    __slots__ = ("_places", "_size_of_each", "_sizes")

    def __init__(
        self,
        count: int,
        page: Callable[[int, int], Sequence[Difference]],
        walk: Callable[[], Iterator[Difference]],
        sizes: Callable[[], Sequence[Size]],
        places: Callable[[Iterable[str]], Sequence[int]],
    ) -> None:
        super().__init__(count, page, walk, tuple, size=PAGE)
        self._sizes, self._places = sizes, places
        self._size_of_each: Sequence[Size] | None = None

    @property
    def sizes(self) -> Sequence[Size]:
        """Scope and number of versions of each, none of them built."""
        if self._size_of_each is None:
            self._size_of_each = self._sizes()
        return self._size_of_each

    def places_of(self, articles: Iterable[str]) -> Sequence[int]:
        """Return the places of those in which any of these articles (ids) has a say."""
        return self._places(articles)


class DifferenceQueries(NameQueries):
    """Facts on which sources differ."""

    @answering
    def differences(self, within: AnyCollection[str] | None = None, *, least: int = 1) -> Differences:
        """Return the facts on which sources, or one source with itself, differ: by kind, those in sense first.

        Args:
            within: Only those in which some of these articles (ids) have a say; None gives all.
            least: How many of them have to.
        """
        listed = self._listed_differences()
        scopes = self._other_scopes(listed)
        if within is not None:
            numbers = listed.of_articles(within, max(1, least), scopes)
            return self._ordered(SomeListed(listed, numbers, scopes))
        if scopes:
            return self._ordered(SomeListed(listed, listed.numbers_with(scopes), scopes))
        return self.session.remembered("differences", lambda: self._ordered(AllListed(listed)))

    def _ordered(self, order: AllListed) -> Differences:
        found = Differences(
            order.count(),
            partial(self._difference_page, order),
            partial(self._each_difference, order),
            partial(self._difference_sizes, order),
            partial(self._difference_places, order),
        )
        return self.session.unread.add(found)

    def strong_between(self, articles: AnyCollection[str]) -> int:
        """Return how many differences in sense there are between some articles (ids)."""
        return self._listed_differences().strong_between(articles)

    # --- the list ---

    def _listed_differences(self) -> ListedDifferences:
        """Return the list; of a folder that was read before there was one, it is made now, and stored unless somebody else is writing."""
        catalogue = self.session.catalogue
        if disagreements.is_listed(catalogue):
            return catalogue.differences
        return self.session.made_now(
            "differences",
            catalogue.differences,
            partial(disagreements.fill, catalogue),
            partial(disagreements.sign, catalogue),
        )

    def _other_scopes(self, listed: ListedDifferences) -> dict[int, int]:
        """Return the scopes that are others than is stored, as a person wrote whose some articles are."""
        corrected = [id for id, fields in self._corrections().items() if not fields.keys().isdisjoint(WHOSE)]
        scopes = {}
        for number, scope, _, value in listed.rows(listed.of_articles(corrected)):
            now = disagreements.scope_with(_one(value), self._outlet)
            if now != scope:
                scopes[number] = now
        return scopes

    # --- reading ---

    @answering
    def _difference_page(self, order: AllListed, start: int, size: int) -> Sequence[Difference]:
        return self._built_differences(order.page(start, size))

    def _each_difference(self, order: AllListed) -> Iterator[Difference]:
        numbers = self._difference_numbers(order)
        for start in range(0, len(numbers), LOT):
            yield from self._difference_lot(order, numbers[start : start + LOT])

    @answering
    def _difference_numbers(self, order: AllListed) -> Sequence[int]:
        return order.numbers()

    @answering
    def _difference_lot(self, order: AllListed, numbers: Sequence[int]) -> Sequence[Difference]:
        return self._built_differences(value for *_, value in order.listed.rows(numbers))

    @answering
    def _difference_sizes(self, order: AllListed) -> Sequence[Size]:
        return order.sizes()

    @answering
    def _difference_places(self, order: AllListed, articles: Iterable[str]) -> Sequence[int]:
        return order.places(articles)

    def _built_differences(self, values: Iterable[str]) -> Sequence[Difference]:
        """Return differences with their texts counted and the words of every version."""
        from briefing.analysis.comparison.tally import counted

        catalogue = self.session.catalogue
        known = disagreements.Disagreements(catalogue)
        head, outlet = lru_cache(REMEMBERED)(catalogue.copied.first_of), lru_cache(REMEMBERED)(self._outlet)
        built = []
        for one in map(_one, values):
            words = known.words(one)
            difference = counted(one, head, outlet)
            told = tuple(replace(value, words=words[value.article, value.span]) for value in difference.values)
            built.append(replace(difference, values=told))
        return built

    def _outlet(self, article: str) -> str | None:
        """Return what the source of an article is called, if its file or a person who corrected it says so."""
        fields = self._corrections().get(article, {})
        if fields.keys().isdisjoint(WHOSE):
            return self.session.catalogue.imprints.source_of(article)
        return next((each.outlet.value or each.agency.value for each in self.outlines([article])), None)


def _one(value: str) -> Disagreement:
    """Return the disagreement that is stored in a row of the list."""
    (one,) = disagreements.load(value)
    return one
