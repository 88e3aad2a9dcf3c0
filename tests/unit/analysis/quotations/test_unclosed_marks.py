"""Opening marks that are never closed: they swallow no attribution, and tie nobody's words to another's."""

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


MARKS = {
    "straight": ('"', '"'), "curly": ("“", "”"), "german": ("„", "“"), "guillemets": ("«", "»"), "inward": ("»", "«"),
    "angles": ("‹", "›"), "single": ("‘", "’"), "straight-single": ("'", "'"), "tex": ("``", "''"), "corners": ("「", "」"),
}  # fmt: skip
OPENED = {
    "We start on Monday, the lock keeper Edda Lorne said, and never closed her sentence.": "Edda Lorne",
    "We start on Monday, said Edda Lorne, who runs the harbour.": "Edda Lorne",
    "We start on Monday, Edda Lorne, the harbour master, told reporters.": "Edda Lorne",
    "We start on Monday, according to the harbour master Edda Lorne.": "Edda Lorne",
    "We start on Monday, Edda Lorne wrote in a letter to the council.": "Edda Lorne",
    "We start on Monday, a spokeswoman for the harbour said on Monday.": "a spokeswoman for the harbour",
    "We start on Monday, read a sign at the gate.": "a sign",
}


@pytest.mark.parametrize("style", MARKS)
@pytest.mark.parametrize("number", range(len(OPENED)))
def test_the_quotation_ends_before_the_words_of_the_reporter(style: str, number: int) -> None:
    opening, closing = MARKS[style]
    text, speaker = list(OPENED.items())[number]
    first, second = extracted(opening + text, f"{opening}We are ready,{closing} said the pilot Henk Visser.")
    assert (first.text, first.speaker.name, first.split) == ("We start on Monday,", speaker, None)
    assert (second.text, second.speaker.name, second.split) == ("We are ready,", "Henk Visser", None)


def test_several_of_them_end_each_before_its_own_attribution() -> None:
    found = extracted(
        '"We open, Edda Lorne said. "We like it, Ivo Raines said. "I do not, Bo Lindqvist said.',
        '"We are ready," said Henk Visser.',
    )
    assert [q.text for q in found] == ["We open,", "We like it,", "I do not,", "We are ready,"]
    assert [q.speaker.name for q in found] == ["Edda Lorne", "Ivo Raines", "Bo Lindqvist", "Henk Visser"]


def test_a_fragment_that_is_never_closed_does_not_go_on_in_the_next_paragraph() -> None:
    first, second = extracted(
        'He called it "a shame and left the room. The council met.', '"We are ready," said Henk Visser.'
    )
    assert first.text == "a shame and left the room."
    assert (first.split, second.split) == (None, None)


def test_an_attribution_before_it_is_not_tied_to_somebody_else() -> None:
    first, second = extracted("Edda Lorne said: “We open on Friday.", "“We are ready,” said Henk Visser.")
    assert (first.speaker.name, second.speaker.name) == ("Edda Lorne", "Henk Visser")
    assert (first.split, second.split) == (None, None)


def test_nothing_between_two_far_marks_is_speech_where_the_reporter_speaks_there() -> None:
    found = extracted("“We open on Friday.", "The council has met, Ivo Raines said.", "He called it a joke” and left.")
    assert not any("council" in q.text for q in found)


@pytest.mark.parametrize(
    "first",
    [
        "I asked the mayor, and the mayor said no, so we left.",
        "I said, we will come back. They said no.",
        "We came. We saw.",
    ],
)
def test_a_quotation_still_runs_over_paragraphs_that_open_anew(first: str) -> None:
    one, two = extracted(f"“{first}", "“We came back,” said Edda Lorne.")
    assert one.text == first
    assert (one.speaker.name, two.speaker.name, one.split) == ("Edda Lorne", "Edda Lorne", two.split)


def test_what_somebody_said_within_a_speech_that_is_led_in_stays_in_it() -> None:
    one, _ = extracted('Edda Lorne said: "We open on Friday. And then, he said to me, it turns.', '"It turns."')
    assert one.text.endswith("it turns.")


def test_the_attribution_at_the_end_of_a_running_quotation_is_for_all_of_it() -> None:
    found = extracted("“We open on Friday.", "“The wheel is new.", "“And it is ours,” said Edda Lorne.")
    assert [q.speaker.name for q in found] == ["Edda Lorne"] * 3
