"""Mails: what a reader of the mail would call its text is the article, and each document that came with it is another."""

from __future__ import annotations

import base64
import io
import zipfile
from pathlib import Path

import pytest

from briefing import ingest
from briefing.model import Document

FIRST = "The lock at Tarn Hollow will stay closed until the middle of June, the canal trust said on Wednesday."
SECOND = "“We found a crack as long as a barge,” said Odile Renn, who runs the works, “and nobody knows how old it is.”"
THIRD = "Boats that are already above the lock may moor there without a fee, and those below can turn at Alder Basin."
HEAD = "From: Tarn Courier <news@tarn.example>\nTo: r@example.org\nSubject: Lock closed\nDate: Wed, 5 Apr 2023 10:15:00 +0100\nMIME-Version: 1.0\n"


def mail(*parts: str, kind: str = "mixed", boundary: str = "outer", head: str = HEAD) -> str:
    inner = "".join(f"--{boundary}\n{part}\n" for part in parts)
    return f'{head}Content-Type: multipart/{kind}; boundary="{boundary}"\n\n{inner}--{boundary}--\n'


def text(*paragraphs: str) -> str:
    return "Content-Type: text/plain; charset=utf-8\n\n" + "\n\n".join(paragraphs)


def page(*paragraphs: str) -> str:
    return "Content-Type: text/html; charset=utf-8\n\n" + "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def file(name: str, data: bytes, kind: str = "application/octet-stream", how: str = "attachment") -> str:
    return (
        f'Content-Type: {kind}; name="{name}"\nContent-Disposition: {how}; filename="{name}"\nContent-Transfer-Encoding: base64\n\n'
        + base64.encodebytes(data).decode()
    )


def read(tmp_path: Path, data: str | bytes) -> tuple[list[Document], list[str]]:
    (tmp_path / "mail.eml").write_bytes(data.encode() if isinstance(data, str) else data)
    reading = ingest.read(tmp_path, "mail.eml")
    return list(reading.documents), [problem.reason for problem in reading.problems]


def body(document: Document) -> list[str]:
    return [document.text[slice(*p.span)] for p in document.paragraphs if p.kind == "body"]


def word(*paragraphs: str) -> bytes:
    buffer = io.BytesIO()
    runs = "".join(f"<w:p><w:r><w:t>{paragraph}</w:t></w:r></w:p>" for paragraph in paragraphs)
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="urn:w"><w:body>{runs}</w:body></w:document>')
    return buffer.getvalue()


def test_a_text_in_several_parts_is_one_article_with_all_of_them(tmp_path: Path) -> None:
    (document,), problems = read(tmp_path, mail(text(FIRST), file("map.png", b"\x89PNG1234", "image/png", "inline"), text(SECOND, THIRD)))  # fmt: skip
    assert body(document) == [FIRST, SECOND, THIRD]
    assert problems == []


def test_of_two_versions_of_a_text_one_is_taken(tmp_path: Path) -> None:
    inner = mail(text(FIRST, SECOND), page(FIRST, SECOND), kind="alternative", boundary="inner", head="")
    (document,), _ = read(tmp_path, mail(inner, text(THIRD)))
    assert body(document) == [FIRST, SECOND, THIRD]


def test_a_text_made_by_writing_out_every_link_gives_way_to_the_page(tmp_path: Path) -> None:
    links = [f"{paragraph} ( https://click.example/{n}?u=abc ) https://click.example/{n}b" for n, paragraph in enumerate((FIRST, SECOND, THIRD))]  # fmt: skip
    (document,), _ = read(tmp_path, mail(text(*links), page(FIRST, SECOND, THIRD), kind="alternative"))
    assert body(document) == [FIRST, SECOND, THIRD]
    assert "click.example" not in document.text


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Lock closed =?utf-8?b?4oCTIGzDpHM=?=\n nu", "Lock closed – läs nu"),
        ("=?utf-8?q?Lock?= =?utf-8?q?_closed?=", "Lock closed"),
        ("=?utf-8?q?L=C3?=\n =?utf-8?q?=B6ck?=", "Löck"),
        ("Closed: =?iso-8859-1?Q?l=F6ck?=, again", "Closed: löck, again"),
        ("=?no-such?q?Lock?=", "Lock"),
    ],
)
def test_encoded_subjects_keep_their_blanks(tmp_path: Path, subject: str, title: str) -> None:
    (document,), _ = read(tmp_path, HEAD.replace("Lock closed", subject) + f"\n{FIRST}\n")
    assert document.article.title.value == title


def test_a_flowed_text_is_joined_where_it_flows(tmp_path: Path) -> None:
    lines = FIRST.replace(" stay closed ", " stay closed \n") + "\n\n" + SECOND.replace(" who runs ", " who runs \n")
    flowed = HEAD + f"Content-Type: text/plain; charset=utf-8; format=flowed\n\n{lines}\n-- \nOdile\n"
    (document,), _ = read(tmp_path, flowed)
    assert body(document)[:2] == [FIRST, SECOND]


def test_what_newsletters_put_around_their_items_is_no_text(tmp_path: Path) -> None:
    inner = f"<p>View in browser</p><h2>Lock closed until June</h2><p>{FIRST}</p><h2>Boats may moor</h2><p>{THIRD}</p><p>You receive this e-mail because you subscribed. Unsubscribe | Manage your preferences</p>"
    (document,), _ = read(tmp_path, HEAD.replace("Lock closed", "The week") + f"Content-Type: text/html\n\n{inner}")
    assert body(document) == ["Lock closed until June", FIRST, "Boats may moor", THIRD]


