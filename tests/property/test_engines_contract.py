"""Both engines give the same: the same articles for a thousand queries, the same counts, pages without gaps, whole articles back."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from archive_articles import by_id, entries, question
from archive_server import ArchiveServer

from briefing.errors import QueryError
from briefing.index import Index
from briefing.index.analyzer import tokens
from briefing.index.archive.address import parse_address
from briefing.index.archive.engine import ArchiveEngine
from briefing.index.engine import Advice, SearchEngine
from briefing.index.local import LocalEngine
from briefing.index.query.dates import minute_of
from briefing.index.query.nodes import And, Fuzzy, Near, Node, Not, Or, Stem
from briefing.index.query.parser import parse
from briefing.index.segment.records import Sort

ARTICLES = entries(200)
EVERY = len(ARTICLES)


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalEngine]:
    whole = {id: entry.document for id, entry in by_id(ARTICLES).items()}
    engine = LocalEngine(
        Index.open(tmp_path_factory.mktemp("index") / "index"), lambda ids: [whole[id] for id in ids if id in whole]
    )
    assert engine.bring_up_to_date(ARTICLES).added == EVERY
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def archive(archive_server: ArchiveServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ArchiveEngine]:
    name = archive_server.new_name()
    engine = ArchiveEngine.open(parse_address(archive_server.url, name), tmp_path_factory.mktemp("config"))
    assert engine.bring_up_to_date(ARTICLES).added == EVERY
    yield engine
    engine.close()
    archive_server.check()
    archive_server.remove(name)


@pytest.fixture(params=["local", "archive"])
def engine(request: pytest.FixtureRequest) -> SearchEngine:
    made: SearchEngine = request.getfixturevalue(request.param)
    return made


def found(engine: SearchEngine, query: str, **options: bool) -> set[str]:
    page = engine.search(parse(query, **options), limit=EVERY)
    assert page.total == len(page.hits)
    assert not page.partial
    assert page.cursor is None
    return {hit.id for hit in page.hits}


def unsayable(node: Node | None) -> bool:
    """Whether an archive refuses a query: forms of a word, or a typo, on a side of NEAR."""
    if isinstance(node, And | Or):
        return any(map(unsayable, node.nodes))
    if isinstance(node, Near):
        return any(isinstance(leaf, Stem | Fuzzy) for leaf in (*node.left, *node.right))
    return isinstance(node, Not) and unsayable(node.node)


@pytest.mark.parametrize("seed", range(10))
def test_the_same_articles_for_a_thousand_queries(local: LocalEngine, archive: ArchiveEngine, seed: int) -> None:
    pick = random.Random(seed)
    for number in range(100):
        query, live, stemming = question(pick), number % 5 == 0, number % 7 == 0
        options = {"live": live, "stemming": stemming}
        parsed = parse(query, **options)
        if unsayable(parsed.root):
            with pytest.raises(QueryError, match="NEAR in an archive"):
                archive.search(parsed)
            continue
        assert found(archive, query, **options) == found(local, query, **options), (query, options)


def test_it_counts_what_it_finds(engine: SearchEngine) -> None:
    for query in ("port", "title:port", "-port", '"the of" OR ferr*', "date:2023", "nowhere"):
        parsed = parse(query)
        assert engine.count(parsed) == engine.search(parsed).total
    assert engine.count(parse("")) == EVERY
    assert engine.search(parse("")).blank


@pytest.mark.parametrize("sort", ["relevance", "date"])
def test_pages_neither_repeat_nor_miss_an_article(engine: SearchEngine, sort: Sort) -> None:
    query = parse("port OR -ferry")
    whole = engine.search(query, limit=EVERY, sort=sort)
    page = engine.search(query, limit=17, sort=sort, paged=True)
    ids = [hit.id for hit in page.hits]
    while page.cursor is not None:
        page = engine.search(query, limit=17, sort=sort, after=page.cursor)
        assert page.total == whole.total
        ids += [hit.id for hit in page.hits]
    assert ids == [hit.id for hit in whole.hits]


def test_the_newest_come_first_and_the_undated_last(engine: SearchEngine) -> None:
    dated = {entry.words.id: minute_of(entry.words.date) for entry in ARTICLES}
    minutes = [dated[hit.id] for hit in engine.search(parse("the OR -the"), limit=EVERY, sort="date").hits]
    assert minutes == sorted(minutes, key=lambda minute: (minute is None, -(minute or 0)))


def test_whole_articles_come_back(engine: SearchEngine) -> None:
    some = {entry.words.id: entry.document for entry in ARTICLES[:60]}
    fetched = engine.fetch([*some, "0" * 32])
    assert fetched.keys() == some.keys()
    for id, document in some.items():
        assert (fetched[id].text, fetched[id].paragraphs) == (document.text, document.paragraphs)
        assert fetched[id].article == document.article


def test_a_word_that_stands_nowhere_is_named_and_corrected(engine: SearchEngine) -> None:
    assert engine.suggest("ferry lantrn") == Advice("ferry lantern", ("lantrn",))
    assert engine.suggest("ferry xyzzyx") == Advice(None, ("xyzzyx",))
    assert engine.suggest("ferry port") == Advice()


def test_the_very_word_stands_before_one_like_it(engine: SearchEngine) -> None:
    words = {entry.words.id: entry.words for entry in ARTICLES}

    def holds(word: str, id: str) -> bool:
        passages = (words[id].title, words[id].standfirst, words[id].body)
        return any(token.term == word for passage in passages for token in tokens(passage))

    ids = [hit.id for hit in engine.search(parse("ports~"), limit=EVERY).hits if not words[hit.id].furniture]
    held = [holds("ports", id) for id in ids]
    assert len(set(held)) == 2
    assert held == sorted(held, reverse=True)
