"""How the sources of a story stand among one another: which one carries least of what they share, and by what words it stands apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final

from briefing.model import Article, Document, Passage, Span, Standing, Statement
from briefing.text import sentences

if TYPE_CHECKING:
    from briefing.collection.queries.queries import Queries

MANY_SOURCES: Final = 3
"""Sources from which on one may stand apart."""

AT_LEAST: Final = 2
"""Sources that begin with a word before it is one that they report."""

LEAD_SENTENCES: Final = 3
"""First sentences of a source, which say what it reports."""

SHARED_WORDS: Final = 4
"""Words that a sentence has in common with the first sentences of others, so that it tells what they report."""

SHORT: Final = 3
"""Letters up to which a word says little."""

AT_NO_DAY: Final = "9999-99-99"
"""Later than every day."""

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_BACK = re.compile(
    rf"\b(?:in (?:early |late |mid-)?{_MONTH}(?:,? \d{{4}})?|on {_MONTH} \d{{1,2}}(?:, \d{{4}})?"
    rf"|last (?:week|month|year|spring|summer|autumn|fall|winter|{_MONTH})"
    r"|earlier this (?:week|month|year)|(?:weeks|months|years) (?:ago|earlier))\b"
)
"""Words that put what a sentence tells into the past of the article."""


def find(
    queries: Queries, articles: Sequence[Article], shared: Sequence[Statement], texts: Mapping[str, str]
) -> tuple[Standing, ...]:
    """Return how many of the ``shared`` statements each source carries, and which one stands apart, with what tells it from the others.

    ``texts``: article id -> the one whose text it prints; copies are one source, for which the first stands.
    """
    carried = Counter(id for each in shared for id in {instance.article for instance in each.instances})
    sources = [article for article in articles if texts[article.id] == article.id]
    counts = sorted(carried[article.id] for article in sources)
    least = counts[0] if len(counts) >= MANY_SOURCES else -1
    alone = counts.count(least) == 1
    made = []
    for article in articles:
        first = texts[article.id] == article.id
        apart = all((first, alone, carried[article.id] == least, 2 * least <= counts[len(counts) // 2]))
        if apart:
            others = [other for other in sources if other.id != article.id]
            made.append(_apart(queries, article, others, carried[article.id]))
        else:
            made.append(Standing(article.id, carried[article.id]))
    return tuple(made)


def _apart(queries: Queries, article: Article, others: Sequence[Article], carried: int) -> Standing:
    document = queries.document(article.id)
    first = next(_sentences(document), None)
    return Standing(
        article.id,
        carried,
        apart=True,
        names=_own_names(queries, article.id, {other.id for other in others}),
        begins=_passage(document, first) if first is not None else None,
        looks_back=_looks_back(document, [queries.document(other.id) for other in others]),
        later=_later(article, others),
    )


def _own_names(queries: Queries, article: str, others: set[str]) -> tuple[str, ...]:
    """Return the names that no other source has, those first that the article repeats most."""
    theirs = {entity.id for id in others for entity in queries.entities(id)}
    own = (entity for entity in queries.entities(article) if entity.id not in theirs)
    return tuple(entity.name for entity in sorted(own, key=lambda entity: -len(entity.mentions)))


def _later(article: Article, others: Sequence[Article]) -> bool:
    """Return whether the article was printed after all others, as far as full days tell; False where its own is unknown."""
    return _day(article) > max(filter(None, map(_day, others)), default=AT_NO_DAY)


def _day(article: Article) -> str:
    """Return the full day of publication, or ""."""
    day = str(article.published.value)[:10]
    return day if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else ""


# --- what the others report, told as past ---


def _looks_back(document: Document, others: Sequence[Document]) -> Passage | None:
    """Return the first sentence that tells what the others report as something past, unless one of them looks back on it as well."""
    reported = _reported(others)
    theirs = [_stems(other.text[slice(*span)]) for other in others for span, _ in _back(other, behind=LEAD_SENTENCES)]
    for span, words in _back(document):
        told = _stems(document.text[slice(*span)]) & reported
        alike = (len(told & each) for each in theirs)
        if len(told) >= max(SHARED_WORDS, 2 * max(alike, default=0)):
            return _passage(document, span, words)
    return None


def _back(document: Document, *, behind: int = 0) -> Iterator[tuple[Span, Span]]:
    """Yield the sentences that put something into the past, each with the words that do; those of the lead (``behind``) left out, where
    such a day is that of the news."""
    for span in islice(_sentences(document), behind, None):
        for words in islice(_BACK.finditer(document.text, *span), 1):
            yield span, words.span()


def _reported(documents: Sequence[Document]) -> set[str]:
    """Return the words with which two sources or more begin."""
    counts: Counter[str] = Counter()
    for document in documents:
        spans = islice(_sentences(document), LEAD_SENTENCES)
        counts.update(_stems(" ".join(document.text[slice(*span)] for span in spans)))
    return {word for word, count in counts.items() if count >= AT_LEAST}


def _stems(text: str) -> set[str]:
    """Return the words that say something, in the form that their forms share."""
    from briefing.analysis.statements.normalise import stem

    return {stem(word) for word in re.findall(r"\w+", text) if len(word) > SHORT}


def _sentences(document: Document) -> Iterator[Span]:
    """Yield the sentences of the body, in order."""
    for paragraph in document.paragraphs:
        if paragraph.kind == "body":
            yield from sentences(document.text, *paragraph.span)


def _passage(document: Document, span: Span, at: Span | None = None) -> Passage:
    return Passage(document.text[slice(*span)], document.article.id, span, at)
