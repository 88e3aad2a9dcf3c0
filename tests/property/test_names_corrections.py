"""Whatever is corrected in whatever order: looking only at what corrections touch gives what looking at everything gives; no mention
is lost or doubled; the file of corrections gives them back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import product
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing.analysis.coreference import corrections, corrections_file
from briefing.analysis.coreference.corrections import entity_key, entity_of
from briefing.collection.entity_view import Names
from briefing.collection.pages import Unread
from briefing.model import Entity, EntityEdit, Mention
from briefing.store.catalogue import serialise
from briefing.store.catalogue.stored_entities import ORDERS, Listed
from briefing.text import fold

FORMS = ["Ada Krol", "ADA KROL", "Krol", "Maro", "Ines Maro", "Lowmark", "Łódź"]
KINDS = ["person", "place"]
keys = st.builds(entity_key, st.sampled_from(KINDS), st.sampled_from(FORMS))


def apply(entities: Iterable[Entity], edits: Iterable[EntityEdit]) -> tuple[Entity, ...]:
    return corrections.corrected(entities, edits).entities


@st.composite
def entities(draw: st.DrawFn) -> list[Entity]:
    named: dict[str, Entity] = {}
    at = 0
    for kind, name in draw(st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from(FORMS)), max_size=6)):
        mentions = []
        # An entity is called by one of its own spellings.
        for form in [name, *draw(st.lists(st.sampled_from([name, *FORMS]), max_size=3))]:
            mentions.append(Mention("a1", "a1", (at, at + len(form)), None, form, "exact", kind))  # type: ignore[arg-type]
            at += 20
        made = entity_of(name, kind, mentions)  # type: ignore[arg-type]
        named.setdefault(made.id, made)
    return sorted(named.values(), key=corrections.rank)


@st.composite
def edits(draw: st.DrawFn) -> EntityEdit:
    action = draw(st.sampled_from(["merge", "split", "rename", "retype", "hide"]))
    target = {"merge": keys, "rename": st.sampled_from(FORMS), "retype": st.sampled_from(KINDS)}.get(
        action, st.just("")
    )
    surface = draw(st.sampled_from(FORMS if action == "split" else ["", *FORMS])) if action in ("split", "hide") else ""
    span = None
    if action == "hide" and surface and draw(st.booleans()):
        start = 20 * draw(st.integers(0, 8))
        span = (start, start + len(surface))
    return EntityEdit(0, action, draw(keys), surface, draw(target), "a1" if span else "", span)  # type: ignore[arg-type]


class Stored:
    """A catalogue and a state in memory that remember how much was asked for."""

    def __init__(self, entities: list[Entity], edits: list[EntityEdit]) -> None:
        self._entities, self._edits = entities, edits

    def entities(self) -> list[Entity]:
        return self._entities

    def entities_by_id(self, ids: list[str]) -> list[Entity]:
        return [entity for entity in self._entities if entity.id in ids]

    def spelt(self, kind: str, folded: str) -> list[str]:
        return [e.id for e in self._entities if e.type == kind and any(fold(a.text) == folded for a in e.aliases)]

    def entity_edits(self) -> list[EntityEdit]:
        return self._edits

    def _ranked(self, listed: Listed) -> list[Entity]:
        return sorted(filter(listed.takes, self._entities), key=partial(place, listed))

    def entity_count(self, listed: Listed) -> int:
        return len(self._ranked(listed))

    def entity_ranks(self, listed: Listed) -> list[tuple[str, int, int, str]]:
        return [(e.id, len(e.mentions), e.articles, fold(e.name)) for e in self._ranked(listed)]

    def entity_page(self, listed: Listed, start: int, size: int) -> list[tuple[str, str, int]]:
        ranked = self._ranked(listed)[start : start + size]
        return [(e.id, serialise.dump_entity(e), len(e.mentions)) for e in ranked]

    def entity_values(self, ids: list[str]) -> list[tuple[str, str, int]]:
        return [(e.id, serialise.dump_entity(e), len(e.mentions)) for e in self.entities_by_id(ids)]

    def mentions(self, ids: list[str]) -> dict[str, Sequence[Mention]]:
        return {e.id: e.mentions for e in self.entities_by_id(ids)}


def place(listed: Listed, entity: Entity) -> tuple[int | str, ...]:
    return listed.key(len(entity.mentions), entity.articles, fold(entity.name), entity.id)


HIDDEN = Mention("a1", "a1", (0, 8), None, "Ada Krol", "exact", "person")


@settings(max_examples=150, deadline=None)
@given(entities(), st.lists(edits(), max_size=6))
@example(  # a mention that is of another kind than when it was hidden
    [entity_of("Ada Krol", "person", [HIDDEN])],
    [EntityEdit(0, "hide", entity_key("place", "Ada Krol"), "Ada Krol", "", "a1", (0, 8))],
)
@example(  # and one that is another's, while the name that it had is still there
    [
        entity_of("Ada Krol", "person", [HIDDEN]),
        entity_of("Ada Krol", "place", [replace(HIDDEN, span=(20, 28), type="place")]),
    ],
    [EntityEdit(0, "hide", entity_key("place", "Ada Krol"), "Ada Krol", "", "a1", (0, 8))],
)
def test_looking_at_what_is_touched_is_enough(known: list[Entity], steps: list[EntityEdit]) -> None:
    stored: Any = Stored(known, steps)
    whole = apply(known, steps)
    names = Names(lambda: stored, stored, lambda: 1)
    for order, kind in product(ORDERS, (None, "person")):
        listed = Listed(kind, 1, order)
        found = names.listed(listed, stored.mentions, Unread())
        assert found.lot(found.ids()) == sorted(filter(listed.takes, whole), key=partial(place, listed))
        assert (
            [e for at in range(found.count) for e in found.page(at, 1)] == found.page(0, 99) == found.lot(found.ids())
        )
    places = [(m.span, m.text) for e in whole for m in e.mentions]
    assert len(places) == len(set(places))
    assert set(places) <= {(m.span, m.text) for e in known for m in e.mentions}
    if not any(step.action == "hide" for step in steps):
        assert len(places) == sum(len(e.mentions) for e in known)
    assert len({e.id for e in whole}) == len(whole)


@settings(max_examples=100, deadline=None)
@given(st.lists(edits(), max_size=5), st.text(max_size=12))
def test_the_file_gives_the_corrections_back(steps: list[EntityEdit], odd: str) -> None:
    steps = [EntityEdit(0, "split", entity_key("person", odd), surface=odd.encode("utf-8", "replace").decode()), *steps]
    names = [
        (e.entity.partition(":")[2], e.target.partition(":")[2] if e.action == "merge" else e.target) for e in steps
    ]
    text = corrections_file.dump(steps, names, lambda id: id)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert text.count("\n") == len(steps) + 1
    again = corrections_file.load(text, lambda path: path)
    assert [(e.action, e.surface, e.span) for e in again] == [(e.action, e.surface, e.span) for e in steps]
    assert again[1:] == steps[1:]
