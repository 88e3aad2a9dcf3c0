"""The one table of what a person can do in the reader: its keys, words and places.

Key dispatch, the footer's hints, the help, the palette and the README's key table are all made from ``ACTIONS``. Nothing here
imports Textual or acts: the screen has a method ``do_<id>`` for every row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from briefing.late import dataclass

PANES: Final = (
    "list",
    "article",
    "story",
    "sources",
    "entities",
    "compare",
    "coverage",
    "differences",
    "said",
    "hits",
    "copies",
    "details",
    "notebook",
    "presentation",
    "cite",
    "menu",
)
"""The places a key can be pressed in. ``menu`` is a list of choices such as the help, ``cite`` the styles and formats of a citation."""

MAIN: Final = frozenset(PANES) - {"menu", "cite"}

SELECTION: Final = "selection"
"""The article while words are selected by keyboard: its keys are the article's, and some of their own."""


@dataclass(frozen=True, slots=True)
class Action:
    """One row of the table.

    ``keys`` are Textual's key names, or the character itself where one is typed; ``shown`` is how people write them.
    ``hint`` is the footer's word (none if ""), ``label`` the key table's words, ``help`` one sentence. ``where`` names the panes
    in which the keys work; a row with fewer panes wins over a row with more. ``hints_in`` are the panes whose footer shows it.
    """

    id: str
    keys: tuple[str, ...]
    shown: str
    label: str
    help: str
    group: str
    where: frozenset[str] = MAIN
    hint: str = ""
    hints_in: tuple[str, ...] = ()
    palette: bool = True
    table: bool = True


def _all(*panes: str) -> frozenset[str]:
    return frozenset(panes)


_ANY = frozenset(PANES)

