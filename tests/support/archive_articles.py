"""Invented articles and queries for what must hold of every engine of search. Seeded: the same numbers give the same words."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from briefing.index import ArticleFacts, IndexDocument
from briefing.index.archive.stored import content_id
from briefing.index.engine import Entry
from briefing.model import Article, Document, Paragraph, Stated

WORDS = (
    "port ports porter harbour ferry ferries strike strikes striking crew café cafe Søren’s Søren U.S. us co-operation cooperation co operation "
    "9,000 9000 well-known well known talks talk’s the of and G20 2022-23 state-of-the-art l’accord accord po talksy we’ll lantern 港湾 don't "
    "O’Neill oneill Dvořák"
).split()
LETTERS = ["po", "fer", "ca", "coo", "co", "w", "ta", "s", "port", "talks"]
OUTLETS = ["Harbour Post", "The Tide-Table", "Lantern", ""]


def entry(number: int, pick: random.Random) -> Entry:
    """Return an article by its number, with what analysis would find in it."""

    def text(most: int) -> str:
        return " ".join(pick.choice(WORDS) + pick.choice(["", "", ".", ",", "”"]) for _ in range(pick.randrange(most)))

    def some(count: int) -> tuple[str, ...]:
        return tuple(" ".join(pick.choices(WORDS, k=pick.randrange(1, 5))) for _ in range(pick.randrange(count)))

    day = (datetime.date(2022, 12, 20) + datetime.timedelta(days=pick.randrange(30))).isoformat()
    words = IndexDocument(
        "",
        f"{pick.choice(WORDS)}/{number}.txt",
        text(5),
        text(6),
        text(40),
        pick.choice(OUTLETS),
        pick.choice([day, day + "T10:30+02:00", "", "--03-31", "2023-01"]),
        text(12) if pick.random() < 0.5 else "",
        pick.choice(["de", "en", "pt-BR", ""]),
    )
    return entry_of(words, ArticleFacts("", some(4), some(2), some(3)) if pick.random() < 0.8 else None)


def entry_of(words: IndexDocument, facts: ArticleFacts | None = None) -> Entry:
    """Return an article that says what ``words`` do; its id is that of its content, as in an archive."""
    parts = [part for part in (words.title, words.standfirst, words.body, words.furniture) if part]
    text = "\n\n".join([words.path, *parts])
    article = Article(
        "", words.path, Stated.stated(words.title, words.title), published=Stated.stated(words.date, words.date)
    )
    document = Document(article, text, (Paragraph((0, len(text)), None, "body"),))
    id = content_id(document)
    return Entry(
        replace(words, id=id),
        replace(document, article=replace(article, id=id)),
        None if facts is None else replace(facts, id=id),
    )


def entries(count: int, seed: int = 17) -> list[Entry]:
    """Return ``count`` articles."""
    pick = random.Random(seed)
    return [entry(number, pick) for number in range(count)]


def by_id(some: Iterable[Entry]) -> dict[str, Entry]:
    """Return articles by their ids."""
    return {each.words.id: each for each in some}


@dataclass(frozen=True)
class Grammar:
    """What queries are made of: of the kinds of :func:`question` the first ``kinds``."""

    words: Sequence[str] = tuple(WORDS)
    typos: Sequence[str] = ("prot", "fery", "talsk", "cafee", "strke", "port", "talks", "coperation")
    dates: Sequence[str] = (
        "date:2023", "date:2022-12", "date:2022-12-24..2023-01-03", "date:>=2023-01-05", "date:<2023", "date:..2022-12-25", "date:2023-01-01",
    )  # fmt: skip
    near: Sequence[str] = ('"the of"', "ferr*", "prot~", "(port OR crew)", '"{word} co*"')
    distances: Sequence[int] = (1, 2, 3, 5, 20, 40)
    kinds: int = 16


WHOLE = Grammar()


def question(pick: random.Random, depth: int = 0, grammar: Grammar = WHOLE) -> str:
    """Return a query of a grammar."""
    kind = pick.randrange(grammar.kinds)
    field = pick.choice(["", "", "", "", "title:", "outlet:", "path:", "quote:", "speaker:", "entity:"])
    word, other = pick.choice(grammar.words), pick.choice(grammar.words)

    def inner() -> str:
        return question(pick, depth + 1, grammar)

    deeper = {
        0: lambda: f"({inner()} {inner()})",
        1: lambda: f"({inner()} OR {inner()})",
        2: lambda: f"{inner()} -{other}",
        8: lambda: f"{inner()} {inner()}",
        15: lambda: f"-({inner()})",
    }
    plain = {
        3: lambda: f'{field}"{word} {other}"',
        4: lambda: f'{field}"{word} {other} {pick.choice(LETTERS)}*"',
        5: lambda: field + pick.choice([letters for letters in LETTERS if len(letters) > 1]) + "*",
        6: lambda: field + pick.choice(grammar.typos) + "~",
        7: lambda: pick.choice(grammar.dates),
        9: lambda: f"{field}({word} NEAR/{pick.choice(grammar.distances)} {_near(pick, grammar, word)})",
        14: lambda: pick.choice(["lang:de", "lang:en", "lang:pt", "lang:fr"]),
    }
    made = (deeper | plain if depth < 2 else plain).get(kind)
    return field + word if made is None else made()


def _near(pick: random.Random, grammar: Grammar, word: str) -> str:
    return pick.choice([pick.choice(grammar.words), *grammar.near]).format(word=word)
