"""Web pages in the shapes in which content management systems print them: the whole article, nothing around it, its facts."""

from __future__ import annotations

import json

import pytest

from briefing.ingest import build_document
from briefing.ingest.readers.web import html
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
    return build_document.document(html.page(source, 1_000_000), "page.html")


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
    promo = '<div class="newsletter"><p>Get our letter from the harbour every morning</p></div><aside><p>Ten walks for a rainy day</p></aside><p><a href="/x">Bakers may open on Sundays</a></p><figure><img src="a"><figcaption>The bridge at dusk in 2004</figcaption></figure>'
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


RUSSIAN = "Паром снова повезёт пассажиров через залив с весны, решил совет после долгих споров."
FRENCH = "L’été dernier, le conseil avait déjà voté — « c’est fini », disait la maire de Port-Élan."


@pytest.mark.parametrize(
    ("declared", "encoding", "text"),
    [
        ("windows-1251", "cp1251", RUSSIAN),
        ("koi8-r", "koi8-r", RUSSIAN),
        ("windows-1251", "utf-8", RUSSIAN),  # saved again, declares what it was sent as
        ("utf-16", "utf-8", RUSSIAN),
        ("iso-8859-1", "cp1252", FRENCH),
        ("utf-8", "cp1252", FRENCH),
        ("", "utf-8", RUSSIAN),
        ("utf-8", "utf-8-sig", RUSSIAN),
        ("", "utf-16", RUSSIAN),
        ("gb2312", "gb18030", "市议会周四表示，旧桥工程将于五月开始，为期一年，費用由全市承担。"),
        ("shift_jis", "cp932", "市議会は木曜日、旧橋の工事を五月に始めると発表した。①期間は一年。"),
        ("iso-2022-jp", "iso-2022-jp", "市議会は木曜日、旧橋の工事を五月に始めると発表した。"),
        ("no-such-set", "utf-8", RUSSIAN),
        ("zip", "utf-8", RUSSIAN),
    ],
)
def test_pages_in_every_character_set_also_wrongly_declared(declared: str, encoding: str, text: str) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    source = f"<html><head>{meta}<title>x</title></head><body><p>{text}</p></body></html>"
    assert text in html.characters(source.encode(encoding))


def test_an_xml_declaration_names_the_character_set() -> None:
    source = f'<?xml version="1.0" encoding="windows-1251"?><html><body><p>{RUSSIAN}</p></body></html>'
    assert RUSSIAN in html.characters(source.encode("cp1251"))


def test_characters_that_no_browser_shows_are_not_in_the_text() -> None:
    words = (
        PARAGRAPHS[0]
        .replace("council", "coun&shy;cil")
        .replace("Thursday", "Thurs\u200bday")
        .replace("bridge", "bri\u00addge")
    )
    document = read(f"<article><h1>Bridge plan backed</h1><p>{words}</p>{STORY}</article>")
    assert prose(document)[0] == PARAGRAPHS[0]


def test_pictures_within_the_page_cost_nothing() -> None:
    picture = "data:image/png;base64," + "iVBORw0KGgo" * 200_000
    body = f'<article><h1>Bridge plan backed</h1><img src="{picture}">{STORY}<figure><img srcset="{picture} 2x"></figure></article>'
    source = (
        f"<!--\n Page saved with SingleFile \n url: https://elm.example/bridge \n--><html><body>{body}</body></html>"
    )
    document = build_document.document(html.page(source, 50_000_000), "page.html")
    assert prose(document) == PARAGRAPHS
    assert document.article.url.value == "https://elm.example/bridge"


def test_what_stands_in_the_page_for_readers_without_scripts_is_not_read_twice() -> None:
    inner = STORY.replace("</p>", "</p><noscript><p>Please switch on scripts to see the pictures.</p></noscript>", 1)
    found = read(f'<article><h1>Bridge plan backed</h1><div class="x">{inner}</div></article>')
    assert prose(found) == PARAGRAPHS


def test_the_bar_of_an_archive_is_no_article() -> None:
    bar = '<div id="wm-ipp-base"><div id="wm-ipp"><p>13 captures of this page, from the year it began until the day on which it was lost</p></div></div>'
    document = read(f"{bar}<article><h1>Bridge plan backed</h1>{STORY}</article>")
    assert prose(document) == PARAGRAPHS


def test_text_that_only_scripts_would_print_is_taken_from_the_linked_data() -> None:
    data = {"@type": "NewsArticle", "headline": "Bridge plan backed", "articleBody": "\n\n".join(PARAGRAPHS * 2)}
    document = read(f'<div id="root"><h1>Bridge plan backed</h1><p>{PARAGRAPHS[0]}</p></div>', linked(data))
    assert prose(document) == PARAGRAPHS


