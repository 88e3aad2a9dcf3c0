"""What sources call a name: verbatim phrases beside it, whole, and nothing that only stands there by chance."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis.coreference.descriptions import described, gathered
from briefing.model import EntityType, Mention


def phrases(text: str, name: str, kind: EntityType) -> list[str]:
    start = text.index(name)
    return [text[slice(*span)] for span in described(text, (start, start + len(name)), kind)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Krol, the warden of the Harrow Mill, said so.", "the warden of the Harrow Mill"),
        ("Ada Krol, 61, a retired judge from Vellmar, said so.", "a retired judge from Vellmar"),
        ("Ada Krol (a harbour pilot) left.", "a harbour pilot"),
        ("Ada Krol, Harrow’s first mayor, left.", "Harrow’s first mayor"),
        ("Ada Krol, director of the U.S. Tide Office, left.", "director of the U.S. Tide Office"),
        ("Ada Krol is a 44-year-old baker who lives by the quay.", "a 44-year-old baker who lives by the quay"),
        ("Ada Krol, who was the keeper of the light, left.", "the keeper of the light"),
        ("They met the retired harbour pilot Ada Krol there.", "the retired harbour pilot"),
        ("The warden of the Harrow Mill, Ada Krol, said so.", "The warden of the Harrow Mill"),
        ("Police sought the net trader, named by the court as 44-year-old Ada Krol.", "the net trader"),
        ("The talks follow President Ada Krol to Vellmar.", "President"),
        ("Deputy Harbour Minister Ada Krol said so.", "Deputy Harbour Minister"),
        ("Ada Krol, a harbour pilot and two sailors were there.", "a harbour pilot"),
        ("Ada Krol, the mayor and Tom Brill were there.", "the mayor"),
        ("Ada Krol is a baker who spoke of “bread for all of Harrow” for years.", "a baker"),
    ],
)  # fmt: skip
def test_who_a_person_is(text: str, expected: str) -> None:
    assert phrases(text, "Ada Krol", "person") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Krol, a week after the flood, left.",
        "Ada Krol, a spokesman said, has left.",
        "Ada Krol, Tom Brill and others left.",
        "Ada Krol, the move of the year, it was called.",
        "The flood reached Ada Krol in the night.",
        "The board told Ada Krol so.",
        "Ada Krol was the first to leave.",
        "“The mayor,” said Ada Krol.",
        "The mill burned, Ada Krol, they cried.",
        "Ada Krol",
        " Ada Krol",
        "They met the warden. Ada Krol left.",
    ],
)
def test_what_says_nothing_of_a_person(text: str) -> None:
    assert phrases(text, "Ada Krol", "person") == []


@pytest.mark.parametrize(
    ("text", "name", "kind", "expected"),
    [
        ("Vell Line, a ferry company based in Harrow, sails.", "Vell Line", "organisation", "a ferry company based in Harrow"),
        ("It owns the ferry operator Vell Line there.", "Vell Line", "organisation", "the ferry operator"),
        ("Harrow, a port on the Vell, is old.", "Harrow", "place", "a port on the Vell"),
        ("Ships left the old port of Harrow at dawn.", "Harrow", "place", "the old port of Harrow"),
    ],
)  # fmt: skip
def test_what_a_body_or_a_place_is(text: str, name: str, kind: EntityType, expected: str) -> None:
    assert phrases(text, name, kind) == [expected]


def test_what_most_say_comes_first_then_the_fullest_and_parts_are_told_with_the_whole() -> None:
    texts = {
        "a": "Ada Krol, the warden of the Harrow Mill, spoke.",
        "b": "Ada Krol, the warden, spoke. Ada Krol, a poet from Vellmar, left.",
        "c": "Ada Krol, a poet, left. 44-year-old Ada Krol came.",
        "d": "The retired judge Ada Krol from the hill spoke. Ada Krol, the warden of the Harrow Mill, left.",
    }
    mentions = []
    for id, text in texts.items():
        at = text.find("Ada Krol")
        while at >= 0:
            mentions.append(Mention(id, f"{id}.txt", (at, at + 8), None, "Ada Krol"))
            at = text.find("Ada Krol", at + 1)
    found = gathered("person", mentions, texts.__getitem__)
    assert [(each.text, each.articles) for each in found] == [
        ("the warden of the Harrow Mill", 3),
        ("a poet from Vellmar", 2),
        ("The retired judge", 1),
    ]
    assert all(texts[each.article][slice(*each.span)] == each.text for each in found)


@given(
    st.lists(
        st.sampled_from(["Ada Krol", ",", " ", "the ", "warden", "of ", "(", "–", ".", "U.S.", "and ", "\n", "a "]),
        max_size=40,
    ),
    st.sampled_from(["person", "organisation", "place"]),
)
def test_every_phrase_lies_in_the_text_beside_its_name(pieces: list[str], kind: EntityType) -> None:
    text = "".join(pieces)
    at = text.find("Ada Krol")
    for start, end in described(text, (at, at + 8), kind) if at >= 0 else ():
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end] != ""
