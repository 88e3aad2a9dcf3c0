"""One file of each form in which an article arrives: told by content, read in the limited process, with the right facts."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from briefing import ingest
from briefing.ingest import detect_format
from briefing.model import Document

FIRST = "The council said on Thursday that work on the old bridge would begin in May and last for about a year."
SECOND = "“We have listened to everyone who uses it,” the mayor said. “Now it is time to build what was promised.”"
THIRD = "Opponents said the plan, first shown in 2011, had been changed without a hearing in the town hall."
PARAGRAPHS = (FIRST, SECOND, THIRD)
HTML_BODY = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
PAGE = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Bridge plan backed | The Elm Courier</title>
<meta property="og:title" content="Bridge plan backed"><meta property="og:site_name" content="The Elm Courier">
<link rel="canonical" href="https://courier.example/bridge">
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"NewsArticle","headline":"Bridge plan backed",
"author":[{{"@type":"Person","name":"Ada Krol"}},{{"@type":"Person","name":"Jon Aske"}}],"datePublished":"2023-03-31T10:15:00+02:00",
"dateModified":"2023-04-02T08:00:00+02:00","publisher":{{"@type":"Organization","name":"The Elm Courier"}}}}]}}</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<article><h1>Bridge plan backed</h1><p class="byline">By Ada Krol and Jon Aske</p>{HTML_BODY}</article>
<footer><p>Copyright 2019 The Elm Courier. All rights reserved.</p></footer></body></html>"""


def read(tmp_path: Path, name: str, data: bytes | str) -> list[Document]:
    (tmp_path / name).write_bytes(data.encode() if isinstance(data, str) else data)
    reading = ingest.read(tmp_path, name)
    assert reading.problems == ()
    return list(reading.documents)


def reason(tmp_path: Path, name: str, data: bytes | str) -> str:
    (tmp_path / name).write_bytes(data.encode() if isinstance(data, str) else data)
    reading = ingest.read(tmp_path, name)
    assert reading.documents == ()
    (problem,) = reading.problems
    assert problem.path == name
    return problem.reason


def body(document: Document) -> tuple[str, ...]:
    return tuple(document.text[slice(*p.span)] for p in document.paragraphs if p.kind == "body")


