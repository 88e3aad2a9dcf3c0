"""Whole files of the risky formats, small and invented, and ways to break them."""

from __future__ import annotations

import gzip
import io
import random
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import cache

WORDS = "The tide mill opened again in the spring for all who asked. " * 4


def zipped(members: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def docx(body: str = f"<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>", before: str = "") -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return zipped({
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f'{before}<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>',
        "docProps/core.xml": '<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Mill</dc:title></cp:coreProperties>',
    })  # fmt: skip


def warc_record(page: bytes, length: int | None = None, extra: str = "") -> bytes:
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{extra}\r\n".encode() + page
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://paper.example/mill\r\nWARC-Date: 2031-05-01T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(answer) if length is None else length}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def pdf(content: bytes = b"BT /F1 9 Tf 10 10 Td (The tide mill opened again.) Tj ET", more: bytes = b"") -> bytes:
    packed = zlib.compress(content)
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
        b"4 0 obj<</Filter/FlateDecode/Length " + str(len(packed)).encode() + b">>stream\n" + packed + b"\nendstream endobj\n"
        b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n" + more + b"trailer<</Root 1 0 R>>\n%%EOF"
    )  # fmt: skip


PAGE = f"<html><head><title>Mill</title></head><body><p>{WORDS}</p></body></html>".encode()
RTF = (
    "{\\rtf1\\ansi{\\info{\\title Mill}{\\creatim\\yr2031\\mo5\\dy1}}"
    + WORDS
    + "\\par {\\b \\'e9\\u8220?"
    + WORDS
    + "}}"
).encode()
WHOLE: dict[str, bytes] = {
    "a.docx": docx(),
    "a.rtf": RTF,
    "a.zip": zipped({"one.txt": WORDS, "two.html": PAGE, "in/three.rtf": RTF}),
    "a.warc": warc_record(PAGE) * 2,
    "b.warc.gz": gzip.compress(warc_record(PAGE)) + gzip.compress(warc_record(PAGE, extra="X: y\r\n")),
    "a.pdf": pdf(),
}
FORMATS = {"a.docx": "docx", "a.rtf": "rtf", "a.zip": "archive", "a.warc": "warc", "b.warc.gz": "warc", "a.pdf": "pdf"}
"""The name of each file of ``WHOLE`` → its format in the table of readers."""


# --- files that grow, loop or lie -------------------------------------------------------------------------------------------


def quoted_length(data: bytes, size: int) -> bytes:
    """The archive with another size stated for its first member, in both its headers."""
    out = bytearray(data)
    struct.pack_into("<I", out, 22, size)
    struct.pack_into("<I", out, out.index(b"PK\x01\x02") + 24, size)
    return bytes(out)


def overlapping(names: int) -> bytes:
    """An archive whose members are all the same bytes, which expand to ten megabytes each."""
    first = zipped({"a.txt": b"a " * 5_000_000})
    directory = first.index(b"PK\x01\x02")
    entry = bytearray(first[directory : first.index(b"PK\x05\x06")])
    entries = bytearray()
    for number in range(names):
        entry[46] = 0x61 + number % 26
        entries += entry
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, names, names, len(entries), directory, 0)
    return first[:directory] + bytes(entries) + end


@cache
def inner() -> bytes:
    """An archive that expands to 28 megabytes."""
    return zipped({"a.txt": b"a " * 14_000_000})


LAUGHS = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'

GROWING: dict[str, Callable[[], bytes]] = {
    "members.zip": lambda: overlapping(2000),
    "nested.zip": lambda: zipped({f"{number}.zip": inner() for number in range(8)}),
    "deep.zip": lambda: zipped({"a.zip": zipped({"b.zip": zipped({"c.zip": inner()})})}),
    "empty-members.zip": lambda: zipped({f"{number}.txt": "" for number in range(20_000)}),
    "lying.zip": lambda: quoted_length(zipped({"a.txt": b"a " * 14_000_000}), 10),
    "huge.zip": lambda: quoted_length(zipped({"a.txt": WORDS}), 0xFFFFFFF0),
    "laughs.docx": lambda: docx("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", LAUGHS),
    "deep.docx": lambda: docx("<w:p>" * 50_000 + "</w:p>" * 50_000),
    "tables.docx": lambda: docx("<w:tbl><w:tr><w:tc>" * 20_000),
    "binary.rtf": lambda: b"{\\rtf1 " + WORDS.encode() + b"\\bin2147483647 " + b"x" * 100,
    "skip.rtf": lambda: b"{\\rtf1\\uc2147483647 " + b"\\u8220?" * 100_000 + b"}",
    "words.rtf": lambda: b"{\\rtf1 " + b"\\par" * 500_000 + b"}",
    "page.warc.gz": lambda: gzip.compress(warc_record(b"<html>" + b" " * 60_000_000)),
    "length.warc": lambda: warc_record(PAGE, length=2**62),
    "chunks.warc": lambda: warc_record(b"7fffffffffffffff\r\n" + PAGE, extra="Transfer-Encoding: chunked\r\n"),
    "heads.warc": lambda: b"WARC/1.0\r\n" + b"X: y\r\n" * 50_000,
    "arrays.pdf": lambda: pdf(more=b"6 0 obj" + b"[" * 200_000 + b"endobj\n"),
    "loop.pdf": lambda: pdf().replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]"),
    "pages.pdf": lambda: pdf().replace(b"/Count 1", b"/Count 2147483647"),
    "text.gz": lambda: gzip.compress(b"a " * 10_000_000),
}
"""Name → what makes a file that would cost everything if it were believed."""

# --- changes by chance ------------------------------------------------------------------------------------------------------

ODD = [
    b"\0",
    b"\xff" * 4,
    b"-1",
    b"2147483648",
    b"99999999999999999999",
    b"{",
    b"}",
    b"<",
    b"&",
    b"\\",
    b"\r\n\r\n",
    b"PK\x01\x02",
    b"\x1b",
]
NUMBER = re.compile(rb"\d+")


def changed(whole: bytes, chance: random.Random) -> bytes:
    """One to four changes: bytes, stretches cut, doubled or moved, numbers replaced, the end cut off."""
    data = bytearray(whole)
    for _ in range(chance.randint(1, 4)):
        if not data:
            break
        at = chance.randrange(len(data))
        size = min(len(data) - at, chance.choice([1, 2, 4, 16, 64, 500]))
        match chance.randrange(7):
            case 0:
                data[at] = chance.randrange(256)
            case 1:
                del data[at : at + size]
            case 2:
                data[at:at] = data[at : at + size] * chance.choice([1, 2, 50])
            case 3:
                data[at:at] = chance.choice(ODD)
            case 4:
                del data[at:]
            case 5:
                stretch = data[at : at + size]
                del data[at : at + size]
                data[chance.randint(0, len(data)) : 0] = stretch
            case _:
                numbers = list(NUMBER.finditer(bytes(data)))
                if numbers:
                    number = chance.choice(numbers)
                    data[number.start() : number.end()] = chance.choice(ODD)
    return bytes(data)
