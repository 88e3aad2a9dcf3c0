"""Invented value objects for the tests of the widgets. All events, people and outlets are made up."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.model import (
    UNKNOWN_SPEAKER,
    Alias,
    Article,
    Clipping,
    Comparison,
    Document,
    Entity,
    Instance,
    Mention,
    Paragraph,
    ParagraphKind,
    Quotation,
    Speaker,
    Stated,
    Statement,
    Token,
    Witness,
)  # fmt: skip

OUTLETS = ("Coastal Ledger", "Harrow Post", "Northern Wire", "Tidewater Times", "Bay Dispatch", "The Lantern")
TITLES = (
    "Ferry service to Lowmark island resumes after eleven weeks",
    "Harbour bridge to close for six weeks of repairs",
    "Council approves plan for a second lighthouse museum",
    "Oyster growers count losses after a warm winter",
    "Night train returns to the coast in the autumn",
    "Library ships start their summer round with 4,000 books",
)
BODY = tuple(
    """
LOWMARK, May 3 (NW) — The ferry between Harrow and the island of Lowmark took up its service again on Friday, eleven weeks after a \
storm had damaged the pier, the harbour office said.
“We carried 412 passengers before noon and turned nobody away,” harbour master Ada Krol told reporters. “The pier is safe, and the \
timetable will not change before September.”
Krol said the repairs had cost less than expected. The island’s shopkeepers, who lived on two supply boats a week, had asked for a \
date in March.
“It is the first morning since February that smells of bread,” said Ines Maro, who runs the bakery above the quay.
The council of Harrow will decide in June whether the night boat returns as well.
""".strip().splitlines()
)


def article(number: int = 0, **changes: object) -> Article:
    fields: dict[str, object] = {
        "id": f"a{number:011x}",
        "path": f"article-{number}.txt",
        "title": Stated.stated(f"{TITLES[number % len(TITLES)]}", TITLES[number % len(TITLES)]),
        "outlet": Stated.stated(OUTLETS[number % len(OUTLETS)], "masthead"),
        "published": Stated.stated(f"2024-05-{number % 28 + 1:02}", f"May {number % 28 + 1}, 2024"),
        "opening": BODY[0][:80],
        "words": 180,
    }
    return Article(**{**fields, **changes})  # type: ignore[arg-type]


def document(parts: Iterable[tuple[ParagraphKind, str]] | None = None, **changes: object) -> Document:
    chosen = list(parts) if parts is not None else [
        ("furniture", "HOME"),
        ("furniture", "Share this page"),
        ("title", TITLES[0]),
        ("standfirst", "The pier is mended; bakers and postmen are the first across."),
        ("byline", "By Tomas Edel"),
        ("date", "May 3, 2024"),
        ("caption", "The Swift of Lowmark at the new pier. (Photo: R. Amsel)"),
        *(("body", text) for text in BODY),
        ("furniture", "More from the coast"),
    ]  # fmt: skip
    if "title" not in {kind for kind, _ in chosen}:
        changes.setdefault("title", Stated.unknown())
    text, paragraphs = "", []
    for kind, part in chosen:
        text += "\n\n" if text else ""
        paragraphs.append(Paragraph((len(text), len(text) + len(part)), None, kind))
        text += part
    return Document(article(0, **changes), text, tuple(paragraphs))


def quotations(of: Document) -> list[Quotation]:
    found = []
    for number, (words, mode) in enumerate((
        ("We carried 412 passengers before noon and turned nobody away,", "direct"),
        ("The pier is safe, and the timetable will not change before September.", "direct"),
        ("the repairs had cost less than expected", "indirect"),
        ("It is the first morning since February that smells of bread,", "direct"),
    )):  # fmt: skip
        start = of.text.find(words)
        if start >= 0:
            span = (start, start + len(words))
            speaker = Speaker("Ada Krol", "Ada Krol", None, "stated") if number < 3 else UNKNOWN_SPEAKER
            found.append(
                Quotation(f"q{number}", of.article.id, of.article.path, span, None, words, mode, "speech", speaker)
            )  # type: ignore[arg-type]
    return found


def statement(number: int = 0, text: str = "We carried 412 passengers before noon and turned nobody away") -> Statement:
    modes = ("direct", "mixed", "indirect", "direct")
    instances = tuple(
        Instance(f"q{number}{each}", article(each).id, f"article-{each}.txt", (10, 10 + len(text)), None, text, mode)  # type: ignore[arg-type]
        for each, mode in enumerate(modes[: 4 - number % 3])
    )
    return Statement(f"s{number}", text, "Ada Krol", len(instances), len(instances) - number % 2, 1, instances)


def comparison() -> Comparison:
    same, changed, added, omitted = "same", "changed", "added", "omitted"
    pivot = "We carried 412 passengers before noon and turned nobody away on the first day of the new timetable, and we will do so again"
    rows = (
        ("=", "direct", [Token(pivot, "same")]),
        ("≈", "direct", [
            Token("We", same), Token("have", added), Token("carried", same), Token("more than", added, True), Token("400", changed, True, "412"),
            Token("passengers before noon and", same), Token("did not turn", changed, False, "turned"), Token("anybody", changed, False, "nobody"),
            Token("away on the first day of the new timetable", same), Token("and we will do so again", omitted),
        ]),
        ("◐", "mixed", [
            Token("We carried", same), Token("", "elided"), Token("passengers", same), Token("[on the ferry]", "inserted-by-editor"),
            Token("before noon", same), Token("", "split"), Token("and turned nobody away", same),
        ]),
        ("○", "indirect", [Token("carried 412 passengers", same), Token("not", added, True), Token("before noon", same)]),
    )  # fmt: skip
    witnesses = tuple(
        Witness(f"q{n}", article(n).id, f"article-{n}.txt", mode, label, ((10, 40),), tuple(tokens))  # type: ignore[arg-type]
        for n, (label, mode, tokens) in enumerate(rows)
    )
    return Comparison(statement(0), witnesses)


def entities() -> list[Entity]:
    def mentions(count: int, name: str) -> tuple[Mention, ...]:
        return tuple(Mention(f"a{i % 4}", "x.txt", (i, i + len(name)), None, name) for i in range(count))

    return [
        Entity("e1", "Ada Krol", "person", (Alias("Krol", 5, "surname"), Alias("Ada Krol", 3, "exact")), 4, mentions(8, "Krol"), ("harbour master",)),
        Entity("e2", "Ines Maro", "person", (Alias("Ines Maro", 2, "exact"),), 1, mentions(2, "Maro")),
        Entity("e3", "Council of Harrow", "organisation", (Alias("the council", 3, "definition"),), 3, mentions(5, "Council")),
        Entity("e4", "Lowmark", "place", (Alias("Lowmark", 11, "exact"),), 4, mentions(11, "Lowmark")),
        Entity("e5", "Harrow", "place", (Alias("Harrow", 6, "exact"),), 4, mentions(6, "Harrow")),
    ]  # fmt: skip


def clippings() -> list[Clipping]:
    return [
        Clipping(1, article(0).id, "article-0.txt", "q0", (0, 9), BODY[1], "Edel, Tomas. “Ferry service resumes.” Coastal Ledger, 3 May 2024.", "2024-05-04T08:00:00", "Check the figure with the harbour office."),
        Clipping(2, article(1).id, "article-1.txt", None, (0, 9), BODY[3], "“Harbour bridge to close.” Harrow Post, 2 May 2024.", "2024-05-04T08:01:00"),
    ]  # fmt: skip
