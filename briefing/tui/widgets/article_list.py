"""The list: articles by themselves, under headings or folded into stories. A title is wrapped before it is cut, and below it stands what
is known of outlet and day. Never opens, reads or searches anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import ClassVar, Literal

from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from briefing.model import Article, Story
from briefing.presentation.labels import (
    UNKNOWN_MARK,
    copies_label,
    date_label,
    list_label,
    outlet_label,
    squeeze,
    stated_date_label,
)
from briefing.text import plural
from briefing.tui.drawing import strips
from briefing.tui.drawing.text_layout import wrap
from briefing.tui.rows.list_rows import Groups, rows_of
from briefing.tui.widgets.grouped_list import GroupedList

TWO_LINES_FROM = 30
"""Cells from which a row may have more than one line."""

MEASURED_MOST = 400
"""Articles up to which each row is as tall as it needs; in longer lists every row has two lines, and none is measured."""

TITLE_LINES = 2
ROOMY_LINES = 4
"""Lines that a title may take at the most; more where all rows fit on the screen."""

BETWEEN = " · "
"""Stands between outlet and day."""

INDENT = 4
"""Cells before a title: the cursor, the marks of unread and starred."""

UNREAD = "●"
STARRED = "♦"
MARKED = "×"
SHARED = "″"
"""Behind the number of quotations that other articles carry too."""
DIFFERS = "≠"
"""The sources of a story differ."""
FOLDED = "▸"
UNFOLDED = "▾"
INSIDE = ("", "│", "│")
"""What stands before an article by itself, one in a story, a copy in a story."""
COPY = "= "
"""Before the title of a copy that stands below the text it copies."""


class ArticleList(GroupedList):
    """Articles with read and star marks, and stories. Posts :class:`Highlighted`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"ink--primary", "ink--accent", "ink--warning"}
    BORDER_TITLE = "Articles"
    empty = "No articles"

    class Highlighted(Message):
        """The cursor came to stand on an article, or on a story ("")."""

        def __init__(self, article_id: str) -> None:
            super().__init__()
            self.article_id = article_id

    def __init__(self, *, empty: str = "", id: str | None = None) -> None:
        super().__init__(empty=empty, id=id)
        self._marked: AbstractSet[str] = frozenset()
        self._read: AbstractSet[str] = frozenset()
        self._starred: AbstractSet[str] = frozenset()
        self._hits: Mapping[str, int] = {}
        self._count_width = 0
        """Cells of the figures of hits with the space behind them."""
        self._unit: Literal["hit", "new"] = "hit"
        self._shared: Mapping[str, int] = {}
        self._most_lines = TITLE_LINES

    # --- content ------------------------------------------------------------------------------------------------
    def show(
        self,
        articles: Sequence[Article],
        *,
        read: AbstractSet[str],
        starred: AbstractSet[str],
        hits: Mapping[str, int] | None = None,
        unit: Literal["hit", "new"] = "hit",
        heading: str = "",
        groups: Groups | None = None,
        total: int = 0,
    ) -> None:
        """Show ``articles`` in this order; the cursor stays on its article, or goes to the story it lies in now, else to the top.

        ``hits`` maps article ids to the number of hits (``unit``: or of new sentences); ``heading`` stands before the count instead of ``Articles``; ``groups`` says by
        what the articles are put together; ``total`` is how many there are, where some are left out.
        """
        self._read, self._starred, self._unit = read, starred, unit
        self._take_hits(hits or {})
        self.border_title = strips.title(heading or "Articles", of_all(len(articles), total))
        self.put(rows_of(articles, groups))

    def show_hits(self, hits: Mapping[str, int]) -> None:
        """Show other numbers of hits on the same articles."""
        self._take_hits(hits)
        self.rows_changed()

    def _take_hits(self, hits: Mapping[str, int]) -> None:
        self._hits = hits
        self._count_width = len(f"{max(hits.values(), default=0):,} ")

    def show_shared(self, counts: Mapping[str, int]) -> None:
        """Show how many quotations of each article others carry too."""
        self._shared = counts
        self.rows_changed()

    def mark(
        self,
        read: AbstractSet[str] | None = None,
        starred: AbstractSet[str] | None = None,
        marked: AbstractSet[str] | None = None,
    ) -> None:
        """Show other read marks, stars or marks on the same articles."""
        if marked is not None:
            self._marked = marked
        if read is not None:
            self._read = read
        if starred is not None:
            self._starred = starred
        self.changed()

    # --- rows ---------------------------------------------------------------------------------------------------
    def row_height(self, width: int) -> int:
        return 2 if width >= TWO_LINES_FROM else 1

    def row_heights(self, width: int) -> list[int] | None:
        self._most_lines = TITLE_LINES
        if width < TWO_LINES_FROM or len(self._rows) > MEASURED_MOST:
            return None
        # Where there are empty rows below, no title is cut for want of a line.
        self._most_lines = ROOMY_LINES
        heights = self._fitting(width)
        if heights is None:
            self._most_lines = TITLE_LINES
            heights = [self._needed(row, width) for row in range(len(self._rows))]
        return heights

    def height_changed(self, before: int) -> None:
        """Where there is room, titles have more lines."""
        self.rows_changed()
        super().height_changed(before)

    def _fitting(self, width: int) -> list[int] | None:
        """Return the lines of each row, or None as soon as they are more than are seen."""
        left = self.view_height - len(self._rows)
        if left < 0:
            return None
        heights = []
        for row in range(len(self._rows)):
            heights.append(self._needed(row, width))
            left -= heights[-1] - 1
            if left < 0:
                return None
        return heights

    def _needed(self, row: int, width: int) -> int:
        """Lines that the row takes: those of its title, and one for what is known of its source, or of the story."""
        head, article = self._rows.head(row), self._rows.article(row)
        if isinstance(head, Story):
            return 1 + len(self._title_lines(squeeze(head.title), width)) + self._needs_line(row, head, width)
        if article is None:
            return 1 + (row > 0)
        titles = self._title_lines(self._label(row, article)[0], width)
        below = any((*_imprint(article), copies_label(article), self._hits.get(article.id)))
        if not below and article.id in self._shared:  # all that is known stands beside the title, where there is room
            below = not self._note_words(article, width, left=strips.width_of(titles[-1]))
        return len(titles) + (len(self._imprint_lines(article, width)) if below else 0)

    def _imprint_lines(self, article: Article, width: int) -> list[str]:
        """Return outlet and day on one line, or below one another where that would cut the outlet."""
        outlet, date = _imprint(article)
        together = outlet + BETWEEN * all((outlet, date)) + date
        notes = self._note_words(article, width, left=strips.width_of(together))
        fits = strips.width_of(together) <= _room_beside(notes, width)
        return [outlet, date] if outlet and date and not fits else [together]

    def _label(self, row: int, article: Article) -> tuple[str, bool]:
        """Return what names the article, and whether that is no title of its own."""
        label, placeholder = list_label(article)
        return (COPY + label if self._rows.level(row) == 2 else label), placeholder

    def _title_lines(self, label: str, width: int, most: int = 0) -> list[str]:
        """Return ``label`` on as many lines as a title may have (``most``, if that is given), cut only at the end of the last."""
        room, most = max(1, width - INDENT - 1), most or self._most_lines
        label = strips.clean(label[: 4 * room * most])
        starts = wrap(label, 0, len(label), room)[:most]
        ends = [*starts[1:], len(label)]
        lines = [label[start:end].rstrip() for start, end in zip(starts, ends, strict=True)]
        return [*lines[:-1], strips.fit(lines[-1], room)]

    def highlighted(self) -> None:
        article = self.current
        self.post_message(self.Highlighted(article.id if article is not None else ""))

    def draw_line(self, row: int, line: int, width: int, here: bool) -> Strip:
        head, article = self._rows.head(row), self._rows.article(row)
        if isinstance(head, Story):
            return self._draw_story(row, head, line, width, here)
        if article is None:
            return self._draw_heading(str(head), last=line == self._height_of(row) - 1, width=width)
        over = self.cursor_style() if here else strips.PLAIN
        label, placeholder = self._label(row, article)
        height = self._height_of(row)
        titles = self._title_lines(label, width) if height > 1 else [label]
        last = line == height - 1
        style = self._title_style(article, placeholder)
        inside = INSIDE[self._rows.level(row)]
        if line == 0:
            right = self._notes(article, width, short=height == 1, left=strips.width_of(titles[0])) if last else []
            return strips.row(
                [*self._marks(article, here, inside, narrow=width < TWO_LINES_FROM), (titles[0], style)],
                right,
                width,
                self.ink(""),
                over=over,
            )
        left: list[strips.Piece] = [
            self.cursor_cell(here),
            (inside.ljust(INDENT - 1), self.front("muted") if inside else strips.PLAIN),
        ]
        if line < len(titles):
            # The last line is the title's in a list too long to be measured: beside it stands what there is room for of its source.
            right = self._source_beside(article, titles[line], width) if last else []
            return strips.row([*left, (titles[line], style)], right, width, self.ink(""), over=over)
        words, right = self._source_line(article, line - len(titles), height - len(titles), width)
        return strips.row([*left, (words, self.front("muted"))], right, width, self.ink(""), over=over)

    def _source_beside(self, article: Article, title: str, width: int) -> list[strips.Piece]:
        """Return what is known of the source in the room beside the end of a title, and the notes."""
        outlet, date = _imprint(article)
        right = self._notes(article, width, left=strips.width_of(title) + strips.width_of(date) + 2 * bool(date))
        room = _room_beside(right, width)
        shown = _beside(outlet, date, max(room - strips.width_of(title) - 2, strips.width_of(date)))
        return [(shown, self.front("muted")), (" ", strips.PLAIN), *right]

    def _source_line(self, article: Article, line: int, lines: int, width: int) -> tuple[str, list[strips.Piece]]:
        """Return a line of what is known of the source, and the notes beside the last one."""
        if lines > 1:
            words = self._imprint_lines(article, width)[line]
            return words, self._notes(article, width, left=strips.width_of(words)) if line == lines - 1 else []
        outlet, date = _imprint(article)
        rest = BETWEEN * all((outlet, date)) + date
        right = self._notes(article, width, left=strips.width_of(outlet + rest))
        # The outlet gives way before the date does: a date cut in half is a wrong date.
        room = max(_room_beside(right, width) - strips.width_of(rest), 1)
        return (strips.fit(outlet, room) if outlet else "") + rest, right

    def _marks(self, article: Article, here: bool, inside: str, *, narrow: bool) -> list[strips.Piece]:
        """Return the first cells of a row: the cursor, the line of a story, unread, starred or marked."""
        unread, starred = article.id not in self._read, article.id in self._starred
        marked = article.id in self._marked
        cells: list[strips.Piece] = [
            (UNREAD if unread else " ", self.front("primary")),
            (MARKED if marked else STARRED if starred else " ", self.front("accent" if marked else "warning")),
        ]
        if inside:
            cells.insert(0, (inside, self.front("muted")))
        elif not narrow:
            cells.append((STARRED if marked and starred else " ", self.front("warning")))
        return [self.cursor_cell(here), *cells]

    def _draw_heading(self, words: str, *, last: bool, width: int) -> Strip:
        """The words over a group, a blank line above them where there is room."""
        pieces = [(" ", strips.PLAIN), (words, strips.BOLD)] if last else []
        return strips.strip(pieces, width, self.ink(""))

    def _story_note(self, story: Story) -> str:
        """Return what stands right of a story: whether its sources differ, and its last day."""
        day = stated_date_label(story.last)
        return "  ".join(filter(None, (DIFFERS if story.differences else "", "" if day == UNKNOWN_MARK else day)))

    def _beside_note(self, words: str, story: Story, width: int) -> bool:
        """Return whether the note of a story has room beside ``words``."""
        return INDENT + strips.width_of(words) + strips.width_of(self._story_note(story)) + 2 < width

    def _needs_line(self, row: int, story: Story, width: int) -> bool:
        """Return whether the note of a story needs a line of its own: beside the title's last line and beside the counts it has no room."""
        members = len(self._rows.members(row))
        counts = counts_within(story, members, width, shown=members)
        title = self._title_lines(squeeze(story.title), width)[-1]
        return not any(self._beside_note(words, story, width) for words in (title, counts))

    def _story_rows(self, story: Story, height: int, width: int) -> tuple[list[str], int]:
        """Return the lines above a story's counts, and the line on which its note stands: the last one of the title, where that has the
        room, else one of its own if there is one, else that of the counts. Nothing parts a headline."""
        if height == 1:
            return [squeeze(story.title)], 0
        titles = self._title_lines(squeeze(story.title), width, min(height - 1, self._most_lines))
        titles += [""] * (height - 1 - len(titles))
        return titles, len(titles) - self._beside_note(titles[-1], story, width)

    def _draw_story(self, row: int, story: Story, line: int, width: int, here: bool) -> Strip:
        height = self._height_of(row)
        over = self.cursor_style() if here else strips.PLAIN
        members = self._rows.members(row)
        unread = sum(id not in self._read for id in members)
        sign = UNFOLDED if story.id in self._unfolded else FOLDED
        title = strips.BOLD if unread else strips.PLAIN
        note = self._story_note(story) if height > 1 else DIFFERS * bool(story.differences)
        titles, noted = self._story_rows(story, height, width)
        right: list[strips.Piece] = []
        if line == noted:
            right = [(note, self.front("muted")), (" ", strips.PLAIN)] if note else []
        if line == 0:
            marks = [
                self.cursor_cell(here),
                (sign, self.front("primary")),
                (UNREAD if unread else " ", self.front("primary")),
                (MARKED if self._marked >= set(members) else " ", self.front("accent")),
            ]
            return strips.row([*marks, (titles[0], title)], right, width, self.ink(""), over=over)
        left = [self.cursor_cell(here), (("│" if sign == UNFOLDED else "").ljust(INDENT - 1), self.front("muted"))]
        if line < height - 1:
            return strips.row([*left, (titles[line], title)], right, width, self.ink(""), over=over)
        count = sum(self._hits.get(id, 0) for id in members) if self._hits else 0
        right = [*right, *([(self._count(count), self.front("accent")), (" ", strips.PLAIN)] if count else [])]
        room = width - INDENT - sum(strips.width_of(text) for text, _ in right) - 1
        counts = (counts_within(story, unread, room, shown=len(members)), self.front("muted"))
        return strips.row([*left, counts], right, width, self.ink(""), over=over)

    def _count(self, count: int) -> str:
        """Return ``3 hits``, or ``3 new``: figures and words stand below one another."""
        word = {"hit": "hit " if count == 1 else "hits"}.get(self._unit, self._unit)
        return f"{count:,} {word}".rjust(self._count_width + len(word))

    def _title_style(self, article: Article, placeholder: bool) -> Style:
        """Bold is unread; words that stand for a missing title are in italics, and quieter when read."""
        unread = article.id not in self._read
        style = Style(bold=(unread and not placeholder) or None, italic=placeholder or None)
        return style if unread or not placeholder else style + self.front("muted")

    def _notes(self, article: Article, width: int, *, short: bool = False, left: int = 0) -> list[strips.Piece]:
        """Shared quotations, copies and hits, at the right end of a row's last line, beside ``left`` cells of words."""
        words = self._note_words(article, width, short=short, left=left)
        return [(text, self.front(ink) if ink else strips.PLAIN) for text, ink in words]

    def _note_words(self, article: Article, width: int, *, short: bool = False, left: int = 0) -> list[tuple[str, str]]:
        """The notes of a row, each with the name of its ink; "" is plain. What gives way first is the word behind the copies, then the
        shared quotations. Rows are measured by this, before a list has colours."""
        copies, count = copies_label(article), self._hits.get(article.id, 0)
        others = self._shared.get(article.id)
        carried = f"{others:,}{SHARED}" if others is not None else ""
        hits, fewer, bare = self._count(count) if count else "", copies.partition(" ")[0], f"{count:,}" if count else ""
        words = ((carried, copies, hits), (carried, fewer, hits), ("", fewer, hits))
        ways = ((carried, fewer, bare), ("", fewer, bare)) if short else words
        notes: list[tuple[str, str]] = []
        for way in ways:
            pieces = zip(way, ("muted", "muted", "accent"), strict=True)
            notes = [piece for note, ink in pieces if note for piece in (("  ", ""), (note, ink))][1:]
            room = _room_beside(notes, width) - bool(notes)
            if left < room >= width // 2 - INDENT:  # more than half of a row leaves no gap (``strips.row``)
                break
        return [*notes, (" ", "")] if notes else []


