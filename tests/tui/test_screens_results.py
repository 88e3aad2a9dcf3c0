"""The question of a search: its scope in words that can be kept, its hits counted little by little."""

from __future__ import annotations

import pytest
from reader_fake import FakeCollection

from briefing.tui.controllers.search import search_results
from briefing.tui.controllers.search.search_results import Finder, Question, question


@pytest.mark.parametrize("text", ["harbour", "harbour toll", 'title:"high water"', "a OR b", "(a OR b) c"])
def test_a_kept_question_comes_back_with_its_scope(text: str) -> None:
    for asked in (Question(text), Question(text, scope="quotations")):
        assert question(asked.whole) == asked


def test_a_query_whose_first_words_alone_are_looked_for_in_quotations_is_left_alone() -> None:
    assert question("quote:(a) b (c)").scope == "all"


def test_while_it_is_typed_the_last_word_stays_open() -> None:
    assert Question("harb", live=True, scope="quotations").whole == "quote:(harb"


def test_hits_are_counted_a_screenful_first_and_then_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_results, "COUNTED_FIRST", 2)
    monkeypatch.setattr(search_results, "GO_ON", 0.0)
    monkeypatch.setattr(search_results, "REPORT_EVERY", 0.0)
    finder = Finder(FakeCollection(stories=15))  # type: ignore[arg-type]
    first = finder.count(finder.look(Question("the"), None))
    assert len(first.counts) == 2
    assert not first.whole
    told: list[int] = []
    rest = finder.count(first, report=lambda each: told.append(len(each.counts)))
    assert rest.whole
    assert told == sorted(told)
    assert told[0] == 4
    assert finder.find(Question("the"), None, lambda: False, lambda each: None).counts == rest.counts


def test_a_superseded_count_stops() -> None:
    finder = Finder(FakeCollection(stories=15))  # type: ignore[arg-type]
    assert finder.find(Question("the"), None, lambda: True, lambda each: None).counts == {}


def test_more_found_than_listed_says_how_many_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_results, "MOST_FOUND", 3)
    finder = Finder(FakeCollection(stories=15))  # type: ignore[arg-type]
    found = finder.look(Question("the"), None)
    assert len(found.articles) == 3 < found.total
    assert found.words(0).endswith(f"   partial results: first 3 of {found.total}")
    assert finder.look(Question("snow"), None).words(0).endswith("   partial results")  # not all hits counted yet
