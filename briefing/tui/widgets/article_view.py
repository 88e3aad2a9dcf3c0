"""The article: a calm column of text with a cursor, quotations, search hits and names. Never opens, searches or copies.

The cursor is an offset in the document's text, so that every question ("which quotation is this?") is answered in the source's
own characters.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from briefing.model import Document, EntityType, ParagraphKind, Quotation, SentenceNews, Span
from briefing.text import drawn, sentence_at
from briefing.tui.drawing import strips
from briefing.tui.drawing.line_widget import HERE
from briefing.tui.drawing.text_layout import Flow, Line, blocks_of
from briefing.tui.drawing.text_overlays import Marks
from briefing.tui.target import Target
from briefing.tui.widgets.article_head import about, head_of
from briefing.tui.widgets.text_selection import SelectableText

MEASURE = 88
"""Cells of a line of text at most: the measure of a newspaper page is short so that the eye finds the next line."""
GUTTER = 3
"""Cells before the text: the cursor's line, the bar of quotation or furniture, a space."""
CURSOR_LINE = "›"
FURNITURE_BAR = "┊"
KNOWN = "·"
"""Before a line of which nothing is new."""

_FONT: dict[ParagraphKind, Style] = {
    "title": strips.BOLD,
    "standfirst": strips.ITALIC,
    "caption": strips.ITALIC,
}
_MUTED: frozenset[ParagraphKind] = frozenset({"byline", "date", "dateline", "caption", "furniture"})
_NAME_FONT: dict[str, Style] = {
    "person": Style(underline=True),
    "organisation": Style(underline=True, bold=True),
    "place": Style(underline=True, italic=True),
}
"""Kinds of names are told apart without colours, too."""
_CHOSEN = Style(bold=True, reverse=True)
_NAME_INK: dict[str, str] = {"person": "accent", "organisation": "secondary", "place": "success"}


