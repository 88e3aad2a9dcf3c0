"""Invented articles in ten page layouts as content management systems print them, for ``ingest.py``. All names and texts are invented.

Each page says what a reader of it should find: title, authors, day and the paragraphs of the body, and which words around
them are not the article: navigation, cookies, sharing, related stories, captions, comments, subscriptions.
"""

from __future__ import annotations

import html
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from ingest_layouts import Item

E = html.escape
OUTLET = "The Elm Courier"
HEADINGS = ["What the council wants", "A long quarrel", "The cost", "What happens next"]
POINTS = ["A toll of two crowns a day", "Night buses until the work is done", "A new path for cyclists along the quay"]
QUOTE = "Nobody in this town has ever crossed that bridge without an opinion about it, and nobody has ever kept it to himself."
ROWS = [
    ("Year", "Passengers", "Cost"),
    ("2019", "21,000", "4.1m"),
    ("2021", "18,400", "4.6m"),
    ("2023", "23,900", "5.2m"),
]
RELATED = [
    "Ferry to Marlton cancelled for a third week",
    "Bakers win the right to open on Sundays",
    "Ten walks for a rainy day in Elm",
    "Museum finds a lost map behind the stove",
]
COMMENT = [
    "I crossed it twice this morning and nothing happened, what is all this fuss about?",
    "Well said. My grandfather helped to paint that bridge in his youth and he always said it would outlive us.",
]
COOKIE = "We use cookies and similar technologies to give you a better experience. By clicking accept you agree to our use of them and to our partners' use of your data."
NEWSLETTER = "Sign up for our morning newsletter and never miss a story from Port Elm again."
PAYWALL = "This article is for subscribers. Subscribe now for two crowns a week and read on."
CAPTION = "The old bridge at dusk, seen from the harbour wall. Photograph: Pat Example/Elm Pictures"
NAV = ["Home", "News", "Politics", "Business", "Sport", "Culture", "Weather", "Opinion", "Obituaries", "Jobs"]


@dataclass
class Page:
    """``blocks``: the paragraphs of the body in order. ``around``: words of the page that are no article."""

    source: str
    title: str
    authors: tuple[str, ...]
    date: str | None
    outlet: str | None
    blocks: list[str]
    around: list[str] = field(default_factory=list)


def _json(i: Item, shape: str) -> str:
    authors = [{"@type": "Person", "name": name, "url": "https://elm.example/people"} for name in i.names]
    article = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": i.title, "datePublished": i.moment.isoformat() + "+00:00", "dateModified": i.moment.replace(year=i.moment.year + 1).isoformat() + "+00:00",
        "author": authors, "publisher": {"@type": "Organization", "name": OUTLET}, "image": ["https://elm.example/a.jpg"],
    }  # fmt: skip
    if shape == "graph":
        article["author"] = [{"@id": f"#p{n}"} for n, _ in enumerate(i.names)]
        article["publisher"] = {"@id": "#org"}
        people = [{"@type": "Person", "@id": f"#p{n}", "name": name} for n, name in enumerate(i.names)]
        data: object = {
            "@context": "https://schema.org",
            "@graph": [
                {"@type": "WebSite", "name": OUTLET},
                {"@type": "Organization", "@id": "#org", "name": OUTLET},
                {"@type": "BreadcrumbList", "itemListElement": []},
                article,
                *people,
            ],
        }
    elif shape == "array":
        data = [
            {
                "@context": "https://schema.org",
                "@type": "BreadcrumbList",
                "itemListElement": [{"@type": "ListItem", "name": "News"}],
            },
            article,
        ]
    elif shape == "text":
        article["author"] = ", ".join(i.names)
        article["@type"] = ["Article", "ReportageNewsArticle"]
        data = article
    elif shape == "list":
        article["author"] = {"@type": "Person", "name": i.names}
        data = article
    else:
        data = article
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def _og(i: Item, *, suffix: str = "", site: bool = True, dated: bool = True) -> str:
    tags = f'<meta property="og:title" content="{E(i.title + suffix)}"><meta property="og:type" content="article"><meta property="og:description" content="A story about Port Elm and its bridge.">'
    if site:
        tags += f'<meta property="og:site_name" content="{OUTLET}">'
    if dated:
        tags += f'<meta property="article:published_time" content="{i.moment.isoformat()}Z"><meta property="article:modified_time" content="{i.moment.replace(year=i.moment.year + 1).isoformat()}Z">'
    return tags


def _nav(cls: str = "nav") -> str:
    return (
        f'<header class="site-header"><nav class="{cls}"><ul>'
        + "".join(f'<li><a href="/{n.lower()}">{n}</a></li>' for n in NAV)
        + "</ul></nav></header>"
    )


