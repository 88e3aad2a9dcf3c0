"""Stories and what is new, asked of a folder of invented articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing import BriefingError, Collection, NotFoundError
from briefing.analysis.stories import profile
from briefing.analysis.stories.grouping import StoryIndex
from briefing.cli.main import run
from briefing.collection.queries.stories import Shelf
from briefing.model import Story
from briefing.presentation.labels import story_days

QUAKE = """Quake near Ostholm kills 41

Published: {day} May 2031

An earthquake near Ostholm on Monday left 41 people dead, and Elena Brinwick, the governor, said rescuers were searching the ruins.

{more}
"""
BREWERY = """Brewers merge

A brewery in Selstad bought its rival Fennrick Ales for ninety million, and Hugo Ulmham will run both.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text(
        QUAKE.format(day=6, more="The road from Ostholm to the coast is cut off."), "utf-8"
    )
    (tmp_path / "two.txt").write_text(QUAKE.format(day=7, more="Tents have reached Ostholm by helicopter."), "utf-8")
    (tmp_path / "three.txt").write_text(BREWERY, "utf-8")
    return tmp_path


@pytest.fixture
def collection(folder: Path) -> Iterator[Collection]:
    with Collection.open(folder) as opened:
        yield opened


def test_stories_are_kept_until_an_article_changes(
    folder: Path, collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = collection.stories()
    with monkeypatch.context() as patch:
        patch.setattr(StoryIndex, "regroup", lambda *_: pytest.fail("nothing has changed"))
        with Collection.open(folder) as again:  # as a new process opens it
            assert again.stories() == before
    (folder / "four.txt").write_text(BREWERY.replace("Brewers", "Two brewers"), "utf-8")
    (folder / "two.txt").unlink()
    with Collection.open(folder) as again:
        assert [{again.article(id).path for id in story.articles} for story in again.stories()] == [
            {"three.txt", "four.txt"}
        ]


def test_one_article_more_is_the_only_one_that_is_read(
    folder: Path, collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    real = profile.read
    monkeypatch.setattr(profile, "read", lambda document: read.append(document.article.path) or real(document))
    (folder / "four.txt").write_text(BREWERY.replace("Brewers", "Two brewers"), "utf-8")
    with Collection.open(folder) as again:
        assert len(again.stories()) == 2
    assert read == ["four.txt"]


def test_story(collection: Collection) -> None:
    (story,) = collection.stories()
    assert story.title == "Quake near Ostholm kills 41"
    assert [collection.article(id).path for id in story.articles] == ["one.txt", "two.txt"]
    assert (story.files, story.unread, story.first.value, story.last.value) == (2, 2, "2031-05-06", "2031-05-07")
    assert "ostholm" in story.words
    assert collection.story("quake ostholm") == collection.story(story.id[:4]) == story
    assert collection.stories(min_articles=3) == ()


def test_reading_counts(collection: Collection) -> None:
    collection.stories()
    collection.state.set_read([collection.article("one.txt").id], True)
    assert collection.stories()[0].unread == 1


def test_no_such_story(collection: Collection) -> None:
    with pytest.raises(NotFoundError, match="briefing stories"):
        collection.story("brewery")


def test_new(collection: Collection) -> None:
    text = collection.document("two.txt").text
    found = collection.new("two.txt")
    assert [text[slice(*each.span)] for each in found if each.new] == ["Tents have reached Ostholm by helicopter."]
    assert all(each.new for each in collection.new("two.txt", against="read"))
    collection.state.set_read([collection.article("one.txt").id], True)
    assert collection.new("two.txt", against="read") == found


@pytest.mark.parametrize(
    "command", [["stories"], ["stories", "--json"], ["new", "two.txt"], ["new", "two.txt", "--json"]]
)
def test_commands(folder: Path, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(folder), *command]) == 0
    assert capsys.readouterr().out


def test_command_on_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(folder), "new", "absent.txt"]) == 1
    assert "absent.txt" in capsys.readouterr().err


def test_brief(collection: Collection) -> None:
    told = collection.brief("quake")
    (day,) = [each for each in told.days if each.article == collection.article("one.txt").id]
    assert (day.date.value, day.date.status) == ("2031-05-05", "inferred")
    assert "on Monday" in (day.date.evidence or "")
    assert day.text == collection.document("one.txt").text[slice(*day.span)]
    assert [article.path for article in told.sources] == ["one.txt", "two.txt"]
    assert len(told.new) == 2


