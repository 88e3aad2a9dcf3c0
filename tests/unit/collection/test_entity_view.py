"""The names of a folder, corrected by a person: what lasts, what it costs, what it reads and writes, what queries find."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from briefing import Collection
from briefing.errors import BriefingError, NotFoundError
from briefing.model import Entity
from briefing.store.catalogue import stored_entities
from briefing.store.catalogue.catalogue import Catalogue

MILL = """Mill wheel turns again

Published: 6 May 2031

The tide mill at Brackwater turned on Tuesday, said engineer Jonas Pell of the Brackwater Water Board.

“The wheel has turned more than nine hundred times since the gates were opened this morning,” said Jonas Pell.

“We will keep it turning,” Pell said.
"""
COUNCIL = """Council praises mill

Published: 7 May 2031

The Brackwater Council praised the tide mill on Wednesday. Jonas Pell met Mara Lindqvist of the council.

“It is a fine wheel,” Mara Lindqvist said.
"""
FERRY = """Ferry stays

Published: 8 May 2031

The ferry stays, said Mara Lindqvist on Thursday.
"""


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text)
    past = time.time() - 100
    os.utime(folder / name, (past, past))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    for name, text in (("mill.txt", MILL), ("council.txt", COUNCIL), ("ferry.txt", FERRY)):
        write(made, name, text)
    return made


@pytest.fixture
def collection(folder: Path) -> Iterator[Collection]:
    with Collection.open(folder) as opened:
        yield opened


def names(collection: Collection, article: str | None = None) -> dict[str, int]:
    return {e.name: len(e.mentions) for e in collection.entities(article, type="person")}


def test_the_sidebar_of_one_article_with_corrections_loads_only_what_they_touch(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    pell = collection.find_entity("Jonas Pell")
    collection.edit_entity("rename", pell.id, target="Jon Pell")
    asked: list[object] = []
    whole, some = Catalogue.entities, Catalogue.entities_by_id
    monkeypatch.setattr(Catalogue, "entities", lambda self, article=None: asked.append(article) or whole(self, article))
    monkeypatch.setattr(Catalogue, "entities_by_id", lambda self, ids: asked.append(len(ids)) or some(self, ids))
    assert "Jon Pell" in names(collection, "mill.txt")
    assert None not in asked
    assert all(not isinstance(each, int) or each <= 2 for each in asked)
    before = len(asked)
    collection.entities("council.txt")
    assert len(asked) == before + 1  # what the corrections made is remembered
    assert collection.entity_totals()[collection.find_entity("Jon Pell").id][1] == 2


def test_every_view_agrees_on_corrected_names(collection: Collection) -> None:
    pell, mara = collection.find_entity("Jonas Pell"), collection.find_entity("Mara Lindqvist")
    collection.edit_entity("merge", pell.id, target=mara.id)
    collection.edit_entity("rename", mara.id, target="The Two")
    (two,) = [e for e in collection.entities() if e.name == "The Two"]
    assert collection.entity(two.id) == two
    assert collection.entity_totals()[two.id] == (len(two.mentions), 3)
    assert sum(names(collection, a.id)["The Two"] for a in collection.articles()) == len(two.mentions)
    for gone in (pell.id, mara.id):
        assert gone not in collection.entity_totals()
        with pytest.raises(NotFoundError):
            collection.entity(gone)


def test_a_correction_in_the_middle_is_taken_back(collection: Collection) -> None:
    pell = collection.find_entity("Pell")
    collection.edit_entity("hide", pell.id, surface="Pell")
    first = collection.entity_edits()[-1]
    collection.edit_entity("rename", pell.id, target="Jon Pell")
    assert "Pell" in (collection.undo_entity_edit(first.id) or "")
    assert {alias.text for alias in collection.find_entity("Jon Pell").aliases} == {"Jonas Pell", "Pell"}
    assert collection.undo_entity_edit(999) is None
    assert len(collection.entity_edits()) == 1


def test_one_mention_is_hidden_and_comes_back(collection: Collection) -> None:
    pell = collection.find_entity("Jonas Pell")
    mention = next(m for m in pell.mentions if m.text == "Pell")
    sentence = collection.edit_entity("hide", pell.id, surface="Pell", article=mention.article, span=mention.span)
    assert sentence == "hid Pell here"
    assert len(collection.entity(pell.id).mentions) == len(pell.mentions) - 1
    collection.undo_entity_edit()
    assert collection.entity(pell.id) == pell


def test_corrections_go_out_and_in_as_text(collection: Collection, tmp_path: Path) -> None:
    pell, mara = collection.find_entity("Jonas Pell"), collection.find_entity("Mara Lindqvist")
    mention = next(m for m in pell.mentions if m.text == "Pell")
    collection.edit_entity("hide", pell.id, surface="Pell", article=mention.article, span=mention.span)
    collection.edit_entity("merge", mara.id, target=pell.id)
    collection.edit_entity("rename", pell.id, target="Pell “the\u202ewheel”")
    path = tmp_path / "names.txt"
    text = collection.export_names(path)
    assert path.read_text("utf-8") == text
    assert 'merge person "Mara Lindqvist" into person "Jonas Pell"' in text
    assert 'in "mill.txt" at ' in text
    before = names(collection)
    done = collection.import_names(text)
    assert (done.added, done.known) == (0, 3)
    assert collection.export_names() == text
    for _ in range(3):
        collection.undo_entity_edit()
    assert names(collection) != before
    assert collection.import_names(text).added == 3
    assert names(collection) == before
    assert collection.import_names("", replace=True).added == 0
    assert collection.entity_edits() == ()
    assert collection.import_names('hide person "Nobody"').waiting == 1


def test_a_bad_file_changes_nothing(collection: Collection, tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match="line 2"):
        collection.import_names('hide person "Jonas Pell"\nhide person Pell\n')
    assert collection.entity_edits() == ()
    with pytest.raises(BriefingError, match="cannot write"):
        collection.export_names(tmp_path / "no" / "such" / "folder.txt")


def test_queries_find_the_corrected_names_and_whoever_speaks(collection: Collection) -> None:
    def found(query: str) -> set[str]:
        return {hit.path for hit in collection.search(query).hits}

    assert found('speaker:"jonas pell"') == {"mill.txt"}
    pell = collection.find_entity("Jonas Pell")
    collection.edit_entity("rename", pell.id, target="Wheelwright Zeta")
    assert found("speaker:zeta") == {"mill.txt"}
    assert found("entity:zeta") == {"mill.txt", "council.txt"}
    collection.edit_entity("hide", collection.find_entity("Wheelwright Zeta").id)
    assert found("entity:zeta") == set()
    assert found("speaker:zeta") == set()
    collection.undo_entity_edit()
    collection.undo_entity_edit()
    assert found("entity:zeta") == set()
    assert found('entity:"jonas pell"') == {"mill.txt", "council.txt"}


def test_only_those_who_can_be_listed_are_read_for_who_is_named_with_whom(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    pell = collection.find_entity("Jonas Pell").id
    collection.edit_entity("rename", collection.find_entity("Mara Lindqvist").id, target="Mara Zeta")
    whole = collection.together(pell, limit=0)
    assert whole
    asked: list[str] = []
    real = Catalogue.entities_by_id

    def by_id(self: Catalogue, ids: Sequence[str]) -> list[Entity]:
        asked.extend(ids)
        return real(self, ids)

    monkeypatch.setattr(Catalogue, "entities_by_id", by_id)
    for limit in range(1, len(whole) + 2):
        asked.clear()
        assert collection.together(pell, limit=limit) == whole[:limit]
        least = whole[:limit][-1].articles
        assert set(asked) <= {pell, *(each.id for each in whole if each.articles >= least)}


def test_from_a_person_to_what_he_said_and_to_whom_he_is_named_with(collection: Collection) -> None:
    pell, mara = collection.find_entity("jonas pell"), collection.find_entity("Mara Lindqvist")
    said = collection.said_by(pell.id)
    assert [q.text.split()[0] for q in said if q.mode == "direct"] == ["The", "We"]
    assert {q.path for q in said} == {"mill.txt"}
    (with_mara,) = [c for c in collection.together(pell.id) if c.id == mara.id]
    assert (with_mara.articles, with_mara.sentences) == (1, 1)
    collection.edit_entity("merge", mara.id, target=pell.id)
    assert {q.path for q in collection.said_by(pell.id)} >= {"mill.txt", "council.txt"}
    with pytest.raises(NotFoundError):
        collection.together("e-nobody")
    with pytest.raises(NotFoundError):
        collection.find_entity("Nobody at all")


def test_a_name_means_its_bearer_else_whoever_is_also_spelt_so(collection: Collection) -> None:
    def as_listed(ref: str) -> str:
        listed = list(collection.entities())
        named = [each.id for each in listed if ref in (each.id, each.name)]
        return [*named, *(each.id for each in listed if ref in [alias.text for alias in each.aliases])][0]

    def all_as_listed() -> bool:
        forms = {
            form for each in collection.entities() for form in (each.id, each.name, *(a.text for a in each.aliases))
        }
        return {ref: collection.find_entity(ref).id for ref in forms} == {ref: as_listed(ref) for ref in forms}

    assert all_as_listed()
    pell, mara = collection.find_entity("Jonas Pell"), collection.find_entity("Mara Lindqvist")
    assert collection.find_entity("pell").id == pell.id
    collection.edit_entity("rename", mara.id, target="Pell")
    assert all_as_listed()
    assert collection.find_entity("pell").id != pell.id
    collection.edit_entity("hide", collection.find_entity("Jonas Pell").id)
    assert all_as_listed()
    with pytest.raises(NotFoundError):
        collection.find_entity("Jonas Pell")


def test_corrections_are_applied_again_when_the_folder_changes_and_the_cache_is_gone(folder: Path) -> None:
    with Collection.open(folder) as collection:
        collection.edit_entity("rename", collection.find_entity("Jonas Pell").id, target="Jon Pell")
        write(folder, "more.txt", MILL.replace("Mill wheel turns again", "And again"))
        collection.sync()
        assert collection.find_entity("Jon Pell").articles == 3
        cache = collection.cache
    shutil.rmtree(cache)
    with Collection.open(folder) as collection:
        assert collection.find_entity("Jon Pell").articles == 3
        assert collection.search("entity:pell").total == 3


def test_one_article_more_writes_what_it_touches(
    collection: Collection, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put: list[str] = []
    original = Catalogue.put_entity
    monkeypatch.setattr(
        Catalogue, "put_entity", lambda self, entity, *more: put.append(entity.name) or original(self, entity, *more)
    )
    write(folder, "more.txt", FERRY.replace("Ferry stays", "Ferry goes"))
    collection.sync()
    assert "Mara Lindqvist" in put
    assert "Jonas Pell" not in put
    grown = collection.entities()
    collection.sync(rebuild=True)
    assert collection.entities() == grown
    (folder / "more.txt").unlink()
    put.clear()
    collection.sync()
    assert "Jonas Pell" not in put
    assert collection.find_entity("Mara Lindqvist").articles == 2


@pytest.mark.parametrize(
    "text",
    [
        "JONAS PELL SAYS BRACKWATER MILL TURNS\n\nTHE MILL AT BRACKWATER TURNED, SAID JONAS PELL OF THE BRACKWATER COUNCIL.\n",
        "Мельница в Бракватере\n\nМельница снова работает, сказал Йонас Пелль.\n\n潮汐磨坊再次转动。佩尔说。\n\nقال يوناس بيل إن الطاحونة تدور.\n",
        "Names\n\n" + "Jonas Pell, Mara Lindqvist, Brackwater, Ben Tull, " * 2000,
        "Large\n\n" + "The mill at Brackwater turned, said Jonas Pell of the Water Board on Tuesday.\n\n" * 66_000,
    ],
    ids=["capitals", "other scripts", "nothing but names", "five megabytes"],
)
def test_odd_articles_end_like_any_other(folder: Path, text: str) -> None:
    write(folder, "odd.txt", text)
    start = time.process_time()
    with Collection.open(folder) as collection:
        assert collection.status() == "complete"
        document = collection.document("odd.txt")
        for entity in collection.entities("odd.txt"):
            assert all(document.text[slice(*m.span)] == m.text for m in entity.mentions[:50])
        assert "Jonas Pell" in names(collection)
    assert time.process_time() - start < 60  # quadratic work would take hours


@pytest.mark.parametrize("frequent", [1, 500], ids=["named in many", "named in few"])
def test_who_is_named_where_is_told_without_reading_every_mention(
    collection: Collection, monkeypatch: pytest.MonkeyPatch, frequent: int
) -> None:
    monkeypatch.setattr(stored_entities, "FREQUENT", frequent)
    whole = {entity.id: entity for entity in map(collection.entity, [each.id for each in collection.entities()])}
    monkeypatch.setattr(Catalogue, "entities_by_id", lambda self, ids: pytest.fail("all mentions of a name were read"))
    catalogue = collection._session.catalogue
    for id, entity in whole.items():
        articles = list(dict.fromkeys(mention.article for mention in entity.mentions))
        assert sorted(collection.articles_naming(id)) == sorted(articles)
        for most in (1, 2, 50):
            first = [mention for mention in entity.mentions if mention.article in articles[:most]]
            assert catalogue.first_mentions(id, most) == first
        collection.descriptions(id)


def test_where_a_corrected_name_stands_is_told_with_its_corrections(collection: Collection) -> None:
    pell, mara = collection.find_entity("Jonas Pell"), collection.find_entity("Mara Lindqvist")
    collection.edit_entity("merge", pell.id, target=mara.id)
    both = {mention.article for each in (pell, mara) for mention in each.mentions}
    assert set(collection.articles_naming(mara.id)) == both
    for gone in (pell.id, "0" * 12):
        with pytest.raises(NotFoundError):
            collection.articles_naming(gone)
        with pytest.raises(NotFoundError):
            collection.descriptions(gone)