ACTIONS: Final[tuple[Action, ...]] = (
    # --- moving ---
    Action("down", ("j", "down"), "j", "down", "Go one line or row down.", "Move", _ANY, palette=False),
    Action("up", ("k", "up"), "k", "up", "Go one line or row up.", "Move", _ANY, palette=False),
    Action("left", ("h", "left"), "h", "pane left", "Go to the pane on the left.", "Move", MAIN | {"cite"},
           palette=False),
    Action("right", ("l", "right"), "l", "pane right", "Go to the pane on the right.", "Move", MAIN | {"cite"}, hint="article",
           hints_in=("list",), palette=False),
    Action("next_pane", ("tab",), "Tab", "next pane", "Go to the next pane.", "Move", palette=False),
    Action("previous_pane", ("shift+tab",), "Shift+Tab", "previous pane", "Go to the pane before.", "Move", palette=False,
           table=False),
    Action("page_down", ("space", "pagedown"), "Space", "page down", "Go one page down.", "Move", _ANY, palette=False),
    Action("page_up", ("b", "pageup"), "b", "page up", "Go one page up.", "Move", _ANY, palette=False),
    Action("top", ("g", "home"), "g", "top", "Go to the top.", "Move", _ANY, palette=False),
    Action("end", ("G", "end"), "G", "end", "Go to the end.", "Move", _ANY, palette=False),
    Action("next_article", ("J",), "J", "next article from anywhere", "Show the next article of the list.", "Move"),
    Action("previous_article", ("K",), "K", "previous article from anywhere", "Show the article before.", "Move"),
    Action("activate", ("enter",), "Enter", "open, or jump there", "Open the row, or go to where it stands.", "Move", _ANY,
           hint="open", hints_in=("story", "sources", "entities", "coverage", "differences", "said", "hits", "copies", "notebook", "presentation", "menu"),
           palette=False),
    Action("zoom", ("+",), "+", "the pane alone on the screen, and back", "Give this pane the whole screen, or take it back.", "Move"),
    Action("widen", ("|",), "|", "widen the pane", "Widen the pane; its width is remembered.", "Move"),
    Action("narrow", ("-",), "-", "narrow the pane", "Narrow the pane; its width is remembered.", "Move"),
    Action("jump_back", ("H",), "H", "back to the place you came from", "Go back to the place you came from, and further back.", "Move"),
    Action("jump_forward", ("L",), "L", "forward again", "Go forward; after H, in the names too.",
           "Move"),
    Action("count", tuple("0123456789"), "3j", "a number repeats a move", "Type a number, then a move: it is made so often.", "Move", _ANY,
           palette=False),
    # --- searching ---
    Action("search", ("/",), "/", "search all articles, live", "Search all articles while you type.", "Search",
           hint="search", hints_in=("list", "article")),
    Action("next_hit", ("n",), "n", "next hit (across articles)", "Go to the very next hit, in the next article if need be.",
           "Search", hint="next hit"),
    Action("previous_hit", ("N",), "N", "previous hit", "Go to the hit before.", "Search"),
    Action("all_hits", ("A",), "A", "every hit of the search, as a list", "List every hit of the search, each with the line it stands in.",
           "Search", _all("list", "article", "sources", "hits"), hint="all hits"),
    Action("hits_in_quotations", ("Q",), "Q", "in the list of hits: only those in quotations, or all",
           "Leave only the hits that stand in quotations, or show all again.", "Search", _all("hits"), hint="quotations or all", hints_in=("hits",)),
    Action("find", ("f",), "f", "find in this article", "Find words in this article.", "Search"),
    Action("saved_searches", ("S",), "S", "saved searches", "Choose a saved search, or save this one.", "Search"),
    Action("watched", ("W",), "W", "what is new in what you watch",
           "List what came since your last look under what you watch.", "Search", MAIN - _all("entities")),
    Action("watch", ("*",), "*", "in saved searches and names: watch it, or no longer",
           "Watch this saved search or name, or no longer; W says what is new.", "Search",
           _all("menu", "entities"), hint="watch", hints_in=("entities",), palette=False),
    # --- quotations ---
    Action("next_quotation", ("]",), "]", "next quotation", "Go to the next quotation.", "Quotations", _all("list", "article", "story", "sources", "entities"),
           hint="quotation", hints_in=("article",)),
    Action("previous_quotation", ("[",), "[", "previous quotation", "Go to the quotation before.", "Quotations",
           _all("list", "article", "story", "sources", "entities")),
    Action("who_else", ("w",), "w", "who else carries this quotation", "List every source of the quotation under the cursor.",
           "Quotations", hint="who else", hints_in=("article",)),
    Action("compare", ("c",), "c", "compare the sources word by word",
           "Set the versions of the quotation side by side, word by word.", "Quotations", hint="compare",
           hints_in=("article", "story", "sources", "said", "hits")),
    Action("coverage", ("t",), "t", "coverage table: statements × sources", "Show which source carries which statement.",
           "Quotations"),
    Action("differences", ("d",), "d", "facts on which the sources differ", "Show figures, days, speakers and words on which the sources differ.",
           "Quotations", MAIN - _all("compare"), hint="differences", hints_in=("story",)),
    Action("table_scope", ("A",), "A", "in coverage and differences: this story or search, or all articles",
           "Show all articles instead of this story or search, or the other way round.", "Quotations", _all("coverage", "differences"),
           hint="story or all", hints_in=("coverage", "differences")),
    # --- citing and keeping ---
    Action("cite", ("y",), "y", "copy a citation of the quotation or article under the cursor",
           "Copy a citation of what is under the cursor.", "Cite and keep", hint="cite",
           hints_in=("list", "article", "story", "sources", "compare", "said", "hits", "presentation", SELECTION)),
    Action("cite_to_file", ("x",), "x", "write the citation to a file, or those of all that are marked",
           "Write citations to a file: text, Markdown, HTML, RIS, BibLaTeX, JSON.", "Cite and keep", _all("list", "article")),
    Action("story_export", ("x",), "x", "on a story's page: hand it out as a file",
           "Write the page of the story to a file: .html, .md, .docx or .json.", "Cite and keep", _all("story"), hint="export", hints_in=("story",)),
    Action("cite_as", ("Y",), "Y", "choose the style and format first", "Choose the style and format of citations, then copy.",
           "Cite and keep", hint="style", hints_in=("article", "compare")),
    Action("copy_words", ('"',), '"', "copy the words alone, without a citation", "Copy the words under the cursor as they are printed.",
           "Cite and keep"),
    Action("add_clipping", ("a",), "a", "add the quotation to the notebook",
           "Add the quotation, or the selected words, to the notebook.", "Cite and keep", hint="clip", hints_in=("article", "story", "said", "hits", SELECTION)),
    Action("notebook", ("B",), "B", "the notebook: clippings and notes", "Open the notebook.", "Cite and keep"),
    Action("star", ("s",), "s", "star", "Star the article, or take the star away.", "Cite and keep"),
    Action("toggle_read", ("u",), "u", "toggle unread", "Mark the article unread, or read.", "Cite and keep"),
    Action("undo", ("U",), "U", "undo", "Undo the last thing you changed.", "Cite and keep", _ANY, hint="undo",
           hints_in=("notebook",)),
    Action("redo", ("ctrl+r",), "Ctrl+r", "redo", "Do again what was undone last.", "Cite and keep", _ANY),
    Action("set_mark", ("m",), "m", "set a mark", "Set a mark here; a letter follows.", "Cite and keep"),
    Action("go_to_mark", ("'",), "'", "jump to a mark", "Go to a mark; its letter follows. ' again goes back.", "Cite and keep"),
    # --- names ---
    Action("entities", ("e",), "e", "entities", "Go to the people, organisations and places.", "Names", hint="names",
           hints_in=("list", "story")),
    Action("entity_find", ("f",), "f", "find a name", "Go to the name that holds what you type.", "Names", _all("entities"),
           hint="find", hints_in=("entities",)),
    Action("entity_filter", ("F",), "F", "only articles with this name", "Show only articles that name it, too; F again takes it out.",
           "Names", _all("entities"), hint="filter", hints_in=("entities",)),
    Action("entity_without", ("E",), "E", "only articles without this name", "Leave out the articles that name it; E again brings them back.",
           "Names", _all("entities"), hint="not", hints_in=("entities",)),
    Action("next_mention", ("}",), "}", "next mention of the name", "Go to the next place that names it, in the next article if need be.",
           "Names", _all("list", "article", "sources", "entities")),
    Action("previous_mention", ("{",), "{", "previous mention of the name", "Go to the place before that names it.", "Names",
           _all("list", "article", "sources", "entities")),
    Action("light_names", ("L",), "L", "colour all names in the article",
           "Mark every name in the article by its kind, or no longer.", "Names", _all("entities")),
    Action("entity_together", ("W",), "W", "who is named together with it", "List who appears in the same articles and sentences.",
           "Names", _all("entities"), hint="with", hints_in=("entities",)),
    Action("entity_said", ("Q",), "Q", "what he or she said", "List the quotations of this name, from all articles.", "Names",
           _all("entities"), hint="said", hints_in=("entities",)),
    Action("entity_drawer", ("D",), "D", "what sources call it, and its spellings",
           "List what sources call it (Enter goes there) and its spellings, each with the reason.",
           "Names", _all("entities"), hint="who", hints_in=("entities",)),
    Action("entity_merge", ("M",), "M", "merge into another",
           "Join it to another name; with marked names, join those to it.", "Names", _all("entities"),
           hint="merge", hints_in=("entities",)),
    Action("entity_pick", ("V",), "V", "mark for a merge", "Mark the name; M on another name joins all marked ones to it.", "Names",
           _all("entities"), hint="mark", hints_in=("entities",)),
    Action("entity_split", ("X",), "X", "split off this spelling", "Make the spelling under the cursor a name of its own.",
           "Names", _all("entities"), hint="split", hints_in=("entities",)),
    Action("entity_rename", ("R",), "R", "rename", "Give it another name.", "Names", _all("entities"), hint="name",
           hints_in=("entities",)),
    Action("entity_retype", ("T",), "T", "change the kind", "Person, organisation or place.", "Names", _all("entities"),
           hint="kind", hints_in=("entities",)),
    Action("entity_hide", ("_",), "_", "hide", "Hide the name, or the spelling under the cursor, everywhere.", "Names",
           _all("entities"), hint="hide", hints_in=("entities",)),
    Action("entity_hide_mention", ("Z",), "Z", "hide this mention", "Hide only the mention that Enter went to.", "Names",
           _all("list", "article", "sources", "entities"), hint="here", hints_in=("entities",)),
    Action("entity_sort", ("O",), "O", "sort by count, A-Z, rarity", "Sort by count, A-Z or rarity.", "Names",
           _all("entities")),
    Action("entity_scope", ("A",), "A", "this article or all", "Show the names of this article, or of all articles.", "Names",
           _all("entities")),
    Action("names_export", ("x",), "x", "write the corrections to a file", "Write the corrections of names to a text file.", "Names",
           _all("entities")),
    Action("names_import", ("I",), "I", "read corrections from a file", "Add the corrections of names in a text file.", "Names",
           _all("entities")),
    # --- compare ---
    Action("compare_differences", ("d",), "d", "in compare: only the differences", "Show only what differs.", "Compare",
           _all("compare"), hint="differences", hints_in=("compare",)),
    Action("compare_pivot", ("p",), "p", "in compare: take this one as pivot", "Measure the others against this version.",
           "Compare", _all("compare"), hint="pivot", hints_in=("compare",)),
    Action("compare_open", tuple("123456789"), "1-9", "in compare: open that source at the words",
           "Open that source at the words.", "Compare", _all("compare"), hint="open", hints_in=("compare",), palette=False),
    Action("compare_next", ("]",), "]", "in compare: the next statement of the quotation",
           "Show the next statement that the quotation carries.", "Compare", _all("compare"), hint="statement", hints_in=("compare",)),
    Action("compare_previous", ("[",), "[", "in compare: the statement before", "Show the statement before.", "Compare",
           _all("compare")),
    Action("compare_fold", ("z",), "z", "in compare: all versions and all words", "Give each version a row and print every word, or fold them again.",
           "Compare", _all("compare")),
    Action("copies", ("C",), "C", "copies of this article: what each one changed",
           "Show what each copy of the article changed, added or left out.", "Compare"),
    # --- the list ---
    Action("arrange", (",",), ",", "group and sort the list", "Group the list by story, outlet or day, and sort it.", "List",
           hint="group", hints_in=("list",)),
    Action("fold", ("z",), "z", "fold or unfold the story; on an article: its story's page",
           "Fold or unfold the story under the cursor; on an article, go to the page of its story.", "List", _all("list", "article"),
           hint="story", hints_in=("list", "article")),
    Action("story_into", ("I",), "I", "put the article, or the whole story, into another story",
           "Put the article, those marked, or the whole story into another story; U takes it back.", "List",
           _all("list", "article", "story")),
    Action("story_apart", ("D",), "D", "take the article out of its story", "Take the article out of its story; U takes it back.", "List",
           _all("list", "article", "story")),
    Action("filter", ("F",), "F", "filter the list: unread, starred, this outlet, a name",
           "Leave only unread or starred articles, those of an outlet or with a name.", "List", _all("list", "article")),
    Action("next_unread", ("r",), "r", "next unread article", "Show the next article that you have not read.", "List",
           _all("list", "article")),
    Action("mark_articles", ("X",), "X", "mark articles; then y x s u act on all of them",
           "Mark the article or the story; y, x, s and u then act on all that are marked.", "List", _all("list", "article")),
    Action("dim_known", (".",), ".", "dim what you have read elsewhere", "Dim the sentences that articles you have read say already.",
           "List", _all("list", "article")),
    Action("previous_new", ("<",), "<", "previous passage that is new to you", "Go to the passage before that is new to you.", "List",
           _all("list", "article")),
    Action("next_new", (">",), ">", "next passage that is new to you", "Go to the next passage that is new to you.", "List",
           _all("list", "article")),
    Action("unmark_all", (), "", "Take all marks away", "Mark no article any more.", "List", table=False),
    Action("mark_read", ("M",), "M", "mark everything shown read", "Mark everything in the list read; U takes it back.", "List",
           _all("list", "article")),
    # --- notebook ---
    Action("clipping_note", ("R",), "R", "in the notebook: write a note", "Write a note on the clipping.", "Notebook",
           _all("notebook"), hint="note", hints_in=("notebook",)),
    Action("clipping_remove", ("X",), "X", "in the notebook: remove", "Remove the clipping; U brings it back.", "Notebook",
           _all("notebook"), hint="remove", hints_in=("notebook",)),
    # --- one statement for a room; what is done with an article ---
    Action("present", ("P",), "P", "presentation: one statement large, its sources below",
           "Show one statement large enough for a projector; arrows walk.", "Quotations"),
    Action("cite_once", ("enter",), "Enter", "in Cite as: copy so this once", "Copy in this style and format, this once.", "Cite and keep",
           _all("cite"), hint="once", hints_in=("cite",), palette=False, table=False),
    Action("cite_always", ("!",), "!", "in Cite as: always so", "Keep this style and format for every later copy, and copy.",
           "Cite and keep", _all("cite"), hint="always", hints_in=("cite",), palette=False),
    Action("cite_column", ("tab", "shift+tab"), "Tab", "in Cite as: styles or formats", "Go from the styles to the formats, or back.",
           "Cite and keep", _all("cite"), hint="column", hints_in=("cite",), palette=False, table=False),
    Action("select", ("v",), "v", "select words; y then copies them with their citation, a clips them",
           "Select words by keyboard; keys that move extend the selection.", "Selecting", _all("list", "article", "sources", "entities")),
    Action("select_right", ("l", "right"), "l", "in a selection: a word further", "Extend the selection by a word.", "Selecting",
           _all(SELECTION), hint="word", hints_in=(SELECTION,), palette=False),
    Action("select_left", ("h", "left"), "h", "in a selection: a word back", "Take the selection back by a word.", "Selecting",
           _all(SELECTION), palette=False),
    Action("select_character_right", ("L",), "L", "in a selection: a character further", "Extend the selection by a character.",
           "Selecting", _all(SELECTION), palette=False),
    Action("select_character_left", ("H",), "H", "in a selection: a character back", "Take the selection back by a character.",
           "Selecting", _all(SELECTION), palette=False),
    Action("select_sentence_right", (")",), ")", "in a selection: to the end of the sentence", "Extend the selection to the end of a sentence.",
           "Selecting", _all(SELECTION), hint="sentence", hints_in=(SELECTION,), palette=False),
    Action("select_sentence_left", ("(",), "(", "in a selection: to the beginning of the sentence",
           "Take the selection back to the beginning of a sentence.", "Selecting", _all(SELECTION), palette=False),
    Action("select_down", ("j", "down"), "j", "in a selection: a line further", "Extend the selection by a line.", "Selecting",
           _all(SELECTION), palette=False, table=False),
    Action("select_up", ("k", "up"), "k", "in a selection: a line back", "Take the selection back by a line.", "Selecting",
           _all(SELECTION), palette=False, table=False),
    Action("select_other_end", ("o",), "o", "in a selection: move its other end", "Go to the other end of the selection, to move that.",
           "Selecting", _all(SELECTION), palette=False),
    Action("select_end", ("v", "q", "escape"), "v Esc", "in a selection: leave it", "Select nothing any more.", "Selecting",
           _all(SELECTION), hint="leave", hints_in=(SELECTION,), palette=False, table=False),
    Action("open_address", ("O",), "O", "open its address in the browser, after showing it", "Show the article's address; Enter opens it in the browser.",
           "Program"),
    Action("links", ("#",), "#", "the addresses in the article, by number", "List the addresses that the article prints; a number opens one.",
           "Program"),
    Action("menu_number", tuple("123456789"), "1-9", "in a list with numbers: choose by number", "Go to the row with this number.",
           "Program", _all("menu"), palette=False, table=False),
    # --- order, tags and fields by hand ---
    Action("clipping_down", ("J",), "J", "in the notebook: one place down", "Put the clipping one place further down.", "Notebook",
           _all("notebook"), hint="down", hints_in=("notebook",)),
    Action("clipping_up", ("K",), "K", "in the notebook: one place up", "Put the clipping one place further up.", "Notebook",
           _all("notebook"), hint="up", hints_in=("notebook",)),
    Action("clipping_tags", ("T",), "T", "in the notebook: write tags", "Write the clipping's tags, apart by commas.", "Notebook",
           _all("notebook"), hint="tags", hints_in=("notebook",)),
    Action("clipping_find", ("/",), "/", "in the notebook: find", "Leave only the clippings that hold the words typed, notes and tags too.", "Notebook",
           _all("notebook"), hint="find", hints_in=("notebook",)),
    Action("notebook_export", ("x",), "x", "in the notebook: hand it out as a file",
           "Write the notebook to a file: .html, .md, .docx or .json.", "Notebook", _all("notebook"), hint="export", hints_in=("notebook",)),
    Action("edit_field", ("enter", "R"), "Enter R", "in the details: write the field by hand",
           "Write this field by hand; it is kept and marked as yours.", "Program", _all("details"), hint="write it", hints_in=("details",)),
    # --- lists of choices ---
    Action("menu_filter", ("/",), "/", "in a list of choices: filter", "Type to leave only what matches.", "Program",
           _all("menu", "cite"), hint="filter", hints_in=("menu",), palette=False, table=False),
    Action("remove_search", ("X",), "X", "in saved searches: remove", "Remove the saved search; U brings it back.", "Program",
           _all("menu"), palette=False, table=False),
    # --- the program ---
    Action("details", ("i",), "i", "details and provenance of the article", "Show what is known of the article, and from which words.",
           "Program"),
    Action("open_in_editor", ("o",), "o", "open in the editor, at the line", "Open the file in your editor, at this line.",
           "Program"),
    Action("palette", (":", "ctrl+p"), ": ctrl+p", "palette", "Find actions, articles, names, statements by their words.", "Program", _ANY,
           palette=False),
    Action("help", ("?",), "?", "help, filterable", "Show the keys; / filters them.", "Program", _ANY, hint="help",
           hints_in=("list", "article", "story", "entities", "sources", "compare", "coverage", "differences", "said", "hits", "copies", "notebook", "details", "presentation", "cite", SELECTION)),
    Action("first_steps", ("F",), "F", "in the help: the first steps, a line at a time", "Tell the first steps again, a line at a time above the footer, or no more.",
           "Program", _all("menu")),
    Action("back", ("q", "escape"), "q Esc", "back; q at the first screen quits", "Go back; at the first screen, q quits.",
           "Program", _ANY, hint="back", hints_in=("compare", "coverage", "differences", "said", "hits", "copies", "notebook", "details", "presentation", "cite", "menu"),
           palette=False),
    Action("quit", ("ctrl+q", "ctrl+c"), "ctrl+q", "quit (also ctrl+c)", "Leave the reader.", "Program", _ANY),
    # --- by name only (palette) ---
    Action("filter_unread", (), "", "Show unread articles only", "Show unread articles only, or all again.", "Filter", table=False),
    Action("filter_starred", (), "", "Show starred articles only", "Show starred articles only, or all again.", "Filter",
           table=False),
    Action("clear_filters", (), "", "Show all articles", "Take every filter away.", "Filter", table=False),
    Action("save_search", (), "", "Save this search", "Keep this search under a name.", "Search", table=False),
    Action("theme", (), "", "Choose the theme", "Dark, light, the terminal's own colours, or high contrast.", "Program",
           table=False),
    Action("read_folder", (), "", "Read the folder again", "Look for new and changed files now.", "Program", table=False),
    Action("messages", (), "", "Messages: what was said since the start", "List what the line at the bottom said, the newest first.", "Program",
           table=False),
    Action("problems", (), "", "Problems: files that could not be read", "List the files that could not be read, and why.", "Program",
           table=False),
)  # fmt: skip

