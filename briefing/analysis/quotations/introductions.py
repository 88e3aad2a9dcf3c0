"""Find who is introduced by the line before a quotation: ``And from Chairwoman Krol:``, ``Here is what Krol told us:``.

Reads the sentence that ends in a colon right before a quotation and names the one candidate to whom it gives the floor; the paragraphs
of nothing but speech that follow are the same person's. Where the line leaves the choice open it says nothing (see ``attribution``).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefing.analysis.quotations.cue_links import noun_at
from briefing.analysis.quotations.spans import Segment
from briefing.analysis.quotations.speakers.stream import Candidate, Stream
from briefing.analysis.quotations.tokens import DASHES, PUNCTUATION, QUOTED, WORD, Token
from briefing.lexicon.introductions import CLAUSE_OPENINGS, FLOOR_GIVERS, GOVERNING, NOT_SOURCES, OPENINGS, SOURCE_NOUNS
from briefing.lexicon.name_kinds import DOCUMENTS
from briefing.lexicon.speech.report_words import VERBS
from briefing.lexicon.speech.reporting_verbs import CUES, NOUN_CUES
from briefing.lexicon.speech.speaker_words import DETERMINERS, ORGANISATION_WORDS, ROLES

LONGEST = 45
"""Tokens that a line which introduces a quotation may have."""
_WORDS_OF = NOUN_CUES | DOCUMENTS | SOURCE_NOUNS


@dataclass(frozen=True, slots=True)
class _Line:
    """The sentence before a colon: its tokens ``[first, end)`` of the stream and the candidates in it, in order."""

    tokens: Sequence[Token]
    first: int
    end: int
    candidates: Sequence[Candidate]

    def low(self, index: int) -> str:
        """Return the folded word at ``index``, empty outside the line."""
        return self.tokens[index].low if self.first <= index < self.end else ""


def introduced(stream: Stream, segments: Sequence[Segment]) -> dict[int, Candidate]:
    """Find the quoted stretches whose speaker a line before them introduces.

    Returns:
        The candidate introduced, by index of the stretch. Linear in the number of tokens.
    """
    result: dict[int, Candidate] = {}
    for index in range(len(segments)):
        place = stream.places[index]
        if place < 1 or _attributed_after(stream, place):
            continue
        line = _line_before(stream, place)
        speaker = None if line is None else _speaker(line)
        if line is None and _goes_on(stream, segments, index):
            speaker = result.get(index - 1)
        if speaker is not None:
            result[index] = speaker
    return result


def _line_before(stream: Stream, place: int) -> _Line | None:
    """Return the sentence that ends in a colon right before the quotation at ``place``, if no quotation is in it."""
    tokens = stream.tokens
    colon = next((at for at in range(place - 1, 0, -1) if tokens[at].text not in _EMPHASIS), 0)
    if tokens[colon].text != ":" or tokens[place].paragraph - tokens[colon].paragraph > 1:
        return None
    sentence = tokens[colon].sentence
    begins = bisect_left(tokens, sentence, hi=colon, key=lambda token: token.sentence)
    first = max(begins, colon - LONGEST - 1)
    if any(token.kind == QUOTED for token in tokens[first:colon]):
        return None
    first = max([first, *(at + 1 for at in range(first, colon) if tokens[at].text in DASHES)])  # a headline before it
    if not 0 < colon - first <= LONGEST:
        return None
    inside = [c for c in stream.by_sentence.get(sentence, []) if first <= c.first and c.last < colon]
    return _Line(tokens, first, colon, inside)


_EMPHASIS = ("*", "_")


def _attributed_after(stream: Stream, place: int) -> bool:
    """Tell whether somebody with a verb of saying or a signature follows the quotation in its sentence."""
    here = stream.by_sentence.get(stream.tokens[place].sentence, [])
    return any(c.first > place and c.relation not in ("", "|") for c in here)


def _goes_on(stream: Stream, segments: Sequence[Segment], index: int) -> bool:
    """Tell whether this stretch and the one before make up the next paragraph or this one alone, nothing else said in them."""
    if index == 0 or segments[index].paragraph - segments[index - 1].paragraph > 1:
        return False
    tokens, place = stream.tokens, stream.places[index]
    between = tokens[stream.places[index - 1] + 1 : place]
    if any(token.kind != PUNCTUATION or token.text == ":" for token in between):
        return False
    behind = [token for token in tokens[place + 1 : place + 4] if token.paragraph == tokens[place].paragraph]
    return all(token.kind in (PUNCTUATION, QUOTED) for token in behind)


def _speaker(line: _Line) -> Candidate | None:
    """Return the candidate to whom the line gives the floor: the first source or subject, from left to right.

    Lines with a verb of saying are left to the learned weights, which know them well.
    """
    if _says(line):
        return _printed(line)
    for candidate in line.candidates:
        if any(test(line, candidate) for test in _DISQUALIFIED):
            continue
        if _is_source(line, candidate):
            return _named(line, candidate)
        if not _governed(line, candidate):
            return None if _acts(line, candidate) else _named(line, candidate)
    return None


def _says(line: _Line) -> bool:
    """Tell whether the line has a verb of saying: one that ends it, or one with its subject."""
    if line.low(line.end - 1) in CUES and not noun_at(line.tokens, line.end - 1):
        return True
    saying = [c for c in line.candidates if c.relation[:2] in _SAYING]
    return any(not _governed(line, c) and not _is_document(line, c) for c in saying)


def _printed(line: _Line) -> Candidate | None:
    """Return what is read, where the line ends in that verb and everybody in it is an object (``a sign at the house of Krol read:``)."""
    if line.low(line.end - 1) not in ("read", "reads"):
        return None
    free = [candidate for candidate in line.candidates if not _governed(line, candidate)]
    return free[0] if free and all(candidate.kind == "document" for candidate in free) else None


_SAYING = ("Rs", "Rw", "Ra", "Ro", "Rn")


def _acts(line: _Line, subject: Candidate) -> bool:
    """Tell whether a verb follows the subject, outside a clause about it: then the line tells what it does, and gives it no floor."""
    for index in range(subject.last + 1, line.end):
        if line.low(index) in CLAUSE_OPENINGS:
            return False
        if line.low(index) in VERBS or (line.tokens[index].kind == WORD and line.low(index).endswith("ed")):
            return True
    return False


def _governed(line: _Line, candidate: Candidate) -> bool:
    """Tell whether a preposition or a verb of asking stands before the candidate, titles passed over: it is an object."""
    before = candidate.first - 1
    while line.low(before) in DETERMINERS:
        before -= 1
    return line.low(before) in GOVERNING or _is_owner(line, candidate)


def _is_owner(line: _Line, candidate: Candidate) -> bool:
    """Tell whether only somebody else is named through the candidate: ``Krol's brother``, but not ``Krol's answer``."""
    if candidate.relation.startswith("R"):
        return False
    if not {line.low(index) for index in range(candidate.first, candidate.last)}.isdisjoint(("of", "for")):
        return False  # "Ada Krol of the Pilots' Guild": the apostrophe is the guild's
    return candidate.possessive or candidate.kind == "owner"


def _is_source(line: _Line, candidate: Candidate) -> bool:
    """Tell whether the words come from the candidate: ``from Krol``, ``a tweet by Krol``, ``the words of Krol``, ``over to Krol``."""
    preposition = line.low(candidate.first - 1)
    before = line.low(candidate.first - 2)
    wanted = FLOOR_GIVERS.get(preposition)
    if wanted is None or _is_owner(line, candidate):
        return False
    return before in wanted if wanted else before not in NOT_SOURCES


def _is_document(line: _Line, candidate: Candidate) -> bool:
    return candidate.kind == "document" or line.low(candidate.last) in _WORDS_OF


def _opens_a_phrase(line: _Line, candidate: Candidate) -> bool:
    """Tell whether the candidate is the capital that begins the line, no name: ``Reaction from``, ``Posted by``, ``Speaking on``."""
    if candidate.first != line.first or candidate.kind != "name":
        return False
    return candidate.head in OPENINGS or line.low(candidate.last + 1) in ("from", "by")


def _is_no_speaker(line: _Line, candidate: Candidate) -> bool:
    return candidate.kind in ("it", "some", "first") or (candidate.kind == "who" and candidate.first > line.first)


_DISQUALIFIED: tuple[Callable[[_Line, Candidate], bool], ...] = (_is_document, _opens_a_phrase, _is_no_speaker)


def _named(line: _Line, candidate: Candidate) -> Candidate:
    """Return the name that stands beside a role or a body, if any (``the pilot Ada Krol``, ``the head of the mill, Ada Krol``)."""
    names = [other for other in line.candidates if other.first > candidate.last and other.kind == "full"]
    if candidate.kind == "role":
        names = [name for name in names if line.low(name.first - 1) in (",", candidate.head)]
    elif candidate.kind == "full" and line.low(candidate.first) in ROLES and line.low(candidate.first + 1) == "of":
        names = [name for name in names if line.low(name.first - 1) == ","]
    elif candidate.head in ORGANISATION_WORDS:  # "Ferry Union boss Ada Krol"
        names = [name for name in names if _close_behind(line, candidate, name)]
    else:
        return candidate
    return names[0] if names else candidate


def _close_behind(line: _Line, body: Candidate, person: Candidate) -> bool:
    between = line.tokens[body.last + 1 : person.first]
    return 0 < len(between) < 3 and all(t.kind == WORD and t.low not in GOVERNING for t in between)
