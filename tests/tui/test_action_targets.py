"""Every action in every pane: it acts on what is under the cursor there, or says that there is nothing to act on; nothing acts on what is
hidden behind a pane. The table of actions is the keymap's own: an action without an entry here fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from reader_fake import FakeCollection
from reader_pilot import SIZES, Reader, reading
from test_screens_copies import collection as with_copies

from briefing.tui.controllers import editor
from briefing.tui.keys import keymap
from briefing.tui.target import Target

MOVES = frozenset(
    "down up left right next_pane previous_pane page_down page_up top end count next_article previous_article zoom widen narrow jump_back "
    "jump_forward next_hit previous_hit next_quotation previous_quotation next_mention previous_mention previous_new next_new next_unread back "
    "go_to_mark compare_next compare_previous cite_column menu_number compare_open activate".split()
)
"""Actions that go somewhere."""

ASKS = frozenset(
    "search find saved_searches palette help entity_find entity_filter entity_without light_names entity_sort entity_scope names_export "
    "names_import arrange fold filter dim_known filter_unread filter_starred clear_filters save_search theme read_folder problems quit undo redo "
    "mark_read unmark_all notebook entities clipping_find notebook_export menu_filter table_scope compare_differences compare_fold "
    "select_right select_left select_character_right select_character_left select_sentence_right select_sentence_left select_down select_up "
    "select_other_end select_end watched".split()
)
"""Actions on a pane as a whole, on the list, on the program: there is nothing under a cursor that they would need."""

OF_ONE_PANE = frozenset(
    "entity_together entity_said entity_drawer entity_merge entity_pick entity_split entity_rename entity_retype entity_hide entity_hide_mention "
    "compare_pivot clipping_note clipping_remove clipping_down clipping_up clipping_tags edit_field remove_search watch story_into story_apart cite_once cite_always".split()
)
"""Actions on the row of the panes that they are made for; the tests of those panes try them."""

WAYS: dict[str, tuple[str, ...]] = {
    "list": (),
    "article": ("enter", "]"),
    "story": ("enter", "z", "j"),
    "sources": ("enter", "]", "w"),
    "entities": ("e",),
    "compare": ("enter", "]", "c", "j"),
    "coverage": ("enter", "]", "t"),
    "differences": ("enter", "d"),
    "said": ("e", "Q"),
    "copies": ("C",),
    "details": ("i",),
    "notebook": ("enter", "]", "a", "B"),
    "presentation": ("enter", "]", "P"),
    "cite": ("enter", "]", "Y"),
    "menu": ("?",),
}
"""How each pane is reached from the list."""

NOTHING = "nothing to cite|no words under|no quotation|no article|no place to mark|no address|already in the notebook|only here|in no story|no other file"


def said_so(reader: Reader) -> bool:
    """Return whether the last notice says that there is nothing to act on."""
    last = reader.notices[-1] if reader.notices else ""
    return any(words in last for words in NOTHING.split("|"))


class Stage:
    """A reader in a pane, what was copied and what was opened."""

    def __init__(self, reader: Reader, copied: list[str], opened: list[Any]) -> None:
        self.reader, self.copied, self.opened = reader, copied, opened
        self.target: Target | None = reader.screen.target()
        self.articles = list(reader.screen.chosen())

    @property
    def article(self) -> str:
        return self.target.article if self.target is not None else ""


def cited(stage: Stage) -> bool:
    collection, target = stage.reader.screen.collection, stage.target
    assert target is not None
    one = [target.quotation or target.article] if target.article else []
    wanted = [[collection.cite(id).text for id in ids] for ids in (one, stage.articles)]
    return stage.copied[-1:] in (["\n".join(cited)] for cited in wanted if cited)


def words_copied(stage: Stage) -> bool:
    assert stage.target is not None
    return stage.copied[-1:] == [stage.target.text]


def clipped(stage: Stage) -> bool:
    made = stage.reader.screen.collection.state.clippings()
    return any((each.article, each.span) == (stage.article, stage.target.span) for each in made if stage.target)


def marked(stage: Stage) -> bool:
    places = stage.reader.screen.collection.state.marks().values()
    return next(iter(filter(None, [stage.article, *stage.articles])), "") in [article for article, _ in places]


def in_pane(name: str) -> Callable[[Stage], bool]:
    return lambda stage: stage.reader.screen.active == name


def compared(stage: Stage) -> bool:
    pane: Any = stage.reader.screen.existing("compare")
    asked = getattr(stage.target, "quotation", None)
    if stage.reader.screen.active != "compare":
        return False
    return (pane.target.quotation if asked else pane.target.article) == (asked or stage.article)


Probe = Callable[[Stage], bool]

TARGETED: dict[str, tuple[tuple[str, ...], Probe]] = {
    "cite": ((), cited),
    "copy_words": ((), words_copied),
    "add_clipping": ((), clipped),
    "star": ((), lambda s: bool(s.articles) and s.reader.screen.state.starred >= set(s.articles)),
    "toggle_read": ((), lambda s: bool(s.articles) and s.reader.screen.state.read >= set(s.articles)),
    "set_mark": (("q",), marked),
    "open_in_editor": ((), lambda s: bool(s.opened) and s.opened[-1] == s.article),
    "open_address": ((), lambda s: False),
    "links": ((), lambda s: False),
    "details": ((), lambda s: s.reader.screen.existing("details") is not None),
    "cite_as": ((), in_pane("cite")),
    "cite_to_file": ((), lambda s: s.reader.screen.field is not None and bool(s.articles)),
    "who_else": ((), lambda s: s.reader.screen.active in ("sources", "article")),
    "compare": ((), compared),
    "coverage": ((), in_pane("coverage")),
    "differences": ((), in_pane("differences")),
    "present": ((), in_pane("presentation")),
    "copies": ((), in_pane("copies")),
    "mark_articles": ((), lambda s: s.reader.screen.state.marked >= set(s.articles)),
    "select": ((), lambda s: s.reader.screen.view.selecting),
}
"""Actions on what is under the cursor: keys that follow, and what shows that it was done to that."""

OPENS = {"compare", "coverage", "differences", "presentation", "copies", "details", "sources"}
"""Panes whose own key closes them again."""


def test_every_action_has_its_place_in_the_table() -> None:
    parts = [set(MOVES), set(ASKS), set(OF_ONE_PANE), set(TARGETED)]
    assert set.union(*parts) == set(keymap.BY_ID)
    assert sum(map(len, parts)) == len(keymap.BY_ID)


async def to_pane(reader: Reader, pane: str) -> None:
    """Go to a pane from wherever the reader is."""
    screen = reader.screen
    if screen.field is not None:
        await reader.press("escape")
    screen.view.end_selection()
    screen.state.marked.clear()
    screen.over = None
    screen.sources_open = False
    await screen.go_to_pane("list")
    screen.list.go(0)
    screen.follow_list()
    await reader.press("j", *WAYS[pane])
    await reader.until(lambda: screen.active == pane)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Articles that went to the editor."""
    went: list[str] = []

    def open_it(self: editor.EditorController) -> None:
        article = self.target_article()
        if article is None:
            self.say("no article under the cursor")
        else:
            went.append(article.id)

    monkeypatch.setattr(editor.EditorController, "do_open_in_editor", open_it)
    return went


