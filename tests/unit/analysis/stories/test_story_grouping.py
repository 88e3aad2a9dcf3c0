"""Stories: one event is one, two look-alikes are two, whatever the order in which articles come."""

from __future__ import annotations

import random
from array import array
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.analysis.stories import likeness, profile
from briefing.analysis.stories.grouping import StoryIndex
from briefing.analysis.stories.likeness import Era
from briefing.store.catalogue.story_groups import MemberRow, StoryGroups

QUAKE = "An earthquake near {0} on Monday left {2} people dead, and {1}, the governor, said rescuers were searching the ruins of {0}."
AGAIN = "In {0} the search went on after the earthquake; {1} told reporters that {2} bodies lay in the school of {0}."
TEXTS = {
    "a1": QUAKE.format("Ostholm", "Elena Brinwick", "41"),
    "a2": AGAIN.format("Ostholm", "Elena Brinwick", "41"),
    "b1": QUAKE.format("Karvula", "Pavel Drovick", "17"),
    "b2": AGAIN.format("Karvula", "Pavel Drovick", "17"),
    "c1": "A brewery in Selstad bought its rival Fennrick Ales for ninety million, and Hugo Ulmham will run both.",
    "c2": "Hugo Ulmham will run both brewers when Fennrick Ales joins its rival in Selstad, the companies said.",
}


def told(text: str, day: str = "", language: str = "") -> profile.Profile:
    return profile.Profile(profile.weigh([(text, 1.0)]), profile.day_of(day), language)


def stories(texts: dict[str, profile.Profile]) -> tuple[tuple[str, ...], ...]:
    index = StoryIndex()
    for article, each in texts.items():
        index.add(article, each)
    index.regroup()
    return index.grouped().stories


def test_look_alikes_are_two() -> None:
    found = stories({article: told(text) for article, text in TEXTS.items()})
    assert found == (("a1", "a2"), ("b1", "b2"), ("c1", "c2"))


def test_from_nothing_no_word_is_looked_up_though_articles_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    store = StoryGroups.in_memory()
    store.put_members(MemberRow(article, article, "", "", article) for article in TEXTS)
    monkeypatch.setattr(StoryGroups, "found_by", None)
    index = StoryIndex(store)
    for article, text in TEXTS.items():
        index.add(article, told(text))
    assert index.regroup() == len(TEXTS)
    assert index.grouped().stories == (("a1", "a2"), ("b1", "b2"), ("c1", "c2"))


def test_weeks_later_is_another_story() -> None:
    near = {"a1": told(TEXTS["a1"], "2031-05-01"), "a2": told(TEXTS["a2"], "2031-05-03")}
    far = near | {"a2": told(TEXTS["a2"], "2031-05-29")}
    assert stories(near) == (("a1", "a2"),)
    assert stories(far) == ()


def test_languages_are_apart() -> None:
    assert stories({"a1": told(TEXTS["a1"], language="en"), "a2": told(TEXTS["a1"], language="fr")}) == ()


def test_copies_are_one_story() -> None:
    (found,) = stories({f"{number:04}": told(TEXTS["a1"]) for number in range(300)})
    assert len(found) == 300


def test_no_words() -> None:
    assert stories({"a": told(""), "b": told("")}) == ()


def test_digest_stands_in_none() -> None:
    parts = [profile.weigh([(TEXTS[article], 1.0)]) for article in ("a1", "b1", "c1")]
    index = StoryIndex(parts=lambda article: parts if article == "d" else ())
    for article, text in TEXTS.items():
        index.add(article, told(text))
    index.add("d", told("\n".join(TEXTS[article] for article in ("a1", "b1", "c1")))._replace(parts=3))
    index.regroup()
    found = index.grouped()
    assert all("d" not in story for story in found.stories)
    assert found.digests == {"d": ("a1", "b1", "c1")}


def test_days_that_are_the_same_speak_for_one_story() -> None:
    one, other = Era(9, 9, ""), Era(10, 10, "")
    assert likeness.likeness(200_000, 0, one, other) > likeness.likeness(200_000, 0, one, Era(0, 0, ""))
    assert likeness.likeness(200_000, 0, one, Era(23, 23, "")) == 0
    assert likeness.likeness(200_000, 0, Era(1, 22, ""), Era(23, 23, "")) > 200_000