def test_a_paragraph_that_is_nothing_but_a_link_leads_to_another_story() -> None:
    inner = STORY.replace("</p>", '</p><p><a href="/x"><strong>FERRY TO MARLTON CANCELLED AGAIN</strong></a></p>', 1)
    document = read(f'<article><h1>Bridge plan backed</h1><div class="x">{inner}</div></article>')
    assert prose(document) == PARAGRAPHS


def test_the_parts_of_a_live_page_keep_their_headings() -> None:
    parts = "".join(f'<article class="block"><header><time datetime="2031-01-01">10.0{n}</time><h2>What came in part {n}</h2></header><p>{text}</p></article>' for n, text in enumerate(PARAGRAPHS))  # fmt: skip
    found = prose(read(f'<main><h1>Bridge plan backed</h1><div id="liveblog">{parts}</div></main>'))
    assert [text for text in found if text.startswith("What came")] == [f"What came in part {n}" for n in range(4)]


def test_without_the_extra_the_message_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from briefing.errors import ExtraMissingError

    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(ExtraMissingError, match=r'pip install "briefing\[html\]"'):
        html.page("<html><body><p>x</p></body></html>", 1000)


def test_a_saved_page_of_several_parts_is_the_one_at_the_saved_address() -> None:
    from briefing.ingest.readers.containers import mhtml

    advert = "<html><body><p>A boat of your own, at last, for no more than the price of a very good dinner.</p></body></html>"
    page = f"<html><body><article><h1>Bridge plan backed</h1>{STORY}</article></body></html>"
    part = "--x\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\nContent-Location: {}\r\n\r\n{}\r\n"
    data = (
        "From: <Saved by Elm>\r\nSnapshot-Content-Location: https://elm.example/bridge\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="x"\r\n\r\n'
        + part.format("https://ads.example/boat", advert)
        + part.format("https://elm.example/bridge", page)
        + "--x--\r\n"
    )
    (draft,), _ = mhtml.read(data.encode(), "page.mhtml", 1_000_000, 10)
    assert [block.text for block in draft.blocks if block.text in PARAGRAPHS] == PARAGRAPHS
    assert draft.fields["url"].value == "https://elm.example/bridge"


@pytest.mark.parametrize("language", ["ar", "he", "fa"])
def test_pages_that_run_from_right_to_left(language: str) -> None:
    words = {"ar": "قال المجلس يوم الخميس إن العمل في الجسر القديم سيبدأ في أيار ويستمر سنة كاملة.", "he": "המועצה אמרה ביום חמישי שהעבודה על הגשר הישן תתחיל במאי ותימשך שנה שלמה.", "fa": "شورا روز پنجشنبه گفت که کار روی پل قدیمی در ماه مه آغاز می‌شود و یک سال طول می‌کشد."}[language]  # fmt: skip
    inner = "".join(f"<p>\u200f{words} {n}</p>" for n in range(4))
    source = f'<html lang="{language}" dir="rtl"><body><article><h1>{words[:30]}</h1>{inner}</article></body></html>'
    document = build_document.document(html.page(source, 1_000_000), "page.html")
    assert len(prose(document)) == 4
    assert "\ufffd" not in document.text
    assert document.article.language.value == language


def test_a_page_of_more_paragraphs_than_any_article_keeps_its_text_without_trafilatura() -> None:
    from briefing.ingest.readers.web import body as pagebody

    lines = "".join(f"<p>The lamps in square {number} were lit again on Monday.</p>" for number in range(15_001))
    document = read(f"<article><h1>Bridge plan backed</h1>{lines}</article>")
    assert len(prose(document)) == 15_001
    tree = html._tree(f"<html><body>{lines}</body></html>", pytest.importorskip("lxml.html"))
    assert pagebody.paragraphs(tree, None) == []  # never asked


def test_joiners_stay_where_the_script_needs_them() -> None:
    persian = "کشتی&zwnj;ها به بندر می\u200cرسند و مردم می&#8204;خواهند آن&#x200C;ها را ببینند."
    hindi = "लोगों ने पूछा कि क्&zwj;या यह सच है और पर्\u200dयटक कब आएंगे."
    strays = PARAGRAPHS[3].replace("passengers", "pas&zwnj;sen\u200dgers")
    inner = f"<p>{PARAGRAPHS[0]}</p><p>{persian}</p><p>{hindi}</p><p>{strays}</p>"
    found = prose(read(f"<article><h1>Bridge plan backed</h1>{inner}</article>"))
    assert found[1] == persian.replace("&zwnj;", "\u200c").replace("&#8204;", "\u200c").replace("&#x200C;", "\u200c")
    assert found[2] == hindi.replace("&zwj;", "\u200d")
    assert found[3] == PARAGRAPHS[3]
