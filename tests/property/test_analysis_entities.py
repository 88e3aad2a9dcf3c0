"""Names of any text at all: spans are verbatim, in order and apart; resolution loses nothing and depends on no order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.analysis.coreference import across_articles
from briefing.analysis.entities import recogniser
from briefing.model import Article, Document, Mention, Paragraph

WORDS = st.sampled_from(
    "Ada Krol Jonas Wold Oslo Norway Norwegian U.S. US Moscow denied in the The of Ministry Harbour Board (THB) Inc. Mr Dr. "
    "Jr. said , . ’s “ ” - – President Secretary State 67-year-old al-Hadidi van der Lake & MAY White House 1,000 ü 東京".split()
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join))


def document(text: str, name: str = "a") -> Document:
    paragraphs, position = [], 0
    for line in text.split("\n"):
        paragraphs.append(Paragraph((position, position + len(line)), None, "body"))
        position += len(line) + 1
    return Document(Article(name, name), text, tuple(paragraphs))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_mentions_are_verbatim_in_order_and_apart(text: str) -> None:
    last = 0
    for mention in recogniser.recognise(document(text)):
        start, end = mention.span
        assert last <= start < end <= len(text)
        assert text[start:end] == mention.text
        assert not mention.text.endswith(("'s", "’s"))
        last = end


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_every_mention_is_in_exactly_one_entity_whatever_the_order(texts: list[str]) -> None:
    documents = {str(number): document(text, str(number)) for number, text in enumerate(texts)}
    mentions = {name: recogniser.recognise(item) for name, item in documents.items()}
    bodies = {name: item.text for name, item in documents.items()}
    found = across_articles.resolve(mentions, bodies)
    assert found == across_articles.resolve(dict(reversed(mentions.items())), bodies)
    places = [(mention.article, mention.span) for entity in found for mention in entity.mentions]
    assert sorted(places) == sorted((m.article, m.span) for group in mentions.values() for m in group)
    assert len({entity.id for entity in found}) == len(found)
    for entity in found:
        assert all(mention.via for mention in entity.mentions)
        assert sum(alias.count for alias in entity.aliases) == len(entity.mentions)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.text(min_size=1, max_size=20), st.sampled_from(["person", "organisation", "place"])), max_size=12
    )
)
def test_names_from_elsewhere_are_resolved_without_complaint(names: list[tuple[str, str]]) -> None:
    text = "\n".join(name for name, _ in names)
    mentions, position = [], 0
    for name, kind in names:
        mentions.append(Mention("a", "a", (position, position + len(name)), None, name, type=kind))  # type: ignore[arg-type]
        position += len(name) + 1
    found = across_articles.resolve({"a": mentions}, {"a": text})
    assert sum(len(entity.mentions) for entity in found) == len(mentions)
