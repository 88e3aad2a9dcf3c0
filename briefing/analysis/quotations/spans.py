"""Where quoted stretches begin and end: a state machine over quotation marks of every common kind, paragraph by paragraph.

It knows marks, apostrophes and punctuation, and the few words that betray an attribution where a mark was lost. It never
decides what a stretch is (speech, term, title) nor who said it. Every step is linear in the length of the text.

The direction of a mark is told by what stands beside it (a space before and a letter after: it opens), and only where that
says nothing by its shape: newsrooms mistype shapes, and Germans close with the mark with which the English open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.analysis.quotations.quote_marks import SENTENCE_START, Family, Mark, outside, read_marks, resolve_singles
from briefing.analysis.quotations.reporter_patterns import (
    ATTRIBUTION,
    COLON_LEAD,
    FIRST_PERSON,
    LEAD,
    LED_IN,
    REPORTED,
    REPORTER,
)
from briefing.lexicon.reporting_verbs import CUES
from briefing.model import Span


@dataclass(frozen=True, slots=True)
class Segment:
    """One quoted stretch within one paragraph, without its marks and without the space inside them.

    ``paragraph`` is the index of its paragraph among those given. ``lost_close``: the closing mark is not in the
    text, and the end was inferred. ``runs_on``: the quotation goes on in the next paragraph; ``resumes``: it began before.
    """

    span: Span
    paragraph: int
    family: Family
    lost_close: bool = False
    runs_on: bool = False
    resumes: bool = False


_MAX_PARAGRAPHS_UNMARKED = 6


def segments(text: str, paragraphs: Sequence[Span]) -> list[Segment]:
    """Return the outermost quoted stretches of ``text`` within ``paragraphs`` (spans in ``text``), in order, never overlapping."""
    marks = [read_marks(text, start, end) for start, end in paragraphs]
    if not any(marks):
        return []
    single_leads = _single_leads(text, paragraphs, marks)
    first: tuple[Family, ...] = ("single",) if single_leads else ("double", "guillemet", "angle", "corner")
    second: tuple[Family, ...] = ("double", "guillemet", "angle", "corner") if single_leads else ("single",)
    machine = _Machine(text, paragraphs, single_leads)
    if single_leads:
        outer = [resolve_singles(text, [m for m in found if m.family == "single"], strict=False) for found in marks]
    else:
        outer = [[m for m in found if m.family in first] for found in marks]
    kept = machine.run(outer)
    gaps: dict[int, list[Span]] = {}
    for segment in kept:
        gaps.setdefault(segment.paragraph, []).append(segment.span)
    extra: list[Segment] = []
    for index, found in enumerate(marks):
        inner = [m for m in outside(found, gaps.get(index, ())) if m.family in second]
        if not inner:
            continue
        if not single_leads:
            inner = resolve_singles(text, inner, strict=True)
        extra += _simple_pairs(text, inner, index, gaps.get(index, ()))
    return sorted(kept + extra, key=lambda segment: segment.span) if extra else kept


def _single_leads(text: str, paragraphs: Sequence[Span], marks: Sequence[Sequence[Mark]]) -> bool:
    """Return whether the article quotes with single marks (and doubles only within them), as British papers do."""
    singles = doubles = 0
    for found in marks:
        depth_single = depth_double = False
        for mark in found:
            if mark.family == "single":
                if mark.direction == "open" and not depth_double:
                    singles += 1
                    depth_single = True
                elif mark.direction == "close" and not text[mark.start - 1].isalpha():
                    depth_single = False
            elif mark.direction == "open" and not depth_single:
                doubles += 1
                depth_double = True
            elif mark.direction == "close":
                depth_double = False
            elif mark.direction == "either":
                depth_double = not depth_double
    return singles > doubles


def _simple_pairs(text: str, marks: Sequence[Mark], paragraph: int, taken: Sequence[Span]) -> list[Segment]:
    """Pairs among marks of the secondary family; a pair never spans a stretch that is taken."""
    result: list[Segment] = []
    opener: Mark | None = None
    index = 0
    for mark in marks:
        if mark.direction == "open" or (mark.direction == "either" and opener is None):
            opener = mark
        elif opener is not None and opener.family == mark.family:
            while index < len(taken) and taken[index][1] <= opener.start:
                index += 1
            if index == len(taken) or taken[index][0] >= mark.start:
                span = _trim(text, opener.end, mark.start)
                if span:
                    result.append(Segment(span, paragraph, mark.family))
            opener = None
    return result


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if any(c.isalnum() for c in text[start : min(end, start + 200)]) else None


class _Machine:
    """Reads the marks of the leading family paragraph by paragraph and keeps the outermost stretches."""

    def __init__(self, text: str, paragraphs: Sequence[Span], single: bool) -> None:
        self.text = text
        self.paragraphs = paragraphs
        self.single = single
        self.found: list[Segment] = []

    def run(self, marks: Sequence[Sequence[Mark]]) -> list[Segment]:
        resumes = False
        until = -1  # paragraphs up to this index are quoted as a whole: the marks stand at both far ends
        for index, found in enumerate(marks):
            if index <= until:
                start, end = self.paragraphs[index]
                if index < until:
                    self._keep(start, end, index, "double", lost_close=True, runs_on=True, resumes=True)
                    continue
                closing = found[0]
                self._keep(start, closing.start, index, closing.family, resumes=True)
                found = found[1:]
                resumes = False
                left_open = self._paragraph(index, found, False, closing.end)
            else:
                left_open = self._paragraph(index, found, resumes, self.paragraphs[index][0])
            resumes = False
            if left_open is None:
                continue
            start, end = self.paragraphs[index]
            led = LED_IN.search(self.text, max(start, left_open.start - 24), left_open.start) is not None
            reported = self._fragment(left_open, index) or (not led and self._reported(left_open.end, end))
            if not reported and self._opens_paragraph(marks, index + 1, left_open):
                self._keep(
                    left_open.end, end, index, left_open.family, runs_on=True, resumes=self._resumed(left_open, index)
                )
                resumes = True
                continue
            far = self._closes_later(marks, index)
            if far is not None and not reported and not self._reported_between(marks, index, far, left_open):
                self._keep(left_open.end, end, index, left_open.family, lost_close=True, runs_on=True)
                until = far
                continue
            self._keep_until_attribution(left_open, end, index)
        return self.found

    def _resumed(self, opener: Mark, index: int) -> bool:
        return (
            bool(self.found)
            and self.found[-1].runs_on
            and self.found[-1].paragraph == index - 1
            and (opener.start == self.paragraphs[index][0])
        )

    def _fragment(self, opener: Mark, index: int) -> bool:
        """Tell whether a few words of the reporter's sentence were opened (``called it “a shame and left``): these do not go on."""
        before = self.text[self.paragraphs[index][0] : opener.start].rstrip()
        word = before[-12:].rsplit(None, 1)[-1] if before else ""
        return (
            self.text[opener.end : opener.end + 1].islower() and word.isalpha() and word.islower() and word not in CUES
        )

    def _reported(self, start: int, end: int) -> bool:
        """Tell whether the reporter's own words stand in a stretch: somebody said something, and not within a speech."""
        return REPORTER.search(self.text, start, end) is not None

    def _reported_between(self, marks: Sequence[Sequence[Mark]], index: int, far: int, opener: Mark) -> bool:
        """Tell whether somebody is given the words, or others, before the mark that would close them paragraphs later."""
        if ATTRIBUTION.search(self.text, opener.end, self.paragraphs[index][1]) is not None:
            return True
        spans = [*self.paragraphs[index + 1 : far], (self.paragraphs[far][0], marks[far][0].start)]
        return any(self._reported(*span) for span in spans)

    def _opens_paragraph(self, marks: Sequence[Sequence[Mark]], index: int, opener: Mark) -> bool:
        """Return whether the next paragraph begins by opening anew, as a running quotation does."""
        if index >= len(marks) or not marks[index]:
            return False
        mark = marks[index][0]
        if mark.family != opener.family or mark.direction == "close":
            return False
        return not self.text[self.paragraphs[index][0] : mark.start].strip()

    def _closes_later(self, marks: Sequence[Sequence[Mark]], index: int) -> int | None:
        """Return the paragraph that closes what this one opened, where the paragraphs between bear no mark at all."""
        for later in range(index + 1, min(len(marks), index + 1 + _MAX_PARAGRAPHS_UNMARKED)):
            if marks[later]:
                return later if marks[later][0].direction == "close" else None
        return None

    def _paragraph(self, index: int, marks: Sequence[Mark], resumes: bool, boundary: int) -> Mark | None:
        """Read one paragraph; returns the opener that is left open at its end. ``boundary``: where unquoted text begins."""
        text = self.text
        stack: list[Mark] = []
        end = self.paragraphs[index][1]
        for number, mark in enumerate(marks):
            direction = mark.direction
            if direction == "either":
                direction = "close" if stack and self._fits(stack, mark) else "open"
            elif direction == "close" and not stack and self._led_in(marks, number):
                direction = "open"
            if direction == "open":
                if not stack:
                    stack.append(mark)
                elif self._nests(stack[-1], mark) or (len(stack) == 1 and self._enclosed(stack[0], marks, number)):
                    if len(stack) < 4:
                        stack.append(mark)
                else:
                    boundary = self._keep_until_attribution(stack[0], mark.start, index)
                    stack = [mark]
                continue
            if not stack:
                if mark.shape in ('"', "''") and text[mark.start - 1].isdigit() and mark.start > boundary:
                    continue  # inches
                boundary = self._keep_unopened(boundary, mark, index, end)
                continue
            while len(stack) > 1 and not self._matches(stack[-1], mark):
                stack.pop()
            opener = stack.pop()
            if not stack:
                self._keep(
                    opener.end,
                    mark.start,
                    index,
                    opener.family,
                    resumes=resumes and not text[self.paragraphs[index][0] : opener.start].strip(),
                )
                resumes = False
                boundary = mark.end
        return stack[0] if stack else None

    @staticmethod
    def _matches(opener: Mark, closer: Mark) -> bool:
        """Return whether a closing mark can close this opener: same family, and straight with straight where both kinds are used."""
        if opener.family != closer.family:
            return False
        return (opener.shape in ('"', "''")) == (closer.shape in ('"', "''")) or opener.shape in ("„", ",,", "``")

    def _fits(self, stack: list[Mark], mark: Mark) -> bool:
        return any(opener.family == mark.family for opener in stack)

    @staticmethod
    def _nests(opener: Mark, mark: Mark) -> bool:
        """Return whether an opening mark within an open quotation begins an inner one: another family, or another shape."""
        if opener.family != mark.family:
            return True
        return (opener.shape in ('"', "''")) != (mark.shape in ('"', "''")) and opener.shape not in ("„", ",,")

    def _enclosed(self, opener: Mark, marks: Sequence[Mark], number: int) -> bool:
        """Return whether two closing marks follow: then the mark opens words within the quotation, though with marks of its own kind
        (``“I heard “never” twice,” she said``), unless the quotation had ended in an attribution before."""
        if number + 2 >= len(marks):
            return False
        mark, first, second = marks[number], marks[number + 1], marks[number + 2]
        return (
            first.direction == second.direction == "close"
            and first.family == second.family == mark.family
            and mark.shape == opener.shape
            and ATTRIBUTION.search(self.text, opener.end, mark.start) is None
        )

    def _led_in(self, marks: Sequence[Mark], number: int) -> bool:
        """Return whether a mark that faces backwards follows a verb of saying and its comma, and another closes it (``He says,” we go.”``)."""
        if number + 1 >= len(marks) or marks[number + 1].direction != "close":
            return False
        at = marks[number].start
        return LED_IN.search(self.text, max(0, at - 24), at) is not None

    def _keep(self, start: int, end: int, index: int, family: Family, **flags: bool) -> None:
        span = _trim(self.text, start, end)
        if span is not None:
            self.found.append(Segment(span, index, family, **flags))

    def _keep_until_attribution(self, opener: Mark, limit: int, index: int) -> int:
        """Return the closing mark is lost: the quotation ends before its attribution, else at the sentence end, else at ``limit``."""
        matches = (pattern.search(self.text, opener.end, limit) for pattern in (ATTRIBUTION, REPORTER))
        stops = [match.start() + 1 for match in matches if match is not None]
        if stops:
            stop = min(stops)
        else:
            stop = limit
            begins = opener.start == self.paragraphs[index][0] or not self.text[opener.end : opener.end + 1].islower()
            if limit < self.paragraphs[index][1] or not begins:
                last = None
                for sentence in SENTENCE_START.finditer(self.text, opener.end, limit):
                    last = sentence.start()
                    break
                stop = last if last is not None else limit
        self._keep(opener.end, stop, index, opener.family, lost_close=True)
        return stop

    def _keep_unopened(self, boundary: int, closer: Mark, index: int, end: int) -> int:
        """Return the opening mark is lost: the quotation begins with its sentence (and first-person sentences before it)."""
        text = self.text
        if self.single and text[closer.start - 1].isalnum():
            return boundary  # a plural possessive, most likely
        starts = [boundary, *(match.end() for match in SENTENCE_START.finditer(text, boundary, closer.start))]
        at = len(starts) - 1
        start = starts[at]
        colon = max(COLON_LEAD.finditer(text, boundary, closer.start), key=lambda m: m.end(), default=None)
        lead = LEAD.search(text, start, closer.start)
        spoken = FIRST_PERSON.search(text, start, closer.start)
        if colon is not None:
            start = colon.end()
        elif lead is not None and closer.start - lead.end() > 2 and not (spoken and spoken.start() < lead.start()):
            start = lead.end()
        else:
            while (
                at > 0
                and FIRST_PERSON.search(text, starts[at - 1], start)
                and not REPORTED.search(text, starts[at - 1], start)
            ):
                at -= 1
                start = starts[at]
        self._keep(start, closer.start, index, closer.family)
        return closer.end
