"""What is found in one article, apart from what finds it: whoever only stores it loads no rule and no table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from briefing.model import Document, Mention, Quotation, Span


@dataclass(frozen=True, slots=True)
class Analysed:
    """What was found in an article: ``failures`` says of each part that failed why, ``seconds`` what each took."""

    quotations: tuple[Quotation, ...]
    mentions: tuple[Mention, ...]
    failures: Mapping[str, str] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)

    def in_copy(self, document: Document) -> Analysed:
        """Return what is found in another article that says the same to the letter, about itself too: only the ids of its quotations
        and the places in its file are its own."""
        ids = quotation_ids(document, [quotation.span for quotation in self.quotations])
        renamed = {quotation.id: ids[quotation.span] for quotation in self.quotations}
        article, path = document.article.id, document.article.path
        quotations = [
            replace(
                each,
                id=renamed[each.id],
                article=article,
                path=path,
                source_span=document.source_span(each.span),
                split=None if each.split is None else renamed.get(each.split),
            )
            for each in self.quotations
        ]
        mentions = [
            replace(each, article=article, path=path, source_span=document.source_span(each.span))
            for each in self.mentions
        ]
        return Analysed(tuple(quotations), tuple(mentions), self.failures)


def quotation_ids(document: Document, spans: Iterable[Span]) -> dict[Span, str]:
    """Return the ids of the quotations of an article at ``spans``, in their order: made of the words, and of how often these stood before."""
    seen: Counter[str] = Counter()
    ids: dict[Span, str] = {}
    for span in spans:
        words = document.text[slice(*span)]
        key = f"{document.article.id}\x00{seen[words]}\x00{words}"
        ids[span] = "q" + sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:11]
        seen[words] += 1
    return ids