def _cookies() -> str:
    return f'<div id="cookie-banner" class="cookie-consent"><p>{COOKIE}</p><button>Accept all</button><button>Manage</button></div>'


def _share() -> str:
    return (
        '<div class="share-buttons social"><ul>'
        + "".join(f'<li><a href="#">Share on {n}</a></li>' for n in ("Facebook", "Twitter", "WhatsApp", "LinkedIn"))
        + "</ul></div>"
    )


def _related(tag: str = "aside") -> str:
    return (
        f'<{tag} class="related-stories"><h3>Related stories</h3><ul>'
        + "".join(f'<li><a href="/s{n}">{t}</a></li>' for n, t in enumerate(RELATED))
        + f"</ul></{tag}>"
    )


def _comments() -> str:
    return (
        '<section id="comments" class="comments"><h2>Comments (2)</h2>'
        + "".join(
            f'<div class="comment"><span class="author">reader{n}</span><p>{t}</p></div>' for n, t in enumerate(COMMENT)
        )
        + "</section>"
    )


def _footer() -> str:
    return f'<footer class="site-footer"><p>© {OUTLET}. All rights reserved. Reproduction only with permission.</p><ul><li><a href="#">Privacy</a></li><li><a href="#">Contact us</a></li></ul></footer>'


def _figure() -> str:
    return (
        f'<figure class="image"><img src="a.jpg" alt="bridge in May 2004"><figcaption>{CAPTION}</figcaption></figure>'
    )


def _table() -> str:
    return (
        "<table>"
        + "".join(
            "<tr>" + "".join(f"<{'th' if not n else 'td'}>{c}</{'th' if not n else 'td'}>" for c in row) + "</tr>"
            for n, row in enumerate(ROWS)
        )
        + "</table>"
    )


