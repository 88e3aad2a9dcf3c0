"""Digests, cuts and copies come, change and go: pairs, groups and representatives are those of a start from nothing, in any order.

Texts are made of parts that several share, so that most of them are made of several, and become and cease to be so all the time.
"""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from briefing.analysis.near_duplicates import detection, groups
from briefing.analysis.near_duplicates.detection import CopyIndex
from briefing.model import Article, Document, Paragraph
from briefing.store.catalogue.copied_texts import CopiedTexts

SYLLABLES = "ba ke li mo nu ra se ti vo zu dra fle gri klo pru sta tri vle".split()


def _part(seed: int) -> str:
    rng = random.Random(seed)
    return " ".join("".join(rng.choices(SYLLABLES, k=3)) for _ in range(30)) + "."


PARTS = [_part(seed) for seed in range(9)]


def document(article: str, parts: tuple[int, ...]) -> Document:
    spans, at = [], 0
    for part in parts:
        spans.append(Paragraph((at, at + len(PARTS[part])), None, "body"))
        at += len(PARTS[part]) + 2
    text = "\n\n".join(PARTS[part] for part in parts)
    return Document(Article(id=article, path=f"{article}.txt"), text, tuple(spans))


def stored(texts: CopiedTexts) -> dict[str, list[tuple[object, ...]]]:
    run = texts._connection().execute
    queries = {
        "texts": "SELECT article, made, head FROM copy_text",
        "pairs": "SELECT * FROM copy_pair",
        "groups": "SELECT * FROM copied",
    }
    return {name: sorted(run(query).fetchall()) for name, query in queries.items()}


texts = st.lists(st.integers(0, len(PARTS) - 1), min_size=1, max_size=5).map(tuple)
steps = st.lists(
    st.dictionaries(st.sampled_from("abcdefghijkl"), st.one_of(st.none(), texts, texts, texts), min_size=1, max_size=8),
    min_size=2,
    max_size=6,
)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detection, "OPEN", 3)
    monkeypatch.setattr(detection, "WRITTEN", 2)
    monkeypatch.setattr(groups, "AT_HAND", 2)
    monkeypatch.setattr(groups, "READ", 2)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps, crowd=st.sampled_from([2, 60]))
@example(
    # One that comes brings three groups a member, and a text that stood behind one of these is at home in another now.
    steps=[
        {"h": (1, 7), "c": (6, 2, 8, 5), "f": (5, 6), "j": (2, 4, 5, 8, 1)},
        {"a": (3,), "l": (7,), "k": (2,)},
        {"i": (1, 2, 1, 1, 3), "g": (4, 2)},
        {"e": (7, 3, 5, 8), "b": (6, 7, 7, 8)},
        {"d": (3, 2, 7, 2)},
    ],
    crowd=60,
)
def test_groups_are_those_from_nothing_whatever_came_and_went(
    monkeypatch: pytest.MonkeyPatch, steps: list[dict[str, tuple[int, ...] | None]], crowd: int
) -> None:
    monkeypatch.setattr(detection, "CROWD", crowd)
    again = CopiedTexts.in_memory()
    now: dict[str, tuple[int, ...]] = {}
    for step in steps:
        index = CopyIndex(again)  # as a new process goes on
        for article, parts in step.items():
            if parts is None:
                index.remove(article)
                now.pop(article, None)
            else:
                index.add(article, document(article, parts))
                now[article] = parts
        index.recount()
        nothing = CopiedTexts.in_memory()
        index = CopyIndex(nothing)
        for article, parts in now.items():
            index.add(article, document(article, parts))
        index.recount()
        assert stored(again) == stored(nothing)
