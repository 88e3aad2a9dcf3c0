"""What controllers know of the reader: its state as plain data, and a port through which they ask it to do things.

Controllers know neither the screen nor each other. They read and write :class:`ReaderState`, call :class:`ReaderPort`, and tell
the others what happened by the messages of :mod:`briefing.tui.messages`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Collection as AnyCollection
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar

from briefing.model import Article, Document, Mention, Quotation, Story

if TYPE_CHECKING:
    from briefing.settings import Settings
    from briefing.tui.controllers.search.search_results import Results
    from briefing.tui.finding.descriptions import Descriptions
    from briefing.tui.jump_list import Place
    from briefing.tui.messages import ReaderMessage
    from briefing.tui.rows.wording_signs import WordingSigns
    from briefing.tui.screens.breakpoints import Layout
    from briefing.tui.session_state import Preferences
    from briefing.tui.target import Target
    from briefing.tui.widgets.article_list import ArticleList
    from briefing.tui.widgets.article_view import ArticleView
    from briefing.tui.widgets.bars.prompt import Prompt

T = TypeVar("T")


class Movable(Protocol):
    """What every pane can do."""

    def move(self, delta: int) -> object: ...
    def move_column(self, delta: int) -> object: ...
    def page(self, delta: int) -> object: ...
    def to_top(self) -> object: ...
    def to_end(self) -> object: ...
    def activate(self) -> object: ...


@dataclass(slots=True, eq=False, repr=False)
class Filters:
    """What the list leaves out while nothing is searched for; names narrow a search too."""

    unread_only: bool = False
    starred_only: bool = False
    outlet: str = ""
    """Only articles that this outlet printed."""
    of_outlet: set[str] | None = None
    """Their ids, or None while they are not known."""
    names: dict[str, str] = field(default_factory=dict)
    """Entity id -> name: the list shows articles that name all of them."""
    without: dict[str, str] = field(default_factory=dict)
    """Entity id -> name: the list leaves out articles that name any of them."""
    within: set[str] | None = None
    """Ids of the articles that the names leave, or None if that is not known (yet)."""
    stay: set[str] = field(default_factory=set)
    """Articles that stay in the list of unread ones while it is open, though they have been read now."""

    @property
    def by_name(self) -> bool:
        return bool(self.names or self.without)

    @property
    def on(self) -> bool:
        return any((self.unread_only, self.starred_only, self.outlet, self.by_name))

    def to_json(self) -> dict[str, Any]:
        """Return what of it a person chose, for the journal."""
        return {
            "unread": self.unread_only,
            "starred": self.starred_only,
            "outlet": self.outlet,
            "names": dict(self.names),
            "without": dict(self.without),
        }

    def take(self, value: Mapping[str, Any]) -> None:
        """Filter as ``value`` says, which :meth:`to_json` gave."""
        self.unread_only, self.starred_only = bool(value["unread"]), bool(value["starred"])
        self.outlet, self.of_outlet = str(value.get("outlet", "")), None
        self.names, self.without = dict(value["names"]), dict(value["without"])

    def rename(self, old: str, new: str, name: str) -> None:
        """Go on filtering by the entity ``old``, which is ``new`` now and is called ``name``."""
        for chosen in (self.names, self.without):
            if old in chosen:
                renamed = {new if id == old else id: name if id == old else known for id, known in chosen.items()}
                chosen.clear()
                chosen.update(renamed)
        self.within = None


@dataclass(slots=True, eq=False, repr=False)
class NamesView:
    """How the names are shown."""

    scope: Literal["article", "folder"] = "article"
    order: Literal["count", "name", "rarity"] = "count"
    lit: bool = False
    """All names of the article are marked, not only the one under the cursor."""


@dataclass(slots=True, eq=False, repr=False)
class ReaderState:
    """What the reader shows and remembers while it is open. Plain data: nothing here draws or asks."""

    preferences: Preferences
    articles: Sequence[Article] = ()
    """All articles of the folder in the list's order."""
    document: Document | None = None
    """The article that is shown."""
    page: Story | None = None
    """The story whose page stands in the place of the article."""
    looked: dict[str, list[str]] = field(default_factory=dict)
    """Story id -> the day of the last look at its page, and the articles that were on it."""
    quotations: Sequence[Quotation] = ()
    """The quotations of the article that is shown."""
    results: Results | None = None
    """What the search found, or None if nothing is searched for."""
    filters: Filters = field(default_factory=Filters)
    names: NamesView = field(default_factory=NamesView)
    read: set[str] = field(default_factory=set)
    starred: set[str] = field(default_factory=set)
    marked: set[str] = field(default_factory=set)
    """Articles that are marked to be acted on together."""
    copied: list[tuple[str, str]] = field(default_factory=list)
    """What was copied since the reader was opened, the newest first: (the text, what it is called)."""
    going_back: dict[str, str] = field(default_factory=dict)
    """Where the key before went back or forward through the places that were left, the same keys go on so in every pane: the actions of
    both, and the pane that each leads to now, "" where there is none."""
    opened: list[tuple[Place, str]] = field(default_factory=list)
    """The places from which articles and pages of stories were opened, and the id of each: leaving it leads back there."""
    before_names: Place | None = None
    """Where one was before the names were gone to last: leaving them leads back there."""
    before_sources: tuple[str, Place] | None = None
    """The article whose sources were opened from a row of another pane, and the place of that row."""
    mention: Mention | None = None
    """The mention that was gone to last, while the cursor stays on its name."""
    steps_done: frozenset[int] | None = None
    """The first steps that were taken, by their places; None while nobody is guided."""
    watched_words: str = ""
    """What the header says of what is new in what is watched."""
    syncing: bool = False
    """The folder is being looked through, long enough to be worth a word."""
    sync_words: str = ""
    """What the header says of it."""

    @property
    def shown(self) -> str:
        """The id of the article that is shown, or ""."""
        return self.document.article.id if self.document is not None else ""

    @property
    def opened_here(self) -> Place | None:
        """The place from which the article, or the page, that is shown was opened, if it was from one that it leads back to."""
        place, id = self.opened[-1] if self.opened else (None, "")
        return place if id == (self.shown if self.page is None else self.page.id) else None

    @property
    def answer(self) -> Results:
        """What the search found; nothing, for no question, where nothing is searched for."""
        from briefing.tui.controllers.search.search_results import NO_RESULTS

        return NO_RESULTS if self.results is None else self.results

    @property
    def query(self) -> str:
        """The query whose results are shown, or ""."""
        return self.results.query if self.results is not None else ""

    @property
    def kept_query(self) -> str:
        """The query as the history and the saved searches keep it: with "quotations only" written out."""
        return replace(self.results.question, live=False).whole if self.results is not None else ""


