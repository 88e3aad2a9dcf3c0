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
    "mark_read unmark_all notebook entities clipping_find notebook_export story_export messages menu_filter table_scope compare_differences compare_fold "
    "select_right select_left select_character_right select_character_left select_sentence_right select_sentence_left select_down select_up "
    "select_other_end select_end watched all_hits hits_in_quotations first_steps".split()
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
    "hits": ("/", *"bridge", "enter", "A"),
    "copies": ("C",),
    "details": ("i",),
    "notebook": ("enter", "]", "a", "B"),
    "presentation": ("enter", "]", "P"),
    "cite": ("enter", "]", "Y"),
    "menu": ("?",),
}
"""How each pane is reached from the list."""

NOTHING = "nothing to cite|no words under|no quotation|no article|no place to mark|no address|already in the notebook|no other source has these words|in no story|no other file"


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
    if screen.zoomed:
        await screen.perform("zoom")
    if any(
        (
            screen.state.filters.unread_only,
            screen.state.filters.starred_only,
            screen.state.filters.names,
            screen.state.filters.without,
            screen.state.filters.outlet,
        )
    ):
        screen.filters.do_clear_filters()
    if screen.state.query:
        screen.search.clear()
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
            reader.screen.state.read.clear()  # on a slow machine the article counts as read by now
            reader.app.clear_notices()
            await reader.press(key, *then)
            closed = name in keymap.BY_ID and pane in OPENS and reader.screen.active != pane
            assert probe(stage) or said_so(reader) or closed, (pane, name, stage.target, reader.notices, reader.text)
        assert reader.app.faults == []


HIDING = frozenset(keymap.PANES) - {"list", "article", "story", "sources", "entities", "details", "menu"}
"""Panes that hide the article on a narrow screen; the details belong to an article and go on to the next with it."""

SEARCHING = frozenset({"hits_in_quotations"})
"""Actions that search anew: what is found stands in the list and the article, too."""

LEAVING = frozenset({"quit"})
"""Actions that end the reader."""

SILENT = frozenset({("list", "back")})
"""What may end the reader, and is tried elsewhere (test_quitting)."""


class Moment:
    """What of the reader an action can change, from what is read at once to what must be drawn first."""

    def __init__(self, reader: Reader, copied: list[str], opened: list[str]) -> None:
        screen, state = reader.screen, reader.screen.state
        pane: Any = screen.existing(screen.active)
        self.quick = (
            screen.active, screen.over, screen.field is not None, screen.awaiting is not None, screen.zoomed, screen.sources_open,
            state.shown, screen.view.cursor, screen.view.selecting, getattr(pane, "row", None), getattr(pane, "column", None),
            frozenset(state.marked), frozenset(state.starred), frozenset(state.read), state.query, state.preferences,
            screen.collection.generation, len(screen.collection.state.clippings()), len(copied), len(opened),
        )  # fmt: skip

    def left(self, later: Moment, reader: Reader, before: list[str]) -> bool:
        """Return whether anything is otherwise now, or a sentence was said."""
        return self.quick != later.quick or bool(reader.said) or reader.lines() != before


def in_row(words: Callable[[Any], str]) -> Callable[[Stage], bool]:
    """Return a probe: a line or a list opened that names what was under the cursor."""

    def probe(stage: Stage) -> bool:
        screen, wanted = stage.reader.screen, words(stage.target)
        opened = screen.field is not None or screen.active == "menu"
        return opened and wanted in stage.reader.text

    return probe


def name_of(target: Any) -> str:
    return str(target.entity.name)


ROWS: dict[str, Callable[[Stage], bool]] = {
    "entity_rename": in_row(name_of),
    "entity_retype": in_row(name_of),
    "entity_together": in_row(name_of),
    "entity_said": in_pane("said"),
    "entity_merge": in_pane("menu"),
    "entity_pick": lambda s: s.target.entity.id in s.reader.screen.existing("entities").picked,  # type: ignore[union-attr]
    "entity_hide": lambda s: s.target.entity.id in s.reader.screen.collection.edits[-1],  # type: ignore[union-attr]
    "watch": lambda s: (
        getattr(s.target.entity, "id", "") in [each.value for each in s.reader.screen.collection.state.subjects()]
    ),  # type: ignore[union-attr]
    "compare_pivot": lambda s: s.reader.screen.existing("compare").target.quotation == s.target.quotation,  # type: ignore[union-attr]
    "clipping_note": lambda s: s.reader.screen.field is not None,
    "clipping_tags": lambda s: s.reader.screen.field is not None,
    "clipping_remove": lambda s: s.target.clipping not in s.reader.screen.collection.state.clippings(),  # type: ignore[union-attr]
    "edit_field": lambda s: s.reader.screen.field is not None,
    "cite_once": lambda s: bool(s.copied),
    "cite_always": lambda s: bool(s.copied),
    "story_into": in_pane("menu"),
    "story_apart": lambda s: bool(s.reader.screen.collection.corrected),
}
"""Actions on the row of the panes that they are made for, and what shows that it was done to that row; others of them may only speak."""


def key_in(action: keymap.Action, pane: str) -> str | None:
    """Return the last key of an action in a pane, "" for one that is found by its name alone, None where it has none there."""
    if not action.keys:
        return "" if pane in action.where else None
    return next((key for key in reversed(action.keys) if keymap.find(key, pane) is action), None)


@pytest.mark.parametrize("pane", keymap.PANES)
async def test_every_action_in_every_pane_does_something_to_what_is_there_or_says_why_not(
    home: Path, copied: list[str], opened: list[str], pane: str
) -> None:
    """The rows are the keymap's own, so that an action that is added is tried in every pane at once."""
    collection = with_copies() if pane == "copies" else FakeCollection()
    async with reading(home, collection, size=SIZES["one"]) as reader:
        screen, tried = reader.screen, 0
        silent, elsewhere = [], []
        await to_pane(reader, pane)
        for action in keymap.ACTIONS:
            key = key_in(action, pane)
            if key is None or action.id in LEAVING or (pane, action.id) in SILENT:
                continue
            reader.app.clear_notices()
            copied.clear()
            stage, before, lines = Stage(reader, copied, opened), Moment(reader, copied, opened), reader.lines()
            shown = (screen.state.shown, screen.view.cursor)
            await screen.perform(action.id, key)
            screen.flush()
            await reader.pilot.pause()
            tried += 1
            if not before.left(Moment(reader, copied, opened), reader, lines):
                silent.append(action.id)
            if action.id in ROWS and stage.target is not None and not (ROWS[action.id](stage) or reader.said):
                elsewhere.append((action.id, stage.target, reader.text))
            if (screen.active, screen.field, screen.awaiting) == (pane, None, None):
                # What is found by its name alone is chosen in the palette, which names what it acts on.
                stays = pane in HIDING and key and action.id not in SEARCHING
                assert not stays or (screen.state.shown, screen.view.cursor) == shown, action.id
            else:
                screen.awaiting = None
                await to_pane(reader, pane)
            if action.id == "count":
                await reader.press("escape")  # no number for the next key
        assert (silent, elsewhere, reader.app.faults) == ([], [], [])
        assert tried > 30 or pane in ("menu", "cite")
