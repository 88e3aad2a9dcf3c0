"""Heads of web pages as people see them: days of publication and of the last change, who signs, the printed headline. All texts are invented."""

from __future__ import annotations

import pytest

from briefing.ingest import build_document
from briefing.ingest.readers.web import html
from briefing.model import Article

TITLE = "The ferry of Port Elm sails again"
STORY = "".join(
    f"<p>{text}</p>"
    for text in (
        "The council of Port Elm said on Thursday that work on the old bridge would begin in May and last a year, whatever it may cost.",
        "Opponents of the plan, who have been many since it was first shown, said it had been changed behind closed doors without a hearing.",
        "The operator carried twenty-one thousand passengers a day last year, according to its own figures, which nobody has seen in print.",
    )
)


def read(head: str, *, title: str = f"<h1>{TITLE}</h1>", below: str = "", meta: str = "", lang: str = "en") -> Article:
    page = f'<html lang="{lang}"><head><title>{TITLE}</title>{meta}</head><body><article>{title}{head}{STORY}{below}</article></body></html>'
    return build_document.document(html.page(page, 10_000_000), "page.html").article


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<time itemprop="dateModified" datetime="2017-11-28T18:05:30+01:00">27 November 2017 02:41 | Updated 28 November 2017 18:05</time>', "2017-11-27"),
        ('<time itemprop="dateModified" datetime="2017-11-28T18:05">27/11/2017 02:41 | Actualizado a 28/11/2017 18:05</time>', "2017-11-27"),
        ('<time class="updated" datetime="2021-03-16">15. März 2021, aktualisiert am 16. März 2021</time>', "2021-03-15"),
        ('<p class="date">Publié le 15 mars 2021 à 10h12, mis à jour le 16 mars 2021</p>', "2021-03-15"),
        ('<p class="date">Updated 16 March 2021 | Published 15 March 2021</p>', "2021-03-15"),
        ('<p>Publicado em 15 de março de 2021 - Atualizado em 16 de março de 2021</p>', "2021-03-15"),
        ("<div><span>Geplaatst op 15 maart 2021</span> <span>Bijgewerkt op 16 maart 2021</span></div>", "2021-03-15"),
        ('<time datetime="2021-03-15">March 15</time> <span>Updated <time datetime="2021-03-16">March 16</time></span>', "2021-03-15"),
        ('<div class="post-date">15 marzo 2021</div><div class="last-modified">16 marzo 2021</div>', "2021-03-15"),
        ('<div class="meta"><em>Posted on</em> March 15, 2021 <em>Last updated:</em> March 16, 2021</div>', "2021-03-15"),
        ("<span>Zuletzt aktualisiert: 16. März 2021</span> <span>Erstellt: 15. März 2021</span>", "2021-03-15"),
        ('<p class="byline">Posted by Ada Krol on Monday, March 15, 2021 in <a href="/n">News</a></p>', "2021-03-15"),
    ],
    ids=["time", "spanish", "german", "french", "order", "portuguese", "dutch", "two-times", "italian", "labels", "change-first", "posted-in"],
)  # fmt: skip
def test_the_day_of_publication_stands_beside_that_of_the_last_change(head: str, day: str) -> None:
    published = read(head).published
    assert (published.value or "")[:10] == day
    assert published.status == "stated"


