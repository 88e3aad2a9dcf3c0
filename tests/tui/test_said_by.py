"""Under whose name words stand on a screen: that which the source of these words gives them, and one name for all its forms."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from reader_pilot import reading

from briefing.model import UNKNOWN_SPEAKER, Instance, Quotation, Speaker, Statement
from briefing.presentation.comparison_rows import said_by, shown_speaker
from briefing.presentation.labels import is_form_of, speaker_label
from briefing.tui.rows.speaker_names import SpeakerNames


def spoken(id: str, name: str | None, mention: str | None = None) -> Quotation:
    who = Speaker(name, name or mention, None, "stated" if name else "unknown")
    return Quotation(id, f"a{id}", f"{id}.txt", (0, 20), None, "The wheel turns again", "direct", "speech", who)


def stated(speaker: str | None, *quotations: Quotation) -> Statement:
    instances = [Instance(q.id, q.article, q.path, q.span, None, q.text, q.mode) for q in quotations]
    return Statement("s1", "The wheel turns again", speaker, len(instances), len(instances), 1, tuple(instances))


@pytest.mark.parametrize(
    ("name", "mention", "shown"),
    [("Ada Krol", None, "Ada Krol"), (None, None, ""), (None, "the statement", "the statement")],
)
def test_a_statement_stands_under_whom_the_source_of_its_words_names(
    name: str | None, mention: str | None, shown: str
) -> None:
    first, second = spoken("1", name, mention), spoken("2", "Ada Krol")
    statement = stated("Ada Krol", first, second)
    given = {"a1": [first], "a2": [second]}
    assert shown_speaker(statement, {"1": "Ada Krol", "2": "Ada Krol"}, given.__getitem__) == shown


def test_nobody_is_said_by_a_dash() -> None:
    assert (said_by("Ada Krol"), said_by("")) == ("said by Ada Krol", "said by —")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Treasury", "the Vellmar Treasury Office", True),
        ("the office", "Vellmar Treasury Office", True),
        ("Ada M. Krol", "Ada Krol", True),
        ("Ada Krol", "Ada Bell", False),
        ("the", "the office", False),
        ("", "Ada Krol", False),
    ],
)
def test_forms_of_one_name(one: str, other: str, same: bool) -> None:
    assert is_form_of(one, other) is is_form_of(other, one) is same


def test_a_name_of_the_folder_goes_before_its_other_forms() -> None:
    quotations = [spoken(str(n), "Treasury") for n in range(5)]
    statement = stated("Treasury", *quotations)
    assert speaker_label(statement, {"1": "Vellmar Treasury Office"}) == "Vellmar Treasury Office"
    assert speaker_label(statement, {"1": "Ada Krol"}) == "Treasury"


def test_all_forms_of_a_speakers_name_are_shown_as_one() -> None:
    names = ("Treasury", "the office", "Vellmar Treasury Office", "Ada Krol", None)
    quotations = [spoken(str(n), name) for n, name in enumerate(names)]

    class Known:
        generation = 1

        def quotations(self, article: str) -> list[Quotation]:
            return [each for each in quotations if each.article == article]

        def speaker_names(self, article: str) -> dict[str, str]:
            return {"2": "Vellmar Treasury Office"} if article == "a2" else {}

    collection: Any = Known()
    shown = SpeakerNames(collection).all([stated("Treasury", *quotations)])
    assert shown == {**dict.fromkeys("012", "Vellmar Treasury Office"), "3": "Ada Krol", "4": ""}


async def test_words_given_to_nobody_stand_under_nobody_in_compare_and_coverage(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("enter", "]", "c")
        view: Any = reader.screen.existing("compare")
        pivot = view.comparison.witnesses[0]
        assert "Lena Ost" in str(view.border_title)
        assert "said by" not in reader.text
        await reader.press("q")
        collection: Any = reader.app.collection
        real = collection.quotations

        def unattributed(article: str) -> list[Quotation]:
            return [
                replace(each, speaker=UNKNOWN_SPEAKER) if each.id == pivot.quotation else each for each in real(article)
            ]

        collection.quotations = unattributed
        collection.generation += 1
        await reader.press("c")
        assert "said by —: “" in str(view.border_title)
        assert "said by Lena Ost" in reader.text
        await reader.press("q", "t")
        assert reader.screen.active == "coverage"
        assert "▌—" in reader.text
