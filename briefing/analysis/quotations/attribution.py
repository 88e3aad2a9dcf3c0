"""Who said each quoted stretch: a linear softmax over the candidates nearby, with learned weights, decoded left to right.

The weights lie in ``data/speaker_weights.txt`` and come from ``benchmarks/learn_speakers.py``, which uses the same features.
Chooses mentions; ``speakers`` turns the chosen mention into a person. Below :data:`MARGIN` nobody is chosen.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import accumulate, repeat
from math import exp

from briefing.analysis.linear_model import load
from briefing.analysis.patterns import Lazy
from briefing.analysis.quotations.spans import Segment
from briefing.analysis.quotations.speakers.features import features_of
from briefing.analysis.quotations.speakers.resolution import Resolver
from briefing.analysis.quotations.speakers.stream import Candidate, Stream
from briefing.analysis.quotations.tokens import NOWHERE, PUNCTUATION, QUOTED, WORD, Token, in_sentence, token_at
from briefing.lexicon.speech.reporting_verbs import CUES, STRONG
from briefing.model import UNKNOWN_SPEAKER, Speaker

MARGIN = 0.33
"""Least probability (0 to 1) that the chosen speaker must have."""
SIGNED = 8.0
"""Score for a name after a dash after the quotation (``“…” — Ada Krol``): a signature, too rare in the gold to be learned."""
SENTENCES_BACK = 5
SENTENCES_AHEAD = 1
MOST_BEFORE, MOST_AFTER = 28, 12
"""Candidates looked at on each side of a quotation, so that a list of names costs no more than a page."""

LAYOUTS = ("A0", "A1", "A1p", "B0", "B1", "B1p", "B2", "B2p", "B3", "B3p", "B4", "B4p")

Weights = Mapping[str, Mapping[str, float]]


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Return the learned weights: for each layout (side and distance of the candidate) a weight for each feature."""
    return combined(load("speaker_weights"))


def combined(loaded: Mapping[str, Mapping[str, float]]) -> Weights:
    """Return each layout's weights with the weights shared by all (``*``) added in, so that one look-up serves."""
    shared = loaded.get("*", {})
    result: dict[str, dict[str, float]] = {}
    for side in LAYOUTS:
        own = loaded.get(side, {})
        result[side] = {f: own.get(f, 0.0) + shared.get(f, 0.0) for f in own.keys() | shared.keys()}
    return result


@dataclass(slots=True)
class Situation:
    """What surrounds one quotation, apart from any candidate."""

    index: int  # of the quoted stretch
    place: int  # of its token
    sentence: int
    paragraph: int
    features: tuple[str, ...]


@dataclass(slots=True)
class Choice:
    """The mention chosen for a quotation and its probability."""

    candidate: Candidate
    probability: float


def situation(stream: Stream, text: str, segments: Sequence[Segment], index: int) -> Situation:
    """Describe where a quotation stands in its sentence and paragraph."""
    tokens = stream.tokens
    place = stream.places[index]
    token = tokens[place]
    start, end = segments[index].span
    before, after = _beside(tokens, place, -1), _beside(tokens, place, 1)
    ends, lead = _ends(text[end - 1], after), _lead(before)
    cue_before, cue_after = _cue_beside(tokens, place, -1), _cue_beside(tokens, place, 1)
    rest = [each.kind for each in (after, _beside(tokens, place, 2)) if each is not NOWHERE]
    flags = "R" * segments[index].resumes + "O" * (before is NOWHERE) + "C" * (rest in ([], [PUNCTUATION]))
    starts = "U" if text[start].isupper() else "l"
    features = (
        "e=" + ends,
        "lead=" + lead,
        "cb=" + cue_before,
        "ca=" + cue_after,
        "f=" + flags,
        "el=" + ends + lead + cue_before + cue_after,
        "s=" + starts + ends + lead,
    )
    return Situation(index, place, token.sentence, token.paragraph, features)