@pytest.mark.parametrize(
    "head",
    [
        '<time itemprop="dateModified" datetime="2017-11-28T18:05:30+01:00">28/11/2017 18:05</time>',
        '<time class="updated" datetime="2017-11-28">28 November 2017</time>',
        '<div class="last-modified">28 November 2017</div>',
        '<div class="header__datemodified"><span>28 November 2017</span></div>',
        "<p>Last updated: <strong>November 28, 2017</strong></p>",
        "<p><span>Updated on</span> <span>November 28, 2017</span></p>",
        "<p>Zuletzt aktualisiert am 28. November 2017</p>",
        "<p>Mis à jour le 28 novembre 2017</p>",
        "<p>Actualizado el 28 de noviembre de 2017</p>",
        "<p>2017-11-28 更新</p>",
    ],
    ids=["property", "class", "division", "joined", "strong", "spans", "german", "french", "spanish", "behind"],
)
def test_a_page_that_shows_only_its_last_change_states_no_day(head: str) -> None:
    published = read(head).published
    assert published.status != "stated"
    assert published.value is None or published.value.startswith("2017-11-28")


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("<h2>{}</h2>", '<div class="byline"><b>By <a rel="author" href="/author/ada-krol/">Ada Krol</a></b> | November 13, 2014 | <a href="/email">Email</a></div>'),
        ('<h2 class="post-title">{}</h2>', '<div class="byline">By Ada Krol | November 13, 2014</div>'),
        ("<h3>{}</h3>", "<div>By Ada Krol, 13 November 2014</div>"),
        ("<h2>{}</h2>", '<p class="meta">13. November 2014 · Von Ada Krol</p>'),
        ("<h1>{}</h1>", '<div class="byline">Par Ada Krol, le 13 novembre 2014 <a href="/print">Imprimer</a></div>'),
        ("<h2>{}</h2>", "<ul><li>Por <a>Ada Krol</a></li><li>13 de noviembre de 2014</li></ul>"),
        ("<h1>{}</h1>", '<div><span class="blog__authorname">Ada Krol</span><span>Nov. 13, 2014</span></div>'),
        ("<h2>{}</h2>", "<p>by <a>Ada Krol</a></p><p>Posted on November 13, 2014</p>"),
        ("<h1>{}</h1>", "<p>The town had waited for it for many years, and the longer it waited, the less of it there was to be seen on the quay of Elm.</p><div>Ada Krol</div><div>13 novembre 2014</div>"),
        ("<h2>{}</h2>", '<p class="byline">Door Ada Krol - 13 november 2014 - <a href="#c">3 reacties</a></p>'),
    ],
    ids=["links", "plain", "h3", "german", "french", "list", "joined", "by-link", "bare", "dutch"],
)  # fmt: skip
def test_who_signs_and_the_day_stand_in_the_lines_below_the_headline(title: str, head: str) -> None:
    article = read(head, title=title.format(TITLE))
    assert article.title.value == TITLE
    assert article.byline.value == ("Ada Krol",)
    assert (article.published.value or "")[:10] == "2014-11-13"


@pytest.mark.parametrize(
    ("head", "lang", "meta", "day"),
    [
        ("<div>03/10/2023</div>", "en-GB", "", "2023-10-03"),
        ("<div>03/10/2023</div>", "en-US", "", "2023-03-10"),
        ("<div>03/10/2023</div>", "es", "", "2023-10-03"),
        ("<div>03/10/2023</div>", "en", '<link rel="canonical" href="https://elm.example/blog/2023/october/03/ferry">', "2023-10-03"),
        ("<div>03/10/2023</div>", "en", "", None),
    ],
    ids=["british", "american", "spanish", "address", "unknown"],
)  # fmt: skip
def test_a_day_in_figures_is_told_apart_by_country_or_address_only(
    head: str, lang: str, meta: str, day: str | None
) -> None:
    published = read(head, lang=lang, meta=meta).published
    assert published.value == day
    assert published.status == ("inferred" if day else "unknown")


def test_a_day_within_a_sentence_of_the_head_dates_nothing() -> None:
    assert read("<p>The old ferry was lost on 3 May 2019 in fog.</p>").published.value is None
    assert read("<p>3 May 2019 was the last day of the old ferry</p>").published.value is None


