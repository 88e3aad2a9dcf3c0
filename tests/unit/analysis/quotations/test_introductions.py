"""Lines that introduce whoever speaks next, and that end in a colon."""

from __future__ import annotations

import pytest

from briefing.analysis.quotations import extract
from briefing.model import Article, Document, Paragraph, Quotation


def extracted(*paragraphs: str) -> list[Quotation]:
    spans: list[Paragraph] = []
    position = 0
    for text in paragraphs:
        spans.append(Paragraph((position, position + len(text)), None, "body"))
        position += len(text) + 2
    document = Document(Article("a", "a.txt"), "\n\n".join(paragraphs), tuple(spans))
    return [q for q in extract.extract(document) if q.mode != "indirect"]


def speakers(*paragraphs: str) -> list[str | None]:
    return [q.speaker.name for q in extracted(*paragraphs)]


BEFORE = "“The mill has been here for two hundred years,” said the pilot Godfrey Stark."
AFTER = ("“It brings with it a wealth of memories.”", "“And it is good for the ports.”")

LINES = {
    "And from Chairwoman Rosenthal:": "Rosenthal",
    "And this from the harbour master, Olga Brandt:": "Olga Brandt",
    "From the desk of Ruth Cole, Chief Economist, Lower Quay Advisers:": "Ruth Cole",
    "Statement from Mayor Petra Lind:": "Petra Lind",
    "Mayor Petra Lind’s full statement:": "Petra Lind",
    "Here is what Dr Lena Oduya told us:": "Lena Oduya",
    "Here’s Bo Lindqvist on the new timetable:": "Bo Lindqvist",
    "Henk Visser, on the strike:": "Henk Visser",
    "On the strike, Henk Visser:": "Henk Visser",
    "Over to Ivo Raines, the club doctor:": "Ivo Raines",
    "The last word goes to Henk Visser:": "Henk Visser",
    "In the words of Marta Quill:": "Marta Quill",
    "Marta Quill again:": "Marta Quill",
    "Council leader Sam Okoro via email:": "Sam Okoro",
    "A letter from Sam Okoro to Petra Lind:": "Sam Okoro",
    "Asked by Petra Lind about the strike, Henk Visser:": "Henk Visser",
    "Ferry Union secretary Bo Lindqvist had this to say:": "Bo Lindqvist",
    "Not so Ferry Union boss Bo Lindqvist:": "Bo Lindqvist",
    "Bo Lindqvist of the Ferry Union:": "Bo Lindqvist",
    "Reaction from Bo Lindqvist, secretary of the Ferry Union, in full:": "Bo Lindqvist",
    "And here is Xq Yzabel, who runs the mill with her sister:": "Xq Yzabel",
    "Tom Rosenthal’s sister, Anna Rosenthal:": "Anna Rosenthal",
    "And the view from the Ferry Union:": "Ferry Union",
    "Says Oona Marsh:": "Oona Marsh",
    "Via Oona Marsh:": "Oona Marsh",
    "Courtesy of Oona Marsh:": "Oona Marsh",
    "Mayor of Lund, Kit Marlowe:": "Kit Marlowe",
    "More on that from Kit Marlowe of the Tide Trust:": "Kit Marlowe",
    "We asked Oona Marsh what she made of it. Her answer:": "Oona Marsh",
}


@pytest.mark.parametrize("line", LINES)
def test_the_paragraph_after_the_line_has_its_speaker(line: str) -> None:
    assert speakers(BEFORE, line, AFTER[0]) == ["Godfrey Stark", LINES[line]]


@pytest.mark.parametrize("line", LINES)
def test_so_have_all_paragraphs_of_speech_that_follow(line: str) -> None:
    assert speakers(BEFORE, line, *AFTER) == ["Godfrey Stark", LINES[line], LINES[line]]


@pytest.mark.parametrize(
    "line", ["And from Chairwoman Rosenthal:", "Henk Visser, on the strike:", "Marta Quill again:"]
)
def test_the_quotation_may_stand_on_the_same_line(line: str) -> None:
    assert speakers(BEFORE, f"{line} {AFTER[0]}")[1] == LINES[line]


def test_a_speaker_who_is_introduced_is_stated_and_in_the_paragraphs_that_follow_inferred() -> None:
    found = extracted(BEFORE, "And from Chairwoman Rosenthal:", *AFTER)
    assert [q.speaker.status for q in found] == ["stated", "stated", "inferred"]


def test_each_line_of_a_round_of_statements_has_the_paragraphs_up_to_the_next() -> None:
    found = speakers(
        "Anna Frey, who runs the mill:", *AFTER, "Mara Quint, 34, teacher:", "“I like it.”", "Mr Dorn:", "“No comment.”"
    )
    assert found == ["Anna Frey", "Anna Frey", "Mara Quint", "Dorn"]


def test_an_attribution_of_its_own_outweighs_the_line() -> None:
    assert speakers("Henk Visser, on the strike:", "“It is over,” said Olga Brandt.") == ["Olga Brandt"]


@pytest.mark.parametrize(
    "line",
    ["A sign outside the office of Mayor Petra Lind read:", "He wrote to Petra Lind:", "Ida Stark praised Petra Lind:"],
)
def test_who_is_only_an_object_of_the_line_does_not_speak(line: str) -> None:
    assert speakers(line, AFTER[0]) != ["Petra Lind"]