def _body(
    i: Item,
    r: random.Random,
    *,
    heads: bool = True,
    points: bool = True,
    quote: bool = True,
    figure: bool = True,
    aside: str = "",
    table: bool = False,
    p: str = "<p>{}</p>",
) -> tuple[str, list[str]]:
    pieces, blocks = [], []
    for number, text in enumerate(i.paragraphs):
        shown = E(text, quote=False)
        if r.random() < 0.3:
            words = shown.split(" ")
            words[len(words) // 2] = f'<a href="/x">{words[len(words) // 2]}</a>'
            shown = " ".join(words)
        pieces.append(p.format(shown))
        blocks.append(text)
        if number == 0 and figure:
            pieces.append(_figure())
        if number == 1 and aside:
            pieces.append(aside)
        if number == 1 and heads:
            pieces.append(f"<h2>{HEADINGS[0]}</h2>")
            blocks.append(HEADINGS[0])
        if number == 2 and points:
            pieces.append("<ul>" + "".join(f"<li>{t}</li>" for t in POINTS) + "</ul>")
            blocks += POINTS
        if number == 3 and quote:
            pieces.append(f"<blockquote><p>{QUOTE}</p></blockquote>")
            blocks.append(QUOTE)
        if number == 4 and heads:
            pieces.append(f"<h2>{HEADINGS[3]}</h2>")
            blocks.append(HEADINGS[3])
        if number == 4 and table:
            pieces.append(_table())
            blocks += [" ".join(row) for row in ROWS]
    return "\n".join(pieces), blocks


def _page(
    i: Item,
    head: str,
    body: str,
    blocks: list[str],
    *,
    title: str | None = None,
    date: bool = True,
    authors: bool = True,
    outlet: bool = True,
) -> Page:
    shown = i.title + f" | {OUTLET}" if title is None else title
    source = f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{E(shown)}</title>{head}</head><body>{body}</body></html>'
    around = [*RELATED, *COMMENT, COOKIE, NEWSLETTER, PAYWALL, CAPTION]
    return Page(
        source,
        i.title,
        tuple(i.names) if authors else (),
        i.moment.date().isoformat() if date else None,
        OUTLET if outlet else None,
        blocks,
        around,
    )


def _by(i: Item) -> str:
    return "By " + (", ".join(i.names[:-1]) + " and " + i.names[-1] if len(i.names) > 1 else i.names[0])


def wordpress(i: Item, r: random.Random) -> Page:
    body, blocks = _body(i, r)
    inner = f'<article class="post type-post hentry"><header class="entry-header"><h1 class="entry-title">{E(i.title)}</h1><div class="entry-meta"><span class="posted-on"><time class="entry-date published" datetime="{i.moment.isoformat()}+00:00">{i.day("{mon} {d}, {y}")}</time><time class="updated" datetime="2031-01-01T00:00:00+00:00">January 1, 2031</time></span> <span class="byline">by <span class="author vcard"><a class="url fn n" href="/author">{E(i.names[0])}</a></span></span></div></header><div class="entry-content">{body}</div><footer class="entry-footer"><span class="tags-links">Tagged bridge, harbour</span></footer>{_share()}</article>'
    return _page(
        i,
        _og(i, suffix=f" - {OUTLET}") + _json(i, "graph"),
        f'{_nav("main-navigation")}<div id="page"><main id="main">{inner}{_comments()}</main><aside id="secondary" class="widget-area"><h2>Recent Posts</h2>{_related("div")}<p>{NEWSLETTER}</p></aside></div>{_footer()}{_cookies()}',
        blocks,
        title=f"{i.title} - {OUTLET}",
    )


def react(i: Item, r: random.Random) -> Page:
    body, blocks = _body(
        i,
        r,
        p='<div data-component="text-block" class="ssrcss-abc"><div class="css-1"><p class="css-2">{}</p></div></div>',
    )
    inner = f'<main id="main-content" role="main"><article class="css-art"><header data-component="headline-block"><h1 id="main-heading">{E(i.title)}</h1></header><div data-component="byline-block"><div class="css-byl"><span>{E(_by(i))}</span><span>Elm correspondent</span></div></div><div data-component="metadata"><time datetime="{i.moment.isoformat()}.000Z">{i.day("{d} {mon} {y}")}</time></div>{body}<section data-component="links-block"><h2>More on this story</h2><ul>{"".join(f"<li><a href=/x><span>{t}</span></a></li>" for t in RELATED)}</ul></section></article></main>'
    return _page(
        i,
        _og(i, dated=False) + _json(i, "array"),
        f"{_cookies()}{_nav()}<div id=root>{inner}</div>{_footer()}",
        blocks,
        title=f"{i.title} - Elm News",
    )


def drupal(i: Item, r: random.Random) -> Page:
    body, blocks = _body(i, r, table=True)
    inner = f'<div class="region region-content"><div class="node node--type-article"><h1 class="page-header"><span>{E(i.title)}</span></h1><div class="field field--name-field-author">{E(_by(i))}</div><div class="field field--name-created">Published {i.day("{d} {mon} {y}")}</div><div class="field field--name-body field--type-text-with-summary">{body}</div>{_related("div")}</div>{_comments()}</div>'
    head = f'<meta name="dcterms.title" content="{E(i.title)}"><meta name="dcterms.date" content="{i.moment.isoformat()}"><meta name="author" content="{E(", ".join(i.names))}"><meta property="og:site_name" content="{OUTLET}">'
    return _page(i, head, f"{_nav()}{inner}{_footer()}{_cookies()}", blocks)


def paywalled(i: Item, r: random.Random) -> Page:
    body, blocks = _body(i, r, quote=False, points=False)
    inner = f'<article class="article-page"><h1 class="headline">{E(i.title)}</h1><p class="byline">{E(_by(i))}</p><div class="article-body paid">{body}<div class="paywall-overlay"><p>{PAYWALL}</p></div></div></article>'
    return _page(i, _og(i) + _json(i, "text"), f"{_nav()}<main>{inner}{_related()}</main>{_footer()}", blocks)


def tabloid(i: Item, r: random.Random) -> Page:
    aside = f'<div class="inline-promo"><span>READ MORE:</span> <a href="/r">{RELATED[0]}</a></div><div class="newsletter-signup"><p>{NEWSLETTER}</p><input><button>Sign up</button></div>'
    body, blocks = _body(i, r, aside=aside, heads=False)
    inner = f'<div class="article wide"><div class="article-header"><h1>{E(i.title)}</h1><ul class="mol-bullets-with-font"><li>{POINTS[0]}, say those who know</li></ul><p class="author-section byline-plain">By <a class="author" rel="nofollow">{E(i.names[0])}</a> For {OUTLET}</p><p class="byline-section"><span class="article-timestamp article-timestamp-published"><span class="label">Published:</span> <time datetime="{i.moment.isoformat()}+0000">{i.day("{H}:{M}, {d} {mon} {y}")}</time></span> | <span class="article-timestamp article-timestamp-updated"><span>Updated:</span> <time datetime="2031-02-02T10:00:00+0000">10:00, 2 February 2031</time></span></p>{_share()}</div><div itemprop="articleBody">{body}</div>{_share()}{_related("div")}</div>'
    page = _page(
        i,
        _og(i, dated=True),
        f"{_nav()}{inner}<div class='column-rail'>{_related('div')}</div>{_comments()}{_footer()}{_cookies()}",
        blocks,
        title=f"{i.title} | Daily Elm",
    )
    page.authors = (i.names[0],)
    page.blocks.insert(0, f"{POINTS[0]}, say those who know")
    return page


def old(i: Item, r: random.Random) -> Page:
    body, blocks = _body(i, r, heads=False, points=False, quote=False, figure=False)
    inner = f'<table width="100%"><tr><td valign="top" width="150">{"<br>".join(f"<a href=/{n}>{n}</a>" for n in NAV)}</td><td valign="top"><font size="5"><b>{E(i.title)}</b></font><br><i>{E(_by(i))}</i><br><small>{i.day("{mon} {d}, {y}")}</small>{body}</td><td width="160">{"<br>".join(f"<a href=/r>{t}</a>" for t in RELATED)}</td></tr></table>'
    return _page(i, "", inner, blocks, title=f"{i.title} | {OUTLET}", date=False, authors=False, outlet=False)


def breaks(i: Item, r: random.Random) -> Page:
    text = "<br><br>\n".join(E(t, quote=False) for t in i.paragraphs)
    inner = f'<div id="content"><h1>{E(i.title)}</h1><div class="meta"><span class="date">{i.day("{d} {mon} {y}")}</span></div><div class="story-text">{text}</div>{_share()}{_related("div")}</div>'
    return _page(
        i,
        _og(i) + f'<meta name="author" content="{E(", ".join(i.names))}">',
        f"{_nav()}{inner}{_footer()}",
        list(i.paragraphs),
    )


def newsletter(i: Item, r: random.Random) -> Page:
    body, blocks = _body(i, r, points=True, quote=True)
    sub = f'<div class="subscription-widget-wrap"><p>{NEWSLETTER}</p><form><input type="email"><button>Subscribe</button></form></div>'
    inner = f'<article class="newsletter-post post"><div class="post-header"><h1 class="post-title published">{E(i.title)}</h1><h3 class="subtitle">Notes from the harbour wall</h3><div class="byline-wrapper"><a class="frontend-pencraft" href="/@x">{E(i.names[0])}</a><div>{i.day("{sh} {d}, {y}")}</div></div></div><div class="available-content"><div dir="auto" class="body markup">{body}{sub}</div></div></article>'
    page = _page(
        i,
        _og(i, site=True, dated=False) + _json(i, "list"),
        f"{_nav()}{inner}{_comments()}{_footer()}",
        blocks,
        title=f"{i.title} - by {i.names[0]} - {OUTLET}",
    )
    page.blocks.insert(0, "Notes from the harbour wall")
    return page


def micro(i: Item, r: random.Random) -> Page:
    body, blocks = _body(i, r, table=True, points=False)
    people = "".join(
        f'<span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">{E(n)}</span></span> '
        for n in i.names
    )
    inner = f'<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{E(i.title)}</h1><meta itemprop="datePublished" content="{i.moment.isoformat()}"><p class="standfirst">What the town makes of a plan that has been long in coming.</p>{people}<div itemprop="articleBody">{body}</div></div>'
    page = _page(i, "", f"{_nav()}{inner}{_related()}{_footer()}{_cookies()}", blocks, outlet=False)
    page.blocks.insert(0, "What the town makes of a plan that has been long in coming.")
    return page


def live(i: Item, r: random.Random) -> Page:
    body, blocks = _body(i, r, points=True, quote=False, table=False)
    inner = f'<main><article><div class="kicker"><a href="/n">Harbour</a></div><h1>{E(i.title)}</h1><div class="contributors">{E(_by(i))}</div><div class="dateline">{i.day("{wd} {d} {mon} {y} {H}.{M} GMT")}</div><div class="article-body-viewer-selector">{body}</div><div class="submeta"><p>Explore more on these topics</p><ul><li><a>Bridges</a></li><li><a>Port Elm</a></li></ul></div></article><section class="most-viewed"><h2>Most viewed</h2><ol>{"".join(f"<li><a href=/v>{t}</a></li>" for t in RELATED)}</ol></section></main>'
    return _page(
        i,
        _og(i)
        + "".join(
            f'<meta property="article:author" content="https://elm.example/profile/{n}">' for n, _ in enumerate(i.names)
        )
        + f'<meta name="author" content="{E(", ".join(i.names))}">',
        f"{_cookies()}{_nav()}{inner}{_footer()}",
        blocks,
        title=f"{i.title} | Harbour | {OUTLET}",
    )


PAGES: list[Callable[[Item, random.Random], Page]] = [
    wordpress,
    react,
    drupal,
    paywalled,
    tabloid,
    old,
    breaks,
    newsletter,
    micro,
    live,
]
