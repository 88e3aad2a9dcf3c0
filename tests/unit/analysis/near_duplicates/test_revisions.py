"""What a copy changed: only the passages that differ, each under its own kind."""

from __future__ import annotations

from briefing.analysis.near_duplicates import revisions
from briefing.analysis.near_duplicates.revisions import compare
from briefing.model import Article, CopyChanges, Document, Paragraph, Stated

TITLE = "Tide mill turns again"
BODY = (
    "The tide mill at Brackwater turned on Tuesday for the first time in sixty years. Two hundred people watched from the quay.",
    "Engineers had rebuilt the oak gates during the winter. The work cost 40,000 crowns, the council said.",
    "“The wheel has turned more than nine hundred times since morning,” said Jonas Pell, the engineer.",
    "The mill opens to visitors in June. Schools may book from April.",
)


def document(id: str, body: tuple[str, ...] | list[str], title: str | None = TITLE) -> Document:
    parts = ([("title", title)] if title else []) + [("body", part) for part in body]
    text, paragraphs = "", []
    for kind, part in parts:
        text += "\n\n" if text else ""
        span = (len(text), len(text) + len(part))
        paragraphs.append(Paragraph(span, span, kind))  # type: ignore[arg-type]
        text += part
    return Document(
        Article(id, f"{id}.txt", title=Stated.stated(title, title) if title else Stated.unknown()),
        text,
        tuple(paragraphs),
    )


BASE = document("base", BODY)


def shown(changes: CopyChanges) -> list[tuple[str, str]]:
    return [(p.op, " ".join(t.text for t in p.tokens if t.op != "same")) for p in changes.passages]


def test_the_same_words_are_no_change_however_the_paragraphs_are_cut() -> None:
    joined = [" ".join(BODY[:2]), " ".join(BODY[2:])]
    for copy in (document("copy", BODY), document("copy", joined), document("copy", "\n".join(BODY).split(". ", 1))):
        assert compare(BASE, copy).passages == ()
        assert compare(BASE, copy).kept == 1.0


def test_a_changed_sentence_is_shown_word_by_word_and_strong_where_the_sense_changes() -> None:
    body = [part.replace("40,000", "45,000") for part in BODY]
    (passage,) = compare(BASE, document("copy", body)).passages
    assert (passage.op, passage.kind) == ("changed", "body")
    changed = [token for token in passage.tokens if token.op == "changed"]
    assert [(t.text, t.pivot, t.strong) for t in changed] == [("45,000", "40,000", True)]


def test_what_is_added_and_left_out() -> None:
    body = [BODY[0].split(". ")[0] + ".", BODY[1], "Nobody was asked to pay for a seat on the ferry.", BODY[2], BODY[3]]
    changes = compare(BASE, document("copy", body))
    assert shown(changes) == [
        ("omitted", "Two hundred people watched from the quay."),
        ("added", "Nobody was asked to pay for a seat on the ferry."),
    ]
    assert 0.8 < changes.kept < 1.0


def test_every_span_is_verbatim() -> None:
    copy = document(
        "copy",
        [BODY[1].replace("oak", "elm"), "Rain fell all day on the old stone quay.", BODY[0], BODY[3]],
        title="Mill turns",
    )
    changes = compare(BASE, copy)
    assert {p.op for p in changes.passages} == {"changed", "added", "omitted", "moved"}
    for passage in changes.passages:
        if passage.op == "added":
            assert copy.text[slice(*passage.span)] == passage.tokens[0].text
            assert passage.base_span is None
        elif passage.op == "omitted":
            assert passage.base_span is not None
            assert BASE.text[slice(*passage.base_span)] == passage.tokens[0].text
            assert passage.span[0] == passage.span[1]
        else:
            words = "".join(t.text for t in passage.tokens if t.op in ("same", "changed", "added"))
            assert words.replace(" ", "") == copy.text[slice(*passage.span)].replace(" ", "")


def test_a_passage_that_stands_elsewhere_was_moved() -> None:
    body = [BODY[3], *BODY[:3]]
    changes = compare(BASE, document("copy", body))
    assert {p.op for p in changes.passages} == {"moved"}
    assert changes.kept == 1.0


def test_titles_are_compared_with_each_other() -> None:
    assert shown(compare(BASE, document("copy", BODY, "Old mill back at work"))) == [("changed", "Old back at work")]
    assert shown(compare(BASE, document("copy", BODY, None))) == [("omitted", TITLE)]
    assert shown(compare(document("b", BODY, None), document("copy", BODY))) == [("added", TITLE)]


def test_texts_with_nothing_in_common_are_not_set_side_by_side() -> None:
    changes = compare(
        BASE, document("copy", ["Snow closed the pass at Grannen for a night.", "Nobody was on the road."], None)
    )
    assert changes.passages == ()
    assert changes.kept < 0.1


def test_empty_and_strange_texts() -> None:
    assert compare(document("a", [], None), document("b", [], None)).passages == ()
    assert compare(document("a", ["…", "“”"], None), document("b", ["\x1b[31m" * 3], None)).kept == 1.0
    assert compare(BASE, document("b", [], None)).kept == 0.0


def test_long_texts_are_compared_in_bounded_steps(monkeypatch: object) -> None:
    body = [f"Sentence number {n} of the long report speaks of item {n * 7} and of the harbour." for n in range(2_000)]
    other = [line.replace("harbour", "quay") if n % 3 == 0 else line for n, line in enumerate(body)]
    changes = compare(document("a", body), document("b", other))
    assert len(changes.passages) == len(range(0, 2_000, 3))
    same = ["the same words here"] * 6_000
    assert compare(document("a", same), document("b", [*same, "and one more"])).passages == ()
    assert len(revisions._units(document("a", same))) == revisions.MOST
