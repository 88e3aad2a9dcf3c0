"""The line that a query is typed into: as wide as the screen, completed by Tab, kept on Enter, honest about what is missing."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from reader_fake import FakeCollection
from reader_pilot import SIZES, Reader, reading

from briefing.index.query.nodes import Phrase, Term
from briefing.index.query.parser import parse
from briefing.index.snippets import holds
from briefing.model import SyncReport
from briefing.tui.controllers.search.search_results import Finder, Question, Results
from briefing.tui.finding.query_completion import completions, field_at
from briefing.tui.messages import FolderSynced

VALUES = {
    "outlet": ["Vellmar Courier", "Hill Paper"],
    "date": ["2024", "2024-03"],
    "speaker": ["Lena Ost"],
    "story": ["Bridge opens", "Mill burns"],
}


def offered(line: str) -> list[str]:
    """What Tab would make of a line whose cursor stands at its end."""
    return [
        line[: each.start] + each.words for each in completions(line, len(line), lambda field: VALUES.get(field, []))
    ]


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("spe", ["speaker:"]),
        ("carts -out", ["carts -outlet:"]),
        ("outlet:cou", ['outlet:"Vellmar Courier"']),
        ('outlet:"hill p', ['outlet:"Hill Paper"']),
        ("(date:2024-", ["(date:2024-03"]),
        ("sto", ["story:"]),
        ("note", ["note:"]),
        ("story:mi", ['story:"Mill burns"']),
        ("spaeker:lena", ["speaker:lena"]),
        ("carts", []),
        ("title:br", []),
        ("", []),
    ],
)
def test_what_tab_puts_in(typed: str, completed: list[str]) -> None:
    assert offered(typed) == completed


@pytest.mark.parametrize(
    "title",
    [
        "Mayor: “We shall rebuild” the co-op",
        'Mayor says "never" to Öst-Row’s 9,000 ferries',
        "Le maire dit « jamais » à l’accord",
        "„Nie wieder“, sagt der Wirt",
        "Mill burns.",
        "ACME's U.S. plant — again?",
        "Long " * 90,
        "יו״ר העיר",
    ],
)
def test_a_title_that_tab_puts_in_finds_itself(title: str) -> None:
    (offer,) = completions("story:", 6, lambda _: [title])
    root = parse(offer.words).root
    assert isinstance(root, Term | Phrase)
    assert holds(title, root)


def test_all_values_are_offered_before_a_letter_is_typed() -> None:
    assert offered("outlet:") == ['outlet:"Vellmar Courier"', 'outlet:"Hill Paper"']
    assert field_at("outlet:", 7) == "outlet"
    assert field_at("foo:", 4) == ""


async def typed(reader: Reader, keys: str) -> None:
    await reader.press("/", *keys)


async def test_the_line_has_the_width_of_the_screen(home: Path) -> None:
    async with reading(home) as reader:
        await typed(reader, "bridge")
        line = next(line for line in reader.lines() if "bridge" in line and line.startswith("│"))
        assert line.rstrip().endswith("│")
        assert len(line.rstrip()) == 120


async def test_the_scopes_stand_over_the_line(home: Path) -> None:
    async with reading(home) as reader:
        await typed(reader, "bridge")
        assert "● all articles   ○ this article   ○ quotations only" in reader.text


async def test_tab_completes_a_field_and_walks_its_values(home: Path) -> None:
    async with reading(home) as reader:
        await typed(reader, "outl")
        assert "Tab outlet:" in reader.lines()[-1]
        await reader.press("tab")
        assert reader.screen.field is not None
        assert reader.screen.field.value == "outlet:"
        await reader.until(lambda: "Tab: Vellmar Courier" in reader.text)
        await reader.press("tab")
        assert reader.screen.field.value == 'outlet:"Vellmar Courier"'
        await reader.press("tab")
        assert reader.screen.field.value != 'outlet:"Vellmar Courier"'
        assert "● all articles" in reader.text


async def test_tab_offers_the_titles_of_stories(home: Path) -> None:
    collection = FakeCollection()
    title = collection.stories()[0].title
    async with reading(home, collection) as reader:
        await typed(reader, "story:")
        await reader.until(lambda: "Tab: " in reader.text)
        await reader.press("tab")
        assert reader.screen.field is not None
        assert title in reader.screen.field.value


@pytest.mark.parametrize(
    ("begun", "completed"), [("title:mark", 'title:"Market moves to the east bank"'), ("note:ferry", 'note:"ask the ferryman"')]
)  # fmt: skip
async def test_tab_offers_titles_and_notes_of_one_s_own(home: Path, begun: str, completed: str) -> None:
    async with reading(home) as reader:
        await typed(reader, "note:")  # looked up before there is one
        await reader.press("escape")
        await with_a_note(reader, "ask the ferryman")
        await typed(reader, begun)
        await reader.until(lambda: "Tab: " in reader.text)
        await reader.press("tab")
        assert reader.screen.field is not None
        assert reader.screen.field.value == completed


async def test_shift_tab_still_looks_elsewhere_where_tab_would_complete(home: Path) -> None:
    async with reading(home) as reader:
        await typed(reader, "outl")
        await reader.press("shift+tab")
        assert "● quotations only" in reader.text


class Reordering(FakeCollection):
    """Ranks whole words otherwise than beginnings."""

    def matching(self, query: str, *, live: bool = False, **how: object) -> tuple[tuple[str, ...], object]:  # type: ignore[override]
        ids, found = super().matching(query, live=live, **how)  # type: ignore[arg-type]
        return (ids if live else ids[::-1]), found


async def test_enter_keeps_the_article_that_was_shown(home: Path) -> None:
    async with reading(home, Reordering()) as reader:
        await typed(reader, "bridge")
        await reader.until(lambda: reader.screen.state.query == "bridge")
        await reader.settle()
        shown, cursor = reader.screen.state.shown, reader.screen.view.cursor
        await reader.press("enter")
        assert not reader.screen.state.answer.live
        assert (reader.screen.state.shown, reader.screen.view.cursor) == (shown, cursor)
        assert reader.screen.list.current is not None
        assert reader.screen.list.current.id == shown


class OtherWholeWords(FakeCollection):
    """Has the newest article for beginnings only."""

    def matching(self, query: str, *, live: bool = False, **how: object) -> tuple[tuple[str, ...], object]:  # type: ignore[override]
        ids, found = super().matching(query, live=live, **how)  # type: ignore[arg-type]
        return (ids if live else ids[1:]), found


async def test_enter_keeps_beginnings_where_what_is_shown_has_no_such_word(home: Path) -> None:
    async with reading(home, OtherWholeWords()) as reader:
        await typed(reader, "bridge")
        await reader.until(lambda: reader.screen.state.query == "bridge")
        await reader.settle()
        shown = reader.screen.state.shown
        await reader.press("enter")
        assert reader.screen.state.shown == shown
        assert "words that begin with bridge" in reader.header


async def test_a_word_that_stands_nowhere_is_named(home: Path) -> None:
    async with reading(home) as reader:
        await typed(reader, "bridge zeppelin")
        await reader.until(lambda: "zeppelin stands in no article" in " ".join(reader.text.split()))


async def test_words_that_never_meet_are_told_from_words_that_are_not_there(home: Path) -> None:
    async with reading(home) as reader:
        await typed(reader, "baskets pages")
        await reader.until(lambda: "OR between them" in " ".join(reader.text.split()))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("oak NEAR/5 silt", "may stand further apart"),
        ("“silt oak”", "try them without the quotation marks"),
        ("oak -silt", "try it without the -"),
        ("note:bread", "try fewer words, or fields"),
        ('outlet:"Hill Paper" oak', "try fewer words, or fields"),
        ("well-known oak", "OR between them finds any"),
    ],
)
def test_where_nothing_is_found_what_is_said_is_so(query: str, words: str) -> None:
    assert words in Results(Question(query)).empty_words(filtered=False)


async def test_nothing_in_quotations_says_how_much_is_elsewhere(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("/", "shift+tab", *"traders")
        await reader.until(lambda: "elsewhere it stands in 1 article" in " ".join(reader.text.split()))


async def test_the_query_stays_in_the_header_while_finding_in_the_article(home: Path) -> None:
    async with reading(home) as reader:
        await typed(reader, "bridge")
        await reader.press("enter", "f", *"worries", "enter")
        assert "/bridge   in this article: worries   1/" in reader.header


async def test_a_long_query_leaves_the_figures(home: Path) -> None:
    async with reading(home, size=SIZES["one"]) as reader:
        await typed(reader, "bridge " * 14 + "carts")
        await reader.press("enter")
        assert "3 articles" in reader.lines()[0]
        assert "/bridge bridge" in reader.lines()[0]


def test_hits_that_are_still_counted_are_marked() -> None:
    finder = Finder(FakeCollection(stories=15))  # type: ignore[arg-type]
    found = finder.look(Question("the"), None)
    assert "+ hits" in found.words(0)
    assert "+ hits" not in finder.count(found).words(0)


async def test_articles_that_come_while_nothing_is_found_are_searched(home: Path) -> None:
    collection = FakeCollection(stories=3)
    async with reading(home, collection, sync=True) as reader:
        await typed(reader, "baskets")
        await reader.until(lambda: reader.screen.state.query == "baskets")
        assert not reader.screen.state.answer.articles
        collection.add(3)
        reader.screen.load_articles()
        reader.screen.publish(FolderSynced(SyncReport(4, 1, 0, 0, 0.0, {}, ())))
        await reader.until(lambda: len(reader.screen.state.answer.articles) == 1)


async def test_a_folder_that_is_not_read_yet_is_not_called_empty(home: Path) -> None:
    gate = threading.Event()
    collection = FakeCollection(stories=0)
    sync = collection.sync
    collection.sync = lambda **how: gate.wait(20) and sync(**how)  # type: ignore[method-assign,assignment,return-value]
    async with reading(home, collection, sync=True) as reader:
        assert "no articles" not in reader.text
        assert "reading the folder" in reader.text
        gate.set()
        await reader.until(lambda: "no articles" in reader.text)


async def test_half_a_query_that_asks_for_nothing_yet_leaves_the_list(home: Path) -> None:
    async with reading(home) as reader:
        await typed(reader, "bridge")
        await reader.until(lambda: "Articles 3" in reader.text)
        await reader.press(*["backspace"] * 6, *"outlet:")
        await reader.until(lambda: "Articles 5" in reader.text)
        assert "no hits" not in reader.text


async def with_a_note(reader: Reader, note: str) -> None:
    await reader.press("j", "enter", "]", "a", "B", "R", *note, "enter", "q", "q")


async def test_a_search_counts_the_notes_that_hold_its_words(home: Path) -> None:
    async with reading(home) as reader:
        await with_a_note(reader, "ask the ferryman")
        await typed(reader, "ferry")
        await reader.until(lambda: "· 1 note (B)" in reader.header)
        await reader.press(*["backspace"] * 5, *"zeppelin")
        await reader.until(lambda: reader.screen.state.query == "zeppelin")
        assert "note" not in reader.header


async def test_the_notebook_opens_at_the_note_that_was_searched_for(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("j", "enter", "]", "a", "G", "]", "a")
        await with_a_note(reader, "ask the ferryman")
        await reader.press("/", *"ferryman", "enter", "B")
        assert reader.screen.target() is not None
        assert reader.screen.target().clipping.note == "ask the ferryman"  # type: ignore[union-attr]


@pytest.mark.parametrize("size", SIZES)
async def test_the_key_of_the_scope_says_where_the_search_looks_now(home: Path, size: str) -> None:
    async with reading(home, size=SIZES[size]) as reader:
        await reader.press("/", *"bridge")
        for scope in ("all articles", "this article", "quotations only"):
            assert f"Tab now in {scope}" in reader.lines()[-1]
            assert f"● {scope}" in reader.text
            await reader.press("tab")