@pytest.mark.parametrize("pane", keymap.PANES)
async def test_what_is_under_the_cursor_is_acted_on(
    home: Path, copied: list[str], opened: list[str], pane: str
) -> None:
    collection = with_copies() if pane == "copies" else FakeCollection()
    async with reading(home, collection, size=SIZES["one"]) as reader:
        await to_pane(reader, pane)
        for name, (then, probe) in TARGETED.items():
            key = next((key for key in keymap.BY_ID[name].keys if keymap.find(key, pane) is keymap.BY_ID[name]), None)
            if key is None or (name == "coverage" == pane):
                continue
            if reader.screen.active != pane or reader.screen.field is not None:
                await to_pane(reader, pane)
            stage = Stage(reader, copied, opened)
            copied.clear()
            reader.app.clear_notices()
            await reader.press(key, *then)
            closed = name in keymap.BY_ID and pane in OPENS and reader.screen.active != pane
            assert probe(stage) or said_so(reader) or closed, (pane, name, stage.target, reader.notices, reader.text)
        assert reader.app.faults == []


HIDING = sorted(set(keymap.PANES) - {"list", "article", "story", "sources", "entities", "details", "menu"})
"""Panes that hide the article on a narrow screen; the details belong to an article and go on to the next with it."""

LEAVING = frozenset(
    "quit back palette help theme search names_export notebook_export filter names_import go_to_mark".split()
)
"""Actions that end the reader, or wait for more keys."""


@pytest.mark.parametrize("pane", HIDING)
async def test_nothing_acts_on_the_article_behind_a_pane(home: Path, opened: list[str], pane: str) -> None:
    collection = with_copies() if pane == "copies" else FakeCollection()
    async with reading(home, collection, size=SIZES["one"]) as reader:
        await to_pane(reader, pane)
        screen = reader.screen
        shown, cursor = screen.state.shown, screen.view.cursor
        for action in keymap.ACTIONS:
            if pane not in action.where or not action.keys or action.id in LEAVING:
                continue
            await screen.perform(action.id, action.keys[0])
            if screen.active == pane and screen.field is None:
                assert (screen.state.shown, screen.view.cursor) == (shown, cursor), action.id
            else:
                await to_pane(reader, pane)
                shown, cursor = screen.state.shown, screen.view.cursor
            screen.awaiting = None
        assert reader.app.faults == []
