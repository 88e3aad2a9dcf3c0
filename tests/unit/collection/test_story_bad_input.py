"""Folders that are hard to group: one story, none, copies by the hundred, no days, two languages, a digest, a follow-up."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from briefing import Collection
from briefing.model import Story

EVENTS = {
    "quake": ("Ostholm", "Elena Brinwick", "the governor", "an earthquake that buried forty houses", "rescuers with dogs"),
    "ferry": ("Garholm", "Hugo Fennrick", "the harbour master", "a ferry that ran onto the Corbury rocks", "lifeboats from Selstad"),
    "opera": ("Velm", "Mirela Dusa", "the soprano", "plaster that fell upon the orchestra pit", "restorers of gilded boxes"),
    "bees": ("Sorrel", "Jonas Pell", "the apiary inspector", "a badger that lifts the lids of hives", "wardens of the orchard"),
    "comet": ("Tarnwick", "Ada Krol", "the astronomer", "a comet that split above the observatory", "students with telescopes"),
}  # fmt: skip
TELL = (
    "{1}, {2} of {0}, spoke on the steps of the town hall of {0} about {3}, and thanked {4}.",
    "In {0} people gathered after {3}; {4} worked there until midnight, said {1}, {2}.",
    "“Nobody here has seen the like,” said {1}, {2}, of {3} in {0}, where {4} were at work.",
    "The council of {0} met because of {3}. {1}, {2}, asked for patience, and for coffee for {4}.",
)


def told(event: str, number: int) -> str:
    return TELL[number].format(*EVENTS[event])


def article(event: str, number: int, day: str = "") -> str:
    published = f"Published: {day}\n\n" if day else ""
    return f"{event.capitalize()} news, part {number}\n\n{published}{told(event, number)}\n"


def stories(folder: Path, texts: Mapping[str, str]) -> tuple[list[set[str]], tuple[Story, ...], Collection]:
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    collection = Collection.open(folder)
    found = tuple(collection.stories())
    names = [{collection.article(id).path for id in story.articles} for story in found]
    return sorted(names, key=sorted), found, collection


def test_everything_is_one_story(tmp_path: Path) -> None:
    """A folder in which each name stands in every article."""
    place, person, *_, who = EVENTS["quake"]
    texts = {
        f"{number:02}.txt": f"{told('quake', number % 4)} {who.capitalize()} found {number} people, {person} told the {word} of {place}.\n"
        for number, word in enumerate(
            "mayor baker printer teacher miller tailor cooper mason fisher weaver porter singer".split() * 3
        )
    }
    names, _, collection = stories(tmp_path, texts)
    with collection:
        assert names == [set(texts)]


def test_nothing_is_one_story(tmp_path: Path) -> None:
    names, _, collection = stories(tmp_path, {f"{event}.txt": article(event, 0) for event in EVENTS})
    with collection:
        assert names == []


def test_copies_by_the_hundred(tmp_path: Path) -> None:
    """Copies are one text: what each weighs against the others is asked once."""
    text = article("ferry", 0) + "\n" + "\n\n".join(told("ferry", number) for number in (1, 2, 3))
    texts = {f"copy{number:03}.txt": text for number in range(120)}
    names, (story,), collection = stories(tmp_path, {**texts, "other.txt": article("opera", 0)})
    with collection:
        assert names == [set(texts)]
        assert story.distinct_texts == 1
        assert collection.brief(story.id).story.files == 120


@pytest.mark.parametrize("day", ["", "12 March 2031"], ids=["no-days", "one-day"])
def test_days_or_none(tmp_path: Path, day: str) -> None:
    texts = {
        f"{event}{number}.txt": article(event, number, day)
        for event in ("quake", "opera", "bees")
        for number in range(3)
    }
    names, _, collection = stories(tmp_path, texts)
    with collection:
        assert names == [{f"{event}{number}.txt" for number in range(3)} for event in ("bees", "opera", "quake")]


def test_a_digest_stands_in_none_and_is_mentioned_under_each(tmp_path: Path) -> None:
    texts = {f"{event}{number}.txt": article(event, number) for event in EVENTS for number in range(3)}
    texts["digest.txt"] = "The week in five paragraphs\n\n" + "\n\n".join(told(event, 3) for event in EVENTS) + "\n"
    names, found, collection = stories(tmp_path, texts)
    with collection:
        assert len(names) == 5
        assert not any("digest.txt" in story for story in names)
        assert all(collection.article(id).path == "digest.txt" for story in found for id in story.mentioned_in)
        assert all(story.mentioned_in for story in found)


def test_weeks_later_is_another_story_that_is_linked(tmp_path: Path) -> None:
    texts = {f"early{number}.txt": article("quake", number, "12 March 2031") for number in range(2)}
    texts |= {f"late{number}.txt": article("quake", number, "2 May 2031") for number in (2, 3)}
    names, found, collection = stories(tmp_path, texts)
    with collection:
        assert names == [{"early0.txt", "early1.txt"}, {"late2.txt", "late3.txt"}]
        late, early = found
        (link,) = collection.brief(early.id).related
        assert (link.how, set(link.articles)) == ("later", set(late.articles))
        (link,) = collection.brief(late.id).related
        assert (link.how, set(link.articles)) == ("earlier", set(early.articles))


def test_two_languages_are_two_stories_that_are_linked(tmp_path: Path) -> None:
    german = (
        "{1} aus {0} sprach vor dem Rathaus von {0} über das Erdbeben. Helfer suchten mit {1} in den Trümmern von {0} nach Menschen.",
        "In {0} wurde nach dem Erdbeben bis Mitternacht gesucht, und {1} sagte den Reportern vor dem Rathaus von {0}, dass sie nicht aufgeben wird.",
    )
    texts = {f"en{number}.txt": article("quake", number) for number in range(2)}
    texts |= {
        f"de{number}.txt": f"Das Beben\n\n{text.format(*EVENTS['quake'])}\n" for number, text in enumerate(german)
    }
    names, found, collection = stories(tmp_path, texts)
    with collection:
        assert names == [{"de0.txt", "de1.txt"}, {"en0.txt", "en1.txt"}]
        assert [each.how for story in found for each in collection.brief(story.id).related] == ["translated"] * 2