_ENDS = {",": ",", "?": "?", "!": "?", ".": ".", "…": "."}
"""How the last character of a quotation ends it."""
_LEAD_MARKS = {mark: mark for mark in ",:.;?!("}
_LEAD_WORDS = {word: word for word in "that as of to a the is was for by in and".split()}
_CUE_REACH = 40
"""Tokens within which a verb of saying is looked for on each side."""


def _beside(tokens: Sequence[Token], place: int, step: int) -> Token:
    """Return the token ``step`` places on, ``NOWHERE`` if it is not in the same paragraph."""
    token = token_at(tokens, place + step)
    return token if token.paragraph == tokens[place].paragraph else NOWHERE


def _ends(last: str, after: Token) -> str:
    """Return how a quotation ends: by its last character, else by the mark behind it."""
    return _ENDS.get(last) or (after.text if after.text in (",", ".") else "-")


def _lead(before: Token) -> str:
    """Return what leads into a quotation: the beginning of the paragraph, a mark, another quotation, a verb of saying, a word."""
    if before is NOWHERE:
        return "^"
    if before.kind == PUNCTUATION:
        return _LEAD_MARKS.get(before.text, "-")
    if before.kind == QUOTED:
        return "q"
    return "cue" if before.low in CUES else _LEAD_WORDS.get(before.low, "w")


def _cue_beside(tokens: Sequence[Token], place: int, step: int) -> str:
    """Return whether the nearest verb of saying on one side in the sentence is strong (``s``), weak (``w``) or not there (``0``)."""
    for at in range(place + step, place + step * _CUE_REACH, step):
        token = in_sentence(tokens, at, tokens[place].sentence)
        if token is NOWHERE:
            break
        if token.kind == WORD and token.low in CUES:
            return "s" if token.low in STRONG else "w"
    return "0"


def nearby(stream: Stream, where: Situation) -> list[Candidate]:
    """Return the candidates of five sentences back and one ahead in order of the text; of too many, those nearest on each side."""
    candidates = stream.candidates
    middle = bisect_left(stream.firsts, where.place)
    before = candidates[max(0, middle - MOST_BEFORE) : middle]
    after = candidates[middle : middle + MOST_AFTER]
    left = bisect_left(before, where.sentence - SENTENCES_BACK, key=lambda candidate: candidate.sentence)
    right = bisect_right(after, where.sentence + SENTENCES_AHEAD, key=lambda candidate: candidate.sentence)
    return before[left:] + after[:right]


def layout(where: Situation, candidate: Candidate) -> str:
    """Side and distance: ``A0`` after the quotation in its sentence, ``B0`` before it, ``B1p`` a sentence before in the paragraph ..."""
    distance = candidate.sentence - where.sentence
    if distance == 0:
        return "A0" if candidate.first > where.place else "B0"
    if distance > 0:
        return "A1p" if candidate.paragraph == where.paragraph else "A1"
    names = _BEFORE_HERE if candidate.paragraph == where.paragraph else _BEFORE
    return names[distance] if distance > -4 else names[-4]


_BEFORE = {-1: "B1", -2: "B2", -3: "B3", -4: "B4"}
_BEFORE_HERE = {distance: name + "p" for distance, name in _BEFORE.items()}


_GAPS = (0, 1, 2, 3, 6, 11)
"""Least numbers of words of the buckets of distance."""
_MANY_WORDS = str(_GAPS[-1])
_WORDS = {gap: str(_GAPS[bisect_right(_GAPS, gap) - 1]) for gap in range(_GAPS[-1])}
"""Number of words -> its bucket."""
_UP_TO_1, _UP_TO_2, _UP_TO_3 = ({count: str(count) for count in range(most + 1)} for most in (1, 2, 3))
"""A small number -> how it is called; larger ones are called alike."""


@dataclass(slots=True)
class Previous:
    """What was chosen for the quotation before."""

    candidate: Candidate
    place: int
    paragraph: int
    closed: str


Placed = tuple[str, str, str, str, str]
"""Where a candidate stands to a quotation: words between, quotations between, paragraphs between, rank, and its relation. There
are few of these, however long the text is."""


