"""People with given names that no table has, also where the surname is a word for a place or a body."""

from __future__ import annotations

import pytest

from briefing.analysis.entities import recogniser
from briefing.analysis.quotations import extract
from briefing.model import Article, Document, Paragraph


def document(text: str) -> Document:
    return Document(Article("a", "a.txt"), text, (Paragraph((0, len(text)), None, "body"),))


def names(text: str) -> list[tuple[str, str]]:
    return [(m.text, m.type) for m in recogniser.recognise(document(text))]


PEOPLE = {
    "Xq Yz, 43, said it was cold.": "Xq Yz",
    "Police named him as Dashiell Quent, 22.": "Dashiell Quent",
    "Mayor Thandeka Mbongeni left early.": "Thandeka Mbongeni",
    "The pilot Xolani Qwabe was late.": "Xolani Qwabe",
    "Quorra Vex added that it rained.": "Quorra Vex",
    "Ng Wei Xiong, 30, of Lund, was hurt.": "Ng Wei Xiong",
    "Tamsyn Park, 61, was late.": "Tamsyn Park",
    "Mvula College, aged 19, was late.": "Mvula College",
    "Zorah Lake, who runs the mill, left.": "Zorah Lake",
    "He wrote to his sister Maeve Bank on Monday.": "Maeve Bank",
    "Her lawyer, Tancred Board, smiled.": "Tancred Board",
    "The actor Brix Island died.": "Brix Island",
    "Ekow Green, a nurse, likes the mill.": "Ekow Green",
    "Wystan Hall, a retired docker, does not.": "Wystan Hall",
    "Tolla Press said she left early.": "Tolla Press",
    "Nanook Hill told her lawyer to wait.": "Nanook Hill",
    "Hawa Tower is survived by her mother.": "Hawa Tower",
    "Tegan Port’s mother smiled.": "Tegan Port",
}


@pytest.mark.parametrize("number", range(len(PEOPLE)))
def test_a_person_is_told_by_what_stands_beside_the_name(number: int) -> None:
    text, name = list(PEOPLE.items())[number]
    assert (name, "person") in names(text)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("They met in Tamsyn Park, 61 of them.", "Tamsyn Park", "place"),
        ("Zorah Lake, which lies in the hills, is deep.", "Zorah Lake", "place"),
        ("Mvula College, a school for girls, closed.", "Mvula College", "organisation"),
        ("Ekow Bank said it lost its name.", "Ekow Bank", "organisation"),
    ],
)
def test_a_place_and_a_body_stay_what_their_words_say(text: str, name: str, kind: str) -> None:
    assert (name, kind) in names(text)


def test_such_a_surname_alone_is_the_person_again_but_not_behind_an_article() -> None:
    found = names("Tamsyn Park, 61, was late. On Monday Park left, and the Park was closed.")
    assert found == [("Tamsyn Park", "person"), ("Park", "person")]


@pytest.mark.parametrize("name", ["Xq Yz", "Thandeka Mbongeni", "Zbyszko Wróbel", "Tamsyn Park"])
def test_whoever_has_an_unknown_name_can_be_quoted(name: str) -> None:
    found = extract.extract(document(f"“It is cold,” said {name}, 43. “We will wait,” the mayor said."))
    assert found[0].speaker.name == name


@pytest.mark.parametrize(
    "text",
    [
        "Tamsyn Park, ², left.",
        "Tamsyn Park (²)",
        "Tamsyn Park, ٤٣, left.",
        "Tamsyn Park,",
        "Tamsyn Park (",
        "aged Tamsyn Park,",
    ],
)
def test_a_cut_or_odd_age_behind_a_name_breaks_nothing(text: str) -> None:
    assert all(0 <= m.span[0] < m.span[1] <= len(text) for m in recogniser.recognise(document(text)))
