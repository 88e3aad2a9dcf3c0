"""Documents that are said to speak, told from people and bodies by their words."""

from __future__ import annotations

import pytest

from briefing.lexicon.name_kinds import is_document


@pytest.mark.parametrize(
    "speaker",
    [
        "the press release",
        "the statement",
        "a report of the Harbour Board",
        "the trust’s notice",
        "federal data",
        "Bericht des Deichverbands",
    ],
)
def test_a_document_is_told_by_its_noun(speaker: str) -> None:
    assert is_document(speaker)


@pytest.mark.parametrize(
    "speaker",
    [
        "Ada Krol",
        "the museum",
        "Grey Port Post",
        "a spokesman for the paper",
        "Bericht",
        "the head of the report team",
        "",
    ],
)
def test_people_and_bodies_are_no_documents(speaker: str) -> None:
    assert not is_document(speaker)