def test_a_statement_of_both_speaks_for_one_story() -> None:
    first = "The ferry to Corbury is late again, and Hugo Fennrick of the harbour office would not say when the Selstad quay opens."
    second = "Passengers at Selstad waited for hours; the harbour office in Corbury, by Rosa Ulmham, named a broken crane at Garholm."
    store = StoryGroups.in_memory()
    index = StoryIndex(store)
    index.add("a", told(first))
    index.add("b", told(second))
    index.regroup()
    before = dict(store.alike_to(0)).get(1, 0)
    index.add("a", told(first), statements=["s"])
    index.add("b", told(second), statements=["s"])
    index.regroup()
    assert dict(store.alike_to(0))[1] > before + likeness.STATEMENT / 2 > before > 0


WORDS = "Ostholm Karvula Selstad Brinwick Drovick Ulmham Fennrick Garholm Corbury Velm Torrick Pelmere Quenford Rasland".split()
texts = st.lists(st.sampled_from(WORDS), min_size=2, max_size=9).map(
    lambda words: "the quake at " + " and ".join(words)
)
profiles = st.builds(
    lambda text, day, language, parts: told(text, day, language)._replace(parts=parts),
    texts, st.sampled_from(["", "2031-05-01", "2031-05-09", "2031-06-01"]), st.sampled_from(["", "en", "fr"]), st.sampled_from([1, 3]),
)  # fmt: skip
steps = st.lists(
    st.dictionaries(st.sampled_from("abcdefghij"), st.none() | st.tuples(profiles, st.sets(st.sampled_from("st"))), min_size=1, max_size=5),
    min_size=1, max_size=6,
)  # fmt: skip


@pytest.fixture
def small_crowds(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Words tell less from two articles on, and pairs are kept from the middle on, so that such steps are taken all the time."""
    monkeypatch.setattr(likeness, "CROWD", 2)
    monkeypatch.setattr(likeness, "LINK", 300_000)
    likeness.damping.cache_clear()
    yield
    likeness.damping.cache_clear()


def kept(store: StoryGroups) -> dict[str, object]:
    """Return all that is stored, by the ids of the texts."""
    run = store._connection().execute
    ids = dict(run("SELECT number, id FROM story_node").fetchall())
    nodes = [run("SELECT * FROM story_node WHERE number = ?", (number,)).fetchone()[1:] for number in ids]
    words = {
        word: sorted((ids[n], w) for n, w in zip(array("I", numbers), array("H", weights), strict=True))
        for word, numbers, weights in run("SELECT * FROM story_word").fetchall()
    }
    pairs = {frozenset((ids[a], ids[b])): product for a, b, *product in run("SELECT * FROM story_pair").fetchall()}
    joins = sorted((id, joined, *rest) for _, id, _, joined, *rest in run("SELECT * FROM story_join").fetchall())
    return {"nodes": sorted(nodes), "words": words, "pairs": pairs, "joins": joins}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps, rng=st.randoms(use_true_random=False))
def test_what_is_kept_is_what_a_start_from_nothing_would_keep(
    small_crowds: None, steps: list[dict[str, Any]], rng: random.Random
) -> None:
    def put(index: StoryIndex, article: str, one: Any) -> None:
        index.add(article, one[0], statements=one[1])

    def parts(article: str) -> list[dict[str, float]]:
        return [profile.weigh([(word, 1.0)]) for word in WORDS[:6]]

    store, there = StoryGroups.in_memory(), {}
    for step in steps:
        index = StoryIndex(store, parts)  # as a new process goes on
        for article, one in step.items():
            there.pop(article, None)
            if one is None:
                index.remove(article)
            else:
                there[article] = one
                put(index, article, one)
        index.regroup()
        nothing = StoryGroups.in_memory()
        again = StoryIndex(nothing, parts)
        for article in rng.sample(sorted(there), len(there)):
            put(again, article, there[article])
        again.regroup()
        assert kept(store) == kept(nothing)
        assert index.grouped() == again.grouped()
