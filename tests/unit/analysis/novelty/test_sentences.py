"""What another sentence says already is known; a figure, negation, name, day or modal that differs makes it new."""

from __future__ import annotations

import pytest

from briefing.analysis.novelty.known import Known
from briefing.analysis.novelty.sentences import sentence

SAID = "The ferry Marwick carried 214 passengers when it struck the rocks off Selmouth on Tuesday, the coastguard said."


def how(text: str, said: str = SAID) -> str | None:
    known = Known()
    known.add("a", [sentence(said, (0, len(said)))])
    (found,) = known.news([sentence(text, (0, len(text)))])
    assert found.new == (not found.carried_by)
    return found.carried_by[0].how if found.carried_by else None


def test_copied() -> None:
    assert how(SAID) == "copied"
    assert how("The ferry Marwick carried 214 passengers") == "copied"


def test_reworded() -> None:
    assert how(SAID.replace("struck", "hit").replace("the coastguard said", "said the coastguard")) == "reworded"


def test_quoted() -> None:
    assert how("The gates of the old mill held, Pell said.", "“The gates of the mill held,” Pell said.") == "quoted"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("214", "241"),
        ("Selmouth", "Karmouth"),
        ("Tuesday", "Friday"),
        ("struck", "may have struck"),
        ("it struck", "it never struck"),
        ("The ferry Marwick", "Karmouth’s ferry Marwick"),
    ],
    ids=["figure", "name", "day", "modal", "negation", "first-name"],
)
def test_what_turns_the_sense_is_new(old: str, new: str) -> None:
    assert how(SAID.replace(old, new)) is None


def test_unrelated() -> None:
    assert how("Voters in Corham elected a new mayor by a narrow margin.") is None


def test_negation_beside_the_same_words() -> None:
    assert how("the bridge will be closed", "The minister denied that the bridge will be closed.") is None


COUNTED = "Halden Mills sold 40 million sacks to 12 bakeries in Corham, its owner said."


@pytest.mark.parametrize(
    "text",
    [
        COUNTED.replace("million", "thousand"),
        COUNTED.replace("40", "12", 1).replace("12 bakeries", "40 bakeries"),
        "To 40 bakeries in Corham Halden Mills sold 12 million sacks, its owner said.",
        COUNTED.replace("sold", "bought"),
        COUNTED.replace("Halden Mills", "Marrick Mills"),
        COUNTED.replace("Halden", "Marrick").replace("Mills", "mills"),
    ],
    ids=["size", "crossed", "crossed-and-turned-round", "contrary", "first-name", "first-name-alone"],
)
def test_a_changed_fact_is_new_where_all_else_stands(text: str) -> None:
    assert how(text, COUNTED) is None


def test_names_in_each_others_place() -> None:
    assert (
        how(
            "Marrick said on Monday that Quill had paid for the boats.",
            "Quill said on Monday that Marrick had paid for the boats.",
        )
        is None
    )


def test_a_word_that_denies_by_its_prefix() -> None:
    said = "The figures for the harvest in Corham are confirmed, the ministry announced."
    assert how(said.replace("confirmed", "unconfirmed"), said) is None


def test_the_frame_turned_round() -> None:
    assert (
        how(
            "On Tuesday, the coastguard said, the ferry Marwick was carrying 214 passengers when it hit the rocks off Selmouth."
        )
        == "reworded"
    )


def test_a_common_word_that_begins_a_sentence_is_no_name() -> None:
    said = "Divers searched the harbour of Corham for the anchor of the lost barge."
    document = f"{said} The divers came from Selmouth."
    asked = "Frogmen searched the harbour of Corham for the anchor of the lost barge."
    known = Known()
    known.add("a", [sentence(said, (0, len(said)))])
    assert "divers" in document
    (news,) = known.news([sentence(asked, (0, len(asked)), frozenset(["frogmen"]))])
    assert not news.new


@pytest.mark.parametrize(
    "said", ["The mayor said that the time for it was past and all talk irrelevant by then.", "We had talked."]
)
def test_few_common_words_are_no_rewording(said: str) -> None:
    assert how("The time is irrelevant.", said) is None


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (
            "Die Brücke von Korham bleibt nach dem Sturm geschlossen.",
            "Die Brücke von Korham bleibt nach dem Sturm nicht geschlossen.",
        ),
        ("Le pont de Corham ferme lundi après la tempête.", "Le pont de Corham ferme mardi après la tempête."),
        (
            "The harbour office agreed to dredge the creek at Ossel.",
            "The harbour office refused to dredge the creek at Ossel.",
        ),
    ],
    ids=["german", "french", "refused"],
)
def test_what_turns_the_sense_in_other_words_and_languages(said: str, text: str) -> None:
    assert how(said, said) == "copied"
    assert how(text, said) is None
