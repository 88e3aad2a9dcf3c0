"""A collection of two invented articles, made of value objects: the commands are tested without files, index or analysis."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from briefing.acquire.add import AddReport
from briefing.citations import cite
from briefing.cli.main import run
from briefing.errors import NotFoundError, QueryError
from briefing.model import (
    Alias,
    Article,
    Citation,
    Comparison,
    CopyChanges,
    CopyGroup,
    CopyPassage,
    Difference,
    Document,
    Entity,
    FactValue,
    Hit,
    Instance,
    Mention,
    PageVersions,
    Paragraph,
    Problem,
    Quotation,
    SearchResult,
    Snippet,
    Speaker,
    StageCost,
    Stated,
    Statement,
    Story,
    SyncReport,
    Token,
    Witness,
)

TEXT = "BACK\n\nMill to turn\n\n“The wheel is still,” Dorothea Quill said.\n\nA caption"
MILL = Article(
    id="a1b2c3d4e5f6",
    path="mill.txt",
    title=Stated.stated("Mill to turn", "Mill to turn"),
    outlet=Stated.stated("Coast & Quay", "Coast & Quay"),
    byline=Stated.stated(("Alun Prys-Harding",), "By Alun Prys-Harding"),
    published=Stated.inferred("2024-03-16", "Saturday; 2024"),
    words=11,
    copies=("b1b2c3d4e5f6",),
)
POND = Article(id="b1b2c3d4e5f6", path="pond \x1b[31m\udcff.txt", opening="The pond is full of silt.", words=6)
SAID = Quotation(
    "q0123456789a", MILL.id, MILL.path, (21, 40), (21, 40), "The wheel is still,", "direct", "speech",
    Speaker("Dorothea Quill", "Dorothea Quill", (42, 56), "stated"), "said", None, ("s0123456789a",),
)  # fmt: skip
REPORTED = Quotation(
    "q1123456789a", POND.id, POND.path, (0, 10), None, "its wheel stood still", "indirect", "speech",
    Speaker("Quill", "she", (0, 3), "inferred"), None, None, ("s0123456789a",),
)  # fmt: skip
STATEMENT = Statement(
    "s0123456789a", SAID.text, "Dorothea Quill", 2, 2, 1,
    (
        Instance(SAID.id, MILL.id, MILL.path, SAID.span, SAID.source_span, SAID.text, "direct"),
        Instance(REPORTED.id, POND.id, POND.path, REPORTED.span, None, REPORTED.text, "indirect"),
    ),
    ("said in a statement",),
)  # fmt: skip
COMPARISON = Comparison(
    STATEMENT,
    (
        Witness(SAID.id, MILL.id, MILL.path, "direct", "=", (SAID.span,), (Token("The wheel is still,", "same"),)),
        Witness(
            REPORTED.id, POND.id, POND.path, "indirect", "○", (REPORTED.span,),
            (Token("its ", "changed", False, "The"), Token("wheel ", "same"), Token("is ", "omitted"), Token("9 ", "added", True), Token("still", "same")),
        ),
    ),
)  # fmt: skip
QUILL = Entity(
    "e0123456789a", "Dorothea Quill", "person", (Alias("Dorothea Quill", 1, "exact"), Alias("Quill", 2, "surname")), 2,
    (Mention(MILL.id, MILL.path, (42, 56), (42, 56), "Dorothea Quill", "exact"),), ("chair",),
)  # fmt: skip
COPIES = CopyGroup((MILL.id, POND.id), ((MILL.id, POND.id, 0.5), (POND.id, MILL.id, 0.917)), "Boreal\x1b[31m Wire")
CHANGES = CopyChanges(
    POND.id, POND.path, MILL.id, 0.917,
    (
        CopyPassage("changed", "title", (0, 12), (6, 18), (Token("Pond ", "changed", True, "Mill "), Token("to turn", "same"))),
        CopyPassage("omitted", "body", (12, 12), (20, 40), (Token("The wheel is still.", "omitted"),)),
        CopyPassage("added", "body", (12, 20), None, (Token("It\x1b[2J rains.", "added"),)),
        CopyPassage("moved", "body", (20, 30), (40, 50), (Token("A caption", "same"),)),
    ),
)  # fmt: skip
DIFFERENCES = (
    Difference(
        "tense: “the wheel”",
        (FactValue("is still", MILL.id, (31, 39), 2, (POND.id,)), FactValue("quill", MILL.id, (42, 56))),
        "article",
    ),
    Difference("who said it", (FactValue("Quill\x1b[2J", POND.id, (42, 56)), FactValue("Quay", MILL.id, (6, 10)))),
)
PROBLEM = Problem("scan\x1b[2J.pdf", "holds pictures only")


@dataclass
class FakeCollection:
    """Answers like a Collection; remembers what it was asked."""

    articles_: list[Article] = field(default_factory=lambda: [MILL, POND])
    problems_: tuple[Problem, ...] = (PROBLEM,)
    notices: list[str] = field(default_factory=list)
    calls: list[tuple[str, Any]] = field(default_factory=list)
    folder: Path = Path("articles")
    copied: bool = True
    differ: bool = True
    corrected: dict[str, str] = field(default_factory=dict)

    def sync(self, **options: Any) -> SyncReport:
        self.calls.append(
            ("sync", {k: v for k, v in options.items() if k not in ("progress", "patience", "cancelled")})
        )
        timings = dict.fromkeys(("ingest", "index", "quotations", "statements", "entities"), 0.25)
        costs = (StageCost("files", 0.5, 2.0, 30_000_000, 2), StageCost("index", 0.25, 1.0, 0, 0))
        return SyncReport(2, 1, 1, 0, 1.25, timings, self.problems_, costs)

    def status(self) -> str:
        return "complete" if self.articles_ else "empty"

    def close(self) -> None:
        self.calls.append(("close", None))

    def articles(self) -> list[Article]:
        return self.articles_

    def problems(self) -> tuple[Problem, ...]:
        return self.problems_

    def article(self, ref: str) -> Article:
        for article in self.articles_:
            if ref in (article.id, article.path) or article.id.startswith(ref):
                return article
        raise NotFoundError(f"no article {ref!r}")

    def document(self, ref: str) -> Document:
        kinds = ("furniture", "title", "body", "caption")
        starts = [0, 6, 20, 64]
        spans = [(s, (TEXT.find("\n\n", s) if TEXT.find("\n\n", s) > 0 else len(TEXT))) for s in starts]
        paragraphs = tuple(Paragraph(span, span, kind) for span, kind in zip(spans, kinds, strict=True))  # type: ignore[arg-type]
        return Document(self.article(ref), TEXT, paragraphs)

    def search(self, query: str, **options: Any) -> SearchResult:
        self.calls.append(("search", (query, options)))
        if query == "(":
            raise QueryError("cannot read the query at character 1", position=1, readable="")
        if query == "nothing":
            return SearchResult(query, 0, (), 0.5, "anything")
        snippet = Snippet("The wheel is still", ((4, 9),), (21, 39))
        return SearchResult(query, 3, (Hit(MILL.id, MILL.path, "Mill to turn", 4.5, (snippet,)),), 0.5)

    def quotations(self, article: str | None = None) -> list[Quotation]:
        return [q for q in (SAID, REPORTED) if article in (None, q.article)]

    def statements(self, min_articles: int = 1) -> list[Statement]:
        return [STATEMENT] if min_articles <= 2 else []

    def statement_ids(self, min_articles: int = 1) -> list[str]:
        return [each.id for each in self.statements(min_articles)]

    def ids_beside(self, statements: list[str]) -> list[str]:
        return statements

    def compare(self, statement: str, *, pivot: str | None = None) -> Comparison:
        self.calls.append(("compare", (statement, pivot)))
        if statement != STATEMENT.id and "wheel" not in statement:
            raise NotFoundError(f"no statement {statement!r}")
        return COMPARISON

    def entities(self, article: str | None = None, *, min_articles: int = 1, type: str | None = None) -> list[Entity]:
        return [QUILL] if type in (None, "person") and min_articles <= 2 else []

    def differences(self) -> tuple[Difference, ...]:
        return DIFFERENCES if self.differ else ()

    def speaker_names(self, article: str) -> dict[str, str]:
        return {q.id: self.corrected[q.id] for q in self.quotations(article) if q.id in self.corrected}

    def cite(self, ref: str, **options: Any) -> Citation:
        return cite(MILL, SAID, **options) if ref.startswith("q") else cite(self.article(ref), **options)

    def story_ids(self) -> list[str]:
        return [each.id for each in self.stories()]

    def article_ids(self) -> list[str]:
        return [each.id for each in self.articles()]

    def stories(self, *, min_articles: int = 2) -> list[Story]:
        return []

    def versions(self, article: str | None = None) -> list[PageVersions]:
        return []

    def copies(self, article: str | None = None) -> list[CopyGroup]:
        return [COPIES] if self.copied and article in (None, *COPIES.articles) else []

    def copy_changes(self, article: str, *, most: int = 50) -> list[CopyChanges]:
        return [CHANGES] if self.copied else []

    def add(self, sources: list[str], *, allow_private: bool = False) -> AddReport:
        self.calls.append(("add", (sources, allow_private)))
        good = [source for source in sources if "bad" not in source]
        return AddReport(tuple(good), tuple(Problem(s, "is not there\x1b[31m") for s in sources if s not in good))

    def health(self) -> dict[str, Any]:
        return {
            "versions": {"briefing": "0", "trafilatura": None},
            "paths": {"folder": "x"},
            "articles": 2,
            "notices": [],
        }


@dataclass
class Result:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.fixture
def collection(monkeypatch: pytest.MonkeyPatch) -> FakeCollection:
    from briefing.collection.facade import Collection

    fake = FakeCollection()
    monkeypatch.setattr(
        Collection, "open", lambda path, **options: fake.calls.append(("open", (str(path), options))) or fake
    )
    return fake


@pytest.fixture
def briefing(
    collection: FakeCollection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> Callable[..., Result]:
    """Run a command line in an empty folder, with ``-C .`` unless a folder is named."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "BRIEFING_DEBUG"):
        monkeypatch.delenv(name, raising=False)

    def call(*words: str, terminal: bool = False, folder: bool = True) -> Result:
        out: io.StringIO = Terminal() if terminal else io.StringIO()
        err = io.StringIO()
        capsys.readouterr()
        status = run([*(["-C", "."] if folder else []), *words], out, err)
        captured = capsys.readouterr()
        return Result(status, out.getvalue() + captured.out, err.getvalue() + captured.err)

    return call
