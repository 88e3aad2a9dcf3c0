"""Twelve more page layouts, in the shapes of larger outlets' own systems and of pages saved from a browser, for ``ingest.py``.

Written after the rules for the first ten, which have been mended by what these showed since: components with
names for tests, paragraphs that are divisions, promotions within the text, live pages, AMP, archives, snapshots with pictures.
The headline printed on the page differs from that for networks in half of them, as it does outside. All names and texts are invented.
"""

from __future__ import annotations

import base64
import json
import random
from collections.abc import Callable

from ingest_layouts import Item
from ingest_pages import (
    CAPTION,
    COMMENT,
    COOKIE,
    HEADINGS,
    NEWSLETTER,
    OUTLET,
    PAYWALL,
    POINTS,
    QUOTE,
    RELATED,
    E,
    Page,
    _by,
    _comments,
    _cookies,
    _footer,
    _nav,
    _og,
    _related,
)  # fmt: skip

NETWORK = "You will not believe what happens at the harbour now"
STANDFIRST = "The plan has divided the town for years, and this week nobody changed their mind about any part of it."
BIO = "covers the harbour for The Elm Courier and has lived beside it since the year of the great flood."


def _linked(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def _article(i: Item, **more: object) -> dict[str, object]:
    return {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": i.title, "datePublished": i.moment.isoformat() + ("" if i.moment.tzinfo else "Z"),
        "author": [{"@type": "Person", "name": name} for name in i.names], "publisher": {"@type": "NewsMediaOrganization", "name": OUTLET}, **more,
    }  # fmt: skip


def _done(
    i: Item,
    head: str,
    body: str,
    blocks: list[str],
    *,
    window: str | None = None,
    authors: bool = True,
    html: str = 'lang="en"',
) -> Page:
    source = f'<!DOCTYPE html><html {html}><head><meta charset="utf-8"><title>{E(window or i.title)}</title>{head}</head><body>{body}</body></html>'
    around = [*RELATED, *COMMENT, COOKIE, NEWSLETTER, PAYWALL, CAPTION, BIO]
    return Page(source, i.title, tuple(i.names) if authors else (), i.moment.date().isoformat(), OUTLET, blocks, around)


def _mixed(
    i: Item, r: random.Random, one: str, *, between: list[str], head: str = "<h2>{}</h2>"
) -> tuple[str, list[str]]:
    """Paragraphs in the form ``one``, each of ``between`` behind one of them, a subheading and a quotation."""
    pieces, blocks = [], []
    for number, text in enumerate(i.paragraphs):
        pieces.append(one.format(E(text, quote=False)))
        blocks.append(text)
        if number < len(between):
            pieces.append(between[number])
        if number == 2 and head:
            pieces.append(head.format(HEADINGS[1]))
            blocks.append(HEADINGS[1])
            pieces.append(one.format(QUOTE))
            blocks.append(QUOTE)
    return "\n".join(pieces), blocks


def broadsheet(i: Item, r: random.Random) -> Page:
    ad = '<div class="css-ad" data-testid="inline-ad"><p>Advertisement</p><a href="#after">SKIP ADVERTISEMENT</a></div>'
    body, blocks = _mixed(i, r, '<div class="css-s99 StoryBodyCompanionColumn"><div class="css-53u6y8"><p class="css-at9mc1 evys1bk0">{}</p></div></div>', between=[f'<div class="css-x"><figure class="img"><div><img src=a></div><figcaption class="css-c"><span>{CAPTION[:40]}</span><span class="css-cr"><span>Credit...</span>Pat Example for {OUTLET}</span></figcaption></figure></div>', ad], head='<h2 class="css-h eoo0vm40">{}</h2>')  # fmt: skip
    inner = f'<main id="site-content"><article id="story"><header class="css-e"><h1 data-testid="headline" class="css-hd e1h9rw200">{E(i.title)}</h1><p id="article-summary" class="css-sum e1wiw3jv0">{STANDFIRST}</p><div class="css-tools"><button>Share full article</button><span>147</span></div><div class="css-by"><p class="css-1e e1jsehar1"><span class="byline-prefix">By </span>{" and ".join(f"<a href=/by/{n} class=css-n itemprop=name>{E(name)}</a>" for n, name in enumerate(i.names))}</p></div><div><p class="css-bio">{E(i.names[0])} {BIO}</p></div><time datetime="{i.moment.isoformat()}" class="css-t">{i.day("{sh} {d}, {y}")}</time></header><section name="articleBody" class="meteredContent css-r">{body}</section><div class="bottom-of-article"><p>A version of this article appears in print in Section A of the late edition with the headline: Bridge.</p><a>Order Reprints</a></div></article></main>'
    page = _done(i, _linked(_article(i, headline=NETWORK)) + _og(i, suffix=""), f"{_nav()}{inner}{_related('section')}{_footer()}", blocks, window=f"{i.title} - {OUTLET}")  # fmt: skip
    page.blocks.insert(0, STANDFIRST)
    return page


def wire(i: Item, r: random.Random) -> Page:
    body, blocks = _mixed(i, r, '<div data-testid="paragraph-x" class="text__text__1FZLe text__dark-grey__3Ml43 article-body__paragraph__2-BtD">{}</div>', between=['<div class="ad-slot__container" data-testid="ResponsiveAdSlot"><div>Advertisement · Scroll to continue</div></div>'], head='<h2 data-testid="Heading" class="text__text__x">{}</h2>')  # fmt: skip
    inner = f'<div class="article__container"><article class="article"><div class="article__main"><header class="article-header__wrapper"><div class="default-article-header"><nav aria-label="Breadcrumb"><ul><li><a>World</a></li></ul></nav><h1 data-testid="Heading" class="text__text__h">{E(i.title)}</h1><div class="info-content__author-date"><div data-testid="AuthorName" class="author-name">By {" and ".join(f"<a rel=author href=/authors/{n}>{E(name)}</a>" for n, name in enumerate(i.names))}</div><time data-testid="DateTime" datetime="{i.moment.isoformat()}"><span>{i.day("{mon} {d}, {y}")}</span><span>1:05 PM UTC</span><span>Updated 2 years ago</span></time></div></div></header><div class="article-body__wrapper"><div class="primary-gallery__wrapper"><figure><img src=a><figcaption><p data-testid="Body">{CAPTION}</p></figcaption></figure></div><div class="article-body__content">{body}<p data-testid="Body" class="text__text__s">Sign up <a href="/n">here.</a></p><div class="article-body__element"><p data-testid="SignOff">Reporting by {E(i.names[0])}; Editing by Tom Ames</p><p data-testid="Body">Our Standards: <a href="/s">The Elm Trust Principles.</a></p></div></div></div></div></article></div>'
    linked = _article(i, author=[{"@type": "Person", "byline": name, "sameAs": "/a"} for name in i.names])
    return _done(i, _linked(linked) + f'<meta property="og:title" content="{NETWORK}"><meta name="article:author" content="{E(", ".join(i.names))}">', f"{_nav()}{inner}{_related()}{_footer()}", blocks, window=f"{i.title} | {OUTLET}")  # fmt: skip


def cable(i: Item, r: random.Random) -> Page:
    promo = f'<p><a href="/p" target="_blank"><strong><u>{RELATED[0].upper()}</u></strong></a></p>'
    video = f'<div class="video-container"><div class="info"><h4 class="title"><a>{RELATED[1]}</a></h4></div><div class="caption"><p>{CAPTION}<span class="copyright">(Elm Pictures)</span></p></div></div>'
    body, blocks = _mixed(
        i, r, '<p class="speakable">{}</p>', between=[video, promo], head="<h2><strong>{}</strong></h2>"
    )
    inner = f'<div class="page-content"><main class="main-content"><article class="article-wrap has-video"><header class="article-header"><div class="meta"><div class="eyebrow"><a>Harbour</a></div><span class="article-date">Published <time>{i.day("{mon} {d}, {y} 9:32am EDT")}</time></span></div><h1 class="headline speakable">{E(i.title)}</h1><h2 class="sub-headline speakable">{STANDFIRST}</h2><div class="author-byline">By <span><span><a href="/person/a">{E(i.names[0])}</a></span></span> <span class="article-source">{OUTLET}</span></div></header><div class="article-content-wrap sticky-columns"><div class="article-social"><ul><li><a>Facebook</a></li><li><a>Twitter</a></li></ul></div><div class="article-content"><div class="article-body">{body}<p><a href="/app"><strong>CLICK HERE TO GET THE ELM NEWS APP</strong></a></p><p><i>Tom Ames and Elm Press contributed to this report.</i></p></div><div class="article-meta"><div class="author-bio"><p>{E(i.names[0])} {BIO} Follow her @elm.</p></div></div></div></div></article></main>{_related()}</div>'
    page = _done(i, _linked(_article(i, author={"@type": "Organization", "name": OUTLET})) + _og(i) + f'<meta name="dc.creator" content="{E(i.names[0])}">', f"{_nav()}{inner}{_footer()}", blocks, window=f"{i.title} | {OUTLET}")  # fmt: skip
    page.authors = (i.names[0],)
    page.blocks.insert(0, STANDFIRST)
    return page


def portal(i: Item, r: random.Random) -> Page:
    rich = f'<aside data-component="rich-link" class="element-rich-link"><a href="/x"><h3>{RELATED[2]}</h3><span>Read more</span></a></aside>'
    letter = f'<gu-island name="EmailSignup"><div class="newsletter-signup"><h4>Free weekly letter</h4><p>{NEWSLETTER}</p><p><strong>Privacy Notice:</strong> Newsletters may contain information about charities and online ads.</p></div></gu-island><p id="sign-up">after newsletter promotion</p>'
    body, blocks = _mixed(i, r, '<p class="dcr-1kas69x">{}</p>', between=[rich, letter])
    inner = f'<main id="maincontent"><article class="dcr-a"><div data-gu-name="title"><div class="dcr-k"><a href="/h">Harbour</a></div></div><div data-gu-name="headline"><h1 class="dcr-h">{E(i.title)}</h1></div><div data-gu-name="standfirst"><div class="dcr-s"><p>{STANDFIRST}</p></div></div><aside data-gu-name="meta"><div class="dcr-m"><address aria-label="Contributor info" data-component="meta-byline"><div class="dcr-b">{" and ".join(f"<a rel=author href=/profile/{n}>{E(name)}</a>" for n, name in enumerate(i.names))}</div></address><details><summary>{i.day("{w} {d} {mo} {y} {H}.{M} GMT")}</summary>Last modified on Fri 3 Jan 2031 10.00 GMT</details></div></aside><div data-gu-name="body"><div id="maincontent-body" class="article-body-commercial-selector article-body-viewer-selector dcr-b"><figure><img src=a><figcaption><span>{CAPTION}</span></figcaption></figure>{body}</div><div class="dcr-sub"><div>Explore more on these topics</div><ul><li><a>Bridges</a></li><li><a>Harbour</a></li></ul></div></div></article></main>'
    page = _done(i, _linked([_article(i), {"@type": "WebPage", "@id": "x", "potentialAction": {}}]) + f'<meta property="og:title" content="{NETWORK}"><meta property="og:site_name" content="{OUTLET}">' + "".join(f'<meta property="article:author" content="https://elm.example/profile/{n}">' for n in range(2)), f"{_cookies()}{_nav()}{inner}{_related('section')}{_comments()}{_footer()}", blocks, window=f"{i.title} | Harbour | {OUTLET}")  # fmt: skip
    page.blocks.insert(0, STANDFIRST)
    return page


def regional(i: Item, r: random.Random) -> Page:
    body, blocks = _mixed(i, r, "<p>{}</p>", between=['<div class="in-article-ad"><!-- ad --></div>', f'<p><strong>READ MORE: </strong><a href="/r">{RELATED[3]}</a></p>'], head="<h3>{}</h3>")  # fmt: skip
    inner = f'<div id="content" class="articlePage"><article class="article-main channel-news"><div class="lead-content"><h1 class="section-theme-background-indicator publication-font" itemprop="headline name">{E(i.title)}</h1><p class="sub-title" itemprop="description">{STANDFIRST}</p></div><div class="byline"><span>By</span><ul class="authors"><li class="author"><a class="publication-theme" href="/authors/x">{E(i.names[0])}</a> <span class="job-title">Local Democracy Reporter</span></li></ul><ul class="time-info"><li><time class="date-published" datetime="{i.moment.isoformat()}">{i.day("{H}:{M}, {d} {mo} {y}")}</time></li><li>Updated <time class="date-updated" datetime="2031-01-01T00:00:00Z">00:00, 1 Jan 2031</time></li></ul></div><div class="article-body">{body}<p class="comments-cta">What do you think about the bridge? Have your say in the comments.</p></div><div class="tag-list"><ul><li><a>Elm Council</a></li></ul></div></article></div>'
    broken = (
        _linked(_article(i)).replace('"headline": ', '/* head */ "headline": ').replace("}</script>", ",}</script>")
    )
    page = _done(
        i,
        broken + _og(i, suffix=f" - {OUTLET}"),
        f"{_nav()}{inner}{_related()}{_comments()}{_footer()}{_cookies()}",
        blocks,
        window=f"{i.title} - {OUTLET}",
    )
    page.blocks.insert(0, STANDFIRST)
    return page


def amp(i: Item, r: random.Random) -> Page:
    body, blocks = _mixed(i, r, "<p>{}</p>", between=['<amp-ad width=300 height=250 type="x"></amp-ad>', f'<amp-img src="a.jpg" alt="{CAPTION}"></amp-img>'])  # fmt: skip
    inner = f'<header class="amp-header"><a href="/">{OUTLET}</a></header><amp-sidebar id="s" layout="nodisplay"><ul><li>Home</li><li>News</li></ul></amp-sidebar><article class="amp-wp-article"><header class="amp-wp-article-header"><h1 class="amp-wp-title">{E(i.title)}</h1><div class="amp-wp-meta amp-wp-byline"><span class="amp-wp-author author vcard">{E(i.names[0])}</span></div><div class="amp-wp-meta amp-wp-posted-on"><time datetime="{i.moment.isoformat()}">2 hours ago</time></div></header><div class="amp-wp-article-content">{body}</div><footer class="amp-wp-article-footer"><div class="amp-wp-meta amp-wp-tax-tag">Tags: bridge, harbour</div></footer></article>'
    page = _done(
        i,
        _linked(_article(i, author={"@type": "Person", "name": i.names[0]})),
        inner + _footer(),
        blocks,
        html='amp lang="en"',
    )
    page.authors = (i.names[0],)
    return page


def rolling(i: Item, r: random.Random) -> Page:
    entries, blocks, updates = [], [], []
    for number, text in enumerate(i.paragraphs):
        heading = f"{HEADINGS[number % 4]}, part {number + 1}"
        entries.append(
            f'<article id="block-{number}" class="block block--content" data-block-id="{number}"><header><a class="timestamp"><time datetime="{i.moment.isoformat()}">{i.day("{H}.{M} GMT")}</time></a><h2>{heading}</h2></header><div class="block-elements"><p>{E(text, quote=False)}</p></div><footer><button>Share</button></footer></article>'
        )
        blocks += [heading, text]
        updates.append(
            {
                "@type": "BlogPosting",
                "headline": heading,
                "datePublished": "2032-05-05T05:05:05Z",
                "articleBody": text,
                "author": {"@type": "Person", "name": "Zed Wrong"},
            }
        )
    inner = f'<main><div class="live-header"><span class="live-badge">Live</span><h1>{E(i.title)}</h1><div class="byline">{E(_by(i))}</div></div><div class="liveblog-navigation"><button>Newer</button></div><div id="liveblog-body">{"".join(entries)}</div></main>'
    return _done(i, _linked(_article(i, **{"@type": "LiveBlogPosting"}, liveBlogUpdate=updates)) + f'<meta property="og:site_name" content="{OUTLET}">', f"{_nav()}{inner}{_related()}{_footer()}", blocks, window=f"{i.title} – as it happened | {OUTLET}")  # fmt: skip


def blogger(i: Item, r: random.Random) -> Page:
    text = "<br />\n<br />\n".join(E(one, quote=False) for one in i.paragraphs)
    inner = f'<div class="date-outer"><h2 class="date-header"><span>{i.day("{wd}, {mon} {d}, {y}")}</span></h2><div class="post hentry uncustomized-post-template"><h3 class="post-title entry-title">{E(i.title)}</h3><div class="post-body entry-content"><div style="text-align: center;"><a href="a.jpg"><img src="a.jpg"></a></div>{text}<div style="clear: both;"></div></div><div class="post-footer"><span class="post-author vcard">Posted by <span class="fn"><a rel="author"><span itemprop="name">{E(i.names[0])}</span></a></span></span> at <abbr class="published" title="{i.moment.isoformat()}">{i.day("{h12}:{M} {ap}")}</abbr></div></div></div><div class="comments" id="comments"><h4>2 comments:</h4><dl>{"".join(f"<dt>anon said...</dt><dd><p>{c}</p></dd>" for c in COMMENT)}</dl></div>'
    page = _done(i, f'<meta property="og:title" content="{E(i.title)}"><meta property="og:site_name" content="{OUTLET}"><meta property="article:published_time" content="{i.moment.isoformat()}">', f"<h1 class=title><a href=/>{OUTLET}</a></h1>{inner}<div class=sidebar><h2>Blog Archive</h2><ul><li>2019 (20)</li></ul></div>", list(i.paragraphs), window=f"{OUTLET}: {i.title}")  # fmt: skip
    page.authors = (i.names[0],)
    return page


def archived(i: Item, r: random.Random) -> Page:
    toolbar = '<!-- BEGIN WAYBACK TOOLBAR INSERT --><div id="wm-ipp-base" lang="en"><div id="wm-ipp"><p>13 captures</p><p>04 Mar 2009 - 11 Nov 2019 The Wayback Machine has an archive of captures of this page</p><table><tr><td>About this capture</td></tr></table></div></div><!-- END WAYBACK TOOLBAR INSERT -->'
    body, blocks = _mixed(i, r, "<p>{}</p>", between=[], head="")
    inner = f'<div id="main"><div class="story"><h1>{E(i.title)}</h1><p class="byline">{E(_by(i))}</p><p class="date">{i.day("{mon} {d}, {y}")}</p>{body}</div></div>'
    return _done(i, f'<link rel="canonical" href="https://web.archive.org/web/20191111000000/https://www.elmcourier.example/news/bridge"><meta property="og:site_name" content="{OUTLET}">', f"{toolbar}{_nav()}{inner}{_footer()}", blocks, window=f"{i.title} - {OUTLET}")  # fmt: skip


def snapshot(i: Item, r: random.Random) -> Page:
    picture = base64.b64encode(r.randbytes(60_000)).decode()
    body, blocks = _mixed(i, r, "<p>{}</p>", between=[f'<figure><img src="data:image/png;base64,{picture}"><noscript><img src="b.jpg"></noscript><figcaption>{CAPTION}</figcaption></figure>', f"<noscript><p>{E(i.paragraphs[0], quote=False)}</p></noscript>"])  # fmt: skip
    inner = f'<main><article><h1>{E(i.title)}</h1><div class="entry-meta"><span class="author">{E(_by(i))}</span> <time class="published" datetime="{i.moment.isoformat()}"></time></div><div class="entry-content">{body}</div></article></main>'
    page = _done(i, f'<style>body{{background:url(data:image/png;base64,{picture})}}</style><meta property="og:site_name" content="{OUTLET}">', f"{_nav()}{inner}{_related()}{_footer()}", blocks, window=f"{i.title} | {OUTLET}")  # fmt: skip
    page.source = page.source.replace("<html ", f"<!--\n Page saved with SingleFile \n url: https://elm.example/a \n saved date: {i.moment:%a %b %d %Y}\n--><html ", 1)  # fmt: skip
    return page


def shell(i: Item, r: random.Random) -> Page:
    inner = f'<div id="root"><h1>{E(i.title)}</h1><p>{E(i.paragraphs[0], quote=False)}</p></div><noscript>You need to enable JavaScript to run this app.</noscript>'
    return _done(i, _linked(_article(i, articleBody="\n\n".join(i.paragraphs))) + f'<meta property="og:site_name" content="{OUTLET}">', inner, list(i.paragraphs), window=f"{i.title} | {OUTLET}")  # fmt: skip


def weekly(i: Item, r: random.Random) -> Page:
    box = (
        f'<div class="infobox"><h4>The bridge in figures</h4><ul>{"".join(f"<li>{p}</li>" for p in POINTS)}</ul></div>'
    )
    pull = f'<blockquote class="pullquote"><p>{E(i.paragraphs[0].split(". ")[0], quote=False)}</p></blockquote>'
    body, blocks = _mixed(i, r, '<p class="paragraph article__item">{}</p>', between=[pull], head='<h2 class="article__subheading article__item">{}</h2>')  # fmt: skip
    inner = f'<main class="main--article"><article class="article"><header class="article-header"><h1 class="article-heading"><span class="article-heading__kicker">Bridges</span><span class="visually-hidden">: </span><span class="article-heading__title">{E(i.title)}</span></h1><div class="summary">{STANDFIRST}</div><div class="metadata"><div class="metadata__byline">Von {" und ".join(f"<span itemprop=author itemscope><a itemprop=url><span itemprop=name>{E(n)}</span></a></span>" for n in i.names)}</div><time class="metadata__date" datetime="{i.moment.isoformat()}">{i.day("{d}. {mm}. {y}")}</time></div></header><div class="article-page">{body}{box if r.random() < 0 else ""}</div><section class="comment-section"><p>{COMMENT[0]}</p></section></article></main>'
    page = _done(i, f'<meta property="og:title" content="Bridges: {E(i.title)}"><meta property="og:site_name" content="{OUTLET}"><meta property="twitter:title" content="{NETWORK}">', f"{_nav()}{inner}{_footer()}", blocks, window=f"{i.title} | {OUTLET}")  # fmt: skip
    page.title = f"Bridges: {i.title}"
    page.blocks.insert(0, STANDFIRST)
    return page


OUTLETS: list[Callable[[Item, random.Random], Page]] = [broadsheet, wire, cable, portal, regional, amp, rolling, blogger, archived, snapshot, shell, weekly]  # fmt: skip