@pytest.mark.parametrize("name", ["page.md", "page.html", "page.json"])
def test_brief_is_written(folder: Path, tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    target = tmp_path_factory.mktemp("out") / name
    assert run(["-C", str(folder), "brief", "quake", "-o", str(target)]) == 0
    assert "Quake near Ostholm kills 41" in target.read_text("utf-8")


@pytest.mark.parametrize("name", ["page.md", "page.html", "page.json"])
def test_a_story_is_exported_as_the_command_prints_it(
    collection: Collection, folder: Path, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    target, other = (tmp_path_factory.mktemp("out") / name for _ in range(2))
    collection.export_brief(target, collection.stories()[0].id, style="apa")
    assert run(["-C", str(folder), "brief", "quake", "--style", "apa", "-o", str(other)]) == 0
    assert target.read_bytes() == other.read_bytes()


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (("Published: 6 May 2031", "Published: 7 May 2031"), "2031-05-06 – 2031-05-07"),
        (("Published: 6 May 2031", "", ""), "2031-05-06 · 2 undated"),
        (("", ""), "no day known"),
    ],
)
def test_a_story_says_how_many_of_its_articles_have_no_date(tmp_path: Path, lines: tuple[str, ...], words: str) -> None:
    for number, line in enumerate(lines):
        more = f"The {number + 2}nd road from Ostholm to the coast is cut off."
        (tmp_path / f"{number}.txt").write_text(
            QUAKE.replace("Published: {day} May 2031", line).format(more=more), "utf-8"
        )
    with Collection.open(tmp_path) as opened:
        (story,) = opened.stories()
        assert story_days(story) == words
        assert words in str(opened.brief_text(story.id))


def test_what_is_only_worded_differently_stands_behind_what_is_not_agreed(tmp_path: Path) -> None:
    text = """Flood at Ostholm

Published: {day} May 2031

The weir at Ostholm broke on Monday. “The relief fund of Ostholm has paid
the fishing families {weeks} weeks of wages since the storm,” said Hugo Ulmham. “The harbour has lost {bound} 9,000 barrels of salted herring since the start of the flood,” said Elena Brinwick.
"""
    (tmp_path / "one.txt").write_text(text.format(day=6, bound="over", weeks="eight"), "utf-8")
    (tmp_path / "two.txt").write_text(text.format(day=7, bound="more than", weeks="nine"), "utf-8")
    with Collection.open(tmp_path) as collection:
        (story,) = collection.stories()
        topics = [each.topic.partition(":")[0] for each in collection.brief(story.id).differences]
    assert topics == ["how many weeks", "how the number of barrels is put"]


def test_brief_of_nothing(folder: Path) -> None:
    assert run(["-C", str(folder), "brief", "brewery"]) == 1


def test_many_copies_are_one_story(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"copy{number}.txt").write_text(BREWERY, "utf-8")
    with Collection.open(tmp_path) as opened:
        (story,) = opened.stories()
    assert (story.files, story.distinct_texts) == (40, 1)


def paths(collection: Collection) -> set[frozenset[str]]:
    return {frozenset(collection.article(id).path for id in story.articles) for story in collection.stories()}


def test_corrections_last_and_are_taken_back(folder: Path, collection: Collection) -> None:
    quake, three = frozenset({"one.txt", "two.txt"}), frozenset({"one.txt", "two.txt", "three.txt"})
    assert collection.correct_stories("with", ["three.txt"], "quake") == "1 article put into the story"
    assert paths(collection) == {three}
    with Collection.open(folder) as again:
        assert paths(again) == {three}
        again.sync(rebuild=True)
        assert paths(again) == {three}
        assert again.undo().label == "1 article put into the story"
        assert paths(again) == {quake}
        again.redo()
    collection.correct_stories("apart", ["one.txt", "three.txt"])
    assert paths(collection) == set()
    with pytest.raises(BriefingError, match="same story"):
        collection.correct_stories("with", ["one.txt"], "one.txt")


