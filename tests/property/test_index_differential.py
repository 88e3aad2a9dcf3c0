"""The index answers as Whoosh itself would: same articles, same order up to equal scores.

Three ways to the same answer are compared on random articles and random queries: our bulk evaluation, stock Whoosh on its own index
(stock codec, stock searcher), and Whoosh's searcher on our segments through our codec.
"""

from __future__ import annotations

import datetime
import random
from pathlib import Path

import pytest
from archive_articles import Grammar, question
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.index import ArticleFacts, Index, IndexDocument
from briefing.index.analyzer import tokens
from briefing.index.query import dates
from briefing.index.query.expansion import within_one_edit
from briefing.index.query.nodes import And, Dates, Fuzzy, Near, Not, Or, Phrase, Prefix, Term
from briefing.index.query.parser import parse
from briefing.index.snapshot import FAINT

whoosh = pytest.importorskip("whoosh")

WORDS = (
    "port ports porter harbour ferry ferries strike crew café cafe Søren’s Søren U.S. us co-operation cooperation co operation "
    "9,000 9000 well-known well known talks talk’s the of and G20 2022-23 state-of-the-art l’accord accord po talksy we’ll"
).split()


def article(number: int, pick: random.Random) -> IndexDocument:
    def text(most: int) -> str:
        return " ".join(pick.choice(WORDS) + pick.choice(["", "", ".", ",", "”"]) for _ in range(pick.randrange(most)))

    day = datetime.date(2022, 12, 20) + datetime.timedelta(days=pick.randrange(30))
    date = pick.choice([day.isoformat(), day.isoformat() + "T10:30+02:00", "", "--03-31"])
    return IndexDocument(
        f"{number:012x}",
        f"{pick.choice(WORDS)}/{number}.txt",
        text(5),
        text(6),
        text(40),
        text(3),
        date,
        text(12) if pick.random() < 0.5 else "",
    )


def facts(document: IndexDocument, pick: random.Random) -> ArticleFacts:
    def some(count: int) -> tuple[str, ...]:
        return tuple(" ".join(pick.choices(WORDS, k=pick.randrange(1, 5))) for _ in range(pick.randrange(count)))

    return ArticleFacts(document.id, some(4), some(2), some(3))


STOCK = Grammar(
    words=WORDS,
    typos=("prot", "fery", "talsk", "cafee", "strke", "port", "talks"),
    dates=("date:2023", "date:2022-12", "date:2022-12-24..2023-01-03", "date:>=2023-01-05", "date:<2023"),
    near=('"the of"', "ferr*"),
    distances=(1, 2, 3, 4, 5),
    kinds=14,
)
"""What stock Whoosh can be asked too."""


class Stock:
    """The same articles in Whoosh as its documentation uses it: stock fields, stock codec, stock searcher, in memory."""

    def __init__(self, documents: list[IndexDocument], found: list[ArticleFacts]) -> None:
        from whoosh import fields
        from whoosh.analysis import Token, Tokenizer
        from whoosh.filedb.filestore import RamStorage
        from whoosh.formats import Positions

        from briefing.index.segment.inverter import GAP, STANDFIRST_WEIGHT, TITLE_WEIGHT
        from briefing.index.segment.segment_file import ASIDE

        class Passages(Tokenizer):
            def __init__(self, boosts: tuple[float, ...]) -> None:
                self.boosts = boosts

            def __call__(self, value: str, positions: bool = False, **_: object) -> object:
                token = Token(positions=positions)
                token.stopped = False
                base = 0
                for number, passage in enumerate(value.split("\x1e")):
                    most = -1
                    for term, position, _start, _end in tokens(passage):
                        token.text, token.pos = term, base + position + number * GAP
                        token.boost = self.boosts[min(number, len(self.boosts) - 1)]
                        most = max(most, position)
                        yield token
                    base += most + 1

        class BodyLength(Positions):
            """Words of furniture do not count in the length of a document."""

            def word_values(self, value: str, analyzer: object, **_: object) -> object:
                found: dict[str, list[tuple[int, float]]] = {}
                for token in analyzer(value, positions=True):
                    found.setdefault(token.text, []).append((token.pos, token.boost))
                for term, places in found.items():
                    weight = sum(boost for _, boost in places)
                    counted = sum(boost >= 1 for _, boost in places)
                    yield term, counted, weight, self.encode([position for position, _ in places])

        plain = fields.TEXT(analyzer=Passages((1.0,)))
        weighted = fields.TEXT(analyzer=Passages((float(TITLE_WEIGHT), float(STANDFIRST_WEIGHT), 1.0, ASIDE)))
        weighted.format = BodyLength()
        for inner in (Passages, BodyLength):  # Whoosh pickles the schema
            globals()[inner.__name__] = inner
            inner.__qualname__ = inner.__name__
        self.passages = {document.id: passages(document, found) for document in documents}
        self.documents = {document.id: document for document in documents}
        self.text = RamStorage().create_index(
            fields.Schema(id=fields.ID(stored=True), text=weighted, title=plain, outlet=plain, path=plain)
        )
        writer = self.text.writer()
        for document in documents:
            writer.add_document(
                id=document.id,
                text="\x1e".join((document.title, document.standfirst, document.body, document.furniture)),
                title=document.title,
                outlet=document.outlet,
                path=document.path,
            )
        writer.commit()
        self.facts = RamStorage().create_index(
            fields.Schema(id=fields.ID(stored=True), quote=plain, speaker=plain, entity=plain)
        )
        writer = self.facts.writer()
        for fact in found:
            writer.add_document(
                id=fact.id,
                quote="\x1e".join(fact.quotes),
                speaker="\x1e".join(fact.speakers),
                entity="\x1e".join(fact.entities),
            )
        writer.commit()

    def answer(self, node: object) -> dict[str, float]:
        if isinstance(node, And):
            parts = [self.answer(child) for child in node.nodes]
            return all_of(parts)
        if isinstance(node, Or):
            parts = [self.answer(child) for child in node.nodes]
            ids = set().union(*parts)
            return {id_: sum(part.get(id_, 0.0) for part in parts) for id_ in ids}
        if isinstance(node, Near):
            either = all_of([self.answer(Or(node.left)), self.answer(Or(node.right))])
            return {id_: score for id_, score in either.items() if stand_near(node, self.passages[id_][node.field])}
        if isinstance(node, Not):
            return dict.fromkeys(self.documents.keys() - self.answer(node.node).keys(), 0.0)
        if isinstance(node, Dates):
            days = {id_: dates.day_of(document.date) for id_, document in self.documents.items()}
            return {id_: 0.0 for id_, day in days.items() if day is not None and node.first <= day <= node.last}
        return leaf_answer(self.facts if node.field in ("quote", "speaker", "entity") else self.text, node)


