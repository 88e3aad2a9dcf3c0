"""Whatever two texts hold: every passage stands where it says, and applying nothing but the differences explains the copy."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.analysis.near_duplicates.revisions import compare
from briefing.model import Article, Document, Paragraph

SENTENCES = st.sampled_from(
    [
        "The mill turned.",
        "The mill turned again.",
        "Two hundred people watched.",
        "It cost 40,000 crowns.",
        "It cost 45,000 crowns.",
        "“We count,” he said.",
        "Rain!",
    ]
)
PARAGRAPHS = st.lists(
    st.one_of(st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join), st.text(max_size=30)), max_size=6
)


def document(id: str, parts: list[str]) -> Document:
    text, paragraphs = "", []
    for part in filter(None, parts):
        text += "\n\n" if text else ""
        paragraphs.append(Paragraph((len(text), len(text) + len(part)), None, "body"))
        text += part
    return Document(Article(id, id), text, tuple(paragraphs))


@given(PARAGRAPHS, PARAGRAPHS)
@settings(max_examples=150, deadline=None)
def test_every_passage_stands_where_it_says(one: list[str], other: list[str]) -> None:
    base, copy = document("a", one), document("b", other)
    changes = compare(base, copy)
    assert 0.0 <= changes.kept <= 1.0
    end = 0
    for passage in changes.passages:
        assert end <= passage.span[0] <= passage.span[1] <= len(copy.text)
        end = passage.span[1]
        if passage.op == "added":
            assert copy.text[slice(*passage.span)] == passage.tokens[0].text
        elif passage.op == "omitted":
            assert passage.base_span is not None
            assert base.text[slice(*passage.base_span)] == passage.tokens[0].text
        else:
            assert passage.base_span is not None


@given(PARAGRAPHS)
@settings(max_examples=60, deadline=None)
def test_a_text_does_not_differ_from_itself(parts: list[str]) -> None:
    changes = compare(document("a", parts), document("b", parts))
    assert changes.passages == ()
    assert changes.kept == 1.0
