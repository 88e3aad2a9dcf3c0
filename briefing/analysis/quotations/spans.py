"""Where quoted stretches begin and end: a state machine over quotation marks of every common kind, paragraph by paragraph.

It knows marks, apostrophes and punctuation, and the few words that betray an attribution where a mark was lost. It never
decides what a stretch is (speech, term, title) nor who said it. Every step is linear in the length of the text.

The direction of a mark is told by what stands beside it (a space before and a letter after: it opens), and only where that
says nothing by its shape: newsrooms mistype shapes, and Germans close with the mark with which the English open.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.analysis.quotations.quote_marks import (
    SENTENCE_START,
    Direction,
    Family,
    Mark,
    outside,
    read_marks,
    resolve_singles,
)
from briefing.analysis.quotations.reporter_patterns import (
    ATTRIBUTION,
    COLON_LEAD,
    FIRST_PERSON,
    LEAD,
    LED_IN,
    REPORTED,
    REPORTER,
)
from briefing.lexicon.speech.reporting_verbs import CUES
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
_DEEPEST = 4
"""Quotations within quotations that are told apart."""
_STRAIGHT = ('"', "''")


def segments(text: str, paragraphs: Sequence[Span]) -> list[Segment]:
    """Return the outermost quoted stretches of ``text`` within ``paragraphs`` (spans in ``text``), in order, never overlapping."""
    marks = [read_marks(text, start, end) for start, end in paragraphs]
    if not any(marks):
        return []
    single_leads = _single_leads(text, paragraphs, marks)
    first, second = (_SINGLE, _OTHERS) if single_leads else (_OTHERS, _SINGLE)
    outer = [[mark for mark in found if mark.family in first] for found in marks]
    if single_leads:
        outer = [resolve_singles(text, found, strict=False) for found in outer]
    kept = _Machine(text, paragraphs, single_leads).run(outer)
    gaps: dict[int, list[Span]] = {}
    for segment in kept:
        gaps.setdefault(segment.paragraph, []).append(segment.span)
    extra: list[Segment] = []
    for index, found in enumerate(marks):
        inner = [mark for mark in outside(found, gaps.get(index, ())) if mark.family in second]
        if inner and not single_leads:
            inner = resolve_singles(text, inner, strict=True)
        extra += _simple_pairs(text, inner, index, gaps.get(index, ()))
    return sorted(kept + extra, key=lambda segment: segment.span) if extra else kept


_SINGLE: tuple[Family, ...] = ("single",)
_OTHERS: tuple[Family, ...] = ("double", "guillemet", "angle", "corner")


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
    for mark in marks:
        if mark.direction == "open" or (mark.direction == "either" and opener is None):
            opener = mark
        elif opener is not None and opener.family == mark.family:
            span = _trim(text, opener.end, mark.start) if _is_free(taken, opener.start, mark.start) else None
            if span is not None:
                result.append(Segment(span, paragraph, mark.family))
            opener = None
    return result


def _is_free(taken: Sequence[Span], start: int, end: int) -> bool:
    """Tell whether none of some spans (sorted, apart) begins before ``end`` and ends behind ``start``."""
    at = bisect_right(taken, start, key=lambda span: span[1])
    return all(begin >= end for begin, _ in taken[at : at + 1])


def _trim(text: str, start: int, end: int) -> Span | None:
    """Return a stretch without the space at its ends, ``None`` if no letter or figure is among its first 200 code points."""
    words = text[start:end]
    start = end - len(words.lstrip())
    words = words.strip()
    return (start, start + len(words)) if any(map(str.isalnum, words[:200])) else None


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
                left_open = self._paragraph(index, found[1:], False, closing.end)
            else:
                left_open = self._paragraph(index, found, resumes, self.paragraphs[index][0])
            resumes = False
            if left_open is None:
                continue
            end = self.paragraphs[index][1]
            if self._is_reported(left_open, index):
                self._keep_until_attribution(left_open, end, index)
                continue
            if self._opens_paragraph(marks, index + 1, left_open):
                self._keep(
                    left_open.end, end, index, left_open.family, runs_on=True, resumes=self._resumed(left_open, index)
                )
                resumes = True
                continue
            far = self._closes_later(marks, index)
            if far is None or self._reported_between(marks, index, far, left_open):
                self._keep_until_attribution(left_open, end, index)
                continue
            self._keep(left_open.end, end, index, left_open.family, lost_close=True, runs_on=True)
            until = far
        return self.found

    def _is_reported(self, opener: Mark, index: int) -> bool:
        """Tell whether what is opened is a few words of the reporter's, or the reporter's own words follow in the paragraph."""
        start, end = self.paragraphs[index]
        if self._fragment(opener, index):
            return True
        led = LED_IN.search(self.text, max(start, opener.start - 24), opener.start) is not None
        return not led and self._reported(opener.end, end)

    def _resumed(self, opener: Mark, index: int) -> bool:
        if opener.start != self.paragraphs[index][0]:
            return False
        return any(last.runs_on and last.paragraph == index - 1 for last in self.found[-1:])

    def _fragment(self, opener: Mark, index: int) -> bool:
        """Tell whether a few words of the reporter's sentence were opened (``called it “a shame and left``): these do not go on."""
        before = self.text[self.paragraphs[index][0] : opener.start].rstrip()
        word = before[-12:].rsplit(None, 1)[-1] if before else ""
        if word in CUES or not self.text[opener.end : opener.end + 1].islower():
            return False
        return word.isalpha() and word.islower()

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
        stack: list[Mark] = []
        start, end = self.paragraphs[index]
        for number, mark in enumerate(marks):
            if self._direction(stack, marks, number) == "open":
                if self._begins_inner(stack, marks, number):
                    stack = [*stack, mark][:_DEEPEST]
                else:
                    boundary = self._keep_until_attribution(stack[0], mark.start, index)
                    stack = [mark]
                continue
            if not stack:
                if not self._is_inches(mark, boundary):
                    boundary = self._keep_unopened(boundary, mark, index, end)
                continue
            while len(stack) > 1 and not self._matches(stack[-1], mark):
                stack.pop()
            opener = stack.pop()
            if not stack:
                goes_on = resumes and not self.text[start : opener.start].strip()
                self._keep(opener.end, mark.start, index, opener.family, resumes=goes_on)
                resumes = False
                boundary = mark.end
        return stack[0] if stack else None

    def _direction(self, stack: Sequence[Mark], marks: Sequence[Mark], number: int) -> Direction:
        """Return which way a mark faces among the quotations that are open."""
        mark = marks[number]
        if mark.direction == "either":
            return "close" if any(opener.family == mark.family for opener in stack) else "open"
        if stack or mark.direction == "open":
            return mark.direction
        return "open" if self._led_in(marks, number) else "close"

    def _begins_inner(self, stack: Sequence[Mark], marks: Sequence[Mark], number: int) -> bool:
        """Tell whether an opening mark begins a quotation, or one within those that are open, rather than the next one."""
        if not stack or self._nests(stack[-1], marks[number]):
            return True
        return len(stack) == 1 and self._enclosed(stack[0], marks, number)

    def _is_inches(self, mark: Mark, boundary: int) -> bool:
        return mark.shape in _STRAIGHT and mark.start > boundary and self.text[mark.start - 1].isdigit()

    @staticmethod
    def _matches(opener: Mark, closer: Mark) -> bool:
        """Return whether a closing mark can close this opener: same family, and straight with straight where both kinds are used."""
        if opener.family != closer.family:
            return False
        return opener.shape in ("„", ",,", "``") or (opener.shape in _STRAIGHT) == (closer.shape in _STRAIGHT)

    @staticmethod
    def _nests(opener: Mark, mark: Mark) -> bool:
        """Return whether an opening mark within an open quotation begins an inner one: another family, or another shape."""
        if opener.family != mark.family:
            return True
        return opener.shape not in ("„", ",,") and (opener.shape in _STRAIGHT) != (mark.shape in _STRAIGHT)

    def _enclosed(self, opener: Mark, marks: Sequence[Mark], number: int) -> bool:
        """Return whether two closing marks follow: then the mark opens words within the quotation, though with marks of its own kind
        (``“I heard “never” twice,” she said``), unless the quotation had ended in an attribution before."""
        mark = marks[number]
        following = [(each.direction, each.family) for each in marks[number + 1 : number + 3]]
        if mark.shape != opener.shape or following != [("close", mark.family)] * 2:
            return False
        return ATTRIBUTION.search(self.text, opener.end, mark.start) is None

    def _led_in(self, marks: Sequence[Mark], number: int) -> bool:
        """Return whether a mark that faces backwards follows a verb of saying and its comma, and another closes it (``He says,” we go.”``)."""
        if [following.direction for following in marks[number + 1 : number + 2]] != ["close"]:
            return False
        at = marks[number].start
        return LED_IN.search(self.text, max(0, at - 24), at) is not None

    def _keep(self, start: int, end: int, index: int, family: Family, **flags: bool) -> None:
        span = _trim(self.text, start, end)
        if span is not None:
            self.found.append(Segment(span, index, family, **flags))

    def _keep_until_attribution(self, opener: Mark, limit: int, index: int) -> int:
        """Keep a quotation whose closing mark is lost: it ends before its attribution, else at the sentence end, else at ``limit``."""
        matches = (pattern.search(self.text, opener.end, limit) for pattern in (ATTRIBUTION, REPORTER))
        stops = [match.start() + 1 for match in matches if match is not None]
        if not stops and self._ends_early(opener, limit, index):
            sentence = SENTENCE_START.search(self.text, opener.end, limit)
            stops = [] if sentence is None else [sentence.start()]
        stop = min(stops, default=limit)
        self._keep(opener.end, stop, index, opener.family, lost_close=True)
        return stop

    def _ends_early(self, opener: Mark, limit: int, index: int) -> bool:
        """Tell whether a quotation without its closing mark ends with its sentence: another one follows, or it does not begin as one."""
        start, end = self.paragraphs[index]
        if limit < end:
            return True
        return opener.start != start and self.text[opener.end : opener.end + 1].islower()

    def _keep_unopened(self, boundary: int, closer: Mark, index: int, end: int) -> int:
        """Keep a quotation whose opening mark is lost: it begins with its sentence (and first-person sentences before it)."""
        text = self.text
        if self.single and text[closer.start - 1].isalnum():
            return boundary  # a plural possessive, most likely
        starts = [boundary, *(match.end() for match in SENTENCE_START.finditer(text, boundary, closer.start))]
        colons = [match.end() for match in COLON_LEAD.finditer(text, boundary, closer.start)]
        lead = self._lead_end(starts[-1], closer.start)
        if colons:
            start = max(colons)
        elif lead is not None:
            start = lead
        else:
            start = starts.pop()
            while starts and self._in_first_person(starts[-1], start):
                start = starts.pop()
        self._keep(start, closer.start, index, closer.family)
        return closer.end

    def _lead_end(self, start: int, end: int) -> int | None:
        """Return where a verb of saying that leads into speech ends, ``None`` if none does or speech stands before it."""
        lead = LEAD.search(self.text, start, end)
        if lead is None or end - lead.end() <= 2:
            return None
        spoken = FIRST_PERSON.search(self.text, start, end)
        return lead.end() if spoken is None or spoken.start() >= lead.start() else None

    def _in_first_person(self, start: int, end: int) -> bool:
        """Tell whether a sentence is somebody's own words, and not the reporter's about them."""
        spoken = FIRST_PERSON.search(self.text, start, end) is not None
        return spoken and REPORTED.search(self.text, start, end) is None