def test_a_label_dates_the_article_from_below_it() -> None:
    assert read("", below='<div class="foot">Posted on April 13, 2023</div>').published.value == "2023-04-13"


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ('<div class="author">Ada Krol</div><div class="author-more"><a href="/author/ada">View all posts by Ada Krol</a></div>', ("Ada Krol",)),
        ('<div class="author">Ada Krol <span>Follow</span></div>', ("Ada Krol",)),
        ('<div class="author">Ada Krol<span>7 min read</span></div>', ("Ada Krol",)),
        ('<div class="byline">By Ada Krol<span>Published on March 3, 2024</span></div>', ("Ada Krol",)),
        ('<div class="byline">By Ada Krol, Privacy and Harbour Safety Expert</div>', ("Ada Krol",)),
        ('<div class="author">This post was written by Ada Krol, Head of Marketing and Community Development</div>', ("Ada Krol",)),
        ('<div class="author">Ada Krol, PhD; Jon Aske, DVM</div>', ("Ada Krol", "Jon Aske")),
        ('<div class="author">Ada (Mara) Krol</div>', ("Ada (Mara) Krol",)),
        ('<div>By <a href="/author/ada">Ada Krol</a></div><div>Reviewed by <a href="/author/jon">Jon Aske</a></div>', ("Ada Krol",)),
        ('<div class="author"><p>Ada Krol</p><p>Abonnieren</p></div>', ("Ada Krol",)),
        ('<p class="byline">By <a href="/p">Ada Krol</a> on 3 May 2021 at 10:15 | <a href="/c">4 comments</a></p>', ("Ada Krol",)),
        ('<div class="author"><p>Ada Krol</p><p>Ver todos los artículos</p></div>', ("Ada Krol",)),
        ('<div class="author">Written by</div>', None),
        ('<section class="byline"><a href="/t">Wellness &amp; Prevention</a></section>', None),
    ],
    ids=["more", "follow", "minutes", "glued", "role", "written-by", "letters", "nickname", "reviewer", "german", "on-a-day", "spanish", "label", "section"],
)  # fmt: skip
def test_a_byline_holds_whole_names_and_nothing_beside_them(head: str, names: tuple[str, ...] | None) -> None:
    assert read(head).byline.value == names


@pytest.mark.parametrize(
    ("author", "shown", "name"),
    [
        ("mara-ellison", '<a href="/author/mara-ellison">Mara Ellison</a>', "Mara Ellison"),
        ("mara.ellison", '<div class="byline">By Mara Ellison</div>', "Mara Ellison"),
        ("maraellison", '<div class="author-box">Mara Ellison</div>', "Mara Ellison"),
        ("zoe-muller", '<div class="byline">Von Zoë Müller</div>', "Zoë Müller"),
        ("Laura", '<div class="author">Laura Aske</div>', "Laura Aske"),
        ("mara-ellison", "", "mara-ellison"),
    ],
    ids=["link", "dots", "joined", "accents", "given", "nowhere"],
)
def test_a_slug_is_spelt_as_the_page_prints_the_name(author: str, shown: str, name: str) -> None:
    assert read(shown, meta=f'<meta name="author" content="{author}">').byline.value == (name,)


def test_an_account_of_the_system_is_nobody() -> None:
    assert read("", meta='<meta name="author" content="NOC Admin">').byline.value is None


@pytest.mark.parametrize(
    ("heads", "titles", "title"),
    [
        ("<h1>Why the ferry of Port Elm sails again</h1>", "Ferry of Port Elm: what to know", "Why the ferry of Port Elm sails again"),
        ("<h1>Harbour news</h1>", "The ferry of Port Elm sails again", "The ferry of Port Elm sails again"),
        ("<h2>The ferry sails again</h2><h1>What comes next in Port Elm</h1>", "The ferry sails again | Elm Blog", "The ferry sails again"),
        ("<h1>Is the ferry back?</h1>", "Is the ferry back | All that you want to know of it", "Is the ferry back?"),
        ("<h1>Bridge reopens</h1>", "Bridge", "Bridge reopens"),
        ("<h1>Ferry’s back</h1>", "Ferry's back", "Ferry’s back"),
    ],
    ids=["printed", "section", "below", "bar", "short", "spelling"],
)  # fmt: skip
def test_the_title_is_the_headline_that_the_page_prints(heads: str, titles: str, title: str) -> None:
    page = f'<html><head><title>{titles}</title><meta property="og:title" content="{titles}"></head><body><article>{heads}{STORY}</article></body></html>'
    assert build_document.document(html.page(page, 10_000_000), "page.html").article.title.value == title


def test_a_page_that_was_encoded_twice_is_decoded_twice() -> None:
    words = "“Wir haben gewählt”, sagte Jarosław Krół."
    page = f"<html><head><meta charset='utf-8'></head><body><p>{words}</p></body></html>"
    assert words in html.characters(page.encode().decode("latin-1").encode())
    assert words in html.characters(page.encode())
