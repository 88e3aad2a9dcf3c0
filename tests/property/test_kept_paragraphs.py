"""A paragraph that was read before says in another article what it would have said there by itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis.entities import paragraph_reading, recogniser
from briefing.analysis.quotations import extract, paragraph_stream
from briefing.model import Article, Document, Paragraph

PARAGRAPHS = (
    "“The wheel turns,” Ada Krol, the harbour master of Marrowick, said on Monday. “It will turn tomorrow.”",
    "Krol said the mill would open in May, and that the ferry would not wait.",
    "The mill stands still. According to the Tide Trust, nobody asked the dockers.",
    "Said Jory Tamm, who leads the Ferry Union:",
    "“We never saw the plans,” he said.",
    "— Jory Tamm",
    "to Ada Krol, the answer is plain",
    "Marrowick Mill Opens After Nine Years",
    "dockers",
    "argue that the wheel, Krol said,",
    "That is what the Tide Trust says, and it told reporters so.",
    "It reads: “closed until further notice”, which the council denied.",
    "MARROWICK (NPA) — The council of Marrowick met on Tuesday.",
    "“It began before dawn,” a spokeswoman for the harbour said. “Nobody",
    "“was hurt,” she added.",
    "says the report of the Tide Trust",
    "“Why?” Tamm asked. Specifically,",
    "Krol's claim that",
    "“nobody came”, according",
    "to the dockers, was wrong.",
    "Krol said that the wheel was “all but” ready and would turn in May.",
    "In exchange, she promised to leave the ferry alone until the autumn.",
    "In exchange, he offered the “old” gates, the dockers said, unless they are sold.",
)


def document(texts: list[str], kinds: list[str]) -> Document:
    spans, at = [], 0
    for text in texts:
        spans.append((at, at + len(text)))
        at += len(text) + 2
    paragraphs = tuple(Paragraph(span, None, kind) for span, kind in zip(spans, kinds, strict=False))  # type: ignore[arg-type]
    return Document(Article("a", "a.txt"), "\n\n".join(texts), paragraphs)


articles = st.lists(
    st.tuples(st.sampled_from(PARAGRAPHS), st.sampled_from(["title", "body", "body", "body", "dateline"])),
    min_size=1,
    max_size=6,
).map(lambda parts: document([text for text, _ in parts], [kind for _, kind in parts]))


@given(st.lists(articles, min_size=2, max_size=5))
def test_what_was_read_before_changes_nothing(documents: list[Document]) -> None:
    alone = []
    for one in documents:
        paragraph_stream.forget()
        paragraph_reading.forget()
        alone.append((extract.extract(one), recogniser.recognise(one)))
    for _ in range(3):  # read, kept, and taken from what is kept
        assert [(extract.extract(one), recogniser.recognise(one)) for one in documents] == alone
    assert [(extract.extract(one), recogniser.recognise(one)) for one in reversed(documents)] == alone[::-1]
