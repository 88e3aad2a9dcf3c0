"""What web pages state of themselves: the printed headline, who wrote it, when; in every shape, and never what is another's."""

from __future__ import annotations

import json

import pytest

from briefing.ingest import build_document
from briefing.ingest.readers.web import authors, html, json_ld, published, title
from briefing.model import Article

pytest.importorskip("trafilatura")

STORY = "".join(
    f"<p>{text}</p>"
    for text in (
        "The council of Port Elm said on Thursday that work on the old bridge would begin in May and last a year.",
        "“We have listened to everyone who uses it,” the mayor said. “Now it is time to build, and to build well.”",
        "Opponents said the plan had been changed behind closed doors without any hearing, and that it would cost more.",
    )
)
HEADLINE = "Council backs a plan for the old bridge"


def linked(**data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **data})}</script>'


def article(head: str = "", above: str = f"<h1>{HEADLINE}</h1>", below: str = "", *, url: str | None = None) -> Article:
    source = f"<!doctype html><html lang='en'><head>{head}</head><body><article>{above}{STORY}</article>{below}</body></html>"
    return build_document.document(html.page(source, 1_000_000, url), "page.html").article


# The title


def test_the_printed_headline_counts_where_networks_are_told_another() -> None:
    head = f'<title>Bridge: what you need to know | The Elm Courier</title><meta property="og:title" content="You will not believe this bridge">{linked(headline=HEADLINE)}'
    assert article(head).title.value == HEADLINE


def test_of_a_heading_and_a_title_for_networks_the_heading_is_printed() -> None:
    head = '<meta property="og:title" content="Council backs plan for old bridge - finally">'
    found = article(head).title
    assert (found.value, found.evidence) == (HEADLINE, f"h1: {HEADLINE}")


@pytest.mark.parametrize(
    "written",
    [
        f"{HEADLINE} | The Elm Courier",
        f"{HEADLINE} - Elm Courier",
        f"{HEADLINE} — The Elm Courier",
        f"{HEADLINE} -- elmcourier.example",
        f"{HEADLINE} | News | The Elm Courier",
        f"The Elm Courier | {HEADLINE}",
        f"{HEADLINE}｜The Elm Courier",
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_title(written: str) -> None:
    head = f'<title>{written}</title><meta property="og:title" content="{written}"><meta property="og:site_name" content="The Elm Courier">'
    assert (
        article(head, above="<h1>The Elm Courier</h1>", url="https://www.elmcourier.example/a").title.value == HEADLINE
    )


@pytest.mark.parametrize(
    "written", ["Bridge or ferry - the town decides", "Night trains | A reader writes", "Live: the bridge vote"]
)
def test_a_headline_with_a_dash_stays_whole_where_the_page_prints_it_so(written: str) -> None:
    head = f'<title>{written} | The Elm Courier</title><meta property="og:title" content="{written}">'
    assert article(head, above=f"<h1>{written}</h1>").title.value == written


def test_a_headline_that_was_cut_short_gives_way_to_the_whole_one() -> None:
    long = "Council backs a plan for the old bridge that would close it to carts, coaches, cattle and everybody else until the spring after next"
    head = (
        f'<title>{long[:60]}...</title><meta property="og:title" content="{long[:60]}...">{linked(headline=long[:110])}'
    )
    assert article(head, above=f"<h1>{long}</h1>").title.value == long


def test_a_short_name_of_the_window_gives_way_to_the_heading_that_holds_it() -> None:
    assert article("<title>Bridge</title>", above="<h1>Bridge reopens</h1>").title.value == "Bridge reopens"


def test_a_window_that_names_only_the_site_gives_way_to_the_heading() -> None:
    assert article("<title>Elm</title>").title.value == HEADLINE


@pytest.mark.parametrize("tag", ["h1", "h2", "div"])
def test_microdata_state_the_headline(tag: str) -> None:
    found = article("<title>Site</title>", above=f'<{tag} itemprop="headline">{HEADLINE}</{tag}>').title
    assert found.value == HEADLINE


def test_a_kicker_before_the_headline_is_not_the_headline() -> None:
    head = linked(headline=HEADLINE)
    assert article(head, above=f"<h1><span>Opinion</span> {HEADLINE}</h1>").title.value == HEADLINE


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("https://www.elmcourier.co.uk/a", "elmcourier"),
        ("https://news.elm-courier.example/a", "elm-courier"),
        ("http://courier.example:8080/", "courier"),
        ("mailto:x", ""),
    ],
)
def test_the_label_of_the_domain(address: str, label: str) -> None:
    assert title.domain(address) == label


