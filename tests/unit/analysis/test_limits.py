"""How much of one article is analysed."""

from __future__ import annotations

from briefing.analysis import limits, pipeline
from briefing.model import Article, Document, Paragraph

ARTICLE = Article("a1", "book.txt")
SAID = "“We kept the lamps lit all winter,” said Ada Krol, who runs the harbour.\n\n"


def document(*paragraphs: str) -> Document:
    spans, at = [], 0
    for text in paragraphs:
        spans.append(Paragraph((at, at + len(text)), (at, at + len(text)), "body"))
        at += len(text) + 2
    return Document(ARTICLE, "\n\n".join(paragraphs), tuple(spans))


def test_an_article_of_ordinary_length_is_analysed_as_it_is() -> None:
    whole = document("One.", "Two.")
    assert limits.head(whole, 100) is whole


def test_of_a_book_whole_paragraphs_are_analysed_and_their_spans_stay() -> None:
    book = document("a" * 40, "b" * 40, "c" * 40)
    head = limits.head(book, 100)
    assert head.paragraphs == book.paragraphs[:2]
    assert head.text == book.text[:100]
    assert head.article is book.article


def test_a_paragraph_that_is_most_of_the_book_is_cut_at_a_space() -> None:
    book = document("Short.", "word " * 100)
    (_, cut) = limits.head(book, 100).paragraphs
    assert cut.span[0] == book.paragraphs[1].span[0]
    assert 90 < cut.span[1] <= 100
    assert book.text[cut.span[1]] == " "


def test_a_paragraph_without_a_space_is_cut_at_the_limit() -> None:
    assert limits.head(document("x" * 500), 100).paragraphs[0].span == (0, 100)


def test_nothing_is_found_behind_the_ceiling_and_everything_before_it() -> None:
    said = SAID.strip()
    filling = "The boats lay idle and nobody spoke. " * (limits.ANALYSED // 37)
    found = pipeline.analyse(document(said, filling, said))
    assert [quotation.span[0] for quotation in found.quotations if quotation.mode == "direct"] == [1]
    assert max(mention.span[1] for mention in found.mentions) < len(said)
