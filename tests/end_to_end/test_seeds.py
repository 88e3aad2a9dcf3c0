"""Five real articles on one story, as scraped (beside the checkout, never in it): what the program makes of them, against the gold."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing import Collection
from briefing.model import Instance

NAMED = {"source": "outlet"}


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> Iterator[Collection]:
    with Collection.open(seeds, home=tmp_path_factory.mktemp("seeds-home")) as opened:
        yield opened


@pytest.fixture(scope="module")
def metadata(shared: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((shared / "gold" / "seeds_metadata.json").read_text("utf-8"))
    return loaded


@pytest.fixture(scope="module")
def gold(shared: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((shared / "gold" / "seeds_statements.json").read_text("utf-8"))
    return loaded


def test_every_field_of_the_gold_is_right_and_nothing_is_invented(
    collection: Collection, metadata: dict[str, Any]
) -> None:
    wrong = []
    for path, fields in metadata.items():
        article = collection.article(path)
        for name in ("title", "standfirst", "source", "agency", "byline", "dateline", "published"):
            expected, found = fields[name], getattr(article, NAMED.get(name, name))
            value = ", ".join(found.value) if name == "byline" and found.value else found.value
            if (value, found.status) != (expected["value"], expected["status"]):
                wrong.append((path, name, value, found.status, expected))
            if (
                expected.get("evidence")
                and found.status == "stated"
                and expected["evidence"] not in (found.evidence or "")
            ):
                wrong.append((path, name, "evidence", found.evidence, expected["evidence"]))
        assert article.repeated is fields["duplicated_body"]
    assert wrong == []


def test_furniture_captions_and_repeats_are_set_apart(collection: Collection, metadata: dict[str, Any]) -> None:
    for path, fields in metadata.items():
        document = collection.document(path)
        kinds = [(p.kind, document.text[slice(*p.span)]) for p in document.paragraphs]
        apart = [text for kind, text in kinds if kind in ("furniture", "caption")]
        body = " ".join(text for kind, text in kinds if kind in ("body", "standfirst"))
        for junk in fields["junk"]:
            assert any(junk in text for text in apart), (path, junk)
            assert junk not in body
        for caption in fields.get("caption", ()):
            assert ("caption", caption) in kinds
        for words in (fields["body_first"], fields["body_last"]):
            assert body.count(words) == 1, (path, words)
        repeats = [text for kind, text in kinds if kind == "repeat"]
        assert len(repeats) == fields.get("duplicate_paragraphs", 0)


def test_every_span_and_source_span_is_verbatim(collection: Collection, seeds: Path) -> None:
    seen = 0
    for article in collection.articles():
        document = collection.document(article.id)
        source = (seeds / article.path).read_bytes().decode("utf-8")
        spans = [(p.span, p.source_span, None) for p in document.paragraphs]
        spans += [(q.span, q.source_span, q.text) for q in collection.quotations(article.id)]
        spans += [
            (i.span, i.source_span, i.text)
            for s in collection.statements()
            for i in s.instances
            if i.article == article.id
        ]
        spans += [(m.span, m.source_span, m.text) for e in collection.entities(article.id) for m in e.mentions]
        for span, source_span, text in spans:
            shown = document.text[slice(*span)]
            assert shown.strip()
            assert text in (None, shown)
            assert source_span is not None
            assert source[slice(*source_span)] == shown
            seen += 1
    assert seen > 400


def placed(gold: dict[str, Any], collection: Collection, names: list[str]) -> dict[str, list[tuple[str, int, int]]]:
    """Group -> its direct and mixed instances as (path, start, end) in the file as printed."""
    return {
        group["id"]: [
            (i["file"], i["first_offset"], i["first_offset"] + len(i["text"]))
            for i in group["instances"]
            if i["mode"] != "indirect"
        ]
        for group in gold["groups"]
        if group["id"] in names
    }


def covers(instance: Instance, place: tuple[str, int, int]) -> bool:
    """The instance prints most of the gold's words, or lies within them."""
    path, start, end = place
    if instance.path != path or instance.source_span is None:
        return False
    shared = min(end, instance.source_span[1]) - max(start, instance.source_span[0])
    return shared * 2 > min(end - start, instance.source_span[1] - instance.source_span[0])


