"""What speakers are called on the screen: by the name that they have among the names of the folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.errors import NotFoundError
from briefing.model import Instance, Quotation, Statement
from briefing.presentation.comparison_rows import shown_speaker
from briefing.presentation.labels import is_form_of, speaker_label, squeeze
from briefing.tui.context import MANY_SOURCES

if TYPE_CHECKING:
    from briefing.tui.collection_port import ReaderCollection


def spoken_by(quotation: Quotation) -> str:
    """Return the speaker as the article names him or her, "" where nobody is known."""
    return quotation.speaker.name or quotation.speaker.mention or ""


ASKED = 50
"""Printings of a statement that are asked who speaks there, where there are thousands: spread over all of them."""


ASKED_ON_A_ROW = 16
"""The same where only a name is to be shown, on each of the rows of a table."""


def _few(statement: Statement, asked: int = ASKED, above: int = MANY_SOURCES) -> Statement:
    """Return the statement with few of its printings (about ``asked``), if it has very many (more than ``above``)."""
    if len(statement.instances) <= above:
        return statement
    return replace(statement, instances=statement.instances[:: len(statement.instances) // asked])


class SpeakerNames:
    """The names of speakers, asked for once an article and generation of the collection."""

    def __init__(self, collection: ReaderCollection) -> None:
        self.collection = collection
        self._of_article: dict[str, Mapping[str, str]] = {}
        """Article id -> quotation id -> name."""
        self._spoken: dict[str, dict[str, str]] = {}
        """Article id -> quotation id -> its speaker as the article names him or her."""
        self._generation = -1

    def label(self, statement: Statement) -> str:
        """Return who says a statement, "" if unknown or if the source whose words are shown gives them to nobody."""
        few = _few(statement, ASKED_ON_A_ROW, 2 * ASKED_ON_A_ROW)
        return shown_speaker(few, self.known([few]), self._quotations)

    def given(self, statement: Statement, instance: Instance) -> str:
        """Return to whom a source gives its words of a statement, "" for nobody."""
        return squeeze(self.all([replace(statement, instances=(instance,))]).get(instance.quotation, ""))

    def _quotations(self, article: str) -> Iterable[Quotation]:
        with suppress(NotFoundError):  # it has just left the folder
            return self.collection.quotations(article)
        return ()

    def all(self, statements: Iterable[Statement]) -> Mapping[str, str]:
        """Return quotation id -> the speaker's name, "" where nobody is known; of thousands, each is read when it is asked for."""
        self._keep_step()
        statements = tuple(statements)
        instances = [instance for statement in statements for instance in statement.instances]
        if len(instances) > MANY_SOURCES:
            return _SpokenLater(self, {each.quotation: each for each in instances})
        names: dict[str, str] = dict.fromkeys((instance.quotation for instance in instances), "")
        for article in dict.fromkeys(instance.article for instance in instances):
            if article not in self._spoken:
                self._spoken[article] = {each.id: spoken_by(each) for each in self._quotations(article)}
            spoken = self._spoken.get(article, {})
            names.update((id, spoken[id]) for id in names.keys() & spoken.keys())
        known = self.known(statements)
        names |= known
        for statement in statements:  # other forms of the name that the statement stands under are that name
            label = speaker_label(statement, known)
            ids = (instance.quotation for instance in statement.instances)
            names |= {id: label for id in ids if is_form_of(names[id], label)}
        return names

    def _keep_step(self) -> None:
        """Forget what was answered before the collection learnt more."""
        if (generation := self.collection.generation) != self._generation:
            self._generation, self._of_article, self._spoken = generation, {}, {}

    def known(self, statements: Iterable[Statement]) -> dict[str, str]:
        """Return quotation id -> name, for those speakers only that stand among the names."""
        self._keep_step()
        names: dict[str, str] = {}
        few = map(_few, statements)
        for article in sorted({instance.article for statement in few for instance in statement.instances}):
            if article not in self._of_article:
                with suppress(NotFoundError):  # it has just left the folder
                    self._of_article[article] = self.collection.speaker_names(article)
            names.update(self._of_article.get(article, {}))
        return names


class _SpokenLater(Mapping[str, str]):
    """Quotation id -> the speaker's name, read when it is asked for."""

    def __init__(self, names: SpeakerNames, instances: Mapping[str, Instance]) -> None:
        self._names, self._instances = names, instances
        self._known: dict[str, str] = {}

    def __getitem__(self, quotation: str) -> str:
        if quotation not in self._known:
            instance = self._instances[quotation]
            alone = Statement("", instance.text, None, 1, 1, 1, (instance,))
            self._known[quotation] = self._names.all([alone]).get(quotation, "")
        return self._known[quotation]

    def __contains__(self, quotation: object) -> bool:
        return quotation in self._instances

    def __iter__(self) -> Iterator[str]:
        return iter(self._instances)

    def __len__(self) -> int:
        return len(self._instances)
