"""What hundreds print costs by how many they are, not by their pairs: counted, not timed. The large ones are in ``benchmarks/scale.py``."""

from __future__ import annotations

import pytest

from briefing.analysis.near_duplicates import detection
from briefing.analysis.near_duplicates.detection import CopyIndex
from briefing.analysis.statements import grouping, normalise, phrase_index
from briefing.analysis.statements.grouping import Grouper
from briefing.model import UNKNOWN_SPEAKER, Article, Document, Paragraph, Quotation
from briefing.store.catalogue.copied_texts import CopiedTexts
from briefing.store.catalogue.wordings import Wordings

HERON = "Not one of the herons on the weir at Brackwater has ever paid for the ferry, and the mate counts them twice"
TEXT = " ".join(
    f"Warden {n} walked past orchard {n * 7} with wax, clover and frames numbered {n * 13}." for n in range(9)
)


def document(article: str) -> Document:
    return Document(Article(id=article, path=f"{article}.txt"), TEXT, (Paragraph((0, len(TEXT)), None, "body"),))


def quoted(article: str, text: str, at: int = 0) -> Quotation:
    span = (at, at + len(text))
    return Quotation(
        f"q{article}{at}", article, f"{article}.txt", span, span, text, "direct", "speech", UNKNOWN_SPEAKER
    )


def test_copies_of_one_text_are_compared_with_the_first_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detection, "CROWD", 5)
    compared: list[object] = []
    compare = detection.compare_each
    monkeypatch.setattr(
        detection,
        "compare_each",
        lambda text, others, *before: compared.extend(others) or compare(text, others, *before),
    )
    texts = CopiedTexts.in_memory()
    index = CopyIndex(texts)
    for number in range(100):
        index.add(f"a{number:03}", document(f"a{number:03}"))
    (group,) = index.groups()
    assert len(group.articles) == 100
    assert len(compared) < 5 * 100
    compared.clear()
    index = CopyIndex(texts)  # as a new process goes on
    index.add("b", document("b"))
    assert [len(group.articles) for group in index.groups()] == [101]
    assert len(compared) == 5


def test_one_quotation_in_all_articles_is_one_wording_that_is_compared_with_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[int] = []
    links = grouping.links
    monkeypatch.setattr(grouping, "links", lambda a, b: asked.append(1) or links(a, b))
    wordings = Wordings.in_memory()
    grouper = Grouper(wordings)
    for number in range(300):
        grouper.add(f"a{number:03}", [quoted(f"a{number:03}", HERON)])
    (statement,) = grouper.statements()
    assert (statement.articles, wordings.counts()[0], asked) == (300, 1, [])
    loaded: list[int] = []
    load = phrase_index.load
    monkeypatch.setattr(phrase_index, "load", lambda value: loaded.append(1) or load(value))
    grouper = Grouper(wordings)
    grouper.add("b", [quoted("b", HERON)])
    (statement,) = grouper.statements()
    assert (statement.articles, len(loaded), asked) == (301, 1, [])


def test_words_that_many_articles_print_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    normalise._run_at_hand.cache_clear()
    read: list[int] = []
    weigh = normalise.Phrases.weight
    monkeypatch.setattr(normalise.Phrases, "weight", lambda self, word: read.append(1) or weigh(self, word))
    grouper = Grouper()
    for number in range(50):
        grouper.add(f"a{number:03}", [quoted(f"a{number:03}", HERON)])
    assert len(read) == len(HERON.split())


def test_one_more_looks_at_its_own_groups_however_much_hangs_together(monkeypatch: pytest.MonkeyPatch) -> None:
    def made(article: str, *stories: int) -> Document:
        lines = [" ".join(f"{word}{story}" for word in TEXT.split()[:40]) for story in stories]
        spans, at = [], 0
        for line in lines:
            spans.append(Paragraph((at, at + len(line)), None, "body"))
            at += len(line) + 2
        return Document(Article(id=article, path=f"{article}.txt"), "\n\n".join(lines), tuple(spans))

    asked: list[str] = []
    beside = CopiedTexts.beside
    monkeypatch.setattr(CopiedTexts, "beside", lambda self, article: asked.append(article) or beside(self, article))
    counts = []
    for size in (15, 40):
        texts = CopiedTexts.in_memory()
        index = CopyIndex(texts)
        for number in range(size):  # each shares a story with the next: all of them hang together
            index.add(f"d{number:03}", made(f"d{number:03}", number, number + 1))
            index.add(f"s{number:03}", made(f"s{number:03}", number))
        index.recount()
        asked.clear()
        index = CopyIndex(texts)  # as a new process goes on
        index.add("more", made("more", 7))
        index.recount()
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_an_article_of_many_quotations_is_compared_where_words_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phrase_index, "CROWD", 8)
    asked: list[int] = []
    links = grouping.links
    monkeypatch.setattr(grouping, "links", lambda a, b: asked.append(1) or links(a, b))
    said = [f"We counted {n} herons and {n * 7} eels at the weir of Brackwater number {n * 3}" for n in range(200)]
    grouper = Grouper()
    grouper.add("a", [quoted("a", words, 200 * place) for place, words in enumerate(said)])
    assert sum(len(statement.instances) for statement in grouper.statements()) >= 200
    assert len(asked) < 8 * 200
