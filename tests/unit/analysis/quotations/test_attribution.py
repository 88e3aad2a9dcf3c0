"""Who is said to have said it: attributions as newspapers write them, names resolved within the article, and what stays unknown."""

from __future__ import annotations

import pytest

from briefing.analysis.quotations.extract import extract
from briefing.model import Article, Document, Paragraph, Quotation, Speaker


def quotations(*paragraphs: str) -> list[Quotation]:
    text = "\n\n".join(paragraphs)
    spans, position = [], 0
    for paragraph in paragraphs:
        spans.append(Paragraph((position, position + len(paragraph)), None, "body"))
        position += len(paragraph) + 2
    found = extract(Document(Article("a", "a.txt"), text, tuple(spans)))
    for quotation in found:
        place = quotation.speaker.mention_span
        assert place is None or text[slice(*place)] == quotation.speaker.mention
    return [q for q in found if q.mode != "indirect"]


def speakers(*paragraphs: str) -> list[Speaker]:
    return [q.speaker for q in quotations(*paragraphs)]


@pytest.mark.parametrize(
    ("paragraph", "name"),
    [
        ("“The mill opens in May,” Ada Krol said.", "Ada Krol"),
        ("“The mill opens in May,” said Ada Krol.", "Ada Krol"),
        ("Ada Krol said: “The mill opens in May.”", "Ada Krol"),
        ("“The mill,” Ada Krol said, “opens in May.”", "Ada Krol"),
        ("“The mill opens in May,” said Ada Krol, the mayor of Lund, on Monday.", "Ada Krol"),
        ("“The mill opens in May,” Ada Krol, who leads the port office, told reporters.", "Ada Krol"),
        ("“The mill opens in May,” Ports Minister Ada Krol said in a statement about Odo Vane.", "Ada Krol"),
        ("“The mill opens in May,” said Secretary of Tides Ada K. Krol.", "Ada K. Krol"),
        ("According to Ada Krol, the mill is “ready for the spring tide.”", "Ada Krol"),
        ("“Will the mill open?” Ada Krol asked.", "Ada Krol"),
        ("“The mill opens in May.” — Ada Krol", "Ada Krol"),
        ("The guild expressed concern that “the port will lose its only mill.”", "the guild"),
        ("“The mill opens in May,” the statement said. Odo Vane was not there.", "the statement"),
        ("“The mill opens in May,” the port office said in a press release.", "the port office"),
        ("“The mill opens in May,” a senior official said.", "a senior official"),
        ("“The mill opens in May,” officials said.", "officials"),
    ],
)
def test_the_text_attaches_the_speaker(paragraph: str, name: str) -> None:
    speaker = speakers(paragraph)[0]
    assert speaker.name is not None
    assert (speaker.name.removeprefix("the ").lower(), speaker.status) == (name.removeprefix("the ").lower(), "stated")


def test_the_cue_is_the_verb_of_saying() -> None:
    assert [q.cue for q in quotations("“The mill opens,” Ada Krol told reporters.")] == ["told"]


def test_a_surname_is_resolved_to_the_full_name_of_the_article() -> None:
    speaker = speakers("Ports Minister Ada Krol visited the mill on Monday.", "“It opens in May,” Krol said.")[0]
    assert (speaker.name, speaker.mention, speaker.status) == ("Ada Krol", "Krol", "stated")


def test_a_surname_that_two_people_bear_stays_a_surname() -> None:
    speaker = speakers(
        "Ada Krol and her brother Emil Krol visited the mill on Monday.", "“It opens in May,” Krol said."
    )[0]
    assert speaker.name == "Krol"


def test_an_honorific_tells_two_bearers_apart() -> None:
    speaker = speakers("Mary Krol and John Krol visited the mill on Monday.", "“It opens in May,” Mr. Krol said.")[0]
    assert speaker.name == "John Krol"