# JSON-LD as it is found


@pytest.mark.parametrize(
    "text",
    [
        '{"a": "b",}',
        '{"a": "b"};',
        '<!-- {"a": "b"} -->',
        '// <![CDATA[\n{"a": "b"}\n// ]]>',
        '/* note */ {"a": "b" // why\n}',
        "{&quot;a&quot;: &quot;b&quot;}",
        '\ufeff{"a": "b"}',
        '{"a": "b", "c": undefined, "d": [1, 2,],}',
    ],
)
def test_scripts_that_are_no_json_are_mended(text: str) -> None:
    assert next(json_ld.read(text))["a"] == "b"


def test_bare_marks_and_line_breaks_within_a_string() -> None:
    text = '{"headline": "She said "build it", and left\nat once", "url": "https://elm.example/a//b"}'
    assert next(json_ld.read(text)) == {
        "headline": 'She said "build it", and left at once',
        "url": "https://elm.example/a//b",
    }


def test_several_values_in_one_script() -> None:
    assert list(json_ld.read('{"a": 1}\n{"b": 2}')) == [{"a": 1}, {"b": 2}]


@pytest.mark.parametrize("text", ["", "{", '{"a": ', "[" * 100_000, '{"a":' * 50_000, '"' * 100_001, "}" * 1000])
def test_scripts_beyond_mending_never_raise(text: str) -> None:
    assert all(value is not None for value in json_ld.read(text)) or text


def test_teasers_of_other_stories_are_not_the_article() -> None:
    other = {
        "@type": "NewsArticle",
        "headline": "Ferry to Marlton cancelled",
        "datePublished": "2031-01-01",
        "author": "Zed Wrong",
    }
    own = {"@type": "NewsArticle", "headline": HEADLINE, "datePublished": "2023-03-31", "author": "Ada Krol"}
    head = f'<script type="application/ld+json">{json.dumps([other, own, other])}</script>'
    found = article(head)
    assert (found.title.value, found.byline.value, found.published.value) == (HEADLINE, ("Ada Krol",), "2023-03-31")


def test_the_entries_of_a_live_page_do_not_sign_or_date_it() -> None:
    entry = {
        "@type": "BlogPosting",
        "headline": "It opens",
        "datePublished": "2031-01-01",
        "author": {"name": "Zed Wrong"},
    }
    head = linked(**{"@type": "LiveBlogPosting"}, headline=HEADLINE, datePublished="2023-03-31", author={"name": "Ada Krol"}, liveBlogUpdate=[entry])  # fmt: skip
    found = article(head)
    assert (found.byline.value, found.published.value) == (("Ada Krol",), "2023-03-31")


def test_the_page_dates_an_article_that_has_no_object_of_its_own() -> None:
    assert article(linked(**{"@type": "WebPage"}, datePublished="2023-03-31")).published.value == "2023-03-31"


