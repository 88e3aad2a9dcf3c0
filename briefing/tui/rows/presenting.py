"""What the presentation shows: from a quotation, a statement or a clipping to one slide. Asks the collection, draws nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from briefing.model import Clipping, Instance, Quotation, Statement
from briefing.presentation.comparison_rows import (
    WEIGHT,
    in_marks,
    ordered_instances,
    source_signs,
    statement_parts,
    statement_words,
)
from briefing.presentation.coverage_blocks import MOST_COMPARED, is_reworded
from briefing.presentation.labels import UNKNOWN_MARK, counts_line, date_label, squeeze, witness_name
from briefing.tui.collection_port import ReaderCollection
from briefing.tui.context import ReaderPort, places_of, source_names
from briefing.tui.rows.speaker_names import SpeakerNames, spoken_by
from briefing.tui.target import Target
from briefing.tui.widgets.presentation_view import Slide, Source

Subject = Quotation | Statement | Clipping | Target


class Slides:
    """Subjects in order, made into slides when they are shown."""

    def __init__(self, port: ReaderPort, collection: ReaderCollection, subjects: Sequence[Subject]) -> None:
        self._port, self._collection, self.subjects = port, collection, subjects
        self._speakers = SpeakerNames(collection)

    def slide(self, place: int) -> Slide:
        """Return the slide of the subject in ``place``."""
        subject = self.subjects[place]
        if isinstance(subject, Statement):
            return self._of_statement(subject)
        if isinstance(subject, Target):
            return self._of_words(subject)
        return self._of_quotation(subject) if isinstance(subject, Quotation) else self._of_clipping(subject)

    def _of_statement(self, statement: Statement) -> Slide:
        whole = next(iter(statement_parts(statement)), statement.instances[0])
        target = Target(whole.article, whole.span, whole.text, whole.quotation)
        return self._carried(statement_words(statement), target, [statement])

    def _of_quotation(self, quotation: Quotation) -> Slide:
        target = Target(quotation.article, quotation.span, quotation.text, quotation.id)
        words = in_marks(quotation.text, quotation.enclosed)
        statements = sorted(self._collection.who_else(quotation.id), key=lambda each: -each.articles)
        if statements:
            return self._carried(words, target, statements)
        speaker = squeeze(spoken_by(quotation))
        instance = Instance(
            quotation.id, quotation.article, quotation.path, quotation.span, None, quotation.text, quotation.mode,
            quotation.quoted,
        )  # fmt: skip
        return Slide(words, speaker, "", self._sources([instance]), target)

    def _carried(self, words: str, target: Target, statements: Sequence[Statement]) -> Slide:
        """Return the slide of words that ``statements`` hold, the most widely carried one first."""
        places, here = places_of(self._port), str(target.quotation)
        instances: dict[str, Instance] = {}
        for statement in statements:
            for instance in ordered_instances(statement, here, places):
                instances.setdefault(instance.article, instance)
        signs = self._signs(statements, here)
        names = self._speakers.all(statements)
        speaker = squeeze(names.get(here, ""))  # of these words: what others attribute stands with them
        counts = counts_line(statements[0]) if statements[0].articles > 1 else ""
        said = {each.article: partial(_another, names, each.quotation, speaker) for each in instances.values()}
        return Slide(words, speaker, counts, self._sources(list(instances.values()), signs, said), target)

    def _signs(self, statements: Sequence[Statement], here: str) -> dict[str, str]:
        """Return article -> the sign of its words beside those of the quotation ``here``; of several, the one that says most."""
        signs: dict[str, str] = {}
        for statement in statements:
            if statement.articles > MOST_COMPARED:
                signs |= {each.article: "≈" for each in statement.instances if is_reworded(each, statement)}
                continue
            compared = self._port.guarded(partial(self._collection.compare, statement.id, pivot=here), None)
            for article, sign in ({} if compared is None else source_signs(compared)).items():
                signs[article] = max(sign, signs.get(article, ""), key=WEIGHT.index)
        return signs

    def _sources(
        self,
        instances: Sequence[Instance],
        signs: Mapping[str, str] = MappingProxyType({}),
        speakers: Mapping[str, Callable[[], str]] = MappingProxyType({}),
    ) -> tuple[Source, ...]:
        labels = source_names(self._port, {instance.article for instance in instances})
        return tuple(
            Source(
                each.mode,
                witness_name(labels.get(each.article, ""), each.path),
                self._day(each.article),
                signs.get(each.article, ""),
                speakers.get(each.article, str),
            )
            for each in instances
        )

    def _day(self, id: str) -> str:
        article = self._port.article(id)
        day = "" if article is None else date_label(article)
        return "" if day == UNKNOWN_MARK else day

    def _of_words(self, target: Target) -> Slide:
        """Return the slide of words of the reporter: without marks, with the article that prints them."""
        label = source_names(self._port, {target.article}).get(target.article, "")
        source = Source(None, witness_name(label, ""), self._day(target.article))
        return Slide(squeeze(target.text), "", "", (source,), target)

    def _of_clipping(self, clipping: Clipping) -> Slide:
        target = Target(clipping.article, clipping.span, clipping.text, clipping.quotation, clipping=clipping)
        if clipping.quotation is not None:
            for quotation in self._port.guarded(lambda: self._collection.quotations(clipping.article), ()):
                if quotation.id == clipping.quotation:
                    return self._of_quotation(quotation)._replace(target=target)
        labels = source_names(self._port, {clipping.article})
        source = Source(
            None, witness_name(labels.get(clipping.article, ""), clipping.path), self._day(clipping.article)
        )
        return Slide(squeeze(clipping.text), "", clipping.note, (source,), target)


def _another(names: Mapping[str, str], quotation: str, speaker: str) -> str:
    """Return to whom a source gives its words where that is not ``speaker``, "—" for nobody; else ""."""
    name = squeeze(names.get(quotation, ""))
    return "" if name == speaker else name or UNKNOWN_MARK