def placed(where: Situation, candidate: Candidate, rank: int, quotes: Sequence[int]) -> Placed:
    """See :data:`Placed`. ``quotes`` holds the running count of quoted tokens by token."""
    place, first = where.place, candidate.first
    if first > place:
        gap, between = first - place - 1, quotes[first] - quotes[place + 1]
    else:
        gap, between = place - candidate.last - 1, quotes[place] - quotes[candidate.last]
    return (
        _WORDS.get(gap, _MANY_WORDS),
        _UP_TO_1.get(between, "2"),
        _UP_TO_2.get(abs(where.paragraph - candidate.paragraph), "3"),
        _UP_TO_3.get(rank, "4"),
        candidate.relation,
    )


def placing(place: Placed) -> list[str]:
    """Return the features of a place."""
    gaps, between, apart, rank, relation = place
    return ["g=" + gaps, "gr=" + gaps + relation, "q=" + between, "d=" + apart, "rank=" + rank]


def following(
    where: Situation, candidate: Candidate, previous: Previous | None, link: str | None = None
) -> tuple[str, ...]:
    """Return the features of a candidate that depend on what was chosen for the quotation before; ``link``: see :func:`linked`."""
    if previous is None:
        return _FIRST
    link = linked(where, previous) if link is None else link
    if candidate is previous.candidate:
        prev = "prev" + link
        return "prev", prev, prev + where.features[5], prev + where.features[4]
    if candidate.head == previous.candidate.head:
        return "head", "head" + link, "head" + candidate.relation
    return ("newer" + link,) if candidate.first > previous.candidate.first else ()


_FIRST = ("noprev",)


def linked(where: Situation, previous: Previous | None) -> str:
    """Return how a quotation stands to the one before, and how that was given to its speaker; "" for the first one."""
    return "" if previous is None else _UP_TO_1.get(where.paragraph - previous.paragraph, "2") + previous.closed


def situational(where: Situation, candidate: Candidate) -> list[str]:
    """Return the features of the quotation itself, alone and crossed with how the candidate stands to a verb of saying."""
    relation = "|" + candidate.relation
    return [
        "kq=" + candidate.kind + where.features[0],
        *where.features,
        *[feature + relation for feature in where.features],
    ]


def running_quotes(stream: Stream) -> list[int]:
    return list(accumulate([token.kind == QUOTED for token in stream.tokens], initial=0))


def described(
    stream: Stream, where: Situation, previous: Previous | None, quotes: Sequence[int]
) -> Iterator[tuple[Candidate, str, list[str]]]:
    """Yield every candidate of a quotation with its layout and relative features (own features: ``features.features_of``)."""
    for candidate, side, place in around(stream, where, previous, quotes):
        yield candidate, side, [*placing(place), *following(where, candidate, previous)]


def around(
    stream: Stream, where: Situation, previous: Previous | None, quotes: Sequence[int]
) -> list[tuple[Candidate, str, Placed]]:
    """Return every candidate of a quotation with its layout and its place."""
    candidates: Sequence[Candidate] = nearby(stream, where)
    if previous is not None:
        candidates = _going_on(stream, where, previous, candidates)
    ranks = {"A": 0, "B": 0}
    sides = [layout(where, c) for c in candidates]
    rank_of = [4] * len(candidates)
    with_verb = [i for i, candidate in enumerate(candidates) if _has_verb(candidate.relation)]
    for i in sorted(with_verb, key=lambda i: abs(candidates[i].first - where.place)):
        rank_of[i] = ranks[sides[i][0]]
        ranks[sides[i][0]] += 1
    return [
        (candidate, side, placed(where, candidate, rank, quotes))
        for candidate, side, rank in zip(candidates, sides, rank_of, strict=True)
    ]


def _going_on(
    stream: Stream, where: Situation, previous: Previous, candidates: Sequence[Candidate]
) -> Sequence[Candidate]:
    """Return ``candidates`` with whoever spoke before, or only those to whom a paragraph of nothing but speech can be given."""
    apart, speaker = where.paragraph - previous.paragraph, previous.candidate
    if apart <= 2 and all(c is not speaker for c in candidates):
        candidates = [speaker, *candidates]
    if apart != 1 or "OC" not in where.features[4] or token_at(stream.tokens, where.place - 1).text == ":":
        return candidates
    # A paragraph of nothing but speech goes on from somebody who was given a verb of saying, not from a passing name.
    given = [c.relation != "|" and c.paragraph <= where.paragraph for c in candidates]
    return [c for c, said in zip(candidates, given, strict=True) if said or c is speaker]