COUNTED: Final = frozenset(
    "down up page_down page_up next_article previous_article next_quotation previous_quotation next_hit previous_hit next_mention "
    "previous_mention left right widen narrow compare_next compare_previous next_unread undo redo jump_back jump_forward".split()
)
"""Actions that a number before them repeats."""

ON_ONE_SOURCE: Final = frozenset("activate open_in_editor open_address star toggle_read details set_mark".split())
"""Actions that take the first source of a row that stands for several, and that do not say themselves which one it is."""

MOST_TIMES: Final = 999

BACK_AND_FORWARD: Final[Mapping[str, str]] = {"jump_back": "back to", "jump_forward": "on to"}
"""Actions whose keys keep their meaning in every pane while somebody goes back and forward, and their words in the footer meanwhile,
before what the pane is called that they lead to."""

NOWHERE: Final[Mapping[str, str]] = {}

BY_ID: Final = {action.id: action for action in ACTIONS}


def _bindings(actions: Sequence[Action]) -> dict[str, dict[str, Action]]:
    """pane -> key -> action; of two rows on one key, the one for fewer panes wins."""
    table: dict[str, dict[str, Action]] = {pane: {} for pane in PANES}
    for action in sorted(actions, key=lambda action: -len(action.where)):
        for pane in action.where:
            table.setdefault(pane, {}).update(dict.fromkeys(action.keys, action))
    table[SELECTION] = table["article"] | table[SELECTION]
    return table