def test_a_pronoun_is_inferred() -> None:
    first, second = speakers("“It opens in May,” Ada Krol said.", "“We have the wheel back,” she added.")
    assert (second.name, second.mention, second.status) == ("Ada Krol", "she", "inferred")
    assert first.status == "stated"


def test_a_pronoun_minds_the_gender_of_a_first_name() -> None:
    speaker = speakers(
        "Odo Vane said the mill was his. Later, Susan Krol walked past it.", "“It opens in May,” she said."
    )[0]
    assert speaker.name == "Susan Krol"


def test_a_pronoun_minds_the_gender_that_the_text_shows() -> None:
    paragraphs = (
        "Dorothea Krol, who leads the port, said she had brought three pens.",
        "Imre Vane, the councillor who voted against the mill, came to watch. “I like it more now,” he said.",
    )
    assert speakers(*paragraphs)[0].name == "Imre Vane"


def test_a_relative_pronoun_stands_for_the_name_before_it() -> None:
    (speaker,) = speakers("The find was measured by Ada Krol, who said it was “brighter than we had hoped.”")
    assert speaker.name == "Ada Krol"


def test_a_document_can_speak() -> None:
    assert (
        speakers("The old miller’s diary records: “Waited for the tide all day.”")[0].name == "the old miller’s diary"
    )


def test_a_paragraph_of_speech_goes_on_from_a_statement_that_is_signed_behind_it() -> None:
    paragraphs = (
        "“The gates are old,” the statement said. Ports Minister Ada Krol in a statement. Press release.",
        "“We shall mend them by May.”",
    )
    assert [(each.name, each.mention) for each in speakers(*paragraphs)] == [("Ada Krol", "the statement")] * 2


def test_a_place_is_nobody() -> None:
    paragraphs = ("“We watch North Haven,” Odo Vane said. North Haven said nothing.", "“It opens in May,” he said.")
    assert speakers(*paragraphs)[1].name == "Odo Vane"


def test_a_second_paragraph_without_attribution_goes_on() -> None:
    paragraphs = (
        "“The port will go on to guard the gates of this coast,” Ports Minister Ada Krol said in a statement.",
        "“With our friends and neighbours, we shall keep every wheel of the coast turning.”",
    )
    first, second = speakers(*paragraphs)
    assert (first.name, first.status) == ("Ada Krol", "stated")
    assert (second.name, second.status) == ("Ada Krol", "inferred")


def test_both_parts_of_a_split_quotation_are_stated() -> None:
    first, second = speakers("“The wheel has turned since May,” Ada Krol said. “And it will not stop.”")
    assert first == second
    assert second.status == "stated"


def test_a_role_stays_a_role() -> None:
    speaker = speakers("Odo Vane owns the mill.", "“It opens in May,” the spokesman said.")[0]
    assert (speaker.name, speaker.status) == ("the spokesman", "stated")


def test_words_within_a_reported_clause_belong_to_its_subject() -> None:
    speaker = speakers(
        "The press release said Vane met Danish and Polish officials to begin a time of “shared and useful work.”"
    )[0]
    assert speaker.name == "the press release"


def test_the_person_spoken_to_is_not_the_speaker() -> None:
    assert speakers("“The mill opens in May,” Ada Krol told Odo Vane.")[0].name == "Ada Krol"


def test_it_and_we_name_nobody() -> None:
    assert speakers("“The mill opens in May,” it said.")[0].name is None


def test_a_quotation_with_nobody_near_is_unknown() -> None:
    (speaker,) = speakers("“The mill opens in May.”")
    assert (speaker.name, speaker.mention, speaker.mention_span, speaker.status) == (None, None, None, "unknown")


