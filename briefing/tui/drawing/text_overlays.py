"""What lies over an article's text: quotations, search hits and names, and which of them is the current one. Draws nothing.

All places are offsets in the document's text. Walking stops at the ends, it never wraps around.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from briefing.model import EntityType, Quotation, SentenceNews, Span
from briefing.tui.drawing.text_layout import SpanIndex

Layer = tuple[int, int, str]
"""(start, end, what): ``quotation``, ``known`` (read elsewhere), ``person``, ``organisation``, ``place`` (with a ``+`` behind it: the chosen name), ``hit`` or
``now`` (the current hit or name)."""


class Marks:
    """The marks of one document."""

    def __init__(self, quotations: Sequence[Quotation] = ()) -> None:
        self.hits = SpanIndex(())
        self.hit: int | None = None
        """The place of the current hit in ``hits.spans``."""
        self.names = SpanIndex(())
        self._kinds: Mapping[Span, EntityType] = {}
        self._name: Span | None = None
        self._chosen: Collection[Span] = ()
        self._speaking: dict[Span, Quotation] = {}
        """Where a speaker is named -> the first quotation that is attributed to the name there."""
        self.carried: Mapping[str, int] = {}
        """How many other sources carry each quotation (by id)."""
        self._known, self._new = SpanIndex(()), SpanIndex(())
        self._passages: list[int] = []
        self.set_quotations(quotations)

    def set_quotations(self, quotations: Sequence[Quotation]) -> None:
        """Other quotations; hits and names stay."""
        self.quotations = sorted(quotations, key=lambda each: each.span)
        self._quoted = SpanIndex(each.span for each in self.quotations)
        self._speaking = {}
        for each in self.quotations:
            if each.speaker.mention_span is not None:
                self._speaking.setdefault(each.speaker.mention_span, each)
        self._spoken = SpanIndex(sorted(self._speaking))

    def set_hits(self, spans: Sequence[Span], current: int | None) -> None:
        """Other hits; ``current`` is a place in ``spans``, which are in order."""
        self.hits = SpanIndex(spans)
        self.hit = current if current is not None and 0 <= current < len(spans) else None

    def set_names(self, spans: Mapping[Span, EntityType], current: Span | None, chosen: Collection[Span] = ()) -> None:
        """Other names; those in ``chosen`` stand out among them."""
        self.names, self._kinds, self._name, self._chosen = SpanIndex(spans), spans, current, chosen

    def carried_at(self, start: int, end: int) -> int:
        """Return how many other sources carry the quotation that begins in ``start:end``; 0 if none begins there or nobody else does."""
        begun = [self.quotations[place] for place in self._quoted.touching(start, end)]
        return max((self.carried.get(each.id, 0) for each in begun if start <= each.span[0] < end), default=0)

    def set_news(self, news: Sequence[SentenceNews]) -> None:
        """Say which sentences are new and which are known, and what of new ones is."""
        known = [each.known if each.new else (each.span,) for each in news]
        self._known = SpanIndex(span for spans in known for span in spans)
        self._new = SpanIndex(each.span for each in news if each.new)
        in_order = sorted(news, key=lambda each: each.span)
        before = [False, *(each.new for each in in_order)]
        self._passages = [each.span[0] for each, was in zip(in_order, before, strict=False) if each.new > was]

    def is_known(self, start: int, end: int) -> bool:
        """Return whether all sentences that touch ``start:end`` are known, and there is one."""
        return bool(self._known.touching(start, end)) > bool(self._new.touching(start, end))

    def step_new(self, offset: int, step: int) -> int | None:
        """Return where the next passage of new sentences begins behind ``offset`` (``step`` 1), or the last one before it (-1)."""
        ahead = [place for place in self._passages if (place > offset if step > 0 else place < offset)]
        return None if not ahead else ahead[0 if step > 0 else -1]

    def layers(self, start: int, end: int) -> Iterator[Layer]:
        """Yield what touches ``start:end``; what comes later lies above."""
        for place in self._quoted.touching(start, end):
            quotation = self.quotations[place]
            if quotation.kind == "speech":
                yield from ((*span, "quotation") for span in quotation.spoken)
        for place in self._known.touching(start, end):
            yield (*self._known.spans[place], "known")
        for place in self.names.touching(start, end):
            span = self.names.spans[place]
            kind = self._kinds[span]
            yield (*span, "now" if span == self._name else f"{kind}+" if span in self._chosen else kind)
        for place in self.hits.touching(start, end):
            yield (*self.hits.spans[place], "now" if place == self.hit else "hit")

    # --- quotations ---------------------------------------------------------------------------------------------
    def quotation_at(self, offset: int, *around: Span) -> Quotation | None:
        """Return the innermost quotation that holds ``offset``, else that whose speaker is named there, else the nearest in the first
        of the stretches ``around`` that has one: the sentence, the line."""
        found = self._quoted.touching(offset, offset + 1)
        if found:
            return self.quotations[found[-1]]
        named = (self._spoken.spans[place] for place in self._spoken.touching(offset, offset + 1))
        if (span := next(named, None)) is not None:
            return self._speaking[span]
        near = next(filter(None, (self._quoted.touching(*span) for span in around)), [])

        def distance(place: int) -> int:
            start, end = self._quoted.spans[place]
            return max(start - offset, offset - end, 0)

        return self.quotations[min(near, key=distance)] if near else None

    def next_speech(self, offset: int, step: int, *, carried: bool = False) -> Quotation | None:
        """Return the first quotation of speech that begins behind ``offset`` (``step`` 1), or the last one before it (-1); ``carried``: of
        those that other sources carry."""
        place = self._quoted.after(offset) if step > 0 else self._quoted.before(offset)
        while place is not None and 0 <= place < len(self.quotations):
            quotation = self.quotations[place]
            if (quotation.kind == "speech") > carried * (not self.carried.get(quotation.id)):
                return quotation
            place += step
        return None

    # --- hits ---------------------------------------------------------------------------------------------------
    def current_hit_in(self, start: int, end: int) -> bool:
        """Return whether the current hit has a character in ``start:end``."""
        first, last = self.hits.spans[self.hit] if self.hit is not None else (0, 0)
        return max(first, start) < min(last, end)

    def step_hit(self, offset: int, step: int) -> int | None:
        """Make the next (``step`` 1) or previous (-1) hit the current one; its offset, or ``None`` if there is none.

        Without a current hit, the one next to ``offset`` counts.
        """
        if self.hit is not None:
            place: int | None = self.hit + step
        else:
            place = self.hits.after(offset - 1) if step > 0 else self.hits.before(offset)
        if place is None or not 0 <= place < len(self.hits):
            return None
        self.hit = place
        return self.hits.spans[place][0]