def all_of(parts: list[dict[str, float]]) -> dict[str, float]:
    """Documents in all of ``parts``, scores summed; one that has any of them in furniture only has no more than that."""
    made = {}
    for id_ in set.intersection(*(set(part) for part in parts)):
        scores = [part[id_] for part in parts]
        faint = [score for score in scores if 0 < score < FAINT]
        made[id_] = min(faint) if faint else sum(scores)
    return made


def passages(document: IndexDocument, found: list[ArticleFacts]) -> dict[str, list[str]]:
    fact = next((fact for fact in found if fact.id == document.id), ArticleFacts("", (), (), ()))
    return {
        "": [document.title, document.standfirst, document.body, document.furniture],
        "title": [document.title], "outlet": [document.outlet], "path": [document.path],
        "quote": list(fact.quotes), "speaker": list(fact.speakers), "entity": list(fact.entities),
    }  # fmt: skip


def stand_near(node: Near, texts: list[str]) -> bool:
    """Whether words of both sides stand near one another in any of ``texts``, told pair by pair."""

    def places(leaf: object, words: list[tuple[str, int]]) -> list[tuple[int, int]]:
        if isinstance(leaf, Phrase):
            there = set(words)
            return [
                (at, at + len(leaf.terms) - 1)
                for _, at in words
                if all((term, at + step) in there for step, term in enumerate(leaf.terms))
            ]
        begins = isinstance(leaf, Prefix)
        return [(at, at) for term, at in words if (term.startswith(leaf.term) if begins else term == leaf.term)]

    for text in texts:
        words = [(token.term, token.position) for token in tokens(text)]
        left, right = ([at for leaf in side for at in places(leaf, words)] for side in (node.left, node.right))
        for a in left:
            for b in right:
                if 0 < b[0] - a[1] <= node.distance or 0 < a[0] - b[1] <= node.distance:
                    return True
    return False


def whoosh_query(reader: object, node: object) -> object:
    from whoosh import query

    field = node.field or "text"
    if isinstance(node, Prefix):
        return query.Prefix(field, node.term, constantscore=False)
    if isinstance(node, Fuzzy):
        lexicon = [term.decode() for term in reader.lexicon(field)]
        return query.Or([query.Term(field, term) for term in lexicon if within_one_edit(node.term, term)])
    if isinstance(node, Phrase):
        if node.open_end:
            ends = [term.decode() for term in reader.expand_prefix(field, node.terms[-1])]
            return query.Or([query.Phrase(field, [*node.terms[:-1], end]) for end in ends])
        return query.Phrase(field, list(node.terms))
    return query.Term(field, node.term)


def leaf_answer(index: object, node: object) -> dict[str, float]:
    with index.searcher() as searcher:
        if not searcher.doc_count():
            return {}
        compiled = whoosh_query(searcher.reader(), node)
        answer = {hit["id"]: hit.score for hit in searcher.search(compiled, limit=None)}
    if isinstance(node, Phrase) and not node.open_end:
        both = all_of([leaf_answer(index, Term(node.field, term)) for term in node.terms])
        return {id_: both[id_] for id_ in answer}
    if isinstance(node, Prefix | Fuzzy):  # an article with the very word stands before all others
        exact = leaf_answer(index, Term(node.field, node.term))
        exact = {id_: score for id_, score in exact.items() if score >= FAINT}
        above = max((score for id_, score in answer.items() if id_ not in exact), default=0.0)
        return answer | {id_: score + above for id_, score in exact.items()}
    return answer


