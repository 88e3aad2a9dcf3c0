"""Stories: one event is one, two look-alikes are two, whatever the order in which articles come."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.analysis.stories import profile
from briefing.analysis.stories.grouping import StoryIndex

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
    passages = {"d": [TEXTS["a1"], TEXTS["b1"], TEXTS["c1"]]}
    index = StoryIndex(lambda article: passages.get(article, [TEXTS.get(article, "")]))
    for article, text in TEXTS.items():
        index.add(article, told(text))
    index.add("d", told("\n".join(passages["d"])))
    index.regroup()
    found = index.grouped()
    assert all("d" not in story for story in found.stories)
    assert found.digests == {"d": ("a1", "b1", "c1")}


ORDERS = st.permutations(list(TEXTS) * 2)


@settings(max_examples=60, deadline=None)
@given(steps=ORDERS, cuts=st.sets(st.integers(0, 11)))
def test_steps_equal_from_nothing(steps: list[str], cuts: set[int]) -> None:
    """An article comes, and when it is named again it goes; now and then everything is grouped."""
    index, there = StoryIndex(), {}
    for number, article in enumerate(steps):
        if article in there:
            index.remove(article)
            del there[article]
        else:
            there[article] = told(TEXTS[article])
            index.add(article, there[article])
        if number in cuts:
            index.regroup()
            assert index.grouped().stories == stories(dict(sorted(there.items(), reverse=True)))


def test_goes_on_from_what_was_kept() -> None:
    first = StoryIndex()
    for article, text in TEXTS.items():
        first.add(article, told(text))
    changed = first.regroup()
    second = StoryIndex()
    second.load(changed.rows, changed.pairs)
    assert second.grouped() == first.grouped()
