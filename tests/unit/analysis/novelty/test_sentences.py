"""What another sentence says already is known; a figure, negation, name, day or modal that differs makes it new."""

from __future__ import annotations

import pytest

from briefing.analysis.novelty.sentences import Known, sentence

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
    ],
    ids=["figure", "name", "day", "modal", "negation"],
)
def test_what_turns_the_sense_is_new(old: str, new: str) -> None:
    assert how(SAID.replace(old, new)) is None


def test_unrelated() -> None:
    assert how("Voters in Corham elected a new mayor by a narrow margin.") is None


def test_negation_beside_the_same_words() -> None:
    assert how("the bridge will be closed", "The minister denied that the bridge will be closed.") is None