def test_the_words_of_a_mail_that_only_carries_another_are_kept_with_it(tmp_path: Path) -> None:
    inner = f"From: c@d.example\nSubject: Deep\nDate: Wed, 5 Apr 2023 08:15:00 +0100\n\n{THIRD}\n"
    (document,), _ = read(tmp_path, mail(text("Please keep this."), f"Content-Type: message/rfc822\n\n{inner}"))
    assert document.article.extra["covering_mail"] == "Please keep this."


def test_a_digest_is_one_article_a_mail(tmp_path: Path) -> None:
    parts = [
        f"\nFrom: a@b.example\nSubject: Part {n}\nDate: Wed, 5 Apr 2023 10:15:00 +0100\n\n{FIRST}\n" for n in (1, 2, 3)
    ]
    documents, problems = read(tmp_path, mail(*parts, kind="digest"))
    assert [d.article.title.value for d in documents] == ["Part 1", "Part 2", "Part 3"]
    assert [d.article.path for d in documents] == ["mail.eml", "mail.eml#2", "mail.eml#3"]
    assert problems == []


def test_a_newsletter_with_many_items_stays_one_article(tmp_path: Path) -> None:
    items = "".join(
        f"<h2>Item {n}</h2><p>{FIRST} <a href='https://tarn.example/{n}'>Read more</a></p>" for n in range(5)
    )
    (document,), _ = read(tmp_path, HEAD + "Content-Type: text/html\n\n" + f"<html><body>{items}</body></html>")
    assert document.article.title.value == "Lock closed"
    assert document.text.count("Item") == 5


def test_mails_within_mails_within_mails(tmp_path: Path) -> None:
    deepest = f"From: c@d.example\nSubject: Deep\nDate: Wed, 5 Apr 2023 08:15:00 +0100\n\n{THIRD}\n"
    middle = mail(text(SECOND), f"Content-Type: message/rfc822\n\n{deepest}", boundary="middle", head=HEAD.replace("Lock closed", "Fwd: Middle"))  # fmt: skip
    documents, _ = read(tmp_path, mail(text(FIRST), f"Content-Type: message/rfc822\n\n{middle}"))
    assert [d.article.title.value for d in documents] == ["Lock closed", "Middle", "Deep"]
    assert [body(d) for d in documents] == [[FIRST], [SECOND], [THIRD]]


def test_documents_that_came_with_a_mail_are_articles(tmp_path: Path) -> None:
    documents, problems = read(
        tmp_path,
        mail(
            text("Please see the attached documents, which we published this morning, and tell us what you think."),
            file("report.docx", word("Crack found in the lock", FIRST, SECOND), "application/msword"),
            file("story.txt", f"Boats may moor\n\n{FIRST} {THIRD}\n\n{SECOND}".encode(), "text/plain"),
        ),
    )
    assert problems == []
    assert [d.article.path for d in documents] == ["mail.eml", "mail.eml#2", "mail.eml#3"]
    assert [d.article.title.value for d in documents] == ["Lock closed", "Crack found in the lock", "Boats may moor"]
    assert [d.article.extra.get("attachment") for d in documents] == [None, "report.docx", "story.txt"]
    assert documents[1].article.published.status == "unknown"
    assert all(p.source_span is None for d in documents for p in d.paragraphs)


def test_a_page_that_came_with_a_mail_is_an_article(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    saved = f"<!doctype html><html><head><title>Boats may moor</title></head><body><article><h1>Boats may moor</h1><p>{FIRST}</p><p>{THIRD}</p></article></body></html>"
    documents, _ = read(tmp_path, mail(text(SECOND), file("page.html", saved.encode(), "text/html")))
    assert [d.article.title.value for d in documents] == ["Lock closed", "Boats may moor"]


def test_what_is_no_document_is_passed_over_and_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    (document,), problems = read(
        tmp_path,
        mail(
            text(FIRST),
            file("logo.png", b"\x89PNG1234", "image/png"),
            file("invite.ics", b"BEGIN:VCALENDAR\n", "text/calendar"),
            file("signature.asc", b"-----BEGIN PGP SIGNATURE-----\n", "application/pgp-signature"),
            file("disclaimer.txt", b"This mail is for its reader only.", "text/plain"),
            file("budget.xlsx", b"PK\x03\x04" + bytes(50), "application/vnd.ms-excel"),
        ),
    )
    assert body(document) == [FIRST]
    assert problems == ["budget.xlsx in it is a damaged archive"]


def test_what_a_mail_server_cut_off_the_text_is_put_back(tmp_path: Path) -> None:
    (document,), _ = read(
        tmp_path, mail(text(FIRST), file("ATT00001.txt", SECOND.encode(), "text/plain; charset=utf-8"))
    )
    assert body(document) == [FIRST, SECOND]


def test_a_mail_of_countless_parts_is_cut_and_said_to_be(tmp_path: Path) -> None:
    documents, problems = read(tmp_path, mail(*[text(FIRST)] * 300))
    assert (len(documents), problems) == (1, ["has 300 parts; only the first 200 are read"])


def test_a_mailbox_is_all_its_mails(tmp_path: Path) -> None:
    box = "".join(f"From a@b.example Wed Apr  5 10:15:00 2023\n{HEAD.replace('Lock closed', f'Mail {n}')}\n{FIRST}\n\n" for n in (1, 2))  # fmt: skip
    documents, problems = read(tmp_path, box)
    assert ([d.article.title.value for d in documents], problems) == (["Mail 1", "Mail 2"], [])
    assert [body(d) for d in documents] == [[FIRST], [FIRST]]


def test_a_sentence_that_begins_with_from_parts_no_mail(tmp_path: Path) -> None:
    box = f"From a@b.example Wed Apr  5 10:15:00 2023\n{HEAD}\n{FIRST}\n\nFrom the lock the boats went home in 2023\nand stayed there.\n"
    assert len(read(tmp_path, box)[0]) == 1