# Authors


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("By Ada Krol and Jon Aske", ["Ada Krol", "Jon Aske"]),
        ("Ada Krol, Political Editor", ["Ada Krol"]),
        ("Ada Krol, Senior Reporter, Jon Aske", ["Ada Krol", "Jon Aske"]),
        ("Analysis by Ada Krol", ["Ada Krol"]),
        ("Von Ada Krol und Jon Aske", ["Ada Krol", "Jon Aske"]),
        ("Par Ada Krol", ["Ada Krol"]),
        ("Print Email By Ada Krol", ["Ada Krol"]),
        ("<a href='/x'>Ada Krol</a>", ["Ada Krol"]),
        ("Ada Krol\n Elm correspondent", ["Ada Krol"]),
        ("Ada Krol Published 3 May 2020", ["Ada Krol"]),
        ("Ada Krol (Text), Jon Aske (Fotos)", ["Ada Krol", "Jon Aske"]),
        ("Ada Krol/AP", ["Ada Krol"]),
        ("Siân O&#39;Brien", ["Siân O'Brien"]),
        ("Elm Courier Staff", ["Elm Courier Staff"]),
        ("The Associated Press", ["The Associated Press"]),
        ("李明", ["李明"]),
        ("https://www.facebook.com/elmcourier", []),
        ("facebook.com/elmcourier", []),
        ("@adakrol", []),
        ("admin", []),
        ("undefined", []),
        ("-", []),
    ],
)
def test_names_in_author_values(value: str, names: list[str]) -> None:
    assert authors.named(value) == names


def test_a_surname_first_is_turned_where_the_field_puts_it_first() -> None:
    assert article('<meta name="citation_author" content="Krol, Ada">').byline.value == ("Ada Krol",)
    assert authors.turned("Ada Krol, Jon Aske") == "Ada Krol, Jon Aske"


def test_a_person_that_the_page_names_is_believed_before_the_house() -> None:
    head = linked(author={"@type": "Organization", "name": "The Elm Courier"}, publisher={"name": "The Elm Courier"})
    assert article(head + '<meta name="author" content="Ada Krol">').byline.value == ("Ada Krol",)
    assert article(head).byline.value == ("The Elm Courier",)


def test_an_agency_that_signs_is_no_person_and_not_the_outlet() -> None:
    found = article(linked(author={"@type": "Organization", "name": "Reuters"}, publisher={"name": "The Elm Courier"}))
    assert (found.agency.value, found.outlet.value) == ("Reuters", "The Elm Courier")


@pytest.mark.parametrize(
    "author",
    [
        {"@type": "Person", "byline": "Ada Krol"},
        {"@type": "Person", "givenName": "Ada", "familyName": "Krol"},
        [{"@type": "Person", "name": ["Ada Krol"]}],
        {"@type": "Person", "name": {"name": "Ada Krol"}},
        ["Ada Krol"],
        [{"@type": "Person", "url": "https://elm.example/ada"}, {"@type": "Person", "name": "Ada Krol"}],
    ],
)
def test_shapes_of_author_in_linked_data(author: object) -> None:
    assert article(linked(author=author)).byline.value == ("Ada Krol",)


def test_the_byline_in_the_head_counts_not_the_box_below_or_the_next_story() -> None:
    above = f'<h1>{HEADLINE}</h1><div class="ArticleHeader_author__x1Y2">By <a href="/authors/ada">Ada Krol</a></div>'
    below = '<aside><div class="author">Zed Wrong</div></aside><div class="related-teaser"><span class="byline">By Yan Wrong</span></div>'
    assert article("", above, below).byline.value == ("Ada Krol",)


def test_an_unmarked_line_between_heading_and_text_signs() -> None:
    assert article("", f"<h1>{HEADLINE}</h1><div>By Ada Krol</div>").byline.value == ("Ada Krol",)


# Dates


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2023-11-06T13:00:59.123456789+01:00", "2023-11-06T13:00+01:00"),
        ("20180619T055000+0900", "2018-06-19T05:50+09:00"),
        ("1699275600000", "2023-11-06T13:00+00:00"),
        ("1699275600", "2023-11-06T13:00+00:00"),
        ("Fri Mar 13 21:30:09 EST 2015", "2015-03-13T21:30"),
        ("Fri Mar 13 21:30:09 UTC 2015", "2015-03-13T21:30+00:00"),
        ("1970-01-01T00:00:00Z", None),
        ("0000-00-00", None),
        ("06/11/2023", None),
        ("2023", None),
    ],
)
def test_machine_dates(text: str, iso: str | None) -> None:
    assert published.stamp(text) == iso