class _InForce:
    """The table with a person's own keys."""

    actions: tuple[Action, ...] = ACTIONS
    bindings = _bindings(ACTIONS)


def use(actions: tuple[Action, ...]) -> None:
    """Have ``actions``, which are :data:`ACTIONS` with other keys, in force from now on."""
    if actions != _InForce.actions:
        _InForce.actions, _InForce.bindings = actions, _bindings(actions)


def in_force() -> tuple[Action, ...]:
    """Return the rows with the keys that they have now."""
    return _InForce.actions


def row(action: str) -> Action:
    """Return the row of an action with the keys that it has now."""
    return next(each for each in _InForce.actions if each.id == action)


def find(key: str, pane: str, *, going_back: bool = False) -> Action | None:
    """Return the action of ``key`` (a Textual key name, or the typed character) in ``pane``.

    ``going_back``: the key before went back or forward through places, and the same keys go on so in every pane.
    """
    if going_back:
        for action in map(row, BACK_AND_FORWARD):
            if key in action.keys:
                return action
    return _InForce.bindings.get(pane, {}).get(key)


_CALLED: Final[Mapping[str, tuple[str, str]]] = {
    "list": ("the list", ""),
    "article": ("an article", ""),
    "story": ("the page of a story", ""),
    "sources": ("the sources", "who_else"),
    "entities": ("the names", "entities"),
    "compare": ("Compare", "compare"),
    "coverage": ("Coverage", "coverage"),
    "differences": ("Differences", "differences"),
    "said": ("what a name said", ""),
    "hits": ("the list of hits", "all_hits"),
    "copies": ("the copies", "copies"),
    "details": ("the details", "details"),
    "notebook": ("the notebook", "notebook"),
    "presentation": ("the presentation", "present"),
    "cite": ("Cite as", "cite_as"),
    "menu": ("a list of choices", ""),
    SELECTION: ("a selection", "select"),
}
"""What a sentence calls each pane, and the action that opens it."""

