"""Feeds as sites really send them: with parts of other formats, with links to other things, and often no XML at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import ingest

SAID = "The windmill at Garr Point will turn again from June, its new keeper said on Friday."
LINK = "<link>https://post.example/1</link>"
DAY = "<pubDate>Fri, 31 Mar 2023 10:15:00 +0200</pubDate>"
TEXT = f"<description>{SAID}</description>"
SPACES = 'xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def rss(item: str, *, head: str = "<title>Garr Post</title><link>https://post.example/</link>") -> str:
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" {SPACES}><channel>{head}<item>{item}</item></channel></rss>'


def atom(entry: str) -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Garr Post</title><entry><title>Windmill</title><published>2023-03-31T10:15:00+02:00</published>{entry}</entry></feed>'


WELL_FORMED = {
    "as it should be": rss(f"<title>Windmill</title>{LINK}{DAY}{TEXT}"),
    "a picture's title before the item's": rss(f"<media:title>Photo</media:title><media:description>A mill</media:description><title>Windmill</title>{LINK}{DAY}{TEXT}<itunes:summary>{'x ' * 99}</itunes:summary>"),
    "an address in the guid": rss(f"<title>Windmill</title><guid>https://post.example/1</guid>{DAY}{TEXT}"),
    "a guid that is none": rss(f'<title>Windmill</title><guid isPermaLink="false">https://post.example/id/9</guid>{LINK}{DAY}{TEXT}'),
    "a relative address": rss(f"<title>Windmill</title><link>/1</link>{DAY}{TEXT}"),
    "links to other things": atom(f'<link rel="self" href="https://post.example/api/1"/><link rel="enclosure" href="https://post.example/x.mp3"/><link rel="alternate" href="https://post.example/1"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{SAID}</p></div></content>'),
    "signs that are no tags": atom(f'<link href="https://post.example/1"/><content type="text">{SAID}</content>'),
    "a lone ampersand elsewhere": rss(f"<title>Windmill</title>{LINK}{DAY}{TEXT}<category>Wind & weather</category>"),
    "blank lines before the declaration": "\n\n " + rss(f"<title>Windmill</title>{LINK}{DAY}{TEXT}"),
}  # fmt: skip
ILL_FORMED = {
    "a tail that is cut off": rss(f"<title>Windmill</title>{LINK}{DAY}{TEXT}")[:-30],
    "a tag that is never closed": rss(f"<title>Windmill</title>{LINK}{DAY}<description>{SAID}<b></description>"),
    "tags that are not escaped": rss(f"<title>Windmill</title>{LINK}{DAY}<description><p>{SAID}<br></p></description>"),
    "a name that is not declared": rss(f"<title>Windmill</title>{LINK}<dct:x>1</dct:x>{DAY}{TEXT}"),
    "items in one another": rss(f"<title>Windmill</title>{LINK}{DAY}{TEXT}<item>").replace("</item>", ""),
}


@pytest.mark.parametrize("kind", [*WELL_FORMED, *ILL_FORMED])
def test_an_item_is_read_for_what_it_is(tmp_path: Path, kind: str) -> None:
    (tmp_path / "feed.xml").write_text({**WELL_FORMED, **ILL_FORMED}[kind])
    reading = ingest.read(tmp_path, "feed.xml")
    assert [problem.reason for problem in reading.problems if "item 2" not in problem.reason] == (
        []
        if kind in WELL_FORMED
        else ["is XML that cannot be read (line 1); its items are read as far as they can be told"]
    )
    article = reading.documents[0].article
    assert (article.title.value, article.outlet.value) == ("Windmill", "Garr Post")
    assert article.url.value == "https://post.example/1"
    assert (article.published.value, article.published.status) == ("2023-03-31T10:15+02:00", "stated")
    document = reading.documents[0]
    assert [document.text[slice(*p.span)] for p in document.paragraphs if p.kind == "body"] == [SAID]


def test_every_item_of_an_ill_formed_feed_is_read(tmp_path: Path) -> None:
    items = "".join(
        f"<item><title>Windmill {n} & more</title><description>{SAID} <b>{n}</description></item>" for n in range(5)
    )
    (tmp_path / "feed.rss").write_text(f"<rss><channel><title>Garr Post</title>{items}")
    reading = ingest.read(tmp_path, "feed.rss")
    assert [d.article.title.value for d in reading.documents] == [f"Windmill {n} & more" for n in range(5)]


@pytest.mark.parametrize(
    "data", ["<rss><channel>" + "<item" * 100_000, "<rss><item><title>" + "<![CDATA[" * 100_000, "<rss><item>" + "<!--" * 100_000, "<rss>" + "&" * 300_000]
)  # fmt: skip
def test_a_hostile_feed_is_one_line(tmp_path: Path, data: str) -> None:
    (tmp_path / "feed.rss").write_text(data)
    reading = ingest.read(tmp_path, "feed.rss")
    assert len(reading.documents) <= 1
    assert 1 <= len(reading.problems) <= 2
    assert "computing time" not in reading.problems[0].reason


def test_entities_are_refused_in_ill_formed_feeds_too(tmp_path: Path) -> None:
    (tmp_path / "feed.rss").write_text('<!DOCTYPE rss [<!ENTITY a "x">]><rss><item><title>&a;</title><b></item>')
    assert ingest.read(tmp_path, "feed.rss").problems[0].reason == "defines XML entities, which are not followed"


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        ("Garr Post", "Garr Post"), ("Garr Post - News", "Garr Post"), ("Garr Post » Feed", "Garr Post"), ("Garr Post RSS Feed", "Garr Post"),
        ("Garr Post | Latest news", "Garr Post"), ("Garr News", "Garr News"), ("The News", "The News"), ("Post - The Garr Paper", "Post - The Garr Paper"),
    ],
)  # fmt: skip
def test_what_programs_add_to_the_name_of_a_site_is_no_part_of_it(tmp_path: Path, title: str, outlet: str) -> None:
    (tmp_path / "feed.rss").write_text(rss(f"<title>Windmill</title>{TEXT}", head=f"<title>{title}</title>"))
    assert ingest.read(tmp_path, "feed.rss").documents[0].article.outlet.value == outlet


@pytest.mark.parametrize(
    ("element", "shown"),
    [
        ('<title type="text">Why the &lt;b&gt; tag stays</title>', "Why the <b> tag stays"),
        ("<title>Implicit &lt;i&gt; mark</title>", "Implicit <i> mark"),
        ("<title><![CDATA[Less than < is a sign]]></title>", "Less than < is a sign"),
        ('<title type="html">The &lt;em&gt;old&lt;/em&gt; mill &amp;amp; tide</title>', "The old mill & tide"),
        ('<title type="html">Why the &amp;lt;b&amp;gt; tag stays</title>', "Why the <b> tag stays"),
        ('<title type="html"><![CDATA[The <b>old</b> mill]]></title>', "The old mill"),
        ('<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">The <em>old</em> mill, 1 &lt; 2</div></title>', "The old mill, 1 < 2"),
        ('<title type="text/plain">A &lt;p&gt; too many</title>', "A <p> too many"),
        ('<title type="text/html" mode="escaped">The &lt;b&gt;old&lt;/b&gt; mill</title>', "The old mill"),
    ],
    ids="text none cdata html html-escaped html-cdata xhtml mime-plain atom03".split(),
)  # fmt: skip
def test_a_title_of_atom_is_shown_as_its_type_says(tmp_path: Path, element: str, shown: str) -> None:
    (tmp_path / "feed.xml").write_text(
        atom(f'<content type="html">{SAID}</content>').replace("<title>Windmill</title>", element)
    )
    assert ingest.read(tmp_path, "feed.xml").documents[0].article.title.value == shown


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("The &lt;b&gt;old&lt;/b&gt; mill", "The old mill"), ("Why the &lt;b&gt; tag stays", "Why the <b> tag stays"), ("A list&lt;int&gt; of mills", "A list<int> of mills"),
        ("Wind &amp;amp; weather", "Wind & weather"), ("H&lt;sub&gt;2&lt;/sub&gt;O runs low", "H2O runs low"),
    ],
    ids="closed open foreign twice sub".split(),
)  # fmt: skip
def test_markup_in_a_title_of_rss_is_what_is_closed_as_markup_is(tmp_path: Path, title: str, shown: str) -> None:
    (tmp_path / "feed.rss").write_text(rss(f"<title>{title}</title>{LINK}{DAY}{TEXT}"))
    assert ingest.read(tmp_path, "feed.rss").documents[0].article.title.value == shown


def test_a_feed_dated_in_another_language(tmp_path: Path) -> None:
    (tmp_path / "feed.rss").write_text(
        rss(f"<title>Moulin</title>{LINK}<pubDate>ven., 31 mars 2023 10:15:00 +0200</pubDate>{TEXT}")
    )
    assert ingest.read(tmp_path, "feed.rss").documents[0].article.published.value == "2023-03-31T10:15+02:00"
