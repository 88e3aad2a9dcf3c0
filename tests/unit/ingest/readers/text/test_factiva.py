"""Exports of Factiva in their layouts. All texts are invented."""

from __future__ import annotations

import pytest

from briefing.ingest import build_document
from briefing.ingest.draft import Block
from briefing.ingest.readers.text import factiva, plain
from briefing.model import Article

LEAD = (
    "The plan for the cable car has divided the valley, and both sides claimed the town on Wednesday, the parish said."
)
SAID = '"We shall have it by spring," said Edda Lorne, who speaks for the car.'


def articles(text: str) -> list[Article]:
    return [build_document.document(draft, "a.txt").article for draft in plain.read(text.encode())]


def untagged(
    head: str,
    *,
    words: str = "187 words",
    day: str = "20 April 2016",
    below: str = "The Gannet Times\nGANNT\n4\nEnglish\nCopyright 2016. All rights reserved.",
    end: str = "Document",
) -> str:
    return f"{head}\n{words}\n{day}\n{below}\n\n{LEAD}\n\n{SAID}\n\n{end} GANNT00020160420ec4k0001d\n\n"


@pytest.mark.parametrize(
    ("text", "title", "byline", "outlet"),
    [
        (untagged("News\nFerry vote splits the bay\n\nEnid Barlow"), "Ferry vote splits the bay", ("Enid Barlow",), "The Gannet Times"),
        (untagged("Ferry vote splits the bay\n\nBy Enid Barlow", words="1,187 words", day="20 April 2016\n18:05"), "Ferry vote splits the bay", ("Enid Barlow",), "The Gannet Times"),
        (untagged("News\nFire\n"), "Fire", None, "The Gannet Times"),
        (untagged("WIRTSCHAFT\nFähre spaltet die Bucht\n\nVon Lena Krohn", words="212 Wörter", day="20. April 2016", below="Küstenblatt\nKSTBL\nDeutsch\nCopyright 2016 Küstenblatt. Alle Rechte vorbehalten.", end="Dokument"), "Fähre spaltet die Bucht", ("Lena Krohn",), "Küstenblatt"),
        (untagged("Business\nFerry vote splits the bay\n", below="Agence France Presse\nAFPR\nEnglish\n(c) 2016 Agence France Presse"), "Ferry vote splits the bay", None, None),
        (f"HD  Fire\nBY  Barlow, Enid; Aske, Jon\nWC  187 words\nPD  20 April 2016\nSN  The Gannet Times\nSC  GANNT\nLA  English\n\nLP  {LEAD}\n\nTD  {SAID}\n\nCO  gann : Gannet\nAN  Document GANNT00020160420ec4k0001d\n", "Fire", ("Enid Barlow", "Jon Aske"), "The Gannet Times"),
        (f"SE\nBusiness\nHD\nFire\nBY\nBy Enid Barlow\nWC\n187 words\nPD\n20 April 2016\nSN\nThe Gannet Times\nLP\n{LEAD}\nTD\n{SAID}\nAN\nDocument GANNT00020160420ec4k0001d\n", "Fire", ("Enid Barlow",), "The Gannet Times"),
    ],
    ids="section time short german agency columns tags".split(),
)  # fmt: skip
def test_a_document_in_each_layout_alone_and_with_another_below_it(
    text: str, title: str, byline: tuple[str, ...] | None, outlet: str | None
) -> None:
    for found in (
        [article] for article in (*articles(text), *articles(text + untagged("Pier vote next\n\nTessa Okoro"))[:1])
    ):
        (article,) = found
        assert (article.title.value, article.byline.value, article.outlet.value) == (title, byline, outlet)
        assert (article.published.value, article.published.status) == ("2016-04-20", "stated")
    assert len(articles(text + untagged("Pier vote next\n\nTessa Okoro"))) == 2


def test_no_document_holds_the_words_of_another_and_tags_are_no_body() -> None:
    tagged = f"HD\nFire\nPD\n20 April 2016\nSN\nThe Gannet Times\nLP\n{LEAD}\nTD\n{SAID}\nAN\nDocument GANNT00020160420ec4k0001d\n\n"
    drafts = plain.read((tagged + tagged.replace("Fire", "Flood").replace(SAID, "It went.")).encode())
    first, second = (build_document.document(draft, "a.txt") for draft in drafts)
    assert SAID in first.text
    assert SAID not in second.text
    assert [first.text[slice(*p.span)] for p in first.paragraphs if p.kind == "body"] == [LEAD, SAID]


def test_a_table_of_a_word_processor_holds_the_tags() -> None:
    rows = [
        "HD | Fire",
        "BY | By Enid Barlow",
        "WC | 187 words",
        "PD | 20 April 2016",
        "SN | The Gannet Times",
        "LP",
        LEAD,
        "TD",
        SAID,
        "AN | Document GANNT00020160420ec4k0001d",
    ]
    (draft,) = factiva.documents([Block(row) for row in rows])
    article = build_document.document(draft, "a.docx").article
    assert (article.title.value, article.byline.value, article.published.value) == (
        "Fire",
        ("Enid Barlow",),
        "2016-04-20",
    )


def test_an_article_that_mentions_a_document_is_no_export() -> None:
    assert len(articles(f"Ferry vote splits the bay\n\n{LEAD}\n\nDocument GANNT00020160420ec4k0001d\n\n{SAID}")) == 1