@lru_cache(maxsize=1 << 10)
def _has_verb(relation: str) -> bool:
    """Tell whether a verb of saying is near: at once or over an apposition on the right, in any way on the left."""
    return "|L" in relation or (relation[:1] == "R" and relation[:2] != "Rn")


def closing(where: Situation, candidate: Candidate) -> str:
    """Return how the chosen mention stood to its quotation: what the next quotation wants to know of it."""
    return layout(where, candidate)[:2] + where.features[0]


def choose(
    stream: Stream,
    segments: Sequence[Segment],
    situations: Sequence[Situation],
    learned: Weights | None = None,
    introduced: Mapping[int, Candidate] | None = None,
) -> list[Choice | None]:
    """Choose the mention that speaks each quoted stretch, left to right; ``None`` where nobody is likely enough.

    ``introduced`` holds the stretches whose speaker the line before them names (see ``introductions``): those are certain.
    """
    introduced = {} if introduced is None else introduced
    scorer = _Scorer(stream, weights(), _sums()) if learned is None else _Scorer(stream, learned, _Sums())
    result: list[Choice | None] = [None] * len(segments)
    previous: Previous | None = None
    for index in range(len(segments)):
        if stream.places[index] < 0:
            continue
        where = situations[index]
        named = introduced.get(index)
        choice = scorer.likeliest(where, previous) if named is None else Choice(named, 1.0)
        if choice is None:
            continue
        candidate = choice.candidate
        previous = Previous(candidate, where.place, where.paragraph, closing(where, candidate))
        if choice.probability >= MARGIN:
            result[index] = choice
    return result


@dataclass(slots=True)
class _Sums:
    """Sums of weights that depend on few things: by place, and by quotation and how a candidate stands to a verb of saying."""

    near: dict[tuple[str, Placed], float] = field(default_factory=dict)
    common: dict[tuple[str, ...], dict[tuple[str, str, str], float]] = field(default_factory=dict)


_MOST_SUMS = 1 << 15


@lru_cache(maxsize=1)
def _sums() -> _Sums:
    """Return the sums of the learned weights that all articles share."""
    return _Sums()


def forget() -> None:
    """Forget the sums that all articles share."""
    _sums.cache_clear()


_NO_WEIGHT = repeat(0.0)
"""Of each feature that was not learned."""


class _Scorer:
    """The score of each candidate of a quotation; what depends on few things is summed once."""

    def __init__(self, stream: Stream, learned: Weights, sums: _Sums) -> None:
        self._stream, self._learned = stream, learned
        self._quotes = running_quotes(stream)
        self._near, self._common = sums.near, sums.common
        for known in (sums.near, sums.common):
            if len(known) > _MOST_SUMS:
                known.clear()

    def likeliest(self, where: Situation, previous: Previous | None) -> Choice | None:
        """Return the likeliest candidate, ``None`` where there is nobody."""
        common = self._common.setdefault(where.features, {})
        link = linked(where, previous)
        scored = [
            (self._score(where, candidate, side, place, common, following(where, candidate, previous, link)), candidate)
            for candidate, side, place in around(self._stream, where, previous, self._quotes)
        ]
        if not scored:
            return None
        top = max([score for score, _ in scored])
        masses = [exp(score - top) for score, _ in scored]
        best = next(candidate for score, candidate in scored if score == top)
        mass = sum([m for m, (_, c) in zip(masses, scored, strict=True) if c.head == best.head])
        return Choice(best, mass / sum(masses))  # two mentions of one name are one answer

    def _score(
        self,
        where: Situation,
        candidate: Candidate,
        side: str,
        place: Placed,
        common: dict[tuple[str, str, str], float],
        after: Sequence[str],
    ) -> float:
        """Return the score of a candidate; ``common``: sums of the features of the quotation (:func:`situational`)."""
        own = candidate.scores.get(side)
        if own is None:
            own = candidate.scores[side] = self._own(side, candidate)
        key = (side, candidate.relation, candidate.kind)
        shared = common.get(key)
        if shared is None:
            shared = common[key] = self._sum(side, situational(where, candidate))
        beside = self._near.get((side, place))
        if beside is None:
            beside = self._near[side, place] = self._sum(side, placing(place))
        if after:
            learned = self._learned[side]
            for feature in after:
                beside += learned.get(feature, 0.0)
        return own + shared + beside

    def _own(self, side: str, candidate: Candidate) -> float:
        """Return the sum of a candidate's own features; a signature has its score, too."""
        signed = SIGNED if (side, candidate.relation) == ("A0", "|Ldash") else 0.0
        return self._sum(side, features_of(self._stream, candidate)) + signed

    def _sum(self, side: str, features: Sequence[str]) -> float:
        return sum(map(self._learned[side].get, features, _NO_WEIGHT))


