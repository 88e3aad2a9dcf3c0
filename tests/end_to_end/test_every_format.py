"""A folder with one file of each kind, made here, opens with the right titles, dates and bodies: as JSON, and in the reader itself."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
import zipfile
from pathlib import Path

import pytest
from terminal import Terminal

from briefing import Collection

DAY = "2023-03-31"
SECOND = "“It is brighter than any of us remembered,” said Ines Varga, who kept it for thirty years."
LIST = "amber basalt cobalt damask ebony fennel garnet hazel indigo jasper khaki lilac maroon nickel ochre pearl quartz russet saffron teal umber violet".split()


def title(word: str) -> str:
    return f"The {word} lighthouse is lit again"


def first(word: str) -> str:
    return f"The {word} lighthouse was lit again on Thursday evening for the first time since the storm took its lamp."


def plain(word: str) -> str:
    return f"{title(word)}\n\nBy Ada Krol\n\n31 March 2023\n\n{first(word)}\n\n{SECOND}\n"


def inner(word: str) -> str:
    return f"<p>{first(word)}</p><p>{SECOND}</p>"


def page(word: str, doctype: str = "<!doctype html><html>") -> str:
    data = json.dumps({"@type": "NewsArticle", "headline": title(word), "datePublished": f"{DAY}T10:15:00Z", "author": {"name": "Ada Krol"}})  # fmt: skip
    return (
        f'{doctype}<head><title>{title(word)}</title><script type="application/ld+json">{data}</script></head><body><nav><a href="/">Home</a></nav>'
        f"<article><h1>{title(word)}</h1>{inner(word)}</article><footer><p>All rights reserved.</p></footer></body></html>"
    )


def mhtml(word: str) -> str:
    return (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://post.example/1\r\nSubject: x\r\nDate: Mon, 1 Jan 2029 00:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'
        f"{page(word)}\r\n--b--\r\n"
    )


def pdf(word: str) -> bytes:
    lines = [(24, 740, title(word)), (10, 712, "By Ada Krol"), (10, 698, "31 March 2023")]
    y = 670
    for paragraph in (first(word), SECOND.replace("“", '"').replace("”", '"')):
        words = paragraph.split()
        for at in range(0, len(words), 9):
            lines.append((10, y, " ".join(words[at : at + 9])))
            y -= 12
        y -= 10
    stream = "".join(f"BT /F1 {size} Tf 72 {at} Td ({text}) Tj ET\n" for size, at, text in lines)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [5 0 R] /Count 1 >>", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}endstream", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
    ]  # fmt: skip
    body = "".join(f"{number} 0 obj\n{text}\nendobj\n" for number, text in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}trailer << /Size 6 /Root 1 0 R >>\n%%EOF\n".encode()


def mail(word: str) -> str:
    return f"From: Ada Krol <ada@post.example>\nTo: r@example.org\nSubject: {title(word)}\nDate: Fri, 31 Mar 2023 10:15:00 +0200\n\n{first(word)}\n\n{SECOND}\n"


def newsletter(word: str) -> str:
    return f"From: The Coast Post <news@post.example>\nTo: r@example.org\nSubject: {title(word)}\nDate: Fri, 31 Mar 2023 10:15:00 +0200\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<p>View in browser</p>{inner(word)}<p>Unsubscribe</p>"


def rss(word: str) -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Coast Post</title><item><title>{title(word)}</title><pubDate>Fri, 31 Mar 2023 10:15:00 GMT</pubDate><description><![CDATA[{inner(word)}]]></description></item></channel></rss>'


def atom(word: str) -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Coast Post</title><entry><title>{title(word)}</title><published>{DAY}T10:15:00Z</published><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{inner(word)}</div></content></entry></feed>'


def nitf(word: str) -> str:
    return f'<?xml version="1.0"?><nitf><head><docdata><date.issue norm="20230331T101500Z"/></docdata></head><body><body.head><hedline><hl1>{title(word)}</hl1></hedline></body.head><body.content>{inner(word)}</body.content></body></nitf>'


def newsml(word: str) -> str:
    return f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><itemMeta><versionCreated>{DAY}T10:15:00Z</versionCreated></itemMeta><contentMeta><headline>{title(word)}</headline></contentMeta><contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body>{inner(word)}</body></html></inlineXML></contentSet></newsItem>'


def ninjs1(word: str) -> str:
    return json.dumps(
        {
            "uri": "urn:1",
            "type": "text",
            "headline": title(word),
            "versioncreated": f"{DAY}T10:15:00Z",
            "body_xhtml": inner(word),
        }
    )


def ninjs2(word: str) -> str:
    return json.dumps({"uri": "urn:1", "type": "text", "headlines": [{"value": title(word)}], "contentcreated": f"{DAY}T10:15:00Z", "bodies": [{"contenttype": "text/html", "value": inner(word)}]})  # fmt: skip


def ninjs3(word: str) -> str:
    return json.dumps({"uri": "urn:1", "type": "text", "headlines": [{"value": title(word)}], "contentCreated": f"{DAY}T10:15:00Z", "bodies": [{"contentType": "text/html", "value": inner(word)}]})  # fmt: skip


def csl(word: str) -> str:
    return json.dumps([{"id": "1", "type": "article-newspaper", "title": title(word), "issued": {"date-parts": [[2023, 3, 31]]}, "abstract": f"{first(word)}\n{SECOND}"}])  # fmt: skip


def export(word: str) -> str:
    return f"                1 of 1 DOCUMENT\n\n                The Coast Post\n\n                March 31, 2023 Friday\n\n{title(word)}\n\nBYLINE: Ada Krol\n\nLENGTH: 40 words\n\n{first(word)}\n\n{SECOND}\n\nLOAD-DATE: April 9, 2023\n\nCopyright 2023 The Coast Post\n"


def newer_export(word: str) -> str:
    return f"{title(word)}\n\nThe Coast Post\n\nMarch 31, 2023 Friday\n\nCopyright 2023 The Coast Post All Rights Reserved\n\nLength: 40 words\n\nByline: Ada Krol\n\nBody\n\n{first(word)}\n\n{SECOND}\n\nLoad-Date: April 9, 2023\n\nEnd of Document\n"


def docx(text: str) -> bytes:
    runs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n") if line.strip())
    return zipped({"word/document.xml": f'<w:document xmlns:w="urn:w"><w:body>{runs}</w:body></w:document>'})


def rtf(word: str) -> bytes:
    escaped = "".join(c if c < "\x80" else f"\\u{ord(c)}?" for c in plain(word))
    return ("{\\rtf1\\ansi " + escaped.replace("\n", "\\par\n") + "}").encode()


def zipped(members: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def warc(word: str) -> bytes:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(word).encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2029-01-01T00:00:00Z\r\nWARC-Target-URI: https://post.example/{word}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    return head.encode() + answer + b"\r\n\r\n"


KINDS = {
    "story.txt": lambda w: plain(w), "story.md": lambda w: f"---\ntitle: {title(w)}\ndate: {DAY}\n---\n\n{first(w)}\n\n{SECOND}\n", "page.html": page,
    "page.xhtml": lambda w: page(w, '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">'), "page.mhtml": mhtml, "story.pdf": pdf, "mail.eml": mail,
    "newsletter.eml": newsletter, "feed.rss": rss, "feed.atom": atom, "nitf.xml": nitf, "newsml.xml": newsml, "ninjs1.json": ninjs1, "ninjs2.json": ninjs2,
    "ninjs3.json": ninjs3, "items.json": csl, "export.txt": export, "export.docx": lambda w: docx(newer_export(w)), "story.docx": lambda w: docx(plain(w)), "story.rtf": rtf,
    "stories.zip": lambda w: zipped({"story.txt": plain(w)}), "crawl.warc": warc, "crawl.warc.gz": lambda w: gzip.compress(warc(w)),
    "crawl.wacz": lambda w: zipped({"archive/data.warc.gz": gzip.compress(warc(w)), "pages/pages.jsonl": json.dumps({"url": f"https://post.example/{w}"})}),
}  # fmt: skip
WORDS = dict(zip(KINDS, [*LIST, "willow", "xenon"], strict=True))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    for module in ("trafilatura", "pypdfium2", "warcio"):
        pytest.importorskip(module)
    made = tmp_path_factory.mktemp("kinds")
    for name, make in KINDS.items():
        data = make(WORDS[name])
        (made / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return made


def test_one_file_of_each_kind_has_its_title_date_and_body(folder: Path) -> None:
    with Collection.open(folder, sync=False) as collection:
        collection.sync(analysis=False)
        assert collection.problems() == ()
        assert {article.path for article in collection.articles()} == set(KINDS)
        for name, word in WORDS.items():
            document = collection.document(name)
            article = document.article
            assert (article.title.value, article.title.status) == (title(word), "stated"), name
            assert ((article.published.value or "")[:10], article.published.status) == (DAY, "stated"), name
            body = [document.text[slice(*p.span)] for p in document.paragraphs if p.kind == "body"]
            quoted = SECOND if name != "story.pdf" else SECOND.replace("“", '"').replace("”", '"')
            assert body == [first(word), quoted], name


def test_one_file_of_each_kind_opens_in_the_reader(folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    env = {"BRIEFING_HOME": os.fspath(home)}
    with Terminal([sys.executable, "-m", "briefing", os.fspath(folder)], columns=120, rows=30, env=env) as terminal:
        terminal.wait_for(rf"Articles {len(KINDS)}", seconds=60)
        for word in WORDS.values():
            terminal.type(f"/{word}\r")
            terminal.wait_for(rf"/{word} +1/\d+ hits? · 1 article")
            terminal.wait_for(title(word))
            terminal.wait_for(rf"The {word} lighthouse was lit")
            terminal.wait_for("brighter than any")
        assert terminal.leave() == 0