def test_corrections_follow_renamed_files_and_are_exported(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with Collection.open(folder) as opened:
        opened.correct_stories("with", ["three.txt"], "one.txt")
        kept = tmp_path_factory.mktemp("kept") / "kept.txt"
        assert run(["-C", str(folder), "keep", "export", str(kept)]) == 0
    (folder / "three.txt").rename(folder / "brewers.txt")
    (folder / "one.txt").rename(folder / "quake.txt")
    with Collection.open(folder) as opened:
        assert paths(opened) == {frozenset({"quake.txt", "two.txt", "brewers.txt"})}
        opened.undo()
        assert paths(opened) == {frozenset({"quake.txt", "two.txt"})}
    assert run(["-C", str(folder), "keep", "import", str(kept)]) == 0
    assert run(["-C", str(folder), "keep", "import", str(kept)]) == 0
    with Collection.open(folder) as opened:
        assert paths(opened) == {frozenset({"quake.txt", "two.txt", "brewers.txt"})}
        assert len(opened.state.story_edits()) == 1


@pytest.mark.parametrize(
    ("command", "status"),
    [
        (["--move", "three.txt", "--to", "quake"], 0),
        (["--apart", "one.txt"], 0),
        (["--merge", "quake", "--to", "three.txt"], 0),
        (["--merge", "quake", "--to", "quake"], 2),
        (["--move", "three.txt"], 2),
        (["--to", "quake"], 2),
        (["--apart", "absent.txt"], 1),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_corrections_as_commands(folder: Path, command: list[str], status: int) -> None:
    assert run(["-C", str(folder), "stories", *command]) == status


def test_a_story_is_built_when_it_is_looked_at(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[str] = []
    real = Shelf.build

    def build(self: Shelf, id: str, read: set[str]) -> Story:
        built.append(id)
        return real(self, id, read)

    monkeypatch.setattr(Shelf, "build", build)
    stories = collection.stories(1)
    titles = list(collection.story_titles())
    assert not built
    story = stories[0]
    assert built == [story.id]
    assert [(story.title, len(story.articles)) for story in stories if len(story.articles) > 1] == [
        (title, articles) for _, title, articles in titles
    ]
    for each in stories:
        for article in each.articles:
            assert collection.story_of(article) == (each if len(each.articles) > 1 else None)


def test_a_story_that_is_held_is_there_when_the_folder_is_closed(folder: Path) -> None:
    with Collection.open(folder) as collection:
        stories = collection.stories()
    assert [story.title for story in stories] == ["Quake near Ostholm kills 41"]


LOCK = """{title}
By Ada Krol
{outlet}
2031-05-0{day}

The lock at Veln was opened again on Monday after the harbour office of Oststadt had paid for its cranes, and the ships of the Lower River came through.

{said}
"""
GRAIN = "“We have moved more grain than in any year since the lock was built"


def test_words_that_are_given_to_nobody_stand_under_no_name_on_the_page(tmp_path: Path) -> None:
    longer = f"It rained.\n\n{GRAIN}, and the ships of the river have waited for less than a day behind the old gates.”\n\nThe gates are old."
    named = f"{GRAIN},” said Ada Bellmann, the harbour master."
    articles = (
        ("The Lock at Veln Opens", "Oststadt Courier", named),
        ("Lock at Veln Is Open Again", "Lower River Post", longer),
    )
    for day, (title, outlet, said) in enumerate(articles, 5):
        text = LOCK.format(title=title, outlet=outlet, day=day, said=said)
        (tmp_path / f"{day}.txt").write_text(text, "utf-8")
    with Collection.open(tmp_path, home=tmp_path / "home") as collection:
        (story,) = collection.stories()
        page = collection.brief(story.id)
        assert [each.speaker for each in page.statements] == [None]
        assert page.speakers == (("Ada Bellmann", 1),)


def test_who_speaks_by_any_source_is_counted_with_words_that_the_source_gives(tmp_path: Path) -> None:
    said = f"{GRAIN},” {{}} said."
    for day, who in enumerate(("Ada Bellmann", "Jonas Wirt", "Ada Bellmann", "the Lower River Authority"), 5):
        text = LOCK.format(title=f"Lock {day} at Veln opens", outlet=f"Paper {day}", day=day, said=said.format(who))
        (tmp_path / f"{day}.txt").write_text(text, "utf-8")
    with Collection.open(tmp_path, home=tmp_path / "home") as collection:
        (story,) = collection.stories()
        page = collection.brief(story.id)
        assert page.speakers == (("Ada Bellmann", 1), ("Jonas Wirt", 1), ("Lower River Authority", 1))
        for (name, count), printing in zip(page.speakers, page.spoken, strict=True):
            quotation = next(each for each in collection.quotations(printing.article) if each.id == printing.quotation)
            assert (quotation.speaker.name or "").endswith(name)
            said_by = collection.said_by(collection.find_entity(name).id)
            assert len({id for each in said_by for id in each.statements}) == count


@pytest.mark.parametrize(
    ("said", "new", "known"),
    [
        ("“{}”, Elena Brinwick told reporters in Selstad on Friday.", True, True),
        ("Speaking in Selstad on Friday, Elena Brinwick said “{}”.", True, True),
        ("“{}”, she said.", False, False),
        ("“We were told nothing of the sort”, Elena Brinwick said in Selstad.", True, False),
    ],
    ids=["who says it", "who said it before", "nothing", "other words"],
)
def test_of_a_new_sentence_the_quotation_may_be_known(tmp_path: Path, said: str, new: bool, known: bool) -> None:
    words = "We have moved more grain than in any year since the old lock was built"
    (tmp_path / "read.txt").write_text(f"Grain\n\nIt rained.\n\n“{words},” said the harbour master.\n", "utf-8")
    sentence = said.format(words)
    (tmp_path / "new.txt").write_text(f"More grain\n\nIt snowed in the hills.\n\n{sentence}\n", "utf-8")
    with Collection.open(tmp_path, home=tmp_path / "home") as collection:
        collection.state.set_read([collection.article("read.txt").id], True)
        text = collection.document("new.txt").text
        told = next(each for each in collection.new("new.txt", against="read") if text[slice(*each.span)] == sentence)
        assert told.new is new
        assert [text[slice(*span)] for span in told.known] == [words] * known