def assert_same(found: object, wanted: dict[str, float], query: str, *, scores: bool = True) -> None:
    assert {id_ for id_, _ in found.hits} == wanted.keys(), query
    assert found.total == len(wanted)
    if scores:
        for id_, score in found.hits:
            assert score == pytest.approx(wanted[id_], rel=1e-4, abs=1e-5), query
    order = [score for _, score in found.hits]
    assert order == sorted(order, reverse=True)


def has_open_phrase(node: object) -> bool:
    if isinstance(node, And | Or):
        return any(has_open_phrase(child) for child in node.nodes)
    if isinstance(node, Near):
        return any(has_open_phrase(child) for child in (*node.left, *node.right))
    return isinstance(node, Phrase) and node.open_end


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 2**32))
def test_the_same_answers_as_stock_whoosh(
    seed: int, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefing.index.query import evaluator

    pick = random.Random(seed)
    documents = [article(number, pick) for number in range(pick.randrange(1, 25))]
    found = [facts(document, pick) for document in documents if pick.random() < 0.8]
    folder = tmp_path_factory.mktemp("index")
    index = Index.open(folder / "index")
    cut = pick.randrange(len(documents) + 1)
    index.update(documents[:cut])
    index.update_facts(found)
    index.update(iter(documents[cut:]))
    stock = Stock(documents, found)
    for _ in range(25):
        query = question(pick, grammar=STOCK)
        root = parse(query).root
        assert root is not None
        wanted = stock.answer(root)
        # the ways that are otherwise taken for long answers and for short ones only
        monkeypatch.setattr(evaluator, "_SPARSE", pick.choice([0, 1, 64]))
        monkeypatch.setattr(evaluator, "_SAMPLE", pick.choice([1, 2, 128]))
        index.close()
        limit = pick.randrange(1, 6)
        first = index.search(query, limit=limit).hits
        assert first == index.search(query, limit=1000).hits[:limit], query
        # an open phrase sums its completions differently: Whoosh one score a completion, we one for all of them
        assert_same(index.search(query, limit=1000), wanted, query, scores=not has_open_phrase(root))


def test_whoosh_itself_reads_our_segments(tmp_path: Path) -> None:
    from whoosh.index import open_dir

    pick = random.Random(5)
    documents = [article(number, pick) for number in range(40)]
    found = [facts(document, pick) for document in documents]
    index = Index.open(tmp_path / "index")
    for start in range(0, 40, 8):
        index.update(documents[start : start + 8])
    index.update_facts(found)
    index.update([], removed=[documents[3].id, documents[20].id])
    for name, fields in (("text", ["", "title", "outlet", "path"]), ("facts", ["quote", "speaker", "entity"])):
        opened = open_dir(tmp_path / "index", indexname=name)
        for field in fields:
            for query in ("port", "ferr*", '"co operation"', "9000", '"well known"', '"the of"', "harbour ferry"):
                root = parse(query).root
                leaves = root.nodes if isinstance(root, And) else (root,)
                for leaf in leaves:
                    node = type(leaf)(field, *[getattr(leaf, slot) for slot in leaf.__slots__[1:]])
                    typed = f"{field}:" if field else ""
                    text = {"port": "port", "harbour": "harbour", "ferry": "ferry"}.get(
                        getattr(leaf, "term", ""), query
                    )
                    assert_same(index.search(typed + text, limit=1000), leaf_answer(opened, node), typed + text)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 2**32))
def test_changes_leave_the_same_index_as_a_fresh_build(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    pick = random.Random(seed)
    folder = tmp_path_factory.mktemp("index")
    index = Index.open(folder / "grown")
    documents: dict[str, IndexDocument] = {}
    known: dict[str, ArticleFacts] = {}
    for _ in range(pick.randrange(2, 12)):
        put = [article(pick.randrange(15), pick) for _ in range(pick.randrange(5))]
        out = [f"{pick.randrange(15):012x}" for _ in range(pick.randrange(3))]
        index.update(put, removed=out)
        for id_ in out:
            documents.pop(id_, None)
            known.pop(id_, None)
        documents.update({document.id: document for document in put})
        some = [facts(document, pick) for document in documents.values() if pick.random() < 0.4]
        index.update_facts(some)
        known.update({fact.id: fact for fact in some})
        if pick.random() < 0.3:
            index = Index.open(folder / "grown")
            assert not index.stale
    fresh = Index.open(folder / "fresh")
    fresh.update(documents.values())
    fresh.update_facts(known.values())
    assert index.ids() == documents.keys() == fresh.ids()
    for _ in range(15):
        query = question(pick, grammar=STOCK)
        assert {id_ for id_, _ in index.search(query, limit=100).hits} == {
            id_ for id_, _ in fresh.search(query, limit=100).hits
        }, query
        newest = [documents[id_].date for id_, _ in index.search(query, limit=100, sort="date").hits]
        minutes = [dates.minute_of(date) for date in newest]
        assert minutes == sorted(minutes, key=lambda minute: (minute is None, -(minute or 0)))