_FEW: Final = 4
"""Panes that are named where a key works in no more."""


def where_it_works(key: str, pane: str) -> str:
    """Return in one sentence what a key needs that does nothing in ``pane``; "" for a key that is bound nowhere.

    >>> where_it_works("p", "list")
    'p works in Compare (c): take this one as pivot'
    """
    rows = [action for action in in_force() if key in action.keys]
    panes = [each for each in _CALLED if any(each in action.where for action in rows)]
    if not panes:
        return ""
    shown = key if len(key) == 1 else first_key(rows[0])
    if len(panes) > _FEW:
        return f"{shown} has nothing to do in {_CALLED.get(pane, ('this pane', ''))[0]}"
    what = f": {rows[0].label.rpartition(': ')[2]}" if len(rows) == 1 else ""
    *before, last = map(_place_words, panes)
    return f"{shown} works in {', '.join(before)}{' and ' * bool(before)}{last}{what}"


def _place_words(pane: str) -> str:
    """Return what a pane is called, with the key that opens it: ``Compare (c)``."""
    name, opened_by = _CALLED[pane]
    opening = first_key(row(opened_by)) if opened_by else ""
    return f"{name} ({opening})" if opening else name


def shown_in(pane: str, action: Action) -> str:
    """Return the keys of an action as people write them, "" where its first key does something else in ``pane``."""
    return action.shown if action in (find(key, pane) for key in action.keys[:1]) else ""


