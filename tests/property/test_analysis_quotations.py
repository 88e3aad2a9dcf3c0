"""Whatever the text, extraction ends, never raises, and gives verbatim spans in order."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.analysis.quotations import spans as marks
from briefing.analysis.quotations.extract import extract
from briefing.model import Article, Document, Paragraph

PIECES = st.sampled_from(
    [
        *"“”„‟\"«»‹›‘’‚'`´″′「」.,:;!?—- \n()[]",
        "''",
        "``",
        " said ",
        " Ada Krol ",
        " she ",
        " the port ",
        "workers’ ",
        "We open",
        "a",
        "’90s",
        "\x1b",
        "\ud800",
    ]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=120)


def document(text: str) -> Document:
    paragraphs, position = [], 0
    for line in text.split("\n"):
        paragraphs.append(Paragraph((position, position + len(line)), None, "body"))
        position += len(line) + 1
    return Document(Article("a", "a"), text, tuple(paragraphs))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_spans_are_verbatim_ordered_and_within_their_paragraph(text: str) -> None:
    doc = document(text)
    found = extract(doc)
    assert [q.span for q in found] == sorted(q.span for q in found)
    assert len({q.id for q in found}) == len(found)
    for quotation in found:
        start, end = quotation.span
        assert 0 <= start < end <= len(text)
        assert text[start:end] == quotation.text == quotation.text.strip()
        assert "\n" not in quotation.text
        assert (quotation.speaker.name is None) == (quotation.speaker.status == "unknown")
        if quotation.speaker.mention_span is not None:
            assert text[slice(*quotation.speaker.mention_span)] == quotation.speaker.mention


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_stretches_in_marks_never_overlap(text: str) -> None:
    doc = document(text)
    spans = [s.span for s in marks.segments(text, [p.span for p in doc.paragraphs])]
    assert all(one[1] <= two[0] for one, two in pairwise(spans))


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("''", "''"), ("»", "«"), ("‘", "’"), ("'", "'")]),
    st.lists(
        st.sampled_from(["The mill opens", "we don’t know", "it’s May", "gates of Lund", "no"]), min_size=1, max_size=6
    ),
)
def test_clean_pairs_are_found_exactly(style: tuple[str, str], contents: list[str]) -> None:
    text = " and ".join(f"{style[0]}{content},{style[1]} he said" for content in contents)
    found = [text[slice(*s.span)] for s in marks.segments(text, [(0, len(text))])]
    assert found == [content + "," for content in contents]
