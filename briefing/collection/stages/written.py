"""What is found in one article, as it is stored: written where it was found, so that whoever stores it need not read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.store.catalogue import serialise

if TYPE_CHECKING:
    from briefing.analysis.results import Analysed
    from briefing.model import Document

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


def analyse(task: str, document: Document, *parts: Iterable[str]) -> Written:
    """Look for quotations and names in an article by ``task`` (``module:function``)."""
    from briefing.collection.worker_pool import function

    return Written.of(function(task)(document, *parts))
