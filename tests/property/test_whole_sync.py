"""Cut, spliced and mutated texts, pages, mails, feeds and front matter go through everything that opening a folder does.

Each file is an article or a line that says why not, and no stage fails on any of them. ``BRIEFING_TEST_EVERYTHING`` takes thousands.
"""

from __future__ import annotations

import html
import os
import random
from pathlib import Path

import pytest

from briefing import Collection
from briefing.collection import sync

EVERYTHING = bool(os.environ.get("BRIEFING_TEST_EVERYTHING"))
FILES = 3_000 if EVERYTHING else 160
SEEDS = range(4) if EVERYTHING else range(1)

PIECES = (
    "London , Ohio Paris,_France Mr. Gov. said told “ ” \" ' ’s ( ) [ ] , . ; : — - & the of to and van_der O' 1-0 lbw_b in New_York U.S. told_the according_to in_exchange "
    "6-4,_6-3 PSV Co Inc. Jr. according that St. Dr May J. A + … « » „ \u200d \u00ad \u202e é 中国 Real_Madrid Republican_People's Workers' D-Calif. (R-Ohio e.g. b c_and_b / "
    "'em He_lives_in_London, picture (Picture ] 2023-03-31 31_March MARCH_31 (UPI) By_Mara_Lindqvist — Source:_AFP Updated: * # > | http://a.example/b x@y.example 1,234 $5m "
    "ROME, LINTWICK,_May_6_— \ufeff \x00 \x1b[31m \ud7ff \U0001f600 <b> </p> &amp; &#0; %s {0} \\ ``` --- === =?utf-8?q?x?= 0x"
).split()
ODD = [piece.replace("_", " ") for piece in PIECES] + [
    "\n",
    "\n\n",
    "\t",
    "\r\n",
    " " * 40,
    "a" * 300,
    "“" * 30,
    "(" * 60,
    "," * 20,
]


def texts(folder: Path) -> list[str]:
    known = (path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix in (".txt", ".md"))
    return [data.decode("utf-8", "replace") for data in known if b"\0" not in data]


def mutated(chance: random.Random, sources: list[str]) -> str:
    """A text that nobody wrote: a cut, a heap of odd pieces, or two articles run into one another with pieces put in and out."""
    kind = chance.random()
    text = chance.choice(sources)
    at = chance.randrange(len(text))
    if kind < 0.2:
        return text[at : at + chance.randrange(1, 900)]
    if kind < 0.45:
        return " ".join(chance.choice(ODD) for _ in range(chance.randrange(1, 30)))
    other = chance.choice(sources)
    words = (text[:at] + other[chance.randrange(len(other)) :]).split(" ")
    start = chance.randrange(len(words))
    words = words[start : start + chance.randrange(1, 150)]
    for _ in range(chance.randrange(1, 9)):
        place = chance.randrange(len(words) + 1)
        if chance.random() < 0.5 and place < len(words):
            del words[place]
        else:
            words.insert(place, chance.choice(ODD))
    return " ".join(words)


def plain(chance: random.Random, sources: list[str]) -> tuple[str, str]:
    return "txt", "\n\n".join(mutated(chance, sources) for _ in range(chance.choice((1, 1, 2, 4))))


def page(chance: random.Random, sources: list[str]) -> tuple[str, str]:
    words = [mutated(chance, sources) for _ in range(3)]
    body = "".join(f"<p>{html.escape(one) if chance.random() < 0.6 else one}</p>" for one in words)
    head = chance.choice(
        ("<title>{0}</title>", '<meta property="article:published_time" content="{0}">', "<h1>{0}</h1>", "")
    )
    return (
        "html",
        f"<!doctype html><html><head>{head.format(words[0][:80])}</head><body><article>{body}</article></body></html>",
    )


def mail(chance: random.Random, sources: list[str]) -> tuple[str, str]:
    subject = " ".join(mutated(chance, sources).split())[:80]
    kind = chance.choice(("text/plain", "text/html", "multipart/mixed; boundary=b", "text/plain; charset=nonsense"))
    return (
        "eml",
        f"From: Desk <desk@lintwick.example>\nSubject: {subject}\nDate: Fri, 31 Mar 2023 10:15:00 +0200\nContent-Type: {kind}\n\n{mutated(chance, sources)}\n",
    )


def feed(chance: random.Random, sources: list[str]) -> tuple[str, str]:
    items = "".join(
        f"<item><title>{html.escape(mutated(chance, sources)[:60])}</title><description>{html.escape(mutated(chance, sources))}</description></item>"
        for _ in range(chance.randrange(1, 4))
    )
    return "xml", f"<?xml version='1.0'?><rss version='2.0'><channel><title>x</title>{items}</channel></rss>".replace(
        "\0", ""
    )


def front_matter(chance: random.Random, sources: list[str]) -> tuple[str, str]:
    title = mutated(chance, sources)[:60]
    return (
        "md",
        f"---\ntitle: {title}\ndate: {chance.choice(ODD)}\nbyline: {chance.choice(ODD)}\n---\n\n{mutated(chance, sources)}\n",
    )


def cut(chance: random.Random, data: bytes) -> bytes:
    """Now and then a file ends early, or some of its bytes are others."""
    kind = chance.random()
    if kind < 0.15 and data:
        return data[: chance.randrange(len(data))]
    if kind < 0.3:
        changed = bytearray(data)
        for _ in range(chance.randrange(1, 6)):
            if changed:
                changed[chance.randrange(len(changed))] = chance.randrange(256)
        return bytes(changed)
    return data


@pytest.mark.timeout(3600 if EVERYTHING else 120)
@pytest.mark.parametrize("seed", SEEDS)
def test_each_file_is_an_article_or_a_line_and_no_stage_fails(seed: int, tmp_path: Path, sample_folder: Path) -> None:
    chance = random.Random(seed)
    sources = texts(sample_folder)
    makers = (plain, plain, plain, page, mail, feed, front_matter)
    names = set()
    for number in range(FILES):
        suffix, text = chance.choice(makers)(chance, sources)
        name = f"{number:04}.{suffix}"
        (tmp_path / name).write_bytes(cut(chance, text.encode("utf-8", "replace")))
        names.add(name)
    with Collection.open(tmp_path) as collection:
        told = {problem.path.partition("#")[0] for problem in collection.problems()}
        there = {article.path.partition("#")[0] for article in collection.articles()}
        assert [p for p in collection.problems() if sync.AGAIN in p.reason] == []
        assert told | there == names
        assert all("\n" not in problem.reason for problem in collection.problems())
        assert len(there) > FILES / 2
        for quotation in collection.quotations():
            text = collection.document(quotation.article).text
            assert text[quotation.span[0] : quotation.span[1]] == quotation.text
        collection.statements(), collection.entities(), collection.copies(), collection.differences()
        assert collection.search("the", limit=9).total
