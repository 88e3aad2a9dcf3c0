"""Words in marks that are part of a larger clause: the clause that must stand with them, so that they say what the source says.

The rule: words in marks within a reported clause are that clause, whole, with the source's own marks in it. Elsewhere they stand alone,
unless something in their clause outside the marks limits them (a negation, a condition, a denial, a hedge): then they are the clause.
Never decides who spoke, nor what a stretch is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from briefing.analysis.quotations.clause_parser import LEAST_WORDS, Report, Sentence, limits, with_marks
from briefing.analysis.quotations.indirect_speech import LONGEST, sentence_clauses, sentence_tokens
from briefing.analysis.quotations.speakers.stream import Stream
from briefing.analysis.quotations.tokens import QUOTED, WORD, Token
from briefing.lexicon.speech.report_words import CONDITIONS, JOINING, NOT_ENDINGS, UNASSERTED, negations
from briefing.lexicon.speech.reporting_verbs import CUES
from briefing.model import Mode, Span

_LIMITING = 8
"""Tokens before a stretch among which a word that limits it is looked for."""
_NEAR = 6
"""Tokens before a quotation in which a verb of saying is looked for that says that nobody said it."""


class Clause(NamedTuple):
    """A clause with words in marks: where it stands, the numbers of the stretches in it, and the report that it is, if it is one."""

    span: Span
    stretches: tuple[int, ...]
    report: Report | None = None


def of_reports(text: str, spans: Sequence[Span], spoken: Iterable[int], reports: Iterable[Report]) -> list[Clause]:
    """Return the reported clauses that have words in marks, but for those that are nothing else.

    Args:
        text: Of the article.
        spans: Of its quoted stretches.
        spoken: The numbers of those that are speech.
        reports: The reported clauses.
    """
    known = frozenset(spoken)
    result: list[Clause] = []
    for report in reports:
        for start, end in report.spans:
            inside = [
                at for at in sorted(known.intersection(report.quoted)) if start <= spans[at][0] < spans[at][1] <= end
            ]
            if _says_more(text, (start, end), [spans[at] for at in inside]):
                result.append(Clause((start, end), tuple(inside), report))
    return result


def _says_more(text: str, whole: Span, quoted: Sequence[Span]) -> bool:
    """Tell whether a clause has stretches in marks and is more than one of them."""
    if not quoted:
        return False
    start, end = with_marks(text, quoted[0])
    return len(quoted) > 1 or any(map(str.isalnum, text[whole[0] : start] + text[end : whole[1]]))


def limited(
    text: str, stream: Stream, modes: Sequence[Mode], spoken: Iterable[int], speakers: Sequence[str | None]
) -> list[Clause]:
    """Return the clauses outside reports whose words in marks something limits. Linear in the number of stretches.

    Args:
        text: Of the article.
        stream: Its tokens.
        modes: Of its quoted stretches.
        spoken: The numbers of those that are speech, and in no reported clause.
        speakers: Who said each stretch, ``None`` where nobody knows.
    """
    mixed = frozenset(index for index, mode in enumerate(modes) if mode == "mixed")
    wanted: dict[int, list[tuple[int, int]]] = {}
    for index in spoken:
        place = stream.places[index]
        if place >= 0:
            wanted.setdefault(stream.tokens[place].sentence, []).append((place, index))
    found: dict[Span, list[int]] = {}
    for first, end in sentence_tokens(stream.tokens):
        stretches = wanted.get(stream.tokens[first].sentence, [])
        if not stretches:
            continue
        if end - first <= LONGEST:
            for span, index in _in_sentence(text, stream, (first, end), stretches, mixed, speakers):
                found.setdefault(span, []).append(index)
    return [Clause(span, tuple(inside)) for span, inside in found.items()]


def _in_sentence(
    text: str,
    stream: Stream,
    sentence: tuple[int, int],
    inside: Iterable[tuple[int, int]],
    mixed: frozenset[int],
    speakers: Sequence[str | None],
) -> Iterator[tuple[Span, int]]:
    """Yield the clauses of one sentence whose stretches (``inside``: their tokens and numbers) something limits, with these."""
    tokens = stream.tokens
    cuts = sorted({*_cuts(text, stream, sentence, mixed), *_turns(tokens, *sentence, speakers)})
    for place, index in inside:
        first = max((cut for cut in cuts if cut <= place), default=sentence[0])
        end = min((cut for cut in cuts if cut > place), default=sentence[1])
        before = tokens[first:place]
        if _limited(before, tokens[place:end]) if index in mixed else _unsaid(before[-_NEAR:]):
            within = Sentence(text, stream, *sentence, mixed | {index})
            span = within.span(first, _end(tokens, place, end), LEAST_WORDS, keep_stop=True)
            if span is not None:
                yield span, index


def _cuts(text: str, stream: Stream, sentence: tuple[int, int], mixed: frozenset[int]) -> Iterator[int]:
    """Yield the tokens at which another clause begins: with an attribution of its own, or behind whole sentences in marks."""
    for first, _ in sentence_clauses(text, stream, *sentence, mixed):
        yield first
    whole = Sentence(text, stream, *sentence, mixed)
    yield from (at + 1 for at in range(*sentence) if whole.is_apart(at))


def _limited(before: Sequence[Token], behind: Sequence[Token]) -> bool:
    """Tell whether something limits a stretch in marks: a word near by before it, or a condition anywhere in its clause."""
    conditions = (token.low in CONDITIONS for token in (*before, *behind))
    return any(chain(map(limits, before[-_LIMITING:]), conditions))


def _end(tokens: Sequence[Token], place: int, end: int) -> int:
    """Return the token behind the last stretch in marks of a clause that ends before ``end``; its own end where a condition follows."""
    behind = tokens[place:end]
    if any(token.low in CONDITIONS for token in behind):
        return end - (tokens[end - 1].low in JOINING)
    return place + 1 + max(at for at, token in enumerate(behind) if token.kind == QUOTED)


def _unsaid(before: Sequence[Token]) -> bool:
    """Tell whether a verb of saying before whole sentences in marks says that nobody said them: ``did not say``, ``denied saying``."""
    words = [token.low for token in before if token.kind == WORD]
    cues = [at for at, word in enumerate(words) if word in CUES]
    if not cues:
        return False
    ahead = words[: cues[-1] + 1]
    return not (negations() | UNASSERTED | NOT_ENDINGS).isdisjoint((*ahead, *(word[-3:] for word in ahead)))


def _turns(tokens: Sequence[Token], start: int, end: int, speakers: Sequence[str | None]) -> Iterator[int]:
    """Yield the tokens between ``start`` and ``end`` at which another speaker's words begin: behind the last word that joins clauses."""
    places = [at for at in range(start, end) if tokens[at].kind == QUOTED]
    for one, other in pairwise(places):
        names = {speakers[tokens[at].segment] for at in (one, other)} - {None}
        if len(names) > 1:
            joined = [at + 1 for at in range(one + 1, other) if tokens[at].low in JOINING]
            yield joined[-1] if joined else one + 1