class ArticleView(SelectableText):
    """One document. Posts :class:`CursorMoved` and :class:`Chosen`."""

    ALLOW_SELECT = True
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "ink--primary", "ink--accent", "ink--secondary", "ink--success", "ink--hit", "ink--hit-now", "ink--selection",
    }  # fmt: skip
    BORDER_TITLE = "Article"

    empty: str = ""
    """What to say while no document is shown."""

    class Chosen(Message):
        """A double click: what Enter does at the cursor."""

    class CursorMoved(Message):
        """The cursor came to another place; ``quotation_id`` is the quotation there, if any."""

        def __init__(self, offset: int, quotation_id: str | None) -> None:
            super().__init__()
            self.offset = offset
            self.quotation_id = quotation_id

    def __init__(
        self,
        *,
        empty: str = "",
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes, disabled=disabled)
        self.empty = empty
        self._document: Document | None = None
        self._flow: Flow | None = None
        self._head: list[tuple[str, ParagraphKind]] = []
        self._left = 0
        self._offset = 0
        self._here: Quotation | None = None
        self._attended: Quotation | None = None
        self._settling = False
        self._mention_at = -1
        self._marks = Marks()
        self._kept_top = (0, 0)
        """:meth:`_top_place` before the pane got another size."""
        self._kept_y = -1
        """The first visible line since then; another one is where a person went."""
        self._cursor_seen = False

    # --- content ------------------------------------------------------------------------------------------------
    @property
    def document(self) -> Document | None:
        """What is shown."""
        return self._document

    def show(self, document: Document | None, quotations: Sequence[Quotation] = (), *, offset: int = 0) -> None:
        """Show ``document`` with the cursor at ``offset`` (code points); hits and mentions of the one before are dropped."""
        self._document = document
        self._flow = None
        self._marks = Marks(quotations)
        self._offset = min(max(0, offset), max(0, len(document.text) - 1)) if document is not None else 0
        self._ends, self._kept_y = None, -1
        if self.is_attached and self.text_selection is not None:
            self.screen.clear_selection()
        flow = self._lay_out()
        if flow is not None:
            if offset <= 0:
                self.jump(0)
            else:
                self._reveal(flow.y_of(self._offset), center=True)
        self._here, self._attended = self._quotation_at(), None
        self.border_title = strips.title("Article", about(document.article) if document is not None else "")
        self.changed()

    def show_again(self, document: Document, quotations: Sequence[Quotation], cursor: int) -> None:
        """Another version of the document that is shown; ``cursor`` is where the words under the cursor stand now, and they stay
        on their line of the screen."""
        row = self._flow.y_of(self._offset) - self.scroll_offset.y if self._flow is not None else 0
        self.show(document, quotations, offset=cursor)
        if self._flow is not None:
            self.jump(self._flow.y_of(self._offset) - row)

    def set_quotations(self, quotations: Sequence[Quotation]) -> None:
        """Other quotations in the same document (analysis came later); the place that is being read stays."""
        self._marks.set_quotations(quotations)
        self._here = self._quotation_at()
        self.changed()

    def set_carried(self, counts: Mapping[str, int]) -> None:
        """Write into the margin how many other sources carry each quotation (by id)."""
        if counts != self._marks.carried:
            self._marks.carried = counts
            self.changed()

    def set_news(self, news: Sequence[SentenceNews]) -> None:
        """Dim the sentences that are not new and mark their lines in the margin; none of them where ``news`` is empty."""
        self._marks.set_news(news)
        self.changed()

    def step_new(self, step: int) -> bool:
        """Go to the next passage that is new (``step`` 1) or the one before (-1); False if there is none."""
        offset = self._marks.step_new(self._offset, step)
        if offset is not None:
            self.go_to(offset)
        return offset is not None

    def set_hits(self, spans: Sequence[Span], current: int | None = None, *, go: bool = True) -> None:
        """Mark the search hits; ``current`` (a place in ``spans`` in order) is gone to, unless told not to, and shown in the middle."""
        if spans or self._marks.hits:
            self._marks.set_hits(spans, current)
            self.changed()
        if go and self._marks.hit is not None:
            self.go_to(self._marks.hits.spans[self._marks.hit][0])

    def set_mentions(
        self, spans: Mapping[Span, EntityType], *, current: Span | None = None, chosen: Collection[Span] = ()
    ) -> None:
        """Mark names by kind; ``chosen`` ones stand out; ``current`` is gone to."""
        if spans or self._marks.names:
            self._marks.set_names(spans, current, chosen)
            self.changed()
        self._mention_at = -1 if current is None else current[0]
        if current is not None:
            self.go_to(current[0])

    # --- the cursor ---------------------------------------------------------------------------------------------
    @property
    def cursor(self) -> int:
        """The offset of the cursor in the document's text."""
        return self._offset

    @property
    def top_offset(self) -> int:
        """The offset at which the first visible line begins."""
        line = self._flow.line(self.scroll_offset.y) if self._flow is not None else None
        return line.start if line is not None else self._offset

    def _top_place(self) -> tuple[int, int]:
        """Return the offset at which the first visible line begins, and 0; of a line between two blocks the offset of the lower one, and
        how many lines above it that is, below zero."""
        flow = self._flow
        if flow is None:
            return self._offset, 0
        line = flow.line(self.scroll_offset.y)
        if line is None:
            return self._offset, 0
        gap = min(0, line.number)
        return flow.blocks[line.block].start if gap else line.start, gap

    @property
    def position(self) -> int:
        """The cursor's line, from 0."""
        return self._flow.y_of(self._offset) if self._flow is not None else 0

    @property
    def count(self) -> int:
        """Lines of the article at this width, as far as known."""
        return self._flow.total if self._flow is not None else 0

    @property
    def target(self) -> Target | None:
        """The selected words, else the quotation under the cursor, else the article, as every action takes it."""
        if self._document is None:
            return None
        article = self._document.article.id
        if (span := self.selected_span) is not None:
            return Target(article, span, self.selected_text, selected=True)
        here = self.quotation
        return Target(article) if here is None else Target(article, here.span, here.text, here.id)

    @property
    def quotation(self) -> Quotation | None:
        """The quotation that holds the cursor, else the one whose speaker is named there, that of the cursor's sentence, or the nearest
        one on its line."""
        return self._here

    def move(self, delta: int) -> None:
        """Move ``delta`` lines down (up if negative), over blank lines."""
        flow = self._flow
        if flow is None or not delta:
            return
        y = self._visible_y(flow)
        step = 1 if delta > 0 else -1
        for _ in range(abs(delta)):
            target = y + step
            line = flow.line(target)
            while line is not None and line.number < 0:
                target += step
                line = flow.line(target)
            if line is None:
                break
            y = target
        self._put(y)

    def page(self, delta: int) -> None:
        """Move by ``delta`` screenfuls; two lines stay in view."""
        flow = self._flow
        if flow is None or not delta:
            return
        height = self.view_height
        distance = delta * max(1, height - 2)
        top = self.scroll_offset.y
        y = self._visible_y(flow)
        flow.settle(max(0, top + distance), height, upwards=delta < 0)
        target = min(max(0, y + distance), flow.total - 1)
        line = flow.line(target)
        if line is not None and line.number < 0:
            target = min(target - line.number, flow.total - 1)
        self.set_height(flow.total)
        self.jump(min(max(0, top + distance), max(0, flow.total - height)))
        self._put(target)

    def to_top(self) -> None:
        """The first line."""
        if self._flow is not None:
            self._put(0)
            self.jump(0)

    def to_end(self) -> None:
        """The last line."""
        if self._flow is not None and self._flow.blocks:
            last = self._flow.blocks[-1].end - 1
            self.go_to(last, center=False)
            line = self._flow.line_of(last)
            if line is not None:
                self._set_offset(line.start)

    def go_to(self, offset: int, *, center: bool = True) -> None:
        """Put the cursor at ``offset``; ``center`` brings its line to the middle of the view."""
        document = self._document
        if document is None:
            return
        offset = min(max(0, offset), max(0, len(document.text) - 1))
        self._set_offset(offset)
        if self._flow is not None:
            self._reveal(self._flow.y_of(offset), center=center)

    @property
    def scrolled(self) -> int:
        """Lines from the top of the view to the cursor: lines above it may be laid out anew meanwhile."""
        return self.position - self.scroll_offset.y

    def scroll_back(self, scrolled: int) -> None:
        if self._flow is not None:
            self._put_on_top(self._flow, self.position - scrolled)

    def show_cursor(self) -> None:
        """Bring the cursor's line to the middle of the view (which may have become smaller)."""
        if self._flow is not None:
            self._reveal(self._flow.y_of(self._offset), center=True)

    def activate(self) -> None:
        """Enter: nothing of its own; the screen decides."""

    def _visible_y(self, flow: Flow) -> int:
        """Return the cursor's line; the first visible one if the wheel has carried the cursor out of view."""
        y, top = flow.y_of(self._offset), self.scroll_offset.y
        if top <= y < top + self.view_height:
            return y
        return min(max(y, top), max(top, top + self.view_height - 1))

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor to the words under it, a double click is Enter; neither selects everything."""
        event.prevent_default()
        offset = event.get_content_offset(self)
        if offset is None or self._flow is None or self.selected_span is not None:
            return
        line = self._flow.line(offset.y + self.scroll_offset.y)
        if line is not None and line.number >= 0:
            self._set_offset(self._character(line, offset.x - self._left - GUTTER))
            if event.chain > 1:
                self.post_message(self.Chosen())

    def _character(self, line: Line, cell: int) -> int:
        """Return the offset of the character that stands ``cell`` cells into a line, or of its last one."""
        text = self._document.text if self._document is not None else ""
        for place in range(line.start, line.end):
            cell -= strips.width_of(text[place])
            if cell < 0:
                return place
        return max(line.start, line.end - 1)

    def _put(self, y: int) -> None:
        line = self._flow.line(y) if self._flow is not None else None
        if line is None:
            return
        self._set_offset(line.start)
        self._reveal(y)

    def _set_offset(self, offset: int) -> None:
        self.selection_follows(offset)
        if offset == self._offset:
            return
        flow = self._flow
        before = self._offset
        self._offset = offset
        here = self._quotation_at()
        if flow is not None:
            for each in (before, offset):
                self.refresh_rows(flow.y_of(each), 1)
            for quotation in (self._here, here):
                if quotation is None or here is self._here:
                    continue
                first, last = flow.y_of(quotation.span[0]), flow.y_of(max(quotation.span[0], quotation.span[1] - 1))
                self.refresh_rows(first, last - first + 1)
        self._here, self._attended = here, None
        self.post_message(self.CursorMoved(offset, here.id if here is not None else None))

    def _reveal(self, y: int, *, center: bool = False) -> None:
        """Scroll so that line ``y`` is in view, away from the edges while moving."""
        flow = self._flow
        if flow is None:
            return
        height = self.view_height
        margin = min(6, max(0, (height - 1) // 3))
        scroll = self.scroll_offset.y
        if center:
            top = y - height // 2
        elif y - margin < scroll:
            top = y - margin
        elif y + margin >= scroll + height:
            top = y + margin - height + 1
        else:
            return
        self._put_on_top(flow, top)

    def _put_on_top(self, flow: Flow, top: int) -> None:
        """Put line ``top`` to the top, as far as there are lines."""
        height = self.view_height
        shift = flow.settle(max(0, top), height, upwards=top < self.scroll_offset.y)
        self.set_height(flow.total)
        self.jump(min(max(0, top + shift), max(0, flow.total - height)))

    def attend(self) -> None:
        """Keep the whole quotation under the cursor in view, however small the view becomes, until the cursor moves; of a longer one
        than fits, its beginning."""
        self._attended = self._here
        self._show_attended()

    def _show_attended(self) -> None:
        flow, quotation = self._flow, self._attended
        if flow is None or quotation is None:
            return
        first, last = flow.y_of(quotation.span[0]), flow.y_of(quotation.span[1] - 1)
        top, height = self.scroll_offset.y, self.view_height
        if first < top or last >= top + height:
            self._put_on_top(flow, min(first, last - height + 2))

    # --- quotations and hits ------------------------------------------------------------------------------------
    def _quotation_at(self) -> Quotation | None:
        around = [] if self._document is None else [sentence_at(self._document.text, (self._offset, self._offset + 1))]
        line = self._flow.line_of(self._offset) if self._flow is not None else None
        if line is not None:
            around.append((line.start, line.end))
        return self._marks.quotation_at(self._offset, *around)

    def next_quotation(self, *, carried: bool = False) -> bool:
        """Go to the next quotation of speech (``carried``: that other sources carry); False at the last."""
        return self._step_quotation(1, carried=carried)

    def previous_quotation(self) -> bool:
        """Go to the previous quotation of speech; False at the first."""
        return self._step_quotation(-1)

    def _on_the_line(self, quotation: Quotation | None) -> bool:
        """Return whether the cursor's line prints words of a quotation."""
        line = self._flow.line_of(self._offset) if self._flow is not None else None
        if quotation is None or line is None:
            return quotation is not None
        return max(quotation.span[0], line.start) < min(quotation.span[1], line.end)

    def _step_quotation(self, step: int, *, carried: bool = False) -> bool:
        here = self._here if self._on_the_line(self._here) else None
        at = here.span[0] if here is not None and step > 0 and here.span[0] >= self._offset else self._offset
        if here is not None and step < 0 and here.span[0] <= self._offset:
            at = here.span[0]
        quotation = self._marks.next_speech(at, step, carried=carried)
        if quotation is None:
            return False
        start = quotation.span[0]
        self.go_to(start, center=not self._in_view(start))
        return True

    def _in_view(self, offset: int) -> bool:
        if self._flow is None:
            return False
        y, top = self._flow.y_of(offset), self.scroll_offset.y
        return top + 1 <= y < top + self.view_height - 3

    @property
    def led_to(self) -> bool:
        """The cursor stands where a hit of a search, or a mention of a name, begins that was gone to."""
        hit = self._marks.hit
        starts = [] if hit is None else [self._marks.hits.spans[hit][0]]
        return self._offset in (*starts, self._mention_at)

    @property
    def hit_position(self) -> tuple[int, int]:
        """(the current hit from 1, or 0; all hits in this article)."""
        return (0 if self._marks.hit is None else self._marks.hit + 1, len(self._marks.hits))

    def next_hit(self) -> bool:
        """Go to the very next hit; False behind the last."""
        return self._step_hit(1)

    def previous_hit(self) -> bool:
        """Go to the hit before; False before the first."""
        return self._step_hit(-1)

    def _step_hit(self, step: int) -> bool:
        offset = self._marks.step_hit(self._offset, step)
        if offset is None:
            return False
        self.refresh()
        self.go_to(offset)
        return True

    # --- layout -------------------------------------------------------------------------------------------------
    def set_height(self, lines: int) -> None:
        """Tell the scrollbar how many lines there are; as many as are seen leave its place blank."""
        super().set_height(max(lines, self.container_size.height))

    def on_resize(self, event: events.Resize) -> None:
        """Remember what is seen, at first; a taller pane may hold all of a short article."""
        flow, top = self._flow, self.scroll_offset.y
        if flow is not None:
            if top != self._kept_y:
                self._kept_top = self._top_place()
            self._cursor_seen = top <= flow.y_of(self._offset) < top + self._seen_height
            self.set_height(flow.total)
            if self._held is None:
                self._show_attended()

    def height_changed(self, before: int) -> None:
        if self._flow is not None:
            self._keep_place(self._flow)

    def width_changed(self) -> None:
        first = self._flow is None
        self._flow = None
        flow = self._lay_out()
        if flow is None:
            return
        if not first:
            self._keep_place(flow)
        elif self._offset:
            self._reveal(flow.y_of(self._offset), center=True)
        self._here = self._quotation_at()
        self.changed()

    def _keep_place(self, flow: Flow) -> None:
        """Have the same words at the top as before the pane got another size, as far as the cursor stays in view if it was: however
        often the size changes, the words are those that were there before the first change."""
        offset, gap = self._kept_top
        top, height = flow.y_of(offset) + gap if offset else 0, self.view_height
        top = min(top, max(0, flow.total - height))
        if self._cursor_seen:
            here = flow.y_of(self._offset)
            top = min(max(top, here - height + 1), here)
        self.jump(top)
        self._show_attended()
        self._kept_y = self.scroll_offset.y

    def _lay_out(self) -> Flow | None:
        self._measure_width()
        width = self.content_width
        document = self._document
        if document is None or width <= 0:
            self.set_height(0)
            return None
        measure = max(4, min(MEASURE, width - GUTTER - 1))
        self._left = max(0, (width - GUTTER - measure) // 2)
        if self._flow is None:
            self._head = head_of(document, measure)
            self._flow = Flow(document.text, blocks_of(document, above=len(self._head)), measure)
        self._flow.settle(self.scroll_offset.y, self.view_height)
        self.set_height(self._flow.total)
        return self._flow

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        flow = self._flow
        if flow is not None and not self._settling:
            self._settling = True
            try:
                shift = flow.settle(round(new_value), self.view_height, upwards=new_value < old_value)
                self.set_height(flow.total)
                if shift:
                    self.scroll_y = max(0, round(new_value) + shift)
            finally:
                self._settling = False
        super().watch_scroll_y(old_value, new_value)

    # --- drawing ------------------------------------------------------------------------------------------------
    def render_line(self, y: int) -> Strip:
        """Return a line with what a selection by mouse asks for: where in the text each of its cells stands."""
        strip = self.paint_line(y)
        line = self._flow.line(y + self.scroll_offset.y) if self._flow is not None else None
        return strip if line is None else strip.apply_offsets(-self._left - GUTTER, line.start)

    def paint_line(self, y: int) -> Strip:
        width = self.width_drawn
        flow = self._flow
        y += self.scroll_offset.y
        line = flow.line(y) if flow is not None else None
        if line is None or flow is None:
            if self._document is None and self.empty and y == 1:
                return strips.strip([("   ", strips.PLAIN), (self.empty, self.front("muted"))], width, self.ink(""))
            return strips.blank(width, self.ink(""))
        selected = self.selected_span
        touched = selected is not None and selected[0] < line.end + 1 and selected[1] > line.start
        here = (self._on_cursor(line), self._in_quotation(line), self._marks.current_hit_in(line.start, line.end))
        key = (line.start, min(line.number, 0), *here, self.has_focus)
        strip = None if touched else self._strips.get(key)
        if strip is None:
            strip = self._draw(flow, line, width, selected if touched else None)
            if not touched:
                self.kept(key, strip)
        return strip

    def _on_cursor(self, line: Line) -> bool:
        if line.number < 0 or self._flow is None:
            return False
        if not line.start <= self._offset:
            return False
        own = self._flow.line_of(self._offset)
        return own is not None and own.start == line.start

    def _in_quotation(self, line: Line) -> bool:
        here = self._here
        return here is not None and here.span[0] < line.end and here.span[1] > line.start

    def _draw(self, flow: Flow, line: Line, width: int, selected: Span | None) -> Strip:
        base = self.ink("")
        block = flow.blocks[line.block]
        furniture = block.kind == "furniture"
        segments = [Segment(" " * self._left, base)] if self._left else []
        segments += [Segment(text, base + style) for text, style in self._margin(line, furniture=furniture)]
        used = self._left + GUTTER
        for text, style in self._pieces(line, block.kind, selected):
            text = strips.clean(text)
            segments.append(Segment(drawn(text), base + style))
            used += strips.width_of(text)
        if used < width:
            segments.append(Segment(" " * (width - used), base))
        strip = Strip(segments)
        return strip if used <= width else strip.crop_extend(0, width, base)

    def _margin(self, line: Line, *, furniture: bool) -> list[strips.Piece]:
        """Return the cells before the text: the cursor's line, how many others carry the quotation that begins here, a bar."""
        here = self._on_cursor(line)
        style = self.front("primary" if self.has_focus else "muted")
        cursor = CURSOR_LINE if here else " "
        if line.number < 0:
            return [(" " * GUTTER, strips.PLAIN)]
        bar, bar_style = " ", self.front("muted")
        if self._in_quotation(line):
            bar, bar_style = HERE, self.front("primary")
        elif furniture:
            bar = FURNITURE_BAR
        elif self._marks.is_known(line.start, line.end):
            bar = KNOWN
        count = self._marks.carried_at(line.start, line.end)
        if not count:
            return [(cursor, style), (bar, bar_style), (" ", strips.PLAIN)]
        # The number stands where the cursor's sign does elsewhere; with two figures it takes the place of the bar, too.
        number = f"{min(count, 99)}{bar}"[:2]
        return [(number[0], self.front("muted")), (number[1], bar_style), (cursor, style)]

    def _font(self, kind: ParagraphKind) -> Style:
        font = _FONT.get(kind, strips.PLAIN)
        return font + self.front("muted") if kind in _MUTED else font

    def _layer_style(self, what: str) -> Style:
        if what in ("quotation", "known"):
            return self.front("primary" if what == "quotation" else "muted")
        if what in ("hit", "now"):
            return self.ground("hit" if what == "hit" else "hit-now")
        kind = what.rstrip("+")
        style = self.front(_NAME_INK[kind]) + _NAME_FONT[kind]
        return style + _CHOSEN if what.endswith("+") else style

    def _pieces(self, line: Line, kind: ParagraphKind, selected: Span | None) -> list[strips.Piece]:
        """Return the text of a line cut where its style changes; later layers lie over earlier ones."""
        start, end = line.start, line.end
        if line.number < 0 and line.block == 0:
            head, head_kind = self._head[line.number + len(self._head)]
            return [(head, self._font(head_kind))] if head else []
        if start >= end or self._document is None:
            return []
        font = self._font(kind)
        layers = [(first, last, self._layer_style(what)) for first, last, what in self._marks.layers(start, end)]
        if selected is not None:
            layers.append((*selected, self.ground("selection")))
        if not layers:
            return [(self._document.text[start:end], font)]
        cuts = sorted({start, end, *(c for s, e, _ in layers for c in (s, e) if start < c < end)})
        pieces: list[strips.Piece] = []
        for first, last in pairwise(cuts):
            style = font
            for layer_start, layer_end, layer in layers:
                if layer_start <= first and last <= layer_end:
                    style = style + layer
            pieces.append((self._document.text[first:last], style))
        return pieces
