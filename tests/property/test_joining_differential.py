"""Whatever comes, changes and goes, over as many processes as one likes: what is stored is what a start from nothing would store.

The crowds are made small here, so that they are entered and left all the time.
"""

from __future__ import annotations

import os
import random
import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing import ingest
from briefing.analysis import pipeline
from briefing.analysis.coreference import across_articles
from briefing.analysis.near_duplicates import detection
from briefing.analysis.statements import grouping, phrase_index
from briefing.analysis.stories import likeness
from briefing.collection.entity_view import Names
from briefing.collection.stages import joining_names
from briefing.collection.stages.linking import Joining
from briefing.collection.stages.written import Written
from briefing.collection.sync import Sync
from briefing.model import Entity, Mention
from briefing.store.catalogue import serialise
from briefing.store.catalogue.catalogue import Catalogue, FileRow
from briefing.store.catalogue.serialise import dump_document

SAID = [
    "The old weir at Brackwater holds four hundred eels and not one of them pays rent",
    "the old weir holds 400 eels, and not one of them pays any rent at all",
    "Not one of them pays rent. We counted every eel on the morning after the flood",
    "We counted every eel on the morning after the flood, and nobody believed the number",
    "one way or the other",
    "it will be done one way or the other, the old weir at Brackwater",
    "the morning after the flood",
    "A lamp in the lighthouse costs more than 9,000 crowns each winter",
    "a lamp costs over 9,000 crowns",
    "Nobody on the island has ever seen a heron wait for the ferry",
]
WHO = [
    "Ada Krol",
    "Krol",
    "Jonas Pell",
    "Mr Pell",
    "Ada M. Krol",
    "the Water Board (WB)",
    "WB",
    "Jonas Krol",
    "Pell Ltd",
]
HOW = ["said {who}", "{who} told reporters", "{who} said in a statement", "according to {who} of Brackwater"]
STORIES = [
    [
        "The harbour office of Brackwater counted lamps, herons and lifeboats before the winter storms reached the mainland quay.",
        "Engineers opened the oak gates, rebuilt by four carpenters, while two hundred people watched the wheel from the quay.",
        "The council raised forty thousand crowns by selling a harbour crane to a museum in the next county on Tuesday.",
        "Schools may book a visit from April, and the ferry will stop beside the mill on Sundays unless the tide is low.",
    ],
    [
        "Soprano Mirela Dusa cancelled every matinee because plaster crumbled above the orchestra of the Velm opera house.",
        "Stagehands carried the cellos through the foyer as inspectors tapped the ceiling with broom handles and wooden spoons.",
        "Ticket holders were offered a concert by candlelight in the velodrome, where marmots have colonised the eastern stand.",
        "Restorers expect the gilded boxes to reopen before the carnival, though nobody at the theatre would name a month.",
    ],
    [
        "Beekeepers on the slopes above Sorrel reported hives emptied overnight by a badger that had learned to lift lids.",
        "Wardens followed muddy prints across the orchard to a culvert, where they found wax, clover and eleven wooden frames.",
        "An apiary inspector weighed the remaining combs and advised everyone in the valley to tie stones on their hives.",
        "The badger itself was photographed at dawn beside the chapel, apparently asleep, with pollen all over its snout.",
    ],
]


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A piece of one of three stories, so that many are copies of each other, with things that somebody said."""
    parts = [draw(st.sampled_from(["Weir holds", "Lamp is out", "A heron waits"]))]
    if draw(st.integers(0, 4)) == 0:
        parts.append("PRESS RELEASE")
    story = draw(st.sampled_from(STORIES))
    parts += story[draw(st.integers(0, 2)) : draw(st.integers(2, 4))]
    for _ in range(draw(st.integers(0, 3))):
        words, how = draw(st.sampled_from(SAID)), draw(st.sampled_from(HOW))
        parts.append(f"“{words},” {how.format(who=draw(st.sampled_from(WHO)))}.")
    return "\n\n".join(parts) + "\n"


APART = ("kept stories", "joined anew")
"""What is noted on the way, and says nothing of what is joined."""

names = st.sampled_from([f"{letter}.txt" for letter in "abcdefgh"])
steps = st.lists(st.dictionaries(names, st.one_of(st.none(), texts()), min_size=1, max_size=4), min_size=1, max_size=5)


def put(catalogue: Catalogue, folder: Path, name: str, text: str | None) -> None:
    if text is None:
        with catalogue.transaction():
            catalogue.remove_file(name)
        return
    (folder / name).write_text(text, encoding="utf-8")
    reading = ingest.read(folder, name)
    with catalogue.transaction():
        catalogue.put_file(name, FileRow(1, 1, reading.sha256, 1, ()), map(dump_document, reading.documents))
        todo = catalogue.unanalysed("1.")
        for document in (each for each in reading.documents if each.article.id in todo):
            found = Written.of(pipeline.analyse(document))
            catalogue.put_analysis(document.article.id, "1.", found.quotations, found.mentions, found.ids)


def join(catalogue: Catalogue) -> None:
    joining = Joining(catalogue, lambda *_: None)
    joining.names()
    joining.statements()


def tell(catalogue: Catalogue, folder: Path) -> None:
    """Bring differences and stories in step with what is joined."""
    with catalogue.transaction():
        catalogue.put_derived("basis", catalogue.basis(), "")
    work = Sync(folder, catalogue, lambda: pytest.fail("no index is asked"), Names(lambda: catalogue, None, lambda: 0))  # type: ignore[arg-type]
    for name in ("differences", "stories"):
        work.stage(name)


def stories(catalogue: Catalogue) -> dict[str, object]:
    """Return all that is stored of stories, by the ids of the texts: their numbers are those in which they came."""
    connection = sqlite3.connect(catalogue.path)
    try:
        run = connection.execute
        ids = dict(run("SELECT number, id FROM story_node").fetchall())
        words = {
            word: sorted((ids[n], w) for n, w in zip(array("I", numbers), array("H", weights), strict=True))
            for word, numbers, weights in run("SELECT * FROM story_word").fetchall()
        }
        return {
            "rows": sorted(run("SELECT * FROM story_row").fetchall()),
            "members": sorted(run("SELECT * FROM story_member").fetchall()),
            "nodes": sorted(row[1:] for row in run("SELECT * FROM story_node").fetchall()),
            "words": words,
            "pairs": {frozenset((ids[a], ids[b])): row for a, b, *row in run("SELECT * FROM story_pair").fetchall()},
            "joins": sorted(
                (id, joined, *rest) for _, id, _, joined, *rest in run("SELECT * FROM story_join").fetchall()
            ),
            "failed": run("SELECT * FROM failed").fetchall(),
        }
    finally:
        connection.close()


def stored(catalogue: Catalogue) -> dict[str, list[tuple[object, ...]]]:
    connection = sqlite3.connect(catalogue.path)
    tables = (
        "statement",
        "carries",
        "entity",
        "name_cluster",
        "name_edge",
        "spelling",
        "wording",
        "printed",
        "telling",
        "wording_link",
        "derived",
        "kept",
        "copy_text",
        "shingle",
        "copy_pair",
        "copied",
        "differing",
        "told",
    )
    try:
        rows = {table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall()) for table in tables}
        rows["derived"] = [row for row in rows["derived"] if row[0] not in APART]
        return rows
    finally:
        connection.close()


def together(catalogue: Catalogue) -> tuple[Entity, ...]:
    """Return the entities of all articles as they are when all names are resolved at once."""
    mentions: dict[str, list[Mention]] = {}
    for id, path, text in catalogue.mentions():
        mentions[id] = serialise.load_mentions(text, id, path)
    return across_articles.resolve(mentions, {id: (catalogue.body(id) or ("",))[0] for id in mentions})


def by_id(entities: Iterable[Entity]) -> dict[str, Entity]:
    return {e.id: replace(e, mentions=tuple(sorted(e.mentions, key=lambda m: (m.path, m.span)))) for e in entities}


@pytest.fixture(autouse=True)
def small_crowds(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(phrase_index, "CROWD", 3)
    monkeypatch.setattr(phrase_index, "AT_ONCE", 20)
    monkeypatch.setattr(detection, "CROWD", 2)
    monkeypatch.setattr(detection, "AT_ONCE", 20)
    monkeypatch.setattr(grouping, "WITNESSES", 2)
    monkeypatch.setattr(grouping, "MANY", 6)
    monkeypatch.setattr(grouping, "HELD", 4)
    monkeypatch.setattr(grouping, "LOT", 3)
    monkeypatch.setattr(joining_names, "FORMS", 2)
    monkeypatch.setattr(joining_names, "WRITTEN", 2)
    monkeypatch.setattr(likeness, "CROWD", 2)
    likeness.damping.cache_clear()
    yield
    likeness.damping.cache_clear()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps, rng=st.randoms(use_true_random=False))
def test_what_is_stored_is_what_a_start_from_nothing_would_store(
    tmp_path_factory: pytest.TempPathFactory, steps: list[dict[str, str | None]], rng: random.Random
) -> None:
    folder = tmp_path_factory.mktemp("folder")
    now: dict[str, str] = {}
    for number, step in enumerate(steps):
        again = Catalogue(folder / "again.db")  # as a new process opens it
        for name, text in step.items():
            put(again, folder, name, text)
            now.pop(name, None)
            if text is not None:
                now[name] = text
        join(again)
        tell(again, folder)
        if rng.random() < 0.3:
            join(again)  # nothing to do
            tell(again, folder)
        nothing = Catalogue(folder / f"nothing{number}.db")
        for name in rng.sample(sorted(now), len(now)):
            put(nothing, folder, name, now[name])
        join(nothing)
        tell(nothing, folder)
        expected, found = stored(nothing), stored(again)
        for table, rows in expected.items():
            assert found[table] == rows, table
        assert stories(again) == stories(nothing)
        assert by_id(again.entities()) == by_id(together(nothing))
        again.close()
        nothing.close()
        os.unlink(nothing.path)
