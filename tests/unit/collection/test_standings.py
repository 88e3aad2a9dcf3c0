"""Which source of a story stands apart, and by which words: a later event tells what the others report as past."""

from __future__ import annotations

import shutil
from itertools import takewhile
from pathlib import Path

import pytest

from briefing import Collection
from briefing.presentation.one_text import names_of, texts_of
from briefing.tui.rows.story_lines import Known, StoryLine, lines_of

SAID = (
    "“The old lock at Vessmar will be closed to barges until the gates are mended,” harbour warden Ilse Brandt said.",
    "“Nobody was hurt when the upper gate gave way, and no cargo was lost,” Brandt told reporters.",
    "“We shall ask the province for money to mend the gates before the winter comes,” she added.",
)
EVENT = (
    "VESSMAR, {day} — The harbour office closed the old Vessmar lock to barges on {weekday} after its upper gate gave way, "
    "harbour warden Ilse Brandt said.\n\n{said}\n\nBarges will go round by the Ossel canal.\n\n{own}\n"
)
OWN = (
    (
        "Traders on the quay unloaded grain by hand all morning, and carts took the sacks through the market to the mill behind the church. "
        "The mill has flour for nine days, the miller reckoned, and bread costs what it cost before."
    ),
    (
        "Engineers measured the hinges with a plumb line and found rust below the water, where no painter had been since the flood. "
        "New oak must be cut in the hills, dried over summer and fitted by divers whom the town does not have."
    ),
    (
        "Children watched from the bridge while two tugs pushed a raft of timber out of the chamber, and a ferry rang its bell. "
        "Tourist boats turned back at the weir; their owners count on visitors who come for the regatta."
    ),
)
"""What each of the three has for itself, so that none is a copy of another."""
LATER = (
    "Province pays for three canal bridges\n\nThe province of Harn granted money on Monday for three bridges over the Ossel canal.\n\n"
    "The bridges lead to the old Vessmar lock, which the harbour office closed to barges {back} after its upper gate gave way.\n\n"
    "Governor Tilo Marsk opened the fund in Harnstadt. " + SAID[0] + "\n"
)


def folder(tmp_path: Path, back: str) -> Path:
    place = tmp_path / "articles"
    place.mkdir()
    for number, (day, weekday) in enumerate((("May 3", "Friday"), ("May 4", "Friday"), ("May 5", "Friday"))):
        text = EVENT.format(day=day, weekday=weekday, said="\n\n".join(SAID), own=OWN[number])
        (place / f"{number}.txt").write_text(
            f"Lock closes, version {number}\n\nPublished: {day}, 2024\n\n{text}", "utf-8"
        )
    (place / "9.txt").write_text(LATER.format(back=back), "utf-8")
    return place


@pytest.mark.parametrize(("back", "later"), [("in May", True), ("last month", True), ("on Friday", False)])
def test_a_later_event_is_told_by_its_words(tmp_path: Path, back: str, later: bool) -> None:
    with Collection.open(folder(tmp_path, back), home=tmp_path / "home") as collection:
        stories = [each for each in collection.stories() if len(each.articles) == 4]
        if not stories:
            pytest.fail(f"the four stand in no story: {collection.stories()}")
        standings = {each.article: each for each in collection.brief(stories[0].id).standings}
        apart = [each for each in standings.values() if each.apart]
        assert [collection.article(each.article).path for each in apart] == ["9.txt"]
        odd = apart[0]
        assert (odd.looks_back is not None) == later
        assert odd.begins is not None
        assert odd.begins.text.startswith("The province of Harn granted money")
        assert "Tilo Marsk" in odd.names
        text = collection.document(odd.article).text
        if odd.looks_back is not None and odd.looks_back.at is not None:
            assert text[slice(*odd.looks_back.at)] == back
            assert text[slice(*odd.looks_back.span)] == odd.looks_back.text


def told(place: Path, home: Path) -> tuple[object, ...]:
    """Return what the page of the story says of its sources, without who carries it."""
    with Collection.open(place, home=home) as collection:
        story = max(collection.stories(), key=lambda each: len(each.articles))
        page = collection.brief(story.id)
        assert (story.files, story.distinct_texts) == (len(page.sources), 4)
        apart = [
            (Path(collection.article(each.article).path).name, each.carried) for each in page.standings if each.apart
        ]
        known = Known(names_of(page.sources, texts_of(page.sources)), {}, {})
        said = section(lines_of(page, known, "2024-06-01"), "Said")
        statements = [(each.text, each.distinct_texts, each.origins) for each in page.statements]
        return apart, statements, said, page.speakers, [each.topic for each in page.differences]


def section(lines: list[StoryLine], title: str) -> list[str]:
    start = next(place for place, line in enumerate(lines) if line.heading and line.text == title) + 1
    return [f"{line.text} {line.note}" for line in takewhile(lambda line: not line.heading, lines[start:])]


def test_copies_change_nothing_on_the_page_but_the_files(tmp_path: Path) -> None:
    once = folder(tmp_path, "in May")
    twice = tmp_path / "twice"
    for name in ("a", "b"):
        shutil.copytree(once, twice / name)
    alone = told(once, tmp_path / "home")
    assert alone[0] == [("9.txt", 1)]
    assert "4 sources" in str(alone[2])
    assert told(twice, tmp_path / "home") == alone