def test_all_direct_and_mixed_pairs_are_found_and_no_other(collection: Collection, gold: dict[str, Any]) -> None:
    groups = placed(gold, collection, gold["core"])
    wanted = {
        frozenset(pair)
        for places in groups.values()
        for pair in itertools.combinations(places, 2)
        if pair[0][0] != pair[1][0]
    }
    assert len(wanted) == 18
    everywhere = {place for places in groups.values() for place in places}
    for single in gold["single_source"]:
        everywhere.add((single["file"], single["first_offset"], single["first_offset"] + len(single["text"])))
    found = set()
    for statement in collection.statements(2):
        held = [i for i in statement.instances if i.mode != "indirect"]
        places = {p for p in everywhere for i in held if covers(i, p)}
        assert all(any(covers(i, p) for p in everywhere) for i in held), statement.text
        found |= {frozenset(pair) for pair in itertools.combinations(places, 2) if pair[0][0] != pair[1][0]}
    assert wanted - found == set()
    assert found - wanted == set()


def test_the_sentence_that_one_outlet_runs_together_stands_in_both_groups(
    collection: Collection, gold: dict[str, Any]
) -> None:
    (group,) = [g for g in gold["groups"] if g["id"] == "Q03"]
    (place,) = [i for i in group["instances"] if i["file"].startswith("002")]
    (quotation,) = [
        q
        for q in collection.quotations("002_3e6d40aa573906a1.txt")
        if q.source_span and q.mode == "direct" and q.source_span[0] == place["first_offset"]
    ]
    carried = [s for s in collection.who_else(quotation.id) if s.articles >= 2]
    assert len(carried) == 2
    first, second = (next(i for i in s.instances if i.quotation == quotation.id).span for s in carried)
    assert first[1] <= second[0] or second[1] <= first[0]


def test_an_article_pasted_twice_counts_once(collection: Collection) -> None:
    article = collection.article("002_3e6d40aa573906a1.txt")
    assert article.repeated
    quotations = [q for q in collection.quotations(article.id) if q.mode == "direct"]
    assert len({q.text for q in quotations}) == len(quotations)
    for statement in collection.statements(2):
        assert statement.articles == len({i.article for i in statement.instances})
        assert statement.articles <= 5
        assert 1 <= statement.origins <= statement.distinct_texts <= statement.articles


def test_no_trap_is_merged(collection: Collection, gold: dict[str, Any]) -> None:
    speakers = {}
    for single in gold["single_source"]:
        place = (single["file"], single["first_offset"], single["first_offset"] + len(single["text"]))
        for statement in collection.statements():
            if any(covers(i, place) and i.mode != "indirect" for i in statement.instances):
                others = {i.path for i in statement.instances if i.mode != "indirect"}
                assert others == {single["file"]}, (single["text"], statement.text)
                speakers[single["text"]] = statement.speaker
    assert len(speakers) == len(gold["single_source"])


def test_speakers_are_those_of_the_text(collection: Collection, gold: dict[str, Any]) -> None:
    """The surname of the gold's speaker stands in the resolved name wherever the gold names a person."""
    checked = 0
    for single in gold["single_source"]:
        if single["mode"] != "direct":
            continue
        (quotation,) = [
            q
            for q in collection.quotations(single["file"])
            if q.source_span and q.mode == "direct" and q.source_span[0] == single["first_offset"]
        ]
        assert quotation.speaker.name is not None, single
        assert quotation.speaker.name.split()[-1] == single["speaker"].split()[-1]
        checked += 1
    assert checked >= 5


def test_names_are_joined_as_in_the_gold(collection: Collection, shared: Path) -> None:
    """At least 95% of the mentions that the gold and the sidebar share stand under one row exactly when the gold says so."""
    gold = json.loads((shared / "gold" / "seeds_entities.json").read_text("utf-8"))
    repeated = {
        a.path: [p.source_span for p in collection.document(a.id).paragraphs if p.kind == "repeat" and p.source_span]
        for a in collection.articles()
    }
    truth = {
        (doc["file"], m["start"], m["end"]): m["entity"]
        for doc in gold["docs"]
        for m in doc["mentions"]
        if not m["optional"] and not any(a <= m["start"] < b for a, b in repeated[doc["file"]])
    }
    found = {
        (m.path, *m.source_span): e.id for e in collection.entities() for m in e.mentions if m.source_span is not None
    }
    both = truth.keys() & found.keys()
    assert len(both) >= 0.85 * len(truth)
    scores = []
    for key in both:
        same_gold = {k for k in both if truth[k] == truth[key]}
        same_found = {k for k in both if found[k] == found[key]}
        correct = len(same_gold & same_found)
        scores.append((correct / len(same_found), correct / len(same_gold)))
    precision = sum(p for p, _ in scores) / len(scores)
    recall = sum(r for _, r in scores) / len(scores)
    assert 2 * precision * recall / (precision + recall) >= 0.95
