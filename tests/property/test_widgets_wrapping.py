"""Breaking lines: nothing lost, nothing too wide, nothing torn apart, and the same however much was measured before."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from briefing.model import Article, Document, Paragraph
from briefing.text import drawn
from briefing.tui.drawing import text_layout
from briefing.tui.drawing.strips import cell_width, clean, fit, pad, width_of
from briefing.tui.drawing.text_layout import Flow, SpanIndex, blocks_of, wrap

TEXTS = st.text(
    alphabet=st.sampled_from("ab cd-—/ \t東京。「」é\u0301\u0301שלום\u200b😀❤\ufe0f"), max_size=300
) | st.text(max_size=120)
WIDTHS = st.integers(2, 40)


@given(TEXTS, WIDTHS)
@example("/000", 2)
@settings(max_examples=300, deadline=None)
def test_lines_cover_the_text_in_order_and_fit(text: str, width: int) -> None:
    text = clean(text)
    starts = wrap(text, 0, len(text), width)
    assert starts[0] == 0
    assert all(a < b for a, b in pairwise(starts))
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        assert width_of(text[start:end].rstrip(" ")) <= width
        if start:
            assert cell_width(text[start]) > 0, "a combining mark stays with its letter"


@given(st.text(alphabet="abc def—/-", max_size=200), WIDTHS)
@settings(max_examples=200, deadline=None)
def test_the_fast_way_and_the_careful_way_lose_nothing(text: str, width: int) -> None:
    for starts in (wrap(text, 0, len(text), width), text_layout._wrap_mixed(text, 0, len(text), width)):
        assert "".join(text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)) == text


def test_words_are_kept_whole_where_they_fit() -> None:
    text = "The ferry took up its service again"
    starts = wrap(text, 0, len(text), 10)
    assert [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)] == [
        "The ferry ", "took up ", "its ", "service ", "again",
    ]  # fmt: skip


def test_the_simple_characters_are_one_cell_wide() -> None:
    simple = [chr(code) for code in range(0x20, 0x10000) if not text_layout._NOT_SIMPLE.search(chr(code))]
    assert len(simple) > 1000
    assert [c for c in simple if cell_width(c) != 1 and c not in "\n\t"] == []


def test_east_asian_text_breaks_between_characters_but_not_before_a_full_stop() -> None:
    text = "東京の港で。新しい"
    starts = wrap(text, 0, len(text), 10)
    lines = [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    assert lines == ["東京の港", "で。新しい"]


def _document(paragraphs: list[str]) -> Document:
    text, spans = "", []
    for words in paragraphs:
        text += "\n\n" if text else ""
        spans.append(Paragraph((len(text), len(text) + len(words)), None, "body"))
        text += words
    return Document(Article("a", "a.txt"), text, tuple(spans))


PARAGRAPHS = st.lists(st.text(alphabet="ab 東\u0301", min_size=1, max_size=120), min_size=1, max_size=12)


@given(PARAGRAPHS, WIDTHS, st.lists(st.integers(0, 400), max_size=8))
@settings(max_examples=150, deadline=None)
def test_what_is_looked_at_first_does_not_change_the_lines(paragraphs: list[str], width: int, looks: list[int]) -> None:
    document = _document(paragraphs)
    whole = Flow(document.text, blocks_of(document), width)
    at_once, text_layout.MEASURE_AT_ONCE = text_layout.MEASURE_AT_ONCE, 0
    try:
        lazy = Flow(document.text, blocks_of(document), width)
        for offset in looks:
            y = lazy.y_of(min(offset, len(document.text)))
            shift = lazy.settle(y, 10, upwards=True)
            assert lazy.line(y + shift) is not None
        lazy.settle(0, 10**6)
    finally:
        text_layout.MEASURE_AT_ONCE = at_once
    assert lazy.total == whole.total
    assert [lazy.line(y) for y in range(lazy.total)] == [whole.line(y) for y in range(whole.total)]


@given(PARAGRAPHS, WIDTHS)
@settings(max_examples=150, deadline=None)
def test_every_offset_has_its_line(paragraphs: list[str], width: int) -> None:
    document = _document(paragraphs)
    flow = Flow(document.text, blocks_of(document), width)
    for offset in range(len(document.text)):
        line = flow.line(flow.y_of(offset))
        assert line is not None
        assert line == flow.line_of(offset)
        assert line.start <= max(offset, flow.blocks[0].start)


def test_a_giant_paragraph_is_measured_only_where_it_is_seen() -> None:
    document = _document(["word " * 1_000_000])
    flow = Flow(document.text, blocks_of(document), 80)
    flow.settle(0, 40)
    assert flow.measured < 300_000
    y = flow.y_of(len(document.text) - 1)
    assert y == flow.total - 1
    assert flow.measured < 350_000


@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(1, 10)).map(lambda p: (p[0], p[0] + p[1])), max_size=20),
    st.integers(0, 60),
    st.integers(1, 20),
)
@settings(deadline=None)
def test_spans_touching_a_stretch(spans: list[tuple[int, int]], start: int, length: int) -> None:
    index = SpanIndex(spans)
    end = start + length
    expected = [span for span in sorted(spans) if span[0] < end and span[1] > start]
    assert [index.spans[place] for place in index.touching(start, end)] == expected


@given(st.text(max_size=60), st.integers(0, 30))
@settings(deadline=None)
def test_fitted_text_never_passes_its_width(text: str, width: int) -> None:
    assert cell_len(drawn(fit(text, width))) <= width
    assert cell_len(drawn(pad(text, width))) == width
    assert cell_len(drawn(pad(text, width, right=True))) == width
