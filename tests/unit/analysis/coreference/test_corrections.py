"""Corrections of names: each kind, what stands in its way, and what happens when the folder changes under it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from briefing.analysis.coreference import across_articles, corrections
from briefing.analysis.coreference.corrections import corrected, entity_key, entity_of, key_of, leads_to, touched
from briefing.model import Entity, EntityEdit, EntityType, Mention


def apply(entities: Iterable[Entity], edits: Iterable[EntityEdit]) -> tuple[Entity, ...]:
    return corrections.corrected(entities, edits).entities


def entity(
    name: str,
    *texts: str,
    type: EntityType = "person",
    article: str = "a1",
    start: int = 0,
    roles: tuple[str, ...] = (),
) -> Entity:
    """Mentions printing ``texts`` (``name`` if none), ten code points apart."""
    places = [(start + 10 * number, text) for number, text in enumerate(texts or (name,))]
    mentions = [Mention(article, article, (at, at + len(text)), None, text, "exact", type) for at, text in places]
    return entity_of(name, type, mentions, roles)


def edit(
    action: str, of: str, target: str = "", *, surface: str = "", article: str = "", span: tuple[int, int] | None = None
) -> EntityEdit:
    return EntityEdit(0, action, of, surface, target, article, span)  # type: ignore[arg-type]


def names(found: tuple[Entity, ...]) -> dict[str, list[str]]:
    return {e.name: sorted(m.text for m in e.mentions) for e in found}


KROL = entity("Ada Krol", "Ada Krol", "Krol", "Krol", roles=("harbour master",))
MARO = entity("Ines Maro", "Ines Maro", start=200)
LOWMARK = entity("Lowmark", "Lowmark", type="place", start=400)
ALL = (KROL, MARO, LOWMARK)


def test_ids_are_those_of_the_resolution() -> None:
    for kind, name in (("person", "Ada Krol"), ("place", "Łódź"), ("organisation", "odd \ud800 name")):
        assert corrections.entity_id(kind, name) == across_articles.identifier(kind, name)  # type: ignore[arg-type]


def test_each_correction_does_what_it_says() -> None:
    key = "person:ada krol"
    assert names(apply(ALL, [edit("merge", key, "person:ines maro")]))["Ines Maro"] == [
        "Ada Krol",
        "Ines Maro",
        "Krol",
        "Krol",
    ]
    (maro, *_) = apply(ALL, [edit("merge", key, "person:ines maro")])
    assert maro.roles == ("harbour master",)
    assert {alias.via for alias in maro.aliases if alias.text == "Krol"} == {"merged by you"}
    split = names(apply(ALL, [edit("split", key, surface="Krol")]))
    assert (split["Ada Krol"], split["Krol"]) == (["Ada Krol"], ["Krol", "Krol"])
    assert "Ada K." in names(apply(ALL, [edit("rename", key, "Ada K.")]))
    retyped = {e.name: e.type for e in apply(ALL, [edit("retype", key, "organisation")])}
    assert retyped["Ada Krol"] == "organisation"
    assert "Ada Krol" not in names(apply(ALL, [edit("hide", key)]))
    assert names(apply(ALL, [edit("hide", key, surface="Krol")]))["Ada Krol"] == ["Ada Krol"]
    here = edit("hide", key, surface="Krol", article="a1", span=(10, 14))
    assert names(apply(ALL, [here]))["Ada Krol"] == ["Ada Krol", "Krol"]


def test_what_no_correction_touches_is_left_as_it_is() -> None:
    found = apply(ALL, [edit("rename", "person:ada krol", "Ada K.")])
    assert any(e is MARO for e in found)
    assert any(e is LOWMARK for e in found)


def test_a_rename_after_a_merge_and_a_name_taken_already() -> None:
    edits = [edit("merge", "person:ada krol", "person:ines maro"), edit("rename", "person:ines maro", "Ines Krol")]
    assert list(names(apply(ALL, edits))) == ["Ines Krol", "Lowmark"]
    # Renamed to the name of another: they become one, and each is counted once.
    together = apply(ALL, [edit("rename", "person:ada krol", "INES MARO")])
    assert [len(e.mentions) for e in together] == [4, 1]


def test_an_undo_in_the_middle_leaves_the_others() -> None:
    merge, rename = edit("merge", "person:ada krol", "person:ines maro"), edit("rename", "person:ines maro", "I. Maro")
    into = edit("merge", "place:lowmark", "person:i. maro")
    assert list(names(apply(ALL, [merge, rename, into]))) == ["I. Maro"]
    done = corrected(ALL, [merge, into])
    assert list(names(done.entities)) == ["Ines Maro", "Lowmark"]
    assert done.waiting == (into,)


def test_a_correction_whose_name_is_gone_waits() -> None:
    gone = [edit(action, "person:nobody", "person:ines maro") for action in ("merge", "split", "rename", "hide")]
    done = corrected(ALL, gone)
    assert set(done.entities) == set(ALL)
    assert len(done.waiting) == 4
    assert corrected((), gone).waiting == tuple(gone)


def test_a_longer_name_that_came_up_later_keeps_the_correction() -> None:
    """``Krol`` was corrected when it was a name of its own; now the analysis calls the person ``Ada Krol``."""
    assert "A. K." in names(apply(ALL, [edit("rename", "person:krol", "A. K.")]))
    merged = names(apply(ALL, [edit("merge", "person:krol", "person:ines maro")]))
    assert merged["Ada Krol"] == ["Ada Krol"]  # only what was pointed at
    assert merged["Ines Maro"] == ["Ines Maro", "Krol", "Krol"]
    assert names(apply(ALL, [edit("hide", "person:krol")]))["Ada Krol"] == ["Ada Krol"]


def test_a_name_that_a_correction_took_away_is_not_looked_for_elsewhere() -> None:
    edits = [edit("merge", "person:ada krol", "person:ines maro"), edit("rename", "person:ada krol", "Somebody")]
    done = corrected(ALL, edits)
    assert "Ines Maro" in names(done.entities)
    assert done.waiting == (edits[1],)


def test_the_name_itself_can_be_split_off() -> None:
    found = names(apply(ALL, [edit("split", "person:ada krol", surface="Ada Krol")]))
    assert (found["Krol"], found["Ada Krol"]) == (["Krol", "Krol"], ["Ada Krol"])


def test_two_of_one_name_are_both_kept_and_corrected_apart() -> None:
    first = entity("Ada Krol")
    second = replace(entity("Ada Krol", start=300), id=across_articles.identifier("person", "Ada Krol", 2))
    keys = key_of(first), key_of(second)
    assert keys[0] != keys[1]
    found = apply((first, second), [edit("rename", keys[1], "Ada Krol junior")])
    assert sorted(names(found)) == ["Ada Krol", "Ada Krol junior"]
    assert len(apply((first, second), [edit("hide", keys[0])])) == 1


def test_a_mention_is_hidden_by_place_and_words_whoever_it_belongs_to() -> None:
    here = edit("hide", "person:ada krol", surface="Krol", article="a1", span=(10, 14))
    merged = names(apply(ALL, [edit("merge", "person:ada krol", "person:ines maro"), here]))
    assert merged["Ines Maro"] == ["Ada Krol", "Ines Maro", "Krol"]
    # Other words stand there now: the text has changed, and nothing is hidden.
    moved = edit("hide", "person:ada krol", surface="Krol", article="a1", span=(0, 8))
    assert corrected(ALL, [moved]).waiting == (moved,)


def test_only_the_touched_entities_need_to_be_known() -> None:
    edits = [
        edit("merge", "person:ada krol", "person:ines maro"), edit("rename", "person:ines maro", "Ines K."),
        edit("retype", "place:lowmark", "organisation"), edit("split", "person:ines k.", surface="Krol"),
    ]  # fmt: skip
    keys = touched(edits)
    assert {key_of(e) for e in ALL} <= keys
    other = entity("Somebody", start=900)
    some = apply([e for e in (*ALL, other) if key_of(e) in keys], edits)
    assert {*some, other} == set(apply((*ALL, other), edits))


def test_where_the_corrected_entity_is_found_afterwards() -> None:
    for each in (
        edit("rename", "person:ada krol", "Ada K."),
        edit("retype", "person:ada krol", "place"),
        edit("merge", "person:ada krol", "person:ines maro"),
    ):
        found = apply(ALL, [each])
        (there,) = [e for e in found if e.id == leads_to(each)]
        assert any(m.text == "Krol" for m in there.mentions)


def test_hostile_names_do_no_harm() -> None:
    odd = "a:b\0\u202e\n" + "x" * 3000
    found = apply((entity(odd), MARO), [edit("rename", entity_key("person", odd), "Plain"), edit("merge", "::", ":")])
    assert "Plain" in names(found)
