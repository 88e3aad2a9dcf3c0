"""Three counts and one speaker: where the words come from, and who is said to have said them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.analysis.statements import origins
from briefing.analysis.statements.grouping import Grouper, group
from briefing.analysis.statements.origins import source, sources, speaker
from briefing.lexicon import background
from briefing.model import UNKNOWN_SPEAKER, Quotation, Speaker, Statement

WORDS = "The lantern festival will go ahead although the river has swallowed both stages"


def printed(
    article: str, before: str, after: str, name: str | None = None, status: str = "stated"
) -> tuple[Quotation, str]:
    text = f"{before}“{WORDS},”{after}"
    span = (len(before) + 1, len(before) + 1 + len(WORDS) + 1)
    who = Speaker(name, name, None, status)  # type: ignore[arg-type]
    return Quotation(f"q{article}", article, article, span, None, text[slice(*span)], "direct", "speech", who), text


def statement(*pairs: tuple[Quotation, str]) -> Statement:
    (only,) = group([q for q, _ in pairs], context={q.article: text for q, text in pairs})
    return only


@pytest.mark.parametrize(
    ("after", "kind", "words"),
    [
        (" Mayor Una Petrov said in a statement on Friday.", "statement", "Mayor Una Petrov said in a statement"),
        (" the town said in a press release.", "statement", "the town said in a press release"),
        (" Petrov told reporters.", "briefing", "Petrov told reporters"),
        (" she said at a news conference in Velm.", "briefing", "she said at a news conference"),
        (" she said in an interview with Velm Radio.", "interview", "she said in an interview with Velm Radio"),
        (" she wrote on Facebook.", "post", "she wrote on Facebook"),
    ],
)
def test_the_words_beside_name_the_origin(after: str, kind: str, words: str) -> None:
    quotation, text = printed("a", "", after)
    found = source(quotation, text)
    assert found is not None
    assert (found[0], found[2]) == (kind, words)
    assert words in text


@pytest.mark.parametrize(
    "after",
    [" she said.", " she said. The press release is blue.", "\nPress release", " she said, “in a statement of sorts”."],
)
def test_words_further_off_name_nothing(after: str) -> None:
    assert source(*printed("a", "", after)) is None


def test_one_press_release_is_one_origin_however_many_print_it() -> None:
    found = statement(
        printed("a", "", " the mayor said in a statement."),
        printed("b", "", " Petrov said."),
        printed("c", "The press release said: ", " It gave no date."),
    )
    assert (found.articles, found.distinct_texts, found.origins) == (3, 3, 1)
    assert "the mayor said in a statement" in found.origin_evidence


def test_two_interviews_are_two_origins() -> None:
    found = statement(
        printed("a", "", " she said in an interview with Velm Radio."),
        printed("b", "", " she said in an interview with The Lantern."),
    )
    assert found.origins == 2


def test_nothing_named_means_nothing_joined() -> None:
    found = statement(printed("a", "", " she said."), printed("b", "", " she said."))
    assert (found.origins, found.origin_evidence) == (2, ())


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Petrov", "Una Petrov", "Petrov"], "Una Petrov"),
        (["the statement", "Una Petrov"], "Una Petrov"),
        (["Harbour Office", "Una Petrov"], "Una Petrov"),
        (["Una Petrov", "Ivo Lund", "Lund"], "Ivo Lund"),
        (["the statement", None], "the statement"),
        ([None, None], None),
    ],
)
def test_the_speaker_is_voted_for(names: list[str | None], expected: str | None) -> None:
    assert speaker([printed(str(n), "", "", name)[0] for n, name in enumerate(names)]) == expected


SENTENCE = "The ferry will sail on Sundays again when the pier has a roof"


def said(id: str, text: str, words: str, name: str | None) -> Quotation:
    at = text.index(words)
    speaker = Speaker(name, name, (0, 1), "stated") if name else UNKNOWN_SPEAKER
    return Quotation(f"q{id}{at}", id, f"{id}.txt", (at, at + len(words)), None, words, "direct", "speech", speaker)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"Harbour chief Ada Krol told reporters on Monday.\n“{SENTENCE},” Krol said.", "Krol told reporters"),
        (f"“We are glad,” Krol said in a statement.\nIt rained.\n“{SENTENCE},” Krol said.", "Krol said in a statement"),
        (f"Velm Harbour Board\nPress release\n“{SENTENCE},” said Krol.", "Press release"),
    ],
)
def test_the_article_names_the_origin_once(text: str, words: str) -> None:
    quotations = [said("a", text, SENTENCE, "Krol")]
    if "glad" in text:
        quotations.append(said("a", text, "We are glad,", "Krol"))
    found = sources(quotations, text)[quotations[0].id]
    assert found[2] == words


@pytest.mark.parametrize(
    "text",
    [
        f"Mayor Bo Lind told reporters on Monday.\n“{SENTENCE},” Krol said.",
        f"The press release was late again, Lind said.\n“{SENTENCE},” Krol said.",
        f"The board rejected statements that it slept.\n“{SENTENCE},” Krol said.",
        f"“He said so in a statement,” the clerk shouted at Krol.\n“{SENTENCE},” Krol said.",
    ],
)
def test_the_origin_of_others_words_is_not_taken_over(text: str) -> None:
    assert sources([said("a", text, SENTENCE, "Krol")], text) == {}


def test_a_speaker_with_two_origins_in_one_article_has_none_elsewhere_in_it() -> None:
    text = f"“One thing,” Krol said in a statement.\n“Two things,” Krol told reporters.\nIt rained.\n“{SENTENCE},” Krol said."
    found = sources([said("a", text, w, "Krol") for w in ("One thing,", "Two things,", SENTENCE)], text)
    assert len(found) == 2


def test_those_that_name_nothing_belong_to_the_one_that_is_named() -> None:
    texts = {
        "a": f"Krol told reporters on Monday.\n“{SENTENCE},” Krol said.",
        "b": f"“{SENTENCE},” Krol said.",
        "c": f"It was cold. “{SENTENCE},” said Krol.",
    }
    grouper = Grouper()
    for id, text in texts.items():
        grouper.add(id, [said(id, text, SENTENCE, "Krol")], text)
    (only,) = grouper.statements()
    assert (only.articles, only.origins, only.origin_evidence) == (3, 1, ("Krol told reporters",))


@settings(max_examples=10)
@given(st.from_regex(origins._SOURCE))
def test_whatever_names_an_origin_holds_a_word_by_which_it_is_looked_for(text: str) -> None:
    assert all(origins._hints(found.group()) for found in origins._SOURCE.finditer(text))


@given(
    st.lists(
        st.sampled_from(
            "more than less over 9,000 herons don't U.S. said and they; but Ferries [of the weir] .".split()
        ),
        max_size=30,
    )
)
def test_phrases_weigh_as_they_do_looked_up_one_by_one(words: list[str]) -> None:
    phrases = background.Phrases()
    weights = [phrases.weight(f" {word}".encode()) for word in words]
    triples = zip(words, ["", *words], ["", "", *words], strict=False)
    assert weights == [_looked_up(word, before, earlier) for word, before, earlier in triples]


def _looked_up(word: str, before: str, earlier: str) -> float:
    table = background._phrases()
    two = table.get(background.phrase_key(before, word), background.RARE) if before else background.RARE
    return min(two, table.get(background.phrase_key(earlier, before, word), background.RARE)) if earlier else two
