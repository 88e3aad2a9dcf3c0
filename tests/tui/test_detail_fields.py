"""The details in words for people: no names of the program, no brackets of a language that programs are written in."""

from __future__ import annotations

import pytest
import widget_data as data
from widget_stage import on_stage, printed

from briefing.model import Stated
from briefing.tui.rows.detail_fields import DetailField, fields_of, in_words, language_in_words, reason, time_in_words
from briefing.tui.widgets.details_panel import DetailsPanel


async def test_nobody_meets_the_words_of_programs() -> None:
    panel = DetailsPanel()
    article = data.article(
        0,
        title=Stated.stated("Ferry runs late", 'title: "Ferry runs late"'),
        byline=Stated.stated(("Ines Maro",), "byline: {'family': 'Maro', 'given': 'Ines'}"),
        language=Stated.stated("en", "language: en"),
        published=Stated.stated("2024-05-03T10:15+02:00", "date: 2024-05-03 10:15"),
        extra={"author": [{"given": "Ines", "family": "Maro"}], "section": "Harbour", "draft": False},
    )
    async with on_stage(panel, (90, 40)) as (_, pilot):
        panel.show(article)
        await pilot.pause()
        text = "\n".join(" ".join(line.split()) for line in printed(panel))
    assert not [sign for sign in "{}[]'" if sign in text]
    assert "stated in the file’s head, under title" in text
    assert "language ● English (en)" in text
    assert "published ● 2024-05-03 10:15 +02:00" in text
    assert "author ● given: Ines, family: Maro" in text
    assert "draft ● no" in text
    assert "address —" in text
    assert f"reference {article.id}" in text
    assert not [line for line in text.splitlines() if line.split(" ")[0] in ("id", "url")]


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        ("title: Ferry runs late", "stated in the file’s head, under title"),
        ("title: 'Ferry runs late'", "stated in the file’s head, under title"),
        ("headline: Ferry late", "stated in the file’s head, under headline: “Ferry late”"),
        ("Subject: Ferry runs late", "stated: “Subject: Ferry runs late”"),
        ("Ferry runs late: boats wait", "stated: “Ferry runs late: boats wait”"),
    ],
)
def test_a_name_of_a_files_head_is_told_from_words_of_the_text(evidence: str, words: str) -> None:
    assert reason(DetailField("title", "Ferry runs late", "stated", evidence)) == words


def test_what_is_written_anew_is_the_value_and_not_its_words() -> None:
    fields = {each.name: each for each in fields_of(data.article(0, language=Stated.stated("en", "language: en")))}
    assert (fields["language"].value, fields["language"].shown) == ("en", "English (en)")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ([[["deep", ["deeper"]]]], "deep; deeper"),
        ({"a": {"b": [1, 2]}}, "a: b: 1; 2"),
        (7, "7"),
        ("plain", "plain"),
    ],
)
def test_lists_within_lists_read_as_words(value: object, words: str) -> None:
    assert in_words(value) == words


def test_what_is_no_code_and_no_time_stays_as_it_is() -> None:
    assert language_in_words("unknown") == "unknown"
    assert language_in_words("en-GB") == "English (en-GB)"
    assert time_in_words("March") == "March"
