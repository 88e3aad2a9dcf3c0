"""Counts that are kept in step are those that are counted from nothing."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.analysis.novelty.counts import NewCounts
from briefing.analysis.novelty.known import Known
from briefing.analysis.novelty.sentences import Sentence, sentence

TOLD = [
    "The ferry Marwick carried 214 passengers when it struck the rocks off Selmouth.",
    "The coastguard said the ferry Marwick had carried 214 passengers when it hit the rocks off Selmouth.",
    "The ferry Marwick carried 215 passengers when it struck the rocks off Selmouth.",
    "The bridge at Corham was closed on Friday after a beam had cracked.",
    "On Friday the bridge at Corham was shut after a beam cracked.",
    "The bridge at Corham was never closed.",
    "Halden Mills sold its barley to bakers in Corham.",
]
STEPS = st.lists(st.tuples(st.sampled_from(["count", "drop", "read", "unread"]), st.integers(0, 5)), max_size=25)
ARTICLES = st.lists(st.lists(st.sampled_from(TOLD), min_size=1, max_size=3), min_size=6, max_size=6)


def told(texts: list[str]) -> list[Sentence]:
    return [sentence(text, (0, len(text))) for text in texts]


@settings(max_examples=60, deadline=None)
@given(ARTICLES, STEPS)
def test_whatever_is_read_in_whatever_order(articles: list[list[str]], steps: list[tuple[str, int]]) -> None:
    known = Known()
    counts = NewCounts(known)
    listed: set[str] = set()
    read: set[str] = set()
    for what, number in steps:
        id = str(number)
        if what == "count":
            counts.add(id, told(articles[number]))
            listed.add(id)
        elif what == "drop":
            counts.remove(id)
            listed.discard(id)
        elif what == "read":
            counts.mark_read(id, told(articles[number]))
            read.add(id)
        else:
            counts.mark_unread(id)
            read.discard(id)
    fresh = Known()
    for id in read:
        fresh.add(id, told(articles[int(id)]))
    expected = {id: sum(each.new for each in fresh.news(told(articles[int(id)]), without=id)) for id in listed}
    assert {id: new for id, (new, _) in counts.counts().items()} == expected
    assert known.articles == read


def test_an_article_taken_out_says_nothing_any_more() -> None:
    known = Known()
    for number in range(1_200):
        known.add(f"a{number}", told(TOLD[:1]))
    for number in range(1_199):
        known.remove(f"a{number}")
    (news,) = known.news(told(TOLD[:1]))
    assert [each.article for each in news.carried_by] == ["a1199"]