def attribute(
    chosen: Sequence[Choice | None],
    joined: Sequence[int | None],
    stream: Stream,
    resolver: Resolver,
    within: Mapping[int, Candidate],
) -> list[tuple[Speaker, str | None]]:
    """For each quoted stretch its speaker and the cue that attributes it (``None`` where the text has none). ``chosen``: see
    :func:`choose`.

    ``joined`` gives the first part of an interrupted quotation: its parts have one attribution, wherever it stands.
    ``within`` gives for stretches inside a reported clause (``Krol said the mill is “ready”``) the subject of that clause: they
    are that subject's words unless a mention with a verb of saying of its own was chosen.
    """
    mentions = [None if choice is None else choice.candidate for choice in chosen]
    result: list[tuple[Speaker, str | None]] = []
    for index, mention in enumerate(mentions):
        candidate = within.get(index, mention) if mention is None or mention.relation == "|" else mention
        if candidate is None:
            result.append((UNKNOWN_SPEAKER, None))
            continue
        place = stream.places[index]
        root = joined[index]
        partner = None if root in (None, index) else mentions[root]
        attached = candidate is partner or _attaches(stream, place, candidate)
        speaker = resolver.speaker(candidate, attached=attached)
        if speaker.name is None:  # "a letter that says he is “well”"
            speaker = resolver.speaker(candidate if mention is None else mention, attached=attached)
        result.append((speaker, candidate.cue if attached else None))
    return result


def _attaches(stream: Stream, place: int, candidate: Candidate) -> bool:
    """Tell whether a mention stands in the sentence of a quotation, or in the one before, which ends in a colon (``Krol wrote:``)."""
    if candidate.sentence == stream.tokens[place].sentence:
        return True
    return in_sentence(stream.tokens, place - 1, candidate.sentence).text == ":"


def transcript(
    text: str, segments: Sequence[Segment], spoken: Sequence[tuple[Speaker, str | None]], resolver: Resolver
) -> list[tuple[Speaker, str | None]]:
    """Return the speakers with the labels of transcripts put in: a stretch that begins ``KROL:`` is Krol's, and so are the whole
    paragraphs of speech after it until the next label, unless the text attaches somebody to them."""
    result = list(spoken)
    labelled: Speaker | None = None
    for index, segment in enumerate(segments):
        start, end = segment.span
        label = _LABEL.match(text, start, min(end, start + 60))
        found = None if label is None else resolver.labelled(label.span(1))
        if found is not None:
            labelled = found
        elif labelled is not None:
            own = result[index][0].mention_span
            if not segment.resumes or (own is not None and own[0] >= segments[index - 1].span[1]):
                labelled = None
        if labelled is not None:
            result[index] = (labelled if found is not None else replace(labelled, status="inferred"), None)
    return result


_LABEL = Lazy(r"((?:[A-Z][\w.’'-]{0,24} ){0,3}[A-Z][\w.’'-]{1,24}):\s")