def test_the_day_of_the_last_change_is_not_that_of_publication() -> None:
    times = '<p>Updated <time datetime="2031-01-01T00:00:00Z">today</time></p><p>Published <time datetime="2023-03-31T10:00:00Z">then</time></p>'
    assert article("", f"<h1>{HEADLINE}</h1>{times}").published.value == "2023-03-31T10:00+00:00"
    only = '<p>Updated <time datetime="2031-01-01T00:00:00Z">today</time></p>'
    assert article("", f"<h1>{HEADLINE}</h1>{only}").published.value is None


@pytest.mark.parametrize(
    "line",
    [
        "<div>Submitted on 31 March 2023</div>",
        '<span class="story-date">March 31, 2023 10:15</span>',
        "<time>31 March 2023</time>",
        '<abbr class="published" title="2023-03-31T10:15:00+02:00">10:15</abbr>',
    ],
)
def test_a_date_printed_between_heading_and_text(line: str) -> None:
    found = article("", f"<h1>{HEADLINE}</h1>{line}").published
    assert ((found.value or "")[:10], found.status) == ("2023-03-31", "stated")


@pytest.mark.parametrize(
    "below",
    [
        '<div class="comments"><time datetime="2031-01-01">x</time></div>',
        '<aside><time datetime="2031-01-01">x</time></aside>',
        '<div class="related"><span class="date">1 January 2031</span></div>',
        "<footer>© 2031 The Elm Courier, 1 January 2031</footer>",
    ],
)
def test_days_of_comments_other_stories_and_the_copyright_date_nothing(below: str) -> None:
    assert article("", below=below).published.value is None


@pytest.mark.parametrize(
    ("printed", "stamp", "day"),
    [
        ("3 May 2021", "2021-05-04T03:10:00Z", "2021-05-03"),
        ("Published: 3 May 2021", "2021-05-19T08:00:00Z", "2021-05-03"),
        ("3 May 2021", "2024-02-19T08:00:00Z", "2021-05-03"),
        ("3 May 2021", "2021-04-12T08:00:00Z", "2021-04-12"),
        ("Updated: 2 April 2021", "2021-05-19T08:00:00Z", "2021-05-19"),
    ],
    ids=["other-clock", "called-published", "saved-anew", "earlier-stamp", "update"],
)
def test_the_printed_day_and_the_stamp_of_a_machine(printed: str, stamp: str, day: str) -> None:
    found = article(linked(datePublished=stamp), f"<h1>{HEADLINE}</h1><p>{printed}</p>").published
    assert (str(found.value)[:10], found.status) == (day, "stated")


def test_a_piece_of_the_line_of_the_last_update_dates_no_publication() -> None:
    above = f"<h1>{HEADLINE}</h1><p>Last updated on May 3, 2021</p><div><span>May 3, 2021</span></div>"
    found = article(above=above).published
    assert (found.value, found.status) == ("2021-05-03", "inferred")


def test_a_day_in_the_address_alone_is_inferred() -> None:
    found = article(url="https://elm.example/news/2023/mar/31/bridge").published
    assert (found.value, found.status) == ("2023-03-31", "inferred")
    assert article(url="https://elm.example/news/2023/99/31/bridge").published.status == "unknown"


# The outlet and the standfirst


def test_the_outlet_is_not_the_company_that_owns_it() -> None:
    head = (
        linked(publisher={"name": "Harbour Media Holdings Ltd"})
        + '<meta property="og:site_name" content="The Elm Courier | Local news">'
    )
    assert article(head).outlet.value == "The Elm Courier"


def test_a_platform_is_not_the_outlet_where_the_domain_says_so() -> None:
    head = linked(publisher={"name": "Blogworks"}) + '<meta property="og:site_name" content="Elm Courier">'
    assert article(head, url="https://www.elmcourier.example/a").outlet.value == "Elm Courier"


def test_a_picture_in_the_head_gives_no_standfirst() -> None:
    above = f'<h1>{HEADLINE}</h1><div class="image__lede article__lede-wrapper"><div class="article-summary">The old bridge at dusk, seen from the harbour wall in May</div></div>'
    assert article("", above).standfirst.value is None