class TestNounsOfSaying:
    def test_the_owner_of_a_claim_said_it(self) -> None:
        (speaker,) = speakers("Ada Krol’s claim that “the wheel has turned since May” was heard with surprise.")
        assert (speaker.name, speaker.status) == ("Ada Krol", "stated")

    def test_as_somebody_put_it(self) -> None:
        (speaker,) = speakers(
            "As Krol put it in a statement to Odo Vane in July, the mill is “giving a view you won’t get from the town.”"
        )
        assert speaker.name == "Krol"

    def test_per_is_according_to(self) -> None:
        (speaker,) = speakers("“We paid for all of the gates,” per the statement.")
        assert speaker.name == "the statement"


class TestInstitutions:
    def test_which_stands_for_the_document_before_it(self) -> None:
        (speaker,) = speakers(
            "The council voted for the resolution, which said the town “condemns the closing of the mill and its gates.”"
        )
        assert (speaker.name, speaker.mention, speaker.status) == ("the resolution", "which", "inferred")

    def test_it_stands_for_the_institution_that_was_the_subject_before(self) -> None:
        (speaker,) = speakers(
            "The port office published a plan on Monday. It said the mill “has lost its wheel and its gates.”"
        )
        assert (speaker.name, speaker.mention, speaker.status) == ("the port office", "It", "inferred")

    def test_it_after_a_person_alone_stays_unknown(self) -> None:
        (speaker,) = speakers("Ada Krol walked home on Monday. It said the mill “has lost its wheel and its gates.”")
        assert speaker.name is None


class TestTranscripts:
    TEXT = (
        "Ada Krol met the press at the mill with Odo Vane. A partial transcript follows:",
        '"VANE: Will the mill open in May?',
        '"KROL: Well, the mill will open in May if the gates hold.',
        '"But the truth is that the gates have never been stronger than they are.',
        '"ORLOV: Who pays for all of that?"',
        "Krol left the hall.",
    )

    def test_labels_name_the_speakers_until_the_next_label(self) -> None:
        found = speakers(*self.TEXT)
        assert [(s.name, s.mention, s.status) for s in found] == [
            ("Odo Vane", "VANE", "stated"),
            ("Ada Krol", "KROL", "stated"),
            ("Ada Krol", "KROL", "inferred"),
            ("ORLOV", "ORLOV", "stated"),
        ]

    def test_a_word_before_a_colon_is_no_label(self) -> None:
        assert [s.name for s in speakers("“Look: we have a mill,” said Ada Krol.")] == ["Ada Krol"]


def test_a_name_before_a_colon_speaks_forward() -> None:
    found = speakers(
        "“We are millers,” Ms. Krol said. “We are no guild.” Mr. Vane said: “The town is ours as much as theirs.”"
    )
    assert [s.name for s in found] == ["Krol", "Krol", "Vane"]


@pytest.mark.parametrize(
    ("attribution", "speaker"),
    [
        ("members of the observatory’s staff said", "members of the observatory’s staff"),
        ("people in the harbour said", "people in the harbour"),
        ("residents of Lund told the Register", "residents of Lund"),
        ("officials at the port authority said", "officials at the port authority"),
        ("sources close to the guild said", "sources close to the guild"),
        ("said a spokesman for the guild on Monday", "a spokesman for the guild"),
        ("said senior officials of the Tide Trust in a letter", "senior officials of the Tide Trust"),
        ("one of the millers said", "one of the millers"),
        ("a group of fishermen from Lund said", "a group of fishermen from Lund"),
        ("supporters of Ada Krol said", "supporters of Ada Krol"),
        ("the widow of Ada Krol said", "the widow of Ada Krol"),
        ("critics said", "critics"),
        ("said the mayor of Lund, Ada Krol", "Ada Krol"),
        ("said Ada Krol, a member of the board", "Ada Krol"),
        ("said Odo Vane of the Tide Trust", "Odo Vane"),
    ],
)
def test_a_speaker_keeps_the_phrase_without_which_the_words_name_nobody(attribution: str, speaker: str) -> None:
    (quotation,) = quotations(f"“The dome is shut to all of us,” {attribution}.")
    assert quotation.speaker.name == speaker