def _room_beside(right: Sequence[tuple[str, object]], width: int) -> int:
    """Return the cells that what stands at the right end of a row leaves."""
    return width - INDENT - sum(strips.width_of(text) for text, _ in right) - 1


def of_all(shown: int, total: int) -> str:
    """Return ``12``; ``3 of 12`` where some are left out."""
    return f"{shown:,} of {total:,}" if shown < total else f"{shown:,}"


def counts_within(story: Story, unread: int, room: int, *, shown: int = -1) -> str:
    """Return ``12 files · 9 texts · 4 outlets · 3 unread`` in ``room`` cells: shorter in whole parts, never cut. Of a story of which only
    some articles are ``shown`` the list counts those: ``2 of 12 files · 1 unread``."""
    if 0 <= shown < len(story.articles):
        files = f"{of_all(shown, len(story.articles))} files"
        told = [f"{files}{BETWEEN}{unread:,} unread", f"{files}{BETWEEN}{UNREAD}{unread:,}"] if unread else []
        return next((line for line in [*told, files] if strips.width_of(line) <= room), files)
    files, texts = plural(story.files, "file"), plural(story.distinct_texts, "text")
    outlets = [plural(story.outlets, "outlet")] if story.outlets else []
    words, sign = ([f"{unread:,} unread"], [f"{UNREAD}{unread:,}"]) if unread else ([], [])
    ways = ([files, texts, *outlets, *words], [files, texts, *outlets, *sign], [files, texts, *sign], [files, *sign])
    lines = [BETWEEN.join(way) for way in ways]
    return next((line for line in lines if strips.width_of(line) <= room), lines[-1])


def _imprint(article: Article) -> tuple[str, str]:
    """Outlet and day as far as they are known: what nobody knows takes no room."""
    outlet, date = outlet_label(article), date_label(article)
    return "" if outlet == UNKNOWN_MARK else outlet, "" if date == UNKNOWN_MARK else date


def _beside(outlet: str, date: str, room: int) -> str:
    """Outlet and day in ``room`` cells; the day alone, or nothing, where that is too little."""
    between = BETWEEN * all((outlet, date))
    free = room - strips.width_of(date) - len(between)
    if outlet and free >= min(8, strips.width_of(outlet)):
        return strips.fit(outlet, free) + between + date
    return date if strips.width_of(date) <= room else ""