def first_key(action: Action) -> str:
    """Return the key as the footer writes it (``j``, ``Tab``, ``1-9``)."""
    return action.shown.split(" ")[0] if action.shown else ""


def leaving_key() -> str:
    """Return the key that leaves the reader at the first screen as people write it: Esc, which closes things, never does."""
    own = zip(row("back").keys, row("back").shown.split(" "), strict=False)
    return next((shown for key, shown in own if key != "escape"), first_key(row("quit")))


_FIRST: Final[Mapping[str, tuple[str, ...]]] = {
    "list": ("right", "search", "fold", "cite"),
    "article": ("next_quotation", "who_else", "compare", "fold", "cite", "add_clipping", "cite_as", "search"),
    "notebook": ("clipping_note", "notebook_export", "activate", "cite", "clipping_tags", "clipping_remove", "undo"),
    "compare": ("compare_differences", "cite", "cite_as", "compare_pivot", "compare_open"),
    "story": ("activate", "differences", "compare", "cite", "story_export", "entities"),
    "hits": ("activate", "hits_in_quotations", "cite"),
    "entities": (
        "activate", "entity_find", "entity_drawer", "entity_said", "entity_together", "entity_filter", "entity_merge", "entity_pick",
        "entity_split", "entity_rename", "entity_retype", "entity_without", "entity_hide",
    ),
}  # fmt: skip
"""Panes whose footer has an order of its own: what is wanted most stands where even a narrow screen has room."""