class Panes(Protocol):
    """The panes on the screen: which has the focus, which exist, where each stands."""

    active: str
    over: str | None
    """The pane that lies over the others, if any."""
    covered: list[str]
    """The panes that lie under it and over the others."""
    under: str
    sources_open: bool
    zoomed: bool
    shape: Layout

    @property
    def list(self) -> ArticleList: ...
    @property
    def view(self) -> ArticleView: ...
    @property
    def keys(self) -> str: ...
    @property
    def mover(self) -> Movable: ...
    @property
    def center(self) -> str:
        """The pane in the middle: ``article``, or ``story`` while the page of one stands there."""

    def existing(self, name: str) -> Any: ...
    async def pane(self, name: str) -> Any: ...
    async def go_to_pane(self, name: str) -> None: ...
    async def close_over(self) -> None: ...
    def set_active(self, name: str) -> None: ...
    def fit_sources(self) -> None: ...
    def apply_layout(self) -> None: ...
    async def search_line(self) -> Prompt: ...
    def show_complaint(self, words: str, column: int | None) -> None: ...


class ReaderPort(Panes, Protocol):
    """What a controller may ask of the reader."""

    @property
    def analysed(self) -> bool:
        """Everything that can be known of the folder is known."""

    @property
    def ready(self) -> bool:
        """The first picture stands and keys are taken."""

    @property
    def key_time(self) -> float:
        """When the key that is being done was pressed, on the monotonic clock."""

    @property
    def typing(self) -> bool:
        """A line is being typed into."""

    @property
    def typing_search(self) -> bool: ...
    @property
    def signs(self) -> WordingSigns:
        """The signs of statements, found once for all panes."""

    @property
    def descriptions(self) -> Descriptions:
        """What sources call names, looked up once for all panes."""

    @property
    def restore_wanted(self) -> bool: ...
    @property
    def settings(self) -> Settings: ...

    # --- articles ---

    def ids(self) -> Sequence[str]: ...
    def article(self, id: str) -> Article | None: ...
    def outline(self, id: str) -> Article | None:
        """Return the article with what tells it from others, and no more, or None if it is not there: several times quicker."""

    def load_articles(self) -> None: ...
    def reload_article(self) -> None: ...
    def show_list(self) -> None: ...
    def follow_list(self) -> None: ...
    def show_article(self, id: str, offset: int | None = None) -> None: ...
    def show_story(self, story: Story) -> Any: ...
    async def open_at(self, id: str, offset: int) -> None: ...
    def target(self) -> Target | None: ...
    def chosen(self) -> Sequence[str]:
        """Return the ids of the articles that an action on whole articles is for: all that are marked in the list, those of the story
        under the cursor, or the one there."""

    # --- asking the person, and telling ---

    def notify_person(self, text: str, *, kind: str = "information", alone: bool = False) -> None: ...
    @property
    def said(self) -> Sequence[str]:
        """What was said since the reader was opened, the newest last."""

    def unsay(self, text: str) -> None:
        """Take a sentence away that is no longer true."""

    def fault(self, error: BaseException) -> None: ...
    async def choose(
        self,
        title: str,
        choices: Sequence[Any],
        chosen: Callable[[Any], object],
        *,
        current: Any = None,
        empty: str = "",
    ) -> None: ...
    async def ask(
        self,
        label: str,
        value: str = "",
        *,
        submitted: Callable[[str], object],
        changed: Callable[[str], object] | None = None,
        cancelled: Callable[[], object] | None = None,
        hints: Sequence[tuple[str, str]] = ...,
        keys: Mapping[str, Callable[[], object]] | None = None,
        selected: bool = False,
    ) -> None: ...
    def ask_key(self, take: Callable[[str], object], hints: Sequence[tuple[str, str]] = ()) -> None: ...
    async def copy(self, text: str, what: str) -> None: ...

    # --- doing ---

    def publish(self, message: ReaderMessage) -> None: ...
    async def announce(self, message: ReaderMessage) -> None:
        """Publish a message and wait until everybody has done what it asks for."""

    async def perform(self, action: str, key: str = "") -> None: ...
    def queue(self, call: Callable[..., object], *values: Any) -> None: ...
    def guarded(self, call: Callable[[], T], otherwise: Any) -> T: ...
    def save(
        self,
        write: Callable[[], T],
        then: Callable[[T], object] = ...,
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Have ``write`` save what a person made in a thread, and ``then`` told what it returned when it is stored: no key waits."""

    async def saving(self, write: Callable[[], T]) -> T:
        """Save in that thread what the next key acts on, which waits for it; raises what ``write`` raises."""

    async def saved(self) -> None:
        """Wait until everything that was made is stored, for what looks at it."""

    def soon(self, name: str, call: Callable[[], object]) -> None: ...
    def after_picture(self, call: Callable[[], object]) -> None:
        """Begin what computes in a thread once what has changed now was drawn."""

    def flush(self) -> None: ...
    def after(self, seconds: float, call: Callable[[], object]) -> Any: ...
    def now_and_then(self, seconds: float, look: Callable[[], object]) -> None: ...
    def start(self, work: Any) -> None: ...
    def suspend(self) -> AbstractContextManager[None]: ...
    def leave(self) -> None: ...
    def write_terminal(self, text: str) -> None: ...
    @property
    def preferences_folder(self) -> Path: ...
    def take_preferences(self, **values: str | int | bool) -> None: ...
    def wear_preferences(self, **values: str | int | bool) -> None: ...
    def show_header(self) -> None: ...
    def show_guide(self) -> None:
        """Show the line of the first steps that belongs beside the pane with the focus, or none."""

    def show_hints(self) -> None: ...


MANY_SOURCES = 200
"""Sources of which the names are read as they are drawn: thousands may print one text."""


class _NamedLater(Mapping[str, str]):
    """What sources are called, each read when it is asked for; their files tell them apart."""

    def __init__(self, port: ReaderPort, ids: AnyCollection[str]) -> None:
        self._port, self._ids = port, ids
        self._known: dict[str, str] = {}

    def __getitem__(self, id: str) -> str:
        from briefing.presentation.labels import lone_label

        if id not in self._ids:
            raise KeyError(id)
        if id not in self._known:
            article = self._port.outline(id)
            self._known[id] = "" if article is None else lone_label(article)
        return self._known[id]

    def __contains__(self, id: object) -> bool:
        return id in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def source_names(port: ReaderPort, ids: Mapping[str, Any] | set[str]) -> Mapping[str, str]:
    """Return article id -> outlet or title, each once, for rows of sources."""
    from briefing.presentation.labels import source_labels

    if len(ids) > MANY_SOURCES:
        return _NamedLater(port, frozenset(ids))
    return source_labels(article for id in sorted(ids) if (article := port.outline(id)) is not None)


def names_later(port: ReaderPort) -> Mapping[str, str]:
    """Return article id -> outlet or title of all articles, for rows that are drawn one by one."""
    return _NamedLater(port, places_of(port))


def places_of(port: ReaderPort) -> Mapping[str, int]:
    """Return article id -> its place in the list of all articles: the order in which every pane shows sources that tie."""
    from briefing.tui.rows.places import places_in

    return places_in(port.ids())


async def finish(result: object) -> None:
    """Wait for ``result`` if it is to be waited for: an action may be a function or a coroutine."""
    if inspect.isawaitable(result):
        await result
