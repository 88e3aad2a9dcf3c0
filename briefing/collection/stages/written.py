"""What is read of a file and found in an article, as it is stored: written where it was found, so that whoever stores it need not read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefing.store.catalogue import serialise

if TYPE_CHECKING:
    from briefing.analysis.results import Analysed
    from briefing.ingest import Reading
    from briefing.model import Document, Problem

NOTHING = "[]"
"""No quotations, or no names."""


@dataclass(frozen=True, slots=True)
class Written:
    """The quotations and names of an article as text, and the ids of the quotations; ``failures`` says of each part that failed why,
    ``seconds`` what each took."""

    quotations: str = NOTHING
    mentions: str = NOTHING
    ids: tuple[str, ...] = ()
    failures: Mapping[str, str] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, found: Analysed) -> Written:
        """Write what was found."""
        return cls(
            serialise.dump_quotations(found.quotations),
            serialise.dump_mentions(found.mentions),
            tuple([quotation.id for quotation in found.quotations]),
            found.failures,
            found.seconds,
        )

    def in_copies(self, article: str, documents: Iterable[Document]) -> Iterable[tuple[str, Written]]:
        """Yield what is found in other articles that say the same to the letter as ``article``, by their ids."""
        found: Analysed | None = None
        for document in documents:
            found = self._read(article) if found is None else found
            yield document.article.id, Written.of(found.in_copy(document))

    def _read(self, article: str) -> Analysed:
        from briefing.analysis.results import Analysed

        quotations = serialise.load_quotations(self.quotations, article, "")
        return Analysed(
            tuple(quotations), tuple(serialise.load_mentions(self.mentions, article, "")), self.failures, self.seconds
        )


class WrittenReading(NamedTuple):
    """What a file gave (:class:`briefing.ingest.Reading`)."""

    documents: tuple[serialise.StoredDocument, ...]
    problems: tuple[Problem, ...]
    sha256: str


def read(task: str, root: Path, path: str) -> WrittenReading:
    """Read the file ``path`` inside ``root`` by ``task`` (``module:function``)."""
    from briefing.collection.worker_pool import function

    reading: Reading = function(task)(root, path)
    return WrittenReading(
        tuple(map(serialise.dump_document, reading.documents)), tuple(reading.problems), reading.sha256
    )


def analyse(task: str, stored: serialise.StoredDocument, *parts: Iterable[str]) -> Written:
    """Look for quotations and names in an article by ``task`` (``module:function``)."""
    from briefing.collection.worker_pool import function

    return Written.of(function(task)(serialise.load_document(stored), *parts))


def warm() -> None:
    """Load what reading a text needs."""
    from briefing import ingest

    ingest.warm()