def test_addresses_of_archived_pages_are_those_of_the_page() -> None:
    head = '<link rel="canonical" href="https://web.archive.org/web/20191111000000/https://elm.example/bridge">'
    assert article(head).url.value == "https://elm.example/bridge"


@pytest.mark.parametrize(
    ("markup", "names"),
    [
        ('<div class="author"><span class="profile__name"> Ada Krol </span><a class="profile__social"> @ada_krol </a><span> 11:57AM </span></div>', ("Ada Krol",)),
        ('<a class="author">Ada Krol <div class="title">Political editor</div></a>', ("Ada Krol",)),
        ('<p class="author-section byline-plain">By <a class="author">Ada Krol For The Elm Courier</a></p>', ("Ada Krol",)),
        ('<div class="o-Attribution__a-Author"><span class="o-Author--Label">By:</span><span><a href="/x">Ada Krol</a></span></div>', ("Ada Krol",)),
        ('<div class="submitted-by">Submitted by <a>Ada Krol</a> on Mon, 2019-01-21 13:49</div>', ("Ada Krol",)),
        ('<div data-testid="byline">By <a>Ada Krol</a><br>and <a>Jon Aske</a></div>', ("Ada Krol", "Jon Aske")),
        ('<a href="/authors/ada-krol">Ada Krol</a>', ("Ada Krol",)),
        ('<a href="/authors/all">All our authors</a>', None),
        ('<blockquote class="quote"><p class="quote-author">Zed Wrong</p></blockquote>', None),
    ],
)  # fmt: skip
def test_bylines_as_pages_print_them(markup: str, names: tuple[str, ...] | None) -> None:
    assert article("", f"<h1>{HEADLINE}</h1>{markup}").byline.value == names


@pytest.mark.parametrize("name", ["article:publicationdate", "x.pubDate", "news-published-at", "datePosted"])
def test_meta_elements_that_say_by_their_names_that_they_date_the_publication(name: str) -> None:
    assert article(f'<meta name="{name}" content="2023-03-31">').published.value == "2023-03-31"


@pytest.mark.parametrize(
    "name", ["article:modified_time", "last-published", "unpublish-date", "event-date", "revised", "expires"]
)
def test_meta_elements_of_other_days_date_nothing(name: str) -> None:
    assert article(f'<meta name="{name}" content="2023-03-31">').published.value is None


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("Dienstag, 5. März 2024, 10.15 Uhr", "2024-03-05T10:15"),
        ("05.03.2024", "2024-03-05"),
        ("Stand: 5.3.2024 | 10:15", "2024-03-05T10:15"),
        ("Publié le 1er août 2023", "2023-08-01"),
        ("jueves, 09 de enero de 2014", "2014-01-09"),
        ("3 marzo 2024", "2024-03-03"),
        ("12 de março de 2024", "2024-03-12"),
        ("Wtorek, 5 września 2023", "2023-09-05"),
        ("5 Ağustos 2023", "2023-08-05"),
        ("5 марта 2024, 10:15", "2024-03-05T10:15"),
        ("2023年11月17日 20:52", "2023-11-17T20:52"),
        ("2023년 11월 17일", "2023-11-17"),
        ("31. Februar 2024", None),
    ],
)
def test_dates_printed_in_other_languages(line: str, iso: str | None) -> None:
    assert article("", f"<h1>{HEADLINE}</h1><div>{line}</div>").published.value == iso


def test_the_day_of_the_last_update_is_no_more_than_inferred_in_any_language() -> None:
    published = article("", f"<h1>{HEADLINE}</h1><div>Zuletzt aktualisiert am 5. März 2024</div>").published
    assert (published.value, published.status) == ("2024-03-05", "inferred")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Von Ada Krol und Jon Aske", ("Ada Krol", "Jon Aske")),
        ("Par Ada Krol", ("Ada Krol",)),
        ("Por primera vez en la historia", None),
        ("By the numbers", None),
        ("Di nuovo insieme", None),
    ],
)
def test_unmarked_bylines_in_other_languages(line: str, names: tuple[str, ...] | None) -> None:
    assert article("", f"<h1>{HEADLINE}</h1><div>{line}</div>").byline.value == names