def test_a_page_tells_its_own_facts(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    (document,) = read(tmp_path, "page.html", PAGE)
    article = document.article
    assert (article.title.value, article.title.status) == ("Bridge plan backed", "stated")
    assert article.byline.value == ("Ada Krol", "Jon Aske")
    assert article.published.value == "2023-03-31T10:15+02:00"
    assert article.outlet.value == "The Elm Courier"
    assert article.agency.status == "unknown"
    assert article.language.value == "en"
    assert article.url.value == "https://courier.example/bridge"
    assert body(document) == PARAGRAPHS
    assert all(p.source_span is None for p in document.paragraphs)


def test_a_page_is_known_by_content_whatever_its_name(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    (document,) = read(tmp_path, "page.txt", PAGE)
    assert document.article.outlet.value == "The Elm Courier"


def test_a_page_without_facts_invents_none(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    page = f"<html><body><article>{HTML_BODY}<p>It was opened on 12 June 2009, as the <img alt='May 3, 2004'> plaque says.</p></article></body></html>"
    article = read(tmp_path, "page.html", page)[0].article
    assert {article.published.status, article.byline.status, article.outlet.status, article.agency.status} == {
        "unknown"
    }


def test_a_saved_page_in_one_file(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    mhtml = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://courier.example/bridge\r\nSubject: x\r\nDate: Mon, 1 Jan 2029 00:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'
        + PAGE
        + "\r\n--b--\r\n"
    )
    (document,) = read(tmp_path, "page.mhtml", mhtml)
    assert document.article.url.value == "https://courier.example/bridge"
    assert document.article.published.value == "2023-03-31T10:15+02:00"
    assert body(document) == PARAGRAPHS


def test_a_newsletter(tmp_path: Path) -> None:
    mail = (
        'From: "The Elm Courier" <news@courier.example>\nTo: r@example.org\nSubject: =?utf-8?q?Bridge_plan_=E2=80=93_backed?=\nDate: Fri, 31 Mar 2023 10:15:00 +0200\n'
        'MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="b"\n\n--b\nContent-Type: text/plain\n\nView in browser\n\n'
        f"--b\nContent-Type: text/html; charset=utf-8\n\n<html><head><style>p {{}}</style></head><body><div style='display:none'>preheader</div><p>By Ada Krol</p>{HTML_BODY}<p>Unsubscribe</p></body></html>\n--b--\n"
    )
    (document,) = read(tmp_path, "mail.eml", mail)
    article = document.article
    assert article.title.value == "Bridge plan – backed"
    assert article.outlet.value == "The Elm Courier"
    assert article.byline.value == ("Ada Krol",)
    assert article.published.value == "2023-03-31T10:15+02:00"
    assert body(document) == PARAGRAPHS
    assert "preheader" not in document.text


def test_mails_attached_to_a_mail_are_articles_of_their_own(tmp_path: Path) -> None:
    inner = f"From: Ada Krol <a@b.example>\nSubject: Bridge plan\nDate: Fri, 31 Mar 2023 10:15:00 +0200\n\n{FIRST}\n\n{SECOND}\n"
    mail = f'From: x@y.example\nSubject: two for you\nDate: Sat, 1 Apr 2023 10:00:00 +0200\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\n{THIRD}\n--b\nContent-Type: message/rfc822\n\n{inner}\n--b--\n'
    first, second = read(tmp_path, "mail.eml", mail)
    assert (first.article.path, second.article.path) == ("mail.eml", "mail.eml#2")
    assert first.article.id != second.article.id
    assert second.article.title.value == "Bridge plan"
    assert second.article.byline.value == ("Ada Krol",)


def test_a_feed_is_one_article_an_item(tmp_path: Path) -> None:
    feed = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
    <title>The Elm Courier</title><language>en-gb</language><item><title>Bridge &amp; plan</title><link>https://courier.example/1</link><pubDate>Fri, 31 Mar 2023 10:15:00 GMT</pubDate>
    <dc:creator>Ada Krol</dc:creator><description>short</description><content:encoded><![CDATA[{HTML_BODY}]]></content:encoded></item>
    <item><title>Second</title><description>{THIRD}</description></item></channel></rss>"""
    first, second = read(tmp_path, "feed.xml", feed)
    assert first.article.title.value == "Bridge & plan"
    assert first.article.published.value == "2023-03-31T10:15+00:00"
    assert first.article.byline.value == ("Ada Krol",)
    assert first.article.outlet.value == second.article.outlet.value == "The Elm Courier"
    assert body(first) == PARAGRAPHS
    assert second.article.published.status == "unknown"


def test_an_atom_feed(tmp_path: Path) -> None:
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Courier</title><entry><title>Bridge plan</title><link href="https://courier.example/1"/><updated>2023-04-01T00:10:00Z</updated><author><name>Ada Krol</name></author><content type="html">{FIRST} &lt;p&gt;{SECOND}&lt;/p&gt;</content></entry></feed>'
    (document,) = read(tmp_path, "feed.atom", feed)
    assert document.article.published.status == "inferred"
    assert body(document) == (FIRST, SECOND)


def test_nitf(tmp_path: Path) -> None:
    xml = f'<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf><head><docdata><date.issue norm="20230331T101500Z"/></docdata></head><body><body.head><hedline><hl1>Bridge plan backed</hl1></hedline><byline>By <person>Ada Krol</person></byline><distributor>AFP</distributor><dateline><location>PORT ELM</location></dateline></body.head><body.content>{HTML_BODY}</body.content></body></nitf>'
    (document,) = read(tmp_path, "story.xml", xml)
    article = document.article
    assert (article.title.value, article.byline.value, article.dateline.value) == (
        "Bridge plan backed",
        ("Ada Krol",),
        "PORT ELM",
    )
    assert (article.published.value, article.agency.value) == ("2023-03-31T10:15+00:00", "AFP")
    assert body(document) == PARAGRAPHS


def test_newsml_g2(tmp_path: Path) -> None:
    xml = f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="x"><itemMeta><provider literal="dpa"/><versionCreated>2023-03-31T10:15:00+02:00</versionCreated></itemMeta><contentMeta><headline>Bridge plan backed</headline><by>Ada Krol</by><language tag="en"/><located><name>Port Elm</name></located></contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>{HTML_BODY}</body></html></inlineXML></contentSet></newsItem>'
    (document,) = read(tmp_path, "story.xml", xml)
    assert document.article.title.value == "Bridge plan backed"
    assert document.article.agency.value == "dpa"
    assert document.article.published.value == "2023-03-31T10:15+02:00"
    assert body(document) == PARAGRAPHS


NINJS = {
    "1.6": {"uri": "urn:x", "type": "text", "headline": "Bridge plan backed", "byline": "By Ada Krol", "versioncreated": "2023-03-31T10:15:00Z", "source": "AFP", "language": "en", "body_xhtml": HTML_BODY},
    "2.2": {"uri": "urn:x", "type": "text", "headlines": [{"role": "main", "value": "Bridge plan backed"}], "byline": "Ada Krol", "contentcreated": "2023-03-31T10:15:00Z", "infosources": [{"name": "AFP"}], "bodies": [{"contenttype": "text/plain", "value": "\n\n".join(PARAGRAPHS)}, {"contenttype": "application/xhtml+xml", "value": HTML_BODY}]},
    "3.1": {"uri": "urn:x", "type": "text", "headlines": [{"value": "Bridge plan backed"}], "byline": "Ada Krol", "contentCreated": "2023-03-31T10:15:00Z", "infoSources": [{"name": "AFP"}], "bodies": [{"contentType": "text/html", "value": HTML_BODY}]},
}  # fmt: skip


@pytest.mark.parametrize("version", sorted(NINJS))
def test_ninjs(tmp_path: Path, version: str) -> None:
    (document,) = read(tmp_path, "story.json", json.dumps(NINJS[version]))
    article = document.article
    assert (article.title.value, article.byline.value) == ("Bridge plan backed", ("Ada Krol",))
    assert (article.published.value, article.agency.value) == ("2023-03-31T10:15+00:00", "AFP")
    assert body(document) == PARAGRAPHS


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("Ada Krol and Jon Aske", ("Ada Krol", "Jon Aske")),
        ("Ada Krol, AFP", ("Ada Krol",)),
        ("Ada Krol, The Elm Courier", ("Ada Krol",)),
        ("Ada Krol, Jon Aske", ("Ada Krol", "Jon Aske")),
        ("By Ada Krol", ("Ada Krol",)),
    ],
)
def test_the_byline_of_ninjs_needs_no_by(tmp_path: Path, by: str, names: tuple[str, ...]) -> None:
    item = {key: value for key, value in NINJS["3.1"].items() if key != "byline"} | {"by": by}
    assert read(tmp_path, "story.json", json.dumps(item))[0].article.byline.value == names


def test_a_byline_that_is_the_agency_is_no_person(tmp_path: Path) -> None:
    item = {key: value for key, value in NINJS["2.2"].items() if key not in ("byline", "infosources")}
    article = read(tmp_path, "story.json", json.dumps(item | {"by": "NTB", "copyrightholder": "NTB"}))[0].article
    assert (article.byline.status, article.agency.value) == ("unknown", "NTB")


def test_a_row_of_figures_is_a_line_and_a_row_of_links_is_none() -> None:
    from briefing.ingest.readers.feeds import html_fragments

    source = f"<table><tr><th>Line</th><th>Delay</th></tr><tr><td>One</td><td>Seventy</td></tr></table><table><tr><td><a href='/'>Home</a></td><td><a href='/n'>News</a></td></tr></table><table><tr><td>{FIRST}</td><td>{SECOND}</td></tr></table>"
    assert [block.text for block in html_fragments.blocks(source)] == [
        "Line | Delay",
        "One | Seventy",
        "Home",
        "News",
        FIRST,
        SECOND,
    ]


def test_json_feed(tmp_path: Path) -> None:
    item = {"id": "1", "title": "Bridge plan backed", "content_html": HTML_BODY, "url": "https://courier.example/1", "date_published": "2023-03-31T10:15:00+02:00", "authors": [{"name": "Ada Krol"}]}  # fmt: skip
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "The Elm Courier", "items": [item, item | {"content_html": "", "content_text": FIRST}]}  # fmt: skip
    first, second = read(tmp_path, "feed.json", json.dumps(feed))
    assert (first.article.title.value, first.article.outlet.value) == ("Bridge plan backed", "The Elm Courier")
    assert (first.article.byline.value, first.article.published.value) == (("Ada Krol",), "2023-03-31T10:15+02:00")
    assert first.article.url.value == "https://courier.example/1"
    assert (body(first), body(second)) == (PARAGRAPHS, (FIRST,))


def test_nitf_marks_persons_roles_and_captions(tmp_path: Path) -> None:
    xml = f"<nitf><body><body.head><hedline><hl1>Bridge plan backed</hl1></hedline><byline>By <person>Ada Krol</person><byttl>City Editor</byttl></byline></body.head><body.content>{HTML_BODY}<media><media-caption>The bridge on 3 March 1999</media-caption><media-producer>J. Aske</media-producer></media></body.content></body></nitf>"
    (document,) = read(tmp_path, "story.xml", xml)
    assert document.article.byline.value == ("Ada Krol",)
    assert body(document) == PARAGRAPHS
    kinds = {document.text[slice(*p.span)]: p.kind for p in document.paragraphs}
    assert (kinds["The bridge on 3 March 1999"], kinds["J. Aske"]) == ("caption", "caption")


def test_csl_json_keeps_names_and_fields(tmp_path: Path) -> None:
    item = {
        "id": "1",
        "type": "article-newspaper",
        "title": "Bridge plan backed",
        "author": [{"family": "Krol", "given": "Ada"}],
        "container-title": "The Elm Courier",
        "issued": {"date-parts": [[2023, 3, 31]]},
        "page": "4",
        "abstract": FIRST,
    }
    (document,) = read(tmp_path, "items.json", json.dumps([item]))
    assert document.article.published.value == "2023-03-31"
    assert document.article.extra["author"] == [{"family": "Krol", "given": "Ada"}]
    assert document.article.extra["page"] == "4"
    undated = read(tmp_path, "undated.json", json.dumps([item | {"issued": {"date-parts": [[2023]]}}]))
    assert undated[0].article.published.value == "2023"


EXPORT = "\n\n\n".join(
    f"                         {n} of 2 DOCUMENTS\n\n                    The Elm Courier (Port Elm)\n\n                      March {n}, 2023 Friday\n\nBridge plan {n} backed\n\nBYLINE: Ada Krol\n\nSECTION: NEWS; Pg. 4\n\nLENGTH: 60 words\n\nDATELINE: PORT ELM\n\n"
    + "\n\n".join(PARAGRAPHS)
    + "\n\nLOAD-DATE: April 9, 2023\n\nLANGUAGE: ENGLISH\n\nPUBLICATION-TYPE: Newspaper\n\nCopyright 2023 The Elm Courier\nAll Rights Reserved"
    for n in (1, 2)
)


def test_a_press_databases_export_is_one_article_a_document(tmp_path: Path) -> None:
    first, second = read(tmp_path, "export.txt", EXPORT)
    assert [first.article.title.value, second.article.title.value] == ["Bridge plan 1 backed", "Bridge plan 2 backed"]
    assert second.article.published.value == "2023-03-02"
    assert first.article.outlet.value == "The Elm Courier"
    assert (first.article.byline.value, first.article.dateline.value) == (("Ada Krol",), "PORT ELM")
    assert body(second) == PARAGRAPHS
    for paragraph in second.paragraphs:
        assert paragraph.source_span is not None
        assert EXPORT[slice(*paragraph.source_span)] == second.text[slice(*paragraph.span)]


def word(paragraphs: list[tuple[str, str]]) -> bytes:
    xml = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{text[:9]}</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:t>{text[9:]}</w:t></w:r></w:p>'
        for style, text in paragraphs
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{xml}</w:body></w:document>',
        )
    return buffer.getvalue()


def test_a_word_document(tmp_path: Path) -> None:
    (document,) = read(
        tmp_path,
        "story.docx",
        word(
            [
                ("Title", "Bridge plan backed"),
                ("", "By Ada Krol"),
                ("", "31 March 2023"),
                *[("", p) for p in PARAGRAPHS],
            ]
        ),
    )
    article = document.article
    assert (article.title.value, article.byline.value, article.published.value) == (
        "Bridge plan backed",
        ("Ada Krol",),
        "2023-03-31",
    )
    assert body(document) == PARAGRAPHS


def test_a_database_export_as_a_word_document(tmp_path: Path) -> None:
    documents = read(tmp_path, "export.docx", word([("", line.strip()) for line in EXPORT.split("\n") if line.strip()]))
    assert [d.article.title.value for d in documents] == ["Bridge plan 1 backed", "Bridge plan 2 backed"]


def test_rtf(tmp_path: Path) -> None:
    rtf = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}{\*\generator X;}{\b Bridge plan backed}\par By Ada Krol\par \u8220?We have listened,\'94 the mayor of Caf\'e9\-ville said.\par Then she left the hall.\par}"
    (document,) = read(tmp_path, "story.rtf", rtf)
    assert document.article.title.value == "Bridge plan backed"
    assert body(document) == ("“We have listened,” the mayor of Caféville said.", "Then she left the hall.")


def test_a_zip_of_articles(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("b/story10.txt", f"Ten\n\n{FIRST}")
        archive.writestr("b/story9.md", f"---\ntitle: Nine\n---\n\n{FIRST}")
        archive.writestr("c.docx", word([("Title", "A title in Word"), ("", FIRST)]))
        archive.writestr("empty.txt", "")
        archive.writestr("__MACOSX/x.txt", "no")
    (tmp_path / "all.zip").write_bytes(buffer.getvalue())
    reading = ingest.read(tmp_path, "all.zip")
    assert [d.article.title.value for d in reading.documents] == ["Nine", "Ten", "A title in Word"]
    assert [d.article.path for d in reading.documents] == ["all.zip", "all.zip#2", "all.zip#3"]
    assert [p.reason for p in reading.problems] == ["empty.txt in it is empty"]


def test_entries_of_one_name_in_a_zip_are_all_read_and_links_are_not(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("story.txt", f"One\n\n{FIRST}")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("story.txt", f"Two\n\n{SECOND}")
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/hostname")
    (tmp_path / "all.zip").write_bytes(buffer.getvalue())
    reading = ingest.read(tmp_path, "all.zip")
    assert [d.article.title.value for d in reading.documents] == ["One", "Two"]
    assert [p.reason for p in reading.problems] == ["link.txt in it is a link or a device, not a file"]


def test_an_archive_in_an_archive_is_opened_once(tmp_path: Path) -> None:
    def packed(name: str, data: bytes) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr(name, data)
        return buffer.getvalue()

    inner = packed("story.txt", f"One\n\n{FIRST}".encode())
    (tmp_path / "twice.zip").write_bytes(packed("inner.zip", inner))
    assert [d.article.title.value for d in ingest.read(tmp_path, "twice.zip").documents] == ["One"]
    (tmp_path / "thrice.zip").write_bytes(packed("outer.zip", packed("inner.zip", inner)))
    reading = ingest.read(tmp_path, "thrice.zip")
    assert reading.documents == ()
    assert (
        reading.problems[0].reason
        == "outer.zip in it: inner.zip in it is an archive in an archive, which is not opened"
    )


def test_pictures_beside_saved_pages_in_a_zip_are_passed_over(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a/page.html", PAGE)
        archive.writestr("a/page_files/logo.png", b"\x89PNG")
        archive.writestr("a/page_files/ad.html", PAGE)
    (tmp_path / "all.zip").write_bytes(buffer.getvalue())
    reading = ingest.read(tmp_path, "all.zip")
    assert (len(reading.documents), reading.problems) == (1, ())


def test_front_matter_states_every_field(tmp_path: Path) -> None:
    source = (
        "---\ntitle: 'Bridge: plan backed'\nstandfirst: What comes next\noutlet: The Elm Courier\nagency: AFP\nbyline:\n  - {family: Krol, given: Ada}\n  - literal: Elm Desk\n"
        f"date: 2023-03-31\ndateline: PORT ELM\nurl: https://courier.example/1\nlanguage: en\nsection: City\npage: 4\naccessed: 2023-04-01\nmood: [calm, dry]\n---\n\n# Bridge: plan backed\n\n**{FIRST}** [More](https://x.example) was *said* [sic].\n\n> {THIRD}\n"
    )
    (document,) = read(tmp_path, "story.md", source)
    article = document.article
    assert article.title.value == "Bridge: plan backed"
    assert (article.standfirst.value, article.outlet.value, article.agency.value) == (
        "What comes next",
        "The Elm Courier",
        "AFP",
    )
    assert article.byline.value == ("Ada Krol", "Elm Desk")
    assert (article.published.value, article.published.evidence) == ("2023-03-31", "date: 2023-03-31")
    assert (article.dateline.value, article.url.value, article.language.value) == (
        "PORT ELM",
        "https://courier.example/1",
        "en",
    )
    assert article.extra == {
        "author": [{"family": "Krol", "given": "Ada"}, {"literal": "Elm Desk"}],
        "section": "City",
        "page": "4",
        "accessed": "2023-04-01",
        "mood": ["calm", "dry"],
    }
    assert body(document) == (f"{FIRST} More was said [sic].", THIRD)
    start = document.text.index("More was")
    found = document.source_span((start, start + 4))
    assert found is not None
    assert source[slice(*found)] == "More"


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Ada Krol", ("Ada Krol",)),
        ("By Ada Krol and Jon Aske", ("Ada Krol", "Jon Aske")),
        ("[Ada Krol, Jon Aske]", ("Ada Krol", "Jon Aske")),
        ("{family: Krol, given: Ada}", ("Ada Krol",)),
        ("{literal: Elm Desk}", ("Elm Desk",)),
    ],
)
def test_bylines_of_front_matter(tmp_path: Path, byline: str, names: tuple[str, ...]) -> None:
    (document,) = read(tmp_path, "story.md", f"---\nbyline: {byline}\n---\n\n{FIRST}\n")
    assert document.article.byline.value == names


def test_addresses_with_brackets_are_addresses(tmp_path: Path) -> None:
    link = "[the bridge](https://wiki.example/Bridge_(Elm)_(old))"
    (document,) = read(tmp_path, "story.md", f"# Bridge\n\nThey walked over {link} (twice), a_b said.\n")
    assert body(document) == ("They walked over the bridge (twice), a_b said.",)


def test_front_matter_that_cannot_be_read_leaves_the_text(tmp_path: Path) -> None:
    for matter in ("a: &x [1]\nb: *x", "a: [1", "- 1\n- 2", "a: " + "[" * 5000):
        (tmp_path / "story.md").write_text(f"---\n{matter}\n---\n\n{FIRST}\n")
        (document,) = ingest.read(tmp_path, "story.md").documents
        assert body(document) == (FIRST,)
        assert document.article.problems


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"%PDF-1.7", "a.txt", "pdf"), (b"PK\x03\x04", "a.txt", "archive"), (b"{\\rtf1", "a.doc", "rtf"), (b"<rss version='2.0'>", "a.txt", "feed"),
        (b"<?xml version='1.0'?>\n<!-- c --><nitf>", "a.txt", "newsxml"), (b"\xef\xbb\xbf<!DOCTYPE html>", "a", "html"), (b'{"headline": "x"}', "a.txt", "data"),
        (b"[Note] a story in brackets", "a.txt", "plain"), (b"<Bridge> is how it begins", "a.txt", "plain"), (b"Subject: a story about subjects\n\nText", "a.txt", "plain"),
        (b"From: a@b.example\nSubject: x\nDate: y\n\nText", "a.txt", "mail"), (b"---\ntitle: x\n---\n", "a.txt", "markdown"), (b"A story", "a.md", "markdown"),
    ],
)  # fmt: skip
def test_formats_are_told_by_content(data: bytes, name: str, kind: str) -> None:
    assert detect_format.sniff(data, name) == kind