_MEANT: Final = {("entities", "activate"): "next"}
"""The word of a hint where its key means something else than in other panes."""

_MOVED: Final = (
    "list",
    "story",
    "coverage",
    "differences",
    "said",
    "hits",
    "copies",
    "notebook",
    "details",
    "presentation",
    "cite",
    "menu",
)
_WALKED: Final = {"presentation": ("left", "right", "walk")}
"""Panes in which other keys than those for down and up are named for moving: two actions and the word."""


_IN_A_SEARCH: Final = ("next_hit", "all_hits")
"""Actions that are offered while a search is on, in the panes that show its results."""
_SEARCHED: Final = ("list", "article")


def hints(
    pane: str, *, going_back: Mapping[str, str] = NOWHERE, opened_from: str = "", searched: bool = False
) -> list[tuple[str, str]]:
    """(key, word) pairs of the footer in ``pane``, the most useful first; ``going_back``: while somebody goes back and forward, the
    actions of both with the pane that each leads to, "" for none; ``opened_from``: the pane that
    leaving this one leads back to; ``searched``: the results of a search are shown."""
    if opened_from:
        leaving = first_key(row("back")), f"back to {_back_to(opened_from)}"
        rest = hints(pane, going_back=going_back, searched=searched)
        return [*rest[:_BEFORE_LEAVING], leaving, *rest[_BEFORE_LEAVING:]]
    if going_back:
        ways = [
            (first_key(row(action)), f"{word} {_back_to(going_back[action])}")
            for action, word in BACK_AND_FORWARD.items()
            if row(action).keys
            if going_back[action]
        ]
        taken = {first_key(row(action)) for action in BACK_AND_FORWARD}
        return [*ways, *(pair for pair in hints(pane, searched=searched) if pair[0] not in taken)]
    rows = [action for action in in_force() if pane in action.hints_in]
    first = _FIRST.get(pane, ())
    if searched and pane in _SEARCHED:
        rows += map(row, _IN_A_SEARCH)
        first = _IN_A_SEARCH + first
    rows.sort(key=lambda action: first.index(action.id) if action.id in first else len(first))
    pairs = {
        action.id: (first_key(action), _MEANT.get((pane, action.id), action.hint)) for action in rows if action.keys
    }
    help_pair = [pairs.pop("help")] if "help" in pairs else []
    rest = [_moving(pane)] * (pane in _MOVED) + list(pairs.values())
    # Five hints on a narrow screen: the help is always among them (the bar cuts from the end, so it stands fifth).
    place = 5 - len(help_pair)
    return rest[:place] + help_pair + rest[place:]


_BACK_TO: Final = {"article": "the article", "story": "the page"}
"""What the hint calls panes of which there may be several."""

_BEFORE_LEAVING: Final = 3
"""Hints before the one that leads back, so that the help still has room on a narrow screen."""


def _back_to(pane: str) -> str:
    """Return what a hint calls the pane that a key leads to."""
    return _BACK_TO.get(pane, _CALLED[pane][0])


def _moving(pane: str) -> tuple[str, str]:
    """Return the hint for moving about in a pane: ``j/k move``."""
    forth, back, word = _WALKED.get(pane, ("down", "up", "move"))
    return f"{first_key(row(forth))}/{first_key(row(back))}", word


def groups(pane: str = "") -> list[tuple[str, list[Action]]]:
    """(group, its actions with keys): first what ``pane`` is there for, then what is made for it alone, then the table's order."""
    here = [action for action in in_force() if pane in action.hints_in]
    seen: dict[str, list[Action]] = {}
    for action in in_force():
        if action.keys and action not in here:
            seen.setdefault(action.group, []).append(action)
    alone = next((action.group for action in in_force() if action.where == {pane}), "")
    rest = sorted(seen.items(), key=lambda pair: pair[0] != alone)
    return [("Here", here), *rest] if here else rest
