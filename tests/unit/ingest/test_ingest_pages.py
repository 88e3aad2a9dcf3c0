"""Web pages in the shapes in which content management systems print them: the whole article, nothing around it, its facts."""

from __future__ import annotations

import json

import pytest

from briefing.ingest import assemble
from briefing.ingest.readers import html
from briefing.model import Document

pytest.importorskip("trafilatura")

PARAGRAPHS = [
    "The council of Port Elm said on Thursday that work on the old bridge would begin in May and last a year.",
    "“We have listened to everyone who uses it,” the mayor said. “Now it is time to build, and to build well.”",
    "Opponents said the plan, first shown in 2011, had been changed behind closed doors without any hearing.",
    "The operator carried twenty-one thousand passengers a day last year, according to its own figures.",
]
STORY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


def read(body: str, head: str = "") -> Document:
    source = f'<!doctype html><html lang="en"><head><title>Bridge plan backed | The Elm Courier</title>{head}</head><body>{body}</body></html>'
    return assemble.document(html.page(source, 1_000_000), "page.html")


def prose(document: Document) -> list[str]:
    return [document.text[slice(*p.span)] for p in document.paragraphs if p.kind == "body"]


def linked(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def test_subheadings_and_lists_within_the_article_are_kept() -> None:
    inner = f"<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p><h2>What comes next</h2><p>{PARAGRAPHS[2]}</p><ul><li>A toll of two crowns a day</li><li>Night buses until it is done</li></ul><p>{PARAGRAPHS[3]}</p>"
    found = prose(
        read(f'<div class="node"><h1>Bridge plan backed</h1><div class="text-with-summary">{inner}</div></div>')
    )
    assert found == [
        PARAGRAPHS[0],
        PARAGRAPHS[1],
        "What comes next",
        PARAGRAPHS[2],
        "A toll of two crowns a day",
        "Night buses until it is done",
        PARAGRAPHS[3],
    ]


def test_what_a_page_puts_between_two_paragraphs_is_not_the_article() -> None:
    promo = '<div class="inline-promo"><p>A ferry you have never heard of, and why</p></div><div class="newsletter"><p>Get our letter from the harbour every morning</p></div><aside><p>Ten walks for a rainy day</p></aside><p><a href="/x">Bakers may open on Sundays</a></p><figure><img src="a"><figcaption>The bridge at dusk in 2004</figcaption></figure>'
    inner = f"<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>{promo}<p>{PARAGRAPHS[2]}</p><p>{PARAGRAPHS[3]}</p>"
    assert prose(read(f'<article><h1>Bridge plan backed</h1><div class="x">{inner}</div></article>')) == PARAGRAPHS


def test_a_table_that_lays_out_the_page_is_no_table() -> None:
    menu = "".join(f"<a href='/{n}'>Section {n}</a><br>" for n in range(8))
    document = read(
        f"<table><tr><td>{menu}</td><td><b>Bridge plan backed</b>{STORY}</td><td><a href='/r'>Ferry cancelled</a></td></tr></table>"
    )
    assert [text for text in prose(document) if text in PARAGRAPHS] == PARAGRAPHS
    assert not any("Section 3" in text for text in prose(document))


@pytest.mark.parametrize(
    "data",
    [
        {"@type": "NewsArticle", "headline": "Bridge plan backed", "datePublished": "2023-03-31T10:15:00Z", "author": [{"@type": "Person", "name": "Ada Krol"}, {"name": "Jon Aske"}], "publisher": {"name": "The Elm Courier"}},
        [{"@type": "BreadcrumbList"}, {"@type": ["Article", "ReportageNewsArticle"], "headline": "Bridge plan backed", "datePublished": "2023-03-31T10:15:00Z", "author": "Ada Krol and Jon Aske", "publisher": {"name": "The Elm Courier"}}],
        {"@graph": [{"@type": "WebPage", "name": "x"}, {"@type": "NewsArticle", "headline": "Bridge plan backed", "datePublished": "2023-03-31T10:15:00Z", "author": [{"@id": "#a"}, {"@id": "#b"}], "publisher": {"@id": "#o"}}, {"@type": "Person", "@id": "#a", "name": "Ada Krol"}, {"@type": "Person", "@id": "#b", "name": "Jon Aske"}, {"@type": "Organization", "@id": "#o", "name": "The Elm Courier"}]},
        {"@type": "WebPage", "mainEntity": {"@type": "NewsArticle", "headline": "Bridge plan backed", "datePublished": "2023-03-31T10:15:00Z", "creator": ["Ada Krol", "Jon Aske"], "publisher": {"name": "The Elm Courier"}}},
    ],
)  # fmt: skip
def test_every_shape_of_linked_data_says_the_same(data: object) -> None:
    article = read(f"<article><h1>Bridge plan backed</h1>{STORY}</article>", linked(data)).article
    assert article.title.value == "Bridge plan backed"
    assert article.byline.value == ("Ada Krol", "Jon Aske")
    assert (article.published.value or "")[:10] == "2023-03-31"
    assert article.outlet.value == "The Elm Courier"


def test_who_wrote_a_comment_did_not_write_the_article() -> None:
    body = f'<article><h1>Bridge plan backed</h1><span class="author">Ada Krol</span>{STORY}</article><section class="comments"><span class="author">reader77</span><p>What is all this fuss about?</p></section>'
    document = read(body)
    assert document.article.byline.value == ("Ada Krol",)
    assert not any("fuss" in text for text in prose(document))
